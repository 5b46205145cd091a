//! Ways to the members of a payload.

/// The way to a member, from the payload's root, one key a step; `*` stands for every item of an array.
pub type Path<'m> = &'m [&'m str];
