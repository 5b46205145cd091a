//! Webhooks v2: a flat envelope of eight members around `data`.

use crate::model::{Naming, Version};

/// The events of v2.
pub(super) const VERSION: Version =
    Version { id: "v2", naming: Naming::Shape, events: &[], sources: "", envelope: None };
