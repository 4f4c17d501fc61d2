//! The grammar of outcomes (整改结果): what a phrase says of how far an issue is.

use crate::notice::OutcomeTag;

use super::{
    dates,
    flow::{behind_last, last_chars},
    lexicon::{Lexicon, begins, holds},
};

/// The tags of a folded phrase that is nothing but an outcome (目前该问题已整改,需长期坚持).
///
/// A day may stand in it (已于2024年6月完成).
pub fn whole(text: &str, lexicon: &Lexicon) -> Option<Vec<OutcomeTag>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut tags = Vec::new();
    let plain = without_days(text);
    let mut rest = plain.as_str();
    while !rest.is_empty() {
        let phrase = longest(rest, lexicon);
        let filler = begins(rest, &lexicon.outcomes.fillers);
        let length = match (phrase, filler) {
            (Some((tag, word)), filler) if filler.is_none_or(|f| f.len() <= word.len()) => {
                tags.push(tag);
                word.len()
            }
            (_, Some(word)) => word.len(),
            _ => return None,
        };
        rest = rest.get(length..)?;
    }
    ordered(tags)
}

/// The longest phrase that can be nothing but an outcome, in bytes: those of notices have some forty characters,
/// a day and long-term words included. What is longer is prose, and is not looked at, so that a long answer
/// takes no more than its length.
const LONGEST: usize = 600;

fn without_days(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for found in dates::find(text) {
        let before = text.get(at..found.start).unwrap_or("");
        out += before.strip_suffix(['于', '在']).unwrap_or(before);
        at = found.end;
        for word in ["之前", "以前", "前"] {
            if let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix(word)) {
                at = text.len() - rest.len();
            }
        }
    }
    out + text.get(at..).unwrap_or("")
}

/// The tags of the clauses with which a folded phrase begins, and how many bytes they take; what
/// follows is other text (正在整改,预计6月底完成).
pub fn leading(text: &str, lexicon: &Lexicon) -> Option<(Vec<OutcomeTag>, usize)> {
    let ends = text
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .filter(|(_, c)| matches!(c, ',' | ';' | '。' | '('))
        .map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain(std::iter::once(text.len())).collect();
    ends.into_iter().rev().find_map(|end| Some((whole(text.get(..end)?, lexicon)?, end)))
}

/// The tags of all outcome phrases in a folded text that stands in an outcome's place
/// (已完成5项,正在整改2项).
pub fn scan(text: &str, lexicon: &Lexicon) -> Option<Vec<OutcomeTag>> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match longest(rest, lexicon) {
            Some((tag, word)) if word.chars().count() >= 3 => {
                let before = last_chars(text.get(..text.len() - rest.len()).unwrap_or(""), CLAUSE);
                let clause = behind_last(before, &[',', ';', '。']);
                // What is foreseen (预计…完成整改) is not done; 不是已完成 says what it is not.
                let denied = DENIALS.iter().any(|word| clause.ends_with(word));
                let foreseen = tag == OutcomeTag::Completed && holds(clause, &lexicon.deadlines.promised);
                if !denied && !foreseen {
                    tags.push(tag);
                }
                word.len()
            }
            _ => c.len_utf8(),
        };
        rest = rest.get(length..).unwrap_or("");
    }
    ordered(tags)
}

/// Words right before an outcome phrase that deny it.
const DENIALS: [&str; 7] = ["不是", "并非", "不属于", "不算", "没有", "不能视为", "不得视为"];

/// So many characters before an outcome are read for what they say of it: more than a clause has.
const CLAUSE: usize = 200;

/// The tags that the title of a section gives to the issues below it (集中整改期内已完成的整改事项).
pub fn inherited(title: &str, lexicon: &Lexicon) -> Option<Vec<OutcomeTag>> {
    let mut tags = Vec::new();
    let mut rest = title;
    while let Some(c) = rest.chars().next() {
        let found = longest(rest, lexicon).filter(|(tag, word)| speaks_of_below(*tag, word, rest, lexicon));
        let length = found.map_or(c.len_utf8(), |(tag, word)| {
            tags.push(tag);
            word.len()
        });
        rest = rest.get(length..).unwrap_or("");
    }
    ordered(tags)
}

/// How far behind an outcome phrase the word for what stands below may be, in characters
/// (正在整改 的重点 问题).
const REACH: usize = 8;

fn speaks_of_below(tag: OutcomeTag, word: &str, rest: &str, lexicon: &Lexicon) -> bool {
    // 整改完成情况 is a heading over all issues; 已完成的整改事项 over those that are.
    let affirmed = match tag {
        OutcomeTag::Completed => {
            ["已", "全部", "完毕", "到位", "销号"].iter().any(|part| word.contains(part))
        }
        // 持续巩固整改成果 is what comes next; 需长期坚持的整改事项 are issues.
        OutcomeTag::LongTerm => word.contains("长期") || word.contains("常态"),
        _ => true,
    };
    let behind: String = rest.get(word.len()..).unwrap_or("").chars().take(REACH).collect();
    let own = lexicon.outcomes.inheritable.iter().any(|noun| word.ends_with(noun.as_str()));
    affirmed && (own || holds(&behind, &lexicon.outcomes.inheritable))
}

/// Whether a folded text names the issue itself (该问题), so that its outcome is the issue's.
pub fn names_issue(text: &str, lexicon: &Lexicon) -> bool {
    holds(text, &lexicon.outcomes.subjects)
}

/// The longest outcome phrase with which a folded text begins, as its tag and its length in bytes.
fn longest<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(OutcomeTag, &'t str)> {
    let listed = listed(text, lexicon);
    let built = qualified(text, lexicon).or_else(|| under_way(text));
    let length = [listed, built].into_iter().flatten().max_by_key(|(_, length)| *length);
    length.and_then(|(tag, length)| Some((tag, text.get(..length)?)))
}

/// A completion that is qualified in front: 阶段性整改完成, 基本整改到位 are phases.
fn qualified(text: &str, lexicon: &Lexicon) -> Option<(OutcomeTag, usize)> {
    let stem = text.strip_prefix('已').unwrap_or(text);
    let word = ["阶段性", "基本上", "基本", "初步"].into_iter().find(|word| stem.starts_with(word))?;
    let lead = text.len() - stem.len() + word.len();
    let (tag, length) = listed(text.get(lead..)?, lexicon)?;
    (tag == OutcomeTag::Completed).then_some((OutcomeTag::Phased, lead + length))
}

/// 正在 with a verb of work soon behind it: 正在有序推进, 正在抓紧整改.
fn under_way(text: &str) -> Option<(OutcomeTag, usize)> {
    let rest = text.strip_prefix("正在")?;
    let near: String = rest.chars().take(6).take_while(|c| !c.is_ascii_punctuation() && *c != '。').collect();
    let verbs = ["推进", "整改", "实施", "落实", "办理", "解决", "进行", "完善", "建设"];
    let end = verbs.iter().filter_map(|verb| near.find(verb).map(|at| at + verb.len())).min()?;
    Some((OutcomeTag::InProgress, "正在".len() + end))
}

fn listed(text: &str, lexicon: &Lexicon) -> Option<(OutcomeTag, usize)> {
    OutcomeTag::ALL
        .into_iter()
        .filter_map(|tag| Some((tag, begins(text, lexicon.outcomes.phrases(tag))?.len())))
        .max_by_key(|(_, length)| *length)
}

fn ordered(mut tags: Vec<OutcomeTag>) -> Option<Vec<OutcomeTag>> {
    tags.sort_unstable();
    tags.dedup();
    (!tags.is_empty()).then_some(tags)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use OutcomeTag::{Completed, InProgress, LongTerm, NotStarted, Phased};

    #[rstest]
    #[case("已完成", &[Completed])]
    #[case("已完成,长期坚持", &[Completed, LongTerm])]
    #[case("已完成并长期坚持", &[Completed, LongTerm])]
    #[case("长期坚持", &[LongTerm])]
    #[case("已完成阶段性目标,长效推进", &[Phased, LongTerm])]
    #[case("阶段性完成整改", &[Phased])]
    #[case("基本完成", &[Phased])]
    #[case("基本完成取得阶段性成果并持续整改", &[Phased, InProgress])]
    #[case("未完成", &[InProgress])]
    #[case("尚未完成整改", &[InProgress])]
    #[case("持续整改", &[InProgress])]
    #[case("持续推进中", &[InProgress])]
    #[case("未整改", &[NotStarted])]
    #[case("尚未启动", &[NotStarted])]
    #[case("暂未启动", &[NotStarted])]
    #[case("目前该问题已整改", &[Completed])]
    #[case("目前该问题已整改,需长期坚持", &[Completed, LongTerm])]
    #[case("该问题正在整改", &[InProgress])]
    #[case("已全部整改到位", &[Completed])]
    #[case("未整改到位", &[InProgress])]
    #[case("已于2024年6月完成", &[Completed])]
    #[case("阶段性整改完成,需持续推进", &[Phased, LongTerm])]
    #[case("已基本整改完毕", &[Phased])]
    #[case("正在有序推进", &[InProgress])]
    #[case("目前正在抓紧整改", &[InProgress])]
    #[case("相关整改工作已于2024年12月底前完成", &[Completed])]
    fn phrases(#[case] text: &str, #[case] tags: &[OutcomeTag]) {
        assert_eq!(whole(text, Lexicon::built_in()).as_deref(), Some(tags));
    }

    #[rstest]
    #[case("制定办法3项")]
    #[case("")]
    #[case("整改不到位")]
    #[case("该问题")]
    #[case("完成率98%")]
    fn no_phrases(#[case] text: &str) {
        assert_eq!(whole(text, Lexicon::built_in()), None);
    }

    #[rstest]
    #[case("推进中,预计2025年12月底前完成", Some(&[InProgress][..]))]
    #[case("已完成5项整改,正在整改2项", Some(&[Completed, InProgress][..]))]
    #[case("预计2025年底前完成整改", None)]
    #[case("不是已完成", None)]
    #[case("并非已完成整改,正在整改", Some(&[InProgress][..]))]
    fn scanned(#[case] text: &str, #[case] tags: Option<&[OutcomeTag]>) {
        let lexicon = Lexicon::built_in();
        let found = leading(text, lexicon).map(|(tags, _)| tags).or_else(|| scan(text, lexicon));
        assert_eq!(found.as_deref(), tags);
    }

    #[rstest]
    #[case("集中整改期内已完成的整改事项", Some(&[Completed][..]))]
    #[case("对长期整改任务采取的重要举措和取得的阶段性成效", Some(&[Phased, LongTerm][..]))]
    #[case("正在整改的事项", Some(&[InProgress][..]))]
    #[case("需长期坚持的整改事项", Some(&[LongTerm][..]))]
    #[case("建立健全长效机制,持续巩固深化整改成果", None)]
    #[case("整改完成情况", None)]
    #[case("整改落实情况", None)]
    #[case("落实整改政治责任不到位,整改成果运用不充分", None)]
    fn titles(#[case] title: &str, #[case] tags: Option<&[OutcomeTag]>) {
        assert_eq!(inherited(title, Lexicon::built_in()).as_deref(), tags);
    }
}
