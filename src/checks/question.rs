//! What is asked, as data: the words of a language are made from it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    notice::{ClaimKind, DeadlineKind},
    parse::dates::{Part, When},
};

/// What a [`Doubt`](super::Doubt) asks, with its figures. A stored form: fields are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Question {
    /// The notice counts something of itself and lists another number of it.
    Count {
        /// What is counted.
        what: ClaimKind,
        /// How many it says.
        claimed: u64,
        /// The numbers that were found in it, each counted another way.
        listed: Vec<u64>,
        /// What each of them counts, in their order; empty where that goes without saying.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        counts: Vec<Listed>,
    },
    /// A number stands twice in one enumeration.
    Repeated {
        /// The number as printed.
        label: String,
    },
    /// An enumeration leaves a number out.
    Skipped {
        /// The number before, as printed.
        after: String,
        /// The number that follows, as printed.
        label: String,
    },
    /// Figures do not make the one printed.
    Figures {
        /// The computation with its result: `8.2 + 6.9 + 3.5 = 18.6`.
        computed: String,
        /// The figure as printed: `19.6`.
        printed: String,
    },
    /// Said to be done; something is still open.
    Open {
        /// The outcome as printed.
        outcome: String,
        /// The words that leave it open: 正在, 待…后.
        word: String,
    },
    /// Said to be done; the answer only explains and promises.
    NoResult {
        /// The outcome as printed.
        outcome: String,
    },
    /// A step is older than the feedback.
    Before {
        /// The last day that its date allows.
        day: Date,
        /// How much of it is printed.
        #[serde(default, skip_serializing_if = "Printed::is_day")]
        printed: Printed,
        /// The day of the feedback.
        feedback: Date,
    },
    /// A day has passed and nothing is reported.
    Passed {
        /// The last day.
        due: Date,
        /// How much of it is printed.
        #[serde(default, skip_serializing_if = "Printed::is_day")]
        printed: Printed,
        /// The notice's day.
        published: Date,
        /// Whether it was required or promised.
        kind: DeadlineKind,
    },
    /// An answer stands under another issue too.
    Copied {
        /// So many equal characters in a row, the longest run.
        run: usize,
        /// So many hundredths of the step or answer are found there.
        share: u8,
        /// Where the two differ.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        near: Option<Near>,
    },
    /// Nearly equal sentences give different figures.
    Differs {
        /// The figures, in the order of the quotes.
        figures: Vec<String>,
    },
    /// One thing has several names.
    Names {
        /// What is named.
        what: Named,
        /// The names, in the order of the text.
        names: Vec<String>,
    },
    /// The answer never touches a thing that was found wrong.
    Untouched {
        /// The thing, in the finding's words.
        thing: String,
    },
    /// An earlier round found this already.
    Again {
        /// The notice's own words.
        word: String,
    },
    /// An earlier notice of the same agency has a problem that reads alike.
    AgainLike {
        /// The day of the notice in which is asked, as far as it is known.
        here: Option<Date>,
        /// The day of the earlier notice, as far as it is known.
        there: Option<Date>,
        /// So many hundredths of the shorter problem's own words are found in the other.
        share: u8,
    },
}

impl Question {
    /// Every text of the notice that it says again.
    pub fn texts(&mut self, each: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Repeated { label } => each(label),
            Self::Skipped { after, label } => [after, label].into_iter().for_each(each),
            Self::Figures { computed, printed } => [computed, printed].into_iter().for_each(each),
            Self::Open { outcome, word } => [outcome, word].into_iter().for_each(each),
            Self::NoResult { outcome } => each(outcome),
            Self::Differs { figures } => figures.iter_mut().for_each(each),
            Self::Names { names, .. } => names.iter_mut().for_each(each),
            Self::Untouched { thing } => each(thing),
            Self::Again { word } => each(word),
            Self::Copied { near: Some(near), .. } => {
                [&mut near.one, &mut near.other].into_iter().for_each(each)
            }
            Self::Count { .. }
            | Self::Before { .. }
            | Self::Passed { .. }
            | Self::Copied { .. }
            | Self::AgainLike { .. } => {}
        }
    }
}

/// Two wordings that are nearly the same; what both have is left out where it is long, so that what differs is
/// read side by side. A stored form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// The words at the first place, as printed.
    pub one: String,
    /// Those at the second, or in the other notice.
    pub other: String,
}

/// How much of a day is printed: a question shows no day that the text does not have. A stored form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// The day, or days from which it was counted.
    #[default]
    Day,
    /// A third of a month: 上旬, 中旬.
    Third,
    /// The month, or a season that ends with it.
    Month,
    /// The year, or its end.
    Year,
}

impl Printed {
    /// Of a date; `words` are those that print it.
    pub(crate) fn of(when: When, words: &str) -> Self {
        match when.part {
            Part::Day(..) => Self::Day,
            Part::Month(_, Some(_)) => Self::Third,
            Part::Until(12) if !words.contains(['月', '季']) => Self::Year,
            Part::Month(..) | Part::Until(_) | Part::Half(_) => Self::Month,
            Part::Whole => Self::Year,
        }
    }

    fn is_day(&self) -> bool {
        *self == Self::Day
    }
}

/// What a number of the outline counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// Issues, those with issues below them left out.
    Issues,
    /// Issues, those below others left out.
    Tops,
    /// Headings above issues.
    Headings,
}

/// What is named in several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// The group that inspected.
    Group,
    /// The body that reports, or another body.
    Body,
    /// A project.
    Project,
    /// An amount.
    Amount,
}
