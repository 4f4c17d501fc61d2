//! Steps that are asked of, and look-alikes.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::checks::testing::{asked, asked_of_issue};

/// The last day of the first step before the feedback of 3 June 2024; the notice is of 1 December.
fn step(finding: &str, answer: &str) -> Option<String> {
    let doubts = asked_of_issue(RuleId::DateBeforeFeedback, finding, "已完成", answer);
    assert!(doubts.len() <= 1, "one an issue");
    doubts.first().map(|doubt| match doubt.question {
        Question::Before { day, .. } => day.to_string(),
        ref other => panic!("{other:?}"),
    })
}

#[rstest]
#[case("2024年5月20日召开班子会议，专题研究食堂管理。", "2024-05-20")]
#[case("一是5月31日开展消防演练。二是9月更换灭火器30具。", "2024-05-31")]
#[case("今年3月修订印章管理办法。", "2024-03-31")]
#[case("自4月起，对12个站所实行轮班值守。", "2024-04-30")]
#[case("2023年11月以来，组织干部下村走访420户。", "2023-11-30")]
#[case("去年12月28日，局党组听取了专题汇报。", "2023-12-28")]
#[case("5月6日至6月20日集中整治占道经营。", "2024-05-06")]
#[case("2023年底前已将36户全部搬迁。", "2023-12-31")]
#[case("在4月2日、5月15日和7月1日的党组会议上学习有关规定。", "2024-04-02")]
#[case("5月22日对2名违规报销人员作出处理。", "2024-05-22")]
#[case("2024年清明节前夕（4月2日），组织干部赴烈士陵园接受教育。", "2024-04-02")]
fn a_step_before(#[case] answer: &str, #[case] day: &str) {
    assert_eq!(step("管理不规范。", answer).as_deref(), Some(day), "{answer}");
}

#[rstest]
// The day and the month of the feedback, and what is after.
#[case("6月3日反馈会后，当天召开党组会议。")]
#[case("6月以来，开展督查4次。")]
#[case("7月12日完成移交。")]
// Without a year, a month that may be of the next.
#[case("10月底前完成道路养护。")]
// Spans without a month.
#[case("2023年，清退违规资金3万元。")]
#[case("上半年开展谈话12人次，一季度召开例会3次。")]
// Titles, numbers of documents, vouchers.
#[case("学习《2023年12月廉政工作要点》，落实县发〔2023〕5号文件。")]
#[case("2023年11月18#、12月7#凭证所附发票已补齐。")]
// Periods looked at, contracts, persons, things.
#[case("对2021年3月以来的工程合同逐份复核，8月出具报告。")]
#[case("2022年5月签订的供货合同已于9月解除。")]
#[case("2024年1月收到的3件线索已于8月办结。")]
#[case("2024年4月多发的补助已全部收回。")]
#[case("会计孙某2024年1月退休，8月已配备专职会计。")]
#[case("核查2023年1月至2024年4月报销单据212份。")]
#[case("自2021年3月起挂账的往来款已核销。")]
// Comparisons, bases, days demanded.
#[case("投诉量较2024年3月下降41%。")]
#[case("以2023年12月31日为基准日开展清产核资。")]
#[case("原定于2024年4月举办的培训已于7月补办。")]
#[case("要求2024年5月底前完成的任务，已于8月完成。")]
// Told: causes, findings, what others issued, the life of a thing.
#[case("因2024年3月机构改革，人员未及时到位，7月补录5人。")]
#[case("针对2024年2月检查发现的12处隐患，8月全部消除。")]
#[case("巡察期间，5月10日即对食堂账目进行清理。")]
#[case("按照县委2024年4月15日会议要求，8月制定方案。")]
#[case("上级2024年4月出台新规定，据此8月修订本单位办法。")]
#[case("2023年9月，住建部办公厅印发通知，部署专项行动。")]
#[case("2023年10月，我局被市政府授予先进单位，8月复评合格。")]
#[case("2023年7月至10月期间违规发放补助涉及12人。")]
#[case("该工程2022年3月开工、2023年10月竣工，因资料不全未结算，9月完成结算。")]
fn none_before(#[case] answer: &str) {
    assert_eq!(step("管理不规范。", answer), None, "{answer}");
}

#[test]
fn the_findings_own_day_is_told_again() {
    let finding = "2024年3月15日会议未记录表决情况。";
    assert_eq!(step(finding, "2024年3月15日会议记录由参会人员补签。"), None);
    assert_eq!(step(finding, "2024年3月18日补签会议记录。").as_deref(), Some("2024-03-18"));
}

#[test]
fn a_notice_without_a_day_is_read_by_the_latest_day_of_its_answers() {
    let text = |answer: &str| {
        format!(
            "中共甲县乙局党组关于巡察整改情况的通报\n\n县委第一巡察组2024年6月3日反馈了意见。\n\n一、整改情况\n\
             1.账目不清。\n整改情况：{answer}\n整改结果：已完成\n\
             2.会风不严。\n整改情况：2024年8月9日修订会议制度。\n整改结果：已完成\n"
        )
    };
    assert_eq!(asked(RuleId::DateBeforeFeedback, &text("5月8日核对账目。")).len(), 1);
    assert_eq!(asked(RuleId::DateBeforeFeedback, &text("7月8日核对账目。")).len(), 0);
}

#[test]
fn without_the_day_of_the_feedback_nothing_is_asked() {
    let text = "中共甲县乙局党组关于巡察整改情况的通报\n\n1.账目不清。\n整改情况：2001年1月5日核对账目。\n整改结果：已完成\n";
    assert_eq!(asked(RuleId::DateBeforeFeedback, text), []);
}

proptest! {
    /// No text is too strange, and what is asked of is before the feedback.
    #[test]
    fn any_answer_is_read(answer in "[0-9年月日至到,。、的前起以来()（）《》“”自对较因党组会议a]{0,80}") {
        if let Some(day) = step("管理不规范。", &answer) {
            prop_assert!(day.as_str() < "2024-06-03");
        }
    }
}

#[rstest]
#[case("2023年11月以来，每月核对账目。", "这一步（2023年11月）早于")]
#[case("2024年3月12日核对账目。", "这一步（2024-03-12）早于")]
#[case("2024年4月中旬核对账目。", "这一步（2024年4月中旬）早于")]
fn no_day_is_shown_that_is_not_printed(#[case] answer: &str, #[case] shown: &str) {
    let doubts = asked_of_issue(RuleId::DateBeforeFeedback, "管理不规范。", "已完成", answer);
    let said = doubts.first().map(|doubt| (crate::words::ZH.doubts.ask)(&doubt.question));
    assert!(said.as_deref().is_some_and(|said| said.contains(shown)), "{answer}: {said:?}");
}
