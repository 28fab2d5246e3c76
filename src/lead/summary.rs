//! The summary: a few lines that a salesperson reads first. It must say nothing that the lead does not carry.

use crate::score::{Axis, Line, Score};
use crate::text;
use crate::value::Value;

/// The longest summary, in characters.
const LONGEST: usize = 600;
/// The longest label, answer and message in it.
const BRIEF: usize = 100;
/// How many reasons are said.
const REASONS: usize = 3;

/// Temperature and class, the three strongest reasons for or against, the significant source, the enquiry's number from the
/// second on, the visitor's local time, the message, and the answers: those that gave points first, none that is a reason
/// already. What does not fit as a whole is left out.
#[must_use]
pub fn summary(score: &Score, source: &Value, request: &Value, inquiry: i64, local_ms: i64) -> String {
    let mut out = String::new();
    let number = |number: i64| text::number_text(number as f64);
    add(&mut out, &[score.temperature.word(), ", ", &score.class, ", ", &number(score.total()), " points"]);
    let mut lines: Vec<&Line> = Vec::new();
    // Points of a category are not in the total.
    let is_counted = |line: &&Line| line.points != 0 && !matches!(line.axis, Axis::Category(_));
    for line in score.explanation.iter().filter(is_counted) {
        lines.insert(lines.partition_point(|other| other.points.abs() >= line.points.abs()), line);
    }
    for line in lines.iter().take(REASONS) {
        add(&mut out, &[&brief(&line.label), if line.points > 0 { " +" } else { " " }, &number(line.points)]);
    }
    // The touch that counts, as the inbox lists it.
    let touch =
        ["significant", "first"].iter().find_map(|model| source.get(model).filter(|touch| touch.as_map().is_some()));
    if let Some(channel) = touch.and_then(|touch| touch.text("channel")) {
        let campaign = touch.and_then(|touch| touch.text("campaign"));
        add(&mut out, &["came by ", channel, campaign.map_or("", |_| " / "), &brief(campaign.unwrap_or_default())]);
    }
    if inquiry > 1 {
        add(&mut out, &["enquiry no. ", &number(inquiry)]);
    }
    let local = crate::time::instant_text(local_ms);
    add(&mut out, &["local time ", local.get(11..16).unwrap_or_default()]);
    if let Some(message) = request.text("message") {
        add(&mut out, &[&brief(message)]);
    }
    // A line of a choice is named after its question.
    let place = |name: &str| {
        let is_of = |line: &&Line| line.rule.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        lines.iter().position(is_of)
    };
    for is_worth_points in [true, false] {
        for answer in request.items("answers") {
            let word = |name: &str| answer.text(name).unwrap_or_default();
            let place = place(word("name"));
            if place.is_some() == is_worth_points && place.is_none_or(|place| place >= REASONS) {
                add(&mut out, &[&brief(word("title")), " ", &brief(word("text"))]);
            }
        }
    }
    text::clean(&out, LONGEST)
}

/// Adds a part, where it fits.
fn add(out: &mut String, part: &[&str]) {
    let between = if out.is_empty() { "" } else { " · " };
    let longer = text::concat(&[out, between, &text::concat(part)]);
    if text::length(&longer) <= LONGEST {
        *out = longer;
    }
}

/// The beginning of a text.
fn brief(content: &str) -> String {
    let cut = text::cut(content, BRIEF);
    text::concat(&[cut, if cut.len() < content.len() { "…" } else { "" }])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(rule: &str, points: i64) -> Line {
        Line::once(rule.to_owned(), text::concat(&["Label of ", rule]), Axis::Fit, points)
    }

    fn parsed(json: &str) -> Value {
        serde_json::from_str(json).unwrap()
    }

    fn score(lines: Vec<Line>) -> Score {
        Score { fit: 7, class: "near".to_owned(), explanation: lines, ..Score::default() }
    }

    #[test]
    fn it_says_what_a_salesperson_reads_first() {
        let mut score =
            score(vec![line("a", 1), line("size.huge", -5), line("b", 3), line("c", 4), line("room.hall", 2)]);
        let style = Line { axis: Axis::Category("modern".to_owned()), ..line("style.oak", 9) };
        score.explanation.push(style);
        let source = parsed(r#"{"significant":null,"first":{"channel":"Paid Search","campaign":"kitchens"}}"#);
        let request = parsed(
            r#"{"answers":[{"name":"city","title":"City?","text":"York"},{"name":"size","title":"Size?","text":"Huge"},
                {"name":"room","title":"Room?","text":"Hall"}]}"#,
        );
        assert_eq!(
            summary(&score, &source, &request, 2, 9 * 3_600_000),
            "cold, near, 7 points · Label of size.huge -5 · Label of c +4 · Label of b +3 · came by Paid Search / kitchens · \
             enquiry no. 2 · local time 09:00 · Room? Hall · City? York"
        );
    }

    #[test]
    fn it_is_never_too_long_and_what_does_not_fit_is_left_out_as_a_whole() {
        let answer =
            |index: usize| format!(r#"{{"name":"q{index}","title":"Question {index}","text":"{}"}}"#, "ж".repeat(90));
        let answers: Vec<String> = (0..20).map(answer).collect();
        let request = parsed(&format!(r#"{{"message":"{}","answers":[{}]}}"#, "m".repeat(5_000), answers.join(",")));
        let long = summary(&score(vec![line(&"x".repeat(300), 5)]), &Value::Null, &request, 1, 0);
        assert!(text::length(&long) <= LONGEST, "{}", text::length(&long));
        let parts: Vec<&str> = long.split(" · ").collect();
        assert!(parts.len() > 5 && parts[4..].iter().all(|part| part.ends_with(&"ж".repeat(90))), "{long}");
        assert_eq!(parts[3], format!("{}…", "m".repeat(100)));
    }
}
