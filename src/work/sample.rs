//! A random sample of completed issues (反向核查).

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ledger::{
        Ledger, Marked,
        followup::{Change, case::LedgerChange},
        types::{AgencyId, IssueId, IssueRow, Snapshot},
    },
    notice::OutcomeTag,
    query::sample::{Candidate, Size, draw},
    words::Words,
};

use super::{Desk, Job, Line, Mood, Report, Stage, Tick, Trouble, begin};

/// How a sample is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// How many.
    pub size: Size,
    /// The seed.
    pub seed: u64,
    /// Whether the outcome was asked for, so that not only completed issues are drawn.
    pub chosen: bool,
    /// What was asked for, in words.
    pub asked: String,
}

/// What was drawn.
#[derive(Debug)]
pub struct Drawn<'s> {
    /// The issues.
    pub rows: Vec<IssueRow<'s>>,
    /// From how many.
    pub pool: usize,
    /// Of how many agencies those are.
    pub agencies: usize,
    /// How many of those that were drawn from are verified or archived already.
    pub closed: usize,
}

impl Drawn<'_> {
    /// The issues to mark: what somebody closed is taken up again only where that is said.
    pub fn to_mark(&self, reopen: bool) -> Vec<IssueId> {
        let open = |row: &&IssueRow<'_>| reopen || !row.review.state.closed();
        self.rows.iter().filter(open).map(|row| row.id).collect()
    }
}

/// Draws. Nothing is written.
///
/// # Errors
/// [`Trouble::Said`] where there is nothing to draw from.
pub fn drawn<'s>(
    snapshot: &'s Snapshot,
    rows: &[IssueRow<'s>],
    wish: &Wish,
    words: &Words,
) -> Result<Drawn<'s>, Trouble> {
    let wanted = |row: &&IssueRow<'_>| {
        row.present && !row.fixes.void && (wish.chosen || row.outcome.has(OutcomeTag::Completed))
    };
    let pool: Vec<IssueRow<'_>> = rows.iter().filter(wanted).copied().collect();
    if pool.is_empty() {
        return Err(Trouble::Said(words.agenda.sample.empty.to_owned()));
    }
    let names: HashMap<AgencyId, &str> = snapshot.agencies.iter().map(|row| (row.id, &*row.name)).collect();
    let candidates: Vec<Candidate<'_>> = pool
        .iter()
        .map(|row| Candidate { agency: names.get(&row.agency).copied().unwrap_or_default(), key: row.key })
        .collect();
    let by_key: HashMap<&str, IssueRow<'_>> = pool.iter().map(|row| (row.key, *row)).collect();
    let drawn = draw(&candidates, wish.size, wish.seed);
    let rows: Vec<IssueRow<'_>> = drawn.iter().filter_map(|one| by_key.get(one.key).copied()).collect();
    let agencies: HashSet<AgencyId> = pool.iter().map(|row| row.agency).collect();
    let closed = pool.iter().filter(|row| row.review.state.closed()).count();
    Ok(Drawn { rows, pool: pool.len(), agencies: agencies.len(), closed })
}

/// Writes the draw down, before anything is marked: no mark is of a draw that the log does not have.
///
/// # Errors
/// [`Trouble::Ledger`].
pub fn write_down(ledger: &mut Ledger, drawn: &Drawn<'_>, wish: &Wish, author: &str) -> Result<(), Trouble> {
    let change = LedgerChange::Sample {
        seed: wish.seed,
        of: drawn.pool as u64,
        asked: in_words(wish),
        drawn: drawn.rows.iter().map(|row| row.key.to_string()).collect(),
    };
    Ok(ledger.say_of_ledger(&change, author, Timestamp::now())?)
}

/// A new seed, short enough to be written down.
pub fn new_seed() -> u64 {
    u64::from(Uuid::new_v4().as_fields().0)
}

/// What was asked, as it could be typed again.
fn in_words(wish: &Wish) -> String {
    let mut parts = match wish.size {
        Size::Total(count) => vec![count.to_string()],
        Size::PerAgency(count) => vec![count.to_string(), "--per-agency".to_owned()],
    };
    parts.extend((!wish.chosen).then(|| "--outcome completed".to_owned()));
    parts.extend((!wish.asked.is_empty()).then(|| wish.asked.clone()));
    parts.join(" ")
}

/// Puts issues on the list of those to go back to. The draw is in the log with its issues; their notes are the
/// inspectors' own.
///
/// # Errors
/// [`Trouble`]; then none was marked.
pub fn mark(ledger: &mut Ledger, issues: &[IssueId], author: &str, words: &Words) -> Result<(), Trouble> {
    let change = Change::Revisit { due: None, who: None, note: None };
    match ledger.mark(issues, &change, author, Timestamp::now())? {
        Marked::Done { .. } => Ok(()),
        Marked::Refused { why, .. } => {
            let why = why.explain(&words.ledger);
            Err(Trouble::Said(format!("{why}\n{}", words.cli.mark.nothing_written)))
        }
    }
}

/// What is said of a draw: how many of how many, how to draw them again, and that there were no more.
pub fn said(drawn: &Drawn<'_>, wish: &Wish, words: &Words) -> Vec<String> {
    let words = &words.agenda.sample;
    let mut said =
        vec![(words.drawn)(drawn.rows.len(), drawn.pool, drawn.agencies), (words.again)(wish.seed)];
    let all = matches!(wish.size, Size::Total(total) if total > drawn.pool);
    said.extend(all.then(|| (words.all)(drawn.pool)));
    said.extend((drawn.closed > 0).then(|| (words.closed)(drawn.closed)));
    said
}

/// What is said of the marks: how many, and which of the drawn were left as they are.
pub fn said_of_marks(drawn: &Drawn<'_>, marked: &[IssueId], words: &Words) -> Vec<String> {
    let words = &words.agenda.sample;
    let left: Vec<&str> =
        drawn.rows.iter().filter(|row| !marked.contains(&row.id)).map(|row| row.key).collect();
    let mut said = vec![(words.marked)(marked.len())];
    said.extend((!left.is_empty()).then(|| (words.left_closed)(&left.join(" "))));
    said
}

/// Draws a sample for the screen.
pub(super) fn run(ledger: &mut Ledger, job: &Job, desk: &Desk, tick: Tick<'_>) -> Result<Report, Trouble> {
    let Job::Sample { issues, size, seed, chosen, asked, mark: marks } = job else {
        return Ok(Report::default());
    };
    let words = desk.words;
    let snapshot = ledger.snapshot()?;
    begin(tick, Stage::Writing)?;
    let wanted: HashSet<IssueId> = issues.iter().copied().collect();
    let rows: Vec<IssueRow<'_>> = snapshot.issues.iter().filter(|row| wanted.contains(&row.id)).collect();
    let seed = seed.unwrap_or_else(new_seed);
    let wish = Wish { size: *size, seed, chosen: *chosen, asked: asked.clone() };
    let drawn = drawn(&snapshot, &rows, &wish, words)?;
    write_down(ledger, &drawn, &wish, &desk.author)?;
    let mut said = said(&drawn, &wish, words);
    let ids: Vec<IssueId> = drawn.rows.iter().map(|row| row.id).collect();
    if *marks {
        let open = drawn.to_mark(false);
        mark(ledger, &open, &desk.author, words)?;
        said.extend(said_of_marks(&drawn, &open, words));
    }
    let mut report = Report::says(said.first().map_or("", String::as_str));
    said.iter().skip(1).for_each(|line| report.line(Mood::Head, line));
    let names: HashMap<AgencyId, &str> = snapshot.agencies.iter().map(|row| (row.id, &*row.name)).collect();
    for row in &drawn.rows {
        let agency = names.get(&row.agency).copied().unwrap_or_default();
        report.lines.push(Line {
            mood: Mood::Plain,
            text: format!("{}  {agency}  {}", row.key, row.title),
            issue: Some(row.id),
        });
    }
    (report.changed, report.drawn) = (*marks, ids);
    Ok(report)
}
