//! PDF, against `pdftotext` of poppler.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use huitoukan::intake;

use crate::{
    formats::below,
    made::long_text,
    page, paper,
    program::Home,
    table::{FEW, Row, Table, turns},
};

const PROGRAM: &str = "pdftotext FILE -, the process";

/// What `pdftotext` says of its version; `None` where there is none.
pub fn version() -> Option<String> {
    page::said("pdftotext", &["-v"])
}

/// A file that is written here.
pub fn written_here(table: &mut Table) {
    const PAGES: usize = 100;
    let bytes = paper::file(&long_text(200_000), PAGES);
    rows(table, "PDF, fonts not in it", &[bytes]);
}

/// The files that programs of others made.
pub fn fixtures(table: &mut Table) {
    let mut files = Vec::new();
    for folder in ["tests/fixtures/pdf", "tests/fixtures/twins"] {
        for path in below(folder).filter(|path| path.extension().is_some_and(|end| end == "pdf")) {
            let bytes = fs::read(&path).unwrap();
            // Some are there to be refused.
            if intake::read_bytes(&path, &bytes).is_ok() {
                files.push(bytes);
            }
        }
    }
    let what = "PDF, made by programs";
    if files.is_empty() {
        table.add(Row::skipped(what, "no fixture in PDF is here"));
    } else {
        rows(table, &format!("{what}, {} files", files.len()), &files);
    }
}

/// Whole process against whole process, and what of it is reading.
fn rows(table: &mut Table, what: &str, files: &[Vec<u8>]) {
    let count = |bytes: &Vec<u8>| intake::read_bytes(Path::new("file"), bytes).unwrap().pages.len();
    let pages: usize = files.iter().map(count).sum();
    let whole = format!("{what}, {pages} pages: huitoukan text, the process");
    let part = format!("{what}, {pages} pages: text in this process");
    let home = Home::new();
    let write = |(at, bytes): (usize, &Vec<u8>)| home.write(&format!("{at}.pdf"), bytes);
    let paths: Vec<PathBuf> = files.iter().enumerate().map(write).collect();
    if !paths.iter().all(|path| poppler_reads(path)) {
        table.add(Row::skipped(whole, "pdftotext is not installed, or without its maps of characters"));
        return;
    }
    let mut program = |_| {
        for path in &paths {
            home.run(&["text", path.to_str().unwrap()]);
        }
    };
    let mut inside = |_| {
        for bytes in files {
            std::hint::black_box(intake::read_bytes(Path::new("file"), bytes).unwrap());
        }
    };
    let mut poppler = |_| {
        for path in &paths {
            poppler_reads(path);
        }
    };
    let [program, inside, poppler] = turns(FEW, [&mut program, &mut inside, &mut poppler]);
    table.add(Row::new(whole, program, PROGRAM, poppler).rate(pages as f64, "pages/s"));
    table.add(Row::new(part, inside, PROGRAM, poppler).rate(pages as f64, "pages/s"));
}

/// Whether `pdftotext` gives text of a file.
fn poppler_reads(path: &Path) -> bool {
    let done = Command::new("pdftotext").arg(path).arg("-").output();
    done.is_ok_and(|done| done.status.success() && !done.stdout.trim_ascii().is_empty())
}
