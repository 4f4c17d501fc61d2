use crate::{query::lang::Key, words::query::Query};

pub const QUERY: Query = Query {
    unclosed: "a bracket is not closed; to look for the bracket itself, put it in quotation marks",
    unopened: "a bracket closes that was not opened; to look for the bracket itself, put it in quotation marks",
    unquoted: "a quotation mark is not closed",
    nothing: "something to look for is missing here",
    too_deep: |deepest| format!("brackets and NOT stand too deep; {deepest} at most"),
    no_key: |key| {
        format!(
            "there is no field {key}; there are agency, outcome, due, recheck, state, finding, doubt, responsible and others. To look for {key}: as text, put it in quotation marks"
        )
    },
    no_value: |key, choices| match choices {
        "" => format!("{key}: has no value; no blank behind the colon"),
        choices => format!("{key}: has no value; no blank behind the colon. It may be {choices}"),
    },
    no_such_value: |key, value, choices| format!("{key} cannot be {value}; it may be {choices}"),
    bad_pattern: |why| format!("the regular expression cannot be read: {why}"),
    at: |column, words, why| match words {
        "" => format!("sign {column}: {why}"),
        words => format!("sign {column}, {words}: {why}"),
    },
    key: |key| match key {
        Key::Agency => "the agency's name, or another name of it, holds the text",
        Key::Outcome => "outcome",
        Key::Deadline => "deadlines of the notice",
        Key::Recheck => "day of the recheck",
        Key::State => "state of the follow-up",
        Key::Finding => "finding of the check",
        Key::Who => "who checks it",
        Key::Reason => "reason of doubt",
        Key::Doubt => "questions that nobody put aside",
        Key::Duty => "who is responsible holds the text",
        Key::Title => "the problem statement holds the text",
        Key::Notice => "the notice's title holds the text",
        Key::Feedback => "day of the feedback",
        Key::Published => "day of publication",
        Key::Region => "region of the agency",
        Key::Round => "round of inspection",
        Key::Id => "id (its beginning is enough)",
        Key::Has => "corrected, conflict, printed_anew, doubtful, evidence, note",
    },
};
