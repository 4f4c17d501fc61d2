//! What comes of a workbook, in words: a line for an issue, a conflict, a fault. The lines hold text from the
//! workbook and are to be cleaned before a terminal gets them.

use crate::{
    report::{
        cell::line,
        columns,
        marks::{Unread, Value},
    },
    text::cut,
    words::Words,
};

use super::{Conflict, Fault, Returned, RowFault, Taken, What};

/// The most cells of a terminal that a value takes in a line.
const WIDEST: usize = 60;

/// An issue with its new marks in a line.
pub fn taken_line(taken: &Taken<'_>, words: &Words) -> String {
    let say = &words.export.receive;
    let cells = taken.cells.iter().map(|(field, from, to)| {
        (say.field)(columns::head(*field, words), &shown(from, words), &shown(to, words))
    });
    let cells: Vec<String> = cells.collect();
    let title = cut(&line(taken.issue.title), WIDEST).into_owned();
    (say.taken)(taken.issue.key, &title, &cells.join("; "))
}

/// A conflict in a line.
pub fn conflict_line(conflict: &Conflict<'_>, words: &Words) -> String {
    let [base, ours, theirs] =
        [&conflict.base, &conflict.ours, &conflict.theirs].map(|value| shown(value, words));
    let head = columns::head(conflict.field, words);
    (words.export.receive.conflict)(conflict.issue.key, head, &base, &ours, &theirs)
}

/// What cannot be taken, in a line.
pub fn fault_line(fault: &Fault, returned: &Returned, words: &Words) -> String {
    let say = &words.export.receive;
    let accepted = |names: &[&str]| names.join(words.follow.comma);
    let row = fault.row as usize;
    match &fault.what {
        What::Cell(field, why) => {
            let head = returned.heads.get(field).map_or_else(|| columns::head(*field, words), String::as_str);
            let why = match why {
                Unread::Day(text) => (say.bad_day)(&brief(text)),
                Unread::State(text) => (say.bad_state)(&brief(text), &accepted(&words.ledger.states)),
                Unread::Finding(text) => (say.bad_finding)(&brief(text), &accepted(&words.ledger.findings)),
                Unread::Error => say.error_cell.to_owned(),
                Unread::NoValue => say.no_value.to_owned(),
                Unread::Bounds(fault) => fault.explain(&words.ledger),
                Unread::Reason { typed, offered } => (say.bad_reason)(&brief(typed), offered),
                Unread::Cut => say.cut.to_owned(),
                Unread::Masked => say.masked.to_owned(),
            };
            format!("{}  {why}", (say.at)(&returned.sheet, row, head))
        }
        What::Row(why) => format!("{}  {}", (say.row)(&returned.sheet, row), row_fault(why, words)),
    }
}

fn row_fault(why: &RowFault, words: &Words) -> String {
    let say = &words.export.receive;
    match why {
        RowFault::UnknownKey(key) => (say.unknown_key)(&brief(key)),
        RowFault::Withdrawn(key, away) => (say.withdrawn)(&brief(key), &away.explain(&words.ledger)),
        RowFault::Void(key) => (say.void)(&brief(key)),
        RowFault::KeyTwice(key) => (say.twice)(&brief(key)),
        RowFault::NoBase(key) => (say.no_base)(&brief(key)),
        RowFault::FindingWithoutState => say.finding_without_state.to_owned(),
        RowFault::NeedsFinding => say.needs_finding.to_owned(),
        RowFault::FindingTakenAway => say.finding_taken_away.to_owned(),
        RowFault::ReasonTakenAway => say.reason_taken_away.to_owned(),
        RowFault::UnreadWithMore => say.unread_with_more.to_owned(),
        RowFault::Refused(why) => why.explain(&words.ledger).into_owned(),
    }
}

/// A value in a line.
fn shown(value: &Value, words: &Words) -> String {
    let text = value.shown(words);
    if text.is_empty() { words.export.receive.empty.to_owned() } else { brief(&text) }
}

fn brief(text: &str) -> String {
    cut(&line(text), WIDEST).into_owned()
}
