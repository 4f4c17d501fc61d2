//! Words of `export`.

use crate::words::export::Export;

/// See [`Export`].
pub const EXPORT: Export = Export {};
