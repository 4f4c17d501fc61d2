//! How often words, family names and characters of given names are met: data in `assets/names/`, whose
//! README says where it comes from. Everything is told as a cost: the natural logarithm of one in how many,
//! so that costs of what stands in a row add up and the cheapest reading is the likeliest.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

/// What a Chinese character costs that is in no list.
pub const UNKNOWN: f32 = 13.0;
/// What a character costs in a given name in which it was never met.
pub const UNUSUAL: f32 = 11.5;
/// What a family name costs that no list has: they are many, each has fewer than one bearer in ten thousand.
const UNLISTED: f32 = 12.0;
/// From what cost on a character is hardly ever a word by itself: met less than eight times in a million.
const RARE: f32 = 11.7;
/// What the name of a city costs: met once in four thousand words.
const CITY: f32 = 8.3;
/// Words in the list have at most as many characters.
pub const LONGEST: usize = 4;

/// A few characters as one number, so that they are looked up fast: a text of millions is read character by character.
type Key = u128;
/// Costs, or weights, of words.
pub type Costs = HashMap<Key, f32, BuildHasherDefault<Fold>>;

static WORDS: LazyLock<Costs> = LazyLock::new(|| {
    let lists =
        [include_str!("../../../assets/names/words.txt"), include_str!("../../../assets/names/trade.txt")];
    let mut all = words(&lists);
    // Cities are met in notices more often than elsewhere.
    let cities =
        include_str!("../../../assets/places/cities.txt").lines().filter(|line| !line.starts_with('#'));
    for key in cities.flat_map(str::split_whitespace).filter_map(key_of) {
        let held = all.entry(key).or_insert(CITY);
        *held = held.min(CITY);
    }
    all
});
static FAMILIES: LazyLock<Costs> =
    LazyLock::new(|| families(include_str!("../../../assets/names/family.txt")));
static GIVEN: LazyLock<Costs> = LazyLock::new(|| given(include_str!("../../../assets/names/given.txt")));

/// What a word costs, if it is in the list.
pub fn word(word: &[char]) -> Option<f32> {
    WORDS.get(&key(word)?).copied()
}

/// What a family name costs, if it is in the list.
pub fn family(name: &[char]) -> Option<f32> {
    FAMILIES.get(&key(name)?).copied()
}

/// What a character costs as a family name that no list has: one that is hardly ever a word by itself may be.
pub fn unlisted_family(name: &[char]) -> Option<f32> {
    let rare = matches!(name, [_]) && word(name).is_none_or(|cost| cost > RARE);
    rare.then_some(UNLISTED)
}

/// What a character costs in a given name.
pub fn in_given(c: char) -> f32 {
    key(&[c]).and_then(|key| GIVEN.get(&key)).copied().unwrap_or(UNUSUAL)
}

/// The key of some characters; none for more than seven, which no list has, and for none.
pub fn key(chars: &[char]) -> Option<u128> {
    let fits = (1..=7).contains(&chars.len());
    fits.then(|| chars.iter().fold(1, |key, c| (key << 16) ^ u128::from(u32::from(*c))))
}

/// The key of a word in a list.
pub fn key_of(word: &str) -> Option<u128> {
    key(&word.chars().collect::<Vec<_>>())
}

/// A hash for keys: the lists are ours, so nobody can choose what falls together.
#[derive(Debug, Default)]
pub struct Fold(u64);

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(8) ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u128(&mut self, key: u128) {
        // Both halves; the cut is meant.
        let halves = key ^ (key >> 64).wrapping_mul(0xff51_afd7_ed55_8ccd);
        self.0 = u64::try_from(halves & u128::from(u64::MAX))
            .unwrap_or_default()
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Lists of words behind lines `# n`: met once in 2^n.
fn words(lists: &[&str]) -> Costs {
    let mut all = Costs::with_capacity_and_hasher(140_000, BuildHasherDefault::default());
    let mut cost = UNKNOWN;
    for line in lists.iter().flat_map(|list| list.lines()) {
        match (line.strip_prefix('#'), key_of(line)) {
            (Some(rank), _) => {
                cost = rank.trim().parse().map_or(cost, |rank: f32| rank * std::f32::consts::LN_2)
            }
            (None, None) => {}
            // What the general list knows as rare may be common in the trade.
            (None, Some(key)) => {
                let held = all.entry(key).or_insert(cost);
                *held = held.min(cost);
            }
        }
    }
    all
}

/// Lines of a share in ten thousand and the names that have it; behind `# Of two` names have two characters.
fn families(list: &str) -> Costs {
    let mut all = Costs::default();
    let mut wide = 1;
    for line in list.lines() {
        if line.starts_with('#') {
            wide = if line.contains("two") { 2 } else { wide };
        } else if let Some((share, names)) = line.split_once(' ') {
            let names: Vec<char> = names.chars().collect();
            all.extend(names.chunks(wide).filter_map(key).map(|key| (key, of_share(share))));
        }
    }
    all
}

fn given(list: &str) -> Costs {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(' '));
    let keys = lines.flat_map(|(share, all)| all.chars().map(move |c| (key(&[c]), of_share(share))));
    keys.filter_map(|(key, cost)| Some((key?, cost))).collect()
}

/// The cost of a share in ten thousand.
fn of_share(share: &str) -> f32 {
    (10_000.0 / share.parse::<f32>().unwrap_or(1.0).max(0.3)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_lists_are_read() {
        assert!(WORDS.len() > 100_000 && FAMILIES.len() > 400 && GIVEN.len() > 1_000);
        let family = |name: &str| family(&chars(name));
        assert!(family("王").unwrap() < family("欧阳").unwrap());
        assert!(family("欧").is_some() && family("阳欧").is_none() && family("整").is_none());
        assert!(word(&chars("安全")).unwrap() < word(&chars("安危")).unwrap());
        assert!(in_given('伟') < in_given('整'));
        let all = WORDS.values().chain(FAMILIES.values()).chain(GIVEN.values());
        assert!(all.clone().all(|cost| cost.is_finite() && *cost > 0.0));
    }

    #[test]
    fn keys_tell_words_apart() {
        let words = ["一", "一一", "一二", "二一", "一二三四五六七", "王", "王明"];
        let keys: std::collections::HashSet<_> = words.iter().map(|word| key_of(word)).collect();
        assert_eq!(keys.len(), words.len());
        assert_eq!((key_of(""), key_of("一二三四五六七八")), (None, None));
    }
}
