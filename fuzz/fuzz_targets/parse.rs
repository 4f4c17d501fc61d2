//! The reader of notices on text, without the readers of files.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    huitoukan_fuzz::read_and_parse(&huitoukan_fuzz::with_head(b"\n", text.as_bytes()));
});
