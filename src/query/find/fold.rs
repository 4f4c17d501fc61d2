//! The form in which characters are compared, and how they are read.

use std::sync::LazyLock;

use crate::{ledger::fold::fold_char, text::variants::simplified};

use super::pinyin::{Class, READINGS};

/// A character as the finder sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// The character folded, as a code point; 0 for what is passed over.
    pub plain: u32,
    /// How it is read.
    pub class: Class,
}

/// Code points that the table holds; those above are rare and looked up.
const PLANE: u32 = 0x1_0000;

/// The letters of the basic plane, by code point.
static TABLE: LazyLock<Vec<(u16, Class)>> = LazyLock::new(|| {
    let one = |code: u32| {
        let c = char::from_u32(code).unwrap_or(' ');
        let plain = folded(c);
        (u16::try_from(plain).unwrap_or(0), class(c, plain))
    };
    (0..PLANE).map(one).collect()
});

/// The letters of a text, less what is passed over.
pub(super) fn letters(text: &str) -> impl Iterator<Item = Letter> {
    let table = &**TABLE;
    text.chars().map(|c| of(table, c)).filter(|letter| letter.plain != 0)
}

/// The letter of a character, which may be one that is passed over.
pub(super) fn letter(c: char) -> Letter {
    of(&TABLE, c)
}

fn of(table: &[(u16, Class)], c: char) -> Letter {
    match table.get(c as usize) {
        Some((plain, class)) => Letter { plain: u32::from(*plain), class: *class },
        None => {
            let plain = folded(c);
            Letter { plain, class: class(c, plain) }
        }
    }
}

/// A traditional form may have readings of its own that the simplified does not have.
fn class(c: char, plain: u32) -> Class {
    READINGS.class(c, char::from_u32(plain).unwrap_or(c))
}

/// A character less capitals and width, and simplified; 0 for white space, what is invisible, and quotation
/// marks, which notices put around any part of a name.
fn folded(c: char) -> u32 {
    match fold_char(c).next() {
        None
        | Some('“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉') => {
            0
        }
        Some('ü') => u32::from('v'),
        Some(plain) => u32::from(simplified(plain)),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn folded(text: &str) -> String {
        letters(text).filter_map(|letter| char::from_u32(letter.plain)).collect()
    }

    #[rstest]
    #[case::width_and_capitals("ＧＰＳ（２０２４）", "gps(2024)")]
    #[case::traditional("整改臺賬與巡察機構", "整改台账与巡察机构")]
    #[case::quotation_marks("“三重一大”《制度》 「甲」", "三重一大制度甲")]
    #[case::white_space("公厕\u{3000}破\u{200b}损", "公厕破损")]
    #[case::umlaut("Nü", "nv")]
    #[case::already_simple("长行重", "长行重")]
    fn folds(#[case] text: &str, #[case] want: &str) {
        assert_eq!(folded(text), want);
    }

    /// What is folded once stays, else two texts that are the same could differ.
    #[test]
    fn folding_again_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = letter(c).plain;
            if let Some(plain) = char::from_u32(once).filter(|plain| *plain != '\0') {
                assert_eq!(letter(plain).plain, once, "{c:?}");
            }
        }
    }
}
