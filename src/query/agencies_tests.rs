use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use crate::ledger::{
    followup::{Review, State},
    types::{Fixes, IssueId, NoticeId, OutcomeSet, OwnedRow},
};

use super::*;

fn agency(id: i64, name: &str) -> AgencyRow {
    AgencyRow { id: AgencyId(id), name: name.into(), ..AgencyRow::default() }
}

fn notice(id: i64, agency: i64, round: Option<&str>) -> NoticeRow {
    NoticeRow {
        id: NoticeId(id),
        agency: AgencyId(agency),
        round: round.map(Arc::from),
        ..NoticeRow::default()
    }
}

fn issue(id: i64, notice: &NoticeRow, outcome: u8) -> OwnedRow {
    OwnedRow {
        id: IssueId(id),
        notice: notice.id,
        agency: notice.agency,
        outcome: OutcomeSet(outcome),
        present: true,
        ..OwnedRow::default()
    }
}

fn snapshot() -> Snapshot {
    let own =
        AgencyRow { region: Some("甲县".into()), level: Some("乡级".into()), ..agency(3, "丙中心") };
    let notices = vec![
        notice(1, 1, Some("第一轮")),
        notice(2, 1, Some("第二轮")),
        notice(3, 2, Some("第一轮")),
        notice(4, 3, None),
        notice(5, 4, None),
    ];
    let mut issues = vec![
        issue(1, &notices[0], 1),
        issue(2, &notices[1], 3),
        issue(3, &notices[2], 0),
        issue(4, &notices[3], 1),
        issue(5, &notices[3], 1),
    ];
    issues[4].fixes = Fixes { void: true, ..Fixes::default() };
    issues[0].review = Review { state: State::Query, ..Review::default() };
    Snapshot {
        agencies: vec![agency(1, "甲县水利局"), agency(2, "乙市水利局"), own, agency(4, "丁研究院")],
        notices,
        issues: issues.into(),
        ..Snapshot::default()
    }
}

/// Name of the group, names of its members, notices, issues.
type Shape = (Option<String>, Vec<String>, u32, u32);

fn shape(by: By) -> Vec<Shape> {
    let of = |group: Group| {
        let names = group.members.iter().map(|member| member.name.to_string()).collect();
        (group.name.as_deref().map(str::to_owned), names, group.notices, group.counts.issues)
    };
    groups(&snapshot(), by, date(2026, 11, 22)).into_iter().map(of).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn groups_have_figures_and_the_unknown_stands_last() {
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        shape(By::Region),
        [
            (some("乙市"), names(&["乙市水利局"]), 1, 1),
            (some("甲县"), names(&["丙中心", "甲县水利局"]), 3, 3),
            (None, names(&["丁研究院"]), 1, 0),
        ]
    );
    assert_eq!(
        shape(By::Level),
        [
            (some("县级"), names(&["乙市水利局", "甲县水利局"]), 3, 3),
            (some("乡级"), names(&["丙中心"]), 1, 1),
            (None, names(&["丁研究院"]), 1, 0),
        ]
    );
    assert_eq!(
        shape(By::Round),
        [
            (some("第一轮"), names(&["乙市水利局", "甲县水利局"]), 2, 2),
            (some("第二轮"), names(&["甲县水利局"]), 1, 1),
            (None, names(&["丁研究院", "丙中心"]), 2, 1),
        ]
    );
    assert_eq!(shape(By::Nothing).len(), 1);
}

#[test]
fn who_says_it_is_told() {
    let all = snapshot();
    assert_eq!(region(&all.agencies[0]), Some(Told::ByName("甲县".into())));
    assert_eq!(region(&all.agencies[2]), Some(Told::ByUser("甲县".into())));
    assert_eq!(level(&all.agencies[2]), Some(Told::ByUser("乡级".into())));
    assert_eq!(region(&all.agencies[3]), None);
}

#[rstest]
#[case::exact("甲县水利局", Some("甲县水利局"))]
#[case::exact_before_part("水利局", Some("水利局"))]
#[case::part("乙市", Some("乙市水利局"))]
#[case::alias("甲水务", Some("甲水务局"))]
#[case::both_names_of_one("甲", Some("甲县水利局"))]
#[case::width("ＡＢ 中心", Some("ab中心"))]
#[case::nobody("丁", None)]
#[case::nothing("  ", None)]
fn names_are_found(#[case] typed: &str, #[case] want: Option<&str>) {
    let mut first = agency(1, "甲县水利局");
    first.aliases.push("甲水务局".into());
    let agencies = vec![first, agency(2, "乙市水利局"), agency(3, "水利局"), agency(4, "ab中心")];
    let all = Snapshot { agencies, ..Snapshot::default() };
    match (meant(&all, typed), want) {
        (Meant::One { name, .. }, Some(want)) => assert_eq!(&**name, want),
        (found, want) => assert_eq!((found, want), (Meant::Nobody, None)),
    }
}

#[test]
fn what_fits_several_names_them() {
    let all = snapshot();
    let Meant::Several(names) = meant(&all, "水利") else { panic!("several") };
    assert_eq!(names.iter().map(|name| &***name).collect::<Vec<_>>(), ["甲县水利局", "乙市水利局"]);
}

proptest! {
    #[test]
    fn no_notice_and_no_issue_is_lost(rounds in prop::collection::vec((0i64..4, 0u8..3), 0..20)) {
        let mut all = snapshot();
        all.notices = rounds.iter().zip(1..).map(|((agency, round), id)| {
            notice(id, agency + 1, [None, Some("一"), Some("二")][usize::from(*round)])
        }).collect();
        all.issues = all.notices.iter().zip(1..).map(|(row, id)| issue(id, row, 1)).collect();
        for by in [By::Nothing, By::Region, By::Level, By::Round] {
            let groups = groups(&all, by, date(2026, 11, 22));
            let sum = |of: fn(&Group) -> u32| groups.iter().map(of).sum::<u32>() as usize;
            prop_assert_eq!(sum(|group| group.notices), all.notices.len());
            prop_assert_eq!(sum(|group| group.counts.issues), all.issues.len());
            for group in &groups {
                prop_assert_eq!(group.members.iter().map(|one| one.counts.issues).sum::<u32>(), group.counts.issues);
            }
        }
    }
}
