//! A notice laid out for questions: its places, what is finding and what is answer, sentences and clauses.

use std::collections::HashMap;

use crate::{
    intake::Document,
    notice::{Node, NodeKind, Notice, OutcomeTag, Span},
    parse::{self, Lexicon, Prose, flow::Range},
};

use super::doubt::{LONGEST, Quote};

/// A notice and its text, as the checks read them.
///
/// All ranges are bytes of the folded text ([`Prose`]): no white space but `\n` at the end of paragraphs, one
/// form of each character (`，` is `,`, `（` is `(`, `％` is `%`, full-width digits are digits).
pub struct Sheet<'d> {
    /// What was read.
    pub notice: &'d Notice,
    source: &'d str,
    prose: Prose,
    places: Vec<Place<'d>>,
}

/// A part of the notice to which a doubt can point.
#[derive(Debug)]
pub struct Place<'d> {
    /// Labels from the outline's top, joined by `/`; `#2` behind the second sibling of one label; an empty
    /// label for a heading without one. Or `opening`, `closing`.
    pub path: String,
    /// The node of the outline; `None` of the opening and the closing words.
    pub node: Option<&'d Node>,
    /// The place above, by its index.
    pub above: Option<usize>,
    /// The heading or problem as printed, with its label.
    pub head: Range,
    /// Issues only: the problem (title and detail), its label left out.
    pub finding: Vec<Range>,
    /// Issues only: the answer, without its outcome.
    pub answer: Vec<Range>,
    /// Sections, groups, opening and closing: what they say besides their heading and what stands below.
    pub prose: Vec<Range>,
}

impl Place<'_> {
    /// Whether it is an issue.
    pub fn is_issue(&self) -> bool {
        self.node.is_some_and(|node| node.kind == NodeKind::Issue)
    }

    /// All that is said here, in the order of the text.
    pub fn said(&self) -> impl Iterator<Item = &Range> {
        self.finding.iter().chain(&self.answer).chain(&self.prose)
    }
}

impl<'d> Sheet<'d> {
    /// Lays out a notice; `document` is what it was read from.
    pub fn new(document: &'d Document, notice: &'d Notice) -> Self {
        let prose = Prose::of(document, Lexicon::current());
        let places = Places::of(notice, &prose);
        Self { notice, source: &document.text, prose, places }
    }

    /// Opening, nodes in the order of the text, closing.
    pub fn places(&self) -> &[Place<'d>] {
        &self.places
    }

    /// The issues among the places.
    pub fn issues(&self) -> impl Iterator<Item = &Place<'d>> {
        self.places.iter().filter(|place| place.is_issue())
    }

    /// The folded text of a range.
    pub fn text(&self, range: &Range) -> &str {
        self.prose.get(range)
    }

    /// The whole folded text.
    pub fn all(&self) -> &str {
        self.prose.text()
    }

    /// The paragraph in which a byte stands.
    pub fn paragraph(&self, at: usize) -> Range {
        let text = self.prose.text();
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
        start..end
    }

    /// Where a passage of the source stands in the folded text.
    pub fn range(&self, span: Span) -> Range {
        self.prose.range(span)
    }

    /// The steps of an issue's answer, their labels left out.
    pub fn steps(&self, place: &Place) -> Vec<Range> {
        let measures = place.node.map_or(&[][..], |node| &node.measures);
        measures
            .iter()
            .map(|measure| {
                let whole = self.range(measure.span);
                let label = crate::parse::flow::fold_text(&measure.label);
                let skipped = if self.text(&whole).starts_with(&label) { label.len() } else { 0 };
                whole.start + skipped..whole.end
            })
            .collect()
    }

    /// The sentences of an issue that are neither problem nor answer nor the outcome itself, and say behind a label
    /// nothing but how far it is (整改情况：尚未解决。 beside 整改结果：已完成), the label left out; with what they say.
    pub fn other_outcomes(&self, place: &Place) -> Vec<(Range, Vec<OutcomeTag>)> {
        let Some(node) = place.node.filter(|node| node.kind == NodeKind::Issue) else { return Vec::new() };
        let children = node.children.iter().map(|child| self.range(child.extent));
        let read: Vec<Range> = place
            .said()
            .chain([&place.head])
            .cloned()
            .chain(node.outcome.iter().map(|outcome| self.range(outcome.span)))
            .chain(node.measures.iter().map(|measure| self.range(measure.span)))
            .chain(children)
            .collect();
        let lexicon = Lexicon::current();
        without(vec![self.range(node.extent)], &read)
            .iter()
            .flat_map(|range| self.sentences(range))
            .filter_map(|sentence| {
                let (label, _) = self.text(&sentence).rsplit_once(':')?;
                let known = ["情况", "结果", "成效", "进展", "进度", "状态"];
                if !known.iter().any(|word| label.contains(word)) {
                    return None;
                }
                let own = sentence.start + label.len() + 1..sentence.end;
                let tags = parse::whole_outcome(self.text(&own).trim_matches(STOPS), lexicon)?;
                Some((own, tags))
            })
            .collect()
    }

    /// The sentences of a range: they end at 。！？；, or where the paragraph does. Stops are part of them.
    pub fn sentences(&self, range: &Range) -> Vec<Range> {
        self.split(range, |_, c, _| matches!(c, '。' | '!' | '?' | ';' | '\n'))
    }

    /// The clauses of a range: as sentences, and also at ， and ：. A comma between digits with three behind
    /// it is part of a figure (1,234).
    pub fn clauses(&self, range: &Range) -> Vec<Range> {
        self.split(range, |before, c, after| match c {
            '。' | '!' | '?' | ';' | '\n' | ':' => true,
            ',' => {
                let digits = after.chars().take_while(char::is_ascii_digit).count();
                !(digits == 3 && before.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => false,
        })
    }

    fn split(&self, range: &Range, ends: impl Fn(&str, char, &str) -> bool) -> Vec<Range> {
        let text = self.text(range);
        let mut out = Vec::new();
        let mut from = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            let (before, after) = (text.get(from..at).unwrap_or(""), text.get(end..).unwrap_or(""));
            if !ends(before, c, after) {
                continue;
            }
            // A closing quotation mark or bracket belongs to what it closes.
            let closing = chars.next_if(|(_, c)| matches!(c, '”' | '’' | '」' | ')'));
            let end = closing.map_or(end, |(at, c)| at + c.len_utf8());
            if end > from {
                out.push(range.start + from..range.start + end);
            }
            from = end;
        }
        if from < text.len() {
            out.push(range.start + from..range.end);
        }
        out.retain(|own| !self.text(own).trim_matches(STOPS).is_empty());
        out
    }

    /// The place that says what stands at a byte: the innermost whose words hold it.
    pub fn place_at(&self, at: usize) -> Option<&Place<'d>> {
        let holds =
            |place: &&Place| place.head.contains(&at) || place.said().any(|range| range.contains(&at));
        self.places.iter().rev().find(holds)
    }

    /// A quotation: the words of a range as printed, the stops at its ends left out. A range of more than
    /// [`LONGEST`] characters is cut at the last clause that fits, else at that length.
    pub fn quote(&self, range: &Range) -> Quote {
        let range = self.cut(range);
        let (span, text) = self.prose.printed(self.source, &range);
        Quote { text, span }
    }

    /// The words of a range as printed, however many they are.
    pub fn printed(&self, range: &Range) -> String {
        self.prose.printed(self.source, range).1
    }

    /// The part of a range that a quotation of it shows.
    pub fn cut(&self, range: &Range) -> Range {
        let trimmed = |range: Range| {
            let text = self.text(&range);
            let front = text.len() - text.trim_start_matches(STOPS).len();
            let length = text.trim_matches(STOPS).len();
            range.start + front..range.start + front + length
        };
        let whole = trimmed(range.clone());
        let count = |range: &Range| self.text(range).chars().count();
        if count(&whole) <= LONGEST {
            return whole;
        }
        let fits = |clause: &Range| count(&(whole.start..clause.end)) <= LONGEST;
        if let Some(last) = self.clauses(&whole).into_iter().take_while(fits).last() {
            return trimmed(whole.start..last.end);
        }
        let cut = self.text(&whole).char_indices().nth(LONGEST).map_or(whole.len(), |(at, _)| at);
        whole.start..whole.start + cut
    }
}

/// What stands at the ends of sentences and clauses.
const STOPS: &[char] = &['。', '!', '?', ';', ',', ':', '、', '\n'];

/// Builds the places of a notice.
struct Places<'d, 'p> {
    prose: &'p Prose,
    out: Vec<Place<'d>>,
}

impl<'d> Places<'d, '_> {
    fn of(notice: &'d Notice, prose: &Prose) -> Vec<Place<'d>> {
        let mut places = Places { prose, out: Vec::new() };
        let outline = notice.nodes.iter().map(|node| prose.range(node.extent));
        let (start, end) = outline
            .fold((usize::MAX, 0), |(start, end), extent| (start.min(extent.start), end.max(extent.end)));
        let all = prose.text().len();
        places.around("opening", 0..start.min(all));
        places.nodes(&notice.nodes, None);
        if start < end {
            places.around("closing", end..all);
        }
        places.out
    }

    fn around(&mut self, path: &str, range: Range) {
        let text = vec![range.clone()];
        self.out.push(Place {
            path: path.to_owned(),
            node: None,
            above: None,
            head: range.start..range.start,
            finding: Vec::new(),
            answer: Vec::new(),
            prose: text,
        });
    }

    fn nodes(&mut self, nodes: &'d [Node], above: Option<usize>) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for node in nodes {
            let count = seen.entry(node.label.as_str()).or_default();
            *count += 1;
            let label: String = node.label.split_whitespace().collect();
            let label = if *count > 1 { format!("{label}#{count}") } else { label };
            let path = match above.and_then(|above| self.out.get(above)) {
                Some(above) => format!("{}/{label}", above.path),
                None => label,
            };
            let own = self.out.len();
            let place = self.place(node, path, above);
            self.out.push(place);
            self.nodes(&node.children, Some(own));
        }
    }

    fn place(&self, node: &'d Node, path: String, above: Option<usize>) -> Place<'d> {
        let head = self.prose.range(node.span);
        let mut place = Place {
            path,
            node: Some(node),
            above,
            head: head.clone(),
            finding: Vec::new(),
            answer: Vec::new(),
            prose: Vec::new(),
        };
        let outcome = node.outcome.as_ref().map(|outcome| self.prose.range(outcome.span));
        if node.kind == NodeKind::Issue {
            let label = crate::parse::flow::fold_text(&node.label);
            let skipped = if self.prose.get(&head).starts_with(&label) { label.len() } else { 0 };
            let title = head.start + skipped..head.end;
            let detail = node.detail.iter().map(|detail| self.prose.range(detail.span));
            place.finding = std::iter::once(title).chain(detail).filter(|range| !range.is_empty()).collect();
            let answer = node.response.iter().map(|response| self.prose.range(response.span)).collect();
            place.answer = without(answer, outcome.as_slice());
        } else {
            let below: Vec<Range> = std::iter::once(head)
                .chain(node.children.iter().map(|child| self.prose.range(child.extent)))
                .chain(outcome)
                .collect();
            place.prose = without(vec![self.prose.range(node.extent)], &below);
        }
        place
    }
}

/// Ranges less other ranges.
fn without(ranges: Vec<Range>, holes: &[Range]) -> Vec<Range> {
    holes.iter().fold(ranges, |ranges, hole| {
        ranges
            .into_iter()
            .flat_map(|range| {
                if hole.end <= range.start || range.end <= hole.start {
                    return vec![range];
                }
                [range.start..hole.start.max(range.start), hole.end.min(range.end)..range.end]
                    .into_iter()
                    .filter(|part| part.start < part.end)
                    .collect()
            })
            .collect()
    })
}
