//! Spans of days, months, years: `6月3日至6月12日，为期10天`.
//!
//! A span may be counted with both of its ends or by its difference; only a length that is neither is asked.

use jiff::civil::Date;

use super::super::figures::{Figure, Found, Kind, Phrase, Sep};

/// Words before the length of a span that was named just before.
const LENGTH: &[&str] = &[
    "为期",
    "历时",
    "用时",
    "用",
    "连续",
    "集中",
    "租期",
    "任期",
    "逾期",
    "时间",
    "长达",
    "利用",
    "假期",
    "共",
    "期限",
    "工期",
    "已逾期",
    "持续",
];

/// Finds lengths that their spans do not have.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 0..phrase.items.len() {
        look(phrase, at, found);
    }
}

/// A day, or a month or year without one.
#[derive(Debug, Clone, Copy)]
struct Point {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Where it ends in the text.
    end: usize,
    /// Where it begins.
    start: usize,
}

fn look(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let figure = phrase.figure(at)?;
    let unit = figure.unit.kind;
    let length = matches!(unit, Kind::Days | Kind::Months | Kind::Years);
    let own = phrase.own(at);
    if !length || !figure.is_plain() || !LENGTH.iter().any(|word| own.ends_with(word)) {
        return None;
    }
    let item = phrase.items.get(at)?;
    let before = phrase.get(&(phrase.start()..item.figure.range.start));
    let (from, to) = span(before)?;
    // The span stands in the same clause, or in the one before, and no other figure between.
    let between = before.get(to.end..)?;
    let marks = between.chars().filter(|c| matches!(c, ',' | ';' | ':')).count();
    let other = at.checked_sub(1).and_then(|before| phrase.items.get(before));
    let apart = other.is_some_and(|other| other.figure.range.start >= phrase.start() + to.start);
    if marks > 1 || between.contains(';') || apart || item.sep >= Sep::Semicolon {
        return None;
    }
    let counted: i64 = figure.value.to_string().parse().ok()?;
    let lengths = lengths(unit, from, to)?;
    if lengths.contains(&counted) {
        found.fits(at);
        return None;
    }
    let most = lengths.last()?;
    let shown = format!("{} → {} = {}", point(from), point(to), shown(figure, *most)?);
    let words = phrase.start() + from.start..phrase.start() + to.end;
    found.misfit_of(at, words, shown);
    Some(())
}

fn shown(figure: &Figure, length: i64) -> Option<String> {
    let value = super::super::figures::Exact::whole(i128::from(length))?;
    Some(figure.like(value))
}

fn point(point: Point) -> String {
    let number = |part: Option<i8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
    let year = point.year.map(|year| year.to_string()).unwrap_or_default();
    format!("{year}{}{}", number(point.month), number(point.day)).trim_start_matches('-').to_owned()
}

/// The lengths that a span can be said to have: by difference, and with both ends.
fn lengths(unit: Kind, from: Point, to: Point) -> Option<Vec<i64>> {
    let year = |point: Point, other: Point| point.year.or(other.year);
    let (first, mut last) = (year(from, to), year(to, from));
    // 9月30日至次年 is told; 10月至3月 without a year runs over the turn of it.
    if to.year.is_none() && from.month.zip(to.month).is_some_and(|(from, to)| to < from) {
        last = last.map(|year| year + 1);
    }
    match unit {
        Kind::Days => {
            let days = days(first, last, from, to)?;
            Some(vec![days, days + 1])
        }
        Kind::Months => {
            if from.day.is_some() && to.day.is_some() {
                // The nearest months; silent halfway between two. 1 January to 31 March are
                // three, and so are 5 July to 5 October.
                let days = days(first, last, from, to)? + 1;
                let length = |months: i64| (months * MONTH - days * 100).abs() * 20 <= MONTH * 9;
                return Some((0..=days / 28 + 1).filter(|months| length(*months)).collect());
            }
            let months = months(first, last, from, to)?;
            Some(vec![months, months + 1])
        }
        Kind::Years => {
            let years = i64::from(last?) - i64::from(first?);
            match from.month.zip(to.month) {
                None => Some(vec![years, years + 1]),
                Some(_) => {
                    let months = months(first, last, from, to)?;
                    let least = months / 12;
                    // January to December is a year; what is no whole year is called by either.
                    Some(match months % 12 {
                        11 => vec![least + 1],
                        0 => vec![least],
                        _ => vec![least, least + 1],
                    })
                }
            }
        }
        _ => None,
    }
}

/// A hundredth of the days of a month, in the mean.
const MONTH: i64 = 3044;

fn days(first: Option<i16>, last: Option<i16>, from: Point, to: Point) -> Option<i64> {
    // Without a year: one that is no leap year.
    let date =
        |year: Option<i16>, point: Point| Date::new(year.unwrap_or(2023), point.month?, point.day?).ok();
    let days = i64::from(date(last, to)?.since(date(first, from)?).ok()?.get_days());
    (days >= 0).then_some(days)
}

fn months(first: Option<i16>, last: Option<i16>, from: Point, to: Point) -> Option<i64> {
    let years = match (first, last) {
        (Some(first), Some(last)) => i64::from(last) - i64::from(first),
        _ => 0,
    };
    let months = years * 12 + i64::from(to.month?) - i64::from(from.month?);
    (months >= 0).then_some(months)
}

/// The last two times of a text that 至 joins.
fn span(text: &str) -> Option<(Point, Point)> {
    let points = points(text);
    let joined = |pair: &[Point]| {
        let [from, to] = pair else { return None };
        let between = text.get(from.end..to.start)?;
        let joins = matches!(between, "至" | "到" | "-" | "—" | "——" | "~" | "–")
            || (between.contains("到期,至") && between.chars().count() <= 6);
        joins.then_some((*from, *to))
    };
    let found = points.windows(2).rev().find_map(joined)?;
    // Another time behind the span: the length may be of that.
    (points.last()?.end == found.1.end).then_some(found)
}

fn points(text: &str) -> Vec<Point> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let Some(c) = rest.chars().next() else { break };
        if !c.is_ascii_digit() {
            from += c.len_utf8();
            continue;
        }
        match one(rest) {
            Some(mut point) => {
                point.start = from;
                point.end += from;
                from = point.end;
                out.push(point);
            }
            None => from += rest.chars().take_while(char::is_ascii_digit).count(),
        }
    }
    out
}

/// A time at the beginning of a text.
fn one(text: &str) -> Option<Point> {
    let mut out = Point { year: None, month: None, day: None, end: 0, start: 0 };
    let part = |at: usize, word: char| -> Option<(i16, usize)> {
        let rest = text.get(at..)?;
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let behind = rest.get(digits..)?.strip_prefix(word)?;
        Some((rest.get(..digits)?.parse().ok()?, text.len() - behind.len()))
    };
    if let Some((year, end)) = part(0, '年').filter(|(year, _)| (1900..=2100).contains(year)) {
        (out.year, out.end) = (Some(year), end);
    }
    if let Some((month, end)) = part(out.end, '月').filter(|(month, _)| (1..=12).contains(month)) {
        (out.month, out.end) = (i8::try_from(month).ok(), end);
        if let Some((day, end)) = part(out.end, '日').filter(|(day, _)| (1..=31).contains(day)) {
            (out.day, out.end) = (i8::try_from(day).ok(), end);
        }
    }
    (out.end > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2024年6月3日至6月12日", Kind::Days, &[9, 10])]
    #[case("9月30日至10月7日", Kind::Days, &[7, 8])]
    #[case("2024年3月至5月", Kind::Months, &[2, 3])]
    #[case("2021年至2023年", Kind::Years, &[2, 3])]
    #[case("2022年1月1日至2024年12月31日", Kind::Years, &[3])]
    #[case("2020年9月至2023年9月", Kind::Years, &[3])]
    #[case("2022年7月5日到期,至2023年7月5日", Kind::Months, &[12])]
    #[case("2023年11月至2024年2月", Kind::Months, &[3, 4])]
    fn spans(#[case] text: &str, #[case] unit: Kind, #[case] want: &[i64]) {
        let (from, to) = span(text).expect(text);
        assert_eq!(lengths(unit, from, to).expect(text), want, "{text}");
    }
}
