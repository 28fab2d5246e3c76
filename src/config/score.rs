//! Reading the score table. It must not evaluate a rule.

use crate::expression::Expression;
use crate::score::{Axes, Axis, Bounds, Class, Condition, Grade, Group, Rule, Table, Thresholds};
use crate::text;
use crate::value::{Fields, Value};

/// The table.
pub(super) fn table(fields: &Fields<'_>) -> Table {
    let table = Table {
        id: fields.required_name("id"),
        axes: fields.object("axes", axes).unwrap_or_default(),
        rules: fields.objects("rules", 500, rule),
        groups: groups(fields),
        classes: fields.objects("classes", 20, class),
        temperature: fields.object("temperature", temperature),
        grade: fields.object("grade", grade),
        handoff: fields.parsed("handoff", Expression::parse),
    };
    for (index, one) in table.rules.iter().enumerate() {
        if table.rules.iter().take(index).any(|other| other.id == one.id) {
            fields.error("rules", "score/duplicate", text::concat(&["found the id \"", &one.id, "\" twice"]));
        }
    }
    table
}

fn axes(fields: &Fields<'_>) -> Axes {
    Axes {
        fit: fields.object("fit", bounds).unwrap_or_default(),
        intent: fields.object("intent", bounds).unwrap_or_default(),
    }
}

fn bounds(fields: &Fields<'_>) -> Bounds {
    let standard = Bounds::default();
    Bounds {
        min: fields.whole("min", -10_000..=0).unwrap_or(standard.min),
        max: fields.whole("max", 0..=10_000).unwrap_or(standard.max),
    }
}

fn groups(fields: &Fields<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for (name, bounds) in fields.entries("groups", |_, path, value| group(value, path, fields)) {
        groups.push(Group { name, bounds });
    }
    groups
}

fn group(value: &Value, path: &str, parent: &Fields<'_>) -> Option<Bounds> {
    let fields = Fields::open(value, path, parent.problems())?;
    let bounds = bounds(&fields);
    fields.finish();
    Some(bounds)
}

fn rule(fields: &Fields<'_>) -> Rule {
    fields.require("axis", "fit or intent");
    fields.require("points", "a whole number");
    Rule {
        id: fields.required_name("id"),
        axis: fields.choice("axis", Axis::WORDS).unwrap_or(Axis::Fit),
        group: fields.name("group"),
        condition: condition(fields),
        points: fields.whole("points", -100..=100).unwrap_or(0),
        limit: fields.whole("limit", 1..=50).unwrap_or(50),
        label: fields.required_localized("label", 200),
    }
}

/// Exactly one of `if` and `each`.
fn condition(fields: &Fields<'_>) -> Condition {
    let condition = fields.parsed("if", Expression::parse);
    let event = fields.text("each", 110);
    if fields.has("if") == fields.has("each") {
        fields.problems().error(fields.path(), "score/condition", "expected exactly one of if and each");
    }
    match (condition, event) {
        (None, Some(event)) => Condition::Each(event),
        // A problem is noted above; the other fields are still read, so that all their problems are told at once.
        (condition, _) => Condition::If(condition.unwrap_or_default()),
    }
}

fn class(fields: &Fields<'_>) -> Class {
    fields.require("if", "an expression");
    let condition = fields.parsed("if", Expression::parse).unwrap_or_default();
    Class { id: fields.required_name("id"), condition }
}

fn temperature(fields: &Fields<'_>) -> Thresholds {
    fields.require("warm", "points of intent");
    fields.require("hot", "points of intent");
    let points = |name| fields.whole(name, -10_000..=10_000).unwrap_or(0);
    let thresholds = Thresholds { warm: points("warm"), hot: points("hot") };
    if thresholds.hot < thresholds.warm {
        fields.error("hot", "config/out-of-range", "expected hot at or above warm");
    }
    thresholds
}

fn grade(fields: &Fields<'_>) -> Grade {
    let three = |name: &'static str| {
        fields.require(name, "three falling numbers");
        let found = fields.wholes(name, 3, -10_000..=10_000).unwrap_or_default();
        let falls = found.iter().zip(found.iter().skip(1)).all(|(left, right)| left >= right);
        if fields.has(name) && (found.len() != 3 || !falls) {
            fields.error(name, "config/out-of-range", "expected three falling numbers");
        }
        found
    };
    Grade { fit: three("fit"), intent: three("intent") }
}
