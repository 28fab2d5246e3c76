//! The view: what a step shows, as data. Texts of the author come in the page's language, everything else as message
//! keys. It must not know how it is drawn.

use super::contact::wrong;
use super::definition::{ContactStep, Element, Field, Kind, Need, Offer, Place};
use super::filter::{Filtered, Moment};
use super::flow::{may_go_back, place};
use super::run::Walk;
use super::session::{Around, Session, Stage};
use crate::contact::{self, Country};
use crate::expression::is_equal;
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
    around: Around<'_>,
    countries: &[&'static Country],
    delivery: Option<&'static str>,
) -> Value {
    let (at, steps) = place(session, around);
    let mut run = session.run.clone();
    let mut walk = around.walk(&mut run);
    walk.renew();
    let mut errors = session.errors.clone();
    for at in walk.on_screen_with_containers() {
        if let (Some(message), Some(element)) = (walk.wrong_in(at), around.definition.elements.get(at)) {
            errors.push(wrong(&element.name, message.clone()));
        }
    }
    let frame = Map::new()
        .with("quiz", name)
        .with("state", session.stage.word())
        .with("step", at as i64)
        .with("steps", steps as i64)
        .with("progress", if session.stage == Stage::Done { 100 } else { walk.progress() })
        .with_some("title", around.definition.title.as_ref().map(|title| walk.words(title)))
        .with("canBack", may_go_back(session, around))
        .with("questions", Value::List(Vec::new()))
        .with("errors", Value::List(errors));
    let pen = Pen { session, around, walk, countries };
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
    around: Around<'a>,
    walk: Walk<'a>,
    countries: &'a [&'static Country],
}

impl Pen<'_> {
    fn picked(&self, text: Option<&Localized>) -> Option<String> {
        text.map(|text| self.walk.words(text))
    }

    fn page(&self, frame: Map) -> Map {
        let shown = self.walk.on_screen();
        let is_alone = shown.len() == 1;
        let questions = Value::list(&shown, |at| self.question(*at, is_alone));
        let page = self.walk.page_shown().and_then(|page| self.around.definition.elements.get(page));
        frame
            .with_some("heading", page.and_then(|page| self.picked(page.title.as_ref())))
            .with_some("text", page.and_then(|page| self.picked(page.description.as_ref())))
            .with("questions", questions)
            .with("action", message(if self.walk.is_on_cover() { "quiz.start" } else { "quiz.next" }))
    }

    fn question(&self, at: usize, is_alone: bool) -> Value {
        let Some(element) = self.around.definition.elements.get(at) else { return Value::Null };
        let answer = self.walk.value(at);
        let advances = self.around.definition.auto_advance_enabled != Some(false);
        let (least, most) = self.walk.bounds(at);
        Map::new()
            .with("name", element.name.as_str())
            .with("kind", element.kind.word())
            .with("control", control(element))
            .with("title", self.walk.title(at))
            .with_some("description", self.picked(element.description.as_ref()))
            .with("required", self.walk.is_required(at))
            .with_some("locked", self.walk.is_locked(at).then_some(true))
            .with_some("value", answer.clone())
            .with("choices", self.choices(at, element, answer))
            .with_some("range", element.is_range.then_some(true))
            .merged(self.words_beside(at, element))
            .with_some("lines", self.lines(at, element))
            .with_some("html", self.picked(element.html.as_ref()))
            .with_some("image", element.image_link.as_deref())
            .with_some("input", input(element))
            .with_some("placeholder", self.picked(element.placeholder.as_ref()))
            .with_some(
                "min",
                if element.kind == Kind::Text && !element.input_type.has_bounds() { Value::Null } else { least },
            )
            .with_some(
                "max",
                if element.kind == Kind::Text && !element.input_type.has_bounds() { Value::Null } else { most },
            )
            .with_some("step", (element.step > 0.0).then_some(element.step))
            .with("advance", is_alone && control(element) == "radiogroup" && advances)
            .into()
    }

    /// The words beside `other`, where there is such a choice.
    fn words_beside(&self, at: usize, element: &Element) -> Map {
        let words = self.walk.comment(at).as_text().unwrap_or_default();
        if element.show_other_item { Map::new().with("comment", words) } else { Map::new() }
    }

    /// What can be chosen: choices, marks, yes and no.
    fn choices(&self, at: usize, element: &Element, answer: &Value) -> Value {
        let picture = |value: &Value| {
            element
                .choices
                .iter()
                .find(|choice| is_equal(&choice.value, value))
                .and_then(|choice| choice.image_link.as_deref())
        };
        let one = |value: &Value| -> Value {
            Map::new()
                .with("value", value.clone())
                .with("text", self.walk.label(at, value))
                .with_some("image", picture(value))
                .with("selected", super::run::is_chosen(value, answer))
                .into()
        };
        Value::list(&self.walk.values_to_choose(at), one)
    }

    /// The lines of a question that has several.
    fn lines(&self, at: usize, element: &Element) -> Option<Value> {
        if element.kind != Kind::Multipletext {
            return None;
        }
        let mut lines = Vec::new();
        for line in self.around.definition.children(at) {
            let Some(inner) = self.around.definition.elements.get(line) else { continue };
            lines.push(
                Map::new()
                    .with("name", inner.name.as_str())
                    .with("title", self.walk.title(line))
                    .with("required", inner.is_required)
                    .with("input", inner.input_type.word())
                    .with_some("placeholder", self.picked(inner.placeholder.as_ref()))
                    .with_some("value", self.walk.value(line).clone())
                    .with_some("msg", self.walk.message(line).cloned())
                    .into(),
            );
        }
        Some(Value::List(lines))
    }

    fn contact_step(&self, frame: Map) -> Map {
        let Some(fields) = &self.around.definition.lead.contact else { return frame };
        let frame = match fields.place {
            Place::After => self.result(frame),
            Place::Before => frame
                .with_some("heading", self.picked(fields.title.as_ref()))
                .with_some("text", self.picked(fields.text.as_ref())),
        };
        frame.with("contact", self.contact(fields)).with("action", message("quiz.send"))
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
                .with("text", consent.text.pick(self.around.language))
                .with_some("link", consent.link.as_deref())
                .with("required", consent.required)
                .with("given", self.session.ticked.get(&consent.id).is_some())
                .into()
        };
        Map::new()
            .with("fields", Value::list(&shown, field))
            .with("consents", Value::list(&self.around.definition.lead.consents, consent))
    }

    /// A doubt about what was typed: told, never a reason to stop.
    fn hint(&self, field: Field, typed: &str) -> Option<Map> {
        match field {
            Field::Name => None,
            Field::Messenger(_) if typed.chars().count() < 5 => None,
            Field::Messenger(messenger) => {
                let account = contact::check_messenger(messenger, typed, self.countries);
                account.is_some_and(|account| account.is_doubtful).then(|| message("contact.messenger_doubt"))
            }
            // The number is unlikely to be complete before it has ten digits: no doubt is told while typing.
            Field::Phone if typed.bytes().filter(u8::is_ascii_digit).count() < 10 => None,
            Field::Phone => {
                let doubtful = contact::check_phone(typed, self.countries).is_some_and(|phone| phone.is_doubtful);
                doubtful.then(|| message("contact.phone_doubt"))
            }
            Field::Email => {
                let suggestion = contact::suggest_email(typed)?;
                Some(message_with("contact.did_you_mean", "suggestion", suggestion))
            }
        }
    }

    fn rejected(&self, frame: Map) -> Map {
        let lead = &self.around.definition.lead;
        let filtered = Filtered::judge_walk(&self.walk, self.around, Moment::Answer);
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
            .with("text", self.walk.words(&offer.text))
            .with_some("url", offer.url.as_deref())
            .with_some("label", self.picked(offer.label.as_ref()))
    }

    fn done(&self, frame: Map) -> Map {
        let (html, url) = self.walk.ending();
        self.result(frame).with_some("html", html).with_some("redirect", url)
    }

    /// The first outcome that holds.
    fn result(&self, frame: Map) -> Map {
        let context = self.walk.context();
        let holds =
            |outcome: &&super::Outcome| outcome.condition.as_ref().is_none_or(|condition| condition.is_true(&context));
        match self.around.definition.lead.outcomes.iter().find(holds) {
            Some(outcome) => frame
                .with("heading", self.walk.words(&outcome.title))
                .with_some("text", self.picked(outcome.text.as_ref())),
            None => frame,
        }
    }
}

/// What a question is answered with: what draws these can draw every kind.
fn control(element: &Element) -> &'static str {
    match element.kind {
        Kind::Radiogroup | Kind::Dropdown | Kind::Boolean | Kind::Rating => "radiogroup",
        Kind::Imagepicker if !element.multi_select => "radiogroup",
        Kind::Checkbox | Kind::Tagbox | Kind::Ranking | Kind::Imagepicker => "checkbox",
        Kind::Comment => "comment",
        Kind::Multipletext => "lines",
        Kind::Html | Kind::Image | Kind::Expression => "words",
        Kind::Text | Kind::Slider | Kind::Panel | Kind::Page | Kind::Item => "text",
    }
}

fn input(element: &Element) -> Option<&'static str> {
    match element.kind {
        Kind::Text => Some(element.input_type.word()),
        Kind::Slider => Some("number"),
        _ => None,
    }
}
