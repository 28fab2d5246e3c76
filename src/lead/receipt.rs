//! The receipt: what a backend with the same crate needs to compute the same score again. It proves agreement, not
//! honesty: who recomputes everything passes.

use crate::score::Score;
use crate::text;
use crate::value::{Map, Value, hash};

/// The engine's version, as receipts name it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// SHA-256, in hexadecimal, of the binary form of a part.
#[must_use]
pub fn part_hash(part: &Value) -> String {
    text::hex(&hash(part))
}

/// SHA-256, in hexadecimal, of a score's results: total, axes, class, temperature, grade, hand-off, and rule, axis and
/// points of each line.
#[must_use]
pub fn score_hash(score: &Score) -> String {
    let line = |line: &crate::score::Line| -> Value {
        Map::new().with("rule", line.rule.as_str()).with("axis", line.axis.word()).with("points", line.points).into()
    };
    let results =
        score.facts().with("handoff", score.handoff).with("explanation", Value::list(&score.explanation, line));
    part_hash(&results.into())
}

/// The receipt of a score: the table and its hash, the engine, the hashes of the parts, the local day of
/// the rules, the moment from which ages count (wall time in milliseconds), and the seal over all of these.
#[must_use]
pub fn receipt(table: &str, table_hash: &str, parts: [&Value; 3], score: &Score, [today, at]: [i64; 2]) -> Map {
    let [answers, behaviour, source] = parts;
    sealed(
        Map::new()
            .with("table", table)
            .with("table_hash", table_hash)
            .with("engine", ENGINE)
            .with("answers", part_hash(answers))
            .with("behaviour", part_hash(behaviour))
            .with("source", part_hash(source))
            .with("score", score_hash(score))
            .with("today", today)
            .with("at", at),
    )
}

/// A receipt with its seal: the SHA-256 of everything else in it. It tells a receipt that was changed from a part that was.
#[must_use]
pub fn sealed(mut receipt: Map) -> Map {
    receipt.remove("seal");
    let seal = part_hash(&receipt.clone().into());
    receipt.with("seal", seal)
}
