//! Sentences that are asked of, and look-alikes.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::checks::testing::{asked, asked_of_issue};

/// The day asked of: handed over on 3 June 2024, published on 1 December.
fn due(finding: &str, outcome: &str, answer: &str) -> Option<String> {
    let doubts = asked_of_issue(RuleId::DeadlinePassed, finding, outcome, answer);
    doubts.first().map(|doubt| match doubt.question {
        Question::Passed { due, .. } => due.to_string(),
        ref other => panic!("{other:?}"),
    })
}

#[rstest]
#[case("正在整改", "要求各乡镇8月底前完成危桥改造，目前还有2座未动工。", "2024-08-31")]
#[case("取得阶段性成效", "计划9月底前投用，目前仍在调试。", "2024-09-30")]
#[case("正在整改", "承诺于2024年10月31日前付清，现已支付六成。", "2024-10-31")]
#[case("正在整改", "责令2个月内归还3万元，尚有1万元未归还。", "2024-08-03")]
#[case("正在整改", "应于10月中旬完成迁坟，因雨停工。至今未完成。", "2024-10-20")]
#[case("取得阶段性成效", "力争10月底前建成8座公厕，现建成5座。", "2024-10-31")]
#[case("正在整改", "自通知之日（2024年7月1日）起60日内拆除，目前未拆除。", "2024-08-30")]
#[case("正在整改", "上级明确9月15日为验收截止日，资料还在补充。", "2024-09-15")]
#[case("正在整改", "约定2024年7月底前复工、10月底前完工；已于7月20日复工，现屋面尚未施工。", "2024-10-31")]
#[case("取得阶段性成效", "承诺9月底前复垦200亩，目前实际复垦143亩。", "2024-09-30")]
#[case("正在整改", "计划于9月底前完成4个岗位竞聘，现已完成报名。", "2024-09-30")]
#[case("取得阶段性成效", "一是围墙已完工，预计10月底前完成管线入地。二是修订制度。", "2024-10-31")]
#[case("正在整改", "余下3份合同待论证，采购科承诺10月底前拿出采购意见并报县局审批。", "2024-10-31")]
#[case(
    "取得阶段性成效",
    "施工单位已进场，计划2024年10月底前完成管线入地，12月底前完成路面铺设。",
    "2024-10-31"
)]
#[case(
    "取得阶段性成效",
    "摸底由各村负责，摸底结果须在2024年9月底前报乡里汇总，作为分类处置的依据。",
    "2024-09-30"
)]
#[case(
    "正在整改",
    "一是明确自反馈之日起3个月内，完成9处危房搬迁。二是目前危房已搬迁7处，剩余2处因选址未定。",
    "2024-09-03"
)]
fn a_day_that_passed(#[case] outcome: &str, #[case] answer: &str, #[case] day: &str) {
    assert_eq!(due("任务推进缓慢。", outcome, answer).as_deref(), Some(day), "{answer}");
}

#[rstest]
// Met.
#[case("正在整改", "要求9月底前完成管网改造，已于9月19日贯通，目前正在归档。")]
#[case("已完成", "要求8月底前清退，3户均于8月14日退出。")]
#[case("取得阶段性成效", "要求各单位9月底前完成自查，自查问题56个，全部整改到位。")]
#[case("已完成", "合同约定2024年9月30日前完工，逾期12天完工，扣除违约金。")]
#[case("正在整改", "合同约定8月底完工，实际8月22日完工，现正在办理结算。")]
#[case("长期坚持", "计划10月底前培训300人次，现已培训320人次，后续培训正在筹备。")]
// To come, or the day itself.
#[case("正在整改", "计划12月底前完成，目前已完成72%。")]
#[case("正在整改", "应于2024年12月1日前完成，目前正在安装。")]
#[case("取得阶段性成效", "预计明年上半年投用，目前正在安装。")]
// Routines, terms, papers.
#[case("正在整改", "规定每月5日前报送台账，目前仍有单位迟报。")]
#[case("正在整改", "服务期至2024年9月30日，目前正在重新招标。")]
#[case("正在整改", "按照《2024年9月底前重点任务清单》推进，目前正在办理。")]
#[case("正在整改", "要求7个站所9月底前完成比对并上报，7个站所均已按时上报，汇总审查正在进行。")]
// The promise is not the last word, or of something else than an end.
#[case("取得阶段性成效", "一是预计10月底前完成管线入地。二是管线入地工程于10月20日竣工。")]
#[case("取得阶段性成效", "一是预计10月底前召开座谈会。二是修订制度。")]
#[case("取得阶段性成效", "原计划10月底前完成管线入地。二是修订制度。")]
#[case("正在整改", "一是明确自反馈之日起3个月内，完成9处危房搬迁。二是目前开展培训2期，剩余1期待办。")]
#[case("取得阶段性成效", "摸底结果须在2024年9月底前报乡里汇总，已形成清单9份。")]
#[case("取得阶段性成效", "计划2024年10月底前完成管线入地，实际提前完成，12月底前完成路面铺设。")]
#[case("取得阶段性成效", "摸底结果须在2024年12月底前报乡里汇总，作为分类处置的依据。")]
// Nothing says that it is open.
#[case("取得阶段性成效", "要求各科室8月底前报送清单，汇总清单9份。")]
fn silence(#[case] outcome: &str, #[case] answer: &str) {
    assert_eq!(due("任务推进缓慢。", outcome, answer), None, "{answer}");
}

#[rstest]
#[case("已完成", "项目已完成招标，施工单位已进场。", true)]
#[case("已完成", "项目已建成投用。", false)]
#[case("取得阶段性成效", "项目正在施工。", false)]
// It has a new day.
#[case("正在整改", "项目正在施工，预计2025年6月底前完工。", false)]
fn a_day_of_the_finding(#[case] outcome: &str, #[case] answer: &str, #[case] asked: bool) {
    let finding = "县里要求2023年底前建成的垃圾中转项目至今未开工。";
    assert_eq!(due(finding, outcome, answer).is_some(), asked, "{outcome} {answer}");
}

#[rstest]
#[case("正在整改", 1)]
#[case("已完成", 0)]
#[case("取得阶段性成效", 0)]
fn a_day_behind_a_label(#[case] outcome: &str, #[case] count: usize) {
    let notice = |day: &str| {
        format!(
            "中共甲县乙局党组关于巡察整改情况的通报\n\n县委第一巡察组2024年6月3日反馈了意见。\n\n一、整改情况\n\
             1.账目不清。\n整改情况：清理账目46笔。\n责任科室：财务科｜整改时限：2024年8月底前｜整改结果：{outcome}\n\
             2.会风不严。\n整改情况：修订会议制度。\n责任科室：办公室｜整改时限：2024年7月底前｜整改结果：已完成\n\n{day}"
        )
    };
    let dated = asked(RuleId::DeadlinePassed, &notice("中共甲县乙局党组\n2024年12月1日\n"));
    assert_eq!(dated.len(), count);
    assert!(dated.iter().all(|doubt| doubt.quotes.len() == 2), "the limit and the outcome");
    assert_eq!(asked(RuleId::DeadlinePassed, &notice("")), [], "silent without a date");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_answer_is_read(answer in "[要求计划预计应于前底内个月，。；：《》0-9年日反馈后目已完成尚未按时（1）一二是a\\n]{0,120}") {
        due("任务推进缓慢。", "正在整改", &answer);
    }

    #[test]
    fn a_day_to_come_is_never_asked_of(month in 1_i8..=12, demand in prop::sample::select(&["要求", "计划", "预计", "应于", "力争"][..])) {
        let answer = format!("{demand}2025年{month}月底前完成改造，目前尚未完成。");
        prop_assert_eq!(due("任务推进缓慢。", "正在整改", &answer), None, "{}", answer);
    }

    #[test]
    fn what_was_met_is_never_asked_of(month in 7_i8..=11, demand in prop::sample::select(&["要求", "计划", "预计", "应于", "力争"][..])) {
        let answer = format!("{demand}{month}月底前完成改造，已按时完成。");
        prop_assert_eq!(due("任务推进缓慢。", "正在整改", &answer), None, "{}", answer);
    }
}

#[rstest]
#[case("要求各乡镇8月底前完成危桥改造，目前还有2座未动工。", "要求于2024年8月底前办结，")]
#[case("承诺于2024年10月31日前付清，现已支付六成。", "承诺于2024-10-31前办结，")]
#[case("应于10月中旬完成迁坟，因雨停工。至今未完成。", "要求于2024年10月中旬前办结，")]
#[case("责令2个月内归还3万元，尚有1万元未归还。", "要求于2024-08-03前办结，")]
fn no_day_is_shown_that_is_not_printed(#[case] answer: &str, #[case] shown: &str) {
    let doubts = asked_of_issue(RuleId::DeadlinePassed, "任务推进缓慢。", "正在整改", answer);
    let said = doubts.first().map(|doubt| (crate::words::ZH.doubts.ask)(&doubt.question));
    assert!(said.as_deref().is_some_and(|said| said.contains(shown)), "{answer}: {said:?}");
}
