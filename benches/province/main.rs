//! How the program fares with a province: at 10,000, 100,000 and 1,000,000 issues, each row against a named peer.
//!
//! `cargo bench --bench province [-- [--sizes 10k,100k,1m] [--write] [GROUP …]]`. The files and ledgers are made once
//! and kept below `target/tmp`. Nothing here passes or fails by time; with `--write` and no names the table goes into
//! `docs/speed.md`, with a picture.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a bench that cannot run should stop"
)]

#[allow(dead_code, reason = "the other bench uses the rest of it")]
#[path = "../speed/screen.rs"]
mod drawing;
mod finder;
mod frames;
mod home;
mod import;
mod ledger;
mod made;
#[path = "../page/mod.rs"]
mod page;
mod place;
mod plain;
mod plot;
mod report;
mod rows;
mod screen;
mod search;
#[allow(dead_code, reason = "the other bench uses the rest of it")]
#[path = "../speed/table.rs"]
mod table;
mod term;

use place::Place;
use rows::Rows;

/// Rows that can be measured alone: a name, and what measures them at a size.
type Group = (&'static str, &'static [fn(&Place, &mut Rows)]);

/// All of them, in the order of the table.
const GROUPS: [Group; 8] = [
    ("start", &[screen::first_frame, screen::columns, screen::memory]),
    ("search", &[search::searching]),
    ("finder", &[finder::keys]),
    ("matrix", &[ledger::matrix]),
    ("keys", &[screen::keys]),
    ("frames", &[frames::drawing]),
    ("mark", &[ledger::marking]),
    ("import", &[import::importing]),
];

/// The sizes that are measured where none is asked for.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    let (mut sizes, mut write, mut named) = (SIZES.to_vec(), false, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--sizes" => {
                let list = arguments.next().expect("sizes behind --sizes");
                sizes = list.split(',').map(|text| number(text).expect("a size such as 10k")).collect();
            }
            "--write" => write = true,
            // Cargo itself adds it.
            "--bench" => {}
            name => {
                assert!(GROUPS.iter().any(|(group, _)| *group == name), "no such group: {name}");
                named.push(argument);
            }
        }
    }
    let load = page::load();
    let mut rows = Rows::default();
    for size in &sizes {
        let place = Place::of(*size);
        for (_, measures) in
            GROUPS.iter().filter(|(name, _)| named.is_empty() || named.iter().any(|one| one == name))
        {
            measures.iter().for_each(|measure| measure(&place, &mut rows));
        }
    }
    if write && named.is_empty() && sizes == SIZES {
        report::write(&rows.rows, &load);
    }
}

/// A number of issues such as `10k` or `1m`.
fn number(text: &str) -> Option<usize> {
    let text = text.to_lowercase();
    let (digits, times) = match text.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => text.strip_suffix('m').map_or((text.as_str(), 1), |digits| (digits, 1_000_000)),
    };
    digits.parse::<usize>().ok().map(|count| count * times)
}
