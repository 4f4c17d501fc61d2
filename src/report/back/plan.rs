//! What came back, what was sent, what is in the ledger: which cells are new, and which stand against
//! each other.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use crate::{
    ledger::{
        followup::{Change, Refusal},
        types::IssueRow,
    },
    report::{
        cell::fitting,
        marks::{Field, Raw, Unread, Value},
    },
    words::Words,
};

use super::{
    changes::{Edits, RowFault, changes},
    read::{Returned, Row},
};

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
    pub issue: &'a IssueRow,
    /// The cells: what is in the ledger, what came back.
    pub cells: Vec<(Field, Value, Value)>,
    /// The changes that this makes.
    pub changes: Vec<Change>,
}

/// A cell that was changed in the ledger and in the workbook, to different values.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict<'a> {
    /// The issue.
    pub issue: &'a IssueRow,
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
    find: impl Fn(&str) -> Option<&'a IssueRow>,
    theirs: bool,
    (by, now): (&str, Timestamp),
    words: &Words,
) -> Plan<'a> {
    let mut plan = Plan::default();
    let twice = twice(&returned.rows);
    let mut seen = HashSet::new();
    for row in &returned.rows {
        let judged = match twice.contains(row.key.as_str()) {
            true => Err(row.fault(RowFault::KeyTwice(row.key.clone()))),
            false if !seen.insert(row.key.as_str()) => continue,
            false => judge(returned, row, &find, theirs, (by, now), words),
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

/// What a row comes to.
enum Judged<'a> {
    Taken(Taken<'a>),
    Conflicts(Vec<Conflict<'a>>),
    Unchanged,
}

fn judge<'a>(
    returned: &Returned,
    row: &Row,
    find: &impl Fn(&str) -> Option<&'a IssueRow>,
    theirs: bool,
    (by, now): (&str, Timestamp),
    words: &Words,
) -> Result<Judged<'a>, Vec<Fault>> {
    let issue = find(&row.key).ok_or_else(|| row.fault(RowFault::UnknownKey(row.key.clone())))?;
    let base = returned.base.get(&row.key).ok_or_else(|| row.fault(RowFault::NoBase(row.key.clone())))?;
    let Compared { edits, conflicts } = compare(issue, base, row, words)?;
    if !conflicts.is_empty() && !theirs {
        // Cells of one check belong together: half of them would say what nobody wrote.
        return Ok(Judged::Conflicts(conflicts));
    }
    let review = &issue.review;
    let changes = changes(review, &edits, by, now).map_err(|why| row.fault(why))?;
    if changes.is_empty() {
        return Ok(Judged::Unchanged);
    }
    if issue.fixes.void {
        return Err(row.fault(RowFault::Refused(Refusal::NoIssue)));
    }
    let cells = edits.into_iter().map(|(field, value)| (field, Value::of(field, review), value)).collect();
    Ok(Judged::Taken(Taken { issue, cells, changes }))
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

/// The cells of a row that are new, and those that stand against the ledger.
struct Compared<'a> {
    edits: Edits,
    conflicts: Vec<Conflict<'a>>,
}

fn compare<'a>(
    issue: &'a IssueRow,
    base: &BTreeMap<Field, String>,
    row: &Row,
    words: &Words,
) -> Result<Compared<'a>, Vec<Fault>> {
    let mut compared = Compared { edits: Edits::new(), conflicts: Vec::new() };
    let mut faults = Vec::new();
    for (field, raw) in &row.cells {
        let field = *field;
        let kept = base.get(&field).cloned().unwrap_or_default();
        let read = Value::read(field, raw)
            .and_then(|theirs| Value::read(field, &Raw::Text(kept)).map(|base| (base, theirs)));
        let (base, theirs) = match read {
            Ok(read) => read,
            Err(why) => {
                faults.push(Fault { row: row.number, what: What::Cell(field, why) });
                continue;
            }
        };
        let ours = as_in_a_cell(Value::of(field, &issue.review), words);
        if theirs == base || theirs == ours {
            continue;
        }
        if ours != base {
            let theirs = theirs.clone();
            compared.conflicts.push(Conflict { issue, field, base, ours, theirs });
        }
        compared.edits.insert(field, theirs);
    }
    if faults.is_empty() { Ok(compared) } else { Err(faults) }
}

/// A value as a cell holds it: long texts are cut there.
fn as_in_a_cell(value: Value, words: &Words) -> Value {
    match value {
        Value::Text(text) => Value::Text(fitting(text, words)),
        other => other,
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
