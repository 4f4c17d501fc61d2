use rstest::rstest;

use crate::{
    notice::OutcomeTag as T,
    words::{EN, ZH},
};

use super::*;

#[test]
fn heads_are_all_different() {
    // A workbook that comes back is read by the heads of its columns.
    for words in [&ZH, &EN] {
        let mut heads = words.export.columns.ledger.to_vec();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), LEDGER.len());
    }
}

#[test]
fn heads_stand_over_their_columns() {
    let named = [
        (Column::Problem, "反馈问题（原文）"),
        (Column::Measures, "整改措施"),
        (Column::Duty(Duty::Leader), "责任领导（职务）"),
        (Column::Limit, "整改时限"),
        (Column::Progress, "整改进展情况"),
        (Column::Completion, "完成情况"),
        (Column::KeptUp, "是否常态化坚持"),
        (Column::DoneOn, "实际完成时间"),
        (Column::Level, "密级"),
        (Column::Mark(Field::State), "回头看状态"),
        (Column::Mark(Field::Note), "备注"),
        (Column::Outcome, "整改结果（原文）"),
        (Column::Hash, "SHA-256"),
        (Column::Key, "编号"),
    ];
    for (column, head) in named {
        assert_eq!(ZH.export.columns.ledger[place(column)], head);
    }
}

#[rstest]
#[case("责任单位", Duty::Unit)]
#[case("牵头部门", Duty::Unit)]
#[case("配合单位", Duty::Helper)]
#[case("协办科室", Duty::Helper)]
#[case("责任领导", Duty::Leader)]
#[case("分管领导", Duty::Leader)]
#[case("责任人", Duty::Person)]
#[case("督办人", Duty::Supervisor)]
#[case("落实", Duty::Unit)]
fn labels_name_duties(#[case] role: &str, #[case] want: Duty) {
    assert_eq!(Duty::of(role), want);
}

#[rstest]
#[case::done(&[T::Completed], "已完成")]
#[case::kept_up(&[T::Completed, T::LongTerm], "已完成")]
#[case::long_term_does_not_say(&[T::LongTerm], "")]
#[case::phased(&[T::Phased, T::LongTerm], "基本完成")]
#[case::under_way(&[T::InProgress], "未完成")]
#[case::not_stated(&[], "")]
fn completion_is_what_the_notice_says(#[case] tags: &[T], #[case] want: &str) {
    assert_eq!(completion(OutcomeSet::of(tags), &ZH).plain(), want);
}
