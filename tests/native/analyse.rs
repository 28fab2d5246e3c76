//! The static check of a quiz: each defect beside the same quiz without it, and every proof against the engine.

use leadsieve::quiz::analyse::{Report, Settings, analyse};
use leadsieve::quiz::{self, Definition};
use leadsieve::value::{Problem, Problems, Severity};
use serde_json::{Value as Json, json};

use crate::files;

/// A definition, or what is wrong with it.
pub fn try_read(definition: &Json) -> Result<Definition, Vec<Problem>> {
    let problems = Problems::default();
    let quiz = quiz::read(&serde_json::from_value(definition.clone()).unwrap(), "", &problems);
    let errors: Vec<Problem> =
        problems.into_list().into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    if errors.is_empty() { Ok(quiz) } else { Err(errors) }
}

#[track_caller]
pub fn read(definition: &Json) -> Definition {
    try_read(definition).unwrap()
}

pub fn report(definition: &Json) -> Report {
    analyse(&read(definition), &Settings::default())
}

/// What is found, as `code path [evidence]`.
fn told(definition: &Json) -> Vec<String> {
    let report = report(definition);
    let line = |finding: &quiz::analyse::Finding| {
        let error = &finding.problem.error;
        format!("{} {} [{}]", error.code(), error.path(), finding.evidence.words())
    };
    report.findings.iter().map(line).collect()
}

/// A definition with a defect and the same without it: the finding comes with the one alone, and nothing else does.
#[track_caller]
fn holds(bad: &Json, good: &Json, finding: &str) {
    let found = told(bad);
    assert_eq!(found, [finding], "of the quiz with the defect");
    let found = told(good);
    assert!(found.is_empty(), "of the quiz without it: {found:?}");
}

fn page(elements: impl Into<Json>) -> Json {
    json!({ "elements": elements.into() })
}

fn quiz_of(elements: Json) -> Json {
    json!({ "pages": [page(elements)] })
}

fn radio(name: &str) -> Json {
    json!({ "type": "radiogroup", "name": name, "choices": ["x", "y"] })
}

/// A radio group `a` that must be answered, and a question of another page under a condition.
fn after(condition: &str) -> Json {
    let mut asked = radio("a");
    asked["isRequired"] = true.into();
    json!({ "pages": [page(json!([asked])), page(json!([{ "type": "text", "name": "b", "visibleIf": condition }]))] })
}

/// The same with properties of its first page's question.
fn with(mut definition: Json, path: &str, value: Json) -> Json {
    let (parent, name) = path.rsplit_once('/').unwrap();
    definition.pointer_mut(parent).unwrap()[name] = value;
    definition
}

const PROVED_B: &str = "quiz/unreachable pages[1].elements[0].visibleIf [proved]";

#[test]
fn a_condition_on_a_choice_that_does_not_exist_is_proved() {
    holds(&after("{a} = 'z'"), &after("{a} = 'y'"), PROVED_B);
}

#[test]
fn a_condition_that_contradicts_itself_is_proved() {
    holds(&after("{a} = 'x' and {a} = 'y'"), &after("{a} = 'x' or {a} = 'y'"), PROVED_B);
}

#[test]
fn a_condition_against_that_of_the_panel_around_it_is_proved() {
    let quiz = |inner: &str| {
        let panel = json!({ "type": "panel", "name": "p", "visibleIf": "{a} = 'x'", "elements": [
            { "type": "text", "name": "b", "visibleIf": inner }, { "type": "text", "name": "c" } ] });
        quiz_of(json!([radio("a"), panel]))
    };
    let finding = "quiz/unreachable pages[0].elements[1].elements[0].visibleIf [proved]";
    holds(&quiz("{a} = 'y'"), &quiz("{a} notempty"), finding);
}

#[test]
fn a_number_that_a_scale_does_not_have_is_proved() {
    let quiz = |condition: &str| {
        quiz_of(json!([{ "type": "rating", "name": "a" }, { "type": "text", "name": "b", "visibleIf": condition }]))
    };
    holds(&quiz("{a} > 5"), &quiz("{a} > 4"), "quiz/unreachable pages[0].elements[1].visibleIf [proved]");
    let quiz = |condition: &str| {
        let slider = json!({ "type": "slider", "name": "a", "min": 10, "max": 20 });
        quiz_of(json!([slider, { "type": "text", "name": "b", "visibleIf": condition }]))
    };
    holds(&quiz("{a} * 2 > 40"), &quiz("{a} * 2 >= 40"), "quiz/unreachable pages[0].elements[1].visibleIf [proved]");
}

#[test]
fn a_question_behind_one_that_nobody_sees_is_proved_too() {
    let quiz = |condition: &str| {
        quiz_of(json!([
            radio("a"),
            { "type": "text", "name": "b", "visibleIf": condition },
            { "type": "text", "name": "c", "visibleIf": "{b} notempty" }
        ]))
    };
    let found = told(&quiz("{a} = 'z'"));
    assert_eq!(found, [1, 2].map(|at| format!("quiz/unreachable pages[0].elements[{at}].visibleIf [proved]")));
    assert!(told(&quiz("{a} = 'x'")).is_empty());
}

#[test]
fn what_a_rule_can_set_is_no_dead_letter() {
    let quiz = |set: &str| {
        let mut quiz = after("{d} = 'z'");
        quiz["triggers"] =
            json!([{ "type": "setvalue", "expression": "{a} = 'x'", "setToName": "d", "setValue": set }]);
        quiz
    };
    holds(&quiz("y"), &quiz("z"), PROVED_B);
    // A question that takes no answer, and what gives it one.
    let given = |set: &str, default: &str, trigger: &str| {
        let mut first = radio("a");
        first["readOnly"] = true.into();
        first["setValueExpression"] = set.into();
        first["defaultValue"] = default.into();
        let mut quiz = quiz_of(json!([radio("c"), first, { "type": "text", "name": "b", "visibleIf": "{a} = 'x'" }]));
        quiz["triggers"] =
            json!([{ "type": "setvalue", "expression": "{c} = 'y'", "setToName": "a", "setValue": trigger }]);
        // Without samples: what they reach is no finding, whatever was concluded.
        let report = analyse(&read(&quiz), &Settings { samples: 0, ..Settings::default() });
        report.findings.iter().any(|finding| finding.problem.error.code() == "quiz/unreachable")
    };
    assert!(given("'y'", "y", "y"));
    assert!(!given("'x'", "y", "y") && !given("'y'", "x", "y") && !given("'y'", "y", "x"));
}

#[test]
fn what_is_hidden_for_good_is_not_answered() {
    let quiz = |default: &str| {
        let hidden = json!({ "type": "text", "name": "h", "visible": false, "defaultValue": default });
        quiz_of(json!([radio("a"), hidden, { "type": "text", "name": "b", "visibleIf": "{h} notempty" }]))
    };
    holds(&quiz(""), &quiz("partner"), "quiz/unreachable pages[0].elements[2].visibleIf [proved]");
}

#[test]
fn samples_aim_at_what_is_rare() {
    let asked = |name: &str| json!({ "type": "dropdown", "name": name, "choices": (0..12).map(|n| format!("{name}{n}")).collect::<Vec<_>>() });
    let rare = json!({ "type": "text", "name": "b", "visibleIf": "{p} = 'p7' and {q} = 'q3' and {r} = 'r11'" });
    assert_eq!(told(&quiz_of(json!([asked("p"), asked("q"), asked("r"), rare]))), [""; 0]);
}

#[test]
fn what_cannot_be_proved_is_told_with_the_number_of_samples() {
    // A pattern is not reasoned about.
    let line = |word: &str| {
        json!({ "pages": [
            page(json!([{ "type": "text", "name": "a", "isRequired": true, "validators": [{ "type": "regex", "regex": "^[0-9]+$" }] }])),
            page(json!([{ "type": "text", "name": "b" }, { "type": "text", "name": "c", "visibleIf": format!("{{a}} contains '{word}'") }])),
        ] })
    };
    holds(&line("word"), &line("1"), "quiz/unreachable pages[1].elements[1].visibleIf [not reached in 200 samples]");
}

#[test]
fn facts_and_days_are_not_held_against_samples() {
    assert_eq!(told(&after("{source.first.channel} = 'Paid Search'")), [""; 0]);
    assert_eq!(told(&after("today() > '2100-01-01'")), [""; 0]);
}

#[test]
fn a_choice_that_is_never_shown_is_proved() {
    let quiz = |condition: &str| {
        let choices = json!(["p", { "value": "q", "visibleIf": condition }]);
        quiz_of(json!([radio("a"), { "type": "dropdown", "name": "b", "choices": choices }]))
    };
    let finding = "quiz/unreachable pages[0].elements[1].choices[1].visibleIf [proved]";
    holds(&quiz("{a} = 'z'"), &quiz("{a} = 'x'"), finding);
}

#[test]
fn a_question_that_must_be_answered_without_a_choice_is_a_dead_end() {
    let quiz = |condition: &str| {
        let asked = json!({ "type": "dropdown", "name": "b", "isRequired": true, "choices": ["p", "q"], "choicesVisibleIf": condition });
        quiz_of(json!([radio("a"), asked]))
    };
    let found = told(&quiz("{item} = 'r'"));
    assert_eq!(
        found,
        [
            "quiz/unreachable pages[0].elements[1].choicesVisibleIf [proved]",
            "quiz/dead-end pages[0].elements[1] [proved]"
        ]
    );
    assert!(told(&quiz("{item} = 'p' or {a} = 'x'")).iter().all(|found| !found.contains("dead-end")));
}

/// A question that must be answered, with properties.
fn asked(properties: impl Into<Json>) -> Json {
    let mut question = json!({ "name": "b", "isRequired": true });
    question.as_object_mut().unwrap().extend(properties.into().as_object().unwrap().clone());
    quiz_of(json!([radio("a"), question]))
}

const DEAD_B: &str = "quiz/dead-end pages[0].elements[1] [proved]";

#[test]
fn bounds_that_leave_no_number_are_a_dead_end() {
    let quiz = |max: i64| asked(json!({ "type": "text", "inputType": "number", "min": 10, "max": max }));
    holds(&quiz(5), &quiz(15), DEAD_B);
    let quiz = |least: i64| {
        asked(
            json!({ "type": "text", "inputType": "number", "max": 5, "validators": [{ "type": "numeric", "minValue": least }] }),
        )
    };
    holds(&quiz(6), &quiz(5), DEAD_B);
    let quiz =
        |least: i64| asked(json!({ "type": "rating", "validators": [{ "type": "numeric", "minValue": least }] }));
    holds(&quiz(6), &quiz(5), DEAD_B);
    let quiz = |max: &str| asked(json!({ "type": "text", "inputType": "date", "min": "2026-05-01", "max": max }));
    holds(&quiz("2026-01-01"), &quiz("2026-12-01"), DEAD_B);
}

#[test]
fn a_question_that_may_stay_empty_is_no_dead_end() {
    let open = with(
        asked(json!({ "type": "text", "inputType": "number", "min": 10, "max": 5 })),
        "/pages/0/elements/1/isRequired",
        false.into(),
    );
    assert_eq!(told(&open), [""; 0]);
    let sometimes =
        asked(json!({ "type": "text", "inputType": "number", "min": 10, "max": 5, "enableIf": "{a} = 'x'" }));
    assert_eq!(told(&sometimes), [""; 0], "who answers y gets past");
    let locked = asked(json!({ "type": "text", "inputType": "number", "min": 10, "max": 5, "readOnly": true }));
    let page = with(locked.clone(), "/pages/0/elements/1/readOnly", false.into());
    assert_eq!(told(&with(page, "/pages/0/readOnly", true.into())), [""; 0], "nor of a page that takes none");
    assert_eq!(told(&locked), [""; 0], "the engine asks for nothing that takes no answer");
}

#[test]
fn who_can_leave_a_page_by_other_ways_is_in_no_dead_end() {
    let mut quiz = asked(json!({ "type": "text", "inputType": "number", "min": 10, "max": 5 }));
    quiz["pages"].as_array_mut().unwrap().push(page(json!([{ "type": "text", "name": "c" }])));
    assert_eq!(told(&quiz)[0], DEAD_B);
    let mut skipping = quiz.clone();
    skipping["triggers"] = json!([{ "type": "skip", "expression": "{a} = 'x'", "gotoName": "c" }]);
    assert_eq!(told(&skipping), [""; 0]);
    let mut vanishing = quiz.clone();
    vanishing["pages"][0]["visibleIf"] = "{a} <> 'x'".into();
    assert_eq!(told(&vanishing), [""; 0]);
    let mut single = quiz_of(json!([{ "type": "html", "name": "h", "html": "hello" }]));
    single["pages"][0]["isRequired"] = true.into();
    single["questionsOnPageMode"] = "questionPerPage".into();
    assert_eq!(told(&single), [""; 0], "one question at a time is checked without its page");
}

#[test]
fn checks_that_no_answer_passes_are_a_dead_end() {
    let quiz = |most: i64| {
        asked(json!({ "type": "text", "validators": [{ "type": "text", "minLength": 5, "maxLength": most }] }))
    };
    holds(&quiz(4), &quiz(6), DEAD_B);
    let quiz = |least: i64| {
        asked(
            json!({ "type": "checkbox", "choices": ["p", "q"], "validators": [{ "type": "answercount", "minCount": least }] }),
        )
    };
    holds(&quiz(3), &quiz(2), DEAD_B);
    let quiz = |check: &str| {
        asked(
            json!({ "type": "text", "isRequired": false, "validators": [{ "type": "expression", "expression": check }] }),
        )
    };
    holds(&quiz("{a} = 'z'"), &quiz("{a} = 'x'"), DEAD_B);
}

#[test]
fn more_choices_than_there_are_is_a_dead_end_even_where_none_is_required() {
    let quiz = |least: i64| {
        asked(json!({ "type": "checkbox", "isRequired": false, "choices": ["p", "q"], "minSelectedChoices": least }))
    };
    holds(&quiz(3), &quiz(2), DEAD_B);
}

#[test]
fn a_page_of_which_something_must_be_answered_and_nothing_can_is_a_dead_end() {
    let quiz = |question: Json| json!({ "pages": [{ "isRequired": true, "elements": [{ "type": "html", "name": "h", "html": "hello" }, question] }] });
    let image = json!({ "type": "image", "name": "i" });
    holds(&quiz(image), &quiz(radio("a")), "quiz/dead-end pages[0] [proved]");
}

#[test]
fn a_page_that_no_sample_leaves_is_told_as_such() {
    // Two checks that no text passes both, which takes more than lengths to see.
    let quiz = |second: &str| {
        let checks = json!([{ "type": "expression", "expression": "{b} contains '@'" }, { "type": "expression", "expression": second }]);
        asked(json!({ "type": "text", "validators": checks }))
    };
    holds(
        &quiz("{b} notcontains '@'"),
        &quiz("{b} contains 'example'"),
        "quiz/dead-end pages[0].elements[1] [not reached in 200 samples]",
    );
}

#[test]
fn a_quiz_without_a_page_to_see_is_a_dead_end() {
    let quiz = |visible: bool| quiz_of(json!([{ "type": "text", "name": "a", "visible": visible }]));
    let found = told(&quiz(false));
    assert!(found.contains(&"quiz/dead-end pages [proved]".to_owned()), "{found:?}");
    assert_eq!(told(&quiz(true)), [""; 0]);
}

fn filtered(condition: &str) -> Json {
    let mut quiz = asked(json!({ "type": "radiogroup", "choices": ["low", "high"] }));
    quiz["lead"] = json!({ "filters": [{ "if": condition, "verdict": "out", "reason": "budget" }] });
    quiz
}

#[test]
fn a_filter_that_never_fires_is_proved() {
    holds(&filtered("{b} = 'middle'"), &filtered("{b} = 'low'"), "quiz/filter-never lead.filters[0].if [proved]");
}

#[test]
fn a_filter_that_always_fires_is_proved() {
    let always = "quiz/filter-always lead.filters[0].if [proved]";
    holds(&filtered("{b} = 'low' or {b} = 'high'"), &filtered("{b} = 'low' or {a} = 'x'"), always);
    holds(&filtered("{b} <> 'middle'"), &filtered("{a} <> 'x'"), always);
}

#[test]
fn a_question_that_may_be_left_out_keeps_a_filter_from_firing_always() {
    let open = with(filtered("{b} notempty"), "/pages/0/elements/1/isRequired", false.into());
    holds(&filtered("{b} notempty"), &open, "quiz/filter-always lead.filters[0].if [proved]");
}

fn outcomes(conditions: &[Option<&str>]) -> Json {
    let mut quiz = asked(json!({ "type": "slider", "min": 0, "max": 10 }));
    quiz["pages"][0]["elements"][0]["isRequired"] = true.into();
    let outcome = |condition: &Option<&str>| match condition {
        Some(condition) => json!({ "if": condition, "title": "t" }),
        None => json!({ "title": "t" }),
    };
    quiz["lead"] = json!({ "outcomes": conditions.iter().map(outcome).collect::<Vec<_>>() });
    quiz
}

#[test]
fn outcomes_that_leave_a_gap_are_told_with_answers_that_fall_into_it() {
    let gap = outcomes(&[Some("{b} < 4"), Some("{b} > 6")]);
    holds(&gap, &outcomes(&[Some("{b} < 4"), Some("{b} >= 4")]), "quiz/outcome-gap lead.outcomes [proved]");
    let message = report(&gap).findings[0].problem.error.message().to_owned();
    assert!(message.starts_with("no outcome is shown with a = ") && message.contains("b = "), "{message}");
    assert_eq!(told(&outcomes(&[Some("{b} < 4"), None])), [""; 0]);
}

#[test]
fn answers_that_a_filter_turns_away_fall_into_no_gap() {
    let mut quiz = outcomes(&[Some("{b} < 4"), Some("{b} > 6")]);
    quiz["lead"]["filters"] = json!([{ "if": "{b} >= 4 and {b} <= 6", "verdict": "out", "reason": "middle" }]);
    assert_eq!(told(&quiz), [""; 0]);
}

#[test]
fn an_outcome_that_others_cover_is_proved() {
    let covered = "quiz/outcome-overlap lead.outcomes[1].if [proved]";
    let rest = "{b} > 6";
    holds(
        &outcomes(&[Some("{b} >= 3"), Some("{b} >= 5"), None]),
        &outcomes(&[Some("{b} >= 5"), Some("{b} >= 3"), None]),
        covered,
    );
    holds(&outcomes(&[None, Some(rest)]), &outcomes(&[Some(rest), None]), covered);
    let never = "quiz/unreachable lead.outcomes[0].if [proved]";
    holds(&outcomes(&[Some("{b} > 10"), None]), &outcomes(&[Some("{b} > 9"), None]), never);
}

#[test]
fn outcomes_of_which_the_order_decides_overlap() {
    holds(
        &outcomes(&[Some("{a} = 'x'"), Some("{b} > 5"), None]),
        &outcomes(&[Some("{a} = 'x'"), Some("{b} > 5 and {a} = 'y'"), None]),
        "quiz/outcome-overlap lead.outcomes[1].if [proved]",
    );
}

#[test]
fn a_name_that_nothing_has_is_told() {
    let found = told(&filtered("{buget} = 'low'"));
    assert_eq!(found[0], "quiz/unknown-name lead.filters[0].if [proved]");
    assert_eq!(told(&filtered("{visit.number} > 1")), [""; 0]);
    let skip = |name: &str| {
        let mut quiz = after("{a} = 'x'");
        quiz["triggers"] = json!([{ "type": "skip", "expression": "{a} = 'x'", "gotoName": name }]);
        quiz
    };
    holds(&skip("c"), &skip("b"), "quiz/unknown-name triggers[0].gotoName [proved]");
}

#[test]
fn a_condition_that_is_no_condition_is_told() {
    let quiz = |condition: &str| {
        let count = json!({ "type": "text", "inputType": "number", "name": "count", "min": 2, "isRequired": true });
        quiz_of(json!([count, { "type": "text", "name": "b", "enableIf": condition }]))
    };
    let finding = "quiz/no-condition pages[0].elements[1].enableIf [proved]";
    holds(&quiz("{count}"), &quiz("{count} > 3"), finding);
    holds(&quiz("{count} + 1"), &quiz("{count} notempty"), finding);
    let words = |condition: &str| {
        quiz_of(json!([{ "type": "text", "name": "a" }, { "type": "text", "name": "b", "enableIf": condition }]))
    };
    holds(&words("{a}"), &words("{a} notempty"), finding);
    let yes = quiz_of(json!([{ "type": "boolean", "name": "a" }, { "type": "text", "name": "b", "visibleIf": "{a}" }]));
    assert_eq!(told(&yes), [""; 0]);
}

#[test]
fn operands_that_are_missing_or_of_no_use_are_told() {
    let quiz = |call: &str| quiz_of(json!([radio("a"), { "type": "expression", "name": "e", "expression": call }]));
    let finding = "quiz/operands pages[0].elements[1].expression [proved]";
    holds(&quiz("iif({a} = 'x')"), &quiz("iif({a} = 'x', 1)"), finding);
    holds(&quiz("round(1.5, 0, 2)"), &quiz("round(1.5, 0)"), finding);
}

#[test]
fn rules_that_set_each_other_are_told_once() {
    let quiz = |second: &str| {
        quiz_of(json!([
            { "type": "text", "inputType": "number", "name": "p", "setValueExpression": "{q} + 1" },
            { "type": "text", "inputType": "number", "name": "q", "setValueExpression": second },
            { "type": "text", "inputType": "number", "name": "r" }
        ]))
    };
    let found = told(&quiz("{p} + 1"));
    assert!(found[0].starts_with("quiz/cycle pages[0].elements[0].setValueExpression [proved]"), "{found:?}");
    assert_eq!(found.iter().filter(|found| found.starts_with("quiz/cycle")).count(), 1, "{found:?}");
    assert_eq!(told(&quiz("{r} + 1")), [""; 0]);
    let mut alone = quiz_of(json!([{ "type": "text", "inputType": "number", "name": "n" }]));
    alone["triggers"] = json!([{ "type": "setvalue", "expression": "{n} > 5", "setToName": "n", "setValue": 5 }]);
    assert_eq!(told(&alone), [""; 0], "what a trigger sets does not set it off");
    let own = |expression: &str| json!({ "elements": [radio("a")], "calculatedValues": [{ "name": "c", "expression": expression }] });
    holds(&own("{c} + 1"), &own("{a} + 1"), "quiz/cycle calculatedValues[0].expression [proved]");
}

#[test]
fn a_text_without_a_language_that_others_have_is_told() {
    let quiz = |title: Json| {
        let mut first = radio("a");
        first["title"] = json!({ "en": "Colour", "ru": "Цвет" });
        let mut second = radio("b");
        second["title"] = title;
        quiz_of(json!([first, second]))
    };
    let finding = "quiz/missing-translation pages[0].elements[1].title [proved]";
    holds(&quiz(json!({ "en": "Size" })), &quiz(json!({ "en": "Size", "ru": "Размер" })), finding);
    holds(&quiz(json!("Size")), &quiz(json!({ "default": "Size", "ru": "Размер" })), finding);
    assert_eq!(told(&quiz(json!("10 – 20"))), [""; 0]);
    let mut single = quiz_of(json!([radio("a")]));
    single["pages"][0]["title"] = json!({ "ru": "Цвет" });
    single["title"] = "Цвета".into();
    assert_eq!(told(&single), [""; 0], "one language is all there is");
}

#[test]
fn the_points_of_choices_have_bounds() {
    let choices = json!([
        { "value": "x", "lead": { "scores": { "fit": 10, "intent": -2 } } },
        { "value": "y", "lead": { "scores": { "fit": 4 } } },
    ]);
    let quiz = |kind: &str, required: bool, condition: &str| {
        let asked =
            json!({ "type": kind, "name": "b", "isRequired": required, "choices": choices, "visibleIf": condition });
        let asked = if condition.is_empty() {
            with(json!([asked]), "/0/visibleIf", "{a} = 'x' or {a} <> 'x'".into())
        } else {
            json!([asked])
        };
        let mut asked = asked[0].clone();
        if condition.is_empty() {
            asked.as_object_mut().unwrap().remove("visibleIf");
        }
        let report = report(&quiz_of(json!([radio("a"), asked])));
        (report.fit.least, report.fit.most, report.intent.least, report.intent.most)
    };
    assert_eq!(quiz("radiogroup", true, ""), (4, 10, -2, 0));
    assert_eq!(quiz("radiogroup", false, ""), (0, 10, -2, 0));
    assert_eq!(quiz("radiogroup", true, "{a} = 'x'"), (0, 10, -2, 0));
    assert_eq!(quiz("radiogroup", true, "{a} = 'z'"), (0, 0, 0, 0));
    assert_eq!(quiz("checkbox", true, ""), (0, 14, -2, 0));
}

#[test]
fn samples_are_the_same_for_the_same_seed() {
    let definition = serde_json::from_str(&files::text("tests/conformance/walk/definitions/kitchen.json")).unwrap();
    assert_eq!(report(&definition), report(&definition));
}

#[test]
fn a_hostile_definition_ends_within_its_budget() {
    let long = (0..150).map(|number| format!("{{q{number}}} = 'x{number}'")).collect::<Vec<_>>().join(" or ");
    let question = |number: usize| {
        let condition =
            if number.is_multiple_of(20) { long.clone() } else { format!("{{q{}}} = 'x'", (number + 1) % 1_900) };
        json!({ "type": "checkbox", "name": format!("q{number}"), "visibleIf": condition, "choices": ["x", "y", "z", "v", "w"] })
    };
    let pages: Vec<Json> = (0..19)
        .map(|page| json!({ "elements": (0..100).map(|at| question(page * 100 + at)).collect::<Vec<_>>() }))
        .collect();
    let rules: Vec<Json> = (0..100)
        .map(|number| json!({ "name": format!("c{number}"), "expression": format!("{{c{}}} + {{q{number}}}", (number + 1) % 100) }))
        .collect();
    let report = report(&json!({ "pages": pages, "calculatedValues": rules }));
    assert!(report.samples < 200, "{}", report.samples);
}
