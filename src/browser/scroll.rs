//! How far the page is scrolled. It must not decide which depth counts.

use wasm_bindgen::prelude::*;

use crate::engine::Input;

// Bindings of their own: asked for by name at each look at a page that moves, they would cost several times as much.
#[wasm_bindgen]
extern "C" {
    type View;
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static VIEW: View;
    #[wasm_bindgen(method, getter, js_name = scrollY)]
    fn top(this: &View) -> f64;
    #[wasm_bindgen(method, getter, js_name = innerHeight)]
    fn height(this: &View) -> f64;

    type Page;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static PAGE: Page;
    #[wasm_bindgen(method, getter, js_name = documentElement)]
    fn root(this: &Page) -> Option<Root>;

    type Root;
    #[wasm_bindgen(method, getter, js_name = scrollHeight)]
    fn length(this: &Root) -> f64;
}

/// How far the page is from its top, in CSS pixels, and what that is to the engine.
pub(super) fn position() -> (f64, Input) {
    let top = VIEW.with(View::top);
    let document = PAGE.with(Page::root).map_or(0.0, |root| root.length());
    (top, Input::Scroll { top, viewport: VIEW.with(View::height), document })
}
