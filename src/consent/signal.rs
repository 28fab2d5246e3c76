//! What consent platforms and browsers say, in their own words, and what it means for our purposes. It must not ask them.

use super::{Choice, State};
use crate::value::Value;

/// Which platform speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Source {
    /// Global Privacy Control: the browser says that the visitor objects.
    Gpc,
    /// The IAB's Transparency and Consent Framework, version 2.
    Tcf,
    /// Google's Consent Mode, version 2.
    ConsentMode,
}

/// The words of the platforms in configs and inputs.
pub const SOURCES: &[(&str, Source)] =
    &[("gpc", Source::Gpc), ("tcf", Source::Tcf), ("consent_mode", Source::ConsentMode)];

/// What a `TCData` object of the framework says: `gdprApplies`, `eventStatus`, `purpose.consents`, `publisher.consents`.
///
/// Where the regulation does not apply, everything is granted; while the visitor is asked, everything waits. To
/// remember between pages (purpose 1) is needed for all of ours; attribution needs purpose 7 as well (measuring ads),
/// behaviour 8 or 9 (measuring content, audience research). A publisher's own consents go before those for its partners:
/// what we keep is the publisher's. Source: the framework's policies, appendix A, and its API, version 2.2.
#[must_use]
pub(super) fn tcf(data: &Value) -> Option<Choice> {
    if data.get("gdprApplies") == Some(&Value::Bool(false)) {
        return Some(Choice::all(State::Granted));
    }
    match data.text("eventStatus") {
        Some("tcloaded" | "useractioncomplete") => {}
        Some("cmpuishown") => return Some(Choice::all(State::Pending)),
        _ => return None,
    }
    let consents = |part: &str| {
        data.get(part)
            .and_then(|part| part.get("consents"))
            .filter(|found| found.entries().iter().any(|(_, given)| *given == Value::Bool(true)))
    };
    let given = consents("publisher").or_else(|| consents("purpose"));
    let has = |purpose: &str| given.is_some_and(|given| given.flag(purpose));
    let state = |is_granted: bool| Some(if is_granted { State::Granted } else { State::Denied });
    Some(Choice {
        attribution: state(has("1") && has("7")),
        behaviour: state(has("1") && (has("8") || has("9"))),
        lead: state(has("1")),
    })
}

/// What one command of Consent Mode says: `["consent", "default" | "update", {"ad_storage": "granted", …}]`.
///
/// `ad_storage` stands for attribution, `analytics_storage` for behaviour, `functionality_storage` for leads. A default is
/// what holds before the visitor was asked, so what it denies is pending; an update is the visitor's word. Where a default
/// names a `region`, nobody here knows whether it is the visitor's: it can make wait, but not grant. Also tells whether it
/// is an update.
#[must_use]
pub(super) fn consent_mode(command: &Value) -> Option<(Choice, bool)> {
    let [Value::Text(name), Value::Text(kind), said, ..] = command.as_list()? else { return None };
    let no = match (name.as_str(), kind.as_str()) {
        ("consent", "default") => State::Pending,
        ("consent", "update") => State::Denied,
        _ => return None,
    };
    let is_regional = said.get("region").is_some();
    let state = |storage: &str| match said.text(storage) {
        Some("granted") if is_regional => None,
        Some("granted") => Some(State::Granted),
        Some("denied") => Some(no),
        _ => None,
    };
    let choice = Choice {
        attribution: state("ad_storage"),
        behaviour: state("analytics_storage"),
        lead: state("functionality_storage"),
    };
    Some((choice, kind == "update"))
}
