//! Glyphs → the lines that are printed.
//!
//! Glyphs come in the order of their drawing. What follows on one baseline is a run; the runs of one
//! baseline that stand near each other are a line, whatever was drawn between them: LibreOffice draws
//! the quotation marks of a line apart from it.

use super::glyphs::Glyph;

/// How far the next glyph of a run may be off, in ems: kerning, wide setting, a space.
const RUN: f32 = 0.9;

/// How far back the next glyph of a run may begin, in ems: glyphs narrower than their font says.
const BACK: f32 = 0.7;

/// How far the baselines of one line may be apart, in ems: raised figures.
const LEVEL: f32 = 0.35;

/// The widest gap in a line between what was drawn one after the other, in ems. Cells of a table
/// without rules may be as near, and are drawn apart.
const GAP: f32 = 2.0;

/// The widest gap between characters that are set apart one by one (通　　报), in ems.
const SPREAD: f32 = 6.0;

/// A gap between Latin letters that is a space, in ems.
const SPACE: f32 = 0.2;

/// A gap between figures that is a space, in ems: figures are often set apart.
const SPACE_OF_FIGURES: f32 = 0.75;

/// A printed line, or a piece of one. Lengths are in points from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// Its right edge without a stop at its end, which may hang over the margin.
    pub(super) set: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The em of its largest characters.
    pub(super) size: f32,
    /// Its text.
    pub(super) text: String,
    /// The width of what cannot be parted at its beginning: a character with the stop behind it, a
    /// word, a number.
    pub(super) lead: f32,
    /// Which place its first glyph had in the drawing.
    pub(super) order: usize,
    /// Which column of the page it stands in.
    pub(super) column: usize,
}

/// Glyphs that were drawn one after another on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Run {
    glyphs: Vec<Glyph>,
    order: usize,
    /// The place of its last glyph in the drawing.
    end: usize,
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The em of its largest characters.
    pub(super) size: f32,
}

impl Run {
    fn new(glyph: Glyph, order: usize) -> Self {
        Self {
            order,
            end: order,
            x0: glyph.x0,
            x1: glyph.x1,
            y: glyph.y,
            size: glyph.size,
            glyphs: vec![glyph],
        }
    }

    fn takes(&self, glyph: &Glyph) -> bool {
        let Some(last) = self.glyphs.last() else { return false };
        let em = last.size.max(glyph.size);
        // A space that was drawn may be as wide as the writer likes only by its own width.
        (last.y - glyph.y).abs() < LEVEL * em
            && glyph.x0 >= last.x1 - BACK * em
            && glyph.x0 >= last.x0
            && glyph.x0 <= last.x1 + RUN * em
    }

    fn push(&mut self, glyph: Glyph, order: usize) {
        self.end = order;
        self.x1 = self.x1.max(glyph.x1);
        self.size = self.size.max(glyph.size);
        self.glyphs.push(glyph);
    }

    /// Takes another run of the same line.
    fn join(&mut self, other: Self) {
        self.x0 = self.x0.min(other.x0);
        self.x1 = self.x1.max(other.x1);
        if other.size > self.size {
            (self.size, self.y) = (other.size, other.y);
        }
        self.order = self.order.min(other.order);
        self.end = other.end;
        self.glyphs.extend(other.glyphs);
    }

    /// Whether it is nothing but punctuation, which may come from another font than its line.
    fn is_loose(&self) -> bool {
        self.glyphs.iter().all(|glyph| "“”‘’—…·《》（）〔〕".contains(glyph.c))
    }

    /// Whether it is a character or two that may be set apart from its neighbours.
    fn is_spread(&self) -> bool {
        self.glyphs.len() <= 2 && self.glyphs.iter().all(|glyph| is_chinese(glyph.c))
    }
}

/// The runs of glyphs, each with its place in the drawing.
pub(super) fn runs(glyphs: impl IntoIterator<Item = (usize, Glyph)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (order, glyph) in glyphs {
        match runs.last_mut() {
            Some(run) if run.takes(&glyph) => run.push(glyph, order),
            _ => runs.push(Run::new(glyph, order)),
        }
    }
    runs
}

/// The lines of runs that stand in one column, in the order of their drawing.
pub(super) fn lines(mut runs: Vec<Run>, column: usize) -> Vec<Line> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Line> = Vec::new();
    let mut level: Vec<Run> = Vec::new();
    for run in runs {
        let same =
            level.first().is_some_and(|first| (run.y - first.y).abs() < LEVEL * first.size.max(run.size));
        if !same {
            lines.extend(level_lines(std::mem::take(&mut level)).filter_map(|run| line(run, column)));
        }
        level.push(run);
    }
    lines.extend(level_lines(level).filter_map(|run| line(run, column)));
    lines.sort_by_key(|line| line.order);
    lines
}

/// Joins the runs of one baseline that stand near each other.
fn level_lines(mut runs: Vec<Run>) -> impl Iterator<Item = Run> {
    runs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut joined: Vec<Run> = Vec::new();
    let mut spread = false;
    for run in runs {
        let Some(last) = joined.last_mut() else {
            spread = run.is_spread();
            joined.push(run);
            continue;
        };
        spread &= run.is_spread();
        let em = last.size.max(run.size);
        let next = run.order == last.end + 1 || run.is_loose() || last.is_loose();
        let widest = if spread {
            SPREAD
        } else if next {
            GAP
        } else {
            RUN
        };
        if run.x0 - last.x1 <= widest * em {
            last.join(run);
        } else {
            spread = run.is_spread();
            joined.push(run);
        }
    }
    joined.into_iter()
}

/// The line that a run makes; none where it is blank.
fn line(run: Run, column: usize) -> Option<Line> {
    let mut glyphs = run.glyphs;
    glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let blank = |glyph: &Glyph| glyph.c.is_whitespace();
    let first = glyphs.iter().position(|glyph| !blank(glyph))?;
    let last = glyphs.iter().rposition(|glyph| !blank(glyph))?;
    let glyphs = glyphs.get(first..=last)?;
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if before.is_some_and(|before| is_space(before, glyph)) {
            text.push(' ');
        }
        text.push(glyph.c);
        before = Some(glyph);
    }
    let x0 = glyphs.first()?.x0;
    let x1 = glyphs.iter().fold(x0, |edge, glyph| edge.max(glyph.x1));
    let set =
        glyphs.iter().rev().skip_while(|glyph| is_stop(glyph.c)).map(|glyph| glyph.x1).next().unwrap_or(x1);
    let lead = lead(glyphs) - x0;
    Some(Line { x0, x1, set, y: run.y, size: run.size, text, lead, order: run.order, column })
}

/// Whether there is a space between two glyphs: only between Latin words and figures.
fn is_space(before: &Glyph, after: &Glyph) -> bool {
    let (a, b) = (before.c, after.c);
    if !a.is_ascii() || !b.is_ascii() {
        return false;
    }
    let gap = (after.x0 - before.x1) / before.size.max(after.size);
    if after.spaced {
        return gap > 0.05;
    }
    let figures = a.is_ascii_digit() || b.is_ascii_digit();
    let letters = a.is_ascii_alphabetic() && b.is_ascii_alphabetic();
    letters && gap > SPACE || figures && gap > SPACE_OF_FIGURES
}

/// Where the part at the beginning ends that a line break cannot part.
fn lead(glyphs: &[Glyph]) -> f32 {
    let mut end = 0.0;
    let mut word = true;
    let mut binds = true;
    for glyph in glyphs {
        word &= glyph.c.is_ascii() && !glyph.spaced;
        if !is_stop(glyph.c) && !"“‘".contains(glyph.c) && !word && !binds {
            break;
        }
        end = glyph.x1;
        // No line ends with an opening bracket; at quotation marks some programs break on neither side.
        binds = "（《〈“‘”’【〔(".contains(glyph.c);
    }
    end
}

/// Whether no line begins with this character (GB/T 15834).
pub(super) fn is_stop(c: char) -> bool {
    "，。、；：？！）》〉”’】〕…—·％,.;:?!)%".contains(c)
}

/// Whether a character is Chinese: an ideograph and no punctuation.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
