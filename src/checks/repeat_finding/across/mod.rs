//! A problem of an earlier notice of the same agency reads alike.
//!
//! Asks where two notices of one agency are of different rounds, and a problem of the later one has most of its
//! words ([`SHARE`]) in common with one of the earlier: [`OWN`] characters at least, in runs of [`GRAM`] and more,
//! [`RUN`] of them in one run. Words that problems of many agencies have are no sign and do not count: those of
//! [`STOCK`], and those that more than one in [`COMMON`] agencies of those at hand have. So a stock title
//! (党建工作薄弱) is never asked of, in a ledger of whatever size.
//!
//! Silent where it is not sure that the rounds differ: the later inspection (or, where its time is not told, its
//! feedback) must come after the day of the earlier notice, so that versions, and the first and last report of one
//! round, are none. Silent too for agencies whose name does not say where they are (县教育局), for one that has
//! changed its name, and where a problem reads like more than [`MOST`] others.
//!
//! The thresholds are those that tell the sentences of the tests below apart; among the notices by other hands
//! (`tests/checks`, one agency with two rounds) they ask once, and rightly.

mod stock;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use stock::STOCK;

use crate::{
    checks::{Doubt, Elsewhere, Question, Quote, RuleId, Sheet},
    notice::Notice,
    parse::flow::fold_text,
};

/// Equal characters in a row that are looked for.
const GRAM: usize = 3;

/// The fewest characters in common that are the problem's own.
const OWN: usize = 8;

/// The fewest of these in one run.
const RUN: usize = 5;

/// The fewest runs of [`GRAM`] characters in common of which [`OWN`] can be made, [`RUN`] of them in a row.
const GRAMS: usize = 4;

/// Hundredths of the own characters of the shorter problem.
const SHARE: usize = 60;

/// So many clauses of a problem stand side by side.
const QUOTES: usize = 2;

/// Words that more than one in so many agencies have are stock; [`FEW`] may have them in any case.
const COMMON: usize = 50;

/// So many agencies that share words may do so by chance.
const FEW: usize = 3;

/// The most problems of one agency that have three characters in common: more are its daily words.
const MOST: usize = 8;

/// The problems of many notices, looked at for what comes back.
///
/// Notices are added one after the other. Memory is about nine bytes for each character of the problems.
#[derive(Default)]
pub struct Repeats {
    notices: Vec<Round>,
    findings: Vec<Finding>,
}

/// What is known of a notice.
struct Round {
    /// The agency, by its folded name; `None` where it does not tell which one it is.
    agency: Option<String>,
    /// The first day of which the notice tells that its inspection was at work.
    begins: Option<Date>,
    /// The day on which the notice was there.
    there: Option<Date>,
}

/// An issue's problem, without punctuation.
struct Finding {
    notice: usize,
    path: String,
    chars: Vec<char>,
    /// Whether each character is the problem's own.
    own: Vec<bool>,
    /// The byte of the folded text at which each character stands.
    at: Vec<u32>,
    /// The ranges of the folded text.
    words: Vec<Range<usize>>,
}

/// Two problems that read alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The notice in which is asked, by the order in which it was added: the later one.
    pub asked: usize,
    /// The earlier notice.
    pub other: usize,
    later: usize,
    earlier: usize,
    /// Hundredths of the shorter problem's own characters.
    share: usize,
}

impl Repeats {
    /// Adds a notice.
    pub fn add(&mut self, sheet: &Sheet) {
        let notice = self.notices.len();
        let round = Round::of(sheet.notice);
        if round.agency.is_some() && (round.begins.is_some() || round.there.is_some()) {
            self.findings.extend(sheet.issues().map(|place| {
                let mut finding = Finding {
                    notice,
                    path: place.path.clone(),
                    chars: Vec::new(),
                    own: Vec::new(),
                    at: Vec::new(),
                    words: place.finding.clone(),
                };
                place.finding.iter().for_each(|range| finding.push(sheet.text(range), range.start));
                finding
            }));
        }
        self.notices.push(round);
    }

    /// The problems that come back, in the order of the notices in which is asked.
    pub fn find(&self) -> Vec<Repeat> {
        let agencies = self.agencies();
        let candidates = self.candidates(&agencies);
        let common = self.common(&candidates, &agencies);
        let mut best: BTreeMap<usize, (usize, Repeat)> = BTreeMap::new();
        for (earlier, later) in candidates {
            if let Some((own, repeat)) = self.compare(earlier, later, &common)
                && best.get(&later).is_none_or(|(known, _)| own > *known)
            {
                best.insert(later, (own, repeat));
            }
        }
        let mut out: Vec<Repeat> = best.into_values().map(|(_, repeat)| repeat).collect();
        out.sort_unstable();
        out
    }

    /// The problems by agency.
    fn agencies(&self) -> Vec<Vec<usize>> {
        let mut agencies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, finding) in self.findings.iter().enumerate() {
            let agency = self.notices.get(finding.notice).and_then(|round| round.agency.as_deref());
            if let Some(agency) = agency {
                agencies.entry(agency).or_default().push(at);
            }
        }
        agencies.into_values().collect()
    }

    /// Pairs of problems of one agency, of different rounds, that have enough words in common to be looked at.
    fn candidates(&self, agencies: &[Vec<usize>]) -> BTreeSet<(usize, usize)> {
        let mut out = BTreeSet::new();
        for findings in agencies {
            let notice = |at: &usize| self.findings.get(*at).map(|finding| finding.notice);
            if findings.first().and_then(notice) == findings.last().and_then(notice) {
                continue;
            }
            let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
            for at in findings {
                let grams: FxHashSet<u64> = self
                    .findings
                    .get(*at)
                    .map_or_else(FxHashSet::default, |finding| finding.own_grams().collect());
                for gram in grams {
                    let known = holders.entry(gram).or_default();
                    if known.len() <= MOST {
                        known.push(*at);
                    }
                }
            }
            let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
            for known in holders.into_values().filter(|known| (2..=MOST).contains(&known.len())) {
                for (nth, one) in known.iter().enumerate() {
                    for other in known.iter().skip(nth + 1) {
                        *shared.entry((*one, *other)).or_default() += 1;
                    }
                }
            }
            let enough = shared.into_iter().filter(|(_, count)| *count >= GRAMS);
            out.extend(enough.filter_map(|((one, other), _)| self.by_age(one, other)));
        }
        out
    }

    /// Two problems by the age of their rounds; `None` where these are not surely different.
    fn by_age(&self, one: usize, other: usize) -> Option<(usize, usize)> {
        let round = |at: usize| self.notices.get(self.findings.get(at)?.notice);
        let (first, second) = (round(one)?, round(other)?);
        let before = |first: &Round, second: &Round| {
            first.there.zip(second.begins).is_some_and(|(there, begins)| there < begins)
        };
        if before(first, second) { Some((one, other)) } else { before(second, first).then_some((other, one)) }
    }

    /// Of the words that candidates have in common, those that many agencies have.
    fn common(&self, candidates: &BTreeSet<(usize, usize)>, agencies: &[Vec<usize>]) -> FxHashSet<u64> {
        // For each how many agencies have it, and the last of them.
        let mut held: FxHashMap<u64, (usize, Option<usize>)> = FxHashMap::default();
        for (earlier, later) in candidates {
            let (Some(one), Some(other)) = (self.findings.get(*earlier), self.findings.get(*later)) else {
                continue;
            };
            let known: FxHashSet<u64> = one.grams().collect();
            for gram in other.grams().filter(|gram| known.contains(gram)) {
                held.entry(gram).or_default();
            }
        }
        for (agency, findings) in agencies.iter().enumerate() {
            for gram in findings.iter().filter_map(|at| self.findings.get(*at)).flat_map(Finding::grams) {
                if let Some((count, last)) = held.get_mut(&gram).filter(|(_, last)| *last != Some(agency)) {
                    (*count, *last) = (*count + 1, Some(agency));
                }
            }
        }
        let most = FEW.max(agencies.len() / COMMON);
        held.into_iter().filter(|(_, (count, _))| *count > most).map(|(gram, _)| gram).collect()
    }

    /// How many own characters two problems have in common, where these are enough.
    fn compare(&self, earlier: usize, later: usize, common: &FxHashSet<u64>) -> Option<(usize, Repeat)> {
        let (one, other) = (self.findings.get(earlier)?, self.findings.get(later)?);
        let (shorter, longer) = if one.owned() <= other.owned() { (one, other) } else { (other, one) };
        let covered = shorter.covered(longer, |gram| !common.contains(&gram));
        let (mut shared, mut run, mut longest) = (0, 0, 0);
        for (covered, own) in covered.iter().zip(&shorter.own) {
            run = if *covered { run + usize::from(*own) } else { 0 };
            shared += usize::from(*covered && *own);
            longest = longest.max(run);
        }
        let share = shared * 100 / shorter.owned().max(1);
        let alike = shared >= OWN && longest >= RUN && share >= SHARE;
        alike.then_some((shared, Repeat { asked: other.notice, other: one.notice, later, earlier, share }))
    }

    /// The doubt of a repeat; the sheets are those of [`Repeat::asked`] and [`Repeat::other`].
    pub fn doubt(&self, repeat: &Repeat, asked: &Sheet, other: &Sheet) -> Option<Doubt> {
        let (later, earlier) = (self.findings.get(repeat.later)?, self.findings.get(repeat.earlier)?);
        let source = &other.notice.source;
        let day = |notice: &Notice| notice.published.or(notice.feedback_date);
        Some(Doubt {
            rule: RuleId::RepeatFinding,
            places: vec![later.path.clone()],
            quotes: later.quotes(earlier, asked),
            elsewhere: vec![Elsewhere {
                path: source.path.clone(),
                sha256: source.sha256.clone(),
                places: vec![earlier.path.clone()],
                quotes: earlier.quotes(later, other),
            }],
            question: Question::AgainLike {
                here: day(asked.notice),
                there: day(other.notice),
                share: u8::try_from(repeat.share).unwrap_or(100),
            },
        })
    }
}

impl Round {
    fn of(notice: &Notice) -> Self {
        Self {
            agency: notice.agency.as_deref().and_then(agency),
            begins: notice.inspection_period.map(|period| period.start).or(notice.feedback_date),
            there: notice.published.or(notice.feedback_date),
        }
    }
}

/// An agency's folded name, where it tells which one of a country's it is.
fn agency(name: &str) -> Option<String> {
    let name = fold_text(name);
    let bare = name.trim_start_matches("中共");
    let placeless =
        bare.starts_with(['省', '市', '县', '区', '州', '镇', '乡', '局', '院', '公', '集', '本', '我']);
    (!placeless && bare.chars().count() >= NAME).then(|| bare.to_owned())
}

/// The fewest characters of a name that tells which agency it is.
const NAME: usize = 4;

impl Finding {
    fn push(&mut self, text: &str, from: usize) {
        let mut stock: Vec<Range<usize>> = STOCK
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, word)| at..at + word.len()))
            .collect();
        stock.sort_by_key(|range| (range.start, range.end));
        let mut until = 0;
        let mut next = stock.iter().peekable();
        for (at, c) in text.char_indices() {
            while let Some(range) = next.next_if(|range| range.start <= at) {
                until = until.max(range.end);
            }
            if c.is_alphanumeric() {
                self.chars.push(c);
                self.at.push(u32::try_from(from + at).unwrap_or(u32::MAX));
                self.own.push(at >= until && !c.is_ascii_digit());
            }
        }
    }

    /// How many of its characters are its own.
    fn owned(&self) -> usize {
        self.own.iter().filter(|own| **own).count()
    }

    /// For each of its characters, whether it stands in a run that another problem has too.
    fn covered(&self, other: &Self, counts: impl Fn(u64) -> bool) -> Vec<bool> {
        let known: FxHashSet<u64> = other.grams().filter(|gram| counts(*gram)).collect();
        let mut covered = vec![false; self.chars.len()];
        for (at, gram) in self.grams().enumerate() {
            if known.contains(&gram) {
                covered.iter_mut().skip(at).take(GRAM).for_each(|mark| *mark = true);
            }
        }
        covered
    }

    /// What of the problem is shown: the clauses that have most in common with another, in the order of the text.
    fn quotes(&self, other: &Self, sheet: &Sheet) -> Vec<Quote> {
        let covered = self.covered(other, |_| true);
        let shared = |clause: &Range<usize>| {
            let own = self.at.iter().zip(covered.iter().zip(&self.own));
            own.filter(|(at, (covered, own))| clause.contains(&(**at as usize)) && **covered && **own).count()
        };
        let clauses = self.words.iter().flat_map(|range| sheet.clauses(range));
        let mut best: Vec<(usize, Range<usize>)> = clauses.map(|clause| (shared(&clause), clause)).collect();
        best.sort_by_key(|(shared, clause)| (std::cmp::Reverse(*shared), clause.start));
        best.truncate(QUOTES);
        let most = best.first().map_or(0, |(shared, _)| *shared);
        best.retain(|(shared, _)| *shared == most || *shared >= RUN);
        best.sort_by_key(|(_, clause)| clause.start);
        best.iter().map(|(_, clause)| sheet.quote(clause)).collect()
    }

    /// Its runs of [`GRAM`] characters, in order, each as one number.
    fn grams(&self) -> impl Iterator<Item = u64> {
        // A character has 21 bits.
        self.chars.windows(GRAM).map(|window| window.iter().fold(0, |gram, c| gram << 21 | u64::from(*c)))
    }

    /// Those with a character of its own.
    fn own_grams(&self) -> impl Iterator<Item = u64> {
        let own = self.own.windows(GRAM).map(|own| own.contains(&true));
        self.grams().zip(own).filter(|(_, own)| *own).map(|(gram, _)| gram)
    }
}
