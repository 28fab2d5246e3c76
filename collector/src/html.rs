//! The one writer of HTML. Markup can only be a constant of this program; everything else is escaped,
//! so no value of a lead can become an element, an attribute or a script. It must not know pages.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::clock;

/// What may stand in the address of a mail link or in a query as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'-');

/// HTML text under construction.
#[derive(Debug, Default, Clone)]
pub struct Html(String);

impl Html {
    /// Adds markup. `'static` keeps values of leads out.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a value, escaped for element content and for attributes in double quotes.
    pub fn text(&mut self, value: &str) -> &mut Self {
        for c in value.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                c if c.is_control() || is_direction(c) => self.0.push('\u{fffd}'),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Adds a value that needs no name: a number, for example.
    pub fn show(&mut self, value: impl std::fmt::Display) -> &mut Self {
        let text = value.to_string();
        self.text(&text)
    }

    /// Adds what another writer wrote.
    pub fn join(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds a value for a query string: percent-encoded.
    pub fn query(&mut self, value: &str) -> &mut Self {
        let _ = write!(self.0, "{}", utf8_percent_encode(value, PLAIN));
        self
    }

    /// Adds a phone number, as a link when it is an international number and nothing else.
    pub fn phone(&mut self, number: &str) -> &mut Self {
        let digits = number.strip_prefix('+').unwrap_or_default();
        if (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.raw("<a href=\"tel:").text(number).raw("\">").text(number).raw("</a>")
        } else {
            self.text(number)
        }
    }

    /// Adds an e-mail address, as a link when it has the form of one.
    pub fn email(&mut self, address: &str) -> &mut Self {
        match address.split_once('@') {
            Some((name, host)) if !name.is_empty() && host.contains('.') && !address.contains(char::is_whitespace) => {
                self.raw("<a href=\"mailto:").query(name).raw("@").query(host).raw("\">").text(address).raw("</a>")
            }
            _ => self.text(address),
        }
    }

    /// Adds a time as people read it, with the exact one for machines.
    pub fn time(&mut self, ms: i64) -> &mut Self {
        self.raw("<time datetime=\"").text(&clock::iso(ms)).raw("\">").text(&clock::readable(ms)).raw("</time>")
    }

    /// The finished text.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

/// Characters that turn the direction of the text around them and so can disguise it.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn written(write: impl Fn(&mut Html) -> &mut Html, expected: &str) {
        let mut html = Html::default();
        write(&mut html);
        assert_eq!(html.finish(), expected);
    }

    #[test]
    fn a_value_is_always_text() {
        let hostile = "<script>alert(\"1\")</script>&'";
        written(|html| html.text(hostile), "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
    }

    #[test]
    fn characters_that_disguise_text_are_shown_as_unknown() {
        written(|html| html.text("a\u{202e}b\u{0}c\u{1b}d\ne"), "a\u{fffd}b\u{fffd}c\u{fffd}d\ne");
    }

    #[test]
    fn only_a_plain_number_becomes_a_phone_link() {
        written(|html| html.phone("+79000000001"), "<a href=\"tel:+79000000001\">+79000000001</a>");
        for text in ["javascript:1", "+7900;ext=1", "+", "79000000001", "+7900000000000000000"] {
            written(|html| html.phone(text), text);
        }
    }

    #[test]
    fn a_mail_link_cannot_carry_more_than_an_address() {
        let expected = "<a href=\"mailto:a%3Fcc%3Db@x.example%26body%3D1\">a?cc=b@x.example&amp;body=1</a>";
        written(|html| html.email("a?cc=b@x.example&body=1"), expected);
        for text in ["javascript:alert(1)", "@x.example", "a@local", "a b@x.example"] {
            written(|html| html.email(text), text);
        }
    }
}
