//! Which days may be written of what: one place for the command line, for the forms of the screen and for a
//! workbook that comes back.
//!
//! A day is first read as users write it ([`due`]), then held against bounds that catch slips of the finger
//! (`2206` for `2026`), then, where the notice is known, against its other days.

use jiff::civil::{Date, date};

use crate::{
    ledger::{followup::case::NoticeCorrection, types::NoticeRow},
    words,
};

use super::due::{self, DateError};

/// Before this nothing was seen that is inspected today: the republic was founded on that day.
const EARLIEST_SEEN: Date = date(1949, 10, 1);
/// Before this there was no such inspection (巡察) of which a notice could tell, and no check of one fell
/// due; the cells of a workbook begin with it too.
const EARLIEST: Date = date(2000, 1, 1);

/// What a day is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The inspector's own day (复查期限): the next such day, where no year is written.
    Due,
    /// The day on which something was seen (核查日期).
    Seen,
    /// The day on which a step of a case was taken.
    Step,
    /// A day of a notice: its feedback, its publication.
    Notice,
    /// A deadline as a notice has it (时限).
    Deadline,
}

/// Why a day is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayFault {
    /// It is no day.
    Unread(DateError),
    /// It lies too long ago to be meant.
    LongAgo(Date),
    /// It has not come yet, and what it is of has happened.
    Ahead(Date),
    /// A step cannot be taken before the feedback. The day, the feedback.
    BeforeFeedback(Date, Date),
    /// A notice cannot tell of a feedback to come. The feedback, the publication.
    FeedbackAfterPublication(Date, Date),
}

impl DayFault {
    /// What to tell the user.
    pub fn explain(&self, words: &words::ledger::Ledger) -> String {
        match self {
            Self::Unread(error) => error.explain(words),
            Self::LongAgo(day) => (words.day_long_ago)(*day),
            Self::Ahead(day) => (words.day_ahead)(*day),
            Self::BeforeFeedback(day, feedback) => (words.day_before_feedback)(*day, *feedback),
            Self::FeedbackAfterPublication(feedback, published) => {
                (words.feedback_after_publication)(*feedback, *published)
            }
        }
    }
}

impl Of {
    /// The day that `text` names, whatever its bounds.
    ///
    /// # Errors
    /// [`DateError`] where the text names none.
    pub fn understood(self, text: &str, today: Date) -> Result<Date, DateError> {
        match self {
            Self::Due => due::day(text, today),
            Self::Seen | Self::Step | Self::Notice | Self::Deadline => due::day_of_this_year(text, today),
        }
    }

    /// The day that `text` names, within its bounds.
    ///
    /// # Errors
    /// [`DayFault`].
    pub fn read(self, text: &str, today: Date) -> Result<Date, DayFault> {
        let day = self.understood(text, today).map_err(DayFault::Unread)?;
        self.check(day, today)
    }

    /// The day, where it lies within its bounds.
    ///
    /// # Errors
    /// [`DayFault`].
    pub fn check(self, day: Date, today: Date) -> Result<Date, DayFault> {
        let (earliest, has_happened) = match self {
            Self::Due | Self::Deadline => (EARLIEST, false),
            Self::Step | Self::Notice => (EARLIEST, true),
            Self::Seen => (EARLIEST_SEEN, true),
        };
        match day {
            day if day < earliest => Err(DayFault::LongAgo(day)),
            day if has_happened && day > today => Err(DayFault::Ahead(day)),
            day => Ok(day),
        }
    }
}

/// Whether a step of the case of `notice` can have been taken on that day.
///
/// # Errors
/// [`DayFault::BeforeFeedback`].
pub fn step_in_order(notice: &NoticeRow, day: Date) -> Result<(), DayFault> {
    match notice.feedback.filter(|feedback| day < *feedback) {
        Some(feedback) => Err(DayFault::BeforeFeedback(day, feedback)),
        None => Ok(()),
    }
}

/// Whether the days of `notice` are in order when it is put right so: what is published tells of the
/// feedback, which cannot come after it.
///
/// # Errors
/// [`DayFault::FeedbackAfterPublication`].
pub fn notice_in_order(notice: &NoticeRow, to: &NoticeCorrection) -> Result<(), DayFault> {
    let (feedback, published) = match to {
        NoticeCorrection::Feedback(Some(day)) => (Some(*day), notice.published),
        NoticeCorrection::Published(Some(day)) => (notice.feedback, Some(*day)),
        _ => return Ok(()),
    };
    match feedback.zip(published).filter(|(feedback, published)| feedback > published) {
        Some((feedback, published)) => Err(DayFault::FeedbackAfterPublication(feedback, published)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[rstest]
    #[case::coming(Of::Due, "11-20", Ok(date(2027, 11, 20)))]
    #[case::far(Of::Due, "2099-01-01", Ok(date(2099, 1, 1)))]
    #[case::slip(Of::Due, "1926-12-31", Err(DayFault::LongAgo(date(1926, 12, 31))))]
    #[case::this_year(Of::Seen, "11-20", Ok(date(2026, 11, 20)))]
    #[case::old(Of::Seen, "1999-01-01", Ok(date(1999, 1, 1)))]
    #[case::too_old(Of::Seen, "1949-09-30", Err(DayFault::LongAgo(date(1949, 9, 30))))]
    #[case::tomorrow(Of::Seen, "明天", Err(DayFault::Ahead(date(2026, 11, 24))))]
    #[case::today(Of::Step, "今天", Ok(TODAY))]
    #[case::step_to_come(Of::Step, "12-01", Err(DayFault::Ahead(date(2026, 12, 1))))]
    #[case::step_long_ago(Of::Step, "1999-12-31", Err(DayFault::LongAgo(date(1999, 12, 31))))]
    #[case::published(Of::Notice, "9-20", Ok(date(2026, 9, 20)))]
    #[case::to_be_published(Of::Notice, "年底", Err(DayFault::Ahead(date(2026, 12, 31))))]
    #[case::year_of_four_signs(Of::Notice, "0026-03-12", Err(DayFault::LongAgo(date(26, 3, 12))))]
    #[case::deadline_passed(Of::Deadline, "6月30日", Ok(date(2026, 6, 30)))]
    #[case::deadline_ahead(Of::Deadline, "2027-06-30", Ok(date(2027, 6, 30)))]
    #[case::deadline_long_ago(Of::Deadline, "1026-06-30", Err(DayFault::LongAgo(date(1026, 6, 30))))]
    fn days_are_read_and_bounded(#[case] of: Of, #[case] text: &str, #[case] want: Result<Date, DayFault>) {
        assert_eq!(of.read(text, TODAY), want);
    }

    #[test]
    fn what_is_no_day_says_what_could_be_written() {
        let fault = Of::Seen.read("2026-02-30", TODAY).unwrap_err();
        assert!(fault.explain(&words::ZH.ledger).contains("日历上没有这一天"));
    }
}
