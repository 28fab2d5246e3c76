//! The wasm module: all that `leadsieve` exports, linked as a library of its own. A library that is also linked into Rust
//! programs, as `leadsieve` is, is not optimised together with what it uses, and weighs 6 % more after brotli.
//! Must not hold code.

extern crate leadsieve as _;
