//! Names in rules: each must be an answer of a quiz or a fact that the engine makes. It must not know values.

use super::Config;
use crate::consent::State;
use crate::event;
use crate::expression::{Expression, Named};
#[cfg(feature = "explain")]
use crate::score::Condition;
use crate::text::{self, explain};
use crate::value::{Problems, Severity};

/// Facts of a touch.
const TOUCH: &[&str] = &[
    "at", "visit", "channel", "class", "source", "medium", "campaign", "evidence", "rule", "conflict", "page",
    "referrer",
];
/// Facts of a source beside its touches.
const SOURCE: &[&str] = &[
    "scope",
    "visits",
    "days",
    "lag.kind",
    "lag.days",
    "lag.visits",
    "contractor",
    "bundle.source",
    "bundle.campaign",
    "bundle.ad",
    "bundle.page",
    "bundle.variant",
    "code",
];
/// Facts of a visit.
const VISIT: &[&str] = &["number", "engaged_s", "scroll"];
/// Facts of a counter.
const COUNTER: &[&str] = &["count", "first", "last", "distinct"];
/// Facts of an enquiry's words and address; what is asked before there is a lead does not see them.
const ENQUIRY: &[&str] = &["ask", "account", "account.tier"];
/// Facts of a score, beside `categories.<name>`; only classes, hand-off, goals and outcomes see them.
const SCORE: &[&str] = &["fit", "intent", "total", "class", "temperature", "grade"];

/// What a rule is asked about.
#[derive(Clone, Copy)]
enum Sees {
    /// A visit.
    Visit,
    /// A visit with the score of its answers.
    #[cfg_attr(not(feature = "quiz"), expect(dead_code, reason = "outcomes alone ask for it"))]
    Answers,
    /// A lead.
    #[cfg(feature = "explain")]
    Lead,
    /// A lead with its score.
    Score,
}

impl Sees {
    fn enquiry(self) -> bool {
        match self {
            #[cfg(feature = "explain")]
            Self::Lead => true,
            Self::Score => true,
            Self::Visit | Self::Answers => false,
        }
    }

    fn score(self) -> bool {
        matches!(self, Self::Answers | Self::Score)
    }
}

/// Checks every rule of a config, and warns of what can be read but will not work.
pub(super) fn check(config: &Config, problems: &Problems) {
    // A page goes on with a table that has mistakes: what cannot be judged gives no points. Warnings are told by what explains.
    #[cfg(feature = "explain")]
    check_score(config, problems);
    let known = Known { config, severity: Severity::Error };
    #[cfg(feature = "quiz")]
    check_quizzes(config, &known, problems);
    for (index, swap) in config.source.replace.iter().enumerate() {
        let path = explain!("source.replace[", &text::number_text(index as f64), "].if");
        known.check(&swap.condition, &path, Sees::Visit, problems);
    }
    check_events(config, &known, problems);
    if config.consent.default.attribution == State::Pending {
        let message = if config.consent.hears_platforms() {
            "attribution waits for leadsieve('consent', …) or a consent platform: without one nothing is remembered between pages"
        } else {
            "attribution waits for leadsieve('consent', …): without that call nothing is remembered between pages"
        };
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

fn check_events(config: &Config, known: &Known<'_>, problems: &Problems) {
    let settings = &config.events;
    for (name, _) in &settings.rules {
        if !event::NAMES.contains(&name.as_str()) && !name.starts_with("custom.") {
            let known = || text::join(event::NAMES.iter().copied(), ", ");
            let message = explain!("unknown event \"", name, "\", expected custom.<name> or one of ", &known());
            problems.error(&explain!("events.rules.", name), "config/unknown-name", message);
        }
    }
    for (index, goal) in settings.goals.iter().enumerate() {
        let path = |part: &str| explain!("events.goals[", &text::number_text(index as f64), "].", part);
        for (part, rule) in [("if", &goal.condition), ("value", &goal.value)] {
            rule.iter().for_each(|rule| known.check(rule, &path(part), Sees::Score, problems));
        }
        let has_id = settings.bridges.iter().any(|bridge| bridge.to == goal.to && bridge.id.is_some());
        if goal.to.needs_id() && !has_id {
            problems.error(
                &path("to"),
                "config/missing-field",
                "the platform is told by the id of its counter, expected it in events.bridges",
            );
        }
    }
}

#[cfg(feature = "explain")]
fn check_score(config: &Config, problems: &Problems) {
    let known = Known { config, severity: Severity::Warning };
    let Some(table) = &config.score else { return };
    for (index, rule) in table.rules.iter().enumerate() {
        let path = explain!("score.rules[", &text::number_text(index as f64), "]");
        if table.rules.iter().take(index).any(|other| other.id == rule.id) {
            let message = explain!("found the id \"", &rule.id, "\" twice; give each rule one of its own");
            problems.warning(&explain!(&path, ".id"), "score/duplicate", message);
        }
        match &rule.condition {
            Condition::If(condition) => known.check(condition, &explain!(&path, ".if"), Sees::Lead, problems),
            Condition::Each(event) => known.check_event(event, &explain!(&path, ".each"), problems),
        }
        if let Some(group) = rule.group.as_ref().filter(|group| !table.groups.iter().any(|known| known.name == **group))
        {
            problems.warning(
                &explain!(&path, ".group"),
                "config/unknown-name",
                explain!("unknown group \"", group, "\"; name it under score.groups"),
            );
        }
    }
    for (index, class) in table.classes.iter().enumerate() {
        let path = explain!("score.classes[", &text::number_text(index as f64), "].if");
        known.check(&class.condition, &path, Sees::Score, problems);
    }
    table.handoff.iter().for_each(|handoff| known.check(handoff, "score.handoff", Sees::Score, problems));
}

#[cfg(feature = "quiz")]
fn check_quizzes(config: &Config, known: &Known<'_>, problems: &Problems) {
    for (name, quiz) in &config.quizzes {
        quiz.each_expression(&mut |path, rule| {
            known.check(rule, &explain!("quizzes.", name, ".", path), Sees::Visit, problems);
        });
        let path = |list: &str, index: usize| {
            explain!("quizzes.", name, ".lead.", list, "[", &text::number_text(index as f64), "].if")
        };
        for (index, filter) in quiz.lead.filters.iter().enumerate() {
            known.check(&filter.condition, &path("filters", index), Sees::Visit, problems);
        }
        for (index, outcome) in quiz.lead.outcomes.iter().enumerate() {
            if let Some(rule) = &outcome.condition {
                known.check(rule, &path("outcomes", index), Sees::Answers, problems);
            }
        }
    }
}

/// Whether a name begins like a fact that is no answer.
#[cfg(all(feature = "explain", feature = "quiz"))]
pub(super) fn is_fact(first: &str) -> bool {
    ["source", "visit", "event", "score", "ask", "account"].contains(&first)
}

/// The names that rules may use.
struct Known<'a> {
    config: &'a Config,
    /// How bad a name is that is none of them.
    severity: Severity,
}

impl Known<'_> {
    fn tell(&self, path: &str, message: String, problems: &Problems) {
        match self.severity {
            Severity::Error => problems.error(path, "config/unknown-name", message),
            _ => problems.warning(path, "config/unknown-name", message),
        }
    }

    fn check(&self, rule: &Expression, path: &str, sees: Sees, problems: &Problems) {
        for name in rule.free_names() {
            if !self.knows(name, sees) {
                let answers = || text::join(self.answers().into_iter().take(30), ", ");
                let message = explain!(
                    "unknown name {",
                    name,
                    "}; known are the facts source, event, visit and the answers ",
                    &answers(),
                    &self.near(name, sees)
                );
                self.tell(path, message, problems);
            }
        }
    }

    #[cfg(feature = "explain")]
    fn check_event(&self, name: &str, path: &str, problems: &Problems) {
        if !name.strip_prefix("event.").is_some_and(|name| self.knows_event(name)) {
            let message = explain!(
                "unknown event \"",
                name,
                "\"; expected event.<noun>.<verb>, event.keypage.<name> or event.custom.<name>",
                &self.near_event(name)
            );
            self.tell(path, message, problems);
        }
    }

    /// `; did you mean …?` with the known name that is the fewest slips away, where one is near.
    #[cfg(feature = "explain")]
    fn near(&self, name: &str, sees: Sees) -> String {
        let mut known: Vec<String> = self.answers().into_iter().map(str::to_owned).collect();
        for model in ["first", "last", "last_non_direct", "significant"] {
            known.extend(TOUCH.iter().map(|field| text::concat(&["source.", model, ".", field])));
        }
        known.extend(SOURCE.iter().map(|field| text::concat(&["source.", field])));
        known.extend(VISIT.iter().map(|field| text::concat(&["visit.", field])));
        known.extend(ENQUIRY.iter().filter(|_| sees.enquiry()).map(|name| (*name).to_owned()));
        known.extend(SCORE.iter().filter(|_| sees.score()).map(|field| text::concat(&["score.", field])));
        for event in self.events() {
            known.extend(COUNTER.iter().map(|part| text::concat(&["event.", &event, ".", part])));
        }
        nearest(name, &known).map(|near| text::concat(&["; did you mean {", near, "}?"])).unwrap_or_default()
    }

    #[cfg(not(feature = "explain"))]
    #[expect(clippy::unused_self, reason = "the other one looks into its config")]
    fn near(&self, _: &str, _: Sees) -> String {
        String::new()
    }

    /// The same of an event.
    #[cfg(feature = "explain")]
    fn near_event(&self, name: &str) -> String {
        let known: Vec<String> = self.events().iter().map(|event| text::concat(&["event.", event])).collect();
        nearest(name, &known).map(|near| text::concat(&["; did you mean ", near, "?"])).unwrap_or_default()
    }

    /// What is counted by names that can be told beforehand.
    #[cfg(feature = "explain")]
    fn events(&self) -> Vec<String> {
        let settings = &self.config.events;
        let mut found: Vec<String> = event::NAMES.iter().map(|name| (*name).to_owned()).collect();
        found.extend(settings.key_pages.iter().map(|page| text::concat(&["keypage.", &page.name])));
        found.extend(settings.elements.iter().map(|watched| text::concat(&["element.", &watched.name])));
        found.extend(settings.cta.iter().map(|watched| text::concat(&["cta.", &watched.name])));
        for (noun, marks) in
            [("scroll.", &settings.scroll_marks), ("time.", &settings.engaged_marks), ("video.", &settings.video_marks)]
        {
            found.extend(marks.iter().map(|mark| text::concat(&[noun, &text::number_text(*mark as f64)])));
        }
        found
    }

    fn answers(&self) -> Vec<&str> {
        #[cfg_attr(not(feature = "quiz"), expect(unused_mut, reason = "there are no answers without quizzes"))]
        let mut answers = Vec::new();
        #[cfg(feature = "quiz")]
        for (_, quiz) in &self.config.quizzes {
            answers.extend(quiz.questions().map(|element| element.name.as_str()));
            answers.extend(quiz.calculated_values.iter().map(|calculated| calculated.name.as_str()));
        }
        answers
    }

    /// Whether a name, or the beginning of one, is that of an answer.
    fn knows_answer(&self, name: &str) -> bool {
        let answers = self.answers();
        let named = Named::new(name);
        let is_known = |beginning: &str| answers.iter().any(|answer| text::is_same(answer, beginning));
        named
            .beginnings()
            .any(|(beginning, ..)| is_known(beginning) || beginning.strip_suffix("-Comment").is_some_and(is_known))
    }

    fn knows(&self, name: &str, sees: Sees) -> bool {
        let (first, rest) = text::split(name, ".").unwrap_or((name, ""));
        match first {
            "source" => match text::split(rest, ".") {
                Some(("first" | "last" | "last_non_direct" | "significant", field)) => {
                    TOUCH.contains(&field) || field.starts_with("tags.") || field.starts_with("click_ids.")
                }
                _ => SOURCE.contains(&rest),
            },
            "visit" => VISIT.contains(&rest),
            "ask" | "account" => sees.enquiry() && ENQUIRY.contains(&name),
            "score" => sees.score() && (SCORE.contains(&rest) || self.knows_category(rest)),
            "event" => text::split_last(rest, ".")
                .is_some_and(|(event, part)| COUNTER.contains(&part) && self.knows_event(event)),
            // A page that only tracks reads the same config: its quizzes are not looked at, so neither are their names.
            _ => cfg!(not(feature = "quiz")) || self.knows_answer(name),
        }
    }

    /// Whether a choice of a quiz gives points to what a name says behind `categories.`.
    #[cfg(feature = "quiz")]
    fn knows_category(&self, name: &str) -> bool {
        let Some(name) = name.strip_prefix("categories.").filter(|name| !SCORE.contains(name)) else { return false };
        for (_, quiz) in &self.config.quizzes {
            for element in &quiz.elements {
                for choices in [&element.choices, &element.rate_values] {
                    if choices.iter().any(|choice| choice.lead.points_of(name) != 0) {
                        return true;
                    }
                }
            }
        }
        false
    }

    #[cfg(not(feature = "quiz"))]
    #[expect(clippy::unused_self, reason = "the other one looks into its quizzes")]
    fn knows_category(&self, name: &str) -> bool {
        name.starts_with("categories.")
    }

    fn knows_event(&self, name: &str) -> bool {
        event::is_known(name, &self.config.events, &|quiz| self.knows_quiz(quiz))
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

/// The known name that the fewest slips make of another: at most one for every four characters, and two.
#[cfg(feature = "explain")]
fn nearest<'k>(name: &str, known: &'k [String]) -> Option<&'k str> {
    let wanted = text::fold(name);
    let slips = |known: &str| strsim::osa_distance(&text::fold(known), &wanted);
    let most = (text::length(&wanted) / 4).clamp(1, 2);
    let found = known.iter().map(|known| (slips(known), known.as_str())).min_by_key(|(slips, _)| *slips)?;
    (found.0 <= most).then_some(found.1)
}
