//! Text with marks of Markdown: which text has them, and its pipe tables.

use crate::notice::Span;

use super::form::{Cell, Form, Origin, Table};

/// The form of clean text, as its own marks tell it.
pub fn form(text: &str) -> Form {
    let (tables, ruled) = tables(text);
    Form { markup: ruled || has_markup(text), headings: Vec::new(), tables }
}

/// Whether `#` and `**` in clean text are marks of Markdown: it has headings, or bold in pairs.
fn has_markup(text: &str) -> bool {
    let headings = text.lines().filter(|line| heading_depth(line) > 0).count();
    let bold = text.lines().filter(|line| line.matches("**").count() >= 2).count();
    headings >= 1 || bold >= 2
}

/// How many `#` a line begins with, as a Markdown heading; 0 where it is none.
pub fn heading_depth(line: &str) -> usize {
    let rest = line.trim_start();
    let depth = rest.chars().take_while(|c| *c == '#').count();
    let behind = rest.chars().nth(depth);
    if (1..=6).contains(&depth) && behind.is_none_or(|c| c.is_whitespace()) { depth } else { 0 }
}

/// The pipe tables of a text, and whether one of them has a rule (`| --- |`) below its head.
fn tables(text: &str) -> (Vec<Table>, bool) {
    let mut tables: Vec<Table> = Vec::new();
    let mut ruled = false;
    let mut open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start += line.len();
        let trimmed = line.trim();
        if !is_row(trimmed) {
            open &= trimmed.is_empty();
            continue;
        }
        let row = cells(line, span.start);
        match tables.last_mut().filter(|_| open) {
            Some(table) => table.span.end = span.end,
            None => tables.push(Table { span, rows: Vec::new() }),
        }
        open = true;
        let rule = row.iter().all(|cell| is_rule(cell.span.of(text)));
        ruled |= rule;
        if let Some(table) = tables.last_mut().filter(|_| !rule) {
            table.rows.push(row);
        }
    }
    tables.iter_mut().for_each(even);
    (tables, ruled)
}

/// Fills short rows up with empty cells.
fn even(table: &mut Table) {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut table.rows {
        let end = row.last().map_or(table.span.start, |cell| cell.span.end);
        row.resize(columns, Cell { span: Span::new(end, end), origin: Origin::Own });
    }
}

/// Whether a line is a row of a pipe table.
fn is_row(line: &str) -> bool {
    line.starts_with('|') && line.ends_with('|') && line.matches('|').count() >= 3
}

/// Whether a cell only draws the rule below a table's head.
fn is_rule(cell: &str) -> bool {
    cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':') || c.is_whitespace())
}

/// The cells of a row that begins at byte `start`; a pipe behind a backslash parts none.
fn cells(line: &str, start: usize) -> Vec<Cell> {
    let mut out = Vec::new();
    let mut begin = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !escaped {
            if let Some(from) = begin {
                out.push(cell(line, from, at, start));
            }
            begin = Some(at + 1);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

fn cell(line: &str, from: usize, to: usize, start: usize) -> Cell {
    let text = line.get(from..to).unwrap_or("");
    let lead = text.len() - text.trim_start().len();
    let begin = start + from + lead;
    Cell { span: Span::new(begin, begin + text.trim().len()), origin: Origin::Own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pipe_tables_are_grids() {
        let text = "前言\n\n| 序号 | 问题 |\n| :-- | --- |\n| 1 | 甲\\|乙 |\n\n| 2 |\n后文 | 不是 |\n";
        let form = form(text);
        assert!(form.markup);
        let shown: Vec<Vec<&str>> = form.tables[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.span.of(text)).collect())
            .collect();
        assert_eq!(shown, [["序号", "问题"], ["1", "甲\\|乙"]]);
        assert_eq!(form.tables.len(), 1);
    }

    #[test]
    fn text_without_marks_has_no_form() {
        assert!(super::form("一、问题\n1. 甲。\n").is_plain());
        assert!(super::form("# 题\n").markup);
        assert!(super::form("**甲**\n\n**乙**\n").markup);
    }
}
