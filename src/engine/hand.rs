//! The engine's part of handing on: what forms, links, words of the page and callers get of the source. It must not touch a
//! page, and hand nothing on that was not consented to.

use super::Engine;
use crate::consent::State;
use crate::expression::Context;
use crate::lead;
use crate::source;
use crate::time::{MINUTE, Moment};
use crate::value::{Map, Value};

impl Engine {
    /// The id of the lead to come: the one that forms of the page carry, so that theirs and ours are known as one.
    pub(super) fn take_lead_id(&mut self, now: &Moment) -> String {
        let next = lead::uuid(now.wall_ms, self.random.bytes());
        self.next_id.replace(next).unwrap_or_else(|| lead::uuid(now.wall_ms, self.random.bytes()))
    }

    /// What is handed on: `fields` (values by the names of hidden inputs), `links` (`hosts`, `parameters`), `swaps`
    /// (selectors with their text and address), `code`.
    pub(super) fn hand(&self, now: &Moment) -> Value {
        let (record, settings) = (&self.source.record, &self.config.source);
        let is_told = self.source(now).text("scope") != Some("none");
        // Where a link leads is another's: nothing goes there before a grant.
        let is_granted = self.consent().attribution == State::Granted;
        let parameters = if is_granted { source::link_parameters(record, settings, now.wall_ms) } else { Map::new() };
        let links = Map::new().with("hosts", settings.decorate.clone()).with("parameters", parameters);
        Map::new()
            .with("fields", self.fields(is_told, now))
            .with("links", links)
            .with("swaps", self.swaps(now))
            .with("code", record.visit().code.as_str())
            .into()
    }

    fn fields(&self, is_told: bool, now: &Moment) -> Map {
        let (record, settings) = (&self.source.record, &self.config.source);
        let mut fields = if is_told { source::form_fields(record, settings, now.wall_ms) } else { Map::new() };
        fields.set_some("leadsieve_id", self.next_id.as_deref());
        fields.set_some("_code", record.visit().code.as_str());
        let score = self.score(now);
        if let Some(total) = score.get("total") {
            fields.set("_score", total.clone());
            fields.set_some("_class", score.text("class"));
            fields.set_some("_temperature", score.text("temperature"));
            let local = now.wall_ms + i64::from(now.utc_offset_min) * MINUTE;
            fields.set_some("_summary", self.summary(local, now));
        }
        fields.set_some("_filter", self.current_verdict());
        for (name, value) in &settings.form.fields {
            let value = fields.get(value).cloned();
            fields.set_some(name, value);
        }
        fields
    }

    /// The summary of what is known so far.
    fn summary(&self, local_ms: i64, now: &Moment) -> Option<String> {
        let (table, _) = self.config.table()?;
        let facts = self.facts(now);
        let context = Context::on_day(&facts, now.local_day());
        let score = crate::score::evaluate(table, self.current_points(), &context, now.wall_ms);
        Some(lead::summary(&score, &self.source(now), &Value::Null, 1, local_ms))
    }

    /// The swaps whose condition holds; after a denial none.
    fn swaps(&self, now: &Moment) -> Vec<Value> {
        let mut swaps = Vec::new();
        if self.consent().attribution == State::Denied {
            return swaps;
        }
        let facts = self.base_facts(now);
        let context = Context::on_day(&facts, now.local_day());
        for swap in &self.config.source.replace {
            if swap.condition.is_true(&context) {
                let swap = Map::new()
                    .with("selector", swap.selector.as_str())
                    .with_some("text", swap.text.clone())
                    .with_some("href", swap.href.clone());
                swaps.push(swap.into());
            }
        }
        swaps
    }
}
