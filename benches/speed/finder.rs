//! The finder, key by key, against those that look through the same titles anew at every key.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use huitoukan::query::find::{Bits, Index, Needle, search};
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

use crate::{
    province::Province,
    table::{FEW, Row, Table, turns},
};

/// So many titles.
const SIZES: [(usize, &str); 3] = [(10_000, "10,000"), (100_000, "100,000"), (1_000_000, "1,000,000")];

/// As typed in Chinese; each character is a key.
const WRITTEN: [&str; 3] = ["公厕管护", "垃圾分类", "危桥改造"];

/// As typed in letters.
const SPELLED: [&str; 3] = ["ljfl", "weiqiao", "nctxgl"];

/// So many hits are ranked, as on the screen.
const RANKED: usize = 200;

/// All keys of both kinds at each size.
pub fn keys(table: &mut Table) {
    let province = Province::new();
    let home = tempfile::tempdir().unwrap();
    for (size, said) in SIZES {
        let made = province.notices(size).flat_map(|notice| notice.issues);
        let titles: Vec<String> = made.map(|issue| issue.title).collect();
        assert_eq!(titles.len(), size);
        let file = home.path().join("titles.txt");
        fs::write(&file, titles.join("\n")).unwrap();
        indexed(table, &titles, said);
        written(table, &titles, &file, said);
        spelled(table, &titles, said);
    }
}

/// What is done once, before the first key.
fn indexed(table: &mut Table, titles: &[String], said: &str) {
    let mut ours = |_| {
        std::hint::black_box(Index::new(titles.iter().map(String::as_str)));
    };
    let mut count = |_| {
        std::hint::black_box(titles.iter().map(|title| title.chars().count()).sum::<usize>());
    };
    let [ours, count] = turns(FEW, [&mut ours, &mut count]);
    let what = format!("finder: index of {said} titles");
    table.add(Row::new(what, ours, "count their characters", count).rate(titles.len() as f64, "titles/s"));
}

fn written(table: &mut Table, titles: &[String], file: &Path, said: &str) {
    let index = Index::new(titles.iter().map(String::as_str));
    let (keys, typed) = typed(&WRITTEN);
    let mut ours = |_| WRITTEN.iter().for_each(|needle| type_out(titles, &index, needle));
    let mut skim = |_| {
        let matcher = SkimMatcherV2::default();
        for needle in &typed {
            let hits = titles.iter().filter(|title| matcher.fuzzy_match(title, needle).is_some());
            std::hint::black_box(hits.count());
        }
    };
    let what = format!("finder, per key, {said} titles");
    let a_key = |whole: Duration| whole / keys;
    if fzf(file, "公").is_none() {
        let [ours, skim] = turns(FEW, [&mut ours, &mut skim]);
        table.add(Row::skipped(&what, "fzf is not installed"));
        return table.add(Row::new(what, a_key(ours), "SkimMatcherV2 over all", a_key(skim)));
    }
    let mut process = |_| {
        for needle in &typed {
            fzf(file, needle).unwrap();
        }
    };
    let [ours, skim, process] = turns(FEW, [&mut ours, &mut skim, &mut process]);
    table.add(Row::new(&what, a_key(ours), "fzf --filter", a_key(process)));
    table.add(Row::new(what, a_key(ours), "SkimMatcherV2 over all", a_key(skim)));
}

fn spelled(table: &mut Table, titles: &[String], said: &str) {
    let index = Index::new(titles.iter().map(String::as_str));
    let (keys, typed) = typed(&SPELLED);
    let mut ours = |_| SPELLED.iter().for_each(|needle| type_out(titles, &index, needle));
    let mut anew = |_| {
        for needle in &typed {
            let needle = Needle::new(needle);
            std::hint::black_box(search(&index, &needle, None, RANKED, |at| &titles[at], || true));
        }
    };
    let mut theirs = |_| {
        for needle in &typed {
            let matcher = IbMatcher::builder(needle.as_str()).pinyin(PinyinMatchConfig::default()).build();
            let hits = titles.iter().filter(|title| matcher.is_match(title.as_str()));
            std::hint::black_box(hits.count());
        }
    };
    let [ours, anew, theirs] = turns(FEW, [&mut ours, &mut anew, &mut theirs]);
    let peer = "ib-matcher over all";
    table.add(Row::new(format!("pinyin, per key, {said} titles"), ours / keys, peer, theirs / keys));
    let what = format!("pinyin, each key as if pasted, {said} titles");
    table.add(Row::new(what, anew / keys, peer, theirs / keys));
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
fn type_out(titles: &[String], index: &Index, needle: &str) {
    let mut within: Option<Bits> = None;
    for typed in typed(&[needle]).1 {
        let needle = Needle::new(&typed);
        let found = search(index, &needle, within.as_ref(), RANKED, |at| &titles[at], || true).unwrap();
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
