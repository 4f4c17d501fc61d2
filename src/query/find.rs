//! The fuzzy finder: which titles and agencies hold the typed characters in their order.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::ledger::{
    fold::{fold_char, fold_words},
    types::{AgencyId, IssueId, Snapshot},
};

/// What a hit names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An agency, by its name.
    Agency(AgencyId),
    /// An issue, by its title.
    Issue(IssueId),
}

/// A hit of [`Finder::find`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Place of the candidate in the list that was given.
    pub item: usize,
    /// How good it is; more is better.
    pub score: i64,
    /// The characters of the candidate that matched, by position in characters, rising.
    pub at: Vec<usize>,
}

/// A hit of [`Finder::find_in`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub target: Target,
    /// How good it is; more is better.
    pub score: i64,
    /// The characters of its name or title that matched, by position in characters, rising.
    pub at: Vec<usize>,
}

/// Finds by fuzzy match: width and capitals aside; several words must all match, in any order.
pub struct Finder {
    matcher: SkimMatcherV2,
}

impl Default for Finder {
    fn default() -> Self {
        Self::new()
    }
}

impl Finder {
    /// A finder; it keeps room for its work, so make one and keep it.
    pub fn new() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }

    /// The hits of `needle` in `candidates`: best first, and among equals in the order given. An
    /// empty needle hits everything.
    pub fn find<'a>(&self, needle: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<Hit> {
        let words = fold_words(needle);
        let mut hits: Vec<Hit> = candidates
            .into_iter()
            .enumerate()
            .filter_map(|(item, candidate)| self.hit(&words, item, candidate))
            .collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }

    /// The hits of `needle` among the agencies and the issues of `snapshot`: best first; among
    /// equals agencies before issues, each in the order of the snapshot.
    pub fn find_in(&self, needle: &str, snapshot: &Snapshot) -> Vec<Found> {
        let agencies = snapshot.agencies.iter().map(|row| (Target::Agency(row.id), &*row.name));
        let issues = snapshot.issues.iter().map(|row| (Target::Issue(row.id), row.title));
        let (targets, names): (Vec<Target>, Vec<&str>) = agencies.chain(issues).unzip();
        self.find(needle, names)
            .into_iter()
            .filter_map(|hit| {
                targets.get(hit.item).map(|target| Found { target: *target, score: hit.score, at: hit.at })
            })
            .collect()
    }

    fn hit(&self, words: &[String], item: usize, candidate: &str) -> Option<Hit> {
        // One character for one, so that positions hold; what folds away stays as a blank.
        let plain: String = candidate.chars().map(|c| fold_char(c).next().unwrap_or(' ')).collect();
        let mut score = 0;
        let mut at = Vec::new();
        for word in words {
            if !holds_in_order(&plain, word) {
                return None;
            }
            let (points, places) = self.matcher.fuzzy_indices(&plain, word)?;
            score += points;
            at.extend(places);
        }
        at.sort_unstable();
        at.dedup();
        Some(Hit { item, score, at })
    }
}

/// Whether the characters of `word` stand in `text` in their order: cheap, and throws out nearly
/// everything before the matcher weighs the rest.
fn holds_in_order(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|want| rest.any(|c| c == want))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const TITLES: [&str; 5] =
        ["公厕管理不到位", "公共停车场与厕所", "路灯破损", "ＧＰＳ 定位缺失", "公厕公厕"];

    #[rstest]
    #[case::nearest_first("公厕", &[0, 4, 1])]
    #[case::one_character("灯", &[2])]
    #[case::gaps("路损", &[2])]
    #[case::width_and_case("gps", &[3])]
    #[case::words_in_any_order("管理 公厕", &[0])]
    #[case::nothing("垃圾", &[])]
    #[case::empty(" ", &[0, 1, 2, 3, 4])]
    fn finds(#[case] needle: &str, #[case] want: &[usize]) {
        let got: Vec<usize> = Finder::new().find(needle, TITLES).into_iter().map(|hit| hit.item).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn tells_the_characters() {
        let hits = Finder::new().find("损 路", TITLES);
        assert_eq!(hits[0].at, [0, 3]);
    }

    #[test]
    fn equals_keep_their_order() {
        let same = ["公厕甲", "公厕乙", "公厕丙"];
        let got: Vec<usize> = Finder::new().find("公厕", same).into_iter().map(|hit| hit.item).collect();
        assert_eq!(got, [0, 1, 2]);
    }

    proptest::proptest! {
        #[test]
        fn positions_lie_in_the_candidate(needle in "[公厕路灯a ]{0,5}", candidate in "\\PC{0,30}") {
            for hit in Finder::new().find(&needle, [candidate.as_str()]) {
                let count = candidate.chars().count();
                proptest::prop_assert!(hit.at.iter().all(|at| *at < count));
            }
        }
    }
}
