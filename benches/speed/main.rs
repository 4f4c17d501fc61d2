//! What things cost, each as a ratio to a named peer or limit measured in the same run.
//!
//! `cargo bench --bench speed` prints a table; the ratios hold across machines, the times do not. Each
//! row is the median of several rounds in which both sides take turns. With `-- --write` the table and
//! what it was measured on go into `docs/speed.md` as well. Nothing here passes or fails by time. Names
//! behind it (`-- ledger program`) leave the other groups out; such a table is never written.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot run should stop")]

mod checks;
mod formats;
mod ledger;
mod made;
#[path = "../page/mod.rs"]
mod page;
mod paper;
mod pdf;
mod program;
mod reading;
mod report;
mod screen;
mod table;

use table::Table;

/// Rows that can be measured alone: a name, and what measures them.
type Group = (&'static str, &'static [fn(&mut Table)]);

/// All of them, in the order of the table.
const GROUPS: [Group; 7] = [
    ("reading", &[reading::samples, reading::long_texts]),
    ("formats", &[formats::made, formats::fixtures]),
    ("pdf", &[pdf::written_here, pdf::fixtures]),
    ("program", &[program::start, program::importing]),
    ("ledger", &[ledger::importing, ledger::marking, ledger::searching]),
    ("checks", &[checks::asking]),
    ("screen", &[screen::drawing]),
];

fn main() {
    let load = page::load();
    let mut table = Table::new();
    // Cargo itself adds `--bench`.
    let (options, named): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    for (_, rows) in GROUPS.iter().filter(|(name, _)| named.is_empty() || named.iter().any(|one| one == name))
    {
        rows.iter().for_each(|row| row(&mut table));
    }
    if options.iter().any(|option| option == "--write") && named.is_empty() {
        report::write(&table.rows, &load);
    }
}
