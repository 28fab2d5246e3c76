//! Remembers who signed in: random values with an end, in memory only, so that a restart signs
//! everybody out. It must not know about cookies or pages.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use subtle::ConstantTimeEq;

/// How long a session lasts: a working day.
pub const LIFETIME: Duration = Duration::from_secs(12 * 3600);

/// The most sessions at a time; one more ends the oldest.
const MOST: usize = 64;

/// The open sessions.
#[derive(Default)]
pub struct Sessions {
    open: Mutex<Vec<Session>>,
}

struct Session {
    value: String,
    until: Instant,
}

impl Sessions {
    /// Opens a session and gives its value.
    ///
    /// # Errors
    /// When the operating system has no random numbers.
    pub fn open(&self, now: Instant) -> Result<String, String> {
        let value = random_text()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|session| session.until > now);
        if open.len() >= MOST {
            open.remove(0);
        }
        open.push(Session { value: value.clone(), until: now + LIFETIME });
        Ok(value)
    }

    /// Whether a session with that value is open.
    #[must_use]
    pub fn is_open(&self, value: &str, now: Instant) -> bool {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().any(|session| session.until > now && is_same(&session.value, value))
    }

    /// Ends the session with that value.
    pub fn close(&self, value: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|session| !is_same(&session.value, value));
    }
}

/// Compares two secrets; the time tells their lengths at most.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// 128 random bits in hex.
///
/// # Errors
/// When the operating system has no random numbers.
pub fn random_text() -> Result<String, String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| format!("no random numbers from the operating system: {error}"))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn a_session_is_open_until_it_is_closed_or_its_day_is_over() {
        let (sessions, now) = (Sessions::default(), clock::tick());
        let (one, two) = (sessions.open(now).unwrap(), sessions.open(now).unwrap());
        assert_ne!(one, two);
        assert!(sessions.is_open(&one, now) && sessions.is_open(&two, now));
        sessions.close(&one);
        assert!(!sessions.is_open(&one, now) && sessions.is_open(&two, now));
        assert!(!sessions.is_open(&two, now + LIFETIME));
        assert!(!sessions.is_open("", now));
    }

    #[test]
    fn the_number_of_sessions_is_bounded() {
        let (sessions, now) = (Sessions::default(), clock::tick());
        let first = sessions.open(now).unwrap();
        for _ in 0..MOST {
            sessions.open(now).unwrap();
        }
        assert!(!sessions.is_open(&first, now), "the oldest session made room");
        assert_eq!(sessions.open.lock().unwrap().len(), MOST);
    }
}
