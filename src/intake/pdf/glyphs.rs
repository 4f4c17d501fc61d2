//! The drawing of a page → its glyphs, rules and pictures, upright and measured from the top left.

use std::collections::HashMap;

use hayro_cmap::{BfString, WritingMode};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt,
    font::{Glyph as Drawn, GlyphRun},
    interpret_page,
};
use hayro_syntax::{
    Pdf,
    object::{Array, Stream, dict::keys::CONTENTS},
    page::Page,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

use super::{
    radicals,
    rules::{self, Rule},
};

/// The most glyphs of a page that are kept. A page full of small print has 10,000.
const MAX_GLYPHS: usize = 100_000;

/// The most rules of a page that are kept. A dense sheet of a ledger has 2,000.
const MAX_RULES: usize = 20_000;

/// A character as it is drawn. Lengths are in points; a name of the page's upright system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character.
    pub(super) c: char,
    /// Its left edge.
    pub(super) x0: f32,
    /// Where the next character is due.
    pub(super) x1: f32,
    /// Its baseline, from the top.
    pub(super) y: f32,
    /// Its em.
    pub(super) size: f32,
    /// Whether a space was drawn before it.
    pub(super) spaced: bool,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The page's width, in points.
    pub(super) width: f32,
    /// The page's height, in points.
    pub(super) height: f32,
    /// The characters in the order of their drawing.
    pub(super) glyphs: Vec<Glyph>,
    /// Characters that run in another direction than most, each direction upright by itself.
    pub(super) aside: Vec<Glyph>,
    /// Straight lines along the edges of the page.
    pub(super) rules: Vec<Rule>,
    /// What share of the page pictures cover, 0 to 1.
    pub(super) pictured: f32,
    /// How many filled shapes there are that are no rules: letters drawn as outlines, among others.
    pub(super) shapes: usize,
    /// How many characters are drawn invisibly, as text recognised in a picture is.
    pub(super) hidden: usize,
    /// How many glyphs do not tell their character.
    pub(super) broken: usize,
    /// Whether the page's drawing is damaged, so that nothing of it is to be had.
    pub(super) lost: bool,
    /// Whether there are more characters than are kept.
    pub(super) full: bool,
}

/// Draws a page and keeps what is seen of it.
pub(super) fn sheet<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let upright = page.initial_transform(true).to_kurbo();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(upright, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let mut pen = Pen { bounds, ..Pen::default() };
    interpret_page(page, &mut context, &mut pen);
    let blank = pen.glyphs.is_empty() && pen.rules.is_empty() && pen.shapes == 0 && pen.pictured == 0.0;
    let full = pen.full;
    Sheet { lost: blank && is_lost(page), full, ..pen.finish() }
}

/// The longest packed stream of nothing, in bytes: head, end and sum of a zlib stream are 8.
const NOTHING: usize = 16;

/// Whether a page of which nothing is seen has a drawing that cannot be unpacked.
fn is_lost(page: &Page<'_>) -> bool {
    if let Some(stream) = page.page_stream().filter(|stream| !stream.is_empty()) {
        // Outside of strings, which would be seen, a drawing is written in ASCII.
        let odd =
            stream.iter().filter(|byte| !byte.is_ascii_graphic() && !byte.is_ascii_whitespace()).count();
        return odd * 10 > stream.len();
    }
    match page.raw().get::<Stream<'_>>(CONTENTS) {
        Some(stream) => stream.raw_data().len() > NOTHING,
        // Of several parts each that can be unpacked adds a space.
        None => page.raw().get::<Array<'_>>(CONTENTS).is_some_and(|parts| parts.raw_iter().next().is_some()),
    }
}

/// A glyph before the page's direction is known.
struct Raw {
    c: char,
    at: Point,
    /// How far the next character is.
    advance: f64,
    size: f64,
    /// Quarter turns of its line, clockwise.
    turn: u8,
    /// Whether its line is far from any quarter turn, as in watermarks.
    slanted: bool,
    spaced: bool,
}

/// A device that keeps what a reader of text needs.
#[derive(Default)]
struct Pen {
    bounds: Rect,
    glyphs: Vec<Raw>,
    /// The glyph last drawn of a character in a small square, to tell doubles.
    seen: HashMap<(char, i32, i32), usize>,
    rules: Vec<Rule>,
    pictured: f64,
    shapes: usize,
    hidden: usize,
    broken: usize,
    spaced: bool,
    full: bool,
}

/// The side of the squares in which doubles are looked for, in points.
const SQUARE: f64 = 4.0;

/// Two glyphs of one character nearer than this part of their em are one, drawn twice to look bold.
const DOUBLE: f64 = 0.15;

/// Text slanted by more than this (in radians, 15°) is a watermark. Scans lie a few degrees askew.
const SLANT: f64 = 0.26;

impl Device<'_> for Pen {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        let path = props.transform * path.clone();
        let known = self.rules.len();
        if known < MAX_RULES {
            match mode {
                DrawMode::Stroke(_) => rules::stroked(&path, &mut self.rules),
                DrawMode::Fill(_) => rules::filled(&path, &mut self.rules),
                DrawMode::FillAndStroke(..) => {
                    rules::filled(&path, &mut self.rules);
                    rules::stroked(&path, &mut self.rules);
                }
                DrawMode::Invisible => {}
            }
        }
        if self.rules.len() == known && matches!(mode, DrawMode::Fill(_)) {
            self.shapes += 1;
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let vertical = matches!(run.writing_mode(), WritingMode::Vertical);
        let hidden = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            if self.glyphs.len() >= MAX_GLYPHS {
                self.full = true;
                return;
            }
            let frame = props.transform * glyph.transform();
            let width = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(shape) => shape.advance_width(),
            };
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => String::from(c),
                Some(BfString::String(text)) => text,
                None => String::new(),
            };
            self.glyph(&text, frame, width.map(f64::from), vertical);
            self.hidden += usize::from(hidden);
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let shown = (props.transform * Rect::new(0.0, 0.0, width, height).to_path(0.1)).bounding_box();
        let area = shown.intersect(self.bounds).area();
        if area.is_finite() {
            self.pictured += area;
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

impl Pen {
    /// Keeps a glyph that stands for `text`; several characters share its width.
    fn glyph(&mut self, text: &str, frame: Affine, width: Option<f64>, vertical: bool) {
        let at = frame * Point::ZERO;
        let up = frame * Point::new(0.0, 1000.0) - at;
        let mut along = frame * Point::new(1000.0, 0.0) - at;
        let size = if up.hypot() > 0.01 { up.hypot() } else { along.hypot() };
        if !at.is_finite() || !(0.5..=2000.0).contains(&size) || !self.bounds.inflate(2.0, 2.0).contains(at) {
            return;
        }
        let mut em = along.hypot();
        if vertical {
            // A vertical line reads like a horizontal one that was turned clockwise.
            (along, em) = (-up, size);
        }
        let turns = along.y.atan2(along.x) / std::f64::consts::FRAC_PI_2;
        let slanted = (turns - turns.round()).abs() * std::f64::consts::FRAC_PI_2 > SLANT;
        let turn = (turns.round() as i64).rem_euclid(4) as u8;
        // Outlines of fonts that are not in the file are stretched; their em is not.
        let em = if (0.5..=2.0).contains(&(em / size)) { em } else { size };
        let narrow = text.is_ascii();
        let width = width
            .filter(|width| *width > 1.0 && !vertical)
            .map_or_else(|| if narrow && !vertical { em / 2.0 } else { em }, |width| width / 1000.0 * em);
        let folded: Vec<char> = text.chars().map(radicals::fold).map(symbol).collect();
        if folded.is_empty() || folded.iter().any(|c| is_broken(*c)) {
            self.broken += 1;
            self.push(Raw { c: '\u{fffd}', at, advance: width, size, turn, slanted, spaced: false });
            return;
        }
        let step = along.normalize() * (width / folded.len() as f64);
        for (place, c) in folded.iter().enumerate() {
            let at = at + step * place as f64;
            let advance = width / folded.len() as f64;
            self.push(Raw { c: *c, at, advance, size, turn, slanted, spaced: false });
        }
    }

    fn push(&mut self, mut raw: Raw) {
        if raw.c.is_whitespace() && raw.c != '\u{3000}' {
            self.spaced = true;
            return;
        }
        raw.spaced = std::mem::take(&mut self.spaced);
        let square = |value: f64, shift: i32| (value / SQUARE).floor() as i32 + shift;
        for (right, down) in (-1..=1).flat_map(|right| (-1..=1).map(move |down| (right, down))) {
            let key = (raw.c, square(raw.at.x, right), square(raw.at.y, down));
            let known = self.seen.get(&key).and_then(|at| self.glyphs.get(*at));
            if known.is_some_and(|known| known.at.distance(raw.at) < DOUBLE * raw.size) {
                return;
            }
        }
        self.seen.insert((raw.c, square(raw.at.x, 0), square(raw.at.y, 0)), self.glyphs.len());
        self.glyphs.push(raw);
    }

    /// Turns the page so that most of its text is upright.
    fn finish(self) -> Sheet {
        let slanted = self.glyphs.iter().filter(|raw| raw.slanted).count();
        let keep_slanted = slanted * 2 > self.glyphs.len();
        let mut counts = [0usize; 4];
        for raw in &self.glyphs {
            if let Some(count) = counts.get_mut(usize::from(raw.turn)) {
                *count += 1;
            }
        }
        let most = (0u8..4).rev().max_by_key(|turn| counts.get(usize::from(*turn))).unwrap_or(0);
        let (wide, high) = (self.bounds.width(), self.bounds.height());
        let mut sheet = Sheet {
            pictured: (self.pictured / (wide * high).max(1.0)).min(1.0) as f32,
            shapes: self.shapes,
            hidden: self.hidden,
            broken: self.broken,
            ..Sheet::default()
        };
        (sheet.width, sheet.height) =
            if most % 2 == 0 { (wide as f32, high as f32) } else { (high as f32, wide as f32) };
        for raw in self.glyphs.into_iter().filter(|raw| keep_slanted || !raw.slanted) {
            let at = turned(raw.at, raw.turn, wide, high);
            let glyph = Glyph {
                c: raw.c,
                x0: at.x as f32,
                x1: (at.x + raw.advance) as f32,
                y: at.y as f32,
                size: raw.size as f32,
                spaced: raw.spaced,
            };
            if raw.turn == most { sheet.glyphs.push(glyph) } else { sheet.aside.push(glyph) }
        }
        sheet.rules = self.rules.iter().map(|rule| rule.turned(most, wide as f32, high as f32)).collect();
        sheet
    }
}

/// A point of a page of this width and height, after the page was turned back by quarter turns.
fn turned(at: Point, turns: u8, wide: f64, high: f64) -> Point {
    match turns {
        0 => at,
        1 => Point::new(at.y, wide - at.x),
        2 => Point::new(wide - at.x, high - at.y),
        _ => Point::new(high - at.y, at.x),
    }
}

/// Bullets and boxes of the Symbol and Wingdings fonts, which PDF writers put at U+F000.
fn symbol(c: char) -> char {
    match c {
        '\u{f06c}' | '\u{f09f}' | '\u{f0b7}' => '•',
        '\u{f06e}' | '\u{f0a7}' => '■',
        '\u{f06f}' | '\u{f0a8}' => '□',
        '\u{f075}' => '◆',
        '\u{f0d8}' => '➢',
        '\u{f052}' | '\u{f0fe}' => '☑',
        '\u{f0fc}' => '✓',
        c => c,
    }
}

/// Whether a character tells nothing: a control, a private one, or the mark of what is unknown.
fn is_broken(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    private || c == '\u{fffd}' || c.is_control() && !matches!(c, '\t' | '\r' | '\n')
}
