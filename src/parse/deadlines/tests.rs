use rstest::rstest;

use super::*;
use crate::parse::flow::fold_text;
use DeadlineKind::{Promised, Reported, Required};

/// A notice of October 2025 on findings handed over in April.
fn days() -> Days {
    Days { feedback: "2025-04-25".parse().ok(), own: "2025-10-11".parse().ok() }
}

fn prose(text: &str, problem: bool) -> Vec<(String, DeadlineKind)> {
    in_prose(&fold_text(text), problem, days(), Lexicon::built_in())
        .into_iter()
        .map(|hit| (hit.due.map_or_else(String::new, |due| due.to_string()), hit.kind))
        .collect()
}

#[rstest]
#[case("6月底前完成新提拔任用中层正职5人", "2025-06-30", Reported)]
#[case("已于2025年5月31日前完成清理", "2025-05-31", Reported)]
#[case("2025 年 3 月底前已完成封场", "2025-03-31", Reported)]
#[case("要求7月30日前完成修补", "2025-07-30", Required)]
#[case("要求项目组10月31日前提交计划", "2025-10-31", Required)]
#[case("预计今年上半年可试运营", "2025-06-30", Promised)]
#[case("拟于明年3月份开展专项治理", "2026-03-31", Promised)]
#[case("计划于2025年年底前全部完工", "2025-12-31", Promised)]
#[case("力争2026年上半年到岗", "2026-06-30", Promised)]
#[case("剩余问题年底前追缴到位", "2025-12-31", Promised)]
#[case("预计12月中旬投用", "2025-12-20", Promised)]
#[case("2026年第一季度印发实施", "2026-03-31", Promised)]
#[case("承诺3个月内完成整改", "2025-07-25", Promised)]
#[case("局党组要求各单位2个月内整改到位", "2025-06-25", Required)]
fn one_in_an_answer(#[case] text: &str, #[case] due: &str, #[case] kind: DeadlineKind) {
    assert_eq!(prose(text, false), [(due.to_owned(), kind)], "{text}");
}

#[rstest]
#[case("要求2023年12月底前完成的项目至今未开工", "2023-12-31")]
#[case("方案要求“应于2023年年底前建立体系”", "2023-12-31")]
#[case("10月底前应完成的改造未完成", "2024-10-31")]
fn one_in_a_problem(#[case] text: &str, #[case] due: &str) {
    assert_eq!(prose(text, true), [(due.to_owned(), Required)], "{text}");
}

#[rstest]
#[case("于2023年8月1日完成采购工作")]
#[case("2024年11月以来开展集中研讨6次")]
#[case("每月5日前公示考勤情况")]
#[case("每年12月底前组织考核")]
#[case("列入《2024年至2028年立法规划》")]
#[case("印发《关于2026年6月底前完成任务的通知》")]
#[case("收费款四个工作日内上缴")]
#[case("前三季度共检查30次")]
#[case("2021年度重点民生任务")]
#[case("2025年4月10日前往学习考察")]
#[case("截至目前已完成")]
#[case("1998年以前的纸质档案未加工")]
#[case("2025年以前的旧账已清理")]
fn none(#[case] text: &str) {
    assert_eq!(prose(text, false), [], "{text}");
}

#[test]
fn a_year_comes_from_the_date_before() {
    let text = "2022年6月25日现场督导，要求7月30日前完成修补，该场已于2022年底前完成封场。";
    let want = [("2022-07-30".to_owned(), Required), ("2022-12-31".to_owned(), Reported)];
    assert_eq!(prose(text, false), want);
}

#[rstest]
#[case("2025年6月底前", Some("2025-06-30"))]
#[case("2025年6月底前，并长期坚持", Some("2025-06-30"))]
#[case("2025年3月至9月", Some("2025-09-30"))]
#[case("3个月内", Some("2025-07-25"))]
#[case("12月中旬前", Some("2025-12-20"))]
fn a_limit(#[case] text: &str, #[case] due: Option<&str>) {
    let hits = in_limit(&fold_text(text), days(), Lexicon::built_in());
    assert_eq!(hits.len(), 1, "{text}");
    assert_eq!(hits[0].due.map(|due| due.to_string()).as_deref(), due);
    assert_eq!(hits[0].kind, Required);
}

#[test]
fn a_limit_that_can_be_read_two_ways_has_no_day() {
    let hits = in_limit("2024111日", days(), Lexicon::built_in());
    assert_eq!(hits, [Hit { range: 0..10, due: None, kind: Required }]);
}

#[rstest]
#[case("2026年汛期前完成", "2026年汛期前")]
#[case("2026年春耕前", "2026年春耕前")]
#[case("2025年冬季供暖前", "2025年冬季供暖前")]
#[case("2026年换届之前全部整改到位", "2026年换届之前")]
#[case("2025年11月供暖前完成", "2025年11月供暖前")]
#[case("2026年底换届前", "2026年底换届前")]
#[case("2026年下次党代会召开前", "2026年下次党代会召开前")]
#[case("2026年春季", "2026年春季")]
#[case("2026年前", "2026年前")]
#[case("汛期前（2026年）", "汛期前(2026年")]
#[case("换届前", "换届前")]
#[case("立行立改，换届前完成", "换届前")]
fn a_limit_that_names_an_occasion_has_no_day(#[case] text: &str, #[case] words: &str) {
    let text = fold_text(text);
    let hits = in_limit(&text, days(), Lexicon::built_in());
    let told: Vec<_> = hits.iter().map(|hit| (text.get(hit.range.clone()).unwrap(), hit.due)).collect();
    assert_eq!(told, [(words, None)], "{text}");
}

#[rstest]
#[case("2026年", "2026-12-31")]
#[case("2026年完成", "2026-12-31")]
#[case("2026年内完成目前未完成的事项", "2026-12-31")]
#[case("2025年12月31日供暖前", "2025-12-31")]
#[case("汛期前，最迟2026年5月底前", "2026-05-31")]
#[case("2025年6月底完成汛期前检查", "2025-06-30")]
fn a_limit_that_only_speaks_of_an_occasion_keeps_its_day(#[case] text: &str, #[case] due: &str) {
    let hits = in_limit(&fold_text(text), days(), Lexicon::built_in());
    assert_eq!(hits.iter().map(|hit| hit.due).collect::<Vec<_>>(), [due.parse().ok()], "{text}");
}

#[rstest]
#[case("拟于2026年汛期前完成清淤", "2026年汛期前", Promised)]
#[case("承诺2026年春耕前全部建成", "2026年春耕前", Promised)]
#[case("要求2026年冬季供暖前整改到位", "2026年冬季供暖前", Required)]
#[case("预计11月供暖前完成改造", "11月供暖前", Promised)]
#[case("2026年换届前完成调整", "2026年换届前", Promised)]
#[case("拟于2026年春季开工", "2026年春季", Promised)]
#[case("要求2025年前完成", "2025年前", Required)]
fn prose_that_names_an_occasion_has_no_day(
    #[case] text: &str,
    #[case] words: &str,
    #[case] kind: DeadlineKind,
) {
    let text = fold_text(text);
    let hits = in_prose(&text, false, days(), Lexicon::built_in());
    let told: Vec<_> =
        hits.iter().map(|hit| (text.get(hit.range.clone()).unwrap(), hit.due, hit.kind)).collect();
    assert_eq!(told, [(words, None, kind)], "{text}");
}

#[rstest]
#[case("拟于2026年6月开展汛前排查", "2026-06-30")]
#[case("拟于2026年开展专项治理", "2026-12-31")]
#[case("计划2026年6月底前完成汛期前检查", "2026-06-30")]
#[case("预计2026年6月提前完成", "2026-06-30")]
fn prose_that_only_speaks_of_an_occasion_keeps_its_day(#[case] text: &str, #[case] due: &str) {
    assert_eq!(prose(text, false), [(due.to_owned(), Promised)], "{text}");
}

#[rstest]
#[case("立行立改")]
#[case("长期坚持")]
#[case("目前已完成")]
#[case("提前介入")]
#[case("立行立改，长期坚持。")]
#[case("")]
fn a_limit_that_is_none(#[case] text: &str) {
    assert_eq!(in_limit(&fold_text(text), days(), Lexicon::built_in()), []);
}

#[test]
fn without_the_notices_days_nothing_is_guessed() {
    let hits = in_prose("12月16日前完成", false, Days::default(), Lexicon::built_in());
    assert_eq!(hits, []);
}
