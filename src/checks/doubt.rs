//! What a check asks.

use serde::{Deserialize, Serialize};

use crate::notice::Span;

use super::{Question, RuleId};

/// A question (疑点) for the inspector, with the words that raise it; never a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Which check asks.
    pub rule: RuleId,
    /// The places concerned, in the order of the text: paths of labels (`二、/（一）/3.`), see
    /// [`Sheet`](super::Sheet).
    pub places: Vec<String>,
    /// The sentences or figures that raise it, side by side.
    pub quotes: Vec<Quote>,
    /// Words of other notices, or of an earlier version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere>,
    /// What is asked, with its figures.
    pub question: Question,
}

/// Words as printed, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// One clause or sentence, at most [`LONGEST`] characters.
    pub text: String,
    /// Where it stands: the text there is `text` but for white space.
    pub span: Span,
}

/// The most characters of a quote: one clause or sentence is meant, not a paragraph. Fixed by the form of
/// doubts.
pub const LONGEST: usize = 80;

/// Words of another notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The file of the other notice.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The places concerned.
    pub places: Vec<String>,
    /// The words.
    pub quotes: Vec<Quote>,
}

impl Doubt {
    /// What tells this doubt from others of its notice, and knows it again when the notice is read anew: its
    /// rule and its words, here and elsewhere, whatever their places. It changes when the words do.
    pub fn key(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut sum = Sha256::new();
        sum.update(self.rule.name());
        let away = self.elsewhere.iter().flat_map(|other| &other.quotes);
        for quote in self.quotes.iter().chain(away) {
            sum.update([0]);
            sum.update(crate::parse::flow::fold_text(&quote.text));
        }
        crate::intake::hex(sum.finalize()).chars().take(KEY).collect()
    }
}

/// Digits of a [`Doubt::key`]: 80 bits, so that two of a ledger's doubts never share one.
const KEY: usize = 20;
