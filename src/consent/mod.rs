//! Consent: what may be kept and sent. It must not store a decision: the page's banner tells it on each page.

use crate::value::{Map, Value};

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

    /// The consent with the purposes that `said` names changed: true grants, false denies, anything else changes nothing.
    #[must_use]
    pub fn told(mut self, said: &Value) -> Self {
        let change = |name: &str, state: &mut State| match said.get(name) {
            Some(Value::Bool(true)) => *state = State::Granted,
            Some(Value::Bool(false)) => *state = State::Denied,
            _ => {}
        };
        change("attribution", &mut self.attribution);
        change("behaviour", &mut self.behaviour);
        change("lead", &mut self.lead);
        self
    }

    /// The states as a map of words.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new()
            .with("attribution", self.attribution.word())
            .with("behaviour", self.behaviour.word())
            .with("lead", self.lead.word())
            .into()
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
        let consent = Consent::default().told(&Map::new().with("attribution", true).with("behaviour", false).into());
        let open = |purpose| gate(&consent, Deed::Keep(purpose));
        assert_eq!([Purpose::Attribution, Purpose::Behaviour, Purpose::Lead].map(open), [true, false, false]);
        assert_eq!(consent.lead, State::Pending);
    }

    #[test]
    fn what_the_visitor_sent_is_delivered_in_every_state() {
        for (_, state) in STATES {
            assert!(gate(&Consent::all(*state), Deed::Deliver));
        }
    }

    #[test]
    fn words_that_are_not_true_or_false_change_nothing() {
        let told = Consent::all(State::Granted).told(&Map::new().with("lead", "no").with("marketing", false).into());
        assert_eq!(told, Consent::all(State::Granted));
    }
}
