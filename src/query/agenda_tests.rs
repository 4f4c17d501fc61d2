use jiff::Timestamp;
use proptest::prelude::*;
use rstest::rstest;

use crate::{
    ledger::{
        followup::Review,
        types::{AgencyRow, DueRow, Fixes},
    },
    query::limits::{Item, Length, Shown, Start},
};

use super::*;
use crate::ledger::types::{Issues, OwnedRow};

/// A Sunday.
const TODAY: &str = "2026-11-22";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn notice() -> NoticeRow {
    NoticeRow {
        id: NoticeId(1),
        agency: AgencyId(1),
        feedback: Some(day("2026-01-05")),
        published: Some(day("2026-06-01")),
        imported: moment("2026-07-01T00:00:00Z"),
        versions: 1,
        ..NoticeRow::default()
    }
}

fn row() -> OwnedRow {
    OwnedRow {
        id: IssueId(1),
        agency: AgencyId(1),
        notice: NoticeId(1),
        present: true,
        ..OwnedRow::default()
    }
}

fn promised(due: &str) -> OwnedRow {
    OwnedRow { deadlines: vec![DueRow { due: day(due), kind: DeadlineKind::Promised }], ..row() }
}

fn checked(state: State, due: Option<&str>) -> OwnedRow {
    OwnedRow { review: Review { state, due: due.map(day), ..Review::default() }, ..row() }
}

fn snapshot(notice: NoticeRow, issue: OwnedRow) -> Snapshot {
    let agency = |id, name: &str| AgencyRow { id: AgencyId(id), name: name.into(), ..AgencyRow::default() };
    Snapshot {
        agencies: vec![agency(1, "甲局"), agency(2, "乙局")],
        notices: vec![notice],
        issues: vec![issue].into(),
        ..Snapshot::default()
    }
}

fn entries(notice: NoticeRow, issue: OwnedRow) -> Vec<Entry> {
    agenda(&snapshot(notice, issue), &Profile::default(), day(TODAY))
}

#[rstest]
#[case::yesterday("2026-11-21", "2026-11-22", Bucket::Overdue)]
#[case::sunday_is_the_last_of_the_week("2026-11-22", "2026-11-22", Bucket::Week)]
#[case::monday_is_another_week("2026-11-23", "2026-11-22", Bucket::Month)]
#[case::monday_to_sunday("2026-11-29", "2026-11-23", Bucket::Week)]
#[case::end_of_month("2026-11-30", "2026-11-22", Bucket::Month)]
#[case::next_month("2026-12-01", "2026-11-22", Bucket::Later)]
#[case::week_across_months("2026-12-01", "2026-11-30", Bucket::Week)]
#[case::after_that_week("2026-12-07", "2026-11-30", Bucket::Later)]
#[case::year("2027-01-03", "2026-12-31", Bucket::Week)]
fn buckets(#[case] due: &str, #[case] today: &str, #[case] want: Bucket) {
    assert_eq!(Bucket::of(Some(day(due)), day(today)), want);
}

#[rstest]
#[case::to_come(promised("2026-12-10"), Some(Bucket::Later))]
#[case::passed_since_publication(promised("2026-06-30"), Some(Bucket::Overdue))]
#[case::passed_before_publication(promised("2026-05-31"), None)]
#[case::on_the_day_of_publication(promised("2026-06-01"), None)]
#[case::gone(OwnedRow { present: false, ..promised("2026-06-30") }, None)]
#[case::void(OwnedRow { fixes: Fixes { void: true, ..Fixes::default() }, ..promised("2026-06-30") }, None)]
#[case::reported(
    OwnedRow { deadlines: vec![DueRow { due: day("2026-06-30"), kind: DeadlineKind::Reported }], ..row() }, None)]
#[case::archived(OwnedRow { review: Review { state: State::Archived, ..Review::default() }, ..promised("2026-06-30") }, None)]
#[case::seen_since(
    OwnedRow { review: Review { state: State::Verified, on: Some(day("2026-07-01")), ..Review::default() }, ..promised("2026-06-30") },
    None)]
#[case::seen_before(
    OwnedRow { review: Review { state: State::Verified, on: Some(day("2026-06-20")), ..Review::default() }, ..promised("2026-06-30") },
    Some(Bucket::Overdue))]
fn commitments(#[case] issue: OwnedRow, #[case] want: Option<Bucket>) {
    let buckets: Vec<Bucket> = entries(notice(), issue).iter().map(|entry| entry.bucket).collect();
    assert_eq!(buckets, want.into_iter().collect::<Vec<_>>());
}

#[rstest]
#[case::publication(notice(), Since::Publication(day("2026-06-01")))]
#[case::feedback(NoticeRow { published: None, ..notice() }, Since::Feedback(day("2026-01-05")))]
#[case::import_by_the_clocks_of_china(
    NoticeRow { published: None, feedback: None, imported: moment("2026-07-01T20:00:00Z"), ..notice() },
    Since::Import(day("2026-07-02")))]
fn it_is_said_since_when_nothing_was_published(#[case] notice: NoticeRow, #[case] want: Since) {
    let found = entries(notice, promised("2026-08-31"));
    assert_eq!(
        found[0].what,
        What::Commitment { issue: IssueId(1), kind: DeadlineKind::Promised, since: want }
    );
}

#[rstest]
#[case::a_later_notice_after_the_day(NoticeRow { id: NoticeId(2), published: Some(day("2026-09-10")), ..notice() }, false)]
#[case::a_later_notice_before_the_day(NoticeRow { id: NoticeId(2), published: Some(day("2026-08-10")), ..notice() }, true)]
#[case::on_the_very_day(NoticeRow { id: NoticeId(2), published: Some(day("2026-08-31")), ..notice() }, true)]
#[case::a_new_version_after_the_day(
    NoticeRow { id: NoticeId(2), versions: 2, imported: moment("2026-09-10T00:00:00Z"), ..notice() }, false)]
#[case::imported_late_but_first(NoticeRow { id: NoticeId(2), imported: moment("2026-09-10T00:00:00Z"), ..notice() }, true)]
#[case::of_another_agency(
    NoticeRow { id: NoticeId(2), agency: AgencyId(2), published: Some(day("2026-09-10")), ..notice() }, true)]
fn an_agency_that_published_since_is_not_overdue(#[case] other: NoticeRow, #[case] overdue: bool) {
    let mut snapshot = snapshot(notice(), promised("2026-08-31"));
    snapshot.notices.push(other);
    let found = agenda(&snapshot, &Profile::default(), day(TODAY));
    assert_eq!(!found.is_empty(), overdue);
}

#[rstest]
#[case::query(checked(State::Query, Some("2026-11-01")), Some(Bucket::Overdue))]
#[case::revisit(checked(State::Revisit, Some("2026-11-22")), Some(Bucket::Week))]
#[case::no_day(checked(State::Revisit, None), Some(Bucket::Undated))]
#[case::unread(checked(State::Unread, None), None)]
#[case::verified(checked(State::Verified, Some("2026-11-01")), None)]
#[case::archived(checked(State::Archived, Some("2026-11-01")), None)]
#[case::gone(OwnedRow { present: false, ..checked(State::Revisit, Some("2026-11-01")) }, None)]
#[case::void(
    OwnedRow { fixes: Fixes { void: true, ..Fixes::default() }, ..checked(State::Query, Some("2026-11-01")) }, None)]
fn checks(#[case] issue: OwnedRow, #[case] want: Option<Bucket>) {
    let buckets: Vec<Bucket> = entries(notice(), issue).iter().map(|entry| entry.bucket).collect();
    assert_eq!(buckets, want.into_iter().collect::<Vec<_>>());
}

fn three_months() -> Profile {
    let report = Item {
        step: "整改情况报告".into(),
        from: Start::Feedback,
        length: Length::Months(3),
        marks: None,
        shown: Shown::Day,
        source: "某规定".to_owned(),
        verified_by: None,
        verified_on: None,
    };
    let meeting = Item { step: "专题民主生活会".into(), shown: Shown::Nothing, ..report.clone() };
    Profile { name: "三个月".into(), items: vec![report, meeting], ..Profile::default() }
}

#[test]
fn steps_name_their_profile_and_go_when_they_are_taken() {
    let mut notice = notice();
    let found = |notice: &NoticeRow| {
        let entries = agenda(&snapshot(notice.clone(), row()), &three_months(), day(TODAY));
        entries.into_iter().map(|entry| entry.what).collect::<Vec<_>>()
    };
    let of = |step: &str, unclear| What::Step {
        step: step.into(),
        profile: "三个月".into(),
        verified: false,
        workdays: false,
        unclear,
    };
    let (step, report) =
        (|name: &str| of(name, Some(Unclear::Silent)), of("整改情况报告", Some(Unclear::NoDay)));
    assert_eq!(found(&notice), [step("专题民主生活会")], "the publication shows that the report was made");
    notice.published = None;
    assert_eq!(
        found(&notice),
        [report.clone(), step("专题民主生活会")],
        "whether it was made nobody can say"
    );
    notice.steps.insert("专题民主生活会".to_owned(), day("2026-02-01"));
    assert_eq!(found(&notice), [report]);
    notice.feedback = None;
    assert_eq!(found(&notice), []);
    let without = without_days(&snapshot(notice, row()), &three_months());
    assert_eq!(without, [(NoticeId(1), NotDerived::NoFeedback)]);
}

#[test]
fn groups_are_by_agency_or_person() {
    let mut all = snapshot(notice(), checked(State::Revisit, Some("2026-12-01")));
    let issue = |id, agency, who: Option<&str>, due: &str| OwnedRow {
        id: IssueId(id),
        agency: AgencyId(agency),
        review: Review {
            state: State::Revisit,
            due: Some(day(due)),
            who: who.map(str::to_owned),
            ..Review::default()
        },
        ..row()
    };
    all.notices.push(NoticeRow { id: NoticeId(2), agency: AgencyId(2), ..notice() });
    all.issues = Issues::from(vec![
        issue(1, 2, None, "2026-11-01"),
        issue(2, 1, Some("王敏"), "2026-12-01"),
        issue(3, 2, Some("李强"), "2026-12-02"),
        issue(4, 1, Some("王敏"), "2026-10-01"),
    ]);
    let entries = agenda(&all, &Profile::default(), day(TODAY));
    assert_eq!(counts(&entries), [2, 0, 0, 2, 0]);
    let shape = |by| -> Vec<(Option<String>, Vec<i64>)> {
        let name = |group: &Group<'_>| group.name.as_deref().map(str::to_owned);
        let ids =
            |group: &Group<'_>| group.entries.iter().filter_map(|one| one.issue()).map(|id| id.0).collect();
        grouped(&all, &entries, by).iter().map(|group| (name(group), ids(group))).collect()
    };
    assert_eq!(
        shape(By::Agency),
        [(Some("甲局".to_owned()), vec![4, 2]), (Some("乙局".to_owned()), vec![1, 3])]
    );
    assert_eq!(
        shape(By::Person),
        [(Some("李强".to_owned()), vec![3]), (Some("王敏".to_owned()), vec![4, 2]), (None, vec![1])]
    );
}

proptest! {
    #[test]
    fn every_entry_is_in_the_bucket_of_its_day_and_in_one_group(
        dues in prop::collection::vec((-400i32..400, 0u8..3, any::<bool>()), 0..40)
    ) {
        let today = day(TODAY);
        let mut all = snapshot(notice(), row());
        all.issues = dues.iter().zip(1..).map(|((ahead, state, owner), id)| {
            let due = today.saturating_add(i64::from(*ahead).days());
            let state = [State::Unread, State::Query, State::Revisit][usize::from(*state)];
            OwnedRow {
                id: IssueId(id),
                deadlines: vec![DueRow { due, kind: DeadlineKind::Required }],
                review: Review { state, due: Some(due), who: owner.then(|| "王敏".to_owned()), ..Review::default() },
                ..row()
            }
        }).collect();
        let entries = agenda(&all, &three_months(), today);
        prop_assert!(entries.is_sorted_by_key(|entry| (entry.due.is_none(), entry.due)));
        prop_assert!(entries.is_sorted_by_key(|entry| entry.bucket), "buckets follow days");
        for entry in &entries {
            prop_assert_eq!(entry.bucket == Bucket::Overdue, entry.days(today).is_some_and(|days| days < 0));
        }
        prop_assert_eq!(counts(&entries).iter().sum::<usize>(), entries.len());
        for by in [By::Agency, By::Person] {
            let groups = grouped(&all, &entries, by);
            prop_assert_eq!(groups.iter().map(|group| group.entries.len()).sum::<usize>(), entries.len());
        }
    }
}
