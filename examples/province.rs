//! Writes a province that is not, for measuring: `cargo run --release --example province -- FOLDER ISSUES`.
//!
//! In `FOLDER`: `notices/` (whole notices), and a line for each issue in `titles.txt` (the title), `text.txt` (title,
//! tab, answer) and `issues.tsv` (id, agency, outcome, due, feedback, title; with a head).

#![allow(clippy::unwrap_used, reason = "a tool for benches that cannot write should stop")]

#[path = "../benches/province/made/mod.rs"]
mod made;
#[path = "../benches/province/plain.rs"]
mod plain;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(issues)) =
        (arguments.next(), arguments.next().and_then(|number| number.parse().ok()))
    else {
        eprintln!("usage: province FOLDER ISSUES");
        std::process::exit(2);
    };
    let written = plain::write(std::path::Path::new(&folder), issues).unwrap();
    println!("{issues} issues in {} notices of {} agencies", written.notices, written.agencies);
}
