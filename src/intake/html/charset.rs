//! The encoding of a web page: what the bytes are goes before what the page says of itself.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, SHIFT_JIS};

use crate::intake::encoding;

/// A decoded page.
pub struct Decoded<'b> {
    /// The text.
    pub text: Cow<'b, str>,
    /// The encoding's name in small letters.
    pub encoding: String,
    /// How many byte sequences were none of the encoding.
    pub broken: usize,
}

/// How many bytes from the start are searched for a `charset`. HTML asks for 1024; pages of old
/// systems have comments and scripts before it.
const HEAD: usize = 4096;

/// Decodes a page; `told` is the charset that the envelope names, if there is one.
///
/// Pages say `gb2312` and are UTF-8, or say `iso-8859-1` and are GBK. So a byte order mark and valid
/// UTF-8 come first, then what is told where the bytes fit it, then the chain for text.
pub fn decode<'b>(bytes: &'b [u8], told: Option<&str>) -> Decoded<'b> {
    if Encoding::for_bom(bytes).is_none()
        && !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Decoded { text: Cow::Borrowed(text), encoding: "utf-8".to_owned(), broken: 0 };
    }
    let marked = Encoding::for_bom(bytes).is_some() || encoding::utf16(bytes).is_some();
    if !marked && let Some(found) = foreign(bytes, told) {
        return found;
    }
    let decoded = encoding::decode(bytes);
    Decoded { text: Cow::Owned(decoded.text), encoding: decoded.encoding.to_owned(), broken: decoded.broken }
}

/// The page in an encoding that only its own word tells, where its bytes fit that: these encodings
/// overlap with GB18030. One-byte encodings fit anything and are therefore not believed.
fn foreign<'b>(bytes: &'b [u8], told: Option<&str>) -> Option<Decoded<'b>> {
    let label = told.map(str::to_owned).or_else(|| declared(bytes))?;
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    if ![BIG5, EUC_KR, SHIFT_JIS, EUC_JP].contains(&encoding) {
        return None;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (!broken).then(|| Decoded { text, encoding: encoding.name().to_ascii_lowercase(), broken: 0 })
}

/// The charset that the head of the page names: in `<meta charset>`, `<meta http-equiv>` or the XML
/// declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let text: String = head.iter().map(|byte| char::from(*byte)).collect();
    let behind = text.split("charset=").nth(1).or_else(|| text.split("encoding=").nth(1))?;
    let label: String = behind
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};
    use rstest::rstest;

    use super::*;

    const NOTICE: &str = "关于巡察整改进展情况的通报：青禾县水利局党组，㑇镕。";

    fn page(meta: &str) -> String {
        format!("<html><head>{meta}</head><body><p>{NOTICE}</p></body></html>")
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[rstest]
    #[case::meta(GB18030.encode(&page("<meta charset=gb2312>")).0.into_owned(), "gb18030")]
    #[case::equiv(GB18030.encode(&page(r#"<META http-equiv=Content-Type content="text/html; charset=gbk">"#)).0.into_owned(), "gb18030")]
    #[case::silent(GB18030.encode(&page("")).0.into_owned(), "gb18030")]
    #[case::liar(page("<meta charset=gb2312>").into_bytes(), "utf-8")]
    #[case::other_liar(GB18030.encode(&page("<meta charset=utf-8>")).0.into_owned(), "gb18030")]
    #[case::latin_liar(GB18030.encode(&page("<meta charset=iso-8859-1>")).0.into_owned(), "gb18030")]
    #[case::bom([b"\xef\xbb\xbf".to_vec(), page("<meta charset=gb2312>").into_bytes()].concat(), "utf-8")]
    #[case::wide([b"\xff\xfe".to_vec(), utf16(&page(""), false)].concat(), "utf-16le")]
    #[case::wide_big([b"\xfe\xff".to_vec(), utf16(&page(""), true)].concat(), "utf-16be")]
    fn encodings(#[case] bytes: Vec<u8>, #[case] name: &str) {
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, name);
        assert!(decoded.text.contains(NOTICE), "{}", decoded.text);
        assert_eq!(decoded.broken, 0);
    }

    #[test]
    fn what_fits_its_own_word_is_believed() {
        let text = "<meta charset=big5><p>關於巡察整改進展情況的通報，中共青禾縣水利局黨組。</p>";
        let decoded = decode(&BIG5.encode(text).0, None).text.into_owned();
        assert_eq!(decoded, text);
        let bare = "<p>關於巡察整改進展情況的通報，中共青禾縣水利局黨組。</p>";
        assert_eq!(decode(&BIG5.encode(bare).0, Some("Big5")).text, bare);
    }

    #[test]
    fn one_broken_character_does_not_change_the_encoding() {
        let mut bytes = page("<meta charset=utf-8>").into_bytes();
        bytes.insert(60, 0xe4);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding.as_str(), decoded.broken), ("utf-8", 1));
    }
}
