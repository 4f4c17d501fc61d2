use rstest::rstest;

use super::*;
use crate::ledger::fold::{fold, squeeze_title};

fn face(place: &str, title: &str, response: &str) -> Face {
    Face {
        place: place.to_owned(),
        title: squeeze_title(title),
        text: format!("{}\n{}", fold(title), fold(response)),
    }
}

const LONG: &str = "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换破损设施";
const LONG_EDITED: &str =
    "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换全部破损设施";
const OTHER: &str = "召开党组会专题研究，明确责任领导，每月调度一次，并将结果纳入年度考核内容";

type Row<'a> = (&'a str, &'a str, &'a str);

#[rstest]
#[case::unchanged(
    &[("/1.", "公厕", LONG), ("/2.", "路灯", OTHER)],
    &[("/1.", "公厕", LONG), ("/2.", "路灯", OTHER)],
    &[Some(0), Some(1)])]
#[case::answer_rewritten(
    &[("/1.", "公厕", LONG)],
    &[("/1.", "公厕", OTHER)],
    &[Some(0)])]
#[case::renumbered(
    &[("/1.", "公厕", LONG), ("/2.", "路灯", OTHER)],
    &[("/1.", "新问题", "另有情况"), ("/2.", "公厕", LONG), ("/3.", "路灯", OTHER)],
    &[None, Some(0), Some(1)])]
#[case::swapped(
    &[("/1.", "公厕", LONG), ("/2.", "路灯", OTHER)],
    &[("/1.", "路灯", OTHER), ("/2.", "公厕", LONG)],
    &[Some(1), Some(0)])]
#[case::title_edited_in_place(
    &[("/1.", "公厕管理不到位", LONG)],
    &[("/1.", "公厕日常管理还不到位", LONG_EDITED)],
    &[Some(0)])]
#[case::title_edited_and_renumbered(
    &[("/1.", "公厕管理不到位", LONG)],
    &[("/7.", "公厕日常管理不到位", LONG_EDITED)],
    &[Some(0)])]
#[case::another_issue_at_the_place(
    &[("/1.", "公厕管理不到位", LONG)],
    &[("/1.", "党建工作弱化", OTHER)],
    &[None])]
#[case::edited_text_goes_before_place(
    &[("/1.", "公厕管理不到位", LONG), ("/2.", "路灯破损", OTHER)],
    &[("/1.", "路灯破损较多", OTHER), ("/2.", "公厕日常管理不到位", LONG_EDITED)],
    &[Some(1), Some(0)])]
#[case::punctuation_of_the_title(
    &[("/1.", "公厕管理 不到位。", LONG)],
    &[("/4.", "公厕管理不到位", OTHER)],
    &[Some(0)])]
#[case::one_title_twice(
    &[("/1.", "其他问题", LONG), ("/2.", "其他问题", OTHER)],
    &[("/8.", "其他问题", OTHER), ("/9.", "其他问题", LONG)],
    &[Some(1), Some(0)])]
#[case::doubled_label_first_removed(
    &[("/3.", "公厕", LONG), ("/3.#2", "路灯", OTHER)],
    &[("/3.", "路灯", OTHER)],
    &[Some(1)])]
#[case::no_titles(
    &[("/1.", "", LONG), ("/2.", "", OTHER)],
    &[("/1.", "", OTHER), ("/2.", "", LONG)],
    &[Some(1), Some(0)])]
#[case::nothing_there(&[], &[("/1.", "公厕", LONG)], &[None])]
#[case::nothing_comes(&[("/1.", "公厕", LONG)], &[], &[])]
fn matches(#[case] old: &[Row], #[case] new: &[Row], #[case] want: &[Option<usize>]) {
    let faces = |rows: &[Row]| rows.iter().map(|row| face(row.0, row.1, row.2)).collect::<Vec<_>>();
    assert_eq!(numbers(&match_issues(&faces(old), &faces(new))), want);
}

fn numbers(found: &[Option<Matched>]) -> Vec<Option<usize>> {
    found.iter().map(|matched| matched.map(|matched| matched.old)).collect()
}

#[rstest]
#[case::title_tells("/1.", "公厕", LONG, None)]
#[case::title_tells_elsewhere("/7.", "公厕", OTHER, None)]
#[case::text_tells("/7.", "公共厕所", LONG, Some(true))]
#[case::place_speaks_too("/1.", "厕所", "成立公厕管理专班，制定《公厕管理办法》，其余另行安排", Some(false))]
fn says_how_sure_it_is(
    #[case] place: &str,
    #[case] title: &str,
    #[case] text: &str,
    #[case] sure: Option<bool>,
) {
    let found = match_issues(&[face("/1.", "公厕", LONG)], &[face(place, title, text)]);
    let matched = found[0].unwrap();
    assert_eq!(matched.likeness.map(|likeness| likeness >= DOUBTFUL), sure, "{matched:?}");
}

#[test]
fn far_apart_in_a_long_list() {
    let many: Vec<Face> =
        (0..900).map(|n| face(&format!("/{n}"), &format!("第{n}号问题"), &format!("{n}{n}{n}{n}"))).collect();
    let mut moved = many.clone();
    moved.rotate_left(450);
    let found = numbers(&match_issues(&many, &moved));
    assert!(found.iter().enumerate().all(|(at, of)| *of == Some((at + 450) % 900)));
}

proptest::proptest! {
    #[test]
    fn each_is_taken_once(
        old in proptest::collection::vec(("[1-4]", "[公厕路灯]{0,3}", "[公厕路灯]{0,8}"), 0..12),
        new in proptest::collection::vec(("[1-4]", "[公厕路灯]{0,3}", "[公厕路灯]{0,8}"), 0..12),
    ) {
        let faces = |rows: &[(String, String, String)]| rows.iter().map(|row| face(&row.0, &row.1, &row.2)).collect::<Vec<_>>();
        let found = numbers(&match_issues(&faces(&old), &faces(&new)));
        proptest::prop_assert_eq!(found.len(), new.len());
        let mut taken: Vec<usize> = found.iter().flatten().copied().collect();
        let count = taken.len();
        taken.sort_unstable();
        taken.dedup();
        proptest::prop_assert_eq!(taken.len(), count);
        proptest::prop_assert!(taken.iter().all(|at| *at < old.len()));
    }

    #[test]
    fn a_notice_matches_itself(rows in proptest::collection::vec(("[公厕路灯]{1,3}", "[公厕路灯]{0,8}"), 0..12)) {
        let faces: Vec<Face> = rows.iter().enumerate().map(|(n, row)| face(&format!("/{n}"), &row.0, &row.1)).collect();
        let want: Vec<Option<usize>> = (0..faces.len()).map(Some).collect();
        proptest::prop_assert_eq!(numbers(&match_issues(&faces, &faces)), want);
    }
}
