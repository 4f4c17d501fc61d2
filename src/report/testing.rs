//! A dossier for the tests of what is handed on.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::date};
use uuid::Uuid;

use crate::{
    ledger::{
        followup::{Change, Corrections, Event, Evidence, Review, State},
        types::{
            AgencyId, AgencyRow, DueRow, IssueDetail, IssueId, NoticeId, NoticeRow, OutcomeSet, OwnedRow,
        },
    },
    notice::{
        Basis, Deadline, DeadlineKind, Labelled, Node, NodeKind, Notice, Outcome, OutcomeTag, Responsible,
        Span,
    },
};

use super::record::{Dossier, Made, Place, Record};

const NOWHERE: Span = Span { start: 0, end: 0 };

/// Two agencies with three issues: one to be checked, with everything that can be known of it; one of
/// which nothing is known; one that is doubted.
pub fn dossier() -> Dossier {
    let made = Made {
        level: "内部".into(),
        who: "甲员".into(),
        when: "2026-11-22T09:30:00+08:00[Asia/Shanghai]".parse().unwrap(),
        today: date(2026, 11, 22),
        ledger: "/home/x/ledger.db".into(),
        asked: String::new(),
        redacted: false,
        checks: Default::default(),
        program: "0.1.0",
    };
    let mut known = record(1, "甲市城市管理局", "aaaaaaaaaa", "公厕管理不到位");
    known.row.review = Review {
        state: State::Revisit,
        reason: Some("数字不符".into()),
        due: Some(date(2026, 12, 1)),
        who: Some("乙员".into()),
        note: Some("先看台账".into()),
        ..Review::default()
    };
    known.row.deadlines = vec![DueRow { due: date(2025, 6, 30), kind: DeadlineKind::Promised }];
    known.detail.node.deadlines = vec![Deadline {
        raw: "预计2025年6月底前完成".into(),
        due: Some(date(2025, 6, 30)),
        kind: DeadlineKind::Promised,
        span: NOWHERE,
    }];
    known.detail.node.responsible =
        vec![Responsible { role: "责任单位".into(), name: "环卫科".into(), span: NOWHERE }];
    known.detail.evidence =
        vec![Evidence {
            name: "照片.jpg".into(), size: 3, sha256: "ab".repeat(32), path: None, note: None
        }];
    known.detail.review = known.row.review.clone();
    known.detail.history = (1..=10).map(noted).collect();
    let mut doubted = record(2, "乙县市政园林局", "cccccccccc", "垃圾清运不及时");
    doubted.row.review = Review { state: State::Query, ..Review::default() };
    doubted.row.deadlines = vec![
        DueRow { due: date(2026, 12, 31), kind: DeadlineKind::Required },
        DueRow { due: date(2024, 12, 31), kind: DeadlineKind::Reported },
    ];
    Dossier {
        made, records: vec![known, record(1, "甲市城市管理局", "bbbbbbbbbb", "路灯破损"), doubted]
    }
}

/// A note in a history.
pub fn noted(seq: u64) -> Event {
    Event {
        id: Uuid::from_u128(seq.into()),
        time: "2026-11-20T01:00:00Z".parse().unwrap(),
        ledger: Uuid::nil(),
        seq,
        author: "乙员".into(),
        counter: seq,
        knows: BTreeMap::new(),
        change: Change::Note { note: format!("第{seq}条") },
        undone: false,
        void: false,
    }
}

/// An issue of which no more is known than the notice prints.
pub fn record(agency: i64, name: &str, key: &str, title: &str) -> Record {
    let tags = vec![OutcomeTag::Completed, OutcomeTag::LongTerm];
    let outcome =
        Outcome {
            raw: "已完成，长期坚持".into(), tags: tags.clone(), basis: Basis::Labelled, span: NOWHERE
        };
    let node = Node {
        kind: NodeKind::Issue,
        label: "1.".into(),
        title: title.into(),
        span: NOWHERE,
        extent: NOWHERE,
        outcome: Some(outcome),
        response: Some(Labelled { text: "已更换。".into(), span: NOWHERE }),
        measures: Vec::new(),
        deadlines: Vec::new(),
        detail: None,
        responsible: Vec::new(),
        children: Vec::new(),
    };
    let notice_title = format!("中共{name}党组关于巡察整改情况的通报");
    let notice = Notice { title: Some(notice_title.clone()), ..Notice::default() };
    Record {
        row: OwnedRow {
            key: key.into(),
            agency: AgencyId(agency),
            notice: NoticeId(agency),
            path: "二、/1.".into(),
            title: title.into(),
            outcome: OutcomeSet::of(&tags),
            present: true,
            ..OwnedRow::default()
        },
        agency: Arc::new(AgencyRow { id: AgencyId(agency), name: name.into(), ..AgencyRow::default() }),
        notice: Arc::new(NoticeRow {
            id: NoticeId(agency),
            title: notice_title.into(),
            feedback: Some(date(2024, 10, 9)),
            ..NoticeRow::default()
        }),
        detail: IssueDetail {
            id: IssueId(1),
            key: key.into(),
            path: "二、/1.".into(),
            above: vec!["反馈问题整改情况".into()],
            notice: Arc::new(notice),
            node,
            present: true,
            review: Review::default(),
            corrections: Corrections::default(),
            contested: Vec::new(),
            evidence: Vec::new(),
            missed: None,
            history: Vec::new(),
            doubts: Vec::new(),
        },
        place: Place {
            file: "in/通报.docx".into(),
            sha256: "0123456789abcdef".repeat(4),
            page: Some(3),
            line: Some(12),
            version: 1,
            imported: Timestamp::UNIX_EPOCH,
        },
    }
}
