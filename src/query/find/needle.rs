//! What was typed, made ready to be looked for.

use std::ops::Range;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

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
    letters: usize,
}

impl Rank {
    /// Of an empty needle.
    const NOTHING: Self = Self { way: Way::Whole, gaps: 0, at: 0, letters: 0 };

    /// The rank as a number in the same order, with the place of the candidate behind it. What is greater than
    /// its share counts as that: 255 gaps, 1023 characters before, 4095 in all.
    pub(super) fn key(self, candidate: u32) -> u64 {
        let part = |value: usize, bits: u32| u64::try_from(value).unwrap_or(u64::MAX).min((1 << bits) - 1);
        let rank = (self.way as u64) << 30
            | part(self.gaps, 8) << 22
            | part(self.at, 10) << 12
            | part(self.letters, 12);
        rank << 32 | u64::from(candidate)
    }
}

impl Needle {
    /// What was typed, made ready; words are parted by white space.
    pub fn new(typed: &str) -> Self {
        let word = |word: &str| {
            let codes: Vec<u32> = letters(word).map(|letter| letter.plain).collect();
            let spelled = Spelled::new(&codes);
            (!codes.is_empty()).then_some(Word { codes, spelled })
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
        self.words.iter().all(|word| word.find(&letters).is_some_and(|place| place.way != Way::Scattered))
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

    /// How well a text answers; `None` where a word is not found.
    pub(super) fn rank(&self, letters: &[Letter]) -> Option<Rank> {
        if self.is_empty() {
            return Some(Rank::NOTHING);
        }
        let mut rank = Rank { letters: letters.len(), ..Rank::NOTHING };
        for word in &self.words {
            let place = word.find(letters)?;
            rank.way = rank.way.max(place.way);
            rank.gaps += place.gaps;
            rank.at += place.at;
        }
        Some(rank)
    }

    /// The signs that a text has which can be found: see [`sign`].
    pub(super) fn signs(&self) -> u128 {
        self.words.iter().map(Word::signs).fold(0, |all, one| all | one)
    }
}

impl Word {
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
                let word: String = self.codes.iter().filter_map(|code| char::from_u32(*code)).collect();
                SkimMatcherV2::default().respect_case().fuzzy_indices(&text, &word)
            }
        }
    }

    /// The signs that every text has in which the word is found, in whatever way: all of its characters but
    /// those letters that may stand within a syllable.
    fn signs(&self) -> u128 {
        let small = |code: &u32| u8::try_from(*code).ok().filter(u8::is_ascii_lowercase);
        let mut all = 0;
        let mut before = None;
        for code in &self.codes {
            let here = small(code);
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

/// Letters have a bit each; all other characters share the rest.
const SHARED: u32 = 128 - 26;

/// The signs of a letter in a text: its own, and those of the letters with which it may be read.
pub(super) fn signs(letter: Letter) -> u128 {
    sign(letter.plain) | u128::from(READINGS.initials(letter.class))
}

/// The sign of a folded character.
fn sign(code: u32) -> u128 {
    match u8::try_from(code).ok().filter(u8::is_ascii_lowercase) {
        Some(letter) => u128::from(bit(letter)),
        // The odd number next to 2^32 divided by the golden section: neighbours fall far apart.
        None => {
            let mixed = code.wrapping_mul(0x9e37_79b9);
            let at = (u64::from(mixed) * u64::from(SHARED)) >> 32;
            1 << (26 + at)
        }
    }
}
