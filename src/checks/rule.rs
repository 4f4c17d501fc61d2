//! The rules by their names.

use serde::{Deserialize, Serialize};

/// A rule; the names are fixed by the form of doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleId {
    /// The notice counts N problems and lists another number.
    CountMismatch,
    /// The numbering skips or repeats.
    NumberGap,
    /// Parts do not make their total, difference or remainder.
    SumMismatch,
    /// A rate, change or rank does not follow from its figures.
    PercentMismatch,
    /// Marked completed; something is still open.
    DoneButOpen,
    /// Marked completed; the answer explains and promises only.
    NoResult,
    /// A step of rectification is older than the feedback.
    DateBeforeFeedback,
    /// A day has passed and is not reported as met.
    DeadlinePassed,
    /// An answer stands under another issue too.
    CopiedAnswer,
    /// Two statements cannot both hold.
    Contradiction,
    /// A body is named differently.
    ContradictionNames,
    /// The finding names something that the answer never touches.
    AnswerMissing,
    /// An earlier round found this already.
    RepeatFinding,
}

impl RuleId {
    /// All rules, in the order in which they are listed.
    pub const ALL: [Self; 13] = [
        Self::CountMismatch,
        Self::NumberGap,
        Self::SumMismatch,
        Self::PercentMismatch,
        Self::DoneButOpen,
        Self::NoResult,
        Self::DateBeforeFeedback,
        Self::DeadlinePassed,
        Self::CopiedAnswer,
        Self::Contradiction,
        Self::ContradictionNames,
        Self::AnswerMissing,
        Self::RepeatFinding,
    ];

    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::CountMismatch => "count_mismatch",
            Self::NumberGap => "number_gap",
            Self::SumMismatch => "sum_mismatch",
            Self::PercentMismatch => "percent_mismatch",
            Self::DoneButOpen => "done_but_open",
            Self::NoResult => "no_result",
            Self::DateBeforeFeedback => "date_before_feedback",
            Self::DeadlinePassed => "deadline_passed",
            Self::CopiedAnswer => "copied_answer",
            Self::Contradiction => "contradiction",
            Self::ContradictionNames => "contradiction_names",
            Self::AnswerMissing => "answer_missing",
            Self::RepeatFinding => "repeat_finding",
        }
    }

    /// The rule of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// Which rules ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    off: Vec<RuleId>,
}

impl Rules {
    /// All but these.
    pub fn without(off: impl IntoIterator<Item = RuleId>) -> Self {
        Self { off: off.into_iter().collect() }
    }

    /// These alone.
    pub fn only(on: &[RuleId]) -> Self {
        Self::without(RuleId::ALL.into_iter().filter(|rule| !on.contains(rule)))
    }

    /// Whether a rule asks.
    pub fn asks(&self, rule: RuleId) -> bool {
        !self.off.contains(&rule)
    }
}
