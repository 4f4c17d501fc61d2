//! Words of `agenda`.

use crate::words::agenda::Agenda;

/// See [`Agenda`].
pub const AGENDA: Agenda = Agenda {};
