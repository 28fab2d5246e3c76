//! Names in rules: each must be an answer of a quiz or a fact that the engine makes. It must not know values.

use super::Config;
use crate::consent::State;
use crate::event;
use crate::expression::Expression;
use crate::score::Condition;
use crate::text;
use crate::value::Problems;

/// Facts of a touch.
const TOUCH: &[&str] = &["at", "channel", "source", "medium", "campaign", "evidence", "rule", "page", "referrer"];
/// Facts of a source beside its touches.
const SOURCE: &[&str] = &["scope", "visits", "days"];
/// Facts of a visit.
const VISIT: &[&str] = &["number", "engaged_s", "scroll"];
/// Facts of a score; only classes and hand-off see them.
const SCORE: &[&str] = &["fit", "intent", "total", "class", "temperature", "grade"];

/// Checks every rule of a config, and warns of what can be read but will not work.
pub(super) fn check(config: &Config, problems: &Problems) {
    let known = Known { config };
    check_score(config, &known, problems);
    #[cfg(feature = "quiz")]
    check_quizzes(config, &known, problems);
    if config.consent.default.attribution == State::Pending {
        let message =
            "attribution waits for leadsieve('consent', …): without that call nothing is remembered between pages";
        problems.warning("consent.default.attribution", "config/consent-pending", message);
    }
    #[cfg(feature = "quiz")]
    if config.delivery.destinations.is_empty() && config.quizzes.iter().any(|(_, quiz)| quiz.lead.contact.is_some()) {
        problems.warning(
            "delivery.destinations",
            "config/no-destination",
            "a quiz asks for a contact, but there is no destination: leads go nowhere",
        );
    }
}

fn check_score(config: &Config, known: &Known<'_>, problems: &Problems) {
    let Some(table) = &config.score else { return };
    for (index, rule) in table.rules.iter().enumerate() {
        let path = text::concat(&["score.rules[", &text::number_text(index as f64), "]"]);
        match &rule.condition {
            Condition::If(condition) => known.check(condition, &text::concat(&[&path, ".if"]), false, problems),
            Condition::Each(event) => known.check_event(event, &text::concat(&[&path, ".each"]), problems),
        }
        if let Some(group) = rule.group.as_ref().filter(|group| !table.groups.iter().any(|known| known.name == **group))
        {
            problems.error(
                &text::concat(&[&path, ".group"]),
                "config/unknown-name",
                text::concat(&["unknown group \"", group, "\"; name it under score.groups"]),
            );
        }
    }
    for (index, class) in table.classes.iter().enumerate() {
        let path = text::concat(&["score.classes[", &text::number_text(index as f64), "].if"]);
        known.check(&class.condition, &path, true, problems);
    }
    table.handoff.iter().for_each(|handoff| known.check(handoff, "score.handoff", true, problems));
}

#[cfg(feature = "quiz")]
fn check_quizzes(config: &Config, known: &Known<'_>, problems: &Problems) {
    let at = |parts: &[&str], index: usize| {
        text::concat(&[&text::concat(parts), "[", &text::number_text(index as f64), "]"])
    };
    for (name, quiz) in &config.quizzes {
        let root = text::concat(&["quizzes.", name]);
        for (index, page) in quiz.pages.iter().enumerate() {
            let path = at(&[&root, ".pages"], index);
            page.visible_if
                .iter()
                .for_each(|rule| known.check(rule, &text::concat(&[&path, ".visibleIf"]), false, problems));
            for (index, element) in page.elements.iter().enumerate() {
                let path = text::concat(&[&at(&[&path, ".elements"], index), ".visibleIf"]);
                element.visible_if.iter().for_each(|rule| known.check(rule, &path, false, problems));
            }
        }
        for (index, filter) in quiz.lead.filters.iter().enumerate() {
            known.check(
                &filter.condition,
                &text::concat(&[&at(&[&root, ".lead.filters"], index), ".if"]),
                false,
                problems,
            );
        }
        for (index, outcome) in quiz.lead.outcomes.iter().enumerate() {
            let path = text::concat(&[&at(&[&root, ".lead.outcomes"], index), ".if"]);
            outcome.condition.iter().for_each(|rule| known.check(rule, &path, false, problems));
        }
    }
}

/// The names that rules may use.
struct Known<'a> {
    config: &'a Config,
}

impl Known<'_> {
    fn check(&self, rule: &Expression, path: &str, sees_score: bool, problems: &Problems) {
        for name in rule.names().iter().filter(|name| !self.knows(name, sees_score)) {
            let answers = text::join(self.answers().into_iter().take(30), ", ");
            let message = [
                "unknown name {",
                name.as_str(),
                "}; known are the facts source, event, visit and the answers ",
                &answers,
            ];
            problems.error(path, "config/unknown-name", text::concat(&message));
        }
    }

    fn check_event(&self, name: &str, path: &str, problems: &Problems) {
        if !name.strip_prefix("event.").is_some_and(|name| self.knows_event(name)) {
            let message = [
                "unknown event \"",
                name,
                "\"; expected event.<noun>.<verb>, event.keypage.<name> or event.custom.<name>",
            ];
            problems.error(path, "config/unknown-name", text::concat(&message));
        }
    }

    fn answers(&self) -> Vec<&str> {
        #[cfg_attr(not(feature = "quiz"), expect(unused_mut, reason = "there are no answers without quizzes"))]
        let mut answers = Vec::new();
        #[cfg(feature = "quiz")]
        for (_, quiz) in &self.config.quizzes {
            for page in &quiz.pages {
                for element in &page.elements {
                    answers.push(element.name.as_str());
                }
            }
        }
        answers
    }

    fn knows(&self, name: &str, sees_score: bool) -> bool {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        match first {
            "source" => match rest.split_once('.') {
                Some(("first" | "last" | "last_non_direct", field)) => {
                    TOUCH.contains(&field) || field.starts_with("tags.") || field.starts_with("click_ids.")
                }
                _ => SOURCE.contains(&rest),
            },
            "visit" => VISIT.contains(&rest),
            "score" => sees_score && SCORE.contains(&rest),
            "event" => rest
                .rsplit_once('.')
                .is_some_and(|(event, part)| ["count", "first", "last"].contains(&part) && self.knows_event(event)),
            // A page that only tracks reads the same config: its quizzes are not looked at, so neither are their names.
            _ => cfg!(not(feature = "quiz")) || self.answers().contains(&name),
        }
    }

    fn knows_event(&self, name: &str) -> bool {
        let (noun, object) = name.split_once('.').unwrap_or((name, ""));
        let settings = &self.config.events;
        let is_mark = |marks: &[i64]| marks.iter().any(|mark| text::number_text(*mark as f64) == object);
        event::NAMES.contains(&name)
            || match noun {
                "keypage" => settings.key_pages.iter().any(|key| key.name == object),
                "scroll" => is_mark(&settings.scroll_marks),
                "time" => is_mark(&settings.engaged_marks),
                "custom" => text::is_name(object),
                "quiz" => self.knows_quiz(object),
                "click" => event::is_messenger(object),
                _ => false,
            }
    }

    #[cfg(feature = "quiz")]
    fn knows_quiz(&self, name: &str) -> bool {
        self.config.quiz(name).is_some()
    }

    #[cfg(not(feature = "quiz"))]
    fn knows_quiz(&self, name: &str) -> bool {
        text::is_name(name)
    }
}
