//! The view: what a step shows, as data. Texts of the author come in the page's language, everything else as message
//! keys. It must not know how it is drawn.

use super::definition::{Element, Input, Kind};
use super::filter::Filtered;
use super::flow::{may_go_back, place};
use super::lead::{ContactStep, Field, Need, Offer};
use super::session::{Session, Stage, Step};
use crate::contact::{self, Country};
use crate::value::{Localized, Map, Value};

/// A message as views hold it, `{key}`; the page renders it in its language.
pub(super) fn message(key: &'static str) -> Map {
    Map::new().with("key", key)
}

/// A message with the one argument that its text names.
pub(super) fn message_with(key: &'static str, name: &str, value: impl Into<Value>) -> Map {
    message(key).with("args", Map::new().with(name, value))
}

/// The view of a session. `delivery` is the key of what is known of the sending, where something was sent.
#[must_use]
pub fn view(
    name: &str,
    session: &Session,
    step: &Step<'_>,
    language: &str,
    countries: &[&'static Country],
    delivery: Option<&'static str>,
) -> Value {
    let (at, steps) = place(session, step);
    let frame = Map::new()
        .with("quiz", name)
        .with("state", session.stage.word())
        .with("step", at as i64)
        .with("steps", steps as i64)
        .with("progress", session.progress)
        .with_some("title", step.definition.title.as_ref().map(|title| title.pick(language)))
        .with("canBack", may_go_back(session, step))
        .with("questions", Value::List(Vec::new()))
        .with("errors", Value::List(session.errors.clone()));
    let pen = Pen { session, step, language, countries };
    match session.stage {
        Stage::Page => pen.page(frame),
        Stage::Contact => pen.contact_step(frame),
        Stage::Rejected => pen.rejected(frame),
        Stage::Done => pen.done(frame).with_some("delivery", delivery.map(message)),
    }
    .into()
}

/// What the parts of a view are written from.
struct Pen<'a> {
    session: &'a Session,
    step: &'a Step<'a>,
    language: &'a str,
    countries: &'a [&'static Country],
}

impl Pen<'_> {
    fn picked(&self, text: Option<&Localized>) -> Option<String> {
        text.map(|text| text.pick(self.language).to_owned())
    }

    fn page(&self, frame: Map) -> Map {
        let Some(page) = self.step.definition.pages.iter().find(|page| page.name == self.session.page) else {
            return frame;
        };
        let elements = self.step.questions(page);
        let is_alone = elements.len() == 1;
        let questions = Value::list(&elements, |element| self.question(element, is_alone));
        frame
            .with_some("heading", self.picked(page.title.as_ref()))
            .with_some("text", self.picked(page.description.as_ref()))
            .with("questions", questions)
            .with("action", message("quiz.next"))
    }

    fn question(&self, element: &Element, is_alone: bool) -> Value {
        let answer = self.session.answer(&element.name);
        let choice = |choice: &super::Choice| -> Value {
            Map::new()
                .with("value", choice.value.clone())
                .with("text", choice.text_in(self.language))
                .with("selected", element.is_chosen(choice, answer))
                .into()
        };
        let (kind, input) = words(element);
        Map::new()
            .with("name", element.name.as_str())
            .with("kind", kind)
            .with("title", element.title_in(self.language))
            .with_some("description", self.picked(element.description.as_ref()))
            .with("required", element.is_required)
            .with_some("value", answer.clone())
            .with("choices", Value::list(&element.choices, choice))
            .with_some("input", input)
            .with_some("placeholder", self.picked(element.placeholder.as_ref()))
            .with("advance", is_alone && element.kind == Kind::Radiogroup && self.step.definition.auto_advance_enabled)
            .into()
    }

    fn contact_step(&self, frame: Map) -> Map {
        let Some(fields) = &self.step.definition.lead.contact else { return frame };
        frame
            .with_some("heading", self.picked(fields.title.as_ref()))
            .with_some("text", self.picked(fields.text.as_ref()))
            .with("contact", self.contact(fields))
            .with("action", message("quiz.send"))
    }

    fn contact(&self, fields: &ContactStep) -> Map {
        let mut shown = Vec::new();
        for field in Field::ALL {
            if fields.need(field) != Need::Off {
                shown.push(field);
            }
        }
        let field = |&field: &Field| -> Value {
            let typed = self.session.typed(field.name());
            Map::new()
                .with("name", field.name())
                .with("required", fields.need(field) == Need::Required)
                .with("value", typed)
                .with_some("hint", self.hint(field, typed))
                .into()
        };
        let consent = |consent: &super::Consent| -> Value {
            Map::new()
                .with("id", consent.id.as_str())
                .with("text", consent.text.pick(self.language))
                .with_some("link", consent.link.as_deref())
                .with("required", consent.required)
                .with("given", self.session.ticked.get(&consent.id).is_some())
                .into()
        };
        Map::new()
            .with("fields", Value::list(&shown, field))
            .with("consents", Value::list(&self.step.definition.lead.consents, consent))
    }

    /// A doubt about what was typed: told, never a reason to stop.
    fn hint(&self, field: Field, typed: &str) -> Option<Map> {
        match field {
            Field::Name => None,
            // The number is unlikely to be complete before it has ten digits: no doubt is told while typing.
            Field::Phone if typed.bytes().filter(u8::is_ascii_digit).count() < 10 => None,
            Field::Phone => {
                let doubtful = contact::check_phone(typed, self.countries).is_some_and(|phone| phone.is_doubtful);
                doubtful.then(|| message("contact.phone_doubt"))
            }
            Field::Email => {
                contact::check_email(typed)?;
                let suggestion = contact::suggest_email(typed)?;
                Some(message_with("contact.did_you_mean", "suggestion", suggestion))
            }
        }
    }

    fn rejected(&self, frame: Map) -> Map {
        let lead = &self.step.definition.lead;
        let filtered = Filtered::judge(self.session, self.step, false);
        let contact = lead.contact.as_ref().filter(|_| lead.reject.contact);
        frame
            .with_some("heading", self.picked(lead.reject.title.as_ref()))
            .with_some("text", self.picked(filtered.text.or(lead.reject.text.as_ref())))
            .with_some("offer", filtered.offer.map(|offer| self.offer(offer)))
            .with_some("contact", contact.map(|fields| self.contact(fields)))
            .with_some("action", contact.map(|_| message("quiz.leave_contact")))
    }

    fn offer(&self, offer: &Offer) -> Map {
        Map::new()
            .with("kind", offer.kind.as_str())
            .with("text", offer.text.pick(self.language))
            .with_some("url", offer.url.as_deref())
            .with_some("label", self.picked(offer.label.as_ref()))
    }

    fn done(&self, frame: Map) -> Map {
        let context = self.step.context();
        let holds =
            |outcome: &&super::Outcome| outcome.condition.as_ref().is_none_or(|condition| condition.is_true(&context));
        match self.step.definition.lead.outcomes.iter().find(holds) {
            Some(outcome) => frame
                .with("heading", outcome.title.pick(self.language))
                .with_some("text", self.picked(outcome.text.as_ref())),
            None => frame,
        }
    }
}

fn words(element: &Element) -> (&'static str, Option<&'static str>) {
    let input = match element.input_type {
        Input::Text => "text",
        Input::Number => "number",
        Input::Email => "email",
        Input::Tel => "tel",
        Input::Date => "date",
    };
    match element.kind {
        Kind::Radiogroup => ("radiogroup", None),
        Kind::Checkbox => ("checkbox", None),
        Kind::Text => ("text", Some(input)),
        Kind::Comment => ("comment", None),
    }
}
