//! The tools' JavaScript API of scores: one lead by its facts, many leads in columns. For Node and for pages of the owner's,
//! never for a landing page. It only translates; it must not decide anything.

use js_sys::{
    Array, Float64Array, Function, Int32Array, Map as JsMap, Object, Reflect, Set, Uint8Array, Uint16Array, Uint32Array,
};
use wasm_bindgen::prelude::*;

use super::tools::{plain, shown};
use crate::config;
use crate::error::Error;
use crate::expression::Context;
use crate::expression::column::{Column, Data, Kind};
use crate::lead::score_part;
use crate::score::bulk::{Bulk, Explanation, Scores, TEMPERATURES};
use crate::score::evaluate;
use crate::time::DAY;
use crate::value::{Map, Value};

/// A score table, read once, for single leads and for columns of them.
#[wasm_bindgen]
pub struct Scorer {
    bulk: Bulk,
    types: Vec<Type>,
}

/// What a column is given as.
#[derive(Clone, Copy, PartialEq)]
enum Type {
    Number,
    Text,
    Boolean,
    Times,
    Any,
}

/// The words of the types.
const TYPES: [(&str, Type); 5] = [
    ("number", Type::Number),
    ("text", Type::Text),
    ("boolean", Type::Boolean),
    ("times", Type::Times),
    ("any", Type::Any),
];

#[wasm_bindgen]
impl Scorer {
    /// Reads a table. `table` is a config, or a score table alone; `columns` says the type of each column by the path of its
    /// fact: `{ role: 'text', employees: 'number', 'event.keypage.pricing.count': 'number' }`, one of `number`, `text`,
    /// `boolean`, `times` and `any`. Without it single leads alone can be scored.
    ///
    /// # Errors
    /// `js/bad-value` where one of them is no plain data, or a type is unknown; the first error of a table that is refused;
    /// those of [`Bulk::new`].
    #[wasm_bindgen(constructor)]
    pub fn new(table: JsValue, columns: JsValue) -> Result<Self, JsError> {
        let columns = if columns.is_undefined() { JsValue::NULL } else { columns };
        let table = config::read_table(&plain(table)?).map_err(|error| told(&error))?;
        let (mut named, mut types) = (Vec::new(), Vec::new());
        for (name, word) in plain(columns)?.as_map().into_iter().flat_map(Map::iter) {
            let known = TYPES.iter().find(|(known, _)| word.as_text() == Some(*known));
            let (_, kind) = known.ok_or_else(|| bad(name, "expected number, text, boolean, times or any"))?;
            types.push(*kind);
            let kind = match kind {
                Type::Number => Kind::Numbers,
                Type::Times => Kind::Lists,
                Type::Text | Type::Boolean | Type::Any => Kind::Words,
            };
            named.push(Column { name: name.to_owned(), kind });
        }
        Ok(Self { bulk: Bulk::new(&table, named).map_err(|error| told(&error))?, types })
    }

    /// The words of the classes, by which scores name them.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn classes(&self) -> Vec<String> {
        self.bulk.classes().into_iter().map(str::to_owned).collect()
    }

    /// The words of the temperatures.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn temperatures(&self) -> Vec<String> {
        TEMPERATURES.map(str::to_owned).to_vec()
    }

    /// The words of the grades; one empty word where the table has none.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn grades(&self) -> Vec<String> {
        self.bulk.grades()
    }

    /// The ids of the rules, by whose places explanations name them.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn rules(&self) -> Vec<String> {
        self.bulk.table().rules.iter().map(|rule| rule.id.clone()).collect()
    }

    /// Scores one lead by its facts: `{ total, axes, class, temperature, grade?, handoff, explanation, missing }`, as leads carry
    /// it. `when` is `{ now, today? }` in milliseconds and days since 1970.
    ///
    /// # Errors
    /// `js/bad-value` where one of them is no plain data.
    pub fn one(&self, facts: JsValue, when: &JsValue) -> Result<JsValue, JsError> {
        let (now, today) = moment(when)?;
        let facts = plain(facts)?;
        let score = evaluate(self.bulk.table(), Vec::new(), &Context::on_day(&facts, today), now);
        shown(&score_part(&score).into())
    }

    /// Scores leads: `{ fit, intent, total, class, temperature, grade, handoff, explanation? }`, each a typed array with one
    /// entry for each lead.
    ///
    /// `columns` has the data of each column by its name; null, undefined and NaN are facts that are not there:
    /// - `number`: a typed array or a list;
    /// - `text`, `boolean`, `any`: a list, or `{ codes, words }`, where each code is the place of a word; for `boolean` also a
    ///   typed array of 0 and 1;
    /// - `times`: a list of lists of milliseconds since 1970, ascending, or `{ ends, numbers }`, all lists one behind the other.
    ///
    /// `when` is `{ now, today?, explain? }` in milliseconds and days since 1970; with `explain` the reasons come along.
    ///
    /// # Errors
    /// `js/bad-value` where a column is not of its type; those of [`Bulk::score`].
    pub fn many(&self, columns: &JsValue, when: &JsValue) -> Result<Object, JsError> {
        let (now, today) = moment(when)?;
        let mut data = Vec::new();
        for (column, kind) in self.bulk.schema().columns().iter().zip(&self.types) {
            let given = part(columns, &column.name);
            data.push(read(&given, *kind).ok_or_else(|| bad(&column.name, "found no data of its type"))?);
        }
        let is_explained = part(when, "explain").is_truthy();
        let context = Context::on_day(&Value::Null, today);
        let scores = self.bulk.score(data, &context, now, is_explained).map_err(|error| told(&error))?;
        Ok(given(&scores))
    }
}

fn told(error: &Error) -> JsError {
    JsError::new(&error.line())
}

fn bad(name: &str, what: &str) -> JsError {
    told(&Error::new("js/bad-value", what).at(name))
}

fn part(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// `{ now, today? }`.
fn moment(when: &JsValue) -> Result<(i64, i64), JsError> {
    let now =
        part(when, "now").as_f64().and_then(whole).ok_or_else(|| bad("now", "expected milliseconds since 1970"))?;
    let today = part(when, "today").as_f64().and_then(whole).unwrap_or_else(|| now.div_euclid(DAY));
    Ok((now, today))
}

fn whole(number: f64) -> Option<i64> {
    Value::Number(number).as_whole()
}

/// A column's data; `None` where it is not of the type.
fn read(given: &JsValue, kind: Type) -> Option<Data> {
    match kind {
        Type::Number => Some(Data::Numbers(numbers(given)?)),
        Type::Times => times(given),
        Type::Boolean if is_typed(given) => {
            let mut codes = whole_numbers(given)?;
            codes.iter_mut().for_each(|code| *code = (*code).min(2));
            Some(Data::Words { codes, words: vec![false.into(), true.into(), Value::Null] })
        }
        Type::Text | Type::Boolean | Type::Any if !Array::is_array(given) => {
            let words = serde_wasm_bindgen::from_value::<Value>(part(given, "words")).ok()?;
            let Value::List(words) = words else { return None };
            Some(Data::Words { codes: whole_numbers(&part(given, "codes"))?, words })
        }
        Type::Text | Type::Boolean | Type::Any => words(given.dyn_ref()?, kind),
    }
}

fn is_typed(given: &JsValue) -> bool {
    js_sys::ArrayBuffer::is_view(given)
}

fn numbers(given: &JsValue) -> Option<Vec<f64>> {
    if let Some(numbers) = given.dyn_ref::<Float64Array>() {
        return Some(numbers.to_vec());
    }
    if is_typed(given) {
        return Some(Float64Array::new(given).to_vec());
    }
    // A list that became a typed array would have 0 for null.
    let list: &Array = given.dyn_ref()?;
    let one = |item: JsValue| if item.is_null() || item.is_undefined() { Some(f64::NAN) } else { item.as_f64() };
    list.iter().map(one).collect()
}

fn whole_numbers(given: &JsValue) -> Option<Vec<u32>> {
    if let Some(numbers) = given.dyn_ref::<Uint32Array>() {
        return Some(numbers.to_vec());
    }
    (is_typed(given) || Array::is_array(given)).then(|| Uint32Array::new(given).to_vec())
}

fn times(given: &JsValue) -> Option<Data> {
    let Some(lists) = given.dyn_ref::<Array>() else {
        return Some(Data::Lists {
            ends: whole_numbers(&part(given, "ends"))?,
            numbers: numbers(&part(given, "numbers"))?,
        });
    };
    let (mut ends, mut all) = (Vec::new(), Vec::new());
    for list in lists.iter() {
        if !list.is_null() && !list.is_undefined() {
            all.extend(numbers(&list)?);
        }
        ends.push(u32::try_from(all.len()).ok()?);
    }
    Some(Data::Lists { ends, numbers: all })
}

/// A list of values as codes. Each word crosses the boundary once, and the codes together: the host itself looks the words
/// up, since handing over every item takes far longer.
fn words(list: &Array, kind: Type) -> Option<Data> {
    let (known, mut words, mut has_gaps) = (JsMap::new(), Vec::new(), false);
    for item in Array::from(&Set::new(list)).iter() {
        known.set(&item, &words.len().into());
        has_gaps |= item.is_undefined();
        let word = match item.as_f64().is_some_and(f64::is_nan) || item.is_undefined() {
            true => Value::Null,
            false => serde_wasm_bindgen::from_value(item).ok()?,
        };
        let is_one = match (kind, &word) {
            (_, Value::Null) | (Type::Any, _) => true,
            (Type::Text, word) => word.as_text().is_some(),
            (_, word) => word.as_bool().is_some(),
        };
        words.push(Some(word).filter(|_| is_one)?);
    }
    // `map` leaves out what a list never had, which a copy has as undefined.
    let copy = has_gaps.then(|| Array::from(list));
    let list = copy.as_ref().unwrap_or(list);
    let map = part(list, "map").dyn_into::<Function>().ok()?;
    let codes = map.call2(list, &part(&known, "get"), &known).ok()?;
    Some(Data::Words { codes: whole_numbers(&codes)?, words })
}

/// Scores as they are handed out.
fn given(scores: &Scores) -> Object {
    let small = |codes: &[u32]| Uint8Array::from(codes.iter().map(|code| *code as u8).collect::<Vec<u8>>().as_slice());
    let out = Object::new();
    put(&out, "fit", &points(&scores.fit));
    put(&out, "intent", &points(&scores.intent));
    put(&out, "total", &points(&scores.total));
    put(&out, "class", &small(&scores.class));
    put(&out, "temperature", &small(&scores.temperature));
    put(&out, "grade", &small(&scores.grade));
    put(&out, "handoff", &Uint8Array::from(scores.handoff.as_slice()));
    if let Some(explanation) = &scores.explanation {
        put(&out, "explanation", &reasons(explanation));
    }
    out
}

fn reasons(explanation: &Explanation) -> Object {
    let places =
        |rules: &[u32]| Uint16Array::from(rules.iter().map(|rule| *rule as u16).collect::<Vec<u16>>().as_slice());
    let out = Object::new();
    put(&out, "ends", &Uint32Array::from(explanation.ends.as_slice()));
    put(&out, "rule", &places(&explanation.rule));
    put(&out, "count", &points(&explanation.count));
    put(&out, "decayed", &points(&explanation.decayed));
    put(&out, "points", &points(&explanation.points));
    put(&out, "missingEnds", &Uint32Array::from(explanation.missing_ends.as_slice()));
    put(&out, "missing", &places(&explanation.missing));
    out
}

/// Points fit into 32 bits: a config's rules are too few for more.
fn points(points: &[i64]) -> Int32Array {
    Int32Array::from(points.iter().map(|points| *points as i32).collect::<Vec<i32>>().as_slice())
}

fn put(out: &Object, name: &str, value: &JsValue) {
    // A plain object takes every name.
    let _ = Reflect::set(out, &name.into(), value);
}
