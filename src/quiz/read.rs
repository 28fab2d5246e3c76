//! Reading a definition: what is outside the documented part of SurveyJS is refused with its path and name, never
//! ignored. It must not look at answers.

use super::definition::{Choice, ChoiceLead, Definition, Element, Input, Kind, Page, Scores};
use super::lead::{At, Consent, ContactStep, Filter, Lead, Need, Offer, Outcome, Reject, Verdict};
use crate::expression::{Expression, text_of};
use crate::text::{self, explain};
use crate::value::{Fields, Problems, Read, Value, hash};

const KINDS: &[(&str, Kind)] =
    &[("radiogroup", Kind::Radiogroup), ("checkbox", Kind::Checkbox), ("text", Kind::Text), ("comment", Kind::Comment)];
const INPUTS: &[(&str, Input)] = &[
    ("text", Input::Text),
    ("number", Input::Number),
    ("email", Input::Email),
    ("tel", Input::Tel),
    ("date", Input::Date),
];
const NEEDS: &[(&str, Need)] = &[("off", Need::Off), ("optional", Need::Optional), ("required", Need::Required)];
const VERDICTS: &[(&str, Verdict)] = &[("flag", Verdict::Flag), ("soft", Verdict::Soft), ("out", Verdict::Out)];
const OFFERS: &[&str] = &["instalment", "credit", "post-pay", "cheaper", "waitlist", "material", "other"];
/// First segments of facts: no question may take such a name.
const RESERVED: &[&str] = &["source", "event", "visit", "score", "contact", "account", "filter"];

/// Reads a definition at `path`; problems are noted.
#[must_use]
pub fn read(value: &Value, path: &str, problems: &Problems) -> Definition {
    let mut definition = Definition { hash: text::hex(&hash(value)), ..Definition::default() };
    Fields::read(value, path, problems, &mut definition);
    definition
}

impl Read for Definition {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("version", 1, 1_000_000, &mut self.version);
        fields.localized("title", 200, &mut self.title);
        fields.flag("showPrevButton", &mut self.show_prev_button);
        fields.flag("goNextPageAutomatic", &mut self.auto_advance_enabled);
        fields.flag("autoAdvanceEnabled", &mut self.auto_advance_enabled);
        fields.objects("pages", 100, &mut self.pages);
        fields.object("lead", &mut self.lead);
        if self.pages.is_empty() {
            fields.error("pages", "quiz/empty", "expected at least one page");
        }
        check_names(self, fields);
    }
}

impl Read for Page {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("name", &mut self.name);
        fields.localized("title", 200, &mut self.title);
        fields.localized("description", 1000, &mut self.description);
        Expression::read(fields, "visibleIf", &mut self.visible_if);
        fields.objects("elements", 50, &mut self.elements);
        if self.elements.is_empty() {
            fields.error("elements", "quiz/empty", "expected at least one question");
        }
    }
}

impl Read for Element {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("type", "one of radiogroup, checkbox, text, comment");
        let is_known = fields.choice("type", KINDS, &mut self.kind);
        if !is_known {
            // One message is enough: what else stands in an unsupported question is not judged.
            fields.allow_unknown();
        }
        fields.required_name("name", &mut self.name);
        fields.localized("title", 300, &mut self.title);
        fields.localized("description", 1000, &mut self.description);
        fields.flag("isRequired", &mut self.is_required);
        Expression::read(fields, "visibleIf", &mut self.visible_if);
        let problems = fields.problems();
        fields.items("choices", 100, &mut |path, item| {
            if let Some(choice) = choice(item, path, problems) {
                self.choices.push(choice);
            }
        });
        fields.choice("inputType", INPUTS, &mut self.input_type);
        fields.localized("placeholder", 200, &mut self.placeholder);
        for (name, bound) in [("min", &mut self.min), ("max", &mut self.max)] {
            let mut found = 0;
            if fields.whole(name, -1_000_000_000, 1_000_000_000, &mut found) {
                *bound = Some(found);
            }
        }
        if is_known {
            check_choices(self, fields);
        }
        if RESERVED.contains(&text::split(&self.name, ".").map_or(self.name.as_str(), |(first, _)| first)) {
            fields.error(
                "name",
                "quiz/reserved-name",
                explain!("found \"", &self.name, "\", which begins like a fact; expected another name"),
            );
        }
    }
}

fn check_choices(element: &Element, fields: &Fields<'_>) {
    let takes_choices = matches!(element.kind, Kind::Radiogroup | Kind::Checkbox);
    if takes_choices == element.choices.is_empty() {
        let expected =
            if takes_choices { "expected at least one choice" } else { "expected no choices in this kind of question" };
        fields.error("choices", "quiz/choices", expected);
    }
    for (index, choice) in element.choices.iter().enumerate() {
        let value = text_of(&choice.value);
        if element.choices.iter().take(index).any(|other| text_of(&other.value) == value) {
            fields.error("choices", "quiz/duplicate", explain!("found the value \"", &value, "\" twice"));
        }
    }
}

fn choice(value: &Value, path: &str, problems: &Problems) -> Option<Choice> {
    let mut choice = Choice::default();
    if value.as_map().is_some() {
        Fields::read(value, path, problems, &mut choice);
    } else {
        choice.value = choice_value(value, path, problems)?;
    }
    Some(choice)
}

impl Read for Choice {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("value", "text or a number");
        let found = fields.raw("value");
        self.value = found
            .and_then(|value| choice_value(value, &fields.path_of("value"), fields.problems()))
            .unwrap_or_default();
        fields.localized("text", 200, &mut self.text);
        fields.object("lead", &mut self.lead);
    }
}

fn choice_value(value: &Value, path: &str, problems: &Problems) -> Option<Value> {
    let fits = match value {
        Value::Text(found) => text::fits(found, 200),
        Value::Number(_) => true,
        _ => false,
    };
    if !fits {
        problems.error(
            path,
            "config/wrong-type",
            explain!("found ", value.kind(), ", expected a number or text of 1 to 200 characters"),
        );
    }
    fits.then(|| value.clone())
}

impl Read for ChoiceLead {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.object("scores", &mut self.scores);
        fields.some_name("out", &mut self.out);
        fields.some_name("soft", &mut self.soft);
    }
}

impl Read for Scores {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("fit", -100, 100, &mut self.fit);
        fields.whole("intent", -100, 100, &mut self.intent);
    }
}

impl Read for Lead {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.objects("filters", 100, &mut self.filters);
        fields.object("reject", &mut self.reject);
        fields.object("contact", &mut self.contact);
        fields.objects("consents", 10, &mut self.consents);
        fields.objects("outcomes", 50, &mut self.outcomes);
    }
}

impl Read for Filter {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read_required(fields, "if", &mut self.condition);
        fields.require("verdict", "one of flag, soft, out");
        fields.choice("verdict", VERDICTS, &mut self.verdict);
        fields.choice("at", &[("answer", At::Answer), ("end", At::End)], &mut self.at);
        fields.required_name("reason", &mut self.reason);
        fields.localized("text", 1000, &mut self.text);
        fields.object("offer", &mut self.offer);
    }
}

impl Read for Offer {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("kind", "one of the kinds of offers");
        let kind = fields.place("kind", &|place| OFFERS.get(place).copied());
        self.kind = kind.and_then(|place| OFFERS.get(place)).copied().unwrap_or_default().to_owned();
        fields.required_localized("text", 500, &mut self.text);
        link(fields, "url", &["https://", "http://", "mailto:", "tel:"], &mut self.url);
        fields.localized("label", 100, &mut self.label);
    }
}

/// A link with one of the allowed beginnings.
fn link(fields: &Fields<'_>, name: &'static str, allowed: &[&str], into: &mut Option<String>) {
    let mut found = String::new();
    if !fields.text(name, 500, &mut found) {
        return;
    }
    if allowed.iter().any(|start| found.strip_prefix(start).is_some_and(|rest| !rest.is_empty())) {
        *into = Some(found);
    } else {
        let known = || text::join(allowed.iter().copied(), ", ");
        fields.error(name, "config/bad-link", explain!("found \"", &found, "\", expected a link with ", &known()));
    }
}

impl Read for Reject {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.localized("title", 200, &mut self.title);
        fields.localized("text", 1000, &mut self.text);
        fields.flag("contact", &mut self.contact);
    }
}

impl Read for ContactStep {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.localized("title", 200, &mut self.title);
        fields.localized("text", 1000, &mut self.text);
        fields.choice("name", NEEDS, &mut self.name);
        fields.choice("phone", NEEDS, &mut self.phone);
        fields.choice("email", NEEDS, &mut self.email);
        if self.phone == Need::Off && self.email == Need::Off {
            let expected = "expected phone or email to be optional or required";
            fields.problems().error(fields.path(), "quiz/no-contact", expected);
        }
    }
}

impl Read for Consent {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.required_localized("text", 1000, &mut self.text);
        link(fields, "link", &["https://", "http://"], &mut self.link);
        fields.flag("required", &mut self.required);
    }
}

impl Read for Outcome {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read(fields, "if", &mut self.condition);
        fields.required_localized("title", 200, &mut self.title);
        fields.localized("text", 1000, &mut self.text);
    }
}

/// Names that stand twice, and a way to leave a contact that has no step to borrow its fields from.
fn check_names(definition: &Definition, fields: &Fields<'_>) {
    let mut names: Vec<&str> = Vec::new();
    for page in &definition.pages {
        for element in &page.elements {
            match names.binary_search(&element.name.as_str()) {
                Ok(_) => fields.error(
                    "pages",
                    "quiz/duplicate",
                    explain!("found two questions named \"", &element.name, "\""),
                ),
                Err(place) => names.insert(place, &element.name),
            }
        }
    }
    if definition.lead.reject.contact && definition.lead.contact.is_none() {
        fields.error("lead", "quiz/no-contact", "reject.contact needs the contact step, which says what is asked for");
    }
}
