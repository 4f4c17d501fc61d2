use rstest::rstest;

use crate::{
    ledger::followup::{Fix, Missed},
    notice::OutcomeTag as T,
    report::testing::{dossier, record},
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

fn fix<T>(value: T) -> Option<Fix<T>> {
    Some(Fix {
        value,
        reason: "核对".into(),
        author: "乙员".into(),
        time: jiff::Timestamp::UNIX_EPOCH,
        printed: None,
    })
}

/// A column that is called 原文 holds what is printed; our own words stand in 改.
#[test]
fn what_is_called_printed_is_printed() {
    let made = dossier().made;
    let at = |column, record: &Record| cell(column, 1, record, &made, &ZH).plain();
    let mut one = record(1, "甲市城市管理局", "aaaaaaaaaa", "公厕管理不到位");
    one.detail.node.outcome.as_mut().unwrap().raw = "基本完成".into();
    one.detail.node.outcome.as_mut().unwrap().tags = vec![T::Phased];
    one.row.title = "公厕管护不到位".into();
    one.row.outcome = OutcomeSet::of(&[T::Completed]);
    (one.row.fixes.title, one.row.fixes.outcome) = (true, true);
    one.detail.corrections.title = fix("公厕管护不到位".to_owned());
    one.detail.corrections.outcome = fix(vec![T::Completed]);
    assert_eq!(at(Column::Problem, &one), "公厕管理不到位");
    assert_eq!(at(Column::Outcome, &one), "基本完成");
    assert_eq!(
        at(Column::Fixed, &one),
        "问题，原文：公厕管理不到位；改为：公厕管护不到位；理由：核对\n整改结果，原文：基本完成；改为：已完成；理由：核对"
    );
    // Of what somebody added nothing is printed.
    let mut added = record(1, "甲市城市管理局", "bbbbbbbbbb", "路灯破损");
    added.detail.node.outcome = None;
    added.detail.missed = Some(Missed {
        notice: "n".into(),
        label: String::new(),
        title: "路灯破损".into(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "表格漏行".into(),
    });
    assert_eq!(at(Column::Problem, &added), "");
    assert_eq!(at(Column::Fixed, &added), "补录漏读的问题：路灯破损；理由：表格漏行");
}
