//! The lexer: an expression's text into tokens with their places. It must not know which token may follow which.

use super::tree::BINARY;
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
    /// A word: an operator, `true`, `false`, `null`, a function or a text without quotation marks.
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
    "<=", ">=", "=<", "=>", "<>", "!=", "==", "*=", "&&", "||", "=", "<", ">", "+", "-", "*", "/", "%", "^", "!", "(",
    ")", "[", "]", ",",
];

/// All tokens of the text with their byte offsets; the last is [`Token::End`].
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, usize)>, Error> {
    let mut out = Vec::new();
    let mut rest = begun(source);
    let mut is_behind = false;
    while let Some(first) = rest.chars().next() {
        let at = source.len() - rest.len();
        let (mut token, mut after) = token(first, rest).map_err(|message| failure(source, at, &message))?;
        is_behind = match &mut token {
            Token::Word(word) => {
                word.truncate(begins(word, is_behind));
                after = rest.get(word.len()..).unwrap_or(after);
                let word = text::fold(word);
                if is_behind { word.ends_with("empty") } else { word != "negate" }
            }
            Token::Symbol(symbol) => matches!(*symbol, ")" | "]"),
            _ => true,
        };
        out.push((token, at));
        rest = begun(after);
    }
    out.push((Token::End, source.len()));
    Ok(out)
}

/// The text from its first character that is no white space.
fn begun(text: &str) -> &str {
    text::divide(text, &mut |c| !is_space(c)).1
}

/// White space is what it is to SurveyJS.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// How much of a word SurveyJS takes for one, which looks for words without regard to what follows: behind a value for an
/// operator (`and3` is `and` and 3), elsewhere for `true` and its like.
fn begins(word: &str, is_behind: bool) -> usize {
    let folded = text::fold(word);
    let operators = if is_behind { BINARY } else { &[] };
    let constants: &[&str] = if is_behind { &[] } else { &["true", "false", "null", "undefined"] };
    let mut length = 0;
    for known in operators.iter().flat_map(|(.., spellings)| *spellings).chain(constants) {
        // Some it knows in small letters only.
        let small = match *known {
            "null" | "undefined" => known,
            known if known.ends_with("equals") => "equals",
            _ => "",
        };
        let is_written = word.get(..known.len()).is_some_and(|word| word.ends_with(small));
        if folded.starts_with(known) && is_written {
            length = length.max(known.len());
        }
    }
    if length == 0 { word.len() } else { length }
}

fn token(first: char, rest: &str) -> Result<(Token, &str), String> {
    match first {
        '{' => {
            let (name, after) = text::split(rest.get(1..).unwrap_or_default(), "}")
                .filter(|(name, _)| text::split(name, "{").is_none())
                .ok_or_else(|| explain!("found { without its }"))?;
            let name = name.trim();
            if name.is_empty() {
                Err(explain!("found {} without a name"))
            } else {
                Ok((Token::Name(name.to_owned()), after))
            }
        }
        '\'' | '"' => quoted(first, rest),
        '0'..='9' => number(rest),
        c if is_letter(c) => {
            let (word, after) = text::divide(rest, &mut |c| !is_letter(c));
            Ok((Token::Word(word.to_owned()), after))
        }
        _ => SYMBOLS
            .iter()
            .find_map(|symbol| rest.strip_prefix(symbol).map(|after| (Token::Symbol(symbol), after)))
            .ok_or_else(|| {
                explain!("found \"", first.encode_utf8(&mut [0; 4]), "\", expected a name, a value or an operator")
            }),
    }
}

/// Whether a character can stand in a word: letters of other alphabets need quotation marks, as in SurveyJS.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn number(rest: &str) -> Result<(Token, &str), String> {
    let is_hexadecimal = rest.starts_with("0x");
    let point = if is_hexadecimal { 'x' } else { '.' };
    let is_part = |c: char| c.is_ascii_digit() || c == point;
    let (digits, after) = text::divide(rest, &mut |c| !is_part(c));
    let (digits, after) = if is_hexadecimal { (digits, after) } else { with_exponent(rest, digits.len()) };
    let number = if is_hexadecimal { super::operand::based(digits) } else { text::parse_number(digits) };
    let number = number
        .filter(|number| number.is_finite() && !digits.ends_with('.'))
        .ok_or_else(|| explain!("found \"", digits, "\", expected a number"))?;
    Ok((Token::Number(number), after))
}

/// Digits with the exponent behind them, where there is one: large numbers are printed so.
fn with_exponent(rest: &str, digits: usize) -> (&str, &str) {
    let exponent = rest.get(digits..).and_then(|rest| rest.strip_prefix('e')?.strip_prefix(['+', '-'])).unwrap_or("");
    let (power, _) = text::divide(exponent, &mut |c| !c.is_ascii_digit());
    let end = if power.is_empty() { digits } else { digits + 2 + power.len() };
    rest.split_at_checked(end).unwrap_or((rest, ""))
}

/// A quoted text; a backslash before a quotation mark takes it as it is.
fn quoted(quote: char, rest: &str) -> Result<(Token, &str), String> {
    let mut content = String::new();
    let mut chars = rest.chars();
    chars.next();
    while let Some(c) = chars.next() {
        if c == quote {
            return Ok((Token::Text(content), chars.as_str()));
        }
        let mark = chars.clone().next().filter(|next| c == '\\' && matches!(next, '\'' | '"'));
        content.push(mark.unwrap_or(c));
        if mark.is_some() {
            chars.next();
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
