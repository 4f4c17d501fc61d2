//! The names under which outcomes, states and findings are typed and printed.

use crate::{
    ledger::{
        fold::fold,
        followup::{Finding, Review, State},
        types::OutcomeSet,
    },
    notice::{Basis, DeadlineKind, OutcomeTag},
    query::{
        codes::{FINDINGS, OUTCOMES, STATES},
        filter::{OutcomeChoice, OutcomeChoices},
    },
    words::{Words, ZH},
};

use super::exit::Failure;

/// The outcomes that the values of an option name, parted by commas.
pub fn outcomes(option: &str, values: &[&String], words: &Words) -> Result<OutcomeChoices, Failure> {
    many(values)
        .map(|name| {
            let at = place(option, name, &OUTCOMES, &ZH.ledger.outcomes, words)?;
            Ok(OutcomeChoice::ALL.get(at).copied())
        })
        .filter_map(Result::transpose)
        .collect()
}

/// The states that the values of an option name, parted by commas.
pub fn states(option: &str, values: &[&String], words: &Words) -> Result<Vec<State>, Failure> {
    many(values).map(|name| state(option, name, words)).collect()
}

/// The state that a value names.
pub fn state(option: &str, name: &str, words: &Words) -> Result<State, Failure> {
    let at = place(option, name, &STATES, &ZH.ledger.states, words)?;
    Ok(State::ALL.get(at).copied().unwrap_or_default())
}

/// The finding that a value names.
pub fn finding(option: &str, name: &str, words: &Words) -> Result<Finding, Failure> {
    let at = place(option, name, &FINDINGS, &ZH.ledger.findings, words)?;
    Ok(Finding::ALL.get(at).copied().unwrap_or(Finding::Partly))
}

/// The kind of deadline that a value names.
pub fn kind(option: &str, name: &str, words: &Words) -> Result<DeadlineKind, Failure> {
    const KINDS: [DeadlineKind; 3] = [DeadlineKind::Required, DeadlineKind::Promised, DeadlineKind::Reported];
    let at = place(option, name, &KINDS.map(kind_code), &ZH.ledger.deadline_kinds, words)?;
    Ok(KINDS.get(at).copied().unwrap_or(DeadlineKind::Required))
}

/// The outcome's tags that the values of an option name; none for `none`, 无 or 未标明.
pub fn tags(option: &str, values: &[&String], words: &Words) -> Result<Vec<OutcomeTag>, Failure> {
    if let [value] = values
        && says_none(value)
    {
        return Ok(Vec::new());
    }
    let choices = outcomes(option, values, words)?;
    let tags: Vec<OutcomeTag> = choices
        .iter()
        .filter_map(|choice| match choice {
            OutcomeChoice::Tag(tag) => Some(tag),
            OutcomeChoice::Unstated => None,
        })
        .collect();
    if choices.is_empty() {
        return Err(Failure::Usage((words.check.empty)(option)));
    }
    if choices.has(OutcomeChoice::Unstated) && !tags.is_empty() {
        let unstated = OUTCOMES.last().copied().unwrap_or_default();
        let other = tags.first().copied().map(tag_code).unwrap_or_default();
        return Err(Failure::Usage((words.cli.usage.marks_disagree)(unstated, other)));
    }
    Ok(tags)
}

/// Whether a value says that there is to be nothing.
pub fn says_none(value: &str) -> bool {
    matches!(fold(value).as_str(), "none" | "无")
}

fn many<'a>(values: &'a [&String]) -> impl Iterator<Item = &'a str> {
    values
        .iter()
        .flat_map(|value| value.split([',', '，', '、']))
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// What a value names in a table of names for programs, Chinese names and what they mean.
pub fn chosen<T: Copy>(
    option: &str,
    name: &str,
    table: &[(&str, &str, T)],
    words: &Words,
) -> Result<T, Failure> {
    let found = table.iter().find(|(code, chinese, _)| [*code, *chinese].contains(&name.trim()));
    found.map(|(.., meant)| *meant).ok_or_else(|| {
        let accepted: Vec<String> =
            table.iter().map(|(code, chinese, _)| format!("{code} {chinese}")).collect();
        Failure::Usage((words.cli.usage.bad_choice)(option, name, &accepted.join(", ")))
    })
}

/// Where a name stands among the names for programs or the Chinese ones.
fn place(
    option: &str,
    name: &str,
    codes: &[&str],
    chinese: &[&str],
    words: &Words,
) -> Result<usize, Failure> {
    let wanted = fold(name).replace('-', "_");
    let found = codes.iter().zip(chinese).position(|(code, word)| *code == wanted || *word == wanted);
    found.ok_or_else(|| {
        let accepted: Vec<String> =
            codes.iter().zip(chinese).map(|(code, word)| format!("{code} {word}")).collect();
        Failure::Usage((words.cli.usage.bad_choice)(option, name, &accepted.join(", ")))
    })
}

/// The name of a tag for programs.
pub fn tag_code(tag: OutcomeTag) -> &'static str {
    OUTCOMES.get(tag as usize).copied().unwrap_or_default()
}

/// The name of an outcome that can be asked for, for programs.
pub fn choice_code(choice: OutcomeChoice) -> &'static str {
    OUTCOMES.get(choice.index()).copied().unwrap_or_default()
}

/// The outcomes of an issue in words; 未标明 where there are none.
pub fn outcome(outcome: OutcomeSet, words: &Words) -> String {
    let names: Vec<&str> = OutcomeChoices::of(outcome)
        .iter()
        .filter_map(|choice| words.ledger.outcomes.get(choice.index()).copied())
        .collect();
    names.join(words_comma(words))
}

fn words_comma(words: &Words) -> &'static str {
    if std::ptr::eq(words, &ZH) { "、" } else { ", " }
}

/// The name of a state for programs.
pub fn state_code(state: State) -> &'static str {
    STATES.get(state as usize).copied().unwrap_or_default()
}

/// A state in words.
pub fn state_word(state: State, words: &Words) -> &'static str {
    words.ledger.states.get(state as usize).copied().unwrap_or_default()
}

/// The name of a finding for programs.
pub fn finding_code(finding: Finding) -> &'static str {
    FINDINGS.get(finding as usize).copied().unwrap_or_default()
}

/// A finding in words.
pub fn finding_word(finding: Finding, words: &Words) -> &'static str {
    words.ledger.findings.get(finding as usize).copied().unwrap_or_default()
}

/// State and finding in words.
pub fn review(review: &Review, words: &Words) -> String {
    let state = state_word(review.state, words);
    match review.finding {
        Some(finding) => format!("{state} {}", finding_word(finding, words)),
        None => state.to_owned(),
    }
}

/// The name of a kind of deadline for programs.
pub fn kind_code(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Required => "required",
        DeadlineKind::Promised => "promised",
        DeadlineKind::Reported => "reported",
    }
}

/// A kind of deadline in words.
pub fn kind_word(kind: DeadlineKind, words: &Words) -> &'static str {
    words.ledger.deadline_kinds.get(kind as usize).copied().unwrap_or_default()
}

/// The name of a basis for programs.
pub fn basis_code(basis: Basis) -> &'static str {
    match basis {
        Basis::Labelled => "labelled",
        Basis::Stated => "stated",
        Basis::Inherited => "inherited",
    }
}

/// A basis in words.
pub fn basis_word(basis: Basis, words: &Words) -> &'static str {
    words.ledger.bases.get(basis as usize).copied().unwrap_or_default()
}
