//! `search.site`: the visitor searched the site. It must not look at what was searched for.

use crate::text;

/// The parameter of a query (without its question mark) that tells of a search, where it has a value.
#[must_use]
pub fn parameter<'a>(query: &str, parameters: &'a [String]) -> Option<&'a str> {
    let mut rest = Some(query);
    while let Some(pair) = text::next_part(&mut rest, "&") {
        let Some((name, value)) = text::split(pair, "=") else { continue };
        let is_filled = is_filled(value);
        if let Some(known) = parameters.iter().find(|known| is_filled && name.eq_ignore_ascii_case(known)) {
            return Some(known);
        }
    }
    None
}

/// Whether a value as it stands in an address is more than blanks.
fn is_filled(mut value: &str) -> bool {
    while let Some(rest) = ["+", "%20"].iter().find_map(|blank| value.strip_prefix(blank)) {
        value = rest;
    }
    !value.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_search_parameter_is_found_by_its_whole_name() {
        let known = ["q", "search"].map(str::to_owned);
        assert_eq!(parameter("utm_source=x&Q=oak+table", &known), Some("q"));
        for near_miss in ["", "q=", "q=+", "q=%20+%20", "q", "faq=1", "utm_term=q", "research=x"] {
            assert_eq!(parameter(near_miss, &known), None, "{near_miss}");
        }
    }
}
