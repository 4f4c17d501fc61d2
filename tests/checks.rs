//! The checks against notices in which other hands hid faults and look-alikes, and listed both: `tests/checks`.
//!
//! A doubt answers a fault where the rule is the one listed and the words overlap; see [`same`]. Every fault that
//! needs no understanding of the world (`hard`) should be found, and nothing else be asked; `ignore` entries
//! count neither way. `elsewhere` names the notice that must be read with it.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use huitoukan::{
    checks::{Doubt, RuleId, Rules, check_all},
    intake::{self, Document},
    notice::Notice,
    parse, words,
};
use rstest::rstest;
use serde::Deserialize;

/// What an author wrote down.
#[derive(Debug, Deserialize)]
struct Entry {
    kind: String,
    #[serde(default)]
    imitates: Option<String>,
    #[serde(default)]
    r#where: Vec<String>,
    #[serde(default)]
    quote: Vec<String>,
    #[serde(default)]
    hard: bool,
    #[serde(default)]
    elsewhere: Option<String>,
}

impl Entry {
    /// The rule that the entry is about.
    fn rule(&self) -> &str {
        self.imitates
            .as_deref()
            .filter(|_| matches!(self.kind.as_str(), "ignore" | "decoy"))
            .unwrap_or(&self.kind)
    }

    fn is_fault(&self) -> bool {
        RuleId::named(&self.kind).is_some()
    }
}

/// Rules between which authors do not tell.
fn sort(rule: &str) -> &str {
    match rule {
        "contradiction_names" => "contradiction",
        "no_result" => "done_but_open",
        other => other,
    }
}

fn bare(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether one text holds the other, or they share eight characters in a row.
fn overlap(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let held = |part: &[char]| !part.is_empty() && long.windows(part.len()).any(|window| window == part);
    held(short) && short.len() > 2 || short.windows(8).any(held)
}

/// How many quotations of a doubt an entry has too; `None` where they are about different things.
fn same(doubt: &Doubt, entry: &Entry) -> Option<usize> {
    if sort(doubt.rule.name()) != sort(entry.rule()) {
        return None;
    }
    let mine: Vec<Vec<char>> = doubt.quotes.iter().map(|quote| bare(&quote.text)).collect();
    let theirs: Vec<Vec<char>> = entry.quote.iter().map(|quote| bare(quote)).collect();
    let common = mine.iter().filter(|one| theirs.iter().any(|other| overlap(one, other))).count();
    let counts = matches!(doubt.rule, RuleId::CountMismatch | RuleId::NumberGap);
    let place = counts && doubt.places.iter().any(|place| entry.r#where.contains(place));
    (common > 0 || place).then_some(common)
}

fn read(path: &Path) -> (Document, Notice) {
    let document = intake::read_bytes(path, &fs::read(path).unwrap()).unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    (document, notice)
}

/// Per rule: faults, faults found, doubts that are right, doubts that are not.
type Tally = BTreeMap<String, [usize; 4]>;

fn judge(file: &Path, tally: &mut Tally, said: &mut Vec<String>) {
    let name = file.file_stem().unwrap().to_str().unwrap();
    let entries: Vec<Entry> =
        serde_json::from_slice(&fs::read(file.with_extension("doubts.json")).unwrap()).unwrap();
    let others: Vec<&String> = entries.iter().filter_map(|entry| entry.elsewhere.as_ref()).collect();
    let mut notices = vec![read(file)];
    if let Some(other) = others.first() {
        notices.push(read(&file.with_file_name(format!("{other}.txt"))));
    }
    let doubts = check_all(&notices, &Rules::default()).swap_remove(0);
    let mut found = vec![false; entries.len()];
    for doubt in &doubts {
        let fits: Vec<usize> = (0..entries.len()).filter(|at| same(doubt, &entries[*at]).is_some()).collect();
        // The entry that shares most words, a fault before a look-alike.
        let best = fits.iter().max_by_key(|at| (same(doubt, &entries[**at]), entries[**at].is_fault()));
        let row = tally.entry(doubt.rule.name().to_owned()).or_default();
        match best.map(|at| &entries[*at]) {
            Some(entry) if entry.kind == "ignore" => {}
            Some(entry) if entry.is_fault() => {
                row[2] += 1;
                for at in fits.into_iter().filter(|at| entries[*at].is_fault()) {
                    found[at] = true;
                }
            }
            other => {
                row[3] += 1;
                let kind = other.map_or("nothing", |entry| entry.kind.as_str());
                said.push(format!("{name}: {} on {kind}: {:?}", doubt.rule.name(), doubt.quotes));
            }
        }
    }
    for (entry, found) in entries.iter().zip(found).filter(|(entry, _)| entry.is_fault() && !entry.hard) {
        let row = tally.entry(entry.kind.clone()).or_default();
        row[0] += 1;
        row[1] += usize::from(found);
        if !found {
            said.push(format!("{name}: {} missed: {:?}", entry.kind, entry.quote));
        }
    }
}

#[test]
fn faults_are_found_and_look_alikes_left_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    assert!(files.len() >= 18, "{}", files.len());
    let (mut tally, mut said) = (Tally::new(), Vec::new());
    for file in &files {
        judge(file, &mut tally, &mut said);
    }
    println!("{}", said.join("\n"));
    let rate = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    for (rule, [faults, found, right, wrong]) in &tally {
        println!("{rule}: {found} of {faults} found; doubts: {right} right, {wrong} wrong");
        if *faults >= 5 {
            assert!(rate(*found, *faults) >= 0.8, "{rule}: {found} of {faults}");
        }
        if right + wrong >= 5 {
            assert!(rate(*right, right + wrong) >= 0.8, "{rule}: {right} right, {wrong} wrong");
        }
    }
    let sum = |at: usize| tally.values().map(|row| row[at]).sum::<usize>();
    assert!(rate(sum(1), sum(0)) >= 0.9, "{} of {}", sum(1), sum(0));
    assert!(rate(sum(2), sum(2) + sum(3)) >= 0.95, "{} right, {} wrong", sum(2), sum(3));
}

/// All rules on one answer of one paragraph without an end, in time that grows with its length.
#[rstest]
#[case("修订制度加强管理，", 2_000)]
#[case("要求各股室于9月15日前完成清理，", 1_500)]
#[case("计划9月15日前完成清理。", 1_500)]
#[case("收回3万元，其中2万元已上缴，占5%，", 1_500)]
#[case("目前正在办理，", 2_000)]
#[case("一是2024年8月2日印发《甲县乙局票据管理办法》。", 1_000)]
#[case("甲县丙丁有限公司", 2_000)]
#[case("“", 20_000)]
#[case("《", 20_000)]
fn long_answers_are_asked_of(#[case] said: &str, #[case] times: usize) {
    let text = format!(
        "中共甲县乙局党组关于巡察整改情况的通报\n县委第一巡察组2024年6月3日反馈了意见。\n一、整改情况\n1.账目不清。\n整改情况：{}\n整改结果：已完成\n中共甲县乙局党组\n2024年12月1日\n",
        said.repeat(times)
    );
    let document = intake::read_bytes(Path::new("a.txt"), text.as_bytes()).unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    check_all(&[(document, notice)], &Rules::default());
}
