//! What free text asks for: to be told something, or to buy. It must not know grammar or weigh words: a small dictionary of
//! Russian and English, and the owner's own terms.

use crate::expression::{Words, plain_text};
use crate::text;

/// The longest text that is looked at, in characters.
const LONGEST: usize = 20_000;

/// What is taken out first: it asks for nothing.
const NEITHER: &str =
    "так как,как раз,как на,как у,как в,как можно,как только,как минимум,как обычно,in order to,how are you";
/// What asks for price, deadline, measure, order. Phrases stand before the words in them.
const COMMERCIAL: &str = "сколько сто*,сколько буд*,сколько вый*,во сколько,как быстро,как скоро,как заказ*,как купи*,как оформ*,\
    когда смож*,в наличии,цена,цены,цене,цену,ценой,цен,ценам,ценах,ценник*,стоимост*,прайс*,почем,бюджет*,смет*,расчет*,\
    рассчит*,посчит*,скидк*,рассрочк*,предоплат*,договор*,срок,сроки,сроков,сроком,срочн*,замер*,заказ*,купи*,оплат*,доставк*,\
    how much,how long,how soon,how fast,how quickly,how to order,how do i order,how can i order,how to buy,how do i buy,\
    how can i buy,lead time*,when can,in stock,price*,pricing,cost,costs,quote*,estimate*,deadline*,measure*,order*,buy,buying,\
    purchas*,pay,payment*,instalment*,installment*,discount*,deliver*,invoice*,contract*,budget*";
/// What asks how, why, and what is better.
const INFO: &str = "как,почему,зачем,отлича*,отличие,отличия,разниц*,что такое,что лучше,какой лучше,какая лучше,какие лучше,\
    чем лучше,сравн*,совет,советы,посовет*,объясн*,how,why,what is,what are,difference*,differ,differs,explain*,\
    which is better,compar*,vs,versus,advice,advise,recommend*,pros and cons,should i";

/// The owner's terms beside the dictionary, as [`plain_text`] has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Terms {
    /// Terms that ask to be told something: a word, several, or a beginning with `*`. Case and ё are folded. Up to 50 of 1 to 60
    /// characters, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 60)), extend("examples" = [["warranty*"]])))]
    pub info: Vec<String>,
    /// Terms that ask to buy, likewise.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 60)), extend("examples" = [["instalment*"]])))]
    pub commercial: Vec<String>,
}

/// `info`, `commercial` or `mixed`; `None` for a text that has neither.
pub(super) fn ask(content: &str, own: &Terms) -> Option<&'static str> {
    let content = plain_text(text::cut(content, LONGEST));
    let mut words = Words::new(&content);
    // The owner's terms go first: they may be made of words that the dictionary has.
    let is_own_commercial = take_all(&mut words, &own.commercial);
    let is_own_info = take_all(&mut words, &own.info);
    take(&mut words, NEITHER);
    let is_commercial = take(&mut words, COMMERCIAL) | is_own_commercial;
    let is_info = take(&mut words, INFO) | is_own_info;
    match (is_info, is_commercial) {
        (true, true) => Some("mixed"),
        (true, false) => Some("info"),
        (false, true) => Some("commercial"),
        (false, false) => None,
    }
}

/// Takes out every term of a list with commas; tells whether there was one.
fn take(words: &mut Words<'_>, list: &str) -> bool {
    let (mut is_found, mut rest) = (false, Some(list));
    while let Some(term) = text::next_part(&mut rest, ",") {
        is_found |= words.take(&Words::of_term(term));
    }
    is_found
}

fn take_all(words: &mut Words<'_>, terms: &[String]) -> bool {
    let mut is_found = false;
    for term in terms {
        is_found |= words.take(&Words::of_term(term));
    }
    is_found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn asks(texts: &[&str], wanted: Option<&str>) {
        for content in texts {
            assert_eq!(ask(content, &Terms::default()), wanted, "{content}");
        }
    }

    #[test]
    fn who_wants_to_be_told_something_asks_for_information() {
        asks(
            &[
                "Чем отличается МДФ от массива?",
                "ПОЧЕМУ фасады желтеют",
                "Посоветуйте, какой лучше камень",
                "What is the difference between quartz and granite?",
                "Why do fronts turn yellow",
                "Which is better: oak or ash? Please explain.",
            ],
            Some("info"),
        );
    }

    #[test]
    fn who_wants_price_deadline_measure_or_order_asks_to_buy() {
        asks(
            &[
                "Сколько стоит кухня 3 метра?",
                "Нужен замер в субботу",
                "Как заказать?",
                "Какие сроки?",
                "Расчёт нужен срочно, хочу как на фото",
                "How much is it, and how long does it take?",
                "How do I order?",
                "Need a quote by Monday",
                "please call me when can you come to measure",
            ],
            Some("commercial"),
        );
    }

    #[test]
    fn who_wants_both_is_mixed_and_who_says_neither_is_nothing() {
        asks(&["Чем отличается камень и какая цена?", "Why is the price so high"], Some("mixed"));
        asks(
            &[
                "",
                "Отлично, жду звонка",
                "Центр города, третий этаж",
                "Call me in order to talk",
                "a costume party",
                "***",
                "1 2 3",
            ],
            None,
        );
    }

    #[test]
    fn the_owners_terms_go_before_the_dictionary() {
        let own = Terms {
            info: vec!["price guide".into()], commercial: vec!["опт*".into(), "партнерств*".into()]
        };
        assert_eq!(ask("Send me the price guide", &own), Some("info"));
        assert_eq!(ask("работаем оптом", &own), Some("commercial"));
        assert_eq!(ask("Про Партнёрство", &own), Some("commercial"));
        // A term that any word is ends as well.
        assert_eq!(ask("a b c", &Terms { info: vec!["*".into()], ..Terms::default() }), Some("info"));
    }

    #[test]
    fn a_phrase_stands_before_the_words_in_it() {
        for list in [NEITHER, COMMERCIAL, INFO] {
            let terms: Vec<&str> = list.split(',').collect();
            for (place, term) in terms.iter().enumerate() {
                assert_eq!(plain_text(term), *term);
                let mut words = Words::new(term.trim_end_matches('*'));
                let earlier = terms[..place].iter().find(|earlier| words.take(&Words::of_term(earlier)));
                assert_eq!(earlier, None, "is in the way of {term}");
            }
        }
    }
}
