//! Bounds: whatever an author writes ends in a clear error or in a counted number of steps, on a stack smaller than a page's
//! module has. Nothing hangs, panics or runs out of stack.

use std::sync::mpsc;
use std::time::Duration;

use leadsieve::expression::{Context, Expression};
use leadsieve::quiz::{self, Action, Around, Definition, Happening, Run, Session};
use leadsieve::time::Moment;
use leadsieve::value::{Problems, Severity, Value, json};
use serde_json::json as document;

/// Half of what a page's module has.
const STACK: usize = 512 * 1024;
const NOW: Moment = Moment { wall_ms: 1_795_339_800_000, monotonic_ms: 0, utc_offset_min: 180 };

/// Runs on a small stack, and fails where that does not end.
#[track_caller]
fn ends<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    ends_on(STACK, work)
}

#[track_caller]
fn ends_on<T: Send + 'static>(stack: usize, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, waited) = mpsc::channel();
    let thread = std::thread::Builder::new().stack_size(stack).spawn(move || {
        let _ = done.send(work());
    });
    match waited.recv_timeout(Duration::from_secs(100)) {
        Ok(out) => out,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("it does not end"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(thread.unwrap().join().expect_err("a panic"))
        }
    }
}

/// A definition and its errors.
fn read(document: &serde_json::Value) -> (Definition, Vec<String>) {
    let problems = Problems::default();
    let value: Value = serde_json::from_value(document.clone()).unwrap();
    let definition = quiz::read(&value, "", &problems);
    let problems = problems.into_list();
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    (definition, errors.map(|problem| problem.error.line()).collect())
}

fn errors_of(document: serde_json::Value) -> Vec<String> {
    ends(move || read(&document).1)
}

/// A walk: after the beginning and each step, how many steps it took and whether it was left.
struct Walked {
    took: Vec<u32>,
    is_exhausted: Vec<bool>,
    line: String,
}

fn walked(document: serde_json::Value, steps: &[&str]) -> Walked {
    let steps: Vec<Value> = steps.iter().map(|step| serde_json::from_str(step).unwrap()).collect();
    ends(move || {
        let (definition, errors) = read(&document);
        assert_eq!(errors, Vec::<String>::new());
        let (mut run, mut now) = (Run::default(), NOW);
        let mut walked = Walked { took: Vec::new(), is_exhausted: Vec::new(), line: String::new() };
        for step in [Value::List(vec!["init".into()])].iter().chain(&steps) {
            assert!(quiz::take_step(&definition, &mut run, step, &mut now));
            walked.took.push(run.steps());
            walked.is_exhausted.push(run.is_exhausted());
            walked.line = json::write(&quiz::line(&definition, &mut run, step, &now));
        }
        in_page(&definition, &steps);
        walked
    })
}

/// The same answers in a page end too, and a run that was left is told.
fn in_page(definition: &Definition, steps: &[Value]) {
    let facts = Value::Null;
    let around = Around { definition, facts: &facts, now: &NOW, language: "en" };
    let mut session = Session::open(around);
    for step in steps {
        let part = |at: usize| step.as_list().and_then(|parts| parts.get(at)).cloned().unwrap_or_default();
        let action = match part(0).as_text() {
            Some("set") => Action::Answer(part(1).as_text().unwrap().to_owned(), part(2)),
            _ => Action::Next,
        };
        let happened = quiz::act(&mut session, around, &[], action);
        assert_eq!(happened.contains(&Happening::Exhausted), session.run.is_exhausted());
        assert!(quiz::view("a", &session, around, &[], None).as_map().is_some());
    }
    assert!(Session::from_value(&session.to_value(definition), around).is_some());
}

#[track_caller]
fn assert_ends_within(walked: &Walked, most: u32) {
    assert!(walked.took.iter().all(|took| *took <= most), "{:?} steps, expected at most {most}", walked.took);
    assert!(!walked.is_exhausted.contains(&true), "left after {:?} steps", walked.took);
}

fn text(name: &str) -> serde_json::Value {
    document!({ "type": "text", "name": name })
}

fn page(elements: &[serde_json::Value]) -> serde_json::Value {
    document!({ "elements": elements })
}

/// So many questions, 250 on a page.
fn questions(count: usize, one: impl Fn(usize) -> serde_json::Value) -> serde_json::Value {
    let all: Vec<_> = (0..count).map(one).collect();
    document!({ "pages": all.chunks(250).map(page).collect::<Vec<_>>() })
}

const TOO_LARGE: &str = "pages: expected at most 2000 pages, panels, questions and lines [quiz/too-large]";

#[test]
fn a_definition_of_a_megabyte_is_too_large() {
    let large = questions(
        10_000,
        |index| document!({ "type": "text", "name": format!("q{index}"), "title": "Why? ".repeat(16) }),
    );
    assert!(large.to_string().len() > 1_000_000);
    assert_eq!(errors_of(large), [TOO_LARGE]);
}

#[test]
fn a_megabyte_of_panels_without_names_is_too_large() {
    let panel = document!({ "type": "panel", "elements": [{ "type": "html", "name": "h" }] });
    let pages: Vec<_> = (0..60).map(|_| page(&vec![panel.clone(); 290])).collect();
    let errors = errors_of(document!({ "pages": pages }));
    assert_eq!(errors.first().map(String::as_str), Some(TOO_LARGE));
}

#[test]
fn a_megabyte_of_names_that_nobody_knows_is_told_fifty_times() {
    let fields: serde_json::Map<String, serde_json::Value> =
        (0..100_000).map(|index| (format!("f{index}"), index.into())).collect();
    assert_eq!(errors_of(fields.into()).len(), 50);
}

#[test]
fn a_text_of_a_megabyte_is_told_by_its_bound() {
    let errors = errors_of(document!({ "title": "a".repeat(1_000_000), "elements": [text("a")] }));
    assert_eq!(errors, ["title: expected 1 to 500 characters [config/out-of-range]"]);
}

#[test]
fn ten_thousand_brackets_in_a_rule_are_told_with_their_path() {
    let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    let with = |rule: String| document!({ "elements": [{ "type": "text", "name": "a", "visibleIf": rule }] });
    let too_long = "elements[0].visibleIf: expected 1 to 4000 characters [config/out-of-range]";
    assert_eq!(errors_of(with(nested(10_000))), [too_long]);
    let too_deep = "elements[0].visibleIf: the expression is nested deeper than 64 levels [expression/too-deep]";
    assert_eq!(errors_of(with(nested(1_900))), [too_deep]);
    assert_eq!(errors_of(with("!".repeat(3_999) + "1")), [too_deep]);
    assert_eq!(errors_of(with("[".repeat(4_000))), [too_deep]);
}

#[test]
fn the_longest_rule_is_read_evaluated_and_printed_on_a_small_stack() {
    // Without optimisation a frame is several times as large.
    let stack = if cfg!(debug_assertions) { 4 * STACK } else { STACK };
    let value = ends_on(stack, || {
        let long = Expression::parse(&vec!["1"; 2_000].join("+")).unwrap();
        let facts = Value::Null;
        let context = Context::on_day(&facts, 0);
        assert!(!long.may_be_true(&context, &|_| true));
        let copy = long.clone();
        assert_eq!(copy, long);
        (long.evaluate(&context), long.print().len())
    });
    assert_eq!(value, (2_000.0.into(), 2_000 + 1_999 * 3));
}

#[test]
fn ten_thousand_panels_or_lists_in_each_other_are_no_document() {
    let panels = |depth: usize| {
        format!(r#"{{"elements":[{}{}]}}"#, r#"{"type":"panel","elements":["#.repeat(depth), "]}".repeat(depth))
    };
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for text in [panels(10_000), lists(10_000)] {
        let told = ends(move || serde_json::from_str::<Value>(&text).unwrap_err().to_string());
        assert!(
            told.starts_with("recursion limit exceeded") || told.starts_with("the document is deeper than 32 levels"),
            "{told}"
        );
    }
    let too_deep = [
        "elements[0].elements[0].elements[0].elements[0].elements[0].elements[0].elements[0].elements[0].elements[0].elements: \
        expected at most 8 panels in each other [quiz/too-deep]",
    ];
    let deep = errors_of(serde_json::from_str(&panels(9)).unwrap());
    assert_eq!(
        deep.iter().filter(|error| error.contains("quiz/too-deep")).collect::<Vec<_>>(),
        too_deep.iter().collect::<Vec<_>>()
    );
}

#[test]
fn triggers_that_set_each_other_off_come_to_an_end() {
    for trigger in [
        document!({ "type": "setvalue", "setValue": "x" }),
        document!({ "type": "copyvalue", "fromName": "c" }),
        document!({ "type": "runexpression", "runExpression": "{a} + {b} + 'x'" }),
    ] {
        let mut triggers = Vec::new();
        for (asked, set) in [("a", "b"), ("b", "c"), ("c", "a")] {
            let mut one = trigger.clone();
            one["expression"] = format!("{{{asked}}} notempty").into();
            one["setToName"] = set.into();
            triggers.push(one);
        }
        let elements: Vec<_> = ["a", "b", "c"].map(text).to_vec();
        let quiz = document!({ "elements": elements, "triggers": triggers });
        assert_ends_within(&walked(quiz, &[r#"["set","a","1"]"#, r#"["set","b","2"]"#, r#"["complete"]"#]), 100);
    }
}

#[test]
fn calculated_values_that_use_themselves_come_to_an_end() {
    let calculated = document!([
        { "name": "own", "expression": "{own} + 1" },
        { "name": "one", "expression": "{other} + 1" },
        { "name": "other", "expression": "{one} + {a}", "includeIntoResult": true }
    ]);
    let quiz = document!({ "elements": [text("a")], "calculatedValues": calculated });
    assert_ends_within(&walked(quiz, &[r#"["set","a","1"]"#, r#"["set","a","2"]"#]), 100);
}

#[test]
fn a_hundred_calculated_values_that_use_each_other_come_to_an_end() {
    let calculated: Vec<_> =
        (0..100).map(|index| document!({ "name": format!("c{index}"), "expression": format!("{{c{}}} + {{a}}", (index + 1) % 100) })).collect();
    let quiz = document!({ "elements": [text("a")], "calculatedValues": calculated });
    assert_ends_within(&walked(quiz, &[r#"["set","a","1"]"#]), 2_000);
}

#[test]
fn questions_that_set_each_other_in_a_ring_come_to_an_end() {
    let one = |name: &str, of: &str| document!({ "type": "text", "name": name, "setValueExpression": format!("{{{of}}} + 'x'") });
    let quiz = document!({ "elements": [one("a", "c"), one("b", "a"), one("c", "b"), one("own", "own")] });
    assert_ends_within(&walked(quiz, &[r#"["set","a","1"]"#, r#"["set","own","1"]"#]), 50);
}

#[test]
fn a_chain_of_three_hundred_questions_that_set_each_other_comes_to_an_end() {
    let one = |index: usize| match index {
        0 => text("q0"),
        _ => {
            document!({ "type": "text", "name": format!("q{index}"), "setValueExpression": format!("{{q{}}}", index - 1) })
        }
    };
    for is_reversed in [false, true] {
        let mut elements: Vec<_> = (0..300).map(one).collect();
        if is_reversed {
            elements.reverse();
        }
        let walked = walked(document!({ "elements": elements }), &[r#"["set","q0","1"]"#]);
        assert!(walked.took.iter().all(|took| *took <= 1_000), "{:?}", walked.took);
        assert!(walked.is_exhausted[1] || walked.line.contains(r#""q299":"1""#), "cut without a word: {}", walked.line);
    }
}

#[test]
fn a_pattern_that_explodes_elsewhere_is_a_few_passes_here() {
    let validators =
        document!([{ "type": "regex", "regex": "(a+)+$" }, { "type": "regex", "regex": "^(a|a)*(a|a)*(a|a)*b$" }]);
    let quiz = document!({ "elements": [{ "type": "text", "name": "a", "validators": validators }] });
    let answer = format!(r#"["set","a","{}!"]"#, "a".repeat(990));
    let walked = walked(quiz, &[&answer, r#"["complete"]"#]);
    assert_ends_within(&walked, 100);
    assert!(walked.line.contains(r#""errors":["a"]"#), "{}", walked.line);
}

#[test]
fn two_thousand_elements_that_all_hang_on_one_answer_come_to_an_end() {
    let one = |index: usize| match index {
        0 => text("q0"),
        _ => {
            document!({ "type": "text", "name": format!("q{index}"), "visibleIf": format!("{{q0}} <> '{index}'"), "title": "{q0}" })
        }
    };
    let walked = walked(questions(1_992, one), &[r#"["set","q0","7"]"#, r#"["next"]"#, r#"["set","q300","7"]"#]);
    assert_ends_within(&walked, 5_000);
    assert_eq!(errors_of(questions(1_993, one)), [TOO_LARGE]);
}

#[test]
fn texts_that_name_each_other_are_put_in_a_counted_number_of_times() {
    let one = |index: usize| {
        let text = format!("{{q{}}}", (index + 1) % 10).repeat(12);
        document!({ "type": "radiogroup", "name": format!("q{index}"), "title": text, "choices": [{ "value": 1, "text": text }] })
    };
    let steps: Vec<String> = (0..10).map(|index| format!(r#"["set","q{index}",1]"#)).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let walked = walked(questions(10, one), &steps);
    assert_ends_within(&walked, 100);
    assert!(walked.line.len() < 5_000_000, "{}", walked.line.len());
}
