//! From an issue to the fields of the detail pane, each with the place in the text it came from.

pub mod check;
mod response;

use std::{ops::Range, sync::Arc};

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    ledger::{
        followup::{DueDay, Fix},
        types::{AgencyRow, DueRow, IssueDetail, IssueRow, NoticeRow, OutcomeSet},
    },
    notice::{Deadline, Span},
    report::history,
    text::diff::{Of, diff},
    words::Words,
};

use super::{facts, model::Tone, say};

/// How a field is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A heading: no field, cannot be chosen.
    Heading,
    /// The label in a line of its own, the text below.
    Block,
    /// The label before the text.
    Inline,
    /// The same with room for a short label only.
    Step,
    /// One line, cut where it is too long.
    Row,
    /// Two texts side by side below the label.
    Pair,
}

/// A field of the detail pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Where the notice says it; `None` for what is not of the notice.
    pub span: Option<Span>,
    /// How it is laid out.
    pub shape: Shape,
    /// How it is meant.
    pub tone: Tone,
    /// What stands on the right of the text, in a pair.
    pub pair: Option<Box<Pair>>,
    /// The doubt (疑点) that it is of.
    pub raised: Option<Raised>,
}

/// Of which doubt something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The doubt, by its id.
    pub id: Arc<str>,
    /// Of which of its places in other notices, by number.
    pub away: Option<usize>,
}

/// What stands on the right of a text, and what differs in the two, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pair {
    /// The text on the right.
    pub right: String,
    /// What of the left the right does not have.
    pub left_marks: Vec<Range<usize>>,
    /// What of the right the left does not have.
    pub right_marks: Vec<Range<usize>>,
}

impl Field {
    /// A heading above fields.
    pub fn heading(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            text: String::new(),
            span: None,
            shape: Shape::Heading,
            tone: Tone::Strong,
            pair: None,
            raised: None,
        }
    }

    /// A field with its label in a line of its own.
    pub fn block(label: &str, text: impl Into<String>, span: Option<Span>) -> Self {
        Self {
            label: label.to_owned(),
            text: text.into(),
            span,
            shape: Shape::Block,
            tone: Tone::Plain,
            pair: None,
            raised: None,
        }
    }

    /// A field with its label before the text.
    pub fn inline(label: &str, text: impl Into<String>, span: Option<Span>) -> Self {
        Self {
            label: label.to_owned(),
            text: text.into(),
            span,
            shape: Shape::Inline,
            tone: Tone::Plain,
            pair: None,
            raised: None,
        }
    }

    /// Two texts side by side below their label.
    pub fn pair(label: &str, left: impl Into<String>, pair: Pair) -> Self {
        Self { shape: Shape::Pair, pair: Some(Box::new(pair)), ..Self::block(label, left, None) }
    }

    /// One line with its label before it.
    pub fn row(label: &str, text: impl Into<String>) -> Self {
        Self { shape: Shape::Row, ..Self::inline(label, text, None) }
    }

    /// Two wordings side by side below their label, what differs marked in each.
    pub fn compared(label: &str, one: &str, other: &str) -> Self {
        let (mut left, mut right) = (String::new(), String::new());
        let (mut left_marks, mut right_marks): (Vec<Range<usize>>, Vec<Range<usize>>) = Default::default();
        for piece in diff(one, other) {
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
        Self::pair(label, left, Pair { right, left_marks, right_marks })
    }

    /// The field as one of a doubt.
    #[must_use]
    pub fn of_doubt(self, raised: Raised) -> Self {
        Self { raised: Some(raised), ..self }
    }

    /// The field in another tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// What counts as today, and the time zone in which moments are told.
#[derive(Debug, Clone)]
pub struct Now {
    /// The day.
    pub today: Date,
    /// The zone.
    pub zone: TimeZone,
}

/// What is known around an issue besides what the ledger tells of it.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Its row.
    pub row: Option<IssueRow<'a>>,
    /// Its notice's row.
    pub notice: Option<&'a NoticeRow>,
    /// Its agency's name.
    pub agency: &'a str,
    /// Its agency's row.
    pub of_agency: Option<&'a AgencyRow>,
}

/// All fields of an issue, in the order in which they are shown.
pub fn fields(words: &Words, detail: &IssueDetail, now: &Now, around: Around<'_>) -> Vec<Field> {
    let field = &words.tui.field;
    let node = &detail.node;
    let mut out = Vec::new();
    if !detail.present {
        out.push(Field::inline("!", field.gone, None).toned(Tone::Warn));
    }
    check::warnings(words, detail, now, around.row, &mut out);
    title(words, detail, now, &mut out);
    if let Some(more) = &node.detail {
        out.push(Field::block(field.detail, more.text.clone(), Some(more.span)));
    }
    outcome(words, detail, now, &mut out);
    deadlines(words, detail, now, &mut out);
    for one in &node.responsible {
        let role =
            if one.role.is_empty() { field.responsible } else { one.role.trim_end_matches(['：', ':']) };
        out.push(Field::inline(role, one.name.clone(), Some(one.span)));
    }
    check::review(words, &detail.review, now, &mut out);
    check::closings(words, &detail.review, now, &mut out);
    check::evidence(words, &detail.evidence, &mut out);
    check::doubts(words, &detail.doubts, now, &mut out);
    if !detail.above.is_empty() {
        out.push(Field::inline(field.above, detail.above.join(" › "), None).toned(Tone::Dim));
    }
    response::response(words, node, &mut out);
    check::history(words, &detail.history, now, &mut out);
    facts::facts(words, &detail.notice, now, around, &mut out);
    out.push(Field::inline(field.key, detail.key.to_string(), None).toned(Tone::Dim));
    out
}

/// A value that was put right: what is right, by whom and why, and below it what is printed.
fn fixed<T>(words: &Words, label: &str, said: &str, fix: &Fix<T>, now: &Now) -> Field {
    let by = by(words, fix, now);
    Field::inline(label, format!("{} {said}  （{by}）", words.follow.sign), None).toned(Tone::Warn)
}

/// Who put something right, when, and why.
fn by<T>(words: &Words, fix: &Fix<T>, now: &Now) -> String {
    let day = fix.time.to_zoned(now.zone.clone()).date().to_string();
    (words.tui.fixing.by)(&fix.author, &day, &fix.reason)
}

fn title(words: &Words, detail: &IssueDetail, now: &Now, out: &mut Vec<Field>) {
    let (label, node) = (words.tui.field.problem, &detail.node);
    let number = if node.label.is_empty() { String::new() } else { format!("{} ", node.label) };
    let span = detail.missed.is_none().then_some(node.span);
    let printed = format!("{number}{}", node.title);
    match &detail.corrections.title {
        None => out.push(Field::block(label, printed, span).toned(Tone::Strong)),
        Some(fix) => {
            let said = format!("{number}{}  （{} {}）", fix.value, words.follow.sign, by(words, fix, now));
            out.push(Field::block(label, said, None).toned(Tone::Strong));
            out.push(Field::inline("", (words.follow.printed)(&printed), span).toned(Tone::Dim));
        }
    }
}

fn outcome(words: &Words, detail: &IssueDetail, now: &Now, out: &mut Vec<Field>) {
    let label = words.tui.field.outcome;
    let printed = match &detail.node.outcome {
        None => (say::outcomes(words, OutcomeSet::default(), say::Length::Whole), None),
        Some(outcome) => {
            let said = say::outcomes(words, OutcomeSet::of(&outcome.tags), say::Length::Whole);
            let basis = say::basis(words, outcome.basis);
            ((words.tui.field.outcome_line)(&said, basis, &outcome.raw), Some(outcome.span))
        }
    };
    let (text, span) = (printed.0, printed.1.filter(|_| detail.missed.is_none()));
    match &detail.corrections.outcome {
        None if detail.node.outcome.is_none() => out.push(Field::inline(label, text, None).toned(Tone::Warn)),
        None => out.push(Field::inline(label, text, span)),
        Some(fix) => {
            out.push(fixed(words, label, &history::outcomes(words, &fix.value), fix, now));
            out.push(Field::inline("", (words.follow.printed)(&text), span).toned(Tone::Dim));
        }
    }
}

fn deadlines(words: &Words, detail: &IssueDetail, now: &Now, out: &mut Vec<Field>) {
    let (label, fix) = (words.tui.field.deadline, &detail.corrections.deadlines);
    if let Some(fix) = fix {
        let days: Vec<String> = fix.value.iter().map(|day| fixed_day(words, *day, now)).collect();
        let none = words.follow.nothing.to_owned();
        let said = if days.is_empty() { none } else { days.join(words.follow.comma) };
        out.push(fixed(words, label, &said, fix, now));
    }
    for deadline in &detail.node.deadlines {
        let (said, tone) = printed_day(words, deadline, now);
        let field = match fix {
            None => Field::inline(label, said, Some(deadline.span)).toned(tone),
            Some(_) => Field::inline("", (words.follow.printed)(&said), Some(deadline.span)).toned(Tone::Dim),
        };
        out.push(field);
    }
}

/// A deadline put in by hand, and how far off it is.
fn fixed_day(words: &Words, day: DueDay, now: &Now) -> String {
    let row = DueRow { due: day.due, kind: day.kind };
    match say::due(words, row, now.today, say::Length::Whole) {
        Some((far, _)) => format!("{}  {far}", history::due_day(words, &day)),
        None => history::due_day(words, &day),
    }
}

/// A deadline as printed, and how far off it is.
fn printed_day(words: &Words, deadline: &Deadline, now: &Now) -> (String, Tone) {
    let kind = say::deadline_kind(words, deadline.kind);
    let raw = (words.tui.field.quoted)(&deadline.raw);
    let Some(due) = deadline.due else {
        return (format!("{kind}  {}  {raw}", words.tui.due.unclear), Tone::Warn);
    };
    match say::due(words, DueRow { due, kind: deadline.kind }, now.today, say::Length::Whole) {
        Some((far, tone)) => (format!("{due}  {kind}  {far}  {raw}"), tone),
        None => (format!("{due}  {kind}  {raw}"), Tone::Plain),
    }
}
