//! Questions about days: comparisons, ranges, whole months and years.

use jiff::{ToSpan, civil::Date};

use crate::{
    ledger::fold::fold,
    query::{
        due::{self, DateError},
        filter::DueFilter,
    },
};

use super::key::Key;

/// The question about days that a value asks: what [`due::due_filter`] reads, or a comparison. `<30d` is from today
/// on and fewer than 30 days ahead; before a day (`<2026-07-01`) is any time before it. A day of a notice, which has
/// passed, is asked without looking ahead: `反馈:2025` is that year, `反馈:2025-03` that month.
pub(super) fn days(key: Key, text: &str, today: Date) -> Result<DueFilter, DateError> {
    let passed = matches!(key, Key::Feedback | Key::Published);
    let text: String = text
        .trim()
        .chars()
        .map(|sign| match sign {
            '＜' | '〈' => '<',
            '＞' | '〉' => '>',
            '＝' => '=',
            other => other,
        })
        .collect();
    use Bound::{Before, Behind, Less, More};
    let bound = [("<=", Less), ("≤", Less), (">=", More), ("≥", More), ("<", Before), (">", Behind)];
    if let Some((sign, bound)) = bound.iter().find(|(sign, _)| text.starts_with(sign)) {
        let rest = text.strip_prefix(sign).unwrap_or(&text).trim();
        let span = span(rest, today)?;
        let length = is_length(rest);
        let day = |day: Date, by: i64| Some(day.saturating_add(by.days()));
        return Ok(match (bound, length && !passed) {
            (Before, true) => DueFilter::Between(Some(today), day(span.1, -1)),
            (Less, true) => DueFilter::Between(Some(today), Some(span.1)),
            (Before, false) => DueFilter::Between(None, day(span.0, -1)),
            (Less, false) => DueFilter::Between(None, Some(span.1)),
            (More, _) => DueFilter::Between(Some(span.0), None),
            (Behind, _) => DueFilter::Between(day(span.1, 1), None),
        });
    }
    let ranged = ["..", "~", "至"].iter().any(|sign| text.contains(sign));
    let special = matches!(due::due_filter(&text, today), Ok(DueFilter::Overdue | DueFilter::Absent));
    if ranged {
        return range(&text, today);
    }
    if passed && !special {
        let (from, to) = span(&text, today)?;
        return Ok(DueFilter::Between(Some(from), Some(to)));
    }
    if whole(&text) {
        let (from, to) = span(&text, today)?;
        return Ok(DueFilter::Between(Some(from), Some(to)));
    }
    due::due_filter(&text, today)
}

#[derive(Clone, Copy)]
enum Bound {
    Before,
    Less,
    More,
    Behind,
}

/// `A..B`, of which a month or a year is from its first day to its last.
fn range(text: &str, today: Date) -> Result<DueFilter, DateError> {
    let parts = text.split_once("..").or_else(|| text.split_once('~')).or_else(|| text.split_once('至'));
    let fail = |why| DateError { text: text.to_owned(), why };
    let Some((from, to)) = parts else { return Err(fail(due::Why::NotUnderstood)) };
    let end = |part: &str| match part.trim() {
        "" => Ok(None),
        part => span(part, today).map(Some),
    };
    match (end(from)?, end(to)?) {
        (None, None) => Err(fail(due::Why::NotUnderstood)),
        (Some((from, _)), Some((_, to))) if from > to => Err(fail(due::Why::Backwards)),
        (from, to) => Ok(DueFilter::Between(from.map(|span| span.0), to.map(|span| span.1))),
    }
}

/// From which day to which a text reaches: a year, a month, or one day.
fn span(text: &str, today: Date) -> Result<(Date, Date), DateError> {
    let digits: Vec<&str> =
        text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let last = match digits.as_slice() {
        [year] if whole(text) => due::day_of_this_year(&format!("{year}年"), today)?,
        _ => due::day_of_this_year(text, today)?,
    };
    let first = match digits.len() {
        _ if !whole(text) => last,
        1 => last.first_of_year(),
        _ => last.first_of_month(),
    };
    Ok((first, last))
}

/// Whether a text names a whole year or month: `2025`, `2025年`, `2025-03`, `2025年3月`.
fn whole(text: &str) -> bool {
    let folded = fold(text);
    let mut pieces = folded.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
    let year = pieces.next().is_some_and(|year| year.len() == 4);
    let month = pieces.next();
    let signs: String = folded.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let known = match month {
        None => matches!(signs.as_str(), "" | "年"),
        Some(month) => month.len() <= 2 && matches!(signs.as_str(), "-" | "/" | "." | "年月"),
    };
    year && known && pieces.next().is_none()
}

/// Whether a text is a length of time (`30d`, `两周`), not a day.
fn is_length(text: &str) -> bool {
    let folded = fold(text);
    let plain = folded.trim_start_matches('+').trim_end_matches(['后', '内']).trim_end_matches(['之', '以']);
    let unit = plain.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let counted = unit.len() < plain.len() && UNITS.contains(&unit) && !whole(text);
    counted || WRITTEN.contains(&plain)
}

/// The units of a length in figures, and the lengths in words, that [`due`] reads. 31日 is a day.
const UNITS: [&str; 17] = [
    "", "d", "day", "days", "天", "w", "week", "weeks", "周", "星期", "m", "month", "months", "个月", "y",
    "year", "年",
];
const WRITTEN: [&str; 7] = ["半年", "一年", "一周", "两周", "一个月", "两个月", "三个月"];
