//! From cells that were filled in to changes of a check, in order.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    ledger::followup::{Change, Finding, Refusal, Review, State, standing::Away},
    report::marks::{Field, Value},
};

/// Why nothing of a row is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// The ledger has no such issue.
    UnknownKey(String),
    /// Its notice was withdrawn.
    Withdrawn(String, Box<Away>),
    /// It was put right by hand that this is no issue.
    Void(String),
    /// The issue has two rows that differ.
    KeyTwice(String),
    /// The issue was not in the workbook when it was written.
    NoBase(String),
    /// There is a finding, but the state is of a check that is still to be done.
    FindingWithoutState,
    /// It is to be verified, and nothing says what was found.
    NeedsFinding,
    /// A finding was taken away without taking the check up again.
    FindingTakenAway,
    /// A reason was taken away: the history has no such change.
    ReasonTakenAway,
    /// It goes back to unread, and something else was filled in.
    UnreadWithMore,
    /// The check is not in a state from which this is open.
    Refused(Refusal),
}

/// Cells that were filled in with something new.
pub type Edits = BTreeMap<Field, Value>;

/// The changes that take a check from `review` to what was filled in, made by `by` at `now`.
///
/// A finding verifies. A day or a person puts an unread issue on the list for a revisit; a reason makes
/// it doubted.
///
/// # Errors
/// [`RowFault`].
pub fn changes(review: &Review, edits: &Edits, by: &str, now: Timestamp) -> Result<Vec<Change>, RowFault> {
    let mut walk = Walk { at: review.clone(), changes: Vec::new(), by, now };
    let edits = Read::of(edits);
    match edits.target(review)? {
        State::Unread => walk.unread(&edits)?,
        target @ (State::Query | State::Revisit) => {
            walk.reason(&edits)?;
            walk.open(target, &edits)?;
            walk.day_and_person(&edits)?;
        }
        target @ (State::Verified | State::Archived) => {
            walk.reason(&edits)?;
            walk.day_and_person(&edits)?;
            walk.close(target, &edits)?;
        }
    }
    walk.note(&edits)?;
    Ok(walk.changes)
}

/// The cells by what they are.
#[derive(Default)]
struct Read {
    state: Option<State>,
    reason: Option<String>,
    due: Option<Option<Date>>,
    who: Option<String>,
    finding: Option<Option<Finding>>,
    seen: Option<String>,
    on: Option<Option<Date>>,
    note: Option<String>,
}

impl Read {
    fn of(edits: &Edits) -> Self {
        let mut read = Self::default();
        for (field, value) in edits {
            match (field, value.clone()) {
                (Field::State, Value::State(state)) => read.state = Some(state),
                (Field::Finding, Value::Finding(finding)) => read.finding = Some(finding),
                (Field::Due, Value::Day(day)) => read.due = Some(day),
                (Field::On, Value::Day(day)) => read.on = Some(day),
                (Field::Reason, Value::Text(text)) => read.reason = Some(text),
                (Field::Who, Value::Text(text)) => read.who = Some(text),
                (Field::Seen, Value::Text(text)) => read.seen = Some(text),
                (Field::Note, Value::Text(text)) => read.note = Some(text),
                // A value of a field is of the field's kind.
                _ => {}
            }
        }
        read
    }

    /// Whether something was found or seen.
    fn found(&self) -> bool {
        self.finding.is_some_and(|finding| finding.is_some())
            || self.seen.as_deref().is_some_and(|seen| !seen.is_empty())
            || self.on.is_some_and(|on| on.is_some())
    }

    /// Whether there is a day, a person or a reason.
    fn asks(&self) -> (bool, bool) {
        let who = self.who.as_deref().is_some_and(|who| !who.is_empty());
        let reason = self.reason.as_deref().is_some_and(|reason| !reason.is_empty());
        (who || self.due.is_some_and(|due| due.is_some()), reason)
    }

    /// The state to which the cells lead.
    fn target(&self, review: &Review) -> Result<State, RowFault> {
        let touches = self.finding.is_some() || self.seen.is_some() || self.on.is_some();
        let target = match self.state {
            Some(state) => state,
            None if self.found() && !review.state.closed() => State::Verified,
            None if review.state == State::Unread => match self.asks() {
                (true, _) => State::Revisit,
                (false, true) => State::Query,
                (false, false) => State::Unread,
            },
            None => review.state,
        };
        match target {
            State::Verified | State::Archived if self.finding == Some(None) => {
                Err(RowFault::FindingTakenAway)
            }
            State::Query | State::Revisit if self.found() => Err(RowFault::FindingWithoutState),
            State::Archived if touches && review.state == State::Archived => {
                Err(RowFault::Refused(Refusal::Archived))
            }
            target => Ok(target),
        }
    }
}

/// The way of a check, change by change.
struct Walk<'a> {
    at: Review,
    changes: Vec<Change>,
    by: &'a str,
    now: Timestamp,
}

impl Walk<'_> {
    fn go(&mut self, change: Change) -> Result<(), RowFault> {
        self.at = self.at.after(&change, self.by, self.now).map_err(RowFault::Refused)?;
        self.changes.push(change);
        Ok(())
    }

    fn unread(&mut self, edits: &Read) -> Result<(), RowFault> {
        if edits.found() || edits.asks() != (false, false) {
            return Err(RowFault::UnreadWithMore);
        }
        if self.at.state != State::Unread { self.go(Change::Unread) } else { Ok(()) }
    }

    /// A reason makes the issue doubted; the state to which it goes comes behind.
    fn reason(&mut self, edits: &Read) -> Result<(), RowFault> {
        match edits.reason.as_deref() {
            None => Ok(()),
            // What is taken up again begins without a reason.
            Some("") if self.at.state.closed() && edits.state.is_some_and(State::open) => Ok(()),
            Some("") => Err(RowFault::ReasonTakenAway),
            Some(_) if self.at.state.closed() && !edits.state.is_some_and(State::open) => {
                Err(RowFault::Refused(Refusal::NotOpen))
            }
            Some(reason) => self.go(Change::Query { reason: Some(reason.to_owned()), note: None }),
        }
    }

    fn open(&mut self, target: State, edits: &Read) -> Result<(), RowFault> {
        match target {
            target if self.at.state == target => Ok(()),
            State::Query => self.go(Change::Query { reason: None, note: None }),
            _ => {
                let who = edits.who.as_deref().and_then(filled);
                self.go(Change::Revisit { due: edits.due.flatten(), who, note: None })
            }
        }
    }

    fn day_and_person(&mut self, edits: &Read) -> Result<(), RowFault> {
        let wants = edits.asks().0;
        if self.at.state == State::Unread && wants {
            self.open(State::Revisit, edits)?;
        }
        if let Some(due) = edits.due
            && due != self.at.due
        {
            self.go(Change::Due { due })?;
        }
        if let Some(who) = edits.who.as_deref()
            && Value::of(Field::Who, &self.at) != Value::Text(who.to_owned())
        {
            self.go(Change::Assign { who: filled(who) })?;
        }
        Ok(())
    }

    fn close(&mut self, target: State, edits: &Read) -> Result<(), RowFault> {
        let touches = edits.finding.is_some() || edits.seen.is_some() || edits.on.is_some();
        let back = edits.state == Some(State::Verified) && self.at.state == State::Archived;
        if !self.at.state.closed() || touches || back {
            // What was found in a former chain is not found in this one.
            let before = self.at.state.closed();
            let finding = edits.finding.flatten().or(self.at.finding.filter(|_| before));
            let finding = finding.ok_or(RowFault::NeedsFinding)?;
            let seen = match edits.seen.as_deref() {
                Some(seen) => filled(seen),
                None => self.at.seen.clone().filter(|_| before),
            };
            let on = edits.on.unwrap_or(self.at.on.filter(|_| before));
            self.go(Change::Verify { finding, seen, on, note: None })?;
        }
        if target == State::Archived && self.at.state != State::Archived {
            self.go(Change::Archive { note: None })?;
        }
        Ok(())
    }

    fn note(&mut self, edits: &Read) -> Result<(), RowFault> {
        match edits.note.as_deref() {
            Some(note) if Value::of(Field::Note, &self.at) != Value::Text(note.to_owned()) => {
                self.go(Change::Note { note: note.to_owned() })
            }
            _ => Ok(()),
        }
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
