//! localStorage: read, join, write. Where it is blocked or full, memory takes its place for this page. It must not know
//! what a record means.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::JsCast;

use super::boundary::from_json;
use super::window::{property, window};
use crate::engine::join_records;
use crate::value::{Map, Value, json};

/// The records of one page: what storage holds, and what only memory could take.
#[derive(Debug, Default)]
pub struct Storage {
    /// Texts by key.
    memory: RefCell<Map>,
}

fn local() -> Option<web_sys::Storage> {
    let found = property(&window(), "localStorage");
    found.is_object().then(|| found.unchecked_into())
}

impl Storage {
    fn text(&self, key: &str) -> Option<String> {
        let stored = local().and_then(|local| local.get_item(key).ok().flatten());
        stored.or_else(|| self.memory.borrow().get(key).and_then(Value::as_text).map(str::to_owned))
    }

    /// A record, null where there is none.
    #[must_use]
    pub fn read(&self, key: &str) -> Value {
        self.text(key).map(|text| from_json(&text)).unwrap_or_default()
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

    /// Joins a record with what is stored and writes it. Returns the joined record where it says more than the new one.
    pub fn store(&self, key: &str, value: &Value) -> Option<Value> {
        let stored = self.read(key);
        let joined = if stored == Value::Null { value.clone() } else { join_records(key, &stored, value) };
        if joined != stored {
            self.write(key, &json::write(&joined));
        }
        (joined != *value).then_some(joined)
    }

    fn write(&self, key: &str, text: &str) {
        let is_written = local().is_some_and(|local| local.set_item(key, text).is_ok());
        let mut memory = self.memory.borrow_mut();
        if is_written {
            memory.remove(key);
        } else {
            // A full storage keeps an older state of the record: reading must not prefer it over the newer one.
            local().map(|local| local.remove_item(key));
            memory.set(key, text);
        }
    }

    /// Removes a record.
    pub fn erase(&self, key: &str) {
        local().map(|local| local.remove_item(key));
        self.memory.borrow_mut().remove(key);
    }

    /// Removes every record whose key begins with `prefix`.
    pub fn erase_all(&self, prefix: &str) {
        self.keys(prefix).iter().for_each(|key| self.erase(key));
    }
}
