//! `deadline_passed`: required or promised for a day before the notice's date, and not reported as met.
//!
//! Asks of issues, of a limit behind a label (整改时限：8月底前) where the outcome says that it is under way; and
//! of a day in prose that was demanded or promised (要求…, 计划于…, 应于…, 责令3个月内) where what follows says
//! that it is still open (尚未, 正在, 余下420份), done in part (72%, 15个 of which 11), or, under way by the outcome,
//! where things stand (现已完成报名), or where the promise or the duty is the last word on it (计划于9月底前完成安装。须在9月底前报局汇总。). In the problem, and where the outcome says completed, only with words
//! of the answer that leave open what was found (`open`).
//!
//! Silent where the notice has no date, on the day itself, for what is told as met (已于, 按期, 实际于), for
//! routines, terms of contracts and papers, and days that can be read two ways.

mod limits;
#[cfg(test)]
mod tests;

use std::{cell::OnceCell, sync::LazyLock};

use jiff::civil::Date;
use regex::Regex;

use crate::{
    notice::{DeadlineKind, Node, OutcomeTag},
    parse::{
        dates,
        flow::{Range, behind_last},
    },
};

use super::{
    Doubt, Place, Printed, Question, RuleId, Sheet, done_but_open, open,
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
    let limits = limits::limits(sheet, place, own);
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
        question: Question::Passed {
            due: limit.due,
            printed: issue.printed(limit),
            published: own,
            kind: limit.kind,
        },
    })
}

/// So many days of an issue are looked at; issues rarely have more than three.
const MOST_LIMITS: usize = 16;

/// What stands before a byte.
fn before<'s>(sheet: &'s Sheet, at: usize) -> &'s str {
    window_before(sheet.text(&(0..at)), at)
}

/// What stands behind a byte in the same passage of a place.
fn behind<'s>(sheet: &'s Sheet, place: &Place, at: usize) -> &'s str {
    let end = place.said().find(|said| said.start <= at && at < said.end).map_or(at, |said| said.end);
    window_behind(sheet.text(&(at..end)), 0)
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

    /// How much of a limit's day is printed; one that is counted (3个月内) is a day.
    fn printed(&self, limit: &Limit) -> Printed {
        let words = self.sheet.text(&limit.range);
        let only = match dates::find(words).as_slice() {
            [one] => words.get(one.end..).filter(|rest| !rest.contains("起")).map(|_| one.when),
            _ => None,
        };
        only.map_or(Printed::Day, |when| Printed::of(when, words))
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
        let words = if limit.kind == DeadlineKind::Promised { &PLAN } else { &DUTY };
        let plan = words.as_ref().is_some_and(|words| words.is_match(head));
        let ends = self.sheet.text(&(clause.end..answer.end.min(clause.end.saturating_add(LONGEST))));
        let stages = STAGES.as_ref().and_then(|stages| stages.find(ends)).map_or(0, |stages| stages.end());
        let ends = ends.is_empty() || stages > 0;
        let finishes = FINISH.as_ref().is_some_and(|finish| finish.is_match(behind));
        if tags.is_empty() || !plan || !ends || !finishes {
            return false;
        }
        let topic = done_but_open::pairs(text);
        // Later stages of the plan say nothing of this one.
        let rest = clause.end + stages..answer.end.min(clause.end + LONGEST);
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

/// Words of a duty, right before its day.
static DUTY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:须|应|必须|务必)(?:在|于)$|[^期时年权有上下界]限(?:于|在)?$").ok());

/// What may follow the clause of a plan and reports nothing: its later stages (8月底前完成主体), and what it is for
/// (作为考核依据), as far as the stop.
static STAGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:,(?:(?:[0-9]{4}年)?[0-9]{1,2}月(?:[上中下]旬|[0-9]{1,2}日|底|末)?(?:之|以)?前[^已,。;]{2,24}|作为[^已,。;]{2,24}))*(?:[。;\n]|$)",
    )
    .ok()
});

/// What ends a matter: behind the day of a plan.
static FINISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:之|以)?前?[^,。;]{0,20}(?:完成|建成|投用|投入|竣工|完工|交付|启用|到位|办结|移交|兑付|付清|还清|结清|通车|通水|搬迁|清退|化解|开工|拿出|提交|报送|报[^,。;]{1,8}(?:审批|批准|汇总|备案))").ok()
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
