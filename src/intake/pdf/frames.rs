//! The ruling of a page → frames of tables: which rules belong together, and which cells they part.

use super::rules::Rule;

/// Rules nearer than this are one, in points: double borders, borders drawn cell by cell.
const NEAR: f32 = 2.5;

/// Edges nearer than this are one, in points: no row or column so small holds a character.
const EDGE: f32 = 5.0;

/// Ends of rules nearer than this meet, in points.
const MEET: f32 = 3.0;

/// An open side of a table is told by rules that reach farther than the last crossing rule, in points.
const OPEN: f32 = 7.0;

/// The share of a cell's side that a rule must cover to part cells.
const COVERED: f32 = 0.5;

/// The most pairs of crossing rules that are looked at on a page; above that it is a drawing.
const MAX_PAIRS: usize = 2_000_000;

/// The most cells of a frame; above that it is a drawing.
const MAX_CELLS: usize = 20_000;

/// The most frames of a page; above that they are a drawing.
const MAX_FRAMES: usize = 200;

/// A grid of rules. Lengths are in points from the top left.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Frame {
    /// The edges of its columns, from the left; one more than columns.
    pub(super) xs: Vec<f32>,
    /// The edges of its rows, from the top; one more than rows.
    pub(super) ys: Vec<f32>,
    /// Its cells, row by row.
    pub(super) cells: Vec<Merged>,
    /// Whether no rule closes it at the top.
    pub(super) open_top: bool,
    /// Whether no rule closes it at the bottom.
    pub(super) open_bottom: bool,
}

/// A cell: the places of the grid that no rule parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    /// Its first row.
    pub(super) row: usize,
    /// Its first column.
    pub(super) column: usize,
    /// How many rows it has.
    pub(super) rows: usize,
    /// How many columns it has.
    pub(super) columns: usize,
}

impl Frame {
    /// The number of columns.
    pub(super) fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// The place of the grid at a point.
    pub(super) fn place(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        (column < self.columns() && row < self.rows()).then_some((row, column))
    }
}

/// The frames of a page that have at least two columns.
pub(super) fn frames(rules: &[Rule]) -> Vec<Frame> {
    let across = merged(rules.iter().filter(|rule| rule.across));
    let down = merged(rules.iter().filter(|rule| !rule.across));
    if across.is_empty() || down.is_empty() || across.len().saturating_mul(down.len()) > MAX_PAIRS {
        return Vec::new();
    }
    let groups = groups(&across, &down);
    let mut frames: Vec<Frame> =
        groups.into_iter().filter_map(|(across, down)| frame(&across, &down)).collect();
    if frames.len() > MAX_FRAMES {
        return Vec::new();
    }
    frames.sort_by(|a, b| first(&a.ys).total_cmp(&first(&b.ys)));
    frames
}

fn first(edges: &[f32]) -> f32 {
    edges.first().copied().unwrap_or(0.0)
}

/// Rules on one line that touch, as one.
fn merged<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out = Vec::new();
    let mut level: Vec<Rule> = Vec::new();
    for rule in rules {
        if level.first().is_some_and(|first| rule.at - first.at > NEAR) {
            out.append(&mut touching(std::mem::take(&mut level)));
        }
        level.push(rule);
    }
    out.append(&mut touching(level));
    out
}

/// Rules of one line, those that touch as one.
fn touching(mut level: Vec<Rule>) -> Vec<Rule> {
    level.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut out: Vec<Rule> = Vec::new();
    for rule in level {
        match out.last_mut() {
            Some(last) if rule.from <= last.to + MEET => last.to = last.to.max(rule.to),
            _ => out.push(rule),
        }
    }
    out
}

/// The rules that hang together, across and down.
fn groups(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let count = across.len() + down.len();
    let mut parents: Vec<usize> = (0..count).collect();
    for (i, level) in across.iter().enumerate() {
        for (j, post) in down.iter().enumerate() {
            let meets = post.at >= level.from - MEET
                && post.at <= level.to + MEET
                && level.at >= post.from - MEET
                && level.at <= post.to + MEET;
            if meets {
                let (a, b) = (root(&mut parents, i), root(&mut parents, across.len() + j));
                if let Some(parent) = parents.get_mut(a) {
                    *parent = b;
                }
            }
        }
    }
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = vec![(Vec::new(), Vec::new()); count];
    for (at, rule) in across.iter().chain(down).enumerate() {
        let home = root(&mut parents, at);
        if let Some((levels, posts)) = groups.get_mut(home) {
            if rule.across { levels.push(*rule) } else { posts.push(*rule) }
        }
    }
    groups.retain(|(levels, posts)| !levels.is_empty() && !posts.is_empty());
    groups
}

/// The root of a set, the way to it made short.
fn root(parents: &mut [usize], mut at: usize) -> usize {
    loop {
        let parent = parents.get(at).copied().unwrap_or(at);
        if parent == at {
            return at;
        }
        let grand = parents.get(parent).copied().unwrap_or(parent);
        if let Some(entry) = parents.get_mut(at) {
            *entry = grand;
        }
        at = grand;
    }
}

/// The frame that rules make; none where they part fewer than two columns.
fn frame(across: &[Rule], down: &[Rule]) -> Option<Frame> {
    if across.len() + down.len() < 4 {
        return None;
    }
    let (mut xs, _, _) = edges(down, across);
    let (ys, open_top, open_bottom) = edges(across, down);
    xs.dedup();
    if xs.len() < 3 || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) > MAX_CELLS {
        return None;
    }
    let mut frame = Frame { xs, ys, cells: Vec::new(), open_top, open_bottom };
    frame.cells = cells(&frame, across, down);
    (frame.cells.len() > 1).then_some(frame)
}

/// The edges that `rules` give, and whether none of them closes the first and the last side, to which
/// the rules that cross them reach.
fn edges(rules: &[Rule], crossing: &[Rule]) -> (Vec<f32>, bool, bool) {
    let mut edges: Vec<f32> = Vec::new();
    for rule in rules {
        if edges.last().is_none_or(|last| rule.at - last > EDGE) {
            edges.push(rule.at);
        }
    }
    let least = crossing.iter().map(|rule| rule.from).fold(f32::INFINITY, f32::min);
    let most = crossing.iter().map(|rule| rule.to).fold(f32::NEG_INFINITY, f32::max);
    let open_first = edges.first().is_some_and(|edge| edge - least > OPEN);
    let open_last = edges.last().is_some_and(|edge| most - edge > OPEN);
    if open_first {
        edges.insert(0, least);
    }
    if open_last {
        edges.push(most);
    }
    (edges, open_first, open_last)
}

/// Cuts the grid into cells: each goes on to the right and then down as far as no rule parts it.
fn cells(frame: &Frame, across: &[Rule], down: &[Rule]) -> Vec<Merged> {
    let (rows, columns) = (frame.rows(), frame.columns());
    // Whether a rule stands at the left of a place, and above it.
    let left = parted(&frame.xs, &frame.ys, down);
    let above = parted(&frame.ys, &frame.xs, across);
    let is_left =
        |row: usize, column: usize| left.get(column).and_then(|line| line.get(row)).copied() != Some(false);
    let is_above =
        |row: usize, column: usize| above.get(row).and_then(|line| line.get(column)).copied() != Some(false);
    let mut taken = vec![false; rows * columns];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken.get(row * columns + column).copied().unwrap_or(true) {
                continue;
            }
            let free = |at: usize| taken.get(row * columns + at).copied() == Some(false);
            let mut end = column + 1;
            while end < columns && free(end) && !is_left(row, end) {
                end += 1;
            }
            let mut bottom = row + 1;
            while bottom < rows
                && (column..end).all(|at| !is_above(bottom, at))
                && (column + 1..end).all(|at| !is_left(bottom, at))
            {
                bottom += 1;
            }
            for place in (row..bottom).flat_map(|row| (column..end).map(move |at| row * columns + at)) {
                if let Some(taken) = taken.get_mut(place) {
                    *taken = true;
                }
            }
            cells.push(Merged { row, column, rows: bottom - row, columns: end - column });
        }
    }
    cells
}

/// For each edge in `edges`, which of the stretches between the `others` a rule covers.
fn parted(edges: &[f32], others: &[f32], rules: &[Rule]) -> Vec<Vec<bool>> {
    edges
        .iter()
        .map(|edge| {
            let near: Vec<&Rule> = rules.iter().filter(|rule| (rule.at - edge).abs() <= EDGE).collect();
            others
                .windows(2)
                .map(|pair| {
                    let (from, to) = (pair[0], pair[1]);
                    let covered: f32 =
                        near.iter().map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum();
                    covered >= COVERED * (to - from)
                })
                .collect()
        })
        .collect()
}
