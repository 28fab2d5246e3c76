//! Players of the page's own: video and audio. It must not judge how much of a recording is enough.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::element::attribute;
use super::performer::Performer;
use super::window::{call, document, number, property, text, window};
use crate::engine::{Input, Media};
use crate::time::SECOND;

/// The most players whose turns are kept apart.
const MOST_PLAYERS: usize = 20;

/// What an event of a player tells; how far it is, once a second.
pub(super) fn heard(performer: &Performer, event: &Event) -> Option<Input> {
    let player = property(event, "target");
    let kind = text(&player, "localName");
    if !event.is_trusted() || !matches!(kind.as_str(), "video" | "audio") {
        return None;
    }
    let is_progress = event.type_() == "timeupdate";
    let played = played(&player);
    // A position may change without a sound, also of what cannot be had.
    if is_progress && (played == 0.0 || !is_turn(performer, &player)) {
        return None;
    }
    let file = text(&player, "currentSrc");
    let id = attribute(&player, "id");
    let is_made = file.starts_with("blob:") || file.starts_with("data:");
    let name = match (id.is_empty(), crate::text::split_last(crate::text::before(&file, "?"), "/")) {
        (true, Some((_, file))) if !is_made => file.to_owned(),
        (true, _) => String::new(),
        _ => id,
    };
    Some(Input::Media(Media {
        name: if name.is_empty() { place(&player, &kind) } else { name },
        kind,
        played,
        has_ended: event.type_() == "ended",
        is_background: is_background(&player),
    }))
}

/// Whether it plays without sound, and nobody asked it to: by itself, for ever, or before anybody touched the page.
fn is_background(player: &JsValue) -> bool {
    let is = |name: &str| property(player, name).is_truthy();
    let touched = property(&property(&property(&window(), "navigator"), "userActivation"), "hasBeenActive");
    is("muted") && (is("autoplay") || is("loop") || touched.is_falsy())
}

/// Whether a second has gone by since this player was heard last.
fn is_turn(performer: &Performer, player: &JsValue) -> bool {
    let now = super::clock::now().monotonic_ms;
    let mut players = performer.page().players.borrow_mut();
    match players.iter_mut().find(|(known, _)| known == player) {
        Some((_, at)) if now - *at < SECOND => return false,
        Some((_, at)) => *at = now,
        None => {
            if players.len() >= MOST_PLAYERS {
                players.remove(0);
            }
            players.push((player.clone(), now));
        }
    }
    true
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
