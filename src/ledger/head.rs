//! What the first frame of the screen shows: the agencies, and the issues of the first of them.
//!
//! All rows of a province take most of a second. Until they are there, the screen shows what can be had by key:
//! no count, and nothing of any other agency.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{
    Ledger, LedgerError, doubts,
    error::What,
    issue_rows, packs,
    snapshot::{Book, Which, notice_facts, notices_of},
    types::{AgencyId, Issues, NoticeId, NoticeRow, Snapshot},
};

/// An agency with more issues than this is not in the head: it would keep the first frame waiting. Two thousand are
/// read in five milliseconds; agencies have some hundred.
const ISSUES: usize = 2_000;

impl Ledger {
    /// The agencies that are shown, and of the first of them the notices, issues and doubts; of the others nothing.
    /// Where the first has very many issues, these are left out with its notices.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn head(&self) -> Result<Snapshot, LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            let book = Book::of(&view)?;
            let agencies = agencies(&view, &book)?;
            let Some(first) = agencies.values().next() else { return Ok(Snapshot::default()) };
            let notices: Vec<NoticeRow> = match packs::count(&view, &first.notices)? {
                few if few <= ISSUES => notices_of(&view, &book, &Which::These(first.notices.clone()))?
                    .into_iter()
                    .map(|(_, row)| row)
                    .collect(),
                _ => Vec::new(),
            };
            let issues =
                if notices.is_empty() { Issues::default() } else { issue_rows::of_few(&view, &notices)? };
            let mut asked = Vec::new();
            for notice in &notices {
                asked.extend(doubts::rows_of(&view, Some(notice.id))?);
            }
            let agencies = agencies.iter().map(|(name, one)| book.row(one.id, name)).collect();
            Ok(Snapshot { agencies, notices, issues, doubts: asked, ..Snapshot::default() })
        })
    }
}

/// An agency and its notices.
struct Agency {
    id: AgencyId,
    notices: Vec<NoticeId>,
}

/// The agencies that have a notice which is shown, by name.
fn agencies(connection: &Connection, book: &Book) -> Result<BTreeMap<String, Agency>, What> {
    let facts = notice_facts(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, agency FROM notices WHERE withdrawn = 0 AND same_as IS NULL AND current IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut out: BTreeMap<String, Agency> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let notice = NoticeId(row.get(0)?);
        let fixed = facts.get(&notice).and_then(|facts| facts.agency.as_ref());
        let (id, name) = book.agency(row.get(1)?, fixed.map(|fix| fix.value.as_str()));
        let new = || Agency { id: AgencyId(id), notices: Vec::new() };
        out.entry(name).or_insert_with(new).notices.push(notice);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use crate::{
        ledger::{
            followup::{
                Change,
                case::{AgencyChange, NoticeChange, NoticeCorrection},
            },
            testing::{at, import, issue, ledger, notice},
            types::Snapshot,
        },
        notice::Notice,
    };

    fn of(agency: &str, title: &str) -> Notice {
        let printed = notice(vec![issue("1.", title, "换灯"), issue("2.", "路灯", "修好")]);
        Notice { agency: Some(agency.to_owned()), title: Some(format!("{agency}{title}")), ..printed }
    }

    /// What the whole has of the first agency.
    fn first(whole: &Snapshot) -> Snapshot {
        let first = whole.agencies[0].id;
        let notices: Vec<_> = whole.notices.iter().filter(|row| row.agency == first).cloned().collect();
        let issues = whole.issues.iter().filter(|row| row.agency == first).collect();
        Snapshot { agencies: whole.agencies.clone(), notices, issues, ..Snapshot::default() }
    }

    #[test]
    fn the_head_is_the_beginning_of_the_whole() {
        let mut ledger = ledger();
        assert_eq!(ledger.head().unwrap(), Snapshot::default());
        let mut ids = Vec::new();
        for (agency, title) in [("乙局", "公厕"), ("甲局", "绿化"), ("丙局", "停车"), ("乙局", "垃圾")]
        {
            ids.push(import(&mut ledger, &of(agency, title)).notice);
        }
        let same = |ledger: &crate::ledger::Ledger| {
            let whole = ledger.snapshot().unwrap();
            let head = ledger.head().unwrap();
            assert!(!head.issues.is_empty());
            assert_eq!(head, first(&whole));
        };
        same(&ledger);
        let issue = ledger.head().unwrap().issues.get(0).unwrap().id;
        ledger.mark(&[issue], &Change::Revisit { due: None, who: None, note: None }, "甲", at(1)).unwrap();
        same(&ledger);
        // A notice goes to another agency, one agency into another, a notice away.
        let to = NoticeCorrection::Agency(Some("乙局".into()));
        let change = NoticeChange::Correct { to, reason: "误读".into(), printed: None };
        ledger.say_of_notice(ids[2], &change, "甲", at(2)).unwrap();
        same(&ledger);
        ledger
            .say_of_agency("乙局", &[AgencyChange::Alias { into: Some("丁局".into()) }], "甲", at(3))
            .unwrap();
        same(&ledger);
        ledger.say_of_notice(ids[1], &NoticeChange::Withdraw { reason: "重复".into() }, "甲", at(4)).unwrap();
        same(&ledger);
    }
}
