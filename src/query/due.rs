//! Days as a user writes them.
//!
//! | written | is |
//! | --- | --- |
//! | `2026-12-31`, `2026/12/31`, `2026.12.31`, `20261231`, `2026年12月31日` | that day |
//! | `2026-12`, `2026年12月`, `2026年12月底` | the last day of the month |
//! | `2026年`, `2026年底` | the last day of the year |
//! | `12-31`, `12/31`, `12月31日`, `31日` | the next such day, today included |
//! | `12月`, `12月底` | the last day of the next such month, this one included |
//! | `+30d`, `+30`, `30d`, `30天`, `30天后`, `2w`, `2周`, `3m`, `3个月`, `1y`, `1年后` | so far ahead |
//! | `一周`, `两周`, `一个月`, `三个月`, `半年`, `一年` | so far ahead |
//! | `-30d`, `30天前` | so far back |
//! | `今天`, `明天`, `后天`, `today`, `tomorrow` | |
//! | `周五`, `下周五`, `周末` | the next Friday, the one of next week, Sunday |
//! | `月底`, `下月底`, `季末`, `下季末`, `年中`, `年底`, `明年底`, `eom`, `eoq`, `eoy` | the last day of it |
//!
//! 前 behind a day changes nothing, since it includes the day. White space, capitals and the width
//! of signs do not matter.

use jiff::{
    Span as Length, ToSpan,
    civil::{Date, Weekday},
};

use crate::{ledger::fold::fold, words};

use super::filter::DueFilter;

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has none of the forms above.
    NotUnderstood,
    /// It has the form of a day, but the calendar has no such day (2026-02-30).
    NoSuchDay,
    /// The end of a range lies before its start, or a term ends before today.
    Backwards,
}

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no day: {why:?}")]
pub struct DateError {
    /// What was written.
    pub text: String,
    /// Why it is none.
    pub why: Why,
}

impl DateError {
    /// What to tell the user: what is wrong and what could be written.
    pub fn explain(&self, words: &words::ledger::Ledger) -> String {
        match self.why {
            Why::NotUnderstood => (words.day_not_understood)(&self.text),
            Why::NoSuchDay => (words.no_such_day)(&self.text),
            Why::Backwards => (words.day_backwards)(&self.text),
        }
    }
}

/// The day that `text` names, seen from `today`.
///
/// # Errors
/// [`DateError`] where the text names none.
pub fn day(text: &str, today: Date) -> Result<Date, DateError> {
    read(text, today, Year::Coming).map_err(|why| DateError { text: text.trim().to_owned(), why })
}

/// As [`day`], but a day without a year is of today's year, though it has passed.
///
/// # Errors
/// [`DateError`] where the text names none.
pub fn day_of_this_year(text: &str, today: Date) -> Result<Date, DateError> {
    read(text, today, Year::Current).map_err(|why| DateError { text: text.trim().to_owned(), why })
}

/// The question about days that `text` asks: `overdue` or 逾期; `none` or 无; `A..B` with either
/// end open; a length (`30d`, `30天`) or a day, which both ask what falls due from today to then.
/// In a range a day without a year is of today's year.
///
/// # Errors
/// [`DateError`] where the text asks none of these.
pub fn due_filter(text: &str, today: Date) -> Result<DueFilter, DateError> {
    let fail = |why| DateError { text: text.trim().to_owned(), why };
    match fold(text).as_str() {
        "overdue" | "逾期" | "已逾期" => return Ok(DueFilter::Overdue),
        "none" | "无" | "无时限" => return Ok(DueFilter::Absent),
        _ => {}
    }
    let range = text.split_once("..").or_else(|| text.split_once('~')).or_else(|| text.split_once('至'));
    if let Some((from, to)) = range {
        let end = |part: &str| match part.trim() {
            "" => Ok(None),
            part => read(part, today, Year::Current).map(Some),
        };
        let (from, to) = (end(from).map_err(fail)?, end(to).map_err(fail)?);
        return match (from, to) {
            (None, None) => Err(fail(Why::NotUnderstood)),
            (Some(from), Some(to)) if from > to => Err(fail(Why::Backwards)),
            _ => Ok(DueFilter::Between(from, to)),
        };
    }
    let last = day(text, today)?;
    let days = (last - today).get_days();
    match u16::try_from(days) {
        Ok(days) => Ok(DueFilter::Within(days)),
        Err(_) if days < 0 => Err(fail(Why::Backwards)),
        // Further away than a length in days can say.
        Err(_) => Ok(DueFilter::Between(Some(today), Some(last))),
    }
}

/// Which year a day has that names none.
#[derive(Clone, Copy)]
enum Year {
    /// The one that makes it today or later.
    Coming,
    /// The year of today.
    Current,
}

/// A piece of a written day: digits or what stands between them.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Number(i32, usize),
    Word(&'a str),
}

fn read(text: &str, today: Date, year: Year) -> Result<Date, Why> {
    let folded = fold(text);
    let plain = ["之前", "以前"].iter().find_map(|end| folded.strip_suffix(end)).unwrap_or(&folded);
    let plain = match plain.strip_suffix('前') {
        Some(rest) if !rest.ends_with(['天', '周', '年']) && !rest.ends_with("个月") => rest,
        _ => plain,
    };
    use Piece::{Number as N, Word as W};
    match pieces(plain)?.as_slice() {
        [W(name)] => named(name, today),
        [N(n, 8)] => date(n / 10_000, n / 100 % 100, n % 100),
        [N(y, 4), W(a), N(m, _), W(b), N(d, _)] if a == b && is_dash(a) => date(*y, *m, *d),
        [N(y, 4), W("年"), N(m, _), W("月"), N(d, _)] => date(*y, *m, *d),
        [N(y, 4), W("年"), N(m, _), W("月"), N(d, _), W("日" | "号")] => date(*y, *m, *d),
        [N(y, 4), W(a), N(m, _)] if is_dash(a) => month_end(*y, *m),
        [N(y, 4), W("年"), N(m, _), W("月" | "月底" | "月末")] => month_end(*y, *m),
        [N(y, 4), W("年" | "年底" | "年末")] => date(*y, 12, 31),
        [N(m, 1 | 2), W(a), N(d, _)] if is_dash(a) => month_day(*m, *d, today, year),
        [N(m, _), W("月"), N(d, _)] => month_day(*m, *d, today, year),
        [N(m, _), W("月"), N(d, _), W("日" | "号")] => month_day(*m, *d, today, year),
        [N(m, 1 | 2), W("月" | "月底" | "月末")] => this_or_next(month_end, *m, today, year),
        [N(d, 1 | 2), W("日" | "号")] => day_of_month(*d, today, year),
        [W("+"), N(n, 1..=5)] => step(*n, "d", today),
        [W("+"), N(n, 1..=5), W(unit)] | [N(n, 1..=5), W(unit)] => step(*n, unit, today),
        [W("-"), N(n, 1..=5)] => step(-*n, "d", today),
        [W("-"), N(n, 1..=5), W(unit)] => step(-*n, unit, today),
        _ => Err(Why::NotUnderstood),
    }
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Why> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at_checked(end).ok_or(Why::NotUnderstood)?;
        out.push(match digit {
            true if piece.len() > 8 => return Err(Why::NotUnderstood),
            true => Piece::Number(piece.parse().map_err(|_| Why::NotUnderstood)?, piece.len()),
            false => Piece::Word(piece),
        });
        rest = behind;
    }
    Ok(out)
}

fn is_dash(sign: &str) -> bool {
    matches!(sign, "-" | "/" | ".")
}

fn date(year: i32, month: i32, day: i32) -> Result<Date, Why> {
    let part = |n: i32| i8::try_from(n).map_err(|_| Why::NoSuchDay);
    let year = i16::try_from(year).map_err(|_| Why::NoSuchDay)?;
    Date::new(year, part(month)?, part(day)?).map_err(|_| Why::NoSuchDay)
}

fn month_end(year: i32, month: i32) -> Result<Date, Why> {
    date(year, month, 1).map(Date::last_of_month)
}

/// The day that `make` gives in today's year, or in the next where that has passed and `year` says so.
fn this_or_next(
    make: impl Fn(i32, i32) -> Result<Date, Why>,
    month: i32,
    today: Date,
    year: Year,
) -> Result<Date, Why> {
    let now = i32::from(today.year());
    match (make(now, month), year) {
        (Ok(day), Year::Coming) if day < today => make(now + 1, month),
        // 2-29 said in a year without one.
        (Err(why), Year::Coming) => (1..=8).find_map(|more| make(now + more, month).ok()).ok_or(why),
        (day, _) => day,
    }
}

fn month_day(month: i32, day: i32, today: Date, year: Year) -> Result<Date, Why> {
    this_or_next(|year, month| date(year, month, day), month, today, year)
}

/// The next month from today's on that has such a day which has not passed.
fn day_of_month(day: i32, today: Date, year: Year) -> Result<Date, Why> {
    let this = date(i32::from(today.year()), i32::from(today.month()), day);
    match (this, year) {
        (Ok(found), Year::Current) => Ok(found),
        (Ok(found), Year::Coming) if found >= today => Ok(found),
        (this, _) => (1..=3)
            .filter_map(|more: i32| today.first_of_month().checked_add(more.months()).ok())
            .find_map(|first| date(i32::from(first.year()), i32::from(first.month()), day).ok())
            .ok_or(this.err().unwrap_or(Why::NoSuchDay)),
    }
}

fn step(count: i32, unit: &str, today: Date) -> Result<Date, Why> {
    let (unit, sign) = match unit.strip_suffix('前') {
        Some(unit) => (unit, -1),
        None => (unit.strip_suffix('后').or_else(|| unit.strip_suffix('内')).unwrap_or(unit), 1),
    };
    let unit = unit.strip_suffix(['之', '以']).unwrap_or(unit);
    let count = i64::from(count) * sign;
    let length = match unit {
        "d" | "day" | "days" | "天" | "日" => Length::new().try_days(count),
        "w" | "week" | "weeks" | "周" | "星期" | "个星期" => Length::new().try_weeks(count),
        "m" | "month" | "months" | "个月" => Length::new().try_months(count),
        "y" | "year" | "years" | "年" => Length::new().try_years(count),
        _ => return Err(Why::NotUnderstood),
    };
    length.and_then(|length| today.checked_add(length)).map_err(|_| Why::NoSuchDay)
}

fn named(name: &str, today: Date) -> Result<Date, Why> {
    let add = |length: Length| today.checked_add(length).map_err(|_| Why::NoSuchDay);
    let year = i32::from(today.year());
    let half = if today.month() <= 6 { year } else { year + 1 };
    match name {
        "半年" | "半年后" | "半年内" => add(6.months()),
        "两周" | "两周后" | "两周内" => add(2.weeks()),
        "一周" | "一周后" | "一周内" => add(1.week()),
        "一个月" | "一个月后" | "一个月内" => add(1.month()),
        "两个月" | "两个月后" | "两个月内" => add(2.months()),
        "三个月" | "三个月后" | "三个月内" => add(3.months()),
        "一年" | "一年后" | "一年内" => add(1.year()),
        "今天" | "今日" | "today" => Ok(today),
        "明天" | "明日" | "tomorrow" => add(1.day()),
        "后天" => add(2.days()),
        "昨天" | "yesterday" => add((-1).days()),
        "月底" | "月末" | "本月底" | "本月末" | "eom" => Ok(today.last_of_month()),
        "下月底" | "下月末" | "下个月底" => add(1.month()).map(Date::last_of_month),
        "季末" | "季度末" | "季底" | "本季度末" | "本季末" | "eoq" => quarter_end(today),
        "下季末" | "下季度末" => quarter_end(add(3.months())?),
        "年中" | "上半年" => date(half, 6, 30),
        "年底" | "年末" | "今年底" | "本年底" | "eoy" => date(year, 12, 31),
        "明年底" | "明年末" => date(year + 1, 12, 31),
        _ => weekday(name, today),
    }
}

fn quarter_end(today: Date) -> Result<Date, Why> {
    month_end(i32::from(today.year()), (i32::from(today.month()) + 2) / 3 * 3)
}

fn weekday(name: &str, today: Date) -> Result<Date, Why> {
    let (next, name) = match name.strip_prefix('下') {
        Some(rest) => (true, rest),
        None => (false, name.strip_prefix('本').unwrap_or(name)),
    };
    let name = name.strip_prefix("星期").or_else(|| name.strip_prefix('周')).ok_or(Why::NotUnderstood)?;
    let want = match name {
        "一" => Weekday::Monday,
        "二" => Weekday::Tuesday,
        "三" => Weekday::Wednesday,
        "四" => Weekday::Thursday,
        "五" => Weekday::Friday,
        "六" => Weekday::Saturday,
        "日" | "天" | "末" => Weekday::Sunday,
        _ => return Err(Why::NotUnderstood),
    };
    let now = i64::from(today.weekday().to_monday_zero_offset());
    let want = i64::from(want.to_monday_zero_offset());
    let days = if next { 7 + want - now } else { (want - now).rem_euclid(7) };
    today.checked_add(days.days()).map_err(|_| Why::NoSuchDay)
}

#[cfg(test)]
#[path = "due_tests.rs"]
mod tests;
