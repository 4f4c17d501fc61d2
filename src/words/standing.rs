//! The form of the words of where notices stand: withdrawn, one with another; see [`crate::words`].
#![allow(missing_docs, reason = "the words themselves say what each entry means")]

use jiff::civil::Date;

/// Words of withdrawing notices, of saying that two are one, and of what stands against that.
pub struct Standing {
    pub help: Help,

    /// Of `withdraw`.
    pub withdrawn: fn(name: &str) -> String,
    pub back: fn(name: &str) -> String,
    pub none_withdrawn: &'static str,
    pub count: fn(count: usize) -> String,
    /// Who withdrew it, when and why; each empty where it is not known.
    pub by: fn(who: &str, when: &str, reason: &str) -> String,
    /// Of `show`: who withdrew it, when and why; the number by which it is shown again.
    pub back_by: fn(by: &str, number: i64) -> String,
    pub is_withdrawn: fn(name: &str) -> String,
    pub not_withdrawn: fn(name: &str) -> String,

    /// Of `import`, in place of 新增, and behind the line.
    pub imported: &'static str,
    /// Behind the summary: how many are shown again, how many are not shown; nothing where there are none.
    pub summary: fn(restored: usize, withdrawn: usize) -> String,
    pub imported_by: fn(by: &str) -> String,

    /// Of `match` with notices.
    pub pair: fn(old: &str, new: &str) -> String,
    /// A notice: its number, agency, title, day of feedback.
    pub notice: fn(number: i64, agency: &str, title: &str, feedback: Option<Date>) -> String,
    pub no_pairs: &'static str,
    pub pairs: fn(count: usize) -> String,
    pub together: fn(name: &str) -> String,
    pub apart: fn(one: &str, other: &str) -> String,
    pub parted: fn(name: &str) -> String,
    pub not_joined: fn(name: &str) -> String,
    pub one_already: fn(one: &str, other: &str) -> String,
    pub name_two: &'static str,

    /// Of `conflicts`, and of what came with a bundle.
    pub disputed: &'static str,
    pub disputed_pair: &'static str,
    pub disputes: fn(count: usize) -> String,
    pub and_more: fn(count: usize) -> String,
    pub taken_withdrawn: fn(count: usize) -> String,
    pub taken_joined: fn(count: usize) -> String,
    pub taken_disputed: fn(count: usize) -> String,

    /// Of the screen.
    pub title: &'static str,
    pub no_notice: &'static str,
    pub item_withdraw: &'static str,
    pub item_back: &'static str,
    /// So many pairs of notices that may be one, to be settled.
    pub item_pairs: fn(usize) -> String,
    pub title_back: &'static str,
    pub reason: &'static str,
    pub reason_empty: &'static str,
    /// The choice of what stands against each other, the board of it, and what settles it.
    pub item_disputes: fn(count: usize) -> String,
    pub title_disputes: &'static str,
    pub settle_withdraw: &'static str,
    pub settle_back: &'static str,
    pub settle_same: &'static str,
    pub settle_apart: &'static str,
    pub see_disputes: fn(count: usize) -> String,
    /// What is said after an undo or a redo: a notice is in the lists no longer, or again.
    pub gone: fn(title: &str) -> String,
    pub there: fn(title: &str) -> String,
    /// The same where it is withdrawn, or shown again.
    pub hidden: fn(title: &str) -> String,
    pub shown: fn(title: &str) -> String,
}

/// Help of the commands.
pub struct Help {
    pub withdraw: &'static str,
    pub reason: &'static str,
    pub back: &'static str,
    pub list: &'static str,
    pub json: &'static str,
    pub other: &'static str,
}
