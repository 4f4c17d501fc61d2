//! The file in which one ledger's parcel travels to another PC: a ZIP package.
//!
//! | part | holds |
//! | --- | --- |
//! | `bundle.json` | form, program, who, when, from which ledger, size and SHA-256 of every other part |
//! | `events.jsonl` | an event a line, with its ledger of origin; whole chains |
//! | `notices.jsonl` | a version of a notice a line, with its text |
//!
//! Nothing in it is a path, so no name can do harm, and no part is taken before all are checked.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, Write},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::{ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    intake::{self, Kept},
    ledger::share::{GivenVersion, Link, Parcel},
    notice::check_form,
};

/// The form that this program writes and reads.
const FORM: &str = "huitoukan-bundle/1";
const MANIFEST: &str = "bundle.json";
const EVENTS: &str = "events.jsonl";
const NOTICES: &str = "notices.jsonl";

/// The most bytes that the list of parts may have.
const MAX_MANIFEST: u64 = 1 << 20;
/// The most bytes that a part may unpack to: the notices of a province have 0.6 GB of text, and as
/// much again in fields.
const MAX_PART: u64 = 4 << 30;
/// The most that a part may unpack to for each byte that it takes: JSON of notices takes a tenth.
const MAX_RATIO: u64 = 200;
/// The most bytes of one line: a notice and its text; files of up to 64 MB are read.
const MAX_LINE: u64 = 256 << 20;

/// Who gives a parcel, when, from what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the package.
    pub form: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// Who gives it.
    pub who: String,
    /// When it was written.
    pub when: Timestamp,
    /// The id of the ledger that it comes from.
    pub ledger: String,
    /// The other parts, by name.
    #[serde(default)]
    pub parts: BTreeMap<String, Part>,
}

/// What a part must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its size in bytes, unpacked.
    pub size: u64,
    /// SHA-256 of it, unpacked, in small hexadecimal digits.
    pub sha256: String,
}

/// An event with its ledger of origin.
#[derive(Serialize, Deserialize)]
struct Event {
    ledger: String,
    #[serde(flatten)]
    link: Link,
}

/// Why a file is refused; then nothing of it was taken.
#[derive(Debug)]
pub enum BundleFault {
    /// It cannot be read.
    Io(io::Error),
    /// It is no bundle.
    NotABundle,
    /// A newer program wrote it; the form that it has.
    Newer(String),
    /// A part is missing, or is not what the list says.
    Part(String),
    /// A line of a part is not what it must be; its number from 1 and why.
    Line {
        /// The part.
        part: &'static str,
        /// The line's number, from 1.
        line: usize,
        /// Why, in the words of the library that reads it.
        why: String,
    },
}

impl From<io::Error> for BundleFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes a parcel with `manifest`, whose parts are filled in, as a package.
///
/// # Errors
/// Where it cannot be written.
pub fn write(file: &mut (impl Write + Seek), parcel: &Parcel, mut manifest: Manifest) -> io::Result<()> {
    manifest.form = FORM.to_owned();
    let mut package = ZipWriter::new(Failing { inner: file, failed: false });
    // Larger parts than 4 GB are refused when read, so no entry needs the long form.
    let options = SimpleFileOptions::default();
    package.start_file(EVENTS, options)?;
    let mut part = Hashed::new(&mut package);
    for (ledger, links) in &parcel.chains {
        for link in links {
            line(&mut part, &Event { ledger: ledger.clone(), link: link.clone() })?;
        }
    }
    manifest.parts.insert(EVENTS.to_owned(), part.part());
    package.start_file(NOTICES, options)?;
    let mut part = Hashed::new(&mut package);
    for version in &parcel.versions {
        line(&mut part, version)?;
    }
    manifest.parts.insert(NOTICES.to_owned(), part.part());
    package.start_file(MANIFEST, options)?;
    serde_json::to_writer_pretty(&mut package, &manifest)?;
    package.finish()?;
    Ok(())
}

/// A file of which the first failure is the last: what comes after goes nowhere. A package that is given up
/// would else be finished when it is dropped, and what fails then is printed by the library.
struct Failing<W> {
    inner: W,
    failed: bool,
}

impl<W> Failing<W> {
    /// The answer, or after a failure that nothing is wrong.
    fn once<T>(&mut self, after: T, act: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.failed {
            return Ok(after);
        }
        act(&mut self.inner).inspect_err(|error| self.failed = error.kind() != io::ErrorKind::Interrupted)
    }
}

impl<W: Write> Write for Failing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.once(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.once((), Write::flush)
    }
}

impl<W: Seek> Seek for Failing<W> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        // Where it stands is still true, and the library reckons with it.
        self.inner.seek(to)
    }
}

fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Reads a package and checks all that can be checked without a ledger.
///
/// # Errors
/// [`BundleFault`] where anything in it is not as it was written.
pub fn read(file: File) -> Result<(Manifest, Parcel), BundleFault> {
    let mut package = ZipArchive::new(BufReader::new(file)).map_err(of_zip)?;
    let manifest = manifest(&mut package)?;
    let mut parcel = Parcel::default();
    each_line(&mut package, &manifest, EVENTS, |text| {
        let Event { ledger, link } = serde_json::from_str(text).map_err(|error| error.to_string())?;
        parcel.chains.entry(ledger).or_default().push(link);
        Ok(())
    })?;
    each_line(&mut package, &manifest, NOTICES, |text| {
        parcel.versions.push(version(text)?);
        Ok(())
    })?;
    Ok((manifest, parcel))
}

fn of_zip(error: ZipError) -> BundleFault {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => BundleFault::Io(error),
        _ => BundleFault::NotABundle,
    }
}

fn manifest<R: Read + Seek>(package: &mut ZipArchive<R>) -> Result<Manifest, BundleFault> {
    let part = package.by_name(MANIFEST).map_err(|_| BundleFault::NotABundle)?;
    let mut text = String::new();
    part.take(MAX_MANIFEST).read_to_string(&mut text).map_err(|_| BundleFault::NotABundle)?;
    let value: Value = serde_json::from_str(&text).map_err(|_| BundleFault::NotABundle)?;
    match value.get("form").and_then(Value::as_str) {
        Some(FORM) => {}
        Some(form) if form.starts_with("huitoukan-bundle/") => {
            return Err(BundleFault::Newer(form.to_owned()));
        }
        _ => return Err(BundleFault::NotABundle),
    }
    serde_json::from_value(value).map_err(|error| BundleFault::Line {
        part: MANIFEST,
        line: 1,
        why: error.to_string(),
    })
}

/// Reads a part line by line; it must be what the list of parts says.
fn each_line<R: Read + Seek>(
    package: &mut ZipArchive<R>,
    manifest: &Manifest,
    name: &'static str,
    mut take: impl FnMut(&str) -> Result<(), String>,
) -> Result<(), BundleFault> {
    let wrong = || BundleFault::Part(name.to_owned());
    let wanted = manifest.parts.get(name).ok_or_else(wrong)?;
    if wanted.size > MAX_PART {
        return Err(wrong());
    }
    let part = package.by_name(name).map_err(|_| wrong())?;
    if wanted.size / MAX_RATIO > part.compressed_size().max(1 << 10) {
        return Err(wrong());
    }
    let mut part = BufReader::new(Hashed::new(part.take(wanted.size.saturating_add(1))));
    let mut text = String::new();
    for line in 1.. {
        text.clear();
        let read = (&mut part).take(MAX_LINE).read_line(&mut text).map_err(|_| wrong())?;
        if read == 0 {
            break;
        }
        if !text.ends_with('\n') {
            return Err(wrong());
        }
        take(&text).map_err(|why| BundleFault::Line { part: name, line, why })?;
    }
    if part.get_ref().part() == *wanted { Ok(()) } else { Err(wrong()) }
}

/// A version as it came, cleaned as everything is that comes from elsewhere.
fn version(text: &str) -> Result<GivenVersion, String> {
    let mut value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let kept: Option<Kept> = match value.get_mut("kept").map(Value::take) {
        Some(mut kept) => {
            intake::clean_json(&mut kept)?;
            Some(serde_json::from_value(kept).map_err(|error| error.to_string())?)
        }
        None => None,
    };
    let field = |name: &str| value.get(name).cloned().unwrap_or(Value::Null);
    let (text, reader, imported) = (field("text"), field("reader"), field("imported"));
    let mut notice = field("notice");
    if let (Value::Object(notice), Value::String(text)) = (&mut notice, &text) {
        notice.insert("text".to_owned(), Value::String(text.clone()));
    }
    intake::clean_json(&mut notice)?;
    let mut notice = check_form(&notice).map_err(|fault| format!("{}: {}", fault.place, fault.what))?;
    let of = |error: serde_json::Error| error.to_string();
    Ok(GivenVersion {
        text: notice.text.take(),
        notice,
        kept,
        reader: serde_json::from_value(reader).map_err(of)?,
        imported: serde_json::from_value(imported).map_err(of)?,
    })
}

/// Counts and hashes what is written or read through it.
struct Hashed<T> {
    through: T,
    size: u64,
    hash: Sha256,
}

impl<T> Hashed<T> {
    fn new(through: T) -> Self {
        Self { through, size: 0, hash: Sha256::new() }
    }

    fn count(&mut self, bytes: &[u8], count: usize) {
        self.hash.update(bytes.get(..count).unwrap_or_default());
        self.size += u64::try_from(count).unwrap_or(0);
    }

    /// What went through it so far.
    fn part(&self) -> Part {
        Part { size: self.size, sha256: intake::hex(self.hash.clone().finalize()) }
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.through.write(bytes)?;
        self.count(bytes, count);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.through.flush()
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.through.read(bytes)?;
        self.count(bytes, count);
        Ok(count)
    }
}

#[cfg(test)]
#[path = "bundle_tests.rs"]
mod tests;
