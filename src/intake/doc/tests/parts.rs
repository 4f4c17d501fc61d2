//! Parts of a file, written by hand.

use rstest::rstest;

use super::*;
use crate::intake::doc::{
    props::{Character, Paragraph, Toggle},
    sprm::{self, sprms},
};

/// A table of pieces: each with the offset as it stands in the file and its characters.
fn clx(pieces: &[(u32, u32)]) -> Vec<u8> {
    let mut table = Vec::new();
    let mut cp = 0;
    table.extend(0_u32.to_le_bytes());
    for (_, count) in pieces {
        cp += count;
        table.extend(u32::to_le_bytes(cp));
    }
    for (offset, _) in pieces {
        table.extend([0, 0]);
        table.extend(offset.to_le_bytes());
        table.extend([0, 0]);
    }
    let mut out = vec![1, 2, 0, 9, 9, 2];
    out.extend((table.len() as u32).to_le_bytes());
    out.extend(table);
    out
}

const NARROW: u32 = 1 << 30;

fn text(stream: &[u8], pieces: &[(u32, u32)], chinese: bool) -> (String, bool) {
    let clx = clx(pieces);
    let pieces = Pieces::read(stream, &clx, chinese).unwrap();
    let units: Vec<u16> =
        pieces.units(0..usize::MAX).map(|unit| unit.code).filter(|code| *code > 0).collect();
    (String::from_utf16_lossy(&units), pieces.cut)
}

#[test]
fn pieces_give_the_text_in_order() {
    let mut stream = b"abc\x93d\x94".to_vec();
    stream.extend("巡察".encode_utf16().flat_map(u16::to_le_bytes));
    let pieces = [(6, 2), (NARROW, 3), (NARROW | 6, 3)];
    assert_eq!(text(&stream, &pieces, true), ("巡察abc“d”".to_owned(), false));
    // Outside the stream, and more than the stream holds.
    assert_eq!(text(&stream, &[(6, 9)], true), ("巡察".to_owned(), true));
    assert_eq!(text(&stream, &[(900, 1), (NARROW, 1)], true), ("a".to_owned(), true));
    // Pieces that share their bytes.
    let often: Vec<(u32, u32)> = (0..1000).map(|_| (NARROW, 10)).collect();
    assert!(text(&stream, &often, true).0.chars().count() <= stream.len());
}

#[rstest]
// Chinese text where the papers know only code page 1252.
#[case(b"\xd1\xb2\xb2\xec2024\xc4\xea", true, "巡察2024年")]
#[case(b"\xd1\xb2\xb2\xec", false, "Ñ²²ì")]
#[case(b"caf\xe9 \x93x\x94", true, "café “x”")]
#[case(b"\xd1\xb2", true, "Ñ²")]
#[case(b"plain", true, "plain")]
fn one_byte_pieces(#[case] stream: &[u8], #[case] chinese: bool, #[case] expected: &str) {
    assert_eq!(text(stream, &[(NARROW, stream.len() as u32)], chinese).0, expected);
}

#[test]
fn damaged_tables_of_pieces_are_told() {
    let good = clx(&[(0, 4)]);
    for length in 0..good.len() {
        assert!(Pieces::read(b"abcdefgh", good.get(..length).unwrap(), false).is_none(), "{length}");
    }
}

#[test]
fn modifiers_are_parted_by_their_lengths() {
    let mut list = vec![0x0a, 0x26, 1, 0x0b, 0x46, 5, 0, 0x08, 0xd6, 4, 0, 7, 7, 7];
    // Tab stops with a length that says nothing: two deleted, one added.
    list.extend([0x15, 0xc6, 255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    list.extend([0x49, 0x66, 2, 0, 0, 0, 0x3c, 0x08]);
    let codes: Vec<(u16, usize)> = sprms(&list).map(|sprm| (sprm.code, sprm.value.len())).collect();
    assert_eq!(
        codes,
        [(sprm::P_ILVL, 1), (sprm::P_ILFO, 2), (sprm::T_DEFINE, 3), (0xc615, 13), (sprm::P_ITAP, 4)]
    );
}

#[test]
fn long_lists_of_modifiers_stand_in_the_data_stream() {
    let data = [0xee, 3, 0, 0x17, 0x24, 1];
    let mut paragraph = Paragraph::default();
    paragraph.apply(&[0x46, 0x66, 1, 0, 0, 0], None, &data);
    assert!(paragraph.row_end);
    assert_eq!(paragraph.depth(), 1);
}

#[rstest]
#[case(&[0x3c, 0x08, 1], Some(Toggle::Set(true)), false)]
#[case(&[0x3c, 0x08, 0x80], Some(Toggle::Style), false)]
#[case(&[0x3c, 0x08, 0x81, 0x00, 0x08, 1], Some(Toggle::NotStyle), true)]
#[case(&[0x00, 0x08, 1, 0x00, 0x08, 0], None, false)]
fn characters_are_hidden_or_deleted(
    #[case] list: &[u8],
    #[case] hidden: Option<Toggle>,
    #[case] deleted: bool,
) {
    let mut character = Character::default();
    character.apply(list);
    assert_eq!((character.hidden, character.deleted), (hidden, deleted));
}

#[rstest]
#[case(true, [true, false, true, false])]
#[case(false, [true, false, false, true])]
fn toggles_follow_their_style(#[case] style: bool, #[case] expected: [bool; 4]) {
    let toggles = [Toggle::Set(true), Toggle::Set(false), Toggle::Style, Toggle::NotStyle];
    assert_eq!(toggles.map(|toggle| toggle.is_on(style)), expected);
}

/// A style sheet of paragraph styles: built-in number, base, properties, properties of characters.
fn sheet(styles: &[(u16, u16, &[u8], &[u8])]) -> Vec<u8> {
    let mut out = vec![18, 0];
    out.extend((styles.len() as u16).to_le_bytes());
    out.extend([10, 0]);
    out.extend([0; 14]);
    for (built_in, base, paragraph, character) in styles {
        let mut style = built_in.to_le_bytes().to_vec();
        style.extend((base << 4 | 1).to_le_bytes());
        style.extend([0; 6]);
        // The name, one character long.
        style.extend([1, 0, b'x', 0, 0, 0]);
        for (head, list) in [(&[0, 0][..], paragraph), (&[][..], character)] {
            style.extend(((head.len() + list.len()) as u16).to_le_bytes());
            style.extend(head);
            style.extend(*list);
            style.resize(style.len().next_multiple_of(2), 0);
        }
        out.extend((style.len() as u16).to_le_bytes());
        out.extend(style);
    }
    out
}

#[test]
fn styles_take_over_from_their_bases() {
    let none = 0xfff;
    let sheet = sheet(&[
        (0, none, &[], &[]),
        (1, 0, &[0x0b, 0x46, 3, 0], &[]),
        (2, 1, &[0x0a, 0x26, 1], &[0x3c, 0x08, 1]),
        (0xffe, 2, &[0x40, 0x26, 4], &[]),
        (19, 0, &[], &[]),
        // Based on each other.
        (0xffe, 6, &[], &[]),
        (0xffe, 5, &[0x0a, 0x26, 2], &[]),
    ]);
    let styles = Styles::read(&sheet, &[]).unwrap();
    let told = |number| {
        let paragraph = styles.paragraph(number);
        (paragraph.list, paragraph.level, paragraph.list_style, paragraph.outline)
    };
    assert_eq!(told(0), (None, None, None, None));
    assert_eq!(told(1), (Some(3), None, Some(1), None));
    assert_eq!(told(3), (Some(3), Some(1), Some(1), Some(4)));
    assert_eq!(told(5), (None, Some(2), None, None));
    assert_eq!(told(99), (None, None, None, None));
    assert_eq!([0, 1, 2, 3, 99].map(|number| styles.heading(number)), [0, 1, 2, 0, 0]);
    assert_eq!([1, 2, 3].map(|number| styles.is_hidden(number)), [false, true, true]);
    assert_eq!([2, 4].map(|number| styles.is_contents(number)), [false, true]);
    for length in 0..sheet.len() {
        let _ = Styles::read(sheet.get(..length).unwrap(), &[]);
    }
}
