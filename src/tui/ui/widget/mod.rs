//! Pieces that know nothing of notices.

pub mod field;
pub mod popup;
pub mod text;
