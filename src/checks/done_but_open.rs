//! `done_but_open`: marked completed; the answer leaves open what was found wrong.
//!
//! Asks where the outcome says completed (also with long-term), and a clause of the answer says that the
//! thing is under way, planned or awaited ([`open`]). Silent for phased, running and not begun
//! outcomes and for long-term alone, where the clause shares no word with the finding in an answer of
//! several sentences, and for all that [`open`] holds to be told, ruled, or promised for later. Words that
//! also describe what runs well (有序推进, 积极争取) are asked of only where the clause names the thing and the
//! finding says that it was late, missing or not done.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use crate::notice::{Node, OutcomeTag};

use super::{
    Doubt, Place, Question, RuleId, Sheet,
    open::{self, Force, Open},
};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    sheet.issues().filter_map(|place| of_issue(sheet, place)).collect()
}

/// Whether an issue is said to be settled, whatever is to be kept up.
pub fn is_completed(node: &Node) -> bool {
    node.outcome.as_ref().is_some_and(|outcome| {
        let open = [OutcomeTag::Phased, OutcomeTag::InProgress, OutcomeTag::NotStarted];
        outcome.tags.contains(&OutcomeTag::Completed) && !outcome.tags.iter().any(|tag| open.contains(tag))
    })
}

/// So many clauses stand side by side.
const MOST_QUOTES: usize = 3;

fn of_issue(sheet: &Sheet, place: &Place) -> Option<Doubt> {
    let node = place.node.filter(|node| is_completed(node))?;
    let open = still_open(sheet, place);
    let first = open.first()?;
    let outcome = node.outcome.as_ref().map_or_else(String::new, |outcome| outcome.raw.clone());
    Some(Doubt {
        rule: RuleId::DoneButOpen,
        places: vec![place.path.clone()],
        quotes: open.iter().take(MOST_QUOTES).map(|open| sheet.quote(&open.clause)).collect(),
        elsewhere: Vec::new(),
        question: Question::Open { outcome, word: first.word.clone() },
    })
}

/// The clauses of an answer that leave open what was found wrong.
pub fn still_open(sheet: &Sheet, place: &Place) -> Vec<Open> {
    let finding: String = place.finding.iter().map(|range| sheet.text(range)).collect();
    let topic = pairs(&finding);
    let lacking = LACKING.as_ref().is_some_and(|lacking| lacking.is_match(&finding));
    let steps = sheet.steps(place);
    let sentences: usize = place.answer.iter().map(|range| sheet.sentences(range).len()).sum();
    let about = |open: &Open| {
        let sentence = pairs(sheet.text(&open.sentence));
        let shared = |words: &HashSet<(char, char)>| words.intersection(&topic).count();
        match open.force {
            Force::Weak => lacking && shared(&pairs(sheet.text(&open.clause))) >= WEAK_SHARE,
            Force::Now | Force::Planned => {
                sentences <= FEW
                    || shared(&sentence) > 0
                    || steps
                        .iter()
                        .find(|step| step.contains(&open.clause.start))
                        .is_some_and(|step| step.len() < LONG_STEP && shared(&pairs(sheet.text(step))) > 0)
            }
        }
    };
    let found = place.answer.iter().flat_map(|range| open::find(sheet, range, sheet.notice.published));
    found.filter(about).collect()
}

/// An answer of so few sentences has one subject: what was found.
const FEW: usize = 3;

/// Pairs of characters that a clause of weak force shares with the finding.
const WEAK_SHARE: usize = 2;

/// A step is read as a whole up to so many bytes.
const LONG_STEP: usize = 2400;

/// A finding that something was late, missing or not done.
static LACKING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("滞后|缓慢|迟缓|未|没有|不够|不力|不到位|缺|空|停|闲置|慢|无|不足|不全|至今|仍").ok()
});

/// Pairs of characters that every finding and answer has.
const COMMON: &[&str] = &[
    "工作", "问题", "整改", "落实", "管理", "制度", "情况", "进行", "开展", "巡察", "反馈", "目前", "已经",
    "完成", "推进", "加强", "单位", "部门", "相关", "有关", "规范", "要求", "不够", "到位", "存在", "部分",
    "个别", "我局", "党组", "党委", "我市", "我县", "组织", "责任", "监督", "建立", "机制", "实际", "积极",
    "及时", "严格", "执行", "标准", "年度", "全市", "全县", "领导", "干部", "人员", "措施", "进一", "一步",
    "召开", "会议", "研究", "提高", "提升", "确保", "以来", "方面",
];

static COMMON_PAIRS: LazyLock<HashSet<(char, char)>> = LazyLock::new(|| {
    let both = |pair: &&str| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?))
    };
    COMMON.iter().filter_map(both).collect()
});

/// Pairs of Chinese characters side by side, the common ones left out.
fn pairs(text: &str) -> HashSet<(char, char)> {
    let chars: Vec<char> = text.chars().collect();
    let han = |c: char| {
        ('\u{4e00}'..='\u{9fff}').contains(&c) && !"的了在和与及等对将于是一二三四五六七八九十".contains(c)
    };
    chars
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .filter(|pair| han(pair.0) && han(pair.1) && !COMMON_PAIRS.contains(pair))
        .collect()
}
