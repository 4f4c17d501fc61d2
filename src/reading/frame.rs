//! Frames: what goes through the pipes between parent and child.
//!
//! A frame is two lengths (8 bytes each, the lowest first), a header (JSON) and a body (a file's bytes,
//! a text). Either side may be cut off at any byte.

use std::io::{self, Read, Write};

/// A frame that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// The header.
    pub(super) header: Vec<u8>,
    /// The body.
    pub(super) body: Vec<u8>,
}

/// Why there is no frame.
#[derive(Debug, thiserror::Error)]
pub(super) enum FrameFault {
    /// It says that it is larger than allowed. Nothing of it was read.
    #[error("a frame is too large")]
    TooLarge,
    /// It ends too early.
    #[error("the other process ended too early")]
    CutOff,
    /// The pipe cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a frame.
///
/// # Errors
/// Where the pipe cannot be written.
pub(super) fn write(to: &mut impl Write, header: &[u8], body: &[u8]) -> io::Result<()> {
    for part in [header, body] {
        let length = u64::try_from(part.len()).map_err(io::Error::other)?;
        to.write_all(&length.to_le_bytes())?;
    }
    to.write_all(header)?;
    to.write_all(body)?;
    to.flush()
}

/// Reads a frame of which header and body together are not larger than `limit`; `None` where the pipe
/// ends before it.
///
/// # Errors
/// A [`FrameFault`]; then nothing more can be read from this pipe.
pub(super) fn read(from: &mut impl Read, limit: u64) -> Result<Option<Frame>, FrameFault> {
    let Some(header) = length(from)? else { return Ok(None) };
    let body = length(from)?.ok_or(FrameFault::CutOff)?;
    if header.checked_add(body).is_none_or(|whole| whole > limit) {
        return Err(FrameFault::TooLarge);
    }
    Ok(Some(Frame { header: part(from, header)?, body: part(from, body)? }))
}

/// A length; `None` where the pipe ends before it.
fn length(from: &mut impl Read) -> Result<Option<u64>, FrameFault> {
    let mut bytes = Vec::with_capacity(8);
    from.take(8).read_to_end(&mut bytes)?;
    match <[u8; 8]>::try_from(bytes.as_slice()) {
        Ok(bytes) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(_) if bytes.is_empty() => Ok(None),
        Err(_) => Err(FrameFault::CutOff),
    }
}

fn part(from: &mut impl Read, length: u64) -> Result<Vec<u8>, FrameFault> {
    let wanted = usize::try_from(length).map_err(|_| FrameFault::TooLarge)?;
    let mut bytes = Vec::new();
    // Exactly: a vector that grows by doubling would take twice the file in address space.
    bytes.try_reserve_exact(wanted).map_err(io::Error::other)?;
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() == wanted { Ok(bytes) } else { Err(FrameFault::CutOff) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(header: &[u8], body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, header, body).unwrap();
        bytes
    }

    #[test]
    fn the_limit_is_for_header_and_body_together() {
        let bytes = written(b"abc", b"de");
        assert!(matches!(read(&mut bytes.as_slice(), 4), Err(FrameFault::TooLarge)));
        assert!(matches!(read(&mut bytes.as_slice(), 5), Ok(Some(_))));
        let lie = [[0xff; 8], [0xff; 8]].concat();
        assert!(matches!(read(&mut lie.as_slice(), u64::MAX), Err(FrameFault::TooLarge)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            frames in prop::collection::vec((any::<Vec<u8>>(), any::<Vec<u8>>()), 0..4)
        ) {
            let bytes: Vec<u8> = frames.iter().flat_map(|(header, body)| written(header, body)).collect();
            let mut from = bytes.as_slice();
            for (header, body) in frames {
                prop_assert_eq!(read(&mut from, 1 << 20).unwrap(), Some(Frame { header, body }));
            }
            prop_assert_eq!(read(&mut from, 1 << 20).unwrap(), None);
        }

        #[test]
        fn a_frame_cut_anywhere_is_told(header in any::<Vec<u8>>(), body in any::<Vec<u8>>(), cut in 1..16_usize) {
            let mut bytes = written(&header, &body);
            bytes.truncate(bytes.len() - cut);
            match read(&mut bytes.as_slice(), 1 << 20) {
                Ok(None) => prop_assert!(bytes.is_empty()),
                other => prop_assert!(matches!(other, Err(FrameFault::CutOff)), "{:?}", other),
            }
        }

        #[test]
        fn any_bytes_end_in_order(bytes in any::<Vec<u8>>(), limit in 0..1024_u64) {
            let mut from = bytes.as_slice();
            while let Ok(Some(frame)) = read(&mut from, limit) {
                prop_assert!((frame.header.len() + frame.body.len()) as u64 <= limit);
            }
        }
    }
}
