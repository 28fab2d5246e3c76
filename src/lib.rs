//! LeadSieve: first-touch source, micro-conversions, a filtering quiz and an explained lead score in one module that a
//! landing page embeds, without a server of its own.
//!
//! The crate is a functional core that does no I/O. The [`engine`] takes [`Input`](engine::Input)s and gives
//! [`Effect`](engine::Effect)s; in a page `browser` performs them, in a backend [`verify`] replays them, in tests a model
//! browser does. The same inputs give the same effects, to the byte.
//!
//! A whole visit, natively:
//!
//! ```
//! use leadsieve::engine::{Effect, Engine, Environment, Input, Landing, Start};
//! use leadsieve::time::Moment;
//! use leadsieve::value::{Map, Value};
//!
//! let granted: Map = ["attribution", "behaviour", "lead"].iter().map(|purpose| (*purpose, "granted")).collect();
//! let destination = Map::new().with("id", "crm").with("url", "https://backend.example/leads");
//! let config = Map::new()
//!     .with("version", 1.0)
//!     .with("site", Map::new().with("id", "shop").with("countries", vec!["GB"]))
//!     .with("consent", Map::new().with("default", granted))
//!     .with("delivery", Map::new().with("destinations", vec![destination]));
//!
//! let url = "https://shop.example/?utm_source=google&utm_medium=cpc".to_owned();
//! let start = Start {
//!     seed: [7; 32],
//!     config: config.into(),
//!     landing: Landing { url: url.clone(), at: 1_795_000_000_000, is_arrival: true, ..Landing::default() },
//!     environment: Environment { url, ..Environment::default() },
//!     visible: true,
//!     focused: true,
//!     ..Start::default()
//! };
//! let now = Moment { wall_ms: 1_795_000_000_000, monotonic_ms: 0, utc_offset_min: 0 };
//! let mut engine = Engine::default();
//! let effects = engine.handle(Input::Start(Box::new(start)), &now);
//! assert!(effects.iter().any(|effect| matches!(effect, Effect::Load { .. })));
//!
//! // Storage answers: this visitor was never here. Now the page is told.
//! let nothing = ["source", "behaviour"].map(|record| (format!("leadsieve.shop.{record}.1"), Value::Null));
//! let effects = engine.handle(Input::Records(nothing.to_vec()), &now);
//! assert!(effects.iter().any(|effect| matches!(effect, Effect::Emit { name, .. } if name == "page.view")));
//! assert_eq!(engine.source(&now).at("first.channel"), Some(&"Paid Search".into()));
//!
//! // A chat hands a lead over: it is stored before it is sent.
//! let contact = Map::new().with("phone", "020 7946 0999").into();
//! let effects = engine.handle(Input::Lead { contact, request: Value::Null }, &now);
//! let stored = effects.iter().position(|effect| matches!(effect, Effect::Store { key, .. } if key.contains("outbox")));
//! let sent = effects.iter().position(|effect| matches!(effect, Effect::Send { .. }));
//! assert!(stored.is_some() && stored < sent);
//! ```
//!
//! | module | what it decides |
//! |---|---|
//! | [`value`], [`text`], [`time`], [`error`] | what everything is made of |
//! | [`expression`], [`contact`] | the rule language; phone, e-mail and messenger |
//! | [`source`], [`event`], [`quiz`], [`score`], [`lead`], [`consent`], [`delivery`] | the domains |
//! | [`config`] | what an owner may set, read from one JSON document |
//! | [`engine`], [`verify`] | where the domains meet; what a backend does with a lead |
//! | `browser`, `wasm` | wasm32 only: the page |
//!
//! | feature | what it adds |
//! |---|---|
//! | `quiz` (default) | the quiz engine |
//! | `explain` (default) | what is wrong with a config, and where; off in what every page loads |
//! | `tape` | every input of a page is handed to the loader, for a replay |
//! | `tools` | the JavaScript API that checks configs, verifies leads and classifies arrivals |
//! | `cli` | the native command and the config's JSON Schema |

pub mod config;
pub mod consent;
pub mod contact;
pub mod delivery;
pub mod engine;
pub mod error;
pub mod event;
pub mod expression;
pub mod lead;
#[cfg(feature = "quiz")]
pub mod quiz;
pub mod score;
pub mod source;
pub mod text;
pub mod time;
pub mod value;
#[cfg(feature = "quiz")]
pub mod verify;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
