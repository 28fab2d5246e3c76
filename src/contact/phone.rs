//! Phone numbers into E.164, by length and prefix of the configured countries. It must not guess a country that the
//! owner did not name.

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
    /// Fewest and most digits of the national number.
    pub digits: (usize, usize),
}

/// The countries that a config may name. Calling codes: ITU-T E.164; lengths and trunk prefixes: the national numbering
/// plans as ITU publishes them.
pub const COUNTRIES: &[Country] = &[
    one("AE", "971", "0", 8, 9),
    one("AM", "374", "0", 8, 8),
    one("AT", "43", "0", 7, 13),
    one("AZ", "994", "0", 9, 9),
    one("BY", "375", "80", 9, 9),
    one("CA", "1", "1", 10, 10),
    one("CH", "41", "0", 9, 9),
    one("DE", "49", "0", 7, 11),
    one("ES", "34", "", 9, 9),
    one("FR", "33", "0", 9, 9),
    one("GB", "44", "0", 9, 10),
    one("GE", "995", "0", 9, 9),
    one("IL", "972", "0", 8, 9),
    one("IT", "39", "", 8, 11),
    one("KG", "996", "0", 9, 9),
    one("KZ", "7", "8", 10, 10),
    one("NL", "31", "0", 9, 9),
    one("PL", "48", "", 9, 9),
    one("RU", "7", "8", 10, 10),
    one("TR", "90", "0", 10, 10),
    one("UA", "380", "0", 9, 9),
    one("US", "1", "1", 10, 10),
    one("UZ", "998", "", 9, 9),
];

const fn one(code: &'static str, calling: &'static str, trunk: &'static str, least: usize, most: usize) -> Country {
    Country { code, calling, trunk, digits: (least, most) }
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
    /// `+` and 8 to 15 digits, where the number could be understood.
    pub e164: Option<String>,
    /// Whether it fits none of the configured countries: to be told, never to be refused.
    pub is_doubtful: bool,
}

/// Understands a typed number by the configured countries, the first of which is meant where no code was typed.
/// `None` where fewer than 5 digits were typed: nothing to call.
#[must_use]
pub fn check(typed: &str, countries: &[&'static Country]) -> Option<Phone> {
    let typed = text::clean(typed, 40);
    let mut digits = String::new();
    for c in typed.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        }
    }
    if digits.len() < 5 {
        return None;
    }
    let international = if typed.starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let known = match international {
        Some(number) => countries.iter().find_map(|country| with_code(number, country)),
        None => countries.iter().find_map(|country| national(&digits, country).or_else(|| with_code(&digits, country))),
    };
    let is_doubtful = known.is_none();
    let unknown = international.filter(|number| (8..=15).contains(&number.len())).map(plus);
    Some(Phone { e164: known.or(unknown), typed, is_doubtful })
}

fn plus(number: &str) -> String {
    text::concat(&["+", number])
}

fn fits(number: &str, country: &Country) -> bool {
    (country.digits.0..=country.digits.1).contains(&number.len())
}

/// Digits that begin with the country's calling code.
fn with_code(number: &str, country: &Country) -> Option<String> {
    number.strip_prefix(country.calling).filter(|rest| fits(rest, country)).map(|_| plus(number))
}

/// Digits as dialled inside the country, with or without the trunk prefix.
fn national(digits: &str, country: &Country) -> Option<String> {
    let without_trunk =
        digits.strip_prefix(country.trunk).filter(|rest| !country.trunk.is_empty() && fits(rest, country));
    let number = without_trunk.or_else(|| Some(digits).filter(|digits| fits(digits, country)))?;
    Some(text::concat(&["+", country.calling, number]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn understood(typed: &str, countries: &[&str], e164: Option<&str>, doubt: bool) {
        let countries: Vec<_> = countries.iter().filter_map(|code| country(code)).collect();
        let phone = check(typed, &countries).unwrap();
        assert_eq!((phone.e164.as_deref(), phone.is_doubtful), (e164, doubt), "{typed}");
    }

    #[test]
    fn numbers_of_the_configured_countries_become_e164() {
        understood("8 (900) 123-45-67", &["RU"], Some("+79001234567"), false);
        understood("+7 900 123 45 67", &["RU", "US"], Some("+79001234567"), false);
        understood("900 123-45-67", &["RU"], Some("+79001234567"), false);
        understood("007 900 1234567", &["RU"], Some("+79001234567"), false);
        understood("(202) 555-0143", &["US"], Some("+12025550143"), false);
        understood("1-202-555-0143", &["US"], Some("+12025550143"), false);
        understood("030 901820", &["DE"], Some("+4930901820"), false);
    }

    #[test]
    fn a_doubtful_number_is_kept_and_said_to_be_doubtful() {
        understood("+7 900 123", &["RU"], Some("+7900123").filter(|n| n.len() > 8), true);
        understood("+49 30 901820", &["RU"], Some("+4930901820"), true);
        understood("12345", &["RU"], None, true);
    }

    #[test]
    fn too_few_digits_are_no_phone() {
        assert_eq!(check("call me", &[]), None);
        assert_eq!(check("1234", &[]), None);
    }
}
