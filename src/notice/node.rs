//! The outline of a notice: sections, groups and issues.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Span;

/// A piece of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Whether it is an issue, a heading above issues, or another part.
    pub kind: NodeKind,
    /// The number as printed, with its stop or colon; empty where it has none.
    #[serde(default)]
    pub label: String,
    /// The heading or problem statement without the label, lines joined.
    #[serde(default)]
    pub title: String,
    /// Label and title.
    pub span: Span,
    /// Everything down to the next sibling.
    pub extent: Span,
    /// Issues only.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Issues only: the rectification text (整改情况) without labels and outcome line.
    #[serde(default)]
    pub response: Option<Labelled>,
    /// The steps of the outermost enumeration in the response.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Dates by which something is to be done.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// Issues only: the problem's elaboration under a label of its own (问题表现).
    #[serde(default)]
    pub detail: Option<Labelled>,
    /// Issues only: who is responsible, as labelled.
    #[serde(default)]
    pub responsible: Vec<Responsible>,
    /// What stands below.
    #[serde(default)]
    pub children: Vec<Node>,
}

/// What a [`Node`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// Any other part of the outline: arrangements, next steps.
    Section,
    /// A heading above issues (方面, 大类).
    Group,
    /// A problem that the notice answers (问题).
    Issue,
}

/// The result of the rectification (整改结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The words as printed, without label and closing full stop.
    pub raw: String,
    /// What they mean, in the order of [`OutcomeTag`].
    pub tags: Vec<OutcomeTag>,
    /// How the notice says it.
    pub basis: Basis,
    /// Where the words stand.
    pub span: Span,
}

/// One fact of an [`Outcome`]; the order is the one in which tags are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeTag {
    /// 已完成
    Completed,
    /// 阶段性目标
    Phased,
    /// 长期坚持
    LongTerm,
    /// 正在整改
    InProgress,
    /// 未启动
    NotStarted,
}

impl OutcomeTag {
    /// All tags in their order.
    pub const ALL: [Self; 5] =
        [Self::Completed, Self::Phased, Self::LongTerm, Self::InProgress, Self::NotStarted];
}

/// How an [`Outcome`] is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Behind a label, in a bracket behind the title, in a column (整改结果：已完成).
    Labelled,
    /// A sentence of its own (目前该问题已整改).
    Stated,
    /// Only the section above says it.
    Inherited,
}

/// A passage and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The passage, lines joined.
    pub text: String,
    /// Where it stands; removed labels may stand within.
    pub span: Span,
}

/// One enumerated step of a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The label as printed (一是, （1）, ①).
    pub label: String,
    /// The step without its label.
    pub text: String,
    /// Label and text.
    pub span: Span,
}

/// A day by which something is to be done (时限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words as printed.
    pub raw: String,
    /// The last day that the words allow; `None` where they can be read two ways.
    pub due: Option<Date>,
    /// Who says what of the day.
    pub kind: DeadlineKind,
    /// Where the words stand.
    pub span: Span,
}

/// What is said of a [`Deadline`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// Somebody set it (要求7月30日前完成).
    Required,
    /// The agency says it will (预计今年上半年).
    Promised,
    /// It was met, said in hindsight (6月底前完成).
    Reported,
}

/// Who is responsible, as labelled (责任单位：).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsible {
    /// The label as printed.
    pub role: String,
    /// The names behind it.
    pub name: String,
    /// Where the names stand.
    pub span: Span,
}
