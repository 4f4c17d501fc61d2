//! Words of where notices stand.

use crate::words::standing::{Help, Standing};

/// See [`Standing`].
pub const STANDING: Standing = Standing {
    help: HELP,

    withdrawn: |name| {
        format!("withdrawn: {name}. Undo, withdraw --back or importing it again brings it back")
    },
    back: |name| format!("shown again: {name}"),
    none_withdrawn: "no notice is withdrawn",
    count: |count| format!("{count} notice(s) withdrawn"),
    by: |who, when, reason| {
        let who = if who.is_empty() { "an older program" } else { who };
        let when = if when.is_empty() { String::new() } else { format!(" on {when}") };
        let reason =
            if reason.is_empty() { "no reason given".to_owned() } else { format!("reason: {reason}") };
        format!("withdrawn by {who}{when}, {reason}")
    },
    back_by: |by, number| format!("{by}; withdraw --back '#{number}' shows it again"),
    is_withdrawn: |name| format!("\"{name}\" is withdrawn already; withdraw --back shows it again"),
    not_withdrawn: |name| {
        format!("no withdrawn notice has \"{name}\" in its agency or title; see withdraw --list")
    },

    imported: "withdrawn",
    summary: |restored, withdrawn| {
        let part = |what: &str, count: usize| match count {
            0 => String::new(),
            count => format!(", {what} {count}"),
        };
        format!("{}{}", part("shown again", restored), part("withdrawn (not shown)", withdrawn))
    },
    imported_by: |by| {
        format!("{by} before; it is still not shown: import it once more, or use withdraw --back")
    },

    pair: |old, new| format!("{old}\n{new}"),
    notice: |number, agency, title, feedback| match feedback {
        Some(day) => format!("#{number}  {agency}  {title}  feedback {day}"),
        None => format!("#{number}  {agency}  {title}  no day of feedback"),
    },
    no_pairs: "no notice is undecided",
    pairs: |count| {
        format!("{count} pair(s) undecided: huitoukan match '#number' '#number' --same or --not-same")
    },
    together: |name| format!("confirmed as one notice: {name}"),
    apart: |one, other| format!("confirmed as two notices: {one}; {other}"),
    parted: |name| format!("parted: {name}"),
    not_joined: |name| format!("\"{name}\" was not confirmed as one with another; there is nothing to part"),
    one_already: |one, other| format!("\"{one}\" and \"{other}\" are one notice already"),
    name_two: "name two notices; to part what was confirmed as one, name it and add --not-same",

    disputed: "notice",
    disputed_pair: "one or two",
    disputes: |count| {
        format!(
            "opinions differ on {count} notice(s): what was said last counts. Withdrawing it or showing it once more (or saying again whether two are one) settles it; all sides stay in the history"
        )
    },
    and_more: |count| format!("... and {count} more"),
    taken_withdrawn: |count| {
        format!(
            "{count} notice(s) withdrawn by a colleague and no longer shown (withdraw --list tells why, --back shows them):"
        )
    },
    taken_joined: |count| {
        format!("{count} notice(s) confirmed by a colleague as one with another stand together now")
    },
    taken_disputed: |count| format!("opinions differ on {count} notice(s) (see `conflicts`):"),

    title: "withdraw, show again",
    no_notice: "choose a notice first",
    item_withdraw: "withdraw this notice...",
    item_back: "show a withdrawn notice again...",
    item_pairs: |pairs| format!("settle {pairs} pair(s) that may be one notice..."),
    title_back: "withdrawn notices: choose one to show again",
    reason: "Reason",
    reason_empty: "A reason for withdrawing it, please",
    item_disputes: |count| format!("Notices about which people differ ({count}) ..."),
    title_disputes: "People differ",
    settle_withdraw: "Withdrawn, and not shown (with a reason) ...",
    settle_back: "Shown again",
    settle_same: "They are one notice",
    settle_apart: "They are two notices",
    see_disputes: |count| format!("people differ about {count} notice(s) besides; W shows them"),
    gone: |title| format!("notice no longer listed by itself: {title}"),
    hidden: |title| format!("withdrawn again, not shown: {title}"),
    shown: |title| format!("shown again: {title}"),
    there: |title| format!("notice listed again: {title}"),
};

const HELP: Help = Help {
    withdraw: "Take a notice out of sight; its follow-up and history stay. Undo, --back or importing it again brings it back",
    reason: "why (needed to withdraw)",
    back: "show a withdrawn notice again: part of the agency's name or of the title, or #number",
    list: "list the withdrawn notices: who, when, why",
    json: "with --list: print JSON",
    other: "another notice; both as #number or a name. With neither, lists the pairs that are undecided",
};
