//! Webhooks v1 ("legacy"): one object `event`, one object `data`.

use crate::model::{Naming, Version};

/// The events of v1.
pub(super) const VERSION: Version =
    Version { id: "v1", naming: Naming::Shape, events: &[], sources: "", envelope: None };
