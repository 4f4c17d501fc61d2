//! Tables of data and tables that only set out a page.

use scraper::{Node, node::Element};

use crate::intake::{Fault, compose::Place, limits};

use super::{
    NodeRef,
    grid::{Row, Source, grid},
    style, walk,
};

/// A table of data.
pub struct Table {
    /// Its grid.
    pub rows: Vec<Vec<Place>>,
    /// Its title, if it has one.
    pub caption: String,
    /// How many characters stand in links.
    pub linked: usize,
    /// How many pictures stand in it.
    pub pictures: usize,
    /// Whether rows behind [`limits::MAX_ROWS`] were left out.
    pub left_out: bool,
}

/// What stands directly in a table.
#[derive(Default)]
struct Parts<'t> {
    caption: Option<NodeRef<'t>>,
    /// Each with its group: 0 the head, then bodies, `usize::MAX` the foot.
    rows: Vec<(usize, Vec<NodeRef<'t>>)>,
}

/// Words of the heads of tables of issues, measures and ledgers.
const HEADS: &[&str] = &[
    "序号", "问题", "措施", "时限", "责任", "单位", "部门", "结果", "成效", "进展", "情况", "备注", "任务",
    "目标", "内容", "项目", "完成", "牵头",
];

/// The longest cell of a head, in characters.
const HEAD_CELL: usize = 16;

/// A cell with more than this part of a table's text, in so many lines, is the page's main column.
const MAIN: f64 = 0.6;
const MAIN_LINES: usize = 5;

/// Reads a table of data; none where the table only sets out the page. `taken` places are in use.
///
/// # Errors
/// Where a limit is reached.
pub fn read(node: NodeRef<'_>, element: &Element, taken: usize) -> Result<Option<Table>, Fault> {
    let mut parts = parts(node);
    // The sort is stable: a foot may stand before the body.
    parts.rows.sort_by_key(|(group, _)| *group);
    let left_out = parts.rows.len() > limits::MAX_ROWS;
    parts.rows.truncate(limits::MAX_ROWS);
    let widest = parts.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let headed = parts.rows.iter().take(3).any(|(_, cells)| is_head(cells));
    let cells = || parts.rows.iter().flat_map(|(_, cells)| cells);
    let presentation = matches!(style::small(element, "role").as_str(), "presentation" | "none");
    if widest < 2
        || presentation
        || !headed && (parts.rows.len() < 2 || cells().any(|cell| holds_table(*cell)))
    {
        return Ok(None);
    }
    let mut rows = Vec::new();
    let (mut linked, mut texts) = (0, Vec::new());
    for (group, cells) in &parts.rows {
        let mut row = Row { group: *group, cells: Vec::new() };
        for cell in cells {
            let (text, links) = walk::cell(*cell)?;
            linked += links;
            texts.push((text.chars().count(), text.lines().count()));
            row.cells.push(Source { text, columns: span(*cell, "colspan"), rows: span(*cell, "rowspan") });
        }
        rows.push(row);
    }
    let total: usize = texts.iter().map(|(count, _)| count).sum();
    let main = |(count, lines): &(usize, usize)| *count as f64 > MAIN * total as f64 && *lines >= MAIN_LINES;
    if !headed && texts.iter().any(main) {
        return Ok(None);
    }
    let caption = parts.caption.map_or(Ok((String::new(), 0)), walk::cell)?.0.replace('\n', " ");
    let pictures = node.descendants().filter(|node| is_named(node, "img")).count();
    Ok(Some(Table { rows: grid(&rows, taken)?, caption, linked, pictures, left_out }))
}

fn is_named(node: &NodeRef<'_>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

/// The shown elements in an element.
fn elements<'t>(node: NodeRef<'t>) -> impl Iterator<Item = (NodeRef<'t>, &'t Element)> {
    node.children().filter_map(|child| match child.value() {
        Node::Element(element) if !style::is_hidden(element) => Some((child, element)),
        _ => None,
    })
}

fn parts(node: NodeRef<'_>) -> Parts<'_> {
    let mut parts = Parts::default();
    for (at, (child, element)) in elements(node).enumerate() {
        match element.name() {
            "caption" => parts.caption = parts.caption.or(Some(child)),
            "tr" => parts.rows.push((1 + at, cells(child))),
            "thead" => parts.add(child, 0),
            "tbody" => parts.add(child, 1 + at),
            "tfoot" => parts.add(child, usize::MAX),
            _ => {}
        }
    }
    parts
}

impl<'t> Parts<'t> {
    fn add(&mut self, group: NodeRef<'t>, order: usize) {
        let rows = elements(group).filter(|(_, element)| element.name() == "tr");
        self.rows.extend(rows.map(|(row, _)| (order, cells(row))));
    }
}

fn cells(row: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let is_cell = |element: &Element| matches!(element.name(), "td" | "th");
    elements(row).filter(|(_, element)| is_cell(element)).map(|(cell, _)| cell).collect()
}

/// Whether a table stands in a node.
fn holds_table(node: NodeRef<'_>) -> bool {
    node.descendants().any(|inner| is_named(&inner, "table"))
}

/// Whether a row is the head of a table of data: two of its short cells say what such tables hold.
fn is_head(cells: &[NodeRef<'_>]) -> bool {
    cells.iter().filter(|cell| is_head_cell(**cell)).nth(1).is_some()
}

fn is_head_cell(cell: NodeRef<'_>) -> bool {
    let mut text = String::new();
    for node in cell.descendants() {
        match node.value() {
            Node::Text(piece) => {
                text.extend(piece.chars().filter(|c| !c.is_whitespace()).take(HEAD_CELL + 1))
            }
            Node::Element(element) if matches!(element.name(), "a" | "table" | "ul" | "img") => return false,
            _ => {}
        }
        if text.chars().count() > HEAD_CELL {
            return false;
        }
    }
    HEADS.iter().any(|word| text.contains(word)) && !text.contains(['：', ':', '。'])
}

/// How many rows or columns a cell takes; 0 rows are all that follow (HTML, 4.9.11).
fn span(cell: NodeRef<'_>, name: &str) -> usize {
    let told = cell.value().as_element().and_then(|element| element.attr(name)).unwrap_or("1").trim();
    let digits: String = told.chars().take_while(char::is_ascii_digit).take(9).collect();
    match digits.parse().unwrap_or(1) {
        0 if name == "rowspan" => usize::MAX,
        0 => 1,
        count => count,
    }
}
