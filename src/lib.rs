//! `hookspect`: what is this webhook payload, is it what the provider promises, and what does it say?

pub mod capture;
pub mod cli;
pub mod commands;
pub mod configuration;
pub mod diff;
pub mod engine;
pub mod finding;
pub mod generate;
pub mod input;
pub mod json;
pub mod judge;
pub mod model;
pub mod normalize;
pub mod packs;
pub mod policy;
pub mod providers;
pub mod redact;
pub mod registry;
pub mod report;
pub mod signature;
pub mod stand_in;
