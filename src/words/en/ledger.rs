//! Words of `ledger`.

use crate::words::ledger::Ledger;

/// See [`Ledger`].
pub const LEDGER: Ledger = Ledger {};
