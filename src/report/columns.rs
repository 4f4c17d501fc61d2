//! The table that is handed on, the ledger (整改台账), cell by cell; the lists have cells of it.
//!
//! The columns and their order are those that 巡察办 use. A cell is empty where the notice is silent:
//! nothing is guessed.

use jiff::civil::Date;

use crate::{
    ledger::types::{AskedDoubt, Beside, DueRow, OutcomeSet},
    notice::{Deadline, DeadlineKind, OutcomeTag},
    words::Words,
};

use super::{
    acts,
    cell::{clean, line},
    history,
    marks::{Field, Value},
    record::{Made, Record},
};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, clean.
    Text(String),
    /// A number.
    Number(u64),
    /// A day.
    Day(Date),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text: String = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    fn lines(lines: impl IntoIterator<Item = String>) -> Self {
        Self::text(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// As text; days as `2026-12-31`.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// A column of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The number of the row, from 1.
    Number,
    /// The agency.
    Agency,
    /// The round of inspection.
    Round,
    /// Who inspected.
    Team,
    /// The day of the feedback.
    Feedback,
    /// The headings above the issue.
    Category,
    /// The problem statement.
    Problem,
    /// Its elaboration.
    Form,
    /// The steps.
    Measures,
    /// Who is responsible, by the part of [`Duty`].
    Duty(Duty),
    /// By when it is to be done.
    Limit,
    /// The answer.
    Progress,
    /// How far it is.
    Completion,
    /// Whether it is to be kept up.
    KeptUp,
    /// On what day it was done.
    DoneOn,
    /// The level of secrecy of what is handed on.
    Level,
    /// What a colleague may fill in.
    Mark(Field),
    /// The evidence of the check.
    Evidence,
    /// The outcome in the notice's words.
    Outcome,
    /// What was put right by hand, with what is printed.
    Fixed,
    /// The file.
    File,
    /// The notice's version.
    Version,
    /// The page.
    Page,
    /// The line.
    Line,
    /// The file's hash.
    Hash,
    /// The issue's id.
    Key,
    /// The doubts that stand at it and that nobody put aside.
    Doubts,
    /// What people say differently of it who did not know of each other.
    Differ,
    /// What no notice says: the column stands there to be filled in by whoever knows.
    Silent,
}

/// Who is responsible in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// 责任领导
    Leader,
    /// 责任单位, and whatever else a notice calls it.
    Unit,
    /// 配合单位
    Helper,
    /// 责任人
    Person,
    /// 督办人
    Supervisor,
}

impl Duty {
    /// Which part a printed label names (责任领导：, 配合部门：).
    pub fn of(role: &str) -> Self {
        let says = |words: &[&str]| words.iter().any(|word| role.contains(word));
        match () {
            () if says(&["督办", "监督"]) => Self::Supervisor,
            () if says(&["配合", "协办", "协助", "参与"]) => Self::Helper,
            () if says(&["领导", "分管", "第一责任人"]) => Self::Leader,
            () if says(&["单位", "部门", "科室", "处室", "机构"]) => Self::Unit,
            () if says(&["责任人", "人员", "负责人", "联系人"]) => Self::Person,
            () => Self::Unit,
        }
    }
}

/// The columns of the ledger with their widths in characters, in the order of their heads
/// (`words.export.columns.ledger`): those of the trade, the reviewer's, those of provenance.
pub const LEDGER: [(Column, u8); 60] = {
    use Column as C;
    [
        (C::Number, 5),
        (C::Agency, 14),
        (C::Round, 10),
        (C::Team, 12),
        (C::Feedback, 11),
        (C::Category, 16),
        (C::Silent, 8),
        (C::Problem, 26),
        (C::Form, 26),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 10),
        (C::Measures, 50),
        (C::Silent, 8),
        (C::Duty(Duty::Leader), 12),
        (C::Duty(Duty::Unit), 14),
        (C::Duty(Duty::Helper), 12),
        (C::Duty(Duty::Person), 10),
        (C::Limit, 12),
        (C::Silent, 9),
        (C::Progress, 56),
        (C::Completion, 9),
        (C::KeptUp, 8),
        (C::DoneOn, 12),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 8),
        (C::Silent, 10),
        (C::Silent, 7),
        (C::Silent, 9),
        (C::Silent, 9),
        (C::Silent, 8),
        (C::Silent, 7),
        (C::Silent, 8),
        (C::Level, 7),
        (C::Mark(Field::State), 12),
        (C::Mark(Field::Reason), 14),
        (C::Mark(Field::Due), 12),
        (C::Mark(Field::Who), 10),
        (C::Mark(Field::Finding), 10),
        (C::Mark(Field::Seen), 30),
        (C::Mark(Field::On), 12),
        (C::Mark(Field::Note), 24),
        (C::Evidence, 18),
        (C::Outcome, 16),
        (C::Fixed, 20),
        (C::File, 20),
        (C::Version, 6),
        (C::Page, 6),
        (C::Line, 6),
        (C::Hash, 16),
        (C::Key, 13),
        // Behind all that stood here before: programs read CSV by the place of its columns.
        (C::Doubts, 40),
        (C::Differ, 30),
    ]
};

/// The place of a column in [`LEDGER`].
pub fn place(column: Column) -> usize {
    LEDGER.iter().position(|(other, _)| *other == column).unwrap_or_default()
}

/// The head of a column that may be filled in.
pub fn head(field: Field, words: &Words) -> &'static str {
    words.export.columns.ledger.get(place(Column::Mark(field))).copied().unwrap_or_default()
}

/// The row of the ledger for the `n`th record, counted from 1: a cell for each of [`LEDGER`].
pub fn row<'a>(
    n: usize,
    record: &'a Record,
    made: &'a Made,
    words: &'a Words,
) -> impl Iterator<Item = Cell> + 'a {
    LEDGER.iter().map(move |(column, _)| cell(*column, n, record, made, words))
}

pub(super) fn cell(column: Column, n: usize, record: &Record, made: &Made, words: &Words) -> Cell {
    let node = &record.detail.node;
    let place = &record.place;
    let optional = |text: Option<&str>| Cell::text(clean(text.unwrap_or_default()));
    let count = |n: Option<usize>| n.map_or(Cell::Empty, |n| Cell::Number(n as u64));
    match column {
        Column::Number => count(Some(n)),
        Column::Agency => Cell::text(line(&record.agency.name)),
        Column::Round => optional(record.notice.round.as_deref()),
        Column::Team => optional(record.detail.notice.inspection_body.as_deref()),
        Column::Feedback => Cell::day(record.notice.feedback),
        Column::Category => category(record),
        Column::Problem => problem(record),
        Column::Form => optional(node.detail.as_ref().map(|part| part.text.as_str())),
        Column::Measures => Cell::lines(measures(record)),
        Column::Duty(duty) => duties(record, duty),
        Column::Limit => limit(record, words),
        Column::Progress => optional(node.response.as_ref().map(|part| part.text.as_str())),
        Column::Completion => completion(record.row.outcome, words),
        Column::KeptUp if record.row.outcome.has(OutcomeTag::LongTerm) => {
            Cell::text(words.export.columns.yes)
        }
        Column::DoneOn => days(record, words, |kind| kind == DeadlineKind::Reported),
        Column::Level => Cell::text(line(&made.level)),
        Column::Mark(field) => match Value::of(field, &record.row.review) {
            Value::Day(day) => Cell::day(day),
            value => Cell::text(value.shown(words)),
        },
        Column::Evidence => Cell::lines(record.detail.evidence.iter().map(|file| line(&file.name))),
        Column::Outcome => optional(node.outcome.as_ref().map(|outcome| outcome.raw.as_str())),
        Column::Fixed => Cell::lines(fixed(record, words)),
        Column::File => Cell::text(line(&place.file)),
        Column::Version => Cell::Number(u64::from(place.version)),
        Column::Page => count(place.page),
        Column::Line => count(place.line),
        Column::Hash => Cell::text(line(&place.sha256)),
        Column::Key => Cell::text(record.row.key.to_string()),
        Column::Doubts => {
            let all = doubts(record, made, words);
            Cell::lines((words.doubts.of_issue)(all.len()).into_iter().chain(all))
        }
        Column::Differ => Cell::lines(differing(record, words)),
        Column::KeptUp | Column::Silent => Cell::Empty,
    }
}

/// Another issue that a doubt is about, and whose it is where that is another notice.
fn beside(other: &Beside, words: &Words) -> String {
    let notice = other.notice.as_ref().map(|(agency, day)| (agency.as_str(), *day));
    line(&(words.doubts.beside)(notice, &other.path, &other.title))
}

/// The doubts that stand at an issue and that nobody put aside, a line each: rule, question, and the other issues
/// that it is about.
pub fn doubts(record: &Record, made: &Made, words: &Words) -> Vec<String> {
    let open = |doubt: &&AskedDoubt| doubt.row.open() && made.checks.asks(doubt.row.rule);
    let all = record.detail.doubts.iter().filter(open);
    all.map(|doubt| {
        let (rule, question) =
            ((words.doubts.rule)(doubt.row.rule), (words.doubts.ask)(&doubt.doubt.question));
        let asked = line(&(words.doubts.asks)(rule, &question));
        let others = doubt.others.iter().map(|other| beside(other, words));
        std::iter::once(asked).chain(others).collect::<Vec<_>>().join(words.doubts.then)
    })
    .collect()
}

/// The problem statement as it is printed, whatever was put right of it; of an issue that was put in by hand
/// nothing is. What is said by hand stands in [`fixed`].
fn problem(record: &Record) -> Cell {
    match record.detail.missed {
        Some(_) => Cell::Empty,
        None => Cell::text(clean(&record.detail.node.title)),
    }
}

fn category(record: &Record) -> Cell {
    let above: Vec<String> =
        record.detail.above.iter().map(|title| line(title)).filter(|title| !title.is_empty()).collect();
    Cell::text(above.join(" / "))
}

/// The steps with their labels, a line each.
pub fn measures(record: &Record) -> Vec<String> {
    let steps = &record.detail.node.measures;
    steps.iter().map(|step| line(&format!("{} {}", step.label, step.text))).collect()
}

pub(super) fn duties(record: &Record, duty: Duty) -> Cell {
    let parts = record.detail.node.responsible.iter().filter(|part| Duty::of(&part.role) == duty);
    Cell::lines(parts.map(|part| line(&part.name)))
}

pub(super) fn limit(record: &Record, words: &Words) -> Cell {
    days(record, words, |kind| kind != DeadlineKind::Reported)
}

/// The deadlines of certain kinds: the day, where it is one and nothing else; else lines of what is
/// said.
fn days(record: &Record, words: &Words, of: fn(DeadlineKind) -> bool) -> Cell {
    if record.row.fixes.deadlines {
        let days: Vec<DueRow> = record.row.deadlines.iter().copied().filter(|day| of(day.kind)).collect();
        return match days.as_slice() {
            [one] => Cell::Day(one.due),
            several => Cell::lines(several.iter().map(|day| day.due.to_string())),
        };
    }
    let said: Vec<&Deadline> = record.detail.node.deadlines.iter().filter(|day| of(day.kind)).collect();
    match said.as_slice() {
        [Deadline { due: Some(due), .. }] => Cell::Day(*due),
        several => Cell::lines(several.iter().map(|day| deadline(day, words))),
    }
}

/// A deadline in words: day, kind, what is printed.
pub fn deadline(said: &Deadline, words: &Words) -> String {
    let kind = words.ledger.deadline_kinds.get(said.kind as usize).copied().unwrap_or_default();
    let day = said.due.map(|due| due.to_string()).unwrap_or_default();
    line(&format!("{day} {kind} {}", said.raw))
}

/// A deadline put in by hand in words: day, kind.
fn due(row: &DueRow, words: &Words) -> String {
    let kind = words.ledger.deadline_kinds.get(row.kind as usize).copied().unwrap_or_default();
    format!("{} {kind}", row.due)
}

/// How far it is, in the words of the trade. 长期坚持 alone does not say.
fn completion(outcome: OutcomeSet, words: &Words) -> Cell {
    let [done, mostly, open] = words.export.columns.progress;
    let tag = |tag: OutcomeTag| outcome.has(tag);
    let all = [
        tag(OutcomeTag::Completed).then_some(done),
        tag(OutcomeTag::Phased).then_some(mostly),
        (tag(OutcomeTag::InProgress) || tag(OutcomeTag::NotStarted)).then_some(open),
    ];
    Cell::lines(all.into_iter().flatten().map(str::to_owned))
}

/// What was concluded of the issue, and what was put right of it, of its notice and of its agency, in different
/// ways by people who did not know of each other: who says what, a line each. What counts meanwhile says so.
pub fn differing(record: &Record, words: &Words) -> Vec<String> {
    let said = |author: &str, said: &str| line(&format!("{author}  {said}"));
    let review = &record.row.review;
    let mut all: Vec<String> = Vec::new();
    all.extend(review.conflict.iter().map(|one| said(&one.author, &history::opinion(words, review, one))));
    for contest in &record.detail.contested {
        let voices = history::voices(words, contest, |change| history::whole(words, change));
        all.extend(voices.map(|(voice, text)| said(&voice.author, &text)));
    }
    for contest in &record.notice.contested {
        let voices = history::voices(words, contest, |change| history::notice_change(words, change));
        all.extend(voices.map(|(voice, text)| said(&voice.author, &text)));
    }
    for (name, contest) in &record.agency.contested {
        let voices = history::voices(words, contest, |change| acts::agency_change(words, change));
        all.extend(voices.map(|(voice, text)| said(&voice.author, &format!("{name}  {text}"))));
    }
    all
}

/// What was put right by hand, with what is printed, that something else is printed since, and that the issue is
/// gone.
pub fn fixed(record: &Record, words: &Words) -> Vec<String> {
    let columns = &words.export.columns;
    let [title, outcome, deadlines, ..] = words.follow.fields;
    let node = &record.detail.node;
    let fixes = &record.detail.corrections;
    let or_nothing = |text: &str| {
        let text = line(text);
        if text.is_empty() { words.follow.nothing.to_owned() } else { text }
    };
    let missed = record.detail.missed.as_ref();
    let printed = |field: &str, printed: &str, now: &str, reason: &str| {
        // Of an issue put in by hand nothing is printed.
        let printed = if missed.is_some() { "" } else { printed };
        (columns.fixed)(field, &or_nothing(printed), &or_nothing(now), &line(reason))
    };
    let mut all = Vec::new();
    all.extend(missed.map(|missed| (columns.missed)(&line(&record.row.title), &line(&missed.reason))));
    all.extend(fixes.void.as_ref().map(|fix| (columns.void)(&line(&fix.reason))));
    all.extend(fixes.title.as_ref().map(|fix| printed(title, &node.title, &record.row.title, &fix.reason)));
    all.extend(fixes.outcome.as_ref().map(|fix| {
        let raw = node.outcome.as_ref().map_or("", |outcome| outcome.raw.as_str());
        let now: Vec<OutcomeTag> = record.row.outcome.tags().collect();
        printed(outcome, raw, &history::outcomes(words, &now), &fix.reason)
    }));
    all.extend(fixes.deadlines.as_ref().map(|fix| {
        let said: Vec<&str> = node.deadlines.iter().map(|day| day.raw.as_str()).collect();
        let now: Vec<String> = record.row.deadlines.iter().map(|day| due(day, words)).collect();
        printed(deadlines, &said.join("; "), &now.join("; "), &fix.reason)
    }));
    all.extend(record.row.fixes.hides.then(|| words.check.printed_since.to_owned()));
    let of_notice = history::notice_fields(words, &record.notice.hides);
    all.extend((!of_notice.is_empty()).then(|| (words.check.notice_printed_anew)(&of_notice)));
    if !record.row.present && record.detail.missed.is_none() {
        all.push(columns.gone.to_owned());
    }
    all
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
