//! RTF.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    huitoukan_fuzz::read(&huitoukan_fuzz::with_head(b"{\\rt", data));
});
