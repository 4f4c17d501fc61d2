//! Plain data of a notice (通报), serialised as `notice/1`.
//!
//! The form is fixed by the specification of `notice/1`, which other programs rely on. No logic
//! lives here beyond the invariants of the data itself. A field that the notice does not state is
//! `None` or empty: nothing is invented.

mod check;
mod node;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use check::{FormFault, check_form};
pub use node::{
    Basis, Deadline, DeadlineKind, Labelled, Measure, Node, NodeKind, Outcome, OutcomeTag, Responsible,
};

/// The version of the form that this program writes and reads.
pub const SCHEMA: &str = "notice/1";

/// A place in the text read from the file (出处): bytes `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; an end before the start gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Whether nothing lies in the span.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The text at the span, or `""` where the span is not one of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// A notice (通报): what one agency says of one inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Notice {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The file that was read.
    pub source: Source,
    /// The whole title, its lines joined without white space.
    pub title: Option<String>,
    /// The Party organisation that reports (中共…党组).
    pub organisation: Option<String>,
    /// The body inspected (被巡察单位): the organisation less 中共 and 党组, 党委 ….
    pub agency: Option<String>,
    /// Who inspected (市委第六巡察组).
    pub inspection_body: Option<String>,
    /// When it inspected.
    pub inspection_period: Option<Period>,
    /// The day on which the findings were handed over (反馈).
    pub feedback_date: Option<Date>,
    /// The date under the signature, else the one that the page gives.
    pub published: Option<Date>,
    /// 公开期限.
    pub disclosure_period: Option<Period>,
    /// Where the public may write.
    #[serde(default)]
    pub contacts: Contacts,
    /// What the notice says of itself in figures.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// The round of inspection where it is named (八届市委第七轮).
    #[serde(default)]
    pub round: Option<String>,
    /// What the reader has to say of its own reading.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// Where the facts above were read, by field; a contact is `contacts.phones.0` and so on.
    #[serde(default)]
    pub spans: BTreeMap<String, Span>,
    /// The pages of the text, in order; empty where the format has none.
    #[serde(default)]
    pub pages: Vec<Span>,
    /// The text itself; left out unless asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The outline, in reading order.
    pub nodes: Vec<Node>,
}

impl Notice {
    /// Every node of the outline in reading order, each with its path of labels from the top.
    pub fn walk(&self) -> Vec<(Vec<&str>, &Node)> {
        fn down<'a>(nodes: &'a [Node], above: &[&'a str], out: &mut Vec<(Vec<&'a str>, &'a Node)>) {
            for node in nodes {
                let mut path = above.to_vec();
                path.push(node.label.as_str());
                out.push((path.clone(), node));
                down(&node.children, &path, out);
            }
        }
        let mut out = Vec::new();
        down(&self.nodes, &[], &mut out);
        out
    }

    /// The issues of the outline in reading order.
    pub fn issues(&self) -> impl Iterator<Item = &Node> {
        self.walk().into_iter().map(|(_, node)| node).filter(|node| node.kind == NodeKind::Issue)
    }
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Source {
    /// The path as it was given.
    pub path: String,
    /// `text`, `markdown`, ….
    pub format: String,
    /// Name of the encoding, in small letters (`utf-8`, `gb18030`, `utf-16le`).
    pub encoding: Option<String>,
    /// SHA-256 of the file's bytes, in small hexadecimal digits.
    pub sha256: String,
}

/// A period of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// Where the public may write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Contacts {
    /// Telephone numbers as printed.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Postal addresses.
    #[serde(default)]
    pub addresses: Vec<String>,
}

/// A figure in which the notice speaks of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is counted.
    pub kind: ClaimKind,
    /// How many.
    pub count: u64,
    /// The words as printed.
    pub raw: String,
    /// Where they stand.
    pub span: Span,
}

/// What a [`Claim`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// 方面
    Aspects,
    /// 大类
    Categories,
    /// 问题
    Problems,
    /// 任务
    Tasks,
    /// 措施
    Measures,
    /// 制度
    Rules,
    /// 已完成整改 N 个
    Completed,
    /// 正在整改 N 个
    InProgress,
}
