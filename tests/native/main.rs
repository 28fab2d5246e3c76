//! Native tests: the engine against the model browser, the architecture, the schema, the command.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    unreachable_pub,
    reason = "a test says what it expects by failing"
)]

mod analyse;
mod analyse_table;
mod analyse_walk;
mod architecture;
mod bounds;
mod broken_config;
mod bulk;
#[cfg(feature = "cli")]
mod command;
#[cfg(feature = "cli")]
mod command_score;
mod consent;
#[cfg(feature = "cli")]
mod documentation;
mod enquiry;
#[cfg(feature = "cli")]
mod event;
mod expression;
mod files;
mod golden;
mod history;
#[path = "../model/mod.rs"]
mod model;
mod outcome;
mod platform;
mod proof;
mod quiz;
mod quiz_lead;
#[cfg(feature = "cli")]
mod schema;
#[cfg(feature = "cli")]
mod schema_files;
mod score;
#[cfg(feature = "cli")]
mod scoring;
mod source;
#[cfg(feature = "cli")]
mod sql;
#[cfg(feature = "cli")]
mod surveyjs;
#[cfg(feature = "cli")]
mod table;
mod trap;
