//! The performer: feeds the engine and carries its wishes out. It must never nest two inputs: what arrives while one is
//! handled waits in a queue.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

use super::boundary::to_js;
use super::host::Host;
use super::observer::Observer;
use super::storage::Storage;
use super::switch::Switch;
use super::timer::Timer;
use super::{clock, environment, listen, scroll, send, tell};
use crate::engine::{Effect, Engine, EventSettings, Input, Start};
use crate::time::DAY;
use crate::value::{UNEXPLAINED, json};

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
    /// Wakes the engine.
    alarm: RefCell<Option<Timer>>,
    listeners: RefCell<Vec<EventListener>>,
    /// Listeners that rest after each event: for signs of activity, and for what moves the page.
    signs: RefCell<Option<Switch>>,
    moves: RefCell<Option<Switch>>,
    /// Looks at a page that moves.
    looks: RefCell<Option<Timer>>,
    observers: RefCell<Vec<Observer>>,
    watched: OnceCell<Arc<EventSettings>>,
    page: PageState,
}

/// What listeners remember of the page.
#[derive(Default)]
pub(super) struct PageState {
    /// The page's address as it was seen last.
    pub(super) seen: RefCell<String>,
    /// Whether the address is going to be looked at.
    pub(super) is_looking: Cell<bool>,
    /// Whether new elements are going to be looked for.
    pub(super) is_finding: Cell<bool>,
    /// Whether the page moves, and its position is taken now and then.
    pub(super) is_moving: Cell<bool>,
    /// How far it was from its top at the last look, in CSS pixels.
    pub(super) top: Cell<f64>,
    /// When somebody clicked last, monotonic milliseconds.
    pub(super) clicked_at: Cell<i64>,
    /// When each player was heard of last, likewise.
    pub(super) players: RefCell<Vec<(JsValue, i64)>>,
    /// The field that was edited last.
    pub(super) edited: RefCell<JsValue>,
    pub(super) watches_requests: Cell<bool>,
    /// Shadow trees whose forms are heard.
    pub(super) roots: RefCell<Vec<JsValue>>,
    /// Forms whose success is looked for, and how many looks are left.
    pub(super) looking: RefCell<Vec<(String, u32)>>,
    /// What watches elements come on screen, the elements that touch it, the names that are told as on screen.
    pub(super) screen: RefCell<JsValue>,
    pub(super) touching: RefCell<Vec<JsValue>>,
    pub(super) shown: RefCell<Vec<String>>,
    /// Whether the browser tells of each change of the address.
    pub(super) tells_address: Cell<bool>,
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
            alarm: RefCell::default(),
            listeners: RefCell::default(),
            signs: RefCell::default(),
            moves: RefCell::default(),
            looks: RefCell::default(),
            observers: RefCell::default(),
            watched: OnceCell::new(),
            page: PageState { seen: RefCell::new(environment::address()), ..PageState::default() },
        }));
        let own = performer.clone();
        performer.0.alarm.replace(Some(Timer::new(move || own.tick())));
        performer.input(Input::Start(Box::new(start)));
        listen::listen(&performer);
        performer
    }

    /// Stops listening; nothing is sent, stored or told any more.
    pub fn stop(&self) {
        self.0.is_alive.set(false);
        self.0.listeners.borrow_mut().clear();
        for switch in [&self.0.signs, &self.0.moves] {
            switch.borrow_mut().take();
        }
        self.0.observers.borrow_mut().clear();
        for timer in [&self.0.alarm, &self.0.looks] {
            timer.borrow_mut().take();
        }
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
        self.0.host.record(&json::write(&crate::engine::tape::write(&input, &now)));
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
            Effect::Tell { to, word } => self.0.host.tell(to, to_js(&word)),
            Effect::Report { error, .. } if error.code() == UNEXPLAINED => self.0.host.explain(),
            Effect::Report { severity, error } => tell::report(severity, &error),
            Effect::Render { quiz, view } => self.0.host.render(&quiz, to_js(&view)),
            Effect::Forget => self.0.host.forget(),
            Effect::Hand => self.0.host.hand(),
            Effect::Wake { in_ms } => self.wake(in_ms),
            Effect::Snapshot(snapshot) => self.0.host.keep(&json::write(&snapshot)),
        }
    }

    fn wake(&self, in_ms: i64) {
        // A browser's timer overflows after 24 days; one millisecond more than asked for makes sure that the time has come.
        let in_ms = u32::try_from(in_ms.clamp(0, DAY) + 1).unwrap_or(0);
        self.0.alarm.borrow().iter().for_each(|alarm| alarm.set(in_ms));
    }

    fn tick(&self) {
        // What is due may depend on how far the page has grown.
        self.input(scroll::position().1);
        self.input(Input::Tick);
    }

    /// The records of the page.
    pub(super) fn storage(&self) -> &Storage {
        &self.0.storage
    }

    /// The loader's side.
    pub(super) fn host(&self) -> &Host {
        &self.0.host
    }

    /// What listeners remember of the page.
    pub(super) fn page(&self) -> &PageState {
        &self.0.page
    }

    /// What the page is watched for, by its config.
    pub(super) fn watched(&self) -> &EventSettings {
        self.0.watched.get_or_init(|| Arc::clone(self.0.engine.borrow().watched()))
    }

    /// Which view of a page this is.
    pub(super) fn view_id(&self) -> String {
        self.0.engine.borrow().view_id().to_owned()
    }

    /// Does something unless it was stopped.
    pub(super) fn while_alive(&self, act: impl FnOnce(&Self)) {
        if self.0.is_alive.get() {
            act(self);
        }
    }

    /// Keeps an observer until the end.
    pub(super) fn keep(&self, observer: Observer) {
        self.0.observers.borrow_mut().push(observer);
    }

    /// What listens until the end.
    pub(super) fn listeners(&self) -> &RefCell<Vec<EventListener>> {
        &self.0.listeners
    }

    /// What listens for signs of activity.
    pub(super) fn signs(&self) -> &RefCell<Option<Switch>> {
        &self.0.signs
    }

    /// What looks at a page that moves.
    pub(super) fn looks(&self) -> &RefCell<Option<Timer>> {
        &self.0.looks
    }

    /// What listens for what moves the page.
    pub(super) fn moves(&self) -> &RefCell<Option<Switch>> {
        &self.0.moves
    }

    /// Asks the engine something about now; see [`Engine::ask`].
    #[must_use]
    pub fn ask(&self, what: &str) -> JsValue {
        to_js(&self.0.engine.borrow().ask(what, &clock::now()))
    }
}
