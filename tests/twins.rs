//! The same notice in every format is read as the same notice: the same outline, the same answers, the
//! same facts.
//!
//! `twins/` writes our own notices in the formats, byte by byte; `fixtures/twins/` holds notices written
//! by office programs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

#[path = "common/gold.rs"]
mod gold;

#[path = "twins/compare.rs"]
mod compare;
#[path = "twins/numbers.rs"]
mod numbers;
#[path = "twins/office.rs"]
mod office;
#[path = "twins/paper.rs"]
mod paper;
#[path = "twins/rtf.rs"]
mod rtf;
#[path = "twins/sheet.rs"]
mod sheet;
#[path = "twins/source.rs"]
mod source;
#[path = "twins/text.rs"]
mod text;
#[path = "twins/web.rs"]
mod web;

use std::path::{Path, PathBuf};

use huitoukan::notice::Notice;
use rstest::rstest;
use source::Source;

/// Notices of different builds: an issue a paragraph; fields in brackets; measures under numbered headings;
/// labelled fields; bold titles without numbers; groups by time limit; outcomes in brackets; tables.
const ALL: [&str; 8] = [
    "village-branch-short",
    "county-tax-lenticular",
    "city-committee-steps",
    "college-detail-responsible",
    "county-court-running",
    "township-three-horizons",
    "qingxun-weijianwei",
    TABLES,
];

/// The notice whose issues are tables.
const TABLES: &str = "housing-bureau-tables";

/// Notices that are in the files of office programs only.
const TABLE_NOTICES: [&str; 2] = ["qiaoyuan-market-table", "luming-township-table"];

/// Reads the bytes that `write` makes of a notice and compares; the format must be `format`.
fn twin(name: &str, format: &str, write: impl Fn(&Source) -> Vec<u8>) -> Notice {
    let source = Source::load(name);
    let (text, notice) = gold::read_bytes(Path::new("a"), &write(&source));
    let what = format!("{name} as {format}");
    assert_eq!(notice.source.format, format, "{what}");
    compare::same(&notice, &source.notice, &what);
    gold::spans_quote(&text, &notice);
    notice
}

/// Text keeps its own format: a Markdown notice is Markdown in every encoding.
#[rstest]
#[case::utf8_mark(text::utf8_mark, "utf-8")]
#[case::utf8_crlf(text::utf8_crlf, "utf-8")]
#[case::gb18030(text::gb18030, "gb18030")]
#[case::gb18030_crlf(text::gb18030_crlf, "gb18030")]
#[case::utf16le_mark(text::utf16le_mark, "utf-16le")]
#[case::utf16le_bare(text::utf16le_bare, "utf-16le")]
#[case::utf16be_mark(text::utf16be_mark, "utf-16be")]
#[case::utf16be_bare(text::utf16be_bare, "utf-16be")]
fn as_text(#[case] write: fn(&Source) -> Vec<u8>, #[case] encoding: &str) {
    for name in ALL {
        let format = &Source::load(name).notice.source.format;
        let notice = twin(name, format, write);
        assert_eq!(notice.source.encoding.as_deref(), Some(encoding), "{name}");
    }
}

#[test]
fn as_markdown_without_outer_bars() {
    twin(TABLES, "markdown", text::inner_bars);
}

#[rstest]
#[case::government("html", |source: &Source| web::government(source).into_bytes())]
#[case::old_layout("html", web::old_layout)]
#[case::spans("html", |source: &Source| web::spans(source).into_bytes())]
#[case::word("html", web::word)]
#[case::utf16("html", web::utf16_page)]
#[case::archive("mht", web::archive)]
#[case::word_archive("mht", web::word_archive)]
#[case::docx("docx", office::typed)]
#[case::rtf("rtf", rtf::rtf)]
#[case::pdf("pdf", paper::pdf)]
fn in_a_format_of_programs(#[case] format: &str, #[case] write: fn(&Source) -> Vec<u8>) {
    for name in ALL {
        twin(name, format, write);
    }
}

/// Numbers that the program counts are printed as their author printed them.
#[test]
fn as_docx_that_counts() {
    for name in ALL {
        twin(name, "docx", office::counted);
    }
}

#[test]
fn as_a_workbook() {
    twin(TABLES, "xlsx", sheet::whole);
}

#[test]
#[should_panic(expected = "original: nodes[2 3.].response.text: 入户核查23户，清退2户，新增1户。")]
fn one_digit_is_a_difference() {
    twin("village-branch-short", "text", |source| source.text.replace("新增1户", "新增2户").into_bytes());
}

/// A ledger has neither opening nor signature: only the outline is compared, and the title.
#[test]
fn as_a_ledger() {
    let source = Source::load(TABLES);
    let (text, notice) = gold::read_bytes(Path::new("a"), &sheet::ledger(&source));
    compare::same_outline(&notice, &source.notice, "ledger");
    assert_eq!(notice.title, source.notice.title);
    gold::spans_quote(&text, &notice);
}

/// Files that office programs made. `NAME.VARIANT.EXTENSION` is the notice NAME; what it says is written
/// down by hand, and where it is one of our own it says what its text says.
#[rstest]
fn made_by_office_programs(
    #[files("tests/fixtures/twins/*.*")]
    #[exclude("json$")]
    path: PathBuf,
) {
    let file = path.file_name().unwrap().to_str().unwrap();
    let name = file.split('.').next().unwrap();
    let (text, notice) = gold::read(&path);
    let gold = match TABLE_NOTICES.contains(&name) {
        true => gold::json(&format!("tests/fixtures/twins/{name}.json")),
        false => gold::json(&format!("tests/samples/{name}.json")),
    };
    gold::same_tree(&notice, &gold);
    gold::spans_quote(&text, &notice);
    if file.contains(".ledger.") {
        // A sheet with a title and rows: no opening, no closing words, no signature, so no date.
        assert_eq!(notice.title.as_deref(), gold["title"].as_str());
        assert_eq!(notice.organisation.as_deref(), gold["organisation"].as_str());
        assert_eq!((notice.published, notice.feedback_date), (None, None));
        assert!(notice.claims.is_empty());
        return;
    }
    gold::same_facts(&notice, &gold);
    if !TABLE_NOTICES.contains(&name) {
        compare::same(&notice, &Source::load(name).notice, file);
    }
}
