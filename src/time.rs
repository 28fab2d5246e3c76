//! Moments and dates, computed: what an instant is called, which local day it falls on. It must not read a clock.

use crate::text;

/// One second, minute, hour and day in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// The latest wall time that is accepted: the end of the range of ECMAScript's `Date` (8.64e15 ms).
pub const LATEST_MS: i64 = 8_640_000_000_000_000;

/// When an input arrives, on the two clocks of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Wall time: milliseconds since 1970-01-01T00:00:00Z, for records. May jump when the visitor's clock is set.
    pub wall_ms: i64,
    /// Milliseconds since the page's own start, for durations. Never goes backwards.
    pub monotonic_ms: i64,
    /// Minutes to add to UTC for the visitor's local time (180 in Moscow), for local dates.
    pub utc_offset_min: i32,
}

impl Moment {
    /// The local day: whole days since 1970-01-01 on the visitor's calendar.
    #[must_use]
    pub fn local_day(&self) -> i64 {
        local_day(self.wall_ms, self.utc_offset_min)
    }
}

/// Whole days since 1970-01-01 on the calendar of `utc_offset_min`.
#[must_use]
pub fn local_day(wall_ms: i64, utc_offset_min: i32) -> i64 {
    wall_ms.saturating_add(i64::from(utc_offset_min) * MINUTE).div_euclid(DAY)
}

/// Year, month (1–12) and day (1–31) of a day number, in the proleptic Gregorian calendar.
///
/// The era arithmetic follows Howard Hinnant's public "chrono-compatible low-level date algorithms".
#[must_use]
pub fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * month_from_march + 2) / 5 + 1)
}

/// The day number of a date, or `None` where month or day do not exist in that year.
#[must_use]
pub fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    (-9_999..=9_999).contains(&year).then(|| far_day_number(year, month, day))?
}

/// The same in all years that ECMAScript has.
pub(crate) fn far_day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year.abs() > 275_760 {
        return None;
    }
    let shifted_year = year - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    let number = era * 146_097 + of_era - 719_468;
    (civil(number) == (year, month, day)).then_some(number)
}

/// The day number of `YYYY-MM-DD` (anything after the day, such as a time, is ignored).
#[must_use]
pub fn parse_day(text: &str) -> Option<i64> {
    let date = text.trim().get(..10)?;
    let (year, rest) = text::split(date, "-")?;
    let (month, day) = text::split(rest, "-")?;
    day_number(text::parse_whole(year)?, text::parse_whole(month)?, text::parse_whole(day)?)
}

/// `YYYY-MM-DD` of a day number.
#[must_use]
pub fn day_text(day: i64) -> String {
    let (year, month, of_month) = civil(day);
    let mut out = String::new();
    let (sign, width) = match year {
        0..10_000 => ("", 4),
        10_000.. => ("+", 6),
        _ => ("", 6),
    };
    push_parts(&mut out, &[(sign, year, width), ("-", month, 2), ("-", of_month, 2)]);
    out
}

/// Appends numbers, each behind its mark and as wide as it says.
pub(crate) fn push_parts(out: &mut String, parts: &[(&str, i64, usize)]) {
    for (mark, number, width) in parts {
        out.push_str(mark);
        text::push_padded(out, *number, *width);
    }
}

/// An instant as ISO 8601 in UTC with milliseconds: `2026-11-21T20:05:01.000Z`.
#[must_use]
pub fn instant_text(wall_ms: i64) -> String {
    let mut out = day_text(wall_ms.div_euclid(DAY));
    let of_day = wall_ms.rem_euclid(DAY);
    let parts = [
        ("T", of_day / HOUR, 2),
        (":", of_day / MINUTE % 60, 2),
        (":", of_day / SECOND % 60, 2),
        (".", of_day % SECOND, 3),
    ];
    push_parts(&mut out, &parts);
    out.push('Z');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_and_dates_are_inverse() {
        for day in -800_000..800_000 {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_number(year, month, of_month), Some(day));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "nonsense!!", "2026-1-1"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
        assert_eq!(parse_day("2024-02-29T10:00"), day_number(2024, 2, 29));
    }

    #[test]
    fn instants_are_written_as_iso_8601() {
        assert_eq!(instant_text(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(instant_text(1_795_291_501_042), "2026-11-21T20:05:01.042Z");
        assert_eq!(instant_text(-1), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn the_local_day_follows_the_visitors_offset() {
        let late = Moment { wall_ms: 23 * HOUR, monotonic_ms: 0, utc_offset_min: 180 };
        assert_eq!(late.local_day(), 1);
        assert_eq!(Moment { utc_offset_min: 0, ..late }.local_day(), 0);
    }
}
