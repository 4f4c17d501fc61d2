//! The command line: one file a command.

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

pub mod parse;

/// Runs the program with its arguments and gives its exit code.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let words = crate::words::Lang::Zh.words();
    let path = PathBuf::from(args.get(2).cloned().unwrap_or_default());
    let mut out = std::io::stdout().lock();
    let done = match args.get(1).and_then(|a| a.to_str()) {
        Some("text") => parse::text(&path, &mut out).map(|_| ()),
        _ => parse::json(&path, false, words, &mut out).map(|_| ()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
