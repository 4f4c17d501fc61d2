//! Days as notices write them.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use regex::{Captures, Regex};

use super::numbering::chinese;

/// A day, month or longer span found in folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The year, where it is printed.
    pub year: Option<Year>,
    /// What part of the year.
    pub part: Part,
}

/// A year as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// `2024年`
    Plain(i16),
    /// `今年`, `明年`, `去年`: so many years from the notice's own.
    Relative(i16),
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A day of a month.
    Day(i8, i8),
    /// A month up to a day of it: 上旬 10, 中旬 20; `None` is its last.
    Month(i8, Option<i8>),
    /// Up to the end of a month that is not printed as one: 第三季度, 年底.
    Until(i8),
    /// 上半年 or 下半年, up to the end of its last month.
    Half(i8),
    /// The year and no more.
    Whole,
}

/// A [`When`] and where it stands in the text that was searched, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// One behind the last byte.
    pub end: usize,
    /// What it says.
    pub when: When,
}

const NUMERAL: &str = "[一二三四五六七八九十]{1,3}";

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = "(?:(?P<y>[0-9]{4}|[一二三四五六七八九〇零○]{4})年度?|(?P<r>今年|本年度|本年|当年|明年|次年|去年|上年))";
    let month = format!("(?P<m>[0-9]{{1,2}}|{NUMERAL})月份?");
    let day = format!("(?:(?P<d>[0-9]{{1,2}}|{NUMERAL})[日号]|(?P<mp>月?底|末|上旬|中旬|下旬|初))");
    let rest = "(?P<ye>年?底|年?末)|(?P<h>上半年|下半年)|第?(?P<q>[一二三四1-4])季度";
    let dotted = r"(?P<y2>[0-9]{4})[-./](?P<m2>[0-9]{1,2})[-./](?P<d2>[0-9]{1,2})";
    Regex::new(&format!(
        "{dotted}|{year}?(?:{month}{day}?|{rest})|{year2}",
        year2 = year.replace("<y>", "<y3>").replace("<r>", "<r3>")
    ))
    .ok()
});

/// All days, months and longer spans in a folded text.
pub fn find(text: &str) -> Vec<Found> {
    let Some(pattern) = PATTERN.as_ref() else { return Vec::new() };
    pattern
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let head = text.get(..whole.start())?;
            let before = head.chars().last();
            let when = when(&found)?;
            // Digits in front belong to a longer, damaged number: 2024111日; `1.2025年` is an item's number
            // before a year.
            let damaged = before
                .is_some_and(|c| c.is_ascii_digit() || c == '.' && !is_item(head, whole.as_str()))
                && whole.as_str().starts_with(|c: char| c.is_ascii_digit());
            (!damaged).then_some(Found { start: whole.start(), end: whole.end(), when })
        })
        .collect()
}

/// Whether `head` ends in the number of a list's item and a year follows.
fn is_item(head: &str, date: &str) -> bool {
    let number: Vec<char> = head.trim_end_matches('.').chars().rev().take(3).collect();
    let digits = number.iter().take_while(|c| c.is_ascii_digit()).count();
    let year =
        date.chars().take_while(char::is_ascii_digit).count() == 4 && date.chars().nth(4) == Some('年');
    year && (1..=2).contains(&digits) && number.get(digits) != Some(&'.')
}

fn when(found: &Captures) -> Option<When> {
    let text = |name: &str| found.name(name).map(|m| m.as_str());
    let number = |name: &str| text(name).and_then(small);
    if let Some(year) = text("y2") {
        let part = Part::Day(number("m2")?, number("d2")?);
        return checked(When { year: Some(Year::Plain(year.parse().ok()?)), part });
    }
    let year = match (text("y").or(text("y3")), text("r").or(text("r3"))) {
        (Some(year), _) => Some(Year::Plain(four(year)?)),
        (_, Some(word)) => Some(Year::Relative(match word {
            "明年" | "次年" => 1,
            "去年" | "上年" => -1,
            _ => 0,
        })),
        _ => None,
    };
    let part = if let Some(month) = number("m") {
        match (number("d"), text("mp")) {
            (Some(day), _) => Part::Day(month, day),
            (_, Some("上旬" | "初")) => Part::Month(month, Some(10)),
            (_, Some("中旬")) => Part::Month(month, Some(20)),
            _ => Part::Month(month, None),
        }
    } else if let Some(end) = text("ye") {
        // `底` alone, without a year before it, is no day.
        if year.is_none() && !end.starts_with('年') {
            return None;
        }
        Part::Until(12)
    } else if let Some(half) = text("h") {
        Part::Half(if half == "上半年" { 6 } else { 12 })
    } else if let Some(quarter) = number("q") {
        Part::Until(quarter * 3)
    } else {
        year?;
        Part::Whole
    };
    checked(When { year, part })
}

fn checked(when: When) -> Option<When> {
    let fits = match when.part {
        Part::Day(month, day) => (1..=12).contains(&month) && (1..=31).contains(&day),
        Part::Month(month, _) | Part::Until(month) | Part::Half(month) => (1..=12).contains(&month),
        Part::Whole => true,
    };
    let year = !matches!(when.year, Some(Year::Plain(year)) if !(1949..=2099).contains(&year));
    (fits && year).then_some(when)
}

fn small(text: &str) -> Option<i8> {
    text.parse().ok().or_else(|| chinese(text).and_then(|value| i8::try_from(value).ok()))
}

fn four(text: &str) -> Option<i16> {
    text.parse().ok().or_else(|| {
        let plain: String = text.chars().map(|c| if c == '○' { '〇' } else { c }).collect();
        chinese(&plain).and_then(|value| i16::try_from(value).ok())
    })
}

impl When {
    /// Whether a day is printed.
    pub fn is_day(self) -> bool {
        matches!(self.part, Part::Day(..))
    }

    /// The last day that the words allow in `year`, where no year is printed; `own` is the notice's
    /// own year, from which 今年 counts.
    pub fn last_day(self, year: i16, own: Option<i16>) -> Option<Date> {
        let year = match self.year {
            Some(Year::Plain(year)) => year,
            Some(Year::Relative(by)) => own? + by,
            None => year,
        };
        match self.part {
            Part::Day(month, day) => Date::new(year, month, day).ok(),
            Part::Month(month, Some(day)) => Date::new(year, month, day).ok(),
            Part::Month(month, None) | Part::Until(month) | Part::Half(month) => last_of(year, month),
            Part::Whole => last_of(year, 12),
        }
    }
}

fn last_of(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(|first| first.last_of_month())
}

/// The day that a printed, whole date names.
pub fn exact(when: When) -> Option<Date> {
    match (when.year, when.part) {
        (Some(Year::Plain(year)), Part::Day(month, day)) => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// Whether a whole date is printed that no calendar has (2025年2月30日).
pub fn impossible(when: When) -> bool {
    matches!((when.year, when.part), (Some(Year::Plain(_)), Part::Day(..))) && exact(when).is_none()
}

/// A day without a year, as near behind `after` as it can be.
pub fn next_after(when: When, after: Date) -> Option<Date> {
    let same = when.last_day(after.year(), Some(after.year()))?;
    if same >= after { Some(same) } else { when.last_day(after.year() + 1, Some(after.year())) }
}

/// The first day that a date may have; for bounds only.
pub const EARLIEST: Date = date(1949, 10, 1);

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2025年6月底前", "2025-06-30")]
    #[case("2023年年底前", "2023-12-31")]
    #[case("2022年底前", "2022-12-31")]
    #[case("今年上半年", "2021-06-30")]
    #[case("明年第一季度", "2022-03-31")]
    #[case("12月16日前", "2021-12-16")]
    #[case("12月中旬", "2021-12-20")]
    #[case("2025年第三季度", "2025-09-30")]
    #[case("二〇二四年九月三日", "2024-09-03")]
    #[case("2024-02-29", "2024-02-29")]
    #[case("2月份", "2021-02-28")]
    #[case("年底前", "2021-12-31")]
    fn last_days(#[case] text: &str, #[case] day: &str) {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].when.last_day(2021, Some(2021)), Some(day.parse().unwrap()));
    }

    #[rstest]
    #[case("2024111日")]
    #[case("20211228日")]
    #[case("2024717日至830日")]
    #[case("13月5日")]
    #[case("彻底整改")]
    #[case("到底")]
    fn no_days(#[case] text: &str) {
        assert_eq!(find(text), []);
    }
}
