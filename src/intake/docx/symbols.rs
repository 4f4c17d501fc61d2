//! Signs in fonts that have a code of their own (ECMA-376, 17.3.3.30).

/// The private place of Unicode to which Word moves the codes of such fonts.
const PRIVATE: u32 = 0xf000;

/// The signs of Wingdings, by code. Only those that stand in text as words do; ornaments print nothing.
const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '□'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa8, '□'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// The signs of Wingdings 2, by code.
const WINGDINGS_2: &[(u32, char)] = &[
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0xa2, '■'),
    (0xa3, '□'),
];

/// The signs of Symbol, by code; its Greek letters stand in formulas, which no notice has.
const SYMBOL: &[(u32, char)] = &[
    (0xa3, '≤'),
    (0xac, '←'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xd7, '·'),
];

/// The character for a sign of a font; `None` for an ornament.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    // The last number: where the digits in circles begin, those on white first, then those on black.
    let (table, circles): (&[(u32, char)], _) = match font.trim().to_ascii_lowercase().as_str() {
        "wingdings" => (WINGDINGS, 0x81),
        "wingdings 2" => (WINGDINGS_2, 0x6a),
        "symbol" => (SYMBOL, u32::MAX),
        "wingdings 3" | "webdings" => (&[], u32::MAX),
        // Another font's code is Unicode.
        _ => return char::from_u32(code).filter(|_| !(PRIVATE..PRIVATE + 0x100).contains(&code)),
    };
    let code = if code >= PRIVATE { code - PRIVATE } else { code };
    match code.checked_sub(circles) {
        Some(digit @ 0..=9) => char::from_u32(0x2460 + digit),
        Some(digit @ 11..=20) => char::from_u32(0x2776 + digit - 11),
        _ => table.iter().find(|(own, _)| *own == code).map(|(_, c)| *c),
    }
}

/// Text in which characters of a font of signs stand at their private place.
pub(super) fn text(font: Option<&str>, text: String) -> String {
    let is_private = |c: char| (PRIVATE..PRIVATE + 0x100).contains(&u32::from(c));
    if !text.contains(is_private) {
        return text;
    }
    let font = font.unwrap_or("Wingdings");
    text.chars().filter_map(|c| if is_private(c) { character(font, u32::from(c)) } else { Some(c) }).collect()
}
