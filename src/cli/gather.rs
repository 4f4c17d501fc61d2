//! Which files an import reads, and what is in them.

use std::path::{Path, PathBuf};

use serde_json::Value;
use walkdir::{DirEntry, WalkDir};

use crate::{
    intake::{self, Fault, Format},
    notice::{Notice, SCHEMA, check_form},
    reading::{self, Answer, File, ReadError},
    words::Words,
};

use super::reason;

/// A file that may hold a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where it stands.
    pub path: PathBuf,
    /// Whether the user named it, rather than a folder above: then it must be a notice.
    pub named: bool,
}

/// What the named paths hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered {
    /// The files, in the order in which the paths were named, those of a folder by name.
    pub files: Vec<Candidate>,
    /// The paths that could not be looked into, with the reason.
    pub failures: Vec<(PathBuf, String)>,
}

/// What a file holds, as far as it is told by opening it.
#[derive(Debug)]
pub enum Content {
    /// Bytes in which our reader may find a notice.
    File(File),
    /// Notices that another program parsed.
    Notices(Vec<Notice>),
    /// Neither: in a folder it is passed over. The reason, in case the user named it.
    Other(String),
}

/// What our reader made of a file.
#[derive(Debug)]
pub enum Found {
    /// A notice, and the text that it was read from.
    Notice(Box<Answer>),
    /// As [`Content::Other`].
    Other(String),
}

/// Lists the files below `paths`. Hidden files and folders, and the lock files of Office, are left
/// out unless they are named themselves.
pub fn gather(paths: &[PathBuf], words: &Words) -> Gathered {
    let mut found = Gathered::default();
    for path in paths {
        if reading::is_standard_input(path) {
            found.files.push(Candidate { path: path.clone(), named: true });
            continue;
        }
        match std::fs::metadata(path) {
            Ok(facts) if facts.is_dir() => walk(path, words, &mut found),
            // Whatever else is wrong with it is told when it is read.
            Ok(_) => found.files.push(Candidate { path: path.clone(), named: true }),
            Err(error) => {
                let why = match error.kind() {
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                        words.cli.import.not_found.to_owned()
                    }
                    _ => (words.read.cannot_open)(&(words.io)(&error)),
                };
                found.failures.push((path.clone(), why));
            }
        }
    }
    found
}

fn walk(folder: &Path, words: &Words, found: &mut Gathered) {
    let before = (found.files.len(), found.failures.len());
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry));
    for entry in entries {
        match entry {
            Ok(entry) if is_file(&entry) => {
                found.files.push(Candidate { path: entry.into_path(), named: false });
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let why = error.io_error().map_or_else(|| error.to_string(), words.io);
                found.failures.push((path, (words.read.cannot_open)(&why)));
            }
        }
    }
    if before == (found.files.len(), found.failures.len()) {
        found.failures.push((folder.to_owned(), words.cli.import.empty_folder.to_owned()));
    }
}

/// Only regular files: others are none of the folder's documents.
fn is_file(entry: &DirEntry) -> bool {
    match entry.file_type() {
        kind if kind.is_symlink() => std::fs::metadata(entry.path()).is_ok_and(|facts| facts.is_file()),
        kind => kind.is_file(),
    }
}

fn hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && (name.starts_with('.') || name.starts_with("~$"))
}

/// Opens a file.
///
/// # Errors
/// Why it gives nothing, in words.
pub fn open(candidate: &Candidate, words: &Words) -> Result<Content, String> {
    let file = File::load(&candidate.path).map_err(|error| reason::of_reading(&error, &words.read))?;
    if is_json(&candidate.path, &file.bytes) { json(&file.bytes, words) } else { Ok(Content::File(file)) }
}

/// The largest JSON that is read, in bytes: as data it takes some ten times as much memory.
const MAX_JSON: usize = 16 << 20;

/// Whether bytes are JSON: they begin like it, and either say what they are or are named so.
fn is_json(path: &Path, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let named = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let head = bytes.get(..4096).unwrap_or(bytes);
    let says = head.windows(SCHEMA.len()).any(|part| part == SCHEMA.as_bytes());
    (bytes.starts_with(b"{") || bytes.starts_with(b"[")) && (named || says)
}

/// What an answer of our reader means for an import.
///
/// # Errors
/// Why there is none, in words.
pub fn judge(answer: Result<Answer, ReadError>, words: &Words) -> Result<Found, String> {
    match answer {
        Ok(answer) if says_something(&answer.notice) => Ok(Found::Notice(Box::new(answer))),
        Ok(_) => Ok(Found::Other(words.cli.import.no_notice.to_owned())),
        Err(error) => {
            let why = reason::of_reading(&error, &words.read);
            match error {
                ReadError::Intake(error) if error.fault() == Some(Fault::Unread(Format::Binary)) => {
                    Ok(Found::Other(why))
                }
                _ => Err(why),
            }
        }
    }
}

/// Whether a text was understood as a notice: it names an agency, or has issues.
fn says_something(notice: &Notice) -> bool {
    notice.agency.is_some() || notice.organisation.is_some() || notice.issues().next().is_some()
}

/// Notices in the form of `notice/1`. They are read in this process: a ledger of a province needs more
/// memory than a hostile file may have, and the form is ours; their size is limited instead.
fn json(bytes: &[u8], words: &Words) -> Result<Content, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > MAX_JSON {
        return Err((words.cli.import.json_too_large)(MAX_JSON >> 20));
    }
    let mut value: Value = serde_json::from_slice(bytes)
        .map_err(|error| (words.cli.import.not_json)(error.line(), error.column()))?;
    if let Err(place) = intake::clean_json(&mut value) {
        return Err((words.cli.import.bad_form)(&place, words.cli.import.control_characters));
    }
    let (values, list) = match &value {
        Value::Array(values) => (values.as_slice(), true),
        one => (std::slice::from_ref(one), false),
    };
    if values.is_empty() || !values.iter().any(|value| value.get("schema").is_some()) {
        return Ok(Content::Other(words.cli.import.no_schema.to_owned()));
    }
    let mut notices = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let notice = check_form(value).map_err(|fault| {
            let place = if list { format!("{at}.{}", fault.place) } else { fault.place };
            (words.cli.import.bad_form)(&place, &fault.what)
        })?;
        notices.push(notice);
    }
    Ok(Content::Notices(notices))
}
