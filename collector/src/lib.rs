//! The reference collector: what a backend for LeadSieve has to do, in one process and one SQLite
//! file. It receives leads, keeps each exactly once, computes every score again with the crate that
//! the browser used, and shows the result to the people who call back.
//!
//! The parts, from the outside in: [`settings`] (what the operator asked for), [`serve`] (the
//! addresses), [`intake`] (receiving), [`inbox`] and [`export`] (reading), [`store`] (SQLite).
//! Only [`proof`] knows the scoring crate.

pub mod access;
pub mod app;
pub mod chips;
pub mod clock;
pub mod detail;
pub mod envelope;
pub mod export;
pub mod finding;
pub mod html;
pub mod inbox;
pub mod intake;
pub mod origin;
pub mod page;
pub mod problem;
pub mod proof;
pub mod rate;
pub mod reading;
pub mod rows;
pub mod schema;
pub mod serve;
pub mod session;
pub mod settings;
pub mod shelf;
pub mod site;
pub mod store;
pub mod story;
pub mod sum;
