//! Dates of the rule language: read from text, taken apart, moved. They are the visitor's: a date without a zone is local.
//! It must not read a clock.

use super::arithmetic::remainder;
use crate::text;
use crate::time::{self, DAY, HOUR, MINUTE, SECOND};

/// A date and a time of day on the visitor's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Date {
    /// Milliseconds since 1970-01-01T00:00 of the visitor's clock; NaN where a text was no date.
    pub(super) local_ms: f64,
    /// How far that clock is ahead of UTC, in milliseconds.
    pub(super) offset_ms: i64,
}

/// A part of a date by which it is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A length in milliseconds, and how many of them make the next greater one.
    Time(i64, i64),
    Days,
    Months,
    Years,
}

impl Date {
    /// The date of an instant, in whole milliseconds.
    pub(super) fn at(utc_ms: f64, offset_ms: i64) -> Self {
        Self { local_ms: utc_ms.trunc() + offset_ms as f64, offset_ms }
    }

    /// The date that a text tells: `2026-11-22`, `2026-11-22T09:30`, with seconds, with `Z` or a zone. A year or a month alone
    /// is one of UTC. Other numbers are a date as V8 reads them.
    pub(super) fn read(content: &str, offset_ms: i64) -> Self {
        let (date, time) = text::split(content, "T").map_or((content, None), |(date, time)| (date, Some(time)));
        let found = day_of(date).and_then(|(day, is_whole)| {
            let Some(time) = time else { return Some((day, 0, (!is_whole).then_some(0))) };
            let (time, zone) = zone_of(time)?;
            Some((day, time_of(time)?, zone))
        });
        let found = found.or_else(|| Some((loose_day(content)?, 0, None)));
        let local_ms = found.map_or(f64::NAN, |(day, of_day, zone)| {
            let shift = zone.map_or(0, |zone| offset_ms - zone);
            (day * DAY + of_day + shift) as f64
        });
        Self { local_ms, offset_ms }
    }

    /// The date that a text beside this one tells: without a time, where this one has none. An empty text is now.
    pub(super) fn read_beside(self, content: &str, now: Self) -> Self {
        let read = if content.is_empty() { now } else { Self::read(content, self.offset_ms) };
        if rest_of(self.local_ms, DAY) >= SECOND as f64 {
            return read;
        }
        // Thousandths stay: SurveyJS leaves them too.
        let day = read.cut(DAY);
        Self { local_ms: day.local_ms + rest_of(read.local_ms, SECOND), ..day }
    }

    /// The date cut to what a text of so many characters tells.
    pub(super) fn as_exact_as(self, length: usize) -> Self {
        match length {
            0..=10 => self.cut(DAY),
            11..=13 => self.cut(HOUR),
            14..=16 => self.cut(MINUTE),
            _ => self,
        }
    }

    /// The date without thousandths: what is compared with a text has none.
    pub(super) fn in_seconds(self) -> Self {
        self.cut(SECOND)
    }

    fn cut(self, unit: i64) -> Self {
        let unit = unit as f64;
        Self { local_ms: (self.local_ms / unit).floor() * unit, ..self }
    }

    /// Milliseconds since 1970-01-01T00:00Z; NaN where it is no date.
    pub(super) fn utc_ms(self) -> f64 {
        self.local_ms - self.offset_ms as f64
    }

    /// The instant as a text in UTC.
    pub(super) fn instant(self) -> Option<String> {
        let utc = self.utc_ms();
        (utc.abs() <= time::LATEST_MS as f64).then(|| time::instant_text(utc as i64))
    }

    /// The date as ECMAScript's `String(date)` has it, on the visitor's clock. The zone is named in UTC alone: elsewhere its
    /// name would depend on the language of the machine.
    pub(super) fn text(self) -> String {
        let (Some(day), Some((year, month, of_month))) = (self.day(), self.civil()) else {
            return "Invalid Date".to_owned();
        };
        let named = |names: &'static str, at: i64| names.get(at as usize * 3..).map_or("", |rest| text::cut(rest, 3));
        let seconds = (self.local_ms as i64).rem_euclid(DAY) / SECOND;
        let ahead = self.offset_ms / MINUTE;
        let size = ahead.abs();
        // The first of January 1970 was a Thursday.
        let mut out = named("ThuFriSatSunMonTueWed", day.rem_euclid(7)).to_owned();
        out.push(' ');
        out.push_str(named("JanFebMarAprMayJunJulAugSepOctNovDec", month - 1));
        let parts = [
            (" ", of_month, 2),
            (" ", year, 4),
            (" ", seconds / 3600, 2),
            (":", seconds / 60 % 60, 2),
            (":", seconds % 60, 2),
            (if ahead < 0 { " GMT-" } else { " GMT+" }, size / 60 * 100 + size % 60, 4),
        ];
        time::push_parts(&mut out, &parts);
        out.push_str(if ahead == 0 { " (Coordinated Universal Time)" } else { "" });
        out
    }

    /// The day on the visitor's calendar as a text, `YYYY-MM-DD`; with its time, `YYYY-MM-DDTHH:MM`, where that is asked for.
    pub(super) fn answer(self, is_timed: bool) -> Option<String> {
        let mut out = time::day_text(self.day()?);
        if is_timed {
            let minutes = (self.local_ms as i64).rem_euclid(DAY) / MINUTE;
            time::push_parts(&mut out, &[("T", minutes / 60, 2), (":", minutes % 60, 2)]);
        }
        Some(out)
    }

    /// The day on the visitor's calendar, since 1970-01-01; `None` where it is no date.
    pub(super) fn day(self) -> Option<i64> {
        (self.local_ms.abs() <= time::LATEST_MS as f64).then(|| (self.local_ms as i64).div_euclid(DAY))
    }

    /// Year, month and day on the visitor's calendar.
    pub(super) fn civil(self) -> Option<(i64, i64, i64)> {
        self.day().map(time::civil)
    }

    /// The same time of day on a day.
    fn on(self, day: i64) -> Self {
        Self { local_ms: rest_of(self.local_ms, DAY) + (day * DAY) as f64, ..self }
    }

    /// The date with a part of it changed by `change`: some time later, or earlier. The 31st of a month that has 30 days is the
    /// first of the next.
    pub(super) fn moved(self, change: &dyn Fn(f64) -> f64, unit: Unit) -> Self {
        let nothing = Self { local_ms: f64::NAN, ..self };
        let Some((year, month, day)) = self.civil() else { return nothing };
        let (field, length) = match unit {
            Unit::Time(length, most) => ((self.local_ms as i64).div_euclid(length).rem_euclid(most), length),
            Unit::Days => (day, DAY),
            Unit::Months => (month - 1, 1),
            Unit::Years => (year, 12),
        };
        // A part of a unit counts from the whole field: half a day before the second is the first.
        let changed = change(field as f64).trunc();
        if changed.is_nan() || changed.abs() > 1e12 {
            return nothing;
        }
        let count = (changed - field as f64) * length as f64;
        if let Unit::Time(..) | Unit::Days = unit {
            return Self { local_ms: self.local_ms + count, ..self };
        }
        let months = year * 12 + month - 1 + count as i64;
        let first = time::far_day_number(months.div_euclid(12), months.rem_euclid(12) + 1, 1);
        first.map_or(nothing, |first| self.on(first + day - 1))
    }

    /// Whole months from this date to another: the last counts once its day has come.
    pub(super) fn months_until(self, other: Self) -> Option<i64> {
        let ((year, month, day), (other_year, other_month, other_day)) = (self.civil()?, other.civil()?);
        Some((other_year - year) * 12 + other_month - month - i64::from(other_day < day))
    }
}

/// What is left beyond whole units, never negative.
fn rest_of(ms: f64, unit: i64) -> f64 {
    let rest = remainder(ms, unit as f64);
    if rest < 0.0 { rest + unit as f64 } else { rest }
}

/// The day of `2026`, `2026-11`, `2026-11-22`, and whether it is told whole.
fn day_of(date: &str) -> Option<(i64, bool)> {
    let mut rest = Some(date);
    let mut part = |width: usize| text::next_part(&mut rest, "-").map_or(Some(1), |part| digits(part, width));
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    // The 30th of February is the first or second of March.
    let is_right = rest.is_none() && (1..=31).contains(&day);
    Some((time::day_number(year, month, 1).filter(|_| is_right)? + day - 1, date.len() == 10))
}

/// The day of numbers between signs as V8 reads them: month, day and year, or year, month and day where the first can be no
/// day. What is not told is 1. With letters it is none: browsers differ in what they take for a date.
fn loose_day(content: &str) -> Option<i64> {
    // SurveyJS gives a date of ISO 8601 a time, and that cannot follow what is around this one.
    if day_of(content.trim()).is_some_and(|(_, is_whole)| is_whole) {
        return None;
    }
    let (mut parts, mut count) = ([1; 3], 0);
    let mut rest = content;
    loop {
        let (signs, begun) = text::divide(rest, &mut |c| c.is_ascii_digit());
        // One hyphen joins; other signs of a number or of a time of day are none.
        let signs = signs.strip_prefix('-').unwrap_or(signs);
        if signs.chars().any(|c| text::is_word(c) || count > 0 && matches!(c, '+' | '-' | ':' | ')')) {
            return None;
        }
        if begun.is_empty() {
            break;
        }
        let (part, after) = text::divide(begun, &mut |c| !c.is_ascii_digit());
        *parts.get_mut(count)? = text::parse_whole(part)?;
        (count, rest) = (count + 1, after);
    }
    let is_day = |number: i64| (1..=31).contains(&number);
    let [first, second, third] = parts;
    let (year, month, day) = if is_day(first) { (third, first, second) } else { (first, second, third) };
    let year = year + if year < 50 { 2000 } else { 1900 } * i64::from(year < 100);
    Some(time::far_day_number(year, month, 1).filter(|_| count > 0 && is_day(day))? + day - 1)
}

fn digits(part: &str, width: usize) -> Option<i64> {
    (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| text::parse_whole(part))?
}

/// A time without its zone, and the zone in milliseconds ahead of UTC.
fn zone_of(time: &str) -> Option<(&str, Option<i64>)> {
    if let Some(time) = time.strip_suffix('Z') {
        return Some((time, Some(0)));
    }
    let at = time.len().checked_sub(6).filter(|at| time.is_char_boundary(*at));
    let Some((time, zone)) = at.map(|at| time.split_at(at)).filter(|(_, zone)| zone.starts_with(['+', '-'])) else {
        return Some((time, None));
    };
    let (hours, minutes) = text::split(zone.get(1..)?, ":")?;
    let size = digits(hours, 2)? * HOUR + digits(minutes, 2)? * MINUTE;
    Some((time, Some(if zone.starts_with('-') { -size } else { size })))
}

/// The time of day of `09:30`, `09:30:15`, `09:30:15.250`, in milliseconds.
fn time_of(time: &str) -> Option<i64> {
    let (time, fraction) = text::split(time, ".").map_or((time, None), |(time, fraction)| (time, Some(fraction)));
    let mut rest = Some(time);
    let hours = digits(text::next_part(&mut rest, ":")?, 2).filter(|hours| *hours <= 24)?;
    let minutes = digits(text::next_part(&mut rest, ":")?, 2).filter(|minutes| *minutes < 60)?;
    let seconds = text::next_part(&mut rest, ":").map_or(Some(0), |part| digits(part, 2)).filter(|part| *part < 60)?;
    let thousandths = match fraction {
        Some(part) => {
            digits(text::cut(part, 3), part.len().min(3))? * [100, 10, 1].get(part.len().min(3).checked_sub(1)?)?
        }
        None => 0,
    };
    let of_day = hours * HOUR + minutes * MINUTE + seconds * SECOND + thousandths;
    (rest.is_none() && of_day <= DAY).then_some(of_day)
}
