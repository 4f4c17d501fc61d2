//! DOC: a compound file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    huitoukan_fuzz::read(&huitoukan_fuzz::with_head(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", data));
});
