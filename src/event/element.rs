//! `element.seen`, and the elements that a config names. It must not know how an element is found.

use super::Event;
use crate::time::SECOND;
use crate::value::list;

/// An element must be on screen for so long.
const SEEN_AFTER_MS: i64 = SECOND;

/// Elements that the config names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Watched {
    /// The name that facts use: `event.element.<name>.count`, `event.cta.<name>.count`. 1 to 64 letters, digits, `-`, `_`,
    /// `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub name: String,
    /// CSS selector of the elements. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 200)))]
    pub selector: String,
}

/// The elements that are on screen, and since when (monotonic milliseconds; none while the page is hidden).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<(String, Option<i64>)>);

impl Seen {
    /// An element comes on screen far enough, or leaves it; `is_visible`: whether the page is.
    pub fn observe(&mut self, name: &str, is_on_screen: bool, is_visible: bool, now: i64) {
        if !is_on_screen {
            list::drop_where(&mut self.0, &|(known, _)| known == name);
        } else if !self.0.iter().any(|(known, _)| known == name) {
            self.0.push((name.to_owned(), is_visible.then_some(now)));
        }
    }

    /// The page is shown or hidden: nobody sees an element of a hidden page.
    pub fn attend(&mut self, is_visible: bool, now: i64) {
        for (_, since) in &mut self.0 {
            *since = if is_visible { since.or(Some(now)) } else { None };
        }
    }

    /// The elements that were seen long enough by now.
    pub fn seen(&mut self, now: i64) -> Vec<Event> {
        let mut events = Vec::new();
        let is_seen = |(_, since): &(String, Option<i64>)| since.is_some_and(|since| now - since >= SEEN_AFTER_MS);
        for (name, _) in self.0.iter().filter(|element| is_seen(element)) {
            events.push(Event::new("element.seen").of(name).with("element", name.as_str()));
        }
        list::drop_where(&mut self.0, &is_seen);
        events
    }

    /// When (monotonic) the next element will have been seen.
    #[must_use]
    pub fn next_at(&self) -> Option<i64> {
        self.0.iter().filter_map(|(_, since)| since.map(|since| since + SEEN_AFTER_MS)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_counts_after_a_whole_second_on_screen() {
        let mut seen = Seen::default();
        seen.observe("offer", true, true, 100);
        assert_eq!((seen.seen(1_099).len(), seen.next_at()), (0, Some(1_100)));
        seen.observe("offer", true, true, 900);
        assert_eq!(seen.seen(1_100).len(), 1);
        assert_eq!((seen.seen(5_000).len(), seen.next_at()), (0, None));
    }

    #[test]
    fn time_off_screen_and_in_a_hidden_page_does_not_count() {
        let mut seen = Seen::default();
        seen.observe("offer", true, true, 0);
        seen.observe("offer", false, true, 900);
        seen.observe("offer", true, true, 1_000);
        seen.attend(false, 1_500);
        assert_eq!(seen.seen(9_000).len(), 0);
        seen.attend(true, 9_000);
        assert_eq!((seen.seen(9_999).len(), seen.seen(10_000).len()), (0, 1));
    }
}
