//! How a page begins, and begins again after a trap. It must not fail: a broken config leaves a page that works.

use super::random::Random;
use super::{Effect, Engine, Opening, Start};
use crate::config;
use crate::consent::{Purpose, Signals};
use crate::error::Error;
use crate::time::Moment;
use crate::value::{Severity, Value};

impl Engine {
    /// The page begins.
    pub(super) fn start(&mut self, start: Start, now: &Moment) {
        *self = Self {
            random: Random::new(start.seed),
            landing: start.landing,
            earlier: start.earlier,
            environment: start.environment,
            opened: *now,
            ..Self::default()
        };
        self.read_config(&start.config, start.config_failure);
        let objects = self.environment.objects && self.config.consent.hears(crate::consent::Source::Gpc);
        self.signals = Signals::new(self.config.consent.default, objects);
        self.next_id = Some(crate::lead::uuid(now.wall_ms, self.random.bytes()));
        for voice in start.voices.as_list().unwrap_or_default() {
            self.listen_to(voice.text("from").unwrap_or_default(), &voice.part("data"));
        }
        match start.snapshot {
            Some(snapshot) => self.restore(&snapshot, now),
            None => self.begin(start.visible, start.focused, now),
        }
    }

    fn read_config(&mut self, document: &Value, failure: Option<String>) {
        if let Some(failure) = failure {
            let message =
                crate::text::concat(&["no config: ", &failure, "; the page goes on without quiz, score and delivery"]);
            return self.report(Severity::Error, Error::new("config/unavailable", message));
        }
        let (config, problems) = config::read(document);
        self.config = config;
        for problem in problems {
            self.report(problem.severity, problem.error);
        }
        if let Some(language) =
            self.environment.language.is_empty().then(|| self.config.site.languages.first()).flatten()
        {
            self.environment.language.clone_from(language);
        }
    }

    fn begin(&mut self, visible: bool, focused: bool, now: &Moment) {
        self.begin_source(now);
        self.load(Purpose::Behaviour);
        let is_single = |effect: &&Effect| matches!(effect, Effect::Load { is_prefix: false, .. });
        let awaited = self.effects.iter().filter(is_single).count();
        self.opening = Some(Opening { visible, focused, awaited });
        self.open(now);
        self.load(Purpose::Lead);
    }

    /// The first view of the page, once the records are there that it depends on.
    pub(super) fn open(&mut self, now: &Moment) {
        if let Some(Opening { visible, focused, .. }) = self.opening.take_if(|opening| opening.awaited == 0) {
            self.view_page(visible, focused, crate::event::Forms::default(), now);
            self.changed.snapshot = true;
        }
    }
}
