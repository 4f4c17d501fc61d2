use jiff::civil::date;
use rstest::rstest;

use crate::{
    ledger::followup::Finding,
    query::bounds::DayFault,
    words::{EN, ZH},
};

use super::*;

const TODAY: Date = date(2026, 11, 23);

fn review(state: State, finding: Option<Finding>, seen: &str) -> Review {
    let seen = Some(seen.to_owned()).filter(|seen| !seen.is_empty());
    Review { state, finding, seen, ..Review::default() }
}

fn note(note: &str) -> Review {
    Review { note: Some(note.into()), ..Review::default() }
}

fn kept(review: &Review) -> BTreeMap<Field, String> {
    Field::ALL.into_iter().map(|field| (field, fitting(Value::of(field, review).kept(), &ZH))).collect()
}

/// The row as it was written, with these cells filled in.
fn row(base: &Review, filled: &[(Field, &str)]) -> BTreeMap<Field, Raw> {
    let mut row: BTreeMap<Field, Raw> =
        kept(base).into_iter().map(|(field, text)| (field, Raw::Text(text))).collect();
    row.extend(filled.iter().map(|(field, text)| (*field, Raw::Text((*text).to_owned()))));
    row
}

type Told = Result<Compared, Vec<(Field, Unread)>>;

fn with(base: &Review, ours: &Review, row: &BTreeMap<Field, Raw>, theirs: bool, redacted: bool) -> Told {
    let rules = Rules { theirs, redacted, today: TODAY, reasons: &Reasons::default(), words: &ZH };
    compare(ours, &kept(base), row, rules)
}

fn compared(base: &Review, ours: &Review, filled: &[(Field, &str)]) -> Told {
    with(base, ours, &row(base, filled), false, false)
}

fn fields(told: &Told) -> Vec<Field> {
    told.as_ref().unwrap().against.iter().map(|cell| cell.field).collect()
}

#[test]
fn an_emptied_state_says_nothing() {
    let ours = review(State::Verified, Some(Finding::True), "见");
    assert_eq!(compared(&ours, &ours, &[(Field::State, " ")]), Ok(Compared::default()));
    let mut row = row(&ours, &[]);
    row.insert(Field::State, Raw::Empty);
    assert_eq!(with(&ours, &ours, &row, true, false), Ok(Compared::default()));
}

#[test]
fn unread_on_purpose_stands_against_every_mark_that_is_new_here() {
    let base = review(State::Query, None, "");
    assert_eq!(fields(&compared(&base, &base, &[(Field::State, "未读")])), []);
    let day = Some(date(2026, 12, 31));
    for (ours, field) in [
        (Review { due: day, ..base.clone() }, Field::Due),
        (Review { who: Some("王".into()), ..base.clone() }, Field::Who),
        (Review { note: Some("记".into()), ..base.clone() }, Field::Note),
        (Review { reason: Some("照抄".into()), ..base.clone() }, Field::Reason),
    ] {
        let told = compared(&base, &ours, &[(Field::State, "未读")]);
        assert_eq!(fields(&told), [Field::State, field]);
        let lost = &told.unwrap().against[1];
        assert_eq!(lost.theirs.kept(), "", "{field:?}");
        let row = row(&base, &[(Field::State, "未读")]);
        let taken = with(&base, &ours, &row, true, false).unwrap().edits;
        assert_eq!(taken.into_iter().collect::<Vec<_>>(), [(Field::State, Value::State(State::Unread))]);
    }
}

/// A conclusion is one thing: whichever cell of it was changed, the ledger's stands against the whole.
#[rstest]
#[case::seen(&[(Field::Seen, "他见")])]
#[case::finding(&[(Field::Finding, "不属实")])]
#[case::state(&[(Field::State, "已归档")])]
#[case::day(&[(Field::On, "2026-11-20")])]
fn a_conclusion_stands_against_a_conclusion(#[case] filled: &[(Field, &str)]) {
    let base = review(State::Verified, Some(Finding::True), "见");
    let ours = review(State::Verified, Some(Finding::Partly), "我见");
    let told = compared(&base, &ours, filled);
    let mut want = vec![Field::Finding, Field::Seen];
    want.extend(filled.iter().map(|(field, _)| *field));
    want.sort_unstable();
    want.dedup();
    assert_eq!(fields(&told), want);
    // Theirs, whole: what they left as it was wins too.
    let taken = with(&base, &ours, &row(&base, filled), true, false).unwrap().edits;
    let after = |field: Field| taken.get(&field).cloned().unwrap_or(Value::of(field, &ours));
    for field in UNIT {
        let text =
            filled.iter().find(|(one, _)| *one == field).map(|(_, text)| Raw::Text((*text).to_owned()));
        let want = text.map_or(Value::of(field, &base), |raw| Value::read(field, &raw).unwrap());
        assert_eq!(after(field), want, "{field:?}");
    }
}

#[test]
fn what_was_found_verifies_where_the_ledger_concluded_too() {
    let (base, ours) = (Review::default(), review(State::Verified, Some(Finding::True), "我见"));
    let filled = [(Field::Finding, "不属实")];
    assert_eq!(fields(&compared(&base, &ours, &filled)), [Field::State, Field::Finding, Field::Seen]);
    let taken = with(&base, &ours, &row(&base, &filled), true, false).unwrap().edits;
    let want =
        [(Field::Finding, Value::Finding(Some(Finding::False))), (Field::Seen, Value::Text(String::new()))];
    assert_eq!(taken.into_iter().collect::<Vec<_>>(), want);
    // That it was planned meanwhile is no conclusion.
    let planned = Review { state: State::Revisit, who: Some("王".into()), ..Review::default() };
    assert_eq!(fields(&compared(&base, &planned, &filled)), []);
    // Both came to the same end.
    assert_eq!(
        compared(&base, &ours, &[(Field::Finding, "属实"), (Field::Seen, "我见")]),
        Ok(Compared::default())
    );
}

#[test]
fn what_mark_refuses_is_refused() {
    let base = Review::default();
    let one = |field: Field, text: &str| compared(&base, &base, &[(field, text)]);
    let told = |field, fault| Err(vec![(field, Unread::Bounds(fault))]);
    assert_eq!(one(Field::On, "2026-11-24"), told(Field::On, DayFault::Ahead(date(2026, 11, 24))));
    assert_eq!(one(Field::On, "1926-11-20"), told(Field::On, DayFault::LongAgo(date(1926, 11, 20))));
    assert_eq!(one(Field::Due, "1926-12-31"), told(Field::Due, DayFault::LongAgo(date(1926, 12, 31))));
    assert!(one(Field::On, "2026-11-23").is_ok() && one(Field::Due, "2026-11-24").is_ok());
    let mut row = row(&base, &[]);
    row.insert(Field::Reason, Raw::Number { value: 2.0, from_1904: false });
    let taken = with(&base, &base, &row, false, false).unwrap().edits;
    assert_eq!(taken.get(&Field::Reason), Some(&Value::Text("数字不符".into())));
    let no_such = one(Field::Reason, "99").unwrap_err();
    assert!(matches!(&no_such[..], [(Field::Reason, Unread::Reason { typed, .. })] if typed == "99"));
    row.insert(Field::Reason, Raw::NoValue);
    assert_eq!(with(&base, &base, &row, false, false), Err(vec![(Field::Reason, Unread::NoValue)]));
}

/// The reason that was taken by its number stands there when the workbook is received once more.
#[test]
fn a_reason_by_number_is_taken_once() {
    let ours = Review { state: State::Query, reason: Some("数字不符".into()), ..Review::default() };
    assert_eq!(compared(&Review::default(), &ours, &[(Field::Reason, "2")]), Ok(Compared::default()));
}

#[test]
fn a_text_that_was_cut_is_not_taken() {
    let long = note(&"长".repeat(40_000));
    assert_eq!(compared(&long, &long, &[]), Ok(Compared::default()));
    let cut = fitting("长".repeat(40_000), &ZH);
    assert_eq!(compared(&long, &long, &[(Field::Note, &cut)]), Ok(Compared::default()));
    let edited = format!("补{cut}");
    for text in [&edited, "短", ""] {
        assert_eq!(compared(&long, &long, &[(Field::Note, text)]), Err(vec![(Field::Note, Unread::Cut)]));
    }
    // The language of the workbook is not that of whoever receives it.
    let english: BTreeMap<Field, String> =
        kept(&long).into_keys().map(|field| (field, fitting(Value::of(field, &long).kept(), &EN))).collect();
    let rules =
        Rules { theirs: false, redacted: false, today: TODAY, reasons: &Reasons::default(), words: &ZH };
    let told = compare(&long, &english, &row(&Review::default(), &[(Field::Note, "短")]), rules);
    assert_eq!(told, Err(vec![(Field::Note, Unread::Cut)]));
}

#[test]
fn masks_are_no_change_and_never_taken() {
    let (ours, base) = (note("见王小明，139 1234 5678"), note("见王某某，139 **** 5678"));
    let told = |ours: &Review, filled: &[(Field, &str)], theirs: bool| {
        with(&base, ours, &row(&base, filled), theirs, true)
    };
    assert_eq!(told(&ours, &[], false), Ok(Compared::default()));
    let refused = Err(vec![(Field::Note, Unread::Masked)]);
    for theirs in [false, true] {
        assert_eq!(told(&ours, &[(Field::Note, "见王某某，又去")], theirs), refused);
        assert_eq!(told(&ours, &[(Field::Note, "另写")], theirs), refused);
    }
    // The ledger changed, and the masked cell came back as its new text would be masked.
    assert_eq!(told(&note("见李四"), &[(Field::Note, "见李某")], false), Ok(Compared::default()));
    // What is not masked is taken, and the masks beside it stand against nothing.
    let taken = told(&ours, &[(Field::Who, "赵六")], false).unwrap();
    assert_eq!((taken.against.len(), taken.edits.len()), (0, 1));
    assert_eq!(fields(&told(&ours, &[(Field::State, "待核")], false)), []);
    assert_eq!(told(&ours, &[(Field::Who, "赵某")], false), Err(vec![(Field::Who, Unread::Masked)]));
    // The words of an inspector in a workbook without masks.
    let own = note("据某村民反映");
    assert!(compared(&own, &own, &[(Field::Note, "据某村民反映，已办")]).is_ok());
}
