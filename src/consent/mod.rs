//! Consent: what may be kept and sent. It must not store a decision: the page's banner tells it on each page.

mod signal;
mod signals;

pub use signal::{SOURCES, Source};
pub use signals::{Choice, Signals, source};

/// What the visitor said about one purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum State {
    /// Nothing yet: memory only, nothing is stored, nothing is sent.
    #[default]
    Pending,
    /// No: forgotten.
    Denied,
    /// Yes: stored and used.
    Granted,
}

/// The words of the states in configs and records.
pub const STATES: &[(&str, State)] =
    &[("pending", State::Pending), ("denied", State::Denied), ("granted", State::Granted)];

impl State {
    /// The word of the state.
    #[must_use]
    pub fn word(self) -> &'static str {
        STATES.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

/// Every purpose.
pub const PURPOSES: [Purpose; 3] = [Purpose::Attribution, Purpose::Behaviour, Purpose::Lead];

/// What data is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Where the visitor came from, remembered between visits.
    Attribution,
    /// What the visitor does, remembered between visits.
    Behaviour,
    /// Leads, remembered after they were delivered.
    Lead,
}

/// The state of each purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Consent {
    /// First touch, last touch and visits may be kept between pages. Default: pending.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub attribution: State,
    /// Counters of micro-conversions may be kept between pages. Default: pending.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub behaviour: State,
    /// What was sent may be remembered after it was delivered. Default: pending.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub lead: State,
}

impl Consent {
    /// The same state for every purpose.
    #[must_use]
    pub fn all(state: State) -> Self {
        Self { attribution: state, behaviour: state, lead: state }
    }

    /// The state of a purpose.
    #[must_use]
    pub fn state(&self, purpose: Purpose) -> State {
        match purpose {
            Purpose::Attribution => self.attribution,
            Purpose::Behaviour => self.behaviour,
            Purpose::Lead => self.lead,
        }
    }
}

/// What is about to be touched outside memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Reading or writing a record of a purpose.
    Keep(Purpose),
    /// Keeping and sending what the visitor sent by pressing the button, until it is delivered.
    Deliver,
}

/// Whether a deed is allowed: the one gate in front of storage and network.
#[must_use]
pub fn gate(consent: &Consent, deed: Deed) -> bool {
    match deed {
        Deed::Keep(purpose) => consent.state(purpose) == State::Granted,
        Deed::Deliver => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_grant_opens_the_gate_and_only_for_its_purpose() {
        let consent = Consent { attribution: State::Granted, behaviour: State::Denied, lead: State::Pending };
        let open = |purpose| gate(&consent, Deed::Keep(purpose));
        assert_eq!(PURPOSES.map(open), [true, false, false]);
    }

    #[test]
    fn what_the_visitor_sent_is_delivered_in_every_state() {
        for (_, state) in STATES {
            assert!(gate(&Consent::all(*state), Deed::Deliver));
        }
    }
}
