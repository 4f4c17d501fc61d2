//! The table's Chinese.

mod agenda;
mod bundle;
mod check;
mod cli;
mod doubts;
mod explain;
mod export;
mod find;
mod follow;
mod io;
mod ledger;
mod outline;
mod query;
mod read;
mod share;
mod standing;
mod tui;
mod views;

pub use self::{
    agenda::AGENDA, bundle::BUNDLE, check::CHECK, cli::CLI, doubts::DOUBTS, explain::EXPLAIN, export::EXPORT,
    find::FIND, follow::FOLLOW, io::io, ledger::LEDGER, outline::OUTLINE, query::QUERY, read::READ,
    share::SHARE, standing::STANDING, tui::TUI, views::VIEWS,
};
