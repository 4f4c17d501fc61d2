//! XLS: a compound file, or the stream of its workbook.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    huitoukan_fuzz::read(&huitoukan_fuzz::xls(data));
});
