//! What is to be known of each event: its definition, its properties and what a config must say. `docs/events.md` is made
//! of it. It must not be part of what a page loads.

/// What is to be known of an event.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// When exactly it happens.
    pub when: &'static str,
    /// Its properties beside `at`, `since` and `page`, with their meanings.
    pub properties: &'static [(&'static str, &'static str)],
    /// The facts that tell its object apart, beside `event.<name>`; empty where there are none.
    pub facts: &'static str,
    /// The least that `events` must hold for it to happen, as JSON; empty where it happens without a word.
    pub needs: &'static str,
}

/// Everything about an event; `None` for a name that is none.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one table")]
pub fn about(name: &str) -> Option<About> {
    let row = |when, properties, facts, needs| Some(About { when, properties, facts, needs });
    match name {
        "page.view" => row(
            "a page is shown for the first time, the path changes without a load (the query or the hash too, where `views_by` says so), the page comes back out of the back/forward cache, or a prerendered page is shown. Several changes of the address within 50 ms are one view. A tab that was opened in the background is viewed once it is looked at",
            &[],
            "`event.page.view.distinct`: how many different paths",
            "",
        ),
        "visit.start" => {
            row("the first visit that is remembered begins; before attribution is granted none is", &[], "", "")
        }
        "visit.return" => row(
            "another visit begins: after 30 minutes without a sign of the visitor, or by a new touch. Told once attribution is granted",
            &[("number", "which visit it is, from 2"), ("days", "whole days since the visitor was last seen")],
            "",
            "",
        ),
        "scroll.depth" => row(
            "the lower edge of the viewport reaches a mark of `scroll_marks`, as part of the document's height of then (its end within a pixel); each mark once per page view. A page that moves is looked at every 0.6 s and where it comes to rest. Marks that were on screen at load count after 10 s of engaged time",
            &[("percent", "the mark")],
            "`event.scroll.<percent>`",
            "",
        ),
        "time.engaged" => row(
            "so much time of `engaged_marks` was spent while the page was visible, focused and used within the last 15 s (opening it and coming back to it are use; signs of use are told apart to 2 s); each mark once per page view. Sleep and clocks that are set add nothing",
            &[("seconds", "the mark")],
            "`event.time.<seconds>`",
            "",
        ),
        "keypage.view" => row(
            "the path of a page view fits a pattern of `key_pages`, as it is written or with its escapes undone",
            &[("name", "the key page's name")],
            "`event.keypage.<name>`, with `.distinct`: how many different pages of that name",
            r#"{ "key_pages": [{ "name": "pricing", "path": "/prices*" }] }"#,
        ),
        "click.phone" => row("a link to `tel:` or `callto:` is clicked", &[], "", ""),
        "click.email" => row("a link to `mailto:` is clicked", &[], "", ""),
        "click.messenger" => row(
            "a link to WhatsApp, Telegram, Viber, VK, MAX, Messenger, Signal, LINE, WeChat or SMS is clicked",
            &[(
                "messenger",
                "which: `whatsapp`, `telegram`, `viber`, `vk`, `max`, `messenger`, `signal`, `line`, `wechat`, `sms`",
            )],
            "`event.click.<messenger>`",
            "",
        ),
        "click.map" => row(
            "a link to a map is clicked: Google, Yandex, 2GIS, Apple, OpenStreetMap, Waze, Bing, HERE, `geo:`",
            &[("map", "which: `google`, `yandex`, `2gis`, `apple`, `osm`, `waze`, `bing`, `here`, `geo`")],
            "",
            "",
        ),
        "click.social" => row(
            "a link to a social network or a video site is clicked that is no messenger and no map",
            &[("host", "its host, without `www.`")],
            "`event.click.social.distinct`: how many different hosts",
            "",
        ),
        "click.outbound" => row(
            "a link to a host that is neither the page's own (with everything below it) nor in `site.domains` is clicked, and it is none of the kinds above nor a download",
            &[("host", "its host, without `www.`")],
            "`event.click.outbound.distinct`: how many different hosts",
            "",
        ),
        "click.download" => row(
            "a link is clicked that has the attribute `download`, or whose path ends in an extension of `downloads`",
            &[
                ("file", "the file's name; none for a link that only has the attribute"),
                ("extension", "its extension, likewise"),
            ],
            "`event.click.download.distinct`: how many different addresses",
            "",
        ),
        "click.cta" => row(
            "an element of `cta`, or something inside it, is clicked. Told beside what its link leads to",
            &[("element", "the element's name")],
            "`event.cta.<name>`",
            r#"{ "cta": [{ "name": "order", "selector": ".order-button" }] }"#,
        ),
        "copy.contact" => row(
            "the visitor copies text of the page, up to 200 characters, that holds a phone number or an e-mail address; not out of a field",
            &[("kind", "`phone` or `email`")],
            "",
            "",
        ),
        "form.start" => row(
            "the visitor edits a field of a form for the first time on this page view. A form goes by the name that `forms` gives it, else by its attribute `data-leadsieve`, `name` or `id`, else it is `form`; a quiz of ours is none",
            &[("form", "the form's name")],
            "`event.form.<form>.start`",
            "",
        ),
        "form.submit" => row(
            "a form is submitted while all its fields are valid; also by a script, once it was edited (the page is left within 2 s after its data were taken, or a sign of success follows)",
            &[("form", "the form's name")],
            "`event.form.<form>.submit`",
            "",
        ),
        "form.success" => row(
            "a sign of success that `forms` names is there: the page that follows within 30 minutes, an element that appears within 30 s, a DOM event, or a request that ends with 200 to 299",
            &[("form", "the form's name")],
            "`event.form.<form>.success`",
            r##"{ "forms": [{ "name": "order", "selector": "#order", "success": { "path": "/thanks*" } }] }"##,
        ),
        "form.abandon" => row(
            "the page is left while a form has edits that were not sent",
            &[
                ("form", "the form's name"),
                ("field", "`name` or `id` of the field that was edited last; never its value"),
            ],
            "`event.form.<form>.abandon`",
            "",
        ),
        "video.start" => row(
            "a video or a recording begins to play, once per page view; not one that plays without sound by itself, for ever, or before anybody touched the page. Players of YouTube, Vimeo and Rutube tell where they are on the page",
            &[
                ("video", "the element's id, else the file's name, else its place: `video-2`"),
                ("kind", "`video`, `audio`, `youtube`, `vimeo`, `rutube`"),
            ],
            "`event.video.start.distinct`: how many different ones",
            "",
        ),
        "video.progress" => row(
            "so much of it was played; what was skipped does not count; each mark of `video_marks` once per page view",
            &[("video", "as above"), ("kind", "as above"), ("percent", "the mark")],
            "`event.video.<percent>`",
            "",
        ),
        "video.complete" => row(
            "it has come to its end, and at least nine tenths of it were played",
            &[("video", "as above"), ("kind", "as above")],
            "",
            "",
        ),
        "element.seen" => row(
            "an element of `elements` shows at least half of itself, or fills at least half of the screen, for 1 s of a visible page; once per page view",
            &[("element", "the element's name")],
            "`event.element.<name>`",
            r##"{ "elements": [{ "name": "reviews", "selector": "#reviews" }] }"##,
        ),
        "search.site" => row(
            "a page view's address has a filled parameter of `searches`",
            &[("parameter", "which parameter; never what was searched for")],
            "",
            "",
        ),
        "exit.intent" => row(
            "the pointer leaves the page through its top, at least 5 s after the page view began; once per page view. With `exit_by_touch` also, where there is no mouse, a flick up of a whole screen within half a second that ends near the top. Nothing keeps the visitor from leaving, and the history is not touched",
            &[("by", "`pointer` or `scroll`")],
            "",
            "",
        ),
        "rage.click" => row(
            "four clicks within 750 ms and 30 px of each other, on nothing that is typed into or clicked repeatedly (fields, players, sliders, steppers, arrows of carousels, what has `data-leadsieve-repeat`). A negative sign",
            &[("clicks", "how many")],
            "",
            "",
        ),
        _ => more(name),
    }
}

/// What quizzes, leads and the page itself tell.
fn more(name: &str) -> Option<About> {
    const QUIZ: (&str, &str) = ("quiz", "the quiz's name");
    const KEY: (&str, &str) = ("key", "the lead's idempotency key");
    const DESTINATION: (&str, &str) = ("destination", "the destination's id");
    let row = |when, properties, facts| Some(About { when, properties, facts, needs: "" });
    match name {
        "quiz.open" => row("a quiz is shown", &[QUIZ], "`event.quiz.<quiz>`"),
        "quiz.start" => row("the first input in a quiz", &[QUIZ], ""),
        "quiz.step" => row("the quiz goes on to a page, or to the contact", &[QUIZ], ""),
        "quiz.answer" => {
            row("an answer is given or changed", &[QUIZ, ("question", "the question's name; never the answer")], "")
        }
        "quiz.back" => row("the visitor goes back a page", &[QUIZ], ""),
        "quiz.complete" => row("the contact was sent", &[QUIZ], ""),
        "quiz.reject" => {
            row("a filter turns the visitor away", &[QUIZ, ("reasons", "the reason codes of the filters")], "")
        }
        "quiz.abandon" => row("the page is left while a quiz was begun and is not done", &[QUIZ], ""),
        "lead.partial" => row("a lead of a visitor who was turned away, or who has not finished, is made", LEAD, ""),
        "lead.sent" => row("a lead is made and written to the outbox", LEAD, ""),
        "lead.delivered" => row("a destination has the lead", &[KEY, DESTINATION], ""),
        "lead.undelivered" => row(
            "a destination refuses the lead for good, seven days went by, or consent was withdrawn",
            &[KEY, DESTINATION, ("reason", "the destination's answer, `gave up after 7 days` or `withdrawn`")],
            "",
        ),
        _ => None,
    }
}

/// The properties of a lead's events.
const LEAD: &[(&str, &str)] = &[
    ("key", "the lead's idempotency key"),
    ("total", "the score's total; none without a table"),
    ("class", "the lead's class; likewise"),
];
