//! Limits that name an occasion instead of a day (2026年汛期前, 换届前): which day that is, a notice does not say.

use super::{
    flow::{Range, behind_last, last_chars},
    lexicon::{Lexicon, begins},
};

const STOPS: [char; 12] = ['。', '!', '?', ';', ',', '、', ':', '(', ')', '"', '\n', ' '];

/// 前 after these is part of another word (目前, 提前).
const OTHER_BEFORE: [char; 12] = ['目', '此', '当', '提', '日', '先', '空', '眼', '面', '从', '超', '跟'];

/// 前 before these is part of another word, or counts (前期, 前往, 前三季度).
const OTHER_BEHIND: [char; 19] = [
    '往', '期', '后', '来', '述', '提', '列', '一', '二', '三', '四', '五', '十', '两', '几', '款', '去',
    '者', '景',
];

/// Words that say what is done: between a date and 前 they end the limit (2026年6月完成汛期前检查), behind 前
/// they say that one stood before them.
const DONE: &[&str] = &[
    "完成", "建成", "建立", "整改", "落实", "到位", "竣工", "完工", "开工", "解决", "报送", "提交", "投用",
    "投入", "销号", "办结", "清退", "追缴", "实现", "启动", "开展", "组织", "进行", "实施", "召开", "印发",
    "制定", "出台", "修订", "配齐", "达到",
];

/// Adverbs that stand between a limit and what is done by it.
const BEFORE_DONE: &[&str] =
    &["全部", "全面", "基本", "力争", "确保", "必须", "务必", "要", "再", "予以", "将"];

/// Most characters that an occasion has.
const LONGEST: usize = 12;

/// The bytes behind a date up to and with the 前 of an occasion (`2026年` `汛期前`); `None` where what follows
/// the date is no occasion.
pub fn behind(after: &str) -> Option<usize> {
    let mut end = 0;
    for (count, (at, c)) in after.char_indices().enumerate() {
        if count > LONGEST || STOPS.contains(&c) || c.is_ascii_digit() {
            return None;
        }
        if c == '前' {
            end = at;
            break;
        }
    }
    let occasion = after.get(..end)?.trim_end_matches(['之', '以']);
    let named = !occasion.trim_start_matches('的').is_empty()
        && !occasion.ends_with(OTHER_BEFORE)
        && !DONE.iter().any(|verb| occasion.contains(verb));
    let end = end + '前'.len_utf8();
    (named && bounds(after.get(end..)?)).then_some(end)
}

/// Whether 前 before `rest` ends a limit.
fn bounds(rest: &str) -> bool {
    let said = BEFORE_DONE.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    rest.is_empty()
        || rest.starts_with(STOPS)
        || said.len() < rest.len()
        || DONE.iter().any(|verb| said.starts_with(verb))
}

/// Where a value without a day names an occasion (换届前完成), up to and with its 前.
pub fn alone(text: &str) -> Option<Range> {
    text.match_indices('前').find_map(|(at, word)| {
        let end = at + word.len();
        // Only as far back as an occasion is long: a text may hold many 前 and no stop.
        let occasion = behind_last(last_chars(text.get(..at)?, LONGEST + 1), &STOPS);
        let start = at - occasion.len();
        let rest = text.get(end..)?;
        let named = !occasion.trim_end_matches(['之', '以']).is_empty()
            && occasion.chars().count() <= LONGEST
            && !occasion.ends_with(OTHER_BEFORE)
            && !rest.starts_with(OTHER_BEHIND);
        named.then_some(start..end)
    })
}

/// The bytes behind a year of words that name a part of it which has no days of its own (`2026年` `春季`).
pub fn narrowed(after: &str, lexicon: &Lexicon) -> Option<usize> {
    let word = after.trim_start_matches(['的', '在', '于']);
    begins(word, &lexicon.deadlines.occasions).map(|name| after.len() - word.len() + name.len())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("汛期前完成", "汛期前")]
    #[case("春耕前", "春耕前")]
    #[case("冬季供暖之前全部整改到位", "冬季供暖之前")]
    #[case("村(社区)前", "")]
    #[case("前完成", "")]
    #[case("以前完成", "")]
    #[case("提前完成", "")]
    #[case("完成汛期前检查", "")]
    #[case("组织汛前排查", "")]
    #[case("汛前排查", "")]
    #[case("完成前期工作", "")]
    #[case("", "")]
    fn an_occasion_behind_a_date(#[case] after: &str, #[case] want: &str) {
        assert_eq!(behind(after).and_then(|end| after.get(..end)).unwrap_or(""), want, "{after}");
    }

    #[rstest]
    #[case("换届前", "换届前")]
    #[case("立行立改,下次党代会前完成", "下次党代会前")]
    #[case("提前", "")]
    #[case("前期", "")]
    #[case("目前", "")]
    fn an_occasion_alone(#[case] text: &str, #[case] want: &str) {
        assert_eq!(alone(text).and_then(|range| text.get(range)).unwrap_or(""), want, "{text}");
    }
}
