//! Code pages: that of the file, and those of its fonts (RTF 1.9.1, "Font Table").

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1252};

use crate::intake::doc::{pieces::national, story::sign};

/// The most fonts that are kept; Word writes some hundreds.
const MAX_FONTS: usize = 10_000;

/// How bytes of a font are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// In this code page.
    Code(&'static Encoding),
    /// As signs of a symbol font.
    Symbol,
}

/// The code pages of a file.
#[derive(Debug)]
pub(super) struct Fonts {
    /// That of the file.
    file: &'static Encoding,
    fonts: HashMap<i32, Page>,
    /// Whether the file says that it holds Chinese text.
    chinese: bool,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { file: WINDOWS_1252, fonts: HashMap::new(), chinese: false }
    }
}

impl Fonts {
    /// Sets the file's code page.
    pub fn set_file(&mut self, page: i32) {
        self.file = encoding(page);
    }

    /// Sets the language of the file's Asian text.
    pub fn set_language(&mut self, language: i32) {
        self.chinese |= language == 0x804;
    }

    /// Sets a font's character set. Those of western fonts (0, 1) say nothing: Word gives such fonts to
    /// bytes of the file's code page.
    pub fn set_charset(&mut self, font: i32, charset: i32) {
        let page = match charset {
            2 => Page::Symbol,
            128 => Page::Code(SHIFT_JIS),
            129 => Page::Code(EUC_KR),
            134 => Page::Code(GB18030),
            136 => Page::Code(BIG5),
            161 => Page::Code(encoding(1253)),
            162 => Page::Code(encoding(1254)),
            204 => Page::Code(encoding(1251)),
            238 => Page::Code(encoding(1250)),
            _ => return,
        };
        self.chinese |= charset == 134;
        self.insert(font, page);
    }

    /// Sets a font's code page; it goes before its character set.
    pub fn set_page(&mut self, font: i32, page: i32) {
        self.insert(font, Page::Code(encoding(page)));
    }

    fn insert(&mut self, font: i32, page: Page) {
        if self.fonts.len() < MAX_FONTS {
            self.fonts.insert(font, page);
        }
    }

    /// The characters of bytes in a font, and how many byte sequences were none.
    pub fn decode(&self, font: i32, bytes: &[u8]) -> (Vec<u16>, usize) {
        let page = self.fonts.get(&font).copied().unwrap_or(Page::Code(self.file));
        let Page::Code(page) = page else {
            let signs = bytes.iter().filter_map(|byte| sign(0xf000 | u16::from(*byte)));
            return (signs.collect(), 0);
        };
        if page == WINDOWS_1252
            && self.chinese
            && let Some(codes) = national(bytes)
        {
            return (codes.into_iter().filter(|code| *code > 0).collect(), 0);
        }
        let (text, _) = page.decode_without_bom_handling(bytes);
        (text.encode_utf16().collect(), text.matches('\u{fffd}').count())
    }
}

/// The encoding of a code page.
fn encoding(page: i32) -> &'static Encoding {
    match page {
        932 => SHIFT_JIS,
        936 | 54936 => GB18030,
        949 => EUC_KR,
        950 => BIG5,
        10000 => MACINTOSH,
        65001 => UTF_8,
        1250..=1258 => Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(WINDOWS_1252),
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::font(1, b"\xd1\xb2", "巡")]
    #[case::file(0, b"\xb2\xec", "察")]
    #[case::page_before_charset(2, b"\xa4\xa4", "中")]
    #[case::symbol(3, b"\xfe\xb7", "☑")]
    fn fonts_tell_code_pages(#[case] font: i32, #[case] bytes: &[u8], #[case] expected: &str) {
        let mut fonts = Fonts::default();
        fonts.set_file(936);
        fonts.set_charset(0, 0);
        fonts.set_charset(1, 134);
        fonts.set_charset(2, 134);
        fonts.set_page(2, 950);
        fonts.set_charset(3, 2);
        let (codes, broken) = fonts.decode(font, bytes);
        assert_eq!((String::from_utf16_lossy(&codes).as_str(), broken), (expected, 0));
    }

    #[test]
    fn chinese_bytes_under_a_western_page_are_chinese() {
        let mut fonts = Fonts::default();
        assert_eq!(fonts.decode(0, b"\xd1\xb2\xb2\xec").0.len(), 4);
        fonts.set_language(2052);
        assert_eq!(String::from_utf16_lossy(&fonts.decode(0, b"\xd1\xb2\xb2\xec").0), "巡察");
        assert_eq!(String::from_utf16_lossy(&fonts.decode(0, b"caf\xe9").0), "café");
    }
}
