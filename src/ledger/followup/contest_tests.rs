use std::collections::BTreeMap;

use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use crate::{
    ledger::followup::{
        Change, Contest, Correction, DueDay, Event, Finding, Missed,
        case::{AgencyChange, NoticeChange, NoticeCorrection, fold_agency, fold_notice},
        fold,
    },
    notice::{DeadlineKind, OutcomeTag},
};

/// The `n`th event in all, of the ledger `of`, made in knowledge of so many events of the others.
fn event<C>(n: u64, of: u128, knows: &[(u128, u64)], change: C) -> Event<C> {
    Event {
        id: Uuid::from_u128(n.into()),
        time: Timestamp::UNIX_EPOCH,
        ledger: Uuid::from_u128(of),
        seq: n,
        author: of.to_string(),
        counter: n,
        knows: knows
            .iter()
            .map(|(ledger, last)| (Uuid::from_u128(*ledger), *last))
            .collect::<BTreeMap<_, _>>(),
        change,
        undone: false,
        void: false,
    }
}

fn correct(to: Correction) -> Change {
    Change::Correct { to, reason: "误读".into(), printed: None }
}

fn title(text: &str) -> Change {
    correct(Correction::Title(Some(text.into())))
}

fn tags(tags: &[OutcomeTag]) -> Change {
    correct(Correction::Outcome(Some(tags.to_vec())))
}

fn day(month: i8) -> DueDay {
    DueDay { due: date(2026, month, 1), kind: DeadlineKind::Promised }
}

fn days(months: &[i8]) -> Change {
    correct(Correction::Deadlines(Some(months.iter().map(|month| day(*month)).collect())))
}

fn missed(title: &str) -> Change {
    Change::Missed(Missed {
        notice: "n".into(),
        label: String::new(),
        title: title.into(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "漏读".into(),
    })
}

fn verify() -> Change {
    Change::Verify { finding: Finding::True, seen: None, on: None, note: None }
}

fn fields<C>(contested: &[Contest<C>]) -> Vec<&str> {
    contested.iter().map(|contest| contest.field.as_ref()).collect()
}

const NOTHING: &[&str] = &[];

#[rstest]
#[case::titles(title("甲"), title("乙"), &["title"])]
#[case::the_same_title(title("甲"), title("甲"), NOTHING)]
#[case::title_and_as_printed(title("甲"), correct(Correction::Title(None)), &["title"])]
#[case::outcomes(tags(&[OutcomeTag::Completed]), tags(&[OutcomeTag::Phased]), &["outcome"])]
#[case::no_outcome(tags(&[OutcomeTag::Completed]), tags(&[]), &["outcome"])]
#[case::the_same_outcomes(tags(&[OutcomeTag::Completed, OutcomeTag::LongTerm]), tags(&[OutcomeTag::LongTerm, OutcomeTag::Completed]), NOTHING)]
#[case::deadlines(days(&[1]), days(&[1, 2]), &["deadlines"])]
#[case::the_same_deadlines(days(&[1, 2]), days(&[2, 1]), NOTHING)]
#[case::issue_or_not(correct(Correction::Void(true)), correct(Correction::Void(false)), &["void"])]
#[case::no_issue_twice(correct(Correction::Void(true)), correct(Correction::Void(true)), NOTHING)]
#[case::no_issue_but_checked(correct(Correction::Void(true)), verify(), &["void"])]
#[case::issue_and_checked(correct(Correction::Void(false)), verify(), NOTHING)]
#[case::no_issue_and_unread(correct(Correction::Void(true)), Change::Unread, NOTHING)]
#[case::no_issue_and_noted(correct(Correction::Void(true)), Change::Note { note: "记".into() }, NOTHING)]
#[case::missed(missed("甲"), missed("乙"), &["missed"])]
#[case::the_same_missed(missed("甲"), missed("甲"), NOTHING)]
#[case::other_fields(title("甲"), days(&[1]), NOTHING)]
#[case::another_reason(title("甲"), Change::Correct { to: Correction::Title(Some("甲".into())), reason: "错字".into(), printed: Some("丙".into()) }, NOTHING)]
fn corrections_made_apart(#[case] one: Change, #[case] other: Change, #[case] want: &[&str]) {
    for (first, second) in [(one.clone(), other.clone()), (other, one)] {
        let mut events = vec![event(1, 1, &[], first.clone()), event(2, 2, &[], second.clone())];
        assert_eq!(fields(&fold(&mut events).contested), want, "{first:?} {second:?}");
        // In one ledger, or in knowledge of the former, the second only replaces it.
        let mut known = vec![event(1, 1, &[], first.clone()), event(2, 2, &[(1, 1)], second.clone())];
        assert_eq!(fold(&mut known).contested, []);
        let mut alone = vec![event(1, 1, &[], first), event(2, 1, &[], second)];
        assert_eq!(fold(&mut alone).contested, []);
    }
}

#[test]
fn the_later_counts_until_somebody_who_knows_both_says_more() {
    let mut events = vec![event(1, 1, &[], title("甲")), event(2, 2, &[], title("乙"))];
    let known = fold(&mut events);
    let [contest] = known.contested.as_slice() else { panic!("{known:?}") };
    let said: Vec<(&str, &Change)> =
        contest.voices.iter().map(|voice| (voice.author.as_str(), &voice.change)).collect();
    assert_eq!(said, [("1", &title("甲")), ("2", &title("乙"))]);
    assert_eq!(known.corrections.title.map(|fix| fix.value), Some("乙".into()));

    let settled = |change: Change, knows: &[(u128, u64)]| {
        let mut events = events.clone();
        events.push(event(3, 1, knows, change));
        let known = fold(&mut events);
        (fields(&known.contested).len(), known.corrections.title.map(|fix| fix.value))
    };
    let undo = |of: u128| Change::Undo { of: Uuid::from_u128(of) };
    assert_eq!(settled(title("丙"), &[(2, 2)]), (0, Some("丙".into())));
    assert_eq!(settled(title("乙"), &[(2, 2)]), (0, Some("乙".into())), "also by saying one of them again");
    assert_eq!(settled(correct(Correction::Title(None)), &[(2, 2)]), (0, None));
    assert_eq!(settled(undo(1), &[(2, 2)]), (0, Some("乙".into())), "or by taking one back");
    assert_eq!(settled(title("丙"), &[]), (1, Some("丙".into())), "not by who knows one of them");
    assert_eq!(settled(days(&[1]), &[(2, 2)]), (1, Some("乙".into())), "nor by another field");
    // What settled it is taken back: they stand against each other again.
    let mut again = events.clone();
    again.extend([event(3, 1, &[(2, 2)], title("丙")), event(4, 1, &[(2, 2)], undo(3))]);
    assert_eq!(fields(&fold(&mut again).contested), ["title"]);
    // A third who knows neither, and agrees with one, is heard too.
    events.push(event(3, 3, &[], title("甲")));
    assert_eq!(fold(&mut events).contested[0].voices.len(), 3);
}

/// Whoever came later: a check of one who did not know keeps the issue in the lists.
#[test]
fn no_issue_does_not_count_against_a_check_made_apart() {
    let void = || correct(Correction::Void(true));
    let counts = |events: &[Event]| {
        let known = fold(&mut events.to_vec());
        let last = known.contested.first().map(|contest| contest.voices.last().unwrap().change.clone());
        (known.corrections.void.is_some(), last)
    };
    for (one, other) in [(void(), verify()), (verify(), void())] {
        assert_eq!(counts(&[event(1, 1, &[], one), event(2, 2, &[], other)]), (false, Some(verify())));
    }
    // Known to who took it for none, it is none.
    assert_eq!(counts(&[event(1, 1, &[], verify()), event(2, 2, &[(1, 1)], void())]), (true, None));
    // A check by who knew both settles it.
    let both = [event(1, 1, &[], void()), event(2, 2, &[], verify())];
    let settled = |change| counts(&[both[0].clone(), both[1].clone(), event(3, 1, &[(2, 2)], change)]);
    assert_eq!(settled(verify()), (false, None));
    assert_eq!(settled(void()), (true, None));
    // Nobody follows it any more.
    assert_eq!(settled(Change::Undo { of: Uuid::from_u128(2) }), (true, None));
    // A note follows nothing.
    let noted = Change::Note { note: "记".into() };
    assert_eq!(counts(&[event(1, 1, &[], void()), event(2, 2, &[], noted)]), (true, None));
}

fn of_notice(to: NoticeCorrection) -> NoticeChange {
    NoticeChange::Correct { to, reason: "误读".into(), printed: None }
}

fn step(day: Option<i8>) -> NoticeChange {
    NoticeChange::Step { step: "反馈".into(), on: day.map(|day| date(2026, 1, day)) }
}

#[rstest]
#[case::titles(of_notice(NoticeCorrection::Title(Some("甲".into()))), of_notice(NoticeCorrection::Title(Some("乙".into()))), &["title"])]
#[case::agencies(of_notice(NoticeCorrection::Agency(Some("甲".into()))), of_notice(NoticeCorrection::Agency(None)), &["agency"])]
#[case::feedback(of_notice(NoticeCorrection::Feedback(Some(date(2026, 1, 1)))), of_notice(NoticeCorrection::Feedback(Some(date(2026, 1, 2)))), &["feedback"])]
#[case::published(of_notice(NoticeCorrection::Published(Some(date(2026, 1, 1)))), of_notice(NoticeCorrection::Published(Some(date(2026, 1, 2)))), &["published"])]
#[case::the_same_day(
    of_notice(NoticeCorrection::Feedback(Some(date(2026, 1, 1)))),
    of_notice(NoticeCorrection::Feedback(Some(date(2026, 1, 1)))),
    NOTHING
)]
#[case::two_days(
    of_notice(NoticeCorrection::Feedback(Some(date(2026, 1, 1)))),
    of_notice(NoticeCorrection::Published(Some(date(2026, 1, 2)))),
    NOTHING
)]
#[case::steps(step(Some(1)), step(Some(2)), &["step:反馈"])]
#[case::step_not_taken(step(Some(1)), step(None), &["step:反馈"])]
#[case::the_same_step(step(Some(1)), step(Some(1)), NOTHING)]
fn what_is_said_of_notices_apart(
    #[case] one: NoticeChange,
    #[case] other: NoticeChange,
    #[case] want: &[&str],
) {
    let mut events = vec![event(2, 2, &[], other.clone()), event(1, 1, &[], one.clone())];
    assert_eq!(fields(&fold_notice(&mut events).contested), want);
    let mut known = vec![event(1, 1, &[], one), event(2, 2, &[(1, 1)], other.clone())];
    assert_eq!(fold_notice(&mut known).contested, []);
    events.push(event(3, 1, &[(2, 2)], other));
    assert_eq!(fold_notice(&mut events).contested, []);
}

#[rstest]
#[case::merged(AgencyChange::Alias { into: Some("甲".into()) }, AgencyChange::Alias { into: Some("乙".into()) }, &["alias"])]
#[case::merged_and_split(AgencyChange::Alias { into: Some("甲".into()) }, AgencyChange::Alias { into: None }, &["alias"])]
#[case::regions(AgencyChange::Region { to: Some("甲".into()) }, AgencyChange::Region { to: None }, &["region"])]
#[case::levels(AgencyChange::Level { to: Some("县".into()) }, AgencyChange::Level { to: Some("市".into()) }, &["level"])]
#[case::the_same(AgencyChange::Level { to: Some("县".into()) }, AgencyChange::Level { to: Some("县".into()) }, NOTHING)]
#[case::other_fields(AgencyChange::Level { to: Some("县".into()) }, AgencyChange::Region { to: Some("县".into()) }, NOTHING)]
fn what_is_said_of_agencies_apart(
    #[case] one: AgencyChange,
    #[case] other: AgencyChange,
    #[case] want: &[&str],
) {
    let mut events = vec![event(2, 2, &[], other.clone()), event(1, 1, &[], one)];
    assert_eq!(fields(&fold_agency(&mut events).contested), want);
    events.push(event(3, 1, &[(2, 2)], other));
    assert_eq!(fold_agency(&mut events).contested, []);
}

fn any_change(known: u64) -> impl Strategy<Value = Change> {
    prop_oneof![
        "[甲乙]".prop_map(|text| title(&text)),
        Just(correct(Correction::Title(None))),
        any::<bool>().prop_map(|void| correct(Correction::Void(void))),
        (1i8..3).prop_map(|month| days(&[month])),
        Just(verify()),
        (1..known.max(2)).prop_map(|of| Change::Undo { of: Uuid::from_u128(of.into()) }),
    ]
}

fn any_history() -> impl Strategy<Value = Vec<Event>> {
    let row = (1u128..4, any::<bool>(), any_change(9));
    proptest::collection::vec(row, 0..9).prop_map(|rows| {
        let of: Vec<u128> = rows.iter().map(|(of, ..)| *of).collect();
        let made = (1u64..).zip(rows).map(|(n, (ledger, knowing, change))| {
            // Whoever knows the others knows all that was before.
            let before = (1u64..n).zip(of.iter().copied()).filter(|(_, other)| knowing && *other != ledger);
            let knows: Vec<(u128, u64)> = before.map(|(seq, other)| (other, seq)).collect();
            event(n, ledger, &knows, change)
        });
        made.collect()
    })
}

proptest! {
    #[test]
    fn order_does_not_matter((one, two) in any_history().prop_flat_map(|history| (Just(history.clone()), Just(history).prop_shuffle()))) {
        let (mut one, mut two) = (one, two);
        prop_assert_eq!(fold(&mut one), fold(&mut two));
    }

    #[test]
    fn who_knows_all_settles_all(history in any_history(), change in any_change(2)) {
        prop_assume!(!matches!(change, Change::Undo { .. }));
        let mut events = history;
        let knows: Vec<(u128, u64)> = (2..4).map(|ledger| (ledger, 99)).collect();
        events.push(event(50, 1, &knows, change.clone()));
        let field = super::Contestable::field(&change);
        prop_assert!(fold(&mut events).contested.iter().all(|contest| Some(&contest.field) != field.as_ref()));
    }

    #[test]
    fn the_last_voice_is_what_counts(history in any_history()) {
        let mut events = history;
        let known = fold(&mut events);
        for contest in known.contested.iter().filter(|contest| contest.field == "title") {
            let Some(Change::Correct { to: Correction::Title(value), .. }) =
                contest.voices.last().map(|voice| &voice.change) else { panic!("{contest:?}") };
            prop_assert_eq!(value.as_ref(), known.corrections.title.as_ref().map(|fix| &fix.value));
        }
        for contest in known.contested.iter().filter(|contest| contest.field == "void") {
            let last = contest.voices.last().map(|voice| &voice.change);
            let void = matches!(last, Some(Change::Correct { to: Correction::Void(true), .. }));
            prop_assert_eq!(void, known.corrections.void.is_some());
        }
    }
}
