//! JSON text of a value, written the same natively and in the page, so that the bytes of a lead can be compared. It must
//! not read JSON: the host's own parser does.

use super::Value;
use crate::text;

/// The value as JSON text: names sorted, no white space, numbers as ECMAScript writes them, a number that is not finite as `null`.
#[must_use]
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    push(&mut out, value);
    out
}

fn push(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) if number.is_finite() => text::push_number(out, *number),
        Value::Number(_) => out.push_str("null"),
        Value::Text(text) => push_text(out, text),
        Value::List(items) => {
            push_sequence(out, ['[', ']'], items.iter(), push);
        }
        Value::Map(map) => push_sequence(out, ['{', '}'], map.iter(), |out, (name, value)| {
            push_text(out, name);
            out.push(':');
            push(out, value);
        }),
    }
}

fn push_sequence<T>(
    out: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = T>,
    mut one: impl FnMut(&mut String, T),
) {
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        one(out, item);
    }
    out.push(close);
}

fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if (c as u32) < 0x20 => {
                out.push_str("\\u00");
                out.push_str(&text::hex(&[c as u8]));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;

    #[test]
    fn text_is_escaped_so_that_a_parser_reads_the_same() {
        let hostile = "a\"b\\c\n\t\u{0}\u{1f}</script>é\u{2028}";
        let value = Value::from(Map::new().with(hostile, hostile));
        assert_eq!(serde_json::from_str::<Value>(&write(&value)).unwrap(), value);
    }

    #[test]
    fn names_are_sorted_and_whole_numbers_have_no_point() {
        let value = Value::from(Map::new().with("b", 1.0).with("a", vec![0.5, f64::NAN]));
        assert_eq!(write(&value), r#"{"a":[0.5,null],"b":1}"#);
    }
}
