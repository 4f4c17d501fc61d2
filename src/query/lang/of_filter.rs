//! The query that asks what a filter asks, so that what is in force can be kept and handed to the command line.

use jiff::civil::Date;

use crate::{
    ledger::types::AgencyRow,
    query::filter::{DueFilter, Filter, OutcomeChoices, StateSet},
    words::ZH,
};

use super::{
    Key, Query, Value,
    key::{ANY, NONE},
};

/// The query that the same issues answer as `filter` shows, among those that are not put right as being none
/// (these no filter shows). `agencies` are those of the snapshot. What [`Filter::only`] and [`Filter::answers`]
/// leave is no matter of it: whoever knows what they came from adds that ([`every`]).
///
/// Days within which something falls due stay so many days from whatever day it is asked on.
pub fn of_filter(filter: &Filter, agencies: &[AgencyRow]) -> Query {
    let outcome = filter.outcome;
    let with = match outcome.all {
        true => {
            outcome.with.iter().map(|one| outcomes(std::iter::once(one).collect())).collect::<Vec<Query>>()
        }
        false => vec![outcomes(outcome.with)],
    };
    let without = match outcome.without.is_empty() {
        true => Query::All,
        false => Query::Not(Box::new(outcomes(outcome.without))),
    };
    let signs = [
        (filter.conflict, "本条意见不一"),
        (filter.doubtful, "待确认"),
        (filter.printed_anew, "本条原文已变"),
    ];
    let signs = signs.into_iter().filter(|(on, _)| *on).map(|(_, sign)| field(Key::Has, [sign]));
    let parts = [
        without,
        filter.deadline.map(|due| days(Key::Deadline, due)).unwrap_or_default(),
        filter.recheck.map(|due| days(Key::Recheck, due)).unwrap_or_default(),
        states(filter.states),
        named(filter, agencies),
    ];
    let doubts = filter.asked.as_ref().map(|_| field(Key::Doubt, ANY.into_iter().take(1)));
    every(with.into_iter().chain(parts).chain(signs).chain(doubts))
}

/// What answers all of them; one that stands twice is asked once.
pub fn every(queries: impl IntoIterator<Item = Query>) -> Query {
    let mut all: Vec<Query> = Vec::new();
    for query in queries {
        let within = match query {
            Query::All => Vec::new(),
            Query::Every(within) => within,
            one => vec![one],
        };
        for one in within {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    match all.len() {
        0 | 1 => all.pop().unwrap_or_default(),
        _ => Query::Every(all),
    }
}

fn field<T: Into<String>>(key: Key, values: impl IntoIterator<Item = T>) -> Query {
    let values: Vec<Value> = values.into_iter().map(Value::new).collect();
    if values.is_empty() { Query::All } else { Query::Field(key, values) }
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

/// What no issue answers.
fn nothing() -> Query {
    let doubt = |words: [&'static str; 2]| field(Key::Doubt, words.into_iter().take(1));
    Query::Every(vec![doubt(ANY), doubt(NONE)])
}

fn outcomes(choices: OutcomeChoices) -> Query {
    let names = choices.iter().filter_map(|choice| ZH.ledger.outcomes.get(choice.index()).copied());
    field(Key::Outcome, names)
}

fn states(states: StateSet) -> Query {
    let names = states.iter().filter_map(|state| ZH.ledger.states.get(state as usize).copied());
    field(Key::State, names)
}

fn days(key: Key, due: DueFilter) -> Query {
    let absent = || field(key, NONE.into_iter().take(1));
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match due {
        DueFilter::Overdue => field(key, ["逾期"]),
        DueFilter::Within(days) => field(key, [format!("{days}d")]),
        DueFilter::Absent => absent(),
        // Any day will do.
        DueFilter::Between(None, None) => not(absent()),
        DueFilter::Between(Some(from), Some(to)) if from > to => nothing(),
        DueFilter::Between(from, to) => field(key, [format!("{}..{}", day(from), day(to))]),
    }
}

/// The agencies by their whole names. One that is not there any more has no issue.
fn named(filter: &Filter, agencies: &[AgencyRow]) -> Query {
    if filter.agencies.is_empty() {
        return Query::All;
    }
    let chosen = agencies.iter().filter(|row| filter.agencies.contains(&row.id));
    match field(Key::Agency, chosen.map(|row| format!("={}", row.name))) {
        Query::All => nothing(),
        names => names,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::{
        checks::{RuleId, Rules},
        ledger::{
            followup::{Contest, Opinion, Review, State},
            ids::Ids,
            types::{
                AgencyId, DoubtRow, DueRow, Fixes, IssueId, NoticeId, NoticeRow, OutcomeSet, OwnedRow,
                Snapshot,
            },
        },
        notice::DeadlineKind,
        query::{
            doubts::Tally,
            filter::{OutcomeChoice, OutcomeFilter, matches},
            lang::{Plan, read},
        },
    };

    const TODAY: Date = date(2026, 11, 23);
    /// One is part of another; one holds what is syntax; one has another name.
    const NAMES: [&str; 4] = ["甲局", "甲局二科", "乙（县）, 局", "丙 局 \"旧\""];

    fn agencies() -> Vec<AgencyRow> {
        let row = |(at, name): (usize, &&str)| AgencyRow {
            id: AgencyId(at as i64),
            name: Arc::from(*name),
            aliases: if at == 2 { vec!["甲局旧名".into()] } else { Vec::new() },
            ..AgencyRow::default()
        };
        NAMES.iter().enumerate().map(row).collect()
    }

    #[rstest]
    #[case::nothing(Filter::default(), "")]
    #[case::any(Filter { outcome: outcome("cl", false, ""), ..Filter::default() }, "结果:已完成,长期坚持")]
    #[case::all(Filter { outcome: outcome("cl", true, "u"), ..Filter::default() }, "结果:已完成 结果:长期坚持 -结果:未标明")]
    #[case::overdue(Filter { deadline: Some(DueFilter::Overdue), ..Filter::default() }, "期限:逾期")]
    #[case::within(Filter { recheck: Some(DueFilter::Within(30)), ..Filter::default() }, "复查:30d")]
    #[case::until(Filter { deadline: Some(DueFilter::Between(None, Some(TODAY))), ..Filter::default() }, "期限:..2026-11-23")]
    #[case::agency(Filter { agencies: [AgencyId(0), AgencyId(2)].into(), ..Filter::default() }, "单位:=甲局,\"=乙（县）, 局\"")]
    #[case::signs(Filter { conflict: true, doubtful: true, ..Filter::default() }, "有:本条意见不一 有:待确认")]
    fn says(#[case] filter: Filter, #[case] want: &str) {
        assert_eq!(of_filter(&filter, &agencies()).to_string(), want);
    }

    #[test]
    fn parts_are_joined_and_none_is_asked_twice() {
        let parts = ["公厕 或 路灯", "期限:逾期 公厕", "期限:逾期", ""];
        let all = every(parts.map(|part| read(part).unwrap()));
        assert_eq!(all.to_string(), "(公厕 或 路灯) 期限:逾期 公厕");
        assert_eq!(read(&all.to_string()), Ok(all));
    }

    fn outcome(with: &str, all: bool, without: &str) -> OutcomeFilter {
        let of = |letters: &str| {
            OutcomeChoice::ALL
                .into_iter()
                .zip("cplinu".chars())
                .filter(|(_, letter)| letters.contains(*letter))
                .map(|(choice, _)| choice)
                .collect()
        };
        OutcomeFilter { with: of(with), all, without: of(without) }
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (-400i64..400).prop_map(|days| TODAY.saturating_add(days.days()))
    }

    fn any_due() -> impl Strategy<Value = DueFilter> {
        let end = || proptest::option::of(any_day());
        prop_oneof![
            Just(DueFilter::Overdue),
            Just(DueFilter::Absent),
            (0u16..=9999).prop_map(DueFilter::Within),
            (0u16..=60).prop_map(DueFilter::Within),
            (end(), end()).prop_map(|(from, to)| DueFilter::Between(from, to)),
        ]
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        let outcome = ("[cplinu]{0,2}", any::<bool>(), "[cplinu]{0,2}")
            .prop_map(|(with, all, without)| outcome(&with, all, &without));
        let maybe = || proptest::option::weighted(0.3, any_due());
        let states = proptest::collection::vec(0..5usize, 0..3);
        // One of them is of no agency.
        let agencies = proptest::collection::btree_set(0..5i64, 0..3);
        let signs = proptest::array::uniform4(proptest::bool::weighted(0.2));
        (outcome, maybe(), maybe(), states, agencies, signs).prop_map(
            |(outcome, deadline, recheck, states, agencies, [conflict, doubtful, printed_anew, asked])| {
                Filter {
                    outcome,
                    deadline,
                    recheck,
                    states: states.into_iter().map(|at| State::ALL[at]).collect(),
                    agencies: agencies.into_iter().map(AgencyId).collect(),
                    conflict,
                    doubtful,
                    printed_anew,
                    asked: asked.then(Arc::default),
                    ..Filter::default()
                }
            },
        )
    }

    fn any_row() -> impl Strategy<Value = OwnedRow> {
        let kind = prop_oneof![
            Just(DeadlineKind::Required),
            Just(DeadlineKind::Promised),
            Just(DeadlineKind::Reported)
        ];
        let due = (any_day(), kind).prop_map(|(due, kind)| DueRow { due, kind });
        let deadlines = proptest::collection::vec(due, 0..3);
        let review = (0..5usize, proptest::option::of(any_day()), proptest::bool::weighted(0.3));
        let signs = proptest::array::uniform5(proptest::bool::weighted(0.3));
        (0u8..32, deadlines, review, 0..4i64, signs).prop_map(
            |(outcome, deadlines, (state, due, split), agency, [gone, doubtful, hides, contested, void])| {
                let review = Review { state: State::ALL[state], due, ..Review::default() };
                let opinion = || Opinion {
                    author: "甲".into(),
                    time: jiff::Timestamp::UNIX_EPOCH,
                    state: State::Verified,
                    finding: None,
                    words: None,
                };
                let conflict = if split { vec![opinion(), opinion()] } else { Vec::new() };
                let contested = contested.then(|| Contest { field: "title".into(), voices: Vec::new() });
                OwnedRow {
                    agency: AgencyId(agency),
                    notice: NoticeId(agency),
                    outcome: OutcomeSet(outcome),
                    deadlines,
                    review: Review { conflict, ..review },
                    present: !gone,
                    doubtful,
                    fixes: Fixes { hides, void, ..Fixes::default() },
                    contested: contested.into_iter().collect(),
                    ..OwnedRow::default()
                }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_a_filter_shows_answers_its_query(
            mut filter in any_filter(),
            mut rows in proptest::collection::vec(any_row(), 0..12),
            doubted in 0i64..12,
        ) {
            rows.sort_by_key(|row| row.notice);
            for (at, row) in (1..).zip(&mut rows) {
                row.id = IssueId(at);
            }
            let notices = (0..4).map(|at| NoticeRow {
                id: NoticeId(at),
                agency: AgencyId(at),
                // What is said of the notice is no matter of the filter.
                hides: if at == 1 { vec!["title"] } else { Vec::new() },
                ..NoticeRow::default()
            });
            let doubts = vec![DoubtRow::loose(RuleId::NoResult, NoticeId(0), vec![IssueId(doubted)])];
            let snapshot = Snapshot {
                agencies: agencies(),
                notices: notices.collect(),
                issues: rows.into(),
                doubts,
                ..Snapshot::default()
            };
            let rules = Rules::default();
            if filter.asked.is_some() {
                let with: Ids = Tally::of(&snapshot, &rules).issues.into_keys().collect();
                filter.asked = Some(Arc::new(with));
            }
            let query = of_filter(&filter, &snapshot.agencies);
            // As it comes back from where it was kept.
            prop_assert_eq!(read(&query.to_string()), Ok(query.clone()));
            let plan = Plan::of(&query, TODAY);
            prop_assert!(plan.is_ok(), "{query}: {plan:?}");
            let answers: Vec<IssueId> = plan.unwrap().answers(&snapshot, &Vec::new(), &rules).into_iter()
                .filter(|row| !row.fixes.void).map(|row| row.id).collect();
            let shown: Vec<IssueId> =
                snapshot.issues.iter().filter(|row| matches(&filter, row, TODAY)).map(|row| row.id).collect();
            prop_assert_eq!(answers, shown, "{}", query);
        }
    }
}
