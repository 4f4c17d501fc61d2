//! The names of outcomes, states and findings for programs: in JSON, on the command line, in queries and beside a
//! workbook's cells. Never change one: scripts and files that were handed on know them.

use crate::ledger::fold::fold;

/// The names of [`OutcomeChoice::ALL`](super::filter::OutcomeChoice::ALL), those of the tags first.
pub const OUTCOMES: [&str; 6] =
    ["completed", "phased", "long_term", "in_progress", "not_started", "unstated"];

/// The names of [`State::ALL`](crate::ledger::followup::State::ALL).
pub const STATES: [&str; 5] = ["unread", "query", "revisit", "verified", "archived"];

/// The names of [`Finding::ALL`](crate::ledger::followup::Finding::ALL).
pub const FINDINGS: [&str; 3] = ["true", "partly", "false"];

/// Where a typed value stands in a list of names for programs, of Chinese or of English names; `-` for `_`, width and
/// capitals aside.
pub fn place(value: &str, codes: &[&str], chinese: &[&str], english: &[&str]) -> Option<usize> {
    let wanted = fold(value);
    let code = wanted.replace('-', "_");
    let is = |name: &&str| fold(name) == wanted;
    codes
        .iter()
        .position(|name| *name == code)
        .or_else(|| chinese.iter().position(is))
        .or_else(|| english.iter().position(is))
}
