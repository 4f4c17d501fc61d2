//! A workbook edited as a colleague edits it: cells of the sheet's own XML are replaced or put in.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{Cursor, Read, Write},
    path::Path,
};

use calamine::{Reader, Xlsx};
use regex::Regex;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What is written into a cell.
pub enum Edit {
    Text(String),
    /// As Excel, WPS and LibreOffice store days.
    Number(f64),
    /// As a program writes a formula that does not reckon.
    Formula(&'static str),
    Empty,
}

pub struct Workbook {
    bytes: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
}

const LEDGER: &str = "xl/worksheets/sheet1.xml";
const ABOUT: &str = "xl/worksheets/sheet5.xml";

impl Workbook {
    pub fn open(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            parts.push((part.name().unwrap().to_string(), content));
        }
        drop(archive);
        Self { bytes, parts }
    }

    pub fn part(&self, name: &str) -> String {
        let (_, content) = self.parts.iter().find(|(part, _)| part == name).unwrap();
        String::from_utf8(content.clone()).unwrap()
    }

    /// Writes into the row of the issue with this title, under this head.
    pub fn fill(&mut self, title: &str, head: &str, edit: &Edit) {
        let rows = self.rows("整改台账");
        let column = |head: &str| rows[0].iter().position(|cell| cell == head).unwrap();
        let at = column("反馈问题（原文）");
        let row = rows.iter().position(|row| row[at] == title).unwrap();
        self.put(LEDGER, row, column(head), edit);
    }

    /// Writes into the cell at the right of the one that says this, in the last sheet that is shown.
    pub fn fill_beside(&mut self, label: &str, edit: &Edit) {
        let rows = self.rows("说明");
        let row = rows.iter().position(|row| row[0] == label).unwrap();
        self.put(ABOUT, row, 1, edit);
    }

    pub fn rename_sheet(&mut self, from: &str, to: &str) {
        let (from, to) = (format!("name=\"{from}\""), format!("name=\"{to}\""));
        let (_, content) = self.parts.iter_mut().find(|(part, _)| part == "xl/workbook.xml").unwrap();
        *content = String::from_utf8(content.clone()).unwrap().replace(&from, &to).into_bytes();
    }

    pub fn save(&self, path: &Path) {
        let mut zip = ZipWriter::new(File::create(path).unwrap());
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap();
    }

    fn rows(&self, sheet: &str) -> Vec<Vec<String>> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(self.bytes.clone())).unwrap();
        let range = book.worksheet_range(sheet).unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    fn put(&mut self, part: &str, row: usize, column: usize, edit: &Edit) {
        let (_, content) = self.parts.iter_mut().find(|(name, _)| name == part).unwrap();
        let text = String::from_utf8(content.clone()).unwrap();
        let pattern = format!("(?s)(<row r=\"{}\"[^>]*>)(.*?)(</row>)", row + 1);
        let found = Regex::new(&pattern).unwrap().captures(&text).unwrap();
        let cell = Regex::new("(?s)<c r=\"([A-Z]+)[0-9]+\"[^>]*?(/>|>.*?</c>)").unwrap();
        let mut cells: BTreeMap<usize, String> =
            cell.captures_iter(&found[2]).map(|cell| (index(&cell[1]), cell[0].to_owned())).collect();
        let place = format!("{}{}", letters(column), row + 1);
        let new = match edit {
            Edit::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\u{1b}', "_x001B_");
                format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
            }
            Edit::Formula(formula) => format!("<c r=\"{place}\"><f>{formula}</f><v></v></c>"),
            Edit::Empty => format!("<c r=\"{place}\"/>"),
            Edit::Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
        };
        cells.insert(column, new);
        let cells: String = cells.into_values().collect();
        *content = text.replace(&found[0], &format!("{}{cells}{}", &found[1], &found[3])).into_bytes();
    }
}

fn index(letters: &str) -> usize {
    letters.bytes().fold(0, |index, letter| index * 26 + usize::from(letter - b'A') + 1) - 1
}

fn letters(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n).unwrap());
    match column / 26 {
        0 => letter(column).to_string(),
        above => format!("{}{}", letter(above - 1), letter(column % 26)),
    }
}
