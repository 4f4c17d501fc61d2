//! Text with marks of Markdown: which text has them, and its pipe tables.

use crate::notice::Span;

use super::form::{Cell, Form, Origin, Table};

/// The form of clean text, as its own marks tell it.
pub fn form(text: &str) -> Form {
    let (tables, ruled) = tables(text);
    Form { markup: ruled || has_markup(text), headings: Vec::new(), tables }
}

/// Whether `#` and `**` in clean text are marks of Markdown: it has headings, or bold in pairs.
pub(super) fn has_markup(text: &str) -> bool {
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
    let mut found = Found::default();
    let mut start = 0;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let span = Span::new(start, start + line.len());
        start += line.len();
        let ruled = lines.get(at + 1).is_some_and(|below| is_rule_row(below));
        found.line(line.trim(), line, span, ruled, text);
    }
    found.tables.iter_mut().for_each(even);
    (found.tables, found.ruled)
}

#[derive(Default)]
struct Found {
    tables: Vec<Table>,
    /// Whether the last table goes on in the next line.
    open: bool,
    /// Whether it has a rule: then its rows need no bars at their ends.
    bare: bool,
    ruled: bool,
}

impl Found {
    /// Takes a line; `ruled`: the next one is a rule.
    fn line(&mut self, trimmed: &str, line: &str, span: Span, ruled: bool, text: &str) {
        let bare = trimmed.contains('|') && (ruled || self.open && self.bare);
        if !is_row(trimmed) && !bare {
            // A blank line ends a table whose rows have no bars; others go on behind it.
            self.open &= trimmed.is_empty() && !self.bare;
            return;
        }
        let rule = is_rule_row(line);
        if ruled && self.open && !rule {
            self.open = false;
        }
        let row = cells(line, span.start);
        match self.tables.last_mut().filter(|_| self.open) {
            Some(table) => table.span.end = span.end,
            None => {
                self.tables.push(Table { span, rows: Vec::new() });
                self.bare = false;
            }
        }
        self.open = true;
        self.ruled |= rule;
        self.bare |= rule && !is_row(trimmed);
        self.bare |= ruled && !is_row(trimmed);
        if let Some(table) = self.tables.last_mut().filter(|_| !rule) {
            let blank = row.iter().all(|cell| cell.span.of(text).is_empty());
            if !blank {
                table.rows.push(row);
            }
        }
    }
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

/// Whether a line draws the rule below a table's head.
fn is_rule_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|c| matches!(c, '|' | '-' | ':') || c.is_whitespace())
}

/// The cells of a row that begins at byte `start`; a pipe behind a backslash parts none.
fn cells(line: &str, start: usize) -> Vec<Cell> {
    let trimmed = line.trim();
    let lead = line.len() - line.trim_start().len();
    let barred = trimmed.starts_with('|');
    let mut out = Vec::new();
    let first = if barred { lead + 1 } else { lead };
    let mut begin = first;
    let mut escaped = false;
    for (at, c) in line.char_indices().skip_while(|(at, _)| *at < first) {
        if c == '|' && !escaped {
            out.push(cell(line, begin, at, start));
            begin = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    // What stands behind the last bar is a cell where the row has no bars at its ends.
    let end = lead + trimmed.len();
    if begin < end || !trimmed.ends_with('|') {
        out.push(cell(line, begin, end, start));
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
    fn rows_need_no_bars_at_their_ends_below_a_rule() {
        let text = "序号 | 问题\n--- | ---\n1 | 甲\n一、方面 | \n2 | 乙\n\n后文 | 不是\n";
        let form = form(text);
        let shown: Vec<Vec<&str>> = form.tables[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.span.of(text)).collect())
            .collect();
        assert_eq!(shown, [["序号", "问题"], ["1", "甲"], ["一、方面", ""], ["2", "乙"]]);
        assert_eq!(form.tables.len(), 1);
    }

    #[test]
    fn text_without_marks_has_no_form() {
        assert!(super::form("一、问题\n1. 甲。\n").is_plain());
        assert!(super::form("# 题\n").markup);
        assert!(super::form("**甲**\n\n**乙**\n").markup);
    }
}
