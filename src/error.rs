//! The one error of the crate: a stable code, a sentence, a place. It must not know which part failed.

use core::fmt;

/// What went wrong, for a person and for a program.
///
/// The message is lower case, without a full stop, and says what was found and what was expected;
/// [`path`](Error::path) says where, as a JSON path (`quizzes.kitchen.pages[2].title`), empty for the whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Said>);

/// Behind a pointer: results that are nearly always fine stay small.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    code: &'static str,
    message: String,
    path: String,
}

impl Error {
    /// An error with a stable `code` (`area/what`, such as `config/unknown-field`) and a message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Said { code, message: message.into(), path: String::new() }))
    }

    /// The same error, placed at a JSON path.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = path.into();
        self
    }

    /// The whole error as one line: place, sentence and code.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = self.0.path.clone();
        for part in [if line.is_empty() { "" } else { ": " }, &self.0.message, " [", self.0.code, "]"] {
            line.push_str(part);
        }
        line
    }

    /// The stable code: programs may match on it, it never changes its meaning.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where: a JSON path, empty for the whole document.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.line())
    }
}

impl std::error::Error for Error {}
