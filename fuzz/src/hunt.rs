//! The hunt: makes cases, keeps what shows something new, catches panics. It must not know what a target looks at.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::{Dice, Fault, Json, Signs, Target};

/// The stack that cases get: what a page's module has.
pub const STACK: usize = 1 << 20;
/// The most cases that are kept to build upon.
const MOST_KEPT: usize = 2_000;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Cases one after another.
pub struct Hunt<'a> {
    target: &'a dyn Target,
    dice: Dice,
    pool: Vec<Json>,
    known: Signs,
    /// Seeds that were not looked at yet.
    fresh: Vec<Json>,
}

impl<'a> Hunt<'a> {
    /// A hunt that begins with the target's seeds.
    #[must_use]
    pub fn new(target: &'a dyn Target, seed: u64) -> Self {
        let mut fresh = target.seeds();
        fresh.reverse();
        Self { target, dice: Dice::new(seed), pool: Vec::new(), known: Signs::new(), fresh }
    }

    /// The next case.
    pub fn next_case(&mut self) -> Json {
        match self.fresh.pop() {
            Some(seed) => seed,
            None => self.target.make(&mut self.dice, &self.pool),
        }
    }

    /// Looks at a case, and keeps it where it shows something new.
    ///
    /// # Errors
    /// What must hold and does not, panics too.
    pub fn look_at(&mut self, case: &Json) -> Result<(), Fault> {
        let signs = guarded(self.target, case)?;
        let is_new = signs.iter().any(|sign| !self.known.contains(sign));
        if is_new && self.pool.len() < MOST_KEPT {
            self.pool.push(case.clone());
        } else if is_new {
            let place = self.dice.below(MOST_KEPT);
            if let Some(kept) = self.pool.get_mut(place) {
                kept.clone_from(case);
            }
        }
        self.known.extend(signs);
        Ok(())
    }

    /// How many cases were kept, and how many signs they show.
    #[must_use]
    pub fn found(&self) -> (usize, usize) {
        (self.pool.len(), self.known.len())
    }
}

/// What a case shows; a panic is a fault, named by its place.
///
/// # Errors
/// What must hold and does not.
pub fn guarded(target: &dyn Target, case: &Json) -> Result<Signs, Fault> {
    keep_panics_quiet();
    IS_GUARDED.set(true);
    let ended = panic::catch_unwind(AssertUnwindSafe(|| target.check(case)));
    IS_GUARDED.set(false);
    ended.unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let said = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
        let place = PLACE.with_borrow(Clone::clone);
        Err(Fault::new(&format!("panic at {place}"), said))
    })
}

/// Panics of cases are told as faults, not on the terminal.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_GUARDED.get() {
                return usual(info);
            }
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
            PLACE.set(place.unwrap_or_default());
        }));
    });
}
