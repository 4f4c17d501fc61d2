//! How values are said in the user's words: outcomes, deadlines, reviews.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    ledger::{
        followup::{DueDay, Finding, Review, State},
        types::{DueRow, IssueRow, NoticeRow, OutcomeSet, Snapshot},
    },
    notice::{Basis, DeadlineKind, OutcomeTag},
    query::filter::OutcomeChoice,
    report::history,
    text,
    words::Words,
};

use super::{
    fix,
    menu::NoticeField,
    model::{Model, Tone},
};

/// Whole or short words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Whole words.
    Whole,
    /// Short ones for narrow columns.
    Short,
    /// One character of each where there are several.
    Tight,
}

/// The order in which outcomes are offered; their keys are `1` to `6`.
pub const OUTCOMES: [OutcomeChoice; 6] = [
    OutcomeChoice::Tag(OutcomeTag::Completed),
    OutcomeChoice::Tag(OutcomeTag::LongTerm),
    OutcomeChoice::Tag(OutcomeTag::Phased),
    OutcomeChoice::Tag(OutcomeTag::InProgress),
    OutcomeChoice::Tag(OutcomeTag::NotStarted),
    OutcomeChoice::Unstated,
];

/// One of a row of words; every row is as long as the enum that it is for.
fn nth(row: &[&'static str], at: usize) -> &'static str {
    row.get(at).copied().unwrap_or("")
}

/// One outcome.
pub fn outcome(words: &Words, choice: OutcomeChoice, length: Length) -> &'static str {
    match length {
        Length::Whole => nth(&words.ledger.outcomes, choice.index()),
        Length::Short | Length::Tight => nth(&words.tui.outcome.short, choice.index()),
    }
}

/// The outcomes of an issue.
pub fn outcomes(words: &Words, set: OutcomeSet, length: Length) -> String {
    if set.is_empty() {
        return outcome(words, OutcomeChoice::Unstated, length).to_owned();
    }
    let mut all: Vec<&str> = set.tags().map(|tag| outcome(words, OutcomeChoice::Tag(tag), length)).collect();
    if length == Length::Tight && all.len() > 1 {
        all = all.into_iter().map(|name| text::graphemes(name).next().map_or("", |first| first.1)).collect();
    }
    all.join(if length == Length::Whole { words.tui.outcome.joint } else { "+" })
}

/// How the outcome is said.
pub fn basis(words: &Words, basis: Basis) -> &'static str {
    nth(&words.ledger.bases, basis as usize)
}

/// Who says what of a deadline.
pub fn deadline_kind(words: &Words, kind: DeadlineKind) -> &'static str {
    nth(&words.ledger.deadline_kinds, kind as usize)
}

/// Whole days from `from` to `to`.
pub fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// How far off a deadline is; nothing for one that was reported as met.
pub fn due(words: &Words, row: DueRow, today: Date, length: Length) -> Option<(String, Tone)> {
    if row.kind == DeadlineKind::Reported {
        return None;
    }
    let due = &words.tui.due;
    let (late, left) = match length {
        Length::Whole => (due.overdue, due.left),
        Length::Short | Length::Tight => (due.overdue_short, due.left_short),
    };
    Some(match days(today, row.due) {
        0 => (due.today.to_owned(), Tone::Warn),
        days @ 1..=30 => (left(days), Tone::Warn),
        days @ 31.. => (left(days), Tone::Plain),
        days => (late(-days), Tone::Bad),
    })
}

/// The deadline that a row shows: the one longest overdue, else the next to come.
pub fn chief_deadline(row: &IssueRow<'_>, today: Date) -> Option<DueRow> {
    let open = || row.deadlines.iter().copied().filter(|due| due.kind != DeadlineKind::Reported);
    let first = open().filter(|due| due.overdue(today)).min_by_key(|due| due.due);
    first.or_else(|| open().min_by_key(|due| due.due)).filter(|_| row.present)
}

/// The words of a state.
pub fn state(words: &Words, state: State, length: Length) -> &'static str {
    match length {
        Length::Whole => nth(&words.ledger.states, state as usize),
        Length::Short | Length::Tight => nth(&words.tui.review.states, state as usize),
    }
}

/// The words of a finding.
pub fn finding(words: &Words, finding: Finding, length: Length) -> &'static str {
    match length {
        Length::Whole => nth(&words.ledger.findings, finding as usize),
        Length::Short | Length::Tight => nth(&words.tui.review.findings, finding as usize),
    }
}

/// The state of a check in a narrow column; `!` behind it when its own day has passed.
pub fn review_short(words: &Words, review: &Review, today: Date) -> (String, Tone) {
    let name = match (review.state, review.finding) {
        (State::Verified, Some(found)) => finding(words, found, Length::Short),
        (other, _) => state(words, other, Length::Short),
    };
    let tone = match review.state {
        State::Unread | State::Archived => Tone::Dim,
        State::Query | State::Revisit if review.due_passed(today) => Tone::Bad,
        State::Query | State::Revisit => Tone::Warn,
        State::Verified => Tone::Good,
    };
    let late = if review.due_passed(today) { "!" } else { "" };
    (format!("{name}{late}"), tone)
}

/// The signs of a row: people differ, a doubtful match, printed anew, no issue, put right by hand.
pub fn signs(words: &Words, row: &IssueRow<'_>) -> (String, Tone) {
    let fixing = &words.tui.fixing;
    let signs = [
        (row.differs(), fixing.conflict_sign, Tone::Bad),
        (row.doubtful, fixing.doubtful_sign, Tone::Warn),
        (row.fixes.hides, fixing.anew_sign, Tone::Warn),
        (row.fixes.void, fixing.void_sign, Tone::Dim),
        (row.fixes.any() && !row.fixes.void, fixing.sign, Tone::Plain),
    ];
    let there: Vec<_> = signs.into_iter().filter(|(there, ..)| *there).collect();
    let tone = there.first().map_or(Tone::Plain, |(_, _, tone)| *tone);
    (there.into_iter().map(|(_, sign, _)| sign).collect::<Vec<_>>().join(" "), tone)
}

/// The state of a check in whole words, without the note.
pub fn review(words: &Words, review: &Review, today: Date) -> String {
    let mut said = state(words, review.state, Length::Whole).to_owned();
    if let Some(found) = review.finding {
        said = format!("{said}  {}", finding(words, found, Length::Whole));
    }
    if let Some(day) = review.due {
        said = format!("{said}  {}", (words.tui.review.due)(&day.to_string()));
        if review.state.open() {
            said = format!("{said}  {}", recheck(words, day, today));
        }
    }
    if let Some(who) = review.who.as_deref().filter(|_| review.state.open()) {
        said = format!("{said}  {}", (words.follow.who)(who));
    }
    if let Some(reason) = review.reason.as_deref().filter(|_| review.state.open()) {
        said = format!("{said}  {}", (words.follow.reason)(reason));
    }
    said
}

/// How far off the inspector's own day is.
fn recheck(words: &Words, day: Date, today: Date) -> String {
    let review = &words.tui.review;
    match days(today, day) {
        0 => review.due_today.to_owned(),
        days @ 1.. => (review.days_left)(days),
        days => (review.passed)(-days),
    }
}

/// How the reading of an issue stands now, where it differs from what it was.
pub fn reading_now(words: &Words, former: &IssueRow<'_>, row: &IssueRow<'_>) -> Option<String> {
    let fixing = &words.tui.fixing;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    if former.fixes.void != row.fixes.void {
        let said = if row.fixes.void { fixing.void } else { fixing.is_issue };
        return Some(said.to_owned());
    }
    let value = if former.outcome != row.outcome {
        (outcome, outcomes(words, row.outcome, Length::Whole))
    } else if former.deadlines != row.deadlines {
        let days: Vec<String> = row
            .deadlines
            .iter()
            .map(|day| history::due_day(words, &DueDay { due: day.due, kind: day.kind }))
            .collect();
        let none = words.follow.nothing.to_owned();
        (deadlines, if days.is_empty() { none } else { days.join(words.follow.comma) })
    } else if former.title != row.title {
        (title, String::new())
    } else if former.evidence != row.evidence {
        return Some((fixing.evidence)(row.evidence));
    } else {
        return None;
    };
    Some(format!("{} {}", value.0, value.1).trim_end().to_owned())
}

/// How the notice or agency stands now of which something was said since `before`.
pub fn cases_now(model: &Model, before: &Snapshot) -> String {
    let words = model.words;
    if let Some(said) = notices_now(model, before).or_else(|| agencies_now(model, before)) {
        return said;
    }
    let agency = |snapshot: &Snapshot, row: &NoticeRow| {
        let found = snapshot.agencies.iter().find(|agency| agency.id == row.agency);
        found.map(|agency| agency.name.to_string()).unwrap_or_default()
    };
    let day = |day: Option<Date>| day.map_or(words.follow.nothing.to_owned(), |day| day.to_string());
    let said = |snapshot: &Snapshot, row: &NoticeRow| {
        NoticeField::ALL.map(|field| match field {
            NoticeField::Title => row.title.to_string(),
            NoticeField::Agency => agency(snapshot, row),
            NoticeField::Feedback => day(row.feedback),
            NoticeField::Published => day(row.published),
        })
    };
    for row in &model.data.snapshot.notices {
        let Some(former) = before.notices.iter().find(|former| former.id == row.id) else { continue };
        let (was, is) = (said(before, former), said(&model.data.snapshot, row));
        let fields = NoticeField::ALL.into_iter().zip(was.into_iter().zip(is));
        if let Some((field, (_, is))) = fields.into_iter().find(|(_, (was, is))| was != is) {
            return format!("{} {is}", fix::field_word(words, field));
        }
        if let Some((step, on)) = row.steps.iter().find(|(step, on)| former.steps.get(*step) != Some(*on)) {
            return (words.follow.step)(step, Some(*on));
        }
        if let Some(step) = former.steps.keys().find(|step| !row.steps.contains_key(*step)) {
            return (words.follow.step)(step, None);
        }
    }
    words.tui.work.nothing_left.to_owned()
}

/// The notice that is listed only since `before`, or no longer; nothing where all are as they were.
fn notices_now(model: &Model, before: &Snapshot) -> Option<String> {
    let words = &model.words.standing;
    let (was, is) = (&before.notices, &model.data.snapshot.notices);
    let more = |some: &'_ [NoticeRow], than: &[NoticeRow]| {
        some.iter().find(|row| than.iter().all(|other| other.id != row.id)).map(|row| row.title.to_string())
    };
    // What became one with another, or is one no longer, shows in the versions of the other.
    let joined = is.iter().any(|row| was.iter().any(|old| old.id == row.id && old.versions != row.versions));
    let (there, gone) = if joined { (words.there, words.gone) } else { (words.shown, words.hidden) };
    let more_now = more(is, was).map(|title| there(&title));
    more_now.or_else(|| more(was, is).map(|title| gone(&title)))
}

/// How the agency stands now of which something was said since `before`; nothing where that is none.
fn agencies_now(model: &Model, before: &Snapshot) -> Option<String> {
    let check = &model.words.check;
    let or = |value: &Option<Arc<str>>, none: &str, say: fn(&str) -> String| {
        value.as_deref().map_or_else(|| none.to_owned(), say)
    };
    let was_merged = |name: &Arc<str>| before.agencies.iter().any(|former| former.aliases.contains(name));
    for row in &model.data.snapshot.agencies {
        let Some(former) = before.agencies.iter().find(|former| former.name == row.name) else {
            if was_merged(&row.name) {
                return Some(format!("{}  {}", row.name, check.no_alias));
            }
            continue;
        };
        if former.region != row.region {
            return Some(format!("{}  {}", row.name, or(&row.region, check.no_region, check.region)));
        }
        if former.level != row.level {
            return Some(format!("{}  {}", row.name, or(&row.level, check.no_level, check.level)));
        }
        if let Some(alias) = row.aliases.iter().find(|alias| !former.aliases.contains(alias)) {
            return Some(format!("{alias}  {}", (check.alias)(&row.name)));
        }
    }
    None
}
