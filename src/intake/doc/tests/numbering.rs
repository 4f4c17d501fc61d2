//! Lists written by hand, and the numbers they print.

use rstest::rstest;

use super::super::counters::Counters;
use super::*;

/// A level: first number, format, flags, limit, what follows, text.
fn level(start: u32, format: u8, flags: u8, limit: u8, follow: u8, text: &str) -> Vec<u8> {
    let mut out = start.to_le_bytes().to_vec();
    out.extend([format, flags]);
    out.extend([0; 9]);
    out.push(follow);
    out.extend([0; 10]);
    out.extend([limit, 0]);
    out.extend((text.encode_utf16().count() as u16).to_le_bytes());
    out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    out
}

/// One list of nine levels, tied to styles 40 to 48.
fn list(levels: &[Vec<u8>]) -> Vec<u8> {
    let mut out = vec![1, 0];
    out.extend(7_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend((40_u16..49).flat_map(u16::to_le_bytes));
    out.extend([0, 0]);
    out.extend(levels.iter().flatten());
    for _ in levels.len()..9 {
        out.extend(level(1, 0, 0, 0, 2, ""));
    }
    out
}

/// Uses of that list: what each changes in its levels.
fn uses(changes: &[&[Vec<u8>]]) -> Vec<u8> {
    let mut out = (changes.len() as u32).to_le_bytes().to_vec();
    for change in changes {
        out.extend(7_u32.to_le_bytes());
        out.extend([0; 8]);
        out.extend([change.len() as u8, 0, 0, 0]);
    }
    for change in changes {
        out.extend([0xff; 4]);
        out.extend(change.iter().flatten());
    }
    out
}

/// A change of a level's first number.
fn anew(start: u32, level: u8) -> Vec<u8> {
    let mut out = start.to_le_bytes().to_vec();
    out.extend([0x10 | level, 0, 0, 0]);
    out
}

fn printed(list: &[u8], uses: &[u8], paragraphs: &[(u16, u8)]) -> Vec<String> {
    let mut lists = Lists::default();
    lists.read_lists(list, 0).unwrap();
    lists.read_uses(uses).unwrap();
    let mut counters = Counters::default();
    paragraphs.iter().map(|(number, level)| counters.next(&lists, *number, *level)).collect()
}

fn chinese() -> Vec<Vec<u8>> {
    vec![level(1, 39, 0, 0, 2, "\u{0}、"), level(1, 37, 0, 0, 2, "（\u{1}）"), level(1, 0, 0, 0, 1, "\u{2}.")]
}

#[rstest]
#[case::levels_begin_anew(
    &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)],
    &["一、", "（一）", "（二）", "1. ", "二、", "（一）"],
)]
#[case::uses_share_their_counters(&[(1, 0), (3, 0), (1, 0)], &["一、", "二、", "三、"])]
#[case::a_use_begins_anew_once(&[(1, 0), (2, 0), (2, 0), (1, 0)], &["一、", "五、", "六、", "七、"])]
#[case::a_changed_start_holds_below(&[(2, 0), (2, 1), (2, 0), (2, 1)], &["五、", "（三）", "六、", "（三）"])]
#[case::no_list(&[(0, 0), (9, 0), (0xf801, 0)], &["", "", ""])]
fn counters_go_on_and_begin_anew(#[case] paragraphs: &[(u16, u8)], #[case] expected: &[&str]) {
    let uses = uses(&[&[], &[anew(5, 0), anew(3, 1)], &[]]);
    assert_eq!(printed(&list(&chinese()), &uses, paragraphs), expected);
}

#[test]
fn a_level_may_go_on_over_those_above_it() {
    let never = level(1, 39, 8, 0, 2, "第\u{1}条");
    let after_first = level(1, 0, 8, 1, 2, "\u{2}.");
    let list = list(&[level(1, 39, 0, 0, 2, "\u{0}、"), never, after_first]);
    let shown =
        printed(&list, &uses(&[&[]]), &[(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]);
    assert_eq!(shown, ["一、", "第一条", "1.", "第二条", "2.", "二、", "第三条", "1."]);
}

#[rstest]
#[case::legal(level(1, 37, 4, 0, 2, "\u{0}.\u{1}"), "3.1")]
#[case::plain(level(1, 37, 0, 0, 2, "\u{0}.\u{1}"), "三.一")]
#[case::tab_behind_a_digit(level(1, 0, 0, 0, 0, "\u{1}"), "1 ")]
#[case::tab_behind_a_sign(level(1, 0, 0, 0, 0, "\u{1}."), "1.")]
#[case::tab_behind_a_circle(level(2, 18, 0, 0, 0, "\u{1}"), "②")]
#[case::circled(level(12, 28, 0, 0, 2, "\u{1}"), "⑫")]
#[case::bracketed(level(2, 27, 0, 0, 2, "\u{1}"), "⑵")]
#[case::stems(level(2, 30, 0, 0, 2, "\u{1}．"), "乙．")]
#[case::zero(level(2, 22, 0, 0, 2, "\u{1}"), "02")]
#[case::bullet(level(1, 23, 0, 0, 0, "\u{f06c}"), "")]
#[case::words_alone(level(1, 255, 0, 0, 2, "附件"), "附件")]
fn a_level_prints_its_text(#[case] deep: Vec<u8>, #[case] expected: &str) {
    let list = list(&[level(3, 39, 0, 0, 2, "\u{0}、"), deep]);
    assert_eq!(printed(&list, &uses(&[&[]]), &[(1, 1)]), [expected]);
}

#[test]
fn a_use_may_change_a_level_wholly() {
    let mut change = anew(9, 0);
    change[4] |= 0x20;
    change.extend(level(4, 0, 0, 0, 2, "第\u{0}项"));
    let uses = uses(&[&[], &[change]]);
    assert_eq!(printed(&list(&chinese()), &uses, &[(1, 0), (2, 0), (2, 0)]), ["一、", "第4项", "第5项"]);
}

#[test]
fn styles_tell_levels() {
    let mut lists = Lists::default();
    lists.read_lists(&list(&chinese()), 0).unwrap();
    lists.read_uses(&uses(&[&[]])).unwrap();
    let (_, list) = lists.find(1).unwrap();
    assert_eq!([40, 42, 49, 0xfff].map(|style| list.level_of(style)), [Some(0), Some(2), None, None]);
}

#[test]
fn cut_off_lists_are_told() {
    let whole = list(&chinese());
    let uses = uses(&[&[], &[anew(5, 0)]]);
    for length in 0..whole.len() {
        assert!(Lists::default().read_lists(whole.get(..length).unwrap(), 0).is_none(), "{length}");
    }
    for length in 0..uses.len() {
        assert!(Lists::default().read_uses(uses.get(..length).unwrap()).is_none(), "{length}");
    }
}
