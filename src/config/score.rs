//! Reading the score table. It must not evaluate a rule.

#[cfg(feature = "bulk")]
use crate::error::Error;
use crate::event::{Asked, Per};
use crate::expression::Expression;
use crate::score;
use crate::score::{Axes, Axis, Bounds, Class, Condition, Grade, Group, PERS, Rule, Step, Table, Thresholds};
use crate::text::{self, explain};
use crate::time::{DAY, HOUR, MINUTE};
use crate::value::{Fields, Read};
#[cfg(feature = "bulk")]
use crate::value::{Problem, Problems, Severity, Value};

/// The axes that rules of the table give points to.
const AXES: &[&str] = &["fit", "intent"];

impl Read for Table {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.object("axes", &mut self.axes);
        fields.objects("rules", 1_000, &mut self.rules);
        fields.entries("groups", &mut |name, path, value| {
            let mut bounds = Bounds::default();
            Fields::read(value, path, fields.problems(), &mut bounds);
            self.groups.push(Group { name: name.to_owned(), bounds });
        });
        fields.objects("classes", 20, &mut self.classes);
        fields.object("temperature", &mut self.temperature);
        fields.object("grade", &mut self.grade);
        Expression::read(fields, "handoff", &mut self.handoff);
        fields.some_text("review_by", 10, &mut self.review_by);
        if self.review_by.as_deref().is_some_and(|day| crate::time::parse_day(day).is_none()) {
            fields.error("review_by", "config/bad-day", "expected a day such as 2027-03-31");
        }
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
        if let Some(place) = fields.place("axis", &|place| AXES.get(place).copied()) {
            self.axis = Axis::named(AXES.get(place).copied().unwrap_or_default());
        }
        fields.some_name("group", &mut self.group);
        self.condition = condition(fields);
        fields.whole("points", -100, 100, &mut self.points);
        fields.whole("limit", 1, 50, &mut self.limit);
        fields.choice("per", PERS, &mut self.per);
        self.half_life = length(fields, "half_life");
        fields.objects("steps", 10, &mut self.steps);
        if !self.steps.is_sorted_by(|one, next| one.after < next.after)
            || self.half_life.is_some() && fields.has("steps")
        {
            fields.error("steps", "score/decay", "expected ages in ascending order, and no half_life beside them");
        }
        fields.required_localized("label", 200, &mut self.label);
    }
}

impl Read for Step {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("after", "a length of time");
        fields.require("keep", "a whole number");
        self.after = length(fields, "after").unwrap_or(0);
        fields.whole("keep", 0, 100, &mut self.keep);
    }
}

/// The score table of a document: of a config, or of a table that stands for itself, whose names nothing can vouch for.
///
/// # Errors
/// The first error of the document; `score/missing` for a config without a score.
#[cfg(feature = "bulk")]
pub fn read_table(document: &Value) -> Result<Table, Error> {
    let is_refused = |problem: &Problem| problem.severity == Severity::Error;
    if document.get("rules").is_none() {
        let (config, problems) = super::read(document);
        if let Some(problem) = problems.into_iter().find(is_refused) {
            return Err(problem.error);
        }
        let missing = || Error::new("score/missing", "found a config without score, expected a score table");
        return config.score.ok_or_else(missing);
    }
    let (problems, mut table) = (Problems::default(), Table::default());
    Fields::read(document, "", &problems, &mut table);
    problems.into_list().into_iter().find(is_refused).map_or(Ok(table), |problem| Err(problem.error))
}

/// What a table asks of counters beside how often.
pub(super) fn asked(table: &Table) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for rule in &table.rules {
        let (Condition::Each(event), Some(counter)) = (&rule.condition, rule.counter()) else { continue };
        let once = match rule.per {
            score::Per::Event => None,
            score::Per::Object => Some(Per::Object),
            score::Per::Visit => Some(Per::Visit),
            score::Per::Page => Some(Per::Page),
        };
        let plain = |path: &str| path.strip_prefix("event.").unwrap_or_default().to_owned();
        let one = Asked {
            name: plain(event),
            once: once.map(|per| (plain(&counter), per)),
            with_times: rule.decay().is_some(),
        };
        match asked.iter_mut().find(|known| known.name == one.name && known.once == one.once) {
            Some(known) => known.with_times |= one.with_times,
            None if one.once.is_some() || one.with_times => asked.push(one),
            None => {}
        }
    }
    asked
}

/// A length of time such as `36h`, in milliseconds.
fn length(fields: &Fields<'_>, name: &'static str) -> Option<i64> {
    let mut written = String::new();
    if !fields.text(name, 6, &mut written) {
        return None;
    }
    let (count, unit) = text::divide(&written, &mut |c| !c.is_ascii_digit());
    let unit = match unit {
        "m" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        "w" => 7 * DAY,
        _ => 0,
    };
    let length = count.parse::<i64>().unwrap_or(0) * unit;
    if length == 0 || count.starts_with('0') || length > 3_660 * DAY {
        let expected = "\", expected a whole number with m, h, d or w, up to ten years";
        fields.error(name, "config/bad-length", explain!("found \"", &written, expected));
        return None;
    }
    Some(length)
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
        fields.localized("portrait", 1000, &mut self.portrait);
        fields.localized("action", 500, &mut self.action);
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
