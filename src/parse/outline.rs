//! Pieces → outline: which numbers are headings, and what stands below what.
//!
//! The evidence, strongest first: an answer's label behind a heading, the continuity of its number,
//! what follows it. How a number is written tells the level only relative to the others of the same
//! document; Markdown depth, bold and blank lines tell nothing alone.

use std::collections::{HashMap, HashSet};

use super::{
    evidence::{Evidence, Kind, answers, is_problem_head},
    flow::{Flow, Range},
    label::Roles,
    lexicon::{Lexicon, begins, ends, holds},
    numbering::Style,
    piece::Piece,
    why::Why,
};

/// A heading or issue of the outline, before it is known which.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry above.
    pub parent: Option<usize>,
    /// The piece with which it begins.
    pub head: usize,
    /// One behind the last of its own pieces, children left out.
    pub end: usize,
}

/// The outline of a document.
pub struct Outline {
    /// Headings and issues in order.
    pub entries: Vec<Entry>,
    /// The piece at which the outline ends and the closing words begin.
    pub end: usize,
    /// For pieces that begin with a number or are headings: why they were taken as what they are.
    pub whys: Vec<(usize, Why)>,
}

/// Finds the outline in `pieces[start..]`. Numbers that are none of the outline are turned to text.
pub fn outline(
    flow: &Flow,
    pieces: &mut [Piece],
    start: usize,
    signature: Option<&str>,
    lexicon: &Lexicon,
) -> Outline {
    let steps = mark_steps(pieces, start);
    let evidence = Evidence::gather(flow, pieces, start, lexicon);
    let end = closing(flow, pieces, start, &evidence, signature, lexicon);
    let mut builder = Builder {
        flow,
        lexicon,
        evidence,
        entries: Vec::new(),
        stack: Vec::new(),
        last: HashMap::new(),
        running: HashSet::new(),
        answering: Answering::No,
        steps: None,
        end,
        whys: steps.into_iter().map(|at| (at, Why::Step)).collect(),
    };
    for at in start..end {
        builder.take(pieces, at);
    }
    let Builder { mut entries, whys, .. } = builder;
    for at in 0..entries.len() {
        entries[at].end = entries.get(at + 1).map_or(end, |next| next.head);
    }
    Outline { entries, end, whys }
}

/// Numbers that list steps right below an answer's label standing alone are no headings; gives them.
fn mark_steps(pieces: &mut [Piece], start: usize) -> Vec<usize> {
    let mut steps = Vec::new();
    for at in start..pieces.len() {
        if !(pieces[at].may_be(Roles::RESPONSE) && pieces[at].body.is_empty()) {
            continue;
        }
        let Some(first) = pieces.get(at + 1).and_then(|next| next.number.clone()).filter(|n| n.value == 1)
        else {
            continue;
        };
        let mut run = Vec::new();
        let mut next = at + 1;
        while let Some(piece) = pieces.get(next) {
            match &piece.number {
                Some(number) if number.style == first.style && number.value as usize == run.len() + 1 => {
                    run.push(next)
                }
                Some(_) => break,
                None if piece.label.is_some() => break,
                None => {}
            }
            next += 1;
        }
        // Items that have labels of their own, one after the other, are issues.
        let after = pieces.get(next..).unwrap_or(&[]).iter().find_map(|piece| piece.number.as_ref());
        let goes_on = after.is_some_and(|n| n.style == first.style && n.value as usize == run.len() + 1);
        if !goes_on {
            run.iter().for_each(|step| pieces[*step].turn_to_text());
            steps.extend(run);
        }
    }
    steps
}

/// The piece at which the closing words, the signature or the page's own furniture begin: behind the
/// last number of the document.
fn closing(
    flow: &Flow,
    pieces: &[Piece],
    start: usize,
    evidence: &Evidence,
    signature: Option<&str>,
    lexicon: &Lexicon,
) -> usize {
    let marked = |piece: &Piece| {
        piece.number.is_some()
            || piece.label.as_ref().is_some_and(|l| l.roles.may_be(Roles::RESPONSE.with(Roles::OUTCOME)))
    };
    let answered = |piece: &Piece| {
        piece.label.as_ref().is_some_and(|l| l.roles.may_be(Roles::RESPONSE.with(Roles::OUTCOME)))
    };
    let last = pieces.iter().rposition(answered).map_or(start, |at| at + 1).max(start);
    // A list of annexes behind the last answer has numbers and is no part of the outline.
    let annexes = (last..pieces.len()).find(|at| {
        let text = flow.get(&pieces[*at].full);
        pieces[*at].first
            && text.starts_with("附件")
            && text.get("附件".len()..).is_some_and(|rest| rest.starts_with([':', '1']))
    });
    let before = pieces.get(..annexes.unwrap_or(pieces.len())).unwrap_or(pieces);
    let from = before.iter().rposition(marked).map_or(start, |at| at + 1).max(start);
    // Behind the last outcome, or below a rule drawn across the page, words on what comes next close
    // the notice; inside an answer they belong to it.
    let closed = from > start
        && evidence.outcome_last
        && answers(flow, pieces, from - 1, lexicon) == Some(Kind::Outcome);
    // Where no issue says what comes next, such words behind the last one are the notice's.
    let ahead = |piece: &Piece| {
        let text = flow.get(&piece.full);
        piece.first && text.ends_with('。') && begins(text, &lexicon.headings.ahead).is_some()
    };
    let nowhere = evidence.labelled && !pieces.get(start..from).unwrap_or(&[]).iter().any(ahead);
    let marked = pieces.get(from..).unwrap_or(&[]).iter().any(|piece| piece.depth > 0);
    let value = usize::from(closed && flow.get(&pieces[from - 1].body).is_empty());
    (from + value..pieces.len())
        .find(|at| {
            let piece = &pieces[*at];
            let text = flow.get(&piece.full);
            piece.first
                && !piece.row
                && (begins(text, &lexicon.names.closing).is_some()
                    || (piece.parted || closed || nowhere && !marked || !evidence.labelled) && ahead(piece)
                    || signature.is_some_and(|name| text == name)
                    || signs(flow, pieces, *at)
                    || super::layout::is_date_line(text))
        })
        .unwrap_or(pieces.len())
}

/// The longest name under a notice, in characters.
const MAX_SIGNATURE: usize = 40;

/// Whether a line is a name over the date that ends a document.
fn signs(flow: &Flow, pieces: &[Piece], at: usize) -> bool {
    let text = flow.get(&pieces[at].full);
    let plain = pieces[at].label.is_none() && pieces[at].number.is_none();
    let date = pieces.get(at + 1).is_some_and(|next| super::layout::is_date_line(flow.get(&next.full)));
    plain && date && text.chars().count() <= MAX_SIGNATURE && !text.contains(['。', ';', ':', ',', '、'])
}

/// Where the text that is being read stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answering {
    /// Not in an answer.
    No,
    /// In an answer, behind its label.
    Yes,
    /// Behind the answer's outcome, where outcomes close.
    Closed,
}

struct Builder<'f> {
    flow: &'f Flow,
    lexicon: &'f Lexicon,
    evidence: Evidence,
    entries: Vec<Entry>,
    /// Style, value and entry of each open heading, outermost first.
    stack: Vec<(Style, u32, usize)>,
    /// The last value of each style, open or not.
    last: HashMap<Style, u32>,
    /// The styles whose numbers ran on from one heading above to the next.
    running: HashSet<Style>,
    answering: Answering,
    /// The open enumeration of steps inside an answer.
    steps: Option<(Style, u32)>,
    end: usize,
    whys: Vec<(usize, Why)>,
}

impl Builder<'_> {
    fn take(&mut self, pieces: &mut [Piece], at: usize) {
        if let Some(number) = pieces[at].number.clone() {
            let why = self.judge(pieces, at, number.style, number.value);
            self.whys.push((at, why));
            if why.is_heading() {
                self.place(number.style, number.value, at);
            } else {
                self.steps = Some((number.style, number.value));
                pieces[at].turn_to_text();
            }
        } else if let Some(why) = self.bare(pieces, at) {
            self.whys.push((at, why));
            self.place_bare(pieces, at);
        }
        self.follow(pieces, at);
    }

    /// Keeps track of whether the text stands in an answer.
    fn follow(&mut self, pieces: &[Piece], at: usize) {
        match answers(self.flow, pieces, at, self.lexicon) {
            Some(Kind::Response) => {
                self.answering = Answering::Yes;
                self.steps = None;
            }
            Some(Kind::Outcome) if self.evidence.outcome_last => self.answering = Answering::Closed,
            Some(Kind::Outcome) => self.answering = Answering::Yes,
            None => {}
        }
    }

    /// Why a line without a number is a heading, where it is one.
    fn bare(&self, pieces: &[Piece], at: usize) -> Option<Why> {
        let problem = is_problem_head(pieces, at) || self.evidence.bare.contains(&at);
        if problem && self.evidence.answered[at] {
            return Some(Why::Problem);
        }
        if self.evidence.titled.contains(&at) {
            return Some(Why::Problem);
        }
        let why = if pieces[at].depth > 0 { Why::Marked } else { Why::Short };
        self.is_bare_heading(pieces, at).then_some(why)
    }

    /// Why a number is a heading's, or is not.
    fn judge(&self, pieces: &[Piece], at: usize, style: Style, value: u32) -> Why {
        // What a table's columns tell is no question of evidence.
        if matches!(style, Style::RowPart | Style::RowGroup | Style::Row) {
            return Why::Table;
        }
        let open = self.stack.iter().rposition(|(s, _, _)| *s == style).map(|p| self.stack[p].1);
        let goes_on = open.is_some_and(|last| value == last + 1);
        let runs_on = open.is_none() && self.last.get(&style).is_some_and(|last| value == last + 1);
        // Circled figures count steps; only an answer of its own makes one an issue.
        if style == Style::Circle {
            let answered = self.evidence.labelled && self.evidence.answered[at];
            return if answered { Why::Answered } else { Why::Circled };
        }
        let numbered = if goes_on || runs_on { Why::GoesOn } else { Why::Begins };
        let or = |heading: bool, why: Why, text: Why| if heading { why } else { text };
        if !self.evidence.labelled {
            return or(self.is_unlabelled_heading(style, value, open), numbered, Why::OutOfOrder);
        }
        if self.evidence.answered[at] {
            return Why::Answered;
        }
        let near = open.is_some_and(|last| value == last || (last + 2..=last + 3).contains(&value));
        if self.answering != Answering::Yes {
            let fits = goes_on || runs_on || near || value == 1 || open.is_none();
            return or(fits, numbered, Why::OutOfOrder);
        }
        let step = self.steps.is_some_and(|(s, last)| s == style && value == last + 1);
        let leads = self.leads_to_answer(pieces, at, style);
        match () {
            () if step && !leads => Why::Step,
            // A list that begins anew inside an answer is one of steps, unless issues follow below it.
            () if value == 1 => or(leads, Why::Leads, Why::Step),
            () if goes_on || runs_on => {
                or(leads || self.closes_issue(style) || self.is_level_of_issues(style), numbered, Why::Step)
            }
            () if near || open.is_none() => {
                or(leads || self.begins_anew(pieces, at, style), Why::Leads, Why::Step)
            }
            () => Why::OutOfOrder,
        }
    }

    /// In a document without labels only the numbers tell: one that goes on, or begins a level.
    fn is_unlabelled_heading(&self, style: Style, value: u32, open: Option<u32>) -> bool {
        match open {
            Some(last) => value > last && value <= last + 3 || (value == last && value != 1),
            None => value == 1 || self.last.get(&style).is_none_or(|last| value > *last && value <= last + 3),
        }
    }

    /// Whether a heading of this style would end the open issue, standing on a level above it.
    fn closes_issue(&self, style: Style) -> bool {
        let place = self.stack.iter().rposition(|(s, _, _)| *s == style);
        let issue =
            self.stack.iter().rposition(|(_, _, entry)| self.evidence.answered[self.entries[*entry].head]);
        match (place, issue) {
            (Some(place), Some(issue)) => place < issue,
            (None, Some(issue)) => style < self.stack[issue].0,
            _ => true,
        }
    }

    /// Whether the open issue is of this style and the steps of its answer are not: the next of its
    /// kind, even without an answer of its own.
    fn is_level_of_issues(&self, style: Style) -> bool {
        self.stack.last().is_some_and(|(s, _, _)| *s == style) && self.steps.is_none_or(|(s, _)| s != style)
    }

    /// Whether issues begin anew right below: a heading though its number skips one (（四） behind （二）).
    fn begins_anew(&self, pieces: &[Piece], at: usize, style: Style) -> bool {
        let Some((issues, ..)) = self.stack.last() else { return false };
        let next = (at + 1..self.end.min(pieces.len())).find(|next| pieces[*next].number.is_some());
        next.is_some_and(|next| {
            let number = pieces[next].number.as_ref();
            self.evidence.answered[next]
                && number.is_some_and(|number| number.style == *issues && number.value == 1)
                && *issues != style
                && self.closes_issue(style)
        })
    }

    /// Whether answered issues follow before the next number of this style or of one above it.
    fn leads_to_answer(&self, pieces: &[Piece], at: usize, style: Style) -> bool {
        let above = |other: Style| {
            other == style
                || self.stack.iter().any(|(s, _, _)| *s == other)
                || (other < style && other != Style::Word)
        };
        for (next, piece) in pieces.iter().enumerate().take(self.end).skip(at + 1) {
            let Some(number) = &piece.number else { continue };
            if above(number.style) {
                return false;
            }
            if self.evidence.answered[next] {
                return true;
            }
        }
        false
    }

    fn place(&mut self, style: Style, value: u32, at: usize) {
        match self.stack.iter().rposition(|(s, _, _)| *s == style) {
            Some(place) => self.stack.truncate(place),
            None => {
                if value > 1 && self.last.get(&style).is_some_and(|last| value > *last) {
                    self.running.insert(style);
                }
                self.make_room(style, value);
            }
        }
        let parent = self.stack.last().map(|(_, _, entry)| *entry);
        self.stack.push((style, value, self.entries.len()));
        self.last.insert(style, value);
        self.entries.push(Entry { parent, head: at, end: at + 1 });
        self.answering = Answering::No;
        self.steps = None;
    }

    /// Closes what cannot stand above a number of a style that is not open.
    fn make_room(&mut self, style: Style, value: u32) {
        while let Some((top, _, entry)) = self.stack.last().copied() {
            let issue = self.evidence.labelled && self.evidence.answered[self.entries[entry].head];
            let upward = top != Style::Word && top != Style::Bare && style != Style::Word && style < top;
            // `1.` straight above `（一）`: unusual, but so printed.
            let begins_below = value == 1 && !issue && !self.last.contains_key(&style);
            let sibling = issue && style != Style::Word && top != Style::Bare && style <= top;
            if (upward && !begins_below) || sibling || (issue && style == Style::Word) {
                self.stack.pop();
            } else {
                break;
            }
        }
    }

    /// A heading without a number: a short line of its own, before a number that begins or goes on.
    fn is_bare_heading(&self, pieces: &[Piece], at: usize) -> bool {
        let piece = &pieces[at];
        let is_value = at.checked_sub(1).is_some_and(|before| {
            pieces[before].label.is_some() && self.flow.get(&pieces[before].body).is_empty()
        });
        if !piece.first || is_value || piece.number.is_some() || piece.label.is_some() || at + 1 >= self.end {
            return false;
        }
        let text = self.flow.get(&piece.full);
        let length = text.chars().count();
        let ended = text.ends_with(['。', ';', ',', '!', '?', ':']);
        let next = &pieces[at + 1];
        // A table's own name (整改台账（续）) names no group of issues.
        if next.row && (text.contains('续') || ends(text, &self.lexicon.names.document).is_some()) {
            return false;
        }
        if self.is_section_line(text, next) {
            return true;
        }
        let before_issue = self.heads_issues(pieces, at);
        let begins = next.number.is_some() || is_problem_head(pieces, at + 1);
        match self.answering {
            _ if piece.depth > 0 => length <= MAX_CLOSED_HEADING,
            Answering::Closed => begins && before_issue && length <= MAX_CLOSED_HEADING,
            _ => {
                begins
                    && before_issue
                    && !ended
                    && (2..=MAX_BARE_HEADING).contains(&length)
                    && !self.stack.is_empty()
            }
        }
    }

    /// In a document without `一、`: a short line in the words of sections' titles, above a paragraph.
    fn is_section_line(&self, text: &str, next: &Piece) -> bool {
        let words = &self.lexicon.headings;
        let section =
            [&words.arrangement, &words.next_steps, &words.results].iter().any(|list| holds(text, list));
        let paragraph =
            next.number.is_none() && next.label.is_none() && self.flow.get(&next.full).ends_with('。');
        self.evidence.unnumbered
            && self.answering != Answering::Yes
            && section
            && paragraph
            && (4..=MAX_BARE_HEADING).contains(&text.chars().count())
            && !text.contains(['。', ';', ',', ':', '!', '?'])
    }

    /// Whether the number behind a line is an answered issue, or the document has no labels.
    fn heads_issues(&self, pieces: &[Piece], at: usize) -> bool {
        if !self.evidence.labelled {
            return true;
        }
        (at + 1..self.end.min(at + 4)).any(|next| {
            self.evidence.answered[next] && (pieces[next].number.is_some() || is_problem_head(pieces, next))
        })
    }

    fn place_bare(&mut self, pieces: &[Piece], at: usize) {
        let problem = is_problem_head(pieces, at);
        let next = pieces.get(at + 1).and_then(|piece| piece.number.as_ref()).map(|number| number.style);
        let open =
            |style: Style, stack: &[(Style, u32, usize)]| stack.iter().rposition(|(s, _, _)| *s == style);
        let depth = u32::try_from(pieces[at].depth).unwrap_or(0);
        // Among headings without numbers, and only there, the file's own depth tells what is below what.
        let below =
            |(style, known, _): &&(Style, u32, usize)| *style == Style::Bare && depth > *known && *known > 0;
        let shallower = self.stack.iter().filter(below).count();
        if let Some(place) =
            self.stack.iter().position(|(s, known, _)| *s == Style::Bare && !(depth > *known && *known > 0))
        {
            self.stack.truncate(place);
        } else if shallower > 0 {
            let last = self.stack.iter().rposition(|entry| below(&entry)).unwrap_or(0);
            self.stack.truncate(last + 1);
        } else if let Some(place) = next.filter(|_| !problem).and_then(|style| open(style, &self.stack)) {
            // Issues whose numbers run on from group to group, or begin anew here: the heading is another
            // group beside the last, not one below it.
            let value =
                pieces.get(at + 1).and_then(|piece| piece.number.as_ref()).map_or(1, |number| number.value);
            let beside =
                place >= 2 && (value == 1 || next.is_some_and(|style| self.running.contains(&style)));
            self.stack.truncate(if beside { place - 1 } else { place });
        } else {
            while self
                .stack
                .last()
                .is_some_and(|(_, _, entry)| self.evidence.answered[self.entries[*entry].head])
            {
                self.stack.pop();
            }
        }
        let parent = self.stack.last().map(|(_, _, entry)| *entry);
        self.stack.push((Style::Bare, depth, self.entries.len()));
        self.entries.push(Entry { parent, head: at, end: at + 1 });
        self.answering = Answering::No;
        self.steps = None;
    }
}

/// The longest heading without a number in the middle of text, in characters.
const MAX_BARE_HEADING: usize = 30;

/// The longest where the issue before it is closed by its outcome, so that nothing else can stand there.
const MAX_CLOSED_HEADING: usize = 80;

/// Label of an entry: where it stands in the flow; empty where it has none.
pub fn label_of(pieces: &[Piece], entry: &Entry) -> Range {
    let piece = &pieces[entry.head];
    match &piece.number {
        Some(number) => piece.full.start..piece.full.start + number.length,
        None => piece.full.start..piece.full.start,
    }
}

/// The range of a heading's label and title together.
pub fn labelled_range(label: &Range, title: &Range) -> Range {
    if label.is_empty() { title.clone() } else { label.start..title.end.max(label.end) }
}
