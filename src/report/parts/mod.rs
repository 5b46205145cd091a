//! What the formats share: columns, frames, colour, and what a terminal may be shown.

pub mod advice;
pub(in crate::report) mod coloured;
pub(in crate::report) mod departures;
pub(in crate::report) mod excerpt;
pub(in crate::report) mod grid;
pub(in crate::report) mod leaves;
pub(in crate::report) mod lines;
pub(in crate::report) mod listing;
pub(in crate::report) mod marks;
pub(in crate::report) mod notation;
pub(in crate::report) mod places;
pub(in crate::report) mod ranked;
pub(in crate::report) mod records;
pub(in crate::report) mod row;
pub(in crate::report) mod said;
pub(in crate::report) mod signs;
pub(in crate::report) mod size;
pub(in crate::report) mod snippet;
pub(in crate::report) mod straight;
pub(in crate::report) mod style;
pub(in crate::report) mod terminal;
pub(in crate::report) mod times;
