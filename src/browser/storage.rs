//! localStorage: read, join, write; with a twin in a cookie for the record that has one. Where both are blocked or full,
//! memory takes their place for this page. It must not know what a record means.

use std::cell::{Cell, RefCell};

use js_sys::Object;
use wasm_bindgen::JsCast;

use super::boundary::from_json;
use super::cookie;
use super::window::{property, window};
use crate::engine::{has_twin, join_records, join_twin, twin_text};
use crate::value::{Map, Value, json};

/// The records of one page: what storage holds, and what only memory could take.
#[derive(Debug, Default)]
pub struct Storage {
    /// Texts by key.
    memory: RefCell<Map>,
    /// The texts that this page wrote last, by key.
    written: RefCell<Map>,
    /// Whether the record with a twin was in storage when this page saw it last.
    is_seen: Cell<bool>,
    /// Whether a cookie and local storage took the record with a twin, and whether that was told.
    kept: Cell<Option<(bool, bool)>>,
    is_told: Cell<bool>,
}

/// The key of a landing that the stub kept in this tab, for a page that is left before the module runs.
const EARLIER: &str = "leadsieve.landing";

fn local() -> Option<web_sys::Storage> {
    let found = property(&window(), "localStorage");
    found.is_object().then(|| found.unchecked_into())
}

fn session() -> Option<web_sys::Storage> {
    let found = property(&window(), "sessionStorage");
    found.is_object().then(|| found.unchecked_into())
}

impl Storage {
    fn text(&self, key: &str) -> Option<String> {
        // What only memory could take is newer than what storage still has.
        let memory = self.memory.borrow().get(key).and_then(Value::as_text).map(str::to_owned);
        memory.or_else(|| local().and_then(|local| local.get_item(key).ok().flatten()))
    }

    /// A record, null where there is none.
    #[must_use]
    pub fn read(&self, key: &str) -> Value {
        let stored = self.text(key).map(|text| from_json(&text)).unwrap_or_default();
        if !has_twin(key) {
            return stored;
        }
        let mut joined = stored;
        for twin in cookie::read(key) {
            joined = join_twin(&joined, &twin);
        }
        self.is_seen.set(joined != Value::Null);
        joined
    }

    fn keys(&self, prefix: &str) -> Vec<String> {
        let mut keys = self.memory.borrow().clone();
        if let Some(local) = local() {
            let names = Object::keys(&local);
            for index in 0..names.length() {
                if let Some(key) = names.get(index).as_string() {
                    keys.set(&key, Value::Null);
                }
            }
        }
        let mut found = Vec::new();
        for (key, _) in keys.iter() {
            if key.starts_with(prefix) {
                found.push(key.to_owned());
            }
        }
        found
    }

    /// Every record whose key begins with `prefix`.
    #[must_use]
    pub fn read_all(&self, prefix: &str) -> Vec<(String, Value)> {
        let mut records = Vec::new();
        for key in self.keys(prefix) {
            let value = self.read(&key);
            records.push((key, value));
        }
        records
    }

    /// Joins a record with what is stored and writes it; for `days` into a cookie as well, where that is not 0. Returns the
    /// joined record where it says more than the new one, and null where the record was there and is gone: then another tab
    /// erased it, and nothing is written.
    pub fn store(&self, key: &str, value: &Value, days: i64) -> Option<Value> {
        // Where nobody else wrote since, there is nothing to join with.
        if days == 0 && self.is_as_written(key) {
            self.write(key, &json::write(value), false);
            return None;
        }
        let was_seen = self.is_seen.get();
        let stored = self.read(key);
        if days > 0 && was_seen && stored == Value::Null {
            return Some(Value::Null);
        }
        let joined = if stored == Value::Null { value.clone() } else { join_records(key, &stored, value) };
        // The cookie is written every time: a visit within the window lengthens its life.
        let in_cookie = days > 0 && cookie::write(key, &twin_text(&joined), days);
        let is_written =
            if joined != stored || days > 0 { self.write(key, &json::write(&joined), in_cookie) } else { true };
        if days > 0 {
            let kept = Some((in_cookie, is_written));
            self.is_told.set(self.kept.replace(kept) == kept);
            self.is_seen.set(kept != Some((false, false)));
        }
        (joined != *value).then_some(joined)
    }

    fn is_as_written(&self, key: &str) -> bool {
        let written = self.written.borrow();
        let ours = written.get(key).and_then(Value::as_text);
        ours.is_some() && self.text(key).as_deref() == ours
    }

    /// Where the record with a twin is held, in a cookie and in local storage, once that has changed.
    pub fn news(&self) -> Option<(bool, bool)> {
        if self.is_told.replace(true) { None } else { self.kept.get() }
    }

    /// Writes into local storage, else into memory unless it is held elsewhere; tells whether storage took it. A record in
    /// memory would hide that another tab erased it elsewhere.
    fn write(&self, key: &str, text: &str, is_held: bool) -> bool {
        let is_written = local().is_some_and(|local| local.set_item(key, text).is_ok());
        if is_written && !has_twin(key) {
            self.written.borrow_mut().set(key, text);
        }
        let mut memory = self.memory.borrow_mut();
        if is_written || is_held {
            memory.remove(key);
        }
        // A full storage keeps an older state of the record; to remove it would tell other tabs that it was erased.
        if !is_written && !is_held {
            memory.set(key, text);
        }
        is_written
    }

    /// Removes a record.
    pub fn erase(&self, key: &str) {
        local().map(|local| local.remove_item(key));
        self.memory.borrow_mut().remove(key);
        self.written.borrow_mut().remove(key);
        if has_twin(key) {
            self.is_seen.set(false);
            cookie::erase(key);
        }
    }

    /// Removes every record whose key begins with `prefix`.
    pub fn erase_all(&self, prefix: &str) {
        self.keys(prefix).iter().for_each(|key| self.erase(key));
        cookie::names(prefix).iter().for_each(|name| cookie::erase(name));
        session().map(|session| session.remove_item(EARLIER));
    }
}
