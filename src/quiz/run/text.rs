//! Texts with answers put in: `{name}` in a title stands for what the visitor chose, as the visitor reads it. It must not
//! judge answers.

use super::Walk;
use super::same::{is_choice, is_empty};
use crate::expression::Named;
use crate::quiz::definition::{Element, Ending, Kind, OWN};
use crate::text::{self, number_text};
use crate::value::{Localized, Value};

/// How deep texts of choices may stand in each other: a choice may name its own question.
const MOST_DEPTH: u32 = 8;
/// How many names may be put into what one name stands for.
const MOST_TEXTS: u32 = 100;

impl Walk<'_> {
    /// The author's text in the language, with answers put in.
    pub(in crate::quiz) fn words(&self, text: &Localized) -> String {
        self.filled(text.pick(self.language), true)
    }

    /// A text with answers put in: as they are read, or as they are kept.
    pub(in crate::quiz) fn filled(&self, text: &str, is_read: bool) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = text::split(rest, "}") {
            rest = after;
            // The last brace before the one that closes: what stands before it is plain.
            let Some((plain, name)) = text::split_last(before, "{") else {
                out.push_str(before);
                out.push('}');
                continue;
            };
            out.push_str(plain);
            let found = Some(name.trim()).filter(|_| !text::has(name, ":")).and_then(|name| self.put_in(name, is_read));
            match found {
                Some(found) => out.push_str(&found),
                None => out.push_str(&text::concat(&["{", name, "}"])),
            }
        }
        out.push_str(rest);
        out
    }

    /// What a name stands for; nothing where texts that stand for each other go too far.
    fn put_in(&self, name: &str, is_read: bool) -> Option<String> {
        let texts = &self.run.now.texts;
        let (depth, count) = texts.get();
        if depth >= MOST_DEPTH || count >= MOST_TEXTS {
            return None;
        }
        texts.set((depth + 1, count + 1));
        let found = self.named_text(name, is_read);
        let (_, count) = texts.get();
        texts.set((depth, if depth == 0 { 0 } else { count }));
        found
    }

    /// What a name stands for in a text; `None` where it stands for nothing and is left as it is.
    fn named_text(&self, name: &str, is_read: bool) -> Option<String> {
        if matches!(name, "no" | "title" | "require") || name.is_empty() {
            return None;
        }
        if OWN.iter().any(|own| text::is_same(own, name)) {
            return Some(plain_text(&self.own_value(name)));
        }
        let named = Named::new(name);
        let calculated = self.quiz.calculated_values.iter().find(|calculated| text::is_same(&calculated.name, name));
        if let Some(calculated) = calculated {
            return self.run.values.get(calculated.slot).filter(|value| !is_empty(value)).map(plain_text);
        }
        for (beginning, item, rest) in named.beginnings() {
            let is_it = |element: &Element| text::is_same(&element.name, beginning);
            let Some(at) = self.quiz.question(&is_it) else { continue };
            if !rest.is_empty() {
                return self.inner_text(at, rest);
            }
            if self.element(at).kind == Kind::Multipletext && is_empty(self.value(at)) {
                return None;
            }
            let value = match item {
                Some(item) => {
                    let items = self.value(at).as_list().unwrap_or_default();
                    usize::try_from(item).ok().and_then(|item| items.get(item)).cloned().unwrap_or_default()
                }
                None => self.value(at).clone(),
            };
            return Some(if is_read { self.read_text(at, &value) } else { plain_text(&value) });
        }
        let slot = (0..self.quiz.names.len()).find(|slot| text::is_same(self.quiz.names.name(*slot), name))?;
        self.run.values.get(slot).filter(|value| !is_empty(value)).map(plain_text)
    }

    /// What a name of something in an answer stands for: a line of a question, or a part of a value.
    fn inner_text(&self, at: usize, rest: &str) -> Option<String> {
        let line = self.quiz.children(at).find(|line| self.element(*line).name == rest);
        match line {
            Some(line) => Some(plain_text(self.value(line))),
            None if rest == "length" => {
                Some(plain_text(&self.value(at).as_list().map_or(Value::Null, |items| (items.len() as i64).into())))
            }
            None => self.value(at).get(rest).map(plain_text),
        }
    }

    /// An answer as the visitor reads it.
    pub(in crate::quiz) fn read_text(&self, at: usize, value: &Value) -> String {
        let element = self.element(at);
        if is_empty(value) || value.as_text().is_some_and(|text| text.trim().is_empty()) {
            return String::new();
        }
        match (element.kind, value) {
            (Kind::Boolean, _) => self.yes_or_no(element, value),
            (_, Value::List(items)) if element.kind.is_select() => {
                let known = joined(items, ", ", &|item| self.choice_text(at, item));
                known.unwrap_or_else(|| joined(items, ", ", &|item| Some(plain_text(item))).unwrap_or_default())
            }
            _ if element.kind.is_select() || element.kind == Kind::Rating => {
                self.choice_text(at, value).unwrap_or_else(|| plain_text(value))
            }
            _ => plain_text(value),
        }
    }

    fn yes_or_no(&self, element: &Element, value: &Value) -> String {
        let is_yes = is_choice(value, &element.value_true);
        let label = if is_yes { &element.label_true } else { &element.label_false };
        label.as_ref().map_or_else(|| (if is_yes { "Yes" } else { "No" }).to_owned(), |label| self.words(label))
    }

    /// The text of a choice; of `other` what was written beside it.
    pub(in crate::quiz) fn choice_text(&self, at: usize, value: &Value) -> Option<String> {
        let element = self.element(at);
        if element.show_other_item && value.as_text() == Some("other") {
            let words = self.comment(at);
            let label =
                || element.other_text.as_ref().map_or_else(|| "Other (describe)".to_owned(), |text| self.words(text));
            return Some(words.as_text().map_or_else(label, str::to_owned));
        }
        if element.show_none_item && value.as_text() == Some("none") {
            return Some(element.none_text.as_ref().map_or_else(|| "None".to_owned(), |text| self.words(text)));
        }
        let marks = element.rate_values.iter().find(|mark| is_choice(&mark.value, value));
        let choice =
            marks.or_else(|| self.shown_choices(at).into_iter().find(|choice| is_choice(&choice.value, value)))?;
        Some(self.filled(&choice.text_in(self.language), true))
    }
}

impl Walk<'_> {
    /// What is shown at the end, and where the visitor is sent.
    pub(in crate::quiz) fn ending(&self) -> (Option<String>, Option<String>) {
        let quiz = self.quiz;
        let html = match self.ending_of(&quiz.completed_html_on_condition) {
            Some(ending) => ending.html.as_ref(),
            None => quiz.completed_html.as_ref(),
        };
        let url = match self.ending_of(&quiz.navigate_to_url_on_condition) {
            Some(ending) => ending.url.as_ref(),
            None => quiz.navigate_to_url.as_ref(),
        };
        let url = url.map(|url| self.filled(url.pick(self.language), false)).filter(|url| !url.is_empty());
        (html.map(|html| self.words(html)), url)
    }

    /// The first that holds.
    fn ending_of<'e>(&self, endings: &'e [Ending]) -> Option<&'e Ending> {
        endings.iter().find(|ending| {
            let expression = ending.expression.as_ref();
            expression.is_some_and(|expression| expression.evaluate(&self.context()) == Value::Bool(true))
        })
    }

    /// The words of a choice, a mark, yes or no.
    pub(in crate::quiz) fn label(&self, at: usize, value: &Value) -> String {
        let element = self.element(at);
        match value.as_text() {
            Some("other") if element.show_other_item => {
                element.other_text.as_ref().map_or_else(|| "Other".to_owned(), |text| self.words(text))
            }
            _ => self.read_text(at, value),
        }
    }

    /// Everything that can be chosen: choices, marks, yes and no.
    pub(in crate::quiz) fn values_to_choose(&self, at: usize) -> Vec<Value> {
        let element = self.element(at);
        match element.kind {
            Kind::Boolean => vec![element.value_true.clone(), element.value_false.clone()],
            Kind::Rating => element.marks(),
            kind if kind.is_select() => self.visible_choices(at),
            _ => Vec::new(),
        }
    }
}

/// The texts of the items that have one, with something between; `None` where no item has.
fn joined(items: &[Value], between: &str, text: &dyn Fn(&Value) -> Option<String>) -> Option<String> {
    let mut out: Option<String> = None;
    for item in items {
        let Some(text) = text(item) else { continue };
        match &mut out {
            Some(out) => {
                out.push_str(between);
                out.push_str(&text);
            }
            None => out = Some(text),
        }
    }
    out
}

/// A value as JavaScript writes it.
fn plain_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => (if *yes { "true" } else { "false" }).to_owned(),
        Value::Number(number) => number_text(*number),
        Value::Text(text) => text.clone(),
        Value::List(items) => joined(items, ",", &|item| Some(plain_text(item))).unwrap_or_default(),
        Value::Map(_) => "[object Object]".to_owned(),
    }
}
