//! `answer_missing`: the finding names something that the answer never touches.
//!
//! To know whether an answer deals with what was found takes understanding of the world; this rule asks only
//! where the words tell. The finding lists at least [`LEAST`] things of one kind by their names (甲村、乙村、丙村;
//! “…”“…”“…”), the answer speaks of at least half of them by name, and of one not at all. Silent where the
//! answer sums up (均, 全部, 上述, 各, 3个): then all may be meant.

use std::ops::Range;

use super::{Doubt, Question, RuleId, Sheet, sheet::Place};

/// The fewest names of a list.
const LEAST: usize = 3;

/// The shortest and the longest name, in characters.
const NAME: Range<usize> = 2..14;

/// Words that speak of all.
const ALL: &[&str] = &[
    "均", "全部", "全面", "所有", "上述", "以上", "各", "都", "逐一", "逐个", "逐项", "分别", "统一", "等",
    "该", "其他", "其余", "剩余",
];

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    sheet.issues().filter_map(|place| of(sheet, place)).collect()
}

fn of(sheet: &Sheet, place: &Place) -> Option<Doubt> {
    let answer: String = place.answer.iter().map(|range| sheet.text(range)).collect();
    if answer.is_empty() || ALL.iter().any(|word| answer.contains(word)) {
        return None;
    }
    let clauses = place.finding.iter().flat_map(|range| sheet.clauses(range));
    for clause in clauses {
        for list in lists(sheet.text(&clause)) {
            let (known, missing): (Vec<&Name>, Vec<&Name>) =
                list.iter().partition(|name| answer.contains(&name.core));
            let count = list.len();
            let counted = answer.contains(&format!("{count}个")) || answer.contains(&format!("{count}处"));
            if missing.is_empty() || known.len() * 2 < count || known.is_empty() || counted {
                continue;
            }
            let first = missing.first()?;
            let spoken = place.answer.iter().flat_map(|range| sheet.clauses(range));
            let other = spoken
                .into_iter()
                .find(|clause| known.iter().any(|name| sheet.text(clause).contains(&name.core)));
            let mut quotes = vec![sheet.quote(&clause)];
            quotes.extend(other.map(|clause| sheet.quote(&clause)));
            return Some(Doubt {
                rule: RuleId::AnswerMissing,
                places: vec![place.path.clone()],
                quotes,
                elsewhere: Vec::new(),
                question: Question::Untouched { thing: first.whole.clone() },
            });
        }
    }
    None
}

/// A thing of a list.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    /// As the finding has it.
    whole: String,
    /// Without what all of the list end in: an answer may say 甲、乙两村.
    core: String,
}

/// The lists of things of one kind in a clause.
fn lists(clause: &str) -> Vec<Vec<Name>> {
    let quoted = quoted(clause);
    let listed = listed(clause);
    [quoted, listed].into_iter().filter(|list| list.len() >= LEAST).collect()
}

/// “…”“…”“…” or “…”、“…”、“…”.
fn quoted(clause: &str) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut rest = clause;
    while let Some((before, behind)) = rest.split_once('“') {
        let Some((inner, after)) = behind.split_once('”') else { break };
        if !out.is_empty() && !matches!(before, "" | "、") {
            break;
        }
        if NAME.contains(&inner.chars().count()) {
            out.push(Name { whole: inner.to_owned(), core: inner.to_owned() });
        }
        rest = after;
    }
    out
}

/// Things parted by 、 that end in one character, the last of them cut at that character: 甲村、乙村、丙村未公开.
fn listed(clause: &str) -> Vec<Name> {
    let parts: Vec<&str> = clause.split('、').collect();
    let Some(middle) = parts.get(1..parts.len().saturating_sub(1)).filter(|middle| !middle.is_empty()) else {
        return Vec::new();
    };
    let Some(end) = middle.first().and_then(|part| part.chars().last()).filter(|c| KINDS.contains(*c)) else {
        return Vec::new();
    };
    let mut names: Vec<&str> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let cut = if at + 1 == parts.len() {
            part.find(end).and_then(|found| part.get(..found + end.len_utf8()))
        } else {
            Some(*part)
        };
        names.extend(cut.filter(|name| name.ends_with(end) && NAME.contains(&name.chars().count())));
    }
    if names.len() != parts.len() {
        return Vec::new();
    }
    let core = |name: &str| {
        let core = name.trim_end_matches(end);
        if core.chars().count() >= NAME.start { core.to_owned() } else { name.to_owned() }
    };
    names.into_iter().map(|name| Name { whole: name.to_owned(), core: core(name) }).collect()
}

/// What names of places and bodies end in.
const KINDS: &str = "村镇乡县区市站所院校园场馆厂店路街道桥库社组队湾屯寨庄河湖渠坝";

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::asked_of_issue;

    #[rstest]
    #[case("青石村、白岭村、柳湾村未公开村务", "青石村补公开12项，白岭村补公开9项。", Some("柳湾村"))]
    #[case("未建立“请示报告”“回避”“公示”三项制度", "建立“请示报告”制度，修订“公示”制度。", Some("回避"))]
    // All are named, or summed up.
    #[case("青石村、白岭村、柳湾村未公开村务", "青石、白岭、柳湾补公开30项。", None)]
    #[case("青石村、白岭村、柳湾村未公开村务", "青石村、白岭村带头，3个村补公开30项。", None)]
    #[case("青石村、白岭村、柳湾村未公开村务", "青石村、白岭村等补公开30项。", None)]
    // The answer names none: it may speak of all.
    #[case("青石村、白岭村、柳湾村未公开村务", "补公开30项，追责2人。", None)]
    // No list of names.
    #[case("学习不深入、研讨不充分、记录不规范", "学习12次，研讨4次。", None)]
    fn things(#[case] finding: &str, #[case] answer: &str, #[case] thing: Option<&str>) {
        let doubts = asked_of_issue(RuleId::AnswerMissing, finding, "已完成", answer);
        let asked = doubts.first().map(|doubt| match &doubt.question {
            Question::Untouched { thing } => thing.as_str(),
            other => panic!("{other:?}"),
        });
        assert_eq!(asked, thing);
    }
}
