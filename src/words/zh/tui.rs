//! Words of `tui`.

use crate::words::tui::Tui;

/// See [`Tui`].
pub const TUI: Tui = Tui {};
