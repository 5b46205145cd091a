//! Members that are known from the REST interface alone.

use crate::model::{Field, Kind, field};

/// A member that the REST interface has.
pub(super) const fn hint(name: &'static str, kind: Kind<'static>, meaning: &'static str) -> Field<'static> {
    field(name, kind, meaning).nullable().optional().inferred()
}
