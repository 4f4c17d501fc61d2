//! `contradiction_names`: the inspecting group, or a body, is named differently.
//!
//! Asks where
//! - a group of this inspection carries another number than the one that inspected (`县委第五巡察组反馈意见`
//!   after `县委第一巡察组`): silent where the words speak of another round, level or year;
//! - the body that signs is not the one that reports, and neither name is a short form of the other;
//! - another body says of itself what only the one that reports can say ([`own`]);
//! - two companies, or two bodies of one kind with long names, differ by one or two characters in the middle of
//!   their names: silent where these tell things apart (numbers, directions, ranks, kinds of a pair), and where
//!   the change of name is told (原, 更名).

mod own;

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::parse::flow::{fold_text, last_chars};

use crate::checks::{Doubt, Named, Question, RuleId, Sheet};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let mut out = Vec::new();
    out.extend(groups(sheet));
    out.extend(signature(sheet));
    out.extend(own::ask(sheet));
    out.extend(bodies(sheet));
    out
}

fn doubt(sheet: &Sheet, what: Named, named: &[(Range<usize>, String)]) -> Doubt {
    let mut places = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (range, name) in named {
        let place = sheet.place_at(range.start).map_or("opening", |place| place.path.as_str());
        if !places.iter().any(|known| known == place) {
            places.push(place.to_owned());
        }
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let quotes = named.iter().map(|(range, _)| sheet.quote(&clause(sheet, range))).collect();
    Doubt {
        rule: RuleId::ContradictionNames,
        places,
        quotes,
        elsewhere: Vec::new(),
        question: Question::Names { what, names },
    }
}

/// The clause in which a range stands.
fn clause(sheet: &Sheet, range: &Range<usize>) -> Range<usize> {
    let paragraph = sheet.paragraph(range.start);
    let holds = |clause: &Range<usize>| clause.start <= range.start && range.start < clause.end;
    sheet.clauses(&paragraph).into_iter().find(holds).unwrap_or_else(|| range.clone())
}

/// `市委第六巡察组`, also without its level.
static GROUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let numeral = "[一二三四五六七八九十0-9]{1,3}";
    Regex::new(&format!(
        "(?P<level>中央|[省市县区州旗盟师团场乡镇]+委|党委|集团党委)?第(?P<n>{numeral})(?P<kind>巡[察视]组)"
    ))
    .ok()
});

/// Words that tell of another inspection.
const OTHER_ROUND: &[&str] = &[
    "上轮",
    "上一轮",
    "上次",
    "前次",
    "此前",
    "曾",
    "历次",
    "往年",
    "去年",
    "原",
    "轮巡",
    "轮县",
    "轮市",
    "轮区",
    "轮省",
    "历届",
    "上届",
    "提级",
    "交叉",
    "联动",
];

fn groups(sheet: &Sheet) -> Vec<Doubt> {
    let (Some(pattern), Some(body)) = (GROUP.as_ref(), sheet.notice.inspection_body.as_deref()) else {
        return Vec::new();
    };
    let body = fold_text(body);
    let Some(own) = pattern.captures(&body) else { return Vec::new() };
    let part = |found: &regex::Captures, name: &str| found.name(name).map(|part| part.as_str().to_owned());
    let (level, number, kind) = (part(&own, "level"), part(&own, "n"), part(&own, "kind"));
    // A notice of several groups, or one that tells of several rounds, names many.
    let text = sheet.all();
    let mut known: Vec<Range<usize>> = Vec::new();
    let mut others: Vec<(Range<usize>, String)> = Vec::new();
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let (there, digits) = (part(&found, "level"), part(&found, "n"));
        if part(&found, "kind") != kind || there.is_some() && there != level {
            continue;
        }
        if digits == number {
            known.push(whole.range());
            continue;
        }
        let before = text.get(..whole.start()).map_or("", |before| last_chars(before, 24));
        let sentence = before.rsplit(['。', ';', '\n']).next().unwrap_or(before);
        let year = sentence.contains('年')
            && !sheet.notice.feedback_date.is_some_and(|day| sentence.contains(&format!("{}年", day.year())));
        let listed = text.get(whole.end()..).is_some_and(|rest| rest.starts_with(['、', '和', '及', '与']))
            || sentence.ends_with(['、', '和', '及', '与']);
        if !(year || listed || OTHER_ROUND.iter().any(|word| sentence.contains(word))) {
            others.push((whole.range(), whole.as_str().to_owned()));
        }
    }
    let (Some(first), [_, ..]) = (known.first(), others.as_slice()) else { return Vec::new() };
    let mut kinds: Vec<&String> = others.iter().map(|(_, name)| name).collect();
    kinds.dedup();
    if kinds.len() > 1 && others.len() > known.len() {
        return Vec::new();
    }
    let mut named = vec![(first.clone(), body)];
    others.truncate(3);
    named.extend(others);
    vec![doubt(sheet, Named::Group, &named)]
}

/// The body that signs: a line of the closing words that is a Party organisation's name.
static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?m)^中共[^,。;:、\n]{3,30}?(?:党组|党委|委员会|总支部委员会|支部委员会|党总支|党支部)$").ok()
});

fn signature(sheet: &Sheet) -> Vec<Doubt> {
    let (Some(pattern), Some(reports)) = (SIGNED.as_ref(), sheet.notice.organisation.as_deref()) else {
        return Vec::new();
    };
    let (Some(title), reports) = (sheet.notice.spans.get("organisation"), fold_text(reports)) else {
        return Vec::new();
    };
    let Some(closing) = sheet.places().last().and_then(|place| place.prose.last()) else { return Vec::new() };
    let tail = sheet.text(closing);
    let Some(found) = pattern.find_iter(tail).last() else { return Vec::new() };
    let signs = found.as_str();
    let (one, other) = (core(&reports), core(signs));
    if shortened(&one, &other) || shortened(&other, &one) || !reports.starts_with("中共") {
        return Vec::new();
    }
    let start = closing.start + found.start();
    let named = [(sheet.range(*title), reports), (start..start + signs.len(), signs.to_owned())];
    vec![doubt(sheet, Named::Body, &named)]
}

/// A name without what makes it that of a Party organisation.
fn core(name: &str) -> String {
    let bare = name.trim_start_matches("中共");
    let ends = ["党组", "党委", "总支部委员会", "支部委员会", "委员会", "党总支", "党支部"];
    ends.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare).to_owned()
}

/// Whether one name is a short form of another: all its characters stand in the other, in order.
fn shortened(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// Kinds of bodies whose names are compared.
const KINDS: &[&str] = &[
    "有限责任公司",
    "有限公司",
    "中心",
    "支队",
    "大队",
    "管理处",
    "管理站",
    "服务站",
    "事务所",
    "医院",
    "学校",
];

/// The fewest characters of a body's name, its kind included: shorter ones differ by chance.
const NAME: usize = 8;

/// The longest name.
const LONG_NAME: usize = 24;

/// What stands before a name.
const BEFORE: &[char] = &[
    '。', ',', ';', ':', '、', '\n', '(', ')', '“', '”', '《', '》', '和', '与', '及', '由', '向', '对',
    '给', '为', '是', '的', '在', '到', '将', '把', '从', '被', '经', '同', '或', '等', '促', '令', '付',
    '求', '托', '让', '请', '按', '据', '以', '于', '了', '现', '属', '下', '各', '该', '涉', '赴',
];

fn bodies(sheet: &Sheet) -> Vec<Doubt> {
    let text = sheet.all();
    let mut names: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for kind in KINDS {
        for (at, _) in text.match_indices(kind) {
            let end = at + kind.len();
            let before = text.get(..at).map_or("", |before| last_chars(before, LONG_NAME));
            let head = before.rsplit(BEFORE).next().unwrap_or("");
            // 有限公司 ends in no other kind; 服务中心 is found once, by 中心.
            let name = format!("{head}{kind}");
            if name.chars().count() >= NAME && head.chars().all(|c| c.is_alphabetic()) {
                names.entry(name).or_default().push(at - head.len()..end);
            }
        }
    }
    let list: Vec<(&String, &Vec<Range<usize>>)> = names.iter().take(MOST).collect();
    let mut out = Vec::new();
    for (nth, (one, first)) in list.iter().enumerate() {
        for (other, second) in list.iter().skip(nth + 1) {
            if !differs(one, other) || changed(text, first) || changed(text, second) {
                continue;
            }
            let mut named: Vec<(Range<usize>, String)> = Vec::new();
            for (ranges, name) in [(first, one), (second, other)] {
                named.extend(ranges.iter().take(2).map(|range| (range.clone(), (*name).clone())));
            }
            named.sort_by_key(|(range, _)| range.start);
            out.push(doubt(sheet, Named::Body, &named));
        }
    }
    out
}

/// The most names that are compared with each other.
const MOST: usize = 400;

/// Whether a name is said to be an old or a new one.
fn changed(text: &str, ranges: &[Range<usize>]) -> bool {
    ranges.iter().any(|range| {
        let before = text.get(..range.start).map_or("", |before| last_chars(before, 4));
        let after: String = text.get(range.end..).unwrap_or("").chars().take(6).collect();
        before.contains(['原', '更', '改', '现'])
            || ["更名", "改名", "改制", "现为", "原为", "(原", "(现"].iter().any(|word| after.contains(word))
    })
}

/// Characters that tell bodies of one kind apart.
const APART: &str = "一二三四五六七八九十0123456789东西南北中上下大小新老前后左右内外甲乙丙丁总分正副初高男女省市县区镇乡村州";

/// Whether two names are nearly one: the same but for one character, or one or two that one of them lacks, in
/// the middle; companies also but for two.
fn differs(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (left, right) = (one.get(head..one.len() - tail), other.get(head..other.len() - tail));
    let (Some(left), Some(right)) = (left, right) else { return false };
    let company = one.ends_with(&['公', '司']) && other.ends_with(&['公', '司']);
    let longest = if company { 2 } else { 1 };
    let lacks = left.is_empty() != right.is_empty() && left.len().max(right.len()) <= 2;
    let replaced = left.len() == right.len() && (1..=longest).contains(&left.len());
    let apart = left.iter().chain(right).any(|c| APART.contains(*c));
    (lacks || replaced) && !apart && head >= 3 && tail >= 3
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::{asked, notice};

    fn names(text: &str) -> Vec<Vec<String>> {
        asked(RuleId::ContradictionNames, text)
            .into_iter()
            .map(|doubt| match doubt.question {
                Question::Names { names, .. } => names,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    fn of_answers(one: &str, other: &str) -> Vec<Vec<String>> {
        let issues = [("执法不规范。", "已完成", one), ("账目不清楚。", "已完成", other)];
        names(&notice(date(2024, 6, 3), date(2024, 12, 1), &issues))
    }

    #[rstest]
    #[case("对照县委第一巡察组反馈意见，修订制度。", "对照县委第五巡察组反馈意见，追回2万元。", &["县委第一巡察组", "县委第五巡察组"])]
    #[case(
        "督促丰润县恒久市政工程有限公司补种行道树。",
        "向丰润县恒久市政园林有限公司发出整改通知。",
        &["丰润县恒久市政工程有限公司", "丰润县恒久市政园林有限公司"]
    )]
    #[case("由生活垃圾处置费征收中心逐户核对。", "责令生活垃圾处理费征收中心退款。", &["生活垃圾处置费征收中心", "生活垃圾处理费征收中心"])]
    fn asked_of(#[case] one: &str, #[case] other: &str, #[case] differ: &[&str]) {
        assert_eq!(of_answers(one, other), [differ]);
    }

    #[rstest]
    // Another round's group, another level's.
    #[case("落实2021年县委第五巡察组反馈意见，修订制度。", "追回2万元。")]
    #[case("结合上轮县委第三巡察组反馈的问题，修订制度。", "追回2万元。")]
    #[case("结合省委第八巡视组、市委第四巡察组反馈的问题，修订制度。", "追回2万元。")]
    // Numbers and directions tell bodies apart.
    #[case("督促城东环境卫生服务中心增派人员。", "督促城西环境卫生服务中心增派人员。")]
    #[case("检查第一市政设施养护中心。", "检查第二市政设施养护中心。")]
    #[case("检查城乡居民医疗保险中心。", "检查城乡居民养老保险中心。")]
    // A change that is told.
    #[case("原生活垃圾处置费征收中心退款。", "生活垃圾处理费征收中心逐户核对。")]
    fn silent(#[case] one: &str, #[case] other: &str) {
        assert_eq!(of_answers(one, other), Vec::<Vec<String>>::new());
    }

    #[test]
    fn who_signs_is_who_reports() {
        let text = notice(date(2024, 6, 3), date(2024, 12, 1), &[("执法不规范。", "已完成", "清退3人。")]);
        let signed = |name: &str| text.replace("\n中共甲县乙局党组\n", &format!("\n{name}\n"));
        assert_eq!(names(&signed("中共甲县乙局党组")), Vec::<Vec<String>>::new());
        assert_eq!(names(&signed("中共乙局党组")), Vec::<Vec<String>>::new());
        assert_eq!(names(&signed("中共甲县丙丁局党组")), [["中共甲县乙局党组", "中共甲县丙丁局党组"]]);
    }
}
