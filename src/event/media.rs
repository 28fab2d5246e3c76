//! `video.start`, `video.progress`, `video.complete`: what was watched or listened to. It must not know a player.

use super::Event;
use super::limit::Tally;
use crate::text;

/// A recording is complete where it ended and at least this part of it was played: who skips to the end has not seen it.
const COMPLETE: f64 = 0.9;

/// What a player tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Media {
    /// Its name: the id of its element, else that of its file.
    pub name: String,
    /// `video`, `audio`, or the name of the service that plays it.
    pub kind: String,
    /// Which part of it has been played so far, 0 to 1; what was skipped does not count.
    pub played: f64,
    /// Whether it has reached its end.
    pub has_ended: bool,
    /// Whether it plays by itself and without sound: a moving background.
    pub is_background: bool,
}

/// The events of a player's word. `told` keeps what was told on this page; `marks` are percents.
pub fn observe(media: &Media, marks: &[i64], told: &mut Tally) -> Vec<Event> {
    let mut events = Vec::new();
    if media.is_background {
        return events;
    }
    let name = text::clean(&media.name, 100);
    let event = |verb: &str| {
        Event::new(&text::concat(&["video.", verb]))
            .on(&name)
            .with("video", name.as_str())
            .with("kind", media.kind.as_str())
    };
    let key = |what: &str| text::concat(&["video.", what, "#", &name]);
    if told.once(&key("start")) {
        events.push(event("start"));
    }
    for mark in marks {
        let percent = text::number_text(*mark as f64);
        // A part of a hundred is no exact number.
        if media.played * 100.0 + 1e-6 >= *mark as f64 && told.once(&key(&percent)) {
            events.push(event("progress").of(&percent).with("percent", *mark));
        }
    }
    if media.has_ended && media.played >= COMPLETE && told.once(&key("complete")) {
        events.push(event("complete"));
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: &[i64] = &[25, 50, 75];

    fn names(media: &Media, told: &mut Tally) -> Vec<String> {
        let also = |event: Event| {
            let happened = event.into_inner();
            happened.also.unwrap_or(happened.name)
        };
        observe(media, MARKS, told).into_iter().map(also).collect()
    }

    #[test]
    fn a_recording_is_told_once_by_start_marks_and_end() {
        let mut told = Tally::default();
        let at = |played| Media { name: "tour".into(), played, ..Media::default() };
        assert_eq!(names(&at(0.0), &mut told), ["video.start"]);
        assert_eq!(names(&at(0.51), &mut told), ["video.25", "video.50"]);
        assert_eq!(names(&at(0.51), &mut told), Vec::<String>::new());
        assert_eq!(names(&Media { has_ended: true, ..at(0.97) }, &mut told), ["video.75", "video.complete"]);
        assert_eq!(names(&Media { name: "other".into(), ..at(0.0) }, &mut told), ["video.start"]);
    }

    #[test]
    fn a_background_is_not_told_and_a_skip_to_the_end_is_not_complete() {
        let mut told = Tally::default();
        let background = Media { is_background: true, has_ended: true, played: 1.0, ..Media::default() };
        assert!(names(&background, &mut told).is_empty());
        let skipped = Media { played: 0.1, has_ended: true, ..Media::default() };
        assert_eq!(names(&skipped, &mut told), ["video.start"]);
    }
}
