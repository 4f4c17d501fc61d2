//! The first frame, before all rows are there.

use huitoukan::{
    ledger::{
        Ledger,
        protocol::{Answer, Request},
    },
    tui::app::{action::Action, effect::Effect, update::update},
    words::Lang,
};

use crate::{bench::Bench, book};

/// A screen that has what the first frame shows, and what it asked for meanwhile; nothing of it is answered but the
/// outlines.
fn head(columns: u16, rows: u16) -> (Bench, Vec<Request>) {
    let ledger = book::ledger();
    let (head, whole) = (ledger.head().unwrap(), ledger.snapshot().unwrap());
    let outlines: Vec<_> = head.notices.iter().map(|row| ledger.outline(row.id).unwrap()).collect();
    let mut bench = Bench::open(book::ledger(), Lang::Zh, columns, rows);
    bench.model.data = Default::default();
    bench.model.tree = Default::default();
    bench.model.agencies = Default::default();
    bench.model.detail = Default::default();
    assert!(whole.agencies.len() > 1 && whole.issues.len() > head.issues.len());
    let mut asked = Vec::new();
    let answers = std::iter::once(Answer::Head(head.into()))
        .chain(outlines.into_iter().map(|outline| Answer::Outline(outline.into())));
    for answer in answers {
        for effect in update(&mut bench.model, Action::Answer(Box::new(answer))) {
            let Effect::Send(request) = effect else { panic!("{effect:?}") };
            asked.push(request);
        }
    }
    (bench, asked)
}

#[test]
fn the_first_frame_shows_agencies_and_the_first_of_them_and_counts_nothing() {
    let (bench, _) = head(100, 24);
    insta::assert_snapshot!(bench.text());
}

#[test]
fn all_rows_are_asked_for_once_and_behind_what_is_shown() {
    let (_, asked) = head(100, 24);
    let of = |request: &Request| match request {
        Request::Outline(_) => "outline",
        Request::Issue(_) => "issue",
        Request::Load => "load",
        other => panic!("{other:?}"),
    };
    let asked: Vec<&str> = asked.iter().map(of).collect();
    assert_eq!(asked, ["outline", "issue", "load"]);
}

#[test]
fn what_is_not_there_yet_is_said_to_be_loading() {
    let (mut bench, _) = head(100, 24);
    update(&mut bench.model, Action::Run(huitoukan::tui::app::command::Command::Down));
    let text = bench.text();
    assert!(text.contains(Lang::Zh.words().tui.chrome.loading), "{text}");
    // What needs all rows is refused with the reason.
    update(&mut bench.model, Action::Run(huitoukan::tui::app::command::Command::Overdue));
    assert_eq!(bench.message(), Lang::Zh.words().tui.chrome.loading);
    assert!(bench.model.filter.is_empty());
}

#[test]
fn the_selection_stays_when_all_rows_come() {
    let (mut bench, _) = head(100, 24);
    update(&mut bench.model, Action::Run(huitoukan::tui::app::command::Command::Down));
    let chosen = bench.model.agency().unwrap().id;
    let whole = book::ledger().snapshot().unwrap();
    bench.act(Action::Answer(Box::new(Answer::Loaded { snapshot: whole.into(), doubtful: Vec::new() })));
    assert_eq!(bench.model.agency().unwrap().id, chosen);
    assert!(bench.model.data.loaded && !bench.visible().is_empty());
    // A head that comes late takes nothing away.
    let late = book::ledger().head().unwrap();
    bench.act(Action::Answer(Box::new(Answer::Head(late.into()))));
    assert!(bench.model.data.loaded);
    assert_eq!(bench.model.agency().unwrap().id, chosen);
}

#[test]
fn an_empty_ledger_is_told_as_such_only_when_that_is_known() {
    let mut bench = Bench::open(Ledger::in_memory().unwrap(), Lang::Zh, 100, 24);
    bench.model.data = Default::default();
    let asked = update(&mut bench.model, Action::Answer(Box::new(Answer::Head(Default::default()))));
    assert!(matches!(&asked[..], [Effect::Send(Request::Load)]), "{asked:?}");
    assert!(bench.text().contains(Lang::Zh.words().tui.chrome.loading));
}
