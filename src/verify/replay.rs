//! Replaying a recorded visit: the same inputs through the same engine. It must use nothing but the tape.

use crate::engine::{Effect, Engine, tape};
use crate::error::Error;
use crate::value::Value;

/// The effects of a tape, input by input.
///
/// # Errors
/// `replay/bad-input` where an entry is no input, with its place in the tape.
pub fn replay<'a>(entries: impl IntoIterator<Item = &'a Value>) -> Result<Vec<Vec<Effect>>, Error> {
    let mut engine = Engine::default();
    let step = |(index, entry): (usize, &Value)| {
        let (input, now) = tape::read(entry).ok_or_else(|| {
            let place = crate::text::concat(&["[", &crate::text::number_text(index as f64), "]"]);
            Error::new("replay/bad-input", "found no input, expected an entry of a tape").at(place)
        })?;
        Ok(engine.handle(input, &now))
    };
    entries.into_iter().enumerate().map(step).collect()
}
