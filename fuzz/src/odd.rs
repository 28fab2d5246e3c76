//! Odd values and texts: what visitors, authors and their tools have been seen to write, and worse. It must not know where
//! they are put.

use crate::{Dice, Json};

/// Texts that are something else somewhere.
pub(crate) const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "0",
    "-1",
    "1e999",
    "0x10",
    "1,5",
    "007",
    "true",
    "false",
    "null",
    "undefined",
    "NaN",
    "other",
    "none",
    "default",
    "__proto__",
    "constructor",
    "length",
    "item",
    "pageno",
    "{a}",
    "{",
    "}",
    "{}",
    "a.b",
    "a[0]",
    "a-Comment",
    "#a",
    "panel.a",
    "source.first",
    "score",
    "visit",
    "2026-02-30",
    "2026-11-22",
    "9999-12-31T23:59",
    "0000-01-01",
    "24:00",
    "2026-W53",
    "2026-13",
    "a@b.c",
    "https://a",
    "javascript:alert(1)",
    "<b>x</b>",
    "<script>",
    "&amp;",
    "'",
    "\"",
    "\\",
    "\u{0}",
    "\u{feff}",
    "\u{202e}abc",
    "é",
    "ё",
    "Σς",
    "ß",
    "İ",
    "😀",
    "e\u{301}",
    "a\nb",
    "\u{d7ff}",
    "\u{10ffff}",
];

const NUMBERS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.0,
    2.0,
    0.1,
    1.5,
    100.0,
    -1e9,
    1e21,
    1e-7,
    5e-324,
    1.797_693_134_862_315_7e308,
    9_007_199_254_740_992.0,
    2_147_483_648.0,
    4_294_967_296.0,
    9.3e18,
    8.64e15,
    1_795_339_800_000.0,
];

/// A number.
pub(crate) fn number(dice: &mut Dice) -> Json {
    dice.pick(NUMBERS).copied().unwrap_or_default().into()
}

/// A text, now and then a long one.
pub(crate) fn text(dice: &mut Dice) -> String {
    let text = dice.word(TEXTS);
    match dice.below(20) {
        0 => text.repeat([50, 101, 201, 501, 1_001, 4_001].get(dice.below(6)).copied().unwrap_or(2)),
        1 => [text, dice.word(TEXTS)].concat(),
        _ => text.to_owned(),
    }
}

/// Any value, at most so deep.
pub(crate) fn value(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth > 0 { 9 } else { 6 }) {
        0 => Json::Null,
        1 => dice.once_in(2).into(),
        2 | 3 => number(dice),
        4 | 5 => text(dice).into(),
        6 => deep(dice),
        7 => (0..dice.below(5)).map(|_| value(dice, depth - 1)).collect(),
        _ => (0..dice.below(4)).map(|_| (text(dice), value(dice, depth - 1))).collect(),
    }
}

/// A value in lists or objects in each other.
fn deep(dice: &mut Dice) -> Json {
    let mut value = number(dice);
    let name = text(dice);
    for _ in 0..dice.below(20) {
        value = if dice.once_in(2) { Json::Array(vec![value]) } else { [(name.clone(), value)].into_iter().collect() };
    }
    value
}
