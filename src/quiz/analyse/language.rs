//! Texts that lack a language which the quiz has elsewhere. It must not know what a text says.

use super::{Notes, item_path, path};
use crate::quiz::definition::Definition;
use crate::text;
use crate::value::{Localized, Severity};

/// The most texts that are told of.
const MOST: usize = 30;

/// Looks for missing translations. `wanted` are languages that every text must have, the first for plain texts.
pub(super) fn look(quiz: &Definition, wanted: &[String], notes: &mut Notes) {
    let texts = texts(quiz);
    let plain = quiz.locale.as_deref().or_else(|| wanted.first().map(String::as_str)).unwrap_or("en");
    let mut languages: Vec<&str> = wanted.iter().map(String::as_str).collect();
    for (_, text) in &texts {
        for tag in text.languages() {
            let tag = if tag == "default" { plain } else { tag };
            if !languages.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
                languages.push(tag);
            }
        }
    }
    if languages.len() < 2 {
        return;
    }
    let mut told = 0;
    for (place, text) in texts.iter().filter(|(_, text)| text.plain().chars().any(char::is_alphabetic)) {
        let missing: Vec<&str> = languages.iter().copied().filter(|language| !has(text, language, plain)).collect();
        if missing.is_empty() || told == MOST {
            continue;
        }
        told += 1;
        let listed = text::join(missing, ", ");
        let message = text::concat(&[
            "found no text for ",
            &listed,
            ", which other texts have; add it, or who reads that language reads another",
        ]);
        notes.proved(Severity::Warning, "quiz/missing-translation", place, message);
    }
}

/// Whether a text has a language, or the language of a region.
fn has(text: &Localized, language: &str, plain: &str) -> bool {
    let is = |tag: &str, wanted: &str| tag.eq_ignore_ascii_case(wanted);
    let short = text::before(language, "-");
    let mut tags = text.languages().map(|tag| if tag == "default" { plain } else { tag }).peekable();
    if tags.peek().is_none() {
        return is(plain, language) || is(plain, short);
    }
    tags.any(|tag| is(tag, language) || is(tag, short))
}

/// Every text with its path.
fn texts(quiz: &Definition) -> Vec<(String, &Localized)> {
    let mut found: Vec<(String, &Localized)> = Vec::new();
    for (at, element) in quiz.elements.iter().enumerate() {
        let place = quiz.path(at);
        for (name, text) in [
            ("title", &element.title),
            ("description", &element.description),
            ("requiredErrorText", &element.required_error_text),
            ("html", &element.html),
            ("placeholder", &element.placeholder),
            ("otherText", &element.other_text),
            ("noneText", &element.none_text),
            ("labelTrue", &element.label_true),
            ("labelFalse", &element.label_false),
        ] {
            found.extend(text.as_ref().map(|text| (path(&[&place, ".", name]), text)));
        }
        for (list, choices) in [("choices", &element.choices), ("rateValues", &element.rate_values)] {
            for (index, choice) in choices.iter().enumerate() {
                found.extend(
                    choice.text.as_ref().map(|text| (path(&[&place, ".", &item_path(list, index, ".text")]), text)),
                );
            }
        }
        for (index, check) in element.validators.iter().enumerate() {
            found.extend(
                check.text.as_ref().map(|text| (path(&[&place, ".", &item_path("validators", index, ".text")]), text)),
            );
        }
    }
    found.extend(texts_beside(quiz));
    found
}

fn texts_beside(quiz: &Definition) -> Vec<(String, &Localized)> {
    let lead = &quiz.lead;
    let mut found: Vec<(String, Option<&Localized>)> = vec![
        ("title".to_owned(), quiz.title.as_ref()),
        ("completedHtml".to_owned(), quiz.completed_html.as_ref()),
        ("lead.reject.title".to_owned(), lead.reject.title.as_ref()),
        ("lead.reject.text".to_owned(), lead.reject.text.as_ref()),
    ];
    for (index, ending) in quiz.completed_html_on_condition.iter().enumerate() {
        found.push((item_path("completedHtmlOnCondition", index, ".html"), ending.html.as_ref()));
    }
    for (index, filter) in lead.filters.iter().enumerate() {
        found.push((item_path("lead.filters", index, ".text"), filter.text.as_ref()));
        if let Some(offer) = &filter.offer {
            found.push((item_path("lead.filters", index, ".offer.text"), Some(&offer.text)));
            found.push((item_path("lead.filters", index, ".offer.label"), offer.label.as_ref()));
        }
    }
    if let Some(contact) = &lead.contact {
        found.push(("lead.contact.title".to_owned(), contact.title.as_ref()));
        found.push(("lead.contact.text".to_owned(), contact.text.as_ref()));
    }
    for (index, consent) in lead.consents.iter().enumerate() {
        found.push((item_path("lead.consents", index, ".text"), Some(&consent.text)));
    }
    for (index, outcome) in lead.outcomes.iter().enumerate() {
        found.push((item_path("lead.outcomes", index, ".title"), Some(&outcome.title)));
        found.push((item_path("lead.outcomes", index, ".text"), outcome.text.as_ref()));
    }
    found.into_iter().filter_map(|(place, text)| Some((place, text?))).collect()
}
