//! Numbers that are no figures: days, numbers of documents, articles, roads, telephones, set phrases.

use std::ops::RangeInclusive;

use super::number::{self, Number};

/// What stands before a number that names a thing by it.
const NAMES: &[char] = &['第', '〔', '[', '【', '#', '№', '/', '.', '-', '_', '–', '~', '·'];

/// What stands before a numeral that makes it vague or a name: 数十家, 几十个, 成百, 周一, 初五.
const VAGUE: &[char] = &['数', '几', '上', '成', '初', '星', '周'];

/// Characters that make a word with 一 behind them: 统一台账 is no single ledger.
const WITH_ONE: &[char] = &[
    '统', '唯', '单', '专', '万', '之', '某', '任', '同', '逐', '进', '不', '如', '每', '另', '这', '那',
    '其', '高', '归', '合', '有', '划', '此', '首', '是', '说', '步', '致', '体', '清', '整',
];

/// What behind a number makes it a name: 8号, 八项规定.
const NAMED_BEHIND: &[&str] = &["号", "项规定", "个确立", "个意识", "个自信", "个维护"];

/// Whether a number is no figure because of what stands before and behind it.
pub fn named(number: &Number, before: &str, behind: &str) -> bool {
    let last = before.chars().last();
    if number.spelled || last.is_some_and(|c| c.is_ascii_alphanumeric() || NAMES.contains(&c)) {
        return true;
    }
    if number.chinese && last.is_some_and(|c| VAGUE.contains(&c)) {
        return true;
    }
    // 9:30, 1:500
    let mut ends = before.chars().rev();
    if ends.next() == Some(':') && ends.next().is_some_and(|c| c.is_ascii_digit()) {
        return true;
    }
    if behind.starts_with(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'k' | 'm')) {
        return true;
    }
    if NAMED_BEHIND.iter().any(|word| behind.starts_with(word)) {
        return true;
    }
    let one = number.chinese && number.value.to_string() == "1";
    one && last.is_some_and(|c| WITH_ONE.contains(&c))
}

/// The bytes of a day, month, quarter or year at the beginning of a text: 2024年3月5日, 3月至5月, 1至9月,
/// 三季度. A length of time (3年, 3个月) is none.
pub fn date(text: &str) -> Option<usize> {
    let number = number::read(text)?;
    let behind = text.get(number.length..)?;
    let value: u32 = number.value.to_string().parse().ok()?;
    // 24年3月
    let digits = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let short =
        (10..=99).contains(&value) && !number.chinese && behind.strip_prefix('年').is_some_and(digits);
    let length = |word: &str| Some(number.length + word.len());
    if short {
        return length("年");
    }
    let parts = [("年", YEARS), ("月", 1..=12), ("日", 1..=31), ("号", 1..=31), ("季度", 1..=4)];
    if let Some((word, _)) = parts.iter().find(|(word, of)| of.contains(&value) && behind.starts_with(word)) {
        return length(word);
    }
    // 1至9月, 1-9月, 2021至2023年
    let rest = behind.strip_prefix(['至', '-', '—', '~', '到', '、'])?;
    let second = number::read(rest)?;
    let last = rest.get(second.length..)?;
    let many: u32 = second.value.to_string().parse().ok()?;
    let parts = [("年", YEARS), ("月", 1..=12), ("日", 1..=31)];
    let both = |of: &RangeInclusive<u32>| of.contains(&value) && of.contains(&many);
    let found = parts.iter().find(|(word, of)| both(of) && last.starts_with(word));
    found.map(|(word, _)| text.len() - last.len() + word.len())
}

/// The years that a notice can speak of.
const YEARS: RangeInclusive<u32> = 1900..=2100;
