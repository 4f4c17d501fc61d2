//! Forms: text fields over the panes.

mod read;
mod work_forms;

use jiff::civil::Date;
use tui_input::Input;

use crate::{
    ledger::{
        followup::Missed,
        types::{DoubtRow, IssueId, NoticeId},
    },
    query::{
        bounds::{DayFault, Of},
        due::{self, DateError},
    },
    text,
    words::Words,
    work::export::Export,
};

use super::{
    effect::Effect,
    filter,
    fix::written,
    menu::{Choice, FixKind, Item, MarkKind, Menu, MenuKind, NoticeField, Which},
    model::{Model, Overlay},
    order, say, views,
    work::{self, forms::Ask},
};
use read::{Desk, Sent, Told};

/// The number of characters from which on a form is not closed without a question.
const MUCH: usize = 10;

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
#[derive(Debug, Clone, PartialEq)]
pub enum FormKind {
    /// The facts of a mark.
    Mark(Vec<IssueId>, MarkKind),
    /// What is right of an issue, and why.
    Fix(IssueId, FixKind),
    /// What is right of a notice, and why.
    FixNotice(NoticeId, NoticeField),
    /// That something of a notice is as printed again, and why.
    Restore(NoticeId, NoticeField),
    /// Why a notice is withdrawn.
    Withdraw(NoticeId),
    /// Why a doubt is put aside.
    Dismiss(Box<DoubtRow>),
    /// On what day a step of a case was taken.
    Step(NoticeId, String),
    /// Where an agency is, by its name.
    Region(String),
    /// An issue that was missed; its place is given.
    Missed(Box<Missed>),
    /// What is handed on as a file.
    Export(Box<Export>),
    /// A file that proves something, and whether it is copied.
    Attach(IssueId, bool),
    /// A number of days.
    Days(Which),
    /// Two days.
    Between(Which),
    /// Who makes the marks.
    Author,
    /// Long work.
    Work(Ask),
    /// A saved view; the name of the one that is changed.
    View(Option<String>),
}

/// What a text field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The inspector's own day.
    Due,
    /// The day of a check.
    On,
    /// The first of two days.
    From,
    /// The last of two days.
    Until,
    /// A day of a notice.
    Day,
    /// A number of days.
    Days,
    /// Who is to look.
    Who,
    /// Why it is queried, or put right.
    Reason,
    /// What was seen.
    Seen,
    /// A note.
    Note,
    /// A number as printed.
    Label,
    /// A title, a problem statement, a name.
    Title,
    /// An answer.
    Response,
    /// Outcomes.
    Outcome,
    /// Deadlines.
    Deadlines,
    /// A file.
    File,
    /// A level of secrecy.
    Level,
    /// Whether persons are masked.
    Redact,
    /// How many are drawn.
    Number,
    /// Whether as many of each agency.
    Each,
    /// The seed of a sample.
    Seed,
    /// Whether the drawn are marked.
    ToMark,
    /// Who makes the marks.
    Author,
    /// The name of a view.
    ViewName,
    /// The key of a view.
    ViewKey,
    /// A query.
    Query,
}

impl Role {
    fn is_day(self) -> bool {
        matches!(self, Self::Due | Self::On | Self::From | Self::Until | Self::Day)
    }

    /// The day that a text names in such a field.
    fn day(self, text: &str, today: Date) -> Result<Date, DateError> {
        match self {
            Self::Due => Of::Due.understood(text, today),
            Self::On => Of::Seen.understood(text, today),
            Self::Day => Of::Notice.understood(text, today),
            // As in a range on the command line.
            _ => due::day_of_this_year(text, today),
        }
    }
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
    /// What was in it when the form was opened.
    pub held: String,
    /// What it is understood as.
    pub preview: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl FormField {
    /// An empty field.
    pub fn new(label: &'static str, role: Role, hint: &'static str) -> Self {
        Self { label, role, hint, input: Input::default(), held: String::new(), preview: None, error: None }
    }

    /// The field with something written in it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.input = Input::new(text.to_owned());
        text.clone_into(&mut self.held);
        self
    }

    /// How many characters were written since the form was opened.
    fn typed(&self) -> usize {
        let text = self.input.value();
        let new = text.strip_prefix(self.held.as_str()).unwrap_or(text);
        if text == self.held { 0 } else { text::graphemes(new.trim()).count() }
    }

    /// What is written, white space at the ends aside; `None` for nothing.
    pub fn value(&self) -> Option<&str> {
        Some(self.input.value().trim()).filter(|text| !text.is_empty())
    }

    /// Says again what is understood; a fault is told only when the form is sent.
    fn review(&mut self, words: &Words, today: Date) {
        self.error = None;
        let Some(text) = self.value() else {
            self.preview = None;
            return;
        };
        self.preview = match self.role {
            role if role.is_day() => role.day(text, today).ok().map(|day| preview(words, day, today)),
            Role::Outcome => {
                written::outcomes_of(text, words).map(|tags| written::say_outcomes(words, &tags))
            }
            Role::Deadlines => written::deadlines_of(text, today, words)
                .ok()
                .map(|days| written::say_deadlines(words, &days)),
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

    /// How many characters were written since it was opened.
    pub fn typed(&self) -> usize {
        self.fields.iter().map(FormField::typed).sum()
    }

    /// Moves to the next or previous field, round and round.
    pub fn step(&mut self, down: bool) {
        let count = self.fields.len().max(1);
        self.at = if down { self.at + 1 } else { self.at + count - 1 } % count;
    }

    /// Columns and rows that the form wants on a screen of so many columns, its border with it.
    pub fn wants(&self, columns: u16) -> (usize, usize) {
        (usize::from(columns / 2).clamp(64, 100), self.fields.len() * 3 + 3)
    }

    /// Writes beside the field of that role what is wrong with it, and goes there.
    fn fail(&mut self, role: Role, why: impl Into<String>) -> Told {
        if let Some(at) = self.fields.iter().position(|field| field.role == role) {
            self.at = at;
        }
        if let Some(field) = self.fields.get_mut(self.at) {
            field.error = Some(why.into());
        }
        Told
    }

    /// Writes beside the name of the file, where there is one, why nothing came of it.
    pub fn blame_file(&mut self, why: &str) {
        if self.fields.iter().any(|field| field.role == Role::File) {
            self.fail(Role::File, why);
        }
    }

    /// What is written in the field of that role.
    fn text(&self, role: Role) -> Option<String> {
        self.fields.iter().find(|field| field.role == role).and_then(FormField::value).map(str::to_owned)
    }

    /// The day in a field, within the bounds of what it is of; a fault is written beside it.
    fn day(&mut self, role: Role, of: Of, desk: &Desk<'_>) -> Result<Option<Date>, Told> {
        let Some(text) = self.text(role) else { return Ok(None) };
        let fault = |form: &mut Self, why: DayFault| form.fail(role, why.explain(&desk.words.ledger));
        of.read(&text, desk.today).map(Some).map_err(|why| fault(self, why))
    }

    /// The end of a range; a fault is written beside it.
    fn end(&mut self, role: Role, desk: &Desk<'_>) -> Result<Option<Date>, Told> {
        let Some(text) = self.text(role) else { return Ok(None) };
        role.day(&text, desk.today).map(Some).map_err(|why| self.fail(role, why.explain(&desk.words.ledger)))
    }
}

/// Says anew what is understood of every field of the uppermost form.
pub fn review(model: &mut Model) {
    let (words, today) = (model.words, model.today);
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        form.fields.iter_mut().for_each(|field| field.review(words, today));
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

/// Sends the uppermost form; it stays open where something in it is wrong, and comes back ([`give_back`])
/// where what it gives comes to nothing.
pub fn send(model: &mut Model, effects: &mut Vec<Effect>) {
    let Model { words, today, overlays, data, marks, views, .. } = model;
    let Some(Overlay::Form(form)) = overlays.last_mut() else { return };
    let desk = Desk {
        words,
        today: *today,
        notices: &data.snapshot.notices,
        reasons: &marks.reasons,
        views: &views.all,
    };
    let Ok(done) = read::read(form, &desk) else { return };
    let Some(Overlay::Form(form)) = model.overlays.pop() else { return };
    match done {
        Sent::Order(order) => {
            model.marks.draft = Some((Box::new(form), order.clone()));
            order::give(model, order, effects);
        }
        Sent::Work(wish) => {
            work::wish(model, wish, Box::new(form), effects);
        }
        Sent::View(put) => views::edit::keep(model, put, Box::new(form), effects),
        Sent::Due(which, due) => filter::set_due(model, which, Some(due)),
        Sent::Author(name) => {
            order::named(model, name, effects);
            work::named(model, effects);
        }
    }
}

/// Opens a form again whose order or work came to nothing, so that what was written in it is not lost; unless
/// nothing was written, or the user has gone on to something else.
pub fn give_back(model: &mut Model, draft: Option<Box<Form>>) {
    if let Some(form) = draft.filter(|form| form.typed() > 0 && model.overlays.is_empty()) {
        model.overlays.push(Overlay::Form(*form));
    }
}

/// Asks before a form is closed in which much was written; whether it asks.
pub fn ask_discard(model: &mut Model) -> bool {
    let Some(Overlay::Form(form)) = model.overlays.last() else { return false };
    if form.typed() < MUCH {
        return false;
    }
    let words = &model.words.tui.work;
    let items = vec![Item::new(words.discard, Choice::Discard), Item::new(words.write_on, Choice::Later)];
    let mut menu = Menu::new(MenuKind::Discard, words.discard_title, items);
    menu.intro = vec![form.title.clone()];
    menu.list.select(1);
    model.overlays.push(Overlay::Menu(menu));
    true
}
