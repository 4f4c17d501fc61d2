//! Running heads, footers and page numbers: what stands at the edge of pages and is no text.
//!
//! Only the outermost lines of a page are looked at, one level after the other, until a line is met
//! that is neither a page number nor repeated: a date at the foot of a page and a heading at its top stay.

use std::collections::{HashMap, HashSet};

use super::{
    lines::Line,
    marks::{begins_number, ends_sentence},
    page::{ASIDE, Page, Piece},
};

/// Heads and footers stand in this part of a page's height from its edge.
const ZONE: f32 = 0.16;

/// The most levels of lines in a head or footer.
const LEVELS: usize = 4;

/// A repeated line stands at the same height on its pages up to this, in points.
const SAME: f32 = 4.0;

/// Lines whose baselines are no farther apart stand on one level, in points.
const LEVEL: f32 = 4.0;

/// Lines that are larger than the usual by this factor are titles.
const TITLE: f32 = 1.15;

/// A line at the very top that is smaller than the usual by this factor is a head, also where a document
/// has one page and nothing repeats it.
const SMALL: f32 = 0.8;

/// Such a head stands no farther from the top, in points (2.5 cm, less than any usual margin).
const TOP: f32 = 71.0;

/// The longest line that is looked at, in characters.
const LONG: usize = 80;

/// A line at the edge of a page.
struct Edge {
    /// Its place among the pieces of the page.
    piece: usize,
    /// Whether it stands at the foot.
    foot: bool,
    /// Its distance from the edge, in points.
    distance: f32,
    /// Its text without white space, and with every figure as 0.
    folded: String,
    number: Number,
    /// Whether it reads like text.
    is_text: bool,
    /// Its em, in points.
    size: f32,
}

impl Edge {
    /// Its distance in steps as large as lines of one head may differ.
    fn height(&self) -> i32 {
        (self.distance / SAME).round() as i32
    }
}

/// What a line says as a page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// Nothing.
    None,
    /// It has the form of one: — 3 —, 第3页.
    Formed,
    /// A bare figure.
    Bare(usize),
}

/// What the edges of all pages hold.
#[derive(Default)]
struct Census<'e> {
    pages: usize,
    /// How often a text stands at the head or foot, by its height.
    places: HashMap<(bool, &'e str), HashMap<i32, usize>>,
    /// How many pages bear a bare figure that is as much larger than their place.
    counted: HashMap<(bool, isize), usize>,
    /// How many lines that stand nowhere else there are at a height: no head is where text is.
    single: HashMap<(bool, i32), usize>,
    /// The usual em of lines, in points.
    size: f32,
}

impl<'e> Census<'e> {
    fn new(edges: &'e [Vec<Vec<Edge>>], size: f32) -> Self {
        let mut census = Self { pages: edges.len(), size, ..Self::default() };
        for (at, page) in edges.iter().enumerate() {
            for edge in page.iter().flatten() {
                let heights = census.places.entry((edge.foot, edge.folded.as_str())).or_default();
                *heights.entry(edge.height()).or_default() += 1;
                if let Number::Bare(value) = edge.number {
                    *census.counted.entry((edge.foot, value as isize - at as isize)).or_default() += 1;
                }
            }
        }
        for edge in edges.iter().flatten().flatten().filter(|edge| edge.number == Number::None) {
            let heights = census.places.get(&(edge.foot, edge.folded.as_str()));
            if heights.is_none_or(|heights| heights.values().sum::<usize>() < 2) {
                *census.single.entry((edge.foot, edge.height())).or_default() += 1;
            }
        }
        census
    }

    /// Whether a line of the page at a place is a page number.
    fn is_number(&self, at: usize, edge: &Edge) -> bool {
        match edge.number {
            Number::Formed => true,
            Number::Bare(value) => {
                let pages = self.counted.get(&(edge.foot, value as isize - at as isize));
                value == at + 1 || pages.is_some_and(|pages| *pages > 1)
            }
            Number::None => false,
        }
    }

    /// Whether a line is a head by its size and place alone.
    fn is_small_head(&self, edge: &Edge) -> bool {
        !edge.foot && !edge.is_text && edge.size < SMALL * self.size && edge.distance < TOP
    }

    /// Whether a line stands at the same height of many pages.
    fn is_repeated(&self, edge: &Edge) -> bool {
        let heights = self.places.get(&(edge.foot, edge.folded.as_str()));
        let near = || (-1..=1).map(|step| edge.height() + step);
        let times: usize = near().filter_map(|height| heights?.get(&height)).sum();
        let others: usize = near().filter_map(|height| self.single.get(&(edge.foot, height))).sum();
        // Odd and even pages may have heads of their own.
        let often = times * 2 >= self.pages || times > 2 && times * 5 >= self.pages * 2;
        often && others * 3 <= times && times > if edge.is_text { 2 } else { 1 }
    }
}

/// Leaves out the heads, footers and page numbers of a document.
pub(super) fn leave_out(pages: &mut [Page]) {
    let mut sizes: Vec<f32> = pages.iter().flat_map(Page::lines).map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let edges: Vec<Vec<Vec<Edge>>> = pages.iter().map(levels).collect();
    let census = Census::new(&edges, sizes.get(sizes.len() / 2).copied().unwrap_or(0.0));
    let mut titles: HashSet<&str> = HashSet::new();
    for (at, (page, levels)) in pages.iter_mut().zip(&edges).enumerate() {
        let mut found: HashSet<usize> = HashSet::new();
        let mut ended = [false; 2];
        for level in levels {
            let foot = level.first().is_some_and(|edge| edge.foot);
            let Some(ended) = ended.get_mut(usize::from(foot)).filter(|ended| !**ended) else { continue };
            let known = found.len();
            for edge in level {
                // What is repeated like a title, on cards of one form, is kept where it stands first.
                let kept = |titles: &mut HashSet<_>| {
                    edge.size > TITLE * census.size && titles.insert(edge.folded.as_str())
                };
                if census.is_number(at, edge)
                    || census.is_small_head(edge)
                    || census.is_repeated(edge) && !kept(&mut titles)
                {
                    found.insert(edge.piece);
                }
            }
            *ended = found.len() - known < level.len();
        }
        let mut at = 0;
        page.pieces.retain(|_| {
            at += 1;
            !found.contains(&(at - 1))
        });
    }
}

/// The outermost levels of a page, from its top inwards and from its foot inwards.
fn levels(page: &Page) -> Vec<Vec<Edge>> {
    let (mut head, mut foot) = (page.height * ZONE, page.height * (1.0 - ZONE));
    for piece in &page.pieces {
        if let Piece::Table(table) = piece {
            head = head.min(table.top);
            foot = foot.max(table.bottom);
        }
    }
    let mut lines: Vec<(usize, &Line)> = page
        .pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| match piece {
            Piece::Line(line) => (line.column != ASIDE).then_some((at, line)),
            Piece::Table(_) => None,
        })
        .collect();
    lines.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let top = lines.iter().filter(|line| line.1.y <= head);
    let bottom = lines.iter().rev().filter(|line| line.1.y >= foot && line.1.y > head);
    let mut out = gathered(top, |y| y, false);
    out.extend(gathered(bottom, |y| page.height - y, true));
    out
}

/// Lines from the edge of a page inwards, level by level.
fn gathered<'l>(
    lines: impl Iterator<Item = &'l (usize, &'l Line)>,
    distance: impl Fn(f32) -> f32,
    foot: bool,
) -> Vec<Vec<Edge>> {
    let mut levels: Vec<Vec<Edge>> = Vec::new();
    for (piece, line) in lines {
        let distance = distance(line.y);
        let level = levels.last().and_then(|level| level.first());
        if level.is_none_or(|edge| distance - edge.distance > LEVEL) {
            if levels.len() == LEVELS {
                break;
            }
            levels.push(Vec::new());
        }
        let plain: String = line.text.chars().filter(|c| !c.is_whitespace()).take(LONG).collect();
        let folded = plain.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
        let is_text = begins_number(&plain) || ends_sentence(&plain);
        let number = number(&plain);
        if let Some(level) = levels.last_mut() {
            level.push(Edge { piece: *piece, foot, distance, folded, number, is_text, size: line.size });
        }
    }
    levels
}

/// What a line without white space says as a page number.
fn number(text: &str) -> Number {
    let figures = |text: &str| (1..=4).contains(&text.chars().count()) && text.chars().all(is_figure);
    if figures(text) {
        let value =
            text.chars().filter_map(|c| u32::from(c).checked_sub(if c.is_ascii() { 0x30 } else { 0xff10 }));
        return Number::Bare(value.fold(0, |sum, digit| sum * 10 + digit as usize));
    }
    // The number of an issue whose words begin on the next page.
    if text.strip_suffix('.').is_some_and(figures) {
        return Number::None;
    }
    let bare = text.trim_matches(|c| "-—–―－─_·•.~～|".contains(c));
    if bare.len() < text.len() && figures(bare) {
        return Number::Formed;
    }
    // 第3页, 第3页共9页, 共9页第3页, 3/9, 第3/9页, Page 3 of 9
    let lower = bare.to_lowercase();
    let words = ["第", "共", "页", "/", ",", "，", "page", "of", "p.", "(", ")", "（", "）", "-", "—"];
    let mut rest = lower.as_str();
    let (mut counts, mut marks, mut paged) = (0, 0, false);
    while let Some(c) = rest.chars().next() {
        if is_figure(c) {
            let end = rest.find(|c| !is_figure(c)).unwrap_or(rest.len());
            counts += 1;
            if rest.get(..end).is_some_and(|digits| digits.chars().count() > 4) {
                return Number::None;
            }
            rest = rest.get(end..).unwrap_or("");
        } else if let Some(word) = words.iter().find(|word| rest.starts_with(**word)) {
            marks += 1;
            paged |= matches!(*word, "页" | "page" | "/");
            rest = rest.get(word.len()..).unwrap_or("");
        } else {
            return Number::None;
        }
    }
    let slashed = lower.contains('/') && !lower.contains(['页', '第']);
    if paged && (1..=2).contains(&counts) && marks <= 7 && (!slashed || counts == 2) {
        Number::Formed
    } else {
        Number::None
    }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("—3—", Number::Formed)]
    #[case("-12-", Number::Formed)]
    #[case("·3·", Number::Formed)]
    #[case("第3页", Number::Formed)]
    #[case("第3页共9页", Number::Formed)]
    #[case("第3页,共9页", Number::Formed)]
    #[case("共9页第3页", Number::Formed)]
    #[case("3/9", Number::Formed)]
    #[case("Page3of9", Number::Formed)]
    #[case("17", Number::Bare(17))]
    #[case("１７", Number::Bare(17))]
    #[case("8.", Number::None)]
    #[case("2026年", Number::None)]
    #[case("2026年1月8日", Number::None)]
    #[case("共9人", Number::None)]
    #[case("12345", Number::None)]
    #[case("", Number::None)]
    fn page_numbers_have_forms(#[case] text: &str, #[case] told: Number) {
        assert_eq!(number(text), told);
    }
}
