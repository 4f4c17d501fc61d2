//! The text as the grammar sees it, for those who ask questions of what was read.

use crate::{intake::Document, notice::Span};

use super::{
    Lexicon,
    flow::{Flow, Range},
    layout,
};

/// A document's text without white space and page furniture, hard line ends mended, one form for each
/// character; with the way back to the text that was read.
pub struct Prose {
    flow: Flow,
    /// Whether later bytes of the flow always stand later in the source; the rows of tables are laid by
    /// their fields, not by their columns.
    ordered: bool,
}

impl Prose {
    /// Of a document.
    pub fn of(document: &Document, lexicon: &Lexicon) -> Self {
        let flow = layout::layout(document, lexicon).flow;
        let ordered = flow.is_ordered();
        Self { flow, ordered }
    }

    /// The folded text; its paragraphs end in `\n`.
    pub fn text(&self) -> &str {
        self.flow.text()
    }

    /// The folded text of a range; `""` where the range is none of this prose.
    pub fn get(&self, range: &Range) -> &str {
        self.flow.get(range)
    }

    /// Where in the prose a passage of the source stands, without the white space at its ends.
    pub fn range(&self, span: Span) -> Range {
        let range = self.flow.range(span, self.ordered);
        self.flow.trim(&range, &['\n'])
    }

    /// Where in the source a range stands, and its words as printed. Page furniture that stands within is
    /// none of it: then the longer part before or behind is meant.
    pub fn printed(&self, source: &str, range: &Range) -> (Span, String) {
        let whole = self.flow.without_holes(source, range);
        (self.flow.span(&whole), self.flow.shown(source, &whole))
    }
}
