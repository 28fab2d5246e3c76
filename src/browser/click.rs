//! Clicks of the visitor's own, also into shadow trees. It must not judge what a link is.

use web_sys::{Element, Event};

use super::element::{around, fits, method, touched};
use super::performer::Performer;
use super::window::{document, make, number, property, text};
use crate::engine::{Click, Input, LINKS, REPEATED, TYPED};

/// What an element is told by that somebody clicks on purpose.
const CONTROLS: &str = "a,button,input,select,textarea,label,video,audio,canvas,[role],[contenteditable]";
/// Clicks that are further apart are no row, in milliseconds.
const ROW_MS: i64 = 1_000;

/// What a click was on. The button behind the mouse's main one opens links too; the one that opens a menu does not.
pub(super) fn heard(performer: &Performer, event: &Event) -> Option<Input> {
    let target = touched(event).filter(|_| number(event, "button") < 2.0)?;
    let link = around(&target, LINKS);
    let has_place = number(event, "detail") > 0.0;
    let mut cta = Vec::new();
    for watched in &performer.watched().cta {
        if around(&target, &watched.selector).is_some() {
            cta.push(watched.name.clone());
        }
    }
    Some(Input::Click(Click {
        href: link.as_ref().map(address).unwrap_or_default(),
        is_download: link.is_some_and(|link| method(&link, "hasAttribute", &["download".into()]).is_truthy()),
        cta,
        at: has_place.then(|| (number(event, "clientX"), number(event, "clientY"))),
        is_mouse: text(event, "pointerType") == "mouse",
        is_usual: is_in_row(performer) && is_usual(&target),
    }))
}

/// The address of a link; inside a drawing it stands as it was written.
fn address(link: &Element) -> String {
    let href = property(link, "href");
    href.as_string().unwrap_or_else(|| {
        let base = property(&document(), "baseURI");
        text(&make("URL", &[property(&href, "baseVal"), base]), "href")
    })
}

/// Whether another click came just before: what is clicked once is not looked at so closely.
fn is_in_row(performer: &Performer) -> bool {
    let now = super::clock::now().monotonic_ms;
    now - performer.page().clicked_at.replace(now) <= ROW_MS
}

fn is_usual(target: &Element) -> bool {
    if around(target, "[data-leadsieve-repeat]").is_some() {
        return true;
    }
    let control = around(target, CONTROLS).unwrap_or_else(|| target.clone());
    [TYPED, REPEATED].iter().any(|selector| fits(&control, selector))
}
