//! What the user asks: which issues ([`filter`]), by when ([`due`]), under what name ([`find`]),
//! and where in a text the words stand that were searched ([`highlight`]). All of it is pure.

pub mod due;
pub mod filter;
pub mod find;
pub mod highlight;
mod tally;

pub use tally::{Counts, Tally, counts};
