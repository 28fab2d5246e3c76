//! Score: a table that a marketer reads, evaluated into points that explain themselves. It must not know where facts come
//! from, nor draw on anything but whole numbers.

#[cfg(feature = "explain")]
pub mod analyse;
#[cfg(feature = "bulk")]
pub mod bulk;
mod decay;
mod evaluate;
mod grade;
#[cfg(any(feature = "cli", feature = "tools"))]
pub mod sql;
mod table;

pub use decay::{Decay, Step};
pub use evaluate::{Line, Score, evaluate};
pub use grade::Temperature;
pub use table::{Axes, Axis, Bounds, Class, Condition, Grade, Group, PERS, Per, Rule, Table, Thresholds};
