//! Everything that was said about consent on this page, and what holds: the page's own word, then the browser's objection,
//! then the platforms, then the config's default. It must not keep a decision beyond the page.

use super::signal::{self, SOURCES, Source};
use super::{Consent, Purpose, STATES, State};
use crate::value::{Map, Value};

/// What one voice says of each purpose; nothing where it does not speak of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Of attribution.
    pub attribution: Option<State>,
    /// Of behaviour.
    pub behaviour: Option<State>,
    /// Of leads.
    pub lead: Option<State>,
}

impl Choice {
    /// The same of every purpose.
    #[must_use]
    pub fn all(state: State) -> Self {
        Self { attribution: Some(state), behaviour: Some(state), lead: Some(state) }
    }

    /// The choice that a page's call names: true grants, false denies, anything else says nothing.
    #[must_use]
    pub fn said(said: &Value) -> Self {
        let state = |name: &str| match said.get(name) {
            Some(Value::Bool(true)) => Some(State::Granted),
            Some(Value::Bool(false)) => Some(State::Denied),
            _ => None,
        };
        Self { attribution: state("attribution"), behaviour: state("behaviour"), lead: state("lead") }
    }

    /// What is said of a purpose.
    #[must_use]
    pub fn of(&self, purpose: Purpose) -> Option<State> {
        match purpose {
            Purpose::Attribution => self.attribution,
            Purpose::Behaviour => self.behaviour,
            Purpose::Lead => self.lead,
        }
    }

    /// This choice where it speaks, the other where it does not.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self {
            attribution: self.attribution.or(other.attribution),
            behaviour: self.behaviour.or(other.behaviour),
            lead: self.lead.or(other.lead),
        }
    }

    /// What of it waits.
    fn waiting(self) -> Self {
        let wait = |state: Option<State>| state.filter(|state| *state == State::Pending);
        Self { attribution: wait(self.attribution), behaviour: wait(self.behaviour), lead: wait(self.lead) }
    }

    /// What is left of another choice once this one grants.
    fn lifting(self, other: Self) -> Self {
        let left = |this, other| if this == Some(State::Granted) { None } else { other };
        Self {
            attribution: left(self.attribution, other.attribution),
            behaviour: left(self.behaviour, other.behaviour),
            lead: left(self.lead, other.lead),
        }
    }

    fn to_value(self) -> Value {
        let word = |state: Option<State>| state.map(State::word);
        Map::new()
            .with_some("attribution", word(self.attribution))
            .with_some("behaviour", word(self.behaviour))
            .with_some("lead", word(self.lead))
            .into()
    }

    fn from_value(value: Option<&Value>) -> Self {
        let state = |name: &str| {
            let word = value.and_then(|value| value.text(name));
            STATES.iter().find(|(known, _)| Some(*known) == word).map(|(_, state)| *state)
        };
        Self { attribution: state("attribution"), behaviour: state("behaviour"), lead: state("lead") }
    }
}

impl From<Consent> for Choice {
    fn from(consent: Consent) -> Self {
        Self { attribution: Some(consent.attribution), behaviour: Some(consent.behaviour), lead: Some(consent.lead) }
    }
}

/// What was said, voice by voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    default: Choice,
    /// What Consent Mode says before the visitor was asked, and after.
    asking: Choice,
    mode: Choice,
    tcf: Choice,
    /// Whether the browser objects for the visitor.
    objects: bool,
    /// What other tabs did by erasing records: as good as a denial, until somebody grants anew.
    gone: Choice,
    said: Choice,
}

impl Signals {
    /// Before anybody spoke: the config's default, and whether the browser objects.
    #[must_use]
    pub fn new(default: Consent, objects: bool) -> Self {
        Self { default: default.into(), objects, ..Self::default() }
    }

    /// What the page's own markup says from the start, in place of the config's default.
    pub fn begin(&mut self, choice: Choice) {
        self.default = choice.over(self.default);
    }

    /// Another tab erased the records of these purposes.
    pub fn vanish(&mut self, choice: Choice) {
        self.gone = choice.over(self.gone);
    }

    /// The page speaks for the visitor: it goes before everything else, an objection of the browser included.
    pub fn say(&mut self, choice: Choice) {
        self.said = choice.over(self.said);
        self.gone = choice.lifting(self.gone);
    }

    /// A platform speaks, in its own words; what is none of them changes nothing.
    pub fn hear(&mut self, source: Source, data: &Value) {
        match source {
            Source::Gpc => {}
            Source::Tcf => {
                // Who is asked again has not taken back what was said before.
                let asks_again =
                    |choice: &Choice| *choice == Choice::all(State::Pending) && self.tcf != Choice::default();
                if let Some(choice) = signal::tcf(data).filter(|choice| !asks_again(choice)) {
                    self.tcf = choice;
                    self.gone = choice.lifting(self.gone);
                }
            }
            Source::ConsentMode => match signal::consent_mode(data) {
                Some((choice, true)) => {
                    self.mode = choice.over(self.mode);
                    self.gone = choice.lifting(self.gone);
                }
                // Of several defaults the one that waits counts: the other may be another region's.
                Some((choice, false)) => self.asking = self.asking.waiting().over(choice).over(self.asking),
                None => {}
            },
        }
    }

    /// What holds.
    #[must_use]
    pub fn consent(&self) -> Consent {
        let no = if self.objects { Some(State::Denied) } else { None };
        let objection = Choice { attribution: no, behaviour: no, lead: None };
        let spoken = self.gone.over(self.said).over(objection);
        let all = spoken.over(self.tcf).over(self.mode).over(self.asking).over(self.default);
        let state = |state: Option<State>| state.unwrap_or_default();
        Consent { attribution: state(all.attribution), behaviour: state(all.behaviour), lead: state(all.lead) }
    }

    /// The signals as a value, for a restart of the page's engine.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Map::new()
            .with("default", self.default.to_value())
            .with("asking", self.asking.to_value())
            .with("mode", self.mode.to_value())
            .with("tcf", self.tcf.to_value())
            .with("objects", self.objects)
            .with("gone", self.gone.to_value())
            .with("said", self.said.to_value())
            .into()
    }

    /// The signals out of a foreign value.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let choice = |name: &str| Choice::from_value(value.get(name));
        Self {
            default: choice("default"),
            asking: choice("asking"),
            mode: choice("mode"),
            tcf: choice("tcf"),
            objects: value.flag("objects"),
            gone: choice("gone"),
            said: choice("said"),
        }
    }
}

/// The platform that a word names.
#[must_use]
pub fn source(word: &str) -> Option<Source> {
    SOURCES.iter().find(|(known, _)| *known == word).map(|(_, source)| *source)
}

#[cfg(test)]
mod tests {
    use super::State::{Denied, Granted, Pending};
    use super::*;

    fn parse(json: &str) -> Value {
        serde_json::from_str(json).unwrap()
    }

    #[track_caller]
    fn holds(signals: &Signals, attribution: State, behaviour: State, lead: State) {
        assert_eq!(signals.consent(), Consent { attribution, behaviour, lead });
    }

    #[test]
    fn words_that_are_not_true_or_false_change_nothing() {
        let mut signals = Signals::new(Consent::all(Granted), false);
        signals.say(Choice::said(&parse(r#"{"lead":"no","marketing":false,"behaviour":false}"#)));
        holds(&signals, Granted, Denied, Granted);
        signals.say(Choice::said(&parse(r#"{"lead":false}"#)));
        holds(&signals, Granted, Denied, Denied);
    }

    #[test]
    fn a_default_of_consent_mode_waits_and_an_update_decides() {
        let mut signals = Signals::default();
        let mode = |signals: &mut Signals, json: &str| signals.hear(Source::ConsentMode, &parse(json));
        mode(
            &mut signals,
            r#"["consent","default",{"ad_storage":"denied","analytics_storage":"denied","wait_for_update":500}]"#,
        );
        holds(&signals, Pending, Pending, Pending);
        mode(&mut signals, r#"["consent","update",{"ad_storage":"denied","analytics_storage":"granted"}]"#);
        holds(&signals, Denied, Granted, Pending);
        mode(&mut signals, r#"["consent","update",{"functionality_storage":"granted"}]"#);
        mode(&mut signals, r#"["event","update",{"ad_storage":"granted"}]"#);
        mode(&mut signals, r#"{"event":"gtm.js"}"#);
        holds(&signals, Denied, Granted, Granted);
        // A default that comes late, or counts in one region, takes nothing of that back and grants nothing.
        mode(&mut signals, r#"["consent","default",{"ad_storage":"granted","analytics_storage":"denied"}]"#);
        holds(&signals, Denied, Granted, Granted);
        let mut elsewhere = Signals::default();
        mode(&mut elsewhere, r#"["consent","default",{"ad_storage":"denied"}]"#);
        mode(&mut elsewhere, r#"["consent","default",{"ad_storage":"granted","region":"US"}]"#);
        holds(&elsewhere, Pending, Pending, Pending);
        let mut here = Signals::default();
        mode(&mut here, r#"["consent","default",{"ad_storage":"denied","region":"DE"}]"#);
        mode(&mut here, r#"["consent","default",{"ad_storage":"granted"}]"#);
        holds(&here, Pending, Pending, Pending);
    }

    #[test]
    fn the_framework_speaks_once_the_visitor_has_answered() {
        let mut signals = Signals::default();
        let tcf = |signals: &mut Signals, json: &str| signals.hear(Source::Tcf, &parse(json));
        tcf(
            &mut signals,
            r#"{"gdprApplies":true,"eventStatus":"cmpuishown","purpose":{"consents":{"1":true,"7":true}}}"#,
        );
        holds(&signals, Pending, Pending, Pending);
        tcf(
            &mut signals,
            r#"{"gdprApplies":true,"eventStatus":"useractioncomplete","purpose":{"consents":{"1":true,"7":true,"8":false}}}"#,
        );
        holds(&signals, Granted, Denied, Granted);
        tcf(
            &mut signals,
            r#"{"gdprApplies":true,"eventStatus":"tcloaded","purpose":{"consents":{"1":true,"7":true}},"publisher":{"consents":{"1":true,"9":true}}}"#,
        );
        holds(&signals, Denied, Granted, Granted);
        tcf(&mut signals, r#"{"gdprApplies":true,"eventStatus":"useractioncomplete","purpose":{"consents":{}}}"#);
        holds(&signals, Denied, Denied, Denied);
        tcf(&mut signals, r#"{"gdprApplies":false}"#);
        holds(&signals, Granted, Granted, Granted);
    }

    #[test]
    fn who_is_asked_again_keeps_what_was_said_and_who_is_asked_first_waits() {
        let mut signals = Signals::new(Consent::all(Granted), false);
        let tcf = |signals: &mut Signals, json: &str| signals.hear(Source::Tcf, &parse(json));
        tcf(&mut signals, r#"{"gdprApplies":true}"#);
        holds(&signals, Granted, Granted, Granted);
        tcf(&mut signals, r#"{"gdprApplies":true,"eventStatus":"cmpuishown"}"#);
        holds(&signals, Pending, Pending, Pending);
        tcf(&mut signals, r#"{"eventStatus":"useractioncomplete","purpose":{"consents":{"1":true,"7":true}}}"#);
        tcf(&mut signals, r#"{"gdprApplies":true,"eventStatus":"cmpuishown"}"#);
        holds(&signals, Granted, Denied, Granted);
    }

    #[test]
    fn records_that_another_tab_erased_are_a_denial_until_somebody_grants_anew() {
        let mut signals = Signals::new(Consent::all(Granted), false);
        signals.vanish(Choice { attribution: Some(Denied), ..Choice::default() });
        holds(&signals, Denied, Granted, Granted);
        signals.hear(Source::ConsentMode, &parse(r#"["consent","update",{"ad_storage":"granted"}]"#));
        holds(&signals, Granted, Granted, Granted);
        signals.say(Choice::all(Granted));
        signals.vanish(Choice { attribution: Some(Denied), ..Choice::default() });
        holds(&signals, Denied, Granted, Granted);
        signals.say(Choice { attribution: Some(Granted), ..Choice::default() });
        holds(&signals, Granted, Granted, Granted);
    }

    #[test]
    fn the_order_is_page_objection_framework_mode_default() {
        let mut signals = Signals::new(Consent::all(Denied), false);
        signals.hear(Source::ConsentMode, &parse(r#"["consent","update",{"ad_storage":"granted"}]"#));
        holds(&signals, Granted, Denied, Denied);
        signals.hear(Source::Tcf, &parse(r#"{"eventStatus":"tcloaded","purpose":{"consents":{"1":true,"8":true}}}"#));
        holds(&signals, Denied, Granted, Granted);
        let mut signals = Signals { objects: true, ..signals };
        holds(&signals, Denied, Denied, Granted);
        signals.say(Choice::all(Granted));
        holds(&signals, Granted, Granted, Granted);
        assert_eq!(Signals::from_value(&signals.to_value()), signals);
    }
}
