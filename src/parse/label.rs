//! Labels: the words in front of an issue's fields (整改情况：).

use super::lexicon::{Labels, Lexicon, begins};

/// What a label may mean; several at once where only its value can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u8);

impl Roles {
    /// The answer.
    pub const RESPONSE: Self = Self(1);
    /// The result.
    pub const OUTCOME: Self = Self(2);
    /// The problem's elaboration.
    pub const DETAIL: Self = Self(4);
    /// The problem.
    pub const PROBLEM: Self = Self(8);
    /// Who.
    pub const RESPONSIBLE: Self = Self(16);
    /// By when.
    pub const DEADLINE: Self = Self(32);
    /// Neither problem nor answer.
    pub const OTHER: Self = Self(64);

    /// Whether the label may have one of the roles of `other`.
    pub fn may_be(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The roles of both.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A label found in folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it may mean.
    pub roles: Roles,
    /// The word, without bracket and colon.
    pub word: String,
    /// How many bytes it takes, brackets and colon included.
    pub length: usize,
}

/// Words that are too common in prose to be labels in the middle of a block.
const SHORTEST_INSIDE: usize = 4;

/// The label with which a folded block begins, if it does: `整改情况:`, `【整改情况】`, or the word alone.
pub fn at_head(text: &str, lexicon: &Lexicon) -> Option<Label> {
    listed(text, lexicon, true).or_else(|| built(text))
}

/// The label that stands at this place inside a block, with its colon: a listed word of four characters
/// or more, or one of the short ones that recur so in the document.
pub fn inside(text: &str, recurring: &[String], lexicon: &Lexicon) -> Option<Label> {
    listed(text, lexicon, false)
        .filter(|label| label.word.chars().count() >= SHORTEST_INSIDE || recurring.contains(&label.word))
}

/// The short label that may stand at this place inside a block.
pub fn short_inside(text: &str, lexicon: &Lexicon) -> Option<Label> {
    listed(text, lexicon, false).filter(|label| label.word.chars().count() < SHORTEST_INSIDE)
}

fn classes(labels: &Labels) -> [(&[String], Roles); 7] {
    [
        (&labels.response, Roles::RESPONSE),
        (&labels.outcome, Roles::OUTCOME),
        (&labels.detail, Roles::DETAIL),
        (&labels.problem, Roles::PROBLEM),
        (&labels.responsible, Roles::RESPONSIBLE),
        (&labels.deadline, Roles::DEADLINE),
        (&labels.other, Roles::OTHER),
    ]
}

fn listed(text: &str, lexicon: &Lexicon, head: bool) -> Option<Label> {
    let bracket = text.starts_with('【');
    let body = if bracket { text.strip_prefix('【')? } else { text };
    let classes = classes(&lexicon.labels);
    let word = classes.iter().filter_map(|(words, _)| begins(body, words)).max_by_key(|word| word.len())?;
    let roles = classes
        .iter()
        .filter(|(words, _)| words.iter().any(|w| w == word))
        .fold(Roles::default(), |roles, (_, role)| roles.with(*role));
    let behind = body.get(word.len()..)?;
    let lead = text.len() - body.len();
    let length = lead + word.len() + tail(behind, bracket, head)?;
    Some(Label { roles, word: word.to_owned(), length })
}

/// How many bytes behind the word belong to the label; `None` where nothing shows that it is one.
fn tail(behind: &str, bracket: bool, head: bool) -> Option<usize> {
    if bracket {
        let rest = behind.strip_prefix('】').or(behind.strip_prefix(":】"))?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        return Some(behind.len() - rest.len());
    }
    if let Some(rest) = behind.strip_prefix(':') {
        return Some(behind.len() - rest.len());
    }
    // The word alone on its line is a label without a colon.
    (head && behind.is_empty()).then_some(0)
}

/// A label that the lexicon does not list but that is built like one: two to twelve characters before
/// a colon, of the trade's parts (整改…情况, 责任…, …时限).
fn built(text: &str) -> Option<Label> {
    let bracket = text.starts_with('【');
    let body = text.strip_prefix('【').unwrap_or(text);
    let end = body.char_indices().take(14).find(|(_, c)| matches!(c, ':' | '】')).map(|(at, _)| at)?;
    let word = body.get(..end)?;
    if word.chars().count() < 4 || word.chars().any(|c| !('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return None;
    }
    let about = ["整改", "落实", "完成", "办理", "推进"].iter().any(|part| word.contains(part));
    let ends = |parts: &[&str]| parts.iter().any(|part| word.ends_with(part));
    let roles = if ["责任", "牵头", "配合", "主办", "协办", "分管"].iter().any(|part| word.starts_with(part))
        && ends(&["单位", "领导", "部门", "科室", "人", "股室", "处室"])
    {
        Roles::RESPONSIBLE
    } else if about && ends(&["时限", "期限"]) {
        Roles::DEADLINE
    } else if about && ends(&["结果", "状态", "结论"]) {
        Roles::OUTCOME
    } else if about && ends(&["情况", "措施", "成效", "进展", "举措", "效果", "做法", "进度"])
    {
        Roles::RESPONSE.with(Roles::OUTCOME)
    } else {
        return None;
    };
    let rest = body.get(end..)?;
    let length = tail(rest, bracket, false)?;
    Some(Label { roles, word: word.to_owned(), length: text.len() - body.len() + end + length })
}
