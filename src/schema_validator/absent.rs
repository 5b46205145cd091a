//! Without packs nobody brings a schema: there is no validator, and what would hold one holds none.

/// Never there.
#[derive(Debug, PartialEq)]
pub enum SchemaValidator {}
