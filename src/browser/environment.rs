//! What is known of the page and its browser. It must tell classes, not fingerprints; what the browser does not say stays empty.

use super::clock;
use super::window::{document, number, property, text, window};
use crate::engine::Environment;
use crate::value::{Map, Value};

/// The environment of the page; `language` and `variant` are the loader's.
#[must_use]
pub fn environment(language: &str, variant: String) -> Environment {
    let window = window();
    let (width, height) = (number(&window, "innerWidth"), number(&window, "innerHeight"));
    let navigator = property(&window, "navigator");
    let device = match (number(&navigator, "maxTouchPoints") > 0.0, width < 768.0, width < 1200.0) {
        (_, true, _) => "mobile",
        (true, _, true) => "tablet",
        _ => "desktop",
    };
    Environment {
        url: address(),
        title: title(),
        language: language.to_owned(),
        device: Map::new()
            .with("device", device)
            .with("viewport", Value::List(vec![width.into(), height.into()]))
            .with("time_zone_offset_min", i64::from(clock::now().utc_offset_min)),
        is_automated: property(&navigator, "webdriver").is_truthy(),
        objects: property(&navigator, "globalPrivacyControl").is_truthy(),
        // Every browser on WebKit, and no other, names its maker here.
        is_capped: text(&navigator, "vendor").starts_with("Apple"),
        variant,
    }
}

/// The page's address.
pub(super) fn address() -> String {
    text(&property(&window(), "location"), "href")
}

/// The page's title.
pub(super) fn title() -> String {
    text(&document(), "title")
}
