//! The rules are asked of the ledger: of every notice that changed since, or of all where the rules did, and
//! of what notices share.
//!
//! One notice after the other is restored from the ledger, asked outside of any transaction and written by
//! itself, so that nobody who marks meanwhile waits, and what is done stays done where this is ended. What
//! notices share is looked for over all of them: of each only its answers are held.

use std::collections::HashMap;

use crate::{
    checks::{self, Across, Doubt, Rules, Sheet},
    config::reasons::Reasons,
    ledger::{
        Ledger,
        doubts::{Located, Text, Version},
        followup::{Change, Review, State},
        types::NoticeId,
    },
    words::Words,
};

use super::{Desk, Progress, Report, Stage, Tick, Trouble, go_on};

/// What asking came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How many notices were asked.
    pub notices: usize,
    /// Whether what notices share was looked for anew.
    pub shared: bool,
}

/// Asks what is to be asked.
///
/// # Errors
/// [`Trouble`]; the notices that were asked by then stay so.
pub fn ask(ledger: &mut Ledger, tick: Tick<'_>) -> Result<Asked, Trouble> {
    let stale = ledger.stale_doubts()?;
    let mut asked = Asked::default();
    let Some(shared) = &stale.shared else { return Ok(asked) };
    let of = stale.notices.len() as u64;
    // Those that have a text, in the order in which they are added.
    let (mut across, mut order) = (Across::default(), Vec::new());
    for ((notice, stale), done) in stale.notices.iter().zip(0..) {
        go_on(tick(Progress { stage: Stage::Notices, done, of }))?;
        let text = ledger.text_to_ask(*notice)?;
        let sheet = text.document.as_ref().map(|document| Sheet::new(document, &text.read));
        if let Some(sheet) = &sheet {
            across.add(sheet);
            order.push(*notice);
        }
        if !stale {
            continue;
        }
        let doubts = sheet.map_or_else(Vec::new, |sheet| {
            let numbers = numbers(&sheet);
            let doubts = checks::of_sheet(&sheet, &Rules::default());
            doubts.into_iter().map(|doubt| located(doubt, &numbers, &[])).collect()
        });
        asked.notices += usize::from(ledger.keep_doubts(&text, &doubts)?);
    }
    let found = shared_words(ledger, &across, &order, tick)?;
    asked.shared = ledger.keep_shared(shared, &found)?;
    Ok(asked)
}

/// What notices share, by the notice of which it is asked.
fn shared_words(
    ledger: &Ledger,
    across: &Across,
    notices: &[NoticeId],
    tick: Tick<'_>,
) -> Result<Vec<(Text, Vec<Located>)>, Trouble> {
    let pairs = across.pairs();
    let of = pairs.len() as u64;
    let mut out = Vec::new();
    let mut done = 0;
    for group in pairs.chunk_by(|one, other| one.asked == other.asked) {
        let Some(asked) = group.first().and_then(|found| notices.get(found.asked)) else { continue };
        let asked = ledger.text_to_ask(*asked)?;
        let Some(document) = &asked.document else { continue };
        let here = Sheet::new(document, &asked.read);
        let own = numbers(&here);
        let mut doubts = Vec::new();
        for found in group {
            go_on(tick(Progress { stage: Stage::Notices, done, of }))?;
            done += 1;
            let Some(other) = notices.get(found.other) else { continue };
            let other = ledger.text_to_ask(*other)?;
            let Some(there) = &other.document else { continue };
            let there = Sheet::new(there, &other.read);
            let away = [(other.version(), numbers(&there))];
            let raised = across.doubts(found, &here, &there);
            doubts.extend(raised.into_iter().map(|doubt| located(doubt, &own, &away)));
        }
        drop(here);
        if !doubts.is_empty() {
            out.push((asked, doubts));
        }
    }
    Ok(out)
}

/// The numbers of the nodes of a notice in reading order, by the paths of their places.
type Numbers = HashMap<String, usize>;

fn numbers(sheet: &Sheet) -> Numbers {
    let nodes = sheet.places().iter().filter(|place| place.node.is_some());
    let mut out = Numbers::new();
    for (at, place) in nodes.enumerate() {
        out.entry(place.path.clone()).or_insert(at);
    }
    out
}

fn located(doubt: Doubt, own: &Numbers, away: &[(Version, Numbers)]) -> Located {
    let of = |paths: &[String], numbers: &Numbers| -> Vec<usize> {
        paths.iter().filter_map(|path| numbers.get(path).copied()).collect()
    };
    let places = of(&doubt.places, own);
    let elsewhere = doubt.elsewhere.iter().zip(away);
    let elsewhere = elsewhere.map(|(other, (version, numbers))| (*version, of(&other.places, numbers)));
    Located { places, elsewhere: elsewhere.collect(), doubt }
}

/// Asks what is to be asked, and says how many doubts there are now that are not put aside.
///
/// # Errors
/// As [`ask`].
pub(super) fn run(ledger: &mut Ledger, desk: &Desk, tick: Tick<'_>) -> Result<Report, Trouble> {
    let asked = ask(ledger, tick)?;
    let snapshot = ledger.snapshot()?;
    let open = snapshot.doubts.iter().filter(|row| row.open() && desk.checks.asks(row.rule)).count();
    let mut report = Report::says(&(desk.words.doubts.counted)(open, snapshot.notices.len()));
    report.changed = asked.notices > 0 || asked.shared;
    Ok(report)
}

/// What makes a follow-up of a doubt: 待核 for the reason that fits its rule, with the question behind the note
/// that is there; an issue that is to be gone back to (列入回头看) stays so. `None`: it is one already, and the
/// question stands in its note.
pub fn follow_up(doubt: &Doubt, review: &Review, reasons: &Reasons, words: &Words) -> Option<Change> {
    let question = (words.doubts.ask)(&doubt.question);
    // The note of a check that came to an end belongs to it.
    let held = review.note.as_deref().filter(|note| !note.is_empty() && !review.state.closed());
    let note = match held {
        Some(note) if note.contains(&question) && review.state.open() => return None,
        Some(note) if note.contains(&question) => note.to_owned(),
        Some(note) => format!("{note}{}{question}", words.doubts.then),
        None => question,
    };
    Some(match review.state {
        State::Revisit => Change::Note { note },
        _ => Change::Query { reason: reasons.for_rule(doubt.rule).map(str::to_owned), note: Some(note) },
    })
}
