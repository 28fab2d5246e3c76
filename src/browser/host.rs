//! What the loader hands the module: a guard around every entry, and the places where views and snapshots go.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The loader's side.
    pub type Host;

    /// Runs an entry into the module. A trap inside is caught and told to the loader, and nothing enters a module that has
    /// trapped.
    #[wasm_bindgen(method)]
    pub fn guard(this: &Host, entry: &mut dyn FnMut());

    /// Shows a step of a quiz; null where it cannot be shown.
    #[wasm_bindgen(method)]
    pub fn render(this: &Host, quiz: &str, view: JsValue);

    /// Keeps what a restart would begin from.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, snapshot: JsValue);

    /// Keeps an input of the visit; only asked for where the page asks for a recording.
    #[wasm_bindgen(method)]
    pub fn record(this: &Host, entry: &str);
}
