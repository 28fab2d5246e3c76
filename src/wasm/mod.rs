//! The JavaScript API of the module: four functions that only translate. The loader (`www/loader`) makes the page's API of
//! them; the types of what goes in and out stand in `types.d.ts` beside this file. It must not decide anything.
//!
//! One instance of the module runs one engine; whoever starts anew makes a new instance, with memory of its own.

#[cfg(feature = "tools")]
pub mod scorer;
#[cfg(feature = "tools")]
pub mod tools;

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::browser::{Host, Performer, attention, environment, from_js, seed};
use crate::engine::{Landing, Start, tape};
use crate::error::Error;
use crate::text;
use crate::value::Value;

/// The allocator of the module, in place of the standard one, which costs 2 KB more.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

thread_local! {
    static RUNNING: RefCell<Option<Performer>> = const { RefCell::new(None) };
}

/// Starts the engine on this page, once.
///
/// `begin` is `{ config, failure?, landing: { url, referrer, at, arrival }, earlier?, voices?, language, variant, snapshot? }`: the
/// config's document, why there is none, the frozen landing (`at` in milliseconds since 1970), that of a page before which
/// was left too soon, what was said of consent so far (`{ from, data }` each, [`Start::voices`]), the page's language, what its owner calls this variant, what an engine before this one last knew.
#[wasm_bindgen]
pub fn start(host: Host, begin: &JsValue) {
    let begin = from_js(begin).unwrap_or_default();
    let word = |path: &str| begin.at(path).and_then(Value::as_text).unwrap_or_default().to_owned();
    let (visible, focused) = attention();
    let start = Start {
        seed: seed(),
        config: begin.part("config"),
        config_failure: begin.text("failure").map(str::to_owned),
        landing: landing(&begin.part("landing")),
        voices: begin.part("voices"),
        earlier: begin.get("earlier").filter(|earlier| earlier.as_map().is_some()).map(landing),
        environment: environment(&word("language"), text::clean(&word("variant"), 64)),
        visible,
        focused,
        snapshot: begin.get("snapshot").filter(|snapshot| snapshot.as_map().is_some()).cloned(),
    };
    let performer = Performer::start(host, start);
    RUNNING.with(|running| running.replace(Some(performer)));
}

/// A landing as the stub froze it.
fn landing(frozen: &Value) -> Landing {
    let word = |name: &str| frozen.text(name).unwrap_or_default().to_owned();
    let is_arrival = frozen.flag("arrival");
    Landing { url: word("url"), referrer: word("referrer"), at: frozen.amount("at"), is_arrival }
}

/// Takes an input of the page in: `{ do: 'track', name, properties? }` and the rest of [`tape::told`]. Gives nothing, or
/// the error as one line that ends in its code: `js/bad-value` where it is no plain data or no known input.
#[wasm_bindgen]
pub fn input(given: &JsValue) -> JsValue {
    let unknown =
        || Error::new("js/bad-value", "found no known input, expected { do: 'consent' | 'track' | 'quiz' | … }");
    match from_js(given).and_then(|given| tape::told(&given).ok_or_else(unknown)) {
        Ok(input) => {
            if let Some(performer) = running() {
                performer.input(input);
            }
            JsValue::UNDEFINED
        }
        Err(error) => JsValue::from(error.line()),
    }
}

/// What the page asks: `score`, `source`, `facts` or `leads`, as of now; and `hand`, for the loader.
#[wasm_bindgen]
#[must_use]
pub fn ask(what: &str) -> JsValue {
    running().map_or(JsValue::NULL, |performer| performer.ask(what))
}

/// Stops: listeners and timers are gone, nothing is stored, sent or told any more.
#[wasm_bindgen]
pub fn stop() {
    if let Some(performer) = running() {
        performer.stop();
    }
}

fn running() -> Option<Performer> {
    RUNNING.with(|running| running.borrow().clone())
}
