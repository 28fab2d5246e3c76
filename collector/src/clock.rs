//! The collector's only look at the clocks, and times written for people. It must not know what the
//! times belong to.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The steady clock, for durations.
#[expect(clippy::disallowed_methods, reason = "the collector's seam to the clock; the core never sees it")]
#[must_use]
pub fn tick() -> Instant {
    Instant::now()
}

/// Milliseconds since 1970-01-01T00:00:00Z by this machine's clock.
#[expect(clippy::disallowed_methods, reason = "the collector's seam to the clock; the core never sees it")]
#[must_use]
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| i64::try_from(age.as_millis()).unwrap_or(i64::MAX))
}

/// `2026-11-21T20:05:01.000Z`.
#[must_use]
pub fn iso(ms: i64) -> String {
    let (year, month, day) = civil(ms.div_euclid(86_400_000));
    let rest = ms.rem_euclid(86_400_000);
    let (hour, minute, second, milli) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

/// `21 Nov 2026, 20:05 UTC`.
#[must_use]
pub fn readable(ms: i64) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = civil(ms.div_euclid(86_400_000));
    let rest = ms.rem_euclid(86_400_000);
    let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"?");
    format!("{day} {name} {year}, {:02}:{:02} UTC", rest / 3_600_000, rest / 60_000 % 60)
}

/// How long ago `then` was, in the largest whole unit: `just now`, `5 min ago`, `3 h ago`, `2 days ago`.
#[must_use]
pub fn ago(then: i64, now: i64) -> String {
    let minutes = (now - then).max(0) / 60_000;
    match minutes {
        0 => "just now".to_owned(),
        1..60 => format!("{minutes} min ago"),
        60..1440 => format!("{} h ago", minutes / 60),
        1440..2880 => "1 day ago".to_owned(),
        _ => format!("{} days ago", minutes / 1440),
    }
}

/// Year, month and day of a day counted from 1970-01-01 (proleptic Gregorian calendar, eras of 400 years
/// that begin on 1 March, so that the leap day comes last).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_and_a_leap_day_are_written_as_the_calendar_says() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(1_709_210_096_789), "2024-02-29T12:34:56.789Z");
        assert_eq!(readable(1_709_251_199_999), "29 Feb 2024, 23:59 UTC");
        assert_eq!(iso(-1), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn waiting_time_is_told_in_the_largest_whole_unit() {
        let hour = 3_600_000;
        assert_eq!(ago(0, 59_999), "just now");
        assert_eq!(ago(0, 60_000), "1 min ago");
        assert_eq!(ago(0, hour), "1 h ago");
        assert_eq!(ago(0, 24 * hour), "1 day ago");
        assert_eq!(ago(0, 48 * hour), "2 days ago");
        assert_eq!(ago(hour, 0), "just now");
    }
}
