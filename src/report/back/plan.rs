//! What came back, what was sent, what is in the ledger: which cells are new, and which stand against
//! each other.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{Timestamp, civil::Date};

use crate::{
    config::reasons::Reasons,
    ledger::{
        followup::{Change, Review, standing::Away},
        types::IssueRow,
    },
    report::marks::{Field, Raw, Unread, Value},
    words::Words,
};

use super::{
    changes::{Edits, RowFault, changes},
    compare::{Against, Rules, as_it_was, compare},
    read::{Returned, Row},
};

/// Who takes a workbook, when, and by what.
#[derive(Clone, Copy)]
pub struct Taker<'a> {
    /// In whose name the marks are made.
    pub by: &'a str,
    /// The moment of it.
    pub now: Timestamp,
    /// The day that counts as today.
    pub today: Date,
    /// The reasons of doubt, by number and name.
    pub reasons: &'a Reasons,
    /// The language.
    pub words: &'a Words,
}

/// What is to be done with a workbook that came back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan<'a> {
    /// The issues with new marks.
    pub taken: Vec<Taken<'a>>,
    /// Cells that were changed here and there.
    pub conflicts: Vec<Conflict<'a>>,
    /// What cannot be taken.
    pub faults: Vec<Fault>,
    /// How many rows bring nothing new.
    pub unchanged: usize,
}

/// An issue with new marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<'a> {
    /// The issue.
    pub issue: IssueRow<'a>,
    /// The cells: what is in the ledger, what came back.
    pub cells: Vec<(Field, Value, Value)>,
    /// The changes that this makes.
    pub changes: Vec<Change>,
}

/// A cell that was changed in the ledger and in the workbook, to different values.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict<'a> {
    /// The issue.
    pub issue: IssueRow<'a>,
    /// The cell.
    pub field: Field,
    /// When the workbook was written.
    pub base: Value,
    /// In the ledger.
    pub ours: Value,
    /// In the workbook.
    pub theirs: Value,
}

/// A row of which nothing is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The row's number in the sheet, from 1.
    pub row: u32,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A cell cannot be read.
    Cell(Field, Unread),
    /// The row as a whole.
    Row(RowFault),
}

/// Makes up what is to be done. With `theirs` what came back wins.
pub fn plan<'a>(
    returned: &Returned,
    find: impl Fn(&str) -> Option<IssueRow<'a>>,
    theirs: bool,
    taker: &Taker<'_>,
) -> Plan<'a> {
    let mut plan = Plan::default();
    let twice = twice(&returned.rows);
    let mut seen = HashSet::new();
    for row in &returned.rows {
        let judged = match twice.contains(row.key.as_str()) {
            true => Err(row.fault(RowFault::KeyTwice(row.key.clone()))),
            false if !seen.insert(row.key.as_str()) => continue,
            false => judge(returned, row, &find, theirs, taker),
        };
        match judged {
            Ok(Judged::Taken(taken)) => plan.taken.push(taken),
            Ok(Judged::Conflicts(conflicts)) => plan.conflicts.extend(conflicts),
            Ok(Judged::Unchanged) => plan.unchanged += 1,
            Err(faults) => plan.faults.extend(faults),
        }
    }
    plan
}

impl Plan<'_> {
    /// Says of rows without an issue that their notice was withdrawn, where `withdrawn` knows that of the id.
    pub fn name_withdrawn(&mut self, withdrawn: impl Fn(&str) -> Option<Away>) {
        for fault in &mut self.faults {
            if let What::Row(RowFault::UnknownKey(key)) = &fault.what
                && let Some(away) = withdrawn(key)
            {
                fault.what = What::Row(RowFault::Withdrawn(key.clone(), Box::new(away)));
            }
        }
    }
}

/// What a row comes to.
enum Judged<'a> {
    Taken(Taken<'a>),
    Conflicts(Vec<Conflict<'a>>),
    Unchanged,
}

fn judge<'a>(
    returned: &Returned,
    row: &Row,
    find: &impl Fn(&str) -> Option<IssueRow<'a>>,
    theirs: bool,
    taker: &Taker<'_>,
) -> Result<Judged<'a>, Vec<Fault>> {
    let base = returned.base.get(&row.key);
    let Some(issue) = find(&row.key) else {
        return match base {
            Some(base) if as_it_was(base, &row.cells) => Ok(Judged::Unchanged),
            _ => Err(row.fault(RowFault::UnknownKey(row.key.clone()))),
        };
    };
    let base = base.ok_or_else(|| row.fault(RowFault::NoBase(row.key.clone())))?;
    let Taker { by, now, today, reasons, words } = *taker;
    let review = &issue.review;
    let rules = Rules { theirs, redacted: returned.redacted, today, reasons, words };
    let compared = compare(review, base, &row.cells, rules).map_err(|faults| {
        let fault = |(field, why)| Fault { row: row.number, what: What::Cell(field, why) };
        faults.into_iter().map(fault).collect::<Vec<_>>()
    })?;
    if compared.edits.is_empty() {
        return Ok(Judged::Unchanged);
    }
    if issue.fixes.void {
        return Err(row.fault(RowFault::Void(row.key.clone())));
    }
    if !compared.against.is_empty() && !theirs {
        // Cells of one check belong together: half of them would say what nobody wrote.
        let conflict = |cell: Against| Conflict {
            issue,
            field: cell.field,
            base: cell.base,
            ours: cell.ours,
            theirs: cell.theirs,
        };
        return Ok(Judged::Conflicts(compared.against.into_iter().map(conflict).collect()));
    }
    let changes = changes(review, &compared.edits, by, now).map_err(|why| row.fault(why))?;
    if changes.is_empty() {
        return Ok(Judged::Unchanged);
    }
    let after = after(review, &changes, by, now);
    Ok(Judged::Taken(Taken { issue, cells: told(review, &after, compared.edits), changes }))
}

/// The review behind the changes, which are open to it.
fn after(review: &Review, changes: &[Change], by: &str, now: Timestamp) -> Review {
    let mut at = review.clone();
    for change in changes {
        at = at.after(change, by, now).unwrap_or(at);
    }
    at
}

/// The cells that were filled in, and those that are emptied with them.
fn told(review: &Review, after: &Review, edits: Edits) -> Vec<(Field, Value, Value)> {
    let none = Review::default();
    let lost: Vec<Field> = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::State && !edits.contains_key(field))
        .filter(|field| {
            let [was, is, nothing] = [review, after, &none].map(|review| Value::of(*field, review));
            was != is && is == nothing
        })
        .collect();
    let filled = edits.into_iter().map(|(field, value)| (field, Value::of(field, review), value));
    let lost = lost.into_iter().map(|field| (field, Value::of(field, review), Value::of(field, after)));
    filled.chain(lost).collect()
}

impl Row {
    fn fault(&self, why: RowFault) -> Vec<Fault> {
        vec![Fault { row: self.number, what: What::Row(why) }]
    }
}

/// The ids of issues that have several rows that differ.
fn twice(rows: &[Row]) -> HashSet<&str> {
    let mut first: HashMap<&str, &BTreeMap<Field, Raw>> = HashMap::new();
    let mut differ = HashSet::new();
    for row in rows {
        if *first.entry(row.key.as_str()).or_insert(&row.cells) != &row.cells {
            differ.insert(row.key.as_str());
        }
    }
    differ
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
