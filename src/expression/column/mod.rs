//! Expressions over columns: facts of many records side by side, and conditions judged for all of them at once. What a
//! condition comes to is what [`Expression::is_true`](super::Expression::is_true) says of each record's facts alone; how
//! fast it is judged depends on the kinds of the columns, never on their values. It must not know what the facts mean.

mod data;
mod hold;
mod plan;
mod schema;
mod tree;

pub use data::Data;
pub use plan::{Plan, Tables};
pub use schema::{Column, Kind, Schema};
