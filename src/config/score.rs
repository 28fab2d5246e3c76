//! Reading the score table. It must not evaluate a rule.

use crate::expression::Expression;
use crate::score::{Axes, Axis, Bounds, Class, Condition, Grade, Group, Rule, Table, Thresholds};
use crate::value::{Fields, Read};

impl Read for Table {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.object("axes", &mut self.axes);
        fields.objects("rules", 500, &mut self.rules);
        fields.entries("groups", &mut |name, path, value| {
            let mut bounds = Bounds::default();
            Fields::read(value, path, fields.problems(), &mut bounds);
            self.groups.push(Group { name: name.to_owned(), bounds });
        });
        fields.objects("classes", 20, &mut self.classes);
        fields.object("temperature", &mut self.temperature);
        fields.object("grade", &mut self.grade);
        Expression::read(fields, "handoff", &mut self.handoff);
        fields.distinct("rules", "score/duplicate", self.rules.iter().map(|one| one.id.as_str()));
    }
}

impl Read for Axes {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.object("fit", &mut self.fit);
        fields.object("intent", &mut self.intent);
    }
}

impl Read for Bounds {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("min", -10_000, 0, &mut self.min);
        fields.whole("max", 0, 10_000, &mut self.max);
    }
}

impl Read for Rule {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("axis", "fit or intent");
        fields.require("points", "a whole number");
        fields.required_name("id", &mut self.id);
        fields.choice("axis", Axis::WORDS, &mut self.axis);
        fields.some_name("group", &mut self.group);
        self.condition = condition(fields);
        fields.whole("points", -100, 100, &mut self.points);
        fields.whole("limit", 1, 50, &mut self.limit);
        fields.required_localized("label", 200, &mut self.label);
    }
}

/// Exactly one of `if` and `each`.
fn condition(fields: &Fields<'_>) -> Condition {
    let (mut condition, mut event) = (None, String::new());
    Expression::read(fields, "if", &mut condition);
    let is_each = fields.text("each", 110, &mut event);
    if fields.has("if") == fields.has("each") {
        fields.problems().error(fields.path(), "score/condition", "expected exactly one of if and each");
    }
    // A problem is noted above; the other fields are still read, so that all their problems are told at once.
    if is_each { Condition::Each(event) } else { Condition::If(condition.unwrap_or_default()) }
}

impl Read for Class {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read_required(fields, "if", &mut self.condition);
        fields.required_name("id", &mut self.id);
    }
}

impl Read for Thresholds {
    fn read(&mut self, fields: &Fields<'_>) {
        for (name, points) in [("warm", &mut self.warm), ("hot", &mut self.hot)] {
            fields.require(name, "points of intent");
            fields.whole(name, -10_000, 10_000, points);
        }
        if self.hot < self.warm {
            fields.error("hot", "config/out-of-range", "expected hot at or above warm");
        }
    }
}

impl Read for Grade {
    fn read(&mut self, fields: &Fields<'_>) {
        for (name, steps) in [("fit", &mut self.fit), ("intent", &mut self.intent)] {
            fields.require(name, "three falling numbers");
            fields.wholes(name, 3, -10_000, 10_000, steps);
            let falls = matches!(steps.as_slice(), [first, second, third] if first >= second && second >= third);
            if fields.has(name) && !falls {
                fields.error(name, "config/out-of-range", "expected three falling numbers");
            }
        }
    }
}
