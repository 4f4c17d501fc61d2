//! The marks of an issue as cells that a colleague may fill in: what they show, how they are kept beside
//! the sheet, and how they are read when they come back.

use jiff::civil::Date;

use crate::{
    ledger::{
        fold::fold,
        followup::{Finding, Review, State},
    },
    query::{
        bounds::DayFault,
        codes::{FINDINGS, STATES, place},
        due,
    },
    words::{EN, Words, ZH},
};

use super::{cell::clean, history};

/// A cell that may be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 回头看状态
    State,
    /// 待核理由
    Reason,
    /// 复查期限
    Due,
    /// 承办人
    Who,
    /// 核查结果
    Finding,
    /// 核查情况
    Seen,
    /// 核查日期
    On,
    /// 备注
    Note,
}

impl Field {
    /// All fields in the order of their columns.
    pub const ALL: [Self; 8] =
        [Self::State, Self::Reason, Self::Due, Self::Who, Self::Finding, Self::Seen, Self::On, Self::Note];

    /// Its name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Reason => "reason",
            Self::Due => "due",
            Self::Who => "who",
            Self::Finding => "finding",
            Self::Seen => "seen",
            Self::On => "on",
            Self::Note => "note",
        }
    }
}

/// The value of a cell that may be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// How far the check is.
    State(State),
    /// What it found.
    Finding(Option<Finding>),
    /// A day, or none.
    Day(Option<Date>),
    /// Text as a cell holds it, white space around it taken away; empty: none.
    Text(String),
}

/// Why a cell gives no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is no day.
    Day(String),
    /// There is no such state.
    State(String),
    /// There is no such finding.
    Finding(String),
    /// A formula in it failed.
    Error,
    /// A formula in it has no value: the program that saved the workbook did not reckon.
    NoValue,
    /// The day is none that can be meant.
    Bounds(DayFault),
    /// There is no reason with this number.
    Reason {
        /// What stands in the cell.
        typed: String,
        /// The reasons with their numbers.
        offered: String,
    },
    /// When the workbook was written the text was cut: what is new has the rest no more.
    Cut,
    /// Names are masked in it: the masks would stand in place of the names.
    Masked,
}

/// What stands in a cell of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Raw {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number; as a day it counts from the epoch of the workbook.
    Number {
        /// The number.
        value: f64,
        /// Whether the workbook counts days from 1904.
        from_1904: bool,
    },
    /// A formula that failed.
    Error,
    /// A formula without a value.
    NoValue,
}

impl Value {
    /// What a review has in the field.
    pub fn of(field: Field, review: &Review) -> Self {
        let text = |text: &Option<String>| Self::Text(clean(text.as_deref().unwrap_or_default()));
        match field {
            Field::State => Self::State(review.state),
            Field::Reason => text(&review.reason),
            Field::Due => Self::Day(review.due),
            Field::Who => text(&review.who),
            Field::Finding => Self::Finding(review.finding),
            Field::Seen => text(&review.seen),
            Field::On => Self::Day(review.on),
            Field::Note => text(&review.note),
        }
    }

    /// As it is shown in a sheet of this language; empty where there is nothing.
    pub fn shown(&self, words: &Words) -> String {
        match self {
            Self::State(state) => history::state_word(words, *state).to_owned(),
            Self::Finding(finding) => {
                finding.map(|finding| history::finding_word(words, finding)).unwrap_or_default().to_owned()
            }
            Self::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Self::Text(text) => text.clone(),
        }
    }

    /// As it is kept beside the sheet: the same whatever the language.
    pub fn kept(&self) -> String {
        match self {
            Self::State(state) => at(&STATES, *state as usize),
            Self::Finding(finding) => {
                finding.map(|finding| at(&FINDINGS, finding as usize)).unwrap_or_default()
            }
            Self::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Self::Text(text) => text.clone(),
        }
    }

    /// What a cell of the field says, in either language or as it is kept.
    ///
    /// # Errors
    /// [`Unread`] where it says nothing that the field can hold.
    pub fn read(field: Field, raw: &Raw) -> Result<Self, Unread> {
        match raw {
            Raw::Error => return Err(Unread::Error),
            Raw::NoValue => return Err(Unread::NoValue),
            _ => {}
        }
        let text = || clean(&raw.text());
        Ok(match field {
            Field::State => {
                let text = text();
                let (zh, en) = (&ZH.ledger.states, &EN.ledger.states);
                let found = if text.is_empty() { Some(0) } else { place(&text, &STATES, zh, en) };
                let state = found.and_then(|at| State::ALL.get(at).copied());
                Self::State(state.ok_or(Unread::State(text))?)
            }
            Field::Finding => {
                let text = text();
                if text.is_empty() {
                    return Ok(Self::Finding(None));
                }
                let (zh, en) = (&ZH.ledger.findings, &EN.ledger.findings);
                let found = place(&text, &FINDINGS, zh, en).and_then(|at| Finding::ALL.get(at).copied());
                Self::Finding(Some(found.ok_or(Unread::Finding(text))?))
            }
            Field::Due | Field::On => Self::Day(day(raw)?),
            Field::Reason | Field::Who | Field::Seen | Field::Note => Self::Text(text()),
        })
    }
}

fn at(names: &[&str], at: usize) -> String {
    names.get(at).copied().unwrap_or_default().to_owned()
}

impl Raw {
    /// As text; whole numbers without a fraction.
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Error | Self::NoValue => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number { value, .. } => value.to_string(),
        }
    }
}

/// The day in a cell: a serial number, a number such as 20261231, or a text that names the year.
fn day(raw: &Raw) -> Result<Option<Date>, Unread> {
    let (value, from_1904) = match raw {
        Raw::Empty => return Ok(None),
        Raw::Error => return Err(Unread::Error),
        Raw::NoValue => return Err(Unread::NoValue),
        Raw::Text(text) => return day_in(text),
        Raw::Number { value, from_1904 } => (*value, *from_1904),
    };
    let whole = value.trunc();
    let no_day = || Unread::Day(value.to_string());
    if (20_000_101.0..=21_001_231.0).contains(&whole) {
        return day_in(&whole.to_string());
    }
    // Excel counts from 1900 with a 29 February that there was not (ECMA-376 part 1, 18.17.4.1), which is
    // long before the days that are taken: a number that is none of 2000 to 2100 is rather a year, or a count.
    let epoch = if from_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
    if !(0.0..100_000.0).contains(&whole) {
        return Err(no_day());
    }
    // Within the range above every number is an i64.
    #[allow(clippy::cast_possible_truncation, reason = "whole and within the range above")]
    let days = whole as i64;
    let span = jiff::Span::new().try_days(days).map_err(|_| no_day())?;
    let day = epoch.checked_add(span).map_err(|_| no_day())?;
    if (2000..=2100).contains(&day.year()) { Ok(Some(day)) } else { Err(no_day()) }
}

/// The day that a text names with its year; a time behind it is left out.
fn day_in(text: &str) -> Result<Option<Date>, Unread> {
    let text = clean(text);
    if text.is_empty() {
        return Ok(None);
    }
    let alone = text.split([' ', 'T']).next().unwrap_or_default();
    let folded = fold(alone);
    let with_year = folded.chars().take(4).filter(char::is_ascii_digit).count() == 4;
    // Only a day with its year is the same whenever it is read, so the day on which it is does not matter.
    let read = due::day(alone, jiff::civil::date(2000, 1, 1));
    // 2026-12 and 2026年 name no day.
    let parts = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let full = parts == 3 || folded.len() == 8 && parts == 1;
    read.ok().filter(|_| with_year && full).map(Some).ok_or(Unread::Day(text))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    fn number(value: f64) -> Raw {
        Raw::Number { value, from_1904: false }
    }

    #[rstest]
    #[case(Raw::Empty, Some(None))]
    #[case(Raw::Text("  ".into()), Some(None))]
    #[case(Raw::Text("2026-12-31".into()), Some(Some(date(2026, 12, 31))))]
    #[case(Raw::Text("2026/1/5".into()), Some(Some(date(2026, 1, 5))))]
    #[case(Raw::Text("2026年12月31日".into()), Some(Some(date(2026, 12, 31))))]
    #[case(Raw::Text("2026-12-31 00:00:00".into()), Some(Some(date(2026, 12, 31))))]
    #[case(Raw::Text("2026-12-31T00:00:00".into()), Some(Some(date(2026, 12, 31))))]
    #[case(Raw::Text("20261231".into()), Some(Some(date(2026, 12, 31))))]
    #[case(number(46387.0), Some(Some(date(2026, 12, 31))))]
    #[case(number(46387.75), Some(Some(date(2026, 12, 31))))]
    #[case(Raw::Number { value: 44925.0, from_1904: true }, Some(Some(date(2026, 12, 31))))]
    #[case(number(20_261_231.0), Some(Some(date(2026, 12, 31))))]
    #[case(Raw::Text("12-31".into()), None)]
    #[case(Raw::Text("月底".into()), None)]
    #[case(Raw::Text("2026-12".into()), None)]
    #[case(Raw::Text("2026-02-30".into()), None)]
    #[case(Raw::Text("待定".into()), None)]
    #[case(number(3.0), None)]
    #[case::a_year(number(2026.0), None)]
    #[case::the_last_of_1999(number(36_525.0), None)]
    #[case::the_first_of_2000(number(36_526.0), Some(Some(date(2000, 1, 1))))]
    #[case::the_last_of_2100(number(73_415.0), Some(Some(date(2100, 12, 31))))]
    #[case::the_first_of_2101(number(73_416.0), None)]
    #[case(Raw::NoValue, None)]
    #[case(number(f64::NAN), None)]
    #[case(number(-1e300), None)]
    fn days_are_read(#[case] raw: Raw, #[case] want: Option<Option<Date>>) {
        assert_eq!(Value::read(Field::Due, &raw).ok(), want.map(Value::Day));
    }

    #[rstest]
    #[case(Field::State, "列入回头看", Some(Value::State(State::Revisit)))]
    #[case(Field::State, "", Some(Value::State(State::Unread)))]
    #[case(Field::State, " archived ", Some(Value::State(State::Archived)))]
    #[case(Field::State, "完成", None)]
    #[case(Field::Finding, "部分属实", Some(Value::Finding(Some(Finding::Partly))))]
    #[case(Field::Finding, "", Some(Value::Finding(None)))]
    #[case(Field::Finding, "大体属实", None)]
    #[case(Field::Note, " a\r\nb \u{1b}[1m", Some(Value::Text("a\nb [1m".into())))]
    fn words_are_read(#[case] field: Field, #[case] text: &str, #[case] want: Option<Value>) {
        assert_eq!(Value::read(field, &Raw::Text(text.into())).ok(), want);
    }

    #[test]
    fn what_is_shown_and_kept_is_read_again() {
        for words in [&ZH, &EN] {
            for state in State::ALL {
                let value = Value::State(state);
                for text in [value.shown(words), value.kept()] {
                    assert_eq!(Value::read(Field::State, &Raw::Text(text)), Ok(value.clone()));
                }
            }
            for finding in Finding::ALL {
                let value = Value::Finding(Some(finding));
                for text in [value.shown(words), value.kept()] {
                    assert_eq!(Value::read(Field::Finding, &Raw::Text(text)), Ok(value.clone()));
                }
            }
        }
    }
}
