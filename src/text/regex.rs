//! Regular expressions as web forms write them, in the syntax of ECMAScript without flags or with `i`: whether a text
//! holds what a pattern describes. It must not tell what was found or where, and it must not backtrack.
//!
//! Each part of a pattern carries the set of all places where it may end to the set of those where it may begin, from
//! the last part to the first; a look-ahead is such a set, worked out beforehand. So what explodes under backtracking,
//! such as `(a+)+$`, is a few passes over the text, and nothing recurses but into the pattern. To a yes or no, greedy
//! and lazy are the same.
//!
//! Known: `.`, classes, `\d \D \w \W \s \S`, `\b \B ^ $`, `\t \n \r \f \v \0 \xHH \uHHHH`, groups, named ones too,
//! look-ahead, alternatives, `* + ? {n} {n,} {n,m}` and their lazy forms; and the leniency of Annex B: signs out of
//! place and unknown escapes mean themselves. Characters are Unicode scalar values, not UTF-16 units. Refused:
//! back-references, octal escapes, look-behind, `\p`, `\c`, halves of surrogate pairs, and what ECMAScript refuses,
//! but for two groups of one name.

use super::fold_char;

/// In characters.
const MAX_LENGTH: usize = 1000;
const MAX_NESTING: usize = 50;
/// A step carries one part of a pattern over up to 6,400 places, or looks for one class at up to 64.
const MAX_STEPS: usize = 100_000;
/// [`fold_char`] leaves every character from here on as it is.
const END_OF_CASES: u32 = 0x530;

/// Characters in ascending pairs: from the first to the second of each, both included.
const DIGIT: &str = "09";
const WORD: &str = "09AZ__az";
/// Source: `WhiteSpace` and `LineTerminator` of ECMA-262, 12.2 and 12.3.
const SPACE: &str = "\t\r  \u{a0}\u{a0}\u{1680}\u{1680}\u{2000}\u{200a}\u{2028}\u{2029}\u{202f}\u{202f}\
    \u{205f}\u{205f}\u{3000}\u{3000}\u{feff}\u{feff}";
const LINE_END: &str = "\n\n\r\r\u{2028}\u{2029}";

/// Where a pattern is wrong, in characters, and what was expected there.
type Failure = (usize, &'static str);

/// A regular expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Regex {
    parts: Vec<Part>,
    /// Of the classes: from the first character to the second, both included.
    ranges: Vec<(u32, u32)>,
    ignores_case: bool,
}

/// A part of a pattern. It stands behind the parts that it holds: its first number says how many those are. A flag turns
/// it round: any other character or place.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// A character of the ranges from one number to before another.
    Class(usize, usize, bool),
    Start,
    End,
    /// Where a word begins or ends.
    Edge(bool),
    /// Where what it holds begins.
    Ahead(usize, bool),
    /// What it holds, at least and at most so often.
    Repeat(usize, u32, u32),
    /// Between alternatives.
    Or,
}

impl Regex {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// The place in characters, and what was expected there.
    pub fn parse(pattern: &str, ignores_case: bool) -> Result<Self, (usize, &'static str)> {
        let regex = Self { parts: Vec::new(), ranges: Vec::new(), ignores_case };
        let mut parser = Parser { chars: chars(pattern, false), next: 0, depth: 0, regex };
        if parser.chars.len() > MAX_LENGTH {
            return Err(failure(MAX_LENGTH, "at most 1,000 characters"));
        }
        parser.alternatives()?;
        if parser.peek().is_some() {
            return Err(failure(parser.next, "no \")\" without its \"(\""));
        }
        Ok(parser.regex)
    }

    /// Whether the pattern fits anywhere in the text, as ECMAScript's `test` has it; `None` where that takes more than
    /// 100,000 steps.
    #[must_use]
    pub fn is_found(&self, text: &str) -> Option<bool> {
        let chars = chars(text, self.ignores_case);
        let mut run = Run { regex: self, chars, steps: MAX_STEPS, places: Vec::new() };
        // What is neither a character nor a place holds at all of them.
        let everywhere = run.places(Part::Or);
        for (at, part) in self.parts.iter().enumerate() {
            let places = match *part {
                Part::Ahead(length, _) => run.starts(at - length, at, &everywhere)?,
                part => run.places(part),
            };
            run.steps = run.steps.checked_sub(places.len())?;
            run.places.push(places);
        }
        Some(!is_empty(&run.starts(0, self.parts.len(), &everywhere)?))
    }
}

fn chars(text: &str, is_folded: bool) -> Vec<char> {
    let mut chars = Vec::new();
    for c in text.chars() {
        chars.push(if is_folded { fold_char(c) } else { c });
    }
    chars
}

/// Places in a text, a bit for each: before its first character, and behind every one.
type Set = Vec<u64>;

fn is_empty(set: &Set) -> bool {
    set.iter().all(|word| *word == 0)
}

fn blend(set: &mut Set, other: &Set, by: fn(u64, u64) -> u64) {
    for (word, other) in set.iter_mut().zip(other) {
        *word = by(*word, *other);
    }
}

/// A pattern at work on one text.
struct Run<'a> {
    regex: &'a Regex,
    chars: Vec<char>,
    /// How many more may be taken.
    steps: usize,
    /// Where each part holds, before it is turned round.
    places: Vec<Set>,
}

impl Run<'_> {
    /// Where a part holds that holds no others.
    fn places(&self, part: Part) -> Set {
        let mut set = vec![0; self.chars.len() / 64 + 1];
        for at in 0..=self.chars.len() {
            if let Some(word) = set.get_mut(at / 64) {
                *word |= u64::from(self.holds(part, at)) << (at % 64);
            }
        }
        set
    }

    fn holds(&self, part: Part, at: usize) -> bool {
        match part {
            Part::Class(from, to, _) => {
                let Some(code) = self.chars.get(at).map(|c| u32::from(*c)) else { return false };
                let ranges = self.regex.ranges.get(from..to).unwrap_or_default();
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&code))
            }
            Part::Start => at == 0,
            Part::End => at == self.chars.len(),
            Part::Edge(_) => self.is_word(at) != self.is_word(at.wrapping_sub(1)),
            _ => true,
        }
    }

    fn is_word(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_')
    }

    /// Where the parts from one number to before another begin that end at one of the places.
    fn starts(&mut self, from: usize, to: usize, ends: &Set) -> Option<Set> {
        let (mut starts, mut set, mut at) = (vec![0; ends.len()], ends.clone(), to);
        loop {
            self.steps = self.steps.checked_sub(1 + ends.len() / 100)?;
            if at == from {
                break;
            }
            at -= 1;
            match *self.regex.parts.get(at)? {
                Part::Or => {
                    blend(&mut starts, &set, |all, more| all | more);
                    set.clone_from(ends);
                }
                Part::Repeat(length, least, most) => {
                    set = self.repeated(at - length, at, least, most, set)?;
                    at -= length;
                }
                part => {
                    if let Part::Class(..) = part {
                        step_back(&mut set);
                    }
                    let places = self.places.get(at)?;
                    if let Part::Class(_, _, true) | Part::Edge(true) | Part::Ahead(_, true) = part {
                        blend(&mut set, places, |end, place| end & !place);
                    } else {
                        blend(&mut set, places, |end, place| end & place);
                    }
                    if let Part::Ahead(length, _) = part {
                        at -= length;
                    }
                }
            }
        }
        blend(&mut starts, &set, |all, more| all | more);
        Some(starts)
    }

    /// Where those parts, at least and at most so often, begin.
    fn repeated(&mut self, from: usize, to: usize, least: u32, most: u32, ends: Set) -> Option<Set> {
        let (mut starts, mut fresh) = (ends.clone(), ends);
        for round in 0..most {
            if is_empty(&fresh) {
                break;
            }
            fresh = self.starts(from, to, &fresh)?;
            if round < least {
                starts.clone_from(&fresh);
            } else {
                // To carry a place again adds none: only the new ones go on.
                blend(&mut fresh, &starts, |new, known| new & !known);
                blend(&mut starts, &fresh, |known, new| known | new);
            }
        }
        Some(starts)
    }
}

/// The places one character before.
fn step_back(set: &mut Set) {
    let mut carry = 0;
    for word in set.iter_mut().rev() {
        (*word, carry) = (*word >> 1 | carry, *word << 63);
    }
}

/// Who only loads a page need not know what was expected.
fn failure(at: usize, expected: &'static str) -> Failure {
    (at, if cfg!(feature = "explain") { expected } else { "" })
}

struct Parser {
    chars: Vec<char>,
    next: usize,
    depth: usize,
    regex: Regex,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.next).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek();
        self.next += usize::from(c.is_some());
        c
    }

    fn eat(&mut self, c: char) -> bool {
        let is_there = self.peek() == Some(c);
        self.next += usize::from(is_there);
        is_there
    }

    /// All up to the parenthesis or the end.
    fn alternatives(&mut self) -> Result<(), Failure> {
        loop {
            let part = match (self.peek(), self.chars.get(self.next + 1)) {
                (None | Some(')'), _) => return Ok(()),
                (Some('|'), _) => Part::Or,
                (Some('^'), _) => Part::Start,
                (Some('$'), _) => Part::End,
                (Some('\\'), Some(c @ ('b' | 'B'))) => {
                    self.next += 1;
                    Part::Edge(*c == 'B')
                }
                _ => {
                    self.repeated()?;
                    continue;
                }
            };
            self.next += 1;
            self.regex.parts.push(part);
        }
    }

    /// A group or a character, with how often it repeats.
    fn repeated(&mut self) -> Result<(), Failure> {
        let (mut at, from) = (self.next, self.regex.parts.len());
        if self.quantifier().is_some() {
            return Err(failure(at, "something to repeat"));
        }
        let is_group = self.eat('(');
        if is_group {
            self.group()?;
        } else {
            self.class()?;
        }
        at = self.next;
        let counts = self.quantifier();
        if counts.is_some() {
            self.eat('?');
        }
        let (least, most) = counts.unwrap_or((1, 1));
        if most < least {
            return Err(failure(at, "the smaller number first"));
        }
        if is_group || counts.is_some() {
            self.regex.parts.push(Part::Repeat(self.regex.parts.len() - from, least, most));
        }
        Ok(())
    }

    /// How often at least and at most, where that is said here.
    fn quantifier(&mut self) -> Option<(u32, u32)> {
        let at = self.next;
        let counts = self.counts();
        if counts.is_none() {
            self.next = at;
        }
        counts
    }

    fn counts(&mut self) -> Option<(u32, u32)> {
        match self.take()? {
            '*' => Some((0, u32::MAX)),
            '+' => Some((1, u32::MAX)),
            '?' => Some((0, 1)),
            '{' => {
                let least = self.number(10, 1, MAX_LENGTH)?;
                let most = if self.eat(',') { self.number(10, 1, MAX_LENGTH).unwrap_or(u32::MAX) } else { least };
                self.eat('}').then_some((least, most))
            }
            _ => None,
        }
    }

    /// A number of so many digits, at least and at most, where it is here.
    fn number(&mut self, radix: u32, least: usize, most: usize) -> Option<u32> {
        let (at, mut number) = (self.next, 0_u32);
        while self.next < at + most
            && let Some(digit) = self.peek().and_then(|c| c.to_digit(radix))
        {
            number = number.saturating_mul(radix).saturating_add(digit);
            self.next += 1;
        }
        if self.next < at + least {
            self.next = at;
            return None;
        }
        Some(number)
    }

    /// A group, from behind its parenthesis.
    fn group(&mut self) -> Result<(), Failure> {
        let (at, from, mut is_negated) = (self.next, self.regex.parts.len(), None);
        if self.eat('?') {
            match self.take() {
                Some(':') => {}
                Some('=') => is_negated = Some(false),
                Some('!') => is_negated = Some(true),
                Some('<') => self.name()?,
                _ => return Err(failure(at, "\"?:\", \"?=\", \"?!\" or \"?<name>\"")),
            }
        }
        if self.depth == MAX_NESTING {
            return Err(failure(at, "at most 50 groups in each other"));
        }
        self.depth += 1;
        self.alternatives()?;
        self.depth -= 1;
        if !self.eat(')') {
            return Err(failure(self.next, "\")\""));
        }
        if let Some(is_negated) = is_negated {
            self.regex.parts.push(Part::Ahead(self.regex.parts.len() - from, is_negated));
        }
        Ok(())
    }

    /// The name of a group, with the sign that ends it.
    fn name(&mut self) -> Result<(), Failure> {
        let (at, is_number) = (self.next, matches!(self.peek(), Some('0'..='9')));
        while matches!(self.peek(), Some('0'..='9' | 'a'..='z' | 'A'..='Z' | '_' | '$' | '\u{80}'..)) {
            self.next += 1;
        }
        if is_number || self.next == at || !self.eat('>') {
            return Err(failure(at, "a name and \">\" (look-behind is not known)"));
        }
        Ok(())
    }

    /// Whatever stands for one character.
    fn class(&mut self) -> Result<(), Failure> {
        let (from, mut is_negated) = (self.regex.ranges.len(), false);
        if self.eat('.') {
            self.add(LINE_END, true);
        } else if self.eat('[') {
            is_negated = self.eat('^');
            while !self.eat(']') {
                self.range()?;
            }
        } else {
            self.member()?;
        }
        if self.regex.ignores_case {
            self.add_cases(from);
        }
        self.regex.parts.push(Part::Class(from, self.regex.ranges.len(), is_negated));
        Ok(())
    }

    /// A member of a class, or a range from one to another.
    fn range(&mut self) -> Result<(), Failure> {
        let (at, from) = (self.next, self.regex.ranges.len());
        self.member()?;
        if self.peek() != Some('-') || self.chars.get(self.next + 1) == Some(&']') {
            return Ok(());
        }
        self.next += 1;
        self.member()?;
        match self.regex.ranges.get(from..) {
            Some(&[(first, same), (last, equal)]) if first == same && last == equal => {
                if last < first {
                    return Err(failure(at, "the smaller character first"));
                }
                self.regex.ranges.truncate(from);
                self.regex.ranges.push((first, last));
            }
            // A range from or to several characters is none: its hyphen means itself.
            _ => self.add("--", false),
        }
        Ok(())
    }

    /// One character, or what an escape means.
    fn member(&mut self) -> Result<(), Failure> {
        let at = self.next;
        let mut c = self.take().ok_or(failure(at, "\"]\""))?;
        let mut code = u32::from(c);
        if c == '\\' {
            c = self.take().ok_or(failure(at, "a character behind \"\\\""))?;
            code = match c {
                'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                    let pairs = match c {
                        'd' | 'D' => DIGIT,
                        'w' | 'W' => WORD,
                        _ => SPACE,
                    };
                    self.add(pairs, c.is_ascii_uppercase());
                    return Ok(());
                }
                't' => 9,
                'n' => 10,
                'v' => 11,
                'f' => 12,
                'r' => 13,
                // Only in a class: elsewhere it is a place.
                'b' => 8,
                '0' if self.number(10, 1, 1).is_none() => 0,
                '0'..='9' | 'k' => return Err(failure(at, "no back-reference and no octal escape")),
                'c' | 'p' | 'P' => return Err(failure(at, "no \"\\c\" and no \"\\p\"")),
                'x' => self.number(16, 2, 2).unwrap_or(u32::from(c)),
                'u' => self.number(16, 4, 4).unwrap_or(u32::from(c)),
                _ => u32::from(c),
            };
        }
        if (0xd800..0xe000).contains(&code) {
            return Err(failure(at, "no half of a surrogate pair"));
        }
        self.regex.ranges.push((code, code));
        Ok(())
    }

    /// Adds ascending pairs of characters to the ranges, or the gaps between them.
    fn add(&mut self, pairs: &str, is_negated: bool) {
        let (mut next, mut chars) = (0, pairs.chars());
        while let (Some(first), Some(last)) = (chars.next(), chars.next()) {
            let (first, last) = (u32::from(first), u32::from(last));
            self.regex.ranges.push(if is_negated { (next, first - 1) } else { (first, last) });
            next = last + 1;
        }
        if is_negated {
            self.regex.ranges.push((next, u32::from(char::MAX)));
        }
    }

    /// Adds the folded forms of the characters in the ranges from this number on: the text will be folded.
    fn add_cases(&mut self, from: usize) {
        for at in from..self.regex.ranges.len() {
            let Some(&(first, last)) = self.regex.ranges.get(at) else { return };
            for code in first..END_OF_CASES.min(last + 1) {
                let lower = char::from_u32(code).map_or(code, |c| u32::from(fold_char(c)));
                if !(first..=last).contains(&lower) {
                    self.regex.ranges.push((lower, lower));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> Option<bool> {
        Regex::parse(pattern, false).unwrap().is_found(text)
    }

    fn assert_all(cases: &[(&str, &[&str], &[&str])], ignores_case: bool) {
        for (pattern, fitting, others) in cases {
            let regex = Regex::parse(pattern, ignores_case).unwrap();
            for text in *fitting {
                assert_eq!(regex.is_found(text), Some(true), "{pattern} {text}");
            }
            for text in *others {
                assert_eq!(regex.is_found(text), Some(false), "{pattern} {text}");
            }
        }
    }

    #[test]
    fn forms_check_what_they_mean_to() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            (r"^\+7 ?\(?\d{3}\)?[ -]?\d{3}(-?\d\d){2}$", &["+7 (916) 123-45-67", "+79161234567"], &["89161234567", ""]),
            (r"^\d{5}(-\d{4})?$", &["12345", "12345-6789"], &["1234", "12345-", "123456", "12345\n"]),
            (r"^(?=.*[A-Z])(?=.*\d)(?!.*\s).{8,}$", &["Passw0rd", "0aaaaaaA"], &["passw0rd", "Passw0r", "Pass w0rd"]),
            (r"^[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?$", &["Пётр", "Салтыков-Щедрин"], &["пётр", "Petr", "Щедрин-"]),
            (r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$", &["a+b@c-d.co.uk"], &["a@b", "a b@c.de", "@c.de"]),
            (r"^(?:(?!spam)[\s\S])*$", &["", "a\nb", "spa"], &["spam", "no spam!"]),
            (r"\bfree\b", &["free", "is free."], &["freedom", "carefree"]),
        ];
        assert_all(cases, false);
    }

    #[test]
    fn every_part_means_what_ecmascript_says() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("", &["", "a"], &[]),
            ("a|^$|", &["b"], &[]),
            ("^(?:a|bc|)d$", &["ad", "bcd", "d"], &["bd", "abcd"]),
            ("^.$", &["a", "😀", "\u{85}"], &["\n", "\r", "\u{2028}", "", "ab"]),
            (r"^\D\W\S$", &["a-b", "й.й"], &["1-b", "aab", "a-\u{feff}", "a-\u{a0}"]),
            (r"a\Bb|\B-\B", &["ab", " - "], &["a-b"]),
            (r"^[\t\n\v\f\r\0\b]\x41\u0416$", &["\u{8}AЖ", "\0AЖ", "\u{b}AЖ"], &["bAЖ"]),
            (r"^a{2}b{0}c{1,}d{0,2}e{1,2}?$", &["aace", "aaccddee"], &["ace", "aabce", "aacddde"]),
            ("^[]$|^[^]x$", &["\nx"], &["", "a"]),
            (r"^[\d-z]+[a-]$", &["1-z-", "za"], &["a-", "5x-"]),
            ("^(?<name>a)(?=b)(?!bc).$", &["ab"], &["a", "ac"]),
            ("^(?=a)*(?!b)+b?a$", &["a"], &["ba"]),
            ("^(a*)*(?:b?){3}(?:)*$", &["", "aaabbb"], &["bbbb", "ba"]),
        ];
        assert_all(cases, false);
    }

    #[test]
    fn signs_out_of_place_mean_themselves() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("^]}{,5}x{a}{$", &["]}{,5}x{a}{"], &["]}"]),
            (r"^\a\-\/\@\_\x4\u12\[$", &["a-/@_x4u12["], &[r"\a"]),
            (r"^\u{3}$", &["uuu"], &["\u{3}"]),
            (r"^[.$(|*^\]]+$", &[".$(|*^]"], &["a"]),
        ];
        assert_all(cases, false);
    }

    #[test]
    fn case_is_ignored_in_all_alphabets_where_that_is_asked_for() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("^straße$", &["STRAßE"], &["strasse"]),
            ("^[А-Яё]+[^a-z]$", &["ёлкаЁ1", "Ж-"], &["елкаZ"]),
            (r"^[Y-b]\x41\w\b$", &["zaZ", "_AK"], &["cAk", "zak."]),
            ("^[Σ]ς$", &["σσ", "ΣΣ"], &["σs"]),
        ];
        assert_all(cases, true);
        assert_eq!(found("[A-Z]", "a"), Some(false));
    }

    #[test]
    fn what_is_not_known_is_refused_with_its_place() {
        let deep = format!("{}{}", "(".repeat(51), ")".repeat(51));
        let cases = [
            ("ab)", 2, "no \")\""),
            ("(a|b", 4, "\")\""),
            ("a**", 2, "something to repeat"),
            ("^*", 1, "something to repeat"),
            ("{1,2}", 0, "something to repeat"),
            ("ж{2,1}", 1, "the smaller number"),
            ("[z-a]", 1, "the smaller character"),
            ("[ab", 3, "\"]\""),
            ("a\\", 1, "a character behind"),
            (r"(a)\1", 3, "no back-reference"),
            (r"\01", 0, "no back-reference"),
            (r"\k<a>", 0, "no back-reference"),
            (r"[\p{L}]", 1, "no \"\\c\""),
            (r"\ud83d", 0, "no half"),
            ("(?<=a)b", 3, "a name"),
            ("(?<1>b)", 3, "a name"),
            ("(?#a)", 1, "\"?:\""),
            (&deep, 51, "at most 50"),
            (&"a".repeat(1001), 1000, "at most 1,000"),
        ];
        for (pattern, place, expected) in cases {
            let (at, what) = Regex::parse(pattern, false).unwrap_err();
            assert!(at == place && (what.starts_with(expected) || what.is_empty()), "{pattern} {at} {what}");
        }
        assert!(Regex::parse(&format!("{}{}", "(".repeat(50), ")".repeat(50)), false).is_ok());
    }

    #[test]
    fn what_explodes_elsewhere_is_answered() {
        let long = "a".repeat(5000);
        let other = format!("{long}!");
        for pattern in ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^([a-z]+ ?)*$", "^(.*)*$", "^((a*)*)*$", "^(?:(?!!).)*$"] {
            assert_eq!(found(pattern, &long), Some(true), "{pattern}");
            assert_eq!(found(pattern, &other), Some(pattern == "^(.*)*$"), "{pattern}");
        }
        assert_eq!(found(".{4000,}!", &other), Some(true));
        assert_eq!(found("(.*a){30}b", &other), Some(false));
    }

    #[test]
    fn too_many_steps_are_given_up() {
        assert_eq!(found("((a?){1000}){1000}b", "aab"), None);
        assert_eq!(found("(?:){4000000000}", ""), None);
        assert_eq!(found("a{4000000000,99999999999}", &"a".repeat(5000)), Some(false));
        assert_eq!(found(&"[^a]".repeat(250), &"a".repeat(100_000)), None);
    }

    #[test]
    fn a_small_stack_is_enough() {
        let work = || {
            let pattern = format!("^{}a|b{}$", "(".repeat(50), ")*".repeat(50));
            assert_eq!(found(&pattern, &"ab".repeat(2500)), Some(true));
            assert_eq!(found("^(a|b)*$", &"ab".repeat(2500)), Some(true));
        };
        std::thread::Builder::new().stack_size(256 << 10).spawn(work).unwrap().join().unwrap();
    }

    #[test]
    fn any_text_is_a_pattern_or_refused() {
        let mut state = 1_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let signs: Vec<char> = r"abZя09 ^$.|()[]{}*+?\-,:=!<>dwsDbBxu".chars().collect();
        let mut known = 0;
        for _ in 0..20_000 {
            let mut texts = [String::new(), String::new()];
            for text in &mut texts {
                for _ in 0..random(24) {
                    let sign = signs[random(signs.len() as u64) as usize];
                    let any = char::from_u32(random(0x11_0000) as u32).unwrap_or(sign);
                    text.push(if random(20) == 0 { any } else { sign });
                }
            }
            if let Ok(regex) = Regex::parse(&texts[0], random(2) == 0) {
                known += usize::from(regex.is_found(&texts[1]).is_some());
            }
        }
        assert!(known > 2000, "{known}");
    }

    #[test]
    fn folding_ends_where_it_is_said_to_and_brings_no_ascii() {
        for c in '\u{80}'..=char::MAX {
            let folded = fold_char(c);
            assert!(!folded.is_ascii() && (folded == c || u32::from(c) < END_OF_CASES), "{c}");
        }
    }
}
