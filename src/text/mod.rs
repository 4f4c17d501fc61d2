//! Text as a terminal shows it: width in cells, cutting, wrapping, finding.
//!
//! The only place of the program that knows cells and graphemes. Every function here works on
//! whole graphemes: no text is ever cut inside a character.

mod cut;
mod hit;
mod width;
mod wrap;

pub use cut::{Align, cut, fit, pad, skip_cells};
pub use hit::{Needle, fold, hits};
pub use width::{graphemes, width, width_of};
pub use wrap::{Lines, wrap};
