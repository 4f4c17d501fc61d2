//! The history of an issue whole, and the newest changes in the ledger.

use crate::{
    ledger::{
        followup::case::{AgencyChange, LedgerChange},
        log::{Act, Logged},
        types::IssueId,
    },
    report::history,
    words::Words,
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
pub const NEWEST: usize = 500;

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
                page.push(entry(model.words, event, &moment(event.time, &now)));
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
        Some(log) => {
            log.iter().for_each(|logged| add(model, logged, &mut page));
            (words.newest_of)(log.len())
        }
    };
    (words.newest.to_owned(), head, page)
}

fn add(model: &Model, logged: &Logged, page: &mut Page) {
    let words = model.words;
    let (about, what, target) = match &logged.act {
        Act::Issue { issue, key, change } => {
            let row = issue.and_then(|issue| model.data.issue(issue));
            let (done, note) = history::change(words, change);
            let note = note.filter(|note| !note.is_empty()).map(|note| format!("  {note}"));
            let about = row.map_or_else(|| key.clone(), |row| row.title.to_string());
            (about, done + &note.unwrap_or_default(), row.map(|row| Target::Issue(row.id)))
        }
        Act::Notice { key, change } => {
            let row = model.data.snapshot.notices.iter().find(|row| *row.key == **key);
            let about = row.map_or_else(|| key.clone(), |row| row.title.to_string());
            (about, history::notice_change(words, change), row.map(|row| Target::Notice(row.id)))
        }
        Act::Agency { name, change } => (name.clone(), agency_change(words, change), None),
        Act::Ledger(change) => (words.tui.board.ledger.to_owned(), ledger_change(words, change), None),
    };
    let undone = if logged.undone { words.tui.review.undone } else { "" };
    let when = moment(logged.time, &now(model));
    let said = format!("{}  {what}{undone}  {about}", logged.author);
    let tone = if logged.undone { Tone::Dim } else { Tone::Plain };
    page.about(Field::row(&when, said).toned(tone), target);
}

fn agency_change(words: &Words, change: &AgencyChange) -> String {
    let board = &words.tui.board;
    let of = |value: &Option<String>, say: fn(&str) -> String, none: &'static str| {
        value.as_deref().map_or_else(|| none.to_owned(), say)
    };
    match change {
        AgencyChange::Alias { into } => of(into, board.alias, board.no_alias),
        AgencyChange::Region { to } => of(to, board.region, board.no_region),
        AgencyChange::Level { to } => of(to, board.level, board.no_level),
        AgencyChange::Undo { .. } => words.follow.undo.to_owned(),
    }
}

fn ledger_change(words: &Words, change: &LedgerChange) -> String {
    match change {
        LedgerChange::Sample { seed, drawn, of, .. } => (words.tui.board.sample)(drawn.len(), *of, *seed),
        LedgerChange::Undo { .. } => words.follow.undo.to_owned(),
    }
}
