//! Huitoukan (回头看): reads the public reports (巡察整改通报) in which agencies say how they put
//! right what an inspection found, and keeps the inspectors' follow-up checks.
//!
//! The map of the house; a floor stands above what it uses, nothing points up:
//!
//! | room | what it holds |
//! | --- | --- |
//! | [`cli`] | command-line definitions, one file a command |
//! | [`tui`] | the screen: `app` (model, actions, update, no I/O), `ui` (draws only), `keymap`, terminal, loop |
//! | [`work`] | work that may take long, for screen and command line: progress, an end at any time |
//! | [`report`] | from the ledger to what is handed on: workbooks, outlines, calendars, histories in words |
//! | [`query`] | what the user asks: filters, search, fuzzy finder |
//! | [`checks`] | one file a rule: notices → doubts |
//! | [`ledger`] | the store: SQLite, identity of issues, follow-up events, worker thread |
//! | [`reading`] | `intake` and `parse` in a child process, under limits of time, memory and output |
//! | [`parse`] | `Document` → `Notice`: layout, numbering, outline, answers, outcomes, dates |
//! | [`intake`] | bytes → `Document`: formats, encodings, limits, cleaning |
//! | [`notice`] | plain data of a notice, serialised as `notice/1` |
//! | [`text`] | width, cutting and wrapping by terminal cells |
//! | [`words`] | every word that a user reads |
//! | [`config`] | files, defaults, theme, keys |
//!
//! Data takes one way: file → `reading` (`intake` → `Document` → `parse` → `Notice`) → `ledger` →
//! `query` → `tui` or a printed list.

pub mod checks;
pub mod cli;
pub mod config;
pub mod intake;
pub mod ledger;
pub mod notice;
pub mod parse;
pub mod query;
pub mod reading;
pub mod report;
pub mod text;
pub mod tui;
pub mod words;
pub mod work;
