//! The reasons for which the reader takes a line as what it takes it.

/// Why a number, or a line without one, was taken as a heading or issue, or as text, or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// A heading: an answer follows before the next number.
    Answered,
    /// A heading: answered issues follow below it.
    Leads,
    /// A heading: its number goes on from the last of its kind.
    GoesOn,
    /// A heading: its number begins a level, and no answer is open.
    Begins,
    /// A heading: a table's columns say so.
    Table,
    /// A heading without a number: the file marks it as one.
    Marked,
    /// A heading without a number: a short line above a numbered issue or a section's paragraph.
    Short,
    /// A heading without a number: the label of a problem, or a line right above an answer's label.
    Problem,
    /// Text: the number counts a step of an answer.
    Step,
    /// Text: the number does not fit the order of the headings.
    OutOfOrder,
    /// Text: a circled figure counts steps.
    Circled,
    /// Left out: a page's number.
    PageNumber,
    /// Left out: it stands beside page numbers again and again.
    RunningHead,
    /// Left out: a drawn line.
    Rule,
    /// Left out: the head of a table, or its sum.
    TableHead,
    /// Left out: it only says that a table goes on.
    Continued,
    /// Left out: a list of contents.
    Contents,
}

impl Why {
    /// Whether it is the reason for a heading.
    pub(super) fn is_heading(self) -> bool {
        matches!(
            self,
            Self::Answered
                | Self::Leads
                | Self::GoesOn
                | Self::Begins
                | Self::Table
                | Self::Marked
                | Self::Short
                | Self::Problem
        )
    }
}
