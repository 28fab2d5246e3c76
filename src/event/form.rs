//! `form.start`, `form.submit`, `form.success`, `form.abandon`: what becomes of a form. It must not see a value that was
//! typed.

use super::Event;
use super::limit::Tally;
use crate::text;

/// The most forms of a page that are told apart.
const MOST_FORMS: usize = 20;
/// A form whose data was taken by a script counts as submitted if the page is left within so many milliseconds.
const LEFT_WITHIN_MS: i64 = 2_000;

/// A form of the site, and the sign by which its success is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Form {
    /// The name that facts use: `event.form.<name>.start.count`. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub name: String,
    /// CSS selector of the form, or of whatever holds its fields where there is no `<form>`. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 200)))]
    pub selector: String,
    /// The signs of success; any of them counts. Default none: success is never told.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub success: Success,
}

/// The signs by which a form's success is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Success {
    /// Pattern of the path of the page that follows, within 30 minutes; `*` stands for any characters: `/thanks*`. 1 to
    /// 200 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 200)))]
    pub path: Option<String>,
    /// CSS selector of what appears on the page within 30 seconds. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 200)))]
    pub element: Option<String>,
    /// Name of a DOM event that the page's own script dispatches: `wpcf7mailsent`. 1 to 100 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 100)))]
    pub event: Option<String>,
    /// Pattern of the path of a request that ends with a status of 200 to 299 after the form was begun: `/api/leads*`. A
    /// request to another origin is seen only where that origin sends `Timing-Allow-Origin`. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 200)))]
    pub request: Option<String>,
}

/// Signs of success within so many milliseconds of each other are of one success.
const ONE_SUCCESS_MS: i64 = 30_000;
/// How long after a submit the page that follows may come, in milliseconds.
pub(super) const FOLLOWS_WITHIN_MS: i64 = 30 * 60 * 1_000;

/// What happens to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A field was edited by the visitor.
    Edit,
    /// It was submitted, and all its fields are valid.
    Submit,
    /// A script took its data, and all its fields are valid.
    Take,
    /// Something that the config calls a sign of success is there: it counts where the form was edited or sent before.
    Sign,
    /// The page's own word that it succeeded.
    Success,
}

/// One form of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    name: String,
    /// The name of the field that was edited last; none once what was edited has been sent.
    edited: Option<String>,
    /// When it was sent last, monotonic milliseconds; none once it has succeeded.
    sent_at: Option<i64>,
    /// When a script took its data last, monotonic milliseconds.
    taken_at: Option<i64>,
    /// When its success was told last, likewise.
    succeeded_at: Option<i64>,
}

impl State {
    /// Whether it was edited or sent since it succeeded last.
    fn is_open(&self) -> bool {
        self.sent_at.is_some() || self.edited.is_some()
    }
}

/// The forms of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms(Vec<State>);

impl Forms {
    /// Something happens to a form at `now` (monotonic milliseconds); `field` is the name of the field that was edited.
    /// `told_once` keeps what was told on this page.
    pub fn observe(&mut self, name: &str, deed: Deed, field: &str, now: i64, told_once: &mut Tally) -> Vec<Event> {
        let mut events = Vec::new();
        let Some(form) = self.form(name) else { return events };
        match deed {
            Deed::Edit => {
                if told_once.once(&text::concat(&["form.", name])) {
                    events.push(told(name, "start"));
                }
                form.edited = Some(text::clean(field, 64));
            }
            Deed::Take => form.taken_at = Some(now),
            Deed::Submit => {
                form.edited = None;
                form.sent_at = Some(now);
                events.push(told(name, "submit"));
            }
            Deed::Sign if !form.is_open() => {}
            // Two signs of one success.
            Deed::Success if !form.is_open() && form.succeeded_at.is_some_and(|at| now - at <= ONE_SUCCESS_MS) => {}
            Deed::Sign | Deed::Success => {
                // No submit was seen: a script sent what was typed.
                if form.edited.take().is_some() {
                    events.push(told(name, "submit"));
                }
                form.sent_at = None;
                form.succeeded_at = Some(now);
                events.push(told(name, "success"));
            }
        }
        events
    }

    /// The page is left: what was edited and not sent is abandoned, unless a script took it just now.
    pub fn leave(&mut self, now: i64) -> Vec<Event> {
        let mut events = Vec::new();
        for form in &mut self.0 {
            let Some(field) = form.edited.take() else { continue };
            let is_sent = form.taken_at.is_some_and(|at| now - at <= LEFT_WITHIN_MS);
            events.push(match is_sent {
                true => told(&form.name, "submit"),
                false => told(&form.name, "abandon").with("field", field),
            });
        }
        events
    }

    /// A form led to the page that it leads to.
    pub fn succeed(&mut self, name: &str) -> Option<Event> {
        if let Some(form) = self.form(name) {
            form.sent_at = None;
        }
        Some(told(name, "success"))
    }

    /// The names of forms that were sent not long before `now` (monotonic milliseconds) and have not succeeded yet.
    #[must_use]
    pub fn sent(&self, now: i64) -> Vec<String> {
        let is_sent = |form: &&State| form.sent_at.is_some_and(|at| now - at <= FOLLOWS_WITHIN_MS);
        self.0.iter().filter(is_sent).map(|form| form.name.clone()).collect()
    }

    fn form(&mut self, name: &str) -> Option<&mut State> {
        if self.0.len() < MOST_FORMS && !self.0.iter().any(|form| form.name == name) {
            self.0.push(State { name: name.to_owned(), ..State::default() });
        }
        self.0.iter_mut().find(|form| form.name == name)
    }
}

/// The event of a form.
fn told(form: &str, verb: &str) -> Event {
    let also = text::concat(&["form.", form, ".", verb]);
    Event::new(&text::concat(&["form.", verb])).also(also).with("form", form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(events: Vec<Event>) -> Vec<String> {
        events.into_iter().map(|event| event.into_inner().name).collect()
    }

    #[test]
    fn a_form_starts_once_and_is_submitted() {
        let (mut forms, once) = (Forms::default(), &mut Tally::default());
        assert_eq!(names(forms.observe("order", Deed::Edit, "name", 0, once)), ["form.start"]);
        assert!(forms.observe("order", Deed::Edit, "phone", 1, once).is_empty());
        assert_eq!(names(forms.observe("order", Deed::Submit, "", 2, once)), ["form.submit"]);
        assert_eq!(names(forms.observe("order", Deed::Success, "", 3, once)), ["form.success"]);
        assert!(forms.leave(4).is_empty());
    }

    #[test]
    fn a_form_that_was_edited_and_not_sent_is_abandoned_with_its_last_field() {
        let (mut forms, once) = (Forms::default(), &mut Tally::default());
        forms.observe("order", Deed::Edit, "name", 0, once);
        forms.observe("order", Deed::Edit, "phone", 1, once);
        let left = forms.leave(9).pop().unwrap().into_inner();
        assert_eq!((left.name.as_str(), left.also.as_deref()), ("form.abandon", Some("form.order.abandon")));
        assert_eq!(left.properties.get("field"), Some(&"phone".into()));
        assert!(forms.leave(10).is_empty());
    }

    #[test]
    fn data_that_a_script_takes_is_a_submit_where_the_page_is_left_or_success_is_seen() {
        let (mut forms, once) = (Forms::default(), &mut Tally::default());
        forms.observe("order", Deed::Edit, "name", 0, once);
        assert!(forms.observe("order", Deed::Take, "", 1_000, once).is_empty());
        let mut late = forms.clone();
        let mut seen = forms.clone();
        assert_eq!(names(forms.leave(1_500)), ["form.submit"]);
        assert_eq!(names(late.leave(4_000)), ["form.abandon"]);
        assert_eq!(names(seen.observe("order", Deed::Success, "", 9_000, once)), ["form.submit", "form.success"]);
    }

    #[test]
    fn a_sign_of_success_counts_once_and_only_for_a_form_that_was_edited_or_sent() {
        let (mut forms, once) = (Forms::default(), &mut Tally::default());
        assert!(forms.observe("order", Deed::Sign, "", 0, once).is_empty());
        forms.observe("order", Deed::Submit, "", 1, once);
        assert_eq!(names(forms.observe("order", Deed::Sign, "", 2, once)), ["form.success"]);
        assert!(forms.observe("order", Deed::Sign, "", 3, once).is_empty());
        assert!(forms.observe("order", Deed::Success, "", 4, once).is_empty());
        assert_eq!(names(forms.observe("order", Deed::Success, "", 90_000, once)), ["form.success"]);
    }

    #[test]
    fn more_forms_than_the_bound_are_not_told() {
        let (mut forms, once) = (Forms::default(), &mut Tally::default());
        let told = (0..30).filter(|n| !forms.observe(&format!("f{n}"), Deed::Edit, "", 0, once).is_empty()).count();
        assert_eq!(told, MOST_FORMS);
    }
}
