//! Blocks → pieces: each piece is a run of text behind at most one number or one label.

use std::collections::HashMap;

use super::{
    flow::{Flow, Range},
    label::{self, Label, Roles},
    layout::Layout,
    lexicon::Lexicon,
    numbering::{Number, Style, number},
    table,
};

/// A run of text and what stands before it.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The whole piece, number or label included.
    pub full: Range,
    /// The text behind number and label.
    pub body: Range,
    /// The number, where the piece begins a block with one and is not a numbered label.
    pub number: Option<Number>,
    /// The label.
    pub label: Option<Label>,
    /// Whether the piece begins a block.
    pub first: bool,
    /// How deep the file marks the block as a heading; 0 where it does not.
    pub depth: usize,
    /// Whether a rule is drawn above the block.
    pub parted: bool,
    /// Whether it is of a table's row, which nothing behind the table goes on with.
    pub row: bool,
}

impl Piece {
    /// A piece that is nothing but text and begins a block.
    pub fn plain(range: &Range) -> Self {
        Self {
            full: range.clone(),
            body: range.clone(),
            number: None,
            label: None,
            first: true,
            depth: 0,
            parted: false,
            row: false,
        }
    }

    /// Takes back that the piece begins with a number: it is text.
    pub fn turn_to_text(&mut self) {
        self.number = None;
        self.body = self.full.clone();
    }

    /// Whether the label may have one of these roles.
    pub fn may_be(&self, roles: Roles) -> bool {
        self.label.as_ref().is_some_and(|label| label.roles.may_be(roles))
    }
}

/// Bars between the fields of one line (责任科室：甲｜整改时限：6月底前｜整改结果：已完成).
const BARS: &[char] = &['|', '丨', '│'];

/// Cuts the blocks of a layout into pieces.
pub fn pieces(layout: &Layout, lexicon: &Lexicon) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut fields = numbered_fields(layout, lexicon);
    fields.extend(fields_of_one(layout, lexicon));
    let alone = lone_labels(layout, lexicon);
    let recurring = recurring_short(layout, lexicon);
    for block in &layout.blocks {
        if let Some(row) = &block.row {
            table::pieces(&layout.flow, row, &mut out, lexicon);
            continue;
        }
        let mut first = head(&layout.flow, &block.range, &fields, lexicon);
        // A label's word alone on its line, once in a document, is a heading.
        if let Some(label) = first.label.as_ref().filter(|_| first.body.is_empty())
            && first.full.len() == label.word.len()
            && !alone.contains(&label.word)
        {
            first.label = None;
            first.body = first.full.clone();
        }
        first.depth = block.depth;
        first.parted = block.parted;
        let short = Roles::RESPONSIBLE.with(Roles::DEADLINE);
        let cuts = cuts(&layout.flow, &first.body, first.may_be(short), &recurring, lexicon);
        let mut end = block.range.end;
        let mut rest: Vec<Piece> = Vec::new();
        for (at, label) in cuts.into_iter().rev() {
            let body = layout.flow.trim(&(at + label.length..end), BARS);
            rest.push(Piece { body, label: Some(label), first: false, ..Piece::plain(&(at..end)) });
            end = at;
        }
        first.full.end = end;
        first.body.end = end.max(first.body.start);
        if !rest.is_empty() {
            first.body = layout.flow.trim(&first.body, BARS);
        }
        out.push(first);
        out.extend(rest.into_iter().rev());
    }
    out
}

/// Label words that stand alone behind a number again and again: `（一）整改措施` below each issue is a
/// field with a number, `一、整改情况` once in a document is a heading.
fn numbered_fields(layout: &Layout, lexicon: &Lexicon) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for block in &layout.blocks {
        let text = layout.flow.get(&block.range);
        let behind = number(text).and_then(|number| text.get(number.length..));
        if let Some(label) =
            behind.and_then(|rest| label::at_head(rest, lexicon).filter(|l| l.length == rest.len()))
            && label.roles != Roles::PROBLEM
        {
            *seen.entry(label.word).or_default() += 1;
        }
    }
    seen.into_iter().filter(|(_, count)| *count >= 2).map(|(word, _)| word).collect()
}

/// Label words that number the fields of a document about one issue (一、整改问题 … 五、完成时限): at least
/// three in a row from one, each once, the problem and an answer among them.
fn fields_of_one(layout: &Layout, lexicon: &Lexicon) -> Vec<String> {
    let mut runs: HashMap<Style, Vec<(u32, Label)>> = HashMap::new();
    for block in &layout.blocks {
        let text = layout.flow.get(&block.range);
        let Some(number) = number(text) else { continue };
        let rest = text.get(number.length..).unwrap_or("");
        if let Some(label) = label::at_head(rest, lexicon).filter(|label| label.length == rest.len()) {
            runs.entry(number.style).or_default().push((number.value, label));
        }
    }
    let answers = Roles::RESPONSE.with(Roles::OUTCOME);
    let is_one = |run: &&Vec<(u32, Label)>| {
        let counted = run.iter().zip(1..).all(|((value, _), place)| *value == place);
        let once = run
            .iter()
            .enumerate()
            .all(|(at, (_, label))| run.iter().skip(at + 1).all(|(_, other)| other.word != label.word));
        counted
            && once
            && run.len() >= 3
            && run.iter().any(|(_, label)| label.roles == Roles::PROBLEM)
            && run.iter().any(|(_, label)| label.roles.may_be(answers))
    };
    let run = runs.values().find(is_one);
    run.map(|run| run.iter().map(|(_, label)| label.word.clone()).collect()).unwrap_or_default()
}

/// Label words that stand alone on their line and recur, alone or with a colon.
fn lone_labels(layout: &Layout, lexicon: &Lexicon) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for block in &layout.blocks {
        if let Some(label) = label::at_head(layout.flow.get(&block.range), lexicon) {
            *seen.entry(label.word).or_default() += 1;
        }
    }
    seen.into_iter().filter(|(_, count)| *count >= 2).map(|(word, _)| word).collect()
}

/// Short label words (整改：, 结果：) that stand inside blocks again and again: how this document is written,
/// not prose that happens to hold them.
fn recurring_short(layout: &Layout, lexicon: &Lexicon) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for block in layout.blocks.iter().filter(|block| block.row.is_none()) {
        let text = layout.flow.get(&block.range);
        for at in boundaries(text) {
            if let Some(label) = text.get(at..).and_then(|rest| label::short_inside(rest, lexicon)) {
                *seen.entry(label.word).or_default() += 1;
            }
        }
    }
    seen.into_iter().filter(|(_, count)| *count >= 3).map(|(word, _)| word).collect()
}

/// The places in a folded text behind the end of a sentence or a bracket.
fn boundaries(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter(|(_, c)| ends_part(*c)).map(|(at, c)| at + c.len_utf8())
}

fn ends_part(c: char) -> bool {
    matches!(c, '。' | '.' | ';' | '!' | '?' | '】' | ')' | '”')
}

/// The piece with which a block begins, as if it were the whole block.
fn head(flow: &Flow, block: &Range, fields: &[String], lexicon: &Lexicon) -> Piece {
    let text = flow.get(block);
    let mut piece = Piece::plain(block);
    let Some(mut number) = number(text) else {
        if let Some(label) = label::at_head(text, lexicon) {
            piece.body.start += label.length;
            piece.label = Some(label);
        }
        return piece;
    };
    let behind = text.get(number.length..).unwrap_or("");
    // `1.问题1:` is one number in two writings.
    if number.style != Style::Word
        && let Some(second) = self::number(behind).filter(|second| second.style == Style::Word)
    {
        number.length += second.length;
    } else if let Some(label) = label::at_head(behind, lexicon)
        .filter(|label| label.length > label.word.len() || fields.contains(&label.word))
    {
        // `（一）反馈问题：…` is a heading whose title begins so; `1.整改措施：…` is a field with a number.
        if label.roles != Roles::PROBLEM || fields.contains(&label.word) {
            piece.body.start += number.length + label.length;
            piece.label = Some(label);
            return piece;
        }
    }
    piece.body.start += number.length;
    piece.number = Some(number);
    piece
}

/// Where labels stand inside a range: behind the end of a sentence or a bracket; on a line of names and
/// limits (`short`) also behind a bar, and names and limits behind mere white space (责任领导：甲　责任单位：乙).
pub fn cuts(
    flow: &Flow,
    range: &Range,
    short: bool,
    recurring: &[String],
    lexicon: &Lexicon,
) -> Vec<(usize, Label)> {
    let text = flow.get(range);
    let mut out = Vec::new();
    let mut boundary = false;
    // Labels in brackets behind a problem (（牵头单位：…；责任单位：…）) belong to the bracket.
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if (boundary || short)
            && depth == 0
            && let Some(label) = text.get(at..).and_then(|rest| label::inside(rest, recurring, lexicon))
            && (boundary || label.roles.may_be(Roles::RESPONSIBLE.with(Roles::DEADLINE)))
        {
            out.push((range.start + at, label));
        }
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '。' => depth = 0,
            _ => {}
        }
        boundary = ends_part(c) || short && BARS.contains(&c);
    }
    out
}
