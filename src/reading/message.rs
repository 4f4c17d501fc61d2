//! What parent and child say to each other: the headers of frames.

use serde::{Deserialize, Serialize};

use crate::{
    intake::{Document, Fault},
    notice::Notice,
    words::Lang,
};

/// The header of the child's first frame: it runs, and its limits are set. Both sides are the same
/// program, so there is one version of what is said.
pub(super) const READY: &[u8] = b"huitoukan reads";

/// The parent's first frame. Its body is the user's own lexicon, which may be empty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Setup {
    /// The language of remarks.
    pub(super) lang: Lang,
}

/// Asks for a file to be read. The body is its bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Request {
    /// What the file is called.
    pub(super) name: String,
    /// Whether the notice is wanted, or only the text.
    pub(super) notice: bool,
}

/// What came of it. The body is the document's text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reply {
    /// The file was read.
    Read {
        /// The document; its text is empty here.
        document: Box<Document>,
        /// The notice; empty where only the text was wanted.
        notice: Box<Notice>,
    },
    /// The bytes give no text.
    Refused(Fault),
}
