//! UpPromote: affiliate marketing for shops. The bodies of its webhooks name no event.

use crate::model::{Naming, Provider, Version};

/// UpPromote.
pub(super) static PROVIDER: Provider = Provider {
    id: "uppromote",
    name: "UpPromote",
    versions: &[Version { id: "v2", naming: Naming::Shape, events: &[], sources: "", envelope: None }],
};
