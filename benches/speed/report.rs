//! The table as a page of the documentation.

use std::{fmt::Write, fs, process::Command};

use crate::{pdf, table::Row};

/// Where it is written.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/speed.md");

const HEAD: &str = "# Speed

Written by `cargo bench --bench speed -- --write`; without `-- --write` the table is only printed.

Each row is the median of several rounds in which all sides take turns; what is short is done as often as fills 20 ms.
The ratio is our time divided by that of the limit or peer in the same run: it holds across machines better than the
times do. \"The process\" is from its start to its end, with the child in which it reads. \"In this process\" means the
same work as a function call: `intake` for text, `intake` and `parse` for reading.

";

/// Writes the page. `before` is the load of the machine before the first row.
pub fn write(rows: &[Row], before: &str) {
    let mut page = HEAD.to_owned();
    for (name, value) in machine(before) {
        writeln!(page, "- {name}: {value}").unwrap();
    }
    page.push_str("\n| what | a second | ours | theirs | ratio | limit or peer |\n");
    page.push_str("| --- | ---: | ---: | ---: | ---: | --- |\n");
    for row in rows {
        let [ours, theirs, ratio] = row.cells();
        let (what, rate, peer) = (row.what.trim_start(), &row.rate, &row.peer);
        writeln!(page, "| {what} | {rate} | {ours} | {theirs} | {ratio} | {peer} |").unwrap();
    }
    fs::write(PAGE, page).unwrap();
    println!("written: {PAGE}");
}

/// How many programs want to run, over the last minute; empty where the system does not say.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

fn machine(before: &str) -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let processor = line_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "not told".to_owned());
    let memory = line_of("/proc/meminfo", "MemTotal").unwrap_or_else(|| "not told".to_owned());
    vec![
        ("Day", jiff::Zoned::now().date().to_string()),
        ("Processor", format!("{processor}, {cores} cores for this run; memory {memory}")),
        ("System", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("Load (programs that want to run)", format!("{before} before, {} after", load())),
        ("huitoukan", format!("{}, reader {}", env!("CARGO_PKG_VERSION"), huitoukan::parse::READER_VERSION)),
        ("Rust", said("rustc", &["--version"])),
        ("SQLite", rusqlite::version().to_owned()),
        ("fzf", one_line(said("fzf", &["--version"]))),
        ("poppler", pdf::version().unwrap_or_else(|| "not installed".to_owned())),
    ]
}

/// The value of the first line of this name in a file of `name: value`.
fn line_of(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// What a program says, or that it is not there.
fn one_line(said: String) -> String {
    if said.is_empty() { "not installed".to_owned() } else { said }
}

fn said(program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).output().map(|done| done.stdout).unwrap_or_default();
    String::from_utf8_lossy(&out).trim().to_owned()
}
