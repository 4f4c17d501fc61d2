use proptest::prelude::*;
use rstest::rstest;
use rusqlite::params;

use super::*;
use crate::ledger::{index, testing::ledger};

/// A ledger of bare texts: what a search looks through, without notices.
fn texts(rows: &[(&str, &str)]) -> Ledger {
    let ledger = ledger();
    ledger.connection.pragma_update(None, "foreign_keys", false).unwrap();
    put(&ledger, rows, 1);
    ledger
}

fn put(ledger: &Ledger, rows: &[(&str, &str)], first: i64) {
    for ((body, duty), id) in rows.iter().zip(first..) {
        ledger
            .connection
            .execute("INSERT INTO search (issue, body, duty) VALUES (?1, ?2, ?3)", params![id, body, duty])
            .unwrap();
    }
}

/// What a plain scan finds.
fn scanned(ledger: &Ledger, needle: &Needle) -> Vec<i64> {
    let mut statement =
        ledger.connection.prepare("SELECT issue, body, duty FROM search ORDER BY issue").unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))
        .unwrap();
    let holds = |(id, body, duty): (i64, String, String)| {
        let yes = match needle {
            Needle::Text(part) => body.contains(part.as_str()),
            Needle::Duty(part) => duty.contains(part.as_str()),
            Needle::Pattern(written) => pattern(written).unwrap().is_match(&body),
        };
        yes.then_some(id)
    };
    rows.filter_map(|row| holds(row.unwrap())).collect()
}

fn got(ledger: &Ledger, needle: &Needle) -> Vec<i64> {
    let mut found = ledger.find(std::slice::from_ref(needle)).unwrap();
    let hits = found.pop().unwrap();
    assert!(hits.whole && found.is_empty());
    hits.ids.iter().map(|id| id.0).collect()
}

fn waiting(ledger: &Ledger) -> i64 {
    ledger.connection.query_row("SELECT count(*) FROM unindexed", [], |row| row.get(0)).unwrap()
}

const ROWS: [(&str, &str); 6] = [
    ("公厕破损\n更换led灯40盏", "市城管局\n张三"),
    ("公共厕所\n厕破", ""),
    ("a\"b*c(公)或-100%_", "财务科"),
    ("\u{10fffd}\u{10fffc}\u{e001}x", "\u{10fffc}公"),
    ("😀👩‍👧e\u{301}\u{0}\u{1b}[m", "公厕"),
    ("", ""),
];

#[rstest]
#[case::one("公", &[1, 2, 3])]
#[case::two("厕破", &[1, 2])]
#[case::not_across_lines("损更", &[])]
#[case::three("公厕破", &[1])]
#[case::pairs_but_not_the_text("共厕破", &[])]
#[case::all_pairs_elsewhere("厕破损公", &[])]
#[case::latin("led", &[1])]
#[case::mixed("led灯40", &[1])]
#[case::figure("0", &[1, 3])]
#[case::quote("\"", &[3])]
#[case::quote_and_letter("\"b", &[3])]
#[case::star("*", &[3])]
#[case::syntax("c(公", &[3])]
#[case::percent("0%_", &[3])]
#[case::minus("-1", &[3])]
#[case::private_marks("\u{10fffd}", &[4])]
#[case::private_pair("\u{10fffd}\u{10fffc}", &[4])]
#[case::private_mark_of_duty("\u{10fffc}公", &[])]
#[case::emoji("😀", &[5])]
#[case::joined_emoji("👩‍👧", &[5])]
#[case::joiner("\u{200d}", &[5])]
#[case::combining("\u{301}", &[5])]
#[case::nul("\u{0}", &[5])]
#[case::escape("\u{1b}[", &[5])]
#[case::line_end("\n", &[1, 2])]
#[case::line_end_pair("损\n", &[1])]
#[case::over_a_line_end("损\n更", &[1])]
#[case::nothing("", &[1, 2, 3, 4, 5, 6])]
#[case::unknown("巡", &[])]
#[case::unknown_pair("公破", &[])]
#[case::operator("and", &[])]
fn finds_texts(#[case] part: &str, #[case] want: &[i64]) {
    let ledger = texts(&ROWS);
    let needle = Needle::Text(part.to_owned());
    assert_eq!(waiting(&ledger), 6);
    assert_eq!(got(&ledger, &needle), want, "none in the index");
    index::settle(&ledger.connection).unwrap();
    assert_eq!(waiting(&ledger), 0);
    assert_eq!(got(&ledger, &needle), want, "all in the index");
    put(&ledger, &ROWS, 7);
    let twice: Vec<i64> = want.iter().copied().chain(want.iter().map(|id| id + 6)).collect();
    assert_eq!(got(&ledger, &needle), twice, "half in the index");
    assert_eq!(scanned(&ledger, &needle), twice);
}

#[rstest]
#[case::one("公", &[4, 5])]
#[case::name("城管局", &[1])]
#[case::two("财务", &[3])]
#[case::not_the_text("破损", &[])]
#[case::mark("\u{10fffc}", &[4])]
fn finds_who_is_responsible(#[case] part: &str, #[case] want: &[i64]) {
    let ledger = texts(&ROWS);
    let needle = Needle::Duty(part.to_owned());
    assert_eq!(got(&ledger, &needle), want);
    index::settle(&ledger.connection).unwrap();
    assert_eq!(got(&ledger, &needle), want);
}

#[rstest]
#[case::literal("公厕", &[1])]
#[case::capitals("LED灯", &[1])]
#[case::any_of("公厕|公共", &[1, 2])]
#[case::gap("公.*所", &[2])]
#[case::not_across_lines("公.*厕破$", &[])]
#[case::each_line("(?m)^厕破$", &[2])]
#[case::figures("[0-9]{2,3}", &[1, 3])]
#[case::everything("", &[1, 2, 3, 4, 5, 6])]
#[case::nothing_at_all("(?-i:LED)", &[])]
#[case::quote("\"b\\*", &[3])]
fn finds_patterns(#[case] written: &str, #[case] want: &[i64]) {
    let ledger = texts(&ROWS);
    let needle = Needle::Pattern(written.to_owned());
    assert_eq!(got(&ledger, &needle), want);
    index::settle(&ledger.connection).unwrap();
    assert_eq!(got(&ledger, &needle), want);
}

#[test]
fn a_common_text_is_found_by_looking_through_all() {
    let rows: Vec<(String, String)> = (0..300)
        .map(|n| (if n % 3 == 0 { format!("公厕破损{n}") } else { format!("公厕厕破{n}") }, String::new()))
        .collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(body, duty)| (body.as_str(), duty.as_str())).collect();
    let ledger = texts(&rows);
    index::settle(&ledger.connection).unwrap();
    for part in ["公厕厕", "公厕破损", "厕破2", "破损29"] {
        let needle = Needle::Text(part.to_owned());
        let want = scanned(&ledger, &needle);
        assert!(!want.is_empty());
        assert_eq!(got(&ledger, &needle), want, "{part}");
    }
}

/// Characters that have bitten searches, and a few that stand often, so that texts and needles meet.
fn sign() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => prop::sample::select(vec!['公', '厕', '破', 'a', 'k', '1', '\n']),
        3 => prop::sample::select(vec![
            '"', '\'', '*', '(', ')', '-', '+', '^', ':', '{', '}', '%', '_', '\\', '\0', '\u{1b}', ' ', '\u{a0}', '\u{200d}',
            '\u{301}', '\u{e000}', '\u{f8ff}', '\u{fffd}', '\u{ffff}', '\u{1f600}', '\u{20000}', '\u{10fffc}', '\u{10fffd}',
            '\u{10ffff}', 'A', 'Ω', 'ß', 'İ', '\u{d7ff}', '\u{e001}', '\u{100}', '\u{122}',
        ]),
        1 => any::<char>(),
    ]
}

fn signs(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(sign(), 0..most).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever stands in the texts and is looked for, and whatever is in the index by then: what is found is what a
    /// plain scan finds.
    #[test]
    fn finds_what_a_scan_finds(
        rows in prop::collection::vec((signs(24), signs(6)), 1..24),
        settled in 0..24_usize,
        changed in prop::collection::vec((0..24_usize, signs(12)), 0..4),
        gone in prop::collection::vec(0..24_i64, 0..3),
        needles in prop::collection::vec(signs(6), 1..8),
        cut in (0..24_usize, 0..20_usize, 1..5_usize),
    ) {
        let rows: Vec<(&str, &str)> = rows.iter().map(|(body, duty)| (body.as_str(), duty.as_str())).collect();
        let (before, behind) = rows.split_at(settled.min(rows.len()));
        let ledger = texts(before);
        index::settle(&ledger.connection).unwrap();
        put(&ledger, behind, before.len() as i64 + 1);
        for (at, body) in &changed {
            ledger.connection
                .execute("UPDATE search SET body = ?2 WHERE issue = ?1", params![*at as i64, body])
                .unwrap();
        }
        for id in &gone {
            ledger.connection.execute("DELETE FROM search WHERE issue = ?1", [id]).unwrap();
        }
        // A piece of one of the texts, so that something is found.
        let whole = rows[cut.0 % rows.len()].0;
        let piece: String = whole.chars().skip(cut.1).take(cut.2).collect();
        for round in 0..2 {
            for part in needles.iter().chain([&piece]) {
                for needle in [
                    Needle::Text(part.clone()),
                    Needle::Duty(part.clone()),
                    Needle::Pattern(regex::escape(part)),
                ] {
                    if matches!(&needle, Needle::Pattern(_)) && fold(part) != *part {
                        // Patterns are held against folded texts.
                        continue;
                    }
                    let want = match &needle {
                        // Such texts do not stand in a ledger: capitals count there.
                        Needle::Pattern(_) => scanned(&ledger, &Needle::Text(part.clone())),
                        other => scanned(&ledger, other),
                    };
                    let got = got(&ledger, &needle);
                    let lacks = want.iter().any(|id| !got.contains(id));
                    prop_assert!(!lacks, "{:?} lacks some of {:?}: {:?}", needle, want, got);
                    if !matches!(&needle, Needle::Pattern(_)) {
                        prop_assert_eq!(got, want, "{:?}", needle);
                    }
                }
            }
            let mut report = crate::ledger::VerifyReport::default();
            index::verify(&ledger.connection, &mut report).unwrap();
            prop_assert_eq!(report.faults, []);
            if round == 0 {
                index::settle(&ledger.connection).unwrap();
            }
        }
    }
}
