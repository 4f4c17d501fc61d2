use std::sync::Arc;

use jiff::civil::date;
use rstest::rstest;

use super::*;
use crate::ledger::types::OwnedRow;
use crate::{
    ledger::{
        followup::{Opinion, Review},
        types::*,
    },
    query::counts,
};

const TODAY: Date = date(2026, 11, 22);

fn tags(letters: &str) -> Vec<OutcomeTag> {
    letters
        .chars()
        .filter_map(|letter| match letter {
            'c' => Some(OutcomeTag::Completed),
            'p' => Some(OutcomeTag::Phased),
            'l' => Some(OutcomeTag::LongTerm),
            'i' => Some(OutcomeTag::InProgress),
            'n' => Some(OutcomeTag::NotStarted),
            _ => None,
        })
        .collect()
}

fn choices(letters: &str) -> OutcomeChoices {
    let unstated = letters.contains('u').then_some(OutcomeChoice::Unstated);
    tags(letters).into_iter().map(OutcomeChoice::Tag).chain(unstated).collect()
}

fn row(id: i64, outcome: &str, deadlines: &[(Date, DeadlineKind)]) -> OwnedRow {
    OwnedRow {
        id: IssueId(id),
        key: format!("key{id}").into(),
        agency: AgencyId(id % 2),
        notice: NoticeId(1),
        path: Arc::from("一、"),
        title: Arc::from("公厕"),
        outcome: OutcomeSet::of(&tags(outcome)),
        deadlines: deadlines.iter().map(|(due, kind)| DueRow { due: *due, kind: *kind }).collect(),
        present: true,
        ..OwnedRow::default()
    }
}

#[rstest]
#[case::not_asked("cl", "", false, "", true)]
#[case::any("cl", "cp", false, "", true)]
#[case::any_misses("l", "cp", false, "", false)]
#[case::all("cl", "cl", true, "", true)]
#[case::all_misses("c", "cl", true, "", false)]
#[case::all_of_one_is_any("c", "c", true, "", true)]
#[case::unstated("", "u", false, "", true)]
#[case::unstated_or_tag("c", "cu", false, "", true)]
#[case::unstated_and_tag_is_nobody("c", "cu", true, "", false)]
#[case::without("cl", "", false, "l", false)]
#[case::without_spares("c", "", false, "l", true)]
#[case::with_and_without("cl", "c", false, "l", false)]
#[case::with_and_without_spares("c", "c", false, "l", true)]
#[case::without_unstated("", "", false, "u", false)]
fn outcome(
    #[case] has: &str,
    #[case] with: &str,
    #[case] all: bool,
    #[case] without: &str,
    #[case] shown: bool,
) {
    let filter = Filter {
        outcome: OutcomeFilter { with: choices(with), all, without: choices(without) },
        ..Filter::default()
    };
    assert_eq!(matches(&filter, &row(1, has, &[]).row(), TODAY), shown);
}

const PAST: Date = date(2026, 11, 21);
const SOON: Date = date(2026, 11, 30);

#[rstest]
#[case::overdue(&[(PAST, DeadlineKind::Required)], DueFilter::Overdue, true)]
#[case::promised_counts(&[(PAST, DeadlineKind::Promised)], DueFilter::Overdue, true)]
#[case::reported_never_is(&[(PAST, DeadlineKind::Reported)], DueFilter::Overdue, false)]
#[case::today_is_not_yet(&[(TODAY, DeadlineKind::Required)], DueFilter::Overdue, false)]
#[case::one_of_two(&[(SOON, DeadlineKind::Required), (PAST, DeadlineKind::Promised)], DueFilter::Overdue, true)]
#[case::within(&[(SOON, DeadlineKind::Promised)], DueFilter::Within(8), true)]
#[case::within_misses(&[(SOON, DeadlineKind::Promised)], DueFilter::Within(7), false)]
#[case::within_is_ahead(&[(PAST, DeadlineKind::Promised)], DueFilter::Within(7), false)]
#[case::within_today(&[(TODAY, DeadlineKind::Required)], DueFilter::Within(0), true)]
#[case::within_is_open(&[(SOON, DeadlineKind::Reported)], DueFilter::Within(30), false)]
#[case::between(&[(PAST, DeadlineKind::Reported)], DueFilter::Between(Some(PAST), Some(PAST)), true)]
#[case::between_open_end(&[(SOON, DeadlineKind::Required)], DueFilter::Between(Some(TODAY), None), true)]
#[case::between_misses(&[(SOON, DeadlineKind::Required)], DueFilter::Between(None, Some(TODAY)), false)]
#[case::none(&[], DueFilter::Absent, true)]
#[case::none_misses(&[(SOON, DeadlineKind::Reported)], DueFilter::Absent, false)]
#[case::no_deadline_is_not_overdue(&[], DueFilter::Overdue, false)]
fn deadline(#[case] deadlines: &[(Date, DeadlineKind)], #[case] due: DueFilter, #[case] shown: bool) {
    let filter = Filter { deadline: Some(due), ..Filter::default() };
    assert_eq!(matches(&filter, &row(1, "", deadlines).row(), TODAY), shown);
}

#[rstest]
#[case::overdue(State::Revisit, Some(PAST), DueFilter::Overdue, true)]
#[case::done_is_not_overdue(State::Verified, Some(PAST), DueFilter::Overdue, false)]
#[case::within(State::Revisit, Some(SOON), DueFilter::Within(30), true)]
#[case::between(State::Revisit, Some(SOON), DueFilter::Between(None, Some(PAST)), false)]
#[case::none(State::Unread, None, DueFilter::Absent, true)]
#[case::without_day(State::Revisit, None, DueFilter::Within(30), false)]
fn recheck(#[case] state: State, #[case] due: Option<Date>, #[case] asked: DueFilter, #[case] shown: bool) {
    let filter = Filter { recheck: Some(asked), ..Filter::default() };
    let mut row = row(1, "", &[]);
    row.review = Review { state, due, ..Review::default() };
    assert_eq!(matches(&filter, &row.row(), TODAY), shown);
}

#[test]
fn an_issue_that_is_gone_answers_nothing_about_the_notice() {
    let mut row = row(1, "c", &[(PAST, DeadlineKind::Required)]);
    row.present = false;
    row.review.state = State::Revisit;
    let by_outcome = Filter {
        outcome: OutcomeFilter { with: choices("c"), ..OutcomeFilter::default() },
        ..Filter::default()
    };
    let by_deadline = Filter { deadline: Some(DueFilter::Overdue), ..Filter::default() };
    let by_state = Filter { states: [State::Revisit].into_iter().collect(), ..Filter::default() };
    assert!(!matches(&by_outcome, &row.row(), TODAY));
    assert!(!matches(&by_deadline, &row.row(), TODAY));
    assert!(matches(&by_state, &row.row(), TODAY));
    assert!(matches(&Filter::default(), &row.row(), TODAY));
}

#[test]
fn other_questions() {
    let row = row(1, "c", &[]);
    let with = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        matches(&filter, &row.row(), TODAY)
    };
    assert!(with(|filter| filter.agencies = [AgencyId(1), AgencyId(7)].into()));
    assert!(!with(|filter| filter.agencies = [AgencyId(7)].into()));
    assert!(with(|filter| filter.only = Some(Arc::new([IssueId(1)].into_iter().collect()))));
    assert!(!with(|filter| filter.only = Some(Arc::default())));
    assert!(with(|filter| filter.states = [State::Unread, State::Query].into_iter().collect()));
    assert!(!with(|filter| filter.states = [State::Query].into_iter().collect()));
}

#[test]
fn one_key_goes_round() {
    let choice = OutcomeChoice::Tag(OutcomeTag::LongTerm);
    let mut filter = OutcomeFilter::default();
    let mut stands = Vec::new();
    for _ in 0..3 {
        filter.turn(choice);
        stands.push(filter.stand(choice));
    }
    assert_eq!(stands, [Stand::With, Stand::Without, Stand::Off]);
    assert!(filter.is_empty());
}

#[test]
fn counts_follow_the_filter() {
    let agency = |id| AgencyRow { id: AgencyId(id), name: Arc::from("局"), ..AgencyRow::default() };
    let mut gone = row(3, "c", &[(PAST, DeadlineKind::Required)]);
    gone.present = false;
    gone.review = Review { state: State::Revisit, due: Some(PAST), ..Review::default() };
    let snapshot = Snapshot {
        agencies: vec![agency(0), agency(1)],
        notices: Vec::new(),
        issues: vec![
            row(1, "cl", &[(PAST, DeadlineKind::Required)]),
            row(2, "", &[(PAST, DeadlineKind::Reported)]),
            gone,
            row(4, "c", &[]),
        ]
        .into(),
        ..Snapshot::default()
    };
    let all = counts(&snapshot, &Filter::default(), TODAY);
    assert_eq!((all.total.issues, all.total.gone, all.total.rows()), (3, 1, 4));
    assert_eq!(all.total.outcomes, [2, 0, 1, 0, 0, 1]);
    assert_eq!((all.total.overdue, all.total.recheck_due, all.total.recheck_passed), (1, 1, 1));
    assert_eq!(all.total.states, [3, 0, 1, 0, 0]);
    assert_eq!((all.agencies[0].issues, all.agencies[1].issues), (2, 1));

    let completed = OutcomeFilter { with: choices("c"), ..OutcomeFilter::default() };
    let filter = Filter { outcome: completed, agencies: [AgencyId(0)].into(), ..Filter::default() };
    let some = counts(&snapshot, &filter, TODAY);
    assert_eq!((some.total.rows(), some.agencies[0].rows(), some.agencies[1].rows()), (1, 1, 1));
}

#[test]
fn what_is_no_issue_is_shown_by_no_filter_and_counted_nowhere() {
    let mut void = row(1, "c", &[]);
    void.fixes.void = true;
    let snapshot = Snapshot { issues: vec![void.clone(), row(2, "c", &[])].into(), ..Snapshot::default() };
    assert!(!matches(&Filter::default(), &void.row(), TODAY));
    assert_eq!(counts(&snapshot, &Filter::default(), TODAY).total.rows(), 1);
}

#[test]
fn differing_conclusions_and_doubtful_matches_are_asked_for() {
    let mut split = row(1, "c", &[]);
    let opinion = Opinion {
        author: "甲".into(),
        time: jiff::Timestamp::UNIX_EPOCH,
        state: State::Verified,
        finding: None,
        words: None,
    };
    split.review.conflict = vec![opinion];
    let mut doubtful = row(2, "c", &[]);
    doubtful.doubtful = true;
    let conflict = Filter { conflict: true, ..Filter::default() };
    let doubt = Filter { doubtful: true, ..Filter::default() };
    assert!(matches(&conflict, &split.row(), TODAY) && !matches(&conflict, &doubtful.row(), TODAY));
    assert!(matches(&doubt, &doubtful.row(), TODAY) && !matches(&doubt, &split.row(), TODAY));
    assert!(!conflict.is_empty() && !doubt.is_empty());
    let snapshot = Snapshot { issues: vec![split, doubtful].into(), ..Snapshot::default() };
    let total = counts(&snapshot, &Filter::default(), TODAY).total;
    assert_eq!((total.conflicts, total.doubtful), (1, 1));
}

proptest::proptest! {
    #[test]
    fn any_with_and_without_part_the_issues(has in 0u8..32, chosen in 0u8..64) {
        let chosen: OutcomeChoices =
            OutcomeChoice::ALL.into_iter().filter(|choice| chosen & (1 << choice.index()) != 0).collect();
        let has = OutcomeSet(has);
        let any = OutcomeFilter { with: chosen, ..OutcomeFilter::default() }.admits(has);
        let all = OutcomeFilter { with: chosen, all: true, ..OutcomeFilter::default() }.admits(has);
        let without = OutcomeFilter { without: chosen, ..OutcomeFilter::default() }.admits(has);
        if !chosen.is_empty() {
            proptest::prop_assert_eq!(any, !without);
            proptest::prop_assert!(!all || any);
        }
    }
}
