//! Where the words of a search stand in a text.

use std::ops::Range;

use crate::ledger::fold::{fold_char, fold_words};

/// The places in `text`, in bytes, at which any of the `words` (parted by white space) stands;
/// sorted, without overlap. Compared as the search compares: white space, width and capitals aside,
/// so a place may run over a line end of `text`.
pub fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let words: Vec<Vec<char>> = fold_words(words).iter().map(|word| word.chars().collect()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let folded: Vec<(char, Range<usize>)> = text
        .char_indices()
        .flat_map(|(at, c)| fold_char(c).map(move |folded| (folded, at..at + c.len_utf8())))
        .collect();
    let mut found = Vec::new();
    for word in &words {
        let mut at = 0;
        while let Some(window) = folded.get(at..at + word.len()) {
            if window.iter().map(|(c, _)| c).eq(word) {
                if let (Some((_, first)), Some((_, last))) = (window.first(), window.last()) {
                    found.push(first.start..last.end);
                }
                at += word.len();
            } else {
                at += 1;
            }
        }
    }
    joined(found)
}

/// Sorts the places and joins those that overlap or touch.
fn joined(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|place| (place.start, place.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for place in found {
        match out.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => out.push(place),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::one_char("公厕破损", "厕", &["厕"])]
    #[case::over_a_line_end("公\n厕破损", "公厕", &["公\n厕"])]
    #[case::width_and_case("用ＧＳＰ管", "gsp", &["ＧＳＰ"])]
    #[case::two_words("公厕破损，路灯破损", "破损 公厕", &["公厕破损", "破损"])]
    #[case::none("公厕", "路灯", &[])]
    #[case::no_words("公厕", " ", &[])]
    #[case::word_longer_than_text("厕", "公厕公厕", &[])]
    #[case::overlapping("哈哈哈", "哈哈", &["哈哈"])]
    fn finds(#[case] text: &str, #[case] words: &str, #[case] want: &[&str]) {
        let got: Vec<&str> = places(text, words).into_iter().map(|place| text.get(place).unwrap()).collect();
        assert_eq!(got, want);
    }

    proptest::proptest! {
        #[test]
        fn places_are_of_the_text(text in "\\PC{0,40}", words in "\\PC{0,6}") {
            for place in places(&text, &words) {
                proptest::prop_assert!(text.get(place).is_some());
            }
        }
    }
}
