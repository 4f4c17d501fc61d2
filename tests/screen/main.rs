//! Tests of the screen without a terminal: key strings go in, model, effects and cells come out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that panics has failed, which is what it is for"
)]

mod bench;
mod boards;
mod book;
mod bulk;
mod docs;
mod fixes;
mod flows;
mod marks;
mod pointer;
mod popup;
mod printer;
mod rules;
mod screens;
mod sizes;
mod source;
