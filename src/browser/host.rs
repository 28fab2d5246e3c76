//! What the loader hands the module: the places where views and snapshots go, and a lock that all tabs share.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The loader's side.
    pub type Host;

    /// Runs `send` while no other tab runs one of the same name, and gives its end; rejects at once where another does.
    #[wasm_bindgen(method)]
    pub fn alone(this: &Host, name: &str, send: JsValue) -> Promise;

    /// Shows a step of a quiz; null where it cannot be shown.
    #[wasm_bindgen(method)]
    pub fn render(this: &Host, quiz: &str, view: JsValue);

    /// Forgets the landing that the stub froze.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Host);

    /// Hands the source on to forms, links and words of the page; asks for `hand` when it does.
    #[wasm_bindgen(method)]
    pub fn hand(this: &Host);

    /// Tells a platform of the page, where the page has it.
    #[wasm_bindgen(method)]
    pub fn tell(this: &Host, to: &str, word: JsValue);

    /// Keeps what a restart would begin from, as JSON text: most are never read.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, snapshot: &str);

    /// Says what is wrong with the config: the module that knows is loaded only now.
    #[wasm_bindgen(method)]
    pub fn explain(this: &Host);

    /// Keeps an input of the visit, as the tape writes it.
    #[cfg(feature = "tape")]
    #[wasm_bindgen(method)]
    pub fn record(this: &Host, entry: &str);
}
