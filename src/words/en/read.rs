//! Words of `read`.

use crate::{intake::Format, words::read::Read};

/// See [`Read`].
pub const READ: Read = Read {
    broken_characters: |count| {
        format!("{count} characters could not be decoded and show as �; check them against the file")
    },
    no_issues: "no list of answered issues was found: this may be no notice of rectification, or its structure was not understood",
    only_a_plan: "the document holds measures and arrangements but no result; it is taken as a plan and lists no issues",
    folder: "this is a folder; name a file in it, or use import for the whole folder",
    too_large: |megabytes| format!("larger than {megabytes} MB; not read"),
    empty: "the file holds no text",
    cannot_open: |system| format!("cannot be opened: {system}"),
    not_found: "no such file; check the path",
    not_allowed: "no permission to read this file",
    unread: |format| {
        match format {
            Format::Html => {
                "saved web pages cannot be read yet: open it in a browser, copy the text and save it as txt"
            }
            Format::Package => "Word, Excel and OFD files cannot be read yet: save it as txt (UTF-8)",
            Format::Compound => "old Word, Excel and WPS files cannot be read yet: save it as txt (UTF-8)",
            Format::Pdf => "PDF files cannot be read yet: copy the text and save it as txt",
            Format::Rtf => "RTF files cannot be read yet: save it as txt (UTF-8)",
            Format::Binary | Format::Text => "not a text file",
        }
        .to_owned()
    },
};
