//! Classes, temperature, grade and hand-off that no lead comes to. It must not know rules, only what they can give together.

use super::bound::Reach;
use super::rule::look_at_kind;
use super::scene::Scene;
use super::span::Span;
use super::{Notes, Weight, item_path, points_text};
use crate::expression::{Expression, Possible};
use crate::score::Table;
use crate::text;
use crate::value::Value;

/// Looks at what is made of the points.
pub(super) fn look(table: &Table, reach: &Reach<'_>, scene: &mut Scene<'_>, notes: &mut Notes) {
    let (fit, intent) = (reach.fit(), reach.intent());
    for (name, span) in [("score.fit", fit), ("score.intent", intent), ("score.total", fit.plus(intent))] {
        scene.know(name, Possible::between(span.least as f64, span.most as f64));
    }
    scene.know("score.temperature", words(look_at_temperature(table, intent, notes)));
    scene.know("score.grade", words(look_at_grade(table, fit, intent, notes)));
    // Classes are judged before there is one.
    scene.know("score.class", words(vec![String::new()]));
    let reached = span_text(fit, intent);
    let classes = look_at_classes(table, &reached, scene, notes);
    scene.know("score.class", words(classes));
    if let Some(handoff) = &table.handoff {
        let possible = scene.possible(handoff);
        look_at_kind(&possible, "handoff", notes);
        if !possible.may_hold() {
            let message = ["no lead is handed off: nothing makes this true; ", &reached];
            notes.warn("score/unreachable", "handoff", &message);
        }
    }
}

fn words(words: Vec<String>) -> Possible {
    Possible::one_of(words.into_iter().map(Value::Text))
}

fn span_text(fit: Span, intent: Span) -> String {
    let [from, to, least, most] = [fit.least, fit.most, intent.least, intent.most].map(points_text);
    text::concat(&["fit goes from ", &from, " to ", &to, ", intent from ", &least, " to ", &most])
}

/// The words of the temperatures that leads come to.
fn look_at_temperature(table: &Table, intent: Span, notes: &mut Notes) -> Vec<String> {
    let Some(thresholds) = table.temperature else { return vec!["cold".to_owned()] };
    let [least, most] = [intent.least, intent.most].map(points_text);
    let mut found = Vec::new();
    let mut above = i64::MAX;
    for (word, from) in [("hot", thresholds.hot), ("warm", thresholds.warm)] {
        let path = text::concat(&["temperature.", word]);
        if from > intent.most {
            let message =
                ["no lead is ", word, ": intent reaches at most ", &most, " points; lower it, or give more points"];
            notes.warn("score/unreachable", &path, &message);
        } else if intent.least >= from && intent.least < above {
            let missed = if word == "hot" { "cold or warm" } else { "cold" };
            let message = ["no lead is ", missed, ": intent is never below ", &least, " points; raise it"];
            notes.warn("score/unreachable", &path, &message);
        }
        if from <= intent.most && intent.least < above && from < above {
            found.push(word.to_owned());
        }
        above = from;
    }
    if intent.least < above {
        found.push("cold".to_owned());
    }
    found
}

/// The grades that leads come to.
fn look_at_grade(table: &Table, fit: Span, intent: Span, notes: &mut Notes) -> Vec<String> {
    let Some(grade) = &table.grade else { return vec![String::new()] };
    let letters = look_at_marks("fit", &grade.fit, ["A", "B", "C", "D"], fit, notes);
    let digits = look_at_marks("intent", &grade.intent, ["1", "2", "3", "4"], intent, notes);
    let pairs = letters.iter().flat_map(|letter| digits.iter().map(|digit| text::concat(&[letter, digit])));
    pairs.collect()
}

/// The marks of one axis that leads come to. Each holds from its threshold on, the last below all of them.
fn look_at_marks(
    axis: &str,
    thresholds: &[i64],
    marks: [&'static str; 4],
    span: Span,
    notes: &mut Notes,
) -> Vec<&'static str> {
    let [least, most] = [span.least, span.most].map(points_text);
    let (mut found, mut above) = (Vec::new(), i64::MAX);
    let (mut too_high, mut too_low) = (Vec::new(), Vec::new());
    for (index, mark) in marks.into_iter().enumerate() {
        let from = thresholds.get(index).copied().unwrap_or(i64::MIN);
        match (from > span.most, above <= span.least) {
            (true, _) => too_high.push((index, mark)),
            (_, true) => too_low.push((index - 1, mark)),
            _ if from < above => found.push(mark),
            _ => {}
        }
        above = from;
    }
    let ends = [
        (Weight::Warning, too_high, [" reaches at most ", &most, " points; lower this threshold, or give more points"]),
        // An axis that ends at the last threshold is often meant.
        (Weight::Info, too_low, [" is never below ", &least, " points; raise this threshold where that is not meant"]),
    ];
    for (weight, missed, why) in ends {
        let Some((index, _)) = missed.first() else { continue };
        let path = text::concat(&["grade.", &item_path(axis, *index, "")]);
        let listed = text::join(missed.iter().map(|(_, mark)| *mark), ", ");
        let message = ["no lead gets the grade ", &listed, ": ", axis, &text::concat(&why)];
        notes.note(weight, "score/unreachable", &path, &message);
    }
    found
}

/// The classes that leads come to.
fn look_at_classes(table: &Table, reached: &str, scene: &mut Scene<'_>, notes: &mut Notes) -> Vec<String> {
    let mut found = vec!["ordinary".to_owned()];
    let mut earlier: Vec<&Expression> = Vec::new();
    for (index, class) in table.classes.iter().enumerate() {
        let path = item_path("classes", index, ".if");
        let possible = scene.possible(&class.condition);
        if !possible.may_hold() {
            let message = ["no lead is of the class \"", &class.id, "\": nothing makes this true; ", reached];
            notes.warn("score/unreachable", &path, &message);
        } else if !scene.may_hold_without(&class.condition, &earlier) {
            let message = [
                "no lead is of the class \"",
                &class.id,
                "\": whoever fits is of an earlier class already, since the first that fits counts; put it before ",
                &covering(table, index, scene),
            ];
            notes.warn("score/unreachable", &path, &message);
        } else {
            look_at_kind(&possible, &path, notes);
            found.push(class.id.clone());
        }
        earlier.push(&class.condition);
    }
    found
}

/// The class before which one must stand: the earlier one that takes all of its leads, else the first.
fn covering(table: &Table, index: usize, scene: &mut Scene<'_>) -> String {
    let earlier = table.classes.get(..index).unwrap_or_default();
    let condition = table.classes.get(index).map(|class| &class.condition);
    let takes_all = |class: &&crate::score::Class| {
        condition.is_some_and(|condition| !scene.may_hold_without(condition, &[&class.condition]))
    };
    let found = earlier.iter().find(takes_all).or(earlier.first());
    found.map(|class| text::concat(&["\"", &class.id, "\""])).unwrap_or_default()
}
