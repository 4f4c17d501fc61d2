//! The screen, without a terminal.

use std::sync::Arc;

use huitoukan::{
    config::theme::Theme,
    ledger::{
        protocol::Answer,
        types::{
            AgencyId, AgencyRow, IssueId, NoticeId, NoticeRow, OutcomeSet, Outline, OutlineNode, OwnedRow,
            Snapshot,
        },
    },
    notice::{NodeKind, OutcomeTag},
    tui::{
        app::{action::Action, command::Command, model::Model, update::update},
        keymap::Keymap,
        ui::{self, Look},
    },
    words,
};
use ratatui::{Terminal, backend::TestBackend};

use crate::table::Table;

/// A page down and its frame at 200×60, in an agency with 300,000 issues against one with 100.
pub fn drawing(table: &mut Table) {
    let mut large = Screen::of(300_000);
    let mut small = Screen::of(100);
    let press = |screen: &mut Screen| {
        for _ in 0..20 {
            screen.page();
        }
    };
    table.compare(
        "20 pages down and their frames, 300,000 issues",
        "the same with 100 issues",
        |_| press(&mut large),
        |_| press(&mut small),
    );
}

/// The screen without a terminal.
pub struct Screen {
    model: Model,
    look: Look,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    /// With so many issues of one agency in one tree.
    pub fn of(issues: i64) -> Self {
        let today = "2026-11-23".parse().unwrap();
        let mut model = Model::new(words::Lang::Zh.words(), today, (200, 60));
        let loaded = Answer::Loaded { snapshot: Arc::new(snapshot(issues)), doubtful: Vec::new() };
        update(&mut model, Action::Answer(Box::new(loaded)));
        update(&mut model, Action::Answer(Box::new(Answer::Outline(Arc::new(outline(issues))))));
        update(&mut model, Action::Run(Command::Enter));
        let look = Look { theme: Theme::new(true), keymap: Keymap::default() };
        Self { model, look, terminal: Terminal::new(TestBackend::new(200, 60)).unwrap() }
    }

    /// A page down, and its frame.
    pub fn page(&mut self) {
        update(&mut self.model, Action::Run(Command::PageDown));
        self.terminal
            .draw(|frame| {
                ui::view(&self.model, &self.look, frame);
            })
            .unwrap();
    }
}

const TITLE: &str = "农村公路“重建轻养”，12条村道路面破损长期未修";

fn snapshot(issues: i64) -> Snapshot {
    let issue = |at| OwnedRow {
        id: IssueId(at),
        key: "abcdefghjk".into(),
        agency: AgencyId(1),
        notice: NoticeId(1),
        path: "1.".into(),
        title: TITLE.into(),
        outcome: OutcomeSet::of(&[OutcomeTag::Completed]),
        present: true,
        ..OwnedRow::default()
    };
    let notice = NoticeRow {
        id: NoticeId(1),
        agency: AgencyId(1),
        title: "通报".into(),
        versions: 1,
        ..NoticeRow::default()
    };
    Snapshot {
        agencies: vec![AgencyRow { id: AgencyId(1), name: "某局".into(), ..AgencyRow::default() }],
        notices: vec![notice],
        issues: (0..issues).map(issue).collect(),
        ..Snapshot::default()
    }
}

fn outline(issues: i64) -> Outline {
    let node = |at| OutlineNode {
        depth: 0,
        kind: NodeKind::Issue,
        label: format!("{at}."),
        title: TITLE.to_owned(),
        span: None,
        issue: Some(IssueId(at)),
    };
    Outline { notice: NoticeId(1), nodes: (0..issues).map(node).collect() }
}
