//! Pages → paragraphs and tables of the text.
//!
//! Lines that a typesetter broke are joined again by geometry: the next line begins at the margin, and
//! what it begins with would not have fitted. A paragraph that runs over the end of a page or column
//! is joined with what stands there.

use std::collections::HashMap;

use crate::intake::compose::Composer;

use super::{
    lines::Line,
    marks::{begins_number, ends_sentence, join},
    page::{ASIDE, Page, Piece},
    tables::Table,
};

/// Room at the end of a line that is no end of a paragraph, in ems: wide setting, hanging stops.
const ROOM: f32 = 0.4;

/// A line that begins so many ems right of the margin is indented.
const INDENT: f32 = 0.8;

/// The deepest indent of a first line, in ems; what stands farther in is centred or set right.
const DEEPEST: f32 = 4.5;

/// The space on both sides of a centred line differs by no more, in ems.
const CENTRED: f32 = 0.4;

/// Lines that are larger than the usual by this factor are titles.
const TITLE: f32 = 1.2;

/// The widest usual distance of lines, in ems.
const PITCH: f32 = 2.5;

/// Sizes of one paragraph differ by no more than this part.
const SIZES: f32 = 0.08;

/// Lines farther apart than the usual by this factor are of two paragraphs.
const APART: f32 = 1.3;

/// Where paragraphs are set apart by space, their first lines are lower than the usual by this factor.
const SPACED: f32 = 1.12;

/// How near lines must come to a margin to tell it, in ems.
const NEAR: f32 = 0.4;

/// So many paragraphs must begin with an indent, for each that does not, to say that all do.
const FIRM: usize = 8;

/// The margins of a column: left and right edge, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Margins {
    left: f32,
    right: f32,
}

/// Pages of one kind: their width in points, whether they are even, the column.
type Kind = (i32, bool, usize);

/// What all lines together tell about how the text was set.
struct Habit {
    /// The margins of every page's columns.
    margins: Vec<HashMap<usize, Margins>>,
    /// Whether an indent begins a paragraph.
    indented: bool,
    /// Whether nothing else begins one: hardly a line at the margin follows one that is not full.
    firm: bool,
    /// The usual distance of lines, in ems.
    pitch: f32,
    /// Whether paragraphs are set apart by space.
    spaced: bool,
    /// The usual em, in points.
    size: f32,
}

/// Writes the pages.
pub(super) fn print(mut pages: Vec<Page>, composer: &mut Composer) {
    join_tables(&mut pages);
    let habit = habit(&pages);
    let mut open = Open::default();
    for (at, page) in pages.into_iter().enumerate() {
        open.page(composer);
        for piece in page.pieces {
            match piece {
                Piece::Line(line) => open.line(line, at, &habit, composer),
                Piece::Table(table) => {
                    open.close(composer);
                    composer.table(table.rows);
                }
            }
        }
    }
    open.close(composer);
}

/// The paragraph that is being written.
#[derive(Default)]
struct Open {
    text: String,
    /// Its last line and the page that it stands on.
    last: Option<(Line, usize)>,
    /// How many pages began since.
    pages: usize,
}

impl Open {
    /// Begins a page. A paragraph that may go on there is kept back.
    fn page(&mut self, composer: &mut Composer) {
        if self.last.is_some() {
            self.pages += 1;
        } else {
            composer.page();
        }
    }

    fn line(&mut self, line: Line, at: usize, habit: &Habit, composer: &mut Composer) {
        let goes_on = self.last.as_ref().is_some_and(|(last, page)| habit.goes_on(last, *page, &line, at));
        if goes_on {
            join(&mut self.text, &line.text);
        } else {
            self.close(composer);
            self.text = "\u{3000}".repeat(habit.indent(&line, at)) + &line.text;
        }
        self.last = Some((line, at));
    }

    fn close(&mut self, composer: &mut Composer) {
        if self.last.take().is_some() {
            composer.paragraph(&self.text, 0);
        }
        for _ in 0..std::mem::take(&mut self.pages) {
            composer.page();
        }
    }
}

impl Habit {
    fn margins(&self, line: &Line, page: usize) -> Option<Margins> {
        self.margins.get(page)?.get(&line.column).copied()
    }

    /// How many ems the line is indented, where that may begin a paragraph.
    fn indent(&self, line: &Line, page: usize) -> usize {
        let Some(margins) = self.margins(line, page) else { return 0 };
        let em = line.size.max(1.0);
        let (ems, rest) = ((line.x0 - margins.left) / em, (margins.right - line.x1) / em);
        // A line of two ems at both sides is rather a paragraph than centred, unless it is a title.
        let first = (ems - 2.0).abs() < 0.3 && line.size <= self.size * 1.1;
        let centred = (ems - rest).abs() < CENTRED && !first || line.size > TITLE * self.size;
        if (0.0..DEEPEST).contains(&ems) && !centred { ems.round() as usize } else { 0 }
    }

    /// Whether a line goes on in the next.
    fn goes_on(&self, line: &Line, page: usize, next: &Line, next_page: usize) -> bool {
        let (Some(own), Some(others)) = (self.margins(line, page), self.margins(next, next_page)) else {
            return false;
        };
        // What stood on a page between is not known.
        if next_page > page + 1 {
            return false;
        }
        let same_size = (line.size - next.size).abs() <= SIZES * line.size;
        let at_margin = (next.x0 - others.left).abs() <= INDENT * next.size;
        let deep = line.x0 - own.left > DEEPEST * line.size;
        let full = is_full(line, next, own);
        let ended = ends_sentence(&line.text);
        // Where every paragraph is indented, a line at the margin goes on with an open sentence, however the
        // figures in it made it short.
        let open = self.firm && !ended && self.indent(line, page) + self.at_left(line, own) > 0;
        if !same_size || !at_margin || deep || !(full || open) {
            return false;
        }
        if page == next_page && line.column == next.column {
            let down = (next.y - line.y) / line.size.max(1.0) / self.pitch;
            if !(0.0..=if self.spaced { SPACED } else { APART }).contains(&down) {
                return false;
            }
            if self.spaced {
                return !(ended && begins_number(&next.text));
            }
        }
        // Without indents a full line that ends in a full stop is rather the end of its paragraph.
        if !self.indented && line.text.ends_with(['。', '！', '？', '.', '!', '?']) {
            return false;
        }
        // In mid-sentence a number is one of the text: what begins a line is indented.
        !begins_number(&next.text) || self.indented && !ended || self.firm
    }

    /// 1 where a line begins at its column's margin.
    fn at_left(&self, line: &Line, own: Margins) -> usize {
        usize::from((line.x0 - own.left).abs() <= INDENT * line.size)
    }
}

/// Whether what the next line begins with would not have fitted.
fn is_full(line: &Line, next: &Line, own: Margins) -> bool {
    line.x1 + next.lead + ROOM * line.size > own.right
}

fn habit(pages: &[Page]) -> Habit {
    let mut habit = Habit {
        margins: margins(pages),
        indented: false,
        firm: false,
        pitch: PITCH,
        spaced: false,
        size: 0.0,
    };
    let mut sizes: Vec<f32> = pages.iter().flat_map(Page::lines).map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    habit.size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let mut pitches: Vec<f32> = Vec::new();
    let (mut indents, mut lines) = (0usize, 0usize);
    // Lines behind one that is not full: indented, at the margin.
    let (mut first_in, mut first_out) = (0usize, 0usize);
    for (at, page) in pages.iter().enumerate() {
        let mut before: Option<&Line> = None;
        for line in page.lines() {
            lines += 1;
            let indented = (1..=4).contains(&habit.indent(line, at));
            indents += usize::from(indented);
            if let Some((last, own)) = before.zip(before.and_then(|last| habit.margins(last, at)))
                && last.column == line.column
                && !is_full(last, line, own)
            {
                first_in += usize::from(indented);
                first_out += usize::from(!indented && (line.x0 - own.left).abs() <= INDENT * line.size);
            }
            if let Some(before) = before.filter(|before| before.column == line.column && line.y > before.y) {
                pitches.push((line.y - before.y) / before.size.max(1.0));
            }
            before = Some(line);
        }
    }
    pitches.sort_by(f32::total_cmp);
    // Lines of one paragraph are the nearest to each other, and there are many of them.
    habit.pitch = pitches.get(pitches.len() / 3).copied().unwrap_or(PITCH).min(PITCH);
    let apart = |pitch: &&f32| (SPACED * habit.pitch..3.0 * habit.pitch).contains(*pitch);
    habit.spaced = pitches.iter().filter(apart).count() * 8 >= pitches.len().max(8);
    habit.indented = indents * 25 >= lines;
    habit.firm = habit.indented && first_in >= FIRM && first_out * FIRM <= first_in;
    habit
}

/// The margins of every page's columns: its own where enough lines tell them, else those of pages like it.
fn margins(pages: &[Page]) -> Vec<HashMap<usize, Margins>> {
    let mut like: HashMap<Kind, Vec<Margins>> = HashMap::new();
    let mut all: Vec<HashMap<usize, Margins>> = Vec::new();
    let kind = |at: usize, page: &Page, column: usize| (page.width as i32, at % 2 == 1, column);
    for (at, page) in pages.iter().enumerate() {
        let mut own: HashMap<usize, Margins> = HashMap::new();
        let mut columns: HashMap<usize, Vec<&Line>> = HashMap::new();
        for line in page.lines().filter(|line| line.column != ASIDE) {
            columns.entry(line.column).or_default().push(line);
        }
        for (column, lines) in columns {
            let (margins, sure) = column_margins(&lines, page.width);
            if sure {
                like.entry(kind(at, page, column)).or_default().push(margins);
            }
            own.insert(column, margins);
        }
        all.push(own);
    }
    let usual: HashMap<Kind, Margins> = like.into_iter().map(|(kind, all)| (kind, middle(&all))).collect();
    for (at, (page, own)) in pages.iter().zip(&mut all).enumerate() {
        for (column, margins) in own {
            let (wide, even, column) = kind(at, page, *column);
            let usual = usual.get(&(wide, even, column)).or_else(|| usual.get(&(wide, !even, column)));
            if let Some(usual) = usual {
                // A page of short paragraphs tells neither margin.
                margins.left = margins.left.min(usual.left);
                margins.right = margins.right.max(usual.right);
            }
        }
    }
    all
}

/// The margins that the lines of a column tell, and whether there are enough of them. Where there are
/// not, the right margin is taken to be as wide as the left.
fn column_margins(lines: &[&Line], page: f32) -> (Margins, bool) {
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let em = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let mut lefts: Vec<f32> = lines.iter().map(|line| line.x0).collect();
    let mut rights: Vec<f32> = lines.iter().map(|line| -line.set).collect();
    lefts.sort_by(f32::total_cmp);
    rights.sort_by(f32::total_cmp);
    let enough = (lines.len() / 10).max(2);
    let (left, right) = (margin(&lefts, em, enough), margin(&rights, em * 2.0, enough));
    let sure = left.is_some() && right.is_some() && lines.len() >= 4;
    let widest = |all: &[f32]| all.first().copied().unwrap_or(0.0);
    let left = left.unwrap_or(widest(&lefts));
    let mut right = -right.unwrap_or(widest(&rights));
    if !sure {
        right = right.max(page - left);
    }
    // Where nearly every line begins a paragraph, a single one that goes on tells the margin.
    let goes_on = |pair: &&[&Line]| {
        let [line, next] = pair else { return false };
        let full = line.x1 + next.lead + em > right && (line.x0 - left).abs() < em;
        full && (INDENT * em..DEEPEST * em).contains(&(left - next.x0))
    };
    let margin = lines.windows(2).find(goes_on).and_then(|pair| pair.last()).map_or(left, |line| line.x0);
    (Margins { left: margin, right }, sure)
}

/// The outermost of sorted edges beside which so many others stand: the innermost of those, since a
/// stop may hang over.
fn margin(edges: &[f32], em: f32, enough: usize) -> Option<f32> {
    let ends = |all: &[f32]| Some((*all.first()?, *all.last()?));
    edges
        .windows(enough)
        .filter_map(ends)
        .find(|(outer, inner)| inner - outer <= NEAR * em)
        .map(|(_, inner)| inner)
}

/// The middle one of margins of like pages.
fn middle(all: &[Margins]) -> Margins {
    let pick = |edge: &dyn Fn(&Margins) -> f32| {
        let mut edges: Vec<f32> = all.iter().map(edge).collect();
        edges.sort_by(f32::total_cmp);
        edges.get(edges.len() / 2).copied().unwrap_or(0.0)
    };
    Margins { left: pick(&|margins| margins.left), right: pick(&|margins| margins.right) }
}

/// What is printed over the rest of a table on its next page.
const GOES_ON: [&str; 6] = ["续表", "（续表）", "(续表)", "续上表", "（续上表）", "（续）"];

/// Joins tables that go on over the end of a page: the last piece of one and the first of the next.
fn join_tables(pages: &mut [Page]) {
    let mut home: Option<usize> = None;
    for at in 0..pages.len() {
        let Some(page) = pages.get_mut(at) else { break };
        if page.pieces.is_empty() {
            continue;
        }
        if let [Piece::Line(line), Piece::Table(_), ..] = page.pieces.as_slice()
            && home.is_some()
            && GOES_ON.contains(&line.text.as_str())
        {
            page.pieces.remove(0);
        }
        let first = match page.pieces.first() {
            Some(Piece::Table(_)) if home.is_some() => match page.pieces.remove(0) {
                Piece::Table(table) => Some(table),
                Piece::Line(_) => None,
            },
            _ => None,
        };
        let rest = page.pieces.len();
        let ends_in_table = matches!(page.pieces.last(), Some(Piece::Table(_)));
        let mut joined = false;
        if let Some(first) = first {
            match home.and_then(|home| last_table(pages, home)).map(|table| table.take_next(first)) {
                Some(Ok(())) => joined = true,
                Some(Err(table)) => {
                    if let Some(page) = pages.get_mut(at) {
                        page.pieces.insert(0, Piece::Table(*table));
                    }
                }
                None => {}
            }
        }
        if joined && rest == 0 {
            continue;
        }
        home = (ends_in_table || !joined && rest == 0).then_some(at);
    }
}

/// The table with which a page ends.
fn last_table(pages: &mut [Page], at: usize) -> Option<&mut Table> {
    match pages.get_mut(at)?.pieces.last_mut()? {
        Piece::Table(table) => Some(table),
        Piece::Line(_) => None,
    }
}
