//! Work as a number that is the same on every machine: bytes that a thread asked for. It must not read a clock.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(bytes: usize) {
    // While a thread ends there is no counter any more.
    let _ = ASKED.try_with(|asked| asked.set(asked.get().wrapping_add(bytes as u64)));
}

#[expect(
    unsafe_code,
    reason = "an allocator cannot be written otherwise; every call goes to the system's with the same words"
)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        unsafe { System.realloc(place, layout, size) }
    }
}

/// What `work` gives, and how many bytes this thread asked for in it.
pub(crate) fn measure<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = ASKED.with(Cell::get);
    let out = work();
    (out, ASKED.with(Cell::get).wrapping_sub(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_counted() {
        let (kept, bytes) = measure(|| vec![0_u8; 5_000]);
        assert_eq!((kept.len(), bytes), (5_000, 5_000));
        assert_eq!(measure(|| 1 + 1), (2, 0));
    }
}
