//! Planned rows → flow → pieces.

use crate::notice::Span;

use super::{
    super::{
        flow::{Flow, Range, fold_text},
        label::{self, Label, Roles},
        layout::begins_something,
        lexicon::Lexicon,
        numbering::{self, Number, Style},
        piece::{Piece, cuts},
        steps,
    },
    FieldCell, RowPlan,
};

/// A row as it stands in the flow.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its text, where it is of no issue.
    text: Option<Range>,
    /// What it names for the rows below it, where it is nothing else.
    part: Option<Range>,
    /// The group that begins with it.
    group: Option<Range>,
    /// The issue that begins with it: the printed number and the problem.
    issue: Option<(Range, Range)>,
    /// The other fields, each in its paragraphs.
    fields: Vec<(Roles, String, Vec<Range>)>,
}

/// Lays a planned row into the flow; `None` where it is text like any other.
pub fn lay(flow: &mut Flow, plan: &RowPlan, source: &str, markup: bool, lexicon: &Lexicon) -> Option<Row> {
    let mut lay = Lay { flow, source, markup, lexicon };
    match plan {
        RowPlan::Text | RowPlan::Head => None,
        RowPlan::Cells(cells) => {
            let cells: Vec<Range> = cells.iter().map(|span| lay.whole(*span)).collect();
            let whole = cells.first().map_or(0, |cell| cell.start)..cells.last().map_or(0, |cell| cell.end);
            Some(Row { text: Some(whole), ..Row::default() })
        }
        RowPlan::Group(span) => Some(Row { part: Some(lay.whole(*span)), ..Row::default() }),
        RowPlan::Issue { group, number, problem, fields } => {
            let group = group.map(|span| lay.whole(span));
            let issue = problem.map(|problem| {
                let number = number.map(|span| lay.whole(span));
                let problem = lay.whole(problem);
                (number.unwrap_or(problem.start..problem.start), problem)
            });
            let fields = fields.iter().map(|field| lay.field(field)).collect();
            Some(Row { text: None, part: None, group, issue, fields })
        }
    }
}

struct Lay<'a> {
    flow: &'a mut Flow,
    source: &'a str,
    markup: bool,
    lexicon: &'a Lexicon,
}

impl Lay<'_> {
    /// A cell's text as one paragraph, whatever its lines.
    fn whole(&mut self, span: Span) -> Range {
        let begin = self.flow.text().len();
        for line in lines(self.source, span) {
            self.push(line);
        }
        let range = begin..self.flow.text().len();
        self.flow.end_block(span.end);
        range
    }

    fn push(&mut self, line: Span) {
        self.flow.push(line.of(self.source), line.start, self.markup);
    }

    /// A cell's text in its paragraphs: a line begins one where it begins a step or a label, or the
    /// line before ended a sentence.
    fn field(&mut self, field: &FieldCell) -> (Roles, String, Vec<Range>) {
        let first = self.flow.text().len();
        let mut parts: Vec<Range> = Vec::new();
        for line in lines(self.source, field.span) {
            let folded = fold_text(line.of(self.source));
            let ended = parts.last().is_some_and(|part| self.flow.get(part).ends_with(['。', ';', '!', ':']));
            if !parts.is_empty()
                && (ended || steps::begins(&folded) || begins_something(&folded, self.lexicon))
            {
                self.flow.end_block(line.start);
                parts.push(self.flow.text().len()..self.flow.text().len());
            }
            if parts.is_empty() {
                parts.push(first..first);
            }
            self.push(line);
            if let Some(part) = parts.last_mut() {
                part.end = self.flow.text().len();
            }
        }
        self.flow.end_block(field.span.end);
        if field.shared {
            self.flow.lend(first..self.flow.text().len());
        }
        (field.roles, field.word.clone(), parts)
    }
}

/// The lines of a cell; `<br>` parts them where a table is written in Markdown.
fn lines(source: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for line in span.of(source).split_inclusive('\n') {
        let mut from = start;
        for part in line.split("<br>").flat_map(|part| part.split("<br/>")) {
            let begin = from;
            from += part.len();
            if !part.trim().is_empty() {
                out.push(Span::new(begin, from));
            }
            let rest = source.get(from..start + line.len()).unwrap_or("");
            from +=
                ["<br>", "<br/>"].iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| mark.len());
        }
        start += line.len();
    }
    out
}

/// Adds the pieces of a row.
pub fn pieces(flow: &Flow, row: &Row, out: &mut Vec<Piece>, lexicon: &Lexicon) {
    let first = out.len();
    out.extend(row.text.iter().map(Piece::plain));
    if let Some(part) = &row.part {
        out.push(heading(flow, part, Style::RowPart));
    }
    if let Some(group) = &row.group {
        out.push(heading(flow, group, Style::RowGroup));
    }
    if let Some((number, problem)) = &row.issue {
        push_cut(flow, issue(flow, number, problem), out, lexicon);
    }
    for (roles, word, parts) in &row.fields {
        for (place, part) in parts.iter().enumerate() {
            let own = label::at_head(flow.get(part), lexicon).filter(|label| label.length < part.len());
            let mut piece = Piece::plain(part);
            match own {
                Some(label) => {
                    piece.body.start += label.length;
                    piece.label = Some(label);
                }
                None if place == 0 => {
                    piece.label = Some(Label { roles: *roles, word: word.clone(), length: 0 });
                }
                None => {}
            }
            push_cut(flow, piece, out, lexicon);
        }
    }
    out.iter_mut().skip(first).for_each(|piece| piece.row = row.text.is_none());
}

/// Adds a piece, cut where labels stand inside it.
fn push_cut(flow: &Flow, mut piece: Piece, out: &mut Vec<Piece>, lexicon: &Lexicon) {
    let mut rest = Vec::new();
    let mut end = piece.body.end;
    for (at, label) in cuts(flow, &piece.body, false, &[], lexicon).into_iter().rev() {
        let body = at + label.length..end;
        rest.push(Piece { body, label: Some(label), first: false, ..Piece::plain(&(at..end)) });
        end = at;
    }
    piece.full.end = end;
    piece.body.end = end.max(piece.body.start);
    out.push(piece);
    out.extend(rest.into_iter().rev());
}

/// A group's name, behind its number where one is printed.
fn heading(flow: &Flow, range: &Range, style: Style) -> Piece {
    let printed = numbering::number(flow.get(range));
    let (value, length) = printed.map_or((0, 0), |number| (number.value, number.length));
    let number = Some(Number { style, value, length });
    Piece { full: range.clone(), number, ..Piece::plain(&(range.start + length..range.end)) }
}

/// The piece with which an issue begins: its number from the table, or from the head of its words.
fn issue(flow: &Flow, printed: &Range, problem: &Range) -> Piece {
    let mut value = numbering::in_cell(flow.get(printed)).unwrap_or(0);
    let mut length = printed.len();
    let mut body = problem.clone();
    if printed.is_empty()
        && let Some(own) = numbering::number(flow.get(problem))
    {
        (value, length) = (own.value, own.length);
        body.start += own.length;
    }
    Piece {
        full: printed.start..problem.end,
        number: Some(Number { style: Style::Row, value, length }),
        ..Piece::plain(&body)
    }
}
