use crate::words::query::Query;

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
    keys: [
        "the agency's name, or another name of it, holds the text",
        "outcome",
        "deadlines of the notice",
        "day of the recheck",
        "state of the follow-up",
        "finding of the check",
        "questions that nobody put aside",
        "who is responsible holds the text",
        "the problem statement holds the text",
        "who checks it",
        "reason of doubt",
        "the notice's title holds the text",
        "day of the feedback",
        "day of publication",
        "region of the agency",
        "round of inspection",
        "id (its beginning is enough)",
        "corrected, conflict, printed_anew, doubtful, evidence, note",
    ],
};
