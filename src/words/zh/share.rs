//! Words of `share`.

use crate::words::share::Share;

/// See [`Share`].
pub const SHARE: Share = Share {};
