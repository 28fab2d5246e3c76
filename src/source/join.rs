//! Joining two copies of the record, so that tabs lose nothing: commutative, associative, idempotent. It must not look
//! at a clock: which copy was written later does not matter.

use super::stored::Record;
use super::touch::Touch;
use crate::value::json;

/// The record that knows what both know: the earliest first touch that is not void, the latest last touches, the
/// furthest visit.
///
/// A record whose `since` is set has a first touch at that very time, so dropping void touches early loses none that a
/// later join would need.
#[must_use]
pub fn join(left: &Record, right: &Record) -> Record {
    let since = left.since.max(right.since);
    let valid = |touch: &Option<Touch>| touch.clone().filter(|touch| touch.at() >= since);
    let latest =
        |left: &Option<Touch>, right: &Option<Touch>| pick(left.clone(), right.clone(), |left, right| left > right);
    Record {
        since,
        first: pick(valid(&left.first), valid(&right.first), |left, right| left < right),
        last: latest(&left.last, &right.last),
        last_non_direct: latest(&left.last_non_direct, &right.last_non_direct),
        visit: left.visit.max(right.visit),
    }
}

/// The touch whose (time, text) is preferred; the text makes the order total.
fn pick(
    left: Option<Touch>,
    right: Option<Touch>,
    prefers: impl Fn(&(i64, String), &(i64, String)) -> bool,
) -> Option<Touch> {
    let key = |touch: &Touch| (touch.at(), json::write(&touch.to_value()));
    match (left, right) {
        (Some(left), Some(right)) => Some(if prefers(&key(&right), &key(&left)) { right } else { left }),
        (left, right) => left.or(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Landing, Settings};
    use crate::time::DAY;
    use proptest::prelude::*;

    /// A record that some random landings made.
    fn record() -> impl Strategy<Value = Record> {
        let landing = (0i64..300 * DAY, "(utm_source=[a-c]&utm_medium=cpc)?", any::<bool>());
        (prop::collection::vec(landing, 0..5), 1i64..200).prop_map(|(mut landings, window_days)| {
            landings.sort();
            let mut record = Record::default();
            let settings = Settings { window_days, ..Settings::default() };
            for (at, query, is_arrival) in landings {
                record.land(
                    &Landing { url: format!("https://a.example/?{query}"), at, is_arrival, ..Landing::default() },
                    &settings,
                    &[],
                );
            }
            record
        })
    }

    proptest! {
        #[test]
        fn the_join_is_commutative_associative_and_idempotent(a in record(), b in record(), c in record()) {
            prop_assert_eq!(join(&a, &b), join(&b, &a));
            prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
            prop_assert_eq!(join(&a, &a), a);
        }

        #[test]
        fn the_stored_form_keeps_the_record(a in record()) {
            prop_assert_eq!(Record::from_value(&a.to_value()), a);
        }

        #[test]
        fn the_first_touch_survives_any_later_landing_inside_its_window(a in record(), days in 0i64..180, query in "utm_source=[a-z]{3}") {
            prop_assume!(a.first().is_some());
            let mut later = a.clone();
            let at = a.first().unwrap().at() + days * DAY;
            later.land(&Landing { url: format!("https://a.example/?{query}"), at, is_arrival: true, ..Landing::default() }, &Settings::default(), &[]);
            prop_assert_eq!(later.first(), a.first());
            prop_assert_eq!(join(&later, &a).first().cloned(), a.first().cloned());
        }
    }

    #[test]
    fn an_expired_first_touch_does_not_come_back_through_a_join() {
        let settings = Settings::default();
        let landing = |at| Landing { url: "https://a.example/".into(), at, is_arrival: true, ..Landing::default() };
        let mut old = Record::default();
        old.land(&landing(DAY), &settings, &[]);
        let mut renewed = old.clone();
        renewed.land(&landing(200 * DAY), &settings, &[]);
        assert_eq!(join(&old, &renewed).first().unwrap().at(), 200 * DAY);
    }
}
