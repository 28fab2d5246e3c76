//! Goals: what ad platforms learn of a lead. It must not decide when a lead is one.

use super::bridge::Platform;
use crate::expression::{Context, Expression};
use crate::value::Value;

/// What one platform learns of a lead, once, as it is sent for the first time.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Goal {
    /// The leads that it is for: a rule over the facts, the answers and the score. Default all.
    #[cfg_attr(feature = "cli", schemars(default, rename = "if"))]
    pub condition: Option<Expression>,
    /// The platform; its counter's id stands in `bridges`.
    pub to: Platform,
    /// What the platform knows the goal by: `Lead`, `generate_lead`. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub name: String,
    /// What the lead is worth, as an expression: `{score.total} * 100`. Default without a value.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub value: Option<Expression>,
    /// The name by which the platform hears of leads that are soft or cold instead: for an audience, not a conversion. They
    /// get no value. Default: they are goals as all others.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub audience: Option<String>,
}

impl Goal {
    /// The name and the value that the platform hears; `None` where the lead is none for it. `is_weak`: soft or cold.
    #[must_use]
    pub fn told(&self, is_weak: bool, context: &Context<'_>) -> Option<(&str, Option<f64>)> {
        if self.condition.as_ref().is_some_and(|condition| !condition.is_true(context)) {
            return None;
        }
        match self.audience.as_deref().filter(|_| is_weak) {
            Some(audience) => Some((audience, None)),
            None => Some((&self.name, self.value.as_ref().and_then(|value| number(&value.evaluate(context))))),
        }
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_number().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;

    #[test]
    fn weak_leads_go_to_the_audience_and_others_have_a_value() {
        let rule = |text: &str| Some(Expression::parse(text).unwrap());
        let goal = Goal {
            condition: rule("{budget} > 10"),
            name: "Lead".into(),
            value: rule("{budget} * 2"),
            audience: Some("warm-up".into()),
            ..Goal::default()
        };
        let facts = |budget: f64| Value::from(Map::new().with("budget", budget));
        let told = |budget, is_weak| {
            let facts = facts(budget);
            goal.told(is_weak, &Context::on_day(&facts, 0)).map(|(name, value)| (name.to_owned(), value))
        };
        assert_eq!(told(20.0, false), Some(("Lead".into(), Some(40.0))));
        assert_eq!(told(20.0, true), Some(("warm-up".into(), None)));
        assert_eq!(told(5.0, false), None);
    }
}
