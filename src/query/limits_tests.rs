use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[rstest]
#[case::days("2026-02-20", Length::Days(10), "2026-03-02")]
#[case::month("2026-01-15", Length::Months(1), "2026-02-15")]
#[case::end_of_month("2026-01-31", Length::Months(1), "2026-02-28")]
#[case::end_of_month_leap("2024-01-31", Length::Months(1), "2024-02-29")]
#[case::end_is_not_kept("2026-02-28", Length::Months(1), "2026-03-28")]
#[case::year_end("2025-11-30", Length::Months(3), "2026-02-28")]
#[case::no_workdays_on_a_saturday("2026-11-21", Length::Workdays(0), "2026-11-21")]
#[case::monday("2026-11-23", Length::Workdays(1), "2026-11-24")]
#[case::over_a_weekend("2026-11-20", Length::Workdays(1), "2026-11-23")]
#[case::from_saturday("2026-11-21", Length::Workdays(1), "2026-11-23")]
#[case::from_sunday("2026-11-22", Length::Workdays(5), "2026-11-27")]
#[case::three_weeks("2026-11-18", Length::Workdays(15), "2026-12-09")]
fn lengths(#[case] from: &str, #[case] length: Length, #[case] want: &str) {
    assert_eq!(length.after(day(from)), day(want));
}

proptest! {
    #[test]
    fn workdays_are_counted_one_by_one(from in -20_000i32..40_000, count in 0u16..400) {
        let start = date(2000, 1, 1).saturating_add(i64::from(from).days());
        let mut want = start;
        let mut left = count;
        while left > 0 {
            want = want.tomorrow().unwrap();
            left -= u16::from(want.weekday().to_monday_zero_offset() < 5);
        }
        prop_assert_eq!(Length::Workdays(count).after(start), want);
    }

    #[test]
    fn longer_is_never_earlier(from in -20_000i32..40_000, count in 0u16..400) {
        let start = date(2000, 1, 1).saturating_add(i64::from(from).days());
        for length in [Length::Days, Length::Months, Length::Workdays] {
            prop_assert!(length(count).after(start) <= length(count + 1).after(start));
        }
    }
}

fn item(step: &str, from: Start, length: Length) -> Item {
    Item {
        step: step.into(),
        from,
        length,
        marks: None,
        shown: Shown::Nothing,
        source: "某规定".to_owned(),
        verified_by: None,
        verified_on: None,
    }
}

fn profile() -> Profile {
    let plan =
        Item { marks: Some(Start::Plan), ..item("整改方案", Start::Feedback, Length::Workdays(15)) };
    let period =
        Item { marks: Some(Start::PeriodEnd), ..item("集中整改", Start::Feedback, Length::Months(3)) };
    let report = Item { shown: Shown::Day, ..item("整改情况报告", Start::Feedback, Length::Months(3)) };
    let after_plan = item("报备", Start::Plan, Length::Days(7));
    let check = item("整改评估", Start::PeriodEnd, Length::Months(1));
    let public = item("公示", Start::Publication, Length::Days(30));
    Profile {
        name: "试".into(),
        items: vec![plan, period, report, after_plan, check, public],
        ..Profile::default()
    }
}

fn notice() -> NoticeRow {
    NoticeRow { feedback: Some(day("2026-01-30")), ..NoticeRow::default() }
}

fn found<'a>(steps: &'a [Step<'a>], name: &str) -> &'a Step<'a> {
    steps.iter().find(|step| &*step.item.step == name).unwrap()
}

#[test]
fn the_days_of_a_case_follow_from_the_feedback() {
    let profile = profile();
    let steps = case(&profile, &notice()).unwrap();
    let days: Vec<(&str, Result<Date, Start>)> =
        steps.iter().map(|step| (&*step.item.step, step.due)).collect();
    assert_eq!(
        days,
        [
            ("整改方案", Ok(day("2026-02-20"))),
            ("集中整改", Ok(day("2026-04-30"))),
            ("整改情况报告", Ok(day("2026-04-30"))),
            ("整改评估", Ok(day("2026-05-30"))),
            ("报备", Err(Start::Plan)),
            ("公示", Err(Start::Publication)),
        ]
    );
}

#[test]
fn what_a_user_said_moves_what_is_counted_from_it() {
    let mut notice = notice();
    notice.steps.insert("整改方案".to_owned(), day("2026-02-25"));
    notice.steps.insert("集中整改".to_owned(), day("2026-05-31"));
    let profile = profile();
    let steps = case(&profile, &notice).unwrap();
    assert_eq!(found(&steps, "报备").due, Ok(day("2026-03-04")));
    assert_eq!(found(&steps, "整改评估").due, Ok(day("2026-06-30")));
    let plan = found(&steps, "整改方案");
    assert_eq!((plan.late(), plan.overdue(day("2027-01-01"))), (Some(5), false));
}

#[test]
fn the_publication_shows_that_a_report_was_made() {
    let mut notice = notice();
    let profile = profile();
    assert!(found(&case(&profile, &notice).unwrap(), "整改情况报告").overdue(day("2026-05-01")));
    assert!(!found(&case(&profile, &notice).unwrap(), "整改情况报告").overdue(day("2026-04-30")));
    notice.published = Some(day("2026-05-10"));
    let steps = case(&profile, &notice).unwrap();
    let report = found(&steps, "整改情况报告");
    assert_eq!(report.done, Some(Done { on: day("2026-05-10"), how: How::Published }));
    assert_eq!(report.late(), Some(10));
    assert_eq!(found(&steps, "公示").due, Ok(day("2026-06-09")));
    assert_eq!(found(&steps, "集中整改").done, None, "a notice does not prove that all else was done");
    // What a user says goes before what the publication shows.
    notice.steps.insert("整改情况报告".to_owned(), day("2026-04-30"));
    let steps = case(&profile, &notice).unwrap();
    assert_eq!(found(&steps, "整改情况报告").late(), None);
}

#[test]
fn what_a_notice_presupposes_is_presumed_and_stays_open() {
    let mut profile = profile();
    profile.items[0].shown = Shown::Before;
    let mut notice = notice();
    notice.published = Some(day("2026-05-10"));
    let steps = case(&profile, &notice).unwrap();
    let plan = found(&steps, "整改方案");
    assert_eq!((plan.done, plan.late()), (None, None), "no notice need say so");
    assert_eq!(plan.unclear(day("2027-01-01")), Some(Unclear::Presumed(day("2026-05-10"))));
    let check = found(&steps, "整改评估");
    assert_eq!(check.unclear(day("2027-01-01")), Some(Unclear::Silent), "no publication tells of it");
    assert_eq!(check.unclear(day("2026-05-30")), None, "its day has not passed");
    assert_eq!(found(&steps, "报备").due, Err(Start::Plan), "the day of the plan stays unknown");
}

#[test]
fn without_a_feedback_nothing_is_derived() {
    let mut notice = notice();
    let profile = Profile { effective_from: Some(day("2026-02-01")), ..profile() };
    assert_eq!(case(&profile, &notice), Err(NotDerived::Before(day("2026-02-01"))));
    notice.feedback = None;
    notice.published = Some(day("2026-05-10"));
    assert_eq!(case(&profile, &notice), Err(NotDerived::NoFeedback));
}
