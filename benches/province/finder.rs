//! The finder, key by key, against those that look through the same titles anew at every key.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use huitoukan::query::find::{Bits, Index, Needle, search};
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

use crate::{
    place::Place,
    rows::{Limit, Rows, What, pairs, percentile},
};

/// As typed in Chinese; each character is a key.
const WRITTEN: [&str; 3] = ["公厕管护", "垃圾分类", "危桥改造"];

/// As typed in letters.
const SPELLED: [&str; 3] = ["ljfl", "weiqiao", "nctxgl"];

/// So many hits are ranked, as on the screen.
const RANKED: usize = 200;

/// So often each side types all.
const ROUNDS: usize = 3;

const FZF: What = What::new(
    "finder, a key, narrowing as typed",
    "`fzf --filter` on what stands there, the process",
    &[Limit::Ratio(0.015)],
);

const SKIM: What = What::new(
    "finder, a key, narrowing as typed, all titles",
    "SkimMatcherV2 over all titles",
    &[Limit::Ratio(0.3)],
);

const PINYIN: What =
    What::new("pinyin, a key, narrowing as typed", "ib-matcher over all titles", &[Limit::Ratio(0.1)]);

const PASTED: What =
    What::new("pinyin, each beginning as if pasted", "ib-matcher over all titles", &[Limit::Ratio(0.1)]);

const INDEX: What = What::new("finder: what is kept of each title, made", "counting their characters", &[]);

/// All keys of both kinds.
pub fn keys(place: &Place, rows: &mut Rows) {
    let file = place.path("titles.txt");
    let titles = fs::read_to_string(&file).unwrap();
    let titles: Vec<&str> = titles.lines().collect();
    let make = |_| {
        std::hint::black_box(Index::new(titles.iter().copied()));
    };
    let count = |_| {
        std::hint::black_box(titles.iter().map(|title| title.chars().count()).sum::<usize>());
    };
    let [ours, theirs] = pairs(ROUNDS, make, count);
    rows.times(&INDEX, place.issues, percentile(&ours, 50), percentile(&theirs, 50));
    let index = Index::new(titles.iter().copied());
    written(place.issues, rows, &titles, &index, &file);
    spelled(place.issues, rows, &titles, &index);
}

fn written(issues: usize, rows: &mut Rows, titles: &[&str], index: &Index, file: &Path) {
    let (keys, typed) = typed(&WRITTEN);
    let ours = |_| WRITTEN.iter().for_each(|needle| type_out(titles, index, needle));
    let skim = |_| {
        let matcher = SkimMatcherV2::default();
        for needle in &typed {
            let hits = titles.iter().filter(|title| matcher.fuzzy_match(title, needle).is_some());
            std::hint::black_box(hits.count());
        }
    };
    let [mine, theirs] = pairs(ROUNDS, ours, skim);
    rows.times(&SKIM, issues, percentile(&mine, 50) / keys, percentile(&theirs, 50) / keys);
    if fzf(file, "公").is_none() {
        return println!("finder against fzf: left out, no fzf");
    }
    let process = |_| typed.iter().for_each(|needle| fzf(file, needle).unwrap());
    let [mine, theirs] = pairs(ROUNDS, ours, process);
    rows.times(&FZF, issues, percentile(&mine, 50) / keys, percentile(&theirs, 50) / keys);
}

fn spelled(issues: usize, rows: &mut Rows, titles: &[&str], index: &Index) {
    let (keys, typed) = typed(&SPELLED);
    let ours = |_| SPELLED.iter().for_each(|needle| type_out(titles, index, needle));
    let anew = |_| {
        for needle in &typed {
            let needle = Needle::new(needle);
            std::hint::black_box(search(index, &needle, None, RANKED, |at| titles[at], || true));
        }
    };
    let theirs = |_| {
        for needle in &typed {
            let matcher = IbMatcher::builder(needle.as_str()).pinyin(PinyinMatchConfig::default()).build();
            let hits = titles.iter().filter(|title| matcher.is_match(**title));
            std::hint::black_box(hits.count());
        }
    };
    let [mine, other] = pairs(ROUNDS, ours, theirs);
    rows.times(&PINYIN, issues, percentile(&mine, 50) / keys, percentile(&other, 50) / keys);
    let [mine, other] = pairs(ROUNDS, anew, theirs);
    rows.times(&PASTED, issues, percentile(&mine, 50) / keys, percentile(&other, 50) / keys);
}

/// All that stands in the field while the needles are typed, and how many keys that is.
fn typed(needles: &[&str]) -> (u32, Vec<String>) {
    let beginnings = |needle: &&str| {
        let whole: Vec<char> = needle.chars().collect();
        (1..=whole.len()).map(move |len| whole.iter().take(len).collect::<String>()).collect::<Vec<_>>()
    };
    let all: Vec<String> = needles.iter().flat_map(beginnings).collect();
    (u32::try_from(all.len()).unwrap(), all)
}

/// Types a needle: each key is looked for in what the one before it found.
fn type_out(titles: &[&str], index: &Index, needle: &str) {
    let mut within: Option<Bits> = None;
    for typed in typed(&[needle]).1 {
        let needle = Needle::new(&typed);
        let found = search(index, &needle, within.as_ref(), RANKED, |at| titles[at], || true).unwrap();
        std::hint::black_box(found.best.len());
        within = Some(found.all);
    }
}

/// Runs `fzf --filter`; `None` where there is none.
fn fzf(file: &Path, needle: &str) -> Option<()> {
    let titles = fs::File::open(file).unwrap();
    let mut command = Command::new("fzf");
    command.arg(format!("--filter={needle}")).stdin(titles).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok().map(drop)
}
