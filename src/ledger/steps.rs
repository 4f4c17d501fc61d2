//! Several changes to an issue at once, in order: what a colleague filled in comes back so.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    Ledger, LedgerError, Marked,
    error::What,
    events::{Histories, Touched, guard, hold, told},
    followup::{Change, Refusal, Review, fold},
    home::Maker,
    log::with_printed,
    stored::next_counter,
    types::IssueId,
    withdrawal::away,
};

/// Changes to one issue, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The issue.
    pub issue: IssueId,
    /// The state of its check from which the changes were made up.
    pub was: Review,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Ledger {
    /// Makes several changes to each of several issues, in order: all of them or none. They are undone
    /// together.
    ///
    /// # Errors
    /// [`What::Busy`] where an issue is no longer as it was; [`What::Unknown`] where there is none such.
    pub fn mark_steps(
        &mut self,
        steps: &[Steps],
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        self.change_by(author, now, |tx, maker| mark_steps(tx, steps, maker))
    }
}

fn mark_steps(tx: &Connection, steps: &[Steps], maker: &Maker<'_>) -> Result<Marked, What> {
    let counter = next_counter(tx, maker.now)?;
    let mut touched = Vec::new();
    let mut held: Histories = HashMap::new();
    for Steps { issue: asked, was, changes } in steps {
        let issue = hold(tx, *asked, &mut held)?;
        if let Some(away) = away(tx, issue)? {
            return Ok(Marked::Refused { issue: Some(*asked), why: Refusal::Withdrawn(Box::new(away)) });
        }
        let mut known = held.get_mut(&issue).map(|case| fold(&mut case.history)).unwrap_or_default();
        if known.review != *was {
            return Err(What::Busy);
        }
        for change in changes {
            let next =
                guard(&known, change).and_then(|()| known.review.after(change, maker.author, maker.now));
            match next {
                Ok(review) => known.review = review,
                Err(why) => return Ok(Marked::Refused { issue: Some(*asked), why }),
            }
        }
        touched.push((issue, changes));
    }
    // Only when none refuses is anything written.
    let mut told_of = Vec::new();
    for (issue, changes) in touched {
        for (step, change) in (0i64..).zip(changes) {
            if let Some(case) = held.get_mut(&issue) {
                case.append(tx, &with_printed(tx, issue, change)?, counter, maker, step)?;
            }
            told_of.push(Touched { issue: Some(issue), kind: change.name().to_owned() });
        }
    }
    told(tx, &told_of, held)
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
