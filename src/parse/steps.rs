//! The steps of a response: its outermost enumeration.

use super::{
    flow::{Flow, Range},
    numbering::{self, Style},
};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The label as printed (一是).
    pub label: Range,
    /// The text behind it.
    pub text: Range,
}

#[derive(Debug, Clone)]
struct Marker {
    kind: MarkerKind,
    value: u32,
    label: Range,
    /// The range of the response in which it stands.
    part: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkerKind {
    /// 一是
    Is,
    /// 第一，
    Ordinal,
    Number(Style),
}

/// Characters before 一是 that make it part of a word: 统一是, 唯一是, 之一是.
const NOT_BEFORE: &str = "统唯之专单同万逐惟任其某每第";

/// The steps of a response that stands in `ranges`.
pub fn steps(flow: &Flow, ranges: &[Range]) -> Vec<Step> {
    let markers: Vec<Marker> =
        ranges.iter().enumerate().flat_map(|(part, range)| markers(flow, range, part)).collect();
    let chosen = outermost(&markers);
    let mut out = Vec::new();
    for (at, marker) in chosen.iter().enumerate() {
        let last = chosen.get(at + 1).map_or(ranges.len(), |next| next.part);
        let end = match chosen.get(at + 1) {
            Some(next) if next.part == marker.part => next.label.start,
            // A step may run over a block's end; the last one ends with the block that ends its sentence.
            Some(_) => ranges[last - 1].end,
            None => {
                let ended = |range: &Range| flow.get(range).ends_with(['。', ';', '!', '?']);
                let part = (marker.part..ranges.len()).find(|part| ended(&ranges[*part]));
                ranges[part.unwrap_or(marker.part)].end
            }
        };
        out.push(Step { label: marker.label.clone(), text: marker.label.end..end.max(marker.label.end) });
    }
    out
}

fn markers(flow: &Flow, range: &Range, part: usize) -> Vec<Marker> {
    let text = flow.get(range);
    let mut out = Vec::new();
    let mut before = None;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at >= skip
            && let Some(rest) = text.get(at..)
            && let Some((kind, value, length)) = marker(rest, before)
        {
            let label = range.start + at..range.start + at + length;
            out.push(Marker { kind, value, label, part });
            skip = at + length;
        }
        before = Some(c);
    }
    out
}

/// Whether a folded line begins with a step's label.
pub fn begins(line: &str) -> bool {
    marker(line, None).is_some()
}

/// The marker at the head of `rest`, `before` being the character in front of it.
fn marker(rest: &str, before: Option<char>) -> Option<(MarkerKind, u32, usize)> {
    let clause = before
        .is_none_or(|c| matches!(c, '。' | ';' | ':' | ',' | '!' | '?' | '、' | '”' | ')' | '】' | '\n'));
    let numeral: String = rest.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).take(3).collect();
    if !numeral.is_empty() {
        let behind = rest.get(numeral.len()..)?;
        let is = behind.starts_with('是') && !behind.starts_with("是否");
        let fits = clause
            || before.is_some_and(|c| numeral == "一" && !NOT_BEFORE.contains(c) && !c.is_ascii_digit());
        if is && fits {
            let comma = behind.get('是'.len_utf8()..)?.starts_with([',', ':']);
            let length = numeral.len() + '是'.len_utf8() + usize::from(comma);
            return Some((MarkerKind::Is, numbering::chinese(&numeral)?, length));
        }
        return None;
    }
    let sentence = before.is_none_or(|c| matches!(c, '。' | ';' | ':' | '!' | '?' | '\n'));
    // A circled figure is nothing but a step's number; others need the end of a sentence before them.
    let circled = clause && rest.starts_with(|c: char| ('①'..='⑳').contains(&c));
    if !(sentence || circled) {
        return None;
    }
    if let Some(behind) = rest.strip_prefix('第') {
        let numeral: String =
            behind.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).take(3).collect();
        let comma = behind.get(numeral.len()..)?.starts_with([',', ':', '、']);
        let length = '第'.len_utf8() + numeral.len() + 1;
        return (comma && !numeral.is_empty())
            .then(|| Some((MarkerKind::Ordinal, numbering::chinese(&numeral)?, length)))?;
    }
    let number = numbering::number(rest)?;
    let listed =
        matches!(number.style, Style::Digit | Style::DigitBracket | Style::Circle | Style::ChineseBracket);
    // In running text `1、` parts things as often as it counts them; at a block's head it counts.
    (listed).then_some((MarkerKind::Number(number.style), number.value, number.length))
}

/// The markers of the outermost enumeration: the kind of the first that begins at one, in order. A
/// single 一是 is a step; a single figure is not.
fn outermost(markers: &[Marker]) -> Vec<Marker> {
    // From the end on, so that it is known what follows: the kinds of which a second follows, and the first
    // marker so counted.
    let (mut seconds, mut first): (Vec<MarkerKind>, Option<usize>) = (Vec::new(), None);
    for (at, marker) in markers.iter().enumerate().rev() {
        if marker.value == 1 && (marker.kind == MarkerKind::Is || seconds.contains(&marker.kind)) {
            first = Some(at);
        }
        if marker.value == 2 && !seconds.contains(&marker.kind) {
            seconds.push(marker.kind);
        }
    }
    let Some(first) = first else { return Vec::new() };
    let kind = markers[first].kind;
    let same: Vec<&Marker> = markers[first..].iter().filter(|marker| marker.kind == kind).collect();
    let mut out: Vec<Marker> = Vec::new();
    let mut at = 0;
    while let Some(marker) = same.get(at) {
        let last = out.last().map_or(0, |marker| marker.value);
        if marker.value == 1 && last >= 1 {
            // A list inside a step: left out where the outer one goes on behind it.
            let inner = nested(&same[at..]);
            if same.get(at + inner).is_some_and(|next| next.value == last + 1) && inner >= 2 {
                at += inner;
                continue;
            }
            out.push((*marker).clone());
        } else if marker.value == last + 1 || marker.value == last || marker.value == last + 2 {
            out.push((*marker).clone());
        }
        at += 1;
    }
    out
}

/// How many markers the list has that begins at the first of `markers`.
fn nested(markers: &[&Marker]) -> usize {
    let mut count = 0;
    while markers.get(count).is_some_and(|marker| marker.value as usize == count + 1) {
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn labels(text: &str) -> Vec<String> {
        let mut flow = Flow::default();
        let mut ranges = Vec::new();
        for (line, at) in text.split('\n').zip(0..) {
            let from = flow.text().len();
            flow.push(line, at * 1000, false);
            ranges.push(from..flow.text().len());
            flow.end_block(at * 1000);
        }
        steps(&flow, &ranges).iter().map(|step| flow.get(&step.label).to_owned()).collect()
    }

    #[rstest]
    #[case("一是开会。二是发文。三是检查。", &["一是", "二是", "三是"])]
    #[case("一是开会；二是发文；三是检查。", &["一是", "二是", "三是"])]
    #[case("下步工作中，一是开会。二是发文。", &["一是", "二是"])]
    #[case("针对该问题，我局一是开会。二是发文。", &["一是", "二是"])]
    #[case("一是二污扩容。二是一污、二污扩容。", &["一是", "二是"])]
    #[case("一是开会。二是发文。二是检查。", &["一是", "二是", "二是"])]
    #[case("一是压实责任，包括一是甲，二是乙。二是发文。", &["一是", "二是"])]
    #[case("一是只有一条。", &["一是"])]
    #[case("1.由甲负责。一是开会。二是发文。\n2.由乙负责。\n目前已完成。", &["1.", "2."])]
    #[case("（1）开会；（2）发文。", &["(1)", "(2)"])]
    #[case("①开会；②发文；③检查。", &["①", "②", "③"])]
    #[case("围绕方案，①开会；②发文。", &["①", "②"])]
    #[case("第一，开会。第二，发文。", &["第一,", "第二,"])]
    #[case("一是开会（1）甲（2）乙。二是发文。", &["一是", "二是"])]
    fn listed(#[case] text: &str, #[case] want: &[&str]) {
        assert_eq!(labels(text), want);
    }

    #[rstest]
    #[case("统一是关键，唯一是要做好。")]
    #[case("一方面开会，另一方面发文。")]
    #[case("首先开会，其次发文。")]
    #[case("开会3次；发文2份；检查5次。")]
    #[case("1.5万元已追回。")]
    #[case("检查是否到位，一是否二。")]
    fn not_listed(#[case] text: &str) {
        assert_eq!(labels(text), [] as [&str; 0]);
    }
}
