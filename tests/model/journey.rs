//! Journeys: the verbs of a visitor, one JSON object a line, played in the model browser. The same files are played in a
//! real browser by `tests/e2e/golden.test.mjs`.
//!
//! | verb | means |
//! |---|---|
//! | `open` `path` `referrer`? | opens an address of the site, as a new navigation |
//! | `wait` `seconds` | time passes; nothing is touched |
//! | `days` `days` | the visitor is away for days; the page must be closed |
//! | `scroll` `percent` | scrolls until that part of the page was on screen |
//! | `click` `href` | clicks the link with this address |
//! | `choose` `name` `value` | picks an option of the question by pointer |
//! | `type` `name` `value` | types an answer |
//! | `next`, `back`, `send` | presses the button |
//! | `contact` `name` `value` | types into a contact field |
//! | `tick` `id` | ticks a box |
//! | `consent` `granted` | the page's banner tells the visitor's word |
//! | `offline`, `online` | the network goes, comes back |
//! | `close` | leaves the page |

use leadsieve::engine::Input;
use leadsieve::time::DAY;
use leadsieve::value::{Map, Value};

use super::World;

const QUIZ: &str = "kitchen";

/// Plays one step.
pub fn play(world: &mut World, step: &Value) {
    let word = |name: &str| step.get(name).and_then(Value::as_text).unwrap_or_default();
    let number = |name: &str| step.get(name).and_then(Value::as_number).unwrap_or_default();
    let act = |name: &str| Map::new().with("do", name);
    match word("do") {
        "open" => world.open(word("path"), &word("referrer").replace("SITE", super::ORIGIN)),
        "wait" => world.wait((number("seconds") * 1000.0) as i64),
        "days" => world.now += number("days") as i64 * DAY,
        "scroll" => world.scroll(number("percent")),
        "click" => world.input(Input::Link { href: word("href").to_owned() }),
        "choose" => world.choose(QUIZ, word("name"), step.get("value").unwrap_or(&Value::Null)),
        "type" => world.act(QUIZ, act("answer").with("name", word("name")).with("value", word("value"))),
        verb @ ("next" | "back" | "send") => world.act(QUIZ, act(verb)),
        "contact" => world.act(QUIZ, act("contact").with("name", word("name")).with("value", word("value"))),
        "tick" => world.act(QUIZ, act("consent").with("id", word("id")).with("given", true)),
        "consent" => {
            let granted = step.get("granted").and_then(Value::as_bool).expect("granted: true or false");
            world.input(Input::Consent(
                ["attribution", "behaviour", "lead"].iter().map(|name| (*name, granted)).collect::<Map>().into(),
            ));
        }
        verb @ ("offline" | "online") => world.set_online(verb == "online"),
        "close" => world.close(),
        other => panic!("unknown verb {other:?} in {step:?}"),
    }
    // A visitor needs a moment for everything.
    world.wait(300);
}
