//! What may follow while a query is typed.

use std::ops::Range;

use super::{
    key::Key,
    read::{is_gap, plain},
};

/// What may stand in place of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The place in the query that it takes, in bytes.
    pub at: Range<usize>,
    /// What may stand there.
    pub choices: Vec<Choice>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is put in.
    pub text: String,
    /// The field that it is of.
    pub key: Key,
}

/// What may stand at `at`, a place in bytes: names of fields, their values; `names` are those of agencies. Nothing
/// where a text is typed, which may be anything, but the names of fields that begin so.
pub fn complete(text: &str, at: usize, names: &[&str]) -> Completion {
    let before = text.get(..at).unwrap_or(text);
    let stops = |sign: char| is_gap(sign) || matches!(plain(sign), '(' | ')' | '"');
    let start = before.char_indices().rev().find(|(_, sign)| stops(*sign));
    let start = start.map_or(0, |(at, sign)| at + sign.len_utf8());
    let word = before.get(start..).unwrap_or_default();
    let word_start =
        start + word.chars().take_while(|sign| plain(*sign) == '-').map(char::len_utf8).sum::<usize>();
    let word = before.get(word_start..).unwrap_or_default();
    let colon = word.char_indices().find(|(_, sign)| plain(*sign) == ':');
    let Some((colon, sign)) = colon else {
        let named = |key: &Key| key.names().iter().any(|name| name.starts_with(&word.to_lowercase()));
        let choices = Key::ALL.into_iter().filter(|key| !word.is_empty() && named(key));
        let choices = choices.map(|key| Choice { text: format!("{}:", key.chinese()), key });
        return Completion { at: word_start..before.len(), choices: choices.collect() };
    };
    let Some(key) = word.get(..colon).and_then(Key::named) else {
        return Completion { at: before.len()..before.len(), choices: Vec::new() };
    };
    let values = word_start + colon + sign.len_utf8();
    // Of several values the last is being typed.
    let comma =
        before.get(values..).unwrap_or_default().char_indices().rev().find(|(_, sign)| plain(*sign) == ',');
    let from = comma.map_or(values, |(at, sign)| values + at + sign.len_utf8());
    let typed = crate::ledger::fold::fold(before.get(from..).unwrap_or_default());
    let all = if key == Key::Agency { names.to_vec() } else { key.choices() };
    let fits = |choice: &&str| crate::ledger::fold::fold(choice).contains(&typed);
    let choices = all.into_iter().filter(fits).map(|choice| Choice { text: choice.to_owned(), key });
    Completion { at: from..before.len(), choices: choices.collect() }
}
