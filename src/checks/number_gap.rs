//! `number_gap`: the numbering skips or repeats.
//!
//! Where the numbers run on from group to group (（三）9.、（四）10.), they are one enumeration.
//! Asks where siblings of the outline, or the steps of one answer, carry numbers of one kind and one of them
//! does not follow the one before. Silent where the count begins anew (a second enumeration), where siblings
//! carry numbers of several kinds or some none, and where more numbers leap than follow: then they are no
//! count of this enumeration (a ledger's extract, numbers of files). 一是 counts as following: nobody says it
//! but to begin a count.

use std::collections::BTreeMap;

use crate::{
    notice::Span,
    parse::{
        flow::{Range, fold_text},
        numbering,
    },
};

use super::{Doubt, Place, Question, RuleId, Sheet};

/// A numbered thing.
struct Item<'d> {
    label: &'d str,
    /// The place to which a doubt points, by its index.
    place: usize,
    words: Range,
}

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let places = sheet.places();
    let mut below: Vec<Vec<Item>> = (0..=places.len()).map(|_| Vec::new()).collect();
    let mut out = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let Some(node) = place.node else { continue };
        let above = place.above.unwrap_or(places.len());
        below[above].push(Item { label: &node.label, place: at, words: place.head.clone() });
        let step = |label, span: Span| Item { label, place: at, words: sheet.range(span) };
        let steps = node.measures.iter().map(|measure| step(&measure.label, measure.span));
        out.extend(gaps(sheet, &steps.collect::<Vec<_>>()));
    }
    let mut levels: BTreeMap<usize, Vec<Vec<Item>>> = BTreeMap::new();
    for siblings in below.into_iter().filter(|siblings| !siblings.is_empty()) {
        let level = siblings.first().map_or(0, |item| depth(places, item.place));
        levels.entry(level).or_default().push(siblings);
    }
    out.extend(levels.into_values().flat_map(joined).flat_map(|siblings| gaps(sheet, &siblings)));
    out
}

/// How many places stand above one.
fn depth(places: &[Place], at: usize) -> usize {
    let above = |at: &usize| places.get(*at).and_then(|place| place.above);
    std::iter::successors(above(&at), above).count()
}

/// Lists of siblings of one level, in the order of the text: joined to one where their numbers run on from each to the
/// next more often than not, and none begins anew.
fn joined(lists: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let ends = |list: &Vec<Item>| {
        let numbers = list.iter().map(|item| number(item.label)).collect::<Option<Vec<_>>>()?;
        let (written, first) = numbers.first()?.clone();
        let same = numbers.iter().all(|(other, _)| *other == written);
        same.then_some((written, first, numbers.last()?.1))
    };
    let Some(ends) = lists.iter().map(ends).collect::<Option<Vec<_>>>() else { return lists };
    let pairs = || ends.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
    let runs = pairs().filter(|(before, next)| before.2.checked_add(1) == Some(next.1)).count();
    let one_form = pairs().all(|(before, next)| before.0 == next.0);
    let anew = pairs().any(|(before, next)| next.1 <= before.2);
    if one_form && !anew && runs > 0 && runs * 2 >= pairs().count() {
        return vec![lists.into_iter().flatten().collect()];
    }
    lists
}

/// How a number is written, as far as it matters here, and its value.
fn number(label: &str) -> Option<(String, u32)> {
    let folded = fold_text(label);
    let trimmed = folded.trim_end_matches(['.', '、', ':', ',']);
    let is_digit =
        |c: char| c.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(c) || ('①'..='㉟').contains(&c);
    let digits: String = trimmed.chars().skip_while(|c| !is_digit(*c)).take_while(|c| is_digit(*c)).collect();
    let value = numbering::value(&digits)?;
    let written = match digits.chars().next()? {
        c if c.is_ascii_digit() => "1",
        '①'..='㉟' => "①",
        _ => "一",
    };
    Some((trimmed.replacen(&digits, written, 1), value))
}

fn gaps(sheet: &Sheet, items: &[Item]) -> Vec<Doubt> {
    let Some(numbers) = items.iter().map(|item| number(item.label)).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    if numbers.windows(2).any(|pair| pair[0].0 != pair[1].0) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let begins = numbers.first().is_some_and(|(written, value)| *value == 1 && written.ends_with('是'));
    let mut follows = usize::from(begins);
    for (pair, values) in items.windows(2).zip(numbers.windows(2)) {
        let ([before, item], [last, value]) = (pair, [values[0].1, values[1].1]) else { continue };
        if value == last + 1 || value == 1 {
            follows += 1;
            continue;
        }
        let question = if value <= last {
            Question::Repeated { label: item.label.to_owned() }
        } else {
            Question::Skipped { after: before.label.to_owned(), label: item.label.to_owned() }
        };
        let place = sheet.places().get(item.place).map(|place| place.path.clone());
        let quotes = [before, item].iter().map(|item| sheet.quote(&item.words)).collect();
        out.push(Doubt {
            rule: RuleId::NumberGap,
            places: place.into_iter().collect(),
            quotes,
            elsewhere: Vec::new(),
            question,
        });
    }
    if out.len() > follows { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::asked_of_issue;

    fn labels(doubts: &[Doubt]) -> Vec<&str> {
        doubts
            .iter()
            .map(|doubt| match &doubt.question {
                Question::Repeated { label } | Question::Skipped { label, .. } => label.as_str(),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[rstest]
    #[case("一是开会。二是发文。二是检查。", Some("二是"))]
    #[case("一是开会。二是发文。四是检查。", Some("四是"))]
    #[case("一是开会。二是发文。三是检查。", None)]
    #[case("一是清退3人。三是追回2万元。", Some("三是"))]
    // Two numbers that are no words of a count may be an extract.
    #[case("1.清退3人。3.追回2万元。", None)]
    #[case("1.清退3人。2.追回2万元。4.通报全县。", Some("4."))]
    // A second count begins anew.
    #[case("一是开会。二是发文。针对第二处，一是检查。二是回访。", None)]
    fn steps(#[case] answer: &str, #[case] label: Option<&str>) {
        let doubts = asked_of_issue(RuleId::NumberGap, "账目不清。", "已完成", answer);
        assert_eq!(labels(&doubts), label.into_iter().collect::<Vec<_>>(), "{answer}");
    }

    #[rstest]
    // Numbers that run on from group to group.
    #[case("9 | 10 12", Some("12."))]
    #[case("1 2 | 3 4 | 5 7", Some("7."))]
    #[case("1 2 | 3 4 | 6 7", Some("6."))]
    #[case("1 2 | 3 3 4", Some("3."))]
    #[case("1 2 | 3 4 | 5", None)]
    // An extract, and counts that begin anew.
    #[case("9 | 12 | 15 17", None)]
    #[case("1 2 | 1 3 | 4 5", None)]
    fn across_groups(#[case] groups: &str, #[case] want: Option<&str>) {
        let mut text = "中共甲县乙局党组关于巡察整改情况的通报\n\n2024年6月3日，县委第一巡察组反馈了意见。\n\n一、整改情况\n".to_owned();
        for (at, numbers) in groups.split('|').enumerate() {
            text += &format!("（{}）管理方面\n", ["一", "二", "三"][at]);
            for (nth, number) in numbers.split_whitespace().enumerate() {
                text += &format!(
                    "{number}.制度执行第{at}{nth}处不严。\n整改情况：修订办法，补办手续3份。\n整改结果：已完成\n"
                );
            }
        }
        text += "\n中共甲县乙局党组\n2024年12月1日\n";
        let doubts = crate::checks::testing::asked(RuleId::NumberGap, &text);
        assert_eq!(labels(&doubts), want.into_iter().collect::<Vec<_>>(), "{groups}");
    }
}
