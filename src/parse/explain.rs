//! For each line of a text: what it was taken as, and why.

use std::collections::HashMap;

use crate::{
    intake::Document,
    notice::{Node, NodeKind, Notice, Span},
    words,
};

use super::{Lexicon, Trace, Why, piece::Piece};

/// What a line, or a part of it, was taken as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Taken {
    /// Page furniture, a rule, the head of a table: left out.
    Furniture,
    /// The notice's title.
    Title,
    /// Words before the outline: page lines, the opening.
    Opening,
    /// A heading that stands above no issues.
    Section,
    /// A heading above issues.
    Group,
    /// An issue: number and title.
    Issue,
    /// The problem's elaboration.
    Detail,
    /// The answer.
    Response,
    /// A step of the answer.
    Measure,
    /// The result.
    Outcome,
    /// Who is responsible.
    Responsible,
    /// By when.
    Deadline,
    /// Text of a section.
    Text,
    /// Text of an issue that is none of its fields.
    Other,
    /// Words behind the outline: whom to tell, signature, date.
    Closing,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The line's number, from 1.
    pub line: usize,
    /// The line's text.
    pub span: Span,
    /// What it was taken as.
    pub taken: Taken,
    /// Why, where the line's beginning decided it.
    pub why: Option<Why>,
    /// The label that said so.
    pub label: Option<String>,
    /// Whether it goes on from the line before.
    pub goes_on: bool,
}

/// What each line of a document was taken as: at least one part for each line that is not blank.
pub fn explain(document: &Document, words: &words::read::Read) -> (Notice, Vec<Part>) {
    let (notice, trace) = super::read(document, Lexicon::current(), words);
    let mut places = Vec::new();
    for (_, node) in notice.walk() {
        places.extend(places_of(node));
    }
    // Fields of one place: the narrower one tells more.
    places.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let parts = Lines::new(document, &notice, trace, places).parts();
    (notice, parts)
}

/// Where something that was read stands.
struct Place {
    span: Span,
    taken: Taken,
}

fn places_of(node: &Node) -> Vec<Place> {
    let place = |span: Span, taken: Taken| Place { span, taken };
    let head = match node.kind {
        NodeKind::Section => Taken::Section,
        NodeKind::Group => Taken::Group,
        NodeKind::Issue => Taken::Issue,
    };
    let mut out = vec![place(node.span, head)];
    out.extend(node.detail.iter().map(|detail| place(detail.span, Taken::Detail)));
    out.extend(node.response.iter().map(|response| place(response.span, Taken::Response)));
    out.extend(node.measures.iter().map(|step| place(step.span, Taken::Measure)));
    // An inherited outcome stands in the section's own line.
    let own = |outcome: &&crate::notice::Outcome| outcome.span.start >= node.span.start;
    out.extend(node.outcome.iter().filter(own).map(|outcome| place(outcome.span, Taken::Outcome)));
    out.extend(node.responsible.iter().map(|who| place(who.span, Taken::Responsible)));
    out.extend(node.deadlines.iter().map(|due| place(due.span, Taken::Deadline)));
    out
}

struct Lines<'a> {
    document: &'a Document,
    title: Option<Span>,
    /// What each node holds, in the order of the text, outer ones first.
    extents: Vec<(Span, NodeKind)>,
    places: Vec<Place>,
    /// The lines that were left out, by their first byte, and why.
    dropped: Vec<(usize, Why)>,
    /// Why numbers and lines were taken as headings or as text, by the byte at which each begins.
    whys: HashMap<usize, Why>,
    /// The words of labels, by the byte at which each begins, in order.
    labels: Vec<(usize, String)>,
    /// Where the outline ends and the closing words begin.
    closing: usize,
}

impl<'a> Lines<'a> {
    fn new(document: &'a Document, notice: &Notice, trace: Trace, places: Vec<Place>) -> Self {
        let Trace { flow, pieces, dropped, whys, end } = trace;
        let begin = |piece: &Piece| flow.span(&piece.full).start;
        let labelled =
            pieces.iter().filter_map(|piece| Some((begin(piece), piece.label.as_ref()?.word.clone())));
        let mut labels: Vec<(usize, String)> = labelled.collect();
        labels.sort_by_key(|(at, _)| *at);
        let mut extents: Vec<(Span, NodeKind)> =
            notice.walk().into_iter().map(|(_, node)| (node.extent, node.kind)).collect();
        extents.sort_by_key(|(extent, _)| (extent.start, std::cmp::Reverse(extent.end)));
        Self {
            document,
            title: notice.spans.get("title").copied(),
            extents,
            places,
            dropped,
            whys: whys.into_iter().filter_map(|(at, why)| Some((begin(pieces.get(at)?), why))).collect(),
            labels,
            closing: pieces.get(end).map_or(document.text.len(), begin),
        }
    }

    fn parts(&self) -> Vec<Part> {
        let mut out: Vec<Part> = Vec::new();
        let mut start = 0;
        let mut next = 0;
        let mut open: Vec<&Place> = Vec::new();
        for (number, raw) in (1..).zip(self.document.text.split_inclusive('\n')) {
            let lead = raw.len() - raw.trim_start().len();
            let span = Span::new(start + lead, start + lead + raw.trim().len());
            start += raw.len();
            if span.is_empty() {
                continue;
            }
            open.retain(|place| place.span.end > span.start);
            let goes_on = innermost(&open);
            let first = next;
            while self.places.get(next).is_some_and(|place| place.span.start < span.end) {
                open.push(&self.places[next]);
                next += 1;
            }
            let begins = &self.places[first..next];
            let part = |taken: Taken, goes_on: bool| Part {
                line: number,
                span,
                taken,
                why: None,
                label: None,
                goes_on,
            };
            let mut line: Vec<Part> = Vec::new();
            if let Some(why) = self.dropped(start - raw.len(), start) {
                line.push(Part { why: Some(why), ..part(Taken::Furniture, false) });
            } else if begins.is_empty() {
                let taken = goes_on.map_or_else(|| self.around(span), |place| place.taken);
                line.push(part(taken, goes_on.is_some()));
            }
            for place in begins {
                let mut part = part(place.taken, false);
                part.why = self.whys.get(&place.span.start).copied();
                part.label = self.label(place, span);
                line.push(part);
            }
            // A number that was taken as text has its reason too.
            if let Some(part) = line.first_mut().filter(|part| part.why.is_none()) {
                part.why = self.whys.get(&span.start).copied();
            }
            out.append(&mut line);
        }
        out
    }

    fn dropped(&self, from: usize, to: usize) -> Option<Why> {
        let at = self.dropped.partition_point(|(begin, _)| *begin < from);
        self.dropped.get(at).filter(|(begin, _)| *begin < to).map(|(_, why)| *why)
    }

    /// What a line is that no field holds.
    fn around(&self, line: Span) -> Taken {
        if self.title.is_some_and(|title| overlap(title, line)) {
            return Taken::Title;
        }
        if line.start >= self.closing {
            return Taken::Closing;
        }
        // Extents are nested: the innermost is the last that begins before the line's end and reaches it.
        let before = self.extents.partition_point(|(extent, _)| extent.start < line.end);
        let holds = |(extent, _): &&(Span, NodeKind)| overlap(*extent, line);
        let inside = self.extents.iter().take(before).rev().find(holds).map(|(_, kind)| *kind);
        match inside {
            None => Taken::Opening,
            Some(NodeKind::Issue) => Taken::Other,
            Some(_) => Taken::Text,
        }
    }

    /// The label that stands before a place in its line.
    fn label(&self, place: &Place, line: Span) -> Option<String> {
        let labels = &self.labels;
        let behind = labels.partition_point(|(at, _)| *at <= place.span.start);
        let (at, word) = behind.checked_sub(1).and_then(|last| labels.get(last))?;
        let labelled = !matches!(place.taken, Taken::Section | Taken::Group | Taken::Measure);
        (labelled && *at >= line.start).then(|| word.clone())
    }
}

fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// The narrowest of the open places.
fn innermost<'p>(open: &[&'p Place]) -> Option<&'p Place> {
    open.iter().copied().min_by_key(|place| place.span.end - place.span.start)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::intake;

    #[test]
    fn every_line_says_what_it_was_taken_as() {
        let text = "中共甲县乙局党组关于巡察整改情况的通报\n\n根据部署，2024年3月1日至5月1日，县委第一巡察组对乙局党组进行了巡察。\n\
                    一、反馈问题整改情况\n（一）政治建设方面\n1.学习不深入。\n整改情况：一是开会。二是发文，\n内容如下：\n①甲；\n②乙。\n\
                    整改结果：已完成\n— 1 —\n2.制度不健全。\n整改情况：修订制度。\n备注：无\n整改结果：正在整改\n\
                    欢迎广大群众监督。联系电话：0000-1234567\n2024年9月1日\n";
        let document = intake::read_bytes(Path::new("a.txt"), text.as_bytes()).unwrap();
        let (_, parts) = explain(&document, &crate::words::ZH.read);
        let shown: Vec<String> = parts
            .iter()
            .map(|part| {
                let why = part.why.map(|why| format!(" {why:?}")).unwrap_or_default();
                let label = part.label.as_deref().map(|word| format!(" “{word}”")).unwrap_or_default();
                format!("{} {:?}{why}{label}{}", part.line, part.taken, if part.goes_on { " …" } else { "" })
            })
            .collect();
        assert_eq!(
            shown,
            [
                "1 Title",
                "3 Opening",
                "4 Group Begins",
                "5 Group Begins",
                "6 Issue Answered",
                "7 Response “整改情况”",
                "7 Measure",
                "7 Measure",
                "8 Measure …",
                "9 Measure Circled …",
                "10 Response Circled …",
                "11 Outcome “整改结果”",
                "12 Furniture PageNumber",
                "13 Issue Answered",
                "14 Response “整改情况”",
                "15 Other",
                "16 Outcome “整改结果”",
                "17 Closing",
                "18 Closing",
            ]
        );
    }
}
