//! The rows of everything that is shown.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Date;
use rusqlite::{Connection, Row};

use super::{
    Ledger, LedgerError, disputes, doubts,
    error::What,
    followup::{
        Contest, Event,
        case::{AgencyChange, AgencyFacts, Imprint, NoticeChange, NoticeFacts, fold_notice},
        fold,
    },
    issue_rows, stored,
    types::{AgencyId, AgencyRow, NoticeId, NoticeRow, Snapshot},
    version,
};

/// The issues that are shown, `i`, of the notices that are, `n`; those of a notice in the order in
/// which they are shown. Issues put in by hand and taken back are among them.
pub(super) const SHOWN: &str = "
  FROM issues i JOIN notices n ON n.id = i.notice
  WHERE n.withdrawn = 0 AND n.same_as IS NULL AND i.same_as IS NULL AND (i.present = 1 OR i.marked = 1)
  ORDER BY n.id, i.present DESC, i.at = -1, i.position, i.key";

impl Ledger {
    /// The rows of everything that is shown.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn snapshot(&self) -> Result<Snapshot, LedgerError> {
        self.ask(|connection| {
            // One view, though another process may write meanwhile.
            let view = connection.unchecked_transaction()?;
            let book = Book::of(&view)?;
            let notices = notices_of(&view, &book, &Which::Shown)?;
            let mut agencies: Vec<AgencyRow> = Vec::new();
            for (name, notice) in &notices {
                if agencies.last().is_none_or(|last| last.id != notice.agency) {
                    agencies.push(book.row(notice.agency, name));
                }
            }
            let notices: Vec<NoticeRow> = notices.into_iter().map(|(_, row)| row).collect();
            let issues = issue_rows::all(&view, &notices)?;
            let (mut doubts, unasked) = (doubts::rows(&view)?, doubts::unasked(&view)?);
            let ranks: HashMap<NoticeId, usize> =
                notices.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
            doubts.sort_by_key(|row| ranks.get(&row.notice).copied());
            let unshared = !notices.is_empty() && doubts::unshared(&view)?;
            let disputes = disputes::of(&view)?;
            Ok(Snapshot { agencies, notices, issues, doubts, unasked, unshared, disputes })
        })
    }
}

/// The notices that are shown, each with its agency's name, by agency and feedback date.
pub(super) fn notices(connection: &Connection) -> Result<Vec<(String, NoticeRow)>, What> {
    notices_of(connection, &Book::of(connection)?, &Which::Shown)
}

/// The notices that are withdrawn, in the same way.
pub(super) fn notices_withdrawn(connection: &Connection) -> Result<Vec<(String, NoticeRow)>, What> {
    notices_of(connection, &Book::of(connection)?, &Which::Withdrawn)
}

/// The place of each shown notice in the order in which notices are shown: what [`notices`] gives, without
/// reading what else there is to know of them.
pub(super) fn ranks(connection: &Connection) -> Result<HashMap<NoticeId, usize>, What> {
    order(connection, "withdrawn = 0")
}

/// The same for all notices, the withdrawn ones among them.
pub(super) fn places(connection: &Connection) -> Result<HashMap<NoticeId, usize>, What> {
    order(connection, "1")
}

fn order(connection: &Connection, which: &str) -> Result<HashMap<NoticeId, usize>, What> {
    let (book, facts) = (Book::of(connection)?, notice_facts(connection)?);
    let mut statement = connection.prepare_cached(&format!(
        "SELECT n.id, n.agency, n.feedback, n.published, n.title, {KEY} FROM notices n
         WHERE {which} AND n.same_as IS NULL AND n.current IS NOT NULL"
    ))?;
    let mut rows = statement.query([])?;
    let (mut order, nothing) = (Vec::new(), NoticeFacts::default());
    while let Some(row) = rows.next()? {
        let id = NoticeId(row.get(0)?);
        let facts = facts.get(&id).unwrap_or(&nothing);
        let (_, name) = book.agency(row.get(1)?, facts.agency.as_ref().map(|fix| fix.value.as_str()));
        let printed: String = row.get(4)?;
        let rank = Rank {
            feedback: Day::of(facts.feedback.as_ref().map(|fix| fix.value).or(day(row, 2)?)),
            published: Day::of(facts.published.as_ref().map(|fix| fix.value).or(day(row, 3)?)),
            title: facts.title.as_ref().map_or(printed.as_str(), |fix| &fix.value).into(),
            key: row.get::<_, Option<String>>(5)?.unwrap_or_default().into(),
            id,
        };
        order.push((name, rank));
    }
    order.sort();
    Ok(order.into_iter().enumerate().map(|(at, (_, rank))| (rank.id, at)).collect())
}

/// The key of the first version of a notice `n`.
const KEY: &str = "(SELECT v.own FROM versions v WHERE v.notice = n.id ORDER BY v.seq LIMIT 1)";

/// What the notices of an agency are sorted by: what they say, so that every ledger that holds the same sorts
/// alike. Its own number counts only where nothing else is known of them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    feedback: Day,
    published: Day,
    title: Arc<str>,
    key: Arc<str>,
    id: NoticeId,
}

impl Rank {
    fn of(row: &NoticeRow) -> Self {
        let (title, key) = (Arc::clone(&row.title), Arc::clone(&row.key));
        Self { feedback: Day::of(row.feedback), published: Day::of(row.published), title, key, id: row.id }
    }
}

/// A day, or none, which comes last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Day {
    Known(Date),
    None,
}

impl Day {
    fn of(day: Option<Date>) -> Self {
        day.map_or(Self::None, Self::Known)
    }
}

/// The place of each issue that is shown in the order in which issues are.
pub(super) fn issue_order(connection: &Connection) -> Result<HashMap<i64, i64>, What> {
    let ranks = ranks(connection)?;
    let mut statement = connection.prepare_cached(&format!("SELECT i.id, i.notice {SHOWN}"))?;
    let mut shown = statement
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, NoticeId(row.get(1)?))))?
        .collect::<Result<Vec<_>, _>>()?;
    shown.sort_by_key(|(_, notice)| ranks.get(notice).copied());
    Ok((0..).zip(shown).map(|(at, (issue, _))| (issue, at)).collect())
}

/// The agencies, and what users said of them.
pub(super) struct Book {
    names: HashMap<i64, String>,
    ids: HashMap<String, i64>,
    facts: HashMap<String, AgencyFacts>,
    /// The names that were merged into each that is shown, by rising name.
    aliases: HashMap<String, Vec<Arc<str>>>,
}

impl Book {
    pub fn of(connection: &Connection) -> Result<Self, What> {
        let mut statement = connection.prepare_cached("SELECT id, name FROM agencies")?;
        let names: HashMap<i64, String> =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let ids = names.iter().map(|(id, name)| (name.clone(), *id)).collect();
        let mut book = Self { names, ids, facts: stored::agency_facts(connection)?, aliases: HashMap::new() };
        let mut aliases: HashMap<String, Vec<Arc<str>>> = HashMap::new();
        for name in book.facts.keys() {
            let shown = book.shown(name);
            if shown != name {
                aliases.entry(shown.to_owned()).or_default().push(Arc::from(name.as_str()));
            }
        }
        aliases.values_mut().for_each(|names| names.sort());
        book.aliases = aliases;
        Ok(book)
    }

    /// The name under which what is called `name` is shown.
    fn shown<'a>(&'a self, name: &'a str) -> &'a str {
        let mut here = name;
        // Two users may each have merged the one into the other: then the names go round, and the
        // smallest of them counts.
        let mut seen = vec![here];
        while let Some(next) = self.facts.get(here).and_then(|facts| facts.into.as_deref()) {
            if let Some(start) = seen.iter().position(|one| *one == next) {
                return seen.iter().skip(start).min().copied().unwrap_or(next);
            }
            seen.push(next);
            here = next;
        }
        here
    }

    /// The agency that is shown for a notice of agency `printed`, where it was put right as `fixed`.
    pub fn agency(&self, printed: i64, fixed: Option<&str>) -> (i64, String) {
        let name = fixed.or_else(|| self.names.get(&printed).map(String::as_str)).unwrap_or_default();
        let shown = self.shown(name);
        (self.ids.get(shown).copied().unwrap_or(printed), shown.to_owned())
    }

    pub fn row(&self, id: AgencyId, name: &str) -> AgencyRow {
        let aliases = self.aliases.get(name).cloned().unwrap_or_default();
        let facts = self.facts.get(name);
        let said = |text: Option<&String>| text.map(|text| Arc::from(text.as_str()));
        let contested = self.contested(name, &aliases);
        AgencyRow {
            id,
            name: Arc::from(name),
            aliases,
            region: said(facts.and_then(|facts| facts.region.as_ref())),
            level: said(facts.and_then(|facts| facts.level.as_ref())),
            contested,
        }
    }

    /// What was said apart of an agency and of the names that were merged into it; of these only whether they
    /// are, since the rest counts for nothing as long as they are.
    fn contested(&self, name: &str, aliases: &[Arc<str>]) -> Vec<(Arc<str>, Contest<AgencyChange>)> {
        let of = |name: &str| self.facts.get(name).map_or(&[][..], |facts| facts.contested.as_slice());
        let own = of(name).iter().map(|contest| (Arc::from(name), contest.clone()));
        let merged = aliases.iter().flat_map(|alias| {
            let merging = of(alias).iter().filter(|contest| contest.field == "alias");
            merging.map(|contest| (Arc::clone(alias), contest.clone()))
        });
        own.chain(merged).collect()
    }
}

/// What users said of notices, by notice.
pub(super) fn notice_facts(connection: &Connection) -> Result<HashMap<NoticeId, NoticeFacts>, What> {
    let mut histories: HashMap<NoticeId, Vec<Event<NoticeChange>>> = HashMap::new();
    for (key, events) in stored::of_notices(connection)? {
        if let Some(notice) = version::notice_with_key(connection, &key)? {
            histories.entry(notice).or_default().extend(events);
        }
    }
    Ok(histories.into_iter().map(|(notice, mut events)| (notice, fold_notice(&mut events))).collect())
}

/// Which notices.
pub(super) enum Which {
    /// Those that are shown.
    Shown,
    /// Those that are withdrawn.
    Withdrawn,
    /// These of those that are shown.
    These(Vec<NoticeId>),
}

pub(super) fn notices_of(
    connection: &Connection,
    book: &Book,
    which: &Which,
) -> Result<Vec<(String, NoticeRow)>, What> {
    let facts = notice_facts(connection)?;
    let these = match which {
        Which::These(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
            format!("AND n.id IN ({})", ids.join(","))
        }
        Which::Shown | Which::Withdrawn => String::new(),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT n.id, n.agency, n.title, n.feedback, n.published, n.remarks,
           (SELECT count(*) FROM versions v WHERE v.notice = n.id), {KEY}, n.round, c.imported, a.name
         FROM notices n JOIN versions c ON c.id = n.current JOIN agencies a ON a.id = n.agency
         WHERE n.withdrawn = ?1 AND n.same_as IS NULL {these}"
    ))?;
    let mut rows = statement.query([matches!(which, Which::Withdrawn)])?;
    let mut out = Vec::new();
    let nothing = NoticeFacts::default();
    while let Some(row) = rows.next()? {
        let id = NoticeId(row.get(0)?);
        let facts = facts.get(&id).unwrap_or(&nothing);
        let (agency, name) = book.agency(row.get(1)?, facts.agency.as_ref().map(|fix| fix.value.as_str()));
        let title: String = row.get(2)?;
        let remarks: String = row.get(5)?;
        let key: Option<String> = row.get(7)?;
        let round: Option<String> = row.get(8)?;
        let imported: String = row.get(9)?;
        let (feedback, published) = (day(row, 3)?, day(row, 4)?);
        let notice = NoticeRow {
            id,
            key: key.unwrap_or_default().into(),
            agency: AgencyId(agency),
            title: facts.title.as_ref().map_or(title.as_str(), |fix| &fix.value).into(),
            feedback: facts.feedback.as_ref().map(|fix| fix.value).or(feedback),
            published: facts.published.as_ref().map(|fix| fix.value).or(published),
            round: round.map(Arc::from),
            corrected: corrected(facts),
            steps: facts.steps.clone(),
            imported: version::moment(&imported)?,
            versions: row.get(6)?,
            remarks: serde_json::from_str(&remarks)?,
            contested: facts.contested.clone(),
            hides: facts.hides(&Imprint { title, agency: row.get(10)?, feedback, published }),
        };
        out.push((name, notice));
    }
    out.sort_by_cached_key(|(agency, row)| (agency.clone(), Rank::of(row)));
    Ok(out)
}

fn corrected(facts: &NoticeFacts) -> Vec<&'static str> {
    let all = [
        ("title", facts.title.is_some()),
        ("agency", facts.agency.is_some()),
        ("feedback", facts.feedback.is_some()),
        ("published", facts.published.is_some()),
    ];
    all.into_iter().filter(|(_, fixed)| *fixed).map(|(name, _)| name).collect()
}

/// The titles that were put right, by issue.
pub(super) fn fixed_titles(connection: &Connection) -> Result<Vec<(i64, String)>, What> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT coalesce(i.same_as, i.id) FROM events e JOIN issues i ON i.id = e.issue
         WHERE e.kind = 'correct'",
    )?;
    let issues = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut out = Vec::new();
    for issue in issues {
        let known = fold(&mut stored::of_issue(connection, issue)?);
        out.extend(known.corrections.title.map(|fix| (issue, fix.value)));
    }
    Ok(out)
}

/// The day in a column, if there is one.
fn day(row: &Row<'_>, at: usize) -> Result<Option<Date>, What> {
    let text: Option<String> = row.get(at)?;
    Ok(text.map(|text| text.parse()).transpose()?)
}
