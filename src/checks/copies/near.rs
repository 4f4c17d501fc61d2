//! Two wordings of which one was made from the other, so that what differs can be shown side by side.

use std::ops::Range;

use super::{Answer, Copy, Side, same};
use crate::{
    checks::{Near, Sheet},
    text::diff::{Of, diff, shortened},
};

/// The most characters of a wording that are kept: more is read in the source.
const MOST: usize = 600;

/// The longest copy of two answers in both its wordings, where they differ by more than punctuation.
pub fn wordings(one: Side, other: Side) -> Option<Near> {
    let longest =
        |side: &Side| side.2.iter().max_by_key(|copy| copy.run.len()).map_or(0, |copy| copy.run.len());
    let turned = longest(&other) > longest(&one);
    let (from, to) = if turned { (other, one) } else { (one, other) };
    let copy = from.2.iter().max_by_key(|copy| copy.run.len())?;
    let there = counterpart(from.1, copy, to.1)?;
    let (first, last) = (copy.runs.first()?, copy.runs.last()?);
    let here = tightest(from.1, first.start..last.end, copy.unit.len());
    let (here, there) = (printed(from.0, from.1, &here), printed(to.0, to.1, &there));
    let (here, there) = if turned { (there, here) } else { (here, there) };
    let (here, there) = (unlabelled(&here), unlabelled(&there));
    let same = here.chars().filter(|c| c.is_alphanumeric()).eq(there.chars().filter(|c| c.is_alphanumeric()));
    if same { None } else { near(here, there) }
}

/// A step without its number (一是, （2）, 3.): that it is another one there says nothing of the words.
fn unlabelled(step: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c);
    let rest = step.trim_start_matches(['(', '（']).trim_start_matches(numeral);
    let end = |c: char| "是)）、.．，,：:".contains(c);
    if rest.starts_with(end) && rest.len() < step.len() { rest.trim_start_matches(end) } else { step }
}

/// What stands in the other answer where a copy stands in the one: the shortest of its units that holds the
/// copied words, or these alone.
fn counterpart(one: &Answer, copy: &Copy, other: &Answer) -> Option<Range<usize>> {
    let of_run = |run: &Range<usize>| same(one, &Copy { run: run.clone(), ..copy.clone() }, other);
    let places: Vec<Range<usize>> = copy.runs.iter().filter_map(of_run).collect();
    let start = places.iter().map(|place| place.start).min()?;
    let end = places.iter().map(|place| place.end).max()?;
    let most = 2 * copy.unit.len();
    // Words of which some stand far away from the others were not taken over as one.
    let words = if end - start > most { of_run(&copy.run)? } else { start..end };
    Some(tightest(other, words, most))
}

/// The shortest unit that holds a range, or the range itself where that is longer than `most`.
fn tightest(answer: &Answer, words: Range<usize>, most: usize) -> Range<usize> {
    let holds =
        |unit: &&Range<usize>| unit.start <= words.start && words.end <= unit.end && unit.len() <= most;
    answer.units.iter().filter(holds).min_by_key(|unit| unit.len()).cloned().unwrap_or(words)
}

/// The words of a range as printed, without white space.
fn printed(sheet: &Sheet, answer: &Answer, range: &Range<usize>) -> String {
    sheet.printed(&answer.bare.bytes(range)).chars().filter(|c| !c.is_whitespace()).take(MOST).collect()
}

fn near(one: &str, other: &str) -> Option<Near> {
    let mut near = Near { one: String::new(), other: String::new() };
    for piece in diff(one, other) {
        match piece.of {
            Of::Both => {
                let both = shortened(&piece.text);
                near.one.push_str(&both);
                near.other.push_str(&both);
            }
            Of::Old => near.one.push_str(&piece.text),
            Of::New => near.other.push_str(&piece.text),
        }
    }
    (near.one != near.other).then_some(near)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use crate::{
        checks::{
            Near, Question, RuleId,
            testing::{asked, notice},
        },
        text::diff::line,
    };

    fn wordings(one: &str, other: &str) -> Vec<Option<Near>> {
        let issues = [("执法不规范。", "已完成", one), ("账目不清楚。", "已完成", other)];
        let doubts = asked(RuleId::CopiedAnswer, &notice(date(2024, 6, 3), date(2024, 12, 1), &issues));
        let near = |question| match question {
            Question::Copied { near, .. } => near,
            other => panic!("{other:?}"),
        };
        doubts.into_iter().map(|doubt| near(doubt.question)).collect()
    }

    const HEAD: &str = "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单";
    const TAIL: &str = "结果在全局大会上通报，并计入年度考核，连续两次不合格的由分管领导约谈科室负责人";

    #[rstest]
    // A figure and a word.
    #[case("，共查票据12张，", "，共查票据15张，", "，共查票据1[-2-]{+5+}张，")]
    // What only one has.
    #[case("，", "，整改期内查出的问题当月办结，", "，{+整改期内查出的问题当月办结，+}")]
    fn what_differs_is_told(#[case] one: &str, #[case] other: &str, #[case] expected: &str) {
        let text = |between: &str| format!("一是清退3人。二是{HEAD}{between}{TAIL}。");
        let found = wordings(&text(one), &text(other));
        let [Some(near)] = &found[..] else { panic!("{found:?}") };
        let line = line(&near.one, &near.other);
        assert!(line.contains(expected), "{line}");
        assert!(line.contains("……"), "what both have is left out: {line}");
    }

    #[test]
    fn the_one_is_of_the_first_issue() {
        let long = format!("{HEAD}，首轮查12张，{TAIL}。");
        let short = format!("{HEAD}，{TAIL}。");
        for (one, other) in [(&long, &short), (&short, &long)] {
            let found = wordings(one, other);
            let [Some(near)] = &found[..] else { panic!("{found:?}") };
            assert_eq!(near.one.contains("首轮"), one.contains("首轮"), "{near:?}");
            assert_ne!(near.one.contains("首轮"), near.other.contains("首轮"), "{near:?}");
        }
    }

    #[rstest]
    #[case("，", "，")]
    // Punctuation makes no other wording.
    #[case("，", "；")]
    fn equal_words_have_nothing_to_tell(#[case] one: &str, #[case] other: &str) {
        let found = wordings(&format!("{HEAD}{one}{TAIL}。"), &format!("{HEAD}{other}{TAIL}。"));
        assert_eq!(found, [None]);
    }

    #[test]
    fn the_number_of_a_step_is_none_of_its_words() {
        let one = format!("一是清退3人。二是{HEAD}，{TAIL}。");
        let other = format!("一是追回2万元。二是约谈4人。三是{HEAD}，{TAIL}。");
        assert_eq!(wordings(&one, &other), [None]);
        assert_eq!(
            ["一是走访", "（2）走访", "3.走访", "12张票"].map(super::unlabelled),
            ["走访", "走访", "走访", "12张票"]
        );
    }
}
