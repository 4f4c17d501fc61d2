//! One of our own notices as its author wrote it, in parts that any format can show.

use std::path::{Path, PathBuf};

use huitoukan::notice::Notice;

use crate::gold::{read_bytes, root, squeeze};

/// A notice to be written in other formats.
pub struct Source {
    /// Its file's own text.
    pub text: String,
    /// What is read of that text: every twin must say the same.
    pub notice: Notice,
    /// Its lines and tables in order.
    pub parts: Vec<Part>,
}

/// A part of a notice.
pub enum Part {
    /// A paragraph.
    Line(Line),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<String>>),
}

/// A paragraph.
pub struct Line {
    /// Its words, without marks of Markdown.
    pub text: String,
    /// Where it stands on paper.
    pub place: Place,
    /// Whether it is printed bold.
    pub bold: bool,
}

/// Where a paragraph stands on paper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of the title, centred.
    Title,
    /// In the body, its first line indented.
    Body,
    /// Signature and date, to the right.
    Right,
}

impl Source {
    /// The notice of this name.
    pub fn load(name: &str) -> Self {
        let path = place(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let (_, notice) = read_bytes(Path::new(name), text.as_bytes());
        let parts = parts(&text, &squeeze(notice.title.as_deref().unwrap_or("")));
        Self { text, notice, parts }
    }

    /// The words of the title.
    pub fn title(&self) -> &str {
        self.notice.title.as_deref().unwrap_or("")
    }

    /// The date that a page says it was published on.
    pub fn day(&self) -> String {
        self.notice.published.map(|day| day.to_string()).unwrap_or_default()
    }

    /// The lines outside tables.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.parts.iter().filter_map(|part| match part {
            Part::Line(line) => Some(line),
            Part::Table(_) => None,
        })
    }
}

/// The file of our notice of this name, which may leave out the extension.
pub fn place(name: &str) -> PathBuf {
    let folders = ["tests/notices", "assets/samples"];
    let names = [name.to_owned(), format!("{name}.txt"), format!("{name}.md")];
    let all = folders.iter().flat_map(|folder| names.iter().map(move |name| root().join(folder).join(name)));
    all.into_iter().find(|path| path.is_file()).unwrap_or_else(|| panic!("no notice {name}"))
}

fn parts(text: &str, title: &str) -> Vec<Part> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let signed = if lines.last().is_some_and(|line| line.ends_with('日')) { 2 } else { 1 };
    let mut parts: Vec<Part> = Vec::new();
    let mut left = title;
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with('|') {
            row(&mut parts, line);
            continue;
        }
        let words = line.trim_start_matches('#').trim_start().replace("**", "");
        let bold = line.starts_with('#') || line.starts_with("**");
        let place = match left.strip_prefix(squeeze(&words).as_str()) {
            Some(rest) => {
                left = rest;
                Place::Title
            }
            None if at + signed >= lines.len() => Place::Right,
            None => Place::Body,
        };
        parts.push(Part::Line(Line { text: words, place, bold: bold && place == Place::Body }));
    }
    assert!(left.is_empty(), "the title is not wholly in the lines: {left}");
    parts
}

/// A row of a Markdown table.
fn row(parts: &mut Vec<Part>, line: &str) {
    if line.chars().all(|c| "|:- ".contains(c)) {
        return;
    }
    let cells: Vec<String> = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    match parts.last_mut() {
        Some(Part::Table(rows)) => rows.push(cells),
        _ => parts.push(Part::Table(vec![cells])),
    }
}
