//! A file of any format, read and parsed.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    huitoukan_fuzz::read_and_parse(data);
});
