//! Decides whether an address may post now: a token bucket per address, in bounded memory. It must not
//! know what is posted, and it reads no clock.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The most addresses remembered; further ones share one bucket until some have refilled.
const MOST_ADDRESSES: usize = 10_000;

/// A limit of so many requests a minute per address, half of them at once.
pub struct Limiter {
    per_second: f64,
    burst: f64,
    buckets: Mutex<Buckets>,
}

struct Buckets {
    known: BTreeMap<IpAddr, Bucket>,
    shared: Option<Bucket>,
    swept: Option<Instant>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Limiter {
    /// A limiter for `per_minute` requests of each address.
    #[must_use]
    pub fn new(per_minute: u32) -> Self {
        let buckets = Buckets { known: BTreeMap::new(), shared: None, swept: None };
        let per_minute = f64::from(per_minute.max(1));
        Self { per_second: per_minute / 60.0, burst: (per_minute / 2.0).max(1.0), buckets: Mutex::new(buckets) }
    }

    /// Takes one request from the bucket of `peer`.
    ///
    /// # Errors
    /// The whole seconds until the next request, when the bucket is empty.
    pub fn take(&self, peer: IpAddr, now: Instant) -> Result<(), u64> {
        let peer = network(peer);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if !buckets.known.contains_key(&peer) && buckets.known.len() >= MOST_ADDRESSES {
            self.sweep(&mut buckets, now);
        }
        let full = Bucket { tokens: self.burst, at: now };
        let has_room = buckets.known.len() < MOST_ADDRESSES || buckets.known.contains_key(&peer);
        let bucket =
            if has_room { buckets.known.entry(peer).or_insert(full) } else { buckets.shared.get_or_insert(full) };
        self.draw(bucket, now)
    }

    fn draw(&self, bucket: &mut Bucket, now: Instant) -> Result<(), u64> {
        bucket.tokens = self.level(*bucket, now);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let wait = Duration::from_secs_f64((1.0 - bucket.tokens) / self.per_second);
        Err(wait.as_secs() + 1)
    }

    fn level(&self, bucket: Bucket, now: Instant) -> f64 {
        let idle = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tokens + idle * self.per_second).min(self.burst)
    }

    /// Forgets the addresses whose buckets are full again; at most once a second, as it looks at all.
    fn sweep(&self, buckets: &mut Buckets, now: Instant) {
        let is_soon = buckets.swept.is_some_and(|swept| now.saturating_duration_since(swept) < Duration::from_secs(1));
        if !is_soon {
            buckets.known.retain(|_, bucket| self.level(*bucket, now) < self.burst);
            buckets.swept = Some(now);
        }
    }
}

/// One household or server is one IPv4 address or one IPv6 network of 64 bits.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    fn address(number: u32) -> IpAddr {
        IpAddr::V4(number.into())
    }

    #[test]
    fn a_burst_passes_then_the_sender_waits_until_a_token_is_back() {
        let (limiter, start) = (Limiter::new(60), clock::tick());
        for _ in 0..30 {
            assert!(limiter.take(address(1), start).is_ok());
        }
        assert_eq!(limiter.take(address(1), start), Err(2));
        assert!(limiter.take(address(2), start).is_ok(), "another address is not affected");
        assert!(limiter.take(address(1), start + Duration::from_secs(2)).is_ok());
    }

    #[test]
    fn addresses_of_one_ipv6_network_share_a_bucket() {
        let (limiter, now) = (Limiter::new(2), clock::tick());
        let peer = |text: &str| text.parse::<IpAddr>().unwrap();
        assert!(limiter.take(peer("2001:db8:0:1::1"), now).is_ok());
        assert!(limiter.take(peer("2001:db8:0:1:ffff::2"), now).is_err());
        assert!(limiter.take(peer("2001:db8:0:2::1"), now).is_ok());
    }

    #[test]
    fn a_flood_of_addresses_does_not_grow_the_memory() {
        let (limiter, now) = (Limiter::new(60), clock::tick());
        let passed = (0..20_000).filter(|number| limiter.take(address(*number), now).is_ok()).count();
        assert_eq!(passed, MOST_ADDRESSES + 30, "the addresses beyond the limit share one bucket");
        assert_eq!(limiter.buckets.lock().unwrap().known.len(), MOST_ADDRESSES);
        assert!(limiter.take(address(30_000), now + Duration::from_secs(60)).is_ok());
        assert_eq!(limiter.buckets.lock().unwrap().known.len(), 1, "refilled buckets are forgotten");
    }
}
