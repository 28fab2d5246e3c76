//! Joining two copies of the record, so that tabs lose nothing: commutative, associative, idempotent. It must not look
//! at a clock: which copy was written later does not matter.

use super::stored::{Record, add};
use super::touch::Touch;

/// The record that knows what both know: the earliest first touch that is not void, the latest other touches, the furthest
/// visit.
///
/// A record whose `since` is set has a first touch at that very time, so dropping void touches early loses none that a
/// later join would need.
#[must_use]
pub fn join(left: &Record, right: &Record) -> Record {
    let since = left.since.max(right.since);
    let valid = |touch: &Option<Touch>| touch.clone().filter(|touch| touch.at() >= since);
    let mut touches = left.touches.clone();
    right.touches.iter().for_each(|touch| add(&mut touches, touch.clone()));
    Record {
        since,
        first: pick(valid(&left.first), valid(&right.first), true),
        last_non_direct: pick(left.last_non_direct.clone(), right.last_non_direct.clone(), false),
        touches,
        visit: left.visit.clone().max(right.visit.clone()),
    }
}

/// The earlier or the later of two touches; of two copies of one the fuller.
fn pick(left: Option<Touch>, right: Option<Touch>, earlier: bool) -> Option<Touch> {
    match (left, right) {
        (Some(left), Some(right)) => Some(match left.order(&right) {
            std::cmp::Ordering::Equal => left.fuller(right),
            order if order.is_lt() == earlier => left,
            _ => right,
        }),
        (left, right) => left.or(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Landing, Settings, cookie_text, from_cookie, to_cookie};
    use crate::time::DAY;
    use crate::value::Value;
    use proptest::prelude::*;

    const OWN: &str = "https://a.example/";

    /// A landing: when, from where, with what.
    fn landing() -> impl Strategy<Value = Landing> {
        let referrer = prop::sample::select(vec![
            "",
            "https://www.google.com/",
            "https://a.example/before?gclid=z",
            "https://www.paypal.com/",
            "https://blog.test/",
        ]);
        (0i64..300 * DAY, "(utm_source=[a-c]&utm_medium=(cpc|email))?", referrer, any::<bool>()).prop_map(
            |(at, query, referrer, is_arrival)| Landing {
                url: format!("{OWN}?{query}"),
                referrer: referrer.to_owned(),
                at,
                is_arrival,
            },
        )
    }

    /// A record that some random landings made.
    fn record() -> impl Strategy<Value = Record> {
        (prop::collection::vec(landing(), 0..8), 1i64..200).prop_map(|(mut landings, window_days)| {
            landings.sort_by_key(|landing| landing.at);
            let mut record = Record::default();
            let settings = Settings { window_days, ..Settings::default() };
            for landing in landings {
                record.land(&landing, &settings, &[]);
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
        fn the_cookie_keeps_what_it_has_room_for_and_the_twin_heals_it(a in record()) {
            let cookie = to_cookie(&a);
            prop_assert!(cookie.len() <= crate::source::MAX_COOKIE);
            let read: Value = serde_json::from_str(&cookie_text(&cookie).unwrap()).unwrap();
            let read = from_cookie(&read);
            prop_assert_eq!(read.first().map(|touch| (touch.at(), touch.channel())), a.first().map(|touch| (touch.at(), touch.channel())));
            prop_assert_eq!(read.last().map(Touch::at), a.last().map(Touch::at));
            prop_assert_eq!(read.visit(), a.visit());
            prop_assert_eq!(join(&a, &read), a.clone());
            prop_assert_eq!(join(&read, &a), a);
        }

        #[test]
        fn the_first_touch_survives_any_later_landing_inside_its_window(a in record(), later in prop::collection::vec(landing(), 1..9)) {
            prop_assume!(a.first().is_some());
            let (settings, first) = (Settings::default(), a.first().unwrap().clone());
            let mut record = a.clone();
            let mut later = later;
            later.sort_by_key(|landing| landing.at);
            for landing in later {
                let at = first.at() + landing.at % (180 * DAY);
                record.land(&Landing { at, ..landing }, &settings, &[]);
                prop_assert_eq!(record.first(), Some(&first));
            }
            let joined = join(&record, &a);
            prop_assert_eq!(joined.first(), Some(&first));
        }

        #[test]
        fn the_order_in_which_tabs_land_does_not_matter(one in landing(), other in landing()) {
            let settings = Settings { window_days: 400, ..Settings::default() };
            // Two new tabs: whichever is granted first takes its landing in first.
            let land = |record: &Record, landing: &Landing| {
                let mut record = record.clone();
                record.land(&Landing { is_arrival: true, referrer: String::new(), ..landing.clone() }, &settings, &[]);
                record
            };
            prop_assume!(one.at != other.at);
            let before = Record::default();
            let (early, late) = (land(&land(&before, &one), &other), land(&land(&before, &other), &one));
            prop_assert_eq!(early.first().map(Touch::at), late.first().map(Touch::at));
            prop_assert_eq!(early.first().map(Touch::at), Some(one.at.min(other.at)));
        }

        #[test]
        fn a_direct_visit_never_replaces_a_touch_that_was_not_direct(a in record(), later in 1i64..9) {
            let mut record = a.clone();
            let at = a.last().map_or(0, Touch::at) + later * DAY;
            record.land(&Landing { url: OWN.into(), at, is_arrival: true, ..Landing::default() }, &Settings::default(), &[]);
            prop_assert_eq!(record.last_non_direct(), a.last_non_direct());
        }
    }

    #[test]
    fn an_expired_first_touch_does_not_come_back_through_a_join() {
        let settings = Settings::default();
        let landing = |at| Landing { url: OWN.into(), at, is_arrival: true, ..Landing::default() };
        let mut old = Record::default();
        old.land(&landing(DAY), &settings, &[]);
        let mut renewed = old.clone();
        renewed.land(&landing(200 * DAY), &settings, &[]);
        assert_eq!(join(&old, &renewed).first().unwrap().at(), 200 * DAY);
    }

    #[test]
    fn between_the_first_and_the_last_touch_stand_the_latest_twenty() {
        let mut record = Record::default();
        for day in 0..40 {
            let url = format!("{OWN}?utm_source=s{day}");
            record.land(
                &Landing { url, at: day * DAY, is_arrival: true, ..Landing::default() },
                &Settings::default(),
                &[],
            );
        }
        let days: Vec<i64> = record.between().iter().map(|touch| touch.at() / DAY).collect();
        assert_eq!(days, (19..39).collect::<Vec<i64>>());
        assert_eq!((record.first().unwrap().at(), record.last().unwrap().at() / DAY), (0, 39));
    }

    #[test]
    fn a_long_record_fits_into_the_cookie_and_keeps_the_click_id_of_the_first_touch() {
        let long = |letter: &str| letter.repeat(250);
        let mut record = Record::default();
        for (day, letter) in [(0, "a"), (1, "b"), (2, "й")] {
            let url = format!(
                "{OWN}{}?utm_source={}&utm_campaign={}&utm_term={}&gclid=G{day}",
                long("p"),
                long(letter),
                long(letter),
                long(letter)
            );
            record.land(
                &Landing { url, at: day * DAY, is_arrival: true, referrer: "https://blog.test/".into() },
                &Settings::default(),
                &[],
            );
        }
        let cookie = to_cookie(&record);
        assert!(cookie.len() <= crate::source::MAX_COOKIE, "{}", cookie.len());
        let read = from_cookie(&serde_json::from_str(&cookie_text(&cookie).unwrap()).unwrap());
        assert_eq!(join(&record, &read), record);
        assert_eq!(read.first().unwrap().at(), 0);
    }
}
