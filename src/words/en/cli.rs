//! Words of `cli`.

use crate::words::cli::Cli;

/// See [`Cli`].
pub const CLI: Cli = Cli {};
