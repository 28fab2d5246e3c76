//! Phone numbers into E.164, by length and leading digits of the configured countries. It must not guess a country that
//! the owner did not name.

use crate::text;

/// What is known of a country's numbers.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// Calling code.
    pub calling: &'static str,
    /// Digits dialled before the national number inside the country.
    pub trunk: &'static str,
    /// The kinds of national numbers that there are, with spaces between them: how many digits one may have, each count
    /// as one hexadecimal digit, a colon, and with points between them which digits may stand first, second and so on;
    /// none means any. `9:57` are nine digits, the first of them 5 or 7; `9a:8.0` are nine or ten that begin with 80.
    pub numbers: &'static str,
}

/// The countries that a config may name. Calling codes: ITU-T E.164; lengths, leading digits and trunk prefixes: the
/// national numbering plans as ITU publishes them. Of a plan stands here what tells a slip from a number: blocks that
/// are merely not in use yet are not left out.
pub const COUNTRIES: &[Country] = &[
    one("AE", "971", "0", "8:234679 9:5 9:6.0 89a:8.0.0"),
    one("AM", "374", "0", "8:123456789"),
    one("AT", "43", "0", "789abcd:123456789"),
    one("AZ", "994", "0", "9:124579 9:3.6 9:6.0 9:8.8"),
    one("BY", "375", "80", "9:1.567 9:2.123459 9:3.3 9:4.4 9:8.0"),
    one("CA", "1", "1", NORTH_AMERICA),
    one("CH", "41", "0", "9:23456789"),
    one("DE", "49", "0", "789ab:23456789 ab:1.567"),
    one("ES", "34", "", "9:6789"),
    one("FR", "33", "0", "9:123456789"),
    one("GB", "44", "0", "a:235789 9a:1 9:8.0.0"),
    one("GE", "995", "0", "9:34578"),
    one("IL", "972", "0", "8:23489 9:57"),
    one("IT", "39", "", "9ab:0 9a:38"),
    one("KG", "996", "0", "9:2356789"),
    one("KZ", "7", "8", "a:67"),
    one("NL", "31", "0", "9:123456789"),
    one("PL", "48", "", "9:1.2345678 9:2.234569 9:345678 9:9.145"),
    one("RU", "7", "8", "a:34589"),
    one("TR", "90", "0", "a:23458 7:4.4.4"),
    one("UA", "380", "0", "9:3456789"),
    one("US", "1", "1", NORTH_AMERICA),
    one("UZ", "998", "", "9:56789 9:2.0 9:3.3"),
];

/// Area and exchange begin with 2 to 9, and no area has 9 in its middle.
const NORTH_AMERICA: &str = "a:23456789.012345678..23456789";

/// Fewer digits are nothing to call.
const LEAST: usize = 5;
/// So many digits may be a whole number: a word behind them begins something else.
const WHOLE: usize = 7;

const fn one(code: &'static str, calling: &'static str, trunk: &'static str, numbers: &'static str) -> Country {
    Country { code, calling, trunk, numbers }
}

/// The country with an ISO code, where it is known.
#[must_use]
pub fn country(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.code == code)
}

/// A phone number as it was typed and as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As typed, cleaned of characters that cannot be printed.
    pub typed: String,
    /// `+` and 8 to 15 digits, where the number could be understood; without the extension.
    pub e164: Option<String>,
    /// Whether it fits none of the configured countries, by its length or by the digits that it begins with: to be told,
    /// never to be refused.
    pub is_doubtful: bool,
}

/// Understands a typed number by the configured countries, the first of which is meant where no code was typed. A number
/// of the right length whose first digits do not occur is understood and doubtful. What stands behind a number (an
/// extension, a word, a second number) is no part of it. `None` where fewer than 5 digits were typed: nothing to call.
#[must_use]
pub fn check(typed: &str, countries: &[&'static Country]) -> Option<Phone> {
    let typed = text::clean(typed, super::MAX_LENGTH);
    let (digits, has_plus) = dialled(&typed);
    if digits.len() < LEAST {
        return None;
    }
    let international = if has_plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let find = |is_exact: bool| {
        countries.iter().find_map(|country| {
            // Without a plus the calling code comes first: in an open plan its digits may begin a number as well.
            let number = with_code(international.unwrap_or(&digits), country, is_exact);
            if international.is_some() { number } else { number.or_else(|| national(&digits, country, is_exact)) }
        })
    };
    let known = find(true);
    let is_doubtful = known.is_none();
    let unknown = || {
        let number = international.filter(|number| (8..=15).contains(&number.len()) && !number.starts_with('0'))?;
        Some(text::concat(&["+", number]))
    };
    let e164 = known.or_else(|| find(false)).or_else(unknown);
    Some(Phone { typed, e164, is_doubtful })
}

/// The digits of the first number in a text, and whether a plus stands before them.
fn dialled(typed: &str) -> (String, bool) {
    let (mut digits, mut has_plus) = (String::new(), false);
    for c in typed.chars() {
        match digit(c) {
            Some(digit) => digits.push(digit),
            None if digits.is_empty() => has_plus |= c == '+',
            None if digits.len() < WHOLE => {}
            None if text::is_word(c) || matches!(c, '+' | '#' | '*' | ',' | ';') => break,
            None => {}
        }
    }
    (digits, has_plus)
}

/// A digit as keyboards type it: European, Arabic, Persian or of full width.
fn digit(c: char) -> Option<char> {
    let code = c as u32;
    let zero = match code {
        0x30..=0x39 => 0x30,
        0x660..=0x669 => 0x660,
        0x6f0..=0x6f9 => 0x6f0,
        0xff10..=0xff19 => 0xff10,
        _ => return None,
    };
    char::from_digit(code - zero, 10)
}

/// Digits that begin with the country's calling code.
fn with_code(number: &str, country: &Country, is_exact: bool) -> Option<String> {
    national(number.strip_prefix(country.calling)?, country, is_exact)
}

/// A national number; the trunk prefix may stand before it even behind the calling code, as in `+49 (0) 30`.
fn national(digits: &str, country: &Country, is_exact: bool) -> Option<String> {
    let mut number = digits;
    while !fits(number, country, is_exact) {
        number = number.strip_prefix(country.trunk).filter(|rest| rest.len() < number.len())?;
    }
    Some(text::concat(&["+", country.calling, number]))
}

/// Whether a national number is of one of the country's kinds; unless it has to be exact, by its length alone. A zero is
/// then a trunk prefix in front of too few digits.
fn fits(number: &str, country: &Country, is_exact: bool) -> bool {
    let length = char::from_digit(number.len() as u32, 16);
    let mut kinds = Some(country.numbers);
    while let Some(kind) = text::next_part(&mut kinds, " ") {
        let (lengths, leading) = text::split(kind, ":").unwrap_or_default();
        let is_long = length.is_some_and(|length| has(lengths, length));
        if is_long && if is_exact { begins(number, leading) } else { !number.starts_with('0') } {
            return true;
        }
    }
    false
}

fn begins(number: &str, leading: &str) -> bool {
    let mut rest = Some(leading);
    for digit in number.chars() {
        let may = text::next_part(&mut rest, ".").unwrap_or_default();
        if !may.is_empty() && !has(may, digit) {
            return false;
        }
    }
    true
}

fn has(digits: &str, digit: char) -> bool {
    !text::divide(digits, &mut |known| known == digit).1.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn of(codes: &[&str]) -> Vec<&'static Country> {
        codes.iter().map(|code| country(code).unwrap()).collect()
    }

    #[track_caller]
    fn understood(typed: &str, countries: &[&str], e164: Option<&str>, doubt: bool) {
        let phone = check(typed, &of(countries)).unwrap();
        assert_eq!((phone.e164.as_deref(), phone.is_doubtful), (e164, doubt), "{typed}");
    }

    #[test]
    fn numbers_of_the_configured_countries_become_e164() {
        understood("8 (900) 123-45-67", &["RU"], Some("+79001234567"), false);
        understood("+7 900 123 45 67", &["RU", "US"], Some("+79001234567"), false);
        understood("900 123-45-67", &["RU"], Some("+79001234567"), false);
        understood("007 900 1234567", &["RU"], Some("+79001234567"), false);
        understood("79001234567", &["RU"], Some("+79001234567"), false);
        understood("(202) 555-0143", &["US"], Some("+12025550143"), false);
        understood("1-202-555-0143", &["US"], Some("+12025550143"), false);
        understood("030 901820", &["DE"], Some("+4930901820"), false);
        understood("020 7946 0999", &["GB"], Some("+442079460999"), false);
        understood("07700 900123", &["GB"], Some("+447700900123"), false);
        understood("80 29 123-45-67", &["BY"], Some("+375291234567"), false);
    }

    #[test]
    fn a_number_with_a_calling_code_and_no_plus_is_not_taken_for_a_national_one() {
        understood("49 30 901820", &["DE"], Some("+4930901820"), false);
        understood("43 664 1234567", &["AT"], Some("+436641234567"), false);
        understood("390 123 4567", &["IT"], Some("+393901234567"), false);
    }

    #[test]
    fn the_trunk_prefix_may_stand_behind_the_calling_code() {
        understood("+49 (0)30 901820", &["DE"], Some("+4930901820"), false);
        understood("+44 (0) 20 7946 0999", &["GB"], Some("+442079460999"), false);
        understood("+7 8 900 123 45 67", &["RU"], Some("+79001234567"), false);
        understood("+39 06 1234 5678", &["IT"], Some("+390612345678"), false);
    }

    #[test]
    fn a_doubtful_number_is_kept_and_said_to_be_doubtful() {
        understood("+7 900 123", &["RU"], None, true);
        understood("+49 30 901820", &["RU"], Some("+4930901820"), true);
        understood("12345", &["RU"], None, true);
        understood("+0 900 123 45 67", &["RU"], None, true);
    }

    #[test]
    fn leading_digits_that_no_number_has_are_doubtful_and_the_number_is_kept() {
        understood("8 (100) 123-45-67", &["RU"], Some("+71001234567"), true);
        understood("+7 200 123-45-67", &["RU", "KZ"], Some("+72001234567"), true);
        understood("(102) 555-0143", &["US"], Some("+11025550143"), true);
        understood("202 155-0143", &["US"], Some("+12021550143"), true);
        understood("01234567", &["AM"], None, true);
        understood("110 123 456", &["PL"], Some("+48110123456"), true);
        understood("051 123 456", &["AE"], Some("+97151123456"), true);
    }

    #[test]
    fn countries_that_share_a_calling_code_are_told_apart() {
        understood("8 701 123 45 67", &["KZ"], Some("+77011234567"), false);
        understood("+7 701 123 45 67", &["RU"], Some("+77011234567"), true);
        understood("+7 701 123 45 67", &["RU", "KZ"], Some("+77011234567"), false);
        understood("+7 900 123 45 67", &["KZ"], Some("+79001234567"), true);
        // Ten bare digits that are no American number are taken for a Russian one.
        understood("900 123-45-67", &["US", "RU"], Some("+79001234567"), false);
    }

    #[test]
    fn what_stands_behind_a_number_is_no_part_of_it() {
        for typed in [
            "+7 900 123-45-67 доб. 12",
            "8 900 123 45 67 ext 12",
            "8(900)1234567x12",
            "89001234567,12",
            "8 900 123-45-67 #12",
            "8-900-123-45-67*12",
            "8 900 123 45 67, 8 900 765 43 21",
            "8 900 123 45 67 or +7 900 765 43 21",
            "Моб.: 8 (код 900) 123-45-67, после 18",
        ] {
            understood(typed, &["RU"], Some("+79001234567"), false);
        }
    }

    #[test]
    fn digits_of_other_keyboards_are_digits() {
        understood("٠٥٠ ١٢٣ ٤٥٦٧", &["AE"], Some("+971501234567"), false);
        understood("８ ９００ １２３ ４５ ６７", &["RU"], Some("+79001234567"), false);
    }

    #[test]
    fn too_few_digits_are_no_phone() {
        assert_eq!(check("call me", &[]), None);
        assert_eq!(check("1234", &[]), None);
    }

    #[test]
    fn every_plan_can_be_read_and_its_numbers_fit() {
        for country in COUNTRIES {
            for kind in country.numbers.split(' ') {
                let (lengths, leading) = kind.split_once(':').unwrap();
                let length = |digit: Option<char>| digit.and_then(|digit| digit.to_digit(16)).unwrap() as usize;
                let (least, most) = (length(lengths.chars().next()), length(lengths.chars().last()));
                assert!(least <= most && country.calling.len() + least >= 8 && country.calling.len() + most <= 15);
                let mut number: String = leading.split('.').map(|may| may.chars().next().unwrap_or('0')).collect();
                while number.len() < least {
                    number.push('2');
                }
                let e164 = format!("+{}{number}", country.calling);
                understood(&e164, &[country.code], Some(&e164), false);
                understood(&format!("{}{number}", country.trunk), &[country.code], Some(&e164), false);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_checked_and_what_is_understood_is_e164(
            typed in "(\\+|00|8|0)?[-0-9 ()]{0,18}.{0,4}|.{0,60}",
            chosen in proptest::sample::subsequence((0..COUNTRIES.len()).collect::<Vec<_>>(), 0..5).prop_shuffle(),
        ) {
            let countries: Vec<_> = chosen.iter().map(|&index| &COUNTRIES[index]).collect();
            if let Some(Phone { e164: Some(e164), is_doubtful, .. }) = check(&typed, &countries) {
                let digits = e164.strip_prefix('+').unwrap();
                prop_assert!((8..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()));
                let again = Phone { typed: e164.clone(), e164: Some(e164.clone()), is_doubtful };
                prop_assert_eq!(check(&e164, &countries), Some(again));
            }
        }
    }
}
