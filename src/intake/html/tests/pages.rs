//! Whole pages: `NAME.html` in `tests/fixtures/html/` and its article in `NAME.txt`.

use std::{fs, path::PathBuf};

use pretty::compare;
use rstest::rstest;

use crate::intake::{html::read, mht, sniff};

mod pretty {
    /// The first line in which two texts differ.
    pub fn compare(name: &str, text: &str, expected: &str) {
        let (mut lines, mut wanted) = (text.lines(), expected.lines());
        for at in 1.. {
            match (lines.next(), wanted.next()) {
                (None, None) => return,
                (line, want) => assert_eq!(line, want, "{name}, line {at} of:\n{text}"),
            }
        }
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/html");
    fs::read(folder.join(name)).expect("a fixture")
}

#[rstest]
#[case::trs("trs")]
#[case::jcms("jcms")]
#[case::vsb("vsb")]
#[case::nested_tables("nested-tables")]
#[case::wordpress("wordpress")]
#[case::ucap("ucap")]
#[case::paged("paged")]
#[case::commission("commission")]
#[case::newspaper("newspaper")]
#[case::word_filtered("word-filtered")]
#[case::word_mso("word-mso")]
#[case::div_soup("div-soup")]
#[case::tabs("tabs")]
#[case::chrome_saved("chrome-saved")]
#[case::bare_body("bare-body")]
#[case::short("short")]
#[case::pre("pre")]
#[case::ledger("ledger")]
#[case::wechat("wechat")]
#[case::libreoffice("libreoffice")]
#[case::index_list("index-list")]
fn the_article_is_found(#[case] name: &str) {
    let bytes = fixture(&format!("{name}.html"));
    assert_eq!(sniff::sniff(&bytes), sniff::Format::Html);
    let reading = read(&bytes).expect("a page");
    let expected = String::from_utf8(fixture(&format!("{name}.txt"))).expect("UTF-8");
    compare(name, &reading.composed.text, &expected);
    assert_eq!(reading.flaws, []);
}

#[test]
fn the_same_page_comes_out_of_an_mht_file_of_chrome() {
    let bytes = fixture("chrome.mht");
    assert_eq!(sniff::sniff(&bytes), sniff::Format::Mht);
    let reading = mht::read(&bytes).expect("a page");
    let expected = String::from_utf8(fixture("ucap.txt")).expect("UTF-8");
    compare("chrome.mht", &reading.composed.text, &expected);
}

#[test]
fn numbers_that_libreoffice_wrote_into_xhtml_are_kept_once() {
    let reading = read(&fixture("libreoffice-xhtml.html")).expect("a page");
    assert!(reading.composed.text.contains("\n1.学习计划落实有差距。\n2.河道巡查记录不全。\n"));
    assert_eq!(reading.composed.form.tables.len(), 1);
}
