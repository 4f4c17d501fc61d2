//! What holds in a group, and the words that say so.

/// Groups whose text is no text of the document.
pub(super) const SKIPPED: [&str; 21] = [
    "annotation",
    "colortbl",
    "filetbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "nonesttables",
    "nonshppict",
    "pntxta",
    "pntxtb",
    "rxe",
    "shprslt",
    "tc",
    "xe",
];

/// Groups that begin with `\*` (a reader that does not know them passes over them) and hold text, or
/// groups that do.
pub(super) const STARRED: [&str; 4] = ["fldinst", "shpinst", "do", "shppict"];

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Text of the document.
    Text,
    /// Nothing; nor are the groups in it.
    Skipped,
    /// Nothing, but there may be a text box in it.
    Shape,
    /// The fonts.
    Fonts,
    /// The styles.
    Styles,
    /// The instruction of a field.
    Instruction,
}

/// What is to be done when a group ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing.
    Nothing,
    /// The field ends.
    Field,
    /// The instruction of a field ends.
    Instruction,
    /// The text box ends.
    Box,
    /// An automatic number that begins at this unit of the paragraph.
    Number(usize),
    /// The style is known.
    Style,
}

/// What holds in a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// What its text is.
    pub place: Place,
    /// What is to be done when it ends.
    pub end: End,
    /// The font of its bytes.
    pub font: i32,
    /// How many characters stand for a Unicode character where it is not known.
    pub stand_ins: i32,
    /// Whether its text is hidden.
    pub hidden: bool,
    /// Whether a tracked change deletes its text.
    pub deleted: bool,
    /// Whether its paragraphs stand in a table.
    pub in_table: bool,
    /// The depth of nested tables, where it is told.
    pub depth: Option<i32>,
    /// The style of its paragraphs.
    pub style: i32,
    /// Their outline level, where it is told: 0 to 8, 9 for body text.
    pub outline: Option<i32>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            place: Place::Text,
            end: End::Nothing,
            font: 0,
            stand_ins: 1,
            hidden: false,
            deleted: false,
            in_table: false,
            depth: None,
            style: 0,
            outline: None,
        }
    }
}

/// A style, as far as a reader of text needs it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// The depth of its paragraphs as headings, 0 where they are none.
    pub heading: usize,
    /// Whether they are lines of a table of contents.
    pub contents: bool,
}

/// The character for which a word stands.
pub(super) fn character(word: &str) -> Option<char> {
    Some(match word {
        "tab" => '\t',
        "line" | "page" | "column" => '\n',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" => '\u{2003}',
        "enspace" => '\u{2002}',
        "qmspace" => '\u{2005}',
        _ => return None,
    })
}
