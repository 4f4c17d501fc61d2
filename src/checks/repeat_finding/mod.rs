//! `repeat_finding`: an earlier round found this already: the notice itself says so, or an earlier notice of the
//! same agency has a problem that reads alike ([`across`]).
//!
//! Asks of a heading, or of an issue's problem, where one sentence names an earlier round of inspection and
//! what it found (上轮巡察指出的…, 2020年巡察反馈的…), and that it is there still or again (仍, 再次, 未整改到位,
//! 反弹); or says of findings of inspections in one word that they come back (改了又犯, 边改边犯). A year names an
//! earlier round where it lies before that of the inspection. One for each heading or issue that says it,
//! the issue before the heading above it.
//!
//! Of an answer only where it names both rounds (2020年巡察即指出, 此次再次反馈).
//!
//! Silent for other answers; for findings of audits and other checks; where a round is only named (上轮巡察
//! 集中整改期结束后), or its findings are said to be put right.

mod across;

use std::sync::LazyLock;

use regex::Regex;

use crate::parse::flow::Range;

use super::{Doubt, Question, RuleId, Sheet, sheet::Place};

pub use across::{Repeat, Repeats};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let notice = sheet.notice;
    let inspected = notice.inspection_period.map(|period| period.start);
    let year = inspected.or(notice.feedback_date).or(notice.published).map(jiff::civil::Date::year);
    let places = sheet.places();
    let said: Vec<Option<(Range, String)>> =
        places.iter().map(|place| of_place(sheet, place, year)).collect();
    // A heading is asked of where nothing below it says so itself.
    let mut below = vec![false; places.len()];
    for (at, place) in places.iter().enumerate().rev() {
        if let Some(above) = place.above
            && (said.get(at).is_some_and(Option::is_some) || below.get(at) == Some(&true))
            && let Some(flag) = below.get_mut(above)
        {
            *flag = true;
        }
    }
    let own = said.into_iter().zip(below).zip(places).filter(|((_, below), _)| !below);
    own.filter_map(|((said, _), place)| {
        let (range, word) = said?;
        Some(Doubt {
            rule: RuleId::RepeatFinding,
            places: vec![place.path.clone()],
            quotes: vec![sheet.quote(&range)],
            elsewhere: Vec::new(),
            question: Question::Again { word },
        })
    })
    .collect()
}

fn of_place(sheet: &Sheet, place: &Place, year: Option<i16>) -> Option<(Range, String)> {
    place.node?;
    let heads = if place.is_issue() { place.finding.clone() } else { vec![place.head.clone()] };
    let said = heads.iter().flat_map(|range| sheet.sentences(range)).filter_map(|sentence| {
        let said = said(sheet.text(&sentence), year)?;
        // A heading that only says what kind of findings stand below it names none (上轮巡察反馈问题未整改到位方面).
        (said.named || place.is_issue()).then_some((sentence, said))
    });
    // An issue without a heading of its own tells what was found at the beginning of the answer.
    let told = place.answer.iter().filter(|_| place.is_issue()).flat_map(|range| sheet.sentences(range));
    let told = told.filter_map(|sentence| Some((sentence.clone(), found_now(sheet.text(&sentence), year)?)));
    let said = said.chain(told);
    // The sentence that names what was found says more than the one that only names the round.
    let (sentence, said) =
        said.max_by_key(|(sentence, said)| (said.named, std::cmp::Reverse(sentence.start)))?;
    let from = sheet.clauses(&sentence).into_iter().find(|clause| sheet.text(clause).contains(&said.word));
    let from = from.map_or(sentence.start, |clause| clause.start);
    Some((from..sentence.end, said.word))
}

/// What a sentence says of an earlier round.
struct Said {
    /// Its words.
    word: String,
    /// Whether it says what the round found.
    named: bool,
}

/// An earlier round and what it found.
static ROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:(?:上(?:一)?[轮次届]|前(?:一)?[轮次]|此前|往届)[^,。;]{0,8}?(?:巡察|巡视)|第[一二三四五六七八九十]{1,3}轮(?:巡察|巡视)已经?|\
         (?P<y>(?:19|20)[0-9]{2})年[^,。;]{0,16}?(?:巡察|巡视)|(?:巡察|巡视)(?P<z>(?:19|20)[0-9]{2})年)\
         (?:组(?:(?:巡察|巡视)[^,。;“的后]{2,16}?)?|办|期间|中|“回头看”|“?回头看”?|整改)?时?(?:均|已经?|即|就|曾经?|先后)*(?:反馈|指出|提出|发现|要求|通报|点名|移交|后反弹)",
    )
    .ok()
});

/// It is there still, or again.
static STILL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "仍|依然|依旧|至今|再次|再度|又|整改不|整改缓慢|整改滞后|整改敷衍|敷衍|\
         (?:未|没有?)(?:真正|得到|能够?|有效|及时|全部|切实|全面)*(?:整改|解决|落实|止住|实质|到位|根治|根本|彻底|完全)|\
         反弹|反复|边改边犯|屡改屡犯|屡查屡犯|死灰复燃|复发|重复(?:出现|发生)|普遍存在|悬而未决|不同程度存在|不到位|不彻底",
    )
    .ok()
});

/// One word that says that findings come back.
static AGAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("改了?[而又后][又复再]?[犯发]|边改边犯|屡改屡犯|屡查屡犯|前改后犯|前清后乱|死灰复燃").ok()
});

/// What is said of the finding before the round is named: 问题再次出现, 2018年巡察时即已指出.
static BACK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:问题|现象|情况|行为)(?:仍然?|依然|依旧|再次|再度|又|重复|反复)(?:出现|发生|存在|反弹|被(?:发现|指出|反馈)),?$")
        .ok()
});

/// The present inspection finds it again, wherever that is told: 此次再次反馈, 本次巡察在2个社区仍有发现.
static NOW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:此次|本次|本轮|这次)(?:巡察|巡视)?组?(?:在?[^,。;]{0,16}?(?:仍有|又|再次|再度|依然)(?:被)?(?:发现|反馈|指出)|\
         (?:中|时)?(?:发现|反馈|指出)[^,。;的]{0,20}?(?:仍|再次|依然|依旧|又有|又出现))",
    )
    .ok()
});

/// What is found of how an earlier round was dealt with, not what that round found.
static PAPERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^[^,。“]{0,8}整改(?:台账|档案|资料|方案|责任|机制|长效|监督|情况[^不])|^(?:意见|精神|情况)(?:[^整落反指]|$)").ok()
});

/// What speaks of the findings of others, or of all findings alike.
const OTHERS: [&str; 5] = ["兄弟单位", "共性问题", "其他单位", "防止", "避免"];

/// What a sentence says of an earlier round that found this.
fn said(text: &str, year: Option<i16>) -> Option<Said> {
    if OTHERS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let still = |from: usize| {
        STILL.as_ref().is_some_and(|still| text.get(from..).is_some_and(|t| still.is_match(t) || again(t)))
    };
    let round = ROUND.as_ref()?.captures_iter(text).find_map(|found| {
        let whole = found.get(0)?;
        if let Some(named) = found.name("y").or(found.name("z")) {
            let named: i16 = named.as_str().parse().ok()?;
            if named >= year? {
                return None;
            }
        }
        // 反馈后, 未把…: the round is only a date.
        let behind = text.get(whole.end()..).unwrap_or("");
        let only_named = ["后", "以来", "会后"].iter().any(|word| behind.starts_with(word))
            || PAPERS.as_ref().is_some_and(|papers| papers.is_match(behind));
        let before = text.get(..whole.start());
        (!only_named && (still(whole.end()) || before.is_some_and(|before| again(before) || back(before))))
            .then(|| Said {
                word: whole.as_str().to_owned(),
                named: behind.contains(|c: char| c == '的' || c == '“' || c.is_ascii_digit()),
            })
    });
    let word = || {
        let inspected = text.contains("巡察") || text.contains("巡视");
        let word = AGAIN.as_ref()?.find(text).filter(|_| inspected)?;
        Some(Said { word: word.as_str().to_owned(), named: false })
    };
    round.or_else(word)
}

fn again(text: &str) -> bool {
    AGAIN.as_ref().is_some_and(|again| again.is_match(text))
}

fn back(text: &str) -> bool {
    BACK.as_ref().is_some_and(|back| back.is_match(text))
}

/// What an answer says of an earlier round and of the present one: only both together say that it was found again.
fn found_now(text: &str, year: Option<i16>) -> Option<Said> {
    let now = NOW.as_ref()?.find(text)?;
    said(text.get(..now.end())?, year)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::{asked, asked_of_issue};

    #[rstest]
    #[case("上届党委巡察反馈的违建问题，至今依旧如故。", "上届党委巡察反馈")]
    #[case("2021年市委巡察已指出食堂浪费问题，本次巡察仍有发生。", "2021年市委巡察已指出")]
    #[case("对上一轮巡察反馈问题整改不彻底。", "上一轮巡察反馈")]
    #[case("公车私用问题屡改屡犯，巡察后又有3起。", "屡改屡犯")]
    #[case("县委巡察2020年反馈的“合同漏签”问题依然存在。", "巡察2020年反馈")]
    #[case("2021年县委交叉巡察指出的“公章乱放”问题没有真正解决。", "2021年县委交叉巡察指出")]
    #[case("上轮巡察提出的“菜款拖欠”问题未能有效根治。", "上轮巡察提出")]
    #[case(
        "公务接待超标问题再次出现,2019年县委第二巡察组巡察原乙局时即已指出。",
        "2019年县委第二巡察组巡察原乙局时即已指出"
    )]
    #[case(
        "2018年市委第一巡察组巡察交通系统反馈的“挂靠经营”问题，整改后又出现2起。",
        "2018年市委第一巡察组巡察交通系统反馈"
    )]
    #[case("2020年县委第四巡察组反馈的工会账目混乱问题改而复犯。", "2020年县委第四巡察组反馈")]
    fn found_again(#[case] finding: &str, #[case] expected: &str) {
        let doubts = asked_of_issue(RuleId::RepeatFinding, finding, "已完成", "补签合同12份。");
        let words: Vec<&str> = doubts
            .iter()
            .map(|doubt| match &doubt.question {
                Question::Again { word } => word.as_str(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(words, [expected], "{finding}");
    }

    #[rstest]
    // The round is only named, or only how it was dealt with.
    #[case("上轮巡察反馈后，新任班子未专题研究。")]
    #[case("上轮巡察反馈意见学习传达不到位。")]
    #[case("上轮巡察反馈问题整改台账不完整、更新不到位。")]
    #[case("2021年巡察反馈的18个问题均已整改，档案有缺页。")]
    // The present round, other checks, other bodies.
    #[case("本轮巡察反馈的问题整改进度仍较慢。")]
    #[case("2024年巡察指出的问题仍有2个未整改。")]
    #[case("2022年审计反馈的挂账问题至今未清理。")]
    #[case("对兄弟单位上轮巡察发现的共性问题仍未对照检查。")]
    #[case("2019年县委第二巡察组巡察原乙局后，提出的要求均已落实，会风仍需改进。")]
    #[case("信访问题再次出现，2024年县委巡察组巡察时指出。")]
    fn not_found_before(#[case] finding: &str) {
        let doubts = asked_of_issue(
            RuleId::RepeatFinding,
            finding,
            "已完成",
            "上轮巡察反馈的问题仍存在的，已一并整改。",
        );
        assert_eq!(doubts, [], "{finding}");
    }

    #[rstest]
    #[case("该问题2019年县委巡察时已经指出，因清理不彻底，此次再次反馈。补签合同12份。", true)]
    #[case("2020年县委巡察即指出该问题，此次巡察发现东村仍以白条列支3万元。已追回。", true)]
    // The answer's own doing, and rounds that are only named.
    #[case("对2020年县委巡察反馈的问题，再次逐项核查，仍有2项正在办理。", false)]
    #[case("2020年县委巡察指出的问题与此次巡察反馈的问题再次一并研究。", false)]
    #[case("此次巡察反馈后，对照2020年县委巡察反馈的问题再次自查。", false)]
    #[case("针对2020年审计指出的问题，此次巡察发现仍有3起。", false)]
    fn an_answer_that_names_both_rounds(#[case] answer: &str, #[case] asked: bool) {
        let doubts = asked_of_issue(RuleId::RepeatFinding, "村级账目不清。", "已完成", answer);
        assert_eq!(!doubts.is_empty(), asked, "{doubts:?}");
    }

    #[test]
    fn the_issue_is_asked_of_before_its_heading() {
        let notice = |heading: &str, finding: &str| {
            format!(
                "中共甲县乙局党组关于巡察整改情况的通报\n\n县委第一巡察组2024年6月3日反馈了意见。\n\n一、整改情况\n\
                 （一）{heading}\n1.{finding}\n整改情况：补签合同12份。\n整改结果：已完成\n\
                 2.会风不严。\n整改情况：修订会议制度。\n整改结果：已完成\n"
            )
        };
        let places = |heading: &str, finding: &str| {
            let doubts = asked(RuleId::RepeatFinding, &notice(heading, finding));
            doubts.into_iter().flat_map(|doubt| doubt.places).collect::<Vec<_>>()
        };
        let heading = "落实整改不到位，2020年巡察反馈的9个问题中仍有2个未解决。";
        assert_eq!(places(heading, "合同漏签。"), ["一、/（一）"]);
        assert_eq!(places(heading, "上轮巡察指出的合同漏签问题仍然存在。"), ["一、/（一）/1."]);
        assert_eq!(places("上轮巡察反馈问题整改不到位", "合同漏签。"), Vec::<String>::new());
    }
}
