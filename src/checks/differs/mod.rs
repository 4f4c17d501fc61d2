//! `contradiction`: two nearly equal sentences give different figures.
//!
//! Asks where sentences of two places, from their beginning on for [`LEAST`] characters or more, or for more
//! within them ([`DATED`], [`WITHIN`]), are the same but for figures. Days, months, years and ordinals tell which time and thing is meant: where they differ, two
//! things are spoken of, and the rule is silent; so it is where any word differs that is not empty (了, 共, 已 …),
//! where no figure is the same and neither a time nor the whole area (全市, 全局) is named (a list of like things),
//! and between a finding and an answer (the state then, the state now). Also of one paper that is issued on two
//! days ([`issued`]), and of what there is one of ([`single`]).

mod issued;
mod single;

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::checks::{Doubt, LONGEST, Question, RuleId, Sheet};

/// The fewest characters of a sentence, figures counted as one, that tell what it speaks of.
const LEAST: usize = 14;

/// The same for what stands within a sentence and names a time.
const DATED: usize = 20;

/// The same for what stands within a sentence and names none.
const WITHIN: usize = 40;

/// The most clauses of a sentence that are compared: what follows adds nothing to which thing is meant.
const CLAUSES: usize = 6;

/// Words that a sentence may have or not.
const EMPTY: &[char] = &['了', '共', '已', '均', '都', '的', '也', '还', '总', '计', '累'];

/// Times, ordinals, titles and numbers of documents: they say what is spoken of.
static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let numeral = "[0-9一二三四五六七八九十百〇零两]+";
    Regex::new(&format!(
        "《[^》]*》|〔[^〕]*〕|第{numeral}|{numeral}(?:年度?|月份?|日|号|时|季度)|[一二三四五六七八九十]+是|[今去前上下本]年|[上下]半年"
    ))
    .ok()
});

/// Figures.
static FIGURES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("[0-9]+(?:[.,][0-9]+)*").ok());

/// The whole area or body, at the beginning: 全市设立公示牌1263块.
static ALL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:目前,?)?全(?:省|市|县|区|州|旗|镇|乡|街道|村|社区|校|院|局|系统|集团|公司)").ok()
});

/// How often something is done: 每天, 每周.
static EVERY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("每(?:个)?(?:天|日|周|旬|月|季度|季|半年|年)").ok());

/// Clauses of a sentence.
#[derive(Debug, Clone)]
struct Head {
    place: usize,
    range: Range<usize>,
    figures: Vec<String>,
    /// Whether it names a time, or the whole area: of it there is one number.
    dated: bool,
    /// Whether the sentence begins with it; else what it speaks of may stand before.
    opens: bool,
    length: usize,
}

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let mut heads: HashMap<String, Vec<Head>> = HashMap::new();
    for (at, place) in sheet.places().iter().enumerate() {
        let steps = sheet.steps(place);
        for sentence in place.answer.iter().chain(&place.prose).flat_map(|range| sheet.sentences(range)) {
            let step =
                steps.iter().find(|step| sentence.contains(&step.start) || step.start == sentence.start);
            let start = step.map_or(sentence.start + label(sheet.text(&sentence)), |step| step.start);
            for (key, head) in begins(sheet, at, &(start..sentence.end)) {
                let known = heads.entry(key).or_default();
                if known.len() < MANY {
                    known.push(head);
                }
            }
        }
    }
    let mut pairs: Vec<(&Head, &Head)> =
        heads.values().filter(|heads| heads.len() < MANY).filter_map(|heads| first_pair(heads)).collect();
    // The longest run of clauses says it; those within would say it again.
    pairs.sort_by_key(|(one, other)| (std::cmp::Reverse(one.length), one.range.start, other.range.start));
    let mut said: Vec<Range<usize>> = Vec::new();
    let mut out = Vec::new();
    for (one, other) in pairs {
        let known =
            |head: &Head| said.iter().any(|said| said.start < head.range.end && head.range.start < said.end);
        if !known(one) && !known(other) {
            said.extend([one.range.clone(), other.range.clone()]);
            out.extend(doubt(sheet, one, other));
        }
    }
    out.extend(issued::ask(sheet));
    out.extend(single::ask(sheet, &said));
    out
}

/// The bytes of a step's label (一是) before a sentence that the reader takes as no step.
fn label(sentence: &str) -> usize {
    let numeral = sentence.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    match numeral.strip_prefix('是') {
        Some(rest) if numeral.len() < sentence.len() => {
            sentence.len() - rest.trim_start_matches([',', ':']).len()
        }
        _ => 0,
    }
}

/// So many sentences of one form are a list.
const MANY: usize = 6;

/// The first two that differ in a figure, in different places.
fn first_pair(heads: &[Head]) -> Option<(&Head, &Head)> {
    heads.iter().enumerate().find_map(|(at, one)| {
        heads.iter().skip(at + 1).find(|other| disagree(one, other)).map(|other| (one, other))
    })
}

fn disagree(one: &Head, other: &Head) -> bool {
    let same = one.figures.iter().zip(&other.figures).filter(|(one, other)| one == other).count();
    let differ = one.figures.len() - same;
    let length = one.length;
    let sure = if one.opens && other.opens {
        length >= LEAST && (same > 0 || one.dated && differ == 1)
    } else {
        same > 0 && (length >= WITHIN || one.dated && length >= DATED)
    };
    one.place != other.place && differ > 0 && sure
}

/// The clauses of a sentence, one and more in a row, by what they speak of: their words without figures.
fn begins(sheet: &Sheet, place: usize, sentence: &Range<usize>) -> Vec<(String, Head)> {
    let mut out = Vec::new();
    let clauses = sheet.clauses(sentence);
    for (at, first) in clauses.iter().enumerate() {
        for last in clauses.iter().skip(at).take(CLAUSES) {
            let range = first.start..last.end;
            let (key, figures, dated) = form(sheet.text(&range));
            let length = key.chars().count();
            if figures.is_empty() || length < LEAST {
                continue;
            }
            out.push((key, Head { place, range, figures, dated, opens: at == 0, length }));
        }
    }
    out
}

/// A text's words without figures and empty words, its figures, and whether it names a time.
fn form(text: &str) -> (String, Vec<String>, bool) {
    let (Some(names), Some(numbers), Some(every)) = (NAMES.as_ref(), FIGURES.as_ref(), EVERY.as_ref()) else {
        return (String::new(), Vec::new(), false);
    };
    let named: Vec<Range<usize>> = names.find_iter(text).map(|found| found.range()).collect();
    let outside =
        |range: &Range<usize>| !named.iter().any(|name| name.start < range.end && range.start < name.end);
    let mut marks: Vec<Range<usize>> = numbers
        .find_iter(text)
        .chain(every.find_iter(text))
        .map(|found| found.range())
        .filter(outside)
        .collect();
    marks.sort_by_key(|range| range.start);
    let mut key = String::new();
    let mut at = 0;
    for mark in &marks {
        key.push_str(text.get(at..mark.start).unwrap_or(""));
        key.push('#');
        at = mark.end;
    }
    key.push_str(text.get(at..).unwrap_or(""));
    key.retain(|c| c == '#' || c.is_alphanumeric() && !EMPTY.contains(&c));
    let figures = marks.iter().filter_map(|mark| text.get(mark.clone())).map(str::to_owned).collect();
    let all = ALL.as_ref().is_some_and(|all| all.is_match(text));
    let dated = all
        || named
            .iter()
            .any(|name| text.get(name.clone()).is_some_and(|name| name.contains(['年', '月', '日'])));
    (key, figures, dated)
}

fn doubt(sheet: &Sheet, one: &Head, other: &Head) -> Option<Doubt> {
    let place = |head: &Head| Some(sheet.places().get(head.place)?.path.clone());
    let differ: Vec<(&String, &String)> =
        one.figures.iter().zip(&other.figures).filter(|(one, other)| one != other).collect();
    let list = |figures: Vec<&String>| figures.into_iter().cloned().collect::<Vec<_>>().join(" ");
    let (here, there) =
        (differ.iter().map(|(one, _)| *one).collect(), differ.iter().map(|(_, other)| *other).collect());
    Some(Doubt {
        rule: RuleId::Contradiction,
        places: vec![place(one)?, place(other)?],
        quotes: vec![sheet.quote(&last(sheet, &one.range)), sheet.quote(&last(sheet, &other.range))],
        elsewhere: Vec::new(),
        question: Question::Differs { figures: vec![list(here), list(there)] },
    })
}

/// As much of the end of a range as a quotation holds, whole clauses: the figures that differ stand there.
fn last(sheet: &Sheet, range: &Range<usize>) -> Range<usize> {
    let clauses = sheet.clauses(range);
    let fits = |start: usize| sheet.text(&(start..range.end)).chars().count() <= LONGEST;
    let start = clauses.iter().map(|clause| clause.start).find(|start| fits(*start));
    start.or_else(|| Some(clauses.last()?.start)).unwrap_or(range.start)..range.end
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::checks::testing::differing;

    #[rstest]
    #[case(
        "6月至9月，全局共开展检查18次，发现隐患63处，均已整改。",
        "6月至9月，全局开展检查18次，发现隐患36处，均已整改。",
        &["63", "36"]
    )]
    #[case(
        "一是修订制度。二是自2024年7月起开展清零行动，截至10月底，共排查使用单位412家，发现安全隐患93处。",
        "一是截至10月底，共排查使用单位412家，发现安全隐患39处，已销号。",
        &["93", "39"]
    )]
    #[case("一是修订制度，全镇设立防汛宣传标牌126块，更换破损标牌21块。", "一是清理台账，全镇设立防汛宣传标牌162块，更换破损标牌21块。", &["126", "162"])]
    #[case("班子成员每天到联系的网格巡查至少2次，现场督办。", "班子成员每周到联系的网格巡查至少2次，现场督办。", &["每天", "每周"])]
    fn asked_of(#[case] one: &str, #[case] other: &str, #[case] differ: &[&str]) {
        assert_eq!(differing(one, other).unwrap(), differ);
    }

    #[rstest]
    // Other times are other things.
    #[case("6月至9月，全局共开展检查18次，发现隐患63处。", "7月至9月，全局共开展检查18次，发现隐患36处。")]
    #[case(
        "第一批共清退不符合条件的借用人员3名，发放通知18份。",
        "第二批共清退不符合条件的借用人员5名，发放通知18份。"
    )]
    // Other words too.
    #[case(
        "城东所共开展执法检查18次，发现隐患63处，均已整改。",
        "城西所共开展执法检查18次，发现隐患36处，均已整改。"
    )]
    // The same figures agree.
    #[case("全年共开展执法检查18次，发现隐患63处。", "全年共开展执法检查18次，发现隐患63处，罚款2万元。")]
    // Without the whole area, two places may be meant.
    #[case(
        "一是修订制度，沿线设立宣传标牌126块，更换破损标牌21块。",
        "一是清理台账，沿线设立宣传标牌162块，更换破损标牌21块。"
    )]
    // Without a time and an equal figure, two things may be meant.
    #[case("组织业务骨干开展专题业务培训班共3期。", "组织业务骨干开展专题业务培训班共5期。")]
    fn silent(#[case] one: &str, #[case] other: &str) {
        assert_eq!(differing(one, other), None);
    }
}
