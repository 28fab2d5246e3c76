//! Fuzzing: cases that nobody would write, made from ones that somebody did, and what must hold for each. It must not be
//! linked into anything that ships.
//!
//! A [`Target`] knows how a case is made and what must hold for it; [`Hunt`] makes cases, keeps those that show something
//! new, catches panics and makes what fails small. Nothing here reads a clock or draws by chance: the same seed gives the
//! same cases.

mod case;
mod definition;
mod dice;
mod expression;
mod grow;
mod hunt;
mod make_score;
mod meter;
mod odd;
mod score;
mod shrink;
mod steps;
mod walk;

pub use case::{Fault, Json, Signs, folder, load};
pub use definition::Definitions;
pub use dice::Dice;
pub use expression::Expressions;
pub use hunt::{Hunt, STACK, guarded};
pub use make_score::case as score_case;
pub use score::{Case, Scores, written};
pub use shrink::shrink;
pub use steps::Steps;

/// What is fuzzed.
pub trait Target: Sync {
    /// Its name: the folder of its corpus, and its word on the command line.
    fn name(&self) -> &'static str;

    /// Cases to begin with.
    fn seeds(&self) -> Vec<Json>;

    /// Another case, made from those in the pool.
    fn make(&self, dice: &mut Dice, pool: &[Json]) -> Json;

    /// What the case shows.
    ///
    /// # Errors
    /// What must hold and does not. What panics is caught by the caller.
    fn check(&self, case: &Json) -> Result<Signs, Fault>;
}

/// Every target.
pub const TARGETS: &[&dyn Target] = &[&Expressions, &Definitions, &Steps, &Scores];
