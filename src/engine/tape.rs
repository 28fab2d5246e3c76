//! The tape (version 1): inputs as values, so that a visit can be recorded in a page and replayed natively. It must keep
//! every bit that an input carries.

use super::{Environment, Input, Start};
use crate::delivery::Answer;
use crate::event::{Click, Deed, Media};
use crate::source::Landing;
use crate::text;
use crate::time::Moment;
use crate::value::{Map, Value};

/// One input with its moment, as a value: `{"at": [wall, monotonic, offset], "do": name, …}`.
#[must_use]
pub fn write(input: &Input, now: &Moment) -> Value {
    let (name, fields) = fields_of(input);
    fields.with("at", vec![now.wall_ms, now.monotonic_ms, i64::from(now.utc_offset_min)]).with("do", name).into()
}

/// An input with its moment out of a value; `None` where it is none.
#[must_use]
pub fn read(value: &Value) -> Option<(Input, Moment)> {
    let [wall, monotonic, offset] = value.get("at")?.as_list()? else { return None };
    let now = Moment {
        wall_ms: wall.as_whole()?,
        monotonic_ms: monotonic.as_whole()?,
        utc_offset_min: i32::try_from(offset.as_whole()?).ok()?,
    };
    Some((input(value)?, now))
}

fn fields_of(input: &Input) -> (&'static str, Map) {
    let fields = Map::new();
    match input {
        Input::Start(start) => ("start", start_fields(start)),
        Input::Records(records) => {
            let record = |(key, value): &(String, Value)| Value::List(vec![key.as_str().into(), value.clone()]);
            ("records", fields.with("records", Value::list(records, record)))
        }
        Input::Changed { key, value } => ("changed", fields.with("key", key.as_str()).with("value", value.clone())),
        Input::Cleared => ("cleared", fields),
        Input::Consent(said) => ("consent", fields.with("said", said.clone())),
        Input::Signal { from, data } => ("signal", fields.with("from", from.as_str()).with("data", data.clone())),
        Input::Kept { cookie, local } => ("kept", fields.with("cookie", *cookie).with("local", *local)),
        Input::Withdraw => ("withdraw", fields),
        Input::Navigated { url, title } => {
            ("navigated", fields.with("url", url.as_str()).with("title", title.as_str()))
        }
        Input::Returned => ("returned", fields),
        Input::Scroll { top, viewport, document } => {
            ("scroll", fields.with("top", *top).with("viewport", *viewport).with("document", *document))
        }
        Input::Activity => ("activity", fields),
        Input::Moved => ("moved", fields),
        Input::Attention { visible, focused } => {
            ("attention", fields.with("visible", *visible).with("focused", *focused))
        }
        Input::Link { href } => ("link", fields.with("href", href.as_str())),
        Input::Click(click) => ("click", click_fields(click)),
        Input::Copied { text } => ("copied", fields.with("text", text.as_str())),
        Input::Form { form, deed, field } => {
            let deed = DEEDS.iter().find(|(_, known)| known == deed).map(|(word, _)| *word);
            ("form", fields.with("form", form.as_str()).with("deed", deed).with_some("field", field.as_str()))
        }
        Input::Media(media) => ("media", media_fields(media)),
        Input::Element { name, is_on_screen } => {
            ("element", fields.with("name", name.as_str()).with("is_on_screen", *is_on_screen))
        }
        Input::Exit => ("exit", fields),
        Input::Track { name, properties } => {
            ("track", fields.with("name", name.as_str()).with("properties", properties.clone()))
        }
        Input::Leave => ("leave", fields),
        Input::Tick => ("tick", fields),
        Input::Online => ("online", fields),
        Input::Answered { record, answer } => {
            let (status, wait) = match answer {
                Answer::Status(status, wait) => (Some(*status), *wait),
                Answer::Nothing => (None, None),
            };
            ("answered", fields.with("record", record.as_str()).with("status", status).with("retry_after", wait))
        }
        Input::Lead { contact, request } => {
            ("lead", fields.with("contact", contact.clone()).with("request", request.clone()))
        }
        #[cfg(feature = "quiz")]
        Input::Quiz { quiz, act } => ("quiz", fields.with("quiz", quiz.as_str()).with("act", act.to_value())),
    }
}

/// The words of what happens to a form.
const DEEDS: &[(&str, Deed)] = &[
    ("edit", Deed::Edit),
    ("submit", Deed::Submit),
    ("take", Deed::Take),
    ("sign", Deed::Sign),
    ("success", Deed::Success),
];

fn click_fields(click: &Click) -> Map {
    Map::new()
        .with_some("href", click.href.as_str())
        .with_some("is_download", Some(click.is_download).filter(|yes| *yes))
        .with_some("cta", click.cta.clone())
        .with_some("place", click.at.map(|(x, y)| vec![x, y]))
        .with("is_mouse", click.is_mouse)
        .with("is_usual", click.is_usual)
}

fn click(value: &Value) -> Click {
    let place = match value.items("place") {
        [x, y] => x.as_number().zip(y.as_number()),
        _ => None,
    };
    let mut cta = Vec::new();
    for name in value.items("cta") {
        cta.extend(name.as_text().map(str::to_owned));
    }
    let href = value.text("href").unwrap_or_default().to_owned();
    let flag = |name: &str| value.flag(name);
    let (is_mouse, is_usual) = (flag("is_mouse"), flag("is_usual"));
    Click { href, is_download: flag("is_download"), cta, at: place, is_mouse, is_usual }
}

fn media_fields(media: &Media) -> Map {
    Map::new()
        .with("name", media.name.as_str())
        .with("kind", media.kind.as_str())
        .with("played", media.played)
        .with_some("has_ended", Some(media.has_ended).filter(|yes| *yes))
        .with_some("is_background", Some(media.is_background).filter(|yes| *yes))
}

fn media(value: &Value) -> Media {
    let word = |name: &str| text::clean(value.text(name).unwrap_or_default(), 100);
    let played = value.get("played").and_then(Value::as_number).unwrap_or_default();
    let flag = |name: &str| value.flag(name);
    let (has_ended, is_background) = (flag("has_ended"), flag("is_background"));
    Media { name: word("name"), kind: word("kind"), played, has_ended, is_background }
}

fn start_fields(start: &Start) -> Map {
    let environment = &start.environment;
    Map::new()
        .with("seed", text::hex(&start.seed))
        .with("config", start.config.clone())
        .with("config_failure", start.config_failure.clone())
        .with("landing", landing_fields(&start.landing))
        .with_some("earlier", start.earlier.as_ref().map(landing_fields))
        .with_some("voices", start.voices.clone())
        .with("url", environment.url.as_str())
        .with("title", environment.title.as_str())
        .with("language", environment.language.as_str())
        .with("device", environment.device.clone())
        .with("is_automated", environment.is_automated)
        .with("objects", environment.objects)
        .with("is_capped", environment.is_capped)
        .with_some("variant", environment.variant.as_str())
        .with("visible", start.visible)
        .with("focused", start.focused)
        .with("snapshot", start.snapshot.clone())
}

fn landing_fields(landing: &Landing) -> Map {
    Map::new()
        .with("url", landing.url.as_str())
        .with("referrer", landing.referrer.as_str())
        .with("at", landing.at)
        .with("is_arrival", landing.is_arrival)
}

fn landing(value: &Value) -> Option<Landing> {
    Some(Landing {
        url: word(value, "url")?,
        referrer: word(value, "referrer")?,
        at: value.whole("at")?,
        is_arrival: value.flag("is_arrival"),
    })
}

/// An input out of a value, without its moment.
#[must_use]
pub fn input(value: &Value) -> Option<Input> {
    told(value).or_else(|| seen(value))
}

/// What the page itself tells, out of a value: `consent` with `said`, `signal` with `from` and `data`, `withdraw`, `link` with `href`, `media`, `track` with `name`
/// and `properties`, `lead` with `contact` and `request`, `quiz` with `quiz` and `act`. `None` where it is none of them.
#[must_use]
pub fn told(value: &Value) -> Option<Input> {
    let part = |name: &str| value.part(name);
    Some(match value.get("do")?.as_text()? {
        "consent" => Input::Consent(part("said")),
        "signal" => Input::Signal { from: word(value, "from")?, data: part("data") },
        "withdraw" => Input::Withdraw,
        "link" => Input::Link { href: word(value, "href")? },
        "media" => Input::Media(media(value)),
        "track" => Input::Track { name: word(value, "name")?, properties: part("properties") },
        "lead" => Input::Lead { contact: part("contact"), request: part("request") },
        #[cfg(feature = "quiz")]
        "quiz" => Input::Quiz { quiz: word(value, "quiz")?, act: super::QuizAct::from_value(value.get("act")?)? },
        _ => return None,
    })
}

/// What the browser told, out of a value.
fn seen(value: &Value) -> Option<Input> {
    let number = |name: &str| value.get(name).and_then(Value::as_number);
    let flag = |name: &str| value.get(name).and_then(Value::as_bool);
    Some(match value.get("do")?.as_text()? {
        "start" => Input::Start(Box::new(start(value)?)),
        "records" => {
            let pair = |pair: &Value| match pair.as_list()? {
                [key, value] => Some((key.as_text()?.to_owned(), value.clone())),
                _ => None,
            };
            Input::Records(value.get("records")?.as_list()?.iter().filter_map(pair).collect())
        }
        "changed" => Input::Changed { key: word(value, "key")?, value: value.part("value") },
        "cleared" => Input::Cleared,
        "kept" => Input::Kept { cookie: flag("cookie")?, local: flag("local")? },
        "navigated" => Input::Navigated { url: word(value, "url")?, title: word(value, "title")? },
        "returned" => Input::Returned,
        "scroll" => Input::Scroll { top: number("top")?, viewport: number("viewport")?, document: number("document")? },
        "activity" => Input::Activity,
        "moved" => Input::Moved,
        "click" => Input::Click(click(value)),
        "copied" => Input::Copied { text: word(value, "text")? },
        "form" => {
            let deed = word(value, "deed")?;
            let (_, deed) = DEEDS.iter().find(|(word, _)| *word == deed)?;
            Input::Form { form: word(value, "form")?, deed: *deed, field: word(value, "field").unwrap_or_default() }
        }
        "element" => Input::Element { name: word(value, "name")?, is_on_screen: flag("is_on_screen")? },
        "exit" => Input::Exit,
        "attention" => Input::Attention { visible: flag("visible")?, focused: flag("focused")? },
        "leave" => Input::Leave,
        "tick" => Input::Tick,
        "online" => Input::Online,
        "answered" => {
            let status = value.whole("status");
            let wait = value.whole("retry_after");
            Input::Answered {
                record: word(value, "record")?,
                answer: status.map_or(Answer::Nothing, |status| Answer::Status(status, wait)),
            }
        }
        _ => return None,
    })
}

fn word(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_text().map(str::to_owned)
}

fn start(value: &Value) -> Option<Start> {
    let word = |path: &str| value.at(path).and_then(Value::as_text).map(str::to_owned);
    let flag = |path: &str| value.at(path).and_then(Value::as_bool).unwrap_or(false);
    let digits = word("seed")?;
    let mut seed = [0u8; 32];
    for (index, slot) in seed.iter_mut().enumerate() {
        *slot = u8::from_str_radix(digits.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(Start {
        seed,
        config: value.part("config"),
        config_failure: word("config_failure"),
        landing: landing(value.get("landing")?)?,
        earlier: value.get("earlier").and_then(landing),
        voices: value.part("voices"),
        environment: Environment {
            url: word("url")?,
            title: word("title")?,
            language: word("language")?,
            device: value.get("device").and_then(Value::as_map).cloned().unwrap_or_default(),
            is_automated: flag("is_automated"),
            objects: flag("objects"),
            is_capped: flag("is_capped"),
            variant: word("variant").unwrap_or_default(),
        },
        visible: flag("visible"),
        focused: flag("focused"),
        snapshot: value.get("snapshot").filter(|snapshot| **snapshot != Value::Null).cloned(),
    })
}

#[cfg(feature = "quiz")]
impl super::QuizAct {
    /// What the element sends: `{"do": "answer", "name": …, "value": …}` and the rest; `None` for anything else.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        use crate::quiz::Action;
        let word = |name: &str| word(value, name);
        Some(Self::Act(match value.get("do")?.as_text()? {
            "open" => return Some(Self::Open),
            "restart" => return Some(Self::Restart),
            "answer" => Action::Answer(word("name")?, value.part("value")),
            "next" | "start" => Action::Next,
            "back" => Action::Back,
            "contact" => Action::Contact(word("name")?, word("value")?),
            "consent" => Action::Consent(word("id")?, value.get("given")?.as_bool()?),
            "send" => Action::Send,
            _ => return None,
        }))
    }

    fn to_value(&self) -> Value {
        use crate::quiz::Action;
        let act = |name: &str| Map::new().with("do", name);
        match self {
            Self::Open => act("open"),
            Self::Restart => act("restart"),
            Self::Act(Action::Answer(name, value)) => {
                act("answer").with("name", name.as_str()).with("value", value.clone())
            }
            Self::Act(Action::Next) => act("next"),
            Self::Act(Action::Back) => act("back"),
            Self::Act(Action::Contact(name, value)) => {
                act("contact").with("name", name.as_str()).with("value", value.as_str())
            }
            Self::Act(Action::Consent(id, given)) => act("consent").with("id", id.as_str()).with("given", *given),
            Self::Act(Action::Send) => act("send"),
        }
        .into()
    }
}
