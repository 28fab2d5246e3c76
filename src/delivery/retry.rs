//! Retry: what a destination's answer means and how long to wait. It must not count attempts itself.

use crate::time::{DAY, MINUTE, SECOND};

/// After this long an entry is given up: 7 days.
pub const KEEP_TRYING_MS: i64 = 7 * DAY;
/// The shortest wait.
const LEAST_WAIT: i64 = SECOND;
/// The longest wait that we choose ourselves.
const MOST_WAIT: i64 = 5 * MINUTE;
/// The longest `Retry-After` that is honoured.
const MOST_ASKED_WAIT: i64 = DAY;
/// The wait after 429 whose `Retry-After` cannot be read across origins.
const UNREADABLE_WAIT: i64 = 60 * SECOND;

/// What came back of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP status, with `Retry-After` in seconds where it could be read.
    Status(i64, Option<i64>),
    /// Nothing: offline, reset, timed out, or an answer that may not be read across origins.
    Nothing,
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The destination has the lead: 2xx, or 409 and 412, which say that it had it already.
    Delivered,
    /// Try again after so many milliseconds.
    Retry(i64),
    /// The destination will never take it: any other 4xx, or a redirect that was not followed.
    Refused,
}

/// Judges an answer to the `attempts`-th sending; `random` (0 to 2^32 − 1) spreads the waits: full jitter, as the AWS
/// Architecture Blog describes it, from 1 s, doubling, up to 5 min.
#[must_use]
pub fn judge(answer: Answer, attempts: i64, random: u32) -> Judgement {
    let ceiling = (LEAST_WAIT << attempts.clamp(0, 16)).min(MOST_WAIT);
    let jitter = LEAST_WAIT + (ceiling - LEAST_WAIT) * i64::from(random) / i64::from(u32::MAX);
    match answer {
        Answer::Status(200..=299 | 409 | 412, _) => Judgement::Delivered,
        Answer::Status(429 | 503, Some(seconds)) => {
            Judgement::Retry(seconds.saturating_mul(SECOND).clamp(LEAST_WAIT, MOST_ASKED_WAIT))
        }
        Answer::Status(429, None) => Judgement::Retry(UNREADABLE_WAIT),
        Answer::Status(408 | 425 | 500..=599, _) | Answer::Nothing => Judgement::Retry(jitter),
        Answer::Status(..) => Judgement::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn answers_mean_what_the_contract_says() {
        for status in [200, 201, 204, 409, 412] {
            assert_eq!(judge(Answer::Status(status, None), 1, 0), Judgement::Delivered, "{status}");
        }
        for status in [400, 401, 404, 413, 422, 301] {
            assert_eq!(judge(Answer::Status(status, None), 1, 0), Judgement::Refused, "{status}");
        }
        assert_eq!(judge(Answer::Status(429, Some(120)), 1, 0), Judgement::Retry(120_000));
        assert_eq!(judge(Answer::Status(429, None), 1, 0), Judgement::Retry(60_000));
    }

    #[test]
    fn a_wait_that_no_visitor_lives_to_see_is_cut_to_a_day() {
        for (seconds, wait) in [(i64::MAX, DAY), (90_000, DAY), (0, SECOND), (i64::MIN, SECOND)] {
            assert_eq!(judge(Answer::Status(503, Some(seconds)), 1, 0), Judgement::Retry(wait), "{seconds}");
        }
    }

    proptest! {
        #[test]
        fn waits_stay_within_their_bounds(attempts in 0i64..100, random: u32, status in prop::sample::select(vec![408i64, 425, 500, 502, 503])) {
            for answer in [Answer::Status(status, None), Answer::Nothing] {
                let Judgement::Retry(wait) = judge(answer, attempts, random) else { panic!("retried") };
                prop_assert!((LEAST_WAIT..=MOST_WAIT).contains(&wait));
            }
        }
    }
}
