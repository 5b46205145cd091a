//! `hookspect`: what is this webhook payload, is it what the provider promises, and what does it say?

pub mod cli;
pub mod commands;
pub mod finding;
pub mod input;
pub mod json;
pub mod model;
pub mod providers;
pub mod report;
