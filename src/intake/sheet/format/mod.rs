//! Values of cells → the text that a person sees in the cell.

mod builtin;
mod code;
mod date;
mod decimal;
mod styles;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::intake::numerals::Numerals;

use code::{Part, Script, Section, Token};
use date::Moment;
use decimal::Decimal;

pub use builtin::builtin;
pub use code::Code;
pub use date::serial;
pub use decimal::general;
pub use styles::Styles;

impl Code {
    /// A number as it is shown. `from_1904`: the workbook counts days from 1904.
    pub fn number(&self, value: f64, from_1904: bool) -> String {
        let Some((section, signed)) = self.section(value) else { return general(value) };
        if section.is_date() {
            return date(section, value, from_1904).unwrap_or_else(|| general(value));
        }
        let shown = number(section, value);
        let negative = signed && value < 0.0 && shown.chars().any(|c| c.is_numeric() && c != '0');
        if negative && !shown.starts_with('-') { format!("-{shown}") } else { shown }
    }

    /// Whether it shows numbers as dates or times.
    pub fn is_date(&self) -> bool {
        self.sections.first().is_some_and(Section::is_date)
    }

    /// A text as it is shown: with the words that its format puts around it.
    pub fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(section) = self.sections.iter().rev().find(|section| section.is_text()) else {
            return Cow::Borrowed(text);
        };
        let shown = section.tokens.iter().map(|token| match token {
            Token::Text => text,
            Token::Literal(words) => words.as_str(),
            _ => "",
        });
        Cow::Owned(shown.collect())
    }

    /// The section for a value, and whether a minus is still to be printed.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let numeric: Vec<&Section> =
            self.sections.iter().take(3).filter(|section| !section.is_text()).collect();
        if numeric.iter().any(|section| section.condition.is_some()) {
            let last = numeric.len() - 1;
            let found = numeric.iter().enumerate().find(|(place, section)| match section.condition {
                Some(condition) => condition.holds(value),
                None => *place == last || (*place == 0 && value > 0.0) || (*place == 1 && value < 0.0),
            });
            return found.map(|(_, section)| (*section, true));
        }
        match numeric.as_slice() {
            [] => None,
            [all] => Some((all, true)),
            [above, ..] if value > 0.0 => Some((above, false)),
            [_, below, ..] if value < 0.0 => Some((below, false)),
            [_, _, zero, ..] => Some((zero, false)),
            [above, ..] => Some((above, false)),
        }
    }
}

/// A number without its sign.
fn number(section: &Section, value: f64) -> String {
    let has = |wanted: fn(&Token) -> bool| section.tokens.iter().any(wanted);
    let plain = |value: f64| spelled(section.script, value).unwrap_or_else(|| general(value));
    if has(|token| matches!(token, Token::General)) {
        return around(section, |token| matches!(token, Token::General), &plain(value.abs()));
    }
    if !has(|token| matches!(token, Token::Digit(_))) {
        return around(section, |_| false, "");
    }
    // Fractions are shown as the decimals that they stand for.
    if has(|token| matches!(token, Token::Slash)) {
        return around(section, |token| matches!(token, Token::Slash), &general(value.abs()));
    }
    if has(|token| matches!(token, Token::Exponent(_))) {
        return exponential(section, value);
    }
    let shown = digits(section, value);
    if section.script == Script::Arabic { shown } else { in_script(section.script, &shown) }
}

/// The words of a section, with `shown` where the first of its parts is that `place` says.
fn around(section: &Section, place: fn(&Token) -> bool, shown: &str) -> String {
    let mut out = String::new();
    let mut done = false;
    for token in &section.tokens {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Percent => out.push('%'),
            token if place(token) && !done => {
                out.push_str(shown);
                done = true;
            }
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// 1.50E+07 with the digits behind the point that the section has places for.
fn exponential(section: &Section, value: f64) -> String {
    let point = section.tokens.iter().position(|token| matches!(token, Token::Point));
    let sign = section.tokens.iter().position(|token| matches!(token, Token::Exponent(_)));
    let plus = matches!(sign.and_then(|at| section.tokens.get(at)), Some(Token::Exponent(true)));
    let places = match (point, sign) {
        (Some(point), Some(sign)) if point < sign => sign - point - 1,
        _ => 0,
    };
    let shown = decimal::scientific(&Decimal::new(value), places, places, plus);
    around(section, |token| matches!(token, Token::Digit(_)), &shown)
}

/// The number in the places of a section's digits.
fn digits(section: &Section, value: f64) -> String {
    let tokens = &section.tokens;
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let point = tokens.iter().position(|token| matches!(token, Token::Point)).unwrap_or(tokens.len());
    let (before, behind) = tokens.split_at(point);
    let last = before.iter().rposition(is_digit).unwrap_or(0);
    let first = before.iter().position(is_digit).unwrap_or(0);
    let commas = |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Comma)).count();
    let grouped = before.get(first..last).is_some_and(|inside| commas(inside) > 0);
    let thousands = before.get(last..).map_or(0, commas) + commas(behind);
    let percents = tokens.iter().filter(|token| matches!(token, Token::Percent)).count();
    let decimals = behind.iter().filter(|token| is_digit(token)).count();
    let places = percents as i32 * 2 - thousands as i32 * 3;
    let shown = Decimal::new(value).shifted(places).rounded(decimals);
    let mut out = whole(before, &shown.whole(), grouped);
    out.push_str(&fraction(behind, &shown.fraction(decimals)));
    out.trim().to_owned()
}

/// The digits before the point: from the right, the first place takes all that are left.
fn whole(tokens: &[Token], digits: &str, grouped: bool) -> String {
    let places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let total = digits.len().max(places);
    let mut rest = std::iter::repeat_n(None, total - digits.len()).chain(digits.chars().map(Some));
    let mut left = total;
    let mut out = String::new();
    let mut seen = 0;
    for token in tokens {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Percent => out.push('%'),
            Token::Digit(kind) => {
                seen += 1;
                let count = if seen == 1 { total - places + 1 } else { 1 };
                for digit in rest.by_ref().take(count) {
                    left -= 1;
                    match (digit, kind) {
                        (Some(digit), _) => out.push(digit),
                        (None, '0') => out.push('0'),
                        _ => continue,
                    }
                    if grouped && left > 0 && left % 3 == 0 {
                        out.push(',');
                    }
                }
            }
            _ => {}
        }
    }
    // A code without a place before the point has none for the digits there either.
    if places == 0 { format!("{out}{digits}") } else { out }
}

/// The point and the digits behind it.
fn fraction(tokens: &[Token], digits: &str) -> String {
    let kinds: Vec<char> = tokens
        .iter()
        .filter_map(|token| if let Token::Digit(kind) = token { Some(*kind) } else { None })
        .collect();
    let needed = kinds.iter().rposition(|kind| *kind == '0').map_or(0, |place| place + 1);
    let kept = digits.trim_end_matches('0').len().max(needed);
    let mut shown = digits.chars().take(kept);
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Point if kept > 0 => out.push('.'),
            Token::Literal(words) => out.push_str(words),
            Token::Percent => out.push('%'),
            Token::Digit(_) => out.extend(shown.next()),
            _ => {}
        }
    }
    out
}

/// A whole number up to 9999 in words; none for others and for plain digits.
fn spelled(script: Script, value: f64) -> Option<String> {
    let whole = value.fract() == 0.0 && (0.0..10_000.0).contains(&value);
    let numerals = numerals(script).filter(|_| whole)?;
    Some(numerals.print(value as u32))
}

fn numerals(script: Script) -> Option<Numerals> {
    match script {
        Script::Arabic => None,
        Script::Chinese => Some(Numerals::Chinese),
        Script::Legal => Some(Numerals::ChineseLegal),
        Script::FullWidth => Some(Numerals::FullWidth),
    }
}

/// Digits one by one in a script.
fn in_script(script: Script, shown: &str) -> String {
    let names = match script {
        Script::Arabic => return shown.to_owned(),
        Script::Chinese => "〇一二三四五六七八九",
        Script::Legal => "零壹贰叁肆伍陆柒捌玖",
        Script::FullWidth => "０１２３４５６７８９",
    };
    let name = |digit: char| digit.to_digit(10).and_then(|digit| names.chars().nth(digit as usize));
    shown.chars().map(|c| name(c).unwrap_or(c)).collect()
}

/// A date or time; none where the number is no date. A time at midnight behind a date is left out: the cell
/// holds a day.
fn date(section: &Section, value: f64, from_1904: bool) -> Option<String> {
    let part = |token: &Token| if let Token::Part(part, _) = token { Some(*part) } else { None };
    let tokens = &section.tokens;
    let fraction = tokens.iter().any(|token| part(token) == Some(Part::Fraction));
    let moment = date::moment(value, from_1904, !fraction)?;
    let half = tokens.iter().any(|token| part(token) == Some(Part::Half));
    let last = tokens.iter().rposition(|token| part(token).is_some_and(Part::is_date));
    let time = last.and_then(|last| {
        let is_time = |token: &Token| part(token).is_some_and(|part| !part.is_date());
        tokens.iter().skip(last).position(is_time).map(|place| last + place)
    });
    let end = time.filter(|_| moment.millis == 0).unwrap_or(tokens.len());
    let mut out = String::new();
    for token in tokens.iter().take(end) {
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Slash => out.push('/'),
            Token::Point => out.push('.'),
            Token::Comma => out.push(','),
            Token::Part(part, count) => {
                out.push_str(&shown_part(*part, *count, &moment, value, section.script, half));
            }
            _ => {}
        }
    }
    Some(out.trim().to_owned())
}

fn shown_part(part: Part, count: usize, moment: &Moment, value: f64, script: Script, half: bool) -> String {
    let seconds = moment.millis / 1000;
    let elapsed = |unit: f64| (value * unit + 1e-6).floor() as u64;
    let hour = match (seconds / 3600, half) {
        (hour, true) if hour % 12 == 0 => 12,
        (hour, true) => hour % 12,
        (hour, false) => hour,
    };
    let number = match part {
        Part::Year => return in_script(script, &moment.year.to_string()),
        Part::Month => moment.month,
        Part::Day => moment.day,
        Part::Hour => hour,
        Part::Minute => seconds / 60 % 60,
        Part::Second => seconds % 60,
        Part::Weekday => return weekday(moment, count),
        Part::Half => return if seconds < 43_200 { "上午" } else { "下午" }.to_owned(),
        Part::Fraction => return format!(".{:03}", moment.millis % 1000).chars().take(count + 1).collect(),
        Part::Hours => return elapsed(24.0).to_string(),
        Part::Minutes => return elapsed(1440.0).to_string(),
        Part::Seconds => return elapsed(86_400.0).to_string(),
    };
    match numerals(script) {
        Some(numerals) => numerals.print(number),
        None if count >= 2 => format!("{number:02}"),
        None => number.to_string(),
    }
}

/// 星期一, 周一 or 一.
fn weekday(moment: &Moment, count: usize) -> String {
    let day = "日一二三四五六".chars().nth(moment.weekday as usize).map(String::from).unwrap_or_default();
    if count >= 4 { format!("星期{day}") } else { format!("周{day}") }
}
