//! The summary: a few lines that a salesperson reads first. It must say nothing that the lead does not carry.

use crate::score::{Line, Score};
use crate::text;
use crate::value::Value;

/// The longest summary, in characters.
const LONGEST: usize = 600;

/// Temperature and class, the three strongest reasons, the significant source, the enquiry's number, the visitor's local time and
/// the answers.
#[must_use]
pub fn summary(score: &Score, source: &Value, request: &Value, inquiry: i64, local_ms: i64) -> String {
    let mut parts = vec![text::concat(&[
        score.temperature.word(),
        ", ",
        &score.class,
        ", ",
        &text::number_text(score.total() as f64),
        " points",
    ])];
    let mut lines: Vec<&Line> = Vec::new();
    for line in score.explanation.iter().filter(|line| line.points > 0) {
        lines.insert(lines.partition_point(|other| other.points >= line.points), line);
    }
    for line in lines.into_iter().take(3) {
        parts.push(text::concat(&[&line.label, " +", &text::number_text(line.points as f64)]));
    }
    // The touch that counts, as the inbox lists it.
    let touch =
        ["significant", "first"].iter().find_map(|model| source.get(model).filter(|touch| touch.as_map().is_some()));
    if let Some(channel) = touch.and_then(|touch| touch.text("channel")) {
        let campaign = touch.and_then(|touch| touch.text("campaign"));
        parts.push(text::concat(&["came by ", channel, campaign.map_or("", |_| " / "), campaign.unwrap_or_default()]));
    }
    if inquiry > 1 {
        parts.push(text::concat(&["enquiry no. ", &text::number_text(inquiry as f64)]));
    }
    let local = crate::time::instant_text(local_ms);
    parts.push(text::concat(&["local time ", local.get(11..16).unwrap_or_default()]));
    for answer in request.items("answers") {
        let word = |name: &str| answer.text(name).unwrap_or_default();
        parts.push(text::concat(&[word("title"), " ", word("text")]));
    }
    text::clean(&text::join(parts.iter().map(String::as_str), " · "), LONGEST)
}
