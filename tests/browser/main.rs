//! Inside Chromium: the boundary and the facilities of `src/browser`, as wasm-bindgen runs them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test says what it expects by failing")]

use leadsieve::browser::{Storage, environment, from_js, seed, to_js};
use leadsieve::value::{Map, Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What JavaScript makes of a text of its own.
fn script(text: &str) -> JsValue {
    js_sys::Function::new_no_args(&format!("return {text}")).call0(&JsValue::NULL).unwrap()
}

fn wide() -> Value {
    let hostile = "</script>\u{2028}\u{0}é😀";
    let inner = Map::new().with("list", vec![Value::Null, true.into(), 0.1.into(), hostile.into()]).with(hostile, -1.0);
    Map::new().with("inner", inner).with("empty", Map::new()).with("none", Vec::<Value>::new()).with("big", 1e21).into()
}

#[wasm_bindgen_test]
fn values_cross_the_boundary_both_ways_unchanged() {
    assert_eq!(from_js(&to_js(&wide())).unwrap(), wide());
}

#[wasm_bindgen_test]
fn json_text_of_the_crate_is_the_hosts() {
    let ours = json::write(&wide());
    let hosts = js_sys::JSON::stringify(&js_sys::JSON::parse(&ours).unwrap()).unwrap();
    assert_eq!(ours, String::from(hosts));
}

#[wasm_bindgen_test]
fn a_name_that_is_a_prototypes_stays_a_plain_name() {
    let value: Value = Map::new().with("__proto__", Map::new().with("polluted", true)).into();
    let crossed = to_js(&value);
    assert!(js_sys::Reflect::get(&js_sys::Object::new(), &"polluted".into()).unwrap().is_undefined());
    assert_eq!(from_js(&crossed).unwrap(), value);
}

#[wasm_bindgen_test]
fn what_is_no_plain_data_is_refused_with_a_code() {
    for text in
        ["() => 1", "Symbol('x')", "({ a: [() => 1] })", "(() => { const a = {}; a.a = a; return a; })()", "NaN"]
    {
        let refused = from_js(&script(text)).unwrap_err();
        assert_eq!(refused.code(), "js/bad-value", "{text}");
    }
    assert_eq!(from_js(&script("undefined")).unwrap(), Value::Null);
    assert_eq!(
        from_js(&script("({ a: undefined, b: new String('x').valueOf() })")).unwrap().get("b"),
        Some(&"x".into())
    );
}

#[wasm_bindgen_test]
fn storage_joins_before_it_writes() {
    let storage = Storage::default();
    let key = "leadsieve.test.behaviour.1";
    storage.erase_all("leadsieve.test.");
    let counted = |at: f64| -> Value {
        let counter = Map::new().with("n", 1.0).with("f", at).with("t", vec![at]);
        Map::new()
            .with("v", 1.0)
            .with("counters", Map::new().with("click.phone", counter))
            .with("visit", 0.0)
            .with("engaged", Map::new())
            .with("scroll", 0.0)
            .into()
    };
    assert_eq!(storage.store(key, &counted(5.0), 0), None);
    // Another tab has counted too.
    let joined = Storage::default().store(key, &counted(9.0), 0).unwrap();
    assert_eq!(storage.store(key, &counted(5.0), 0), Some(joined.clone()));
    assert_eq!(joined.get("counters").unwrap().get("click.phone").unwrap().get("n"), Some(&2.0.into()));
    assert_eq!(storage.read(key), joined);
    assert_eq!(storage.read_all("leadsieve.test."), vec![(key.to_owned(), joined)]);
    storage.erase_all("leadsieve.test.");
    assert_eq!(storage.read(key), Value::Null);
}

#[wasm_bindgen_test]
fn a_record_with_a_twin_is_healed_by_either_and_is_not_written_where_both_are_gone() {
    let local = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let (storage, key) = (Storage::default(), "leadsieve.test.source.1");
    storage.erase_all("leadsieve.test.");
    let touch = Map::new().with("at", 5.0).with("channel", "Email").with("source", "news");
    let record: Value = Map::new()
        .with("v", 1.0)
        .with("since", 0.0)
        .with("first", touch.clone())
        .with("last_non_direct", touch.clone())
        .with("touches", vec![touch])
        .with("visit", Map::new().with("number", 1.0).with("started", 5.0).with("seen", 5.0))
        .into();
    assert_eq!(storage.store(key, &record, 180), None);
    assert_eq!((storage.news(), storage.news()), (Some((true, true)), None));
    let cookies = script("document.cookie").as_string().unwrap();
    assert!(cookies.contains(key), "{cookies}");
    local.remove_item(key).unwrap();
    assert_eq!(storage.read(key), record);
    // Another tab erases both, without an event.
    Storage::default().erase_all("leadsieve.test.");
    assert_eq!(storage.store(key, &record, 180), Some(Value::Null));
    assert!(!script("document.cookie").as_string().unwrap().contains(key));
    assert_eq!(local.get_item(key).unwrap(), None);
    assert_eq!(storage.store(key, &record, 180), None, "a new grant may store again");
    storage.erase_all("leadsieve.test.");
}

#[wasm_bindgen_test]
fn a_record_that_is_no_json_is_no_record() {
    let local = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    local.set_item("leadsieve.test.x.1", "{broken").unwrap();
    assert_eq!(Storage::default().read("leadsieve.test.x.1"), Value::Null);
    local.remove_item("leadsieve.test.x.1").unwrap();
}

#[wasm_bindgen_test]
fn two_seeds_differ() {
    assert_ne!(seed(), seed());
}

#[wasm_bindgen_test]
fn the_environment_is_told_in_classes() {
    let found = environment("en", "blue".into());
    assert_eq!((found.language.as_str(), found.variant.as_str()), ("en", "blue"));
    assert!(["mobile", "tablet", "desktop"].contains(&found.device.get("device").unwrap().as_text().unwrap()));
    assert!(found.url.starts_with("http"));
}

#[cfg(feature = "tools")]
#[wasm_bindgen_test]
fn a_scorer_takes_lists_codes_and_typed_arrays() {
    use leadsieve::wasm::scorer::Scorer;
    let table = "({ id: 't', rules: [{ id: 'a', axis: 'fit', points: 5, label: 'A', if: \"{role} = 'owner' and {size} > 2\" }] })";
    let types = "({ role: 'text', size: 'number' })";
    let scorer = Scorer::new(script(table), script(types)).unwrap();
    for columns in [
        "({ role: ['owner', null, 'owner', 'clerk'], size: [3, 3, null, 3] })",
        "({ role: ['Owner', undefined, ' owner', ''], size: Float64Array.of(3, 3, NaN, 3) })",
        "({ role: { codes: Uint32Array.of(1, 0, 1, 0), words: [null, 'owner'] }, size: Int8Array.of(3, 3, 2, 3) })",
    ] {
        let scores = scorer.many(&script(columns), &script("({ now: 0 })")).unwrap();
        let fit = js_sys::Int32Array::from(js_sys::Reflect::get(&scores, &"fit".into()).unwrap()).to_vec();
        assert_eq!(fit, [5, 0, 0, 0], "{columns}");
    }
    for wrong in [
        "({ role: [1], size: [1] })",
        "({ role: ['x'] })",
        "({ role: ['x'], size: ['3'] })",
        "({ role: ['x'], size: [1, 2] })",
    ] {
        assert!(scorer.many(&script(wrong), &script("({ now: 0 })")).is_err(), "{wrong}");
    }
    assert!(scorer.many(&script("({ role: [], size: [] })"), &script("({})")).is_err());
}

#[cfg(feature = "tools")]
#[wasm_bindgen_test]
fn the_tools_check_a_config_and_classify_an_arrival() {
    use leadsieve::wasm::tools;
    let problems = tools::check(script("({ version: 1, sight: {} })"), None, None).unwrap();
    let told: Vec<String> = js_sys::Array::from(&problems)
        .iter()
        .map(|problem| js_sys::Reflect::get(&problem, &"path".into()).unwrap().as_string().unwrap())
        .collect();
    assert_eq!(told, ["site", "consent", "sight", "consent.default.attribution"]);
    let verdict = tools::classify("https://a.example/?gclid=x", "https://www.google.com/", JsValue::NULL).unwrap();
    assert_eq!(js_sys::Reflect::get(&verdict, &"channel".into()).unwrap(), "Paid Search");
    let proof = tools::verify(script("({ format: 'x' })"), script("[]")).unwrap();
    assert_eq!(js_sys::Reflect::get(&proof, &"verdict".into()).unwrap(), "malformed");
    for (of_lead, field) in [(None, "delivery"), (Some(true), "contact")] {
        let fields = js_sys::Reflect::get(&tools::schema(of_lead).unwrap(), &"properties".into()).unwrap();
        assert!(js_sys::Reflect::has(&fields, &field.into()).unwrap(), "{field}");
    }
    assert!(tools::expand(script("({ delivery: { destinations: [{ id: 'a', preset: 'nobody' }] } })")).is_err());
}
