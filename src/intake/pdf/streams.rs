//! The drawings of pages as they stand in the file: whether they can be unpacked whole, and how large
//! they are. The interpreter takes what it can unpack and tells neither.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::{
    Filter,
    object::{Array, Stream, dict::keys::CONTENTS},
    page::Page,
};

use crate::intake::limits::MAX_PART;

/// What a page's drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawing {
    /// It unpacks whole, or is packed in a way that has no check of its own.
    Sound,
    /// It is cut off, or its sum is wrong: what is read of it may be wrong too.
    Damaged,
    /// It unpacks to more than [`MAX_PART`].
    Huge,
}

/// Unpacks the drawing of a page and forgets it.
pub(super) fn check(page: &Page<'_>) -> Drawing {
    let contents = page.raw();
    let one = contents.get::<Stream<'_>>(CONTENTS);
    let parts = contents.get::<Array<'_>>(CONTENTS);
    let several = parts.iter().flat_map(|parts| parts.iter::<Stream<'_>>());
    let mut drawing = Drawing::Sound;
    for stream in one.into_iter().chain(several) {
        match unpacked(&stream) {
            Drawing::Huge => return Drawing::Huge,
            Drawing::Damaged => drawing = Drawing::Damaged,
            Drawing::Sound => {}
        }
    }
    drawing
}

fn unpacked(stream: &Stream<'_>) -> Drawing {
    if stream.filters().as_slice() != [Filter::FlateDecode] {
        return Drawing::Sound;
    }
    let data = stream.raw_data();
    let mut rest = ZlibDecoder::new(&*data).take(MAX_PART + 1);
    match std::io::copy(&mut rest, &mut std::io::sink()) {
        Ok(length) if length > MAX_PART => Drawing::Huge,
        Ok(_) => Drawing::Sound,
        Err(_) => Drawing::Damaged,
    }
}
