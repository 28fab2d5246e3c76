//! What is known of the page and its browser. It must tell classes, not fingerprints.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::clock;
use crate::engine::Environment;
use crate::value::{Map, Value};

/// The page as it is now; `language` as the loader found it.
#[must_use]
pub fn environment(language: &str) -> Environment {
    let window = gloo::utils::window();
    let number = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (number(window.inner_width()), number(window.inner_height()));
    let navigator = window.navigator();
    let is_automated = Reflect::get(&navigator, &"webdriver".into()).is_ok_and(|driven| driven.is_truthy());
    let device = match (navigator.max_touch_points() > 0, width < 768.0, width < 1200.0) {
        (_, true, _) => "mobile",
        (true, _, true) => "tablet",
        _ => "desktop",
    };
    Environment {
        url: address(),
        title: gloo::utils::document().title(),
        language: language.to_owned(),
        device: Map::new()
            .with("device", device)
            .with("viewport", vec![Value::Number(width), Value::Number(height)])
            .with("time_zone_offset_min", i64::from(clock::now().utc_offset_min)),
        is_automated,
    }
}

/// The page's address.
pub(super) fn address() -> String {
    gloo::utils::window().location().href().unwrap_or_default()
}
