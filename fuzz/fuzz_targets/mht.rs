//! A web page saved as a mail message.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n";
    huitoukan_fuzz::read(&huitoukan_fuzz::with_head(head, data));
});
