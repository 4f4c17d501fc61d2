//! The rows of everything that is shown.

use std::{collections::HashMap, sync::Arc};

use rusqlite::{Connection, Row};

use super::{
    Ledger, LedgerError,
    error::What,
    events,
    followup::{Review, fold},
    prepare::{basis_named, kind_named},
    types::{AgencyId, AgencyRow, DueRow, IssueId, IssueRow, NoticeId, NoticeRow, OutcomeSet, Snapshot},
};

/// The issues that are shown, `i`, of the notices that are, `n`, of agencies `a`; in the order in
/// which they are shown.
pub(super) const SHOWN: &str = "
  FROM issues i JOIN notices n ON n.id = i.notice JOIN agencies a ON a.id = n.agency
  WHERE n.withdrawn = 0 AND n.same_as IS NULL AND i.same_as IS NULL AND (i.present = 1 OR i.marked = 1)
  ORDER BY a.name, n.feedback IS NULL, n.feedback, n.id, i.present DESC, i.position, i.id";

impl Ledger {
    /// The rows of everything that is shown.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn snapshot(&self) -> Result<Snapshot, LedgerError> {
        self.ask(|connection| {
            // One view, though another process may write meanwhile.
            let view = connection.unchecked_transaction()?;
            let notices = notices(&view)?;
            let mut agencies: Vec<AgencyRow> = Vec::new();
            for (name, notice) in &notices {
                if agencies.last().is_none_or(|last| last.id != notice.agency) {
                    agencies.push(AgencyRow { id: notice.agency, name: Arc::from(name.as_str()) });
                }
            }
            let issues = issues(&view)?;
            Ok(Snapshot { agencies, notices: notices.into_iter().map(|(_, row)| row).collect(), issues })
        })
    }
}

/// The notices that are shown, each with its agency's name, by agency and feedback date.
pub(super) fn notices(connection: &Connection) -> Result<Vec<(String, NoticeRow)>, What> {
    let mut statement = connection.prepare_cached(
        "SELECT a.name, n.id, n.agency, n.title, n.feedback, n.published, n.remarks,
           (SELECT count(*) FROM versions v WHERE v.notice = n.id)
         FROM notices n JOIN agencies a ON a.id = n.agency
         WHERE n.withdrawn = 0 AND n.same_as IS NULL
         ORDER BY a.name, n.feedback IS NULL, n.feedback, n.id",
    )?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let title: String = row.get(3)?;
        let remarks: String = row.get(6)?;
        let notice = NoticeRow {
            id: NoticeId(row.get(1)?),
            agency: AgencyId(row.get(2)?),
            title: title.into(),
            feedback: day(row, 4)?,
            published: day(row, 5)?,
            versions: row.get(7)?,
            remarks: serde_json::from_str(&remarks)?,
        };
        out.push((row.get(0)?, notice));
    }
    Ok(out)
}

fn issues(connection: &Connection) -> Result<Vec<IssueRow>, What> {
    let mut deadlines = deadlines(connection)?;
    let mut reviews = reviews(connection)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT i.id, i.key, n.agency, i.notice, i.path, i.title, i.outcome, i.basis, i.present {SHOWN}"
    ))?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let text = |at: usize| row.get_ref(at)?.as_str().map(Arc::<str>::from).map_err(rusqlite::Error::from);
        let basis: Option<String> = row.get(7)?;
        out.push(IssueRow {
            id: IssueId(id),
            key: text(1)?,
            agency: AgencyId(row.get(2)?),
            notice: NoticeId(row.get(3)?),
            path: text(4)?,
            title: text(5)?,
            outcome: OutcomeSet(row.get(6)?),
            basis: basis.as_deref().map(basis_named).transpose()?,
            deadlines: deadlines.remove(&id).unwrap_or_default(),
            review: reviews.remove(&id).unwrap_or_default(),
            present: row.get(8)?,
        });
    }
    Ok(out)
}

fn deadlines(connection: &Connection) -> Result<HashMap<i64, Vec<DueRow>>, What> {
    let mut statement =
        connection.prepare_cached("SELECT issue, due, kind FROM deadlines ORDER BY issue, n")?;
    let mut rows = statement.query([])?;
    let mut out: HashMap<i64, Vec<DueRow>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let kind = kind_named(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
        if let Some(due) = day(row, 1)? {
            out.entry(row.get(0)?).or_default().push(DueRow { due, kind });
        }
    }
    Ok(out)
}

fn reviews(connection: &Connection) -> Result<HashMap<i64, Review>, What> {
    let histories = events::all(connection)?;
    Ok(histories.into_iter().map(|(issue, mut history)| (issue, fold(&mut history))).collect())
}

/// The day in a column, if there is one.
fn day(row: &Row<'_>, at: usize) -> Result<Option<jiff::civil::Date>, What> {
    let text: Option<String> = row.get(at)?;
    text.map(|text| text.parse().map_err(|error: jiff::Error| What::Damaged(error.to_string()))).transpose()
}
