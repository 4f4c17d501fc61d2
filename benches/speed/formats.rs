//! Formats other than text, against the same notices as text.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use huitoukan::{cli::samples::SAMPLES, intake};
use walkdir::WalkDir;

use crate::{
    made::{docx, html, read},
    table::{ROUNDS, Row, Table, turns},
};

const TEXT: &str = "the same notices as text";

/// The samples as web pages and as documents of Word.
pub fn made(table: &mut Table) {
    let texts = || SAMPLES.iter().map(|(_, sample)| std::str::from_utf8(sample).unwrap());
    let row =
        |what: &str, files: Vec<Vec<u8>>| compare(&format!("read 10 notices as {what}, a file"), &files);
    table.add(row("HTML", texts().map(html).collect()));
    table.add(row("DOCX", texts().map(docx).collect()));
}

/// The fixtures that the tests are run on, a row for each format. Most are short.
pub fn fixtures(table: &mut Table) {
    let mut kinds: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for path in below("tests/fixtures") {
        let Some(kind) = path.extension().and_then(|end| end.to_str()) else { continue };
        if !["docx", "doc", "rtf", "xlsx", "xls", "html", "mht", "pdf"].contains(&kind) {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        // Some are there to be refused.
        if intake::read_bytes(&path, &bytes).is_ok() {
            kinds.entry(kind.to_uppercase()).or_default().push(bytes);
        }
    }
    for (kind, files) in kinds {
        table.add(compare(&format!("read the fixtures in {kind} ({}), a file", files.len()), &files));
    }
}

/// The files of a folder of the repository with what is below it, by name.
pub fn below(folder: &str) -> impl Iterator<Item = PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

/// Reading these files against reading what text they give; the times are for one file.
fn compare(what: &str, files: &[Vec<u8>]) -> Row {
    let text = |bytes: &Vec<u8>| intake::read_bytes(Path::new("file"), bytes).unwrap().text.into_bytes();
    let texts: Vec<Vec<u8>> = files.iter().map(text).collect();
    let all = |files: &[Vec<u8>]| {
        for bytes in files {
            std::hint::black_box(read(bytes));
        }
    };
    let [ours, theirs] = turns(ROUNDS, [&mut |_| all(files), &mut |_| all(&texts)]);
    let count = u32::try_from(files.len()).unwrap();
    Row::new(what, ours / count, TEXT, theirs / count).rate(1.0, "files/s")
}
