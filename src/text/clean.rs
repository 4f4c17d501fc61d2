//! Text on its way to a terminal.
//!
//! What a notice or a user wrote must not command the terminal that shows it: no escape sequences,
//! no control characters, no signs that turn the direction of writing round or cannot be seen.

use std::borrow::Cow;

/// `text` without anything that a terminal would obey or that hides what is written.
///
/// Tabs, line ends and the separators U+2028 and U+2029 become one blank each; other control
/// characters, signs of direction, and invisible characters of no width go. Emoji joiners and
/// variation selectors stay. Borrowed where nothing had to change.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| keeps(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().filter_map(keeps).collect())
}

/// As [`for_terminal`], line ends kept as `\n`: for text that is printed over several lines.
pub fn lines_for_terminal(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || keeps(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("\r\n", "\n");
    Cow::Owned(plain.chars().filter_map(|c| if c == '\n' { Some(c) } else { keeps(c) }).collect())
}

fn keeps(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        // Zero-width space, marks and overrides of direction, isolates, word joiner, byte-order
        // mark, soft hyphen, interlinear notes, tags.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{180e}' => None,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("公厕 App，①", "公厕 App，①")]
    #[case::escape("\u{1b}[31m红\u{1b}[0m", "[31m红[0m")]
    #[case::c1("\u{9b}31m红", "31m红")]
    #[case::osc("\u{1b}]0;x\u{7}标题", "]0;x标题")]
    #[case::bidi("a\u{202e}b\u{2066}c\u{200f}", "abc")]
    #[case::lines("一\r\n二\t三\u{2028}四", "一 二 三 四")]
    #[case::invisible("公\u{feff}厕\u{200b}\u{ad}", "公厕")]
    #[case::delete("a\u{7f}\u{0}b", "ab")]
    fn cleans(#[case] text: &str, #[case] want: &str) {
        assert_eq!(for_terminal(text), want);
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(for_terminal("公厕"), Cow::Borrowed(_)));
        assert!(matches!(lines_for_terminal("公\n厕"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_stay() {
        assert_eq!(lines_for_terminal("一\r\n二\u{1b}\t三\n"), "一\n二 三\n");
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_left_to_obey(text in "\\PC*|[\\x00-\\x9f]*") {
            let clean = for_terminal(&text);
            proptest::prop_assert!(!clean.chars().any(char::is_control));
            let again = for_terminal(&clean).into_owned();
            proptest::prop_assert_eq!(again, clean);
        }
    }
}
