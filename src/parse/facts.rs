//! What a notice says of itself around its issues: organisation, inspection, days. Its title: [`super::title`].

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::notice::Period;

use super::{
    dates::{self, Part, When, Year},
    flow::{Flow, Range, behind_last, last_chars},
    layout::{Block, is_date_line},
    lexicon::{Lexicon, ends},
};

/// A fact and where it stands in the flow.
pub type Fact<T> = Option<(T, Range)>;

/// Whether a name ends like that of a Party organisation.
pub fn is_organisation(name: &str, lexicon: &Lexicon) -> bool {
    let plain: String = name.chars().filter(|c| *c != '\n').collect();
    let bare = plain.split('(').next().unwrap_or("").len();
    let fits = |text: &str| {
        ends(text, &lexicon.names.organisation).is_some()
            || (text.starts_with("中共") && ends(text, &lexicon.names.committee).is_some())
    };
    (4..=60).contains(&plain.chars().count())
        && (fits(&plain)
            || plain.ends_with(')') && fits(plain.get(..bare).unwrap_or(""))
            || bracketed_kind(&plain, lexicon).is_some_and(|name| name.chars().count() >= 4))
}

/// The name before a bracket that says what kind of Party organisation it is: 甲县财政局(党组).
pub fn bracketed_kind<'t>(name: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (name, kind) = name.strip_suffix(')')?.rsplit_once('(')?;
    lexicon.names.organisation.iter().any(|word| word == kind).then_some(name)
}

/// The name of the body inspected: the organisation less 中共 and 党组, 党委, 委员会 ….
pub fn agency(flow: &Flow, organisation: &Range, lexicon: &Lexicon) -> Range {
    let mut range = organisation.clone();
    let text = flow.get(&range);
    if let Some(alias) = text.strip_suffix(')').and_then(|_| text.rfind('('))
        && text.get(alias..).is_some_and(|inner| inner.contains("简称"))
    {
        range.end = range.start + alias;
    }
    if flow.get(&range).starts_with("中共") {
        range.start += "中共".len();
    }
    if let Some(name) = bracketed_kind(flow.get(&range), lexicon) {
        range.end = range.start + name.len();
    }
    if let Some(suffix) = ends(flow.get(&range), &lexicon.names.organisation)
        && suffix.len() < range.len()
    {
        range.end -= suffix.len();
    }
    range
}

/// The organisation in the signature: a block of its own, before a date or at the end.
pub fn signature(flow: &Flow, blocks: &[Block], lexicon: &Lexicon) -> Option<Range> {
    let from = blocks.len() * 2 / 3;
    blocks
        .get(from..)?
        .iter()
        .rev()
        .map(|block| {
            let text = flow.get(&block.range);
            // Name and date may stand on one line.
            let end = dates::find(text).first().map_or(text.len(), |found| found.start);
            block.range.start..block.range.start + end
        })
        .find(|range| {
            is_organisation(flow.get(range), lexicon) && !flow.get(range).contains([',', '。', ':'])
        })
}

/// The date under the signature: the last block that is a date, or ends in one behind the name.
pub fn signed(flow: &Flow, blocks: &[Block], lexicon: &Lexicon) -> Fact<Date> {
    let from = blocks.len().saturating_sub(40).max(blocks.len() / 2);
    blocks.get(from..)?.iter().rev().find_map(|block| {
        let text = flow.get(&block.range);
        let found = *dates::find(text).last()?;
        let before = text.get(..found.start)?;
        let fits = is_date_line(text) || found.end == text.len() && is_organisation(before, lexicon);
        let day = dates::exact(found.when)?;
        fits.then_some((day, block.range.start + found.start..block.range.start + found.end))
    })
}

static PAGE_DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([0-9]{4})(?:年|[-./])\s*([0-9]{1,2})(?:月|[-./])\s*([0-9]{1,2})").ok());

/// The date that the page gives itself above the text (发布日期：…).
pub fn page_date(flow: &Flow, source: &str, blocks: &[Block], lexicon: &Lexicon) -> Fact<Date> {
    let pattern = PAGE_DATE.as_ref()?;
    blocks.iter().take(12).find_map(|block| {
        let text = flow.get(&block.range);
        if is_date_line(text) {
            return Some((dates::exact(dates::find(text).first()?.when)?, block.range.clone()));
        }
        if text.chars().count() > 120 {
            return None;
        }
        let word = lexicon.names.page_date.iter().find(|word| text.contains(&format!("{word}:")))?;
        // White space parts the day from the hour, so the text is read as printed.
        let shown: String = flow.shown(source, &block.range).chars().map(super::flow::fold).collect();
        let behind = shown.get(shown.find(word.as_str())?..)?;
        let found = pattern.captures(behind)?;
        let number = |at: usize| found.get(at).and_then(|m| m.as_str().parse::<i16>().ok());
        let day =
            Date::new(number(1)?, i8::try_from(number(2)?).ok()?, i8::try_from(number(3)?).ok()?).ok()?;
        let at = block.range.start + text.find(word.as_str())?;
        Some((day, at..block.range.end))
    })
}

/// What the opening says of the inspection.
#[derive(Debug, Default)]
pub struct Inspection {
    /// Who inspected.
    pub body: Option<Range>,
    /// When.
    pub period: Fact<Period>,
    /// The day of the feedback.
    pub feedback: Fact<Date>,
    /// A day of the feedback that no calendar has.
    pub no_day: Option<Range>,
    /// The round.
    pub round: Option<Range>,
}

impl Inspection {
    /// What this one says, and what the other says where this one is silent.
    pub fn or(self, other: Self) -> Self {
        Self {
            body: self.body.or(other.body),
            period: self.period.or(other.period),
            // What is printed for the day, and is none, is not made up for elsewhere.
            feedback: if self.no_day.is_some() { self.feedback } else { self.feedback.or(other.feedback) },
            no_day: self.no_day.or(other.no_day),
            round: self.round.or(other.round),
        }
    }
}

/// Reads the opening paragraphs.
pub fn inspection(flow: &Flow, opening: &Range, own: Option<Date>) -> Inspection {
    let period = period(flow, opening);
    let (feedback, no_day) = feedback(flow, opening, period.as_ref(), own);
    Inspection { body: body(flow, opening), feedback, no_day, period, round: round(flow, opening) }
}

static GROUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}0-9]{0,24}?巡[察视](?:[一二三四五六七八九十0-9]{0,3}|工作)组").ok()
});

/// Characters before a group's name that do not belong to it.
const BEFORE_NAME: &[&str] = &[
    "轮巡视",
    "轮巡察",
    "轮",
    "日",
    "月",
    "于",
    "由",
    "经",
    "受",
    "向",
    "对",
    "被",
    "至",
    "自",
    "从",
    "部署",
    "安排",
    "要求",
    "底",
    "旬",
    "期间",
    "并",
    "和",
];

fn body(flow: &Flow, opening: &Range) -> Option<Range> {
    let text = flow.get(opening);
    let mut names = GROUP.as_ref()?.find_iter(text).filter_map(|found| {
        let words = found.as_str();
        let cut = BEFORE_NAME
            .iter()
            .filter_map(|word| words.rfind(word).map(|at| at + word.len()))
            .max()
            .unwrap_or(0);
        let name = words.get(cut..)?;
        let counted = name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '各' | '多' | '几'))
            || name.contains('个');
        (name.chars().count() >= 4 && !counted)
            .then_some(opening.start + found.start() + cut..opening.start + found.end())
    });
    let all: Vec<Range> = names.by_ref().collect();
    let numbered = |range: &&Range| {
        let name = flow.get(range);
        name.contains('第') || name.trim_end_matches('组').ends_with(|c| "一二三四五六七八九十".contains(c))
    };
    all.iter().find(numbered).or(all.first()).cloned()
}

static INSPECTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[对向](中共[\p{Han}]{2,40}?)(?:\(|进行|开展|反馈|的)").ok());

/// The organisation that the opening says was inspected, by its full name (对中共…党组进行了巡察).
pub fn inspected(flow: &Flow, opening: &Range, lexicon: &Lexicon) -> Option<Range> {
    let found = INSPECTED.as_ref()?.captures(flow.get(opening))?.get(1)?;
    is_organisation(found.as_str(), lexicon)
        .then_some(opening.start + found.start()..opening.start + found.end())
}

static ROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:第?[一二三四五六七八九十0-9]{1,3}届)(?:中央|[\p{Han}]{0,6}?[省市区县州盟旗]委|党委)?第[一二三四五六七八九十0-9]{1,3}轮").ok()
});

fn round(flow: &Flow, opening: &Range) -> Option<Range> {
    let found = ROUND.as_ref()?.find(flow.get(opening))?;
    Some(opening.start + found.start()..opening.start + found.end())
}

fn period(flow: &Flow, opening: &Range) -> Fact<Period> {
    let text = flow.get(opening);
    let found = dates::find(text);
    found.windows(2).find_map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let between = text.get(from.end..to.start)?;
        if !["至", "到", "-", "—", "–", "~", "——", "起至"].contains(&between) {
            return None;
        }
        let around = clause_around(text, from.start, to.end);
        if !around.contains('巡') || ["集中整改", "公示", "公开期"].iter().any(|word| around.contains(word))
        {
            return None;
        }
        let period = period_of(from.when, to.when)?;
        Some((period, opening.start + from.start..opening.start + to.end))
    })
}

/// The words from the clause before `start` to a good way behind `end`, sentence ends kept.
fn clause_around(text: &str, start: usize, end: usize) -> String {
    let before = text.get(..start).unwrap_or("");
    let head = behind_last(before, &['。', '\n']);
    let behind: String =
        text.get(end..).unwrap_or("").split(['。', '\n']).next().unwrap_or("").chars().take(60).collect();
    last_chars(head, 30).to_owned() + &behind
}

/// The period between two printed days. An end without a year takes the start's, and the next where
/// that would go backwards (across New Year).
pub fn period_of(from: When, to: When) -> Option<Period> {
    let (Part::Day(..), Part::Day(..)) = (from.part, to.part) else { return None };
    let start = dates::exact(from)?;
    let end = match to.year {
        Some(Year::Plain(_)) => dates::exact(to)?,
        Some(Year::Relative(_)) => return None,
        None => dates::next_after(to, start)?,
    };
    (start <= end).then_some(Period { start, end })
}

/// The day of the feedback; else the words that name one which no calendar has (2025年2月30日), behind which no
/// other is looked for: the day of a second feedback (补充反馈) is not that of the first.
fn feedback(
    flow: &Flow,
    opening: &Range,
    period: Option<&(Period, Range)>,
    own: Option<Date>,
) -> (Fact<Date>, Option<Range>) {
    let text = flow.get(opening);
    let found = dates::find(text);
    let taken = period.map_or(0, |(_, range)| range.end - opening.start);
    for (at, _) in text.match_indices("反馈") {
        let Some(head) = text.get(..at) else { continue };
        let sentence = head.rfind(['。', '\n']).map_or(0, |stop| stop);
        let near = found
            .iter()
            .rev()
            .find(|date| date.end <= at && date.start >= sentence.max(taken) && date.when.is_day());
        let Some(date) = near else { continue };
        let range = opening.start + date.start..opening.start + date.end;
        let day = match date.when.year {
            Some(Year::Plain(_)) => dates::exact(date.when),
            Some(Year::Relative(_)) => date.when.last_day(0, own.map(Date::year)),
            // Without a year it is the first such day behind the inspection.
            None => period.and_then(|(period, _)| dates::next_after(date.when, period.end)),
        };
        if let Some(day) = day.filter(|day| *day > dates::EARLIEST) {
            return (Some((day, range)), None);
        }
        if dates::impossible(date.when) {
            return (None, Some(range));
        }
    }
    (None, None)
}

static DAMAGED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("[0-9]{3,8}日(?:至[0-9]{3,8}日)?").ok());

/// A date in the opening that lost its year's or month's mark (2024111日).
pub fn damaged(flow: &Flow, opening: &Range) -> Option<Range> {
    let found = DAMAGED.as_ref()?.find(flow.get(opening))?;
    Some(opening.start + found.start()..opening.start + found.end())
}

/// The period behind a word for disclosure (公开期限：…至…).
pub fn disclosure(flow: &Flow, range: &Range, lexicon: &Lexicon) -> Fact<Period> {
    let text = flow.get(range);
    let (at, word) = lexicon.names.disclosure.iter().find_map(|word| {
        let at = [":", "为", "自", "从"].iter().find_map(|sign| text.find(&format!("{word}{sign}")))?;
        Some((at, word))
    })?;
    let begin = at + word.len();
    let behind = text.get(begin..)?.split(['。', ';', '\n']).next()?;
    let found = dates::find(behind);
    let [from, to, ..] = found.as_slice() else { return None };
    let period = period_of(from.when, to.when)?;
    let start = range.start + begin;
    Some((period, start + from.start..start + to.end))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn opening(text: &str) -> (Flow, Range) {
        let mut flow = Flow::default();
        flow.push(text, 0, false);
        let range = 0..flow.text().len();
        (flow, range)
    }

    fn days(text: &str) -> (Option<String>, Option<String>, Option<String>) {
        let (flow, range) = opening(text);
        let found = inspection(&flow, &range, "2025-10-11".parse().ok());
        (
            found.body.map(|body| flow.get(&body).to_owned()),
            found.period.map(|(period, _)| format!("{} {}", period.start, period.end)),
            found.feedback.map(|(day, _)| day.to_string()),
        )
    }

    #[rstest]
    #[case(
        "根据区委统一部署，2024年11月15日至2025年1月10日区委第一巡察组对局党组进行了巡察。2025年4月25日，区委第一巡察组反馈了意见。",
        Some("区委第一巡察组"),
        Some("2024-11-15 2025-01-10"),
        Some("2025-04-25")
    )]
    #[case(
        "按照统一部署，市委第一巡视组于2024年3月5日至5月20日对区委进行了巡视。7月2日，市委巡视组反馈了意见。",
        Some("市委第一巡视组"),
        Some("2024-03-05 2024-05-20"),
        Some("2024-07-02")
    )]
    #[case(
        "根据部署，2023年11月6日至1月19日，区委第三巡察组开展巡察，并于2月8日反馈意见。",
        Some("区委第三巡察组"),
        Some("2023-11-06 2024-01-19"),
        Some("2024-02-08")
    )]
    #[case(
        "根据部署，2024717日至830日，县委巡察组进行了巡察，2024年9月下旬反馈了意见。",
        Some("县委巡察组"),
        None,
        None
    )]
    #[case("根据市委部署，现将整改情况予以公布。", None, None, None)]
    // A day that no calendar has is not made up for by another feedback's.
    #[case(
        "县委第一巡察组对乙局开展了巡察，2025年2月30日反馈了意见，2025年6月18日补充反馈了意见。",
        Some("县委第一巡察组"),
        None,
        None
    )]
    #[case(
        "2024年3月1日至5月1日，市委巡察一组对我院党组进行巡察。2024年6月1日至9月1日集中整改。",
        Some("市委巡察一组"),
        Some("2024-03-01 2024-05-01"),
        None
    )]
    fn inspections(
        #[case] text: &str,
        #[case] body: Option<&str>,
        #[case] period: Option<&str>,
        #[case] feedback: Option<&str>,
    ) {
        let found = days(text);
        assert_eq!((found.0.as_deref(), found.1.as_deref(), found.2.as_deref()), (body, period, feedback));
    }

    #[rstest]
    #[case("中共甲市乙局党组", "甲市乙局")]
    #[case("中共甲市乙区城市管理局委员会", "甲市乙区城市管理局")]
    #[case("中共甲县丙镇党委", "甲县丙镇")]
    #[case("中共甲市乙区委", "甲市乙区委")]
    #[case("中共甲学校总支部委员会", "甲学校")]
    #[case("中共甲市水务集团委员会(以下简称集团党委)", "甲市水务集团")]
    #[case("甲街道工委", "甲街道")]
    fn agencies(#[case] name: &str, #[case] want: &str) {
        let (flow, range) = opening(name);
        assert!(is_organisation(name, Lexicon::built_in()));
        assert_eq!(flow.get(&agency(&flow, &range, Lexicon::built_in())), want);
    }

    #[rstest]
    #[case("欢迎监督。公开期限：2024年2月4日至2024年3月5日。", Some("2024-02-04 2024-03-05"))]
    #[case("公示时间：2024年12月20日至1月20日。", Some("2024-12-20 2025-01-20"))]
    #[case("公示期为2025年6月18日至7月1日。", Some("2025-06-18 2025-07-01"))]
    #[case("欢迎监督。", None)]
    fn disclosures(#[case] text: &str, #[case] want: Option<&str>) {
        let (flow, range) = opening(text);
        let found = disclosure(&flow, &range, Lexicon::built_in());
        assert_eq!(found.map(|(p, _)| format!("{} {}", p.start, p.end)).as_deref(), want);
    }
}
