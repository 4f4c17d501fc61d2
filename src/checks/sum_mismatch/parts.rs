//! A whole and its parts behind it: `共32辆，其中封存18辆、拍卖14辆`.

use super::{
    super::figures::{Found, Kind, Phrase, Sep, joined, sums},
    labels, rests, totals, words,
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

/// What says that figures are parts of another.
struct Signs {
    /// The figure that the words before the list name: 编外人员中….
    named: Option<usize>,
    /// A word opens the list: 其中, 包括, 由…组成.
    opened: bool,
    /// 32个小区中，….
    within: bool,
    /// 对46间门面逐一清理，….
    pushed: bool,
}

impl Signs {
    fn of(phrase: &Phrase, first: usize, before: usize) -> Self {
        let gap = phrase.gap(first);
        let composed = gap.contains('由') && !gap.ends_with('由') && composed(phrase, first);
        let alike = phrase.alike(before, first);
        Self {
            named: named(phrase, first),
            opened: opens(gap) || phrase.lead(first).starts_with('含') || composed,
            within: alike && phrase.tail(before).ends_with('中'),
            pushed: alike && phrase.lead(before).starts_with(['对', '将', '把']),
        }
    }
}

/// Whether the words before a figure make it and those behind it parts.
fn opens(gap: &str) -> bool {
    OPENS.iter().any(|word| gap.contains(word))
}

fn list(phrase: &Phrase, first: usize) -> Option<List> {
    let kind = phrase.kind(first)?;
    if kind.is_relation() || matches!(kind, Kind::Years | Kind::Months | Kind::Days) {
        return None;
    }
    let signs = Signs::of(phrase, first, first.checked_sub(1)?);
    let whole = whole(phrase, first, &signs)?;
    let across = phrase.items.get(whole + 1..=first)?.iter().any(|item| item.sep >= Sep::Semicolon);
    if across && signs.named.is_none() {
        return None;
    }
    let (parts, more) = run(phrase, first, whole);
    let all = parts.len() >= 2 && (composed(phrase, first) || numbered(phrase, whole, &parts));
    let opened = signs.opened || signs.within || signs.named.is_some() || signs.pushed || all;
    let list = List { whole, parts, more, all, opened };
    (may_be_whole(phrase, &list, &signs) && is_list(phrase, &list, &signs)).then_some(list)
}

/// The figure that a list may divide.
fn whole(phrase: &Phrase, first: usize, signs: &Signs) -> Option<usize> {
    let before = first.checked_sub(1)?;
    if signs.named.is_some() {
        return signs.named;
    }
    if signs.opened {
        // 立案12起，涉案金额30万元，其中…8起: the nearest that counts the same, two back at most.
        return (first.saturating_sub(3)..first).rev().find(|whole| phrase.alike(*whole, first));
    }
    if phrase.alike(before, first) {
        return Some(before);
    }
    // 共186万元，分两次拨付，3月100万元、11月86万元
    let split = before.checked_sub(1).filter(|_| phrase.own(before).ends_with('分'))?;
    phrase.alike(split, first).then_some(split)
}

/// Whether the figure before a list is no change, no range, no aim, no part itself.
fn may_be_whole(phrase: &Phrase, list: &List, signs: &Signs) -> bool {
    let List { whole, parts, opened, .. } = list;
    let (Some(figure), Some(item), Some(next)) =
        (phrase.figure(*whole), phrase.items.get(*whole), phrase.items.get(whole + 1))
    else {
        return false;
    };
    let own = phrase.own(*whole);
    let names = names(phrase, parts);
    let states = labels::are_states(&names);
    // 已完工31个、在建12个: sisters, no whole and part.
    let sisters = next.sep == Sep::Pause && parts.first() == Some(&(whole + 1));
    let listed = item.sep == Sep::Pause && own.is_empty();
    let aim = words::is_aim(own) && !(signs.within || signs.opened || states);
    let last = parts.last().copied().unwrap_or(*whole);
    let left =
        names.last().is_some_and(|name| labels::is_rest(name)) || words::rest(phrase.own(last)).is_some();
    let based = !left || rests::is_named(phrase, *whole, last);
    let divided = *opened || (based && (states || labels::are_all(&names)) && !words::is_dealt(own));
    !(totals::ends_as_change(own) || aim || figure.ranged || sisters || listed) && divided
}

/// Whether figures are one list: joined by 、, or each with words of its own behind a comma. 6个事业单位 names
/// what is counted behind it, and begins something new.
fn is_list(phrase: &Phrase, list: &List, signs: &Signs) -> bool {
    let List { whole, parts, all, .. } = list;
    let Some(first) = parts.first() else { return false };
    let item = |at: usize| phrase.items.get(at);
    let names = names(phrase, parts);
    let paused = parts.iter().skip(1).all(|part| item(*part).is_some_and(|item| item.sep == Sep::Pause));
    let marked = opens(phrase.gap(*first)) || *all || labels::are_states(&names);
    let said = marked && parts.iter().all(|part| phrase.label(*part) != phrase.tail(*part));
    let each = parts.iter().any(|part| phrase.own(*part).contains(['每', '各']));
    let depth = |at: usize| item(at).map(|item| item.depth);
    let joined = item(*first).is_some_and(|item| item.sep == Sep::None) && depth(*first) == depth(*whole);
    let apart = !joined || signs.within || marked;
    !each && apart && (paused || said || labels::deny(&names))
}

fn names<'t>(phrase: &Phrase<'t>, parts: &[usize]) -> Vec<&'t str> {
    parts.iter().map(|part| phrase.label(*part)).collect()
}

/// Whether the words before the list say how many parts there are: 分两次拨付, 3个班组共42人，第一班组….
fn numbered(phrase: &Phrase, whole: usize, parts: &[usize]) -> bool {
    let count = |at: usize| -> Option<usize> {
        let figure = phrase.figure(at).filter(|figure| matches!(figure.unit.kind, Kind::Count(_)))?;
        figure.value.to_string().parse().ok()
    };
    let split = whole + 1;
    let divided = split < parts[0] && phrase.own(split).ends_with('分') && count(split) == Some(parts.len());
    let ordinal = parts.iter().all(|part| phrase.label(*part).starts_with('第'));
    let groups = whole.checked_sub(1).and_then(count) == Some(parts.len());
    divided || (ordinal && groups)
}

/// Whether the clause of a list, or the one behind it, says that the parts make up the whole.
fn composed(phrase: &Phrase, first: usize) -> bool {
    let last = (first..phrase.items.len())
        .take_while(|at| *at == first || phrase.items.get(*at).is_some_and(|item| item.sep <= Sep::Comma))
        .last();
    (first..=last.unwrap_or(first)).any(|at| {
        let tail = phrase.tail(at);
        WHOLE.iter().any(|word| tail.contains(word))
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
        phrase.alike(*at, first) && long && (inner || (lead.starts_with(label) && lead.len() > label.len()))
    })
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
    let names = names(phrase, parts);
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
