//! XLSX: sheet, strings, styles, another sheet and a drawing, parted by a separator.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    huitoukan_fuzz::read(&huitoukan_fuzz::xlsx(data));
});
