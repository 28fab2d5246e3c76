//! Rules one by one: those that give nobody points, and settings without an effect. It must not know bounds.

use super::scene::Scene;
use super::span::Span;
use super::{Around, Notes, item_path};
use crate::expression::{Expression, Possible};
use crate::score::{Condition, Rule, Table};
use crate::text;
use crate::value::Value;

/// What has no effect beside `if`.
const OF_EACH: &[&str] = &["limit", "per", "half_life", "steps"];

/// Looks at the rules; tells what each of them can give.
pub(super) fn look(
    table: &Table,
    written: &Value,
    around: &Around<'_>,
    scene: &mut Scene<'_>,
    notes: &mut Notes,
) -> Vec<Span> {
    let written = written.items("rules");
    let mut spans = Vec::new();
    for (index, rule) in table.rules.iter().enumerate() {
        let path = |rest: &str| item_path("rules", index, rest);
        if rule.points == 0 {
            notes.warn(
                "score/no-effect",
                &path(".points"),
                &["found 0 points: the rule gives nothing; give it points, or take it out"],
            );
        }
        spans.push(match &rule.condition {
            Condition::If(condition) => {
                look_at_settings(written.get(index), &path(""), notes);
                once(rule, condition, &path(".if"), scene, notes)
            }
            Condition::Each(event) => {
                if let Some(switch) = (around.switched_off)(event) {
                    let message = [
                        "nothing is counted here: events.rules switches ",
                        &switch,
                        " off; switch it on, or take the rule out",
                    ];
                    notes.warn("score/never", &path(".each"), &message);
                }
                Span::default().or(Span { least: rule.points, most: rule.points }.times(rule.limit))
            }
        });
    }
    spans
}

fn look_at_settings(rule: Option<&Value>, path: &str, notes: &mut Notes) {
    for name in OF_EACH.iter().filter(|name| rule.is_some_and(|rule| rule.get(name).is_some())) {
        let place = text::concat(&[path, ".", name]);
        let message =
            [*name, " has no effect beside if, which gives points once; take it out, or count an event with each"];
        notes.warn("score/no-effect", &place, &message);
    }
}

/// What a rule gives once where its condition holds.
fn once(rule: &Rule, condition: &Expression, path: &str, scene: &mut Scene<'_>, notes: &mut Notes) -> Span {
    let possible = scene.possible(condition);
    let (nothing, all) = (Span::default(), Span { least: rule.points, most: rule.points });
    if !possible.may_hold() {
        let missing = text::join(scene.missing(condition), ", ");
        let why = if missing.is_empty() {
            "; compare with values that answers and facts can have".to_owned()
        } else {
            text::concat(&["; leads have no value of ", &missing, ": ask for it in a question that is shown"])
        };
        notes.warn("score/never", path, &["no lead gets these points: nothing makes the condition true", &why]);
        return nothing;
    }
    look_at_kind(&possible, path, notes);
    if possible.may_fail() { nothing.or(all) } else { all }
}

/// A condition whose value is no yes or no is never fulfilled, but by 1.
pub(super) fn look_at_kind(possible: &Possible, path: &str, notes: &mut Notes) {
    if let Some(kind) = possible.kind_without_truth() {
        let message =
            ["found a condition whose value is ", kind, ", expected yes or no; compare it, such as {name} > 0"];
        notes.warn("score/no-condition", path, &message);
    }
}
