//! The table's Chinese.

mod cli;
mod explain;
mod ledger;
mod read;
mod tui;

pub use self::{cli::CLI, explain::EXPLAIN, ledger::LEDGER, read::READ, tui::TUI};
