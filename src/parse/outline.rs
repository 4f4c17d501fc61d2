//! Pieces → outline: which numbers are headings, and what stands below what.
//!
//! The evidence, strongest first: an answer's label behind a heading, the continuity of its number,
//! what follows it. How a number is written tells the level only relative to the others of the same
//! document; Markdown depth, bold and blank lines tell nothing alone.

use std::collections::HashMap;

use super::{
    flow::{Flow, Range},
    label::Roles,
    lexicon::{Lexicon, begins, holds},
    numbering::Style,
    outcome,
    piece::Piece,
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

/// Finds the outline in `pieces[start..]`. Numbers that are none of the outline are turned to text.
/// Also gives the piece at which the outline ends and the closing words begin.
pub fn outline(
    flow: &Flow,
    pieces: &mut [Piece],
    start: usize,
    signature: Option<&str>,
    lexicon: &Lexicon,
) -> (Vec<Entry>, usize) {
    let evidence = Evidence::gather(flow, pieces, start, lexicon);
    let end = closing(flow, pieces, start, signature, lexicon);
    let mut builder = Builder {
        flow,
        lexicon,
        evidence,
        entries: Vec::new(),
        stack: Vec::new(),
        last: HashMap::new(),
        answering: Answering::No,
        steps: None,
        end,
    };
    for at in start..end {
        builder.take(pieces, at);
    }
    let mut entries = builder.entries;
    for at in 0..entries.len() {
        entries[at].end = entries.get(at + 1).map_or(end, |next| next.head);
    }
    (entries, end)
}

/// The piece at which the closing words, the signature or the page's own furniture begin: behind the
/// last number of the document.
fn closing(flow: &Flow, pieces: &[Piece], start: usize, signature: Option<&str>, lexicon: &Lexicon) -> usize {
    let last = pieces.iter().rposition(|piece| {
        piece.number.is_some() || piece.label.as_ref().is_some_and(|l| l.roles.may_be(Roles::RESPONSE))
    });
    let from = last.map_or(start, |at| at + 1).max(start);
    (from..pieces.len())
        .find(|at| {
            let piece = &pieces[*at];
            let text = flow.get(&piece.full);
            piece.first
                && (begins(text, &lexicon.names.closing).is_some()
                    // A rule drawn across the page parts the closing words from the last answer.
                    || piece.parted && begins(text, &lexicon.headings.next_steps).is_some()
                    || signature.is_some_and(|name| text == name)
                    || super::layout::is_date_line(text))
        })
        .unwrap_or(pieces.len())
}

/// What the whole document tells of its labels.
struct Evidence {
    /// For each piece, whether the heading that may begin there is answered before the next number.
    answered: Vec<bool>,
    /// Whether the document answers under labels at all.
    labelled: bool,
    /// Whether outcomes stand behind the answers.
    outcome_last: bool,
    /// Whether no section has a number of the highest level (`一、`).
    unnumbered: bool,
}

impl Evidence {
    fn gather(flow: &Flow, pieces: &[Piece], start: usize, lexicon: &Lexicon) -> Self {
        let openers = Openers::count(flow, pieces, start, lexicon);
        let mut answered = vec![false; pieces.len()];
        let mut next = false;
        for at in (start..pieces.len()).rev() {
            let piece = &pieces[at];
            if openers.opens(flow, pieces, at, lexicon) {
                next = true;
            }
            if bracketed_outcome(flow.get(&piece.body), lexicon) && piece.number.is_some() {
                next = true;
            }
            if piece.number.is_some() || is_problem_head(pieces, at) {
                answered[at] = next;
                next = false;
            }
        }
        let labelled = answered.iter().filter(|is| **is).count() >= 2;
        let top = |piece: &Piece| {
            piece.number.as_ref().is_some_and(|n| matches!(n.style, Style::Chinese | Style::Part))
        };
        let unnumbered = !pieces[start.min(pieces.len())..].iter().any(top);
        Self { answered, labelled, outcome_last: openers.outcome_last, unnumbered }
    }
}

/// Whether a title ends in an outcome in brackets: 【已完成】, （长期坚持）.
pub fn bracketed_outcome(title: &str, lexicon: &Lexicon) -> bool {
    trailing_bracket(title).is_some_and(|(_, inner)| outcome::whole(inner, lexicon).is_some())
}

/// The last bracket of a folded title: where it begins, and what stands in it.
pub fn trailing_bracket(title: &str) -> Option<(usize, &str)> {
    let body = title.trim_end_matches(['。', '.', ';']);
    let (open, close) =
        [('【', '】'), ('(', ')'), ('[', ']')].into_iter().find(|(_, close)| body.ends_with(*close))?;
    let at = body.rfind(open)?;
    let inner = body.get(at + open.len_utf8()..body.len() - close.len_utf8())?;
    Some((at, inner))
}

/// A problem under a label without a number (反馈问题：…) begins an issue too, unless it stands right
/// below a number's own heading.
fn is_problem_head(pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    let below = at.checked_sub(1).is_some_and(|before| pieces[before].number.is_some());
    let problem = piece.label.as_ref().is_some_and(|label| label.roles == Roles::PROBLEM);
    piece.first && piece.number.is_none() && problem && !below
}

/// Which label words begin an answer in this document, and which only follow another label.
struct Openers {
    /// For each word and whether it stands for an outcome: how often first behind a number, how often at all.
    seen: HashMap<(String, bool), (usize, usize)>,
    outcome_last: bool,
}

impl Openers {
    fn count(flow: &Flow, pieces: &[Piece], start: usize, lexicon: &Lexicon) -> Self {
        let mut seen: HashMap<(String, bool), (usize, usize)> = HashMap::new();
        let mut behind_number = false;
        for (at, piece) in pieces.iter().enumerate().skip(start) {
            if piece.number.is_some() || is_problem_head(pieces, at) {
                behind_number = true;
            }
            let Some(kind) = answers(flow, pieces, at, lexicon) else { continue };
            let word = piece.label.as_ref().map_or(String::new(), |label| label.word.clone());
            let entry = seen.entry((word, kind == Kind::Outcome)).or_default();
            entry.1 += 1;
            if behind_number {
                entry.0 += 1;
                behind_number = false;
            }
        }
        let total = |outcome: bool| {
            seen.iter()
                .filter(|((_, is), _)| *is == outcome)
                .fold((0, 0), |sum, (_, n)| (sum.0 + n.0, sum.1 + n.1))
        };
        let (first, all) = total(true);
        Self { outcome_last: all >= 2 && first * 2 < all, seen }
    }

    fn opens(&self, flow: &Flow, pieces: &[Piece], at: usize, lexicon: &Lexicon) -> bool {
        let Some(kind) = answers(flow, pieces, at, lexicon) else { return false };
        let word = pieces[at].label.as_ref().map_or(String::new(), |label| label.word.clone());
        let (first, all) = self.seen.get(&(word, kind == Kind::Outcome)).copied().unwrap_or_default();
        // A word that stands once among many others of its kind is prose that looks like a label.
        let others: usize = self.seen.values().map(|(_, all)| all).sum();
        first * 2 >= all && (all > 1 || others < 6)
    }
}

/// What a label answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The rectification text.
    Response,
    /// The result.
    Outcome,
}

/// Whether the label of a piece brings an answer, and which; its value settles what words leave open.
pub fn answers(flow: &Flow, pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Kind> {
    let piece = &pieces[at];
    let Some(label) = piece.label.as_ref() else {
        return states_outcome(flow, piece, lexicon).then_some(Kind::Outcome);
    };
    let value = value(flow, pieces, at);
    if label.roles.may_be(Roles::OUTCOME) && is_outcome(value, lexicon) {
        return Some(Kind::Outcome);
    }
    label.roles.may_be(Roles::RESPONSE.with(Roles::OUTCOME)).then_some(Kind::Response)
}

/// Whether a block is a sentence that says the issue's outcome and nothing else.
pub fn states_outcome(flow: &Flow, piece: &Piece, lexicon: &Lexicon) -> bool {
    let text = flow.get(&piece.full);
    let short = text.chars().count() <= MAX_STATEMENT;
    let plain = piece.first && piece.label.is_none() && piece.number.is_none();
    plain && short && outcome::names_issue(text, lexicon) && outcome::whole(text, lexicon).is_some()
}

/// The folded value of a label: what stands behind it, or in the next block where it stands alone.
pub fn value<'f>(flow: &'f Flow, pieces: &[Piece], at: usize) -> &'f str {
    let own = flow.get(&pieces[at].body);
    if !own.trim_matches(['。', ':', ';']).is_empty() {
        return own;
    }
    pieces
        .get(at + 1)
        .filter(|next| next.label.is_none() && next.number.is_none())
        .map_or("", |next| flow.get(&next.body))
}

/// Whether a label's value is an outcome, wholly or in its first sentence.
pub fn is_outcome(value: &str, lexicon: &Lexicon) -> bool {
    let first = value.split('。').next().unwrap_or("");
    !first.is_empty()
        && (outcome::whole(first, lexicon).is_some() || outcome::leading(first, lexicon).is_some())
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
    answering: Answering,
    /// The open enumeration of steps inside an answer.
    steps: Option<(Style, u32)>,
    end: usize,
}

impl Builder<'_> {
    fn take(&mut self, pieces: &mut [Piece], at: usize) {
        if let Some(number) = pieces[at].number.clone() {
            if self.is_heading(pieces, at, number.style, number.value) {
                self.place(number.style, number.value, at);
            } else {
                self.steps = Some((number.style, number.value));
                pieces[at].turn_to_text();
            }
        } else if is_problem_head(pieces, at) && self.evidence.answered[at]
            || self.is_bare_heading(pieces, at)
        {
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

    fn is_heading(&self, pieces: &[Piece], at: usize, style: Style, value: u32) -> bool {
        let open = self.stack.iter().rposition(|(s, _, _)| *s == style).map(|p| self.stack[p].1);
        let goes_on = open.is_some_and(|last| value == last + 1);
        let runs_on = open.is_none() && self.last.get(&style).is_some_and(|last| value == last + 1);
        if !self.evidence.labelled {
            return self.is_unlabelled_heading(style, value, open);
        }
        if self.evidence.answered[at] {
            return true;
        }
        let near = open.is_some_and(|last| value == last || (last + 2..=last + 3).contains(&value));
        if self.answering != Answering::Yes {
            return goes_on || runs_on || near || value == 1 || open.is_none();
        }
        let step = self.steps.is_some_and(|(s, last)| s == style && value == last + 1);
        let leads = self.leads_to_answer(pieces, at, style);
        match () {
            () if step && !leads => false,
            // A list that begins anew inside an answer is one of steps, unless issues follow below it.
            () if value == 1 => leads,
            () if goes_on || runs_on => leads || self.closes_issue(style) || self.is_level_of_issues(style),
            () if near || open.is_none() => leads,
            () => false,
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
            None => self.make_room(style, value),
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
        if self.is_section_line(text, next) {
            return true;
        }
        let before_issue = self.heads_issues(pieces, at);
        let begins = next.number.is_some() || is_problem_head(pieces, at + 1);
        match self.answering {
            Answering::Closed => begins && before_issue && length <= MAX_CLOSED_HEADING,
            _ if piece.marked => length <= MAX_CLOSED_HEADING,
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
        if let Some(place) = open(Style::Bare, &self.stack) {
            self.stack.truncate(place);
        } else if let Some(place) = next.filter(|_| !problem).and_then(|style| open(style, &self.stack)) {
            self.stack.truncate(place);
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
        self.stack.push((Style::Bare, 0, self.entries.len()));
        self.entries.push(Entry { parent, head: at, end: at + 1 });
        self.answering = Answering::No;
        self.steps = None;
    }
}

/// The longest sentence that only states an outcome, in characters (目前该问题已完成整改，需长期坚持并持续推进。).
const MAX_STATEMENT: usize = 40;

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
