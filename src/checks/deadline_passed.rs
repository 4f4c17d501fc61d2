//! `deadline_passed`: required or promised for a day before the notice's date, and not reported as met.
//!
//! Asks of issues, of a limit behind a label (整改时限：8月底前) where the outcome says that it is under way; and
//! of a day in prose that was demanded or promised (要求…, 计划于…, 应于…, 责令3个月内) where what follows says
//! that it is still open (尚未, 正在, 余下420份), done in part (72%, 15个 of which 11), or, under way by the outcome,
//! where things stand (现已完成报名). In the problem, and where the outcome says completed, only with words
//! of the answer that leave open what was found ([`open`](super::open)).
//!
//! Silent where the notice has no date, on the day itself, for what is told as met (已于, 按期, 实际于), for
//! routines, terms of contracts and papers, and days that can be read two ways.

use std::sync::LazyLock;

use jiff::{ToSpan, civil::Date};
use regex::Regex;

use crate::{
    notice::{DeadlineKind, Node, OutcomeTag},
    parse::{
        dates::{self, Part, Year},
        flow::Range,
    },
};

use super::{
    Doubt, Place, Question, RuleId, Sheet, done_but_open, open,
    voice::{Voice, window_before, window_behind, without_number},
};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let Some(own) = sheet.notice.published else { return Vec::new() };
    sheet.issues().filter_map(|place| of_issue(sheet, place, own)).collect()
}

/// A day by which something was to be done, and where it is said.
struct Limit {
    range: Range,
    due: Date,
    kind: DeadlineKind,
}

fn of_issue(sheet: &Sheet, place: &Place, own: Date) -> Option<Doubt> {
    let node = place.node?;
    let limits = limits(sheet, place, own);
    let renewed = limits.iter().any(|limit| limit.due >= own);
    let alone = limits.iter().filter(|limit| limit.due < own).count() == 1;
    // The latest day of a sentence: 4月30日前复工、9月30日前完工.
    let (limit, evidence) = limits.iter().rev().filter(|limit| limit.due < own).find_map(|limit| {
        // What was found late has a new day.
        let found = place.finding.iter().any(|range| range.contains(&limit.range.start));
        if found && renewed {
            return None;
        }
        Some((limit, evidence(sheet, place, node, limit, alone)?))
    })?;
    let mut quotes = vec![sheet.quote(&clause_of(sheet, &limit.range))];
    let said = evidence.first().map(|range| sheet.quote(range));
    quotes.extend(said.filter(|quote| !quotes.contains(quote)));
    Some(Doubt {
        rule: RuleId::DeadlinePassed,
        places: vec![place.path.clone()],
        quotes,
        elsewhere: Vec::new(),
        question: Question::Passed { due: limit.due, published: own, kind: limit.kind },
    })
}

/// The days of an issue: those that were read as limits, and those that prose demands in other words.
fn limits(sheet: &Sheet, place: &Place, own: Date) -> Vec<Limit> {
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
    for answer in &place.answer {
        let voice = Voice::of(sheet, answer);
        for found in more(sheet, &voice, own) {
            if !out
                .iter()
                .any(|limit| limit.range.start < found.range.end && found.range.start < limit.range.end)
            {
                out.push(found);
            }
        }
    }
    out.sort_by_key(|limit| limit.range.start);
    out
}

/// A promise without a year is of a day at most so long before the notice.
const RECENT_MONTHS: i32 = 3;

/// What stands before a byte.
fn before<'s>(sheet: &'s Sheet, at: usize) -> &'s str {
    window_before(sheet.text(&(0..at)), at)
}

/// What stands behind a byte in the same passage of a place.
fn behind<'s>(sheet: &'s Sheet, place: &Place, at: usize) -> &'s str {
    let end = place.said().find(|said| said.start <= at && at < said.end).map_or(at, |said| said.end);
    window_behind(sheet.text(&(at..end)), 0)
}

/// Words right before a day that demand or promise it.
static DEMANDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?P<r>应于|应在|须于|须在|务必于|必须于|限期?于|限期至|责令[^,。;]{0,10}|要求[^,。;]{0,10}|约定|原定|原定于|时限为|期限为|明确)(?:在|于)?$|\
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
    let clause = crate::parse::flow::behind_last(before, &['。', '!', '?', ';', ',', '\n', ':']);
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
    out
}

/// The clause of a range, as far as the next stop.
fn clause_of(sheet: &Sheet, range: &Range) -> Range {
    let stops = ['。', '!', '?', ';', ',', '\n'];
    let start = range.start - crate::parse::flow::behind_last(before(sheet, range.start), &stops).len();
    let place = sheet.place_at(range.start);
    let tail = place.map_or("", |place| behind(sheet, place, range.end));
    let length = tail.find(stops.as_slice()).unwrap_or(tail.len());
    start..range.end + length
}

/// The words that say that a day was not met, if any do; empty where the outcome alone says it.
fn evidence(sheet: &Sheet, place: &Place, node: &Node, limit: &Limit, alone: bool) -> Option<Vec<Range>> {
    let tags = node.outcome.as_ref().map_or(&[][..], |outcome| &outcome.tags);
    let running = tags.contains(&OutcomeTag::InProgress) || tags.contains(&OutcomeTag::NotStarted);
    let answer = place.answer.iter().find(|range| range.contains(&limit.range.start));
    let finding = place.finding.iter().any(|range| range.contains(&limit.range.start));
    if done_but_open::is_completed(node) || finding {
        let phased = tags.contains(&OutcomeTag::Phased) || tags == [OutcomeTag::LongTerm];
        let still: Vec<Range> = done_but_open::still_open(sheet, place)
            .into_iter()
            .filter(|open| open.force != open::Force::Weak)
            .map(|open| open.clause)
            .collect();
        return (!still.is_empty()
            && !phased
            && (finding || answer.is_some_and(|answer| near(sheet, answer, limit, &still))))
        .then_some(still);
    }
    let Some(answer) = answer else {
        // Behind a label, outside of problem and answer.
        return running.then(Vec::new);
    };
    let region = region(sheet, answer, limit);
    let voice = Voice::of(sheet, answer);
    let behind = voice.get(&(limit.range.end..region.end));
    let clauses = sheet.clauses(&region);
    let first = |pattern: &LazyLock<Option<Regex>>| {
        clauses
            .iter()
            .find(|clause| pattern.as_ref().is_some_and(|p| p.is_match(voice.get(clause))))
            .map(|clause| vec![clause.clone()])
    };
    let still = first(&STILL);
    let met = MET.as_ref().and_then(|met| met.find(behind)).map(|found| limit.range.end + found.start());
    if let Some(met) = met
        && alone
        && still.as_ref().is_none_or(|still| {
            still.iter().all(|clause| clause.start >= met || clause.end <= limit.range.start)
        })
    {
        return None;
    }
    still
        .or_else(|| first(&SHARE))
        .or_else(|| part(sheet, &voice, limit, &clauses))
        .or_else(|| running.then(|| first(&STANDS)).flatten())
}

/// Whether open words stand in the sentence of a limit or the next.
fn near(sheet: &Sheet, answer: &Range, limit: &Limit, still: &[Range]) -> bool {
    let region = region(sheet, answer, limit);
    still.iter().any(|clause| region.contains(&clause.start))
}

/// So many sentences go on with what a limit was set for.
const FOLLOWING: usize = 2;

/// The sentence of a limit and those behind it that go on with it (目前…, 因…).
fn region(sheet: &Sheet, answer: &Range, limit: &Limit) -> Range {
    let rest = sheet.sentences(answer);
    let Some(at) = rest.iter().position(|sentence| sentence.contains(&limit.range.start)) else {
        return limit.range.clone();
    };
    let mut region = rest.get(at).cloned().unwrap_or(limit.range.clone());
    for next in rest.iter().skip(at + 1).take(FOLLOWING) {
        let text = sheet.text(next);
        let goes_on = sheet.text(&region).ends_with(';')
            || ["目前", "现", "截至", "至今", "但", "因", "其余", "剩余", "余下", "仍", "尚"]
                .iter()
                .any(|word| text.starts_with(word));
        if !goes_on || without_number(text).len() < text.len() {
            break;
        }
        region.end = next.end;
    }
    region
}

/// It is open still.
static STILL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:^|[^公改修校真反端纠矫更补订方规])正(?:在|与|按|逐|由|积极|抓紧)|(?:尚|暂|仍|还)(?:未|没|不|在|有|余|剩|需|处于|挂)|至今[^,]{0,4}(?:未|没)|\
         目前(?:未|没)|未(?:如期|能|按期|按时|进入|完成|移交|归还|上缴|清理|兑付|通过|启动|开工)|没有(?:完成|安装|收回|到位|启动)|余下|剩余|\
         等待|陷入|停滞|刚(?:刚)?(?:完成|启动|开工)|不具备|延期|推迟|流标|滞后",
    )
    .ok()
});

/// It was met.
static MET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:已于|均于|实际于|均已|已全部|现已全部|按时|按期|如期|提前|限期内|期限内)[^,;]{0,14}(?:完成|完工|竣工|到位|办结|结清|清退|缴清|退出|停发|退回|\
         归还|报送|移交|交付|拆除|通过|投用|通车|通水|贯通|整改)|^前?已(?:完成(?:[^0-9]|$)|完工|竣工|到位|全部)|于[0-9]{1,2}月[0-9]{1,2}日(?:完工|缴清|停发|完成)",
    )
    .ok()
});

/// A share of less than all.
static SHARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:现|目前|截至|至报告|已|完成)[^,;]{0,20}(?:[^0-9.][1-9]?[0-9](?:[.][0-9]+)?%|[一二三四五六七八九]成)").ok()
});

/// Where things stand.
static STANDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:现|目前|截至目前|现阶段)[^,;]{0,6}(?:已|完成|进入|处于|通过|开展)").ok()
});

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?P<n>[0-9]{1,6}(?:[.][0-9]+)?)(?P<u>[个名户处宗家人笔条项座辆套件万台所])").ok()
});

/// A count behind the limit that is less than the one of the same unit before it (15个 to be built, 11个 are).
fn part(sheet: &Sheet, voice: &Voice, limit: &Limit, clauses: &[Range]) -> Option<Vec<Range>> {
    let own = clause_of(sheet, &limit.range);
    let counts = |range: &Range| {
        let found = COUNT.as_ref().map(|count| {
            count
                .captures_iter(voice.get(range))
                .filter_map(|c| Some((c["n"].parse::<f64>().ok()?, c["u"].to_owned())))
                .collect::<Vec<_>>()
        });
        found.unwrap_or_default()
    };
    let asked = counts(&own);
    let later = clauses.iter().find(|clause| {
        clause.start >= own.end
            && ["现", "目前", "截至", "已"].iter().any(|word| voice.get(clause).starts_with(word))
            && counts(clause).iter().any(|(n, unit)| asked.iter().any(|(whole, of)| of == unit && n < whole))
    })?;
    Some(vec![later.clone()])
}
