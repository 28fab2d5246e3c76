//! Players of the page's own: video and audio. It must not judge how much of a recording is enough.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::element::attribute;
use super::performer::Performer;
use super::window::{call, document, number, property, text};
use crate::engine::{Input, Media};
use crate::time::SECOND;

/// What an event of a player tells; how far it is, once a second.
pub(super) fn heard(performer: &Performer, event: &Event) -> Option<Input> {
    let now = super::clock::now().monotonic_ms;
    let is_progress = event.type_() == "timeupdate";
    let player = property(event, "target");
    // A moving background takes no turn from the others.
    let is_background = property(&player, "autoplay").is_truthy() && property(&player, "muted").is_truthy();
    if is_background || is_progress && now - performer.played_at().get() < SECOND {
        return None;
    }
    performer.played_at().set(now);
    let file = text(&player, "currentSrc");
    let id = attribute(player.unchecked_ref(), "id");
    let is_made = file.starts_with("blob:") || file.starts_with("data:");
    let name = match (id.is_empty(), crate::text::split_last(crate::text::before(&file, "?"), "/")) {
        (true, Some((_, file))) if !is_made => file.to_owned(),
        (true, _) => String::new(),
        _ => id,
    };
    let kind = text(&player, "localName");
    Some(Input::Media(Media {
        name: if name.is_empty() { place(&player, &kind) } else { name },
        kind,
        played: played(&player),
        has_ended: event.type_() == "ended",
        is_background,
    }))
}

/// A player without a name goes by its place among those of its kind.
fn place(player: &JsValue, kind: &str) -> String {
    let all = Array::from(&call(&document(), "querySelectorAll", &[kind.into()]));
    crate::text::concat(&[kind, "-", &crate::text::number_text(f64::from(all.index_of(player, 0)) + 1.0)])
}

/// Which part was played: what was skipped is no part of it.
fn played(player: &JsValue) -> f64 {
    let (ranges, duration) = (property(player, "played"), number(player, "duration"));
    let mut seconds = 0.0;
    for index in 0..number(&ranges, "length") as u32 {
        let edge = |name: &str| call(&ranges, name, &[index.into()]).as_f64().unwrap_or(0.0);
        seconds += edge("end") - edge("start");
    }
    let is_finite = duration.is_finite() && duration > 0.0;
    if is_finite { (seconds / duration).clamp(0.0, 1.0) } else { 0.0 }
}
