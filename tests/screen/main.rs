//! Tests of the screen without a terminal: key strings go in, model, effects and cells come out.

mod bench;
mod book;
mod flows;
mod marks;
mod pointer;
mod popup;
mod printer;
mod screens;
mod sizes;
mod source;
