//! What a query means on a day, and which issues answer it.
//!
//! An issue that the newest version of its notice no longer has answers no question about outcome or deadline,
//! since nobody says those of it any more: neither that they are so nor that they are not. So an answer is yes,
//! no or nothing, and only what answers yes is shown. So it is while texts are still being searched: nothing is said of
//! issues that may still be found. Whether what is no issue at all (不是问题) is shown
//! is no matter of the query.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::{
    checks::{RuleId, Rules},
    ledger::{
        fold::fold,
        followup::{Finding, State},
        search::{Found, Needle, pattern},
        types::{AgencyId, AgencyRow, IssueId, IssueRow, NoticeRow, Snapshot},
    },
    query::{
        agencies, codes, doubts,
        filter::{DueFilter, OutcomeChoice, OutcomeChoices, OutcomeFilter},
    },
    words::{EN, ZH},
};

mod cheap;

use super::{
    Fault, Query, Value, Why,
    days::days,
    key::{self, Key, Sign},
};

/// What a query means on a day.
#[derive(Debug, Clone)]
pub struct Plan {
    ask: Ask,
    needles: Vec<Needle>,
    today: Date,
}

#[derive(Debug, Clone)]
enum Ask {
    All,
    /// What was found out already, for all issues of a notice.
    Known(bool),
    Not(Box<Ask>),
    Every(Vec<Ask>),
    Some(Vec<Ask>),
    /// By the place among the needles.
    Found(usize),
    /// Texts of which one must be part of one of the agency's names; behind `=` the whole of it.
    Agency(Vec<String>),
    Outcome(OutcomeFilter),
    Deadline(Vec<DueFilter>),
    Recheck(Vec<DueFilter>),
    State(Vec<State>),
    Finding(Vec<Finding>),
    Doubt(Vec<Doubts>),
    Part(Part, Vec<String>),
    Day(Which, Vec<DueFilter>),
    Has(Vec<Sign>),
}

#[derive(Debug, Clone, Copy)]
enum Doubts {
    Any,
    None,
    Of(RuleId),
}

/// A text of a row.
#[derive(Debug, Clone, Copy)]
enum Part {
    Title,
    Who,
    Reason,
    Notice,
    Region,
    Round,
    Id,
}

#[derive(Debug, Clone, Copy)]
enum Which {
    Feedback,
    Published,
}

/// Reads `text` and says what it means on the day `today`.
///
/// # Errors
/// [`Fault`], with its place.
pub fn plan(text: &str, today: Date) -> Result<Plan, Fault> {
    Plan::of(&super::read(text)?, today)
}

impl Plan {
    /// What `query` means on the day `today`.
    ///
    /// # Errors
    /// [`Fault`] where a field has no such value, with its place.
    pub fn of(query: &Query, today: Date) -> Result<Self, Fault> {
        let mut maker = Maker { needles: Vec::new(), today };
        let mut ask = maker.ask(query)?;
        ask.cheap_first();
        Ok(Self { ask, needles: maker.needles, today })
    }

    /// Whether every issue answers.
    pub fn asks_nothing(&self) -> bool {
        matches!(self.ask, Ask::All)
    }

    /// What the ledger must be asked before issues can be held against the plan.
    pub fn needles(&self) -> &[Needle] {
        &self.needles
    }

    /// The texts that an issue must or may hold, folded: what a screen highlights. Those that it must not hold are
    /// none of them.
    pub fn shown_texts(&self) -> Vec<&str> {
        fn walk<'p>(ask: &Ask, needles: &'p [Needle], out: &mut Vec<&'p str>) {
            match ask {
                Ask::Every(all) | Ask::Some(all) => all.iter().for_each(|one| walk(one, needles, out)),
                Ask::Found(at) => {
                    if let Some(Needle::Text(text) | Needle::Duty(text)) = needles.get(*at) {
                        out.push(text);
                    }
                }
                _ => {}
            }
        }
        let mut out = Vec::new();
        walk(&self.ask, &self.needles, &mut out);
        out
    }

    /// The issues of a snapshot that answer, in its order. `found`: what the ledger told of the needles.
    pub fn answers<'s>(&self, snapshot: &'s Snapshot, found: &Found, rules: &Rules) -> Vec<IssueRow<'s>> {
        let doubts = self.ask.any(&|ask| matches!(ask, Ask::Doubt(_)));
        let around = if doubts { Around::new(snapshot, rules) } else { Around::without_doubts(snapshot) };
        let of_notices = self.ask.any(&Ask::is_of_notices);
        let mut ask = self.ask.clone();
        let mut notice: Option<&NoticeRow> = None;
        let mut notices = snapshot.notices.iter();
        let mut out = Vec::new();
        let within = self.ask.within(found);
        // Issues stand by notice, in the order of the notices.
        for row in &snapshot.issues {
            if within.as_ref().is_some_and(|ids| !ids.contains(row.id)) {
                continue;
            }
            let before = notice.map(|notice| notice.id);
            while notice.is_none_or(|notice| notice.id != row.notice) {
                let Some(next) = notices.next() else { break };
                notice = Some(next);
            }
            let agency = around.agency(&row);
            let here = Here { row, notice, agency, around: &around, found, today: self.today };
            // What is asked of notices and agencies is found out once for all their issues.
            if of_notices && notice.map(|notice| notice.id) != before {
                ask = here.settle(&self.ask);
            }
            if here.answer(&ask) == Some(true) {
                out.push(row);
            }
        }
        out
    }

    /// Whether an issue answers.
    pub fn admits(
        &self,
        row: &IssueRow<'_>,
        notice: Option<&NoticeRow>,
        around: &Around<'_>,
        found: &Found,
    ) -> bool {
        let agency = around.agency(row);
        let here = Here { row: *row, notice, agency, around, found, today: self.today };
        here.answer(&self.ask) == Some(true)
    }
}

/// What is known of issues besides their rows.
#[derive(Debug)]
pub struct Around<'s> {
    agencies: HashMap<AgencyId, &'s AgencyRow>,
    doubts: HashMap<IssueId, Vec<RuleId>>,
}

impl<'s> Around<'s> {
    /// Of a snapshot, with the doubts of the rules that are on.
    pub fn new(snapshot: &'s Snapshot, rules: &'s Rules) -> Self {
        let mut of: HashMap<IssueId, Vec<RuleId>> = HashMap::new();
        for doubt in doubts::shown(snapshot, rules).filter(|doubt| doubt.open()) {
            for issue in &doubt.issues {
                of.entry(*issue).or_default().push(doubt.rule);
            }
        }
        Self { doubts: of, ..Self::without_doubts(snapshot) }
    }

    /// For who asks of no doubt.
    fn without_doubts(snapshot: &'s Snapshot) -> Self {
        let agencies = snapshot.agencies.iter().map(|row| (row.id, row)).collect();
        Self { agencies, doubts: HashMap::new() }
    }

    fn agency(&self, row: &IssueRow<'_>) -> Option<&'s AgencyRow> {
        self.agencies.get(&row.agency).copied()
    }
}

struct Here<'a> {
    row: IssueRow<'a>,
    notice: Option<&'a NoticeRow>,
    agency: Option<&'a AgencyRow>,
    around: &'a Around<'a>,
    found: &'a Found,
    today: Date,
}

impl Here<'_> {
    /// The same, with what is asked of the notice or its agency found out.
    fn settle(&self, ask: &Ask) -> Ask {
        let each = |list: &[Ask]| list.iter().map(|one| self.settle(one)).collect();
        match ask {
            Ask::Not(one) => Ask::Not(Box::new(self.settle(one))),
            Ask::Every(all) => Ask::Every(each(all)),
            Ask::Some(all) => Ask::Some(each(all)),
            of_notice if of_notice.is_of_notices() => {
                self.answer(of_notice).map_or_else(|| of_notice.clone(), Ask::Known)
            }
            other => other.clone(),
        }
    }

    fn answer(&self, ask: &Ask) -> Option<bool> {
        let row = self.row;
        Some(match ask {
            Ask::All => true,
            Ask::Known(known) => *known,
            Ask::Not(one) => !self.answer(one)?,
            Ask::Every(all) => return self.every(all),
            Ask::Some(all) => return self.some(all),
            Ask::Found(at) => match self.found.get(*at) {
                Some(hits) if hits.ids.contains(row.id) => true,
                // It may still be found.
                Some(hits) if !hits.whole => return None,
                _ => false,
            },
            Ask::Agency(parts) => self.agency.is_some_and(|agency| {
                let names = std::iter::once(&agency.name).chain(&agency.aliases);
                names.into_iter().any(|name| is_called(name, parts))
            }),
            Ask::Outcome(_) | Ask::Deadline(_) if !row.present => return None,
            Ask::Outcome(filter) => filter.admits(row.outcome),
            Ask::Deadline(days) => days.iter().any(|days| days.admits(row.deadlines, self.today)),
            Ask::Recheck(days) => days.iter().any(|days| days.admits_recheck(&row, self.today)),
            Ask::State(states) => states.contains(&row.review.state),
            Ask::Finding(findings) => row.review.finding.is_some_and(|finding| findings.contains(&finding)),
            Ask::Doubt(asked) => {
                let rules = self.around.doubts.get(&row.id).map_or(&[][..], Vec::as_slice);
                asked.iter().any(|asked| match asked {
                    Doubts::Any => !rules.is_empty(),
                    Doubts::None => rules.is_empty(),
                    Doubts::Of(rule) => rules.contains(rule),
                })
            }
            Ask::Part(part, texts) => self.part(*part, texts),
            Ask::Day(which, days) => {
                let day = self.notice.and_then(|notice| match which {
                    Which::Feedback => notice.feedback,
                    Which::Published => notice.published,
                });
                days.iter().any(|days| days.admits_day(day, self.today))
            }
            Ask::Has(signs) => signs.iter().any(|sign| self.has(*sign)),
        })
    }

    /// No where one says no; nothing where one says nothing.
    fn every(&self, all: &[Ask]) -> Option<bool> {
        let mut whole = Some(true);
        for one in all {
            match self.answer(one) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => whole = None,
            }
        }
        whole
    }

    /// Yes where one says yes; nothing where one says nothing.
    fn some(&self, all: &[Ask]) -> Option<bool> {
        let mut whole = Some(false);
        for one in all {
            match self.answer(one) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => whole = None,
            }
        }
        whole
    }

    fn part(&self, part: Part, texts: &[String]) -> bool {
        let region = || self.agency.and_then(agencies::region).map(|region| region.value().clone());
        match part {
            Part::Title => holds(self.row.title, texts),
            Part::Who => self.row.review.who.as_deref().is_some_and(|who| holds(who, texts)),
            Part::Reason => self.row.review.reason.as_deref().is_some_and(|reason| holds(reason, texts)),
            Part::Notice => self.notice.is_some_and(|notice| holds(&notice.title, texts)),
            Part::Region => region().is_some_and(|region| holds(&region, texts)),
            Part::Round => self
                .notice
                .and_then(|notice| notice.round.as_deref())
                .is_some_and(|round| holds(round, texts)),
            Part::Id => texts.iter().any(|text| self.row.key.starts_with(text.as_str())),
        }
    }

    fn has(&self, sign: Sign) -> bool {
        let row = self.row;
        match sign {
            Sign::Corrected => {
                row.fixes.any() || self.notice.is_some_and(|notice| !notice.corrected.is_empty())
            }
            Sign::Conflict => {
                row.differs()
                    || self.notice.is_some_and(|notice| !notice.contested.is_empty())
                    || self.agency.is_some_and(|agency| !agency.contested.is_empty())
            }
            Sign::IssueConflict => row.differs(),
            Sign::IssuePrintedAnew => row.fixes.hides,
            Sign::PrintedAnew => {
                row.fixes.hides || self.notice.is_some_and(|notice| !notice.hides.is_empty())
            }
            Sign::Doubtful => row.doubtful,
            Sign::Evidence => row.evidence > 0,
            Sign::Note => row.review.note.is_some(),
        }
    }
}

/// Whether an agency's name holds any of the folded `parts`, or is what stands behind `=` in one.
fn is_called(name: &str, parts: &[String]) -> bool {
    let name = fold(name);
    parts.iter().any(|part| match part.strip_prefix('=') {
        Some(whole) => name == whole,
        None => name.contains(part.as_str()),
    })
}

/// Whether any of the folded `parts` is part of `text`.
fn holds(text: &str, parts: &[String]) -> bool {
    let text = fold(text);
    parts.iter().any(|part| text.contains(part.as_str()))
}

struct Maker {
    needles: Vec<Needle>,
    today: Date,
}

impl Maker {
    fn ask(&mut self, query: &Query) -> Result<Ask, Fault> {
        let all = |maker: &mut Self, list: &[Query]| {
            list.iter().map(|one| maker.ask(one)).collect::<Result<Vec<Ask>, Fault>>()
        };
        Ok(match query {
            Query::All => Ask::All,
            Query::Text(value) => {
                let text = fold(&value.text);
                // Nothing of it is left to be looked for: `""`, a sign that nobody sees.
                if text.is_empty() { Ask::All } else { self.found(Needle::Text(text)) }
            }
            Query::Pattern(value) => {
                pattern(&value.text)
                    .map_err(|error| Fault::new(value.at.clone(), Why::BadPattern(said(&error))))?;
                self.found(Needle::Pattern(value.text.clone()))
            }
            Query::Field(key, values) => self.field(*key, values)?,
            Query::Not(one) => Ask::Not(Box::new(self.ask(one)?)),
            Query::Every(list) => Ask::Every(all(self, list)?),
            Query::Some(list) => Ask::Some(all(self, list)?),
        })
    }

    fn found(&mut self, needle: Needle) -> Ask {
        let at = self.needles.iter().position(|other| *other == needle);
        Ask::Found(at.unwrap_or_else(|| {
            self.needles.push(needle);
            self.needles.len() - 1
        }))
    }

    fn field(&mut self, key: Key, values: &[Value]) -> Result<Ask, Fault> {
        let texts = || values.iter().map(|value| fold(&value.text)).collect::<Vec<_>>();
        Ok(match key {
            Key::Agency => Ask::Agency(texts()),
            Key::Outcome => {
                let choices: Vec<OutcomeChoice> = named(key, values, |value| {
                    let (zh, en) = (&ZH.ledger.outcomes, &EN.ledger.outcomes);
                    OutcomeChoice::ALL.get(codes::place(value, &codes::OUTCOMES, zh, en)?).copied()
                })?;
                let with: OutcomeChoices = choices.into_iter().collect();
                Ask::Outcome(OutcomeFilter { with, ..OutcomeFilter::default() })
            }
            Key::Deadline => Ask::Deadline(self.days(key, values)?),
            Key::Recheck => Ask::Recheck(self.days(key, values)?),
            Key::Feedback => Ask::Day(Which::Feedback, self.days(key, values)?),
            Key::Published => Ask::Day(Which::Published, self.days(key, values)?),
            Key::State => Ask::State(named(key, values, |value| {
                let (zh, en) = (&ZH.ledger.states, &EN.ledger.states);
                State::ALL.get(codes::place(value, &codes::STATES, zh, en)?).copied()
            })?),
            Key::Finding => Ask::Finding(named(key, values, |value| {
                let (zh, en) = (&ZH.ledger.findings, &EN.ledger.findings);
                Finding::ALL.get(codes::place(value, &codes::FINDINGS, zh, en)?).copied()
            })?),
            Key::Doubt => Ask::Doubt(named(key, values, |value| {
                let folded = fold(value);
                match folded.as_str() {
                    any if key::ANY.contains(&any) => Some(Doubts::Any),
                    none if key::NONE.contains(&none) => Some(Doubts::None),
                    _ => key::rule(value).map(Doubts::Of),
                }
            })?),
            Key::Has => Ask::Has(named(key, values, |value| {
                let wanted = fold(value).replace('-', "_");
                key::SIGNS
                    .iter()
                    .find(|(_, chinese, english)| *chinese == wanted || *english == wanted)
                    .map(|(sign, ..)| *sign)
            })?),
            Key::Duty => {
                let found: Vec<Ask> =
                    texts().into_iter().map(|text| self.found(Needle::Duty(text))).collect();
                if found.len() == 1 { found.into_iter().next().unwrap_or(Ask::All) } else { Ask::Some(found) }
            }
            Key::Title => Ask::Part(Part::Title, texts()),
            Key::Who => Ask::Part(Part::Who, texts()),
            Key::Reason => Ask::Part(Part::Reason, texts()),
            Key::Notice => Ask::Part(Part::Notice, texts()),
            Key::Region => Ask::Part(Part::Region, texts()),
            Key::Round => Ask::Part(Part::Round, texts()),
            Key::Id => Ask::Part(Part::Id, texts()),
        })
    }

    fn days(&self, key: Key, values: &[Value]) -> Result<Vec<DueFilter>, Fault> {
        let read = |value: &Value| {
            days(key, &value.text, self.today)
                .map_err(|error| Fault::new(value.at.clone(), Why::NoDay(error)))
        };
        values.iter().map(read).collect()
    }
}

/// What each value means; a fault at the first that means nothing.
fn named<T>(key: Key, values: &[Value], mean: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
    let one = |value: &Value| {
        mean(value.text.trim())
            .ok_or_else(|| Fault::new(value.at.clone(), Why::NoSuchValue(key, value.text.clone())))
    };
    values.iter().map(one).collect()
}

/// The last line of what the library says: the reason, without the picture of the place above it.
fn said(error: &regex::Error) -> String {
    let whole = error.to_string();
    whole.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}
