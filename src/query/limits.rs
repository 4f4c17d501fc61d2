//! Time limits of a case (时限规则): by which day its steps are to be taken, counted from the feedback.
//!
//! No limit stands in code: a [`Profile`] is data with a source for each item, shipped in
//! `assets/limits.toml` and the user's to change ([`crate::config::limits`]). Its name goes with every
//! day that is shown as overdue, because who counts otherwise comes to another day.

use std::sync::Arc;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use crate::{ledger::types::NoticeRow, words::agenda::Agenda};

/// A set of time limits, known by its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Its name.
    pub name: Arc<str>,
    /// What it holds for, in words.
    pub applies_to: String,
    /// From what day of feedback on it holds; `None`: from any.
    pub effective_from: Option<Date>,
    /// The limits.
    pub items: Vec<Item>,
    /// Whether the user's own file made or changed it.
    pub own: bool,
}

impl Profile {
    /// The item of this step.
    pub fn item(&self, step: &str) -> Option<&Item> {
        self.items.iter().find(|item| &*item.step == step)
    }
}

/// A step of a case and the time that it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The name of the step (整改方案, 整改情况报告).
    pub step: Arc<str>,
    /// The day from which it is counted.
    pub from: Start,
    /// How long it may take.
    pub length: Length,
    /// The day that this step gives to others.
    pub marks: Option<Start>,
    /// What the publication of the notice says of it.
    pub shown: Shown,
    /// Where the limit is written.
    pub source: String,
    /// Who read that; `None`: nobody has, and whoever shows it says so.
    pub verified_by: Option<String>,
    /// When.
    pub verified_on: Option<Date>,
}

/// A day from which limits are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Start {
    /// The feedback (反馈).
    Feedback,
    /// The day on which the plan (整改方案) was made, where a user has said so.
    Plan,
    /// The end of the period of rectification (集中整改): the day that a user said, else its limit.
    PeriodEnd,
    /// The publication of the notice (公开).
    Publication,
}

impl Start {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 4] = [Self::Feedback, Self::Plan, Self::PeriodEnd, Self::Publication];
    /// Their names in the file.
    pub const NAMES: [&str; 4] = ["feedback", "plan", "period_end", "publication"];

    /// The one that the file calls so.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().zip(Self::ALL).find(|(known, _)| **known == name).map(|(_, start)| start)
    }

    /// Its name in the file.
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or_default()
    }
}

/// What the publication of a notice says of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shown {
    /// Nothing: a user says when it was taken.
    #[default]
    Nothing,
    /// That it was taken on that day (整改情况报告).
    Day,
    /// That it is presumed to have been taken by then: a case that is published has as a rule passed it
    /// (整改方案). No notice need say so, so it stays open; see [`Unclear::Presumed`].
    Before,
}

/// How long a step may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// Days of the calendar.
    Days(u16),
    /// Months; where the month has no such day, its last (January 31 and one month: February 28).
    Months(u16),
    /// Monday to Friday. Public holidays and the working days put in for them are not known here:
    /// whoever shows the day says so.
    Workdays(u16),
}

impl Length {
    /// The last day of the length, the day from which it is counted left out. Beyond the calendar:
    /// its last day.
    pub fn after(self, start: Date) -> Date {
        match self {
            Self::Days(count) => start.saturating_add(i64::from(count).days()),
            Self::Months(count) => start.saturating_add(i64::from(count).months()),
            Self::Workdays(count) => workdays(start, count),
        }
    }

    /// Whether only weekdays are counted.
    pub fn is_workdays(self) -> bool {
        matches!(self, Self::Workdays(_))
    }
}

fn workdays(start: Date, count: u16) -> Date {
    let (weeks, rest) = (i64::from(count / 5), count % 5);
    // Whole weeks pass over as many weekends from whatever weekday they begin; a weekend counts as
    // the Friday before it.
    let back = match start.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    if count == 0 {
        return start;
    }
    let friday_or_before = start.saturating_sub(back.days());
    let mut day = friday_or_before.saturating_add(weeks.weeks());
    for _ in 0..rest {
        let ahead = if day.weekday() == Weekday::Friday { 3 } else { 1 };
        day = day.saturating_add(ahead.days());
    }
    day
}

/// Why nothing is derived for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotDerived {
    /// The notice names no day of feedback, and nobody has put one in.
    NoFeedback,
    /// The feedback lies before the day from which the profile holds.
    Before(Date),
}

impl Unclear {
    /// The same in words.
    pub fn explain(self, words: &Agenda) -> String {
        match self {
            Self::NoDay => words.untold.to_owned(),
            Self::Presumed(day) => (words.presumed)(day),
            Self::Silent => words.silent.to_owned(),
        }
    }
}

/// A step of the case of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'p> {
    /// Its limit.
    pub item: &'p Item,
    /// By when it is to be taken; else the day that is missing to count it.
    pub due: Result<Date, Start>,
    /// When it was taken, where that is known.
    pub done: Option<Done>,
    /// The publication of the notice.
    published: Option<Date>,
}

/// Why nobody can say whether a step was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// The publication would tell, and the notice names no day of it.
    NoDay,
    /// It is presumed to have been taken before the publication, on that day; nobody looked whether the notice
    /// says so.
    Presumed(Date),
    /// Its day has passed, and no publication would tell of it.
    Silent,
}

/// How it is known that a step was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The day.
    pub on: Date,
    /// Who says so.
    pub how: How,
}

/// Who says that a step was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A user.
    Said,
    /// The publication, which is the step.
    Published,
}

impl Step<'_> {
    /// By how many days it was taken too late; `None` where it was not, or is not taken yet.
    pub fn late(&self) -> Option<i32> {
        let days = (self.done?.on - self.due.ok()?).get_days();
        (days > 0).then_some(days)
    }

    /// Why nobody can say on the day `today` whether it was taken; `None` where it was, or where its day is
    /// still to come and nothing speaks for it.
    pub fn unclear(&self, today: Date) -> Option<Unclear> {
        match (self.done, self.item.shown, self.published) {
            (Some(_), ..) => None,
            (None, Shown::Before, Some(day)) => Some(Unclear::Presumed(day)),
            (None, Shown::Before | Shown::Day, _) => Some(Unclear::NoDay),
            (None, Shown::Nothing, _) => self.overdue(today).then_some(Unclear::Silent),
        }
    }

    /// Whether its day has passed and it is not known to be taken.
    pub fn overdue(&self, today: Date) -> bool {
        self.done.is_none() && self.due.is_ok_and(|due| due < today)
    }
}

/// The steps of the case of `notice` by `profile`, by their days; those whose day cannot be counted
/// stand last.
///
/// # Errors
/// [`NotDerived`] where nothing can be derived at all.
pub fn case<'p>(profile: &'p Profile, notice: &NoticeRow) -> Result<Vec<Step<'p>>, NotDerived> {
    let feedback = notice.feedback.ok_or(NotDerived::NoFeedback)?;
    if let Some(from) = profile.effective_from.filter(|from| feedback < *from) {
        return Err(NotDerived::Before(from));
    }
    let done = |item: &Item| {
        let said = notice.steps.get(&*item.step).map(|on| Done { on: *on, how: How::Said });
        let published = notice.published.filter(|_| item.shown == Shown::Day);
        said.or_else(|| Some(Done { on: published?, how: How::Published }))
    };
    // What stands for the plan and for the end of the period; an item that marks a day cannot itself
    // be counted from such a day, which [`crate::config::limits`] sees to.
    let marked = |start: Start| {
        let item = profile.items.iter().find(|item| item.marks == Some(start))?;
        let said = done(item).filter(|done| done.how == How::Said).map(|done| done.on);
        let limit = || match item.from {
            Start::Feedback if start == Start::PeriodEnd => Some(item.length.after(feedback)),
            _ => None,
        };
        said.or_else(limit)
    };
    let day_of = |start: Start| match start {
        Start::Feedback => Some(feedback),
        Start::Publication => notice.published,
        Start::Plan | Start::PeriodEnd => marked(start),
    };
    let mut steps: Vec<Step<'p>> = profile
        .items
        .iter()
        .map(|item| {
            let due = day_of(item.from).map(|day| item.length.after(day)).ok_or(item.from);
            Step { item, due, done: done(item), published: notice.published }
        })
        .collect();
    steps.sort_by_key(|step| (step.due.is_err(), step.due.ok()));
    Ok(steps)
}

#[cfg(test)]
#[path = "limits_tests.rs"]
mod tests;
