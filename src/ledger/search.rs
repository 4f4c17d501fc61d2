//! Searching titles and texts.
//!
//! The index (`index.rs`) tells where characters and pairs of them stand. For one or two characters that is
//! the answer; for more it names the rows whose texts are looked at. What waits for the index is looked through.

use std::{cell::RefCell, collections::VecDeque, sync::Arc};

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use rusqlite::{Connection, Row};

use super::{
    Ledger, LedgerError,
    error::What,
    fold::fold,
    grams::{self, Of},
    ids::Ids,
    required::{Required, required},
    snapshot::fixed_titles,
    types::IssueId,
};

/// After so many rows the search asks whether it is still wanted.
const STRIDE: usize = 256;

/// So many issues are told at once, while the others are still looked for.
pub const FIRST: usize = 100;

/// So many rows are looked at, at most, before what is found is told: some hundredths of a second, where
/// everything must be looked through.
const FIRST_ROWS: usize = 20_000;

/// What no row holds, so that the texts must be searched for it; folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Needle {
    /// The issues whose title, detail, response or deadlines hold this text.
    Text(String),
    /// The issues in whose folded text this regular expression fits ([`pattern`] makes it ready).
    Pattern(String),
    /// The issues for which a body or person is named responsible whose name holds this.
    Duty(String),
}

/// What was found of a needle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// The issues that hold it. Issues that are not shown may be among them.
    pub ids: Ids,
    /// Whether that is all of them; else others may hold it too.
    pub whole: bool,
}

/// What was found, for each needle in the order of the question.
pub type Found = Vec<Hits>;

impl FromIterator<IssueId> for Hits {
    /// These and no others.
    fn from_iter<T: IntoIterator<Item = IssueId>>(ids: T) -> Self {
        Self { ids: ids.into_iter().collect(), whole: true }
    }
}

/// A regular expression may take so many bytes when it is made ready; the library's own bound is ten times as much,
/// and nothing that people write comes near.
const PATTERN_SIZE: usize = 1 << 20;

/// The regular expression, ready to be held against folded text, capitals aside.
///
/// # Errors
/// What the library says of it.
pub fn pattern(written: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written).case_insensitive(true).size_limit(PATTERN_SIZE).build()
}

impl Ledger {
    /// The issues that hold each of the needles.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn find(&self, needles: &[Needle]) -> Result<Found, LedgerError> {
        let mut hunt = Hunt::new(needles.to_vec());
        while self.pursue(&mut hunt, || true)? != Pause::Done {}
        Ok(hunt.found())
    }

    /// Goes on with a search until there is something to be told of it, or `wanted` says that something else is to
    /// be done. Where the ledger was changed since it began, it begins anew.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn pursue(&self, hunt: &mut Hunt, mut wanted: impl FnMut() -> bool) -> Result<Pause, LedgerError> {
        self.ask(|connection| {
            // One view, though another process may write meanwhile.
            let view = connection.unchecked_transaction()?;
            let now = Stamp::of(&view)?;
            if hunt.stamp != Some(now) {
                let titles = self.titles.of(&view, now)?;
                hunt.begin(&view, &titles, self.indexed)?;
                hunt.stamp = Some(now);
            }
            hunt.go_on(&view, &mut wanted)
        })
    }
}

/// How a search pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// All was found.
    Done,
    /// The first issues of each needle were found; told once.
    First,
    /// It was not wanted for the moment.
    Stopped,
}

/// State of a file: of two times at which it is the same, nothing was written between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    /// Of what other connections wrote.
    theirs: i64,
    /// Of what this one wrote.
    ours: u64,
}

impl Stamp {
    fn of(view: &Connection) -> Result<Self, What> {
        let theirs = view.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(Self { theirs, ours: view.total_changes() })
    }
}

/// Titles that were put right by hand, folded.
type Fixed = Arc<[(IssueId, String)]>;

/// The titles that were put right by hand, which the index does not hold, as of some state of the file.
#[derive(Debug, Default)]
pub(super) struct Titles(RefCell<Option<(Stamp, Fixed)>>);

impl Titles {
    fn of(&self, view: &Connection, now: Stamp) -> Result<Fixed, What> {
        if let Some((_, titles)) = self.0.borrow().as_ref().filter(|(stamp, _)| *stamp == now) {
            return Ok(titles.clone());
        }
        let titles: Fixed =
            fixed_titles(view)?.into_iter().map(|(issue, title)| (IssueId(issue), fold(&title))).collect();
        *self.0.borrow_mut() = Some((now, titles.clone()));
        Ok(titles)
    }
}

/// A search under way, which can be paused at any row.
#[derive(Debug)]
pub struct Hunt {
    needles: Vec<Needle>,
    /// The state of the file for which it began.
    stamp: Option<Stamp>,
    trails: Vec<Trail>,
    /// Whether the first issues were told.
    told: bool,
}

impl Hunt {
    /// A search for these that has not begun.
    pub fn new(needles: Vec<Needle>) -> Self {
        Self { needles, stamp: None, trails: Vec::new(), told: false }
    }

    /// What was found by now.
    pub fn found(&self) -> Found {
        let hits = |trail: &Trail| Hits { ids: trail.ids.clone(), whole: trail.legs.is_empty() };
        self.trails.iter().map(hits).collect()
    }

    fn begin(&mut self, view: &Connection, titles: &[(IssueId, String)], indexed: bool) -> Result<(), What> {
        self.trails.clear();
        for needle in &self.needles {
            self.trails.push(Trail::of(needle, view, titles, indexed)?);
        }
        Ok(())
    }

    fn go_on(&mut self, view: &Connection, wanted: &mut impl FnMut() -> bool) -> Result<Pause, What> {
        let (most, rows) = if self.told { (usize::MAX, usize::MAX) } else { (FIRST, FIRST_ROWS) };
        for trail in &mut self.trails {
            if !trail.follow(view, most, rows, wanted)? {
                return Ok(Pause::Stopped);
            }
        }
        self.told = true;
        let done = self.trails.iter().all(|trail| trail.legs.is_empty());
        Ok(if done { Pause::Done } else { Pause::First })
    }
}

/// The search for one needle.
#[derive(Debug)]
struct Trail {
    of: Of,
    test: Test,
    /// What is still to be looked through, the first from behind the row `last`.
    legs: VecDeque<Leg>,
    last: i64,
    ids: Ids,
    count: usize,
}

/// How a text is looked at.
#[derive(Debug)]
enum Test {
    Holds(Box<Finder<'static>>),
    Fits(Regex),
}

impl Test {
    fn is_met(&self, text: &[u8]) -> bool {
        match self {
            Self::Holds(finder) => finder.find(text).is_some(),
            Self::Fits(regex) => std::str::from_utf8(text).is_ok_and(|text| regex.is_match(text)),
        }
    }
}

/// Rows that are looked through.
#[derive(Debug)]
enum Leg {
    /// Those that the index gives for this question: all of them hold the needle.
    Sure(String),
    /// Those that the index gives for this question.
    Likely(String),
    /// Those that wait for the index.
    Waiting,
    /// All.
    All,
}

impl Trail {
    fn of(
        needle: &Needle,
        view: &Connection,
        titles: &[(IssueId, String)],
        indexed: bool,
    ) -> Result<Self, What> {
        let holds = |part: &str| Test::Holds(Box::new(Finder::new(part).into_owned()));
        let (of, test) = match needle {
            Needle::Text(part) => (Of::Body, holds(part)),
            Needle::Duty(part) => (Of::Duty, holds(part)),
            Needle::Pattern(written) => {
                let ready = pattern(written).map_err(|error| What::Damaged(error.to_string()))?;
                (Of::Body, Test::Fits(ready))
            }
        };
        let legs = match needle {
            _ if !indexed => vec![Leg::All],
            Needle::Text(part) | Needle::Duty(part) => legs_of_part(view, part, of)?,
            Needle::Pattern(written) => legs_of_pattern(written),
        };
        let mut trail = Self { of, test, legs: legs.into(), last: i64::MIN, ids: Ids::new(), count: 0 };
        // What was put right by hand is found too, though the notice does not print it.
        if of == Of::Body {
            for (issue, title) in titles {
                if trail.test.is_met(title.as_bytes()) {
                    trail.count += usize::from(trail.ids.insert(*issue));
                }
            }
        }
        Ok(trail)
    }

    /// Looks through rows until `most` issues are found, `rows` rows were looked at, or all; false where it was not
    /// `wanted` any more.
    fn follow(
        &mut self,
        view: &Connection,
        most: usize,
        rows: usize,
        wanted: &mut impl FnMut() -> bool,
    ) -> Result<bool, What> {
        let mut seen = 0_usize;
        while let Some(leg) = self.legs.front() {
            let (sql, question) = leg.sql(self.of);
            let mut statement = view.prepare_cached(sql)?;
            let mut found = match question {
                Some(question) => statement.query((self.last, question))?,
                None => statement.query([self.last])?,
            };
            let sure = matches!(leg, Leg::Sure(_));
            while let Some(row) = found.next()? {
                seen += 1;
                if seen.is_multiple_of(STRIDE) && !wanted() {
                    return Ok(false);
                }
                let issue: i64 = row.get(0)?;
                if sure || self.test.is_met(text(row)?) {
                    self.count += usize::from(self.ids.insert(IssueId(issue)));
                }
                self.last = issue;
                if self.count >= most || seen >= rows {
                    return Ok(true);
                }
            }
            self.legs.pop_front();
            self.last = i64::MIN;
        }
        Ok(true)
    }
}

fn text<'r>(row: &'r Row<'_>) -> Result<&'r [u8], What> {
    Ok(row.get_ref(1)?.as_bytes().unwrap_or_default())
}

impl Leg {
    /// The rows behind `?1` that are asked for, and what `?2` is; of each its number and, where it must be looked
    /// at, its text.
    fn sql(&self, of: Of) -> (&'static str, Option<&str>) {
        match (self, of) {
            (Self::Sure(question), _) => (
                "SELECT rowid FROM text_index WHERE text_index MATCH ?2 AND rowid > ?1 ORDER BY rowid",
                Some(question),
            ),
            (Self::Likely(question), Of::Body) => (
                "SELECT s.issue, s.body FROM text_index t CROSS JOIN search s ON s.issue = t.rowid
                 WHERE t.text_index MATCH ?2 AND t.rowid > ?1 ORDER BY t.rowid",
                Some(question),
            ),
            (Self::Likely(question), Of::Duty) => (
                "SELECT s.issue, s.duty FROM text_index t CROSS JOIN search s ON s.issue = t.rowid
                 WHERE t.text_index MATCH ?2 AND t.rowid > ?1 ORDER BY t.rowid",
                Some(question),
            ),
            (Self::Waiting, Of::Body) => (
                "SELECT s.issue, s.body FROM unindexed u CROSS JOIN search s ON s.issue = u.issue
                 WHERE u.issue > ?1 ORDER BY u.issue",
                None,
            ),
            (Self::Waiting, Of::Duty) => (
                "SELECT s.issue, s.duty FROM unindexed u CROSS JOIN search s ON s.issue = u.issue
                 WHERE u.issue > ?1 ORDER BY u.issue",
                None,
            ),
            (Self::All, Of::Body) => ("SELECT issue, body FROM search WHERE issue > ?1 ORDER BY issue", None),
            (Self::All, Of::Duty) => ("SELECT issue, duty FROM search WHERE issue > ?1 ORDER BY issue", None),
        }
    }
}

/// Where a text may be found.
fn legs_of_part(view: &Connection, part: &str, of: Of) -> Result<Vec<Leg>, What> {
    let pieces = grams::of(part, of);
    if pieces.is_empty() {
        // It is in every text.
        return Ok(vec![Leg::All]);
    }
    if grams::exact(part) {
        return Ok(vec![Leg::Sure(pieces.concat()), Leg::Waiting]);
    }
    Ok(match rarest(view, &pieces)? {
        Rarest::Nowhere => vec![Leg::Waiting],
        Rarest::Everywhere => vec![Leg::All],
        Rarest::These(question) => vec![Leg::Likely(question), Leg::Waiting],
    })
}

/// Which pieces of a text tell most about where it stands.
enum Rarest {
    /// One of them stands nowhere.
    Nowhere,
    /// The rarest stands in so many rows that looking through all takes no longer.
    Everywhere,
    /// The rows of these, as a question.
    These(String),
}

/// So many rows of a piece tell how rare it is.
const SAMPLE: i64 = 64;

/// So many pieces of a text are compared: those of a long text differ enough.
const COMPARED: usize = 24;

/// So many pieces are asked for together, at most.
const ASKED: usize = 3;

/// A piece is worth asking for where it is in no more than so many times the rows of the rarest: to go through the
/// rows of a piece in the index takes about a twentieth of what it takes to look at their texts.
const WORTH: f64 = 10.0;

/// Where the rarest piece is in more of all rows than this, all are looked through.
const DENSE: f64 = 0.3;

fn rarest(view: &Connection, pieces: &[String]) -> Result<Rarest, What> {
    let top: i64 =
        view.prepare_cached("SELECT coalesce(max(issue), 0) FROM search")?.query_row([], |row| row.get(0))?;
    let mut sample = view.prepare_cached(
        "SELECT count(*), max(rowid) FROM
           (SELECT rowid FROM text_index WHERE text_index MATCH ?1 ORDER BY rowid LIMIT ?2)",
    )?;
    let mut shares: Vec<(f64, &String)> = Vec::new();
    for piece in pieces.iter().take(COMPARED) {
        let (count, last): (i64, Option<i64>) =
            sample.query_row((piece, SAMPLE), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some(last) = last else { return Ok(Rarest::Nowhere) };
        // The first rows of it tell how close they stand; fewer are all of them.
        let among = if count < SAMPLE { top } else { last };
        #[expect(clippy::cast_precision_loss, reason = "a share is guessed")]
        shares.push((count as f64 / among.max(1) as f64, piece));
    }
    shares.sort_by(|one, other| one.0.total_cmp(&other.0));
    let least = shares.first().map_or(0.0, |(share, _)| *share);
    if least > DENSE {
        return Ok(Rarest::Everywhere);
    }
    let worth = shares.iter().take(ASKED).filter(|(share, _)| *share <= least * WORTH);
    let asked: Vec<&str> = worth.map(|(_, piece)| piece.as_str()).collect();
    Ok(Rarest::These(asked.join(" AND ")))
}

/// Where a regular expression may fit.
fn legs_of_pattern(written: &str) -> Vec<Leg> {
    match required(written) {
        Required::Nothing => vec![Leg::All],
        required => question(&required).map(Leg::Likely).into_iter().chain([Leg::Waiting]).collect(),
    }
}

/// What is required, as a question to the index; `None` where no text will do.
fn question(required: &Required) -> Option<String> {
    let list: Vec<String> = match required {
        Required::Nothing => return None,
        Required::Text(part) => grams::of(part, Of::Body).into_iter().take(COMPARED).collect(),
        Required::All(all) => all.iter().map(question).collect::<Option<_>>()?,
        Required::One(one) => {
            let list: Vec<String> = one.iter().filter_map(question).collect();
            return (!list.is_empty()).then(|| format!("({})", list.join(" OR ")));
        }
    };
    (!list.is_empty()).then(|| format!("({})", list.join(" AND ")))
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
