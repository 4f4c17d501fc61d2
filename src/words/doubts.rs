//! The form of the words of doubts (疑点); see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use crate::checks::{Question, RuleId};

/// Words of doubts.
pub struct Doubts {
    /// A rule's name for people.
    pub rule: fn(RuleId) -> &'static str,
    /// What a rule asks, from what, and when it keeps silent.
    pub about: fn(RuleId) -> &'static str,
    /// The question, with the computation.
    pub ask: fn(&Question) -> String,
    pub opening: &'static str,
    pub closing: &'static str,
    pub none: &'static str,
    pub off: &'static str,
    pub unknown_rule: fn(name: &str, known: &str) -> String,
    /// How many doubts, in how many notices.
    pub counted: fn(doubts: usize, notices: usize) -> String,
}
