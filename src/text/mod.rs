//! Text as a terminal shows it: width in cells, cutting, wrapping; and cleaning of what files hold.
//!
//! The only place of the program that knows cells and graphemes. Every function here works on
//! whole graphemes: no text is ever cut inside a character.

pub mod clean;
mod cut;
pub mod diff;
pub mod variants;
mod width;
mod wrap;

pub use cut::{Align, cut, fit, pad, skip_cells};
pub use width::{graphemes, width, width_of};
pub use wrap::{Lines, wrap};
