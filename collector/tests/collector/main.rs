//! The collector as its neighbours meet it: over HTTP, in this process or as the command.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a failed test may stop at once")]

mod command;
mod cross_origin;
mod files;
mod http;
mod inbox;
mod intake;
mod invented;
mod safety;
mod signing;
mod world;
