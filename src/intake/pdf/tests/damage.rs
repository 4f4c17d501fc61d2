//! Scans, fonts without characters, locked and damaged files.

use rstest::rstest;

use super::{
    super::read,
    lines,
    paper::{GBK_EUC, file, hidden, leaf, picture, show},
};
use crate::intake::{Fault, Flaw, Format};

fn scan() -> String {
    picture(0.0, 0.0, 595.0, 842.0)
}

fn text(words: &str) -> String {
    show(90.0, 700.0, 16.0, words)
}

const WORDS: &str = "这是一页有文字层的正文，字数超过二十个，可以读出来。";

#[test]
fn pages_that_are_pictures_are_a_scan() {
    let number = show(280.0, 60.0, 12.0, "— 1 —");
    assert_eq!(read(&file(GBK_EUC, &[leaf(scan()), leaf(scan() + &number)])), Err(Fault::Scan));
}

#[test]
fn some_scanned_pages_are_told() {
    let reading = read(&file(GBK_EUC, &[leaf(scan()), leaf(text(WORDS)), leaf(scan())])).unwrap();
    assert_eq!(lines(&reading), [WORDS]);
    assert_eq!(reading.flaws, [Flaw::ScannedPages(vec![1, 3])]);
}

#[test]
fn a_small_picture_is_no_scan() {
    let seal = picture(400.0, 100.0, 120.0, 120.0);
    let reading = read(&file(GBK_EUC, &[leaf(text("短文。") + &seal)])).unwrap();
    assert_eq!((lines(&reading), reading.flaws.as_slice()), (vec!["短文。"], [].as_slice()));
}

#[test]
fn recognised_text_is_read_and_told() {
    let drawing = scan() + &hidden(90.0, 700.0, 16.0, WORDS);
    let reading = read(&file(GBK_EUC, &[leaf(drawing)])).unwrap();
    assert_eq!(lines(&reading), [WORDS]);
    assert_eq!(reading.flaws, [Flaw::Recognised]);
}

/// Glyphs of a font that does not tell their characters.
fn unknown(count: usize) -> String {
    format!("BT /X 16 Tf 1 0 0 1 90 500 Tm <{}> Tj ET\n", "0041".repeat(count))
}

#[test]
fn fonts_without_characters_give_no_text() {
    assert_eq!(read(&file(GBK_EUC, &[leaf(text(WORDS) + &unknown(20))])), Err(Fault::Unmappable));
}

#[test]
fn a_few_glyphs_without_characters_are_marked() {
    let reading = read(&file(GBK_EUC, &[leaf(text(WORDS) + &unknown(1))])).unwrap();
    assert_eq!(lines(&reading), [WORDS, "\u{fffd}"]);
    assert_eq!(reading.flaws, [Flaw::BrokenCharacters(1)]);
}

#[rstest]
#[case(b"%PDF-1.5\n".as_slice())]
#[case(b"%PDF-1.5\nnot a PDF at all".as_slice())]
#[case(b"".as_slice())]
fn what_is_no_pdf_inside_is_damaged(#[case] bytes: &[u8]) {
    assert_eq!(read(bytes), Err(Fault::Damaged(Format::Pdf)));
}

#[test]
fn a_cut_file_is_read_as_far_as_it_goes() {
    let leaves: Vec<_> = (0..40).map(|at| leaf(text(&format!("第{at}段，{WORDS}")))).collect();
    let whole = file(GBK_EUC, &leaves);
    let reading = read(&whole[..whole.len() * 2 / 3]).unwrap();
    assert!(lines(&reading)[0].starts_with("第0段"));
    assert_eq!(reading.flaws, [Flaw::CutOff]);
}

#[test]
fn pages_that_cannot_be_unpacked_are_told() {
    // The first drawing says that it is packed and is not.
    let broken = |mut bytes: Vec<u8>| {
        let mark = b"<</Length ";
        let at = bytes.windows(mark.len()).position(|window| window == mark).unwrap();
        bytes.splice(at..at + mark.len(), b"<</Filter/FlateDecode/Length ".iter().copied());
        bytes
    };
    let one = broken(file(GBK_EUC, &[leaf(text(WORDS))]));
    assert_eq!(read(&one), Err(Fault::Damaged(Format::Pdf)));
    let two = broken(file(GBK_EUC, &[leaf(text("甲")), leaf(text(WORDS))]));
    let reading = read(&two).unwrap();
    assert_eq!((lines(&reading), reading.flaws.as_slice()), (vec![WORDS], [Flaw::CutOff].as_slice()));
}

#[test]
fn a_false_table_of_objects_is_repaired() {
    let mut bytes = file(GBK_EUC, &[leaf(text(WORDS))]);
    let at = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
    bytes.splice(at.., b"startxref\n7\n%%EOF\n".iter().copied());
    let reading = read(&bytes).unwrap();
    assert_eq!((lines(&reading), reading.flaws.as_slice()), (vec![WORDS], [].as_slice()));
}

#[test]
fn damaged_bytes_never_break_off_the_reader() {
    let whole =
        file(GBK_EUC, &[leaf(scan() + &text(WORDS) + &"60 60 100 50 re S 80 60 m 80 110 l S\n".repeat(3))]);
    let mut seed = 0x2545_f491_u32;
    for round in 0..120 {
        let mut bytes = whole.clone();
        for _ in 0..=round % 12 {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            let at = seed as usize % bytes.len();
            bytes[at] = (seed >> 11) as u8;
        }
        let _ = read(&bytes);
    }
}
