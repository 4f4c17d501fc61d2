//! The table's Chinese.

mod cli;
mod ledger;
mod read;
mod tui;

pub use self::{cli::CLI, ledger::LEDGER, read::READ, tui::TUI};
