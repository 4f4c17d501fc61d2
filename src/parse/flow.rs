//! The text as the grammar sees it: without white space, with one form of each character, and with
//! the way back to the bytes that were read.

use crate::{notice::Span, text::variants};

/// The text of a document, folded, and where each byte of it came from.
///
/// Blocks are parted by `\n`; there is no other white space.
#[derive(Debug, Default)]
pub struct Flow {
    text: String,
    /// For each byte of `text`, where in the source its character begins.
    from: Vec<u32>,
    /// For each byte of `text`, where in the source its character ends.
    to: Vec<u32>,
    /// What stands in the flow a second time: a merged cell, shown by each of its rows. In order.
    lent: Vec<Range>,
}

/// A range of a [`Flow`], in bytes.
pub type Range = std::ops::Range<usize>;

impl Flow {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folded text of a range; `""` where the range is none of this flow.
    pub fn get(&self, range: &Range) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// Adds a piece of the source that begins at byte `at` of it; marks of bold are left out when
    /// `markup` is on.
    pub fn push(&mut self, piece: &str, at: usize, markup: bool) {
        let mut chars = piece.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            if markup && c == '*' && next == Some('*') {
                chars.next();
                continue;
            }
            // Converters to Markdown write `1\.` lest a number become a list.
            if c.is_whitespace() || (markup && c == '\\' && next.is_some_and(|c| c.is_ascii_punctuation())) {
                continue;
            }
            let end = at + offset + c.len_utf8();
            self.push_char(fold(c), at + offset, end);
        }
    }

    /// Ends a block.
    pub fn end_block(&mut self, at: usize) {
        self.push_char('\n', at, at);
    }

    fn push_char(&mut self, c: char, from: usize, to: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.from.push(u32::try_from(from).unwrap_or(u32::MAX));
            self.to.push(u32::try_from(to).unwrap_or(u32::MAX));
        }
    }

    /// Says that a range, the last one added, stands in the flow a second time.
    pub fn lend(&mut self, range: Range) {
        self.lent.push(range);
    }

    /// The range less what is lent at its ends; the whole where it is lent wholly.
    fn own(&self, range: &Range) -> Range {
        let mut own = range.clone();
        while let Some(lent) = self.lent_at(own.end.saturating_sub(1)).filter(|lent| lent.start > own.start) {
            own.end = lent.start;
        }
        while let Some(lent) = self.lent_at(own.start).filter(|lent| lent.end < own.end) {
            own.start = lent.end;
        }
        own
    }

    fn lent_at(&self, at: usize) -> Option<&Range> {
        let before = self.lent.partition_point(|lent| lent.start <= at);
        before.checked_sub(1).and_then(|last| self.lent.get(last)).filter(|lent| at < lent.end)
    }

    /// The bytes of the source that a range stands for.
    pub fn span(&self, range: &Range) -> Span {
        let range = &self.own(range);
        let start = self.from.get(range.start).or(self.to.last()).copied().unwrap_or(0) as usize;
        if range.is_empty() {
            return Span::new(start, start);
        }
        let end = self.to.get(range.end.saturating_sub(1)).copied().unwrap_or(0) as usize;
        Span::new(start, end)
    }

    /// The bytes of the source from the first to the last that a range stands for, in whatever order they
    /// stand in it; what is lent is left out.
    pub fn hull(&self, range: &Range) -> Span {
        let own = (range.start..range.end.min(self.from.len())).filter(|at| self.lent_at(*at).is_none());
        let ends = own.fold(None, |known: Option<(u32, u32)>, at| {
            let (from, to) = (self.from[at], self.to[at]);
            Some(known.map_or((from, to), |(start, end)| (start.min(from), end.max(to))))
        });
        ends.map_or_else(|| self.span(range), |(start, end)| Span::new(start as usize, end as usize))
    }

    /// Whether later bytes always stand later in the source.
    pub fn is_ordered(&self) -> bool {
        self.from.is_sorted()
    }

    /// The range that a passage of the source has here; `ordered` is [`Flow::is_ordered`]. Where its
    /// bytes are laid apart, it reaches from the first to the last of them.
    pub fn range(&self, span: Span, ordered: bool) -> Range {
        let within = |at: usize| {
            self.from[at] as usize >= span.start
                && self.to[at] as usize <= span.end
                && self.lent_at(at).is_none()
        };
        if ordered {
            let start = self.from.partition_point(|from| (*from as usize) < span.start);
            let end = self.from.partition_point(|from| (*from as usize) < span.end);
            return start..end.max(start);
        }
        let ends = (0..self.from.len()).filter(|at| within(*at)).fold(None, |known: Option<Range>, at| {
            Some(known.map_or(at..at + 1, |range| range.start..at + 1))
        });
        ends.unwrap_or(0..0)
    }

    /// The longest part of a range that stands in one piece in the source, white space aside.
    pub fn without_holes(&self, source: &str, range: &Range) -> Range {
        let end = range.end.min(self.from.len());
        let (mut best, mut from, mut last) = (range.start..range.start, range.start, None::<usize>);
        for at in range.start..end {
            let begins = self.from[at] as usize;
            let hole = last.is_some_and(|last| {
                begins < last
                    || source.get(last..begins).is_some_and(|gap| gap.chars().any(|c| !c.is_whitespace()))
            });
            // The bytes of one character all begin where it does.
            if hole && at.checked_sub(1).is_none_or(|before| self.from[before] != self.from[at]) {
                from = at;
            }
            last = Some(self.to[at] as usize);
            if at + 1 - from > best.len() {
                best = from..at + 1;
            }
        }
        best
    }

    /// The range less the characters of `set` at its ends.
    pub fn trim(&self, range: &Range, set: &[char]) -> Range {
        let text = self.get(range);
        let front = text.len() - text.trim_start_matches(set).len();
        let back = text.trim_end_matches(set).len();
        if front >= back { range.start..range.start } else { range.start + front..range.start + back }
    }

    /// The first sentence of a range, its full stop included; the whole range where it has none.
    pub fn first_sentence(&self, range: &Range) -> Range {
        let stop = self.get(range).find('。').map(|at| range.start + at + '。'.len_utf8());
        range.start..stop.unwrap_or(range.end)
    }

    /// The words of a range as printed: the source's own characters, lines joined, marks of bold
    /// left out, white space inside a line as one space.
    pub fn shown(&self, source: &str, range: &Range) -> String {
        let mut out = String::new();
        let mut last = None::<usize>;
        let mut at = range.start;
        while at < range.end {
            let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let (from, to) = (self.from[at] as usize, self.to[at] as usize);
            if let Some(before) = last
                && before < from
            {
                let between = source.get(before..from).unwrap_or("");
                // A hard line end is no word break between Chinese characters; between two Latin
                // words it is.
                let latin = out.chars().last().is_some_and(|c| c.is_ascii_alphanumeric())
                    && source.get(from..to).is_some_and(|s| s.chars().all(|c| c.is_ascii_alphanumeric()));
                let blank = between.chars().any(char::is_whitespace);
                if blank && (!between.contains('\n') || latin) {
                    out.push(' ');
                }
            }
            out.push_str(source.get(from..to).unwrap_or(""));
            last = Some(to);
            at += c.len_utf8();
        }
        out.trim().to_owned()
    }
}

/// What stands in a text behind the last of `stops`; the whole text where none stands in it.
pub fn behind_last<'t>(text: &'t str, stops: &[char]) -> &'t str {
    text.rsplit(stops).next().unwrap_or(text)
}

/// The last `count` characters of a text; the whole text where it has no more.
pub fn last_chars(text: &str, count: usize) -> &str {
    let from = count.checked_sub(1).and_then(|nth| text.char_indices().rev().nth(nth));
    from.and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

/// One form for characters that print alike: full-width letters, digits and punctuation become
/// half-width, rare brackets the common ones, traditional characters simplified.
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '﹙' | '❨' => '(',
        '﹚' | '❩' => ')',
        '〖' | '﹝' => '【',
        '〗' | '﹞' => '】',
        '﹕' | '︰' | '∶' | '꞉' => ':',
        '﹔' => ';',
        '﹐' | '︐' => ',',
        '｡' | '﹒' => '。',
        '､' => '、',
        c => variants::simplified(c),
    }
}

/// A text folded like a [`Flow`], for comparing.
pub fn fold_text(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}
