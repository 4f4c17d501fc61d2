//! The candidates of a ledger: the names of its agencies, then the titles of its issues.

use crate::ledger::types::{AgencyId, IssueId, IssueRow, Snapshot};

/// What a candidate names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An agency, by its name.
    Agency(AgencyId),
    /// An issue, by its title.
    Issue(IssueId),
}

/// The candidates of a snapshot, in its order.
#[derive(Debug, Clone, Copy)]
pub struct Titles<'a>(pub &'a Snapshot);

impl<'a> Titles<'a> {
    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let names = self.0.agencies.iter().map(|row| &*row.name);
        names.chain((0..self.0.issues.len()).map(move |at| self.0.issues.title(at)))
    }

    /// The text of the candidate in that place; empty where there is none.
    pub fn text(self, at: usize) -> &'a str {
        match at.checked_sub(self.0.agencies.len()) {
            None => self.0.agencies.get(at).map_or("", |row| &row.name),
            Some(at) => self.0.issues.title(at),
        }
    }

    /// The row of the issue in that place.
    pub fn issue(self, at: usize) -> Option<IssueRow<'a>> {
        self.0.issues.get(at.checked_sub(self.0.agencies.len())?)
    }

    /// What the candidate in that place names.
    pub fn target(self, at: usize) -> Option<Target> {
        match at.checked_sub(self.0.agencies.len()) {
            None => self.0.agencies.get(at).map(|row| Target::Agency(row.id)),
            Some(at) => self.0.issues.id(at).map(Target::Issue),
        }
    }
}
