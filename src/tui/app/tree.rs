//! The tree of one agency's notices: flat nodes with depth and open flags, and the list of those
//! that are visible.

use std::collections::{HashMap, HashSet};

use crate::{
    ledger::types::{AgencyId, IssueId, NoticeId, Outline},
    notice::{NodeKind, Span},
};

use super::{list::List, model::Data};

/// The tree of the selected agency.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Whose notices they are.
    pub agency: Option<AgencyId>,
    /// All nodes in reading order.
    pub nodes: Vec<Node>,
    /// The visible nodes, by place in `nodes`.
    pub visible: Vec<usize>,
    /// Which visible node is selected.
    pub list: List,
    /// The issue to be selected as soon as its outline is there.
    pub want: Option<IssueId>,
    /// Whether a selection was made since the agency changed; until then the first issue is it.
    settled: bool,
    /// Nodes that stand otherwise than by default (sections closed, all else open).
    turned: HashSet<NodeKey>,
}

/// A node's identity through rebuilding: its notice and its place in the outline, `None` for the
/// notice itself.
pub type NodeKey = (NoticeId, Option<usize>);

/// What a line of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A notice.
    Notice,
    /// A part of its outline.
    Part(NodeKind),
}

/// A line of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its identity.
    pub key: NodeKey,
    /// How deep it stands.
    pub depth: usize,
    /// What it is.
    pub kind: Kind,
    /// The number as printed.
    pub label: String,
    /// Heading or problem statement.
    pub title: String,
    /// Where it stands in the text.
    pub span: Option<Span>,
    /// The issue's place in the snapshot, where it is one.
    pub issue: Option<usize>,
    /// The node above.
    pub parent: Option<usize>,
    /// Whether nodes stand below.
    pub inner: bool,
    /// Whether the nodes below are to be seen.
    pub open: bool,
    /// Issues below, this one left out, that the filter shows.
    pub below: u32,
    /// Whether the filter shows it or something below.
    pub alive: bool,
}

impl Tree {
    /// The selected node.
    pub fn selected(&self) -> Option<&Node> {
        self.visible.get(self.list.selected).and_then(|at| self.nodes.get(*at))
    }

    /// Builds the nodes of `agency` from the outlines that are there, and keeps the selection.
    pub fn build(&mut self, data: &Data, agency: Option<AgencyId>) {
        let held = self.selected().map(|node| node.key).filter(|_| self.agency == agency);
        self.settled &= self.agency == agency;
        self.agency = agency;
        self.nodes.clear();
        let notices: Vec<_> = agency.map(|id| data.notices(id).collect()).unwrap_or_default();
        let mut titles: HashMap<&str, usize> = HashMap::new();
        for notice in &notices {
            *titles.entry(&notice.title).or_default() += 1;
        }
        for notice in notices {
            let top = self.nodes.len();
            // Two inspections of an agency may be told by one title: the day of the feedback tells them apart.
            let twice = titles.get(&*notice.title).is_some_and(|count| *count > 1);
            let day = notice.feedback.filter(|_| twice);
            self.nodes.push(Node {
                key: (notice.id, None),
                depth: 0,
                kind: Kind::Notice,
                label: day.map(|day| day.to_string()).unwrap_or_default(),
                title: notice.title.to_string(),
                span: None,
                issue: None,
                parent: None,
                inner: true,
                open: true,
                below: 0,
                alive: true,
            });
            if let Some(Some(outline)) = data.outlines.get(&notice.id) {
                self.add_outline(data, outline, top);
            }
        }
        self.refresh(data, true);
        if held.is_none() || !self.settled {
            self.list.select(0);
            self.settled = self.select_first_issue();
        } else {
            self.select_key(held);
        }
        self.fetch_wanted(data);
    }

    fn add_outline(&mut self, data: &Data, outline: &Outline, top: usize) {
        let mut above: Vec<usize> = vec![top];
        for (at, part) in outline.nodes.iter().enumerate() {
            above.truncate(part.depth.min(above.len().saturating_sub(1)) + 1);
            let parent = above.last().copied();
            let inner = outline.nodes.get(at + 1).is_some_and(|next| next.depth > part.depth);
            let issue = part.issue.and_then(|id| data.place(id));
            let row = issue.and_then(|at| data.snapshot.issues.get(at));
            let fixed = row.filter(|row| row.fixes.title).map(|row| row.title.to_string());
            above.push(self.nodes.len());
            self.nodes.push(Node {
                key: (outline.notice, Some(at)),
                depth: above.len() - 1,
                kind: Kind::Part(part.kind),
                label: part.label.clone(),
                title: fixed.unwrap_or_else(|| part.title.clone()),
                span: part.span,
                issue,
                parent,
                inner,
                open: false,
                below: 0,
                alive: true,
            });
        }
    }

    /// Reckons anew which nodes are open, alive and visible. `all`: no filter is on, so that parts
    /// without issues are seen too.
    pub fn refresh(&mut self, data: &Data, all: bool) {
        let held = self.selected().map(|node| node.key);
        for node in &mut self.nodes {
            let shown = node.issue.is_some_and(|at| data.shown.get(at).copied().unwrap_or(false));
            let asked = node.kind == Kind::Notice && data.shown_notices.contains(&node.key.0);
            node.alive = shown || asked || (all && node.issue.is_none());
            node.below = 0;
            node.open = (node.kind != Kind::Part(NodeKind::Section)) != self.turned.contains(&node.key);
        }
        for at in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(at) else { continue };
            let counted =
                node.issue.and_then(|at| data.snapshot.issues.get(at)).is_some_and(|row| !row.fixes.void);
            let own = u32::from(counted && node.alive);
            let (alive, count, parent) = (node.alive, node.below + own, node.parent);
            if let Some(above) = parent.and_then(|at| self.nodes.get_mut(at)) {
                above.below += count;
                above.alive |= alive;
            }
        }
        self.see();
        self.select_key(held);
    }

    /// Collects the visible nodes.
    fn see(&mut self) {
        self.visible.clear();
        let mut hidden_under: Option<usize> = None;
        for (at, node) in self.nodes.iter().enumerate() {
            if hidden_under.is_some_and(|depth| node.depth > depth) {
                continue;
            }
            hidden_under = None;
            if node.alive {
                self.visible.push(at);
            }
            if !node.open || !node.alive {
                hidden_under = Some(node.depth);
            }
        }
        self.list.resize(self.visible.len());
    }

    /// Selects the node of that identity; where it is not visible, the next issue behind it, else
    /// the last before it: a user who filters wants issues, not the headings that are left.
    fn select_key(&mut self, key: Option<NodeKey>) {
        let Some(at) = key.and_then(|key| self.nodes.iter().position(|node| node.key == key)) else { return };
        let row = self.visible.partition_point(|seen| *seen < at);
        if self.visible.get(row) == Some(&at) {
            return self.list.select(row);
        }
        let issue = |row: &usize| self.visible.get(*row).and_then(|at| self.nodes.get(*at)?.issue).is_some();
        let behind = (row..self.visible.len()).find(issue);
        let near = behind.or_else(|| (0..row).rev().find(issue));
        self.list.select(near.unwrap_or(row));
    }

    /// Selects the first issue; whether there is one.
    fn select_first_issue(&mut self) -> bool {
        let first =
            self.visible.iter().position(|at| self.nodes.get(*at).is_some_and(|node| node.issue.is_some()));
        if let Some(row) = first {
            self.list.select(row);
        }
        first.is_some()
    }

    /// Selects the row of a notice, also for when its outline comes.
    pub fn select_notice(&mut self, notice: NoticeId) {
        self.settled = true;
        self.select_key(Some((notice, None)));
    }

    /// Opens or closes the selected node; whether it is one that can be.
    pub fn turn(&mut self, data: &Data, all: bool, open: Option<bool>) -> bool {
        let Some((key, is_open)) =
            self.selected().filter(|node| node.inner).map(|node| (node.key, node.open))
        else {
            return false;
        };
        if open == Some(is_open) {
            return false;
        }
        if !self.turned.remove(&key) {
            self.turned.insert(key);
        }
        self.refresh(data, all);
        true
    }

    /// Selects the node above the selected one; whether there is one.
    pub fn up_to_parent(&mut self) -> bool {
        let parent = self.selected().and_then(|node| node.parent);
        let Some(row) = parent.and_then(|at| self.visible.iter().position(|seen| *seen == at)) else {
            return false;
        };
        self.list.select(row);
        true
    }

    /// Selects the issue that is wanted, where its outline is there, and opens what is above it.
    pub fn fetch_wanted(&mut self, data: &Data) {
        let Some(row) = self.want.and_then(|id| data.place(id)) else { return };
        let Some(at) = self.nodes.iter().position(|node| node.issue == Some(row)) else { return };
        self.want = None;
        let mut above = self.nodes.get(at).and_then(|node| node.parent);
        while let Some(node) = above.and_then(|at| self.nodes.get_mut(at)) {
            if !node.open {
                node.open = true;
                if !self.turned.remove(&node.key) {
                    self.turned.insert(node.key);
                }
            }
            above = node.parent;
        }
        self.see();
        if let Some(seen) = self.visible.iter().position(|seen| *seen == at) {
            self.list.select(seen);
        }
    }
}
