//! The days by which something was to be done: those that were read as limits, and those that prose demands in
//! other words.

use std::{collections::HashSet, sync::LazyLock};

use jiff::{ToSpan, civil::Date};
use regex::Regex;

use super::{Limit, before, behind};
use crate::{
    checks::{
        Place, Sheet,
        voice::{Voice, window_before, window_behind},
    },
    notice::DeadlineKind,
    parse::{
        dates::{self, Part, Year},
        flow::behind_last,
    },
};

/// The days of an issue: those that were read as limits, and those that prose demands in other words.
pub fn limits(sheet: &Sheet, place: &Place, own: Date) -> Vec<Limit> {
    let deadlines = place.node.map_or(&[][..], |node| &node.deadlines);
    let mut out: Vec<Limit> = deadlines
        .iter()
        .filter_map(|deadline| {
            let range = sheet.range(deadline.span);
            let kind = match deadline.kind {
                DeadlineKind::Reported => {
                    demanded(before(sheet, range.start), behind(sheet, place, range.end))?
                }
                kind => kind,
            };
            let due = deadline.due?;
            // 预计年底前 is said of the year to come where the one past is long over.
            let years = deadline.raw.chars().filter(char::is_ascii_digit).count() >= 4
                || deadline.raw.contains(['今', '去']);
            let old = kind == DeadlineKind::Promised
                && !years
                && due.checked_add(RECENT_MONTHS.months()).is_ok_and(|until| until < own);
            (!old).then_some(Limit { range, due, kind })
        })
        .collect();
    // Nor is a day found where the reader saw a limit without one (2026年汛期前).
    let read: HashSet<usize> = out
        .iter()
        .map(|limit| limit.range.start)
        .chain(deadlines.iter().filter(|d| d.due.is_none()).map(|d| sheet.range(d.span).start))
        .collect();
    for answer in &place.answer {
        let voice = Voice::of(sheet, answer);
        for found in more(sheet, &voice, own) {
            if !read.contains(&found.range.start) {
                out.push(found);
            }
        }
    }
    out.sort_by_key(|limit| limit.range.start);
    out
}

/// A promise without a year is of a day at most so long before the notice.
const RECENT_MONTHS: i32 = 3;

/// Words right before a day that demand or promise it.
static DEMANDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?P<r>应于|应在|须于|须在|务必于|必须于|限期?于|限期至|责令[^,。;]{0,10}|要求[^,。;]{0,10}|约定|原定|时限为|期限为|明确)(?:在|于)?$|\
         (?P<l>应于|须于|要求|责令|约定|原定)[^,。;]{0,24}、$|\
         (?P<p>原计划|计划|拟|预计|承诺|力争|争取|确保)(?:在|于)?$",
    )
    .ok()
});

/// Terms that are no task's.
static TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:服务|有效|质保|公示|租赁|合同|任职|试用|保修|顺延)[^,。;]{0,4}(?:期|至)").ok()
});

/// Who says what of a day, by the clause before it.
fn demanded(before: &str, behind: &str) -> Option<DeadlineKind> {
    let clause = behind_last(before, &['。', '!', '?', ';', ',', '\n', ':']);
    if TERM.as_ref().is_some_and(|term| term.is_match(clause)) {
        return None;
    }
    if ["应", "须", "必须", "前应", "前须", "前必须"].iter().any(|word| behind.starts_with(word)) {
        return Some(DeadlineKind::Required);
    }
    let found = DEMANDED.as_ref()?.captures(clause)?;
    Some(if found.name("p").is_some() { DeadlineKind::Promised } else { DeadlineKind::Required })
}

/// A term counted from a day that is named (自2024年5月20日起30日内).
static COUNTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\)?起,?(?P<n>[0-9]{1,3})(?P<u>日|天|个月)内").ok());

/// What makes a day the last one.
const LAST_DAY: [&str; 4] = ["为截止日", "为最后期限", "为最后时限", "为最终期限"];

/// Days of an answer that its words demand, and that were not read as limits.
fn more(sheet: &Sheet, voice: &Voice, own: Date) -> Vec<Limit> {
    let text = voice.text();
    let feedback = sheet.notice.feedback_date;
    let mut out = Vec::new();
    for found in dates::find(text) {
        let (before, behind) = (window_before(text, found.start), window_behind(text, found.end));
        if let Some(day) = dates::exact(found.when)
            && let Some(term) = COUNTED.as_ref().and_then(|term| term.captures(behind))
            && let (Some(count), Some(whole)) =
                (term.name("n").and_then(|n| n.as_str().parse::<i32>().ok()), term.get(0))
        {
            let span = if &term["u"] == "个月" { count.months() } else { count.days() };
            let due = day.checked_add(span).ok();
            out.extend(due.map(|due| Limit {
                range: voice.range(found.start, found.end + whole.end()),
                due,
                kind: DeadlineKind::Required,
            }));
            continue;
        }
        let last = behind.split([',', '。', ';']).next().is_some_and(|clause| {
            LAST_DAY.iter().any(|word| clause.starts_with(word))
                || clause.starts_with('为') && clause.contains("截止")
        });
        let Some(kind) = demanded(before, behind).or_else(|| last.then_some(DeadlineKind::Required)) else {
            continue;
        };
        if matches!(found.when.part, Part::Whole) || behind.starts_with(['的', '至', '起', '到', '-', '—'])
        {
            continue;
        }
        let due = match found.when.year {
            Some(Year::Plain(year)) => found.when.last_day(year, None),
            Some(Year::Relative(_)) => found.when.last_day(own.year(), Some(own.year())),
            // A promise without a year is read by those who read limits, or not at all.
            None if kind == DeadlineKind::Promised => None,
            None => feedback.and_then(|feedback| dates::next_after(found.when, feedback)),
        };
        out.extend(due.map(|due| Limit { range: voice.range(found.start, found.end), due, kind }));
    }
    out.extend(feedback.into_iter().flat_map(|feedback| terms(voice, feedback)));
    out
}

/// A term that is counted from the feedback in so many words (反馈意见下达后6个月内) and demanded or promised.
static FROM_FEEDBACK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?P<w>明确|要求|须|应|责令|限|(?P<p>承诺|计划|力争|确保))[^,。;]{0,16}反馈(?:意见|问题)?(?:下达|印发|送达|反馈)?(?:之日起|之后|以后|后|起)的?\
         (?P<n>[0-9]{1,2}|[一二三四五六七八九十两]{1,2})个月(?:之|以)?内",
    )
    .ok()
});

/// The terms of an answer that are counted from the feedback.
fn terms(voice: &Voice, feedback: Date) -> Vec<Limit> {
    let Some(pattern) = FROM_FEEDBACK.as_ref() else { return Vec::new() };
    let term = |found: regex::Captures| {
        let (whole, count) = (found.get(0)?, found.name("n")?);
        let months: i32 = match count.as_str().parse() {
            Ok(months) => months,
            Err(_) => i32::try_from(crate::parse::numbering::value(count.as_str())?).ok()?,
        };
        let kind = if found.name("p").is_some() { DeadlineKind::Promised } else { DeadlineKind::Required };
        let due = feedback.checked_add(months.months()).ok()?;
        Some(Limit { range: voice.range(count.start(), whole.end()), due, kind })
    };
    pattern.captures_iter(voice.text()).filter_map(term).collect()
}
