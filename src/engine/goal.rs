//! The engine's part of platforms: which event, and what of a lead, a platform of the page hears. It must not call one.

use super::{Effect, Engine};
use crate::consent::State;
use crate::delivery::Entry;
use crate::event::{Happened, Platform};
use crate::expression::Context;
use crate::lead;
use crate::text;
use crate::time::Moment;
use crate::value::{Map, Value};

impl Engine {
    /// The platforms that are to hear of an event.
    pub(super) fn tell_platforms(&mut self, event: &Happened) {
        let mut words = Vec::new();
        for bridge in &self.config.events.bridges {
            if bridge.wants(&event.name) {
                words.push((bridge.to, word(&event.name, event.properties.clone(), bridge.id.as_deref(), false)));
            }
        }
        self.tell_all(words);
    }

    /// What the ad platforms learn of a lead: once, as it is sent for the first time. Never of one that was turned away,
    /// asked before, or is none; and only while attribution is granted.
    pub(super) fn tell_goals(&mut self, lead: &Value, now: &Moment) {
        let is = |path: &str, word: &str| lead.at(path).and_then(Value::as_text) == Some(word);
        // What has arrived is kept without its contents: the key says whose it was, and that it was whole.
        let id = text::concat(&[lead.text("id").unwrap_or_default(), "/"]);
        let key = lead.at("delivery.key").and_then(Value::as_text).unwrap_or_default();
        let is_same = |entry: &Entry| entry.key.starts_with(&id) && entry.key.ends_with("/full") && entry.key != key;
        let is_first = is("stage", "full") && !self.outbox.entries().any(is_same);
        if self.consent().attribution != State::Granted
            || !is_first
            || !is("kind", "lead")
            || is("filter.verdict", "out")
        {
            return;
        }
        let is_weak = is("filter.verdict", "soft") || is("score.temperature", "cold");
        let (source, behaviour) = (lead.part("source"), lead.part("behaviour"));
        let request = lead.part("request");
        let email = lead.at("contact.email.normalised").and_then(Value::as_text);
        let told = self.config.told_by(&request, email).with("score", score_facts(lead));
        let facts = lead::with(lead::facts(&source, &behaviour, &request.part("answers")), &told);
        let context = Context::on_day(&facts, now.local_day());
        let mut words = Vec::new();
        for goal in &self.config.events.goals {
            let Some((name, value)) = goal.told(is_weak, &context) else { continue };
            let id = self.config.events.bridges.iter().find(|bridge| bridge.to == goal.to);
            let properties = Map::new().with_some("value", value);
            words.push((goal.to, word(name, properties, id.and_then(|bridge| bridge.id.as_deref()), true)));
        }
        self.tell_all(words);
    }

    fn tell_all(&mut self, words: Vec<(Platform, Value)>) {
        for (to, word) in words {
            self.wish(Effect::Tell { to: to.word(), word });
        }
    }
}

fn word(name: &str, properties: Map, id: Option<&str>, is_goal: bool) -> Value {
    Map::new().with("name", name).with("properties", properties).with_some("id", id).with("goal", is_goal).into()
}

/// The score of a lead, as rules name it: `{score.total}`.
fn score_facts(lead: &Value) -> Map {
    let part = |path: &str| lead.at(path).cloned();
    Map::new()
        .with_some("fit", part("score.axes.fit"))
        .with_some("intent", part("score.axes.intent"))
        .with_some("total", part("score.total"))
        .with_some("class", part("score.class"))
        .with_some("temperature", part("score.temperature"))
        .with_some("grade", part("score.grade"))
}
