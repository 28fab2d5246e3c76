//! Number text as ECMAScript defines it (ECMA-262, `Number::toString` and `StringToNumber`), written once and exact.
//! It must not lean on the platform: the standard library's tables cost 14 to 23 KB in the module.
//!
//! Both directions are long divisions of one small big integer: reading in base 2, printing in base 10 by Steele and
//! White's free-format algorithm ("How to print floating-point numbers accurately", 1990).

use core::cmp::Ordering;

/// The smallest exponent of a double whose significand is a whole number of 53 bits.
const LEAST_EXPONENT: i32 = -1074;
/// 2^52: the hidden bit.
const HIDDEN: u64 = 1 << 52;

/// A whole number ≥ 0 in base 2^32, least digit first, without zeros at the end.
#[derive(Clone)]
struct Big(Vec<u32>);

impl Big {
    fn new(number: u64) -> Self {
        let mut big = Self(vec![number as u32, (number >> 32) as u32]);
        big.trim();
        big
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// Multiplies by `factor` and adds `carry`.
    fn scale(&mut self, factor: u32, carry: u32) -> &mut Self {
        let mut carry = u64::from(carry);
        for digit in &mut self.0 {
            let product = u64::from(*digit) * u64::from(factor) + carry;
            *digit = product as u32;
            carry = product >> 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
        self
    }

    fn times_power(&mut self, base: u32, exponent: i32) -> &mut Self {
        for _ in 0..exponent {
            self.scale(base, 0);
        }
        self
    }

    fn plus(&self, other: &Self) -> Self {
        let mut sum = Vec::with_capacity(self.0.len() + 1);
        let mut carry = 0;
        for index in 0..self.0.len().max(other.0.len()) {
            let digit = |big: &Self| u64::from(big.0.get(index).copied().unwrap_or(0));
            let total = digit(self) + digit(other) + carry;
            sum.push(total as u32);
            carry = total >> 32;
        }
        sum.push(carry as u32);
        let mut big = Self(sum);
        big.trim();
        big
    }

    /// Subtracts a number that is not greater.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = 0i64;
        for (index, digit) in self.0.iter_mut().enumerate() {
            let difference = i64::from(*digit) - i64::from(other.0.get(index).copied().unwrap_or(0)) - borrow;
            *digit = difference as u32;
            borrow = i64::from(difference < 0);
        }
        self.trim();
    }

    /// One binary digit of a long division: doubles the rest and takes `unit` off where it fits.
    fn doubled_over(&mut self, unit: &Self) -> bool {
        let fits = self.scale(2, 0).compare(unit) != Ordering::Less;
        if fits {
            self.subtract(unit);
        }
        fits
    }

    fn compare(&self, other: &Self) -> Ordering {
        let mut order = self.0.len().cmp(&other.0.len());
        let mut index = self.0.len();
        while order == Ordering::Equal && index > 0 {
            index -= 1;
            order = self.0.get(index).cmp(&other.0.get(index));
        }
        order
    }
}

/// Appends the text of a number: `1`, `-0.5`, `1e+21`, `NaN`, `Infinity`.
pub fn push_number(out: &mut String, number: f64) {
    if number.is_nan() {
        return out.push_str("NaN");
    }
    if number < 0.0 {
        out.push('-');
    }
    let size = number.abs();
    if size.is_infinite() {
        return out.push_str("Infinity");
    }
    let (digits, point) =
        if size < 9e15 && size.trunc() == size { whole_digits(size as u64) } else { shortest_digits(size) };
    lay_out(out, &digits, point);
}

/// The decimal digits (0 to 9) of a whole number, and where the decimal point stands.
fn whole_digits(mut number: u64) -> (Vec<u8>, i32) {
    let mut digits = Vec::new();
    while number > 0 {
        digits.push((number % 10) as u8);
        number /= 10;
    }
    digits.reverse();
    let point = digits.len() as i32;
    while digits.last() == Some(&0) {
        digits.pop();
    }
    if digits.is_empty() { (vec![0], 1) } else { (digits, point) }
}

/// Significand and binary exponent: `number = significand × 2^exponent`.
fn decode(number: f64) -> (u64, i32) {
    let bits = number.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & (HIDDEN - 1);
    if exponent == 0 { (fraction, LEAST_EXPONENT) } else { (fraction | HIDDEN, exponent - 1075) }
}

/// The fewest digits that read back as the same number, and where the decimal point stands.
fn shortest_digits(number: f64) -> (Vec<u8>, i32) {
    let (significand, exponent) = decode(number);
    let even = significand % 2 == 0;
    let uneven_gap = significand == HIDDEN && exponent > LEAST_EXPONENT;
    let extra = if uneven_gap { 2 } else { 1 };
    // number = rest / unit; half the gap to the next number above is `above / unit`, below `below / unit`.
    let mut rest = Big::new(significand);
    let mut unit = Big::new(1);
    let mut below = Big::new(1);
    rest.times_power(2, exponent.max(0) + extra);
    unit.times_power(2, (-exponent).max(0) + extra);
    below.times_power(2, exponent.max(0));
    let mut above = below.clone();
    above.times_power(2, extra - 1);
    let reaches_up = |rest: &Big, above: &Big, unit: &Big| {
        let order = rest.plus(above).compare(unit);
        order == Ordering::Greater || (even && order == Ordering::Equal)
    };
    let mut point = 0;
    while reaches_up(&rest, &above, &unit) {
        unit.scale(10, 0);
        point += 1;
    }
    let mut digits = Vec::new();
    loop {
        for big in [&mut rest, &mut below, &mut above] {
            big.scale(10, 0);
        }
        if digits.is_empty() && !reaches_up(&rest, &above, &unit) {
            point -= 1;
            continue;
        }
        let mut digit = 0;
        while rest.compare(&unit) != Ordering::Less {
            rest.subtract(&unit);
            digit += 1;
        }
        let order = rest.compare(&below);
        let low = order == Ordering::Less || (even && order == Ordering::Equal);
        let high = reaches_up(&rest, &above, &unit);
        if low || high {
            let round_up = high && (!low || rest.plus(&rest).compare(&unit) != Ordering::Less);
            digits.push(digit + u8::from(round_up));
            return (digits, point);
        }
        digits.push(digit);
    }
}

/// Lays digits out by the steps 6 to 12 of ECMA-262's `Number::toString`.
fn lay_out(out: &mut String, digits: &[u8], point: i32) {
    let count = digits.len() as i32;
    let mut written = 0;
    let mut push = |out: &mut String, range: core::ops::Range<i32>| {
        for index in range {
            let digit = usize::try_from(index).ok().and_then(|index| digits.get(index)).copied().unwrap_or(0);
            out.push(char::from(b'0' + digit));
            written += 1;
        }
    };
    if count <= point && point <= 21 {
        push(out, 0..point);
    } else if 0 < point && point <= 21 {
        push(out, 0..point);
        out.push('.');
        push(out, point..count);
    } else if -6 < point && point <= 0 {
        out.push_str("0.");
        (0..-point).for_each(|_| out.push('0'));
        push(out, 0..count);
    } else {
        push(out, 0..1);
        if count > 1 {
            out.push('.');
            push(out, 1..count);
        }
        out.push_str(if point > 0 { "e+" } else { "e-" });
        push_number(out, f64::from((point - 1).abs()));
    }
}

/// The number that a text stands for: optional sign, decimal digits with an optional point, optional exponent.
///
/// `None` where anything else stands in the text (white space too). The result is the double nearest to the decimal,
/// ties to even, `Infinity` above the largest. At most 400 characters are read.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = super::divide(rest, &mut |c| matches!(c, 'e' | 'E'));
    let exponent = if exponent.is_empty() { 0 } else { parse_exponent(exponent.get(1..)?)? };
    let (whole, fraction) = super::split(mantissa, ".").unwrap_or((mantissa, ""));
    if whole.len() + fraction.len() == 0 || text.len() > 400 {
        return None;
    }
    let mut digits = Vec::new();
    for part in [whole, fraction] {
        for c in part.bytes() {
            match c {
                b'0' if digits.is_empty() => {}
                b'0'..=b'9' => digits.push(c - b'0'),
                _ => return None,
            }
        }
    }
    let size = nearest(&digits, exponent - fraction.len() as i32);
    Some(if negative { -size } else { size })
}

fn parse_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').or_else(|| text.strip_prefix('+')).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0i32, |sum, c| (sum * 10 + i32::from(c - b'0')).min(99_999));
    Some(if text.starts_with('-') { -size } else { size })
}

/// The double nearest to `digits × 10^exponent`, ties to even: its bits one by one, by exact long division.
fn nearest(digits: &[u8], exponent: i32) -> f64 {
    let magnitude = digits.len() as i32 + exponent;
    if digits.is_empty() || magnitude < -330 {
        return 0.0;
    }
    if magnitude > 310 {
        return f64::INFINITY;
    }
    // The number is rest / unit × 2^power throughout.
    let (mut rest, mut unit, mut power) = (Big(Vec::new()), Big::new(1), 0);
    for &digit in digits {
        rest.scale(10, u32::from(digit));
    }
    rest.times_power(10, exponent);
    unit.times_power(10, -exponent);
    while rest.compare(&unit) == Ordering::Less {
        rest.scale(2, 0);
        power -= 1;
    }
    while rest.compare(&unit) != Ordering::Less {
        unit.scale(2, 0);
        power += 1;
    }
    // Below 1 now and at least a half: the first bit is set. Numbers near zero have fewer bits.
    let bits = (power - LEAST_EXPONENT).clamp(0, 53);
    let mut significand = 0u64;
    for _ in 0..bits {
        significand = significand * 2 + u64::from(rest.doubled_over(&unit));
    }
    power -= bits;
    let is_up = rest.doubled_over(&unit) && (significand % 2 == 1 || !rest.0.is_empty());
    let mut number = (significand + u64::from(is_up)) as f64;
    // Exact in every step: the number is a double, and so is what lies between.
    for _ in 0..power.abs() {
        number *= if power < 0 { 0.5 } else { 2.0 };
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number_text;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_ecmascript_writes_them() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (0.1, "0.1"),
            (1e21, "1e+21"),
            (123e18, "123000000000000000000"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-9, "1.25e-9"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (9007199254740993.0, "9007199254740992"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e300, "1e+300"),
            (2f64.powi(60), "1152921504606847000"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
            (100.0, "100"),
            (2.2250738585072014e-308, "2.2250738585072014e-308"),
        ];
        for (number, text) in cases {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn texts_that_are_no_numbers_are_refused() {
        for text in ["", "-", ".", "e5", "1e", "1e+", "0x10", " 1", "1 ", "1,5", "١", "1e5.5", "--1", "Infinity", "NaN"]
        {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn hard_cases_round_to_even() {
        for text in [
            "9007199254740993",
            "9007199254740993.0000000000000000000000001",
            "2.2250738585072011e-308",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e400",
            "1e-400",
            "0.000",
            "8.5e-320",
            "123456789012345678901234567890",
        ] {
            assert_eq!(parse_number(text), text.parse().ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_double_reads_back_and_is_as_short_as_the_standard_librarys(bits: u64) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            let text = number_text(number);
            prop_assert_eq!(parse_number(&text), Some(number));
            prop_assert_eq!(text.parse::<f64>().ok(), Some(number));
            let digits = |text: &str| text.split('e').next().map(|m| m.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>());
            let trimmed = |text: &str| digits(text).map(|d| String::from_utf8_lossy(&d).trim_matches('0').to_owned());
            prop_assert_eq!(trimmed(&text), trimmed(&format!("{number:e}")));
        }

        #[test]
        fn every_decimal_reads_as_the_standard_library_reads_it(text in "-?[0-9]{1,25}(\\.[0-9]{0,25})?(e[+-]?[0-9]{1,3})?") {
            prop_assert_eq!(parse_number(&text), text.parse::<f64>().ok());
        }
    }
}
