//! The performer: feeds the engine and carries its wishes out. It must never nest two inputs: what arrives while one is
//! handled waits in a queue.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::boundary::to_js;
use super::host::Host;
use super::storage::Storage;
use super::{clock, environment, listen, send, tell};
use crate::engine::{Effect, Engine, Input, Start};
use crate::time::{DAY, SECOND};
use crate::value::UNEXPLAINED;

/// The one performer of a page.
#[derive(Clone)]
pub struct Performer(Rc<Inner>);

struct Inner {
    engine: RefCell<Engine>,
    queue: RefCell<Vec<Input>>,
    is_busy: Cell<bool>,
    is_alive: Cell<bool>,
    host: Host,
    storage: Storage,
    timer: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<EventListener>>,
    /// When a sign of activity was handed on last, monotonic milliseconds.
    told_at: Cell<i64>,
    /// Whether the page's position is going to be taken.
    is_scrolling: Cell<bool>,
    /// The page's address as it was seen last.
    seen: RefCell<String>,
}

impl Performer {
    /// Starts the engine and listens to the page.
    #[must_use]
    pub fn start(host: Host, start: Start) -> Self {
        let performer = Self(Rc::new(Inner {
            engine: RefCell::default(),
            queue: RefCell::default(),
            is_busy: Cell::new(false),
            is_alive: Cell::new(true),
            host,
            storage: Storage::default(),
            timer: RefCell::default(),
            listeners: RefCell::default(),
            told_at: Cell::new(-SECOND),
            is_scrolling: Cell::new(false),
            seen: RefCell::new(environment::address()),
        }));
        performer.input(Input::Start(Box::new(start)));
        performer.0.listeners.replace(listen::listen(&performer));
        performer
    }

    /// Stops listening; nothing is sent, stored or told any more.
    pub fn stop(&self) {
        self.0.is_alive.set(false);
        self.0.listeners.borrow_mut().clear();
        self.0.timer.borrow_mut().take();
    }

    /// Takes an input in. Where another is being handled it waits until that one's wishes are carried out. Whatever the
    /// browser calls comes through the loader's guard (`www/loader/engine.ts`).
    pub fn input(&self, input: Input) {
        if !self.0.is_alive.get() {
            return;
        }
        self.0.queue.borrow_mut().push(input);
        if self.0.is_busy.replace(true) {
            return;
        }
        while let Some(input) = self.next() {
            self.handle(input);
        }
        self.0.is_busy.set(false);
    }

    fn next(&self) -> Option<Input> {
        let mut queue = self.0.queue.borrow_mut();
        if queue.is_empty() { None } else { Some(queue.remove(0)) }
    }

    fn handle(&self, input: Input) {
        let now = clock::now();
        #[cfg(feature = "tape")]
        self.0.host.record(&crate::value::json::write(&crate::engine::tape::write(&input, &now)));
        let effects = self.0.engine.borrow_mut().handle(input, &now);
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&self, effect: Effect) {
        if !self.0.is_alive.get() {
            return;
        }
        let storage = &self.0.storage;
        match effect {
            Effect::Load { key, is_prefix: false } => {
                let record = storage.read(&key);
                self.input(Input::Records(vec![(key, record)]));
            }
            Effect::Load { key, is_prefix: true } => self.input(Input::Records(storage.read_all(&key))),
            Effect::Store { key, value, days } => {
                if let Some(joined) = storage.store(&key, &value, days) {
                    self.input(Input::Records(vec![(key, joined)]));
                }
                if let Some((cookie, local)) = storage.news() {
                    self.input(Input::Kept { cookie, local });
                }
            }
            Effect::Erase { key } => storage.erase(&key),
            Effect::EraseAll { prefix } => storage.erase_all(&prefix),
            Effect::Send { key, request } => send::send(self, key, request),
            Effect::Emit { name, detail } => tell::emit(&name, detail),
            Effect::Report { error, .. } if error.code() == UNEXPLAINED => self.0.host.explain(),
            Effect::Report { severity, error } => tell::report(severity, &error),
            Effect::Render { quiz, view } => self.0.host.render(&quiz, to_js(&view)),
            Effect::Forget => self.0.host.forget(),
            Effect::Hand => self.0.host.hand(),
            Effect::Wake { in_ms } => self.wake(in_ms),
            Effect::Snapshot(snapshot) => self.0.host.keep(to_js(&snapshot)),
        }
    }

    fn wake(&self, in_ms: i64) {
        let performer = self.clone();
        // A browser's timer overflows after 24 days; one millisecond more than asked for makes sure that the time has come.
        let in_ms = u32::try_from(in_ms.clamp(0, DAY) + 1).unwrap_or(0);
        *self.0.timer.borrow_mut() = Some(Timeout::new(in_ms, move || performer.input(Input::Tick)));
    }

    /// The records of the page.
    pub(super) fn storage(&self) -> &Storage {
        &self.0.storage
    }

    /// The loader's side.
    pub(super) fn host(&self) -> &Host {
        &self.0.host
    }

    /// When a sign of activity was handed on last.
    pub(super) fn told_at(&self) -> &Cell<i64> {
        &self.0.told_at
    }

    /// Whether the page's position is going to be taken.
    pub(super) fn is_scrolling(&self) -> &Cell<bool> {
        &self.0.is_scrolling
    }

    /// The page's address as it was seen last.
    pub(super) fn seen(&self) -> &RefCell<String> {
        &self.0.seen
    }

    /// Asks the engine something about now; see [`Engine::ask`].
    #[must_use]
    pub fn ask(&self, what: &str) -> JsValue {
        to_js(&self.0.engine.borrow().ask(what, &clock::now()))
    }
}
