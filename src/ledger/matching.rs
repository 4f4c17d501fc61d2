//! Which issue of a new version is which of the old.
//!
//! In this order, each old issue and each new one taken once:
//! 1. place (path of labels) and title equal;
//! 2. title equal; where several share it, the most alike in text;
//! 3. alike in text: at least half where the place is equal, at least three quarters anywhere; the
//!    most alike first, an equal place weighing a little more.
//!
//! Likeness is the share of character pairs in common (Dice) of title, detail and response. Ties go
//! by reading order, so the same two versions always match alike.

use std::collections::HashMap;

/// Likeness that is enough at an equal place.
const AT_PLACE: f64 = 0.5;
/// Likeness that is enough anywhere.
const ANYWHERE: f64 = 0.75;
/// What an equal place weighs against likeness.
const PLACE_WEIGHT: f64 = 0.1;
/// Each new issue is compared with at most so many old ones, the nearest in reading order: a file
/// made of ten thousand unlike issues must not take minutes.
const NEAREST: usize = 400;

/// What is compared of an issue.
#[derive(Debug, Clone, Default)]
pub struct Face {
    /// Labels from the top, unique in its notice.
    pub place: String,
    /// The title as titles are compared.
    pub title: String,
    /// Title, detail and response, folded.
    pub text: String,
}

/// Likeness in hundredths below which a match is doubtful, and somebody is asked. Above it is what is
/// enough anywhere in the notice; below it the equal place spoke too.
pub const DOUBTFUL: u8 = 75;

/// What an issue was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched {
    /// The number of the old issue.
    pub old: usize,
    /// How like the texts are, in hundredths, where the title alone did not tell.
    pub likeness: Option<u8>,
}

/// For each of `new` its match in `old`, if it has one.
pub fn match_issues(old: &[Face], new: &[Face]) -> Vec<Option<Matched>> {
    let mut state = Matching { old, new, of_new: vec![None; new.len()], taken: vec![false; old.len()] };
    state.by_place_and_title();
    state.by_title();
    state.by_text();
    state.of_new
}

struct Matching<'a> {
    old: &'a [Face],
    new: &'a [Face],
    of_new: Vec<Option<Matched>>,
    taken: Vec<bool>,
}

/// A pair that may match.
struct Candidate {
    /// How well, place and all.
    weight: f64,
    /// How like the texts are, where that decides.
    likeness: Option<f64>,
    old: usize,
    new: usize,
}

impl Matching<'_> {
    fn by_place_and_title(&mut self) {
        let old: HashMap<(&str, &str), usize> =
            self.old.iter().enumerate().map(|(at, face)| ((&*face.place, &*face.title), at)).collect();
        for (at, face) in self.new.iter().enumerate() {
            if !face.title.is_empty()
                && let Some(found) = old.get(&(&*face.place, &*face.title))
            {
                self.take(*found, at, None);
            }
        }
    }

    fn by_title(&mut self) {
        let mut of_title: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in self.free_old() {
            if let Some(face) = self.old.get(at) {
                of_title.entry(&face.title).or_default().push(at);
            }
        }
        let mut pairs_of_old: HashMap<usize, Pairs> = HashMap::new();
        let mut candidates = Vec::new();
        for (at, face) in self.free_new() {
            let Some(same) = of_title.get(&*face.title).filter(|_| !face.title.is_empty()) else { continue };
            let pairs = Pairs::of(&face.text);
            for old in nearest(same, at) {
                if let Some(other) = self.old.get(old) {
                    let other = pairs_of_old.entry(old).or_insert_with(|| Pairs::of(&other.text));
                    let likeness = pairs.likeness(other);
                    let asked = (same.len() > 1).then_some(likeness);
                    candidates.push(Candidate { weight: likeness, likeness: asked, old, new: at });
                }
            }
        }
        self.take_best(candidates);
    }

    fn by_text(&mut self) {
        let free: Vec<usize> = self.free_old().collect();
        let old: HashMap<usize, Pairs> =
            free.iter().filter_map(|at| self.old.get(*at).map(|face| (*at, Pairs::of(&face.text)))).collect();
        let at_place: HashMap<&str, usize> =
            free.iter().filter_map(|at| self.old.get(*at).map(|face| (&*face.place, *at))).collect();
        let mut candidates = Vec::new();
        for (at, face) in self.free_new() {
            let pairs = Pairs::of(&face.text);
            let home = at_place.get(&*face.place).copied();
            for other in nearest(&free, at).chain(home) {
                let Some(likeness) = old.get(&other).map(|other| pairs.likeness(other)) else { continue };
                let here = Some(other) == home && likeness >= AT_PLACE;
                if here || likeness >= ANYWHERE {
                    let weight = if here { likeness + PLACE_WEIGHT } else { likeness };
                    candidates.push(Candidate { weight, likeness: Some(likeness), old: other, new: at });
                }
            }
        }
        self.take_best(candidates);
    }

    fn take_best(&mut self, mut candidates: Vec<Candidate>) {
        candidates
            .sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.old.cmp(&b.old)).then(a.new.cmp(&b.new)));
        for candidate in candidates {
            self.take(candidate.old, candidate.new, candidate.likeness);
        }
    }

    fn take(&mut self, old: usize, new: usize, likeness: Option<f64>) {
        if let (Some(taken @ false), Some(slot @ None)) = (self.taken.get_mut(old), self.of_new.get_mut(new))
        {
            *taken = true;
            *slot = Some(Matched { old, likeness: likeness.map(hundredths) });
        }
    }

    fn free_old(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at)
    }

    fn free_new(&self) -> impl Iterator<Item = (usize, &Face)> {
        self.new.iter().enumerate().zip(&self.of_new).filter(|(_, of)| of.is_none()).map(|(new, _)| new)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
fn hundredths(share: f64) -> u8 {
    (share * 100.0).floor().clamp(0.0, 100.0) as u8
}

/// Of the rising numbers in `among` the [`NEAREST`] to `at`.
fn nearest(among: &[usize], at: usize) -> impl Iterator<Item = usize> {
    let here = among.partition_point(|number| *number < at);
    let from = here.saturating_sub(NEAREST / 2);
    among.iter().skip(from).take(NEAREST).copied()
}

/// The pairs of neighbouring characters of a text, sorted.
struct Pairs(Vec<(char, char)>);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The share of pairs in common, from 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0usize;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    one.next();
                    two.next();
                }
            }
        }
        match self.0.len() + other.0.len() {
            0 => 0.0,
            all => 2.0 * common as f64 / all as f64,
        }
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
