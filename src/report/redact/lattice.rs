//! A line read the likeliest way: as words, or with names of persons between them.
//!
//! Every stretch of characters that may be a name competes with the words that the same characters may be: the
//! reading with the lowest cost wins (a shortest path through the line). What stands beside a stretch
//! ([`super::beside`]) lowers or raises what it costs to read it as a name. Where both readings are near each
//! other a name is read: [`NAME`] is set that way, since a name that is handed on does more harm than a word that is masked.

use std::{collections::HashMap, ops::Range};

use super::{beside, beside::TRANSCRIBED, lexicon};

/// What it costs to read a name at all. In notices one word in several hundred is a name (a cost of 6); less is
/// taken, so that what is uncertain is masked. Set by the texts in `tests/masks/known`.
const NAME: f32 = 3.0;
/// What names of one character behind the family name cost more than those of two: one name in six has one.
const SHORT: f32 = 1.8;
const LONG: f32 = 0.2;
/// What it costs more where a name would end as names of places do.
const PLACE_END: f32 = 6.0;
/// What a character costs in a name of another language: some two hundred are written in them.
const OTHER: f32 = 4.6;
/// What a name is worth that was found elsewhere.
const KNOWN: f32 = 8.0;
/// The same where the name is an everyday word too (文明, 建设).
const KNOWN_WORD: f32 = 2.0;
/// What it is worth that a name stands beside, in a row.
const ROW: f32 = 5.0;
/// What it is worth that nothing else stands in the cell or line.
const ALONE: f32 = 4.0;
/// From so many characters on a line may have been broken because it was full.
const FULL: usize = 20;
/// Evidence that makes a name sure.
const SURE: f32 = 4.0;

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the text, blanks within included.
    pub place: Range<usize>,
    /// The name without blanks.
    pub name: String,
    /// Whether something beside it says that it is a person's.
    pub sure: bool,
}

/// Names that are known, by their first characters.
#[derive(Debug, Clone, Default)]
pub struct Known {
    by_first: HashMap<char, Vec<Vec<char>>>,
}

impl Known {
    /// These names; those of one character are too short to be looked for.
    pub fn of<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        Self::default().with(names)
    }

    /// These and more.
    pub fn with<'a>(&self, names: impl Iterator<Item = &'a String>) -> Self {
        let mut all = self.clone();
        for name in names {
            let chars: Vec<char> = name.chars().filter(|c| !blank(*c)).collect();
            if let Some(first) = chars.first().filter(|_| chars.len() > 1 && !chars.contains(&'某')) {
                all.by_first.entry(*first).or_default().push(chars);
            }
        }
        all
    }

    fn at(&self, text: &[char]) -> impl Iterator<Item = &Vec<char>> {
        let all = text.first().and_then(|first| self.by_first.get(first));
        all.into_iter().flatten().filter(|name| text.starts_with(name))
    }
}

/// All names in a text, in their order.
pub fn names(text: &str, known: &Known) -> Vec<Found> {
    let mut all = Vec::new();
    let mut line: Vec<(usize, char)> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\n' {
            line.push((at, c));
            continue;
        }
        while chars.next_if(|(_, next)| matches!(next, '\n' | '\r')).is_some() {}
        // A line that was broken because it was full goes on in the next one, and so may a name.
        let full = line.iter().rev().take_while(|(_, c)| *c != '\n').count() >= FULL;
        if full
            && line.last().is_some_and(|(_, c)| han(*c))
            && chars.peek().is_some_and(|(_, next)| han(*next))
        {
            continue;
        }
        all.extend(in_line(text, &line, known));
        line.clear();
    }
    all.extend(in_line(text, &line, known));
    all
}

/// A stretch that may be a name: up to where, at what cost, and what stands beside it.
struct Candidate {
    end: usize,
    cost: f32,
    evidence: f32,
}

struct Line<'l> {
    chars: &'l [char],
    known: &'l Known,
    /// Where a name begins and ends that was found when the line was read before.
    starts: Vec<usize>,
    ends: Vec<usize>,
}

/// The names in a line, given as its characters and where they stand in the text.
fn in_line(text: &str, places: &[(usize, char)], known: &Known) -> Vec<Found> {
    let chars: Vec<char> = places.iter().map(|(_, c)| *c).collect();
    let mut line = Line { chars: &chars, known, starts: Vec::new(), ends: Vec::new() };
    let mut found = line.read();
    // A name says of the next one in a row that it is one.
    for _ in 0..4 {
        let (starts, ends) = found.iter().map(|(place, _)| (place.start, place.end)).unzip();
        if found.is_empty() || starts == line.starts && ends == line.ends {
            break;
        }
        (line.starts, line.ends) = (starts, ends);
        found = line.read();
    }
    let told = |(place, sure): (Range<usize>, bool)| Found {
        name: chars.get(place.clone()).into_iter().flatten().filter(|c| !blank(**c)).collect(),
        place: places.get(place.start).map_or(text.len(), |(at, _)| *at)
            ..places.get(place.end - 1).map_or(text.len(), |(at, c)| at + c.len_utf8()),
        sure,
    };
    found.into_iter().map(told).collect()
}

/// Whether a character is a blank, such as may stand within a name (王　明).
pub fn blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

/// Whether a character is a Chinese one.
pub fn han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

impl Line<'_> {
    /// The names on the cheapest way through the line, in characters, and whether each is sure.
    fn read(&self) -> Vec<(Range<usize>, bool)> {
        let length = self.chars.len();
        let mut best = vec![(f32::INFINITY, 0, None); length + 1];
        if let Some(first) = best.first_mut() {
            first.0 = 0.0;
        }
        let mut any = false;
        for at in 0..length {
            let Some((so_far, ..)) = best.get(at).copied() else { continue };
            let Some(here) = self.chars.get(at..) else { continue };
            let mut take = |end: usize, cost: f32, name: Option<bool>| {
                if let Some(old) = best.get_mut(end).filter(|old| so_far + cost < old.0) {
                    *old = (so_far + cost, at, name);
                }
            };
            let first = here.first().copied().unwrap_or_default();
            take(at + 1, if han(first) { lexicon::UNKNOWN } else { 0.0 }, None);
            let longest = here.iter().take(lexicon::LONGEST).take_while(|c| han(**c)).count();
            for length in 1..=longest {
                if let Some(cost) = here.get(..length).and_then(lexicon::word) {
                    take(at + length, cost, None);
                }
            }
            for one in self.candidates(at) {
                any = true;
                take(one.end, one.cost - one.evidence, Some(one.evidence >= SURE));
            }
        }
        if any { way(&best) } else { Vec::new() }
    }

    /// What may be a name from here on.
    fn candidates(&self, at: usize) -> Vec<Candidate> {
        let Some(here) = self.chars.get(at..) else { return Vec::new() };
        let mut all = Vec::new();
        for name in self.known.at(here) {
            let end = at + name.len();
            let joined = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
            let within = joined(name.first())
                && at.checked_sub(1).is_some_and(|at| joined(self.chars.get(at)))
                || joined(name.last()) && joined(self.chars.get(end));
            if !within && !chinese_form(name) {
                all.push(Candidate { end, cost: 1.0, evidence: 0.0 });
            }
        }
        if !here.first().is_some_and(|c| han(*c)) {
            return all;
        }
        self.chinese(at, here, &mut all);
        self.other(at, here, &mut all);
        all
    }

    /// Names of a family name and one or two characters.
    fn chinese(&self, at: usize, here: &[char], all: &mut Vec<Candidate>) {
        if here.first() == Some(&'余') && beside::counts(self.chars.get(..at).unwrap_or_default()) {
            return;
        }
        for width in [1, 2] {
            let family = here.get(..width).unwrap_or_default();
            let (family, least) = match (lexicon::family(family), lexicon::unlisted_family(family)) {
                (Some(cost), _) => (cost, f32::NEG_INFINITY),
                // Only where something says that a person stands there.
                (None, Some(cost)) => (cost, 2.0 * SURE),
                (None, None) => continue,
            };
            let gap = here.iter().skip(width).take_while(|c| blank(**c)).count();
            if gap > 3 {
                continue;
            }
            let mut cost = NAME + family;
            for given in 1..=2 {
                let end = width + gap + given;
                let Some(c) = here.get(end - 1).filter(|c| han(**c) && !beside::NEVER_GIVEN.contains(**c))
                else {
                    break;
                };
                cost += lexicon::in_given(*c);
                // Only a family name of one character and one more are set apart by blanks.
                let whole = if given == 1 { cost + SHORT } else { cost + LONG };
                if gap == 0
                    || width == 1 && given == 1 && self.stands_apart(at, at + end) && !spaced_word(here, *c)
                {
                    let evidence = self.evidence(at, at + end, true);
                    // 责任人：康庄 is no place.
                    let place = beside::ENDS_PLACE.contains(*c) && evidence < 2.0 * SURE;
                    let cost = whole + if place { PLACE_END } else { 0.0 };
                    // 责任人：支书 is a post, though 支 is a family name; 柯支书 is a family name and a post.
                    let post = (0..=width).any(|from| here.get(from..end).is_some_and(beside::is_role));
                    if evidence >= least && !post {
                        all.push(Candidate { end: at + end, cost, evidence });
                    }
                }
            }
        }
    }

    /// Whether no Chinese character stands beside, so that blanks within set a name and not two words apart.
    fn stands_apart(&self, start: usize, end: usize) -> bool {
        let han_at = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(|c| han(*c));
        !han_at(Some(end)) && (!han_at(start.checked_sub(1)) || self.evidence(start, end, true) >= SURE)
    }

    /// Names of other languages: 阿卜杜拉, 买买提·吐尔逊.
    fn other(&self, at: usize, here: &[char], all: &mut Vec<Candidate>) {
        let written = |c: &&char| TRANSCRIBED.contains(**c);
        let length = here.iter().take(8).take_while(written).count();
        let mut push = |end: usize, cost: f32| {
            all.push(Candidate { end, cost, evidence: self.evidence(at, end, false) });
        };
        for end in 3..=length {
            push(at + end, NAME + OTHER * f32::from(u8::try_from(end).unwrap_or(u8::MAX)));
        }
        let pointed = |c: &&char| written(c) || beside::TRANSCRIBED_WITH_POINT.contains(**c);
        let length = here.iter().take(8).take_while(pointed).count();
        if length > 1 && here.get(length).is_some_and(|c| beside::POINTS.contains(c)) {
            let behind = here.get(length + 1..).unwrap_or_default();
            let more = behind.iter().take(8).take_while(pointed).count();
            if more > 1 {
                push(at + length + 1 + more, NAME);
            }
        }
    }

    /// What speaks for a name here, in the same measure as the costs. `chinese`: of Chinese form.
    fn evidence(&self, start: usize, end: usize, chinese: bool) -> f32 {
        let (ahead, behind) =
            (self.chars.get(..start).unwrap_or_default(), self.chars.get(end..).unwrap_or_default());
        let chars = self.chars.get(start..end).unwrap_or_default();
        let (left, right) = (beside::ahead(ahead), beside::behind(behind));
        // 主任向大家: the family name is a word, and what follows it is one.
        let words = |family: &char, given: &[char]| {
            beside::FOLLOWING.contains(*family) && given.len() > 1 && lexicon::word(given).is_some()
        };
        let apart = left.role && chars.split_first().is_some_and(|(family, given)| words(family, given));
        let mut sum = right.weight + if apart { 0.0 } else { left.weight };
        if beside::ends_within_place(self.chars.get(end - 1..).unwrap_or_default()) {
            return beside::NO_PERSON;
        }
        if right.no_person {
            return sum;
        }
        if left.edge && right.edge {
            sum += ALONE;
        }
        if self.in_row(ahead, behind) {
            sum += ROW;
        }
        if chinese && self.known.at(chars).any(|name| name.len() == chars.len()) {
            sum += if lexicon::word(chars).is_some() { KNOWN_WORD } else { KNOWN };
        }
        sum
    }

    /// Whether a name stands before or behind, with nothing but a sign for rows between.
    fn in_row(&self, ahead: &[char], behind: &[char]) -> bool {
        let between = |c: &&char| blank(**c) || beside::BETWEEN.contains(*c);
        let before = ahead.iter().rev().take_while(between).count();
        let after = behind.iter().take_while(between).count();
        let at = self.chars.len() - behind.len();
        before > 0 && self.ends.contains(&(ahead.len() - before))
            || after > 0 && self.starts.contains(&(at + after))
    }
}

/// Whether blanks part a word and not a name: 索 引.
fn spaced_word(text: &[char], second: char) -> bool {
    text.first().is_some_and(|first| lexicon::word(&[*first, second]).is_some())
}

/// Whether a known name is one that [`Line::chinese`] looks at anyway, beside what stands around it.
fn chinese_form(name: &[char]) -> bool {
    [2, 1].into_iter().any(|width| {
        let (family, given) = name.split_at_checked(width).unwrap_or_default();
        (1..=2).contains(&given.len())
            && lexicon::family(family).is_some()
            && given.iter().all(|c| han(*c) && !beside::NEVER_GIVEN.contains(*c))
    })
}

/// The names on the way that was the cheapest.
fn way(best: &[(f32, usize, Option<bool>)]) -> Vec<(Range<usize>, bool)> {
    let mut all = Vec::new();
    let mut at = best.len().saturating_sub(1);
    while at > 0 {
        let Some((_, before, name)) = best.get(at) else { break };
        if let Some(sure) = name {
            all.push((*before..at, *sure));
        }
        at = *before;
    }
    all.reverse();
    all
}
