//! `bundle export FILE` and `bundle import FILE…`

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use jiff::{Timestamp, tz::TimeZone};
use sha2::{Digest, Sha256};

use crate::{
    ledger::{
        Ledger,
        share::{Parcel, ParcelFault, Taken},
    },
    report::{
        bundle::{self, BundleFault, Manifest},
        output::{self, OutputError},
    },
    text::clean::for_terminal,
    words::{Words, bundle::Bundle},
};

use super::{
    args::all,
    context::Context,
    exit::{Exit, Failure},
};

/// So many issues in conflict are named; `conflicts` lists them all.
const NAMED: usize = 20;

/// Runs `bundle export`.
///
/// # Errors
/// [`Failure`] where the file cannot be written; then there is none, and an old one is as it was.
pub fn export(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = &context.words().bundle;
    let path = args.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let who = context.author()?;
    let ledger = context.open()?;
    let parcel = ledger.parcel(!args.get_flag("no-notices"))?;
    let manifest = Manifest {
        form: String::new(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        who,
        when: Timestamp::now(),
        ledger: ledger.id().to_string(),
        parts: Default::default(),
    };
    let shown = path.display().to_string();
    output::write(&path, args.get_flag("overwrite"), |file| bundle::write(file, &parcel, manifest)).map_err(
        |error| {
            Failure::Refused(match error {
                OutputError::Exists => (words.exists)(&shown),
                OutputError::Io(error) => (words.cannot_write)(&shown, &error.to_string()),
            })
        },
    )?;
    let events = parcel.chains.values().map(Vec::len).sum();
    let line = (words.written)(events, parcel.chains.len(), parcel.versions.len(), &shown, &hash(&path)?);
    for line in line.lines() {
        writeln!(out, "{}", for_terminal(line))?;
    }
    Ok(Exit::Done)
}

/// SHA-256 of a file, so that the next hands can tell that it is whole.
fn hash(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut bytes) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            count => hash.update(bytes.get(..count).unwrap_or_default()),
        }
    }
}

/// Runs `bundle import`.
///
/// # Errors
/// [`Failure::Refused`] where a bundle is refused: nothing of it was taken, those before it were.
pub fn import(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let mut ledger = context.open_or_make()?;
    for path in all::<PathBuf>(args, "files") {
        let shown = path.display().to_string();
        let read = File::open(path).map_err(BundleFault::Io).and_then(bundle::read);
        let (manifest, parcel) =
            read.map_err(|fault| Failure::Refused(explain(&fault, &shown, &words.bundle)))?;
        let when = manifest.when.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
        writeln!(out, "{}", for_terminal(&(words.bundle.from)(&shown, &manifest.who, &when)))?;
        let refused = |fault: ParcelFault| Failure::Refused(refusal(&fault, &shown, &words.bundle));
        if args.get_flag("dry-run") {
            ledger.check(&parcel)?.map_err(refused)?;
            writeln!(out, "{}", (words.bundle.would_take)(events(&parcel), parcel.versions.len()))?;
        } else {
            let taken = ledger.take(&parcel, Timestamp::now())?.map_err(refused)?;
            tell(&ledger, &taken, words, out)?;
        }
    }
    if !ledger.doubtful()?.is_empty() {
        say!("{}", words.bundle.decide);
    }
    Ok(Exit::Done)
}

fn events(parcel: &Parcel) -> usize {
    parcel.chains.values().map(Vec::len).sum()
}

fn tell(ledger: &Ledger, taken: &Taken, words: &Words, out: &mut impl Write) -> Result<(), Failure> {
    let bundle = &words.bundle;
    let authors: Vec<&str> = taken.authors.iter().map(String::as_str).collect();
    let authors = authors.join(words.follow.comma);
    let line = (bundle.taken)(taken.events, taken.known, &authors, taken.notices, taken.versions);
    writeln!(out, "{}", for_terminal(&line))?;
    if taken.waiting > 0 {
        writeln!(out, "{}", (bundle.waiting)(taken.waiting))?;
    }
    if taken.conflicts.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", (bundle.conflicts)(taken.conflicts.len()))?;
    for issue in taken.conflicts.iter().take(NAMED) {
        let detail = ledger.issue(*issue)?;
        writeln!(out, "  {}", for_terminal(&format!("{}  {}", detail.key, detail.node.title)))?;
    }
    if let Some(more) = taken.conflicts.len().checked_sub(NAMED).filter(|more| *more > 0) {
        writeln!(out, "  {}", (bundle.more)(more))?;
    }
    Ok(())
}

fn explain(fault: &BundleFault, file: &str, words: &Bundle) -> String {
    match fault {
        BundleFault::Io(error) => (words.cannot_read)(file, &error.to_string()),
        BundleFault::NotABundle => (words.not_a_bundle)(file),
        BundleFault::Newer(form) => (words.newer_form)(file, form),
        BundleFault::Part(part) => (words.damaged_part)(file, part),
        BundleFault::Line { part, line, why } => (words.damaged_line)(file, part, *line, why),
    }
}

fn refusal(fault: &ParcelFault, file: &str, words: &Bundle) -> String {
    match fault {
        ParcelFault::Broken { ledger, seq } => (words.broken)(file, ledger, *seq),
        ParcelFault::Newer { kind } => (words.newer_event)(file, kind),
    }
}
