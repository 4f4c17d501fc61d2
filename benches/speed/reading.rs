//! Texts.

use std::path::Path;

use huitoukan::{intake, parse, words};
use regex::Regex;

use crate::{
    made::{documents, long_text, read},
    table::{FEW, ROUNDS, Row, Table, turns},
};

const SCAN: &str = "one regex scan of the same text";

/// The peer: one search of the text for two labels.
fn pattern() -> Regex {
    Regex::new("整改(情况|结果)[：:]|一是|二是|三是").unwrap()
}

/// Finding the issues in the samples' texts.
pub fn samples(table: &mut Table) {
    let documents = documents();
    let pattern = pattern();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut parse = |_| {
        for document in &documents {
            std::hint::black_box(parse::parse(document, &words::ZH.read));
        }
    };
    let mut scan = |_| {
        for document in &documents {
            std::hint::black_box(pattern.find_iter(&document.text).count());
        }
    };
    let [ours, theirs] = turns(ROUNDS, [&mut parse, &mut scan]);
    let what = format!("parse 10 notices ({} kB)", bytes / 1000);
    table.add(Row::new(what, ours, SCAN, theirs).rate(megabytes(bytes), "MB/s"));
}

/// How many bytes the long text has.
const LONG: usize = 5_000_000;

/// A text of some megabytes as one file, and one that is ten times as long.
pub fn long_texts(table: &mut Table) {
    let (text, tenfold) = (long_text(LONG), long_text(10 * LONG));
    let pattern = pattern();
    let mut whole = |_| {
        std::hint::black_box(read(text.as_bytes()));
    };
    let mut intake = |_| {
        std::hint::black_box(intake::read_bytes(Path::new("file"), text.as_bytes()).unwrap());
    };
    let mut large = |_| {
        std::hint::black_box(read(tenfold.as_bytes()));
    };
    let mut scan = |_| {
        std::hint::black_box(pattern.find_iter(&text).count());
    };
    let [whole, intake, large, scan] = turns(FEW, [&mut whole, &mut intake, &mut large, &mut scan]);
    let size = megabytes(text.len());
    table.add(Row::new("read a text of 5 MB: intake and parse", whole, SCAN, scan).rate(size, "MB/s"));
    table.add(Row::new("  intake alone: decode, clean, hash", intake, SCAN, scan).rate(size, "MB/s"));
    let ratio = text.len() as f64 / tenfold.len() as f64;
    let row = Row::new("read 50 MB, time for 5 MB of it", large.mul_f64(ratio), "5 MB: linear is 1", whole);
    table.add(row.rate(size, "MB/s"));
}

/// Millions of bytes.
pub fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
