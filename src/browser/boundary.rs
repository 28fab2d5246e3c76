//! Values over the JavaScript boundary, and JSON text through the host's parser. It must refuse what is no plain data.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::error::Error;
use crate::value::Value;

/// A JavaScript value as plain data.
///
/// # Errors
/// `js/bad-value` where something in it is no plain data (a function, a symbol), or it is deeper than 32 levels.
pub fn from_js(value: JsValue) -> Result<Value, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Error::new("js/bad-value", error.to_string()))
}

/// Plain data as a JavaScript value: maps become plain objects, null stays null.
#[must_use]
pub fn to_js(value: &Value) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// JSON text as plain data; null where it is none.
pub(super) fn from_json(text: &str) -> Value {
    js_sys::JSON::parse(text).ok().and_then(|value| from_js(value).ok()).unwrap_or_default()
}
