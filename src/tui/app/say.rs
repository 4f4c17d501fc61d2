//! How values are said in the user's words: outcomes, deadlines, reviews.

use jiff::civil::Date;

use crate::{
    ledger::{
        followup::{Finding, Review, State},
        types::{DueRow, IssueRow, OutcomeSet},
    },
    notice::{Basis, DeadlineKind, OutcomeTag},
    query::filter::OutcomeChoice,
    text,
    words::Words,
};

use super::model::Tone;

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
pub fn chief_deadline(row: &IssueRow, today: Date) -> Option<DueRow> {
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

/// The state of a check in whole words, without the note.
pub fn review(words: &Words, review: &Review, today: Date) -> String {
    let mut said = state(words, review.state, Length::Whole).to_owned();
    if let Some(found) = review.finding {
        said = format!("{said}  {}", finding(words, found, Length::Whole));
    }
    if let Some(day) = review.due {
        said = format!("{said}  {}", (words.tui.review.due)(&day.to_string()));
        if matches!(review.state, State::Query | State::Revisit) {
            said = format!("{said}  {}", recheck(words, day, today));
        }
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
