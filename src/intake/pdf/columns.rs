//! The columns of a page: where text runs in two, the left is read before the right.

use super::lines::Run;

/// The narrowest gutter, in ems of the text.
const GUTTER: f32 = 0.7;

/// The gutter stands in this part of the text's breadth.
const MIDDLE: (f32, f32) = (0.35, 0.65);

/// The fewest lines of a column.
const MIN_LINES: usize = 4;

/// The fewest full lines of a column.
const MIN_FULL: usize = 3;

/// A line of a column that covers this part of it is full.
const FULL: f32 = 0.75;

/// The width of the strips in which a gutter is looked for, in points.
const STRIP: f32 = 2.0;

/// Runs that are read together, in one column.
#[derive(Debug, Default)]
pub(super) struct Region {
    /// Its runs.
    pub(super) runs: Vec<Run>,
    /// The tables in it: their indexes.
    pub(super) tables: Vec<usize>,
    /// 0 for the whole breadth, 1 for the left column, 2 for the right.
    pub(super) column: usize,
}

/// The regions of a page in the order of reading. `tables` are the left and right edges of tables and
/// their tops; `known` is the gutter of the page before, where it had one.
pub(super) fn regions(runs: Vec<Run>, tables: &[(f32, f32, f32)], known: &mut Option<f32>) -> Vec<Region> {
    let all: Vec<usize> = (0..tables.len()).collect();
    let Some((gutter, sure)) = gutter(&runs, *known) else {
        *known = None;
        return vec![Region { runs, tables: all, column: 0 }];
    };
    let mut items: Vec<(f32, Item)> = runs.into_iter().map(|run| (run.y, Item::Run(run))).collect();
    items.extend(tables.iter().enumerate().map(|(at, table)| (table.2, Item::Table(at, table.0, table.1))));
    items.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<Region> = Vec::new();
    let mut band: [Region; 3] = Default::default();
    for (_, item) in items {
        match item.side(gutter) {
            0 => {
                close(std::mem::take(&mut band), sure, &mut out);
                whole(&mut out, item);
            }
            side => {
                if let Some(region) = band.get_mut(side) {
                    region.push(item);
                }
            }
        }
    }
    close(band, sure, &mut out);
    *known = out.iter().any(|region| region.column > 0).then_some(gutter);
    out
}

enum Item {
    Run(Run),
    Table(usize, f32, f32),
}

impl Item {
    /// Which side of a gutter it stands on; 0 where it crosses it.
    fn side(&self, gutter: f32) -> usize {
        let (x0, x1) = match self {
            Self::Run(run) => (run.x0, run.x1),
            Self::Table(_, x0, x1) => (*x0, *x1),
        };
        if x1 <= gutter + 1.0 {
            1
        } else if x0 >= gutter - 1.0 {
            2
        } else {
            0
        }
    }
}

impl Region {
    fn push(&mut self, item: Item) {
        match item {
            Item::Run(run) => self.runs.push(run),
            Item::Table(at, ..) => self.tables.push(at),
        }
    }

    fn take(&mut self, other: Self) {
        self.runs.extend(other.runs);
        self.tables.extend(other.tables);
    }
}

/// Adds what runs over the whole breadth.
fn whole(out: &mut Vec<Region>, item: Item) {
    if out.last().is_none_or(|last| last.column > 0) {
        out.push(Region::default());
    }
    if let Some(last) = out.last_mut() {
        last.push(item);
    }
}

/// Ends a band between two things that cross the gutter: two columns, or text of the whole breadth.
fn close(band: [Region; 3], sure: bool, out: &mut Vec<Region>) {
    let [_, left, right] = band;
    let enough = |region: &Region| levels(region.runs.iter()).len() >= MIN_LINES;
    if enough(&left) && (enough(&right) || sure && !right.runs.is_empty()) {
        out.push(Region { column: 1, ..left });
        out.push(Region { column: 2, ..right });
        return;
    }
    if left.runs.is_empty() && right.runs.is_empty() && left.tables.is_empty() && right.tables.is_empty() {
        return;
    }
    if out.last().is_none_or(|last| last.column > 0) {
        out.push(Region::default());
    }
    if let Some(last) = out.last_mut() {
        last.take(left);
        last.take(right);
    }
}

/// The breadth of each level of text: left and right edge.
fn levels<'r>(runs: impl Iterator<Item = &'r Run>) -> Vec<(f32, f32)> {
    let mut runs: Vec<&Run> = runs.collect();
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut levels: Vec<(f32, f32)> = Vec::new();
    let mut height = f32::NEG_INFINITY;
    for run in runs {
        match levels.last_mut() {
            Some(level) if run.y - height < run.size * 0.4 => {
                *level = (level.0.min(run.x0), level.1.max(run.x1));
            }
            _ => {
                levels.push((run.x0, run.x1));
                height = run.y;
            }
        }
    }
    levels
}

/// The middle of the gutter between two columns of text, and whether the page before had it too.
fn gutter(runs: &[Run], known: Option<f32>) -> Option<(f32, bool)> {
    let left = runs.iter().map(|run| run.x0).fold(f32::INFINITY, f32::min);
    let right = runs.iter().map(|run| run.x1).fold(f32::NEG_INFINITY, f32::max);
    let breadth = right - left;
    if runs.len() < MIN_LINES * 2 || !breadth.is_finite() || !(STRIP * 10.0..=20_000.0).contains(&breadth) {
        return None;
    }
    let mut sizes: Vec<f32> = runs.iter().map(|run| run.size).collect();
    sizes.sort_by(f32::total_cmp);
    let em = sizes.get(sizes.len() / 2).copied()?;
    let middle = emptiest(runs, left, breadth, em)?;
    let near = known.is_some_and(|known| (known - middle).abs() < em * 2.0);
    (near || is_text(runs, middle, left, right)).then_some((middle, near))
}

/// The middle of the widest strip that the fewest lines cross.
fn emptiest(runs: &[Run], left: f32, breadth: f32, em: f32) -> Option<f32> {
    let strips = (breadth / STRIP) as usize + 2;
    let strip = |x: f32| (((x - left) / STRIP).max(0.0) as usize).min(strips - 1);
    let mut steps = vec![0i32; strips + 1];
    for run in runs {
        // The strips that a run only touches are free.
        let (from, to) = (strip(run.x0 + STRIP), strip(run.x1));
        if from < to {
            if let Some(step) = steps.get_mut(from) {
                *step += 1;
            }
            if let Some(step) = steps.get_mut(to) {
                *step -= 1;
            }
        }
    }
    let mut height = 0;
    let heights: Vec<i32> = steps
        .iter()
        .map(|step| {
            height += step;
            height
        })
        .collect();
    let (from, to) = ((strips as f32 * MIDDLE.0) as usize, (strips as f32 * MIDDLE.1) as usize);
    let least = heights.get(from..to)?.iter().min().copied()?;
    let (mut best, mut begin): ((usize, usize), Option<usize>) = ((0, 0), None);
    for (at, height) in heights.iter().enumerate().take(to + 1).skip(from) {
        if *height == least && at < to {
            begin.get_or_insert(at);
        } else if let Some(first) = begin.take()
            && at - first > best.1 - best.0
        {
            best = (first, at);
        }
    }
    let wide = (best.1 - best.0) as f32 * STRIP;
    (wide >= GUTTER * em && least as usize * 2 < runs.len())
        .then(|| left + (best.0 + best.1) as f32 / 2.0 * STRIP)
}

/// Whether most lines beside a gutter fill their column.
fn is_text(runs: &[Run], gutter: f32, left: f32, right: f32) -> bool {
    let side = |keep: &dyn Fn(&Run) -> bool| {
        let levels = levels(runs.iter().filter(|run| keep(run)));
        let from = levels.iter().map(|level| level.0).fold(f32::INFINITY, f32::min);
        let to = levels.iter().map(|level| level.1).fold(f32::NEG_INFINITY, f32::max);
        let full = levels.iter().filter(|level| level.1 - level.0 >= FULL * (to - from)).count();
        let broad = to - from >= (right - left) * 0.3;
        (broad && full >= MIN_FULL).then_some((full, levels.len()))
    };
    let sides = (side(&|run| run.x1 <= gutter + 1.0), side(&|run| run.x0 >= gutter - 1.0));
    let (Some(left), Some(right)) = sides else { return false };
    (left.0 + right.0) * 2 >= left.1 + right.1
}
