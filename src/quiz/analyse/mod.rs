//! The static check of a quiz: what in a definition can be read but will not work, or not as it was meant. It must not judge
//! how a quiz reads, and it never claims more than it has: a finding is proved, or tells how many samples missed it.
//!
//! Proofs reason over what every answer can be ([`Possible`]), which is never too little: what
//! no combination makes true, nobody will see. They hold for visitors who answer what the quiz offers, as long as its rules
//! do not run the engine out of its budget. Samples are random walks through the engine, the same for the same seed; what
//! one of them reached is never reported as out of reach.
//!
//! | code | what was found |
//! |---|---|
//! | `quiz/unreachable` | a page, panel, question, choice, ending or outcome that nobody sees |
//! | `quiz/dead-end` | a question that no answer satisfies, or a page that nobody leaves |
//! | `quiz/filter-never`, `quiz/filter-always` | a filter that fires for nobody, or for everybody |
//! | `quiz/outcome-gap` | answers with which no outcome is shown |
//! | `quiz/outcome-overlap` | an outcome that others cover, or two of which the order decides |
//! | `quiz/unknown-name` | a name in an expression or trigger that nothing has |
//! | `quiz/operands` | a call with operands that are missing or of no use |
//! | `quiz/no-condition` | a condition whose value is neither yes nor no |
//! | `quiz/cycle` | rules that set each other, or what they are computed from |
//! | `quiz/missing-translation` | a text without a language that others have |

mod answer;
mod end;
mod guess;
mod language;
mod outcome;
mod outside;
mod random;
mod reach;
mod rule;
mod sample;
mod score;
mod seen;
mod sure;
mod world;

use super::definition::Definition;
use crate::error::Error;
use crate::expression::Possible;
use crate::text::{self, number_text};
use crate::value::{Problem, Severity};
pub use score::Points;
use world::World;

/// The most findings that are told.
const MOST_FINDINGS: usize = 200;

/// How a quiz is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// How many visitors are tried out, 0 for none. Default 200. A large definition has less.
    pub samples: u32,
    /// Which visitors: the same number, the same walks. Default 1.
    pub seed: u64,
    /// Languages that texts must have beside those that the definition has anywhere, the first for plain texts.
    pub languages: &'a [String],
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self { samples: 200, seed: 1, languages: &[] }
    }
}

/// How a finding is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It follows from the definition, or an example shows it.
    Proved,
    /// None of so many walks through the quiz came there.
    NotReached(u32),
}

impl Evidence {
    /// The words that reports show.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Proved => "proved".to_owned(),
            Self::NotReached(samples) => {
                text::concat(&["not reached in ", &number_text(f64::from(samples)), " samples"])
            }
        }
    }
}

/// Something that will not work, or not as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is, its code (`quiz/…`), the JSON path from the definition, and what was found, expected, to be done.
    pub problem: Problem,
    /// How it is known.
    pub evidence: Evidence,
}

/// What was found in a quiz.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What will not work, proofs before samples.
    pub findings: Vec<Finding>,
    /// The points of fit that choices can give.
    pub fit: Points,
    /// The points of intent that choices can give.
    pub intent: Points,
    /// What each question can hold in a lead, by name; nothing where it was not asked.
    pub answers: Vec<(String, Possible)>,
    /// The points of fit and of intent that choices can give in a lead, whether the quiz was finished or not.
    pub in_leads: (Points, Points),
    /// How many visitors were tried out.
    pub samples: u32,
    /// Whether everything was reasoned through. What was not is never reported as proved.
    pub is_whole: bool,
}

/// Looks at a definition that was read without errors. Ends within its own budget, however large the definition is.
#[must_use]
pub fn analyse(quiz: &Definition, settings: &Settings<'_>) -> Report {
    let mut world = World::new(quiz);
    let seen = sample::walk(quiz, settings);
    let mut notes = Notes { findings: Vec::new(), samples: seen.walks };
    rule::look(&mut world, &seen, &mut notes);
    reach::look(&mut world, &seen, &mut notes);
    end::look(&mut world, &seen, &mut notes);
    outcome::look(&mut world, &seen, &mut notes);
    language::look(quiz, settings.languages, &mut notes);
    let (fit, intent) = score::points(&world, &world.slots_at_end());
    let in_leads = score::points(&world, &world.slots);
    let held = |slot: usize| world.slots.get(slot).cloned().unwrap_or_else(Possible::anything);
    let answers = quiz.questions().map(|element| (element.name.clone(), held(element.slot))).collect();
    let mut findings = notes.findings;
    findings.sort_by_key(|finding| finding.evidence != Evidence::Proved);
    findings.truncate(MOST_FINDINGS);
    Report { findings, fit, intent, answers, in_leads, samples: seen.walks, is_whole: world.is_sure() }
}

/// The findings so far.
struct Notes {
    findings: Vec<Finding>,
    samples: u32,
}

impl Notes {
    fn proved(&mut self, severity: Severity, code: &'static str, path: &str, message: String) {
        self.note(severity, code, path, message, Evidence::Proved);
    }

    /// What no sample came to, where there were samples.
    fn missed(&mut self, code: &'static str, path: &str, message: String) {
        if self.samples > 0 {
            self.note(Severity::Warning, code, path, message, Evidence::NotReached(self.samples));
        }
    }

    fn note(&mut self, severity: Severity, code: &'static str, path: &str, message: String, evidence: Evidence) {
        let problem = Problem { severity, error: Error::new(code, message).at(path) };
        self.findings.push(Finding { problem, evidence });
    }
}

/// The path of something in an element or a list.
fn path(parts: &[&str]) -> String {
    text::concat(parts)
}

/// The path of an item of a list, and of what stands in it.
fn item_path(list: &str, index: usize, rest: &str) -> String {
    text::concat(&[list, "[", &number_text(index as f64), "]", rest])
}
