//! Tests of the screen without a terminal: key strings go in, model, effects and cells come out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that panics has failed, which is what it is for"
)]

mod bench;
mod boards;
#[allow(dead_code, reason = "the tests in a pseudo-terminal use the rest of it")]
mod book;
mod bulk;
mod cases;
mod contests;
mod docs;
mod doubts;
mod evidence;
mod export;
mod find;
mod fixes;
mod flows;
mod forms;
mod head;
mod jobs;
mod marks;
mod pointer;
mod popup;
mod printer;
mod rules;
mod screens;
mod sizes;
mod source;
mod standing;
mod veil;
mod views;
