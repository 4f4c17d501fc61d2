//! The pieces into which texts are cut for the index: every character, and every two that stand together.
//!
//! A piece stands in the index as a word that SQLite's tokenizer `ascii` takes whole and as it is: letters, digits
//! and what is beyond ASCII. Every other sign of ASCII (which would part words), capitals (which it would make
//! small) and the marks used here stand for themselves behind a mark. So different pieces are different words,
//! and no character is lost.

use rustc_hash::FxHashSet;

/// Stands before what cannot stand for itself.
const MARK: char = '\u{10fffd}';

/// Stands before a piece of who is responsible.
const DUTY: char = '\u{10fffc}';

/// Added to a sign of ASCII that stands behind [`MARK`]: a letter beyond ASCII.
const SHIFT: u32 = 0x100;

/// Which text of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Title, detail, response and deadlines.
    Body,
    /// Who is responsible.
    Duty,
}

fn put(c: char, out: &mut String) {
    match c {
        '0'..='9' | 'a'..='z' => out.push(c),
        '\0'..='\x7f' => {
            out.push(MARK);
            out.extend(char::from_u32(u32::from(c) + SHIFT));
        }
        MARK | DUTY => out.extend([MARK, c]),
        _ => out.push(c),
    }
}

/// Cuts texts, again and again without new memory.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    seen: FxHashSet<u64>,
    out: String,
}

impl Cutter {
    /// The pieces of an issue's texts, each once, parted by blanks.
    pub fn cut(&mut self, body: &str, duty: &str) -> &str {
        self.out.clear();
        self.text(body, Of::Body);
        self.text(duty, Of::Duty);
        &self.out
    }

    fn text(&mut self, text: &str, of: Of) {
        let mut piece = |key: u64, pair: [Option<char>; 2]| {
            if self.seen.insert(key) {
                if of == Of::Duty {
                    self.out.push(DUTY);
                }
                pair.into_iter().flatten().for_each(|c| put(c, &mut self.out));
                self.out.push(' ');
            }
        };
        let mut last = None;
        for c in text.chars() {
            let this = u64::from(u32::from(c));
            piece(this, [None, Some(c)]);
            if let Some(before) = last {
                // No character is 0 in the upper half, so that a pair is never taken for a character.
                piece((u64::from(u32::from(before)) + 1) << 32 | this, [Some(before), Some(c)]);
            }
            last = Some(c);
        }
        self.seen.clear();
    }
}

/// The pieces that stand in every text that holds `part`, each once, as words of a question to the index; none where
/// `part` is empty. One of them tells all where [`exact`].
pub(super) fn of(part: &str, of: Of) -> Vec<String> {
    let characters: Vec<char> = part.chars().collect();
    let long = characters.len().clamp(1, 2);
    let mut pieces: Vec<String> = Vec::new();
    for pair in characters.windows(long) {
        // In quotation marks it is a word and nothing else; no quotation mark of its own is in it.
        let mut word = String::from("\"");
        if of == Of::Duty {
            word.push(DUTY);
        }
        pair.iter().for_each(|c| put(*c, &mut word));
        word.push('"');
        if !pieces.contains(&word) {
            pieces.push(word);
        }
    }
    pieces
}

/// Whether the text holds `part` wherever the piece is found that [`of`] makes of it.
pub(super) fn exact(part: &str) -> bool {
    (1..=2).contains(&part.chars().take(3).count())
}

/// A number for a piece (FNV-1a).
pub(super) fn number(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A number for a piece of an issue, for sums that do not depend on their order (the finalizer of SplitMix64 over
/// both).
pub(super) fn sum(number: u64, issue: i64) -> u64 {
    let mut hash = number ^ issue.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::pair("公厕", "", "公 厕 公厕 ")]
    #[case::each_once("公公公", "", "公 公公 ")]
    #[case::letters("a1", "", "a 1 a1 ")]
    #[case::signs("a\"", "", "a \u{10fffd}\u{122} a\u{10fffd}\u{122} ")]
    #[case::capital("A", "", "\u{10fffd}\u{141} ")]
    #[case::mark("\u{10fffd}", "", "\u{10fffd}\u{10fffd} ")]
    #[case::duty("公", "厕", "公 \u{10fffc}厕 ")]
    #[case::nothing("", "", "")]
    fn cuts(#[case] body: &str, #[case] duty: &str, #[case] want: &str) {
        assert_eq!(Cutter::default().cut(body, duty), want);
    }

    #[rstest]
    #[case("公", &["\"公\""])]
    #[case("公厕", &["\"公厕\""])]
    #[case("公厕公厕", &["\"公厕\"", "\"厕公\""])]
    #[case("", &[])]
    fn asks(#[case] part: &str, #[case] want: &[&str]) {
        assert_eq!(of(part, Of::Body), want);
    }

    proptest! {
        /// Whatever stands in a text, its pieces are words that the tokenizer takes whole, and no two are alike.
        #[test]
        fn pieces_are_words_and_differ(body in any::<String>(), duty in any::<String>()) {
            let cut = Cutter::default().cut(&body, &duty).to_owned();
            let words: Vec<&str> = cut.split(' ').filter(|word| !word.is_empty()).collect();
            prop_assert!(cut.chars().all(|c| !c.is_ascii() || matches!(c, ' ' | '0'..='9' | 'a'..='z')));
            prop_assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
            let distinct = |text: &str| {
                let all: Vec<char> = text.chars().collect();
                all.iter().collect::<HashSet<_>>().len() + all.windows(2).collect::<HashSet<_>>().len()
            };
            prop_assert_eq!(words.len(), distinct(&body) + distinct(&duty));
        }
    }
}
