//! The one gate through which text goes into what is handed on: tables, pages, data.

use crate::{
    text::clean::{for_terminal, lines_for_terminal},
    words::{EN, Words, ZH},
};

/// The most that a cell of a workbook holds, in UTF-16 units (the limit of Excel).
pub const MOST: usize = 32_767;

/// What a cell holds of a text at most; the rest of [`MOST`] is for the sign that it was cut.
const KEPT: usize = MOST - 200;

/// `text` as it is handed on: without control characters and escape sequences, lines kept, white space
/// at their ends and around the whole taken away.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean = lines_for_terminal(&text);
    let lines: Vec<&str> = clean.split('\n').map(str::trim_end).collect();
    let whole = lines.join("\n");
    whole.trim().chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// As [`clean`], on one line.
pub fn line(text: &str) -> String {
    for_terminal(text).trim().to_owned()
}

/// `text`, cut with a sign that says so where no cell of a workbook holds it.
pub fn fitting(text: String, words: &Words) -> String {
    let length = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
    if length(&text) <= MOST {
        return text;
    }
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= KEPT
        })
        .collect();
    let missing = text.chars().count() - kept.chars().count();
    kept + &(words.export.columns.cut)(missing)
}

/// Whether a text from a cell is one that [`fitting`] cut, in either language.
pub fn cut_off(text: &str) -> bool {
    let length: usize = text.chars().map(char::len_utf16).sum();
    let digits: String =
        text.chars().rev().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let missing = digits.chars().rev().collect::<String>().parse::<usize>().unwrap_or_default();
    // Of a pair of units that no longer fits both are left out.
    let sign = |words: &Words| text.ends_with(&(words.export.columns.cut)(missing));
    length + 1 >= KEPT && missing > 0 && [&ZH, &EN].into_iter().any(sign)
}

/// The cell of a text table as no spreadsheet takes it for a formula: with an apostrophe in front where
/// it begins as one, also in full width and behind white space.
pub fn harmless(cell: &str) -> String {
    let first = cell.trim_start_matches([' ', '\u{3000}', '\u{a0}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '%' | '＝' | '＋' | '－' | '＠') => {
            format!("'{cell}")
        }
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::words::ZH;

    use super::*;

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("+86", "'+86")]
    #[case("-x", "'-x")]
    #[case("@x", "'@x")]
    #[case("\tx", "'\tx")]
    #[case("\rx", "'\rx")]
    #[case("＝1", "'＝1")]
    #[case("＋1", "'＋1")]
    #[case("－1", "'－1")]
    #[case("＠x", "'＠x")]
    #[case(" =1", "' =1")]
    #[case("公厕=", "公厕=")]
    #[case("", "")]
    fn formulas_are_disarmed(#[case] cell: &str, #[case] want: &str) {
        assert_eq!(harmless(cell), want);
    }

    #[rstest]
    #[case("一 \r\n二\r三\n\n", "一\n二\n三")]
    #[case("\u{1b}]0;x\u{7}题", "]0;x题")]
    #[case("a\u{0}b\u{ffff}c\u{202e}", "abc")]
    fn text_is_cleaned(#[case] text: &str, #[case] want: &str) {
        assert_eq!(clean(text), want);
    }

    #[test]
    fn long_text_is_cut_and_says_so() {
        let short = "长".repeat(MOST);
        assert_eq!(fitting(short.clone(), &ZH), short);
        let long = "😀".repeat(20_000);
        let cut = fitting(long, &ZH);
        assert!(cut.encode_utf16().count() <= MOST && cut.ends_with("字）"), "{}", cut.len());
        let kept = cut.chars().filter(|c| *c == '😀').count();
        assert!(cut.contains(&format!("略去 {} 字", 20_000 - kept)));
        assert!(cut_off(&cut) && !cut_off(&short) && !cut_off(&(ZH.export.columns.cut)(3)));
        assert!(cut_off(&fitting("字".repeat(40_000), &EN)));
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "(\\PC|[\\x00-\\x9f]){0,20}") {
            let once = clean(&text);
            proptest::prop_assert_eq!(clean(&once), once.clone());
            proptest::prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
