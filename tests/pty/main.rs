//! Ring four: the real program in a pseudo-terminal, its screen read by a terminal emulator.
//!
//! Every wait is for something to be seen, never for time to pass.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that panics has failed, which is what it is for"
)]
#![cfg(unix)]

#[allow(dead_code, reason = "the screen tests use the rest of it")]
#[path = "../screen/book.rs"]
mod book;
mod doubts;
mod flows;
#[path = "../../benches/province/made/mod.rs"]
mod made;
mod purge;
mod term;
mod views;
