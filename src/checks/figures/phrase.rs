//! A sentence with its figures and the words around each.

use crate::parse::flow::Range;

use super::{Figure, Kind, read};

/// The strongest mark between two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sep {
    /// None: words only.
    None,
    /// 、 or 和, 及, 与
    Pause,
    /// ，or ：
    Comma,
    /// ；
    Semicolon,
}

/// A figure in its sentence.
#[derive(Debug, Clone)]
pub struct Item {
    /// The figure.
    pub figure: Figure,
    /// Bytes of the words before it, from the last mark or figure on.
    pub own: Range,
    /// Bytes of the words before it, from the last mark on, other figures in them included.
    pub lead: Range,
    /// Bytes of the words behind it, up to the next mark or figure.
    pub tail: Range,
    /// What stands between the figure before and this one.
    pub sep: Sep,
    /// How deep in brackets it stands.
    pub depth: usize,
}

/// A sentence (up to 。！？ or the paragraph's end) and its figures.
pub struct Phrase<'t> {
    text: &'t str,
    at: usize,
    /// The figures, in order.
    pub items: Vec<Item>,
}

/// The most figures of a sentence that is read as one; sentences with more are lists, which no total spans,
/// and are read up to each semicolon. Keeps the work on a text linear in its length.
const MOST: usize = 40;

const MARKS: &[char] = &[',', ';', '、', ':', '(', ')', '。', '!', '?', '\n', '“', '”', '—'];

impl<'t> Phrase<'t> {
    /// The sentences of a folded text that begins at byte `at` of the notice.
    pub fn all(text: &'t str, at: usize) -> Vec<Self> {
        let mut out = Vec::new();
        for (from, sentence) in pieces(text, &['。', '!', '?', '\n']) {
            let whole = Self::new(sentence, at + from).map(|phrase| vec![phrase]);
            out.extend(whole.unwrap_or_else(|| {
                let parts = pieces(sentence, &[';']).into_iter();
                parts.filter_map(|(part, text)| Self::new(text, at + from + part)).collect()
            }));
        }
        out
    }

    /// A sentence; `None` with more than [`MOST`] figures.
    fn new(text: &'t str, at: usize) -> Option<Self> {
        let figures = read(text, at);
        if figures.len() > MOST {
            return None;
        }
        let mut phrase = Self { text, at, items: Vec::new() };
        let mut end = at;
        let mut depth = 0_usize;
        for (index, figure) in figures.iter().enumerate() {
            let gap = phrase.get(&(end..figure.range.start));
            for c in gap.chars() {
                match c {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            let mut sep = gap.chars().fold(Sep::None, |sep, c| {
                sep.max(match c {
                    ';' => Sep::Semicolon,
                    ',' | ':' => Sep::Comma,
                    '、' => Sep::Pause,
                    _ => Sep::None,
                })
            });
            let joined = gap.starts_with(['和', '及', '与']) || gap.starts_with("以及");
            if sep == Sep::None && joined {
                sep = Sep::Pause;
            }
            let lead = phrase.since_mark(figure.range.start, at);
            let own = lead.start.max(end)..figure.range.start;
            let next = figures.get(index + 1).map_or(at + text.len(), |next| next.range.start);
            let tail = phrase.get(&(figure.range.end..next));
            let length = tail.find(MARKS).unwrap_or(tail.len());
            let tail = figure.range.end..figure.range.end + length;
            end = figure.range.end;
            phrase.items.push(Item { figure: figure.clone(), own, lead, tail, sep, depth });
        }
        Some(phrase)
    }

    /// The words from the last mark before a byte up to it. Commas within figures are no marks.
    fn since_mark(&self, to: usize, from: usize) -> Range {
        let before = self.get(&(from..to));
        let figures = &self.items;
        let mark = before.char_indices().rev().find(|(at, c)| {
            MARKS.contains(c)
                && !figures.iter().rev().take(4).any(|item| item.figure.range.contains(&(from + at)))
        });
        from + mark.map_or(0, |(at, c)| at + c.len_utf8())..to
    }

    /// The words at a range of the notice.
    pub fn get(&self, range: &Range) -> &'t str {
        let start = range.start.checked_sub(self.at);
        let end = range.end.checked_sub(self.at);
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or("")
    }

    /// The whole sentence.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where the sentence stands in the notice.
    pub fn start(&self) -> usize {
        self.at
    }

    /// The words before a figure, from the last mark or figure on, 和 and 其中 before them left out.
    pub fn own(&self, index: usize) -> &'t str {
        let words = self.items.get(index).map_or("", |item| self.get(&item.own));
        let words = words.trim_start_matches(['和', '及', '与']).trim_start_matches("以及");
        words.strip_prefix("其中").unwrap_or(words)
    }

    /// The words before a figure, from the last mark on.
    pub fn lead(&self, index: usize) -> &'t str {
        self.items.get(index).map_or("", |item| self.get(&item.lead))
    }

    /// The words behind a figure, up to the next mark or figure.
    pub fn tail(&self, index: usize) -> &'t str {
        self.items.get(index).map_or("", |item| self.get(&item.tail))
    }

    /// All that stands between the figure before and this one; for the first, all before it.
    pub fn gap(&self, index: usize) -> &'t str {
        let Some(item) = self.items.get(index) else { return "" };
        let before = index.checked_sub(1).and_then(|before| self.items.get(before));
        self.get(&(before.map_or(self.at, |before| before.figure.range.end)..item.figure.range.start))
    }

    /// The words before a figure, from the last mark or figure of its kind on.
    pub fn since(&self, index: usize) -> &'t str {
        let Some(item) = self.items.get(index) else { return "" };
        let before = self.items.get(..index).unwrap_or(&[]).iter().rev();
        let last = before
            .take_while(|before| before.figure.range.end > item.lead.start)
            .find(|before| before.figure.unit.kind == item.figure.unit.kind);
        let start = last.map_or(item.lead.start, |last| last.figure.range.end);
        self.get(&(start..item.own.end)).trim_start_matches(['和', '及', '与', '的'])
    }

    /// The words that say what a part is: before the figure, from the last mark or figure of its kind on, or
    /// behind it where nothing stands before.
    pub fn label(&self, index: usize) -> &'t str {
        let own = self.since(index);
        let own = OPENERS.iter().fold(own, |own, word| own.strip_prefix(word).unwrap_or(own));
        if own.is_empty() { self.tail(index) } else { own }
    }

    /// A figure.
    pub fn figure(&self, index: usize) -> Option<&Figure> {
        self.items.get(index).map(|item| &item.figure)
    }

    /// Its kind.
    pub fn kind(&self, index: usize) -> Option<Kind> {
        self.figure(index).map(|figure| figure.unit.kind)
    }

    /// Whether two figures count or measure the same sort of thing.
    pub fn alike(&self, one: usize, two: usize) -> bool {
        match (self.kind(one), self.kind(two)) {
            (Some(one), Some(two)) => one == two,
            _ => false,
        }
    }
}

/// Words before a label that are none of it.
const OPENERS: &[&str] = &["其中", "有", "为", "含", "包括", "包含", "由", "目前", "现", "分别为", "分别是"];

/// A text cut behind each of `stops`, with where each piece begins.
fn pieces<'t>(text: &'t str, stops: &[char]) -> Vec<(usize, &'t str)> {
    let mut at = 0;
    text.split_inclusive(stops)
        .map(|piece| {
            let from = at;
            at += piece.len();
            (from, piece.trim_end_matches(stops))
        })
        .collect()
}
