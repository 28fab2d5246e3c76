//! A quiz as its author writes it: a documented part of a SurveyJS definition. It must hold no state of a visitor.

mod bind;
mod element;
mod kind;
mod lead;
mod name;
mod read;
mod read_lead;
mod refuse;
#[cfg(feature = "cli")]
mod schema;
mod trigger;
mod validator;

pub(super) use bind::OWN;
pub use element::{Choice, ChoiceLead, Element, Scores};
pub use kind::{Clear, Input, Kind, Mode, Order};
pub use lead::{At, Consent, ContactStep, Field, Filter, Lead, Need, Offer, Outcome, Place, Reject, Verdict};
pub use name::{Holds, Names};
#[cfg(feature = "explain")]
pub(in crate::quiz) use read::RESERVED;
pub use read::read;
pub use refuse::{NO_EFFECT, REFUSED};
pub use trigger::{Calculated, Deed, Ending, Trigger};
pub use validator::{Test, Validator};

use crate::expression::Expression;
use crate::text::{self, explain, number_text};
use crate::value::Localized;

/// A quiz.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields, transform = schema::complete_quiz))]
pub struct Definition {
    /// Version of the author's text, told in leads. 1 to 1000000, default 1.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 1_000_000), extend("default" = 1)))]
    pub version: i64,
    /// Title over every step. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// The language of the texts, where the page does not have one of its own. Default the page's.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub locale: Option<String>,
    /// Whether the visitor can go back. Default true.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub show_prev_button: bool,
    /// Whether a page goes on by itself once everything on it is answered. In the element a single choice that stands alone
    /// goes on by pointer, Enter, Space or digit, never by arrow keys, unless this is false. `goNextPageAutomatic` means the
    /// same.
    #[cfg_attr(feature = "cli", schemars(default, extend("default" = true)))]
    pub auto_advance_enabled: Option<bool>,
    /// Whether progress is shown. Default as the element does.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub show_progress_bar: Option<bool>,
    /// How much is shown at a time. Default standard.
    #[cfg_attr(feature = "cli", schemars(default, rename = "questionsOnPageMode"))]
    pub mode: Mode,
    /// Whether the first page is a cover before the quiz. `firstPageIsStarted` means the same. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub first_page_is_start_page: bool,
    /// When the answers of questions that are not visible are taken back. Default onComplete.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub clear_invisible_values: Clear,
    /// Seconds for the whole quiz; 0 for any. `maxTimeToFinish` means the same. Default 0.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 0, max = 86_400)))]
    pub time_limit: i64,
    /// The steps, 1 to 100; `elements` beside or instead of them stand on one page.
    #[cfg_attr(
        feature = "cli",
        schemars(default, rename = "pages", with = "Vec<schema::Page>", length(min = 1, max = 100))
    )]
    pub elements: Vec<Element>,
    /// What the quiz does by itself, up to 100.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100)))]
    pub triggers: Vec<Trigger>,
    /// What is computed beside the answers, up to 100.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100)))]
    pub calculated_values: Vec<Calculated>,
    /// What is shown at the end, in the safe inline grammar. Up to 10000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub completed_html: Option<Localized>,
    /// What is shown at the end instead, the first that holds, up to 50.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub completed_html_on_condition: Vec<Ending>,
    /// What is opened at the end: https, http or a path. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub navigate_to_url: Option<Localized>,
    /// What is opened at the end instead, the first that holds, up to 50.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub navigate_to_url_on_condition: Vec<Ending>,
    /// What leads need beyond SurveyJS.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub lead: Lead,
    /// SHA-256 of the document that this was read from: leads name it.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub hash: String,
    /// The names that answers and computed values have.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub names: Names,
    /// Whether the last page is one of elements that stand beside pages.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(super) has_root_elements: bool,
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            version: 1,
            title: None,
            locale: None,
            show_prev_button: true,
            auto_advance_enabled: None,
            show_progress_bar: None,
            mode: Mode::Standard,
            first_page_is_start_page: false,
            clear_invisible_values: Clear::OnComplete,
            time_limit: 0,
            elements: Vec::new(),
            triggers: Vec::new(),
            calculated_values: Vec::new(),
            completed_html: None,
            completed_html_on_condition: Vec::new(),
            navigate_to_url: None,
            navigate_to_url_on_condition: Vec::new(),
            lead: Lead::default(),
            hash: String::new(),
            names: Names::default(),
            has_root_elements: false,
        }
    }
}

impl Definition {
    /// The question with a name.
    #[must_use]
    pub fn element(&self, name: &str) -> Option<&Element> {
        self.questions().find(|element| element.name == name)
    }

    /// The questions, in the order of the definition.
    pub fn questions(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(|element| element.kind.is_question())
    }

    /// The JSON path of an element, from the definition; empty without the feature `explain`.
    #[must_use]
    pub fn path(&self, at: usize) -> String {
        let Some(element) = self.elements.get(at).filter(|_| cfg!(feature = "explain")) else { return String::new() };
        let index = |place: Option<usize>| number_text(place.unwrap_or(0) as f64);
        match element.kind {
            Kind::Page => text::concat(&["pages[", &index(self.pages().position(|page| page == at)), "]"]),
            kind => {
                let list = if kind == Kind::Item { "items[" } else { "elements[" };
                let place = index(self.children(element.parent).position(|inner| inner == at));
                let is_alone = self.has_root_elements && self.pages().last() == Some(element.parent);
                let around = if is_alone { String::new() } else { text::concat(&[&self.path(element.parent), "."]) };
                text::concat(&[&around, list, &place, "]"])
            }
        }
    }

    /// Every expression outside of `lead`, with its JSON path from the definition.
    pub fn each_expression(&self, one: &mut dyn FnMut(&str, &Expression)) {
        for (at, element) in self.elements.iter().enumerate() {
            for (name, expression) in element.expressions() {
                one(&explain!(&self.path(at), ".", name), expression);
            }
            for (index, choice) in element.choices.iter().enumerate() {
                if let Some(expression) = &choice.visible_if {
                    let place = |name| explain!(&self.path(at), ".choices[", &number_text(index as f64), name);
                    one(&place("].visibleIf"), expression);
                }
            }
            for (index, validator) in element.validators.iter().enumerate() {
                if let Some(expression) = &validator.expression {
                    let place = |name| explain!(&self.path(at), ".validators[", &number_text(index as f64), name);
                    one(&place("].expression"), expression);
                }
            }
        }
        self.each_expression_beside(one);
    }

    /// Every expression of what the quiz does by itself.
    fn each_expression_beside(&self, one: &mut dyn FnMut(&str, &Expression)) {
        let path = |list: &str, index: usize, name: &str| explain!(list, "[", &number_text(index as f64), "].", name);
        for (index, trigger) in self.triggers.iter().enumerate() {
            for (name, expression) in [("expression", &trigger.expression), ("runExpression", &trigger.run_expression)]
            {
                if let Some(expression) = expression {
                    one(&path("triggers", index, name), expression);
                }
            }
        }
        for (index, calculated) in self.calculated_values.iter().enumerate() {
            one(&path("calculatedValues", index, "expression"), &calculated.expression);
        }
        for (list, endings) in [
            ("completedHtmlOnCondition", &self.completed_html_on_condition),
            ("navigateToUrlOnCondition", &self.navigate_to_url_on_condition),
        ] {
            for (index, ending) in endings.iter().enumerate() {
                if let Some(expression) = &ending.expression {
                    one(&path(list, index, "expression"), expression);
                }
            }
        }
    }

    /// The places of the pages: nothing else stands outside of all others.
    pub(super) fn pages(&self) -> Row<'_> {
        Row { elements: &self.elements, next: 0, end: self.elements.len() }
    }

    /// The place of the page that an element stands on.
    pub(super) fn page_of(&self, mut place: usize) -> usize {
        while let Some(element) = self.elements.get(place).filter(|element| element.kind != Kind::Page) {
            place = element.parent;
        }
        place
    }

    /// The places of what stands directly in an element.
    pub(super) fn children(&self, of: usize) -> Row<'_> {
        Row { elements: &self.elements, next: of + 1, end: self.elements.get(of).map_or(of, |element| element.end) }
    }

    /// The place of the first question that `is_it` says.
    #[inline(never)]
    pub(super) fn question(&self, is_it: &dyn Fn(&Element) -> bool) -> Option<usize> {
        self.elements.iter().position(|element| element.kind.is_question() && is_it(element))
    }

    /// The place of the question whose answer has a slot.
    pub(super) fn question_of(&self, slot: usize) -> Option<usize> {
        self.question(&|element| element.slot == slot)
    }

    /// Whether a page is the cover.
    pub(super) fn is_start_page(&self, place: usize) -> bool {
        self.first_page_is_start_page && place == 0 && self.pages().nth(1).is_some()
    }

    /// When the answer of a question that is not visible is taken back.
    pub(super) fn clear_of(&self, element: &Element) -> Clear {
        element.clear_if_invisible.unwrap_or(self.clear_invisible_values)
    }
}

/// The places of elements that stand beside each other. One type for all of them: what is done with it is compiled once.
pub(super) struct Row<'a> {
    elements: &'a [Element],
    next: usize,
    end: usize,
}

impl Iterator for Row<'_> {
    type Item = usize;

    #[inline(never)]
    fn next(&mut self) -> Option<usize> {
        let here = self.next;
        self.next = self.elements.get(here).filter(|_| here < self.end)?.end;
        Some(here)
    }
}
