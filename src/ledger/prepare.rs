//! A notice made ready for the ledger: everything that can be worked out without it.

use std::collections::HashMap;

use crate::{
    intake,
    notice::{Basis, DeadlineKind, Node, NodeKind, Notice},
};

use super::{
    error::What,
    fold::{fold, squeeze_title},
    identity::Identity,
    key,
    types::{DueRow, OutcomeSet},
};

/// A notice that comes, as the ledger will keep it.
pub(super) struct Prepared<'a> {
    /// As it was read.
    pub notice: &'a Notice,
    /// The text that its spans point into.
    pub text: Option<&'a str>,
    /// The notice as JSON, without its text.
    pub body: String,
    /// SHA-256 of the body without the path, so that a copy elsewhere is the same, and without the
    /// remarks, which the reader writes in the user's language.
    pub digest: String,
    /// What it is known by.
    pub identity: Identity,
    /// The key that it has by this version alone.
    pub own: String,
    /// Its issues in reading order.
    pub issues: Vec<PreparedIssue>,
}

/// An issue that comes.
#[derive(Clone)]
pub(super) struct PreparedIssue {
    /// The key that it has by this version alone.
    pub own: String,
    /// The number of its node in reading order of all nodes.
    pub at: usize,
    /// Labels from the top, as shown.
    pub path: String,
    /// Labels from the top, made unique.
    pub place: String,
    /// The problem statement.
    pub title: String,
    /// Outcome as bits.
    pub outcome: OutcomeSet,
    /// How the outcome is said.
    pub basis: Option<Basis>,
    /// Deadlines with a day.
    pub deadlines: Vec<DueRow>,
    /// What a search looks through, folded.
    pub search: String,
    /// The names of who is responsible, folded, a line each.
    pub duty: String,
}

/// Makes `notice` ready; `text` is what its spans point into, where there is one.
pub(super) fn prepare<'a>(notice: &'a Notice, text: Option<&'a str>) -> Result<Prepared<'a>, What> {
    let mut bare = notice.clone();
    bare.text = None;
    let body = serde_json::to_string(&bare)?;
    bare.source.path.clear();
    bare.remarks.clear();
    let digest = sha256(&serde_json::to_string(&bare)?);
    let identity = Identity::of(notice);
    let issues = issues(notice, &identity, &digest);
    let own = key::own(&identity, &digest, "", "");
    Ok(Prepared { notice, text, body, digest, identity, own, issues })
}

/// SHA-256 of a text in small hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    intake::hash(text.as_bytes())
}

/// The issues of a notice in reading order; `identity` and `digest` are the notice's.
pub(super) fn issues(notice: &Notice, identity: &Identity, digest: &str) -> Vec<PreparedIssue> {
    let mut walker = Walker { at: 0, out: Vec::new() };
    walker.down(&notice.nodes, "", "");
    for issue in &mut walker.out {
        issue.own = key::own(identity, digest, &issue.place, &issue.title_key());
    }
    walker.out
}

struct Walker {
    at: usize,
    out: Vec<PreparedIssue>,
}

impl Walker {
    fn down(&mut self, nodes: &[Node], path: &str, place: &str) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for node in nodes {
            let at = self.at;
            self.at += 1;
            let label = fold(&node.label);
            let count = seen.entry(label.clone()).or_default();
            *count += 1;
            let place = match *count {
                1 => format!("{place}/{label}"),
                n => format!("{place}/{label}#{n}"),
            };
            let path = match (path, node.label.trim()) {
                ("", label) => label.to_owned(),
                (path, "") => path.to_owned(),
                (path, label) => format!("{path}/{label}"),
            };
            if node.kind == NodeKind::Issue {
                self.out.push(issue(node, at, path.clone(), place.clone()));
            }
            self.down(&node.children, &path, &place);
        }
    }
}

fn issue(node: &Node, at: usize, path: String, place: String) -> PreparedIssue {
    let outcome = node.outcome.as_ref();
    PreparedIssue {
        own: String::new(),
        at,
        path,
        place,
        title: node.title.clone(),
        outcome: outcome.map(|outcome| OutcomeSet::of(&outcome.tags)).unwrap_or_default(),
        basis: outcome.map(|outcome| outcome.basis),
        deadlines: node
            .deadlines
            .iter()
            .filter_map(|deadline| Some(DueRow { due: deadline.due?, kind: deadline.kind }))
            .collect(),
        search: search_text(node),
        duty: node.responsible.iter().map(|part| fold(&part.name)).collect::<Vec<_>>().join("\n"),
    }
}

/// Title, detail, response and deadlines, folded, a line each: folded words hold no line end, so no
/// word is found across two of them.
fn search_text(node: &Node) -> String {
    let long = [&node.detail, &node.response].into_iter().flatten().map(|part| part.text.as_str());
    let days = node.deadlines.iter().map(|deadline| deadline.raw.as_str());
    let parts: Vec<String> = std::iter::once(node.title.as_str()).chain(long).chain(days).map(fold).collect();
    parts.join("\n")
}

impl PreparedIssue {
    /// The title as titles are compared.
    pub fn title_key(&self) -> String {
        squeeze_title(&self.title)
    }
}

/// The name under which a kind of deadline is stored.
pub(super) fn kind_name(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Required => "required",
        DeadlineKind::Promised => "promised",
        DeadlineKind::Reported => "reported",
    }
}

/// The kind that is stored under a name.
pub(super) fn kind_named(name: &str) -> Result<DeadlineKind, What> {
    match name {
        "required" => Ok(DeadlineKind::Required),
        "promised" => Ok(DeadlineKind::Promised),
        "reported" => Ok(DeadlineKind::Reported),
        other => Err(What::Damaged(format!("deadline kind {other:?}"))),
    }
}

/// The name under which a basis is stored.
pub(super) fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Labelled => "labelled",
        Basis::Stated => "stated",
        Basis::Inherited => "inherited",
    }
}

/// The basis that is stored under a name.
pub(super) fn basis_named(name: &str) -> Result<Basis, What> {
    match name {
        "labelled" => Ok(Basis::Labelled),
        "stated" => Ok(Basis::Stated),
        "inherited" => Ok(Basis::Inherited),
        other => Err(What::Damaged(format!("basis {other:?}"))),
    }
}
