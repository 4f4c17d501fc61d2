//! The form of the words of doubts (疑点); see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

use crate::checks::{Question, RuleId};

/// The agency of another notice and its day; `None` for the notice itself.
pub type OfNotice<'n> = Option<(&'n str, Option<Date>)>;

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
    /// How many doubts are open, how many were put aside, in how many notices.
    pub counted_here: fn(open: usize, dismissed: usize, notices: usize) -> String,
    /// So many doubts, in a column or behind a name; empty where there are none.
    pub count: fn(count: usize) -> String,
    /// So many doubts at an issue, as a sign in the tree.
    pub sign: fn(count: usize) -> String,
    /// The head of their column in the pane of agencies.
    pub column: &'static str,
    /// The board: what is open, what was put aside; how many.
    pub board: &'static str,
    pub board_dismissed: &'static str,
    pub of_rule: fn(rule: &str, count: usize) -> String,
    /// The form in which one is dismissed, and its field.
    pub dismiss: &'static str,
    pub reason: &'static str,
    pub reason_empty: &'static str,
    /// The key by which one that was dismissed is asked again, in the foot.
    pub restore: &'static str,
    /// Two wordings that are nearly the same, above them; and before them in a line where what only the one has
    /// and what only the other has is marked.
    pub near: &'static str,
    pub near_line: fn(line: &str) -> String,
    /// The words that raise a doubt, before them.
    pub quoted: &'static str,
    /// Where a doubt stands that is about no issue.
    pub of_notice: &'static str,
    /// So many notices were not asked yet, on the screen, where that is done by itself.
    pub unasked_yet: fn(notices: usize) -> String,
    /// So many more are read when this line is chosen.
    pub more: fn(count: usize) -> String,
    /// No doubt is chosen.
    pub none_chosen: &'static str,
    /// How many stand at an issue, above their list; nothing where there are none.
    pub of_issue: fn(count: usize) -> Option<String>,
    /// A rule with what it asks.
    pub asks: fn(rule: &str, question: &str) -> String,
    /// Another issue that a doubt is about: of what notice (agency, day) where it is another one, its path, its title.
    pub beside: fn(notice: OfNotice<'_>, path: &str, title: &str) -> String,
    /// The same before a line of the outline.
    pub label: &'static str,
    /// What doubts are called: a heading.
    pub doubts: &'static str,
    /// So many notices were not asked yet.
    pub unasked: fn(notices: usize) -> String,
    /// Behind a doubt that was put aside: why, who, when.
    pub dismissed: fn(reason: &str, who: &str, when: &str) -> String,
    /// What was done: id, rule.
    pub put_aside: fn(id: &str, rule: &str) -> String,
    pub asked_again: fn(id: &str, rule: &str) -> String,
    /// Its issues are followed up already, with its question: id, rule.
    pub followed_already: fn(id: &str, rule: &str) -> String,
    /// Before checks that came to an end are opened again by a follow-up: the question and its answers.
    pub reopen_title: &'static str,
    pub reopen: fn(count: usize) -> String,
    pub reopen_yes: &'static str,
    pub reopen_no: &'static str,
    pub not_dismissed: fn(id: &str) -> String,
    pub at_no_issue: fn(id: &str) -> String,
    pub no_such_id: fn(id: &str) -> String,
    pub several: fn(id: &str, ids: &str) -> String,
    pub not_an_id: fn(id: &str) -> String,
    pub needs_reason: &'static str,
    /// Options that go without files only.
    pub of_ledger: &'static str,
    /// Between a note that is there and a question that is added.
    pub then: &'static str,
}
