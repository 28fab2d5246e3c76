//! What is wrong with a document: the problems in the order of finding. It must not read the document.

use std::cell::RefCell;

use crate::error::Error;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document can be used; what it says is likely not what was meant.
    Warning,
    /// The document cannot be used.
    Error,
}

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Code, place and sentence.
    pub error: Error,
}

/// The most problems that are kept of one document.
const MOST_PROBLEMS: usize = 50;
/// The code of the one error of a reader that does not explain.
pub const UNEXPLAINED: &str = "config/refused";

/// The problems of one document, in the order of finding.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Notes an error.
    ///
    /// Without the feature `explain` only that there is one: the document cannot be used, and the module that can say
    /// why is not the one that every visitor loads.
    #[inline]
    pub fn error(&self, path: &str, code: &'static str, message: impl Into<String>) {
        if cfg!(feature = "explain") {
            self.add(Severity::Error, path, code, message.into());
        } else {
            self.refuse();
        }
    }

    /// Notes a warning; without the feature `explain` none is.
    pub fn warning(&self, path: &str, code: &'static str, message: impl Into<String>) {
        if cfg!(feature = "explain") {
            self.add(Severity::Warning, path, code, message.into());
        }
    }

    #[inline(never)]
    fn add(&self, severity: Severity, path: &str, code: &'static str, message: String) {
        self.note(severity, Error::new(code, message).at(path));
    }

    /// Notes that the document cannot be used, without saying why.
    #[inline(never)]
    pub(super) fn refuse(&self) {
        if self.0.borrow().is_empty() {
            self.note(Severity::Error, Error::new(UNEXPLAINED, ""));
        }
    }

    /// Notes a problem.
    pub fn note(&self, severity: Severity, error: Error) {
        let mut problems = self.0.borrow_mut();
        if problems.len() < MOST_PROBLEMS {
            problems.push(Problem { severity, error });
        }
    }

    /// Whether no more problems are kept.
    pub(super) fn is_full(&self) -> bool {
        self.0.borrow().len() >= MOST_PROBLEMS
    }

    /// All problems.
    #[must_use]
    pub fn into_list(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}
