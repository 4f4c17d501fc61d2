//! What a file is, told by its first bytes; every reader may be reached.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    huitoukan_fuzz::read(data);
});
