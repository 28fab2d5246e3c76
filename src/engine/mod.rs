//! Engine: the only place where the domains meet. Inputs go in, effects come out. It must do no I/O, read no clock and draw
//! no random number: the same inputs give the same effects, to the byte.

mod behaviour;
mod delivery;
mod effect;
mod goal;
mod hand;
mod input;
#[cfg(feature = "quiz")]
mod quiz;
mod random;
mod record;
mod report;
mod snapshot;
mod source;
mod start;
pub mod tape;

pub use crate::delivery::{Answer, Request};
pub use crate::event::{Click, Deed, LINKS, Media, REPEATED, Settings as EventSettings, TYPED};
pub use crate::source::{Landing, Settings as SourceSettings, classify, cookie_text};
pub use effect::Effect;
#[cfg(feature = "quiz")]
pub use input::QuizAct;
pub use input::{Environment, Input, Start};
pub use record::{has_twin, is_settled, join_records, join_twin, twin_text};
pub use source::path_fits;

use crate::config::Config;
use crate::consent::{Consent, Signals};
use crate::delivery::Outbox;
use crate::event::{self, Behaviour, Page};
use crate::time::Moment;
use random::Random;

/// How long another tab is left alone with a lead that it put into the outbox, in milliseconds.
const OTHER_TABS_TURN_MS: i64 = 30_000;
/// A timer that fires later than this, in milliseconds, was asleep with its machine.
const LATE_MS: i64 = 2_000;
/// For how long changes of behaviour are gathered before they are stored, in milliseconds: writing waits for a disk.
const GATHER_MS: i64 = 3_000;

/// One page's engine. Feed it [`Input`]s in the order in which they happen; perform the [`Effect`]s in the order in which
/// they come, before the next input.
#[derive(Debug, Default)]
pub struct Engine {
    config: Config,
    environment: Environment,
    signals: Signals,
    random: Random,
    landing: Landing,
    /// The landing of a page before, which was left before the module ran.
    earlier: Option<Landing>,
    /// The id of the lead to come, once something asked for it.
    next_id: Option<String>,
    source: source::Memory,
    behaviour: Behaviour,
    automation: event::Automation,
    /// The newest events of this page load.
    log: event::Log,
    /// When the page began.
    opened: Moment,
    /// The first view of the page waits for so many records, that its limits and forms may be known.
    opening: Option<Opening>,
    /// Whether the page was told of a visit that is remembered.
    is_visit_told: bool,
    #[cfg(feature = "quiz")]
    quizzes: Vec<quiz::Running>,
    /// What storage has of quizzes that were begun.
    #[cfg(feature = "quiz")]
    kept_quizzes: crate::value::Value,
    outbox: Outbox,
    /// What was changed and is to be stored when the input is done.
    changed: Changed,
    /// When (monotonic) the performer was last asked to wake us.
    wake_at: Option<i64>,
    effects: Vec<Effect>,
}

/// A page view that waits for records which are on their way.
#[derive(Clone, Copy, Debug)]
struct Opening {
    visible: bool,
    focused: bool,
    awaited: usize,
}

/// What an input changed.
#[derive(Clone, Copy, Debug, Default)]
struct Changed {
    source: bool,
    behaviour: bool,
    /// An answer in a quiz.
    #[cfg(feature = "quiz")]
    quiz: bool,
    /// Something that a restart must not lose.
    snapshot: bool,
    /// The page is hidden or left: what waits is stored now.
    is_leaving: bool,
    /// Since when (monotonic milliseconds) a change of behaviour waits to be stored.
    waits_since: Option<i64>,
}

impl Changed {
    /// When (monotonic milliseconds) what waits is to be stored.
    fn due_at(&self) -> Option<i64> {
        self.waits_since.map(|since| since + GATHER_MS)
    }
}

impl Engine {
    /// Takes one input in and tells what is to be done.
    #[must_use]
    pub fn handle(&mut self, input: Input, now: &Moment) -> Vec<Effect> {
        self.pass_time(now);
        self.take(input, now);
        self.tell_marks(now);
        self.send_due(now);
        self.store_changes(now);
        self.ask_to_wake(now);
        core::mem::take(&mut self.effects)
    }

    /// Time passes up to now; none of it counts where the machine slept.
    fn pass_time(&mut self, now: &Moment) {
        let engaged = &mut self.behaviour.page.engaged;
        match self.wake_at {
            Some(at) if now.monotonic_ms - at > LATE_MS => engaged.skip(now.monotonic_ms),
            _ => engaged.advance(now.monotonic_ms),
        }
    }

    fn take(&mut self, input: Input, now: &Moment) {
        match input {
            Input::Start(start) => self.start(*start, now),
            Input::Records(records) => self.learn(records, 0, now),
            // The tab that wrote an entry of the outbox is sending it: this one waits for the outcome.
            Input::Changed { key, value } => self.learn(vec![(key, value)], OTHER_TABS_TURN_MS, now),
            Input::Cleared => self.lose_everything(),
            Input::Consent(said) => self.hear(None, &said, now),
            Input::Signal { from, data } => self.hear(Some(&from), &data, now),
            Input::Kept { cookie, local } => self.source.kept = Some((cookie, local)),
            Input::Withdraw => self.withdraw(now),
            Input::Navigated { url, title } => self.navigate(&url, title, now),
            Input::Returned => self.come_back(now),
            Input::Scroll { top, viewport, document } => self.scroll(top, viewport, document, now),
            Input::Activity => self.act(now),
            Input::Moved => {
                self.automation.moved();
                self.act(now);
            }
            Input::Attention { visible, focused } => self.attend(visible, focused, now),
            Input::Link { href } => self.click(&Click { href, ..Click::default() }, now),
            Input::Click(click) => self.click(&click, now),
            Input::Copied { text } => self.copy(&text, now),
            Input::Form { form, deed, field } => self.change_form(&form, deed, &field, now),
            Input::Media(media) => self.play(&media, now),
            Input::Element { name, is_on_screen } => {
                let Page { seen, engaged, .. } = &mut self.behaviour.page;
                seen.observe(&name, is_on_screen, engaged.attention().0, now.monotonic_ms);
            }
            Input::Exit => self.intend_to_leave(now),
            Input::Track { name, properties } => self.track(&name, &properties, now),
            Input::Leave => self.leave(now),
            // The timer has fired: the next one must be asked for, even for the same time.
            Input::Tick => self.wake_at = None,
            Input::Online => self.outbox.hurry(now.wall_ms),
            Input::Answered { record, answer } => self.learn_answer(&record, answer, now),
            Input::Lead { contact, request } => self.take_lead(&contact, &request, now),
            #[cfg(feature = "quiz")]
            Input::Quiz { quiz, act } => self.take_quiz(&quiz, act, now),
        }
    }

    /// What the visitor allows, after all that was said on this page.
    fn consent(&self) -> Consent {
        self.signals.consent()
    }

    /// The one place where effects are put behind each other.
    #[inline(never)]
    fn wish(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Asks to be woken when the next mark, sending or storing falls due, unless that was asked for already.
    fn ask_to_wake(&mut self, now: &Moment) {
        let mark = self.behaviour.next_mark_at(&self.config.events);
        let sending = self.outbox.next_due().map(|wall| now.monotonic_ms + (wall - now.wall_ms).max(0));
        let idle = self.behaviour.page.engaged.counts_until();
        let next = [mark, idle, sending, self.changed.due_at()].into_iter().flatten().min();
        // A timer that is too early asks again: to set it anew at each sign of activity would cost more.
        if let Some(at) = next.filter(|at| self.wake_at.is_none_or(|known| *at < known)) {
            self.wake_at = next;
            self.wish(Effect::Wake { in_ms: (at - now.monotonic_ms).max(0) });
        }
    }
}
