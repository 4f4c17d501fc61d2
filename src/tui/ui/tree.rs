//! Draws the tree of issues: title, outcome, deadline and mark of each.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen, chrome, role,
    widget::text::{behind, paint, row, write, write_marked},
};
use crate::{
    config::theme::Role,
    ledger::types::IssueRow,
    notice::NodeKind,
    query::highlight,
    text::{self, Align},
    tui::app::{
        model::{Pane, Tone},
        narrow, picks,
        say::{self, Length},
        tree::{Kind, Node},
    },
};

/// Cells from which outcomes are said in whole words, and in short ones.
const OUTCOMES: (u16, u16) = (70, 50);
/// Cells from which deadlines are said in whole words.
const DEADLINES: u16 = 54;

/// The words of a row's columns: outcome, deadline, mark, signs.
type Cells = [(String, Tone); 4];

/// Draws the pane.
pub fn draw(pen: &mut Pen, area: Rect, body: Rect) {
    let model = pen.model;
    let words = &model.words.tui.chrome;
    let head = match model.agency() {
        Some(agency) => format!("{}  {}", words.issues, agency.name),
        None => words.issues.to_owned(),
    };
    chrome::head(pen, area, Pane::Tree, &head);
    if let Some(said) = empty_state(pen) {
        return chrome::empty(pen, body, said);
    }
    let rows: Vec<(&Node, Option<Cells>)> = model
        .tree
        .list
        .window()
        .filter_map(|at| model.tree.visible.get(at))
        .filter_map(|at| model.tree.nodes.get(*at))
        .map(|node| (node, issue_of(pen, node).map(|issue| cells(pen, &issue, body.width))))
        .collect();
    let mut widths = [0; 4];
    for cells in rows.iter().filter_map(|(_, cells)| cells.as_ref()) {
        for (width, (said, _)) in widths.iter_mut().zip(cells) {
            *width = text::width(said).max(*width);
        }
    }
    let gutter = Gutter { range: picks::range(model), any: !model.picks.issues.is_empty() };
    for (at, (node, cells)) in rows.iter().enumerate() {
        let at_row = model.tree.list.offset + at;
        let signs = (at_row == model.tree.list.selected, gutter.sign(pen, node, at_row));
        draw_row(pen, row(body, at), node, cells.as_ref(), widths, signs);
    }
}

/// The column of signs before the rows, which is there as soon as something is chosen.
struct Gutter {
    range: Option<std::ops::RangeInclusive<usize>>,
    any: bool,
}

impl Gutter {
    fn sign(&self, pen: &Pen, node: &Node, row: usize) -> &'static str {
        let ranged = self.range.as_ref().is_some_and(|range| range.contains(&row));
        let picked =
            issue_of(pen, node).is_some_and(|issue| ranged || pen.model.picks.issues.contains(&issue.id));
        match (self.any || self.range.is_some(), picked) {
            (true, true) => "*",
            (true, false) => " ",
            (false, _) => "",
        }
    }
}

fn empty_state(pen: &Pen) -> Option<&'static str> {
    let model = pen.model;
    let words = &model.words.tui.chrome;
    if !model.agency().map_or(model.data.loaded, |agency| model.data.knows(agency.id)) {
        return Some(words.loading);
    }
    if !model.tree.visible.is_empty() {
        return None;
    }
    Some(match (model.data.snapshot.agencies.is_empty(), model.filter.is_empty()) {
        (true, _) => words.empty_ledger,
        (false, false) => words.empty_filter,
        (false, true) => words.empty_agency,
    })
}

fn issue_of<'a>(pen: &Pen<'a>, node: &Node) -> Option<IssueRow<'a>> {
    node.issue.and_then(|at| pen.model.data.snapshot.issues.get(at))
}

/// The signs of a notice: people differ about it, it is printed anew, something of it was put right.
fn notice_signs(pen: &Pen, node: &Node) -> Vec<String> {
    let (notices, fixing) = (&pen.model.data.snapshot.notices, &pen.model.words.tui.fixing);
    let row = notices.iter().find(|row| node.kind == Kind::Notice && row.id == node.key.0);
    let Some(row) = row else { return Vec::new() };
    let signs = [
        (!row.contested.is_empty(), fixing.conflict_sign),
        (!row.hides.is_empty(), fixing.anew_sign),
        (!row.corrected.is_empty(), fixing.sign),
    ];
    let mut signs: Vec<String> =
        signs.into_iter().filter(|(there, _)| *there).map(|(_, sign)| sign.to_owned()).collect();
    // Those that stand at none of its issues: the others have signs of their own.
    let doubts = pen.model.data.doubts.at_notice.get(&row.id).copied().unwrap_or(0);
    signs.extend((doubts > 0).then(|| (pen.model.words.doubts.sign)(doubts)));
    signs
}

fn cells(pen: &Pen, issue: &IssueRow<'_>, width: u16) -> Cells {
    let (words, today) = (pen.model.words, pen.model.today);
    let length = match width {
        _ if width >= OUTCOMES.0 => Length::Whole,
        _ if width >= OUTCOMES.1 => Length::Short,
        _ => Length::Tight,
    };
    let outcome = say::outcomes(words, issue.outcome, length);
    let length = if width >= DEADLINES { Length::Whole } else { Length::Short };
    let due = say::chief_deadline(issue, today).and_then(|due| say::due(words, due, today, length));
    let outcome_tone = if issue.outcome.is_empty() { Tone::Dim } else { Tone::Plain };
    let review = say::review_short(words, issue.review, today);
    let (mut signs, mut tone) = say::signs(words, issue);
    let doubts = pen.model.data.doubts.at(issue.id);
    if doubts > 0 {
        // What people made of an issue stands before what the rules ask of it.
        tone = if signs.is_empty() { Tone::Warn } else { tone };
        signs = [signs, (words.doubts.sign)(doubts)].join(" ").trim_start().to_owned();
    }
    [(outcome, outcome_tone), due.unwrap_or_default(), review, (signs, tone)]
}

fn draw_row(
    pen: &mut Pen,
    line: Rect,
    node: &Node,
    cells: Option<&Cells>,
    widths: [usize; 4],
    (selected, picked): (bool, &str),
) {
    let focused = pen.model.focus == Pane::Tree;
    let base = pen.style(match (selected, focused) {
        (true, true) => Role::Selected,
        (true, false) => Role::Idle,
        (false, _) if node.kind == Kind::Notice => Role::Strong,
        (false, _) if issue_of(pen, node).is_some_and(|issue| issue.fixes.void) => Role::Dim,
        _ => Role::Plain,
    });
    paint(pen.buffer, line, base);
    let right = draw_right(pen, line, node, cells, widths, base);
    let step = if line.width >= 60 { 2 } else { 1 };
    let indent = (node.depth * step).min(usize::from(line.width / 4));
    let sign = match (node.inner, node.open) {
        (true, true) => "▾",
        (true, false) => "▸",
        (false, _) => " ",
    };
    let cursor = if selected { ">" } else { " " };
    let lead = format!("{cursor}{picked}{}{sign} ", " ".repeat(indent));
    let x = write(pen.buffer, line, &lead, base);
    draw_title(pen, Rect { width: right.saturating_sub(x), x, ..line }, node, base);
}

fn draw_title(pen: &mut Pen, area: Rect, node: &Node, base: Style) {
    let model = pen.model;
    let label = if node.label.is_empty() { String::new() } else { format!("{} ", node.label) };
    let base = match node.kind {
        Kind::Part(NodeKind::Section) => base.patch(pen.style(Role::Dim)),
        _ => base,
    };
    let area = behind(area, write(pen.buffer, area, &text::cut(&label, usize::from(area.width)), base));
    let shown = model.veil.over(&node.title);
    let (searched, narrowed) = match node.issue {
        Some(_) => (highlight::places(&shown, &model.search.shown), narrow::places(model, &shown)),
        None => Default::default(),
    };
    let hit = pen.style(Role::Hit);
    let title = text::cut(&shown, usize::from(area.width));
    write_marked(pen.buffer, area, (&title, 0..title.len()), base, &[(&searched, hit), (&narrowed, hit)]);
}

/// Draws what stands at the right of a row, and gives the column where it begins.
fn draw_right(
    pen: &mut Pen,
    line: Rect,
    node: &Node,
    cells: Option<&Cells>,
    widths: [usize; 4],
    base: Style,
) -> u16 {
    let Some(cells) = cells else {
        let below = (node.below > 0).then(|| (pen.model.words.tui.chrome.below)(node.below));
        let signs = notice_signs(pen, node);
        // Signs are words: they do not touch the title.
        let gap = if signs.is_empty() { "" } else { " " };
        let said = signs.into_iter().chain(below).collect::<Vec<_>>().join(" ");
        let said = format!("{gap}{said}");
        let x = line.right().saturating_sub(u16::try_from(text::width(&said)).unwrap_or(0)).max(line.x);
        let style = base.patch(pen.style(Role::Dim));
        write(pen.buffer, behind(line, x), &said, style);
        return x;
    };
    let total: usize = widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum();
    let x =
        line.right().saturating_sub(u16::try_from(total).unwrap_or(u16::MAX)).max(line.x + line.width / 3);
    let mut rest = behind(line, x);
    for ((said, tone), width) in cells.iter().zip(widths).filter(|(_, width)| *width > 0) {
        let style = base.patch(pen.style(role(*tone)));
        let end = write(pen.buffer, behind(rest, rest.x + 1), &text::fit(said, width, Align::Left), style);
        rest = behind(rest, end);
    }
    x
}
