//! `done_but_open`: marked completed; the answer leaves open what was found wrong.
//!
//! Asks where the outcome says completed (also with long-term), and a clause of the answer says that the
//! thing is under way, planned, awaited or not done ([`open`]); and where of two outcomes behind labels one says so
//! and the other says completed. Silent for phased, running and not begun
//! outcomes and for long-term alone, where the clause shares no word with the finding in an answer of
//! several sentences, and for all that [`open`] holds to be told, ruled, or promised for later. Words that
//! also describe what runs well (有序推进, 积极争取) are asked of only where the clause names the thing and the
//! finding says that it was late, missing or not done.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use crate::notice::{Node, OutcomeTag};

use super::{
    Doubt, Place, Question, Quote, RuleId, Sheet,
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
    let node = place.node?;
    if !is_completed(node) {
        return of_two(sheet, place, node);
    }
    let mut open = still_open(sheet, place);
    open.extend(said_open(sheet, place));
    let first = open.first()?;
    let outcome = node.outcome.as_ref().map_or_else(String::new, |outcome| outcome.raw.clone());
    let quotes = open.iter().take(MOST_QUOTES).map(|open| sheet.quote(&open.clause)).collect();
    Some(doubt(place, quotes, outcome, first.word.clone()))
}

fn doubt(place: &Place, quotes: Vec<Quote>, outcome: String, word: String) -> Doubt {
    Doubt {
        rule: RuleId::DoneButOpen,
        places: vec![place.path.clone()],
        quotes,
        elsewhere: Vec::new(),
        question: Question::Open { outcome, word },
    }
}

/// Whether an outcome says that nothing is done yet, and no more.
fn is_open(tags: &[OutcomeTag]) -> bool {
    !tags.is_empty() && tags.iter().all(|tag| matches!(tag, OutcomeTag::InProgress | OutcomeTag::NotStarted))
}

/// What stands for an answer and says no more than that it is not done: 整改情况：尚未解决。
fn said_open(sheet: &Sheet, place: &Place) -> Vec<Open> {
    let said = sheet.other_outcomes(place).into_iter().filter(|(_, tags)| is_open(tags));
    said.map(|(clause, _)| Open {
        word: sheet.quote(&clause).text,
        sentence: clause.clone(),
        clause,
        force: Force::Now,
    })
    .collect()
}

/// Of two outcomes the first is read; it is open, and the other says completed.
fn of_two(sheet: &Sheet, place: &Place, node: &Node) -> Option<Doubt> {
    let first = node.outcome.as_ref().filter(|outcome| is_open(&outcome.tags))?;
    let others = sheet.other_outcomes(place);
    let (other, _) = others.iter().find(|(_, tags)| {
        tags.contains(&OutcomeTag::Completed) && !tags.iter().any(|tag| is_open(&[*tag]))
    })?;
    let (open, done) = (sheet.quote(&sheet.range(first.span)), sheet.quote(other));
    let outcome = done.text.clone();
    Some(doubt(place, vec![open, done], outcome, first.raw.clone()))
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
pub fn pairs(text: &str) -> HashSet<(char, char)> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::asked_of_issue;

    fn word(finding: &str, outcome: &str, answer: &str) -> Option<String> {
        let doubts = asked_of_issue(RuleId::DoneButOpen, finding, outcome, answer);
        doubts.first().map(|doubt| match &doubt.question {
            Question::Open { word, .. } => word.clone(),
            other => panic!("{other:?}"),
        })
    }

    #[rstest]
    // Under way.
    #[case("办公楼电梯超期未检。", "维保单位已更换，检验报告尚在出具之中。", "尚在")]
    #[case("3宗土地闲置。", "其中2宗已盘活，1宗正与意向企业洽谈。", "正与")]
    #[case("档案未数字化。", "已确定中标单位，目前档案扫描录入中。", "录入中")]
    #[case("污水管网未接通。", "主管网已铺设完成，支管网施工还没有结束。", "还没有")]
    #[case("公墓超标准建设。", "目前拆除工作完成过半。", "完成过半")]
    #[case("拖欠工程款120万元。", "已支付80万元，尚有40万元未付。", "尚有4")]
    #[case("未配备专职会计。", "已发布招聘公告，正在组织面试。", "正在")]
    #[case("社区用房不足。", "已移交2处，第3处社区用房装修正在收尾。", "正在")]
    #[case("机关食堂未公开招标。", "招标文件已编制，现处于公告期。", "现处于")]
    #[case("档案材料缺失31份。", "已补齐24份，其余7份正向原单位函调。", "正向")]
    #[case("多发补贴6万元。", "已退4万元，下剩2万元从明年1月起逐月扣回。", "下剩2万元从明年1月起逐月扣")]
    #[case("城市书房未建成。", "3座已开放，另外2座正处于招标阶段。", "正处于")]
    #[case("河道违建未拆除。", "当事人提起行政复议，拆除工作暂缓。", "暂缓")]
    #[case("46个监控点位损坏。", "已更换31个，其他点位设备已订购。", "其他点位设备已订购")]
    // To come.
    #[case("校车超龄11辆。", "已停运7辆，剩余4辆待新车上牌后停运。", "待")]
    #[case("公司章程未修订。", "修订案已形成，拟提交下次股东会审议。", "拟")]
    #[case("欠税未清缴。", "已缴120万元，其余按协议于2025年6月前缴清。", "其余按协议于2025年")]
    #[case("法律顾问制度未落实。", "已与2家律师事务所接触，近期将签订聘用合同。", "近期将")]
    #[case("事业编制空缺12名。", "招聘方案已报市人社局，预计明年3月完成招聘。", "预计")]
    #[case("党支部未按期换届。", "换届方案已印发，计划春节前完成换届选举。", "计划")]
    #[case("村文化室漏雨。", "维修资金已申请，资金到账后立即组织施工。", "到账后立即")]
    #[case("办公用房超标。", "调整方案已报机关事务管理局，待批。", "待批")]
    #[case("未建立信息平台。", "平台方案已通过评审，拟于2025年建设。", "拟")]
    #[case("临聘人员超编8人。", "已清退5人，剩余3人合同到期后不再续聘。", "剩余3人合同到期后")]
    #[case("光伏项目未建成。", "项目已立项，下个月开工。", "下个月")]
    #[case("老旧小区改造滞后。", "已改造18个小区，其余5个列入明年改造计划。", "列入明年")]
    #[case("班子配备不齐。", "已向市委组织部汇报，争取上级尽早配齐。", "争取")]
    // A completion that is foreseen is none.
    #[case("县道未硬化。", "剩余12公里正在进行路面施工，预计11月底前全部完工。", "正在")]
    #[case("户厕未改造。", "预计12月底前全部完成。", "预计")]
    #[case("欠缴水费。", "计划2026年6月底前全部整改到位。", "计划")]
    #[case("路灯不亮。", "正在更换，确保春节前全部更换到位。", "正在")]
    #[case("排水不畅。", "管道正在铺设。目前进度过半，预计明年3月全部竣工。", "正在")]
    // Flat denials.
    #[case("借款未还。", "已退回3万元，2万元尚未收回。", "尚未")]
    #[case("借款未还。", "欠款尚未收回。", "尚未")]
    #[case("违规发放补贴。", "违规资金未追缴到位。", "未追缴到位")]
    #[case("公章管理混乱。", "修订公章管理制度。该问题未得到解决。", "未得到解决")]
    #[case("车棚漏雨。", "因产权不清，车棚暂无法整改。", "暂无法整改")]
    #[case("监控点位损坏。", "其余2个点位待整改。", "待整改")]
    #[case("隐患未消除。", "排查隐患30处，剩余8处未整改。", "未整改")]
    #[case("隐患未消除。", "目前整改率为60%。", "整改率为60%")]
    #[case("隐患未消除。", "应整改20项，已整改18项。", "已整改18项")]
    #[case("台账缺失。", "尚未完成整改。", "尚未完成整改")]
    #[case("台账缺失。", "该问题尚未解决。", "该问题尚未解决")]
    #[case("台账缺失。", "该项工作未完成。", "该项工作未完成")]
    fn what_is_left_open(#[case] finding: &str, #[case] answer: &str, #[case] expected: &str) {
        assert_eq!(word(finding, "已完成", answer).as_deref(), Some(expected), "{answer}");
        assert_eq!(word(finding, "已完成，长期坚持", answer).as_deref(), Some(expected), "{answer}");
        for open in ["正在整改", "取得阶段性成效", "长期坚持"] {
            assert_eq!(word(finding, open, answer), None, "{open}: {answer}");
        }
    }

    #[rstest]
    // It tells which thing is meant.
    #[case("对正在服刑的2名党员停发工资。")]
    #[case("对尚未到期的12份合同重新审核。")]
    #[case("巡察时正在建设的办公楼已于8月投用。")]
    #[case("对目前仍没有职称的3名教师开展帮扶。")]
    // The finding again, conditions, history, rules, good news.
    #[case("针对3名干部培训尚未完成的问题，补训3人。")]
    #[case("合同款未追缴到位。经核实，已于9月追回。")]
    #[case("干部如未完成培训的，不得提拔。")]
    #[case("此前尚未完成培训的干部，现已全部补训。")]
    #[case("对未完成整改的单位予以通报。")]
    #[case("其余3家单位未发现类似问题，合同均已补签。")]
    #[case("合同尚未发现新的问题，尚未收到投诉。")]
    #[case("应整改合同20项，已整改20项。")]
    #[case("应整改18项，已整改16项。其余2项已于8月全部完成。")]
    #[case("目前合同整改率为100%。")]
    #[case("设备正在采购，按计划全部完成安装。")]
    // It goes on to be done.
    #[case("施工单位已进场施工，9月30日已全部竣工。")]
    #[case("排查隐患36处，原计划年底完成，现已全部整改到位。")]
    // Rules of procedure, conditions.
    #[case("修订合同管理办法，续签合同须报批，待批准后签订。")]
    #[case("规定支出先审核，待审核通过后方可拨付。")]
    #[case("如再发现同类问题，将按程序移送。")]
    // The next campaign.
    #[case("已更换设备6台。下一步，将于明年6月开展复查。")]
    #[case("已轮岗5人，第二批轮岗将于明年3月启动。")]
    // Objects, papers, names, sayings, quotations, negations.
    #[case("将年底前到期的合同全部重新签订。")]
    #[case("培训计划于6月印发，培训干部60名。")]
    #[case("对拟提拔人选逐一审核。")]
    #[case("窗口群众平均等待时间由30分钟降到10分钟，群众无需等待。")]
    #[case("拟报废资产经评估后处置，收入2.1万元上缴。")]
    #[case("登记待处理资产42项，全部核销，待岗人员3名返岗。")]
    #[case("纠正“正在研究、等待上级答复”等推诿行为4起。")]
    #[case("经检查，暂未发现违规问题，尚未出现新的投诉。")]
    #[case("还有3名干部受到表彰。")]
    #[case("积极争取上级资金200万元，更换管网3公里。")]
    // Words that are no marks.
    #[case("改正在前、问责在后，纠正与处分同步，反正在册人员均已核对。")]
    #[case("提高接待水平，落实干部待遇，招待费下降20%。")]
    fn what_leaves_nothing_open(#[case] answer: &str) {
        assert_eq!(word("管理不规范，干部合同、设备、培训工作滞后。", "已完成", answer), None, "{answer}");
    }

    #[test]
    fn a_long_answer_is_asked_of_only_about_what_was_found() {
        let finding = "财务账目混乱，白条入账。";
        let done = "一是清理白条46张，补开发票。二是修订财务制度。三是培训会计12人。";
        assert_eq!(word(finding, "已完成", &format!("{done}四是村道绿化正在施工。")), None);
        assert_eq!(
            word(finding, "已完成", &format!("{done}四是其余白条正在核查。")).as_deref(),
            Some("正在")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn every_answer_is_read(answer in "[正在尚未待将于拟预计计划后，。；：《》“”0-9年月日前目施工已完成a\\n]{0,120}") {
            word("账目不清。", "已完成", &answer);
        }

        #[test]
        fn what_is_quoted_leaves_nothing_open(open in prop::sample::select(&["正在办理", "尚未完成", "预计年底完成", "拟于明年开工"][..])) {
            let answer = format!("清理账目46笔，纠正“{open}”等推诿说法，学习《{open}》。");
            prop_assert_eq!(word("账目不清。", "已完成", &answer), None);
        }

        #[test]
        fn an_outcome_that_is_open_is_never_asked_of(outcome in prop::sample::select(&["正在整改", "取得阶段性成效", "长期坚持", "未完成"][..]), answer in "[正在尚未待将预计完成，。账目]{0,60}") {
            // An answer that is nothing but another outcome (完成) is asked about, and rightly.
            let answer = format!("建账3本，{answer}");
            prop_assert_eq!(word("账目不清。", outcome, &answer), None);
        }
    }
}
