//! A whole and its parts behind it: `共32辆，其中封存18辆、拍卖14辆`.

use super::{
    super::figures::{Found, Kind, Phrase, Sep, joined, sums},
    labels, totals, words,
};

/// What makes the figures behind it parts of the one before.
const OPENS: &[&str] = &["其中", "包括", "包含", "分为", "划分为", "分别为", "分别是"];

/// What says that the parts are all.
const WHOLE: &[&str] = &["组成", "构成"];

/// A list of parts.
struct List {
    /// The whole.
    whole: usize,
    /// The parts that surely are.
    parts: Vec<usize>,
    /// Figures behind them that may be parts too.
    more: Vec<usize>,
    /// Whether the words say that the parts are all.
    all: bool,
    /// Whether a word makes them parts, or only where they stand.
    opened: bool,
}

/// Finds parts that do not make their whole.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for first in 1..phrase.items.len() {
        if let Some(list) = list(phrase, first) {
            look(phrase, &list, found);
        }
    }
}

fn list(phrase: &Phrase, first: usize) -> Option<List> {
    let kind = phrase.kind(first)?;
    if kind.is_relation() || matches!(kind, Kind::Years | Kind::Months | Kind::Days) {
        return None;
    }
    let gap = phrase.gap(first);
    let lead = phrase.lead(first);
    let before = first.checked_sub(1)?;
    let alike = |whole: &usize| phrase.alike(*whole, first);
    let mut all = false;
    let named = named(phrase, first);
    let opened = OPENS.iter().any(|word| gap.contains(word))
        || lead.starts_with('含')
        || (gap.contains('由') && !gap.ends_with('由') && composed(phrase, first));
    let within = phrase.tail(before).ends_with('中') && phrase.alike(before, first);
    let pushed = ["对", "将", "把"]
        .iter()
        .any(|word| words_before(phrase, before).starts_with(word) && phrase.alike(before, first));
    let whole = if let Some(named) = named {
        named
    } else if opened {
        // 立案12起，涉案金额30万元，其中…8起: the nearest that counts the same, two back at most.
        (first.saturating_sub(3)..first).rev().find(alike)?
    } else if within || phrase.alike(before, first) {
        before
    } else {
        return None;
    };
    if phrase.items.get(whole + 1..=first)?.iter().any(|item| item.sep >= Sep::Semicolon) && named.is_none() {
        return None;
    }
    let (parts, more) = run(phrase, first, whole);
    if parts.len() >= 2 && composed(phrase, first) {
        all = true;
    }
    let own = phrase.own(whole);
    let names: Vec<&str> = parts.iter().map(|part| phrase.label(*part)).collect();
    let states = labels::are_states(&names);
    if totals::ends_as_change(own)
        || (words::is_aim(own) && !(within || opened) && !states)
        || phrase.figure(whole)?.ranged
    {
        return None;
    }
    let opened = opened || within || named.is_some() || pushed;
    // 6个事业单位 names what is counted behind it, and begins something new.
    let paused =
        parts.iter().skip(1).all(|part| phrase.items.get(*part).is_some_and(|item| item.sep == Sep::Pause));
    let said = parts.iter().all(|part| phrase.label(*part) != phrase.tail(*part));
    let marked = OPENS.iter().any(|word| gap.contains(word)) || states || all;
    let each = parts.iter().any(|part| phrase.own(*part).contains(['每', '各']));
    let joined = phrase.items.get(first)?.sep == Sep::None
        && phrase.items.get(first)?.depth == phrase.items.get(whole)?.depth;
    if each || (!paused && !(said && marked)) || (joined && !within && !marked) {
        return None;
    }
    // 已完工31个、在建12个: sisters, no whole and part.
    let sisters = phrase.items.get(whole + 1)?.sep == Sep::Pause && whole + 1 == first;
    let listed = phrase.items.get(whole)?.sep == Sep::Pause && phrase.own(whole).is_empty();
    if (!opened && (!states && !labels::are_all(&names) || words::is_done(own))) || sisters || listed {
        return None;
    }
    Some(List { whole, parts, more, all, opened })
}

/// The words before a figure, up to the comma before.
fn words_before<'t>(phrase: &Phrase<'t>, at: usize) -> &'t str {
    phrase.lead(at)
}

/// Whether the clause of a list, or the one behind it, says that the parts make up the whole.
fn composed(phrase: &Phrase, first: usize) -> bool {
    let last = (first..phrase.items.len())
        .take_while(|at| *at == first || phrase.items[*at].sep <= Sep::Comma)
        .last();
    (first..=last.unwrap_or(first)).any(|at| {
        let tail = phrase.tail(at);
        WHOLE.iter().any(|word| tail.contains(word))
            || tail.starts_with("两部分")
            || tail.starts_with("三部分")
    })
}

/// The figure that the label before a list names: `一般隐患中已整改…`, `编外人员中…`, `省级资金已拨付…`.
fn named(phrase: &Phrase, first: usize) -> Option<usize> {
    let lead = phrase.lead(first);
    let lead = lead.strip_prefix("其中").unwrap_or(lead);
    let sure = phrase.items.get(first).is_some_and(|item| item.sep >= Sep::Comma);
    (0..first).rev().filter(|_| sure).find(|at| {
        let label = phrase.label(*at);
        let long = label.chars().count() >= 2;
        let head = lead.split_once('中').map_or("", |(head, _)| head);
        let inner = head.chars().count() >= 2 && (head.contains(label) || label.ends_with(head));
        let inner = inner || (head.starts_with(label) && head.chars().count() <= 6);
        phrase.alike(*at, first)
            && long
            && (inner || (lead.starts_with(label) && lead.len() > label.len()) || short(label, head))
    })
}

/// Whether one name is the other's short form: 编外 of 编外人员.
fn short(label: &str, head: &str) -> bool {
    label.chars().count() >= 2 && head.starts_with(label)
}

/// The parts from the first on: those joined by 、, and those that follow behind commas.
fn run(phrase: &Phrase, first: usize, whole: usize) -> (Vec<usize>, Vec<usize>) {
    let depth = phrase.items.get(first).map_or(0, |item| item.depth);
    let mut parts = vec![first];
    let mut more = Vec::new();
    let mut commas = false;
    let mut paused = false;
    for at in first + 1..phrase.items.len() {
        let Some(item) = phrase.items.get(at) else { break };
        if item.sep >= Sep::Semicolon || item.depth < depth {
            break;
        }
        let (own, gap) = (phrase.own(at), phrase.gap(at));
        let over = words::total(own).is_some()
            || totals::ends_as_change(own)
            || gap.contains("其中")
            || named(phrase, at).is_some_and(|named| named != whole && named >= first);
        if !phrase.alike(at, first) {
            commas |= item.sep == Sep::Comma && !item.figure.unit.kind.is_relation();
            continue;
        }
        if over || item.depth > depth {
            break;
        }
        let rest = words::rest(own) == Some(false);
        if item.sep == Sep::Comma && !rest {
            commas = true;
        }
        // 在A 3个、B 4个，C 5个: C may be a part, or stand for itself.
        if commas && paused && !rest {
            more.push(at);
        } else {
            paused |= item.sep == Sep::Pause;
            parts.push(at);
        }
    }
    (parts, more)
}

fn look(phrase: &Phrase, list: &List, found: &mut Found) -> Option<()> {
    let List { whole, parts, more, .. } = list;
    let figure = phrase.figure(*whole)?;
    let names: Vec<&str> = parts.iter().map(|part| phrase.label(*part)).collect();
    let every: Vec<usize> = parts.iter().chain(more).copied().collect();
    // 不足50户 holds any one of its parts: there the whole list counts alone.
    let least = if figure.is_plain() { 1 } else { parts.len() };
    for to in least..=every.len() {
        if sums::is(phrase, *whole, &sums::sum(phrase, every.get(..to)?, *whole)?) {
            found.fits(*whole);
            return None;
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let sum = sums::sum(phrase, parts, *whole)?;
    let room = figure.room.wider(figure.blur());
    let open = parts.last().is_some_and(|last| phrase.tail(*last).starts_with('等'));
    // A whole that stands for something else: all or half of the parts are greater.
    let strange = figure.value.times(super::super::figures::Exact::whole(3)?)? < sum.value;
    let asked = if sum.room.above(room) {
        let mixed = words::is_mixed(phrase.text()) || labels::may_overlap(&names);
        !mixed && !strange && (list.opened || labels::are_states(&names) || labels::are_all(&names))
    } else {
        (list.all || labels::are_all(&names)) && !open && more.is_empty()
    };
    // What came in or went out besides is told in the sentence.
    let flow = every.iter().any(|part| words::is_flow(phrase.label(*part)));
    if !asked || flow || names.iter().any(|name| words::is_aim(name)) {
        return None;
    }
    let computed = format!("{} = {}", joined(phrase, parts, "+"), figure.like(sum.value));
    found.misfit(*whole, parts.clone(), computed);
    Some(())
}
