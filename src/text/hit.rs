//! Finding words in a text, as the search finds them: small and capital letters, full-width and
//! half-width letters and white space make no difference.

use std::ops::Range;

use super::width::graphemes;

/// The character as the search sees it; `None` for white space, which it does not see.
fn fold_char(one: char) -> Option<char> {
    if one.is_whitespace() || one.is_control() {
        return None;
    }
    let narrow = match u32::from(one) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(one),
        _ => one,
    };
    Some(narrow.to_lowercase().next().unwrap_or(narrow))
}

/// `text` as the search sees it.
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// Words to look for, folded once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    words: Vec<String>,
}

impl Needle {
    /// The words of `text`, which are parted by white space.
    pub fn new(text: &str) -> Self {
        Self { words: text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect() }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Where the words of `needle` stand in `text`: byte ranges on borders of graphemes, sorted, those
/// that touch or overlap joined.
pub fn hits(text: &str, needle: &Needle) -> Vec<Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    let (folded, places) = fold_with_places(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in &needle.words {
        for (at, _) in folded.match_indices(word.as_str()) {
            if let (Some(first), Some(last)) = (places.get(at), places.get(at + word.len() - 1)) {
                found.push(first.start..last.end);
            }
        }
    }
    join(found)
}

/// The folded text, and for each of its bytes the grapheme of `text` that it came from.
fn fold_with_places(text: &str) -> (String, Vec<Range<usize>>) {
    let mut folded = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (at, grapheme) in graphemes(text) {
        for one in grapheme.chars().filter_map(fold_char) {
            folded.push(one);
            places.resize(folded.len(), at..at + grapheme.len());
        }
    }
    (folded, places)
}

/// The ranges sorted, those that touch or overlap made one.
fn join(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'a>(text: &'a str, words: &str) -> Vec<&'a str> {
        hits(text, &Needle::new(words)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn width_case_and_white_space_make_no_difference() {
        assert_eq!(found("公厕 破损（ＧＳＰ）", "公厕破损"), ["公厕 破损"]);
        assert_eq!(found("公厕\n破损", "公厕破损"), ["公厕\n破损"]);
        assert_eq!(found("执行ＧＳＰ认证和gsp检查", "gsp"), ["ＧＳＰ", "gsp"]);
        assert_eq!(found("责任单位（局）", "(局)"), ["（局）"]);
    }

    #[test]
    fn several_words_are_each_found_and_touching_hits_joined() {
        assert_eq!(found("垃圾分类宣传", "宣传 分类"), ["分类宣传"]);
        assert_eq!(found("垃圾分类不宣传", "宣传 分类"), ["分类", "宣传"]);
        assert_eq!(found("垃圾", ""), Vec::<&str>::new());
    }

    #[test]
    fn a_hit_takes_the_whole_grapheme() {
        assert_eq!(found("cafe\u{301}s", "cafe"), ["cafe\u{301}"]);
    }

    proptest! {
        #[test]
        fn ranges_lie_on_characters(text in "[一-十a-cＡ-Ｃ \n]{0,30}", words in "[一-十a-c]{1,3}") {
            for range in hits(&text, &Needle::new(&words)) {
                let hit = text.get(range);
                prop_assert!(hit.is_some());
                prop_assert!(fold(hit.unwrap_or("")).contains(&fold(&words)));
            }
        }
    }
}
