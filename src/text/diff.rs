//! Two wordings side by side: which pieces both have, which only one.

use similar::{Algorithm, ChangeTag, TextDiff};

/// A piece of two wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Who has it.
    pub of: Of,
    /// The words.
    pub text: String,
}

/// Who has a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Both.
    Both,
    /// Only the older.
    Old,
    /// Only the newer.
    New,
}

/// Texts longer than this, in characters, are told apart as wholes: a difference between two long
/// texts that have little in common takes time that grows with the square.
const LONGEST: usize = 20_000;

/// The pieces of two wordings in order, character by character: joined in order, those of
/// [`Of::Both`] and [`Of::Old`] give `old`, those of [`Of::Both`] and [`Of::New`] give `new`.
pub fn diff(old: &str, new: &str) -> Vec<Piece> {
    let long = |text: &str| text.chars().nth(LONGEST).is_some();
    let mut pieces: Vec<Piece> = Vec::new();
    if long(old) || long(new) {
        if old == new {
            push(&mut pieces, Of::Both, old);
        } else {
            push(&mut pieces, Of::Old, old);
            push(&mut pieces, Of::New, new);
        }
        return pieces;
    }
    let found = TextDiff::configure().algorithm(Algorithm::Myers).diff_chars(old, new);
    for change in found.iter_all_changes() {
        let of = match change.tag() {
            ChangeTag::Equal => Of::Both,
            ChangeTag::Delete => Of::Old,
            ChangeTag::Insert => Of::New,
        };
        push(&mut pieces, of, change.value());
    }
    pieces
}

/// Characters of what both have that are shown on either side of what one has.
const AROUND: usize = 20;

/// What both have, its middle left out where it is long.
pub fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= 2 * AROUND + 2 {
        return text.to_owned();
    }
    let start: String = text.chars().take(AROUND).collect();
    let end: String = text.chars().skip(count - AROUND).collect();
    format!("{start}……{end}")
}

/// Two wordings as one line: what only the older has in `[-…-]`, what only the newer has in `{+…+}`, as word
/// differences are commonly written; what both have is [`shortened`].
pub fn line(old: &str, new: &str) -> String {
    let mut line = String::new();
    for piece in diff(old, new) {
        let text = piece.text.replace('\n', " ");
        match piece.of {
            Of::Both => line.push_str(&shortened(&text)),
            Of::Old => line.push_str(&format!("[-{text}-]")),
            Of::New => line.push_str(&format!("{{+{text}+}}")),
        }
    }
    line
}

fn push(pieces: &mut Vec<Piece>, of: Of, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.of == of => last.text.push_str(text),
        _ => pieces.push(Piece { of, text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_changed() {
        let piece = |of, text: &str| Piece { of, text: text.to_owned() };
        assert_eq!(
            diff("已完成整改12项", "已整改13项"),
            [
                piece(Of::Both, "已"),
                piece(Of::Old, "完成"),
                piece(Of::Both, "整改1"),
                piece(Of::Old, "2"),
                piece(Of::New, "3"),
                piece(Of::Both, "项"),
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_give_both_wordings(old in "[整改完成1-3]{0,12}", new in "[整改完成1-3]{0,12}") {
            let of = |wanted: Of| -> String {
                diff(&old, &new).into_iter().filter(|p| p.of == Of::Both || p.of == wanted).map(|p| p.text).collect()
            };
            proptest::prop_assert_eq!(of(Of::Old), old.clone());
            proptest::prop_assert_eq!(of(Of::New), new.clone());
        }
    }
}
