//! Words of `read`.

use crate::{
    intake::Format,
    notice::{Basis, DeadlineKind, OutcomeTag},
    words::read::Read,
};

/// See [`Read`].
pub const READ: Read = Read {
    broken_characters: |count| {
        format!("{count} characters could not be decoded and show as �; check them against the file")
    },
    ambiguous_date: |raw| format!("the date “{raw}” can be read in more than one way and was left empty"),
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
