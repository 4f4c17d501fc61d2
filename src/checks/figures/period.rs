//! Which of two times is the earlier.

use std::cmp::Ordering;

use super::number;

/// A time: year (those without one have none), and the months of it that have passed at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    year: Option<u32>,
    months: u32,
}

/// The times that a text names, in order.
fn all(text: &str) -> Vec<Period> {
    let mut out: Vec<Period> = Vec::new();
    let mut from = 0;
    // Where the last year ended: what follows at once is a part of it.
    let mut joined = None;
    while let Some(rest) = text.get(from..) {
        let Some(c) = rest.chars().next() else { break };
        let words = [("上半年", 6), ("下半年", 12), ("全年", 12)];
        let half = words.into_iter().find(|(word, _)| rest.starts_with(word));
        let number = number::read(rest);
        let behind = number.and_then(|number| rest.get(number.length..)).unwrap_or("");
        let value: Option<u32> = number.and_then(|number| number.value.to_string().parse().ok());
        let (period, length) = if let Some((word, months)) = half {
            (Period { year: None, months }, word.len())
        } else if let (Some(value), Some(number)) = (value, number) {
            if behind.starts_with('年') && (1900..=2100).contains(&value) {
                (Period { year: Some(value), months: 12 }, number.length + '年'.len_utf8())
            } else if behind.starts_with("季度") && (1..=4).contains(&value) {
                (Period { year: None, months: value * 3 }, number.length + "季度".len())
            } else if behind.starts_with('月') && (1..=12).contains(&value) {
                (Period { year: None, months: value }, number.length + '月'.len_utf8())
            } else {
                from += number.length;
                continue;
            }
        } else {
            from += c.len_utf8();
            continue;
        };
        match out.last_mut() {
            Some(last) if joined == Some(from) && period.year.is_none() => last.months = period.months,
            _ => out.push(period),
        }
        from += length;
        joined = Some(from);
    }
    out
}

/// How the time of a second figure stands to that of the first: `one` is the words before the first, `two`
/// those between them. 2022年、2023年分别…40件和46件 names both times before the first.
pub fn order(one: &str, two: &str) -> Option<Ordering> {
    let (mut first, second) = (all(one), all(two));
    let (before, behind) = if second.is_empty() && one.contains("分别") {
        let behind = first.pop()?;
        (first.pop()?, behind)
    } else {
        (*first.last()?, *second.last()?)
    };
    let year = |period: Period| period.year;
    match (year(before), year(behind)) {
        (Some(one), Some(two)) => Some((one, before.months).cmp(&(two, behind.months))),
        // 2024年二季度…，一季度为…
        (_, None) => Some(before.months.cmp(&behind.months)),
        (None, Some(_)) => None,
    }
    .filter(|order| order.is_ne())
}

/// Whether a text is of nothing but a time: 2023年比2022年, 上年同期.
pub fn is_period(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "上半年",
        "下半年",
        "去年",
        "上年",
        "今年",
        "本年",
        "同期",
        "年初",
        "年底",
        "年末",
        "上一",
        "上",
        "季度",
        "年度",
        "年",
        "月",
        "份",
        "比",
        "较",
        "相比",
        "度",
        "整改前",
        "前",
        "同",
        "期",
        "巡察时",
        "搬迁",
        "初",
    ];
    let mut rest = text;
    while !rest.is_empty() {
        let number = number::read(rest).and_then(|number| rest.get(number.length..));
        let word = WORDS.iter().find_map(|word| rest.strip_prefix(*word));
        match number.or(word) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2023年共召开会议", ",2024年召开", Some(Ordering::Less))]
    #[case("2024年二季度次均费用", ",一季度为", Some(Ordering::Greater))]
    #[case("2022年、2023年分别申请", "和", Some(Ordering::Less))]
    #[case("2023年上半年和2024年上半年事故分别为", "和", Some(Ordering::Less))]
    #[case("9月份立案", ",10月份立案", Some(Ordering::Less))]
    #[case("立案", ",10月份立案", None)]
    #[case("2023年立案", ",2023年结案", None)]
    fn orders(#[case] one: &str, #[case] two: &str, #[case] want: Option<Ordering>) {
        assert_eq!(order(one, two), want, "{one} {two}");
    }
}
