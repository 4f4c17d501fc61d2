use proptest::prelude::*;

use super::*;
use crate::ledger::followup::State;

fn row(id: i64, notice: i64, title: &str, days: Vec<i8>, present: bool, state: Option<State>) -> OwnedRow {
    let kind = |day| if day % 2 == 0 { DeadlineKind::Promised } else { DeadlineKind::Reported };
    let due = |day| DueRow { due: jiff::civil::date(2025, 1, day), kind: kind(day) };
    OwnedRow {
        id: IssueId(id),
        key: format!("{id:010}").into(),
        agency: AgencyId(notice / 2),
        notice: NoticeId(notice),
        path: format!("一、/{}.", id % 3).into(),
        title: title.into(),
        outcome: OutcomeSet((id % 32) as u8),
        basis: [None, Some(Basis::Labelled), Some(Basis::Stated), Some(Basis::Inherited)][id as usize % 4],
        deadlines: days.into_iter().map(due).collect(),
        review: Review { state: state.unwrap_or_default(), ..Review::default() },
        present,
        doubtful: id % 7 == 0,
        evidence: usize::from(id % 11 == 0),
        ..OwnedRow::default()
    }
}

fn rows() -> impl Strategy<Value = Vec<OwnedRow>> {
    let state = proptest::option::of(proptest::sample::select(State::ALL.to_vec()));
    let one = ("\\PC{0,8}", proptest::collection::vec(1..28i8, 0..4), any::<bool>(), state);
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let row = |(at, (title, days, present, state)): (usize, (String, _, _, _))| {
            // Numbers in no order, each once.
            let id = (at as i64 * 17) % 41 + 1;
            row(id, at as i64 / 5, &title, days, present, state)
        };
        all.into_iter().enumerate().map(row).collect()
    })
}

proptest! {
    #[test]
    fn every_row_comes_back_as_it_was(rows in rows()) {
        let issues: Issues = rows.iter().cloned().collect();
        prop_assert_eq!(issues.len(), rows.len());
        let back: Vec<OwnedRow> = issues.iter().map(|row| row.owned()).collect();
        prop_assert_eq!(&back, &rows);
        let mut turned: Vec<OwnedRow> = issues.iter().rev().map(|row| row.owned()).collect();
        turned.reverse();
        prop_assert_eq!(&turned, &rows);
        for (at, row) in rows.iter().enumerate() {
            prop_assert_eq!(issues.place(row.id), Some(at));
        }
        prop_assert_eq!(issues.place(IssueId(0)), None);
        prop_assert_eq!(issues.place(IssueId(i64::MAX)), None);
    }

    #[test]
    fn a_new_state_changes_one_row_alone(rows in rows(), at in 0..40usize) {
        let mut issues: Issues = rows.iter().cloned().collect();
        let review = Review { state: State::Archived, note: Some("去看过".into()), ..Review::default() };
        // Twice: a row that has more already takes it in place.
        issues.set_review(at, Review::default());
        issues.set_review(at, review.clone());
        let mut want = rows;
        if let Some(row) = want.get_mut(at) {
            row.review = review;
        }
        let back: Vec<OwnedRow> = issues.iter().map(|row| row.owned()).collect();
        prop_assert_eq!(back, want);
    }
}
