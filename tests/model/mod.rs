//! A model browser: turns what a visitor does into inputs for the engine, and carries its effects out against a model of
//! storage, timers, network and backend. It must know nothing of the engine but inputs and effects.

pub mod journey;
pub mod mask;

use std::collections::{BTreeMap, VecDeque};

use leadsieve::delivery::Answer;
use leadsieve::engine::{Effect, Engine, Environment, Input, QuizAct, Start, join_records};
use leadsieve::source::Landing;
use leadsieve::time::Moment;
use leadsieve::value::{Map, Value, sha256};

/// The origin of every page of the model's site.
pub const ORIGIN: &str = "https://site.example";
/// The model's page, in CSS pixels.
const VIEWPORT: f64 = 800.0;
const DOCUMENT: f64 = 4000.0;

/// What the model's browser says of itself.
fn device() -> Map {
    Map::new().with("device", "desktop").with("viewport", vec![1280.0, VIEWPORT]).with("time_zone_offset_min", 0.0)
}

/// One page that is open, with its engine.
struct Page {
    engine: Engine,
    opened_at: i64,
    /// Wall time at which the engine asked to be woken.
    wake_at: Option<i64>,
    /// Whether it was told where the record of sources is held.
    is_kept: bool,
    views: BTreeMap<String, Value>,
}

/// The visitor's world.
pub struct World {
    /// Time in milliseconds, as it passes.
    pub now: i64,
    /// By how many milliseconds the browser's wall clock was set since.
    pub clock_set: i64,
    /// What platforms of the page were told, in order.
    pub told: Vec<(&'static str, Value)>,
    /// The config's document.
    pub config: Value,
    /// What storage holds.
    pub storage: BTreeMap<String, Value>,
    /// Whether the network is there.
    pub is_online: bool,
    /// Whether the browser objects for the visitor.
    pub objects: bool,
    /// A landing (path and referrer) of a page before, which was left before the module ran there.
    pub earlier: Option<(String, String)>,
    /// Every lead that the backend got, in order of arrival, repeats included.
    pub leads: Vec<Value>,
    /// Every event that the page heard, in order.
    pub events: Vec<(String, Value)>,
    /// Every effect, in order.
    pub effects: Vec<Effect>,
    page: Option<Page>,
    pages_opened: u64,
}

impl World {
    /// A world with a config, at an arbitrary but fixed time.
    pub fn new(config: Value) -> Self {
        Self {
            now: 1_795_000_000_000,
            clock_set: 0,
            told: Vec::new(),
            config,
            storage: BTreeMap::new(),
            is_online: true,
            objects: false,
            earlier: None,
            leads: Vec::new(),
            events: Vec::new(),
            effects: Vec::new(),
            page: None,
            pages_opened: 0,
        }
    }

    /// Opens an address of the site (`/demo/?utm_source=…`) in the only tab.
    pub fn open(&mut self, path: &str, referrer: &str) {
        self.close();
        self.pages_opened += 1;
        let url = format!("{ORIGIN}{path}");
        let start = Start {
            seed: sha256(&self.pages_opened.to_be_bytes()),
            config: self.config.clone(),
            landing: Landing { url: url.clone(), referrer: referrer.to_owned(), at: self.now, is_arrival: true },
            earlier: self.earlier.take().map(|(path, referrer)| Landing {
                url: format!("{ORIGIN}{path}"),
                referrer,
                at: self.now - 1_000,
                is_arrival: true,
            }),
            environment: Environment {
                url,
                title: "Title".into(),
                language: "en".into(),
                device: device(),
                objects: self.objects,
                ..Environment::default()
            },
            visible: true,
            focused: true,
            ..Start::default()
        };
        self.page = Some(Page {
            engine: Engine::default(),
            opened_at: self.now,
            wake_at: None,
            is_kept: false,
            views: BTreeMap::new(),
        });
        self.input(Input::Start(Box::new(start)));
        self.input(Input::Scroll { top: 0.0, viewport: VIEWPORT, document: DOCUMENT });
        if path.split('?').next() == Some("/demo/") {
            self.quiz("kitchen", QuizAct::Open);
        }
    }

    /// Leaves the page.
    pub fn close(&mut self) {
        if self.page.is_some() {
            self.input(Input::Attention { visible: false, focused: false });
            self.input(Input::Leave);
            self.page = None;
        }
    }

    /// The machine sleeps: time passes, timers do not fire.
    pub fn sleep(&mut self, ms: i64) {
        self.now += ms;
    }

    /// Lets time pass; timers fire on the way.
    pub fn wait(&mut self, ms: i64) {
        let end = self.now + ms;
        while let Some(at) = self.page.as_ref().and_then(|page| page.wake_at).filter(|at| *at <= end) {
            self.now = self.now.max(at);
            if let Some(page) = &mut self.page {
                page.wake_at = None;
            }
            self.input(Input::Tick);
        }
        self.now = end;
    }

    /// Scrolls until `percent` of the document was on screen.
    pub fn scroll(&mut self, percent: f64) {
        self.input(Input::Activity);
        let top = (DOCUMENT * percent / 100.0 - VIEWPORT).max(0.0);
        self.input(Input::Scroll { top, viewport: VIEWPORT, document: DOCUMENT });
    }

    /// The network goes or comes back.
    pub fn set_online(&mut self, is_online: bool) {
        self.is_online = is_online;
        if is_online && self.page.is_some() {
            self.input(Input::Online);
        }
    }

    /// Something in a quiz, as the element sends it.
    pub fn quiz(&mut self, quiz: &str, act: QuizAct) {
        self.input(Input::Quiz { quiz: quiz.to_owned(), act });
    }

    /// Something in a quiz, out of JSON.
    pub fn act(&mut self, quiz: &str, act: Map) {
        let act = QuizAct::from_value(&act.into()).expect("a known action");
        self.input(Input::Activity);
        self.quiz(quiz, act);
    }

    /// Chooses an option by pointer: a question that advances goes on, one of several gets its option added.
    pub fn choose(&mut self, quiz: &str, name: &str, value: &Value) {
        let view = self.view(quiz);
        let questions = view.get("questions").and_then(Value::as_list).unwrap_or_default();
        let question = questions.iter().find(|question| question.get("name").and_then(Value::as_text) == Some(name));
        let question = question.unwrap_or_else(|| panic!("no question {name} in {view:?}"));
        let is_many = question.get("kind").and_then(Value::as_text) == Some("checkbox");
        let chosen = question.get("value").and_then(Value::as_list).unwrap_or_default();
        let answer = if is_many { Value::List(chosen.iter().chain([value]).cloned().collect()) } else { value.clone() };
        self.act(quiz, Map::new().with("do", "answer").with("name", name).with("value", answer));
        if question.get("advance") == Some(&Value::Bool(true)) {
            self.act(quiz, Map::new().with("do", "next"));
        }
    }

    /// What a quiz shows.
    pub fn view(&self, quiz: &str) -> Value {
        self.page.as_ref().and_then(|page| page.views.get(quiz)).cloned().unwrap_or_default()
    }

    /// The engine of the open page.
    pub fn engine(&self) -> &Engine {
        &self.page.as_ref().expect("an open page").engine
    }

    /// Now, on the page's clocks.
    pub fn moment(&self) -> Moment {
        let opened_at = self.page.as_ref().map_or(self.now, |page| page.opened_at);
        Moment { wall_ms: self.now + self.clock_set, monotonic_ms: self.now - opened_at, utc_offset_min: 0 }
    }

    /// Hands an input over and carries out what comes back; inputs that this brings about follow.
    pub fn input(&mut self, input: Input) {
        let mut waiting = VecDeque::from([input]);
        while let Some(input) = waiting.pop_front() {
            let moment = self.moment();
            let Some(page) = &mut self.page else { return };
            for effect in page.engine.handle(input, &moment) {
                self.effects.push(effect.clone());
                waiting.extend(self.perform(effect));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Vec<Input> {
        match effect {
            Effect::Load { key, is_prefix } => {
                let stored =
                    self.storage.iter().filter(|(known, _)| is_prefix && known.starts_with(&key) || **known == key);
                let mut records: Vec<(String, Value)> =
                    stored.map(|(key, value)| (key.clone(), value.clone())).collect();
                if !is_prefix && records.is_empty() {
                    records.push((key, Value::Null));
                }
                return vec![Input::Records(records)];
            }
            Effect::Store { key, value, days } => {
                let joined =
                    self.storage.get(&key).map_or_else(|| value.clone(), |stored| join_records(&key, stored, &value));
                self.storage.insert(key.clone(), joined.clone());
                // A browser tells once where it holds the record; this one has cookies and local storage.
                let is_new =
                    self.page.as_mut().is_some_and(|page| days > 0 && !std::mem::replace(&mut page.is_kept, true));
                let kept = is_new.then_some(Input::Kept { cookie: true, local: true });
                let joined = (joined != value).then(|| Input::Records(vec![(key, joined)]));
                return kept.into_iter().chain(joined).collect();
            }
            Effect::Erase { key } => drop(self.storage.remove(&key)),
            Effect::EraseAll { prefix } => self.storage.retain(|key, _| !key.starts_with(&prefix)),
            Effect::Send { request, .. } => return vec![self.send(&request.record, &request.body)],
            Effect::Emit { name, detail } => self.events.push((name, detail)),
            Effect::Tell { to, word } => self.told.push((to, word)),
            Effect::Render { quiz, view } => {
                if let Some(page) = &mut self.page {
                    page.views.insert(quiz, view);
                }
            }
            Effect::Wake { in_ms } => {
                if let Some(page) = &mut self.page {
                    page.wake_at = Some(self.now + in_ms);
                }
            }
            Effect::Report { .. } | Effect::Snapshot(_) | Effect::Hand | Effect::Forget => {}
        }
        Vec::new()
    }

    fn send(&mut self, record: &str, body: &str) -> Input {
        let answer = if self.is_online {
            self.leads.push(serde_json::from_str(body).expect("a body of JSON"));
            Answer::Status(201, None)
        } else {
            Answer::Nothing
        };
        Input::Answered { record: record.to_owned(), answer }
    }
}
