//! What changed from one version of a notice to another.

use jiff::civil::Date;

use crate::{
    ledger::{
        compare::{Comparison, DoubtfulMatch, IssueChange, VersionRow},
        types::NoticeId,
    },
    words::Words,
};

use super::{Page, Target};
use crate::tui::app::{
    fields::Field,
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
                    add(model, comparison, &mut page);
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

fn add(model: &Model, comparison: &Comparison, page: &mut Page) {
    let bundle = &model.words.bundle;
    for fact in &comparison.facts {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| bundle.not_stated.to_owned());
        let said = (bundle.fact)((bundle.fact_names)(fact.field), &or(&fact.from), &or(&fact.to));
        page.push(Field::inline("", said, None));
    }
    if comparison.facts.is_empty() && comparison.issues.is_empty() {
        page.push(Field::inline("", bundle.nothing_changed, None));
    }
    comparison.issues.iter().for_each(|change| add_issue(model, change, page));
}

fn add_issue(model: &Model, change: &IssueChange, page: &mut Page) {
    let words = model.words;
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
    if model.data.issue(change.issue).is_some_and(|row| row.fixes.hides) {
        page.about(Field::inline("!", words.check.printed_since, None).toned(Tone::Warn), target.clone());
    }
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
                page.about(Field::compared(label, from, to), target.clone());
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

/// The doubtful matches of all notices, each with its two wordings.
pub(super) fn doubts(model: &Model) -> (String, String, Page) {
    let words = &model.words.tui.board;
    let mut page = Page::default();
    let head = match &model.told.doubts {
        None => {
            page.push(Field::inline("", words.reading, None).toned(Tone::Dim));
            String::new()
        }
        Some(doubts) => {
            let mut notice = None;
            for doubt in doubts {
                if notice.replace(doubt.notice) != Some(doubt.notice) {
                    let row = model.data.snapshot.notices.iter().find(|row| row.id == doubt.notice);
                    page.push(Field::heading(row.map_or("", |row| &row.title)));
                }
                add_doubt(model, doubt, &mut page);
            }
            if doubts.is_empty() {
                page.push(Field::inline("", words.no_doubts, None).toned(Tone::Dim));
            }
            (words.doubts_of)(doubts.len())
        }
    };
    (words.doubts.to_owned(), head, page)
}

fn add_doubt(model: &Model, doubt: &DoubtfulMatch, page: &mut Page) {
    if let Some(change) = &doubt.change {
        return add_issue(model, change, page);
    }
    // Matched with a version before the last but one: only what it is now can be shown.
    let target = Some(Target::Match(doubt.issue, doubt.own.clone()));
    let row = model.data.issue(doubt.issue);
    let title = row.map_or("", |row| row.title);
    let key = row.map_or("", |row| row.key);
    page.about(Field::block(key, title, None).toned(Tone::Strong), target.clone());
    page.about(Field::inline("!", model.words.tui.board.doubtful_older, None).toned(Tone::Warn), target);
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
