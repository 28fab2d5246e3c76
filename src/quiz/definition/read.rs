//! Reading a definition: what is outside the documented part of SurveyJS is refused with its path and name, never
//! ignored. It must not look at answers.

use super::kind::{Clear, Input, Kind, Mode, Order};
use super::refuse::{NO_EFFECT, REFUSED};
use super::trigger::{Calculated, Deed, Ending, Trigger};
use super::validator::{Test, Validator};
use super::{Choice, Definition, Element, bind};
use crate::expression::{Expression, text_of};
use crate::text::{self, Regex, explain};
#[cfg(feature = "cli")]
use crate::value::Map;
use crate::value::{Fields, Problems, Read, Value, hash};

/// The most elements of a quiz: pages, panels, questions and lines together.
const MOST_ELEMENTS: usize = 2_000;
/// The deepest panel in panels.
const MOST_DEPTH: usize = 8;
/// First segments of facts: no question may take such a name.
pub(in crate::quiz) const RESERVED: &[&str] =
    &["source", "event", "visit", "score", "contact", "account", "ask", "filter"];

/// Reads a definition at `path`; problems are noted.
#[must_use]
pub fn read(value: &Value, path: &str, problems: &Problems) -> Definition {
    let mut definition = Definition { hash: text::hex(&hash(value)), ..Definition::default() };
    Fields::read(value, path, problems, &mut definition);
    definition
}

impl Read for Definition {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("version", 1, 1_000_000, &mut self.version);
        fields.localized("title", 500, &mut self.title);
        fields.some_text("locale", 35, &mut self.locale);
        fields.flag("showPrevButton", &mut self.show_prev_button);
        for name in ["goNextPageAutomatic", "autoAdvanceEnabled"] {
            some_flag(fields, name, &mut self.auto_advance_enabled);
        }
        progress_bar(fields, &mut self.show_progress_bar);
        fields.choice("questionsOnPageMode", Mode::WORDS, &mut self.mode);
        for name in ["firstPageIsStarted", "firstPageIsStartPage"] {
            fields.flag(name, &mut self.first_page_is_start_page);
        }
        fields.choice("clearInvisibleValues", Clear::WORDS, &mut self.clear_invisible_values);
        for name in ["maxTimeToFinish", "timeLimit"] {
            fields.whole(name, 0, 86_400, &mut self.time_limit);
        }
        let mut pages = elements(fields, "pages", 100, Kind::Page, 0);
        let alone = elements(fields, "elements", 300, Kind::Text, 0);
        self.has_root_elements = !alone.is_empty();
        if !alone.is_empty() {
            pages.push(Element { visible: true, elements: alone, ..Element::of(Kind::Page) });
        }
        fields.objects("triggers", 100, &mut self.triggers);
        fields.objects("calculatedValues", 100, &mut self.calculated_values);
        fields.localized("completedHtml", 10_000, &mut self.completed_html);
        fields.objects("completedHtmlOnCondition", 50, &mut self.completed_html_on_condition);
        fields.localized("navigateToUrl", 1_000, &mut self.navigate_to_url);
        fields.objects("navigateToUrlOnCondition", 50, &mut self.navigate_to_url_on_condition);
        fields.object("lead", &mut self.lead);
        refuse(fields);
        if pages.is_empty() {
            fields.error("pages", "quiz/empty", "expected at least one page");
        }
        // What is too large is not looked at: that would take as long as its author likes.
        if count(&pages) > MOST_ELEMENTS {
            return fields.error("pages", "quiz/too-large", "expected at most 2000 pages, panels, questions and lines");
        }
        bind::bind(self, pages);
        check_names(self, fields);
    }
}

/// How many elements there are with what stands in them.
fn count(elements: &[Element]) -> usize {
    elements.iter().map(|element| 1 + count(&element.elements) + count(&element.items)).sum()
}

/// Yes or no that may be left out.
fn some_flag(fields: &Fields<'_>, name: &'static str, into: &mut Option<bool>) {
    let mut found = into.unwrap_or_default();
    fields.flag(name, &mut found);
    if fields.has(name) {
        *into = Some(found);
    }
}

/// Whether progress is shown: yes or no, or where, as older versions have it.
fn progress_bar(fields: &Fields<'_>, into: &mut Option<bool>) {
    let word = fields.raw("showProgressBar").and_then(Value::as_text);
    match word {
        Some(word) => *into = Some(word != "off"),
        None => some_flag(fields, "showProgressBar", into),
    }
}

/// A list of elements, read as of a kind (which a `type` of their own overrides).
fn elements(fields: &Fields<'_>, name: &'static str, most: usize, kind: Kind, depth: usize) -> Vec<Element> {
    let (problems, mut list) = (fields.problems(), Vec::new());
    fields.items(name, most, &mut |path, item| {
        let mut element = Reading { element: Element::of(kind), depth };
        Fields::read(item, path, problems, &mut element);
        list.push(element.element);
    });
    list
}

/// An element while it is read, and how deep it stands.
struct Reading {
    element: Element,
    depth: usize,
}

impl Read for Reading {
    fn read(&mut self, fields: &Fields<'_>) {
        let element = &mut self.element;
        element.visible = true;
        if element.kind == Kind::Text && !type_of(element, fields) {
            // One message is enough: what else stands in an unsupported question is not judged.
            name(element, fields);
            return fields.allow_unknown();
        }
        name(element, fields);
        common(element, fields);
        if element.kind.is_container() {
            if self.depth >= MOST_DEPTH {
                return fields.error("elements", "quiz/too-deep", "expected at most 8 panels in each other");
            }
            element.elements = elements(fields, "elements", 300, Kind::Text, self.depth + 1);
        } else {
            own(element, fields);
        }
        refuse(fields);
    }
}

/// The names that are asked for in an element of a kind.
#[cfg(feature = "cli")]
pub(super) fn asked(kind: Kind) -> Vec<&'static str> {
    let document = Value::from(Map::new().with("type", kind.word()));
    let problems = Problems::default();
    let Some(fields) = Fields::open(&document, "", &problems) else { return Vec::new() };
    let kind = if kind.is_question() || kind == Kind::Panel { Kind::Text } else { kind };
    Reading { element: Element::of(kind), depth: 0 }.read(&fields);
    fields.asked()
}

/// The type; whether it is one that we know.
fn type_of(element: &mut Element, fields: &Fields<'_>) -> bool {
    fields.require("type", "the type of a question");
    let found = fields.raw("type").and_then(Value::as_text).unwrap_or_default();
    // Without reasons to tell, what is refused is only one more word that is not known.
    let refused = if cfg!(feature = "explain") { REFUSED } else { &[] };
    if let Some((_, reason)) = refused.iter().find(|(name, _)| name.strip_prefix("type ") == Some(found)) {
        let message = explain!("the type \"", found, "\" is not supported: ", reason);
        fields.error("type", "config/unsupported", message);
        return false;
    }
    fields.choice("type", Kind::WORDS, &mut element.kind)
}

/// A name: any words, for rules write them between braces.
fn name(element: &mut Element, fields: &Fields<'_>) {
    if element.kind == Kind::Item {
        fields.require("name", "a name");
    }
    if !fields.text("name", 100, &mut element.name) {
        return;
    }
    if !element.kind.is_container() {
        // As SurveyJS has it: `{#name}` asks for the text of `name`.
        element.name = element.name.trim_start_matches('#').to_owned();
    }
    let name = &element.name;
    if text::has(name, "{") || text::has(name, "}") || text::clean(name, 100) != *name {
        let message = explain!("found \"", name, "\", expected a name without { } and without spaces around it");
        fields.error("name", "config/bad-name", message);
    }
    if element.kind.is_question()
        && RESERVED.contains(&text::split(name, ".").map_or(name.as_str(), |(first, _)| first))
    {
        let message = explain!("found \"", name, "\", which begins like a fact; expected another name");
        fields.error("name", "quiz/reserved-name", message);
    }
}

/// What every element has.
fn common(element: &mut Element, fields: &Fields<'_>) {
    fields.localized("title", 500, &mut element.title);
    fields.localized("description", 2_000, &mut element.description);
    if element.kind != Kind::Item {
        fields.flag("visible", &mut element.visible);
        Expression::read(fields, "visibleIf", &mut element.visible_if);
        fields.flag("readOnly", &mut element.read_only);
        Expression::read(fields, "enableIf", &mut element.enable_if);
        Expression::read(fields, "requiredIf", &mut element.required_if);
    }
    fields.flag("isRequired", &mut element.is_required);
    fields.localized("requiredErrorText", 500, &mut element.required_error_text);
}

/// What a question, or a line of one, has of its own.
fn own(element: &mut Element, fields: &Fields<'_>) {
    match element.kind {
        Kind::Html => return fields.localized("html", 10_000, &mut element.html),
        Kind::Image => return image(fields, &mut element.image_link),
        Kind::Expression => Expression::read(fields, "expression", &mut element.expression),
        _ => answered(element, fields),
    }
    clearing(element, fields);
    validators(element, fields);
}

fn clearing(element: &mut Element, fields: &Fields<'_>) {
    if element.kind == Kind::Item {
        return;
    }
    let mut clear = Clear::None;
    // `default` is what it is without the property.
    let is_default = fields.raw("clearIfInvisible").and_then(Value::as_text) == Some("default");
    if !is_default && fields.choice("clearIfInvisible", Clear::WORDS, &mut clear) {
        element.clear_if_invisible = Some(clear);
    }
}

fn validators(element: &mut Element, fields: &Fields<'_>) {
    fields.objects("validators", 20, &mut element.validators);
}

/// What a question has that is answered.
fn answered(element: &mut Element, fields: &Fields<'_>) {
    element.default_value = fields.raw("defaultValue").cloned().unwrap_or_default();
    Expression::read(fields, "defaultValueExpression", &mut element.default_value_expression);
    if element.kind != Kind::Item {
        Expression::read(fields, "setValueIf", &mut element.set_value_if);
        Expression::read(fields, "setValueExpression", &mut element.set_value_expression);
        Expression::read(fields, "resetValueIf", &mut element.reset_value_if);
        element.correct_answer = fields.raw("correctAnswer").cloned().unwrap_or_default();
    }
    match element.kind {
        Kind::Text | Kind::Item => line(element, fields),
        Kind::Comment => {
            fields.localized("placeholder", 200, &mut element.placeholder);
            fields.whole("maxLength", -1, 5_000, &mut element.max_length);
        }
        Kind::Multipletext => element.items = elements(fields, "items", 50, Kind::Item, 0),
        Kind::Slider => slider(element, fields),
        Kind::Rating => rating(element, fields),
        Kind::Boolean => boolean(element, fields),
        _ => select(element, fields),
    }
}

fn line(element: &mut Element, fields: &Fields<'_>) {
    fields.choice("inputType", Input::WORDS, &mut element.input_type);
    fields.localized("placeholder", 200, &mut element.placeholder);
    fields.whole("maxLength", -1, 5_000, &mut element.max_length);
    bounds(element, fields);
}

fn bounds(element: &mut Element, fields: &Fields<'_>) {
    for (name, bound) in [("min", &mut element.min), ("max", &mut element.max)] {
        *bound = fields.raw(name).cloned().unwrap_or_default();
        if matches!(bound, Value::Bool(_) | Value::List(_) | Value::Map(_)) {
            fields.error(name, "config/wrong-type", explain!("found ", bound.kind(), ", expected a number or a date"));
        }
    }
    Expression::read(fields, "minValueExpression", &mut element.min_value_expression);
    Expression::read(fields, "maxValueExpression", &mut element.max_value_expression);
    fields.number("step", &mut element.step);
}

fn slider(element: &mut Element, fields: &Fields<'_>) {
    (element.min, element.max, element.step) = (Value::Null, Value::Null, 1.0);
    bounds(element, fields);
    for (bound, default) in [(&mut element.min, 0.0), (&mut element.max, 100.0)] {
        if bound.as_number().is_none() {
            *bound = default.into();
        }
    }
    fields.choice("sliderType", &[("single", false), ("range", true)], &mut element.is_range);
}

fn rating(element: &mut Element, fields: &Fields<'_>) {
    element.rate_values = choices(fields, "rateValues", 20);
    (element.rate_min, element.rate_max, element.rate_step) = (1.0, 5.0, 1.0);
    fields.number("rateMin", &mut element.rate_min);
    fields.number("rateStep", &mut element.rate_step);
    if fields.whole("rateCount", 2, 20, &mut element.rate_count) {
        element.rate_max = element.rate_min + element.rate_step * (element.rate_count - 1) as f64;
    }
    fields.number("rateMax", &mut element.rate_max);
}

fn boolean(element: &mut Element, fields: &Fields<'_>) {
    (element.value_true, element.value_false) = (true.into(), false.into());
    for (name, value) in [("valueTrue", &mut element.value_true), ("valueFalse", &mut element.value_false)] {
        if let Some(found) = fields.raw(name) {
            found.clone_into(value);
        }
    }
    fields.localized("labelTrue", 200, &mut element.label_true);
    fields.localized("labelFalse", 200, &mut element.label_false);
}

fn select(element: &mut Element, fields: &Fields<'_>) {
    element.choices = choices(fields, "choices", 200);
    Expression::read(fields, "choicesVisibleIf", &mut element.choices_visible_if);
    fields.choice("choicesOrder", Order::WORDS, &mut element.choices_order);
    if element.kind == Kind::Imagepicker {
        fields.flag("multiSelect", &mut element.multi_select);
    } else {
        for name in ["hasOther", "showOtherItem"] {
            fields.flag(name, &mut element.show_other_item);
        }
        for name in ["hasNone", "showNoneItem"] {
            fields.flag(name, &mut element.show_none_item);
        }
        fields.localized("otherText", 200, &mut element.other_text);
        fields.localized("noneText", 200, &mut element.none_text);
    }
    if element.is_multiple() {
        fields.whole("maxSelectedChoices", 0, 200, &mut element.max_selected_choices);
        fields.whole("minSelectedChoices", 0, 200, &mut element.min_selected_choices);
    }
    if element.kind == Kind::Ranking {
        fields.flag("selectToRankEnabled", &mut element.select_to_rank_enabled);
    }
    check_choices(element, fields);
}

fn image(fields: &Fields<'_>, into: &mut Option<String>) {
    fields.some_text("imageLink", 500, into);
}

fn check_choices(element: &Element, fields: &Fields<'_>) {
    if element.choices.is_empty() && !element.show_other_item && !element.show_none_item {
        fields.problems().warning(&fields.path_of("choices"), "quiz/choices", "expected at least one choice");
    }
    for (index, choice) in element.choices.iter().enumerate() {
        let value = text_of(&choice.value);
        if element.choices.iter().take(index).any(|other| text_of(&other.value) == value) {
            fields.error("choices", "quiz/duplicate", explain!("found the value \"", &value, "\" twice"));
        }
    }
}

fn choices(fields: &Fields<'_>, name: &'static str, most: usize) -> Vec<Choice> {
    let (problems, mut list) = (fields.problems(), Vec::new());
    fields.items(name, most, &mut |path, item| {
        if let Some(choice) = choice(item, path, problems) {
            list.push(choice);
        }
    });
    list
}

fn choice(value: &Value, path: &str, problems: &Problems) -> Option<Choice> {
    let mut choice = Choice::default();
    if value.as_map().is_some() {
        Fields::read(value, path, problems, &mut choice);
    } else {
        choice.value = choice_value(value, path, problems)?;
    }
    Some(choice)
}

impl Read for Choice {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("value", "text, a number or a truth value");
        let found = fields.raw("value");
        self.value = found
            .and_then(|value| choice_value(value, &fields.path_of("value"), fields.problems()))
            .unwrap_or_default();
        fields.localized("text", 200, &mut self.text);
        Expression::read(fields, "visibleIf", &mut self.visible_if);
        image(fields, &mut self.image_link);
        fields.object("lead", &mut self.lead);
        refuse(fields);
    }
}

fn choice_value(value: &Value, path: &str, problems: &Problems) -> Option<Value> {
    let fits = match value {
        Value::Text(found) => text::fits(found, 200),
        Value::Number(_) | Value::Bool(_) => true,
        _ => false,
    };
    if !fits {
        problems.error(
            path,
            "config/wrong-type",
            explain!("found ", value.kind(), ", expected a number, a truth value or text of 1 to 200 characters"),
        );
    }
    fits.then(|| value.clone())
}

impl Read for Validator {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("type", "what is checked");
        fields.choice("type", Test::WORDS, &mut self.test);
        fields.localized("text", 500, &mut self.text);
        self.allow_digits = true;
        for (name, bound) in [("minValue", &mut self.min_value), ("maxValue", &mut self.max_value)] {
            let mut found = 0.0;
            if fields.number(name, &mut found) {
                *bound = Some(found);
            }
        }
        fields.whole("minLength", 0, 5_000, &mut self.min_length);
        fields.whole("maxLength", 0, 5_000, &mut self.max_length);
        fields.flag("allowDigits", &mut self.allow_digits);
        fields.whole("minCount", 0, 200, &mut self.min_count);
        fields.whole("maxCount", 0, 200, &mut self.max_count);
        pattern(self, fields);
        Expression::read(fields, "expression", &mut self.expression);
        refuse(fields);
    }
}

fn pattern(validator: &mut Validator, fields: &Fields<'_>) {
    for name in ["insensitive", "caseInsensitive"] {
        fields.flag(name, &mut validator.case_insensitive);
    }
    let mut written = String::new();
    if !fields.text("regex", 1_000, &mut written) {
        return;
    }
    match Regex::parse(&written, validator.case_insensitive) {
        Ok(regex) => validator.regex = Some(regex),
        Err((place, expected)) => fields.error(
            "regex",
            "quiz/pattern",
            explain!("at character ", &text::number_text((place + 1) as f64), ": expected ", expected),
        ),
    }
}

impl Read for Trigger {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("type", "what the trigger does");
        if !fields.choice("type", Deed::WORDS, &mut self.deed) {
            return fields.allow_unknown();
        }
        Expression::read(fields, "expression", &mut self.expression);
        let (sets, copies) = (matches!(self.deed, Deed::Setvalue | Deed::Copyvalue), self.deed == Deed::Copyvalue);
        target(fields, "setToName", sets, &mut self.set_to_name);
        target(fields, "fromName", copies, &mut self.from_name);
        target(fields, "gotoName", self.deed == Deed::Skip, &mut self.goto_name);
        self.set_value = fields.raw("setValue").cloned().unwrap_or_default();
        if self.deed == Deed::Runexpression {
            fields.require("runExpression", "an expression");
        }
        Expression::read(fields, "runExpression", &mut self.run_expression);
        refuse(fields);
    }
}

/// The name of a question, which some triggers need.
fn target(fields: &Fields<'_>, name: &'static str, is_needed: bool, into: &mut String) {
    if is_needed {
        fields.require(name, "the name of a question");
    }
    fields.text(name, 201, into);
}

impl Read for Calculated {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("name", "a name");
        fields.text("name", 100, &mut self.name);
        Expression::read_required(fields, "expression", &mut self.expression);
        fields.flag("includeIntoResult", &mut self.include_into_result);
    }
}

impl Read for Ending {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read(fields, "expression", &mut self.expression);
        fields.localized("html", 10_000, &mut self.html);
        fields.localized("url", 1_000, &mut self.url);
    }
}

/// Tells what SurveyJS has and we refuse, by name; what only concerns looks is accepted, with a word.
fn refuse(fields: &Fields<'_>) {
    fields.set_aside(NO_EFFECT, if cfg!(feature = "explain") { REFUSED } else { &[] });
}

/// Names that stand twice, and a way to leave a contact that has no step to borrow its fields from.
fn check_names(definition: &Definition, fields: &Fields<'_>) {
    let mut names: Vec<&str> = Vec::new();
    for element in definition.questions() {
        match names.binary_search(&element.name.as_str()) {
            Ok(_) => {
                fields.error("pages", "quiz/duplicate", explain!("found two questions named \"", &element.name, "\""));
            }
            Err(place) => names.insert(place, &element.name),
        }
    }
    if definition.questions().next().is_none() {
        fields.error("pages", "quiz/empty", "expected at least one question");
    }
    if definition.lead.reject.contact && definition.lead.contact.is_none() {
        fields.error("lead", "quiz/no-contact", "reject.contact needs the contact step, which says what is asked for");
    }
}
