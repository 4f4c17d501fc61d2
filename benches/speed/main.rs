//! What things cost, each as a ratio to a named peer or limit measured in the same run.
//!
//! `cargo bench --bench speed` prints a table; the ratios hold across machines, the times do not. Each
//! row is the median of several rounds in which both sides take turns. With `-- --write` the table and
//! what it was measured on go into `docs/speed.md` as well. Nothing here passes or fails by time.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run should stop")]

mod formats;
mod ledger;
mod made;
mod paper;
mod pdf;
mod program;
mod reading;
mod report;
mod screen;
mod table;

use table::Table;

fn main() {
    let load = report::load();
    let mut table = Table::new();
    reading::samples(&mut table);
    reading::long_texts(&mut table);
    formats::made(&mut table);
    formats::fixtures(&mut table);
    pdf::written_here(&mut table);
    pdf::fixtures(&mut table);
    program::start(&mut table);
    program::importing(&mut table);
    ledger::importing(&mut table);
    ledger::marking(&mut table);
    ledger::searching(&mut table);
    screen::drawing(&mut table);
    if std::env::args().any(|argument| argument == "--write") {
        report::write(&table.rows, &load);
    }
}
