//! What the user asks: which issues ([`filter`]), by when ([`due`], [`bounds`]), under what name ([`find`]),
//! and where in a text the words stand that were searched ([`highlight`]); what falls due ([`agenda`],
//! [`limits`]), which agencies belong together ([`agencies`], [`place`]), and what is drawn at random
//! ([`sample`]). All of it is pure.

pub mod agencies;
pub mod agenda;
pub mod bounds;
pub mod codes;
pub mod doubts;
pub mod due;
pub mod filter;
pub mod find;
pub mod highlight;
pub mod lang;
pub mod limits;
pub mod place;
pub mod sample;
mod sieve;
mod tally;

pub use tally::{Counts, Tally, counts, shown};
