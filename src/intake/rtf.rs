//! RTF.

use super::{Fault, Format, Reading};

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(_bytes: &[u8]) -> Result<Reading, Fault> {
    Err(Fault::Unread(Format::Rtf))
}
