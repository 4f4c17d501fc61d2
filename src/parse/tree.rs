//! Entries of the outline → nodes: issues, the groups above them, and other sections.

use crate::notice::{Basis, Node, NodeKind, Outcome};

use super::{
    Entries, Reader, answer,
    evidence::is_problem_head,
    flow::{Range, last_chars},
    lexicon::holds,
    outcome,
    outline::{Entry, label_of, labelled_range},
    piece::Piece,
    steps,
};

/// The nodes of a notice.
pub struct Built {
    /// The outline.
    pub nodes: Vec<Node>,
    /// The text of each entry that is its own, and whether it is an issue's.
    pub prose: Vec<(Range, bool)>,
    /// Whether the document only plans, so that its problems are not answered.
    pub plan: bool,
}

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Section,
    Group,
    /// An issue whose answer stands under labels.
    Labelled,
    /// An issue whose answer runs on behind its title.
    RunIn,
}

/// Builds the nodes; `end` is the piece at which the outline ends.
pub fn build(reader: &Reader, pieces: &mut [Piece], entries: Entries, end: usize) -> Built {
    let entries = without_steps(reader, pieces, entries);
    let mut roles = roles(reader, pieces, &entries);
    let plan = is_plan(reader, pieces, &entries, &roles);
    if plan {
        roles.fill(Role::Section);
    }
    let ahead =
        |entry: &Entry| holds(reader.flow.get(&pieces[entry.head].body), &reader.lexicon.headings.ahead);
    // What is still to be done is no claim of what was.
    let present = |entry: &Entry| !ahead(entry) && entry.parent.is_none_or(|parent| !ahead(&entries[parent]));
    let prose = entries.iter().zip(&roles).filter(|(entry, _)| present(entry)).map(|(entry, role)| {
        let issue = matches!(role, Role::Labelled | Role::RunIn);
        // A heading's own words are no claim; what stands below it before its children is.
        let from = if issue { entry.head } else { entry.head + 1 };
        let own = super::range_of(pieces, from, entry.end);
        let run_in = if issue {
            own
        } else {
            title_range(reader, pieces, entry, *role).end..own.end.max(pieces[entry.head].full.end)
        };
        (run_in, issue)
    });
    let prose: Vec<(Range, bool)> = prose.collect();
    let children = children(&entries);
    let mut nodes = Vec::new();
    let stop = end.checked_sub(1).and_then(|last| pieces.get(last)).map_or(0, |piece| piece.full.end);
    let view = View { reader, pieces, entries: &entries, roles: &roles, children: &children };
    let tops: Vec<usize> = (0..entries.len()).filter(|at| entries[*at].parent.is_none()).collect();
    for (place, top) in tops.iter().enumerate() {
        let close = tops.get(place + 1).map_or(stop, |next| view.start(*next));
        nodes.push(view.node(*top, close, None));
    }
    Built { nodes, prose, plan }
}

fn children(entries: &[Entry]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        if let Some(parent) = entry.parent {
            out[parent].push(at);
        }
    }
    out
}

/// All that is needed to make nodes of entries.
struct View<'a, 'd> {
    reader: &'a Reader<'d>,
    pieces: &'a [Piece],
    entries: &'a [Entry],
    roles: &'a [Role],
    children: &'a [Vec<usize>],
}

impl View<'_, '_> {
    fn start(&self, at: usize) -> usize {
        self.pieces[self.entries[at].head].full.start
    }

    /// The node of an entry that ends at `close`; `above` is the outcome that a section gives.
    fn node(&self, at: usize, close: usize, above: Option<&Outcome>) -> Node {
        let entry = &self.entries[at];
        let role = self.roles[at];
        let mut node = match role {
            Role::Labelled | Role::RunIn => answer::issue(self.reader, self.pieces, entry),
            Role::Section | Role::Group => self.heading(entry, role),
        };
        let extent = self.start(at)..close;
        let row = self.pieces[entry.head].row;
        node.extent = if row { self.reader.flow.hull(&extent) } else { self.reader.span(&extent) };
        let given = self.gives(at, role).or_else(|| above.cloned());
        if node.kind == NodeKind::Issue && node.outcome.is_none() {
            node.outcome.clone_from(&given);
        }
        let below = &self.children[at];
        for (place, child) in below.iter().enumerate() {
            let end = below.get(place + 1).map_or(close, |next| self.start(*next));
            node.children.push(self.node(*child, end, given.as_ref()));
        }
        // In a table the number of an issue may stand before the cell that names its group.
        for child in &node.children {
            node.extent.start = node.extent.start.min(child.extent.start);
            node.extent.end = node.extent.end.max(child.extent.end);
        }
        node
    }

    /// The outcome that a group's title gives to the issues below it.
    fn gives(&self, at: usize, role: Role) -> Option<Outcome> {
        let entry = &self.entries[at];
        if role != Role::Group {
            return None;
        }
        let range = title_range(self.reader, self.pieces, entry, role);
        let words = self.reader.flow.get(&range);
        let tags = outcome::inherited(words, self.reader.lexicon)?;
        let raw = self.reader.flow.trim(&range, &['。', ':', ';']);
        Some(Outcome {
            raw: self.reader.shown(&raw),
            tags,
            basis: Basis::Inherited,
            span: self.reader.span(&raw),
        })
    }

    fn heading(&self, entry: &Entry, role: Role) -> Node {
        let label = label_of(self.pieces, entry);
        let title = title_range(self.reader, self.pieces, entry, role);
        let whole = labelled_range(&label, &title);
        Node {
            kind: if role == Role::Group { NodeKind::Group } else { NodeKind::Section },
            label: self.reader.shown(&label),
            title: self.reader.shown(&title),
            span: self.reader.span(&whole),
            extent: self.reader.span(&whole),
            outcome: None,
            response: None,
            measures: Vec::new(),
            deadlines: Vec::new(),
            detail: None,
            responsible: Vec::new(),
            children: Vec::new(),
        }
    }
}

/// A group's title is its whole line up to this many characters; a longer one is run in.
const MAX_GROUP_TITLE: usize = 100;

/// The title of a heading: its whole line above issues, else up to the first full stop.
fn title_range(reader: &Reader, pieces: &[Piece], entry: &Entry, role: Role) -> Range {
    let body = pieces[entry.head].body.clone();
    if role == Role::Group && reader.flow.get(&body).chars().count() <= MAX_GROUP_TITLE {
        return body;
    }
    reader.flow.first_sentence(&body)
}

fn roles(reader: &Reader, pieces: &[Piece], entries: &[Entry]) -> Vec<Role> {
    let below = children(entries);
    let labelled: Vec<bool> = entries.iter().map(|entry| answer::has_answer(reader, pieces, entry)).collect();
    let one = entries.iter().zip(&labelled).any(|(entry, is)| *is && is_problem_head(pieces, entry.head));
    let any = one || labelled.iter().filter(|is| **is).count() >= 2;
    let mut roles: Vec<Role> =
        labelled.iter().map(|is| if *is && any { Role::Labelled } else { Role::Section }).collect();
    for top in (0..entries.len()).filter(|at| entries[*at].parent.is_none()) {
        let all = subtree(top, &below);
        let answered = all.iter().any(|at| roles[*at] == Role::Labelled);
        if !answered && is_results(reader, pieces, entries, &all, &below, any) {
            for at in all.iter().filter(|at| below[**at].is_empty()) {
                roles[*at] = Role::RunIn;
            }
        }
    }
    flat_issues(reader, pieces, entries, &below, &mut roles);
    if any {
        beside_labelled(reader, pieces, entries, &below, &mut roles);
    }
    for at in (0..entries.len()).rev() {
        let heads = below[at].iter().any(|child| roles[*child] != Role::Section);
        if heads && roles[at] == Role::Section {
            roles[at] = Role::Group;
        }
    }
    roles
}

/// A list of issues without labels and without sections above: the headings of the highest level that
/// have nothing below them, where most name something wrong.
fn flat_issues(
    reader: &Reader,
    pieces: &[Piece],
    entries: &[Entry],
    below: &[Vec<usize>],
    roles: &mut [Role],
) {
    let words = &reader.lexicon.headings;
    let title = |at: &usize| reader.flow.get(&title_range(reader, pieces, &entries[*at], Role::Section));
    let open: Vec<usize> = (0..entries.len())
        .filter(|at| entries[*at].parent.is_none() && below[*at].is_empty() && roles[*at] == Role::Section)
        .filter(|at| runs_on(reader, pieces, &entries[*at]) && !holds(title(at), &words.next_steps))
        .filter(|at| is_problem(title(at), reader) || !holds(title(at), &words.arrangement))
        .collect();
    let wrong = open.iter().filter(|at| is_problem(title(at), reader)).count();
    if wrong >= 3 && wrong * 4 >= open.len() * 3 || wrong == 2 && open.len() == 2 {
        open.into_iter().for_each(|at| roles[at] = Role::RunIn);
    }
}

/// In a labelled document, an entry without labels beside labelled ones is an issue too where text
/// runs on behind its title.
fn beside_labelled(
    reader: &Reader,
    pieces: &[Piece],
    entries: &[Entry],
    below: &[Vec<usize>],
    roles: &mut [Role],
) {
    for at in 0..entries.len() {
        let siblings = entries[at].parent.map(|parent| &below[parent]);
        let beside = siblings.is_some_and(|all| all.iter().any(|other| roles[*other] == Role::Labelled));
        if roles[at] == Role::Section
            && below[at].is_empty()
            && beside
            && runs_on(reader, pieces, &entries[at])
        {
            roles[at] = Role::RunIn;
        }
    }
}

fn subtree(top: usize, below: &[Vec<usize>]) -> Vec<usize> {
    let mut out = vec![top];
    let mut at = 0;
    while at < out.len() {
        out.extend(below[out[at]].iter().copied());
        at += 1;
    }
    out.sort_unstable();
    out
}

/// Whether text stands behind an entry's title.
fn runs_on(reader: &Reader, pieces: &[Piece], entry: &Entry) -> bool {
    let title = title_range(reader, pieces, entry, Role::Section);
    title.end < pieces[entry.head].body.end || entry.end > entry.head + 1
}

/// Whether the parts of a section without labels answer findings; `all` is the section and what stands
/// below it, in order. In a document whose other issues have labels the title must say so.
fn is_results(
    reader: &Reader,
    pieces: &[Piece],
    entries: &[Entry],
    all: &[usize],
    below: &[Vec<usize>],
    strict: bool,
) -> bool {
    let words = &reader.lexicon.headings;
    let title = reader.flow.get(&title_range(reader, pieces, &entries[all[0]], Role::Section));
    let leaves: Vec<&str> = all
        .iter()
        .filter(|at| below[**at].is_empty())
        .filter(|at| runs_on(reader, pieces, &entries[**at]))
        .map(|at| reader.flow.get(&title_range(reader, pieces, &entries[*at], Role::Section)))
        .collect();
    if leaves.is_empty() {
        return false;
    }
    let inherits = outcome::inherited(title, reader.lexicon).is_some();
    let problems = leaves.iter().filter(|leaf| is_problem(leaf, reader)).count();
    let wrong = problems * 2 >= leaves.len() && (leaves.len() > 1 || entries.len() == 1 || inherits);
    if holds(title, &words.next_steps) && !inherits {
        return false;
    }
    let arranged = leaves.iter().filter(|leaf| holds(leaf, &words.arrangement)).count() * 2 > leaves.len();
    if strict {
        return inherits
            || wrong && leaves.iter().filter(|leaf| leaf.contains("问题")).count() * 2 >= leaves.len();
    }
    if holds(title, &words.arrangement) && !inherits {
        return false;
    }
    inherits || wrong || holds(title, &words.results) && !arranged && leaves.len() < all.len()
}

/// Whether a title names something that is wrong.
fn is_problem(title: &str, reader: &Reader) -> bool {
    let bare = title.trim_end_matches(['。', ':', ';']);
    bare.ends_with("问题")
        || title.contains("的问题")
        || title.contains("问题的整改")
        || holds(title, &reader.lexicon.headings.lacking)
}

/// Whether a title ends in the words of something wrong; a step may hold them and goes on with what was
/// done about it (查处违规吃喝问题22起，处理39人).
fn ends_in_problem(title: &str, reader: &Reader) -> bool {
    let bare = title.trim_end_matches(['。', ':', ';', '”']);
    bare.ends_with("问题") || holds(last_chars(bare, 8), &reader.lexicon.headings.lacking)
}

/// Numbers below a problem without labels that only count the steps of its answer are no headings.
fn without_steps(reader: &Reader, pieces: &mut [Piece], entries: Entries) -> Entries {
    let labelled = entries.iter().filter(|entry| answer::is_labelled(reader, pieces, entry)).count() >= 2;
    if labelled {
        return entries;
    }
    let below = children(&entries);
    let mut drop = vec![false; entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        let all = subtree(at, &below);
        let title =
            |entry: &Entry| reader.flow.get(&title_range(reader, pieces, entry, Role::Section)).to_owned();
        let ends = title(entry).trim_end_matches(['。', ':', ';', '”', '"']).ends_with("问题");
        if !ends {
            continue;
        }
        let enumerates = |child: &usize| {
            let own = super::range_of(pieces, entries[*child].head, entries[*child].end);
            let steps = steps::steps(&reader.flow, &[own]);
            // An issue answers in 一是, 二是; a step may count in figures what belongs to it.
            steps.first().is_some_and(|step| reader.flow.get(&step.label).contains('是'))
        };
        let steps = all
            .iter()
            .skip(1)
            .all(|child| !ends_in_problem(&title(&entries[*child]), reader) && !enumerates(child));
        if steps {
            all.iter().skip(1).for_each(|child| drop[*child] = true);
        }
    }
    kept(pieces, entries, &drop)
}

/// The entries less the dropped ones, whose pieces become text of the entry before.
fn kept(pieces: &mut [Piece], entries: Entries, drop: &[bool]) -> Entries {
    let mut place = vec![0; entries.len()];
    let mut out: Entries = Vec::new();
    for (at, mut entry) in entries.into_iter().enumerate() {
        if drop[at] {
            pieces[entry.head].turn_to_text();
            if let Some(last) = out.last_mut() {
                last.end = entry.end;
            }
            continue;
        }
        place[at] = out.len();
        entry.parent = entry.parent.map(|parent| place[parent]);
        out.push(entry);
    }
    out
}

/// Whether a document only plans: its title says so, or nothing in it tells a result.
fn is_plan(reader: &Reader, pieces: &[Piece], entries: &[Entry], roles: &[Role]) -> bool {
    let issues: Vec<&Entry> = entries
        .iter()
        .zip(roles)
        .filter(|(_, role)| **role == Role::Labelled)
        .map(|(entry, _)| entry)
        .collect();
    !issues.is_empty()
        && !issues.iter().any(|entry| answer::has_result(reader, pieces, entry))
        && !roles.contains(&Role::RunIn)
        && plans(reader, pieces)
}

/// Whether the words before the outline are those of a plan, or no word of a report stands there.
fn plans(reader: &Reader, pieces: &[Piece]) -> bool {
    let head: String = pieces.iter().take(8).map(|piece| reader.flow.get(&piece.full)).collect();
    let title: String = head.chars().take(80).collect();
    holds(&title, &reader.lexicon.names.plan)
        || !["整改情况", "整改进展", "通报", "整改落实情况"].iter().any(|word| head.contains(word))
}
