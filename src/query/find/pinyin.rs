//! How characters are read, and whether a run of characters is read as what was typed.
//!
//! The characters of what was typed are counted; a position is how many of them are read already. For every
//! syllable and position it is worked out once to which positions the syllable leads; to walk along a text then
//! takes one step a character, from a set of positions to the next.

use std::{collections::HashMap, sync::LazyLock};

use pinyin::ToPinyinMulti;

use super::fold::Letter;
use crate::text::variants::simplified;

/// A number for all characters that are read alike; 0 for those that have no reading.
pub(super) type Class = u16;

/// Longer words are only looked for as they are written: a position is a bit.
const LONGEST: usize = 63;

/// Between these lie all characters that have readings: Chinese ones and their parts.
const FIRST: char = '\u{2e80}';
const LAST: char = '\u{3ffff}';

/// All readings of all characters that have any, less their tones.
pub(super) struct Readings {
    /// The syllables: `lv` for lü.
    syllables: Vec<String>,
    /// The syllables of each class.
    classes: Vec<Vec<u16>>,
    /// The class of each set of syllables.
    numbers: HashMap<Vec<u16>, Class>,
    /// The characters that have readings, by the numbers of their syllables.
    of: HashMap<char, Vec<u16>>,
    /// For each letter, those that may stand behind it within a syllable, as a set.
    inner: [u32; 26],
    /// The initials of each class, as a set of letters.
    initials: Vec<u32>,
}

pub(super) static READINGS: LazyLock<Readings> = LazyLock::new(Readings::new);

impl Readings {
    fn new() -> Self {
        let mut syllables: Vec<String> = Vec::new();
        let mut known: HashMap<String, u16> = HashMap::new();
        let mut of: HashMap<char, Vec<u16>> = HashMap::new();
        for c in FIRST..=LAST {
            let Some(all) = c.to_pinyin_multi() else { continue };
            let mut numbers: Vec<u16> = Vec::new();
            for reading in all {
                // Some exclamations are read `ê`.
                let plain: String = reading.plain().replace('ü', "v").replace('ê', "e");
                let letters = plain.chars().filter(char::is_ascii_lowercase).collect::<String>();
                if letters.is_empty() {
                    continue;
                }
                let next = u16::try_from(syllables.len()).unwrap_or(u16::MAX);
                let number = *known.entry(letters.clone()).or_insert(next);
                if number == next {
                    syllables.push(letters);
                }
                numbers.push(number);
            }
            numbers.sort_unstable();
            numbers.dedup();
            of.insert(c, numbers);
        }
        let mut readings = Self {
            inner: [0; 26],
            syllables,
            classes: vec![Vec::new()],
            numbers: HashMap::new(),
            of,
            initials: vec![0],
        };
        let all = 0..readings.syllables.len();
        for spelled in all.flat_map(|number| readings.spellings(number)).collect::<Vec<_>>() {
            for pair in spelled.as_bytes().windows(2) {
                if let [before, behind] = pair
                    && let Some(inner) = readings.inner.get_mut(usize::from(before - b'a'))
                {
                    *inner |= bit(*behind);
                }
            }
        }
        readings.number();
        readings
    }

    /// Numbers the sets of syllables: those of single characters, and of each with the form it is folded to.
    fn number(&mut self) {
        let mut sets: Vec<Vec<u16>> = self.of.keys().map(|c| self.of_both(*c, simplified(*c))).collect();
        // In one order, whatever the order of the maps.
        sets.sort();
        sets.dedup();
        for set in sets.into_iter().filter(|set| !set.is_empty()) {
            let Ok(class) = Class::try_from(self.classes.len()) else { return };
            let initial = |number: &u16| self.syllables.get(usize::from(*number));
            let first = |syllable: &String| syllable.bytes().next().map_or(0, bit);
            self.initials.push(set.iter().filter_map(initial).map(first).fold(0, |all, one| all | one));
            self.numbers.insert(set.clone(), class);
            self.classes.push(set);
        }
    }

    fn of_both(&self, c: char, plain: char) -> Vec<u16> {
        let of = |c: &char| self.of.get(c).map_or(&[][..], Vec::as_slice);
        let mut all = [of(&c), of(&plain)].concat();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The class of a character that is folded to `plain`.
    pub(super) fn class(&self, c: char, plain: char) -> Class {
        self.numbers.get(&self.of_both(c, plain)).copied().unwrap_or(0)
    }

    /// The letters with which the readings of a class begin, as a set: bit 0 for `a`.
    pub(super) fn initials(&self, class: Class) -> u32 {
        self.initials.get(usize::from(class)).copied().unwrap_or(0)
    }

    /// Whether `behind` never stands right behind `before` within a syllable, so that it begins one.
    pub(super) fn parts(&self, before: u8, behind: u8) -> bool {
        let inner = before.checked_sub(b'a').and_then(|at| self.inner.get(usize::from(at)));
        inner.is_none_or(|inner| inner & bit(behind) == 0)
    }

    /// How a syllable is typed: ü as `v` or as `u`.
    fn spellings(&self, number: usize) -> Vec<String> {
        let Some(syllable) = self.syllables.get(number) else { return Vec::new() };
        let mut all = vec![syllable.clone()];
        if syllable.contains('v') {
            all.push(syllable.replace('v', "u"));
        }
        all
    }
}

/// The bit of a small letter; none for anything else.
pub(super) fn bit(letter: u8) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (letter - b'a') } else { 0 }
}

/// A word that may be pinyin, made ready.
#[derive(Debug, Clone)]
pub(super) struct Spelled {
    /// The characters of the word, folded.
    word: Vec<u32>,
    /// For each syllable and each position but the last, the positions to which it leads, as bits.
    steps: Vec<u64>,
    /// For each class, where its characters lead from the beginning.
    first: Vec<u64>,
    /// For each small letter, the positions before it in the word.
    letters: [u64; 26],
    /// The same for other characters in it.
    others: Vec<(u32, u64)>,
}

impl Spelled {
    /// The word made ready; `None` where it has no letters, or too many characters.
    pub(super) fn new(word: &[u32]) -> Option<Self> {
        let small = |code: u32| u8::try_from(code).ok().filter(u8::is_ascii_lowercase);
        if word.len() > LONGEST || !word.iter().any(|code| small(*code).is_some()) {
            return None;
        }
        let readings = &*READINGS;
        let mut steps = vec![0; readings.syllables.len() * word.len()];
        for (number, row) in steps.chunks_mut(word.len()).enumerate() {
            for spelled in readings.spellings(number) {
                for (from, to) in row.iter_mut().enumerate() {
                    *to |= reached(word, from, spelled.as_bytes());
                }
            }
        }
        let mut letters = [0; 26];
        let mut others: Vec<(u32, u64)> = Vec::new();
        for (at, code) in word.iter().enumerate() {
            match small(*code).and_then(|one| letters.get_mut(usize::from(one - b'a'))) {
                Some(places) => *places |= 1 << at,
                None => match others.iter_mut().find(|(other, _)| other == code) {
                    Some((_, places)) => *places |= 1 << at,
                    None => others.push((*code, 1 << at)),
                },
            }
        }
        let mut spelled = Self { word: word.to_vec(), steps, first: Vec::new(), letters, others };
        let from_start = |class: &Vec<u16>| class.iter().fold(0, |all, one| all | spelled.step(*one, 0));
        spelled.first = readings.classes.iter().map(from_start).collect();
        Some(spelled)
    }

    fn step(&self, syllable: u16, from: usize) -> u64 {
        self.steps.get(usize::from(syllable) * self.word.len() + from).copied().unwrap_or(0)
    }

    /// The positions in the word before this very character.
    fn literal(&self, code: u32) -> u64 {
        match code.checked_sub(u32::from('a')).and_then(|at| self.letters.get(at as usize)) {
            Some(places) => *places,
            None if self.others.is_empty() => 0,
            None => self.others.iter().find(|(other, _)| *other == code).map_or(0, |(_, places)| *places),
        }
    }

    /// The positions after a letter, from those before it.
    fn next(&self, positions: u64, letter: Letter) -> u64 {
        let mut to = (positions & self.literal(letter.plain)) << 1;
        if positions & 1 == 1 {
            to |= self.first.get(usize::from(letter.class)).copied().unwrap_or(0);
        }
        let later = positions & !1;
        if later != 0 {
            let class = READINGS.classes.get(usize::from(letter.class));
            for from in super::bits::places(later) {
                to |= class.into_iter().flatten().fold(0, |all, one| all | self.step(*one, from));
            }
        }
        to
    }

    fn whole(&self) -> u64 {
        1 << self.word.len()
    }

    /// As [`Spelled::end`], of letters of which none is one of the word's: what is typed is letters alone, and the
    /// text has none.
    pub(super) fn end_without_letters(&self, letters: impl Iterator<Item = Letter>) -> Option<usize> {
        let (classes, whole) = (&READINGS.classes, self.whole());
        let mut positions: u64 = 0;
        for (at, letter) in letters.enumerate() {
            let mut to = self.first.get(usize::from(letter.class)).copied().unwrap_or(0);
            if positions != 0 {
                let class = classes.get(usize::from(letter.class));
                for from in super::bits::places(positions) {
                    to |= class.into_iter().flatten().fold(0, |all, one| all | self.step(*one, from));
                }
            }
            if to & whole != 0 {
                return Some(at + 1);
            }
            positions = to;
        }
        None
    }

    /// Behind which letter the first run ends that is read so; `None` where there is none.
    pub(super) fn end(&self, letters: &[Letter]) -> Option<usize> {
        let mut positions = 0;
        for (at, letter) in letters.iter().enumerate() {
            positions = self.next(positions | 1, *letter);
            if positions & self.whole() != 0 {
                return Some(at + 1);
            }
        }
        None
    }

    /// The first run that is read so: the one that begins first, and of those the longest. `yhzh` is 银行账户,
    /// though 银行账 may be typed so too.
    pub(super) fn run(&self, letters: &[Letter]) -> Option<std::ops::Range<usize>> {
        (0..letters.len()).find_map(|start| {
            let mut positions = 1;
            let mut end = None;
            for (at, letter) in letters.iter().enumerate().skip(start) {
                positions = self.next(positions, *letter);
                if positions & self.whole() != 0 {
                    end = Some(at + 1);
                }
                if positions & (self.whole() - 1) == 0 {
                    break;
                }
            }
            end.map(|end| start..end)
        })
    }
}

/// The positions to which a syllable leads from `from`: over its initial, over the whole of it, and over the
/// rest of the word where that is how it begins.
fn reached(word: &[u32], from: usize, syllable: &[u8]) -> u64 {
    let rest = word.get(from..).unwrap_or(&[]);
    let same = rest.iter().zip(syllable).take_while(|(code, letter)| **code == u32::from(**letter)).count();
    let double = if syllable.get(1) == Some(&b'h') { 2 } else { 1 };
    let mut to = 0;
    for taken in [1, double, syllable.len()] {
        if taken <= same {
            to |= 1 << (from + taken);
        }
    }
    if same > 0 && same == rest.len() {
        to |= 1 << word.len();
    }
    to
}
