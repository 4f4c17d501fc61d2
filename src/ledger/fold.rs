//! The form of a text in which it is compared and searched.
//!
//! Notices break lines in mid-word, print `ＧＳＰ` for `GSP` and `（` for `(`. So both the stored text
//! and what a user types are folded before they meet: white space and invisible characters go,
//! full-width letters, digits and signs become their half-width forms, capitals become small.

/// The characters that `c` folds to; none for white space and invisible characters.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let gone = narrow.is_whitespace()
        || narrow.is_control()
        || matches!(narrow, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    (!gone).then(|| narrow.to_lowercase()).into_iter().flatten()
}

/// The whole of `text` folded.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Most of a notice, and all of it folds to itself.
            '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'a'..='z' => out.push(c),
            other => out.extend(fold_char(other)),
        }
    }
    out
}

/// The words of a question, each folded: parted at white space, empty ones left out.
pub fn fold_words(words: &str) -> Vec<String> {
    words.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// A title as titles are compared: folded, and without the punctuation that one version of a notice
/// prints at its end and another does not.
pub fn squeeze_title(title: &str) -> String {
    let folded = fold(title);
    folded
        .trim_end_matches(['。', '.', ':', ';', ',', '、', '*', '#'])
        .trim_start_matches(['*', '#'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::line_ends("公厕\r\n 破损\u{3000}问题", "公厕破损问题")]
    #[case::width("ＧＳＰ（２０２４）", "gsp(2024)")]
    #[case::capitals("App", "app")]
    #[case::invisible("a\u{200b}b\u{feff}c\u{202e}", "abc")]
    #[case::nothing(" \t", "")]
    fn folds(#[case] text: &str, #[case] want: &str) {
        assert_eq!(fold(text), want);
    }

    #[test]
    fn every_sign_of_a_text_folds_as_it_does_alone() {
        for c in '\0'..=char::MAX {
            assert_eq!(fold(&c.to_string()), fold_char(c).collect::<String>(), "{c:?}");
        }
    }

    #[test]
    fn words_are_parted_at_any_white_space() {
        assert_eq!(fold_words(" 公厕　ＡＢ  破"), ["公厕", "ab", "破"]);
        assert!(fold_words("　 ").is_empty());
    }

    #[rstest]
    #[case("**公厕破损。**", "公厕破损")]
    #[case("公厕破损：", "公厕破损")]
    #[case("公厕 破损", "公厕破损")]
    fn squeezes(#[case] title: &str, #[case] want: &str) {
        assert_eq!(squeeze_title(title), want);
    }
}
