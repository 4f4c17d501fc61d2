//! What was typed, made ready to be looked for.

use std::ops::Range;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::memmem::Finder;

use super::{
    fold::{Letter, letter, letters},
    pinyin::{READINGS, Spelled, bit},
};

/// How a word was found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Its characters stand side by side.
    Whole,
    /// Characters side by side are read so.
    Pinyin,
    /// Its characters stand in their order, with others between.
    Scattered,
}

impl Way {
    /// The way of a [`Rank::key`].
    pub(super) fn of_key(key: u64) -> Self {
        match key >> 62 {
            0 => Self::Whole,
            1 => Self::Pinyin,
            _ => Self::Scattered,
        }
    }
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Needle {
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    codes: Vec<u32>,
    spelled: Option<Spelled>,
    kind: Kind,
}

/// What a word consists of, which says how a text can be looked through for it without folding it first.
#[derive(Debug, Clone)]
enum Kind {
    /// Letters alone: in a text without letters it can only be pinyin.
    Letters,
    /// Characters and figures: never pinyin. The word as bytes.
    Plain(Box<Finder<'static>>),
    /// Letters among others, or punctuation.
    Mixed,
}

/// Where a word was found.
#[derive(Debug, Clone, Copy)]
struct Place {
    way: Way,
    /// How many letters stand between those of the word.
    gaps: usize,
    /// Where it begins; of pinyin where it ends, which is known sooner.
    at: usize,
}

/// How well a text answers; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub way: Way,
    gaps: usize,
    at: usize,
    /// How long the text is, in bytes.
    len: usize,
}

impl Rank {
    /// Of an empty needle.
    const NOTHING: Self = Self { way: Way::Whole, gaps: 0, at: 0, len: 0 };

    /// The rank as a number in the same order, with the place of the candidate behind it. What is greater than
    /// its share counts as that: 255 gaps, 1023 characters before, 4095 bytes in all.
    pub(super) fn key(self, candidate: u32) -> u64 {
        let part = |value: usize, bits: u32| u64::try_from(value).unwrap_or(u64::MAX).min((1 << bits) - 1);
        let rank =
            (self.way as u64) << 30 | part(self.gaps, 8) << 22 | part(self.at, 10) << 12 | part(self.len, 12);
        rank << 32 | u64::from(candidate)
    }
}

impl Needle {
    /// What was typed, made ready; words are parted by white space.
    pub fn new(typed: &str) -> Self {
        let word = |word: &str| {
            let codes: Vec<u32> = letters(word).map(|letter| letter.plain).collect();
            (!codes.is_empty()).then(|| Word::new(codes))
        };
        Self { words: typed.split_whitespace().filter_map(word).collect() }
    }

    /// Whether nothing is looked for; then everything is found.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether all that this finds is found by `former` too, as it is when it was typed on.
    pub fn extends(&self, former: &Self) -> bool {
        let Some((last, before)) = former.words.split_last() else { return true };
        let same = |(one, other): (&Word, &Word)| one.codes == other.codes;
        let here = self.words.get(before.len());
        before.len() < self.words.len()
            && before.iter().zip(&self.words).all(same)
            && here.is_some_and(|word| word.codes.starts_with(&last.codes))
    }

    /// Whether `text` holds all words side by side, as they are written or read.
    pub fn is_held_by(&self, text: &str) -> bool {
        let letters: Vec<Letter> = letters(text).collect();
        let held = |word: &Word| word.find(&letters).is_some_and(|place| place.way != Way::Scattered);
        self.words.iter().all(held)
    }

    /// The characters of `text` that are found, by position in characters, rising; `None` where one of the words
    /// is not.
    pub fn places(&self, text: &str) -> Option<Vec<usize>> {
        self.weigh(text).map(|(_, at)| at)
    }

    /// The characters of `text` that are found, as bytes of it; none where one of the words is not.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut wanted = self.places(text).unwrap_or_default().into_iter().peekable();
        let bytes = text.char_indices().enumerate();
        bytes
            .filter_map(|(at, (byte, c))| wanted.next_if_eq(&at).map(|_| byte..byte + c.len_utf8()))
            .collect()
    }

    /// What `fuzzy-matcher` thinks of the words that are scattered, more being better, and the characters found.
    pub(super) fn weigh(&self, text: &str) -> Option<(i64, Vec<usize>)> {
        let (there, letters): (Vec<usize>, Vec<Letter>) =
            text.chars().map(letter).enumerate().filter(|(_, letter)| letter.plain != 0).unzip();
        let mut score = 0;
        let mut found = Vec::new();
        for word in &self.words {
            let (points, at) = word.weigh(&letters)?;
            score += points;
            found.extend(at.into_iter().filter_map(|at| there.get(at)).copied());
        }
        found.sort_unstable();
        found.dedup();
        Some((score, found))
    }

    /// How well a text with these signs answers; `None` where a word is not found. `read` is room to work in.
    pub(super) fn rank(&self, text: &str, signs: u128, read: &mut Vec<Letter>) -> Option<Rank> {
        if self.is_empty() {
            return Some(Rank::NOTHING);
        }
        let mut rank = Rank { len: text.len(), ..Rank::NOTHING };
        read.clear();
        for word in &self.words {
            let place = match &word.kind {
                Kind::Plain(finder) if signs & FOLDED == 0 => word.find_bytes(text, finder),
                Kind::Letters if signs & LATIN == 0 => {
                    let end =
                        word.spelled.as_ref().and_then(|spelled| spelled.end_without_letters(letters(text)));
                    end.map(|at| Place { way: Way::Pinyin, gaps: 0, at })
                }
                _ => {
                    if read.is_empty() {
                        read.extend(letters(text));
                    }
                    word.find(read)
                }
            }?;
            rank.way = rank.way.max(place.way);
            rank.gaps += place.gaps;
            rank.at += place.at;
        }
        Some(rank)
    }

    /// The best rank that a text with these signs can have that is a hit by its signs alone; `None` where they alone do
    /// not say that it is one. They do for single letters.
    pub(super) fn at_best(&self, text: &str, signs: u128) -> Option<Rank> {
        let single = |word: &Word| word.codes.len() == 1 && matches!(word.kind, Kind::Letters);
        let sure = !self.is_empty() && self.words.iter().all(single);
        let (way, at) = if signs & LATIN == 0 { (Way::Pinyin, self.words.len()) } else { (Way::Whole, 0) };
        sure.then_some(Rank { way, gaps: 0, at, len: text.len() })
    }

    /// The signs that a text has which can be found: see [`signs`].
    pub(super) fn signs(&self) -> u128 {
        self.words.iter().map(Word::signs).fold(0, |all, one| all | one)
    }
}

impl Word {
    fn new(codes: Vec<u32>) -> Self {
        let letters = codes.iter().filter(|code| small(**code).is_some()).count();
        let kind = match letters {
            0 if codes.iter().all(|code| char::from_u32(*code).is_some_and(char::is_alphanumeric)) => {
                Kind::Plain(Box::new(Finder::new(&text_of(&codes)).into_owned()))
            }
            all if all == codes.len() => Kind::Letters,
            _ => Kind::Mixed,
        };
        Self { spelled: Spelled::new(&codes), kind, codes }
    }

    /// As [`Word::find`], for a word without letters and punctuation in a text in which nothing but punctuation is
    /// folded to anything else.
    fn find_bytes(&self, text: &str, finder: &Finder) -> Option<Place> {
        let count = |from: usize, to: usize| text.get(from..to).map_or(0, |part| part.chars().count());
        if let Some(at) = finder.find(text.as_bytes()) {
            return Some(Place { way: Way::Whole, gaps: 0, at: count(0, at) });
        }
        if self.codes.len() < 2 {
            return None;
        }
        let mut end = 0;
        for code in &self.codes {
            let c = char::from_u32(*code)?;
            end += text.get(end..)?.find(c)? + c.len_utf8();
        }
        let mut start = end;
        for code in self.codes.iter().rev() {
            start = text.get(..start)?.rfind(char::from_u32(*code)?)?;
        }
        let gaps = count(start, end).saturating_sub(self.codes.len());
        Some(Place { way: Way::Scattered, gaps, at: count(0, start) })
    }

    fn find(&self, letters: &[Letter]) -> Option<Place> {
        if let Some(at) = self.whole(letters) {
            return Some(Place { way: Way::Whole, gaps: 0, at });
        }
        if let Some(at) = self.spelled.as_ref().and_then(|spelled| spelled.end(letters)) {
            return Some(Place { way: Way::Pinyin, gaps: 0, at });
        }
        let found = self.scattered(letters)?;
        Some(Place {
            way: Way::Scattered,
            gaps: found.len().saturating_sub(self.codes.len()),
            at: found.start,
        })
    }

    /// Where its characters stand side by side.
    fn whole(&self, letters: &[Letter]) -> Option<usize> {
        let (first, rest) = self.codes.split_first()?;
        let last = letters.len().checked_sub(rest.len())?;
        let follows = |at: usize| {
            letters
                .get(at + 1..)
                .is_some_and(|text| text.iter().zip(rest).all(|(one, other)| one.plain == *other))
        };
        let begins = |letter: &Letter| letter.plain == *first;
        letters.iter().take(last).enumerate().find(|(at, one)| begins(one) && follows(*at)).map(|(at, _)| at)
    }

    /// Between which letters all of its characters stand in their order: the first such place, less what can be
    /// left out before it. A single character is never scattered.
    fn scattered(&self, letters: &[Letter]) -> Option<Range<usize>> {
        if self.codes.len() < 2 {
            return None;
        }
        let mut wanted = self.codes.iter().peekable();
        let mut end = 0;
        for (at, letter) in letters.iter().enumerate() {
            if wanted.next_if(|code| **code == letter.plain).is_some() && wanted.peek().is_none() {
                end = at + 1;
                break;
            }
        }
        if end == 0 {
            return None;
        }
        let mut wanted = self.codes.iter().rev().peekable();
        let back = letters.get(..end)?.iter().enumerate().rev();
        let taken = back.filter(|(_, letter)| wanted.next_if(|code| **code == letter.plain).is_some());
        let start = taken.map(|(at, _)| at).last()?;
        Some(start..end)
    }

    /// The letters that are found, and what `fuzzy-matcher` thinks of them where they are scattered.
    fn weigh(&self, letters: &[Letter]) -> Option<(i64, Vec<usize>)> {
        let place = self.find(letters)?;
        match place.way {
            Way::Whole => Some((0, (place.at..place.at + self.codes.len()).collect())),
            Way::Pinyin => Some((0, self.spelled.as_ref()?.run(letters)?.collect())),
            Way::Scattered => {
                let text: String =
                    letters.iter().map(|letter| char::from_u32(letter.plain).unwrap_or(' ')).collect();
                let word = text_of(&self.codes);
                SkimMatcherV2::default().respect_case().fuzzy_indices(&text, &word)
            }
        }
    }

    /// The signs that every text has in which the word is found, in whatever way: all of its characters but
    /// those letters that may stand within a syllable.
    fn signs(&self) -> u128 {
        let mut all = 0;
        let mut before = None;
        for code in &self.codes {
            let here = small(*code);
            all |= match (before, here) {
                (_, None) => sign(*code),
                (Some(before), Some(one)) if self.spelled.is_some() && !READINGS.parts(before, one) => 0,
                (_, Some(one)) => u128::from(bit(one)),
            };
            before = here;
        }
        all
    }
}

/// A small letter.
fn small(code: u32) -> Option<u8> {
    u8::try_from(code).ok().filter(u8::is_ascii_lowercase)
}

fn text_of(codes: &[u32]) -> String {
    codes.iter().filter_map(|code| char::from_u32(*code)).collect()
}

/// The sign of texts that have letters themselves, not only characters that are read.
const LATIN: u128 = 1 << 26;

/// The sign of texts in which not every character is as it is compared; punctuation aside, which most have.
const FOLDED: u128 = 1 << 27;

/// The first of the signs that all characters share that are no letters.
const FIRST: u32 = 28;

/// The signs of a text: which letters it has and with which letters its characters may be read, a sign each; which
/// other characters, two signs each that many share; and what it consists of.
pub(super) fn signs(text: &str) -> u128 {
    text.chars().fold(0, |all, c| {
        let letter = letter(c);
        let changed = letter.plain != u32::from(c) && (letter.plain == 0 || c.is_alphanumeric());
        let folded = if changed { FOLDED } else { 0 };
        let latin = if small(letter.plain).is_some() { LATIN } else { 0 };
        let own = if letter.plain == 0 { 0 } else { sign(letter.plain) };
        all | own | u128::from(READINGS.initials(letter.class)) | folded | latin
    })
}

/// The signs of a folded character.
fn sign(code: u32) -> u128 {
    match small(code) {
        Some(letter) => u128::from(bit(letter)),
        // Two of a hundred for each: a character that shares one with a frequent character hardly shares both. The
        // odd number next to 2^64 divided by the golden section lets neighbours fall far apart.
        None => {
            let mixed = u64::from(code).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let part = |half: u64| FIRST + ((half * u64::from(u128::BITS - FIRST)) >> 32) as u32;
            1 << part(mixed >> 32) | 1 << part(mixed & 0xffff_ffff)
        }
    }
}
