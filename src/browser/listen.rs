//! What is listened to: one listener for each event, all of one kind, which asks the facility that knows the event. What
//! nobody asks for is not listened to. It must not decide what an event means.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget};

use super::environment::{address, title};
use super::performer::Performer;
use super::switch::Switch;
use super::timer::{Timer, after};
use super::window::{call, document, number, property, text, window};
use super::{click, element, form, lifecycle, media, screen, scroll};
use crate::engine::Input;

/// What an event is heard for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Where the page stands.
    Position,
    /// The page's address, which may change right after: where there is no Navigation API.
    Address,
    /// A click, and the address.
    Click,
    /// A copy.
    Copy,
    /// A form.
    Form,
    /// A form's success, by the page's own word.
    Success,
    /// A player.
    Player,
    /// The pointer leaves the page.
    Exit,
    /// Shown or hidden, with or without the focus.
    Attention,
    /// The page is left.
    Leave,
    /// The page comes back.
    Return,
    /// The network is back.
    Online,
    /// Another tab wrote.
    Storage,
}

/// What is always heard.
const ALWAYS: &[(&str, For)] = &[
    ("click", For::Click),
    ("auxclick", For::Click),
    ("resize", For::Position),
    ("visibilitychange", For::Attention),
    ("focus", For::Attention),
    ("blur", For::Attention),
    ("pagehide", For::Leave),
    ("pageshow", For::Return),
    ("online", For::Online),
    ("storage", For::Storage),
];
/// What may change the address where the browser has no Navigation API; with one it tells.
const ADDRESSES: &[(&str, For)] =
    &[("keydown", For::Address), ("popstate", For::Address), ("hashchange", For::Address)];
/// Signs that somebody is there. After one they rest: what comes sixty times a second costs nothing in between.
const SIGNS: &[&str] = &["pointerdown", "keydown", "pointermove", "wheel"];
/// What moves the page. After one it rests until the page has come to rest.
const MOVES: &[&str] = &["scroll"];
/// What is heard where one of the events on the right is wanted.
const WANTED: &[(&str, For, &[&str])] = &[
    ("copy", For::Copy, &["copy.contact"]),
    ("input", For::Form, FORMS),
    ("submit", For::Form, FORMS),
    ("formdata", For::Form, FORMS),
    ("playing", For::Player, PLAYERS),
    ("timeupdate", For::Player, PLAYERS),
    ("ended", For::Player, PLAYERS),
];
const FORMS: &[&str] = &["form.start", "form.submit", "form.success", "form.abandon"];
const PLAYERS: &[&str] = &["video.start", "video.progress", "video.complete"];

/// How long signs rest, in milliseconds: by so much a visitor's last sign may be missed.
const SIGNS_REST_MS: u32 = 2_000;
/// How often the position of a page that moves is taken, in milliseconds: nobody has seen what is gone again sooner. A flick
/// of a finger asks for more.
const LOOK_MS: u32 = 600;
const LOOK_FOR_FLICKS_MS: u32 = 400;
/// How long an address must stand to be a page, in milliseconds: a navigation may change it more than once.
const ADDRESS_REST_MS: u32 = 50;

/// Hears everything that is wanted, and takes the position in which the page begins.
pub(super) fn listen(performer: &Performer) {
    performer.input(scroll::position().1);
    let own = performer.clone();
    performer.signs().replace(Some(Switch::new(SIGNS, move |event| tell_sign(&own, &event))));
    let own = performer.clone();
    performer.moves().replace(Some(Switch::new(MOVES, move |event| follow_page(&own, event.is_trusted()))));
    let own = performer.clone();
    performer.looks().replace(Some(Timer::new(move || take_position(&own))));
    let window: EventTarget = window().into();
    let mut listeners = hear_all(performer, ALWAYS);
    let watched = performer.watched();
    for (name, what, events) in WANTED {
        if watched.wants(events) {
            listeners.push(hear(performer, &window, name, *what));
        }
    }
    for event in watched.forms.iter().filter_map(|form| form.success.event.as_ref()) {
        listeners.push(hear(performer, &window, event, For::Success));
    }
    if watched.wants(&["exit.intent"]) {
        let root: EventTarget = property(&document(), "documentElement").unchecked_into();
        listeners.push(hear(performer, &root, "mouseleave", For::Exit));
    }
    let navigation = property(&window, "navigation");
    performer.page().tells_address.set(navigation.is_object());
    if navigation.is_object() {
        listeners.push(hear(performer, navigation.unchecked_ref(), "currententrychange", For::Address));
    } else {
        listeners.extend(hear_all(performer, ADDRESSES));
    }
    performer.listeners().replace(listeners);
    if watched.wants(&["element.seen"]) {
        screen::watch(performer);
    }
}

/// Hears what becomes of the forms of a shadow tree.
pub(super) fn hear_forms(performer: &Performer, root: &EventTarget) {
    for name in ["submit", "formdata"] {
        let listener = hear(performer, root, name, For::Form);
        performer.listeners().borrow_mut().push(listener);
    }
}

/// Turns the listener for what moves the page on or off; after the end there is none.
fn listen_for_moves(performer: &Performer, is_on: bool) {
    performer.moves().borrow().iter().for_each(|moves| moves.turn(is_on));
}

fn hear_all(performer: &Performer, events: &[(&str, For)]) -> Vec<EventListener> {
    let window: EventTarget = window().into();
    let mut listeners = Vec::new();
    for (name, what) in events {
        listeners.push(hear(performer, &window, name, *what));
    }
    listeners
}

fn hear(performer: &Performer, target: &EventTarget, name: &str, what: For) -> EventListener {
    // On its way down: a page that stops an event further below has not undone it.
    let is_of_page = matches!(what, For::Click | For::Copy | For::Form | For::Success | For::Player);
    let options =
        if is_of_page { EventListenerOptions::run_in_capture_phase() } else { EventListenerOptions::default() };
    let performer = performer.clone();
    EventListener::new_with_options(target, name.to_owned(), options, move |event| heard(&performer, what, event))
}

fn heard(performer: &Performer, what: For, event: &Event) {
    let input = match what {
        For::Position => return follow_page(performer, false),
        For::Address => return look_at_address(performer),
        For::Form => return form::heard(performer, event),
        For::Success => return form::succeeded(performer, event),
        For::Click => {
            suspect_address(performer);
            click::heard(performer, event)
        }
        For::Copy => copied(event),
        For::Player => media::heard(performer, event),
        For::Exit => (event.is_trusted() && number(event, "clientY") <= 0.0).then_some(Input::Exit),
        For::Attention => {
            let (visible, focused) = lifecycle::attention();
            Some(Input::Attention { visible, focused })
        }
        For::Leave => Some(Input::Leave),
        For::Return => {
            if let Some(returned) = lifecycle::returned(event) {
                performer.input(returned);
                begin_again(performer);
            }
            None
        }
        For::Online => Some(Input::Online),
        For::Storage => lifecycle::stored(event),
    };
    if let Some(input) = input {
        performer.input(input);
    }
}

/// Somebody is there. Nothing more is heard of it for a while.
fn tell_sign(performer: &Performer, event: &Event) {
    if !event.is_trusted() {
        return;
    }
    performer.signs().borrow().iter().for_each(|signs| signs.rest(SIGNS_REST_MS));
    performer.input(if is_movement(event) { Input::Moved } else { Input::Activity });
    suspect_address(performer);
}

/// Whether a pointer, a wheel or a finger moves: a script that clicks does without.
fn is_movement(event: &Event) -> bool {
    match event.type_().as_str() {
        "keydown" => false,
        "pointerdown" => text(event, "pointerType") != "mouse",
        _ => true,
    }
}

/// The page moves: a sign as well, where it is scrolled. Its position is taken now and then until it rests.
fn follow_page(performer: &Performer, is_sign: bool) {
    if performer.page().is_moving.replace(true) {
        return;
    }
    listen_for_moves(performer, false);
    if is_sign {
        performer.input(Input::Activity);
    }
    performer.page().top.set(f64::NAN);
    look_again(performer);
}

fn look_again(performer: &Performer) {
    let ms = if performer.watched().exit_by_touch { LOOK_FOR_FLICKS_MS } else { LOOK_MS };
    performer.looks().borrow().iter().for_each(|looks| looks.set(ms));
}

/// Takes the position until it is the same twice.
fn take_position(performer: &Performer) {
    let (top, position) = scroll::position();
    performer.input(position);
    screen::judge(performer);
    if performer.page().top.replace(top) == top {
        performer.page().is_moving.set(false);
        listen_for_moves(performer, true);
    } else {
        look_again(performer);
    }
}

/// Where the browser does not tell of it, the address may have changed by now.
fn suspect_address(performer: &Performer) {
    if !performer.page().tells_address.get() {
        look_at_address(performer);
    }
}

/// The address may have changed: whoever changes it does so after our listener ran, and perhaps once more.
fn look_at_address(performer: &Performer) {
    if performer.page().is_looking.replace(true) {
        return;
    }
    let performer = performer.clone();
    after(ADDRESS_REST_MS, move || {
        performer.page().is_looking.set(false);
        let url = address();
        if performer.page().seen.replace(url.clone()) != url {
            let before = performer.view_id();
            performer.input(Input::Navigated { url, title: title() });
            if performer.view_id() != before {
                begin_again(&performer);
            }
        }
    });
}

/// Another page view: where it stands and what is on screen is looked at anew.
fn begin_again(performer: &Performer) {
    performer.page().edited.take();
    performer.input(scroll::position().1);
    screen::begin_again(performer);
}

/// What the visitor copied from the page; not out of a field, where it may be the visitor's own.
fn copied(event: &Event) -> Option<Input> {
    let target = element::touched(event)?;
    if element::around(&target, "input,textarea,[contenteditable]").is_some() {
        return None;
    }
    let selected = call(&window(), "getSelection", &[]);
    let text = call(&selected, "toString", &[]).as_string()?;
    // What stands in another cell or line is another word.
    Some(Input::Copied { text: crate::text::clean_lines(&crate::text::swapped(&text, '\t', '\n'), 300) })
}
