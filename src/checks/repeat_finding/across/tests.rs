//! Sentences that are asked of, and look-alikes.

use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{
    checks::{Rules, check_all, testing::notice},
    intake::{self, Document},
    parse, words,
};

fn read(name: &str, text: &str) -> (Document, Notice) {
    let document = intake::read_bytes(Path::new(name), text.as_bytes()).expect("text");
    let notice = parse::parse(&document, &words::ZH.read);
    (document, notice)
}

fn of(feedback: Date, published: Date, finding: &str) -> String {
    let answer = "修订办法，清退3人。";
    notice(feedback, published, &[("会风不严，迟到早退。", "已完成", answer), (finding, "已完成", answer)])
}

/// What is asked of the later of two notices, and of the earlier; rounds of 2021 and 2024.
fn asked(earlier: &str, later: &str) -> Vec<Doubt> {
    let old = of(date(2021, 6, 3), date(2021, 12, 1), earlier);
    let new = of(date(2024, 6, 3), date(2024, 12, 1), later);
    let all = check_all(&[read("b", &new), read("a", &old)], &Rules::only(&[RuleId::RepeatFinding]));
    assert_eq!(all[1], [], "the earlier one is not asked of");
    all[0].iter().filter(|doubt| !doubt.elsewhere.is_empty()).cloned().collect()
}

#[rstest]
#[case("高标准农田建后管护缺位，3处提灌站长期闲置。", "高标准农田项目建后管护依然缺位，提灌站闲置。")]
#[case("秸秆离田补贴审核把关不严，重复申领4户。", "秸秆离田补贴仍有2户重复申领。")]
#[case("乡镇卫生院急诊值班空岗，夜间无人接诊。", "部分乡镇卫生院急诊夜间值班空岗、无人接诊的问题仍然存在。")]
fn a_problem_that_comes_back(#[case] earlier: &str, #[case] later: &str) {
    let doubts = asked(earlier, later);
    assert_eq!(doubts.len(), 1, "{later}");
    assert_eq!(doubts[0].places, ["一、/2."]);
    assert_eq!(doubts[0].elsewhere[0].path, "a");
    let days = (Some(date(2024, 12, 1)), Some(date(2021, 12, 1)));
    assert!(
        matches!(doubts[0].question, Question::AgainLike { here, there, .. } if (here, there) == days),
        "{:?}",
        doubts[0].question
    );
}

#[rstest]
// Stock titles.
#[case("党建工作薄弱，“三会一课”制度落实不严格。", "党建工作薄弱，“三会一课”制度落实不严格。")]
#[case("党组理论学习中心组学习不够深入扎实。", "党组理论学习中心组学习不够深入扎实。")]
#[case("公务用车管理不规范，3辆车未喷涂标识。", "公务用车管理不规范，超编配备2辆。")]
// The same field, another matter.
#[case("高标准农田建后管护缺位，3处提灌站闲置。", "高标准农田设计变更未报批，2个标段超概算。")]
#[case("秸秆离田补贴重复申领4户。", "耕地地力补贴超面积申领6户。")]
fn look_alikes(#[case] earlier: &str, #[case] later: &str) {
    assert_eq!(asked(earlier, later), [], "{later}");
}

const FINDING: &str = "高标准农田建后管护缺位，3处提灌站长期闲置。";

#[rstest]
// Two reports of one round; two versions of one.
#[case(date(2024, 6, 3), date(2024, 12, 1), date(2024, 6, 3), date(2025, 6, 1), 0)]
#[case(date(2024, 6, 3), date(2024, 12, 1), date(2024, 6, 3), date(2024, 12, 1), 0)]
// A feedback that came before the earlier notice may be of its round.
#[case(date(2024, 6, 3), date(2024, 12, 1), date(2024, 9, 3), date(2025, 3, 1), 0)]
#[case(date(2021, 6, 3), date(2021, 12, 1), date(2024, 9, 3), date(2025, 3, 1), 1)]
fn rounds(
    #[case] fed: Date,
    #[case] told: Date,
    #[case] again: Date,
    #[case] now: Date,
    #[case] count: usize,
) {
    let all = [read("a", &of(fed, told, FINDING)), read("b", &of(again, now, FINDING))];
    let doubts = check_all(&all, &Rules::only(&[RuleId::RepeatFinding])).concat();
    assert_eq!(doubts.len(), count);
    assert_eq!(check_all(&all, &Rules::only(&[RuleId::NumberGap])).concat(), []);
}

#[test]
fn another_agency_is_another() {
    let old = of(date(2021, 6, 3), date(2021, 12, 1), FINDING);
    for (name, count) in [("甲县乙局", 1), ("丙县乙局", 0), ("县乙局", 0)] {
        let new = of(date(2024, 6, 3), date(2024, 12, 1), FINDING).replace("甲县乙局", name);
        let doubts =
            check_all(&[read("a", &old), read("b", &new)], &Rules::only(&[RuleId::RepeatFinding])).concat();
        assert_eq!(doubts.len(), count, "{name}");
    }
}

#[test]
fn what_many_agencies_have_is_stock() {
    let of_agency = |at: usize, day: i16| {
        let name = ["甲", "丙", "丁", "戊", "己"][at];
        let text = of(date(day, 6, 3), date(day, 12, 1), FINDING).replace("甲县", &format!("{name}县"));
        read(&format!("{name}{day}"), &text)
    };
    for (agencies, count) in [(3, 3), (4, 0)] {
        let all: Vec<_> = (0..agencies).flat_map(|at| [of_agency(at, 2021), of_agency(at, 2024)]).collect();
        let doubts = check_all(&all, &Rules::only(&[RuleId::RepeatFinding])).concat();
        assert_eq!(doubts.len(), count, "{agencies}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_problem_is_read(one in "[高标准农田，。《》“”0-9ab、党建薄弱管护]{0,60}", other in "[高标准农田，。《》0-9a党建薄弱管护]{0,60}") {
        asked(&one, &other);
    }

    #[test]
    fn stock_words_in_any_order_are_never_asked_of(words in prop::collection::vec(prop::sample::select(STOCK), 1..8)) {
        let finding = format!("{}。", words.concat());
        prop_assert_eq!(asked(&finding, &finding), []);
    }
}
