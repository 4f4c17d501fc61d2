//! A term of a whole province: a key and a frame cost what is seen, not what there is.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use huitoukan::{
    ledger::{
        followup::Review,
        protocol::Answer,
        types::{
            AgencyId, AgencyRow, IssueId, IssueRow, NoticeId, NoticeRow, OutcomeSet, Outline, OutlineNode,
            Snapshot,
        },
    },
    notice::{NodeKind, OutcomeTag},
    tui::app::{action::Action, command::Command, update::update},
};

use crate::bench::Bench;

/// Issues, all of one agency, so that its tree is as long as can be.
const ISSUES: i64 = 300_000;

fn snapshot() -> Snapshot {
    let agency = AgencyId(1);
    let title: Arc<str> = "农村公路“重建轻养”，12条村道路面破损长期未修".into();
    let issues = (0..ISSUES).map(|at| IssueRow {
        id: IssueId(at),
        key: "ABCDEFGHJK".into(),
        agency,
        notice: NoticeId(1),
        path: "1.".into(),
        title: title.clone(),
        outcome: OutcomeSet::of(&[OutcomeTag::Completed]),
        basis: None,
        deadlines: Vec::new(),
        review: Review::default(),
        present: true,
    });
    Snapshot {
        agencies: vec![AgencyRow { id: agency, name: "某局".into() }],
        notices: vec![NoticeRow {
            id: NoticeId(1),
            agency,
            title: "通报".into(),
            feedback: None,
            published: None,
            versions: 1,
            remarks: Vec::new(),
        }],
        issues: issues.collect(),
    }
}

fn outline() -> Outline {
    let node = |at| OutlineNode {
        depth: 0,
        kind: NodeKind::Issue,
        label: format!("{at}."),
        title: "农村公路“重建轻养”，12条村道路面破损长期未修".to_owned(),
        span: None,
        issue: Some(IssueId(at)),
    };
    Outline { notice: NoticeId(1), nodes: (0..ISSUES).map(node).collect() }
}

#[test]
fn frames_cost_what_is_seen() {
    let mut bench = Bench::new(200, 60);
    let loaded = Answer::Loaded { snapshot: Arc::new(snapshot()), doubtful: Vec::new() };
    update(&mut bench.model, Action::Answer(Box::new(loaded)));
    update(&mut bench.model, Action::Answer(Box::new(Answer::Outline(Arc::new(outline())))));
    update(&mut bench.model, Action::Run(Command::Enter));
    let start = Instant::now();
    for _ in 0..50 {
        update(&mut bench.model, Action::Run(Command::PageDown));
        bench.draw();
    }
    let each = start.elapsed() / 50;
    // About 1 ms here; a widget for each row would take 140.
    assert!(each < Duration::from_millis(25), "{each:?} a key and its frame");
    assert!(bench.model.tree.list.selected > 2_000);
}
