//! Claims: what a notice counts of itself (4个方面74个问题).

use regex::Regex;

use crate::notice::ClaimKind;

use super::{
    flow::{Range, behind_last, last_chars},
    lexicon::{Claims as Words, Lexicon, holds},
    numbering::chinese,
};

/// A claim in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is counted.
    pub kind: ClaimKind,
    /// How many.
    pub count: u64,
    /// Where its words stand, in bytes of the text that was searched.
    pub range: Range,
}

const NUMBER: &str = "([0-9]{1,5}|[一二三四五六七八九十百零〇两]{1,6})";
const UNIT: &str = "(个|项|条|件|类|大类|大)";

/// The patterns of claims, made from the words of a lexicon.
#[derive(Debug, Clone)]
pub struct Patterns {
    number_first: Option<Regex>,
    noun_first: Option<Regex>,
    done_behind: Option<Regex>,
    done_before: Option<Regex>,
    going: Option<Regex>,
    count: Option<Regex>,
}

/// Finds claims with the words of a lexicon.
pub struct Claims<'l> {
    lexicon: &'l Lexicon,
    patterns: &'l Patterns,
}

fn any<'w>(words: impl IntoIterator<Item = &'w String>) -> String {
    words.into_iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}

impl Patterns {
    /// Makes the patterns; costly, so a lexicon keeps them.
    pub fn new(words: &Words) -> Self {
        let nouns = any(words
            .aspects
            .iter()
            .chain(&words.problems)
            .chain(&words.tasks)
            .chain(&words.measures)
            .chain(&words.rules)
            .chain(&words.categories));
        let counted =
            any(words.problems.iter().chain(&words.tasks).chain(&words.measures).chain(&words.rules));
        let between = any(&words.between);
        let regex = |pattern: String| Regex::new(&pattern).ok();
        let done = "(?:全部)?(?:完成整改|整改完成|整改到位|完成|整改完毕|整改|销号)";
        Self {
            count: regex(format!("^(?:了|的|问题|任务|事项)?{NUMBER}(?:个|项|条|件)")),
            number_first: regex(format!("{NUMBER}{UNIT}?(?:{between}){{0,4}}({nouns})")),
            noun_first: regex(format!(
                "(?:反馈|具体|整改|细化|规章|项目|重点|修订|制定|建立|完善|共|涉及|健全|等|方面|各项|管理|相关|指出){{1,3}}({counted}){NUMBER}{UNIT}"
            )),
            done_behind: regex(format!(
                "{NUMBER}{UNIT}(?:具体|反馈|整改)*(?:问题|任务|事项)?(?:均|已|都|已经|现已|均已|目前已){{1,3}}{done}"
            )),
            done_before: regex(format!(
                "(?:已{done}|完成整改|整改完成)(?:问题|任务|事项|的问题)?{NUMBER}(个|项|件)"
            )),
            going: regex(format!(
                "(?:正在(?:整改|推进))(?:的)?(?:问题|任务|事项)?{NUMBER}{UNIT}|{NUMBER}{UNIT}(?:问题|任务|事项)?正在(?:整改|推进)"
            )),
        }
    }
}

impl<'l> Claims<'l> {
    /// With the words of `lexicon`.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, patterns: lexicon.claim_patterns() }
    }

    /// The claims in a folded text.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut out = Vec::new();
        self.counted(text, &mut out);
        self.done(text, &mut out);
        // 已完成整改7个问题 counts what is done, not what was found.
        let done: Vec<Range> = out
            .iter()
            .filter(|claim| matches!(claim.kind, ClaimKind::Completed | ClaimKind::InProgress))
            .map(|claim| claim.range.clone())
            .collect();
        let found = |claim: &Found| matches!(claim.kind, ClaimKind::Problems | ClaimKind::Tasks);
        out.retain(|claim| {
            !(found(claim)
                && done.iter().any(|done| done.start < claim.range.start && claim.range.start < done.end))
        });
        out.sort_by_key(|claim| (claim.range.start, claim.range.end));
        out
    }

    fn counted(&self, text: &str, out: &mut Vec<Found>) {
        for found in self.patterns.number_first.iter().flat_map(|pattern| pattern.captures_iter(text)) {
            let (Some(whole), Some(noun)) = (found.get(0), found.get(3)) else { continue };
            let unit = found.get(2).map(|m| m.as_str());
            let Some(mut kind) = self.kind(noun.as_str()) else { continue };
            if matches!(unit, Some("类" | "大类")) && kind == ClaimKind::Problems {
                kind = ClaimKind::Categories;
            }
            let unitless = unit.is_none() && !matches!(kind, ClaimKind::Aspects | ClaimKind::Categories);
            // 类 alone counts things of all sorts; only beside 问题 or 大 it is one of findings.
            let loose = noun.as_str() == "类" && unit != Some("大");
            if unitless || loose || self.foreign(text, whole.start(), whole.end()) {
                continue;
            }
            push(out, kind, found.get(1).map_or("", |m| m.as_str()), whole.range());
        }
        for found in self.patterns.noun_first.iter().flat_map(|pattern| pattern.captures_iter(text)) {
            let (Some(whole), Some(noun)) = (found.get(0), found.get(1)) else { continue };
            let Some(kind) = self.kind(noun.as_str()) else { continue };
            if self.foreign(text, whole.start(), whole.end()) || followed_by_noun(text, whole.end()) {
                continue;
            }
            push(out, kind, found.get(2).map_or("", |m| m.as_str()), whole.range());
        }
    }

    fn done(&self, text: &str, out: &mut Vec<Found>) {
        let kinds = [
            (&self.patterns.done_behind, ClaimKind::Completed),
            (&self.patterns.done_before, ClaimKind::Completed),
            (&self.patterns.going, ClaimKind::InProgress),
        ];
        for (pattern, kind) in kinds {
            for found in pattern.iter().flat_map(|pattern| pattern.captures_iter(text)) {
                let Some(whole) = found.get(0) else { continue };
                let number = found.get(1).or(found.get(3)).map_or("", |m| m.as_str());
                // 12个问题已完成整改9个: what is done is counted behind.
                let of_all = kind == ClaimKind::Completed
                    && found.get(1).is_some_and(|number| number.start() == whole.start())
                    && self.counts_on(text, whole.end());
                if !of_all && !self.foreign(text, whole.start(), whole.end()) {
                    push(out, kind, number, whole.range());
                }
            }
        }
    }

    /// Whether a count stands right behind what is done.
    fn counts_on(&self, text: &str, end: usize) -> bool {
        let behind = text.get(end..).unwrap_or("");
        self.patterns.count.as_ref().is_some_and(|pattern| pattern.is_match(behind))
    }

    fn kind(&self, noun: &str) -> Option<ClaimKind> {
        let words = &self.lexicon.claims;
        let kinds = [
            (&words.aspects, ClaimKind::Aspects),
            (&words.categories, ClaimKind::Categories),
            (&words.problems, ClaimKind::Problems),
            (&words.tasks, ClaimKind::Tasks),
            (&words.measures, ClaimKind::Measures),
            (&words.rules, ClaimKind::Rules),
        ];
        kinds.into_iter().find(|(list, _)| list.iter().any(|word| word == noun)).map(|(_, kind)| kind)
    }

    /// Whether the clause around a count makes it one of a part, an earlier round or another matter.
    fn foreign(&self, text: &str, start: usize, end: usize) -> bool {
        let before = text.get(..start).unwrap_or("");
        let previous = before.chars().last();
        if previous.is_some_and(|c| c.is_ascii_digit() || matches!(c, '第' | '.' | '-' | '每' | '〔')) {
            return true;
        }
        let clause = behind_last(last_chars(before, CLAUSE), &[',', '。', ';', '\n']);
        let behind: String = text.get(end..).unwrap_or("").chars().take(6).collect();
        let own = text.get(start..end).unwrap_or("");
        holds(clause, &self.lexicon.claims.foreign)
            || holds(own, &self.lexicon.claims.foreign)
            || behind.starts_with("之一")
            || clause.ends_with("解决")
            || clause.ends_with("协调解决")
            || clause.ends_with("研究解决")
    }
}

/// So many characters before a count are read for what they say of it: more than a clause has.
const CLAUSE: usize = 200;

/// `制度12项措施` counts measures, not rules.
fn followed_by_noun(text: &str, end: usize) -> bool {
    let behind: String = text.get(end..).unwrap_or("").chars().take(6).collect();
    ["措施", "问题", "任务", "制度", "举措"].iter().any(|noun| {
        behind.starts_with(noun)
            || behind.starts_with(&format!("整改{noun}"))
            || behind.starts_with(&format!("具体{noun}"))
    })
}

fn push(out: &mut Vec<Found>, kind: ClaimKind, number: &str, range: Range) {
    let count = number.parse().ok().or_else(|| chinese(number).map(u64::from));
    // 一个问题 is an article, not a count.
    let Some(count) = count.filter(|count| *count > 1 || number.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return;
    };
    if out.iter().any(|claim| claim.kind == kind && claim.count == count) {
        return;
    }
    out.push(Found { kind, count, range });
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::parse::flow::fold_text;
    use ClaimKind::{Aspects, Categories, Completed, InProgress, Measures, Problems, Rules, Tasks};

    fn found(text: &str) -> Vec<(ClaimKind, u64)> {
        let text = fold_text(text);
        Claims::new(Lexicon::built_in())
            .find(&text)
            .into_iter()
            .map(|claim| (claim.kind, claim.count))
            .collect()
    }

    #[rstest]
    #[case("制定出3个方面10大类79个问题242项具体整改措施", &[(Aspects, 3), (Categories, 10), (Problems, 79), (Measures, 242)])]
    #[case("反馈的 4方面 17项问题，细化为104条具体任务", &[(Aspects, 4), (Problems, 17), (Tasks, 104)])]
    #[case("五方面23项问题", &[(Aspects, 5), (Problems, 23)])]
    #[case("制定整改措施56条，建立制度12项", &[(Measures, 56), (Rules, 12)])]
    #[case("修订、制定78项规章制度", &[(Rules, 78)])]
    #[case("79项整改任务已全部整改", &[(Tasks, 79), (Completed, 79)])]
    #[case("已完成整改9个，正在整改5个", &[(Completed, 9), (InProgress, 5)])]
    #[case("12个问题已完成整改9个", &[(Problems, 12), (Completed, 9)])]
    #[case("反馈的12个问题已整改完成9个，正在整改3个", &[(Problems, 12), (Completed, 9), (InProgress, 3)])]
    #[case("12个问题已完成整改，9项任务正在推进", &[(Problems, 12), (Completed, 12), (Tasks, 9), (InProgress, 9)])]
    #[case("反馈了三个方面十二个问题", &[(Aspects, 3), (Problems, 12)])]
    fn claims(#[case] text: &str, #[case] want: &[(ClaimKind, u64)]) {
        assert_eq!(found(text), want, "{text}");
    }

    #[rstest]
    #[case("实行“一个问题、一名领导、一抓到底”")]
    #[case("对每一个具体任务都明确责任")]
    #[case("难点问题4个")]
    #[case("党委书记带头领办5个问题")]
    #[case("上轮巡察的12个问题")]
    #[case("第3个问题")]
    #[case("多项制度")]
    #[case("4点意见建议")]
    #[case("协调解决12个问题")]
    fn no_claims(#[case] text: &str) {
        assert_eq!(found(text), [], "{text}");
    }
}
