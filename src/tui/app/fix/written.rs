//! Outcomes and deadlines as users write them in a form.

use jiff::civil::Date;

use crate::{
    ledger::{fold::fold, followup::DueDay},
    notice::{DeadlineKind, OutcomeTag},
    query::{bounds::Of, filter::OutcomeChoice},
    report::history,
    tui::app::say,
    words::Words,
};

/// The outcomes that a text names: by the keys of their filters, by their words or short words, with
/// signs or blanks between. Nothing, or 未标明, is no outcome; `None` where a word is none of them.
pub fn outcomes_of(text: &str, words: &Words) -> Option<Vec<OutcomeTag>> {
    let mut tags: Vec<OutcomeTag> = Vec::new();
    let pieces = text.split(['、', '，', ',', ';', '；', '+', '/']).filter(|piece| !piece.trim().is_empty());
    for piece in pieces {
        // Names may hold blanks, and blanks may part names.
        let by_blanks = || {
            let all: Option<Vec<_>> = piece.split_whitespace().map(|word| outcomes_in(word, words)).collect();
            all.map(|all| all.concat())
        };
        let choices = outcomes_in(piece, words).or_else(by_blanks)?;
        tags.extend(choices.into_iter().filter_map(|choice| match choice {
            OutcomeChoice::Tag(tag) => Some(tag),
            OutcomeChoice::Unstated => None,
        }));
    }
    tags.sort_by_key(|tag| *tag as u8);
    tags.dedup();
    Some(tags)
}

fn outcomes_in(word: &str, words: &Words) -> Option<Vec<OutcomeChoice>> {
    let word = fold(word);
    let key = |one: char| {
        let place = one.to_digit(10).and_then(|digit| usize::try_from(digit).ok())?.checked_sub(1)?;
        say::OUTCOMES.get(place).copied()
    };
    if word.chars().all(|one| one.is_ascii_digit()) {
        return word.chars().map(key).collect();
    }
    let called = |choice: &OutcomeChoice| {
        let at = choice.index();
        [&words.ledger.outcomes, &words.tui.outcome.short]
            .into_iter()
            .any(|names| names.get(at).is_some_and(|name| fold(name) == word))
    };
    OutcomeChoice::ALL.into_iter().find(called).map(|choice| vec![choice])
}

/// What outcomes are understood as.
pub fn say_outcomes(words: &Words, tags: &[OutcomeTag]) -> String {
    (words.tui.fixing.understood)(&history::outcomes(words, tags))
}

/// The deadlines that a text names: days as [`Of::Deadline`] reads them, each with the word of its kind
/// before or behind it (a promise where there is none), with signs between.
///
/// # Errors
/// What is wrong, in the user's words.
pub fn deadlines_of(text: &str, today: Date, words: &Words) -> Result<Vec<DueDay>, String> {
    let pieces = text.split(['、', '，', ',', ';', '；']).map(str::trim).filter(|piece| !piece.is_empty());
    pieces.map(|piece| deadline_of(piece, today, words)).collect()
}

fn deadline_of(piece: &str, today: Date, words: &Words) -> Result<DueDay, String> {
    let kinds = [DeadlineKind::Required, DeadlineKind::Promised, DeadlineKind::Reported];
    let named = kinds.into_iter().find_map(|kind| {
        let name = say::deadline_kind(words, kind);
        let day = piece.strip_suffix(name).or_else(|| piece.strip_prefix(name))?;
        Some((day.trim(), kind))
    });
    let (day, kind) = named.unwrap_or((piece, DeadlineKind::Promised));
    let due = Of::Deadline.read(day, today).map_err(|why| why.explain(&words.ledger))?;
    Ok(DueDay { due, kind })
}

/// What deadlines are understood as.
pub fn say_deadlines(words: &Words, days: &[DueDay]) -> String {
    let all: Vec<String> = days.iter().map(|day| history::due_day(words, day)).collect();
    (words.tui.fixing.understood)(&all.join(words.follow.comma))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::words::{EN, ZH};

    #[rstest]
    #[case("已完成、长期坚持", Some(vec![OutcomeTag::Completed, OutcomeTag::LongTerm]))]
    #[case("2 1", Some(vec![OutcomeTag::Completed, OutcomeTag::LongTerm]))]
    #[case("１２", Some(vec![OutcomeTag::Completed, OutcomeTag::LongTerm]))]
    #[case("完成，完成", Some(vec![OutcomeTag::Completed]))]
    #[case("6", Some(vec![]))]
    #[case("未标明", Some(vec![]))]
    #[case("", Some(vec![]))]
    #[case("7", None)]
    #[case("好", None)]
    fn outcomes_are_written_in_words_or_keys(#[case] text: &str, #[case] want: Option<Vec<OutcomeTag>>) {
        assert_eq!(outcomes_of(text, &ZH), want);
    }

    #[test]
    fn what_is_said_of_outcomes_is_read_again() {
        for words in [&ZH, &EN] {
            for tags in [vec![], vec![OutcomeTag::Completed], OutcomeTag::ALL.to_vec()] {
                assert_eq!(outcomes_of(&history::outcomes(words, &tags), words), Some(tags));
            }
        }
    }

    #[test]
    fn deadlines_carry_their_kind() {
        let today = date(2026, 11, 23);
        let day = |day, kind| DueDay { due: day, kind };
        let want = vec![
            day(date(2026, 12, 31), DeadlineKind::Required),
            day(date(2026, 6, 30), DeadlineKind::Reported),
            day(date(2026, 11, 30), DeadlineKind::Promised),
        ];
        let got = deadlines_of("年底 要求、已报告2026年6月30日, 月底", today, &ZH);
        assert_eq!(got.as_ref(), Ok(&want));
        let said: Vec<String> = want.iter().map(|day| history::due_day(&ZH, day)).collect();
        assert_eq!(deadlines_of(&said.join("、"), today, &ZH), Ok(want));
        assert!(deadlines_of("2026-02-30 要求", today, &ZH).is_err());
        assert!(deadlines_of("1026-12-31", today, &ZH).is_err(), "a slip of the finger");
        let passed = vec![day(date(2026, 3, 31), DeadlineKind::Reported)];
        assert_eq!(deadlines_of("3-31 已报告", today, &ZH), Ok(passed), "as on the command line");
        assert_eq!(deadlines_of(" ", today, &ZH), Ok(vec![]));
    }
}
