//! The history of an issue whole, of a notice with its issues, and the newest changes in the ledger.

use crate::{
    ledger::{
        log::{About, Act},
        types::{IssueId, NoticeId},
    },
    report::acts::Log,
};

use super::{BoardKind, Page, Target, now};
use crate::tui::app::{
    fields::{
        Field,
        check::{entry, moment},
    },
    fix,
    model::{Model, Pane, Tone},
};

/// How many of the newest changes are told.
const NEWEST: usize = 500;

/// The history of an issue, the newest first, with what was taken back.
pub(super) fn of_issue(model: &Model, issue: IssueId) -> (String, String, Page) {
    let words = &model.words.tui.board;
    let mut page = Page::default();
    let row = model.data.issue(issue);
    let head = row.map_or(String::new(), |row| format!("{}  {}", row.key, row.title));
    match model.detail.data.as_ref().filter(|detail| detail.id == issue) {
        None => page.push(Field::inline("", words.reading, None).toned(Tone::Dim)),
        Some(detail) if detail.history.is_empty() => {
            page.push(Field::inline("", model.words.tui.field.no_history, None).toned(Tone::Dim));
        }
        Some(detail) => {
            let now = now(model);
            for event in detail.history.iter().rev() {
                page.push(entry(model.words, &detail.history, event, &moment(event.time, &now)));
            }
        }
    }
    (words.history.to_owned(), head, page)
}

/// What Tab and the key of histories lead to: of the selected issue or notice, else of the ledger.
pub fn of_selected(model: &Model) -> BoardKind {
    match (model.focus, fix::target(model)) {
        (Pane::Agencies, _) | (_, None) => BoardKind::Newest,
        (_, Some(fix::Target::Issue(row))) => BoardKind::History(row.id),
        (_, Some(fix::Target::Notice(row))) => BoardKind::OfNotice(row.id),
    }
}

/// The history of a notice and of its issues, the newest first.
pub(super) fn of_notice(model: &Model, notice: NoticeId) -> (String, String, Page) {
    let row = model.data.snapshot.notices.iter().find(|row| row.id == notice);
    let title = row.map_or(String::new(), |row| row.title.to_string());
    let of = |act: &&Act| match &act.about {
        About::Issue { here, .. } => here.is_some_and(|(_, of)| of == notice),
        About::Notice { here, .. } => *here == Some(notice),
        About::Agency(_) | About::Ledger => false,
    };
    let (page, _) = log(model, of);
    (model.words.tui.board.of_notice.to_owned(), title, page)
}

/// The newest changes in the ledger.
pub(super) fn newest(model: &Model) -> (String, String, Page) {
    let words = &model.words.tui.board;
    let (page, count) = log(model, |_| true);
    (words.newest.to_owned(), count.map_or(String::new(), words.newest_of), page)
}

/// The newest of those entries of the log that `wanted` takes, and how many they are.
fn log(model: &Model, wanted: impl Fn(&&Act) -> bool) -> (Page, Option<usize>) {
    let mut page = Page::default();
    let Some(acts) = &model.told.log else {
        page.push(Field::inline("", model.words.tui.board.reading, None).toned(Tone::Dim));
        return (page, None);
    };
    let log = Log::new(acts, model.words);
    acts.iter().rev().filter(wanted).take(NEWEST).for_each(|act| add(model, &log, act, &mut page));
    let count = page.fields.len();
    if count == 0 {
        page.push(Field::inline("", model.words.tui.field.no_history, None).toned(Tone::Dim));
    }
    (page, Some(count))
}

fn add(model: &Model, log: &Log<'_>, act: &Act, page: &mut Page) {
    let (about, target) = match &act.about {
        About::Issue { key, here } => {
            let row = here.and_then(|(issue, _)| model.data.issue(issue));
            let title = row.map_or_else(|| key.clone(), |row| row.title.to_string());
            (title, row.map(|row| Target::Issue(row.id)))
        }
        About::Notice { key, here } => {
            let row = model.data.snapshot.notices.iter().find(|row| Some(row.id) == *here);
            let called = act.called.as_ref().map(|called| called.title.clone());
            let title = row.map(|row| row.title.to_string()).or(called).filter(|title| !title.is_empty());
            (title.unwrap_or_else(|| key.clone()), row.map(|row| Target::Notice(row.id)))
        }
        About::Agency(name) => (name.clone(), None),
        About::Ledger => (model.words.tui.board.ledger.to_owned(), None),
    };
    let event = &act.event;
    let undone = match (event.undone, event.void) {
        (true, _) => model.words.tui.review.undone,
        (false, true) => model.words.follow.passed_over,
        (false, false) => "",
    };
    let when = moment(event.time, &now(model));
    let said = format!("{}  {}{undone}  {about}", event.author, log.what(act));
    let tone = if event.undone || event.void { Tone::Dim } else { Tone::Plain };
    page.about(Field::inline(&when, said, None).toned(tone), target);
}
