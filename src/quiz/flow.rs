//! The flow: what an action of the visitor changes. A pure state machine. It must not draw, send or count anything; it
//! tells what happened.

use super::answer::Answer;
use super::check;
use super::definition::{Definition, Kind, Page};
use super::filter::Filtered;
use super::lead::{Field, Verdict};
use super::session::{Session, Stage, Step};
use crate::contact::{Country, MAX_LENGTH};
use crate::text;
use crate::time::Moment;
use crate::value::{Map, Value};

/// What the visitor does in the element.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Answers a question; null takes the answer back.
    Answer(String, Value),
    /// Goes on.
    Next,
    /// Goes back.
    Back,
    /// Types into a contact field.
    Contact(String, String),
    /// Ticks or unticks a box.
    Consent(String, bool),
    /// Sends the contact.
    Send,
}

/// What an action brought about.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// An event, by its name, with its properties but the quiz's name.
    Event(&'static str, Map),
    /// A contact was sent: a lead is to be made.
    Sent,
}

/// An event without properties of its own.
fn event(name: &'static str) -> Happening {
    Happening::Event(name, Map::new())
}

/// Carries an action out; `base` are the facts without answers. Tells what happened, in order.
pub fn act(
    session: &mut Session,
    definition: &Definition,
    base: &Value,
    countries: &[&'static Country],
    action: Action,
    now: &Moment,
) -> Vec<Happening> {
    if session.stage == Stage::Done {
        return Vec::new();
    }
    let mut happened = Vec::new();
    if session.first_input_at.is_none() {
        session.first_input_at = Some(now.wall_ms);
        happened.push(event("quiz.start"));
    }
    let today = now.local_day();
    match action {
        Action::Answer(name, value) => {
            if let Some(answered) = answer(session, definition, &name, &value, now.wall_ms) {
                happened.push(answered);
            }
        }
        Action::Contact(name, typed) => type_contact(session, &name, &typed),
        Action::Consent(id, given) => tick(session, definition, &id, given, now.wall_ms),
        turn => {
            let step = session.step(definition, base, today);
            match turn {
                Action::Next => next(session, &step, now.wall_ms, &mut happened),
                Action::Back => back(session, &step, now.wall_ms, &mut happened),
                _ => send(session, &step, countries, &mut happened),
            }
        }
    }
    note_progress(session, &session.step(definition, base, today));
    happened
}

fn answer(session: &mut Session, definition: &Definition, name: &str, value: &Value, now: i64) -> Option<Happening> {
    let element = definition.element(name)?;
    let value = element.accept(value)?;
    forgive(session, name);
    let (step, took_ms) = (session.steps_shown, (now - session.shown_at).max(0));
    match session.answers.iter_mut().find(|answer| answer.name == name) {
        Some(answer) if answer.value == value => return None,
        None if value == Value::Null => return None,
        Some(answer) => {
            let is_typing = matches!(element.kind, Kind::Text | Kind::Comment) && answer.step == step;
            answer.took_ms = if answer.step == step { took_ms } else { answer.took_ms + took_ms };
            answer.changes += i64::from(!is_typing);
            (answer.value, answer.step) = (value, step);
        }
        None => session.answers.push(Answer { name: name.to_owned(), value, took_ms, changes: 0, step }),
    }
    Some(Happening::Event("quiz.answer", Map::new().with("question", name)))
}

/// What was wrong with a field is looked at again with the next step.
fn forgive(session: &mut Session, name: &str) {
    session.errors.retain(|wrong| wrong.text("name") != Some(name));
}

fn type_contact(session: &mut Session, name: &str, typed: &str) {
    let is_known = name == "website" || Field::ALL.iter().any(|field| field.name() == name);
    if is_known {
        forgive(session, name);
        // What is typed is kept as it is, spaces at the end too: the visitor is still typing.
        session.contact.set(name, text::cut(typed, MAX_LENGTH));
    }
}

fn tick(session: &mut Session, definition: &Definition, id: &str, given: bool, now: i64) {
    forgive(session, id);
    if !given {
        session.ticked.remove(id);
    } else if definition.lead.consents.iter().any(|consent| consent.id == id) {
        session.ticked.set(id, now);
    }
}

/// Shows another step; the page stays the one that was shown last.
#[inline(never)]
fn show(session: &mut Session, stage: Stage, now: i64) {
    session.stage = stage;
    session.steps_shown += 1;
    session.shown_at = now;
    session.errors.clear();
}

fn show_page(session: &mut Session, page: &Page, now: i64) {
    page.name.clone_into(&mut session.page);
    show(session, Stage::Page, now);
}

/// Where the page of the session stands among the visible ones.
#[inline(never)]
fn here(session: &Session, pages: &[&Page]) -> Option<usize> {
    pages.iter().position(|page| page.name == session.page)
}

/// Goes on from a page: checks it, filters, shows the next page, the contact step or the end.
fn next(session: &mut Session, step: &Step<'_>, now: i64, happened: &mut Vec<Happening>) {
    if session.stage != Stage::Page {
        return;
    }
    session.errors = check::page_errors(session, step);
    if !session.errors.is_empty() {
        return;
    }
    let pages = step.pages();
    let following = pages.get(here(session, &pages).map_or(0, |place| place + 1));
    let filtered = Filtered::judge(session, step, following.is_none());
    note_verdict(session, filtered.verdict);
    if filtered.verdict == Verdict::Out {
        happened.push(Happening::Event("quiz.reject", Map::new().with("reasons", filtered.reasons)));
        return show(session, Stage::Rejected, now);
    }
    match following {
        Some(page) => show_page(session, page, now),
        None if step.definition.lead.contact.is_some() => show(session, Stage::Contact, now),
        None => {
            session.stage = Stage::Done;
            return happened.push(event("quiz.complete"));
        }
    }
    happened.push(event("quiz.step"));
}

/// Keeps the first verdict that was not `in`, and marks that a later one differs.
fn note_verdict(session: &mut Session, verdict: Verdict) {
    if session.first_verdict <= Verdict::Flag {
        session.first_verdict = verdict;
    } else if verdict.word() != session.first_verdict.word() {
        session.changed_after_filter = true;
    }
}

fn back(session: &mut Session, step: &Step<'_>, now: i64, happened: &mut Vec<Happening>) {
    if !may_go_back(session, step) {
        return;
    }
    let pages = step.pages();
    let here = here(session, &pages).unwrap_or(0);
    let place = if session.stage == Stage::Page { here.saturating_sub(1) } else { here };
    if let Some(page) = pages.get(place) {
        show_page(session, page, now);
        happened.push(event("quiz.back"));
    }
}

/// Whether there is a step to go back to, and the author lets the visitor.
pub(super) fn may_go_back(session: &Session, step: &Step<'_>) -> bool {
    let is_first = step.pages().first().is_none_or(|page| page.name == session.page);
    step.definition.show_prev_button && session.stage != Stage::Done && (session.stage != Stage::Page || !is_first)
}

fn send(session: &mut Session, step: &Step<'_>, countries: &[&'static Country], happened: &mut Vec<Happening>) {
    let lead = &step.definition.lead;
    let may_leave = session.stage == Stage::Contact || (session.stage == Stage::Rejected && lead.reject.contact);
    let Some(fields) = lead.contact.as_ref().filter(|_| may_leave) else { return };
    session.errors = check::contact_errors(session, step, fields, countries);
    if session.errors.is_empty() {
        for field in Field::ALL {
            let typed = text::clean(session.typed(field.name()), MAX_LENGTH);
            session.contact.set(field.name(), typed);
        }
        if session.stage == Stage::Contact {
            happened.push(event("quiz.complete"));
        }
        session.stage = Stage::Done;
        happened.push(Happening::Sent);
    }
}

/// Place of the current step and number of steps: the visible pages, and the contact step where there is one.
pub(super) fn place(session: &Session, step: &Step<'_>) -> (usize, usize) {
    let pages = step.pages();
    let here = here(session, &pages).unwrap_or(0);
    let steps = pages.len() + usize::from(step.definition.lead.contact.is_some());
    let at = match session.stage {
        Stage::Page | Stage::Rejected => here + 1,
        Stage::Contact | Stage::Done => steps,
    };
    (at, steps.max(1))
}

/// Progress never goes backwards, though answers may add steps.
fn note_progress(session: &mut Session, step: &Step<'_>) {
    let (at, steps) = place(session, step);
    let done = if session.stage == Stage::Done { steps } else { at.saturating_sub(1) };
    session.progress = session.progress.max((done * 100 / steps) as i64);
}
