//! The doubts (疑点) that inspectors put aside (排除), and the ids by which they name one.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    Ledger, LedgerError, Marked,
    doubts::{ID, rows},
    error::What,
    followup::{Change, Dismiss, Fix, case::NoticeChange, fold},
    snapshot::notice_facts,
    stored,
    types::{DoubtRow, IssueId, NoticeId},
};

/// The shortest beginning of an id that is taken for the whole.
pub const SHORTEST_ID: usize = 4;

/// What a typed id of a doubt stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum NamedDoubt {
    /// This doubt.
    One(DoubtRow),
    /// Several; their ids.
    Several(Vec<String>),
    /// None.
    None,
    /// It is shorter than [`SHORTEST_ID`], or can be no id.
    NotAnId,
}

impl Ledger {
    /// The doubt whose id is or begins with what was typed.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn named_doubt(&self, typed: &str) -> Result<NamedDoubt, LedgerError> {
        let typed = super::fold::fold(typed);
        if typed.len() < SHORTEST_ID
            || typed.len() > ID
            || !typed.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            return Ok(NamedDoubt::NotAnId);
        }
        let mut found: Vec<DoubtRow> = self.ask(rows)?;
        found.retain(|row| row.id.starts_with(&typed));
        // The same words may be asked twice of one issue: whatever is done to the one is done to both.
        found.dedup_by(|one, other| one.id == other.id);
        let ids = || found.iter().map(|row| row.id.to_string()).collect();
        Ok(match found.as_slice() {
            [] => NamedDoubt::None,
            [one] => NamedDoubt::One(one.clone()),
            [first, rest @ ..] if rest.iter().all(|row| row.id == first.id) => NamedDoubt::One(first.clone()),
            _ => NamedDoubt::Several(ids()),
        })
    }

    /// Puts a doubt aside for as long as its words do not change.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn dismiss(
        &mut self,
        doubt: &DoubtRow,
        reason: &str,
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        let aside = doubt.dismissal(reason);
        match doubt.issues.first() {
            Some(issue) => self.mark(&[*issue], &Change::Dismiss(aside), author, now),
            None => self.say_of_doubt(doubt, &NoticeChange::Dismiss(aside), author, now),
        }
    }

    /// Asks a doubt again that was put aside.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn ask_again(
        &mut self,
        doubt: &DoubtRow,
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        let mut aside = self.ask(Aside::of)?;
        let key = doubt.key.to_string();
        let held = |issue: &&IssueId| aside.issues.get(issue).is_some_and(|held| held.contains_key(&key));
        let again: Vec<(IssueId, Change)> = doubt
            .issues
            .iter()
            .filter(held)
            .map(|issue| (*issue, Change::AskAgain { key: key.clone() }))
            .collect();
        let of_notice = aside.notices.remove(&doubt.notice).is_some_and(|held| held.contains_key(&key));
        if of_notice {
            let done = self.say_of_doubt(doubt, &NoticeChange::AskAgain { key }, author, now)?;
            if again.is_empty() {
                return Ok(done);
            }
        }
        self.mark_each(&again, author, now)
    }

    fn say_of_doubt(
        &mut self,
        doubt: &DoubtRow,
        change: &NoticeChange,
        author: &str,
        now: Timestamp,
    ) -> Result<Marked, LedgerError> {
        self.say_of_notice(doubt.notice, change, author, now)?;
        Ok(Marked::Done { reviews: Vec::new(), reload: true })
    }
}

/// What was put aside.
pub(super) struct Aside {
    issues: HashMap<IssueId, BTreeMap<String, Arc<Fix<Dismiss>>>>,
    notices: HashMap<NoticeId, BTreeMap<String, Arc<Fix<Dismiss>>>>,
}

/// What was put aside of one issue or notice, to be shared by all that show it.
fn held(all: BTreeMap<String, Fix<Dismiss>>) -> BTreeMap<String, Arc<Fix<Dismiss>>> {
    all.into_iter().map(|(key, fix)| (key, Arc::new(fix))).collect()
}

impl Aside {
    pub(super) fn of(connection: &Connection) -> Result<Self, What> {
        let mut statement = connection.prepare_cached(
            "SELECT DISTINCT coalesce(i.same_as, i.id) FROM events e JOIN issues i ON i.id = e.issue
             WHERE e.kind = 'dismiss'",
        )?;
        let touched = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        let mut issues = HashMap::new();
        for issue in touched {
            issues.insert(IssueId(issue), held(fold(&mut stored::of_issue(connection, issue)?).dismissed));
        }
        // Hardly any stands at no issue; then notices need not be asked about.
        let any = connection
            .prepare_cached("SELECT 1 FROM events WHERE kind = 'dismiss' AND issue IS NULL")?
            .exists([])?;
        let facts = if any { notice_facts(connection)? } else { HashMap::new() };
        let notices = facts.into_iter().map(|(notice, facts)| (notice, held(facts.dismissed))).collect();
        Ok(Self { issues, notices })
    }

    pub(super) fn of_row(&self, row: &DoubtRow) -> Option<&Arc<Fix<Dismiss>>> {
        let of_issues = row.issues.iter().filter_map(|issue| self.issues.get(issue));
        of_issues.chain(self.notices.get(&row.notice)).find_map(|held| held.get(&*row.key))
    }
}
