//! What must hold while a quiz is answered, whatever is answered. It must not know how steps are chosen.

use leadsieve::contact::{COUNTRIES, Country};
use leadsieve::quiz::{Action, Around, Definition, Run, Session, Stage, act, line, take_step, view};
use leadsieve::time::{DAY, Moment, SECOND};
use leadsieve::value::{Map, Value, json};

use crate::case::{Fault, Signs, hold};

/// How many expressions and answers an act may take: the budget of `src/quiz/run`, and what is still counted once it is
/// spent, a few for each element.
fn most_steps(quiz: &Definition) -> u32 {
    51_000 + 10 * u32::try_from(quiz.elements.len()).unwrap_or(u32::MAX / 20)
}

const NOW: Moment = Moment { wall_ms: 1_795_339_800_000, monotonic_ms: 0, utc_offset_min: 180 };

/// Walks through a quiz in both of its forms: as the command tells it, and as a page has it.
pub(crate) fn walk(quiz: &Definition, steps: &[Value]) -> Result<Signs, Fault> {
    let mut signs = Signs::new();
    let lines = told(quiz, steps, &mut signs)?;
    hold(told(quiz, steps, &mut signs)? == lines, "the same steps tell something else", || lines.join("\n"))?;
    in_page(quiz, steps, &mut signs)?;
    Ok(signs)
}

/// The lines of a walk, each of which was looked at.
fn told(quiz: &Definition, steps: &[Value], signs: &mut Signs) -> Result<Vec<String>, Fault> {
    let (mut run, mut now, mut lines) = (Run::default(), NOW, Vec::new());
    let begin = Value::List(vec!["init".into(), (NOW.wall_ms as f64).into()]);
    let mut before = Map::new();
    for step in [&begin].into_iter().chain(steps) {
        let was_complete = run.is_complete();
        let is_step = take_step(quiz, &mut run, step, &mut now);
        let line = line_of(quiz, &mut run, step, &now)?;
        let is_begin = first(step) == "init";
        look(quiz, &run, &line)?;
        if !is_begin {
            onward(&before, &line)?;
        }
        if !is_step || was_complete && !is_begin {
            let rest = |line: &Map| json::write(&Value::from(line.clone().with("do", Value::Null)));
            hold(rest(&line) == rest(&before), "something changed that must not", || {
                format!("{}\n{}", json::write(&before.clone().into()), json::write(&line.clone().into()))
            })?;
        }
        note(&run, &line, first(step), signs);
        lines.push(json::write(&Value::from(line.clone())));
        before = line;
    }
    Ok(lines)
}

fn first(step: &Value) -> &str {
    step.as_list().and_then(|parts| parts.first()).and_then(Value::as_text).unwrap_or_default()
}

fn line_of(quiz: &Definition, run: &mut Run, step: &Value, now: &Moment) -> Result<Map, Fault> {
    let before = run.clone();
    let told = line(quiz, run, step, now);
    let changed = json::write(&before.to_value(quiz)) != json::write(&run.to_value(quiz));
    hold(!changed, "telling changes something", || json::write(&told))?;
    told.as_map().cloned().ok_or_else(|| Fault::new("a line is no object", json::write(&told)))
}

/// What holds for every line.
fn look(quiz: &Definition, run: &Run, line: &Map) -> Result<(), Fault> {
    let all = || json::write(&Value::from(line.clone()));
    hold(run.steps() <= most_steps(quiz), "too many steps", || format!("{} steps", run.steps()))?;
    let names = |name: &str| -> Vec<String> {
        let items = line.get(name).and_then(Value::as_list).unwrap_or_default();
        items.iter().filter_map(Value::as_text).map(str::to_owned).collect()
    };
    let visible = names("visible");
    let known: Vec<&str> = quiz.questions().map(|element| element.name.as_str()).collect();
    hold(visible.iter().all(|name| known.contains(&name.as_str())), "what is no question is visible", all)?;
    for name in ["required", "readOnly", "errors"] {
        hold(names(name).iter().all(|name| visible.contains(name)), "what cannot be seen is judged", || {
            format!("{name}: {}", all())
        })?;
    }
    let progress = line.get("progress").and_then(Value::as_whole).unwrap_or(-1);
    hold((0..=100).contains(&progress), "progress is no share", all)?;
    let text = json::write(&Value::from(line.clone()));
    let read: Option<Value> = serde_json::from_str(&text).ok();
    hold(read.is_some_and(|read| json::write(&read) == text), "a line is no JSON", all)
}

/// What holds for a line and the one before it.
fn onward(before: &Map, line: &Map) -> Result<(), Fault> {
    let progress = |line: &Map| line.get("progress").and_then(Value::as_whole).unwrap_or(0);
    hold(progress(before) <= progress(line), "progress goes back", || {
        format!(
            "from {} to {} by {}",
            progress(before),
            progress(line),
            json::write(&line.get("do").cloned().unwrap_or_default())
        )
    })
}

fn note(run: &Run, line: &Map, step: &str, signs: &mut Signs) {
    let count = |name: &str| line.get(name).map_or(0, |value| value.as_list().map_or(0, <[Value]>::len));
    let word = |name: &str| line.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
    let bucket = |number: usize| (number + 1).ilog2();
    signs.insert(format!("{step} {} {}", word("state"), json::write(&line.get("shows").cloned().unwrap_or_default())));
    signs.insert(format!("{step} took {}", bucket(run.steps() as usize)));
    signs.insert(format!("{step} errors {}", bucket(count("errors"))));
    signs.insert(format!("visible {} required {}", bucket(count("visible")), bucket(count("required"))));
    signs.insert(format!("locked {} pages {}", bucket(count("readOnly")), bucket(count("visiblePages"))));
    if run.is_exhausted() {
        signs.insert(format!("{step} is exhausted"));
    }
}

/// The same in a page: a session that is shown, stored and taken up again after every act.
fn in_page(quiz: &Definition, steps: &[Value], signs: &mut Signs) -> Result<(), Fault> {
    let (facts, countries): (Value, Vec<&'static Country>) = (Value::Null, COUNTRIES.iter().take(3).collect());
    let mut now = NOW;
    let mut session = Session::open(Around { definition: quiz, facts: &facts, now: &now, language: "en" });
    for step in steps {
        now.wall_ms = now.wall_ms.saturating_add(waited(step)).clamp(0, NOW.wall_ms + 365 * DAY);
        let around = Around { definition: quiz, facts: &facts, now: &now, language: "en" };
        let before = session.clone();
        for happening in act(&mut session, around, &countries, action(step)) {
            let word = format!("{happening:?}");
            signs.insert(format!("page {}", word.get(..24).unwrap_or(&word)));
        }
        hold(session.run.steps() <= most_steps(quiz), "too many steps", || format!("{} steps", session.run.steps()))?;
        let is_done = before.stage == Stage::Done;
        hold(!is_done || session == before, "something changed that must not", || format!("{step:?}"))?;
        let shown = json::write(&view("fuzz", &session, around, &countries, None));
        let shown_again = json::write(&view("fuzz", &session, around, &countries, None));
        hold(shown == shown_again, "showing changes something", || shown.clone())?;
        let _ = session.answered(around);
        taken_up(&session, around)?;
    }
    Ok(())
}

/// A session that is stored is the same session when it is read.
fn taken_up(session: &Session, around: Around<'_>) -> Result<(), Fault> {
    let text = json::write(&session.to_value(around.definition));
    let stored: Value =
        serde_json::from_str(&text).map_err(|error| Fault::new("stored is no JSON", format!("{text}: {error}")))?;
    let read =
        Session::from_value(&stored, around).ok_or_else(|| Fault::new("what was stored is not read", text.clone()))?;
    hold(read.stage == session.stage, "a stored session stands elsewhere", || text.clone())?;
    hold(read.run.steps() <= most_steps(around.definition), "too many steps", || {
        format!("{} steps after reading", read.run.steps())
    })?;
    hold(read.run.is_complete() == session.run.is_complete(), "a stored session is at its end or is not", || text)
}

fn waited(step: &Value) -> i64 {
    let seconds = || step.as_list().and_then(|parts| parts.get(1)).and_then(Value::as_whole).unwrap_or_default();
    if first(step) == "wait" { seconds().saturating_mul(SECOND) } else { SECOND }
}

fn action(step: &Value) -> Action {
    let part = |place: usize| step.as_list().and_then(|parts| parts.get(place)).cloned().unwrap_or_default();
    let text = |place: usize| part(place).as_text().unwrap_or_default().to_owned();
    match first(step) {
        "set" => Action::Answer(text(1), part(2)),
        "prev" => Action::Back,
        "contact" => Action::Contact(text(1), text(2)),
        "consent" => Action::Consent(text(1), part(2) == Value::Bool(true)),
        "send" => Action::Send,
        _ => Action::Next,
    }
}
