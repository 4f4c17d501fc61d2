//! Issues whole with their place, many at once: for what is handed on.
//!
//! A version's body and text are read once and not for each of its issues.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, OptionalExtension};

use crate::{
    notice::{Node, Notice, Span},
    report::record::{Place, Record},
};

use super::{
    Ledger, LedgerError,
    detail::detail,
    doubts,
    error::What,
    followup::{Event, fold},
    stored,
    types::{
        AgencyId, AgencyRow, AskedDoubt, Beside, DoubtRow, IssueDetail, IssueId, IssueRow, NoticeId,
        NoticeRow, Snapshot, page_of,
    },
    version::BY_HAND,
};

/// From so many issues on, all events are read at once and not by issue.
const MANY: usize = 200;

impl Ledger {
    /// The issues whole with their place, in the order given. Issues that are not shown (their notice was
    /// withdrawn, they were joined with another) are left out.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn records(&self, issues: &[IssueId]) -> Result<Vec<Record>, LedgerError> {
        self.records_in(&self.snapshot()?, issues, &mut |_| true)
    }

    /// As [`Ledger::records`], of a snapshot that was taken already; `done` is told from time to time how
    /// many more are done; where it says no, the rest is left out.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn records_in(
        &self,
        snapshot: &Snapshot,
        issues: &[IssueId],
        done: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<Record>, LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            let (shown, mut histories) = (Shown::of(snapshot), Histories::of(&view, issues.len())?);
            records(&view, &shown, issues, &mut histories, done)
        })
    }

    /// Hands the records of issues to `take`, one after the other in the order given, so that they need not all be
    /// held; all are of one view. `take` says whether to go on. Of [`Snapshot::shown`] of the issues each one
    /// comes.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn each_record(
        &self,
        snapshot: &Snapshot,
        issues: &[IssueId],
        take: &mut dyn FnMut(&Record) -> bool,
    ) -> Result<(), LedgerError> {
        self.ask(|connection| {
            let view = connection.unchecked_transaction()?;
            let (shown, mut histories) = (Shown::of(snapshot), Histories::of(&view, issues.len())?);
            for part in snapshot.shown(issues).chunks(PART) {
                let records = records(&view, &shown, part, &mut histories, &mut |_| true)?;
                if !records.iter().all(&mut *take) {
                    break;
                }
            }
            Ok(())
        })
    }
}

impl Snapshot {
    /// Those of the issues that are shown, each once, in the order given.
    pub fn shown(&self, issues: &[IssueId]) -> Vec<IssueId> {
        let mut left: HashSet<IssueId> = self.issues.iter().map(|row| row.id).collect();
        issues.iter().copied().filter(|issue| left.remove(issue)).collect()
    }
}

/// So many records are held at once where they are handed over one after the other. The body of a notice is read
/// once for each such part in which it has issues; most orders keep those of a notice together.
const PART: usize = if cfg!(test) { 100 } else { 4096 };

/// The histories of issues: of a few one by one, of many all at once.
struct Histories<'a> {
    connection: &'a Connection,
    all: Option<HashMap<i64, Vec<Event>>>,
}

impl<'a> Histories<'a> {
    fn of(connection: &'a Connection, issues: usize) -> Result<Self, What> {
        let all = if issues < MANY { None } else { Some(stored::all(connection)?) };
        Ok(Self { connection, all })
    }

    fn take(&mut self, issue: i64) -> Result<Vec<Event>, What> {
        match &mut self.all {
            None => stored::of_issue(self.connection, issue),
            Some(all) => Ok(all.remove(&issue).unwrap_or_default()),
        }
    }
}

/// An issue that is wanted: where it stands among the wanted, and its node's number in its version.
struct Wanted {
    order: usize,
    issue: i64,
    at: i64,
}

fn records(
    view: &Connection,
    shown: &Shown<'_>,
    issues: &[IssueId],
    histories: &mut Histories<'_>,
    done: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<Record>, What> {
    let mut out: Vec<Record> = Vec::with_capacity(issues.len());
    let mut order: HashMap<IssueId, usize> = HashMap::with_capacity(issues.len());
    for (version, wanted) in by_version(view, issues, shown)? {
        let source = Source::of(view, version)?;
        let found = details(view, &source, &wanted, histories)?;
        let on = done(found.len());
        for (at, mut detail, place) in found {
            order.insert(detail.id, at);
            if let Some(rows) = shown.doubts.get(&detail.id) {
                detail.doubts = doubts::whole_of(view, rows.iter().copied())?;
                for doubt in &mut detail.doubts {
                    doubts::without_folders(doubt);
                    doubt.others = shown.beside(detail.id, doubt);
                }
            }
            out.extend(shown.record(detail, place));
        }
        if !on {
            break;
        }
    }
    // In place: there may be more of them than fit into memory twice.
    out.sort_by_cached_key(|record| order.get(&record.detail.id).copied());
    Ok(out)
}

/// The rows that records refer to.
struct Shown<'a> {
    issues: HashMap<IssueId, IssueRow<'a>>,
    notices: HashMap<NoticeId, Arc<NoticeRow>>,
    agencies: HashMap<AgencyId, Arc<AgencyRow>>,
    doubts: HashMap<IssueId, Vec<&'a DoubtRow>>,
}

impl<'a> Shown<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        Self {
            issues: snapshot.issues.iter().map(|row| (row.id, row)).collect(),
            notices: snapshot.notices.iter().map(|row| (row.id, Arc::new(row.clone()))).collect(),
            agencies: snapshot.agencies.iter().map(|row| (row.id, Arc::new(row.clone()))).collect(),
            doubts: doubts::by_issue(&snapshot.doubts),
        }
    }

    /// The other issues whose words raise a doubt at an issue.
    fn beside(&self, own: IssueId, doubt: &AskedDoubt) -> Vec<Beside> {
        let called = |issue: &IssueId, notice: Option<(String, Option<Date>)>| {
            let row = self.issues.get(issue)?;
            Some(Beside { path: row.path.to_string(), title: row.title.to_string(), notice })
        };
        let here = doubt.row.issues.iter().filter(|issue| **issue != own);
        let mut out: Vec<Beside> = here.filter_map(|issue| called(issue, None)).collect();
        for (other, away) in doubt.doubt.elsewhere.iter().zip(&doubt.elsewhere) {
            let notice = away.notice.and_then(|id| self.notices.get(&id));
            let agency = notice.and_then(|notice| self.agencies.get(&notice.agency));
            let named = agency.map_or_else(|| other.path.clone(), |agency| agency.name.to_string());
            let of = Some((named, notice.and_then(|notice| notice.published.or(notice.feedback))));
            let known: Vec<Beside> =
                away.issues.iter().filter_map(|issue| called(issue, of.clone())).collect();
            if known.is_empty() {
                let path = other.places.join(" ");
                out.push(Beside { path, title: String::new(), notice: of });
            }
            out.extend(known);
        }
        out
    }

    fn record(&self, detail: IssueDetail, place: Place) -> Option<Record> {
        let row = *self.issues.get(&detail.id)?;
        let notice = Arc::clone(self.notices.get(&row.notice)?);
        let agency = Arc::clone(self.agencies.get(&row.agency)?);
        Some(Record { row: row.owned(), agency, notice, detail, place })
    }
}

/// The issues by the version in which they were last seen.
fn by_version(
    connection: &Connection,
    issues: &[IssueId],
    shown: &Shown<'_>,
) -> Result<BTreeMap<i64, Vec<Wanted>>, What> {
    let mut statement = connection.prepare_cached("SELECT version, at FROM issues WHERE id = ?1")?;
    let mut out: BTreeMap<i64, Vec<Wanted>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for (order, issue) in issues.iter().enumerate() {
        if !shown.issues.contains_key(issue) || !seen.insert(issue) {
            continue;
        }
        let found = statement.query_row([issue.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((version, at)) = found else { continue };
        out.entry(version).or_default().push(Wanted { order, issue: issue.0, at });
    }
    Ok(out)
}

/// A version, read.
struct Source {
    notice: Notice,
    path: String,
    sha256: String,
    imported: Timestamp,
    seq: u32,
    /// Where the lines of the text begin; empty where there is no text.
    lines: Vec<usize>,
}

impl Source {
    fn of(connection: &Connection, version: i64) -> Result<Self, What> {
        let (body, path, sha256, imported, seq, text) = connection
            .prepare_cached(
                "SELECT v.body, v.path, v.sha256, v.imported, v.seq, t.body
                 FROM versions v LEFT JOIN texts t ON t.id = v.text WHERE v.id = ?1",
            )?
            .query_row([version], |row| {
                let texts: (String, String, String, String) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok((texts.0, texts.1, texts.2, texts.3, row.get(4)?, row.get::<_, Option<String>>(5)?))
            })?;
        let imported = imported.parse()?;
        let lines = text.as_deref().filter(|text| !text.is_empty()).map(line_starts).unwrap_or_default();
        Ok(Self { notice: serde_json::from_str(&body)?, path, sha256, imported, seq, lines })
    }

    fn place(&self, span: Option<Span>) -> Place {
        let line = span.filter(|_| !self.lines.is_empty());
        Place {
            // Where it lies on this PC is nobody else's matter.
            file: self.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
            sha256: self.sha256.clone(),
            page: span.and_then(|span| page_of(&self.notice.pages, span.start)),
            line: line.map(|span| self.lines.partition_point(|start| *start <= span.start)),
            version: self.seq,
            imported: self.imported,
        }
    }
}

/// Where the lines of a text begin, in bytes.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).collect()
}

/// The wanted issues of one version.
fn details(
    connection: &Connection,
    source: &Source,
    wanted: &[Wanted],
    histories: &mut Histories<'_>,
) -> Result<Vec<(usize, IssueDetail, Place)>, What> {
    let ats: HashSet<i64> = wanted.iter().map(|wanted| wanted.at).collect();
    let mut nodes = HashMap::new();
    gather(&source.notice.nodes, &mut Vec::new(), &mut 0, &ats, &mut nodes);
    let facts = Arc::new(Notice { nodes: Vec::new(), ..source.notice.clone() });
    let mut keys = connection.prepare_cached("SELECT key, path, present FROM issues WHERE id = ?1")?;
    let mut out = Vec::with_capacity(wanted.len());
    for Wanted { order, issue, at } in wanted {
        if *at == BY_HAND {
            out.push((*order, detail(connection, IssueId(*issue))?, source.place(None)));
            continue;
        }
        let (key, path, present): (String, String, bool) =
            keys.query_row([issue], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let (above, node) = nodes.remove(at).ok_or_else(|| What::Damaged(format!("{key}: no node {at}")))?;
        let place = source.place(Some(node.span));
        let mut history = histories.take(*issue)?;
        let known = fold(&mut history);
        let detail = IssueDetail {
            id: IssueId(*issue),
            key: key.into(),
            path: path.into(),
            above,
            notice: Arc::clone(&facts),
            node,
            present,
            review: known.review,
            corrections: known.corrections,
            contested: known.contested,
            evidence: known.evidence,
            missed: known.missed,
            history,
            doubts: Vec::new(),
        };
        out.push((*order, detail, place));
    }
    Ok(out)
}

/// The nodes with the wanted numbers in reading order, without their children, with the titles above.
fn gather(
    nodes: &[Node],
    above: &mut Vec<String>,
    at: &mut i64,
    wanted: &HashSet<i64>,
    out: &mut HashMap<i64, (Vec<String>, Node)>,
) {
    for node in nodes {
        if wanted.contains(at) {
            let Node { kind, label, title, .. } = node;
            let alone = Node {
                kind: *kind,
                label: label.clone(),
                title: title.clone(),
                span: node.span,
                extent: node.extent,
                outcome: node.outcome.clone(),
                response: node.response.clone(),
                measures: node.measures.clone(),
                deadlines: node.deadlines.clone(),
                detail: node.detail.clone(),
                responsible: node.responsible.clone(),
                children: Vec::new(),
            };
            out.insert(*at, (above.clone(), alone));
        }
        *at += 1;
        above.push(node.title.clone());
        gather(&node.children, above, at, wanted, out);
        above.pop();
    }
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
