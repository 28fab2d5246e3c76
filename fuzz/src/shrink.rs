//! Makes a case that fails as small as it gets while it fails in the same way. It must not know what a case means.

use crate::case::weight;
use crate::hunt::guarded;
use crate::{Fault, Json, Target};

/// How often a case may be tried.
const MOST_TRIES: usize = 3_000;

/// The smallest case found that has a fault of the same kind.
pub fn shrink(target: &dyn Target, case: &Json, fault: &Fault) -> (Json, Fault) {
    let (mut best, mut found) = (case.clone(), fault.clone());
    let mut tries = 0;
    loop {
        let mut is_smaller = false;
        let mut place = 0;
        while let Some(smaller) = without(&best, &mut place.clone()) {
            tries += 1;
            if tries > MOST_TRIES {
                return (best, found);
            }
            match smaller
                .into_iter()
                .filter(|one| weight(one) < weight(&best))
                .find_map(|one| still(target, one, &found.kind))
            {
                Some((one, same)) => (best, found, is_smaller) = (one, same, true),
                None => place += 1,
            }
        }
        if !is_smaller {
            return (best, found);
        }
    }
}

fn still(target: &dyn Target, case: Json, kind: &str) -> Option<(Json, Fault)> {
    let fault = guarded(target, &case).err().filter(|fault| fault.kind == kind)?;
    Some((case, fault))
}

/// Smaller documents in place of the one at a place, counted from the root; `None` behind the last place.
fn without(document: &Json, place: &mut usize) -> Option<Vec<Json>> {
    if *place == 0 {
        return Some(smaller(document));
    }
    *place -= 1;
    match document {
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let put = |part: Json| {
                let mut items = items.clone();
                if let Some(item) = items.get_mut(at) {
                    *item = part;
                }
                Json::Array(items)
            };
            Some(without(item, place)?.into_iter().map(put).collect())
        }),
        Json::Object(map) => map.iter().find_map(|(name, value)| {
            let put = |part: Json| {
                let mut map = map.clone();
                map.insert(name.clone(), part);
                Json::Object(map)
            };
            Some(without(value, place)?.into_iter().map(put).collect())
        }),
        _ => None,
    }
}

/// The document without a part of it, or one of its parts in its place.
fn smaller(document: &Json) -> Vec<Json> {
    match document {
        Json::Array(items) => {
            let half = items.len() / 2;
            let halves = [(0, half), (half, items.len())].map(|(from, count)| items.iter().skip(from).take(count));
            let halves = halves.into_iter().map(|half| Json::Array(half.cloned().collect()));
            let less = (0..items.len()).map(|out| {
                Json::Array(
                    items.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, item)| item.clone()).collect(),
                )
            });
            [Json::Array(Vec::new())].into_iter().chain(halves).chain(less).chain(items.iter().cloned()).collect()
        }
        Json::Object(map) => {
            let less = map.keys().map(|out| {
                Json::Object(
                    map.iter()
                        .filter(|(name, _)| *name != out)
                        .map(|(name, value)| (name.clone(), value.clone()))
                        .collect(),
                )
            });
            less.chain(map.values().cloned()).collect()
        }
        Json::String(text) => {
            let chars: Vec<char> = text.chars().collect();
            let mut less: Vec<String> = vec![String::new(), "a".to_owned()];
            let mut width = chars.len() / 2;
            while width > 0 {
                for from in (0..chars.len()).step_by(width).take(40) {
                    less.push(chars.iter().take(from).chain(chars.iter().skip(from + width)).collect());
                }
                width /= 2;
            }
            less.into_iter().map(Json::String).collect()
        }
        Json::Number(_) => vec![0.into(), 1.into()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dice, Signs};

    /// Fails for a list in which a text has a b.
    struct HasB;

    impl Target for HasB {
        fn name(&self) -> &'static str {
            "has-b"
        }

        fn seeds(&self) -> Vec<Json> {
            Vec::new()
        }

        fn make(&self, _: &mut Dice, _: &[Json]) -> Json {
            Json::Null
        }

        fn check(&self, case: &Json) -> Result<Signs, Fault> {
            let texts = case.get("list").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
            assert!(!texts.into_iter().any(|text| text.contains('b')), "there is a b");
            Ok(Signs::new())
        }
    }

    #[test]
    fn a_case_that_panics_is_made_small_and_keeps_panicking() {
        let case = serde_json::json!({ "x": [1, 2, 3], "list": ["aaa", "aaabaaa", { "b": "b" }], "y": "b" });
        let fault = guarded(&HasB, &case).unwrap_err();
        let (small, same) = shrink(&HasB, &case, &fault);
        assert_eq!(small, serde_json::json!({ "list": ["b"] }));
        assert_eq!(same.kind, fault.kind);
    }
}
