//! The flow: what an action of the visitor changes. A pure state machine. It must not draw, send or count anything; it
//! tells what happened.

use super::answer::Answer;
use super::contact;
use super::definition::{Field, Kind, Verdict};
use super::filter::{Filtered, Moment};
use super::run::Button;
use super::session::{Around, Session, Stage};
use crate::contact::{Country, MAX_LENGTH};
use crate::text;
use crate::time::SECOND;
use crate::value::list;
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
    /// Rules of the quiz go round in circles: what they would still have changed was left.
    Exhausted,
}

/// An event without properties of its own.
fn event(name: &'static str) -> Happening {
    Happening::Event(name, Map::new())
}

/// Carries an action out. Tells what happened, in order.
pub fn act(
    session: &mut Session,
    around: Around<'_>,
    countries: &[&'static Country],
    action: Action,
) -> Vec<Happening> {
    if session.stage == Stage::Done {
        return Vec::new();
    }
    let mut happened = Vec::new();
    if session.first_input_at.is_none() {
        session.first_input_at = Some(around.now.wall_ms);
        happened.push(event("quiz.start"));
    }
    session.acts += 1;
    around.walk(&mut session.run).renew();
    match action {
        Action::Answer(name, value) => happened.extend(answer(session, around, &name, &value)),
        Action::Contact(name, typed) => type_contact(session, &name, &typed),
        Action::Consent(id, given) => tick(session, around, &id, given),
        Action::Next => next(session, around, &mut happened),
        Action::Back => back(session, around, &mut happened),
        Action::Send => send(session, around, countries, &mut happened),
    }
    let mut walk = around.walk(&mut session.run);
    walk.note_progress();
    if session.run.is_exhausted() {
        happened.push(Happening::Exhausted);
    }
    happened
}

fn answer(session: &mut Session, around: Around<'_>, name: &str, value: &Value) -> Option<Happening> {
    let of = name.strip_suffix("-Comment").filter(|_| around.definition.element(name).is_none());
    let element = around.definition.element(of.unwrap_or(name))?;
    let value = match (of, element.kind) {
        (Some(_), _) => text::clean(value.as_text().unwrap_or_default(), 1_000).into(),
        (None, Kind::Multipletext) => lines(around, name, value)?,
        _ => element.accept(value)?,
    };
    let mut walk = around.walk(&mut session.run);
    let slot = if of.is_some() { element.comment } else { element.slot };
    let before = walk.datum(slot).clone();
    walk.set(name, value);
    if before == *session.run.datum(slot) {
        return None;
    }
    note_answer(
        session,
        around,
        &element.name,
        matches!(element.kind, Kind::Text | Kind::Comment | Kind::Multipletext),
    );
    Some(Happening::Event("quiz.answer", Map::new().with("question", element.name.as_str())))
}

/// The lines of a question that are known, each made fit.
fn lines(around: Around<'_>, name: &str, value: &Value) -> Option<Value> {
    if *value == Value::Null {
        return Some(Value::Null);
    }
    let elements = &around.definition.elements;
    let at = around.definition.question(&|element| element.name == name)?;
    let mut kept = Map::new();
    for line in around.definition.children(at).filter_map(|line| elements.get(line)) {
        if let Some(typed) = value.as_map()?.get(&line.name).and_then(|typed| line.accept(typed)) {
            kept.set_some(&line.name, typed);
        }
    }
    Some(kept.into())
}

/// Notes how long an answer took and how often it was changed.
fn note_answer(session: &mut Session, around: Around<'_>, name: &str, is_typed: bool) {
    let (step, took_ms) = (session.steps_shown, (around.now.wall_ms - session.shown_at).max(0));
    match session.answers.iter_mut().find(|answer| answer.name == name) {
        Some(answer) => {
            let is_typing = is_typed && answer.step == step;
            answer.took_ms = if answer.step == step { took_ms } else { answer.took_ms + took_ms };
            answer.changes += i64::from(!is_typing);
            answer.step = step;
        }
        None => session.answers.push(Answer { name: name.to_owned(), took_ms, changes: 0, step }),
    }
}

/// What was wrong with a field is looked at again with the next step.
fn forgive(session: &mut Session, name: &str) {
    list::drop_where(&mut session.errors, &|wrong| wrong.text("name") == Some(name));
}

fn type_contact(session: &mut Session, name: &str, typed: &str) {
    let is_known = name == "website" || Field::ALL.iter().any(|field| field.name() == name);
    if is_known {
        forgive(session, name);
        // What is typed is kept as it is, spaces at the end too: the visitor is still typing.
        session.contact.set(name, text::cut(typed, MAX_LENGTH));
    }
}

fn tick(session: &mut Session, around: Around<'_>, id: &str, given: bool) {
    forgive(session, id);
    if !given {
        session.ticked.remove(id);
    } else if around.definition.lead.consents.iter().any(|consent| consent.id == id) {
        session.ticked.set(id, around.now.wall_ms);
    }
}

/// Shows another step.
#[inline(never)]
fn show(session: &mut Session, stage: Stage, now: i64) {
    session.stage = stage;
    session.steps_shown += 1;
    session.shown_at = now;
    session.errors.clear();
}

/// Goes on from a page: checks it, filters, shows the next page, the contact step or the end.
fn next(session: &mut Session, around: Around<'_>, happened: &mut Vec<Happening>) {
    if session.stage != Stage::Page {
        return;
    }
    let now = around.now.wall_ms;
    let mut walk = around.walk(&mut session.run);
    walk.wait((now - session.opened_at) / SECOND - walk.run.seconds());
    if !walk.check_screen() {
        return;
    }
    let is_end = walk.is_last() || walk.run.is_complete();
    let moment = if is_end { Moment::End } else { Moment::Answer };
    let filtered = Filtered::judge_walk(&walk, around, moment);
    let (verdict, reasons) = (filtered.verdict, filtered.reasons);
    if verdict != Verdict::Out && !is_end {
        walk.next();
    }
    let is_end = is_end || walk.run.is_complete();
    note_verdict(session, verdict);
    if verdict == Verdict::Out {
        happened.push(Happening::Event("quiz.reject", Map::new().with("reasons", reasons)));
        return show(session, Stage::Rejected, now);
    }
    if !is_end {
        show(session, Stage::Page, now);
    } else if around.definition.lead.contact.is_some() {
        show(session, Stage::Contact, now);
    } else {
        around.walk(&mut session.run).finish();
        session.stage = Stage::Done;
        return happened.push(event("quiz.complete"));
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

fn back(session: &mut Session, around: Around<'_>, happened: &mut Vec<Happening>) {
    if !may_go_back(session, around) {
        return;
    }
    if session.stage == Stage::Page {
        around.walk(&mut session.run).previous();
    }
    show(session, Stage::Page, around.now.wall_ms);
    happened.push(event("quiz.back"));
}

/// Whether there is a step to go back to, and the author lets the visitor.
pub(super) fn may_go_back(session: &Session, around: Around<'_>) -> bool {
    let mut run = session.run.clone();
    let walk = around.walk(&mut run);
    match session.stage {
        Stage::Page => walk.buttons().contains(&Button::Previous),
        Stage::Contact | Stage::Rejected => around.definition.show_prev_button && !walk.run.is_complete(),
        Stage::Done => false,
    }
}

fn send(session: &mut Session, around: Around<'_>, countries: &[&'static Country], happened: &mut Vec<Happening>) {
    let lead = &around.definition.lead;
    let may_leave = session.stage == Stage::Contact || (session.stage == Stage::Rejected && lead.reject.contact);
    let Some(fields) = lead.contact.as_ref().filter(|_| may_leave) else { return };
    session.errors = contact::errors(session, around.definition, fields, countries);
    if session.errors.is_empty() {
        for field in Field::ALL {
            let typed = text::clean(session.typed(field.name()), MAX_LENGTH);
            session.contact.set(field.name(), typed);
        }
        if session.stage == Stage::Contact {
            around.walk(&mut session.run).finish();
            happened.push(event("quiz.complete"));
        }
        session.stage = Stage::Done;
        happened.push(Happening::Sent);
    }
}

/// Number of the current step and number of steps: those that may be shown, and the contact step where there is one.
pub(super) fn place(session: &Session, around: Around<'_>) -> (usize, usize) {
    let mut run = session.run.clone();
    let (number, count) = around.walk(&mut run).step_of();
    let steps = count + usize::from(around.definition.lead.contact.is_some());
    let at = match session.stage {
        Stage::Page | Stage::Rejected => number,
        Stage::Contact | Stage::Done => steps,
    };
    (at, steps.max(1))
}
