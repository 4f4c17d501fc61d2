//! What a document tells of its own labels: which begin an answer, which close it, and where the
//! problems stand that they answer.

use std::collections::{HashMap, HashSet};

use super::{
    flow::Flow,
    label::{self, Roles},
    lexicon::Lexicon,
    numbering::Style,
    outcome,
    piece::Piece,
};

/// What the whole document tells of its labels.
pub struct Evidence {
    /// For each piece, whether the heading that may begin there is answered before the next number.
    pub answered: Vec<bool>,
    /// Whether the document answers under labels at all.
    pub labelled: bool,
    /// Whether outcomes stand behind the answers.
    pub outcome_last: bool,
    /// Whether no section has a number of the highest level (`一、`).
    pub unnumbered: bool,
    /// The pieces that are titles of issues without a number, right above an answer's label.
    pub bare: HashSet<usize>,
    /// The pieces that are titles of issues without a number (关于…的问题) above an answer without a label.
    pub titled: HashSet<usize>,
}

impl Evidence {
    /// Looks through `pieces[start..]`.
    pub fn gather(flow: &Flow, pieces: &[Piece], start: usize, lexicon: &Lexicon) -> Self {
        let plain = Openers::count(flow, pieces, start, &HashSet::new(), lexicon);
        let bare = bare_issues(flow, pieces, start, &plain, lexicon);
        let openers =
            if bare.is_empty() { plain } else { Openers::count(flow, pieces, start, &bare, lexicon) };
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
            if piece.number.is_some() || is_problem_head(pieces, at) || bare.contains(&at) {
                answered[at] = next;
                next = false;
            }
        }
        // Statements alone (目前该问题已整改) part no problem from its answer.
        let labels =
            pieces.iter().skip(start).any(|piece| piece.may_be(Roles::RESPONSE.with(Roles::OUTCOME)));
        let known = answered.iter().filter(|is| **is).count();
        // A document about one issue names it under a label of its own.
        let one = (start..pieces.len()).any(|at| answered[at] && is_problem_head(pieces, at));
        let labelled = labels && (known >= 2 || one);
        let top = |piece: &Piece| {
            piece.number.as_ref().is_some_and(|n| matches!(n.style, Style::Chinese | Style::Part))
        };
        let unnumbered = !pieces[start.min(pieces.len())..].iter().any(top);
        let titled = if labelled { HashSet::new() } else { titled_issues(flow, pieces, start) };
        Self { answered, labelled, outcome_last: openers.outcome_last, unnumbered, bare, titled }
    }
}

/// Whether a title ends in an outcome in brackets: 【已完成】, （长期坚持）.
pub fn bracketed_outcome(title: &str, lexicon: &Lexicon) -> bool {
    trailing_bracket(title).is_some_and(|(_, inner)| in_bracket(inner, lexicon).is_some())
}

/// Where in a bracket the words of an outcome begin, if it says one: at its head, or behind a label
/// (（整改情况：已完成）).
pub fn in_bracket(inner: &str, lexicon: &Lexicon) -> Option<usize> {
    let label = label::at_head(inner, lexicon).filter(|label| label.roles.may_be(Roles::OUTCOME));
    let begin = label.map_or(0, |label| label.length);
    outcome::whole(inner.get(begin..)?, lexicon).map(|_| begin)
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

/// Titles of issues without a number: lines right above a label that begins an answer, where at least
/// two of them follow another answer, so that they cannot belong to a number above.
fn bare_issues(
    flow: &Flow,
    pieces: &[Piece],
    start: usize,
    openers: &Openers,
    lexicon: &Lexicon,
) -> HashSet<usize> {
    let mut all = HashSet::new();
    let mut sure = 0;
    let mut answering = false;
    for at in start..pieces.len() {
        let piece = &pieces[at];
        let text = flow.get(&piece.full);
        let line = piece.first
            && piece.number.is_none()
            && piece.label.is_none()
            && text.chars().count() <= MAX_BARE_ISSUE;
        let above = pieces.get(at + 1).is_some_and(|next| next.label.is_some() && next.first);
        if piece.number.is_some() {
            answering = false;
        } else if line && above && !text.ends_with(['。', ';', ',', ':']) && openers.begins(pieces, at + 1) {
            all.insert(at);
            sure += usize::from(answering);
        } else if answers(flow, pieces, at, lexicon).is_some() {
            answering = true;
        }
    }
    if sure >= 2 { all } else { HashSet::new() }
}

/// Lines that name a problem and end with it, above a paragraph: at least two in a document.
fn titled_issues(flow: &Flow, pieces: &[Piece], start: usize) -> HashSet<usize> {
    let is_line = |at: &usize| {
        let piece = &pieces[*at];
        let text = flow.get(&piece.full);
        let plain = piece.first && piece.number.is_none() && piece.label.is_none();
        let named = text.starts_with("关于") || text.starts_with("针对");
        let below = pieces
            .get(at + 1)
            .is_some_and(|next| next.number.is_none() && flow.get(&next.full).contains('。'));
        plain && named && below && text.chars().count() <= MAX_BARE_ISSUE && names_problem(text)
    };
    let found: HashSet<usize> = (start..pieces.len()).filter(is_line).collect();
    if found.len() >= 2 { found } else { HashSet::new() }
}

/// Whether a title ends with the problem that it names (关于“…”问题的整改情况), without a stop.
fn names_problem(title: &str) -> bool {
    let bare =
        ["的整改情况", "整改情况", "的整改", "整改", "方面"].iter().find_map(|end| title.strip_suffix(end));
    bare.unwrap_or(title).ends_with("问题")
}

/// A problem under a label without a number (反馈问题：…) begins an issue too, unless it stands right
/// below a number's own heading.
pub fn is_problem_head(pieces: &[Piece], at: usize) -> bool {
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
    /// Whether outcomes close answers whose steps have numbers, so that they stand behind numbers too.
    behind_steps: bool,
}

impl Openers {
    fn count(flow: &Flow, pieces: &[Piece], start: usize, bare: &HashSet<usize>, lexicon: &Lexicon) -> Self {
        let mut seen: HashMap<(String, bool), (usize, usize)> = HashMap::new();
        let mut behind_number = false;
        for (at, piece) in pieces.iter().enumerate().skip(start) {
            if piece.number.is_some() || is_problem_head(pieces, at) || bare.contains(&at) {
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
        let (answers_first, answers) = total(false);
        // Where most answers stand right behind a number, an outcome behind another one closes the steps
        // of an answer; where outcomes open, answers do not stand behind numbers.
        let opened = answers >= 2 && answers_first * 2 >= answers;
        let behind_steps = opened && all >= 2 && first * 2 >= all;
        Self { outcome_last: all >= 2 && first * 2 < all || behind_steps, behind_steps, seen }
    }

    /// Whether the label's word begins an answer anywhere in the document.
    fn begins(&self, pieces: &[Piece], at: usize) -> bool {
        let word = pieces[at].label.as_ref().map(|label| label.word.as_str());
        self.seen.iter().any(|((known, _), (first, _))| Some(known.as_str()) == word && *first > 0)
    }

    fn opens(&self, flow: &Flow, pieces: &[Piece], at: usize, lexicon: &Lexicon) -> bool {
        let Some(kind) = answers(flow, pieces, at, lexicon) else { return false };
        if kind == Kind::Outcome && self.behind_steps {
            return false;
        }
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
    let only = label.roles.may_be(Roles::OUTCOME) && !label.roles.may_be(Roles::RESPONSE);
    let says = |value: &str| is_outcome(value, lexicon) || only && is_loose_outcome(value, lexicon);
    if label.roles.may_be(Roles::OUTCOME) && says(value) {
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

/// Whether a short value behind a label that brings nothing but outcomes speaks of one
/// (整改完成率100%，已完成).
fn is_loose_outcome(value: &str, lexicon: &Lexicon) -> bool {
    let first = value.split('。').next().unwrap_or("");
    first.chars().count() <= MAX_STATEMENT && outcome::scan(first, lexicon).is_some()
}

/// Whether a label's value is an outcome, wholly or in its first sentence.
pub fn is_outcome(value: &str, lexicon: &Lexicon) -> bool {
    let first = value.split('。').next().unwrap_or("").trim_end_matches(['.', ';', ',']);
    !first.is_empty()
        && (outcome::whole(first, lexicon).is_some() || outcome::leading(first, lexicon).is_some())
}

/// The longest title of an issue without a number, in characters.
const MAX_BARE_ISSUE: usize = 80;

/// The longest sentence that only states an outcome, in characters (目前该问题已完成整改，需长期坚持并持续推进。).
const MAX_STATEMENT: usize = 40;
