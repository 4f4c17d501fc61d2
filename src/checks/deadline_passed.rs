//! `deadline_passed`: required or promised for a day before the notice's date, and not reported as met.
//!
//! Asks of issues, of a limit behind a label (整改时限：8月底前) where the outcome says that it is under way; and
//! of a day in prose that was demanded or promised (要求…, 计划于…, 应于…, 责令3个月内) where what follows says
//! that it is still open (尚未, 正在, 余下420份), done in part (72%, 15个 of which 11), or, under way by the outcome,
//! where things stand (现已完成报名), or where the promise is the last word on it (计划于9月底前完成安装。). In the problem, and where the outcome says completed, only with words
//! of the answer that leave open what was found (`open`).
//!
//! Silent where the notice has no date, on the day itself, for what is told as met (已于, 按期, 实际于), for
//! routines, terms of contracts and papers, and days that can be read two ways.

use std::{cell::OnceCell, collections::HashSet, sync::LazyLock};

use jiff::{ToSpan, civil::Date};
use regex::Regex;

use crate::{
    notice::{DeadlineKind, Node, OutcomeTag},
    parse::{
        dates::{self, Part, Year},
        flow::{Range, behind_last},
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
    let issue = Issue { sheet, place, node, still: OnceCell::new() };
    // The latest day of a sentence: 4月30日前复工、9月30日前完工.
    let past = limits.iter().rev().filter(|limit| limit.due < own).take(MOST_LIMITS);
    let (limit, evidence) = past
        .filter(|limit| !(renewed && issue.found(limit)))
        .find_map(|limit| Some((limit, issue.evidence(limit, alone)?)))?;
    let mut quotes = vec![sheet.quote(&issue.clause(limit))];
    let outcome = node.outcome.as_ref().map(|outcome| sheet.range(outcome.span));
    let said = evidence.into_iter().next().or(outcome).map(|range| sheet.quote(&range));
    quotes.extend(said.filter(|quote| !quotes.contains(quote)));
    Some(Doubt {
        rule: RuleId::DeadlinePassed,
        places: vec![place.path.clone()],
        quotes,
        elsewhere: Vec::new(),
        question: Question::Passed { due: limit.due, published: own, kind: limit.kind },
    })
}

/// So many days of an issue are looked at; issues rarely have more than three.
const MOST_LIMITS: usize = 16;

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

/// An issue, and what its answer leaves open.
struct Issue<'s, 'd> {
    sheet: &'s Sheet<'d>,
    place: &'s Place<'d>,
    node: &'s Node,
    still: OnceCell<Vec<Range>>,
}

impl Issue<'_, '_> {
    /// The clause of a limit, as far as the next stop.
    fn clause(&self, limit: &Limit) -> Range {
        let stops = ['。', '!', '?', ';', ',', '\n'];
        let head = before(self.sheet, limit.range.start);
        let tail = behind(self.sheet, self.place, limit.range.end);
        // In prose the clause begins with the passage, not with its label.
        let passage = self.place.said().find(|said| said.contains(&limit.range.start));
        let from = passage.map_or(0, |said| said.start);
        let length = tail.find(stops.as_slice()).unwrap_or(tail.len());
        (limit.range.start - behind_last(head, &stops).len()).max(from)..limit.range.end + length
    }

    /// Whether a limit stands in the problem. What was found late and has a new day is not asked of.
    fn found(&self, limit: &Limit) -> bool {
        self.place.finding.iter().any(|range| range.contains(&limit.range.start))
    }

    /// The clauses that leave open what was found.
    fn still(&self) -> &[Range] {
        self.still.get_or_init(|| {
            let open = done_but_open::still_open(self.sheet, self.place).into_iter();
            open.filter(|open| open.force != open::Force::Weak).map(|open| open.clause).collect()
        })
    }

    /// The words that say that a day was not met, if any do; empty where the outcome alone says it.
    fn evidence(&self, limit: &Limit, alone: bool) -> Option<Vec<Range>> {
        let tags = self.node.outcome.as_ref().map_or(&[][..], |outcome| &outcome.tags);
        let running = tags.contains(&OutcomeTag::InProgress) || tags.contains(&OutcomeTag::NotStarted);
        let answer = self.place.answer.iter().find(|range| range.contains(&limit.range.start));
        let found = self.found(limit);
        if done_but_open::is_completed(self.node) || found {
            let phased = tags.contains(&OutcomeTag::Phased) || tags == [OutcomeTag::LongTerm];
            let near = || {
                let region = answer.map(|answer| region(self.sheet, answer, limit));
                region.is_some_and(|region| self.still().iter().any(|clause| region.contains(&clause.start)))
            };
            let asked = !phased && !self.still().is_empty() && (found || near());
            return asked.then(|| self.still().to_vec());
        }
        let Some(answer) = answer else {
            // Behind a label, outside of problem and answer.
            return running.then(Vec::new);
        };
        self.in_answer(answer, limit, alone, running)
    }

    /// The same, of a limit in the answer of an issue that is not completed.
    fn in_answer(&self, answer: &Range, limit: &Limit, alone: bool, running: bool) -> Option<Vec<Range>> {
        let region = region(self.sheet, answer, limit);
        if region.len() > LONGEST {
            return None;
        }
        let voice = Voice::of(self.sheet, &region);
        let clauses = self.sheet.clauses(&region);
        let first = |pattern: &LazyLock<Option<Regex>>| {
            let says = |clause: &&Range| pattern.as_ref().is_some_and(|p| p.is_match(voice.get(clause)));
            clauses.iter().find(says).map(|clause| vec![clause.clone()])
        };
        let still = first(&STILL);
        let behind = voice.get(&(limit.range.end..region.end));
        let met = MET.as_ref().and_then(|met| met.find(behind)).map(|met| limit.range.end + met.start());
        // What is open behind it is of something else (已于9月19日贯通,正在归档).
        let after = |met: usize| {
            let open = still.as_deref().unwrap_or(&[]);
            open.iter().all(|clause| clause.start >= met || clause.end <= limit.range.start)
        };
        if alone && met.is_some_and(after)
            || self.share(&voice, limit, &clauses, |count, whole| count >= whole).is_some()
        {
            return None;
        }
        still
            .or_else(|| first(&SHARE))
            .or_else(|| self.share(&voice, limit, &clauses, |count, whole| count < whole))
            .or_else(|| running.then(|| first(&STANDS)).flatten())
            .or_else(|| self.is_last_word(answer, limit).then(|| vec![self.clause(limit)]))
    }

    /// Whether a promise is the last word on its matter: its clause ends the sentence, and nothing behind it in
    /// the answer reports of the same thing.
    fn is_last_word(&self, answer: &Range, limit: &Limit) -> bool {
        let tags = self.node.outcome.as_ref().map_or(&[][..], |outcome| &outcome.tags);
        let clause = self.clause(limit);
        let text = self.sheet.text(&clause);
        let head = self.sheet.text(&(clause.start..limit.range.start));
        let behind = self.sheet.text(&(limit.range.end..clause.end));
        let plan =
            limit.kind == DeadlineKind::Promised && PLAN.as_ref().is_some_and(|plan| plan.is_match(head));
        let ends = self.sheet.text(&(clause.end..answer.end));
        let ends = ends.is_empty() || ends.starts_with(['。', ';', '\n']);
        let finishes = FINISH.as_ref().is_some_and(|finish| finish.is_match(behind));
        if tags.is_empty() || !plan || !ends || !finishes {
            return false;
        }
        let topic = done_but_open::pairs(text);
        let rest = clause.end..answer.end.min(clause.end + LONGEST);
        let voice = Voice::of(self.sheet, &rest);
        self.sheet.clauses(&rest).iter().all(|later| {
            let said = voice.get(later);
            let reports = REPORTS.as_ref().is_some_and(|reports| reports.is_match(said));
            !reports || done_but_open::pairs(said).is_disjoint(&topic)
        })
    }

    /// Where a count behind the limit compares so with the one of the same unit that it names (15个 to be
    /// built, 11个 are).
    fn share(
        &self,
        voice: &Voice,
        limit: &Limit,
        clauses: &[Range],
        compares: impl Fn(f64, f64) -> bool,
    ) -> Option<Vec<Range>> {
        let own = self.clause(limit);
        let asked = counts(self.sheet.text(&own));
        let of_it = |(count, unit): &(f64, &str)| {
            asked.iter().any(|(whole, of)| of == unit && compares(*count, *whole))
        };
        let stands = ["现", "目前", "截至", "已", "实际"];
        let later = clauses.iter().find(|clause| {
            let text = voice.get(clause);
            clause.start >= own.end
                && stands.iter().any(|word| text.starts_with(word))
                && counts(text).iter().any(of_it)
        })?;
        Some(vec![later.clone()])
    }
}

/// Words of a plan that was made for later, in the clause before its day.
static PLAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:^|[^原])(?:计划|预计|拟|力争|承诺)(?:在|于|将)?[^,。;]{0,6}$").ok());

/// What ends a matter: behind the day of a plan.
static FINISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:之|以)?前?[^,。;]{0,20}(?:完成|建成|投用|投入|竣工|完工|交付|启用|到位|办结|移交|兑付|付清|还清|结清|通车|通水|搬迁|清退|化解|开工)").ok()
});

/// What reports of something.
static REPORTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("已|均|全部|完成|完工|竣工|通过|投用|投入|建成|交付|启用|运行|到位|目前|现").ok()
});

/// The longest passage that is read for what became of a limit, in bytes.
const LONGEST: usize = 4800;

/// So many sentences go on with what a limit was set for.
const FOLLOWING: usize = 2;

/// The sentence of a limit and those behind it that go on with it (目前…, 因…).
fn region(sheet: &Sheet, answer: &Range, limit: &Limit) -> Range {
    let goes_on = ["目前", "现", "截至", "至今", "但", "因", "其余", "剩余", "余下", "仍", "尚"];
    // As far as is read at all: the sentences of a whole answer for each of its days would be quadratic.
    let from = answer.start.max(limit.range.start.saturating_sub(LONGEST));
    let around = bounded(sheet, from, answer.end.min(limit.range.end.saturating_add(LONGEST)));
    let mut sentences = sheet.sentences(&around).into_iter().skip_while(|own| own.end <= limit.range.start);
    let mut region = sentences.next().unwrap_or(limit.range.clone());
    let topic = OnceCell::new();
    for next in sentences.take(FOLLOWING) {
        let text = sheet.text(&next);
        let bare = without_number(text);
        let joined = sheet.text(&region).ends_with(';') || goes_on.iter().any(|word| bare.starts_with(word));
        // Another step goes on with this one where it tells how the same thing stands: （2）目前已完成6座.
        let same = || {
            let topic = topic.get_or_init(|| done_but_open::pairs(sheet.text(&region)));
            let shared = done_but_open::pairs(text).intersection(topic).count();
            STANDING.iter().any(|word| bare.starts_with(word)) && shared >= SAME
        };
        if !joined || bare.len() < text.len() && !same() {
            break;
        }
        region.end = next.end;
    }
    region
}

/// Words with which a step tells how things stand.
const STANDING: [&str; 5] = ["目前", "截至", "现已", "剩余", "余下"];

/// Pairs of characters that a step shares with the limit's sentence where it is about the same thing.
const SAME: usize = 2;

/// A range whose ends are moved inwards to where characters begin.
fn bounded(sheet: &Sheet, mut start: usize, mut end: usize) -> Range {
    let all = sheet.all();
    while start < end && !all.is_char_boundary(start) {
        start += 1;
    }
    while end > start && !all.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}

/// The counts of a passage with their units.
fn counts(text: &str) -> Vec<(f64, &str)> {
    let Some(count) = COUNT.as_ref() else { return Vec::new() };
    let found = count.captures_iter(text);
    found.filter_map(|c| Some((c.name("n")?.as_str().parse().ok()?, c.name("u")?.as_str()))).collect()
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
        "(?:已于|均于|实际于|均已|已全部|现已全部|限期内|期限内)[^,;]{0,14}(?:完成|完工|竣工|到位|办结|结清|清退|缴清|退出|停发|退回|\
         归还|报送|上报|提交|汇总|移交|交付|拆除|通过|投用|通车|通水|贯通|整改)|(?:^|[^未不没能])(?:按时|按期|如期|提前)[^,;]|^前?已(?:完成(?:[^0-9]|$)|完工|竣工|到位|全部)|(?:于|实际)[0-9]{1,2}月[0-9]{1,2}日(?:完工|缴清|停发|完成|建成|交付)",
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
    Regex::new(
        "(?P<n>[0-9]{1,6}(?:[.][0-9]+)?)(?P<u>万?[个名户处宗家人笔条项座辆套件台所亩米吨元]|公里|平方米)",
    )
    .ok()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::{asked, asked_of_issue};

    /// The day asked of: handed over on 3 June 2024, published on 1 December.
    fn due(finding: &str, outcome: &str, answer: &str) -> Option<String> {
        let doubts = asked_of_issue(RuleId::DeadlinePassed, finding, outcome, answer);
        doubts.first().map(|doubt| match doubt.question {
            Question::Passed { due, .. } => due.to_string(),
            ref other => panic!("{other:?}"),
        })
    }

    #[rstest]
    #[case("正在整改", "要求各乡镇8月底前完成危桥改造，目前还有2座未动工。", "2024-08-31")]
    #[case("取得阶段性成效", "计划9月底前投用，目前仍在调试。", "2024-09-30")]
    #[case("正在整改", "承诺于2024年10月31日前付清，现已支付六成。", "2024-10-31")]
    #[case("正在整改", "责令2个月内归还3万元，尚有1万元未归还。", "2024-08-03")]
    #[case("正在整改", "应于10月中旬完成迁坟，因雨停工。至今未完成。", "2024-10-20")]
    #[case("取得阶段性成效", "力争10月底前建成8座公厕，现建成5座。", "2024-10-31")]
    #[case("正在整改", "自通知之日（2024年7月1日）起60日内拆除，目前未拆除。", "2024-08-30")]
    #[case("正在整改", "上级明确9月15日为验收截止日，资料还在补充。", "2024-09-15")]
    #[case(
        "正在整改",
        "约定2024年7月底前复工、10月底前完工；已于7月20日复工，现屋面尚未施工。",
        "2024-10-31"
    )]
    #[case("取得阶段性成效", "承诺9月底前复垦200亩，目前实际复垦143亩。", "2024-09-30")]
    #[case("正在整改", "计划于9月底前完成4个岗位竞聘，现已完成报名。", "2024-09-30")]
    #[case("取得阶段性成效", "一是围墙已完工，预计10月底前完成管线入地。二是修订制度。", "2024-10-31")]
    #[case(
        "正在整改",
        "一是明确自反馈之日起3个月内，完成9处危房搬迁。二是目前危房已搬迁7处，剩余2处因选址未定。",
        "2024-09-03"
    )]
    fn a_day_that_passed(#[case] outcome: &str, #[case] answer: &str, #[case] day: &str) {
        assert_eq!(due("任务推进缓慢。", outcome, answer).as_deref(), Some(day), "{answer}");
    }

    #[rstest]
    // Met.
    #[case("正在整改", "要求9月底前完成管网改造，已于9月19日贯通，目前正在归档。")]
    #[case("已完成", "要求8月底前清退，3户均于8月14日退出。")]
    #[case("取得阶段性成效", "要求各单位9月底前完成自查，自查问题56个，全部整改到位。")]
    #[case("已完成", "合同约定2024年9月30日前完工，逾期12天完工，扣除违约金。")]
    #[case("正在整改", "合同约定8月底完工，实际8月22日完工，现正在办理结算。")]
    #[case("长期坚持", "计划10月底前培训300人次，现已培训320人次，后续培训正在筹备。")]
    // To come, or the day itself.
    #[case("正在整改", "计划12月底前完成，目前已完成72%。")]
    #[case("正在整改", "应于2024年12月1日前完成，目前正在安装。")]
    #[case("取得阶段性成效", "预计明年上半年投用，目前正在安装。")]
    // Routines, terms, papers.
    #[case("正在整改", "规定每月5日前报送台账，目前仍有单位迟报。")]
    #[case("正在整改", "服务期至2024年9月30日，目前正在重新招标。")]
    #[case("正在整改", "按照《2024年9月底前重点任务清单》推进，目前正在办理。")]
    #[case("正在整改", "要求7个站所9月底前完成比对并上报，7个站所均已按时上报，汇总审查正在进行。")]
    // The promise is not the last word, or of something else than an end.
    #[case("取得阶段性成效", "一是预计10月底前完成管线入地。二是管线入地工程于10月20日竣工。")]
    #[case("取得阶段性成效", "一是预计10月底前召开座谈会。二是修订制度。")]
    #[case("取得阶段性成效", "原计划10月底前完成管线入地。二是修订制度。")]
    #[case("正在整改", "一是明确自反馈之日起3个月内，完成9处危房搬迁。二是目前开展培训2期，剩余1期待办。")]
    // Nothing says that it is open.
    #[case("取得阶段性成效", "要求各科室8月底前报送清单，汇总清单9份。")]
    fn silence(#[case] outcome: &str, #[case] answer: &str) {
        assert_eq!(due("任务推进缓慢。", outcome, answer), None, "{answer}");
    }

    #[rstest]
    #[case("已完成", "项目已完成招标，施工单位已进场。", true)]
    #[case("已完成", "项目已建成投用。", false)]
    #[case("取得阶段性成效", "项目正在施工。", false)]
    // It has a new day.
    #[case("正在整改", "项目正在施工，预计2025年6月底前完工。", false)]
    fn a_day_of_the_finding(#[case] outcome: &str, #[case] answer: &str, #[case] asked: bool) {
        let finding = "县里要求2023年底前建成的垃圾中转项目至今未开工。";
        assert_eq!(due(finding, outcome, answer).is_some(), asked, "{outcome} {answer}");
    }

    #[rstest]
    #[case("正在整改", 1)]
    #[case("已完成", 0)]
    #[case("取得阶段性成效", 0)]
    fn a_day_behind_a_label(#[case] outcome: &str, #[case] count: usize) {
        let notice = |day: &str| {
            format!(
                "中共甲县乙局党组关于巡察整改情况的通报\n\n县委第一巡察组2024年6月3日反馈了意见。\n\n一、整改情况\n\
                 1.账目不清。\n整改情况：清理账目46笔。\n责任科室：财务科｜整改时限：2024年8月底前｜整改结果：{outcome}\n\
                 2.会风不严。\n整改情况：修订会议制度。\n责任科室：办公室｜整改时限：2024年7月底前｜整改结果：已完成\n\n{day}"
            )
        };
        let dated = asked(RuleId::DeadlinePassed, &notice("中共甲县乙局党组\n2024年12月1日\n"));
        assert_eq!(dated.len(), count);
        assert!(dated.iter().all(|doubt| doubt.quotes.len() == 2), "the limit and the outcome");
        assert_eq!(asked(RuleId::DeadlinePassed, &notice("")), [], "silent without a date");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn every_answer_is_read(answer in "[要求计划预计应于前底内个月，。；：《》0-9年日反馈后目已完成尚未按时（1）一二是a\\n]{0,120}") {
            due("任务推进缓慢。", "正在整改", &answer);
        }

        #[test]
        fn a_day_to_come_is_never_asked_of(month in 1_i8..=12, demand in prop::sample::select(&["要求", "计划", "预计", "应于", "力争"][..])) {
            let answer = format!("{demand}2025年{month}月底前完成改造，目前尚未完成。");
            prop_assert_eq!(due("任务推进缓慢。", "正在整改", &answer), None, "{}", answer);
        }

        #[test]
        fn what_was_met_is_never_asked_of(month in 7_i8..=11, demand in prop::sample::select(&["要求", "计划", "预计", "应于", "力争"][..])) {
            let answer = format!("{demand}{month}月底前完成改造，已按时完成。");
            prop_assert_eq!(due("任务推进缓慢。", "正在整改", &answer), None, "{}", answer);
        }
    }
}
