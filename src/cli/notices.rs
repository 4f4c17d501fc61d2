//! `reread [AGENCY]` and `verify`; which notice a name fits

use std::io::Write;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    intake::Document,
    ledger::{
        Ledger, Reread,
        fold::fold,
        types::{NoticeId, NoticeRow},
    },
    notice::Notice,
    parse::{self, READER_VERSION},
    text::clean::for_terminal,
    words::Words,
    work::keep::{fault_line, remark_line},
};

use super::{
    args::one,
    context::Context,
    exit::{Exit, Failure},
    long::Long,
};

/// Runs `reread`.
///
/// # Errors
/// [`Failure::Refused`] where no agency has the name; [`Failure::Ledger`] where the ledger fails: what
/// was read before is kept.
pub fn reread(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let mut ledger = context.open()?;
    let words = context.words();
    let name = one(args, "agency").unwrap_or_default();
    let notices = ledger.stored_texts(name)?;
    if notices.is_empty()
        && !name.is_empty()
        && !ledger.notices()?.iter().any(|(agency, _)| agency.contains(name))
    {
        return Err(Failure::Refused((words.cli.list.no_agency)(name)));
    }
    let mut changed = 0;
    for notice in &notices {
        let stored = ledger.stored_text(*notice)?;
        let Notice { source, pages, .. } = stored.read.clone();
        let document = Document::restored(source, stored.text.clone(), pages, stored.kept.clone());
        let read = parse::parse(&document, &words.read);
        if let Reread::Changed(change) = ledger.reread(&stored, &read, READER_VERSION, Timestamp::now())? {
            changed += 1;
            let name = read.title.as_deref().unwrap_or(&stored.read.source.path);
            let line = (words.cli.notices.reread_changed)(name, change.kept, change.added, change.gone);
            writeln!(out, "{}", for_terminal(&line))?;
        }
    }
    ledger.settle_index()?;
    writeln!(out, "{}", (words.cli.notices.reread_summary)(notices.len(), changed))?;
    Ok(Exit::Done)
}

/// The one notice that a name fits, with the name of its agency.
///
/// # Errors
/// [`Failure::Refused`] where it fits none or several.
pub(super) fn one_of(ledger: &Ledger, name: &str, words: &Words) -> Result<(String, NoticeRow), Failure> {
    only(find(ledger.notices()?, name), name, words.cli.notices.no_such_notice, words)
}

/// The only one of those that a name fits; `none` says that there is none.
///
/// # Errors
/// [`Failure::Refused`] where there are none or several.
pub(super) fn only(
    mut found: Vec<(String, NoticeRow)>,
    name: &str,
    none: fn(&str) -> String,
    words: &Words,
) -> Result<(String, NoticeRow), Failure> {
    let words = &words.cli.notices;
    match (found.pop(), found.as_slice()) {
        (None, _) => Err(Failure::Refused(none(name))),
        (Some(one), []) => Ok(one),
        (Some(last), others) => {
            let mut message = (words.several_notices)(name);
            for (agency, notice) in others.iter().chain([&last]) {
                let day = notice.feedback.map(|day| day.to_string()).unwrap_or_default();
                message.push_str(&format!("\n  #{}  {agency}  {day}  {}", notice.id.0, notice.title));
            }
            Err(Failure::Refused(message))
        }
    }
}

/// The one notice that a name fits.
///
/// # Errors
/// As [`one_of`].
pub(super) fn one_notice(ledger: &Ledger, name: &str, words: &Words) -> Result<NoticeRow, Failure> {
    Ok(one_of(ledger, name, words)?.1)
}

/// The one notice that a name fits: of those that are shown, else of those that are withdrawn.
///
/// # Errors
/// As [`one_of`].
pub(super) fn one_shown_or_not(
    ledger: &Ledger,
    name: &str,
    words: &Words,
) -> Result<(String, NoticeRow), Failure> {
    let mut found = find(ledger.notices()?, name);
    if found.is_empty() {
        found = find(withdrawn(ledger)?, name);
    }
    only(found, name, words.cli.notices.no_such_notice, words)
}

/// The notices that are withdrawn, each with its agency's name.
///
/// # Errors
/// [`Failure::Ledger`].
pub(super) fn withdrawn(ledger: &Ledger) -> Result<Vec<(String, NoticeRow)>, Failure> {
    Ok(ledger.withdrawn()?.into_iter().map(|one| (one.agency, one.notice)).collect())
}

/// Those of `all` that a name fits: `#` and a number, or a part of agency or title.
pub(super) fn find(all: Vec<(String, NoticeRow)>, name: &str) -> Vec<(String, NoticeRow)> {
    let wanted = fold(name);
    let number = wanted.strip_prefix('#').and_then(|digits| digits.parse().ok()).map(NoticeId);
    let fits = |agency: &str, notice: &NoticeRow| match number {
        Some(number) => notice.id == number,
        None => {
            !wanted.is_empty() && (fold(agency).contains(&wanted) || fold(&notice.title).contains(&wanted))
        }
    };
    all.into_iter().filter(|(agency, notice)| fits(agency, notice)).collect()
}

/// Runs `verify`.
///
/// # Errors
/// [`Failure::Ledger`] where the ledger cannot be read at all, or its index is to be mended and it cannot be written.
pub fn verify(context: &Context, args: &ArgMatches, out: &mut impl Write) -> Result<Exit, Failure> {
    let mut ledger = context.open()?;
    if args.get_flag("mend-index") {
        ledger.mend_index()?;
        writeln!(out, "{}", context.words().cli.notices.mended)?;
    }
    let total = ledger.evidence(None).map_or(0, |held| held.iter().map(|piece| piece.file.size).sum());
    let work = Long::new(total);
    let mut cancelled = false;
    let report = ledger.verify_with(&mut |bytes| {
        cancelled = !work.tick(bytes);
        !cancelled
    })?;
    drop(work);
    if cancelled {
        return Err(Failure::Refused(context.words().share.cancelled.to_owned()));
    }
    let (share, words) = (&context.words().share, &context.words().cli.notices);
    for remark in &report.remarks {
        say!("{}", for_terminal(&remark_line(remark, context.words())));
    }
    if report.faults.is_empty() {
        writeln!(out, "{}", (words.verified)(report.events, report.ledgers))?;
        if report.files > 0 {
            writeln!(out, "{}", (share.files_whole)(report.files))?;
        }
        return Ok(Exit::Done);
    }
    for fault in &report.faults {
        let line = fault_line(fault, context.words());
        writeln!(out, "{}", for_terminal(&line))?;
    }
    Err(Failure::Refused((words.faults)(report.faults.len())))
}
