//! Lines → blocks: hard line ends mended, page furniture left out.
//!
//! A block is what its author meant as one paragraph, heading or labelled line. Whether a line goes
//! on in the next is told by evidence: open punctuation, the usual length of lines, and whether the
//! next line begins something (a number, a label).

use std::{collections::HashMap, sync::LazyLock};

use regex::Regex;

use crate::{
    intake::{Document, Origin, Table, heading_depth},
    notice::Span,
};

use super::{
    facts::is_organisation,
    flow::{Flow, Range, fold_text},
    label,
    lexicon::{Lexicon, ends},
    numbering,
    table::{self, RowPlan},
    why::Why,
};

/// A paragraph, heading or labelled line.
#[derive(Debug, Clone)]
pub struct Block {
    /// Where it stands in the flow.
    pub range: Range,
    /// How deep the file marks it as a heading, 0 where it does not. A weak hint: depths are often wrong.
    pub depth: usize,
    /// Whether a rule (`---`) is drawn above it.
    pub parted: bool,
    /// What it is as the row of a table of issues; its fields then stand in the row.
    pub row: Option<table::Row>,
}

/// The blocks of a document and the flow they stand in.
pub struct Layout {
    /// The folded text.
    pub flow: Flow,
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The first bytes of the lines that were left out, and why.
    pub dropped: Vec<(usize, Why)>,
}

struct Line<'t> {
    /// Where the line's text begins in the source, marks of Markdown left out.
    start: usize,
    text: &'t str,
    folded: String,
    /// Length in half characters.
    width: usize,
    indent: usize,
    /// How deep it is marked as a heading; 0 where it is not.
    depth: usize,
    /// Whether a rule is drawn above the line.
    parted: bool,
    /// What it is, where a row of a table begins with it.
    row: Option<table::RowPlan>,
    /// Whether it stands in a table whose rows are text: then it is a line of its own.
    cell: bool,
}

impl Line<'_> {
    /// Length in characters.
    fn count(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether the line is as long as lines usually are, in half characters or in characters: some
    /// typesetters count the one, some programs the other, and digits are half as wide.
    fn is_full(&self, (width, count): (usize, usize)) -> bool {
        self.width as f64 >= FULL * width as f64 || self.count() as f64 >= COUNTED * count as f64
    }
}

/// What all lines together tell about how the text was set.
struct Habit {
    /// The usual length of full lines, in half characters and in characters, where the text is
    /// hard-wrapped.
    wrap: Option<(usize, usize)>,
    /// Whether an indent begins a paragraph.
    indented: bool,
}

/// Lines shorter than this part of the usual length end a paragraph in hard-wrapped text. PDF text
/// with digits set apart varies by an eighth; the last line of a paragraph seldom reaches 4/5.
const FULL: f64 = 0.8;

/// No line of evenly wrapped text is longer than the usual by more than this: hanging punctuation.
const EVEN: f64 = 1.15;

/// The longest title, in characters.
const TITLE: usize = 90;

/// A line of this part of the usual number of characters is full where characters were counted.
const COUNTED: f64 = 0.95;

/// The deepest indent of a paragraph's first line, in half characters.
const PARAGRAPH: usize = 8;

/// An indent of so many half characters begins a paragraph, where indents are used at all.
const INDENT: usize = 2;

/// The longest block that lines are joined to, in bytes: 5,000 characters, more than any paragraph met.
/// Lines of a list without stops would else all be one, each looked at as often as there are lines.
const MAX_BLOCK: usize = 15_000;

/// In text that is not hard-wrapped, a line of so many characters without a full stop was cut by a
/// page; a shorter one is a heading.
const CUT: usize = 40;

/// Finds the blocks of a document.
pub fn layout(document: &Document, lexicon: &Lexicon) -> Layout {
    let (lines, dropped) = lines(document, lexicon);
    let habit = habit(&lines);
    let mut out = Layout { flow: Flow::default(), blocks: Vec::new(), dropped };
    let mut at = 0;
    while at < lines.len() {
        let begin = out.flow.text().len();
        let (depth, parted) = (lines[at].depth, lines[at].parted);
        if let Some(plan) = &lines[at].row {
            let row = table::lay(&mut out.flow, plan, &document.text, document.form.markup, lexicon);
            let range = begin..out.flow.text().len();
            out.blocks.push(Block { range, depth: 0, parted, row });
            at += 1;
            continue;
        }
        let mut whole = String::new();
        loop {
            out.flow.push(lines[at].text, lines[at].start, document.form.markup);
            whole.push_str(&lines[at].folded);
            let Some(next) = lines.get(at + 1) else { break };
            let signed = is_signature(next, lines.get(at + 2), lexicon);
            if signed || !goes_on(&lines[at], &whole, next, &habit, lexicon) {
                break;
            }
            at += 1;
        }
        let range = begin..out.flow.text().len();
        out.flow.end_block(lines[at].start + lines[at].text.len());
        if !range.is_empty() {
            out.blocks.push(Block { range, depth, parted, row: None });
        }
        at += 1;
    }
    out
}

/// The lines of a document, and the first bytes of those that are none of its text.
fn lines<'d>(document: &'d Document, lexicon: &Lexicon) -> (Vec<Line<'d>>, Vec<(usize, Why)>) {
    let mut dropped = Vec::new();
    let tables = Tables::plan(document, lexicon);
    let mut place = tables.places.iter().peekable();
    let mut headings = document.form.headings.iter().peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut parted = false;
    for raw in document.text.split_inclusive('\n') {
        let begin = start;
        start += raw.len();
        // A row's lines are one; it is laid by its cells.
        while place.next_if(|place| place.span.end <= begin).is_some() {}
        let row = place.peek().filter(|place| place.span.start < start);
        if let Some(place) = row.filter(|place| place.plan != RowPlan::Text) {
            if place.plan == RowPlan::Head {
                dropped.push((begin, Why::TableHead));
            } else if place.span.start >= begin {
                let mut line = line("", begin, false);
                line.row = Some(place.plan.clone());
                line.parted = std::mem::take(&mut parted);
                lines.push(line);
            }
            continue;
        }
        let mut line = line(raw, begin, document.form.markup);
        line.cell = row.is_some();
        if let Some(why) = furniture(&line.folded) {
            dropped.push((begin, why));
            continue;
        }
        let rule = |c: char| matches!(c, '-' | '=' | '_' | '*' | '—' | '─');
        if line.folded.chars().all(|c| rule(c) || tables.holds(begin) && matches!(c, '|' | ':')) {
            parted |= line.folded.chars().count() >= 3 && !tables.holds(begin);
            dropped.push((begin, Why::Rule));
            continue;
        }
        while headings.next_if(|heading| heading.at < begin).is_some() {}
        if let Some(heading) = headings.next_if(|heading| heading.at < start) {
            line.depth = heading.depth;
        }
        line.parted = std::mem::take(&mut parted);
        lines.push(line);
    }
    let kept = without_furniture(lines, &mut dropped);
    dropped.sort_unstable_by_key(|(begin, _)| *begin);
    (kept, dropped)
}

/// A line of a list of contents ends in a row of dots and a page's number.
static LEADER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:\.{5,}|…{2,}|·{4,}|_{5,}|-{8,})\d{1,4}$").ok());

/// Why a folded line is no text of the document, where its own words tell.
fn furniture(folded: &str) -> Option<Why> {
    let bare = folded.trim_matches(['(', ')', '【', '】', ':']);
    if matches!(bare, "续表" | "续上表" | "接上表" | "接上页" | "续") {
        return Some(Why::Continued);
    }
    let contents =
        matches!(bare, "目录" | "目次") || LEADER.as_ref().is_some_and(|leader| leader.is_match(folded));
    contents.then_some(Why::Contents)
}

/// What the rows of all tables are, in the order of the text.
struct Tables<'d> {
    places: Vec<Place>,
    tables: &'d [Table],
}

/// Where a row's own text stands, and what the row is.
struct Place {
    span: Span,
    plan: RowPlan,
}

impl<'d> Tables<'d> {
    fn plan(document: &'d Document, lexicon: &Lexicon) -> Self {
        let mut places = Vec::new();
        let mut before = Vec::new();
        for table in &document.form.tables {
            let (plans, columns) = table::plan(table, &document.text, &before, lexicon);
            if !columns.is_empty() {
                before = columns;
            }
            for (cells, plan) in table.rows.iter().zip(plans) {
                let own = cells.iter().filter(|cell| cell.origin == Origin::Own && !cell.span.is_empty());
                let span = own
                    .map(|cell| cell.span)
                    .reduce(|all, span| Span::new(all.start.min(span.start), all.end.max(span.end)));
                places.extend(span.map(|span| Place { span, plan }));
            }
        }
        Self { places, tables: &document.form.tables }
    }

    /// Whether a byte stands in a table.
    fn holds(&self, at: usize) -> bool {
        let before = self.tables.partition_point(|table| table.span.start <= at);
        before.checked_sub(1).and_then(|last| self.tables.get(last)).is_some_and(|table| at < table.span.end)
    }
}

/// A line that begins at byte `start` of the source, its marks of Markdown left out.
fn line(raw: &str, start: usize, markup: bool) -> Line<'_> {
    let marks = |c: char| c.is_whitespace() || (markup && matches!(c, '#' | '>'));
    let mut body = raw.trim_start_matches(marks);
    // What a converter could not write stands as a row of question marks.
    if body.starts_with("??") || body.starts_with("？？") {
        body = body.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '?' | '？'));
    }
    if markup {
        body = body.strip_prefix("- ").or(body.strip_prefix("* ")).unwrap_or(body);
    }
    let text = body.trim_end();
    let folded = fold_text(text);
    let lead = raw.len() - raw.trim_start().len();
    let indent = half_characters(raw.get(..lead).unwrap_or(""));
    // A paragraph's indent fills its line; what centres a title or moves a signature does not.
    let filled = if indent <= PARAGRAPH { indent } else { 0 };
    Line {
        start: start + (raw.len() - body.len()),
        text,
        width: half_characters(text) + filled,
        folded: if markup { folded.replace("**", "") } else { folded },
        indent,
        depth: if markup { depth(raw, text) } else { 0 },
        parted: false,
        row: None,
        cell: false,
    }
}

/// How deep a line of Markdown is a heading: by its marks, or, where all of it is bold, the deepest.
fn depth(raw: &str, text: &str) -> usize {
    let inner = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    let bold = inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"));
    match heading_depth(raw) {
        0 if bold => BOLD,
        depth => depth,
    }
}

/// The depth of a heading that is only bold: below those that are marked.
const BOLD: usize = 7;

/// Length in half characters: what a typesetter counts, two for a Chinese character.
fn half_characters(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

static PAGE_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[-—–―─_·.•~]+(\d{1,4})[-—–―─_·.•~]*|第(\d{1,4})页(?:[,/]?共\d{1,4}页)?|(\d{1,4})/\d{1,4}|(\d{1,3}))$").ok()
});

/// Leaves out page numbers, and lines that stand beside page numbers again and again.
fn without_furniture<'d>(lines: Vec<Line<'d>>, dropped: &mut Vec<(usize, Why)>) -> Vec<Line<'d>> {
    let Some(pattern) = PAGE_NUMBER.as_ref() else { return lines };
    let mut numbers: Vec<(usize, u32, bool)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(found) = pattern.captures(&line.folded) {
            let value = (1..=4).find_map(|group| found.get(group)).and_then(|m| m.as_str().parse().ok());
            numbers.push((at, value.unwrap_or(0), found.get(4).is_some()));
        }
    }
    // A bare figure is a page number only in a run of them.
    let run = numbers.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1).count();
    let pages: Vec<usize> =
        numbers.iter().filter(|(_, _, bare)| !bare || run >= 2).map(|(at, _, _)| *at).collect();
    let mut beside: HashMap<&str, Vec<usize>> = HashMap::new();
    for page in &pages {
        for at in [page.wrapping_sub(1), page + 1] {
            let short = |line: &&Line| line.row.is_none() && line.folded.chars().count() <= 40;
            if let Some(line) = lines.get(at).filter(short) {
                beside.entry(line.folded.as_str()).or_default().push(at);
            }
        }
    }
    let is_text = |line: &str| line.ends_with(['。', ';', ':']);
    let running: Vec<usize> = beside
        .iter()
        .filter(|(text, places)| places.len() >= 3 && !is_text(text) && !text.contains(':'))
        .flat_map(|(_, places)| places.iter().copied())
        .collect();
    lines
        .into_iter()
        .enumerate()
        .filter(|(at, line)| {
            let number = pages.contains(at).then_some(Why::PageNumber);
            let why = number.or_else(|| running.contains(at).then_some(Why::RunningHead));
            dropped.extend(why.map(|why| (line.start, why)));
            why.is_none()
        })
        .map(|(_, line)| line)
        .collect()
}

fn habit(lines: &[Line]) -> Habit {
    let lines: Vec<&Line> = lines.iter().filter(|line| line.row.is_none() && !line.cell).collect();
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
    let mut counts: Vec<usize> = lines.iter().map(|line| line.count()).collect();
    counts.sort_unstable();
    let usual_count = counts.get(counts.len() * 9 / 10).copied().unwrap_or(0);
    let full = |line: &&&Line| line.is_full((usual, usual_count));
    let open = |line: &&&Line| full(line) && !line.folded.ends_with(['。', '!', '?', ':', ';']);
    let cut = lines.iter().filter(open).count();
    // Hard-wrapped text has many lines cut in mid-sentence; or few, but none longer than those.
    let widest = widths.last().copied().unwrap_or(0);
    let even =
        widest as f64 <= EVEN * usual as f64 && cut >= 4 && cut * 3 >= lines.iter().filter(full).count();
    let wrapped = lines.len() >= 8 && (16..=160).contains(&usual) && (cut * 3 >= lines.len() || even);
    let indented = lines.iter().filter(|line| line.indent >= INDENT).count();
    let share = indented as f64 / lines.len().max(1) as f64;
    Habit { wrap: wrapped.then_some((usual, usual_count)), indented: (0.03..=0.7).contains(&share) }
}

/// Whether the line goes on in the next; `whole` is the block so far.
fn goes_on(line: &Line, whole: &str, next: &Line, habit: &Habit, lexicon: &Lexicon) -> bool {
    if whole.len() > MAX_BLOCK {
        return false;
    }
    if next.row.is_some()
        || line.cell
        || next.cell
        || line.depth > 0
        || next.depth > 0
        || next.parted
        || begins_something(&next.folded, lexicon)
    {
        return false;
    }
    if habit.indented
        && next.indent >= INDENT
        && !(line.indent >= INDENT && next.indent > 12 && line.folded.ends_with(','))
    {
        return false;
    }
    if is_date_line(&next.folded) {
        return false;
    }
    let in_date = ends_in_date(whole) && next.folded.starts_with(|c: char| c.is_ascii_digit());
    if is_bare_number(whole) || in_date {
        return true;
    }
    let last = whole.chars().last().unwrap_or('。');
    match last {
        ',' | '、' | '(' | '“' | '《' | '〈' | '‘' | '〔' => return true,
        '。' | '!' | '?' | '…' => return false,
        _ => {}
    }
    let open = |left: char, right: char| whole.matches(left).count() > whole.matches(right).count();
    if (open('《', '》') || open('(', ')')) && whole.chars().count() > 12 {
        return true;
    }
    // A numbered line that ends so is a heading, however long.
    if numbering::number(whole).is_some()
        && (whole.ends_with("问题") || whole.ends_with("方面"))
        && habit.wrap.is_none()
    {
        return false;
    }
    // A title ends in the kind of its document, however full its last line.
    let titled = whole.contains("关于") && !whole.contains('。') && whole.chars().count() <= TITLE;
    if titled && ends(whole, &lexicon.names.document).is_some() {
        return false;
    }
    if is_page_facts(whole, lexicon) {
        return false;
    }
    match habit.wrap {
        Some(usual) => line.is_full(usual),
        None => !matches!(last, ';' | ':') && whole.chars().count() > CUT,
    }
}

/// Whether a line is what a page says of itself: several fields, its day among them (索引号：…　成文日期：…).
fn is_page_facts(whole: &str, lexicon: &Lexicon) -> bool {
    let dated = |word: &String| whole.contains(&format!("{word}:"));
    whole.matches(':').count() > 1 && !whole.contains('。') && lexicon.names.page_date.iter().any(dated)
}

/// Whether a line is the signature: the organisation's name and nothing else, above a date or at the end.
fn is_signature(line: &Line, below: Option<&Line>, lexicon: &Lexicon) -> bool {
    line.folded.starts_with("中共")
        && below.is_none_or(|below| is_date_line(&below.folded))
        && !line.folded.contains([',', '。', ':'])
        && is_organisation(&line.folded, lexicon)
}

/// Whether a line is nothing but a number (`1.`): some programs break lines at spaces only, and there is
/// one behind the number.
fn is_bare_number(whole: &str) -> bool {
    numbering::number(whole).is_some_and(|number| {
        let listed = !matches!(number.style, numbering::Style::Part | numbering::Style::Word);
        listed && number.length == whole.len()
    })
}

/// Whether a text breaks off in a date: 2024年, 6月.
fn ends_in_date(text: &str) -> bool {
    let stem = text.strip_suffix(['年', '月']);
    stem.is_some_and(|stem| stem.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a line begins a heading, an issue, a step or a labelled part.
pub fn begins_something(folded: &str, lexicon: &Lexicon) -> bool {
    numbering::number(folded).is_some() || label::at_head(folded, lexicon).is_some()
}

static DATE_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\(?(?:\d{4}|[一二三四五六七八九〇零○O0]{4})(?:年|[-./])(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月|[-./])(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?)?\)?$").ok()
});

/// Whether a folded line is a date and nothing else, as under a signature.
pub fn is_date_line(folded: &str) -> bool {
    DATE_LINE.as_ref().is_some_and(|pattern| pattern.is_match(folded))
}
