//! The lexer: an expression's text into tokens with their places. It must not know which token may follow which.

use crate::error::Error;
use crate::text::{self, explain};

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// `{name}`.
    Name(String),
    /// A number.
    Number(f64),
    /// A quoted text.
    Text(String),
    /// A word: an operator, `true`, `false` or a function; folded to lower case.
    Word(String),
    /// Punctuation and operators of symbols.
    Symbol(&'static str),
    /// The end of the text.
    End,
}

impl Token {
    /// The token as a message shows it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Name(name) => text::concat(&["{", name, "}"]),
            Self::Number(number) => text::number_text(*number),
            Self::Text(content) => text::concat(&["'", content, "'"]),
            Self::Word(word) => text::concat(&["\"", word, "\""]),
            Self::Symbol(symbol) => text::concat(&["\"", symbol, "\""]),
            Self::End => "the end".to_owned(),
        }
    }
}

/// Symbols, longer ones first.
const SYMBOLS: &[&str] = &[
    "<=", ">=", "<>", "!=", "==", "*=", "&&", "||", "=", "<", ">", "+", "-", "*", "/", "%", "^", "!", "(", ")", "[",
    "]", ",",
];

/// All tokens of the text with their byte offsets; the last is [`Token::End`].
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, usize)>, Error> {
    let mut out = Vec::new();
    let mut rest = begun(source);
    while let Some(first) = rest.chars().next() {
        let at = source.len() - rest.len();
        let (token, after) = token(first, rest).map_err(|message| failure(source, at, &message))?;
        out.push((token, at));
        rest = begun(after);
    }
    out.push((Token::End, source.len()));
    Ok(out)
}

/// The text from its first character that is no white space.
fn begun(text: &str) -> &str {
    text::divide(text, &mut |c| !c.is_whitespace()).1
}

fn token(first: char, rest: &str) -> Result<(Token, &str), String> {
    match first {
        '{' => {
            let (name, after) =
                text::split(rest.trim_start_matches('{'), "}").ok_or_else(|| explain!("found { without its }"))?;
            let name = name.trim();
            if name.is_empty() {
                Err(explain!("found {} without a name"))
            } else {
                Ok((Token::Name(name.to_owned()), after))
            }
        }
        '\'' | '"' => quoted(first, rest),
        '0'..='9' | '.' => number(rest),
        c if text::is_word(c) => {
            let (word, after) = text::divide(rest, &mut |c| !text::is_word(c) && c != '_');
            Ok((Token::Word(text::fold(word)), after))
        }
        _ => SYMBOLS
            .iter()
            .find_map(|symbol| rest.strip_prefix(symbol).map(|after| (Token::Symbol(symbol), after)))
            .ok_or_else(|| {
                explain!("found \"", first.encode_utf8(&mut [0; 4]), "\", expected a name, a value or an operator")
            }),
    }
}

fn number(rest: &str) -> Result<(Token, &str), String> {
    let (digits, after) = text::divide(rest, &mut |c| !c.is_ascii_digit() && c != '.');
    let number = text::parse_number(digits).ok_or_else(|| explain!("found \"", digits, "\", expected a number"))?;
    Ok((Token::Number(number), after))
}

/// A quoted text; a backslash takes the next character as it is.
fn quoted(quote: char, rest: &str) -> Result<(Token, &str), String> {
    let mut content = String::new();
    let mut chars = rest.chars();
    chars.next();
    while let Some(c) = chars.next() {
        if c == quote {
            return Ok((Token::Text(content), chars.as_str()));
        }
        let kept = if c == '\\' { chars.next() } else { Some(c) };
        if let Some(c) = kept {
            content.push(c);
        }
    }
    Err(explain!("found a quotation mark without its closing one"))
}

/// A syntax error at a byte offset: the message gets line and column, both from 1.
pub(super) fn failure(source: &str, at: usize, message: &str) -> Error {
    if !cfg!(feature = "explain") {
        return Error::new("expression/syntax", "");
    }
    let before = source.get(..at).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let [line, column] = [line, column].map(|number| text::number_text(number as f64));
    Error::new("expression/syntax", text::concat(&["line ", &line, ", column ", &column, ": ", message]))
}
