//! A short hunt of every target, the same each time, and every case that once failed. Longer ones are run by hand.
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test says what it expects by failing")]

use leadsieve_fuzz::{Hunt, STACK, TARGETS, Target, folder, guarded, load, shrink};

/// Runs on the stack that a page's module has.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
    if let Err(payload) = thread.join() {
        std::panic::resume_unwind(payload);
    }
}

fn target(name: &str) -> &'static dyn Target {
    *TARGETS.iter().find(|target| target.name() == name).expect("a target")
}

fn hunt_briefly(name: &'static str, cases: usize) {
    on_small_stack(move || {
        let mut hunt = Hunt::new(target(name), 20_261_122);
        for number in 0..cases {
            let case = hunt.next_case();
            if let Err(fault) = hunt.look_at(&case) {
                let (small, fault) = shrink(target(name), &case, &fault);
                panic!("case {number}: {}: {}\n{small}", fault.kind, fault.message);
            }
        }
        let (kept, signs) = hunt.found();
        assert!(kept > cases / 100 && signs > 100, "the hunt sees nothing: {kept} kept, {signs} signs");
    });
}

#[test]
fn no_expression_breaks_the_rule_language() {
    hunt_briefly("expression", 3_000);
}

#[test]
fn no_document_breaks_the_reader_of_definitions() {
    hunt_briefly("definition", 400);
}

#[test]
fn no_steps_break_a_quiz() {
    hunt_briefly("steps", 250);
}

#[test]
fn leads_in_columns_get_what_each_gets_alone() {
    hunt_briefly("score", 400);
}

#[test]
fn what_once_broke_does_not_any_more() {
    for target in TARGETS {
        let place = folder(&format!("fuzz/fixture/{}", target.name()));
        let (cases, files) = (load(&place), std::fs::read_dir(&place).map_or(0, Iterator::count));
        assert_eq!(cases.len(), files, "not every file of {} is JSON", place.display());
        for (name, case) in cases {
            on_small_stack(move || {
                let ended = guarded(*target, &case);
                assert!(ended.is_ok(), "{name}: {ended:?}");
            });
        }
    }
}
