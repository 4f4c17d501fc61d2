//! One paper, two days: `3月12日印发《采砂管理实施细则》` here, `3月21日印发《采砂管理实施细则》` there.
//!
//! Asks where two clauses of different places say that one paper was issued on different days. Silent for papers
//! that are issued again and again (提示, 通报, 清单), for short titles, where a day, a month or one of the years is
//! not told, and where a paper is said to be amended, issued anew, passed on, or discussed first.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use regex::Regex;

use crate::{
    checks::{Doubt, Question, RuleId, Sheet},
    parse::{
        dates::{self, Part, Year},
        flow::Range,
    },
};

/// What stands between the day and the title: who issues, and the verb.
static ISSUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^,?(?P<who>[^,。;《]{0,12}?)(?:制定|研究)?(?:印发|出台|发布|颁布)(?:实施|了)?《(?P<title>[^《》]{8,80})》").ok()
});

/// Papers that hold until they are amended: of each there is one. A 方案 or 计划 is made every year.
const LASTING: [&str; 8] = ["细则", "办法", "制度", "规定", "规程", "规范", "规则", "守则"];

/// What makes it another paper, or another act.
const AGAIN: [&str; 10] = ["修订", "修改", "修正", "重新", "再次", "转发", "征求", "试行", "废止", "讨论"];

/// A paper as issued on a day.
struct Issue {
    place: usize,
    day: Date,
    clause: Range,
}

/// The papers of which two days are told.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let mut papers: BTreeMap<String, Vec<Issue>> = BTreeMap::new();
    for (at, place) in sheet.places().iter().enumerate() {
        for range in place.answer.iter().chain(&place.prose) {
            gather(sheet, at, range, &mut papers);
        }
    }
    papers.values().filter_map(|issues| doubt(sheet, issues)).collect()
}

fn gather(sheet: &Sheet, place: usize, range: &Range, papers: &mut BTreeMap<String, Vec<Issue>>) {
    let (text, Some(pattern)) = (sheet.text(range), ISSUED.as_ref()) else { return };
    // A year that is not printed is that of the date before it, else that of the feedback: silence.
    for found in dates::find(text) {
        let (Some(Year::Plain(year)), Part::Day(..)) = (found.when.year, found.when.part) else { continue };
        let Some(day) = found.when.last_day(year, None) else { continue };
        let behind = text.get(found.end..).unwrap_or("");
        let behind = crate::checks::voice::window_behind(behind, 0);
        let Some(issued) = pattern.captures(behind) else { continue };
        let (Some(whole), title) = (issued.get(0), &issued["title"]) else { continue };
        let around = text.get(found.end + whole.end()..).unwrap_or("").split([',', '。', ';', '\n']).next();
        let before = crate::parse::flow::behind_last(
            crate::checks::voice::window_before(text, found.start),
            &['。', ';', '\n', ','],
        );
        let said = [before, &issued["who"], title, around.unwrap_or("")];
        let again = AGAIN.iter().any(|word| said.iter().any(|part| part.contains(word)));
        let bare = title.trim_end_matches(['(', ')']);
        if again || !LASTING.iter().any(|word| bare.ends_with(word)) {
            continue;
        }
        let clause = range.start + found.start..range.start + found.end + whole.end();
        papers.entry(title.to_owned()).or_default().push(Issue { place, day, clause });
    }
}

fn doubt(sheet: &Sheet, issues: &[Issue]) -> Option<Doubt> {
    let one = issues.first()?;
    let other = issues.iter().find(|other| other.day != one.day && other.place != one.place)?;
    let place = |issue: &Issue| Some(sheet.places().get(issue.place)?.path.clone());
    Some(Doubt {
        rule: RuleId::Contradiction,
        places: vec![place(one)?, place(other)?],
        quotes: vec![sheet.quote(&one.clause), sheet.quote(&other.clause)],
        elsewhere: Vec::new(),
        question: Question::Differs { figures: vec![one.day.to_string(), other.day.to_string()] },
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::checks::testing::differing;

    #[test]
    fn one_paper_of_two_days() {
        let (one, other) = (
            "2024年8月2日印发《乙局票据领用和核销管理办法》，清退3人。",
            "2024年8月20日，局党组印发《乙局票据领用和核销管理办法》。",
        );
        assert_eq!(differing(one, other).unwrap(), ["2024-08-02", "2024-08-20"]);
    }

    #[rstest]
    #[case(
        "2024年8月2日印发《乙局票据领用和核销管理办法》。",
        "2024年8月2日印发《乙局票据领用和核销管理办法》。"
    )]
    // Amended, or another act.
    #[case(
        "2023年8月2日印发《乙局票据领用和核销管理办法》。",
        "2024年8月20日重新印发《乙局票据领用和核销管理办法》。"
    )]
    #[case(
        "2024年8月2日党组会审议《乙局票据领用和核销管理办法》。",
        "2024年8月20日印发《乙局票据领用和核销管理办法》。"
    )]
    #[case(
        "2024年8月2日印发《乙局票据领用管理办法（试行）》。",
        "2024年9月20日印发《乙局票据领用管理办法（试行）》。"
    )]
    // Issued again and again, or every year.
    #[case("2024年8月2日印发《巡察整改工作督办提示函》。", "2024年9月2日印发《巡察整改工作督办提示函》。")]
    #[case(
        "2023年3月2日印发《乙局年度内部审计工作方案》。",
        "2024年3月5日印发《乙局年度内部审计工作方案》。"
    )]
    // The day is not told.
    #[case(
        "2024年8月印发《乙局票据领用和核销管理办法》。",
        "2024年9月20日印发《乙局票据领用和核销管理办法》。"
    )]
    fn silent(#[case] one: &str, #[case] other: &str) {
        assert_eq!(differing(one, other), None);
    }
}
