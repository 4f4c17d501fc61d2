//! The doubts (疑点) of the notices that are here: kept as the rules asked them, and asked again where a notice
//! or the rules changed since.
//!
//! What is kept follows from the texts and is never shared: every ledger asks its own. What inspectors put aside
//! is an event of the issue, or of the notice where the doubt stands at no issue; it counts for as long as there
//! is a doubt with its key, so until the words change. All rules are kept; whoever shows doubts leaves out those
//! that are switched off.
//!
//! [`super::aside`] knows what was put aside. The asking itself is done outside, in [`crate::work::check`]: [`Ledger::stale_doubts`] says what is to be
//! asked, [`Ledger::text_to_ask`] gives one notice, [`Ledger::keep_doubts`] takes what came of it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    checks::{CHECKS_VERSION, Doubt, RuleId},
    intake::{Document, Kept},
    notice::Notice,
};

use super::{
    Ledger, LedgerError,
    aside::Aside,
    error::What,
    prepare::sha256,
    stored::Subject,
    types::{AskedDoubt, Away, DoubtRow, IssueId, NoticeId},
    version,
};

/// Digits of a doubt's id: 40 bits, so that of some ten thousand hardly two share one.
pub(super) const ID: usize = 10;

/// Under which name is kept of what notices the shared words were looked for.
const SHARED: &str = "doubts shared";

/// Notices that are shown, `n`, with their newest version, `v`, and what was asked of them, `c`.
const NOTICES: &str =
    "FROM notices n JOIN versions v ON v.id = n.current LEFT JOIN checked c ON c.notice = n.id";

/// Which of them are shown.
const SHOWN: &str = "n.withdrawn = 0 AND n.same_as IS NULL";

/// Whether what was asked is what the notice is now.
const SAME: &str = "c.version IS v.id AND c.digest IS v.digest AND c.text IS v.text";

/// What is to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stale {
    /// All notices that are shown, by age: those without a day first. With each, whether it is to be asked.
    pub notices: Vec<(NoticeId, bool)>,
    /// Where the words that notices share are to be looked for anew: what [`Ledger::keep_shared`] is told.
    pub shared: Option<String>,
}

impl Stale {
    /// Whether anything is to be asked.
    pub fn any(&self) -> bool {
        self.shared.is_some() || self.notices.iter().any(|(_, stale)| *stale)
    }
}

/// A notice that is to be asked.
#[derive(Debug, Clone)]
pub struct Text {
    /// The notice.
    pub notice: NoticeId,
    /// What was read.
    pub read: Notice,
    /// What it was read from; `None` where the ledger has no text of it: then nothing can be asked.
    pub document: Option<Document>,
    mark: Mark,
}

/// What was asked: a version in its wording.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    version: i64,
    digest: String,
    text: Option<i64>,
}

/// A doubt with the nodes that it is about, by their numbers in reading order.
#[derive(Debug, Clone)]
pub struct Located {
    /// The doubt.
    pub doubt: Doubt,
    /// Its own nodes.
    pub places: Vec<usize>,
    /// For each place elsewhere, in their order, the notice and its nodes.
    pub elsewhere: Vec<(Version, Vec<usize>)>,
}

/// A version of a notice that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version(i64);

impl Text {
    /// The version that is asked.
    pub fn version(&self) -> Version {
        Version(self.mark.version)
    }
}

impl Ledger {
    /// What is to be asked since notices or rules changed.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn stale_doubts(&self) -> Result<Stale, LedgerError> {
        self.ask(stale)
    }

    /// A notice as it is to be asked.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such notice; else [`LedgerError`].
    pub fn text_to_ask(&self, notice: NoticeId) -> Result<Text, LedgerError> {
        self.ask(|connection| text(connection, notice))
    }

    /// Takes what was asked of a notice by itself, in place of what was kept; whether it was taken: where the
    /// notice changed meanwhile it was not, and is to be asked again.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn keep_doubts(&mut self, of: &Text, doubts: &[Located]) -> Result<bool, LedgerError> {
        self.change_relaxed(|tx| {
            if mark(tx, of.notice)?.as_ref() != Some(&of.mark) {
                return Ok(false);
            }
            for sql in ["DELETE FROM doubts WHERE notice = ?1", "DELETE FROM doubt_places WHERE notice = ?1"] {
                tx.prepare_cached(sql)?.execute([of.notice.0])?;
            }
            for (n, located) in (0i64..).zip(doubts) {
                insert(tx, of, (false, n), located)?;
            }
            let Mark { version, digest, text } = &of.mark;
            tx.prepare_cached(
                "INSERT OR REPLACE INTO checked (notice, version, digest, text, rules) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![of.notice.0, version, digest, text, CHECKS_VERSION])?;
            Ok(true)
        })
    }

    /// Takes what notices share, all of it in place of what was kept; `shared` is of [`Stale`]. Whether it was
    /// taken: where a notice changed meanwhile it was not, and is to be asked again.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was changed.
    pub fn keep_shared(
        &mut self,
        shared: &str,
        doubts: &[(Text, Vec<Located>)],
    ) -> Result<bool, LedgerError> {
        self.change_relaxed(|tx| {
            if listed(tx)?.1 != shared {
                return Ok(false);
            }
            tx.execute("DELETE FROM doubts WHERE shared = 1", [])?;
            tx.execute("DELETE FROM doubt_places WHERE shared = 1", [])?;
            for (of, located) in doubts {
                for (n, located) in (0i64..).zip(located) {
                    insert(tx, of, (true, n), located)?;
                }
            }
            tx.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", [SHARED, shared])?;
            Ok(true)
        })
    }

    /// Doubts whole, in the order given; those that are no longer kept are left out.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn whole_doubts<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r DoubtRow>,
    ) -> Result<Vec<AskedDoubt>, LedgerError> {
        self.ask(|connection| whole_of(connection, rows))
    }
}

/// How many notices are to be asked.
pub(super) fn unasked(connection: &Connection) -> Result<usize, What> {
    let count: i64 = connection
        .prepare_cached(&format!(
            "SELECT count(*) {NOTICES} WHERE {SHOWN} AND NOT ({SAME} AND c.rules IS ?1)"
        ))?
        .query_row([CHECKS_VERSION], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Whether what notices share is to be looked for anew.
pub(super) fn unshared(connection: &Connection) -> Result<bool, What> {
    Ok(known(connection)? != Some(listed(connection)?.1))
}

/// Of what notices the shared words were looked for.
fn known(connection: &Connection) -> Result<Option<String>, What> {
    Ok(connection
        .prepare_cached("SELECT value FROM meta WHERE name = ?1")?
        .query_row([SHARED], |row| row.get(0))
        .optional()?)
}

fn stale(connection: &Connection) -> Result<Stale, What> {
    let view = connection.unchecked_transaction()?;
    let (notices, now) = listed(&view)?;
    let known = known(&view)?;
    Ok(Stale { notices, shared: (known.as_ref() != Some(&now)).then_some(now) })
}

/// The notices that are shown, by age, and whether they are to be asked; and what tells whether one of them or
/// the rules changed.
fn listed(connection: &Connection) -> Result<(Vec<(NoticeId, bool)>, String), What> {
    // Ordered as `checks::age` does, so that every ledger asks the same one of two that share words.
    let mut statement = connection.prepare_cached(&format!(
        "SELECT n.id, {SAME} AND c.rules IS ?1, v.id, v.digest, v.text {NOTICES} WHERE {SHOWN}
         ORDER BY coalesce(n.published, n.feedback) IS NOT NULL, coalesce(n.published, n.feedback), v.sha256, v.digest"
    ))?;
    let mut rows = statement.query([CHECKS_VERSION])?;
    let mut notices = Vec::new();
    let mut all = CHECKS_VERSION.to_string();
    while let Some(row) = rows.next()? {
        let fresh: bool = row.get(1)?;
        notices.push((NoticeId(row.get(0)?), !fresh));
        let (version, digest, text): (i64, String, Option<i64>) = (row.get(2)?, row.get(3)?, row.get(4)?);
        all.push_str(&format!("\n{version} {digest} {text:?}"));
    }
    Ok((notices, sha256(&all)))
}

fn text(connection: &Connection, notice: NoticeId) -> Result<Text, What> {
    let found = connection
        .prepare_cached(
            "SELECT v.id, v.digest, v.text, v.body, v.kept, t.body FROM notices n
             JOIN versions v ON v.id = n.current LEFT JOIN texts t ON t.id = v.text WHERE n.id = ?1",
        )?
        .query_row([notice.0], |row| {
            let mark = Mark { version: row.get(0)?, digest: row.get(1)?, text: row.get(2)? };
            let texts: (String, Option<String>, Option<String>) = (row.get(3)?, row.get(4)?, row.get(5)?);
            Ok((mark, texts))
        })
        .optional()?;
    let (mark, (body, kept, text)) = found.ok_or_else(|| What::Unknown(notice.0.to_string()))?;
    let read: Notice = serde_json::from_str(&body)?;
    let kept: Option<Kept> = kept.as_deref().map(serde_json::from_str).transpose()?;
    let document = text.map(|text| Document::restored(read.source.clone(), text, read.pages.clone(), kept));
    Ok(Text { notice, read, document, mark })
}

/// What a notice is now, where it is shown.
fn mark(connection: &Connection, notice: NoticeId) -> Result<Option<Mark>, What> {
    Ok(connection
        .prepare_cached(&format!("SELECT v.id, v.digest, v.text {NOTICES} WHERE {SHOWN} AND n.id = ?1"))?
        .query_row([notice.0], |row| {
            Ok(Mark { version: row.get(0)?, digest: row.get(1)?, text: row.get(2)? })
        })
        .optional()?)
}

fn insert(tx: &Connection, of: &Text, (shared, n): (bool, i64), located: &Located) -> Result<(), What> {
    let Located { doubt, places, elsewhere } = located;
    let start = doubt.quotes.first().map_or(0, |quote| version::number(quote.span.start));
    tx.prepare_cached(
        "INSERT INTO doubts (notice, shared, n, start, rule, key, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        of.notice.0,
        shared,
        n,
        start,
        doubt.rule.name(),
        doubt.key(),
        serde_json::to_string(doubt)?
    ])?;
    let mut put = tx.prepare_cached(
        "INSERT INTO doubt_places (notice, shared, n, part, ord, version, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let own = std::iter::once((of.version(), places));
    let parts = own.chain(elsewhere.iter().map(|(version, places)| (*version, places)));
    for (part, (of_version, places)) in (0i64..).zip(parts) {
        for (ord, at) in (0i64..).zip(places) {
            put.execute(params![of.notice.0, shared, n, part, ord, of_version.0, version::number(*at)])?;
        }
    }
    Ok(())
}

/// All doubts that hold of what notices are now.
pub(super) fn rows(connection: &Connection) -> Result<Vec<DoubtRow>, What> {
    rows_of(connection, None)
}

/// The same, of one notice or of all.
pub(super) fn rows_of(connection: &Connection, notice: Option<NoticeId>) -> Result<Vec<DoubtRow>, What> {
    let aside = Aside::of(connection)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT n.id, d.shared, d.n, d.rule, d.key, k.id, k.key {NOTICES}
         JOIN doubts d ON d.notice = n.id
         LEFT JOIN doubt_places p ON p.notice = d.notice AND p.shared = d.shared AND p.n = d.n AND p.part = 0
         LEFT JOIN sightings s ON s.version = p.version AND s.at = p.at
         LEFT JOIN issues i ON i.id = s.issue LEFT JOIN issues k ON k.id = coalesce(i.same_as, i.id)
         WHERE {SHOWN} AND {SAME} AND (?1 IS NULL OR n.id = ?1)
         ORDER BY n.id, d.start, d.rule, d.shared, d.n, p.ord"
    ))?;
    let mut found = statement.query([notice.map(|notice| notice.0)])?;
    let mut keys: HashMap<NoticeId, String> = HashMap::new();
    let mut out: Vec<DoubtRow> = Vec::new();
    let mut subjects: Vec<Option<String>> = Vec::new();
    while let Some(row) = found.next()? {
        let (notice, at) = (NoticeId(row.get(0)?), (row.get(1)?, row.get(2)?));
        let issue: Option<(IssueId, String)> =
            row.get::<_, Option<i64>>(5)?.map(IssueId).zip(row.get::<_, Option<String>>(6)?);
        if let Some((last, subject)) = out.last_mut().zip(subjects.last_mut())
            && (last.notice, last.at) == (notice, at)
        {
            if let Some((issue, key)) = issue.filter(|(issue, _)| !last.issues.contains(issue)) {
                last.issues.push(issue);
                subject.get_or_insert(key);
            }
            continue;
        }
        let (rule, key): (String, String) = (row.get(3)?, row.get(4)?);
        // A rule that this program does not know is of a newer one, which asked it.
        let Some(rule) = RuleId::named(&rule) else { continue };
        let (issues, subject) = issue.map(|(issue, key)| (vec![issue], key)).unzip();
        let issues = issues.unwrap_or_default();
        let (id, key) = (String::new().into(), key.into());
        out.push(DoubtRow { id, rule, notice, issues, dismissed: None, key, at });
        subjects.push(subject);
    }
    for (row, subject) in out.iter_mut().zip(subjects) {
        let subject = match (subject, keys.get(&row.notice)) {
            (Some(key), _) => Subject::Issue(key).text(),
            (None, Some(known)) => known.clone(),
            (None, None) => {
                let key = Subject::Notice(version::notice_key(connection, row.notice)?).text();
                keys.insert(row.notice, key.clone());
                key
            }
        };
        row.id = sha256(&format!("{subject}\n{}", row.key)).chars().take(ID).collect::<String>().into();
        row.dismissed = aside.of_row(row).cloned();
    }
    Ok(out)
}

/// Doubts by the issues at which they stand.
pub(super) fn by_issue(rows: &[DoubtRow]) -> HashMap<IssueId, Vec<&DoubtRow>> {
    let mut out: HashMap<IssueId, Vec<&DoubtRow>> = HashMap::new();
    for row in rows {
        for issue in &row.issues {
            out.entry(*issue).or_default().push(row);
        }
    }
    out
}

/// Leaves the folders of files out: where they lie on this PC is nobody else's matter.
pub(super) fn without_folders(doubt: &mut AskedDoubt) {
    let others = doubt.doubt.elsewhere.iter_mut().map(|other| &mut other.path);
    for path in std::iter::once(&mut doubt.path).chain(others) {
        *path = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    }
}

/// Doubts whole, in the order given; those that are no longer kept are left out.
pub(super) fn whole_of<'r>(
    connection: &Connection,
    rows: impl IntoIterator<Item = &'r DoubtRow>,
) -> Result<Vec<AskedDoubt>, What> {
    let mut out = Vec::new();
    for row in rows {
        out.extend(whole(connection, row)?);
    }
    Ok(out)
}

/// The doubts that stand at an issue, whole, in the order of the text.
pub(super) fn at(connection: &Connection, issue: IssueId) -> Result<Vec<AskedDoubt>, What> {
    let notice = connection
        .prepare_cached("SELECT notice FROM issues WHERE id = ?1")?
        .query_row([issue.0], |row| row.get(0).map(NoticeId))
        .optional()?;
    let rows = notice.map_or(Ok(Vec::new()), |notice| rows_of(connection, Some(notice)))?;
    whole_of(connection, rows.iter().filter(|row| row.issues.contains(&issue)))
}

fn whole(connection: &Connection, row: &DoubtRow) -> Result<Option<AskedDoubt>, What> {
    let (shared, n) = row.at;
    let found: Option<(String, String, String)> = connection
        .prepare_cached(
            "SELECT d.body, v.path, v.sha256 FROM doubts d JOIN notices n ON n.id = d.notice
             JOIN versions v ON v.id = n.current WHERE d.notice = ?1 AND d.shared = ?2 AND d.n = ?3",
        )?
        .query_row(params![row.notice.0, shared, n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((body, path, sha256)) = found else { return Ok(None) };
    let doubt: Doubt = serde_json::from_str(&body)?;
    let mut elsewhere = vec![Away::default(); doubt.elsewhere.len()];
    let mut statement = connection.prepare_cached(
        "SELECT p.part, k.id, coalesce(o.same_as, o.id) FROM doubt_places p
         LEFT JOIN sightings s ON s.version = p.version AND s.at = p.at
         LEFT JOIN issues i ON i.id = s.issue LEFT JOIN issues k ON k.id = coalesce(i.same_as, i.id)
         LEFT JOIN versions v ON v.id = p.version LEFT JOIN notices o ON o.id = v.notice
         WHERE p.notice = ?1 AND p.shared = ?2 AND p.n = ?3 AND p.part > 0 ORDER BY p.part, p.ord",
    )?;
    let mut rows = statement.query(params![row.notice.0, shared, n])?;
    while let Some(found) = rows.next()? {
        let part: i64 = found.get(0)?;
        if let Some(away) = usize::try_from(part - 1).ok().and_then(|part| elsewhere.get_mut(part)) {
            away.issues.extend(found.get::<_, Option<i64>>(1)?.map(IssueId));
            away.notice = found.get::<_, Option<i64>>(2)?.map(NoticeId);
        }
    }
    Ok(Some(AskedDoubt { row: row.clone(), doubt, path, sha256, elsewhere, others: Vec::new() }))
}
