//! The issues that are chosen to be marked together: row by row, as a range, or all that are shown.

use std::collections::HashSet;

use crate::ledger::types::{AgencyId, IssueId, IssueRow};

use super::{
    model::{Model, Pane, Tone},
    tree::NodeKey,
    walk::{self, Step},
};

/// What is chosen.
#[derive(Debug, Clone, Default)]
pub struct Picks {
    /// The issues that were chosen.
    pub issues: HashSet<IssueId>,
    /// Where a range begins that is still open; it ends at the selected row.
    pub anchor: Option<NodeKey>,
}

/// All that is chosen, an open range with it, in the order of the snapshot.
pub fn all(model: &Model) -> Vec<IssueId> {
    let ranged: HashSet<IssueId> = ranged(model).collect();
    if ranged.is_empty() && model.picks.issues.is_empty() {
        return Vec::new();
    }
    let chosen = |row: &IssueRow<'_>| ranged.contains(&row.id) || model.picks.issues.contains(&row.id);
    model.data.snapshot.issues.iter().filter(chosen).map(|row| row.id).collect()
}

/// How many are chosen, an open range with them.
pub fn count(model: &Model) -> usize {
    let more: HashSet<IssueId> = ranged(model).filter(|id| !model.picks.issues.contains(id)).collect();
    model.picks.issues.len() + more.len()
}

/// The rows of an open range, by place among the visible ones.
pub fn range(model: &Model) -> Option<std::ops::RangeInclusive<usize>> {
    let anchor = model.picks.anchor?;
    let tree = &model.tree;
    let key_of = |seen: &usize| tree.nodes.get(*seen).map(|node| node.key);
    let from = tree.visible.iter().position(|seen| key_of(seen) == Some(anchor))?;
    let to = tree.list.selected;
    Some(from.min(to)..=from.max(to))
}

/// The issues of an open range.
fn ranged(model: &Model) -> impl Iterator<Item = IssueId> {
    let tree = &model.tree;
    let rows = range(model).into_iter().flatten().filter_map(|row| tree.visible.get(row));
    let nodes = rows.filter_map(|at| tree.nodes.get(*at)).filter_map(|node| node.issue);
    nodes.filter_map(|at| model.data.snapshot.issues.get(at)).map(|row| row.id)
}

/// Chooses what is selected, or lets it go: an issue; a heading's issues; an agency's. Goes on to the
/// next row.
pub fn turn(model: &mut Model) {
    keep_range(model);
    let issues = selected(model);
    if issues.is_empty() {
        return model.say(Tone::Warn, model.words.tui.work.nothing_shown);
    }
    let picks = &mut model.picks.issues;
    if issues.iter().all(|issue| picks.contains(issue)) {
        issues.iter().for_each(|issue| {
            picks.remove(issue);
        });
    } else {
        picks.extend(&issues);
    }
    if model.focus != Pane::Detail {
        walk::step(model, Step::Line, true);
    }
    say(model);
}

/// The issues of the selected row that the filter shows.
fn selected(model: &Model) -> Vec<IssueId> {
    if model.focus == Pane::Agencies {
        return shown(model, model.agency().map(|row| row.id));
    }
    let tree = &model.tree;
    let Some(at) = tree.visible.get(tree.list.selected).copied() else { return Vec::new() };
    let Some(node) = tree.nodes.get(at) else { return Vec::new() };
    let own = node.issue.and_then(|row| model.data.snapshot.issues.get(row));
    if let Some(row) = own {
        return vec![row.id];
    }
    let below = tree.nodes.iter().skip(at + 1).take_while(|below| below.depth > node.depth);
    let rows = below.filter_map(|below| below.issue).filter(|row| is_shown(model, *row));
    rows.filter_map(|row| model.data.snapshot.issues.get(row)).map(|row| row.id).collect()
}

/// Whether the filter shows the issue at that place; what is no issue is chosen by name only.
fn is_shown(model: &Model, at: usize) -> bool {
    let row = model.data.snapshot.issues.get(at);
    row.is_some_and(|row| !row.fixes.void) && model.data.shown.get(at).copied().unwrap_or(false)
}

/// The issues of an agency, or of all, that the filter shows.
fn shown(model: &Model, agency: Option<AgencyId>) -> Vec<IssueId> {
    let rows = model.data.snapshot.issues.iter().enumerate();
    let wanted = rows.filter(|(at, row)| agency.is_none_or(|id| id == row.agency) && is_shown(model, *at));
    wanted.map(|(_, row)| row.id).collect()
}

/// Begins a range at the selected row, or keeps the one that is open.
pub fn turn_range(model: &mut Model) {
    if model.picks.anchor.is_some() {
        keep_range(model);
        return say(model);
    }
    model.picks.anchor = model.tree.selected().map(|node| node.key);
    model.say(Tone::Plain, model.words.tui.work.range);
}

fn keep_range(model: &mut Model) {
    let ranged: Vec<IssueId> = ranged(model).collect();
    model.picks.issues.extend(ranged);
    model.picks.anchor = None;
}

/// Chooses all that the filter shows: of the selected agency, in the pane of agencies of all of them.
pub fn take_all(model: &mut Model) {
    let agency = match model.focus {
        Pane::Agencies => None,
        Pane::Tree | Pane::Detail => model.agency().map(|row| row.id),
    };
    let issues = shown(model, agency);
    if issues.is_empty() {
        return model.say(Tone::Warn, model.words.tui.work.nothing_shown);
    }
    model.picks.issues.extend(issues);
    say(model);
}

/// Lets an open range go, else all that is chosen; whether there was anything.
pub fn clear(model: &mut Model) -> bool {
    if model.picks.anchor.take().is_some() {
        return true;
    }
    if model.picks.issues.is_empty() {
        return false;
    }
    model.picks.issues.clear();
    model.say(Tone::Plain, model.words.tui.work.cleared);
    true
}

/// Says how many are chosen.
fn say(model: &mut Model) {
    let issues = all(model);
    let said = match issues.len() {
        0 => model.words.tui.work.cleared.to_owned(),
        count => (model.words.tui.work.picked_all)(count, agencies(model, &issues)),
    };
    model.say(Tone::Plain, said);
}

/// How many agencies these issues are of.
pub fn agencies(model: &Model, issues: &[IssueId]) -> usize {
    let agencies: HashSet<AgencyId> =
        issues.iter().filter_map(|id| model.data.issue(*id)).map(|row| row.agency).collect();
    agencies.len()
}

/// How many of these issues the filter does not show now.
pub fn hidden(model: &Model, issues: &[IssueId]) -> usize {
    let seen = |id: &&IssueId| {
        model.data.place(**id).is_some_and(|at| model.data.shown.get(at).copied().unwrap_or(false))
    };
    issues.len() - issues.iter().filter(seen).count()
}
