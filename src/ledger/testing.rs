//! Notices made by hand, and a ledger in memory, for tests.

use jiff::Timestamp;

use crate::notice::{
    Basis, Deadline, DeadlineKind, Labelled, Node, NodeKind, Notice, Outcome, OutcomeTag, SCHEMA, Source,
    Span,
};

use super::{Ledger, fold::fold_words, import::Imported, import::Incoming, search::Needle, types::IssueId};

/// Now, for events: `n` seconds after some moment.
pub fn at(n: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + n).unwrap()
}

/// A ledger in memory.
pub fn ledger() -> Ledger {
    Ledger::in_memory().unwrap()
}

/// A notice of 局 with feedback on 2024-10-09 and these issues, under one group.
pub fn notice(issues: Vec<Node>) -> Notice {
    let mut notice = Notice {
        schema: SCHEMA.to_owned(),
        title: Some("中共某局党组关于巡察整改情况的通报".to_owned()),
        organisation: Some("中共某局党组".to_owned()),
        agency: Some("某局".to_owned()),
        feedback_date: Some(jiff::civil::date(2024, 10, 9)),
        nodes: vec![node(NodeKind::Group, "二、", "反馈问题整改情况", issues)],
        ..Notice::default()
    };
    notice.source = Source {
        path: "通报.txt".to_owned(),
        format: "text".to_owned(),
        encoding: Some("utf-8".to_owned()),
        sha256: super::prepare::sha256(&serde_json::to_string(&notice.nodes).unwrap()),
    };
    notice
}

/// A node.
pub fn node(kind: NodeKind, label: &str, title: &str, children: Vec<Node>) -> Node {
    let span = Span::new(0, 0);
    Node {
        kind,
        label: label.to_owned(),
        title: title.to_owned(),
        span,
        extent: span,
        outcome: None,
        response: None,
        measures: Vec::new(),
        deadlines: Vec::new(),
        detail: None,
        responsible: Vec::new(),
        children,
    }
}

/// An issue with an answer.
pub fn issue(label: &str, title: &str, response: &str) -> Node {
    let span = Span::new(0, 0);
    let response = Some(Labelled { text: response.to_owned(), span });
    Node { response, ..node(NodeKind::Issue, label, title, Vec::new()) }
}

/// The issue with an outcome and a deadline more.
pub fn with(mut issue: Node, tags: &[OutcomeTag], due: Option<(&str, DeadlineKind)>) -> Node {
    let span = Span::new(0, 0);
    issue.outcome =
        Some(Outcome { raw: "已完成".to_owned(), tags: tags.to_vec(), basis: Basis::Labelled, span });
    issue.deadlines.extend(due.map(|(day, kind)| Deadline {
        raw: format!("{day}前"),
        due: Some(day.parse().unwrap()),
        kind,
        span,
    }));
    issue
}

/// The issues that are shown and hold all of the words.
pub fn found(ledger: &Ledger, words: &str) -> Vec<IssueId> {
    let needles: Vec<Needle> = fold_words(words).into_iter().map(Needle::Text).collect();
    let found = ledger.find(&needles).unwrap();
    assert!(found.iter().all(|hits| hits.whole));
    let shown: Vec<IssueId> = ledger.snapshot().unwrap().issues.iter().map(|row| row.id).collect();
    shown.into_iter().filter(|id| found.iter().all(|hits| hits.ids.contains(*id))).collect()
}

/// Imports a notice as our reader's, a second after the one before.
pub fn import(ledger: &mut Ledger, notice: &Notice) -> Imported {
    let count = "SELECT count(*) FROM versions";
    let now = at(ledger.connection.query_row(count, [], |row| row.get(0)).unwrap());
    ledger.import(Incoming { notice, text: Some("原文"), kept: None, reader: Some(1) }, now).unwrap()
}
