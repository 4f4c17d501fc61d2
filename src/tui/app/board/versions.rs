//! What changed from one version of a notice to another.

use std::ops::Range;

use jiff::civil::Date;

use crate::{
    ledger::{
        compare::{Comparison, IssueChange, VersionRow},
        types::NoticeId,
    },
    text::diff::{Of, diff},
    words::Words,
};

use super::{Page, Target};
use crate::tui::app::{
    fields::{Field, Pair},
    model::{Model, Tone},
    say,
};

/// The comparison of two versions, with the list of all versions above it.
pub(super) fn page(model: &Model, notice: NoticeId) -> (String, String, Page) {
    let words = &model.words.tui.board;
    let mut page = Page::default();
    let row = model.data.snapshot.notices.iter().find(|row| row.id == notice);
    let mut head = row.map_or(String::new(), |row| row.title.to_string());
    let told = model.told.compared.as_ref().filter(|compared| compared.notice == notice);
    match told {
        None => page.push(Field::inline("", words.reading, None).toned(Tone::Dim)),
        Some(compared) => {
            compared.versions.iter().for_each(|version| page.push(say_version(model, version)));
            match &compared.comparison {
                None => page.push(Field::inline("", model.words.bundle.one_version, None)),
                Some(comparison) => {
                    head = format!("{}  {head}", counts(model.words, comparison));
                    add(model.words, comparison, &mut page);
                }
            }
        }
    }
    (words.versions.to_owned(), head, page)
}

fn say_version(model: &Model, version: &VersionRow) -> Field {
    let hash: String = version.sha256.chars().take(12).collect();
    let when = version.imported.to_zoned(model.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let said = (model.words.bundle.version_row)(version.seq, &when, version.issues, &version.path, &hash);
    Field::row("", said).toned(Tone::Dim)
}

fn counts(words: &Words, comparison: &Comparison) -> String {
    let count = |asked: fn(&IssueChange) -> bool| comparison.issues.iter().filter(|one| asked(one)).count();
    let said = (words.bundle.counts)(
        count(|one| one.outcome().is_some()),
        count(IssueChange::reworded),
        count(|one| one.from.is_none()),
        count(|one| one.to.is_none()),
        comparison.unchanged,
    );
    format!("{}  {said}", (words.bundle.compared)(comparison.from.seq, comparison.to.seq))
}

fn add(words: &Words, comparison: &Comparison, page: &mut Page) {
    let bundle = &words.bundle;
    for fact in &comparison.facts {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| bundle.not_stated.to_owned());
        let said = (bundle.fact)((bundle.fact_names)(fact.field), &or(&fact.from), &or(&fact.to));
        page.push(Field::inline("", said, None));
    }
    if comparison.facts.is_empty() && comparison.issues.is_empty() {
        page.push(Field::inline("", bundle.nothing_changed, None));
    }
    comparison.issues.iter().for_each(|change| add_issue(words, change, page));
}

fn add_issue(words: &Words, change: &IssueChange, page: &mut Page) {
    let bundle = &words.bundle;
    let Some(shown) = change.to.as_ref().or(change.from.as_ref()) else { return };
    let doubt = change.doubt.as_ref().filter(|doubt| !doubt.settled);
    let target = Some(match doubt {
        Some(doubt) => Target::Match(change.issue, doubt.own.clone()),
        None => Target::Issue(change.issue),
    });
    let mut signs = Vec::new();
    signs.extend(change.from.is_none().then_some(bundle.added));
    signs.extend(change.to.is_none().then_some(bundle.gone));
    signs.extend(change.marked.then_some(bundle.marked));
    let title = format!("{} {}", shown.label, shown.title);
    let label = format!("{}  {}", change.key, signs.join("  "));
    page.about(Field::block(label.trim_end(), title, None).toned(Tone::Strong), target.clone());
    if let Some(doubt) = doubt {
        let said = (words.tui.board.doubtful)(doubt.likeness);
        page.about(Field::inline("!", said, None).toned(Tone::Warn), target.clone());
    }
    if let Some((from, to)) = change.outcome() {
        let say = |set| say::outcomes(words, set, say::Length::Whole);
        let said = (bundle.outcome_changed)(&say(from), &say(to));
        page.about(Field::inline("", said, None).toned(Tone::Warn), target.clone());
    }
    if let Some((from, to)) = change.deadlines() {
        let said = (bundle.deadlines_changed)(&days(words, &from), &days(words, &to));
        page.about(Field::inline("", said, None).toned(Tone::Warn), target.clone());
    }
    if let (Some(from), Some(to)) = (&change.from, &change.to) {
        for (label, from, to) in [
            (bundle.title_changed, &from.title, &to.title),
            (bundle.response_changed, &from.response, &to.response),
        ] {
            if from != to {
                page.about(side_by_side(label, from, to), target.clone());
            }
        }
    }
}

fn days(words: &Words, days: &[Date]) -> String {
    match days.is_empty() {
        true => words.bundle.not_stated.to_owned(),
        false => days.iter().map(Date::to_string).collect::<Vec<_>>().join(words.follow.comma),
    }
}

/// Two wordings, the older on the left, what differs marked in each.
fn side_by_side(label: &str, from: &str, to: &str) -> Field {
    let (mut left, mut right) = (String::new(), String::new());
    let (mut left_marks, mut right_marks): (Vec<Range<usize>>, Vec<Range<usize>>) = Default::default();
    for piece in diff(from, to) {
        if piece.of != Of::New {
            if piece.of == Of::Old {
                left_marks.push(left.len()..left.len() + piece.text.len());
            }
            left.push_str(&piece.text);
        }
        if piece.of != Of::Old {
            if piece.of == Of::New {
                right_marks.push(right.len()..right.len() + piece.text.len());
            }
            right.push_str(&piece.text);
        }
    }
    Field::pair(label, left, Pair { right, left_marks, right_marks })
}

/// The pair of versions before the one that is shown; from the first pair to the newest.
pub(super) fn earlier(model: &Model) -> Option<Option<(u32, u32)>> {
    let compared = model.told.compared.as_ref()?;
    let shown = compared.comparison.as_ref()?;
    if compared.versions.len() < 3 {
        return None;
    }
    Some((shown.from.seq > 1).then(|| (shown.from.seq - 1, shown.from.seq)))
}
