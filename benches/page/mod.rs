//! `docs/speed.md`, of which each bench writes its own part; and the machine on which it ran.

use std::{fmt::Write, fs, process::Command};

/// Where it is written.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/speed.md");

/// Puts the text of a part between its marks, and leaves the rest of the page as it is.
pub fn put(part: &str, text: &str) {
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("<!-- end of {part} -->\n"));
    let page = fs::read_to_string(PAGE).unwrap();
    let (head, rest) = page.split_once(&begin).expect("the mark at which the part begins");
    let (_, tail) = rest.split_once(&end).expect("the mark at which the part ends");
    fs::write(PAGE, format!("{head}{begin}{text}{end}{tail}")).unwrap();
    println!("written: {part} in {PAGE}");
}

/// How many programs want to run, over the last minute; empty where the system does not say.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

/// The day, the machine and the versions, and then those of `peers`, a line each. `before` is the load of the machine
/// before the first row.
pub fn machine(before: &str, peers: &[(&str, String)]) -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let processor = line_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "not told".to_owned());
    let memory = line_of("/proc/meminfo", "MemTotal").unwrap_or_else(|| "not told".to_owned());
    let ours = [
        ("Day", jiff::Zoned::now().date().to_string()),
        ("Processor", format!("{processor}, {cores} cores for this run; memory {memory}")),
        ("System", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("Load (programs that want to run)", format!("{before} before, {} after", load())),
        ("huitoukan", format!("{}, reader {}", env!("CARGO_PKG_VERSION"), huitoukan::parse::READER_VERSION)),
        ("Rust", said("rustc", &["--version"]).unwrap_or_default()),
        ("SQLite", rusqlite::version().to_owned()),
    ];
    let mut lines = String::new();
    for (name, value) in ours.iter().chain(peers) {
        writeln!(lines, "- {name}: {value}").unwrap();
    }
    lines
}

/// The value of the first line of this name in a file of `name: value`.
fn line_of(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The first line that a program prints, on either stream; `None` where it is not installed.
pub fn said(program: &str, args: &[&str]) -> Option<String> {
    let done = Command::new(program).args(args).output().ok()?;
    let said = if done.stdout.is_empty() { done.stderr } else { done.stdout };
    Some(String::from_utf8_lossy(&said).lines().next().unwrap_or_default().trim().to_owned())
}
