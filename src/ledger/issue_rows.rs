//! The rows of issues: as their notices print them, and over that what inspectors said.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::notice::OutcomeTag;

use super::{
    columns::Builder,
    error::What,
    followup::{Corrections, DueDay, Event, Followed, Review, fold},
    matching::DOUBTFUL,
    packs::{self, Packed},
    stored,
    types::{DueRow, Fixes, Issues, NoticeRow, OutcomeSet, OwnedRow},
};

/// The rows of the issues of `notices`, in their order.
pub(super) fn all(connection: &Connection, notices: &[NoticeRow]) -> Result<Issues, What> {
    let said = Said { of: followed(connection)?, asked: doubtful_matches(connection)? };
    rows(connection, notices, said, Builder::with_room(packs::size(connection)?))
}

/// The same, of few notices: without reading what was said of all others.
pub(super) fn of_few(connection: &Connection, notices: &[NoticeRow]) -> Result<Issues, What> {
    let mut of = HashMap::new();
    let mut marked = connection
        .prepare_cached("SELECT id FROM issues WHERE notice = ?1 AND marked = 1 AND same_as IS NULL")?;
    for notice in notices {
        for issue in marked.query_map([notice.id.0], |row| row.get(0))? {
            let issue: i64 = issue?;
            of.insert(issue, known(stored::of_issue(connection, issue)?));
        }
    }
    rows(connection, notices, Said { of, asked: doubtful_matches(connection)? }, Builder::default())
}

fn rows(
    connection: &Connection,
    notices: &[NoticeRow],
    mut said: Said,
    mut out: Builder,
) -> Result<Issues, What> {
    let mut days = Vec::new();
    for notice in notices {
        packs::of(connection, notice.id, &mut |packed| {
            if packed.iter().any(|one| one.by_hand) {
                let rows = said.with_those_by_hand(notice, packed)?;
                rows.iter().for_each(|row| out.push(&row.row()));
                return Ok(());
            }
            for one in packed {
                match said.of.contains_key(&one.id) {
                    true => said.about(notice, one)?.iter().for_each(|row| out.push(&row.row())),
                    // What neither the newest version has nor anybody said something about is not shown.
                    false if !one.present => {}
                    false => {
                        one.deadlines(&mut days)?;
                        out.push(&one.row(notice.id, notice.agency, &days));
                    }
                }
            }
            Ok(())
        })?;
    }
    Ok(out.end())
}

/// What inspectors said of issues.
struct Said {
    of: HashMap<i64, Known>,
    asked: HashMap<i64, Vec<String>>,
}

impl Said {
    /// The row of an issue with what was said of it; `None` where nothing was and it is not shown for that.
    fn about(&mut self, notice: &NoticeRow, packed: &Packed<'_>) -> Result<Option<OwnedRow>, What> {
        Ok(self.known(notice, packed)?.map(|(row, _)| row))
    }

    /// The same, and the key behind which it is to stand, where it was put in by hand.
    fn known(
        &mut self,
        notice: &NoticeRow,
        packed: &Packed<'_>,
    ) -> Result<Option<(OwnedRow, Option<String>)>, What> {
        let known = self.of.remove(&packed.id);
        let missed = known.as_ref().and_then(|(_, more)| more.as_ref()?.missed.as_ref());
        let after = missed.map(|missed| missed.after.clone().unwrap_or_default());
        if (packed.by_hand && after.is_none()) || (!packed.present && known.is_none()) {
            return Ok(None);
        }
        let mut days = Vec::new();
        packed.deadlines(&mut days)?;
        let mut row = packed.row(notice.id, notice.agency, &days).owned();
        if let Some((review, more)) = known {
            let settled = more.as_ref().map(|more| more.settled.as_slice()).unwrap_or_default();
            let asked = self.asked.get(&packed.id);
            row.doubtful = asked.is_some_and(|all| all.iter().any(|own| !settled.contains(own)));
            if let Some(more) = more {
                follow(&mut row, *more);
            }
            row.review = review;
        }
        Ok(Some((row, after)))
    }

    /// The rows of a notice; each issue that was put in by hand stands behind the one that it is to stand behind.
    fn with_those_by_hand(
        &mut self,
        notice: &NoticeRow,
        packed: &[Packed<'_>],
    ) -> Result<Vec<OwnedRow>, What> {
        let (mut out, mut by_hand) = (Vec::<OwnedRow>::new(), Vec::new());
        for one in packed {
            match self.known(notice, one)? {
                Some((row, Some(after))) => by_hand.push((row, after)),
                Some((row, None)) => out.push(row),
                None => {}
            }
        }
        for (row, after) in by_hand {
            let at = out.iter().position(|other| *other.key == *after);
            let last = || out.iter().rposition(|other| other.present);
            let at = at.or_else(last).map_or(out.len(), |at| at + 1);
            out.insert(at, row);
        }
        Ok(out)
    }
}

/// Whether what was put right hides what the notice prints by now.
fn hides(printed: &OwnedRow, fixes: &Corrections) -> bool {
    let days: Vec<DueDay> =
        printed.deadlines.iter().map(|day| DueDay { due: day.due, kind: day.kind }).collect();
    let tags: Vec<OutcomeTag> = printed.outcome.tags().collect();
    fixes.hide_something(&printed.title, &tags, &days)
}

/// Puts into a row what the inspectors made of the issue besides its check.
fn follow(issue: &mut OwnedRow, known: Followed) {
    let fixes = known.corrections;
    let hides = !fixes.is_empty() && hides(issue, &fixes);
    issue.fixes = Fixes {
        title: fixes.title.is_some(),
        outcome: fixes.outcome.is_some(),
        deadlines: fixes.deadlines.is_some(),
        void: fixes.void.is_some(),
        missed: known.missed.is_some(),
        hides,
    };
    if let Some(fix) = fixes.title {
        issue.title = fix.value.into();
    }
    if let Some(fix) = fixes.outcome {
        issue.outcome = OutcomeSet::of(&fix.value as &[OutcomeTag]);
        issue.basis = None;
    }
    if let Some(fix) = fixes.deadlines {
        issue.deadlines =
            fix.value.iter().map(|day: &DueDay| DueRow { due: day.due, kind: day.kind }).collect();
    }
    issue.evidence = known.evidence.len();
    issue.contested = known.contested;
}

/// What is known of an issue: how far its check is, and the rest where there is any, as there mostly is not.
type Known = (Review, Option<Box<Followed>>);

fn followed(connection: &Connection) -> Result<HashMap<i64, Known>, What> {
    let mut out = HashMap::new();
    stored::each(connection, &mut |issue, history| {
        out.insert(issue, known(history));
    })?;
    Ok(out)
}

fn known(mut history: Vec<Event>) -> Known {
    let mut known = fold(&mut history);
    let review = std::mem::take(&mut known.review);
    let more = known != Followed::default();
    (review, more.then(|| Box::new(known)))
}

/// The doubtful matches, by issue: the keys that it has by a version alone.
fn doubtful_matches(connection: &Connection) -> Result<HashMap<i64, Vec<String>>, What> {
    let mut statement = connection
        .prepare_cached("SELECT issue, own FROM sightings WHERE likeness < ?1 AND own IS NOT NULL")?;
    let mut rows = statement.query([DOUBTFUL])?;
    let mut out: HashMap<i64, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        out.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(out)
}
