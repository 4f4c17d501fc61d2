//! `copied_answer`: the answer, or whole steps of it, stand under another issue too.
//!
//! Asks where an answer, a step or a sentence of at least [`RUN`] characters is found in another issue's
//! answer to four fifths ([`SHARE`]), with a run of [`RUN`] equal characters in a row; the other issue may be
//! of another notice ([`across`]). Punctuation does not count; stock phrases and titles of documents are no
//! copy by themselves: [`OWN`] characters must be neither. Silent where more than [`COMMON`] issues of a
//! notice, or notices, share the words: then they are a form that all fill in.

mod across;
mod bare;
mod near;
mod shared;

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use rustc_hash::FxHashMap;

use super::{Doubt, Question, Quote, RuleId, Sheet, sheet::Place};
use bare::Bare;
use shared::{LONG, Shared};

pub use across::{Across, Found};

/// Equal characters in a row, punctuation left out. The form of doubts says about 40; with its punctuation
/// the shortest run of a whole step in the notices read by hand has 41.
const RUN: usize = 35;

/// Hundredths of a step or answer that are found in the other.
const SHARE: usize = 80;

/// The fewest characters of a copy that are neither stock phrase nor title.
const OWN: usize = 16;

/// The most issues of a notice, or notices, that share words which still are a copy.
const COMMON: usize = 6;

/// The most quotations from each of two issues: more is no longer read side by side.
const QUOTES: usize = 3;

/// An issue's answer.
struct Answer {
    /// The path of its place.
    path: String,
    bare: Bare,
    /// What may be copied, by its characters: the whole, its steps, its sentences.
    units: Vec<Range<usize>>,
}

/// A unit of one answer that is found in another.
#[derive(Debug, Clone)]
struct Copy {
    unit: Range<usize>,
    run: Range<usize>,
    /// All its long runs.
    runs: Vec<Range<usize>>,
    share: usize,
}

/// Asks of one notice.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let answers: Vec<Answer> = sheet.issues().map(|place| Answer::of(sheet, place)).collect();
    let mut out = Vec::new();
    // What of an answer has been asked of already: the third of three equal steps is asked of once.
    let mut asked: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    for (one, other) in pairs(&answers) {
        let (Some(first), Some(second)) = (answers.get(one), answers.get(other)) else { continue };
        let [here, there] = copies(first, second);
        let known = asked.get(&other).is_some_and(|known| {
            there
                .iter()
                .all(|copy| known.iter().any(|unit| copy.run.start < unit.end && unit.start < copy.run.end))
        });
        if here.is_empty() && there.is_empty() || known && !there.is_empty() {
            continue;
        }
        let known = asked.entry(other).or_default();
        known.extend(there.iter().map(|copy| copy.run.clone()));
        known.extend(here.iter().filter_map(|copy| same(first, copy, second)));
        let mut quotes = quoted(sheet, first, runs(first, &here, second, &there));
        quotes.extend(quoted(sheet, second, runs(second, &there, first, &here)));
        out.push(Doubt {
            rule: RuleId::CopiedAnswer,
            places: vec![first.path.clone(), second.path.clone()],
            quotes,
            elsewhere: Vec::new(),
            question: question((sheet, first, &here), (sheet, second, &there)),
        });
    }
    out
}

/// One of two answers with its copies, and where it stands.
type Side<'s, 'd> = (&'s Sheet<'d>, &'s Answer, &'s [Copy]);

fn question(one: Side, other: Side) -> Question {
    let best = one.2.iter().chain(other.2).max_by_key(|copy| copy.run.len());
    let (run, share) = best.map_or((0, 0), |copy| (copy.run.len(), copy.share));
    Question::Copied { run, share: u8::try_from(share).unwrap_or(100), near: near::wordings(one, other) }
}

/// Where the run of a copy stands in the other answer.
fn same(one: &Answer, copy: &Copy, other: &Answer) -> Option<Range<usize>> {
    let run = one.bare.chars.get(copy.run.clone())?;
    let head = run.get(..LONG.min(run.len()))?;
    let at = other.bare.chars.windows(head.len()).position(|window| window == head)?;
    Some(at..(at + run.len()).min(other.bare.chars.len()))
}

/// The runs that a side of a pair quotes: those of its own copies, else where the other's stand in it.
fn runs(one: &Answer, copies: &[Copy], other: &Answer, others: &[Copy]) -> Vec<Range<usize>> {
    if copies.is_empty() {
        others.iter().filter_map(|copy| same(other, copy, one)).collect()
    } else {
        copies.iter().flat_map(|copy| copy.runs.clone()).collect()
    }
}

impl Answer {
    fn of(sheet: &Sheet, place: &Place) -> Self {
        let bare = Bare::of(sheet, &place.answer);
        let sentences = place.answer.iter().flat_map(|range| sheet.sentences(range));
        let mut units: Vec<Range<usize>> = std::iter::once(0..bare.chars.len())
            .chain(sheet.steps(place).iter().map(|step| bare.within(step)))
            .chain(sentences.map(|sentence| bare.within(&sentence)))
            .filter(|unit| unit.len() >= RUN)
            .collect();
        units.dedup();
        Self { path: place.path.clone(), bare, units }
    }
}

/// The pairs of answers that share a run, in the order of the text.
fn pairs(answers: &[Answer]) -> BTreeSet<(usize, usize)> {
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, answer) in answers.iter().enumerate() {
        for (print, _) in shared::prints(&answer.bare.chars, RUN) {
            let known = holders.entry(print).or_default();
            if known.last() != Some(&at) && known.len() <= COMMON {
                known.push(at);
            }
        }
    }
    let mut out = BTreeSet::new();
    for known in holders.into_values().filter(|known| (2..=COMMON).contains(&known.len())) {
        for (nth, one) in known.iter().enumerate() {
            out.extend(known.iter().skip(nth + 1).map(|other| (*one, *other)));
        }
    }
    out
}

/// The units of each of two answers that are found in the other, none within one before it.
fn copies(one: &Answer, other: &Answer) -> [Vec<Copy>; 2] {
    [(one, other), (other, one)].map(|(one, other)| {
        let shared = Shared::of(&one.bare.chars, &other.bare.chars);
        let mut out: Vec<Copy> = Vec::new();
        for unit in &one.units {
            let run = shared.longest(unit);
            let share = shared.count(unit) * 100 / unit.len().max(1);
            let within = out.iter().any(|copy| copy.unit.start <= unit.start && unit.end <= copy.unit.end);
            if !within && run.len() >= RUN && share >= SHARE && one.bare.own(unit.clone()) >= OWN {
                let runs = shared.runs(unit).filter(|run| run.len() >= LONG).collect();
                out.push(Copy { unit: unit.clone(), run, runs, share });
            }
        }
        out
    })
}

/// The words of runs: the longest ones, a long one by its first clauses and by those behind them.
fn quoted(sheet: &Sheet, answer: &Answer, mut runs: Vec<Range<usize>>) -> Vec<Quote> {
    runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
    let mut shown: Vec<Range<usize>> = Vec::new();
    for run in runs {
        if shown.iter().all(|known| run.end <= known.start || known.end <= run.start) {
            shown.push(run);
        }
    }
    let mut parts = Vec::new();
    for run in shown.iter().take(QUOTES) {
        let whole = answer.bare.bytes(run);
        let first = sheet.cut(&whole);
        let rest = sheet.cut(&(first.end..whole.end));
        parts.push(first);
        if answer.bare.within(&rest).len() >= LONG {
            parts.push(rest);
        }
    }
    parts.truncate(QUOTES);
    parts.sort_by_key(|part| part.start);
    parts.iter().map(|part| sheet.quote(part)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::{asked, notice};

    fn doubts(answers: &[&str]) -> Vec<Doubt> {
        let findings = [
            "执法不规范。",
            "账目不清楚。",
            "作风不扎实。",
            "培训不到位。",
            "公示不及时。",
            "台账不完整。",
            "值班不严格。",
        ];
        let issues: Vec<(&str, &str, &str)> =
            findings.iter().zip(answers).map(|(finding, answer)| (*finding, "已完成", *answer)).collect();
        asked(RuleId::CopiedAnswer, &notice(date(2024, 6, 3), date(2024, 12, 1), &issues))
    }

    const STEP: &str = "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单，结果在全局大会上通报，并计入年度考核";

    #[test]
    fn a_step_under_two_issues() {
        let doubts =
            doubts(&[&format!("一是清退3人。二是{STEP}。"), &format!("一是{STEP}。二是追回2.3万元。")]);
        assert_eq!(doubts.len(), 1);
        assert_eq!(doubts[0].places, ["一、/1.", "一、/2."]);
        assert!(matches!(doubts[0].question, Question::Copied { run: 40.., .. }), "{:?}", doubts[0].question);
    }

    #[test]
    fn punctuation_makes_no_answer_of_its_own() {
        assert_eq!(doubts(&[&format!("{STEP}。"), &format!("{}。", STEP.replace('，', "；"))]).len(), 1);
    }

    #[test]
    fn the_third_equal_step_is_asked_of_once() {
        let same = format!("{STEP}。");
        let doubts = doubts(&[&same, &same, &same]);
        let places: Vec<&str> = doubts.iter().flat_map(|doubt| &doubt.places).map(String::as_str).collect();
        assert_eq!(places, ["一、/1.", "一、/2.", "一、/1.", "一、/3."]);
    }

    #[test]
    fn what_all_say_is_a_form() {
        let same = format!("{STEP}。");
        assert_eq!(doubts(&[same.as_str(); 7]), []);
    }

    #[rstest]
    // A document's title is no copy.
    #[case(
        "印发《中共甲县乙局党组关于进一步规范行政执法行为加强执法监督检查工作的若干措施及其实施细则（试行）》，清退3人。",
        "学习《中共甲县乙局党组关于进一步规范行政执法行为加强执法监督检查工作的若干措施及其实施细则（试行）》，追回4万元。"
    )]
    // Nor what everybody says.
    #[case(
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神，提高政治站位，清退借用人员3名。",
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神，提高政治站位，追回补贴4.1万元。"
    )]
    // Nor one matter told twice in few words.
    #[case(
        "9月3日召开专题会议研究财务管理，补齐票据12张。",
        "9月3日召开专题会议研究财务管理，追回补贴4.1万元。"
    )]
    fn no_copies(#[case] one: &str, #[case] other: &str) {
        assert_eq!(doubts(&[one, other]), []);
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_read(one in "[一是二。，；《》“”ab0-9甲乙丙]{0,200}", other in "[一是二。，；《》ab0-9甲乙]{0,200}") {
            doubts(&[&one, &other]);
        }
    }
}
