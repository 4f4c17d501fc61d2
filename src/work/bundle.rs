//! Bundles: everything is given to a colleague, or taken from colleagues.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    ledger::{
        Ledger, LedgerError, private,
        share::{Parcel, ParcelFault, Taken},
        types::{IssueId, NoticeId, NoticeRow},
    },
    report::{
        bundle::{self, BundleFault, Manifest},
        history,
        output::{self, OutputError},
    },
    words::{Words, bundle::Bundle},
};

use super::{Desk, Job, Line, Mood, Progress, Report, Stage, Tick, Trouble, begin, export, go_on};

/// Writes a bundle.
///
/// # Errors
/// [`Trouble`]; then there is no new file, and an old one is as it was.
pub fn give(
    ledger: &Ledger,
    path: &Path,
    overwrite: bool,
    desk: &Desk,
    tick: Tick<'_>,
) -> Result<Report, Trouble> {
    export::check(path, overwrite, desk.words)?;
    let parcel = ledger.parcel(true)?;
    begin(tick, Stage::Making)?;
    let said = written(ledger, &parcel, path, overwrite, &desk.author, desk.words)?;
    let size = path.metadata().map_or(0, |facts| facts.len());
    let mut lines = said.lines();
    let mut report =
        Report::says(&format!("{}  {}", lines.next().unwrap_or_default(), (desk.words.tui.job.size)(size)));
    // The hash is to be read out to whoever gets the file.
    lines.for_each(|line| report.line(Mood::Plain, line));
    Ok(report)
}

/// Writes a parcel to a file, and says so: a line on what is in it, another with its SHA-256.
///
/// # Errors
/// [`Trouble`]; then there is no new file, and an old one is as it was.
pub fn written(
    ledger: &Ledger,
    parcel: &Parcel,
    path: &Path,
    overwrite: bool,
    who: &str,
    words: &Words,
) -> Result<String, Trouble> {
    let manifest = Manifest {
        form: String::new(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        who: who.to_owned(),
        when: Timestamp::now(),
        ledger: ledger.id().to_string(),
        parts: Default::default(),
    };
    let shown = path.display().to_string();
    let failed = |error: &io::Error| Trouble::Said((words.bundle.cannot_write)(&shown, &(words.io)(error)));
    output::write(path, overwrite, |file| bundle::write(file, parcel, manifest)).map_err(
        |error| match error {
            OutputError::Exists => Trouble::Exists(path.to_owned()),
            OutputError::Io(error) => failed(&error),
        },
    )?;
    let hash = hash(path).map_err(|error| failed(&error))?;
    Ok((words.bundle.written)(events(parcel), parcel.chains.len(), parcel.versions.len(), &shown, &hash))
}

/// SHA-256 of a file, so that the next hands can tell that it is whole.
fn hash(path: &Path) -> io::Result<String> {
    Ok(private::pour(&mut File::open(path)?, u64::MAX, None, &mut |_| true)?.1)
}

/// Takes bundles, or with `dry` looks through them. All are looked through before the first is taken.
///
/// # Errors
/// [`Trouble`]; then nothing was taken of the bundle at fault and of those behind it.
pub fn take(
    ledger: &mut Ledger,
    paths: &[PathBuf],
    dry: bool,
    desk: &Desk,
    tick: Tick<'_>,
) -> Result<Report, Trouble> {
    let words = desk.words;
    let of = paths.len() as u64;
    let mut report = Report::default();
    let mut opened = Vec::new();
    for (path, done) in paths.iter().zip(0..) {
        go_on(tick(Progress { stage: Stage::Files, done, of }))?;
        let (manifest, parcel) = read(path, &words.bundle)?;
        look(ledger, &parcel, path, words)?;
        report.line(Mood::Head, &from(&manifest, path, &words.bundle));
        if dry {
            let line = (words.bundle.would_take)(events(&parcel), parcel.versions.len());
            report.line(Mood::Plain, &line);
        }
        opened.push((path, parcel));
    }
    if dry {
        report.said = (words.tui.job.bundles_whole)(paths.len());
        report.then = Some(Box::new(Job::Take { paths: paths.to_vec(), dry: false }));
        return Ok(report);
    }
    report.lines.clear();
    let (mut conflicts, mut new) = (0, 0);
    for (path, parcel) in &opened {
        let of = parcel.versions.len() as u64;
        let mut go_on = |done: usize| tick(Progress { stage: Stage::Writing, done: done as u64, of });
        let Some(taken) = ledger.take_while(parcel, Timestamp::now(), &mut go_on)? else {
            // Each bundle is one step: those before this one stay taken, and are told.
            if report.changed {
                report.line(Mood::Warn, words.share.cancelled);
                break;
            }
            return Err(Trouble::Cancelled);
        };
        let taken = taken.map_err(|fault| refused(&fault, path, words))?;
        report.line(Mood::Head, &path.display().to_string());
        report.lines.extend(told(ledger, &taken, usize::MAX, words)?);
        (conflicts, new) = (conflicts + taken.differing(), new + taken.events);
        report.faulty |= !taken.forks.is_empty();
        report.changed = true;
    }
    if !ledger.doubtful()?.is_empty() {
        report.line(Mood::Warn, words.tui.job.decide);
    }
    report.faulty |= conflicts > 0;
    report.said = (words.tui.job.taken)(new, conflicts);
    Ok(report)
}

/// Opens a bundle.
///
/// # Errors
/// [`Trouble::Said`] where it is none or is damaged.
pub fn read(path: &Path, words: &Bundle) -> Result<(Manifest, Parcel), Trouble> {
    let shown = path.display().to_string();
    let read = File::open(path).map_err(BundleFault::Io).and_then(bundle::read);
    read.map_err(|fault| Trouble::Said(explain(&fault, &shown, words)))
}

/// Whether a parcel could be taken.
///
/// # Errors
/// [`Trouble`] where it could not.
pub fn look(ledger: &Ledger, parcel: &Parcel, path: &Path, words: &Words) -> Result<(), Trouble> {
    ledger.check(parcel)?.map_err(|fault| refused(&fault, path, words))
}

/// Why a parcel is refused.
pub fn refused(fault: &ParcelFault, path: &Path, words: &Words) -> Trouble {
    Trouble::Said(refusal(fault, &path.display().to_string(), &words.bundle))
}

/// Who gave a bundle, and when.
pub fn from(manifest: &Manifest, path: &Path, words: &Bundle) -> String {
    let when = manifest.when.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
    (words.from)(&path.display().to_string(), &manifest.who, &when)
}

/// How many events a parcel has.
pub fn events(parcel: &Parcel) -> usize {
    parcel.chains.values().map(Vec::len).sum()
}

/// What came of a bundle, line by line; of issues and notices so many are named.
///
/// # Errors
/// [`LedgerError`].
pub fn told(ledger: &Ledger, taken: &Taken, most: usize, words: &Words) -> Result<Vec<Line>, LedgerError> {
    let bundle = &words.bundle;
    let mut report = Report::default();
    report.line(Mood::Plain, &sentence(taken, words));
    if taken.waiting > 0 {
        report.line(Mood::Plain, &(bundle.waiting)(taken.waiting));
    }
    for fork in &taken.forks {
        report.line(Mood::Bad, &(bundle.fork)(&fork.ledger, fork.seq));
    }
    let more = |count: usize| count.checked_sub(most).filter(|more| *more > 0).map(bundle.more);
    if !taken.superseded.is_empty() {
        report.line(Mood::Warn, &(bundle.superseded)(taken.superseded.len()));
        let rows = ledger.notices()?;
        let named = rows.iter().filter(|(_, row)| taken.superseded.contains(&row.id)).take(most);
        named.for_each(|(agency, row)| report.line(Mood::Plain, &format!("  {agency}  {}", row.title)));
        more(taken.superseded.len()).iter().for_each(|line| report.line(Mood::Plain, line));
    }
    let rows =
        if taken.withdrawn.is_empty() && taken.disputed.is_empty() { Vec::new() } else { all(ledger)? };
    let mut about = |mood: Mood, line: String, notices: &[NoticeId]| {
        if notices.is_empty() {
            return;
        }
        report.line(mood, &line);
        let named = rows.iter().filter(|(_, row)| notices.contains(&row.id)).take(most);
        named.for_each(|(agency, row)| report.line(mood, &format!("  {agency}  {}", row.title)));
        more(notices.len()).iter().for_each(|line| report.line(mood, line));
    };
    let say = &words.standing;
    about(Mood::Warn, (say.taken_withdrawn)(taken.withdrawn.len()), &taken.withdrawn);
    about(Mood::Warn, (say.taken_disputed)(taken.disputed.len()), &taken.disputed);
    if taken.joined > 0 {
        report.line(Mood::Warn, &(say.taken_joined)(taken.joined));
    }
    let mut anew = Vec::new();
    for notice in &taken.superseded {
        let fields = ledger.notice_hiding(*notice)?;
        if !fields.is_empty() {
            let said = (words.check.notice_printed_anew)(&history::notice_fields(words, &fields));
            report.line(Mood::Warn, &format!("#{}  {said}", notice.0));
        }
        anew.extend(ledger.hiding(*notice)?.into_iter().map(|(issue, _)| issue));
    }
    name(ledger, &mut report, bundle.printed_anew, &anew, most, words)?;
    name(ledger, &mut report, bundle.conflicts, &taken.conflicts, most, words)?;
    name(ledger, &mut report, bundle.contested, &taken.contested, most, words)?;
    let (notices, agencies) = (&taken.contested_notices, &taken.contested_agencies);
    if !notices.is_empty() || !agencies.is_empty() {
        report.line(Mood::Warn, &(bundle.contested_cases)(notices.len(), agencies.len()));
        let rows = ledger.notices()?;
        let titles = rows.iter().filter(|(_, row)| notices.contains(&row.id)).map(|(agency, row)| {
            // As commands name it.
            format!("  #{}  {agency}  {}", row.id.0, row.title)
        });
        let named = titles.chain(agencies.iter().map(|name| format!("  {name}")));
        named.take(most).for_each(|line| report.line(Mood::Warn, &line));
        more(notices.len() + agencies.len()).iter().for_each(|line| report.line(Mood::Plain, line));
    }
    Ok(report.lines)
}

/// Names so many issues below a heading; nothing where there are none.
fn name(
    ledger: &Ledger,
    report: &mut Report,
    head: fn(usize) -> String,
    issues: &[IssueId],
    most: usize,
    words: &Words,
) -> Result<(), LedgerError> {
    if issues.is_empty() {
        return Ok(());
    }
    report.line(Mood::Warn, &head(issues.len()));
    for issue in issues.iter().take(most) {
        let detail = ledger.issue(*issue)?;
        report.line(Mood::Warn, &format!("  {}  {}", detail.key, detail.node.title));
        if let Some(Line { issue: about, .. }) = report.lines.last_mut() {
            *about = Some(*issue);
        }
    }
    let more = issues.len().checked_sub(most).filter(|more| *more > 0).map(words.bundle.more);
    more.iter().for_each(|line| report.line(Mood::Plain, line));
    Ok(())
}

/// All notices, shown or withdrawn, each with its agency's name.
fn all(ledger: &Ledger) -> Result<Vec<(String, NoticeRow)>, LedgerError> {
    let withdrawn = ledger.withdrawn()?.into_iter().map(|one| (one.agency, one.notice));
    Ok(ledger.notices()?.into_iter().chain(withdrawn).collect())
}

/// What came of a bundle, in a sentence.
fn sentence(taken: &Taken, words: &Words) -> String {
    let authors: Vec<&str> = taken.authors.iter().map(String::as_str).collect();
    let authors = authors.join(words.follow.comma);
    (words.bundle.taken)(taken.events, taken.known, &authors, taken.notices, taken.versions)
}

fn explain(fault: &BundleFault, file: &str, words: &Bundle) -> String {
    match fault {
        BundleFault::Io(error) => (words.cannot_read)(file, &(words.io)(error)),
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
