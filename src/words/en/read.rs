//! Words of `read`.

use crate::words::read::Read;

/// See [`Read`].
pub const READ: Read = Read {};
