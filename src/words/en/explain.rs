//! Words of `explain`.

use crate::{
    parse::{Taken, Why},
    words::explain::Explain,
};

/// See [`Explain`].
pub const EXPLAIN: Explain = Explain {
    taken: |taken| match taken {
        Taken::Furniture => "furniture",
        Taken::Title => "title",
        Taken::Opening => "opening",
        Taken::Section => "section",
        Taken::Group => "group",
        Taken::Issue => "issue",
        Taken::Detail => "detail",
        Taken::Response => "answer",
        Taken::Measure => "step",
        Taken::Outcome => "outcome",
        Taken::Responsible => "responsible",
        Taken::Deadline => "deadline",
        Taken::Text => "text",
        Taken::Other => "no field",
        Taken::Closing => "closing",
    },
    why: |why| match why {
        Why::Answered => "an answer follows before the next number",
        Why::Leads => "answered issues follow below the number",
        Why::GoesOn => "the number goes on from the last of its kind",
        Why::Begins => "the number begins a level, and no answer is open",
        Why::Table => "the table's head says what the row is",
        Why::Marked => "no number; the file marks it as a heading",
        Why::Short => "no number; a short line above a numbered issue or a section's text",
        Why::Problem => "no number; a problem's label, or right above an answer's label",
        Why::Step => "no heading: the number counts a step of an answer",
        Why::OutOfOrder => "no heading: the number does not fit those around it",
        Why::Circled => "no heading: circled figures count steps",
        Why::PageNumber => "left out: a page's number",
        Why::RunningHead => "left out: it stands beside page numbers again and again",
        Why::Rule => "left out: a drawn line",
        Why::TableHead => "left out: the head of a table, or its sum",
        Why::Continued => "left out: it says that a table goes on",
        Why::Contents => "left out: a list of contents",
    },
    label: |word| format!("label “{word}”"),
    goes_on: "goes on",
    lexicon_head: "The words by which notices are read. Words of your own stand in a file of the same form; lists only grow.",
    lexicon_own: |path| format!("your own words are from {path}"),
    lexicon_no_own: |path| format!("no words of your own; to add some, make the file {path}"),
    lexicon_added: "your own",
    lexicon_list: |section, list| {
        Some(match (section, list) {
            ("labels", "response") => "labels: the answer",
            ("labels", "outcome") => {
                "labels: the result (the same word may bring the answer; its value tells)"
            }
            ("labels", "detail") => "labels: the problem's elaboration",
            ("labels", "problem") => "labels: the problem",
            ("labels", "responsible") => "labels: who is responsible",
            ("labels", "deadline") => "labels: by when",
            ("labels", "other") => "labels: neither problem nor answer",
            ("labels", "plan") => "labels: what a plan has alone",
            ("outcomes", "completed") => "outcomes: completed",
            ("outcomes", "phased") => "outcomes: a phase is done",
            ("outcomes", "long_term") => "outcomes: kept up",
            ("outcomes", "in_progress") => "outcomes: in progress",
            ("outcomes", "not_started") => "outcomes: not started",
            ("outcomes", "fillers") => "words around an outcome that change nothing",
            ("outcomes", "subjects") => "words that make a sentence one about the issue itself",
            ("outcomes", "inheritable") => {
                "words behind an outcome in a title that make it speak of what stands below"
            }
            ("headings", "arrangement") => "headings of sections that arrange and hold no issues",
            ("headings", "next_steps") => "headings of sections that promise and hold no issues",
            ("headings", "ahead") => "headings about the time to come, whose figures are no claims",
            ("headings", "results") => "headings of sections that answer findings",
            ("headings", "lacking") => "words in which a heading names something wrong",
            ("names", "organisation") => "ends of names of Party organisations",
            ("names", "committee") => "Party committees of a place, whose name is the agency's too",
            ("names", "document") => "kinds of documents that end a title",
            ("names", "plan") => "kinds of documents that only plan",
            ("names", "address") => "words before an address",
            ("names", "page_date") => "words before the date of a page",
            ("names", "disclosure") => "words before the period of disclosure",
            ("names", "closing") => "words with which a notice ends, and of a page's foot",
            ("claims", "aspects") => "claims: aspects",
            ("claims", "categories") => "claims: categories",
            ("claims", "problems") => "claims: problems",
            ("claims", "tasks") => "claims: tasks",
            ("claims", "measures") => "claims: measures",
            ("claims", "rules") => "claims: rules",
            ("claims", "between") => "words that may stand between a figure and its thing",
            ("claims", "foreign") => {
                "words that make a figure one of a part, another round or another matter"
            }
            ("deadlines", "required") => "deadlines: required",
            ("deadlines", "promised") => "deadlines: promised",
            ("deadlines", "reported") => "deadlines: reported as met",
            ("deadlines", "routine") => "deadlines: recurring, so none",
            ("deadlines", "none") => "values of a time limit that are no date",
            ("deadlines", "occasions") => "deadlines: seasons and occasions, which have no day",
            _ => return None,
        })
    },
};
