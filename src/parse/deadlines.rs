//! Deadlines (时限): days by which something is to be done, in prose and behind labels.

use std::sync::LazyLock;

use jiff::{ToSpan, civil::Date};
use regex::Regex;

use crate::notice::DeadlineKind;

use super::{
    dates::{self, Found, Part, When, Year},
    flow::{Range, behind_last, last_chars},
    lexicon::{Lexicon, ends, holds},
    occasions,
};

/// What the notice tells of its own days, from which others are counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Days {
    /// The day of the feedback.
    pub feedback: Option<Date>,
    /// The notice's own day.
    pub own: Option<Date>,
}

impl Days {
    fn own_year(self) -> Option<i16> {
        self.own.or(self.feedback).map(Date::year)
    }
}

/// A deadline in a folded text, before its words are read from the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where its words stand, in bytes of the text that was searched.
    pub range: Range,
    /// The last day.
    pub due: Option<Date>,
    /// Who says what.
    pub kind: DeadlineKind,
}

/// The deadlines in a passage of prose; `problem` says that it is the problem, not the answer.
pub fn in_prose(text: &str, problem: bool, days: Days, lexicon: &Lexicon) -> Vec<Hit> {
    let titles = Titles::of(text);
    let mut out: Vec<Hit> = Vec::new();
    // Year and month of the nearest whole date before, titles of documents left out.
    let mut anchor: Option<(i16, i8)> = None;
    for date in &dates::find(text) {
        let place = Place::of(text, date, &titles);
        let nearest = anchor;
        if !place.quoted
            && let Some(Year::Plain(year)) = date.when.year
            && !matches!(date.when.part, Part::Whole)
        {
            anchor = date.when.last_day(year, None).map(|day| (day.year(), day.month())).or(anchor);
        }
        if place.quoted || place.routine(lexicon) {
            continue;
        }
        let said = said(&place, problem, lexicon);
        // 1998年以前的档案 is no limit; 2025年前完成 is one where somebody demands or promises it.
        let vague = matches!(date.when.part, Part::Whole)
            && said != Some(DeadlineKind::Promised)
            && !demands(place.sentence, lexicon);
        let limit = limit(place.after).filter(|length| {
            // 2023年底前的档案 is no limit, 2023年底前的要求 is one.
            let things =
                |rest: &str| rest.starts_with('的') && !BINDING.iter().any(|noun| rest.starts_with(noun));
            !vague && !place.after.get(*length..).is_some_and(things)
        });
        let Some(due) = resolve(date.when, nearest, days, problem, said) else { continue };
        let kind = said.unwrap_or(match days.own.or(days.feedback) {
            Some(own) if due > own => DeadlineKind::Promised,
            _ => DeadlineKind::Reported,
        });
        let ahead = place.ahead(date.when, due, days);
        let occasion = occasion(date.when, place.after);
        let open = open_year(date.when, place.after, lexicon);
        let limit = occasion.or(limit);
        let marked = || (ahead || place.marked(lexicon)).then_some(open.unwrap_or(0));
        let Some(words) = limit.or_else(marked) else { continue };
        let known = occasion.is_none() && open.is_none();
        out.push(Hit { range: date.start..date.end + words, due: known.then_some(due), kind });
    }
    out.extend(terms(text, &titles, days, lexicon, problem));
    out
}

/// Behind a limit these make it one that binds.
const BINDING: &[&str] = &["的要求", "的时限", "的期限", "的规定", "的部署", "的目标", "的节点"];

/// The bytes behind a date up to and with the 前 of an occasion (2026年汛期前): the day meant is the occasion's,
/// unless the date is a day itself.
fn occasion(when: When, after: &str) -> Option<usize> {
    if matches!(when.part, Part::Day(..)) { None } else { occasions::behind(after) }
}

/// The bytes behind a year alone that make its last day another than the limit's: they name a part of it
/// (2026年春季), or are 前: 2026年前 may mean its first day or its last.
fn open_year(when: When, after: &str, lexicon: &Lexicon) -> Option<usize> {
    if !matches!(when.part, Part::Whole) {
        return None;
    }
    limit(after).or_else(|| occasions::narrowed(after, lexicon))
}

/// Where a date stands.
struct Place<'t> {
    /// The sentence up to the date.
    sentence: &'t str,
    /// The clause up to the date.
    clause: &'t str,
    after: &'t str,
    /// Whether it is part of the title of a document.
    quoted: bool,
}

/// Where titles and numbers of documents are open: 《…》, 〔…〕.
struct Titles {
    /// For each mark its place, and how many of either sort are open behind it.
    marks: Vec<(usize, [i32; 2])>,
}

impl Titles {
    fn of(text: &str) -> Self {
        let mut open = [0; 2];
        let mark = |(at, c)| {
            match c {
                '《' => open[0] += 1,
                '》' => open[0] -= 1,
                '〔' => open[1] += 1,
                '〕' => open[1] -= 1,
                _ => return None,
            }
            Some((at, open))
        };
        Self { marks: text.char_indices().filter_map(mark).collect() }
    }

    /// Whether one is open before a byte.
    fn open(&self, at: usize) -> bool {
        let before = self.marks.partition_point(|(mark, _)| *mark < at);
        let last = before.checked_sub(1).and_then(|last| self.marks.get(last));
        last.is_some_and(|(_, open)| open.iter().any(|open| *open > 0))
    }
}

/// So many bytes around a date are read for what they say of it, so that a text takes no more than its length:
/// a sentence of notices has rarely more than some two hundred characters.
const WINDOW: usize = 1200;

impl<'t> Place<'t> {
    fn of(text: &'t str, date: &Found, titles: &Titles) -> Self {
        let (mut from, mut to) =
            (date.start.saturating_sub(WINDOW), date.end.saturating_add(WINDOW).min(text.len()));
        while !text.is_char_boundary(from) {
            from += 1;
        }
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let before = text.get(from..date.start).unwrap_or("");
        Self {
            sentence: behind_last(before, &['。', '!', '?']),
            clause: behind_last(before, &['。', '!', '?', ';', ',']),
            after: text.get(date.end..to).unwrap_or(""),
            quoted: titles.open(date.start),
        }
    }

    fn routine(&self, lexicon: &Lexicon) -> bool {
        let near = last_chars(self.clause, 3);
        holds(near, &lexicon.deadlines.routine)
    }

    /// Whether a verb of promise or demand stands right before the date (拟于今年3月份).
    fn marked(&self, lexicon: &Lexicon) -> bool {
        let stem = self.clause.trim_end_matches(['于', '在', '至', '到', '从']);
        let Some(word) = ends(stem, &lexicon.deadlines.promised).or_else(|| self.demanded(stem, lexicon))
        else {
            return false;
        };
        // 将 before a date without 于 moves an object (将2024年预算…); a plan that is a paper is none.
        let object = word == "将" && stem.len() == self.clause.len();
        let noun = ["计划", "准备"].contains(&word)
            && ["工作计划", "年度计划", "整改计划"].iter().any(|n| stem.ends_with(n));
        !object && !noun && word != "待"
    }

    /// Whether a printed month or quarter lies behind the notice's own day and something is to happen
    /// in it: what a notice says of the time after itself it can only promise.
    fn ahead(&self, when: When, due: Date, days: Days) -> bool {
        // A quarter or half-year that has begun may be told in hindsight.
        let margin = match when.part {
            Part::Day(..) | Part::Month(..) => 0,
            Part::Until(_) => 1,
            Part::Half(_) => 3,
            Part::Whole => return false,
        };
        let begun = days.own.and_then(|own| own.checked_add(margin.months()).ok());
        let ends =
            ["到期", "期满", "的", "至", "—", "-", "起"].iter().any(|word| self.after.starts_with(word));
        matches!(when.year, Some(Year::Plain(_)))
            && !ends
            && !self.clause.ends_with(['至', '—', '-', '到'])
            && begun.is_some_and(|begun| due > begun)
    }

    fn demanded<'l>(&self, stem: &str, lexicon: &'l Lexicon) -> Option<&'l str> {
        let word = ends(stem, &lexicon.deadlines.required)?;
        let done = ["完成", "建成", "建立", "整改", "落实", "到位", "竣工", "解决", "报送", "投用", "投入"];
        done.iter().any(|verb| self.after.starts_with(verb)).then_some(word)
    }
}

/// The bytes behind a date that make it a limit: 前, 之前, 以前, 内.
fn limit(after: &str) -> Option<usize> {
    for word in ["之前", "以前"] {
        if after.starts_with(word) {
            return Some(word.len());
        }
    }
    let rest = after.strip_prefix('前')?;
    // 前提 is another word, 前 before 提交 is not.
    let handed = ["提交", "提出", "提供", "提请"].iter().any(|verb| rest.starts_with(verb));
    let other =
        rest.starts_with(['往', '期', '后', '来', '述', '提', '列', '三', '五', '十', '两', '款', '去']);
    (handed || !other).then_some('前'.len_utf8())
}

/// The last day of a date in prose. A year that is not printed is that of `anchor`, the whole date before it in
/// the same passage, else the one that the notice's own days give.
fn resolve(
    when: When,
    anchor: Option<(i16, i8)>,
    days: Days,
    problem: bool,
    said: Option<DeadlineKind>,
) -> Option<Date> {
    let own_year = days.own_year();
    if when.year.is_some() {
        return when.last_day(0, own_year);
    }
    if let Some((year, month)) = anchor {
        let same = when.last_day(year, own_year)?;
        // A month before the anchor's is in the next year, unless the notice itself looks ahead to it.
        let ahead = days.own.is_some_and(|own| same >= own);
        return if same.month() >= month || ahead { Some(same) } else { when.last_day(year + 1, own_year) };
    }
    let latest = |day: Date| {
        let same = when.last_day(day.year(), own_year)?;
        if same <= day { Some(same) } else { when.last_day(day.year() - 1, own_year) }
    };
    if problem {
        // What was found had its day before the feedback.
        return latest(days.feedback.or(days.own)?);
    }
    let next = days.feedback.or(days.own).and_then(|day| dates::next_after(when, day.first_of_month()));
    if matches!(said, Some(DeadlineKind::Required | DeadlineKind::Promised)) {
        return next;
    }
    match (days.own.and_then(latest), days.feedback) {
        // What was met was met between feedback and notice; a day that cannot be is still to come.
        (Some(met), Some(feedback)) if met >= feedback.first_of_month() => Some(met),
        (Some(met), None)
            if days.own.and_then(|own| own.checked_sub(9.months()).ok()).is_some_and(|from| met >= from) =>
        {
            Some(met)
        }
        _ => next,
    }
}

/// What the words around a date say of it; `None` where only the days themselves can tell.
fn said(place: &Place, problem: bool, lexicon: &Lexicon) -> Option<DeadlineKind> {
    let rest = place.after.split(['。', ';', ',']).next().unwrap_or("");
    let met = place.clause.contains('已') || rest.starts_with("前已") || rest.starts_with("前均已");
    if met {
        return Some(DeadlineKind::Reported);
    }
    // What the date's own clause says outweighs the rest of its sentence.
    if demands(place.clause, lexicon) {
        return Some(DeadlineKind::Required);
    }
    if holds(place.clause, &lexicon.deadlines.promised) {
        return Some(DeadlineKind::Promised);
    }
    if demands(place.sentence, lexicon) {
        return Some(DeadlineKind::Required);
    }
    problem.then_some(DeadlineKind::Required)
}

/// Words before 要求 that make it a noun (按照巡察要求).
const NOUN_BEFORE: &[&str] = &[
    "按照", "按", "根据", "依据", "有关", "工作", "的", "上级", "巡察", "整改", "任务", "标准", "目标",
    "文件", "相关",
];

/// Ends of names whose 要求 binds (按照省发展改革委要求，6月底前…).
const WHO_DEMANDS: [char; 9] = ['委', '局', '组', '府', '办', '厅', '部', '院', '会'];

/// Whether a sentence demands: a verb of demand that is no noun.
fn demands(sentence: &str, lexicon: &Lexicon) -> bool {
    lexicon.deadlines.required.iter().any(|word| {
        sentence.match_indices(word.as_str()).any(|(at, _)| {
            let before = sentence.get(..at).unwrap_or("");
            let after = sentence.get(at + word.len()..).unwrap_or("");
            let noun = word == "要求"
                && (NOUN_BEFORE.iter().any(|n| before.ends_with(n))
                    || after.starts_with([',', '、']) && !before.ends_with(WHO_DEMANDS));
            let other = match word.as_str() {
                "限" => {
                    !after.starts_with(['期', '时', '于', '在']) && !after.is_empty()
                        || before.ends_with(['时', '期', '权', '年', '上', '下', '有', '界'])
                }
                "须" => before.ends_with('必'),
                "明确" | "规定" | "确定" | "部署" => {
                    !(after.is_empty() || after.len() < 12 && !after.contains(','))
                }
                "督促" => false,
                _ => false,
            };
            !noun && !other
        })
    })
}

static TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("([0-9]{1,2}|[一二三四五六七八九十两]{1,3})个?(月|年)(?:时间)?(?:之内|以内|内)").ok()
});

/// Terms counted from the feedback (3个月内), where the words around say that they bind.
fn terms(text: &str, titles: &Titles, days: Days, lexicon: &Lexicon, problem: bool) -> Vec<Hit> {
    let Some(pattern) = TERM.as_ref() else { return Vec::new() };
    let mut out = Vec::new();
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let date =
            Found { start: whole.start(), end: whole.end(), when: When { year: None, part: Part::Whole } };
        let place = Place::of(text, &date, titles);
        let rest: String = place.after.split(['。', ';']).next().unwrap_or("").chars().take(14).collect();
        let done = [
            "完成", "整改", "到位", "解决", "建成", "办结", "销号", "清退", "清理", "退还", "追缴", "补缴",
            "归还",
        ]
        .iter()
        .any(|verb| rest.contains(verb));
        let required = demands(place.sentence, lexicon);
        let promised = holds(place.clause, &lexicon.deadlines.promised);
        if place.quoted || !done || !(required || promised) || place.clause.contains('已') {
            continue;
        }
        let kind = if required || problem { DeadlineKind::Required } else { DeadlineKind::Promised };
        out.push(Hit { range: whole.start()..whole.end(), due: term(&found[1], &found[2], days), kind });
    }
    out
}

fn term(count: &str, unit: &str, days: Days) -> Option<Date> {
    let count: i32 = count
        .parse()
        .ok()
        .or_else(|| super::numbering::chinese(count).and_then(|n| i32::try_from(n).ok()))?;
    let span = match unit {
        "年" => count.years(),
        "月" => count.months(),
        "周" => count.weeks(),
        _ => count.days(),
    };
    days.feedback?.checked_add(span).ok()
}

static LABELLED_TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("([0-9]{1,3}|[一二三四五六七八九十两]{1,3})个?(月|年|日|天|周)(?:时间)?(?:之内|以内|内)?").ok()
});

/// The deadline that a label of time limits gives: the last day in its value. A value that holds
/// figures but no day that can be read one way has `due` empty; 长期坚持 and the like are none.
pub fn in_limit(text: &str, days: Days, lexicon: &Lexicon) -> Vec<Hit> {
    let found = dates::find(text);
    if let Some(last) = found.last() {
        let year = found.iter().rev().find_map(|f| match f.when.year {
            Some(Year::Plain(year)) => Some(year),
            _ => None,
        });
        let due = match (last.when.year, year) {
            (None, Some(year)) => last.when.last_day(year, days.own_year()),
            (None, None) => days.feedback.and_then(|feedback| dates::next_after(last.when, feedback)),
            _ => last.when.last_day(0, days.own_year()),
        };
        let after = text.get(last.end..).unwrap_or("");
        let occasion = occasion(last.when, after);
        // 汛期前(2026年): the year says which occasion, it is not the limit.
        let named = if matches!(last.when.part, Part::Whole) { occasions::alone(text) } else { None };
        let open = open_year(last.when, after, lexicon);
        let known = occasion.is_none() && named.is_none() && open.is_none();
        let end = last.end + occasion.or(limit(after)).or(open).unwrap_or(0);
        let range = match named {
            Some(named) => named.start.min(found[0].start)..named.end.max(end),
            None => found[0].start.min(last.start)..end,
        };
        return vec![Hit { range, due: due.filter(|_| known), kind: DeadlineKind::Required }];
    }
    if let Some(term) =
        LABELLED_TERM.as_ref().and_then(|pattern| pattern.captures(text)).filter(|t| t[0].ends_with('内'))
        && let Some(whole) = term.get(0)
    {
        let due = self::term(&term[1], &term[2], days);
        return vec![Hit { range: whole.start()..whole.end(), due, kind: DeadlineKind::Required }];
    }
    let figures = text.chars().any(|c| c.is_ascii_digit());
    if figures && !holds(text, &lexicon.deadlines.none) {
        let end = text.trim_end_matches(['。', ';', ',']).len();
        return vec![Hit { range: 0..end, due: None, kind: DeadlineKind::Required }];
    }
    occasions::alone(text)
        .map(|range| Hit { range, due: None, kind: DeadlineKind::Required })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests;
