//! Words of `read`.

use crate::{
    intake::{Flaw, Format, Limit, limits},
    notice::{Basis, DeadlineKind, OutcomeTag},
    words::read::Read,
};

/// Numbers as one writes them in a sentence: 1, 3, 4.
fn numbers(all: &[usize]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// See [`Read`].
pub const READ: Read = Read {
    io: super::io,
    flaw: |flaw| {
        match flaw {
        Flaw::BrokenCharacters(count) => {
            format!("{count} characters could not be decoded and show as �; check them against the file")
        }
        Flaw::ScannedPages(pages) => {
            format!("page {}: a picture without text, not read", numbers(pages))
        }
        Flaw::Recognised => {
            "the text was recognised from pictures of pages and may be misread; check it against the original"
                .to_owned()
        }
        Flaw::CutOff => {
            "the file is cut off or damaged; what was read may be incomplete or wrong, check it against the original"
                .to_owned()
        }
        Flaw::WholePage => {
            "no article could be told from the rest of the web page; all of its text was read".to_owned()
        }
        Flaw::RowsLeftOut => {
            format!("a sheet is too long (at most {} rows); the rows behind were not read", limits::MAX_ROWS)
        }
        Flaw::ColumnsLeftOut => {
            format!(
                "a sheet is too wide (at most {} columns); other columns were not read",
                limits::MAX_COLUMNS
            )
        }
        Flaw::HiddenSheets(names) => {
            format!("sheets that the workbook hides were not read: {}", names.join(", "))
        }
        Flaw::UncountedFormulas(count) => format!(
            "{count} cells hold formulas without a stored result and are taken as empty; open and save the file in Excel or WPS"
        ),
        Flaw::Pictures(count) => format!("{count} pictures in the file; text in them was not read"),
    }
    },
    ambiguous_date: |raw| format!("the date “{raw}” can be read in more than one way and was left empty"),
    no_issues: "no list of answered issues was found: this may be no notice of rectification, or its structure was not understood",
    only_a_plan: "the document holds measures and arrangements but no result; it is taken as a plan and lists no issues",
    folder: "this is a folder; name a file in it, or use import for the whole folder",
    too_large: |megabytes| format!("larger than {megabytes} MB; not read: split it, or save the text alone"),
    empty: "the file holds no text",
    cannot_open: |system| format!("cannot be opened: {system}"),
    not_found: "no such file; check the path",
    not_allowed: "no permission to read this file",
    not_regular: "a pipe or a device, not a file; to read standard input, write - as the name",
    no_reader: |system| {
        format!("the process that reads files could not be started, so it was not read: {system}")
    },
    unread: |format| {
        match format {
            Format::Ofd => "OFD files are not read: save it as docx or txt in a reader of OFD",
            Format::Rtf => "this RTF file is not read: open it in Word or WPS and save it as docx",
            Format::Xls => "this old Excel file is not read: open it in Excel or WPS and save it as xlsx",
            Format::Doc => {
                "this old Word or WPS file is not read: open it in Word or WPS and save it as docx"
            }
            Format::Mht => "this MHT page is not read: open it in a browser and save it as html",
            Format::Package => {
                "neither docx nor xlsx: unpack it if it is an archive, save it as docx if it is a document"
            }
            Format::Compound => {
                "no Word, WPS or Excel file that can be read: open it in its own program and save it as docx"
            }
            Format::Docx | Format::Xlsx | Format::Pdf | Format::Html => {
                "files of this kind are not read: save it as docx"
            }
            Format::Odf => "OpenDocument is not read: save it as docx or xlsx in WPS or LibreOffice",
            Format::Binary | Format::Text | Format::Markdown => {
                "no document that can be read: recognise the text of a picture (OCR) and save it as docx; unpack an archive"
            }
        }
        .to_owned()
    },
    damaged: |format| format!("this {} file is damaged or cut off; get or save it again", format.name()),
    locked: |format| format!("this {} file has a password; take it off first", format.name()),
    scan: "a scan: pictures of pages without text; recognise the text (OCR) and save it as docx",
    unmappable: "the PDF does not tell which characters it shows; export it again or save it as docx",
    beyond: |limit| {
        match limit {
            Limit::Time => "reading took too long; the file may be damaged or too complex, and was not read",
            Limit::Memory => {
                "reading needs too much memory; the file may be damaged or too complex, and was not read"
            }
            Limit::Size => "too large inside; it was not read: split it, or save it as docx",
            Limit::Depth => "nested too deeply; it was not read: save it as docx",
        }
        .to_owned()
    },
    crashed: "reading broke off; the file may be damaged, and was not read",
    not_stated: "not stated",
    no_title: "(no title found)",
    organisation: "organisation: ",
    agency: "agency: ",
    inspection_body: "inspected by: ",
    round: "round: ",
    inspection_period: "inspected: ",
    feedback_date: "feedback: ",
    published: "published: ",
    disclosure_period: "on display: ",
    contact: "contact: ",
    claim: "claims: ",
    remark: "remark: ",
    issue_count: |count| format!("{count} issues"),
    outcome: "outcome: ",
    detail: "detail: ",
    deadline: "deadline: ",
    response: "response: ",
    tag: |tag| match tag {
        OutcomeTag::Completed => "completed",
        OutcomeTag::Phased => "phased",
        OutcomeTag::LongTerm => "long-term",
        OutcomeTag::InProgress => "in progress",
        OutcomeTag::NotStarted => "not started",
    },
    basis: |basis| match basis {
        Basis::Labelled => "(labelled)",
        Basis::Stated => "(stated)",
        Basis::Inherited => "(from the heading above)",
    },
    deadline_kind: |kind| match kind {
        DeadlineKind::Required => "required",
        DeadlineKind::Promised => "promised",
        DeadlineKind::Reported => "reported met",
    },
};
