//! Values over the JavaScript boundary, and JSON text through the host's parser. It must refuse what is no plain data.
//!
//! Written by hand: `serde-wasm-bindgen` costs this module more than a tenth of its size (ARCHITECTURE.md has the
//! figures); the module `tools` uses it.

use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::Error;
use crate::value::{MAX_DEPTH, Map, Value, json};

/// A JavaScript value as plain data; `undefined` is null.
///
/// # Errors
/// `js/bad-value` where something in it is no plain data (a function, a symbol, a big integer, a number that is not
/// finite), or it is deeper than 32 levels, as every object is that holds itself.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    plain(value, 0).map_err(|message| Error::new("js/bad-value", message))
}

fn plain(value: &JsValue, depth: usize) -> Result<Value, &'static str> {
    if value.is_null() || value.is_undefined() {
        return Ok(Value::Null);
    }
    if let Some(yes) = value.as_bool() {
        return Ok(Value::Bool(yes));
    }
    if let Some(number) = value.as_f64() {
        return if number.is_finite() { Ok(Value::Number(number)) } else { Err("found a number that is not finite") };
    }
    if let Some(text) = value.as_string() {
        return Ok(Value::Text(text));
    }
    match value.is_object().then(|| value.unchecked_ref::<Object>()) {
        Some(_) if depth == MAX_DEPTH => Err("the document is deeper than 32 levels"),
        Some(list) if Array::is_array(list) => items(list.unchecked_ref(), depth + 1),
        Some(object) => entries(&Object::entries(object), depth + 1),
        None => Err("found a function, a symbol or a big integer, expected plain data"),
    }
}

fn items(list: &Array, depth: usize) -> Result<Value, &'static str> {
    let mut items = Vec::new();
    for index in 0..list.length() {
        items.push(plain(&list.get(index), depth)?);
    }
    Ok(Value::List(items))
}

fn entries(entries: &Array, depth: usize) -> Result<Value, &'static str> {
    let mut map = Map::new();
    for index in 0..entries.length() {
        let entry: Array = entries.get(index).unchecked_into();
        map.set(&entry.get(0).as_string().unwrap_or_default(), plain(&entry.get(1), depth)?);
    }
    Ok(Value::Map(map))
}

/// Plain data as a JavaScript value: maps become plain objects, null stays null. It goes through the host's parser, which
/// puts even a name like `__proto__` into the object itself.
#[must_use]
pub fn to_js(value: &Value) -> JsValue {
    JSON::parse(&json::write(value)).unwrap_or(JsValue::NULL)
}

/// JSON text as plain data; null where it is none.
pub(super) fn from_json(text: &str) -> Value {
    JSON::parse(text).ok().and_then(|value| from_js(&value).ok()).unwrap_or_default()
}
