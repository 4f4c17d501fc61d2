//! Every word that a user reads, in Chinese and in English.
//!
//! [`Words`] is one table; `zh` and `en` each fill it, so a word that is missing in one language
//! does not compile. A sentence with figures in it is a function of them, never put together from
//! pieces, because the languages order them differently.
//!
//! The table has a section for each part of the house: its form stands in the file of that name
//! here, its Chinese in `zh/`, its English in `en/`.

mod en;
mod zh;

pub mod agenda;
pub mod bundle;
pub mod check;
pub mod cli;
pub mod doubts;
pub mod explain;
pub mod export;
pub mod find;
pub mod follow;
pub mod io;
pub mod ledger;
pub mod outline;
pub mod query;
pub mod read;
pub mod share;
pub mod standing;
pub mod tui;
pub mod views;

use serde::{Deserialize, Serialize};

/// The whole table of one language.
pub struct Words {
    /// Words of the agenda, of time limits, agencies and samples.
    pub agenda: agenda::Agenda,
    /// Words of bundles and of versions.
    pub bundle: bundle::Bundle,
    /// Words of the check on the command line.
    pub check: check::Check,
    /// Words of the command line.
    pub cli: cli::Cli,
    /// Words of doubts.
    pub doubts: doubts::Doubts,
    /// Words of how the reader took what it read.
    pub explain: explain::Explain,
    /// Words of what is handed on: workbooks, outlines, calendars.
    pub export: export::Export,
    /// Words of `find`.
    pub find: find::Find,
    /// Words of what inspectors do.
    pub follow: follow::Follow,
    /// Errors of the system, wherever one is shown.
    pub io: io::Io,
    /// Words of the ledger: errors, reasons.
    pub ledger: ledger::Ledger,
    /// Words of what is printed and put in calendars.
    pub outline: outline::Outline,
    /// Words of the reader: errors of files, remarks on a reading.
    pub read: read::Read,
    /// Words of bundles, backups, evidence and purging.
    pub share: share::Share,
    /// Words of where notices stand: withdrawn, one with another.
    pub query: query::Query,
    /// Words of where notices stand.
    pub standing: standing::Standing,
    /// Words of the screen.
    pub tui: tui::Tui,
    /// Words of saved views.
    pub views: views::Views,
}

/// The Chinese table, which is the default.
pub static ZH: Words = Words {
    agenda: zh::AGENDA,
    bundle: zh::BUNDLE,
    check: zh::CHECK,
    cli: zh::CLI,
    doubts: zh::DOUBTS,
    explain: zh::EXPLAIN,
    export: zh::EXPORT,
    find: zh::FIND,
    follow: zh::FOLLOW,
    io: zh::io,
    ledger: zh::LEDGER,
    outline: zh::OUTLINE,
    read: zh::READ,
    share: zh::SHARE,
    query: zh::QUERY,
    standing: zh::STANDING,
    tui: zh::TUI,
    views: zh::VIEWS,
};

/// The English table.
pub static EN: Words = Words {
    agenda: en::AGENDA,
    bundle: en::BUNDLE,
    check: en::CHECK,
    cli: en::CLI,
    doubts: en::DOUBTS,
    explain: en::EXPLAIN,
    export: en::EXPORT,
    find: en::FIND,
    follow: en::FOLLOW,
    io: en::io,
    ledger: en::LEDGER,
    outline: en::OUTLINE,
    read: en::READ,
    share: en::SHARE,
    query: en::QUERY,
    standing: en::STANDING,
    tui: en::TUI,
    views: en::VIEWS,
};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The language of a name as the user writes it: `zh`, `en`, also with a region (`zh-CN`).
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.split(['-', '_', '.']).next() {
            Some("zh") => Some(Self::Zh),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// The table of the language.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }
}
