use crate::{
    ledger::followup::State,
    report::{marks::Value, testing::dossier, xlsx},
};

use super::*;

#[test]
fn what_was_written_is_read() {
    for words in [&ZH, &EN] {
        let dossier = dossier();
        let mut book = std::io::Cursor::new(Vec::new());
        xlsx::write(&dossier, words, &mut book, &std::env::temp_dir()).unwrap();
        let returned = read(&book.into_inner()).unwrap();
        assert_eq!((returned.filler, returned.sheet.as_str()), (None, words.export.sheet.names[0]));
        assert_eq!(returned.rows.len(), dossier.records.len());
        for ((number, row), record) in (2..).zip(&returned.rows).zip(&dossier.records) {
            assert_eq!((row.number, row.key.as_str()), (number, &*record.row.key));
            for field in Field::ALL {
                let value = Value::of(field, &record.row.review);
                assert_eq!(Value::read(field, &row.cells[&field]), Ok(value.clone()), "{field:?}");
                let kept = returned.base[&row.key].get(&field).cloned().unwrap_or_default();
                assert_eq!(Value::read(field, &Raw::Text(kept)), Ok(value));
            }
        }
        let states: Vec<_> = dossier.records.iter().map(|record| record.row.review.state).collect();
        assert_eq!(states, [State::Revisit, State::Unread, State::Query]);
    }
}

#[test]
fn other_files_are_refused() {
    assert!(matches!(read(b"PK\x03\x04"), Err(BackError::Damaged(_))));
    assert!(matches!(read(b""), Err(BackError::Damaged(_))));
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "编号").unwrap();
    assert!(matches!(read(&book.save_to_buffer().unwrap()), Err(BackError::NotOurs)));
}

/// A workbook with these cells in its first sheet, and a hidden sheet that begins so.
fn book(magic: &str, cells: &[(u32, u16, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, column, text) in cells {
        sheet.write_string(*row, *column, *text).unwrap();
    }
    let about = book.add_worksheet();
    about.write_string(3, 2, "填写人").unwrap().write_string(3, 3, " 李四 ").unwrap();
    let hidden = book.add_worksheet().set_name(base::SHEET).unwrap();
    hidden.write_string(0, 0, magic).unwrap().write_string(1, 1, "note").unwrap();
    hidden.write_string(2, 0, "aaaaaaaaaa").unwrap().write_string(2, 1, "记").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn columns_may_be_moved_and_rows_put_above() {
    let cells =
        [(0, 0, "某县"), (3, 5, "备注"), (3, 2, "编号"), (4, 2, "AAAAAAAAAA"), (4, 5, "新"), (9, 5, " ")];
    let returned = read(&book("huitoukan-marks/1", &cells)).unwrap();
    assert_eq!(returned.filler.as_deref(), Some("李四"));
    let [row] = returned.rows.as_slice() else { panic!("{returned:?}") };
    assert_eq!((row.number, row.key.as_str(), row.cells.len()), (5, "aaaaaaaaaa", 1));
    assert_eq!(returned.base["aaaaaaaaaa"][&Field::Note], "记");
}

#[test]
fn what_cannot_be_told_is_refused() {
    let head = [(0, 0, "编号"), (0, 1, "备注")];
    assert!(matches!(read(&book("huitoukan-marks/2", &head)), Err(BackError::Newer)));
    assert!(matches!(read(&book("other", &head)), Err(BackError::NotOurs)));
    assert!(matches!(read(&book("huitoukan-marks/1", &head[..1])), Err(BackError::NoColumns)));
    let twice = [(0, 0, "编号"), (0, 1, "备注"), (0, 2, "备注")];
    assert!(matches!(read(&book("huitoukan-marks/1", &twice)), Err(BackError::Twice { .. })));
}

#[test]
fn bombs_are_refused() {
    let pack = |content: &[u8]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let (blank, tags) = (pack(&[b' '; 1000]), pack(&[b'<'; 1000]));
    assert!(bounded(&blank, 1000, 0).is_ok());
    assert!(matches!(bounded(&blank, 999, 0), Err(BackError::TooLarge)));
    assert!(bounded(&tags, 1000, 1000).is_ok());
    assert!(matches!(bounded(&tags, 1000, 999), Err(BackError::TooLarge)));
}
