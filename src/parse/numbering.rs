//! Numbers in front of headings, issues and steps.

use std::sync::LazyLock;

use regex::Regex;

/// How a number is written. The order is the usual one from the top of an outline down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `第一部分`, `第一章`
    Part,
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseBracket,
    /// `反馈问题一：`, `问题1.`, `问题一、`: a word with a number.
    Word,
    /// `1.`, `1、`
    Digit,
    /// `（1）`, `1）`
    DigitBracket,
    /// `①`
    Circle,
    /// What a table's row names that is merged over all columns, with or without a number.
    RowPart,
    /// What a table's column of groups names.
    RowGroup,
    /// The number of a table's row.
    Row,
    /// A heading without a number.
    Bare,
}

/// A number at the head of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub style: Style,
    /// Its value; the first is 1.
    pub value: u32,
    /// How many bytes of the folded text it takes, stop or colon included.
    pub length: usize,
}

const CHINESE: &str = "[一二三四五六七八九十百零〇]{1,5}";

struct Pattern {
    style: Style,
    regex: Regex,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let word = "(?:巡[察视])?(?:反馈)?(?:主要|具体|突出|整改)?(?:问题|事项|任务|意见)";
    let list = [
        (Style::Part, format!("^第({CHINESE})(?:部分|章|大项)[、:.]?")),
        (Style::Word, format!(r"^{word}[\(]?({CHINESE}|\d{{1,3}})[\)]?(?:[:.、]|$)")),
        (Style::Chinese, format!("^({CHINESE})[、.:]")),
        (Style::ChineseBracket, format!(r"^[\(]({CHINESE})[\)][、.]?")),
        (Style::Digit, r"^(\d{1,3})[.、]".to_owned()),
        (Style::DigitBracket, r"^[\(]?(\d{1,3})[\)][、.]?".to_owned()),
        (Style::Circle, "^([①-⑳㉑-㉟])[、.]?".to_owned()),
    ];
    list.into_iter()
        .filter_map(|(style, regex)| Some(Pattern { style, regex: Regex::new(&regex).ok()? }))
        .collect()
});

/// The number with which a folded text begins, if it begins with one.
pub fn number(text: &str) -> Option<Number> {
    let head: String = text.chars().take(24).collect();
    PATTERNS.iter().find_map(|pattern| {
        let found = pattern.regex.captures(&head)?;
        let length = found.get(0)?.end();
        let value = value(found.get(1)?.as_str())?;
        let behind = text.get(length..)?;
        fits(pattern.style, behind).then_some(Number { style: pattern.style, value, length })
    })
}

/// Whether what stands behind a number lets it be one: `2.0版`, `3、4月`, `1.5万` and `（三）项` begin
/// with no number of an outline.
fn fits(style: Style, behind: &str) -> bool {
    let next = behind.chars().next();
    match style {
        // `11.2023年审计…` is a number before a year; `1.5万` is none.
        Style::Digit => {
            let digits = behind.chars().take_while(char::is_ascii_digit).count();
            let year = digits == 4 && behind.get(4..).is_some_and(|rest| rest.starts_with('年'));
            (digits == 0 || year) && next != Some('%')
        }
        Style::ChineseBracket | Style::DigitBracket => {
            let clause = ["项", "款", "目"].iter().find_map(|unit| behind.strip_prefix(unit));
            let cited = clause.is_some_and(|rest| {
                rest.is_empty()
                    || rest.starts_with(['规', '的', '和', '及', '、', ',', '。', '所', '之', '内', '中'])
            });
            !cited && !next.is_some_and(|c| matches!(c, '、' | '至' | '和' | '及'))
        }
        Style::Chinese => !next.is_some_and(|c| "一二三四五六七八九十".contains(c)),
        _ => true,
    }
}

/// The value of a folded text that is a number and nothing else, with or without its stop, or begins
/// with one of an outline: what a table's cell of numbers holds.
pub fn in_cell(text: &str) -> Option<u32> {
    value(text.trim_end_matches(['.', '、'])).or_else(|| number(text).map(|number| number.value))
}

/// The value of a number in digits, in Chinese numerals up to 999, or in a circle.
pub fn value(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse::<u32>() {
        return (number > 0).then_some(number);
    }
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        match c {
            '①'..='⑳' => return Some(u32::from(c) - u32::from('①') + 1),
            '㉑'..='㉟' => return Some(u32::from(c) - u32::from('㉑') + 21),
            _ => {}
        }
    }
    chinese(text)
}

/// The value of a Chinese numeral up to 9,999 (`十二`, `一百零三`, `两百`), or of a row of figures
/// (`二〇二四`).
pub fn chinese(text: &str) -> Option<u32> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32);
    let plain: Option<Vec<u32>> =
        text.chars().map(|c| digit(if c == '〇' || c == '○' { '零' } else { c })).collect();
    if let Some(digits) = plain {
        return match digits.len() {
            0 => None,
            1 => Some(digits[0]).filter(|value| *value > 0),
            2..=4 => Some(digits.iter().fold(0, |sum, digit| sum * 10 + digit)),
            _ => None,
        };
    }
    let (mut total, mut pending) = (0, None);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '零' | '〇' => {
                pending = None;
                continue;
            }
            '两' => {
                pending = Some(2);
                continue;
            }
            c => {
                pending = Some(digit(c)?);
                continue;
            }
        };
        total += pending.take().unwrap_or(1) * unit;
    }
    Some(total + pending.unwrap_or(0)).filter(|value| *value > 0)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("一、整改情况", Style::Chinese, 1, "一、")]
    #[case("十二、其他", Style::Chinese, 12, "十二、")]
    #[case("(十一)考勤", Style::ChineseBracket, 11, "(十一)")]
    #[case("3.服务", Style::Digit, 3, "3.")]
    #[case("12、落实", Style::Digit, 12, "12、")]
    #[case("(93)关于", Style::DigitBracket, 93, "(93)")]
    #[case("2)落实", Style::DigitBracket, 2, "2)")]
    #[case("11.2023年审计指出", Style::Digit, 11, "11.")]
    #[case("(48)项目资料不全", Style::DigitBracket, 48, "(48)")]
    #[case("问题1.自身", Style::Word, 1, "问题1.")]
    #[case("反馈问题一:关于", Style::Word, 1, "反馈问题一:")]
    #[case("②制定", Style::Circle, 2, "②")]
    fn numbers(#[case] text: &str, #[case] style: Style, #[case] value: u32, #[case] printed: &str) {
        assert_eq!(number(text), Some(Number { style, value, length: printed.len() }));
    }

    #[rstest]
    #[case("2.0版")]
    #[case("3、4月份")]
    #[case("1.5万")]
    #[case("(三)项规定")]
    #[case("(三)款")]
    #[case("2024年")]
    #[case("一是")]
    #[case("问题整改")]
    #[case("906")]
    #[case("一、二季度")]
    fn no_numbers(#[case] text: &str) {
        assert_eq!(number(text), None);
    }

    #[rstest]
    #[case("十", 10)]
    #[case("二十", 20)]
    #[case("二十三", 23)]
    #[case("一百零三", 103)]
    #[case("一百二十", 120)]
    #[case("二〇二四", 2024)]
    #[case("两百", 200)]
    fn chinese_numerals(#[case] text: &str, #[case] value: u32) {
        assert_eq!(chinese(text), Some(value));
    }
}
