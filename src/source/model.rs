//! Models: which touch is credited, how long the way from it was, who runs it. It must not change the record.

use super::settings::{MODELS, Model, Settings};
use super::stored::Record;
use super::touch::Touch;
use crate::text;
use crate::time::DAY;
use crate::value::{Map, Value};

impl Record {
    /// The touch that a model credits at `now`.
    #[must_use]
    pub fn credited(&self, model: Model, settings: &Settings, now: i64) -> Option<&Touch> {
        match model {
            Model::First => self.first(),
            Model::Last => self.last(),
            Model::LastNonDirect => self.last_non_direct(),
            Model::Significant => self.significant(settings, now),
        }
    }

    /// The latest touch of the first class in the owner's order that has one in the window.
    fn significant(&self, settings: &Settings, now: i64) -> Option<&Touch> {
        let earliest = now - settings.window_days * DAY;
        let known = || self.first.iter().chain(&self.last_non_direct).chain(&self.touches);
        let latest = |class| {
            let fits = |touch: &&Touch| touch.class() == class && touch.at() >= earliest;
            known().filter(fits).max_by(|left, right| left.order(right))
        };
        settings.significant.iter().find_map(|class| latest(*class))
    }

    /// Every model at once: name → touch.
    #[must_use]
    pub fn models(&self, settings: &Settings, now: i64) -> Map {
        let touch = |model| self.credited(model, settings, now).map(Touch::to_value);
        MODELS.iter().map(|(name, model)| (*name, touch(*model))).collect()
    }

    /// The way to now: whether the significant touch lies in this visit (`same_visit`) or before it (`deferred`), and days
    /// and visits from the first touch on.
    #[must_use]
    pub fn lag(&self, settings: &Settings, now: i64) -> Option<Value> {
        let significant = self.significant(settings, now)?;
        let first = self.first()?;
        let kind = if significant.visit() == self.visit.number { "same_visit" } else { "deferred" };
        let lag = Map::new().with("kind", kind).with("days", (now - first.at()).max(0) / DAY);
        Some(lag.with("visits", (self.visit.number - first.visit() + 1).max(1)).into())
    }

    /// Who runs the significant touch: the first contractor whose tags fit.
    #[must_use]
    pub fn contractor<'a>(&self, settings: &'a Settings, now: i64) -> Option<&'a str> {
        let touch = self.significant(settings, now)?;
        let fits = |(tag, pattern): &(String, String)| {
            let found = match (touch.tag(tag), touch.text(tag)) {
                ("", shown) => shown,
                (tagged, _) => tagged,
            };
            !found.is_empty() && text::is_like(&text::fold(found), &text::fold(pattern))
        };
        let runs = settings.contractors.iter().find(|contractor| contractor.tags.iter().all(fits));
        runs.map(|contractor| contractor.name.as_str())
    }

    /// What a marketer tests as one: source, campaign, ad and landing page of the significant touch.
    #[must_use]
    pub fn bundle(&self, settings: &Settings, now: i64) -> Map {
        let Some(touch) = self.significant(settings, now) else { return Map::new() };
        let tagged = |names: &[&str]| names.iter().map(|name| touch.tag(name)).find(|value| !value.is_empty());
        let campaign = Some(touch.text("campaign")).filter(|campaign| !campaign.is_empty());
        Map::new()
            .with_some("source", touch.text("source"))
            .with_some("campaign", campaign.or_else(|| tagged(&["id"])))
            .with_some("ad", tagged(&["content"]))
            .with_some("page", touch.text("page"))
    }
}
