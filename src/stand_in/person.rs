//! Names of people and businesses that do not exist.

use super::source::Source;

const GIVEN: &[&str] = &[
    "Ada", "Bela", "Caro", "Dario", "Edda", "Fenna", "Gino", "Hedda", "Ilse", "Jonas", "Kaja", "Levin",
    "Mira", "Nilo", "Oda", "Pavel", "Quirin", "Runa", "Silvan", "Tilda", "Ulla", "Vito", "Wanda", "Xenia",
    "Yara", "Zeno",
];

const FAMILY: &[&str] = &[
    "Ashgrove",
    "Birchfield",
    "Coldbrook",
    "Dunmore",
    "Eastwell",
    "Fernhill",
    "Greyford",
    "Hollowell",
    "Ivers",
    "Kestrelman",
    "Larkspur",
    "Mossgate",
    "Northam",
    "Oakhaven",
    "Pinecroft",
    "Quillby",
    "Rushmere",
    "Stonefield",
    "Thistledown",
    "Underhill",
    "Vale",
    "Westerby",
    "Yarrow",
    "Zellwood",
];

const BUSINESS: &[&str] = &[
    "Acorn", "Beacon", "Compass", "Drift", "Echo", "Foundry", "Granite", "Horizon", "Lantern", "Mosaic",
    "Nimbus",
];

/// A given name.
#[must_use]
pub fn given_name(source: &mut Source) -> String {
    source.one_of(GIVEN).to_owned()
}

/// A family name.
#[must_use]
pub fn family_name(source: &mut Source) -> String {
    source.one_of(FAMILY).to_owned()
}

/// A given and a family name.
#[must_use]
pub fn full_name(source: &mut Source) -> String {
    format!("{} {}", given_name(source), family_name(source))
}

/// The name of a business that says it is an example.
#[must_use]
pub fn company(source: &mut Source) -> String {
    format!("{} Example Ltd", source.one_of(BUSINESS))
}
