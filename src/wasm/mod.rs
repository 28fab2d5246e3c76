//! The JavaScript API: a thin layer that only translates. Its types for TypeScript stand in `types.d.ts` beside this file.
//! It must not decide anything.

#[cfg(feature = "tools")]
pub mod tools;

use wasm_bindgen::prelude::*;

use crate::browser::{Host, Performer, attention, environment, from_js, seed};
use crate::engine::{Engine, Input, Landing, Start};
use crate::error::Error;
use crate::time::Moment;
use crate::value::Value;

/// The allocator of the module, in place of the standard one, which costs 2 KB more.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// A running engine. Made by the loader, once a page.
#[wasm_bindgen]
pub struct LeadSieve(Performer);

#[wasm_bindgen]
impl LeadSieve {
    /// Starts the engine on this page.
    ///
    /// `begin` is `{ config, failure?, landing: { url, referrer, at, arrival }, language, links, snapshot?, record? }`:
    /// the config's document, why there is none, the frozen landing (`at` in milliseconds since 1970), the page's
    /// language, addresses of links that were activated before the module was there, what an engine before this one last
    /// knew, and whether inputs are recorded.
    ///
    /// # Errors
    /// `js/bad-value` where `begin` is no plain data.
    #[wasm_bindgen(constructor)]
    pub fn new(host: Host, begin: JsValue) -> Result<Self, JsError> {
        let begin = plain(begin)?;
        let word = |path: &str| begin.at(path).and_then(Value::as_text).unwrap_or_default().to_owned();
        let flag = |path: &str| begin.at(path).and_then(Value::as_bool).unwrap_or(false);
        let (visible, focused) = attention();
        let start = Start {
            seed: seed(),
            config: begin.get("config").cloned().unwrap_or_default(),
            config_failure: begin.get("failure").and_then(Value::as_text).map(str::to_owned),
            landing: Landing {
                url: word("landing.url"),
                referrer: word("landing.referrer"),
                at: begin.at("landing.at").and_then(Value::as_whole).unwrap_or_default(),
                is_arrival: flag("landing.arrival"),
            },
            environment: environment(&word("language")),
            visible,
            focused,
            snapshot: begin.get("snapshot").filter(|snapshot| snapshot.as_map().is_some()).cloned(),
        };
        let performer = Performer::start(host, start, flag("record"));
        for href in begin.get("links").and_then(Value::as_list).unwrap_or_default().iter().filter_map(Value::as_text) {
            performer.input(Input::Link { href: href.to_owned() });
        }
        Ok(Self(performer))
    }

    /// Tells what the visitor allowed: `{ attribution?, behaviour?, lead? }`, true or false each.
    ///
    /// # Errors
    /// `js/bad-value` where `purposes` is no plain data.
    pub fn consent(&self, purposes: JsValue) -> Result<(), JsError> {
        self.0.input(Input::Consent(plain(purposes)?));
        Ok(())
    }

    /// Takes every consent back and erases everything that is stored, unsent leads too.
    pub fn withdraw(&self) {
        self.0.input(Input::Withdraw);
    }

    /// Tells an event of the page's own: `name` of 1 to 64 letters, digits, `-`, `_`, `.`; at most 20 properties.
    ///
    /// # Errors
    /// `js/bad-value` where `properties` is no plain data.
    pub fn track(&self, name: &str, properties: JsValue) -> Result<(), JsError> {
        self.0.input(Input::Track { name: name.to_owned(), properties: plain(properties)? });
        Ok(())
    }

    /// Does something in a quiz: `{ do: 'open' }`, `{ do: 'answer', name, value }` and the rest.
    ///
    /// # Errors
    /// `js/bad-value` where `action` is no plain data or no known action.
    #[cfg(feature = "quiz")]
    pub fn quiz(&self, name: &str, action: JsValue) -> Result<(), JsError> {
        let act = crate::engine::QuizAct::from_value(&plain(action)?);
        let act = act.ok_or_else(|| {
            error(&Error::new("js/bad-value", "found no known action, expected { do: 'open' | 'answer' | 'next' | … }"))
        })?;
        self.0.input(Input::Quiz { quiz: name.to_owned(), act });
        Ok(())
    }

    /// Hands over a lead from a chat or a call-back widget: contact `{ name?, phone?, email? }`, request
    /// `{ message?, topic? }`.
    ///
    /// # Errors
    /// `js/bad-value` where one of them is no plain data.
    pub fn lead(&self, contact: JsValue, request: JsValue) -> Result<(), JsError> {
        self.0.input(Input::Lead { contact: plain(contact)?, request: plain(request)? });
        Ok(())
    }

    /// The score of now with its explanation; null without a table.
    #[must_use]
    pub fn score(&self) -> JsValue {
        self.0.ask(Engine::score)
    }

    /// Where the visitor came from: first, last and last non-direct touch.
    #[must_use]
    pub fn source(&self) -> JsValue {
        self.0.ask(Engine::source)
    }

    /// The facts of now, as rules see them.
    #[must_use]
    pub fn facts(&self) -> JsValue {
        self.0.ask(Engine::facts)
    }

    /// The states of all leads in the outbox.
    #[must_use]
    pub fn leads(&self) -> JsValue {
        self.0.ask(|engine: &Engine, _: &Moment| engine.leads())
    }

    /// Stops: listeners and timers are gone, nothing is stored, sent or told any more.
    pub fn destroy(&self) {
        self.0.stop();
    }
}

#[expect(clippy::needless_pass_by_value, reason = "exports own what JavaScript hands them")]
fn plain(value: JsValue) -> Result<Value, JsError> {
    from_js(&value).map_err(|failure| error(&failure))
}

/// An `Error` whose message ends in its code: the loader takes it apart again.
fn error(error: &Error) -> JsError {
    JsError::new(&error.line())
}
