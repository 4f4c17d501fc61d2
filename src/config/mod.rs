//! Settings: theme so far.

pub mod theme;
