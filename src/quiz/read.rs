//! Reading a definition: what is outside the documented part of SurveyJS is refused with its path and name, never
//! ignored. It must not look at answers.

use super::definition::{
    At, Choice, ChoiceLead, Consent, ContactStep, Definition, Element, Filter, Input, Kind, Lead, Need, Offer, Outcome,
    Page, Reject, Scores, Verdict,
};
use crate::expression::{Expression, text_of};
use crate::text;
use crate::value::{Fields, Problems, Value, hash};

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

/// Reads a definition at `path`; problems are noted. `None` where it is no object.
#[must_use]
pub fn read(value: &Value, path: &str, problems: &Problems) -> Option<Definition> {
    let fields = Fields::open(value, path, problems)?;
    let older = fields.flag("goNextPageAutomatic");
    let definition = Definition {
        version: fields.whole("version", 1..=1_000_000).unwrap_or(1),
        title: fields.localized("title", 200),
        show_prev_button: fields.flag("showPrevButton").unwrap_or(true),
        auto_advance_enabled: fields.flag("autoAdvanceEnabled").or(older).unwrap_or(true),
        pages: fields.objects("pages", 100, page),
        lead: fields.object("lead", lead).unwrap_or_default(),
        hash: text::hex(&hash(value)),
    };
    if definition.pages.is_empty() {
        fields.error("pages", "quiz/empty", "expected at least one page");
    }
    check_names(&definition, &fields);
    fields.finish();
    Some(definition)
}

fn page(fields: &Fields<'_>) -> Page {
    let page = Page {
        name: fields.required_name("name"),
        title: fields.localized("title", 200),
        description: fields.localized("description", 1000),
        visible_if: condition(fields, "visibleIf"),
        elements: fields.objects("elements", 50, element),
    };
    if page.elements.is_empty() {
        fields.error("elements", "quiz/empty", "expected at least one question");
    }
    page
}

fn condition(fields: &Fields<'_>, name: &'static str) -> Option<Expression> {
    fields.parsed(name, Expression::parse)
}

/// An expression that must be given; where it is not, or is wrong, a problem is noted and one that is never true stands in.
fn required_condition(fields: &Fields<'_>, name: &'static str) -> Expression {
    fields.require(name, "an expression");
    condition(fields, name).unwrap_or_default()
}

fn element(fields: &Fields<'_>) -> Element {
    fields.require("type", "one of radiogroup, checkbox, text, comment");
    let kind = fields.choice("type", KINDS);
    if kind.is_none() {
        // One message is enough: what else stands in an unsupported question is not judged.
        fields.allow_unknown();
    }
    let element = Element {
        kind: kind.unwrap_or_default(),
        name: fields.required_name("name"),
        title: fields.localized("title", 300),
        description: fields.localized("description", 1000),
        is_required: fields.flag("isRequired").unwrap_or(false),
        visible_if: condition(fields, "visibleIf"),
        choices: choices(fields),
        input_type: fields.choice("inputType", INPUTS).unwrap_or_default(),
        placeholder: fields.localized("placeholder", 200),
        min: fields.whole("min", -1_000_000_000..=1_000_000_000),
        max: fields.whole("max", -1_000_000_000..=1_000_000_000),
    };
    check_choices(&element, kind, fields);
    if RESERVED.contains(&element.name.split('.').next().unwrap_or_default()) {
        fields.error(
            "name",
            "quiz/reserved-name",
            text::concat(&["found \"", &element.name, "\", which begins like a fact; expected another name"]),
        );
    }
    element
}

fn choices(fields: &Fields<'_>) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (path, item) in fields.items("choices", 100) {
        choices.extend(choice(item, &path, fields.problems()));
    }
    choices
}

fn check_choices(element: &Element, kind: Option<Kind>, fields: &Fields<'_>) {
    let Some(kind) = kind else { return };
    let takes_choices = matches!(kind, Kind::Radiogroup | Kind::Checkbox);
    if takes_choices == element.choices.is_empty() {
        let expected =
            if takes_choices { "expected at least one choice" } else { "expected no choices in this kind of question" };
        fields.error("choices", "quiz/choices", expected);
    }
    for (index, choice) in element.choices.iter().enumerate() {
        if element.choices.iter().take(index).any(|other| text_of(&other.value) == text_of(&choice.value)) {
            fields.error(
                "choices",
                "quiz/duplicate",
                text::concat(&["found the value \"", &text_of(&choice.value), "\" twice"]),
            );
        }
    }
}

fn choice(value: &Value, path: &str, problems: &Problems) -> Option<Choice> {
    if value.as_map().is_none() {
        return choice_value(value, path, problems).map(|value| Choice { value, ..Choice::default() });
    }
    let fields = Fields::open(value, path, problems)?;
    fields.require("value", "text or a number");
    let found = fields.raw("value").and_then(|value| choice_value(value, &fields.path_of("value"), problems));
    let choice = Choice {
        value: found.unwrap_or_default(),
        text: fields.localized("text", 200),
        lead: fields.object("lead", choice_lead).unwrap_or_default(),
    };
    fields.finish();
    Some(choice)
}

fn choice_value(value: &Value, path: &str, problems: &Problems) -> Option<Value> {
    let fits = match value {
        Value::Text(found) => (1..=200).contains(&text::length(found)),
        Value::Number(_) => true,
        _ => false,
    };
    if !fits {
        problems.error(
            path,
            "config/wrong-type",
            text::concat(&["found ", value.kind(), ", expected a number or text of 1 to 200 characters"]),
        );
    }
    fits.then(|| value.clone())
}

fn choice_lead(fields: &Fields<'_>) -> ChoiceLead {
    let scores = |scores: &Fields<'_>| Scores {
        fit: scores.whole("fit", -100..=100).unwrap_or(0),
        intent: scores.whole("intent", -100..=100).unwrap_or(0),
    };
    ChoiceLead {
        scores: fields.object("scores", scores).unwrap_or_default(),
        out: fields.name("out"),
        soft: fields.name("soft"),
    }
}

fn lead(fields: &Fields<'_>) -> Lead {
    Lead {
        filters: fields.objects("filters", 100, filter),
        reject: fields.object("reject", reject).unwrap_or_default(),
        contact: fields.object("contact", contact),
        consents: fields.objects("consents", 10, consent),
        outcomes: fields.objects("outcomes", 50, outcome),
    }
}

fn filter(fields: &Fields<'_>) -> Filter {
    let condition = required_condition(fields, "if");
    fields.require("verdict", "one of flag, soft, out");
    Filter {
        verdict: fields.choice("verdict", VERDICTS).unwrap_or_default(),
        at: fields.choice("at", &[("answer", At::Answer), ("end", At::End)]).unwrap_or_default(),
        reason: fields.required_name("reason"),
        text: fields.localized("text", 1000),
        offer: fields.object("offer", offer),
        condition,
    }
}

fn offer(fields: &Fields<'_>) -> Offer {
    let kinds: Vec<(&str, &str)> = OFFERS.iter().map(|kind| (*kind, *kind)).collect();
    fields.require("kind", "one of the kinds of offers");
    Offer {
        kind: fields.choice("kind", &kinds).unwrap_or_default().to_owned(),
        text: fields.required_localized("text", 500),
        url: link(fields, "url", &["https://", "http://", "mailto:", "tel:"]),
        label: fields.localized("label", 100),
    }
}

/// A link with one of the allowed beginnings.
fn link(fields: &Fields<'_>, name: &'static str, allowed: &[&str]) -> Option<String> {
    let found = fields.text(name, 500)?;
    if allowed.iter().any(|start| found.strip_prefix(start).is_some_and(|rest| !rest.is_empty())) {
        return Some(found);
    }
    fields.error(
        name,
        "config/bad-link",
        text::concat(&["found \"", &found, "\", expected a link with ", &text::join(allowed.iter().copied(), ", ")]),
    );
    None
}

fn reject(fields: &Fields<'_>) -> Reject {
    Reject {
        title: fields.localized("title", 200),
        text: fields.localized("text", 1000),
        contact: fields.flag("contact").unwrap_or(false),
    }
}

fn contact(fields: &Fields<'_>) -> ContactStep {
    let need = |name| fields.choice(name, NEEDS).unwrap_or_default();
    let step = ContactStep {
        title: fields.localized("title", 200),
        text: fields.localized("text", 1000),
        name: need("name"),
        phone: need("phone"),
        email: need("email"),
    };
    if step.phone == Need::Off && step.email == Need::Off {
        fields.problems().error(fields.path(), "quiz/no-contact", "expected phone or email to be optional or required");
    }
    step
}

fn consent(fields: &Fields<'_>) -> Consent {
    Consent {
        id: fields.required_name("id"),
        text: fields.required_localized("text", 1000),
        link: link(fields, "link", &["https://", "http://"]),
        required: fields.flag("required").unwrap_or(false),
    }
}

fn outcome(fields: &Fields<'_>) -> Outcome {
    Outcome {
        condition: condition(fields, "if"),
        title: fields.required_localized("title", 200),
        text: fields.localized("text", 1000),
    }
}

/// Names that stand twice, and a way to leave a contact that has no step to borrow its fields from.
fn check_names(definition: &Definition, fields: &Fields<'_>) {
    let mut names: Vec<&str> = Vec::new();
    for element in definition.elements() {
        names.insert(names.partition_point(|other| *other < element.name.as_str()), &element.name);
    }
    for pair in names.windows(2) {
        if let [left, right] = pair
            && left == right
        {
            fields.error("pages", "quiz/duplicate", text::concat(&["found two questions named \"", left, "\""]));
        }
    }
    if definition.lead.reject.contact && definition.lead.contact.is_none() {
        fields.error("lead", "quiz/no-contact", "reject.contact needs the contact step, which says what is asked for");
    }
}
