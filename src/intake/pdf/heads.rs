//! Running heads, footers and page numbers: what stands at the edge of pages and is no text.
//!
//! Only the outermost lines of a page are looked at, one level after the other, until a line is met
//! that is neither a page number nor repeated: a date at the foot of a page and a heading at its top stay.

use std::collections::HashMap;

use super::{
    marks::{begins_number, ends_sentence},
    page::{Page, Piece},
};

/// Heads and footers stand in this part of a page's height from its edge.
const ZONE: f32 = 0.16;

/// The most levels of lines in a head or footer.
const LEVELS: usize = 4;

/// A repeated line stands at the same height on its pages up to this, in points.
const SAME: f32 = 4.0;

/// Lines whose baselines are no farther apart stand on one level, in points.
const LEVEL: f32 = 4.0;

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
}

impl Edge {
    /// Its distance in steps as large as lines of one head may differ.
    fn level(&self) -> i32 {
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

/// Leaves out the heads, footers and page numbers of a document.
pub(super) fn leave_out(pages: &mut [Page]) {
    let edges: Vec<Vec<Vec<Edge>>> = pages.iter().map(levels).collect();
    let mut places: HashMap<(bool, &str), Vec<(usize, f32)>> = HashMap::new();
    let mut counted: HashMap<(bool, isize), usize> = HashMap::new();
    for (at, page) in edges.iter().enumerate() {
        for edge in page.iter().flatten() {
            places.entry((edge.foot, edge.folded.as_str())).or_default().push((at, edge.distance));
            if let Number::Bare(value) = edge.number {
                *counted.entry((edge.foot, value as isize - at as isize)).or_default() += 1;
            }
        }
    }
    // Where other text of the pages stands: a line at such a height is no head, though it be repeated.
    let mut single: HashMap<(bool, i32), usize> = HashMap::new();
    for edge in edges.iter().flatten().flatten() {
        let once = places.get(&(edge.foot, edge.folded.as_str())).is_none_or(|all| all.len() < 2);
        if once && edge.number == Number::None {
            *single.entry((edge.foot, edge.level())).or_default() += 1;
        }
    }
    let count = pages.len();
    let is_furniture = |at: usize, edge: &Edge| {
        let numbered = match edge.number {
            Number::Formed => true,
            Number::Bare(value) => {
                value == at + 1
                    || counted.get(&(edge.foot, value as isize - at as isize)).is_some_and(|n| *n > 1)
            }
            Number::None => false,
        };
        if numbered {
            return true;
        }
        let near = |(_, distance): &&(usize, f32)| (distance - edge.distance).abs() <= SAME;
        let times = places
            .get(&(edge.foot, edge.folded.as_str()))
            .map_or(0, |all| all.iter().take(count * 2).filter(near).count());
        // Odd and even pages may have heads of their own.
        let often = times * 2 >= count || times > 2 && times * 5 >= count * 2;
        let others: usize = (-1..=1).filter_map(|near| single.get(&(edge.foot, edge.level() + near))).sum();
        others * 3 <= times && times > if edge.is_text { 2 } else { 1 } && often
    };
    let mut out: Vec<Vec<usize>> = Vec::with_capacity(count);
    for (at, page) in edges.iter().enumerate() {
        let mut found = Vec::new();
        let mut ended = [false; 2];
        for level in page {
            let Some(ended) = level.first().and_then(|edge| ended.get_mut(usize::from(edge.foot))) else {
                continue;
            };
            if *ended {
                continue;
            }
            let known = found.len();
            found.extend(level.iter().filter(|edge| is_furniture(at, edge)).map(|edge| edge.piece));
            *ended = found.len() - known < level.len();
        }
        out.push(found);
    }
    for (page, found) in pages.iter_mut().zip(out) {
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
    let mut lines: Vec<(usize, f32, &str)> = page
        .pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| match piece {
            Piece::Line(line) => Some((at, line.y, line.text.as_str())),
            Piece::Table(_) => None,
        })
        .collect();
    lines.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out = Vec::new();
    let top = lines.iter().filter(|line| line.1 <= head).copied().collect();
    let bottom = lines.iter().rev().filter(|line| line.1 >= foot && line.1 > head).copied().collect();
    for (foot, lines) in [(false, top), (true, bottom)] {
        let lines: Vec<(usize, f32, &str)> = lines;
        let mut own: Vec<Vec<Edge>> = Vec::new();
        let mut height = f32::NAN;
        for (piece, y, text) in lines {
            // The first comparison is with no number at all, and so begins a level.
            if !((y - height).abs() <= LEVEL) {
                if own.len() == LEVELS {
                    break;
                }
                own.push(Vec::new());
                height = y;
            }
            let distance = if foot { page.height - y } else { y };
            if let Some(level) = own.last_mut() {
                level.push(edge(piece, foot, distance, text));
            }
        }
        out.extend(own);
    }
    out
}

fn edge(piece: usize, foot: bool, distance: f32, text: &str) -> Edge {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).take(LONG).collect();
    let folded = plain.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
    let is_text = begins_number(&plain) || ends_sentence(&plain);
    Edge { piece, foot, distance, folded, number: number(&plain), is_text }
}

/// What a line without white space says as a page number.
fn number(text: &str) -> Number {
    let figures = |text: &str| (1..=4).contains(&text.chars().count()) && text.chars().all(is_figure);
    if figures(text) {
        let value =
            text.chars().filter_map(|c| u32::from(c).checked_sub(if c.is_ascii() { 0x30 } else { 0xff10 }));
        return Number::Bare(value.fold(0, |sum, digit| sum * 10 + digit as usize));
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
    #[case("2026年", Number::None)]
    #[case("2026年1月8日", Number::None)]
    #[case("共9人", Number::None)]
    #[case("12345", Number::None)]
    #[case("", Number::None)]
    fn page_numbers_have_forms(#[case] text: &str, #[case] told: Number) {
        assert_eq!(number(text), told);
    }
}
