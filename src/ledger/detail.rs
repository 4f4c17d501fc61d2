//! One notice's outline, one issue whole, the text in which it stands.

use std::{collections::HashMap, sync::Arc};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::notice::{Basis, Labelled, Node, NodeKind, Notice, Outcome, Span};

use super::{
    Ledger, LedgerError, doubts,
    error::What,
    followup::{Change, Event, Missed, fold},
    key, stored,
    types::{IssueDetail, IssueId, NoticeId, Outline, OutlineNode, SourceText},
    version::BY_HAND,
};

/// The shortest beginning of a key that is taken for the whole.
pub const SHORTEST_PREFIX: usize = 4;

/// What a typed id stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// This issue.
    One(IssueId),
    /// Several; their keys.
    Several(Vec<String>),
    /// None.
    None,
    /// It is shorter than [`SHORTEST_PREFIX`], or can be no id.
    NotAnId,
}

impl Ledger {
    /// The issue whose key is or begins with what was typed, also where it was joined with another
    /// or its notice was withdrawn.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn named(&self, typed: &str) -> Result<Named, LedgerError> {
        let Some(prefix) = key::normal(typed).filter(|prefix| prefix.len() >= SHORTEST_PREFIX) else {
            return Ok(Named::NotAnId);
        };
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT coalesce(same_as, id), key FROM issues
                 WHERE key >= ?1 AND key < ?1 || '~' ORDER BY key LIMIT 20",
            )?;
            let found = statement
                .query_map([&prefix], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(match found.as_slice() {
                [] => Named::None,
                [(first, _), rest @ ..] if rest.iter().all(|(id, _)| id == first) => {
                    Named::One(IssueId(*first))
                }
                several => Named::Several(several.iter().map(|(_, key)| key.clone()).collect()),
            })
        })
    }

    /// The outline of a notice.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such notice; else [`LedgerError`].
    pub fn outline(&self, notice: NoticeId) -> Result<Outline, LedgerError> {
        self.ask(|connection| outline(connection, notice))
    }

    /// One issue whole.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such issue; else [`LedgerError`].
    pub fn issue(&self, issue: IssueId) -> Result<IssueDetail, LedgerError> {
        self.ask(|connection| detail(connection, issue))
    }

    /// The text in which an issue stands; empty where the notice came without its text.
    ///
    /// # Errors
    /// [`What::Unknown`] where there is no such issue; else [`LedgerError`].
    pub fn source(&self, issue: IssueId) -> Result<SourceText, LedgerError> {
        self.ask(|connection| source(connection, issue))
    }
}

fn outline(connection: &Connection, notice: NoticeId) -> Result<Outline, What> {
    let found: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT v.id, v.body FROM notices n JOIN versions v ON v.id = n.current WHERE n.id = ?1",
        )?
        .query_row([notice.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (version, body) = found.ok_or_else(|| What::Unknown(notice.0.to_string()))?;
    let read: Notice = serde_json::from_str(&body)?;
    let mut statement = connection.prepare_cached("SELECT at, issue FROM sightings WHERE version = ?1")?;
    let sightings = statement
        .query_map([version], |row| Ok((row.get(0)?, IssueId(row.get(1)?))))?
        .collect::<Result<HashMap<i64, IssueId>, _>>()?;
    let mut nodes: Vec<OutlineNode> = (0i64..)
        .zip(read.walk())
        .map(|(at, (path, node))| OutlineNode {
            depth: path.len().saturating_sub(1),
            kind: node.kind,
            label: node.label.clone(),
            title: node.title.clone(),
            span: Some(node.span),
            issue: sightings.get(&at).copied(),
        })
        .collect();
    put_in_by_hand(connection, notice, &mut nodes)?;
    nodes.extend(gone(connection, notice)?);
    Ok(Outline { notice, nodes })
}

/// Puts the issues that the reader missed behind those that they are to stand behind.
fn put_in_by_hand(
    connection: &Connection,
    notice: NoticeId,
    nodes: &mut Vec<OutlineNode>,
) -> Result<(), What> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM issues WHERE notice = ?1 AND at = ?2 AND same_as IS NULL ORDER BY id",
    )?;
    let issues =
        statement.query_map([notice.0, BY_HAND], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for issue in issues {
        let Some(missed) = fold(&mut stored::of_issue(connection, issue)?).missed else { continue };
        let after = match &missed.after {
            Some(key) => connection
                .prepare_cached("SELECT coalesce(same_as, id) FROM issues WHERE key = ?1")?
                .query_row([key], |row| row.get(0).map(IssueId))
                .optional()?,
            None => None,
        };
        let at = nodes.iter().position(|node| after.is_some() && node.issue == after);
        let depth = at.and_then(|at| nodes.get(at)).map_or(0, |node| node.depth);
        let node = OutlineNode {
            depth,
            kind: NodeKind::Issue,
            label: missed.label,
            title: missed.title,
            span: None,
            issue: Some(IssueId(issue)),
        };
        nodes.insert(at.map_or(nodes.len(), |at| at + 1), node);
    }
    Ok(())
}

/// Issues that carry a follow-up and that the newest version does not have.
fn gone(connection: &Connection, notice: NoticeId) -> Result<Vec<OutlineNode>, What> {
    let mut statement = connection.prepare_cached(
        "SELECT id, path, title FROM issues
         WHERE notice = ?1 AND present = 0 AND marked = 1 AND same_as IS NULL AND at <> ?2
         ORDER BY position, id",
    )?;
    let nodes = statement.query_map([notice.0, BY_HAND], |row| {
        let path: String = row.get(1)?;
        Ok(OutlineNode {
            depth: 0,
            kind: NodeKind::Issue,
            label: path.rsplit('/').next().unwrap_or_default().to_owned(),
            title: row.get(2)?,
            span: None,
            issue: Some(IssueId(row.get(0)?)),
        })
    })?;
    Ok(nodes.collect::<Result<_, _>>()?)
}

pub(super) fn detail(connection: &Connection, asked: IssueId) -> Result<IssueDetail, What> {
    let found = connection
        .prepare_cached(
            "SELECT i.id, i.key, i.path, i.present, i.at, v.body FROM issues asked
             JOIN issues i ON i.id = coalesce(asked.same_as, asked.id) JOIN versions v ON v.id = i.version
             WHERE asked.id = ?1",
        )?
        .query_row([asked.0], |row| {
            let texts: (String, String, String) = (row.get(1)?, row.get(2)?, row.get(5)?);
            Ok((row.get::<_, i64>(0)?, texts, row.get::<_, bool>(3)?, row.get::<_, i64>(4)?))
        })
        .optional()?;
    let (id, (key, path, body), present, at) = found.ok_or_else(|| What::Unknown(asked.0.to_string()))?;
    let mut notice: Notice = serde_json::from_str(&body)?;
    let nodes = std::mem::take(&mut notice.nodes);
    let mut above = Vec::new();
    let mut history = stored::of_issue(connection, id)?;
    let known = fold(&mut history);
    let found = match (at, &known.missed) {
        (BY_HAND, Some(missed)) => Some(by_hand(missed)),
        // Put in by hand and taken back: only its history is left.
        (BY_HAND, None) => Some(by_hand(&first_missed(&history))),
        _ => usize::try_from(at).ok().and_then(|mut at| take(nodes, &mut at, &mut above)),
    };
    let node = found.ok_or_else(|| What::Damaged(format!("{key}: no node {at}")))?;
    Ok(IssueDetail {
        id: IssueId(id),
        key: key.into(),
        path: path.into(),
        above,
        notice: Arc::new(notice),
        node,
        present,
        review: known.review,
        corrections: known.corrections,
        contested: known.contested,
        evidence: known.evidence,
        missed: known.missed,
        history,
        doubts: doubts::at(connection, IssueId(id))?,
    })
}

fn first_missed(history: &[Event]) -> Missed {
    let missed = history.iter().find_map(|event| match &event.change {
        Change::Missed(missed) => Some(missed.clone()),
        _ => None,
    });
    missed.unwrap_or_else(|| Missed {
        notice: String::new(),
        label: String::new(),
        title: String::new(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: String::new(),
    })
}

/// The node of an issue that was put in by hand: no place in the text, since none was read.
fn by_hand(missed: &Missed) -> Node {
    let span = Span::new(0, 0);
    let raw = String::new();
    Node {
        kind: NodeKind::Issue,
        label: missed.label.clone(),
        title: missed.title.clone(),
        span,
        extent: span,
        outcome: (!missed.outcome.is_empty()).then(|| Outcome {
            raw,
            tags: missed.outcome.clone(),
            basis: Basis::Stated,
            span,
        }),
        response: missed.response.clone().map(|text| Labelled { text, span }),
        measures: Vec::new(),
        deadlines: Vec::new(),
        detail: None,
        responsible: Vec::new(),
        children: Vec::new(),
    }
}

/// The node with the number `at` in reading order, without its children; the titles above it go to
/// `above`.
fn take(nodes: Vec<Node>, at: &mut usize, above: &mut Vec<String>) -> Option<Node> {
    for mut node in nodes {
        let children = std::mem::take(&mut node.children);
        if *at == 0 {
            return Some(node);
        }
        *at -= 1;
        above.push(node.title);
        if let Some(found) = take(children, at, above) {
            return Some(found);
        }
        above.pop();
    }
    None
}

fn source(connection: &Connection, asked: IssueId) -> Result<SourceText, What> {
    let found = connection
        .prepare_cached(
            "SELECT v.path, v.sha256, v.imported, t.body, json_extract(v.body, '$.pages') FROM issues asked
             JOIN issues i ON i.id = coalesce(asked.same_as, asked.id) JOIN versions v ON v.id = i.version
             LEFT JOIN texts t ON t.id = v.text WHERE asked.id = ?1",
        )?
        .query_row([asked.0], |row| {
            let imported: String = row.get(2)?;
            let text: Option<String> = row.get(3)?;
            let pages: Option<String> = row.get(4)?;
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, imported, text, pages))
        })
        .optional()?;
    let (path, sha256, imported, text, pages) = found.ok_or_else(|| What::Unknown(asked.0.to_string()))?;
    let imported: Timestamp = imported.parse()?;
    let pages = pages.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
    Ok(SourceText { issue: asked, path, sha256, imported, text: text.unwrap_or_default().into(), pages })
}
