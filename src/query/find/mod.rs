//! The finder: which titles and names hold what is typed, as it is written or by pinyin.
//!
//! A [`Needle`] is what was typed, made ready; an [`Index`] holds sixteen bytes of each text, by which most
//! texts that cannot be hits are passed over unread; [`search`] gives all hits as a set and the best of them
//! ranked. The texts stay with whoever has them.
//!
//! Texts and needle are folded (`fold.rs`): capitals, width, traditional forms, white space and quotation marks
//! aside. A word of the needle is found in a text
//! 1. where its characters stand side by side,
//! 2. where characters side by side are read so (`pinyin.rs`): initials, whole syllables, both mixed, and
//!    characters themselves between them; the last syllable may still be unfinished,
//! 3. where its characters stand in their order with others between them.
//!
//! In this order hits are ranked; then by where in the text they begin, then shorter texts first, then in the
//! order given. What is scattered is weighed by `fuzzy-matcher`. All words must be found, in any order.

mod bits;
mod fold;
mod needle;
mod pinyin;
mod rank;
mod scan;
mod titles;

#[cfg(test)]
mod tests;

pub use bits::Bits;
pub use needle::{Needle, Way};
pub use scan::{Found, Hit, Index, search};
pub use titles::{Target, Titles};
