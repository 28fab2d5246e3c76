//! The browser: performs effects and makes inputs, one file a facility. The only part that touches the page. It must
//! decide nothing: what to do comes from the engine.
//!
//! Every point of contact with the environment is listed in `docs/BROWSER.md`.

mod boundary;
mod click;
mod clock;
mod cookie;
mod element;
mod entropy;
mod environment;
mod form;
mod host;
mod lifecycle;
mod listen;
mod media;
mod observer;
mod performer;
mod screen;
mod scroll;
mod send;
mod storage;
mod switch;
mod tell;
mod timer;
mod window;

pub use boundary::{from_js, to_js};
pub use entropy::seed;
pub use environment::environment;
pub use host::Host;
pub use lifecycle::attention;
pub use performer::Performer;
pub use storage::Storage;
