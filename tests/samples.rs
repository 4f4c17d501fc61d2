//! Our own notices, those of `demo` and more shapes in `tests/notices`, against what they say, written down by hand beside them.
//!
//! `tests/samples/NAME.json` was made by the author of the notice, not by the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

#[path = "common/gold.rs"]
mod gold;

use std::path::PathBuf;

use gold::*;
use rstest::rstest;

#[rstest]
fn sample_says_what_its_author_wrote_down(
    #[files("assets/samples/*.*")]
    #[files("tests/notices/*.*")]
    path: PathBuf,
) {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let gold = json(&format!("tests/samples/{name}.json"));
    let (_, notice) = read(&path);
    same_facts(&notice, &gold);
    same_tree(&notice, &gold);
}

#[rstest]
fn every_span_holds_its_words(
    #[files("assets/samples/*.*")]
    #[files("tests/notices/*.*")]
    path: PathBuf,
) {
    let (text, notice) = read(&path);
    spans_quote(&text, &notice);
}

#[rstest]
#[case("zhitai-quwei-lunci-zongshu.txt")]
#[case("tangyan-cun-zhengai-fangan.txt")]
fn what_is_no_list_of_answers_has_no_issues_and_says_so(#[case] name: &str) {
    let (_, notice) = read(&root().join("tests/notices").join(name));
    assert_eq!(notice.issues().count(), 0);
    assert_eq!(notice.remarks.len(), 1);
}
