//! `date_before_feedback`: a step presented as rectification is dated before the feedback.
//!
//! Asks of each issue at the first date of its answer that lies before the day of the feedback, whatever
//! the outcome. A step begun before counts (自8月起, 10月以来), as does the first of a row of days.
//!
//! Silent: for the day and the month of the feedback itself; for years, half-years and quarters alone; for
//! dates in titles, numbers of documents and vouchers; for what is told rather than done: dates of the
//! finding, of causes, of contracts and papers, periods looked at, figures compared with, days demanded or
//! planned. A date without a year counts only where no year puts it between the feedback and the notice's
//! own day.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use jiff::{ToSpan, civil::Date};
use regex::Regex;

use crate::parse::{
    dates::{self, Found, Part, When, Year},
    flow::{Range, behind_last, last_chars},
};

use super::{
    Doubt, Place, Printed, Question, RuleId, Sheet,
    voice::{Voice, window_before, window_behind, without_number},
};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let Some(feedback) = sheet.notice.feedback_date else { return Vec::new() };
    let calendar = Calendar { feedback, own: sheet.notice.published, last: last(sheet, feedback) };
    sheet.issues().filter_map(|place| first(sheet, place, &calendar)).collect()
}

/// The days by which a date is read.
struct Calendar {
    feedback: Date,
    /// The notice's own day, from which 今年 counts.
    own: Option<Date>,
    /// No step is later than this day.
    last: Option<Date>,
}

/// Steps are told until shortly after the last day that an undated notice prints.
const MARGIN_MONTHS: i32 = 3;

/// The last day that a step may have: the notice's own; of a notice without one, some months after the
/// latest day of its answers.
fn last(sheet: &Sheet, feedback: Date) -> Option<Date> {
    let latest = || {
        let answers = sheet.issues().flat_map(|place| &place.answer);
        let days = answers.flat_map(|range| {
            let voice = Voice::of(sheet, range);
            dates::find(voice.text())
                .into_iter()
                .filter_map(|found| dates::exact(found.when))
                .collect::<Vec<_>>()
        });
        days.filter(|day| *day >= feedback).max()?.checked_add(MARGIN_MONTHS.months()).ok()
    };
    sheet.notice.published.or_else(latest)
}

/// So many dates of a finding are compared with those of its answer.
const MOST: usize = 64;

fn first(sheet: &Sheet, place: &Place, calendar: &Calendar) -> Option<Doubt> {
    let found: Vec<When> = place
        .finding
        .iter()
        .flat_map(|range| dates::find(sheet.text(range)))
        .map(|found| found.when)
        .take(MOST)
        .collect();
    let (range, day, printed) = place.answer.iter().find_map(|answer| {
        let voice = Voice::of(sheet, answer);
        let (range, day, printed) = first_in(voice.text(), &found, calendar)?;
        Some((voice.range(range.start, range.end), day, printed))
    })?;
    Some(Doubt {
        rule: RuleId::DateBeforeFeedback,
        places: vec![place.path.clone()],
        quotes: vec![sheet.quote(&range)],
        elsewhere: Vec::new(),
        question: Question::Before { day, printed, feedback: calendar.feedback },
    })
}

/// The first step before the feedback: its clause, the last day that its date allows, and how much of that is
/// printed.
fn first_in(text: &str, finding: &[When], calendar: &Calendar) -> Option<(Range, Date, Printed)> {
    // A date without a year belongs to what is told where the dated one before it does.
    let mut told_until = 0;
    for row in rows(text, dates::find(text)) {
        let here = Around::of(text, &row);
        let first = row.first()?;
        let told = here.told(text, finding, &row);
        if told {
            if first.when.year.is_some() {
                told_until = here.sentence_end;
            }
            continue;
        }
        if first.when.year.is_none() && first.start < told_until {
            continue;
        }
        let early = |found: &Found| {
            let words = text.get(found.start..found.end).unwrap_or("");
            Some((calendar.before(text, found)?, Printed::of(found.when, words)))
        };
        if let Some((day, printed)) = row.iter().find_map(early) {
            return Some((here.clause.clone(), day, printed));
        }
    }
    None
}

impl Calendar {
    /// The last day of a date that is surely before the feedback.
    fn before(&self, text: &str, found: &Found) -> Option<Date> {
        let words = text.get(found.start..found.end).unwrap_or("");
        match found.when.part {
            Part::Day(..) | Part::Month(..) => {}
            Part::Until(12) if matches!(found.when.year, Some(Year::Plain(_))) && !words.contains('季') => {}
            _ => return None,
        }
        let day = match found.when.year {
            Some(Year::Plain(year)) => found.when.last_day(year, None)?,
            Some(Year::Relative(_)) => {
                // 当年, 次年 count from a year that was named before.
                let counted = ["今年", "本年", "去年", "明年"].iter().any(|word| words.starts_with(word));
                let own = self.own.filter(|_| counted)?.year();
                found.when.last_day(own, Some(own))?
            }
            None => self.nearest(found.when)?,
        };
        (day < self.feedback).then_some(day)
    }

    /// The latest reading of a date without a year, where none lies between the feedback and the last day.
    fn nearest(&self, when: When) -> Option<Date> {
        let last = self.last?;
        let readings = (self.feedback.year() - 1..=last.year()).filter_map(|year| when.last_day(year, None));
        let mut latest = None;
        for day in readings {
            let first = if when.is_day() { day } else { day.first_of_month() };
            if day >= self.feedback && first <= last {
                return None;
            }
            if day < self.feedback {
                latest = Some(day);
            }
        }
        latest
    }
}

/// Dates side by side (3月18日、4月24日及9月9日; 8月28日至9月22日) stand for one another.
fn rows(text: &str, found: Vec<Found>) -> Vec<Vec<Found>> {
    let mut out: Vec<Vec<Found>> = Vec::new();
    for date in found {
        let joined = out.last().and_then(|row| row.last()).is_some_and(|before| {
            let between = text.get(before.end..date.start).unwrap_or(",");
            between.len() <= 6 && between.chars().all(|c| "至到—-~～–、及和以与".contains(c))
        });
        match out.last_mut() {
            Some(row) if joined => row.push(date),
            _ => out.push(vec![date]),
        }
    }
    out
}

/// What stands around a row of dates.
struct Around<'t> {
    /// The sentence up to it.
    sentence: &'t str,
    /// Its clause up to it, without the number of a step.
    before: &'t str,
    /// Its clause behind it.
    behind: &'t str,
    /// What is told behind it: its clause, and the next one where the date stands alone in it.
    act: &'t str,
    /// The clause, and the next one where the date stands alone in it.
    clause: Range,
    sentence_end: usize,
}

const ENDS: [char; 5] = ['。', '!', '?', ';', '\n'];

impl<'t> Around<'t> {
    fn of(text: &'t str, row: &[Found]) -> Self {
        let start = row.first().map_or(0, |found| found.start);
        let end = row.last().map_or(0, |found| found.end);
        let (head, tail) = (window_before(text, start), window_behind(text, end));
        let stops = [ENDS.as_slice(), &[',', ':']].concat();
        let sentence = behind_last(head, &ENDS);
        let clause = behind_last(head, &stops);
        let clause_start = start - clause.len();
        let length = tail.find(stops.as_slice()).unwrap_or(tail.len());
        let behind = tail.get(..length).unwrap_or("");
        let sentence_end = end + tail.find(ENDS).unwrap_or(tail.len());
        // 3月12日,召开会议: the date alone says nothing.
        let mut clause_end = end + length;
        if behind.chars().count() < SHORT && clause_end < sentence_end {
            let rest = tail.get(length + 1..sentence_end - end).unwrap_or("");
            clause_end += 1 + rest.find(stops.as_slice()).unwrap_or(rest.len());
        }
        let act = tail.get(..clause_end - end).unwrap_or(behind);
        let before = without_number(clause);
        Self { sentence, before, behind, act, clause: clause_start..clause_end, sentence_end }
    }
}

/// Fewer characters behind a date in its clause (以来, 下午) are no act.
const SHORT: usize = 5;

/// Words right before a date that make it an object: what is looked at, compared with, named.
static OBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:以|对|对照|针对|关于|就|将|把|较|比|同比|环比|相比|与|和|同|及|据|根据|按照|按|依据|参照|截至|截止|截止到|截止至|\
         距|由|为|至|到|含|纳入|列入|属于|属|因|由于|系|每年|每月|每|核查|排查|检查|核对|复核|审计|审查|调取|梳理|清理|\
         收集|整理|查阅|查看|抽查|倒查|涉及|发现|查出|总结|传达|学习|贯彻|落实|执行|结合|围绕|巩固|统计|比对|清查|\
         追缴|追回|清退|补缴|补发|补签|补办|退还|兑付|发放|支付|报销|剔除|包括|以及|除|日期|时间|开户日|到期日)$",
    )
    .ok()
});

/// Words in a date's clause before it that say that it was demanded, planned, or the cause of something.
static NO_ACT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "要求|规定|约定|应于|应在|应当|须于|须在|原定|原计划|计划|预计|力争|拟于|拟在|将于|将在|目标|期限|期间为|\
         有效期|服务期|质保期|合同期|租期|工期|任期|^(?:针对|关于|对于|就)|因|由于|原因|此前|以前|曾|原为|整改前|反馈前|\
         巡察前|同期|基数|上年|同比|环比|相较|较之|对比|按照|根据|依据|对照",
    )
    .ok()
});

/// What is told of a date in its clause: findings, persons who came and left, honours.
static TOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:巡察|巡视|审计|督察)(?:组)?(?:反馈|指出|发现|移交|进驻|期间)|^存在|被查处|被曝光|群众(?:反映|举报|投诉)|\
         被[^,]{0,10}(?:授予|评为|命名|列为|确定|通报)|退休|去世|病逝|调[离入]|离职|入职|辞职|参加工作|入党|转正|到龄|期满|到期",
    )
    .ok()
});

/// What was found wrong, where the clause has no verb of putting it right.
static WRONG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "违规|违反|违纪|虚报|套取|挪用|漏[报缴记]|多[发报列]|没有|\
         未(?:按|能|及|经|予|曾|履行|召开|开展|完成|上会|研究|建立|制定)",
    )
    .ok()
});

static RIGHTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "处理|处分|处置|清退|追[回缴究]|整改|通报|约谈|收回|退[回还]|停止|纠正|研究|召开|开展|印发|补[签齐办缴发]|核[查实]|排查|诫勉|谈话|责令|督促|\
         未发现",
    )
    .ok()
});

/// What follows a date that is none of a step.
static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:(?:以来|起|至今|份|期间|前|底前|之前)?的|以前|相比|同期|余额|末余额|账面|[0-9]*#|[0-9]+号凭证|\
         等?[0-9一二三四五六七八九十两]*[张笔份册号次]?[^,]{0,4}(?:凭证|发票|票据|收据|单据))|以来的",
    )
    .ok()
});

/// The time of the inspection.
static DURING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:巡察|巡视|进驻|驻点)(?:组进驻)?期间|边巡边改|反馈前").ok());

/// Stages of a thing's life.
static HISTORY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[^,]{0,6}(?:开工|竣工|完工|建成|成立|签订|购置|交付|立项|动工|启用)").ok());

/// Bodies above the one that reports.
static OTHERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^(?:上级|国务院|国家|中央|党中央|省|自治区)[^,]{0,12}$").ok());

/// The same behind the date (2019年11月,住建部办公厅印发了…).
static ABOVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^,?(?:上级|国务院|国家|中央|党中央|省委|省政府|自治区|[^,]{1,6}部办公厅)[^,]{0,8}(?:印发|出台|发布|下发|颁布)").ok()
});

/// Verbs of issuing.
static ISSUES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[^,]{0,4}(?:出台|印发|发布|下发|颁布|修订)").ok());

/// Meetings of the days before them.
static MEETING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^的[^,]{0,24}(?:会|会议|会上|学习|学习中|中)").ok());

/// A verb of holding or issuing: what stands between it and 的 is its object (召开班子成员参加的会议).
const HOLDS: &[&str] = &[
    "召开", "举办", "组织", "采取", "实施", "进行", "安排", "设置", "通过", "出动", "更换", "解决", "明确",
    "开展", "印发", "下发", "出台", "制定", "修订", "邀请", "参加", "完成", "建立", "对", "将", "把", "向",
    "了", "为", "给",
];

/// The most characters between a date and the 的 by which it tells of a thing (2022年10月签订的合同).
const TELLS: usize = 12;

/// So many characters in front of a date may say with what it is compared.
const COMPARED: usize = 4;

impl Around<'_> {
    /// Whether a row of dates is told of something and no date of a step.
    fn told(&self, text: &str, finding: &[When], row: &[Found]) -> bool {
        let matches =
            |pattern: &Option<Regex>, words: &str| pattern.as_ref().is_some_and(|p| p.is_match(words));
        // 在6月25日、7月15日的党组会上学习: the meetings were those of the days.
        if self.before.ends_with(['在', '于']) && matches(&MEETING, self.behind) {
            return false;
        }
        // Without a year, 10月底前完成 may be a day to come.
        let dated = row.iter().any(|found| found.when.year.is_some());
        let limit = self.behind.starts_with('前') || self.behind.starts_with("之前");
        if limit && !dated && !self.before.contains('已') && !self.behind.contains('已') {
            return true;
        }
        if matches(&OBJECT, self.before) || matches(&NO_ACT, self.bare()) || matches(&BEHIND, self.behind) {
            return true;
        }
        let bracketed = self.bare().matches('(').count() > self.bare().matches(')').count();
        // What the notice says itself to be of the inspection.
        let inside = matches(&DURING, self.sentence);
        if bracketed || inside || matches(&TOLD, self.before) || matches(&TOLD, self.act) {
            return true;
        }
        let near = last_chars(self.before, COMPARED);
        if ["较", "同比", "比"].iter().any(|word| near.starts_with(word)) && !near.contains("比赛") {
            return true;
        }
        // Others' papers, and the history of what was left undone (2022年3月开工,因资料不全未结算).
        let rest = text.get(row.last().map_or(0, |date| date.end)..self.sentence_end).unwrap_or("");
        let history = matches(&HISTORY, self.behind)
            && ["因", "由于", "未", "没有", "一直"].iter().any(|word| rest.contains(word));
        let others =
            matches(&OTHERS, self.before) && matches(&ISSUES, self.behind) || matches(&ABOVE, self.act);
        let wrong = [self.before, self.behind]
            .iter()
            .any(|words| matches(&WRONG, words) && !matches(&RIGHTED, words));
        if history || others || wrong {
            return true;
        }
        // A period that something else opens is looked at, not begun (核查2021年以来…).
        let since = self.behind.starts_with("以来") || self.behind.starts_with("份以来");
        if since && !self.opens(row, text) {
            return true;
        }
        let names = self.behind.char_indices().filter(|(_, c)| *c == '的').map(|(at, _)| at).next();
        if let Some(between) = names.and_then(|at| self.behind.get(..at))
            && between.chars().count() <= TELLS
            && !HOLDS.iter().any(|verb| between.contains(verb))
        {
            return true;
        }
        // The finding's own date, said again.
        row.first().is_some_and(|date| {
            finding.iter().any(|when| {
                when.part == date.when.part
                    && (when.year == date.when.year || when.year.is_none() || date.when.year.is_none())
            })
        })
    }

    /// The clause before the date, and what stands in brackets only where the date stands alone in them
    /// behind the name of a day (春节前夕(2月5日)).
    fn bare(&self) -> &str {
        let day = |name: &str| ["前夕", "当天", "当日", "节", "节前"].iter().any(|end| name.ends_with(end));
        match self.before.strip_suffix('(') {
            Some(name) if day(name) && self.behind.starts_with(')') => name,
            _ => self.before,
        }
    }

    /// Whether a period begins the clause and the step with it (自7月起, 10月以来,我局…).
    fn opens(&self, row: &[Found], text: &str) -> bool {
        let start = row.first().map_or(0, |found| found.start);
        let own = self.before.trim_start_matches("其中");
        let begins = own.is_empty() || ["自", "从"].contains(&own);
        // 2018年以来建成的项目
        let rest = text.get(start..self.sentence_end).unwrap_or("");
        let comma =
            rest.find(',').is_some_and(|at| rest.get(..at).is_some_and(|head| head.ends_with("以来")));
        begins && (comma || !self.behind.contains('的')) && !self.sentence.contains("涉及")
    }
}
