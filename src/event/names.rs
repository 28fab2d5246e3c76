//! The names of events. It must not define one.

use super::click::is_messenger;
use super::settings::Settings;
use crate::text;

/// The names of all events, as listeners hear them after `leadsieve:` and facts name them after `event.`.
pub const NAMES: &[&str] = &[
    "page.view",
    "visit.start",
    "visit.return",
    "scroll.depth",
    "time.engaged",
    "keypage.view",
    "click.phone",
    "click.email",
    "click.messenger",
    "click.map",
    "click.social",
    "click.outbound",
    "click.download",
    "click.cta",
    "copy.contact",
    "form.start",
    "form.submit",
    "form.success",
    "form.abandon",
    "video.start",
    "video.progress",
    "video.complete",
    "element.seen",
    "search.site",
    "exit.intent",
    "rage.click",
    "quiz.open",
    "quiz.start",
    "quiz.step",
    "quiz.answer",
    "quiz.back",
    "quiz.complete",
    "quiz.reject",
    "quiz.abandon",
    "lead.partial",
    "lead.sent",
    "lead.delivered",
    "lead.undelivered",
];

/// Whether something is counted under a name: that of an event, or one that tells its object apart. `is_quiz` knows the
/// names of quizzes.
#[must_use]
pub fn is_known(name: &str, settings: &Settings, is_quiz: &dyn Fn(&str) -> bool) -> bool {
    let (noun, object) = text::split(name, ".").unwrap_or((name, ""));
    let is_mark = |marks: &[i64]| marks.iter().any(|mark| text::number_text(*mark as f64) == object);
    NAMES.contains(&name)
        || match noun {
            "keypage" => settings.key_pages.iter().any(|key| key.name == object),
            "element" => settings.elements.iter().any(|watched| watched.name == object),
            "cta" => settings.cta.iter().any(|watched| watched.name == object),
            // A form that the config does not name is known by its own id.
            "form" => text::split_last(object, ".").is_some_and(|(form, verb)| {
                text::is_name(form) && ["start", "submit", "success", "abandon"].contains(&verb)
            }),
            "scroll" => is_mark(&settings.scroll_marks),
            "time" => is_mark(&settings.engaged_marks),
            "video" => is_mark(&settings.video_marks),
            "custom" => text::is_name(object),
            "quiz" => is_quiz(object),
            "click" => is_messenger(object),
            _ => false,
        }
}

/// The event by which something is counted under a name, for what is switched off by the event's own.
#[cfg(feature = "explain")]
#[must_use]
pub fn counted_by(name: &str) -> Option<&str> {
    if let Some(known) = NAMES.iter().find(|known| **known == name) {
        return Some(known);
    }
    let (noun, object) = text::split(name, ".")?;
    match noun {
        "keypage" => Some("keypage.view"),
        "element" => Some("element.seen"),
        "cta" => Some("click.cta"),
        "form" => {
            let verb = text::split_last(object, ".")?.1;
            NAMES.iter().copied().find(|known| known.strip_prefix("form.") == Some(verb))
        }
        "scroll" => Some("scroll.depth"),
        "time" => Some("time.engaged"),
        "video" => Some("video.progress"),
        "custom" => Some(name),
        "quiz" => Some("quiz.open"),
        "click" => Some("click.messenger"),
        _ => None,
    }
}
