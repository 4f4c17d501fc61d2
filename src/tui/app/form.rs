//! Forms: one or two text fields over the panes.

use jiff::civil::Date;
use tui_input::Input;

use crate::{
    ledger::{fold, followup::Change, types::IssueId},
    query::{due, filter::DueFilter},
    words::Words,
};

use super::{
    effect::Effect,
    filter, marks,
    menu::{MarkKind, Which},
    model::{Model, Overlay},
    say,
};

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What is asked.
    pub kind: FormKind,
    /// Its title.
    pub title: String,
    /// Its text fields.
    pub fields: Vec<FormField>,
    /// The field that has the keyboard.
    pub at: usize,
}

/// What a form asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// The day and the note of a mark.
    Mark(Vec<IssueId>, MarkKind),
    /// A number of days.
    Days(Which),
    /// Two days.
    Between(Which),
    /// Who makes the marks.
    Author,
}

/// What a text field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A day.
    Day,
    /// A number of days.
    Days,
    /// Free words.
    Free,
}

/// A text field with its label.
#[derive(Debug, Clone)]
pub struct FormField {
    /// Its label.
    pub label: &'static str,
    /// What it takes.
    pub role: Role,
    /// What to write, as long as nothing is written.
    pub hint: &'static str,
    /// What is written.
    pub input: Input,
    /// What it is understood as.
    pub preview: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl FormField {
    /// An empty field.
    pub fn new(label: &'static str, role: Role, hint: &'static str) -> Self {
        Self { label, role, hint, input: Input::default(), preview: None, error: None }
    }

    /// The field with something written in it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.input = Input::new(text.to_owned());
        self
    }

    /// What is written, white space at the ends aside; `None` for nothing.
    pub fn value(&self) -> Option<&str> {
        Some(self.input.value().trim()).filter(|text| !text.is_empty())
    }

    /// Says again what is understood; a fault is told only when the form is sent.
    fn review(&mut self, words: &Words, today: Date) {
        self.error = None;
        self.preview = match (self.role, self.value()) {
            (Role::Day, Some(text)) => due::day(text, today).ok().map(|day| preview(words, day, today)),
            _ => None,
        };
    }
}

fn preview(words: &Words, day: Date, today: Date) -> String {
    (words.tui.mark.preview)(&day.to_string(), say::days(today, day))
}

impl Form {
    /// A form with its first field chosen.
    pub fn new(kind: FormKind, title: &str, fields: Vec<FormField>) -> Self {
        Self { kind, title: title.to_owned(), fields, at: 0 }
    }

    /// Moves to the next or previous field, round and round.
    pub fn step(&mut self, down: bool) {
        let count = self.fields.len().max(1);
        self.at = if down { self.at + 1 } else { self.at + count - 1 } % count;
    }

    /// Columns and rows that the form wants, its border with it.
    pub fn wants(&self) -> (usize, usize) {
        (64, self.fields.len() * 3 + 3)
    }

    fn fail(&mut self, at: usize, why: impl Into<String>) -> Told {
        self.at = at;
        if let Some(field) = self.fields.get_mut(at) {
            field.error = Some(why.into());
        }
        Told
    }

    fn text(&self, at: usize) -> Option<String> {
        self.fields.get(at).and_then(FormField::value).map(str::to_owned)
    }

    /// The day in a field; a fault is written beside it.
    fn day(&mut self, at: usize, words: &Words, today: Date) -> Result<Option<Date>, Told> {
        let Some(text) = self.text(at) else { return Ok(None) };
        due::day(&text, today).map(Some).map_err(|why| self.fail(at, why.explain(&words.ledger)))
    }
}

/// What follows from a change in a field.
pub fn edited(model: &mut Model) {
    let (words, today) = (model.words, model.today);
    if let Some(Overlay::Form(form)) = model.overlays.last_mut()
        && let Some(field) = form.fields.get_mut(form.at)
    {
        field.review(words, today);
    }
}

/// Sends the uppermost form; it stays open where something in it is wrong.
pub fn send(model: &mut Model, effects: &mut Vec<Effect>) {
    let (words, today) = (model.words, model.today);
    let Some(Overlay::Form(form)) = model.overlays.last_mut() else { return };
    let Ok(done) = read(form, words, today) else { return };
    model.overlays.pop();
    match done {
        Sent::Mark(issues, change) => marks::mark(model, issues, change, effects),
        Sent::Due(which, due) => filter::set_due(model, which, Some(due)),
        Sent::Author(name) => marks::named(model, name, effects),
    }
}

/// What is wrong stands beside its field; nothing is left to say.
struct Told;

/// What a form gives.
enum Sent {
    Mark(Vec<IssueId>, Change),
    Due(Which, DueFilter),
    Author(String),
}

fn read(form: &mut Form, words: &Words, today: Date) -> Result<Sent, Told> {
    match form.kind.clone() {
        FormKind::Author => match form.text(0) {
            Some(name) => Ok(Sent::Author(name)),
            None => Err(form.fail(0, words.tui.mark.author_empty)),
        },
        FormKind::Days(which) => {
            let days = form.text(0).and_then(|text| days(&text, today));
            let days = days.ok_or_else(|| form.fail(0, words.tui.filter.bad_days))?;
            Ok(Sent::Due(which, DueFilter::Within(days)))
        }
        FormKind::Between(which) => {
            let (from, until) = (form.day(0, words, today)?, form.day(1, words, today)?);
            match (from, until) {
                (None, None) => Err(form.fail(0, words.tui.filter.bad_range)),
                (Some(from), Some(until)) if from > until => Err(form.fail(1, words.tui.filter.bad_order)),
                _ => Ok(Sent::Due(which, DueFilter::Between(from, until))),
            }
        }
        FormKind::Mark(issues, kind) => {
            mark(form, kind, words, today).map(|change| Sent::Mark(issues, change))
        }
    }
}

fn mark(form: &mut Form, kind: MarkKind, words: &Words, today: Date) -> Result<Change, Told> {
    Ok(match kind {
        MarkKind::Revisit => {
            Change::Revisit { due: form.day(0, words, today)?, who: None, note: form.text(1) }
        }
        MarkKind::Query => Change::Query { reason: None, note: form.text(0) },
        MarkKind::Found(finding) => Change::Verify { finding, seen: None, on: None, note: form.text(0) },
        MarkKind::Archive => Change::Archive { note: form.text(0) },
        MarkKind::Unread => Change::Unread,
        MarkKind::Note => match form.text(0) {
            Some(note) => Change::Note { note },
            None => return Err(form.fail(0, words.tui.mark.note_empty)),
        },
    })
}

/// A number of days as users write it: `30`, `30d`, `30天`, `３０`.
fn days(text: &str, today: Date) -> Option<u16> {
    let folded = fold::fold(text);
    if let Ok(days) = folded.parse::<u16>() {
        return Some(days).filter(|days| *days <= 9999);
    }
    match due::due_filter(text, today) {
        Ok(DueFilter::Within(days)) => Some(days),
        _ => None,
    }
}
