//! The history of an issue whole, and the newest changes in the ledger.

use crate::{
    ledger::{
        log::{About, Act},
        types::IssueId,
    },
    report::acts::Log,
};

use super::{Page, Target, now};
use crate::tui::app::{
    fields::{
        Field,
        check::{entry, moment},
    },
    model::{Model, Tone},
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

/// The newest changes in the ledger.
pub(super) fn newest(model: &Model) -> (String, String, Page) {
    let words = &model.words.tui.board;
    let mut page = Page::default();
    let head = match &model.told.log {
        None => {
            page.push(Field::inline("", words.reading, None).toned(Tone::Dim));
            String::new()
        }
        Some(acts) => {
            let log = Log::new(acts, model.words);
            acts.iter().rev().take(NEWEST).for_each(|act| add(model, &log, act, &mut page));
            (words.newest_of)(acts.len().min(NEWEST))
        }
    };
    (words.newest.to_owned(), head, page)
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
            let title = row.map_or_else(|| key.clone(), |row| row.title.to_string());
            (title, row.map(|row| Target::Notice(row.id)))
        }
        About::Agency(name) => (name.clone(), None),
        About::Ledger => (model.words.tui.board.ledger.to_owned(), None),
    };
    let event = &act.event;
    let undone = if event.undone { model.words.tui.review.undone } else { "" };
    let when = moment(event.time, &now(model));
    let said = format!("{}  {}{undone}  {about}", event.author, log.what(act));
    let tone = if event.undone { Tone::Dim } else { Tone::Plain };
    page.about(Field::row(&when, said).toned(tone), target);
}
