//! Which lines of a page are the article.
//!
//! Every line is worth what its kind says: prose its length, links and words of the page less than
//! nothing. The article is the smallest of the elements whose lines are worth the most.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::RangeInclusive,
};

use super::{
    furniture::{Kind, fold, kind},
    walk::{Area, Page},
};

/// The worth of text that is neither prose nor furniture counts up to so many characters a line.
const PLAIN: usize = 40;

/// A known container counts that lacks no more of the worth of the best element than this part, or
/// than [`LACKING`] says: title and date stand outside of it.
const KNOWN: f64 = 0.05;
const LACKING: std::ops::RangeInclusive<i64> = 60..=400;

/// Less than this part of a page's text is no article, but one text among others.
const BULK: f64 = 0.6;

/// The article begins at most so many lines behind its title: date, source, buttons stand between.
const BEHIND: usize = 12;

/// An element that holds this part of the chosen text may be a copy of another: with its copy it
/// holds all or most of it.
const COPY: RangeInclusive<f64> = 0.25..=0.7;

/// Two blocks of which so many lines are the same are copies.
const SAME: f64 = 0.9;

/// The lines of an article.
#[derive(Debug, Default)]
pub struct Article {
    /// The places of its lines in the page, in order.
    pub lines: Vec<usize>,
    /// The place of its first line with prose, or of its first line.
    pub opening: usize,
    /// Whether no article was told from the rest.
    pub whole: bool,
    /// Around which lines of the page it stands: first and behind last.
    pub range: (usize, usize),
}

/// A page that is judged.
struct Judge<'p> {
    page: &'p Page,
    kinds: &'p [Kind],
    /// The lines that are surely the article's title.
    titles: &'p [usize],
    /// What each block is worth.
    worth: Vec<i64>,
    /// Whether each block is left out: hidden, or a copy.
    off: Vec<bool>,
}

/// What each block of a page is.
pub fn kinds(page: &Page) -> Vec<Kind> {
    page.blocks.iter().map(kind).collect()
}

/// Finds the article.
///
/// `titles` are the lines that are surely its title.
pub fn find(page: &Page, kinds: &[Kind], titles: &[usize]) -> Article {
    let mut judge = Judge { page, kinds, titles, worth: Vec::new(), off: Vec::new() };
    judge.hide();
    judge.value();
    let mut chosen = judge.choose(false);
    for _ in 0..3 {
        let Some(first) = chosen.first().copied() else { break };
        if !judge.leave_copies_out(first) {
            break;
        }
        judge.value();
        chosen = judge.choose(false);
    }
    // Among texts of like length the one below the title is meant.
    if !judge.is_bulk(&chosen) && !judge.is_titled(&chosen) {
        chosen = judge.choose(true);
    }
    judge.article(&chosen)
}

impl Judge<'_> {
    /// Leaves hidden blocks out. Where most of the text is hidden, a program was to show it; and
    /// pages that a reader turns are hidden but the first.
    fn hide(&mut self) {
        let mut shown: HashSet<usize> = HashSet::new();
        let (seen, unseen) =
            (self.prose(0, self.page.blocks.len(), false), self.prose(0, self.page.blocks.len(), true));
        let areas = &self.page.areas;
        let hidden = areas.iter().enumerate().filter(|(_, area)| area.hidden);
        if seen * 4 < unseen {
            shown.extend(
                hidden
                    .clone()
                    .filter(|(_, a)| self.prose(a.first, a.end, true) * 2 > unseen)
                    .map(|(at, _)| at),
            );
        }
        if self.is_paged() {
            shown.extend(self.pages());
        }
        shown.extend(self.folded());
        let mut change = vec![0_i32; self.page.blocks.len() + 1];
        for (_, area) in hidden.filter(|(at, _)| !shown.contains(at)) {
            for (at, step) in [(area.first, 1), (area.end, -1)] {
                if let Some(change) = change.get_mut(at) {
                    *change += step;
                }
            }
        }
        let mut depth = 0;
        self.off = change
            .iter()
            .take(self.page.blocks.len())
            .map(|step| {
                depth += step;
                depth > 0
            })
            .collect();
    }

    /// How much prose stands, hidden or not, in a range of blocks.
    fn prose(&self, first: usize, end: usize, hidden: bool) -> usize {
        let blocks = self.page.blocks.get(first..end).unwrap_or_default();
        let blocks = blocks.iter().zip(self.kinds.get(first..end).unwrap_or_default());
        let prose = blocks.filter(|(block, kind)| block.hidden == hidden && **kind == Kind::Prose);
        prose.map(|(block, _)| block.text.chars().count()).sum()
    }

    /// Whether readers turn pages within the page.
    fn is_paged(&self) -> bool {
        let turns = |text: &str| text.contains("下一页") || text.contains("第1页") || text.contains("下页");
        let visible = self.page.blocks.iter().zip(self.kinds).filter(|(block, _)| !block.hidden);
        let mut turning = visible.filter(|(_, kind)| matches!(kind, Kind::Furniture | Kind::Links));
        turning.any(|(block, _)| turns(&fold(&block.text)))
    }

    /// Hidden elements that are like a shown one beside them with prose.
    fn pages(&self) -> Vec<usize> {
        let areas = &self.page.areas;
        let has_prose =
            |area: &Area| self.kinds.get(area.first..area.end).unwrap_or_default().contains(&Kind::Prose);
        let shown: HashSet<(Option<usize>, &str)> = areas
            .iter()
            .filter(|area| !area.hidden && has_prose(area))
            .map(|area| (area.parent, area.shape.as_str()))
            .collect();
        let like =
            |area: &Area| area.hidden && has_prose(area) && shown.contains(&(area.parent, &area.shape));
        areas.iter().enumerate().filter(|(_, area)| like(area)).map(|(at, _)| at).collect()
    }

    /// Hidden elements that a click on the heading before each of them unfolds: at least two alike.
    fn folded(&self) -> Vec<usize> {
        let areas = &self.page.areas;
        let mut last: HashMap<Option<usize>, &Area> = HashMap::new();
        let mut alike: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, area) in areas.iter().enumerate() {
            let before = last.insert(area.parent, area);
            let is_heading = |before: &&Area| {
                let texts = self.kinds.get(before.first..before.end).unwrap_or_default();
                !before.hidden
                    && before.end == area.first
                    && before.shape != area.shape
                    && (1..=3).contains(&texts.len())
                    && texts.iter().all(|kind| matches!(kind, Kind::Prose | Kind::Plain))
            };
            if area.hidden && area.end > area.first && before.as_ref().is_some_and(is_heading) {
                alike.entry(&area.shape).or_default().push(at);
            }
        }
        alike.into_values().filter(|list| list.len() >= 2).flatten().collect()
    }

    fn value(&mut self) {
        let mut worth: Vec<i64> = Vec::with_capacity(self.kinds.len());
        for (block, kind) in self.page.blocks.iter().zip(self.kinds) {
            let count = block.text.chars().filter(|c| !c.is_whitespace()).count();
            let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 1024);
            worth.push(match kind {
                Kind::Prose | Kind::Table => signed(count),
                Kind::Plain | Kind::Attachment => signed(count.min(PLAIN).div_ceil(2)),
                Kind::Info => 0,
                Kind::Links => -2 * signed(block.linked.min(count)),
                Kind::Furniture | Kind::Index => -signed(count),
            });
        }
        for (value, off) in worth.iter_mut().zip(&self.off) {
            *value = if *off { 0 } else { *value };
        }
        // A frame that holds the bulk of the text is none.
        let text = |frame: bool| -> i64 {
            let blocks = self.page.blocks.iter().zip(&worth).filter(|(block, _)| block.frame == frame);
            blocks.map(|(_, value)| (*value).max(0)).sum()
        };
        if text(true) < text(false) {
            for (value, block) in worth.iter_mut().zip(&self.page.blocks) {
                *value = if block.frame { -value.abs() } else { *value };
            }
        }
        self.worth = worth;
    }

    /// Whether an element holds a title or begins soon behind one.
    fn has_title(&self, area: &Area) -> bool {
        self.titles.iter().any(|title| area.first <= title + BEHIND && area.end > *title)
    }

    fn is_titled(&self, chosen: &[usize]) -> bool {
        chosen.iter().filter_map(|at| self.page.areas.get(*at)).any(|area| self.has_title(area))
    }

    /// Whether the chosen areas hold the bulk of the page's text.
    fn is_bulk(&self, chosen: &[usize]) -> bool {
        let text = |at: usize| self.worth.get(at).copied().unwrap_or(0).max(0);
        let areas = chosen.iter().filter_map(|at| self.page.areas.get(*at));
        let held: i64 = areas.flat_map(|area| self.shown(area)).map(text).sum();
        let all: i64 = self.worth.iter().map(|value| (*value).max(0)).sum();
        held > 0 && held as f64 >= BULK * all as f64
    }

    /// The areas that hold the article; none where nothing is worth anything. `titled`: only such as
    /// have its title.
    fn choose(&self, titled: bool) -> Vec<usize> {
        let mut sums = vec![0_i64];
        let mut gains = vec![0_i64];
        for value in &self.worth {
            sums.push(sums.last().copied().unwrap_or(0) + value);
            gains.push(gains.last().copied().unwrap_or(0) + value.max(&0));
        }
        let over = |sums: &[i64], area: &Area| {
            sums.get(area.end).copied().unwrap_or(0) - sums.get(area.first).copied().unwrap_or(0)
        };
        let areas = &self.page.areas;
        let open = || areas.iter().enumerate().filter(|(_, area)| !titled || self.has_title(area));
        let best = open().map(|(_, area)| over(&sums, area)).max();
        let Some(best) = best.filter(|best| *best > 0) else { return Vec::new() };
        let near = open().filter(|(_, area)| over(&sums, area) == best);
        let Some((chosen, area)) =
            near.min_by_key(|(at, area)| (area.end - area.first, std::cmp::Reverse(*at)))
        else {
            return Vec::new();
        };
        let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, inner) in areas.iter().enumerate().filter(|(_, inner)| inner.first >= area.first) {
            if let Some(name) = inner.article.filter(|_| inner.end <= area.end) {
                let list = known.entry(name).or_default();
                let end = list.last().and_then(|last| areas.get(*last)).map_or(0, |last| last.end);
                if inner.first >= end && inner.end > inner.first {
                    list.push(at);
                }
            }
        }
        let held = |list: &Vec<usize>| -> i64 {
            list.iter().filter_map(|at| areas.get(*at)).map(|area| over(&gains, area)).sum()
        };
        let size = |list: &Vec<usize>| -> usize {
            list.iter().filter_map(|at| areas.get(*at)).map(|area| area.end - area.first).sum()
        };
        let gained = over(&gains, area);
        let lacking = ((KNOWN * gained as f64) as i64).clamp(*LACKING.start(), *LACKING.end());
        let enough = (gained - lacking).max(gained * 2 / 3).max(1);
        let holding = known.into_values().filter(|list| held(list) >= enough);
        holding.min_by_key(|list| (size(list), list.len())).unwrap_or_else(|| vec![chosen])
    }

    /// Leaves blocks out that stand on the page twice: copies for small screens and for printing.
    /// `around` is the chosen element. Says whether it found any.
    fn leave_copies_out(&mut self, around: usize) -> bool {
        let areas = &self.page.areas;
        let Some(whole) = areas.get(around) else { return false };
        let total = self.length(whole);
        let large = areas.iter().filter(|area| {
            area.first >= whole.first
                && area.end <= whole.end
                && COPY.contains(&(self.length(area) as f64 / total.max(1) as f64))
        });
        let mut kept: Vec<(&Area, HashSet<&str>)> = Vec::new();
        // Elements in elements repeat each other's lines: few levels are enough.
        for area in large.take(64) {
            if kept.iter().any(|(other, _)| other.first < area.end && area.first < other.end) {
                continue;
            }
            let lines = self.lines(area);
            let same = |other: &HashSet<&str>| {
                let shared = lines.iter().filter(|line| other.contains(**line));
                let total: usize = lines.iter().map(|line| line.len()).sum();
                total > 0 && shared.map(|line| line.len()).sum::<usize>() as f64 >= SAME * total as f64
            };
            if kept.iter().any(|(_, other)| same(other)) {
                let (first, end) = (area.first, area.end);
                self.off.get_mut(first..end).unwrap_or_default().fill(true);
                return true;
            }
            kept.push((area, lines));
        }
        false
    }

    fn shown(&self, area: &Area) -> impl Iterator<Item = usize> {
        (area.first..area.end).filter(|at| !self.off.get(*at).copied().unwrap_or(true))
    }

    fn length(&self, area: &Area) -> usize {
        self.shown(area).filter_map(|at| self.page.blocks.get(at)).map(|block| block.text.len()).sum()
    }

    fn lines(&self, area: &Area) -> HashSet<&str> {
        let texts = self.shown(area).filter_map(|at| self.page.blocks.get(at)).map(|block| block.text.trim());
        texts.filter(|text| text.chars().count() > 4).collect()
    }

    /// The lines of the chosen areas, less what stands around the article in them.
    fn article(&self, chosen: &[usize]) -> Article {
        let areas: Vec<&Area> = chosen.iter().filter_map(|at| self.page.areas.get(*at)).collect();
        let mut lines: Vec<usize> = areas.iter().flat_map(|area| self.shown(area)).collect();
        if lines.is_empty() || !self.is_bulk(chosen) && !self.is_titled(chosen) {
            let lines = (0..self.page.blocks.len()).filter(|at| !self.off.get(*at).copied().unwrap_or(true));
            return Article {
                lines: lines.collect(),
                whole: true,
                range: (0, self.page.blocks.len()),
                opening: 0,
            };
        }
        let range = (lines.first().copied().unwrap_or(0), lines.last().map_or(0, |last| last + 1));
        let kind = |at: &usize| self.kinds.get(*at).copied().unwrap_or(Kind::Plain);
        let is_text = |at: &&usize| matches!(kind(at), Kind::Prose | Kind::Table);
        let opening = lines.iter().find(is_text).or(lines.first()).copied().unwrap_or(0);
        let last = lines.iter().rev().find(is_text).or(lines.last()).copied().unwrap_or(0);
        lines.retain(|at| match kind(at) {
            Kind::Furniture => false,
            Kind::Links | Kind::Index => (opening..last).contains(at),
            Kind::Info => *at >= opening,
            Kind::Prose | Kind::Plain | Kind::Table | Kind::Attachment => true,
        });
        self.leave_twins_out(&mut lines, opening);
        Article { lines, opening, whole: false, range }
    }

    /// Leaves out what stands above the first sentence and is said again below: the page's title
    /// above the notice's own, which may take several lines.
    fn leave_twins_out(&self, lines: &mut Vec<usize>, opening: usize) {
        let bare = |at: &usize| -> String {
            let text = self.page.blocks.get(*at).map_or("", |block| block.text.as_str());
            text.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        let lead: Vec<String> = lines.iter().take_while(|at| **at < opening).take(16).map(bare).collect();
        let mut twins = Vec::new();
        for (at, text) in lead.iter().enumerate().filter(|(_, text)| text.chars().count() >= 8) {
            let below = lead.get(at + 1..).unwrap_or_default();
            let is_again = |count: usize| below.windows(count).any(|lines| lines.concat() == *text);
            if (1..=4).any(is_again) {
                twins.push(at);
            }
        }
        let mut place = 0;
        lines.retain(|_| {
            place += 1;
            !twins.contains(&(place - 1))
        });
    }
}
