//! The reader against encodings, damage and hostile files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::path::Path;

use huitoukan::{
    intake::{self, Fault, Format},
    notice::{Node, NodeKind, Notice, OutcomeTag, Span},
    parse, words,
};
use proptest::prelude::*;
use rstest::rstest;

const SAMPLE: &str = include_str!("../assets/samples/qingxun-weijianwei.txt");
const MARKDOWN: &str = include_str!("../assets/samples/danzhou-nonglin-daxue.md");
const LABELLED: &str = include_str!("../assets/samples/weibo-xian-jianchayuan.txt");
const RUN_IN: &str = include_str!("../assets/samples/yunxiu-fayuan.txt");
const WRAPPED: &str = include_str!("../assets/samples/yanjiang-jiaoyuju.txt");

fn read(bytes: &[u8]) -> (String, Notice) {
    let document = intake::read_bytes(Path::new("a"), bytes).unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    (document.text, notice)
}

fn utf16(text: &str, to: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(to).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[rstest]
#[case("utf-8", SAMPLE.as_bytes().to_vec())]
#[case("utf-8", [b"\xef\xbb\xbf", SAMPLE.as_bytes()].concat())]
#[case("utf-8", SAMPLE.replace('\n', "\r\n").into_bytes())]
#[case("utf-8", SAMPLE.replace('\n', "\r").into_bytes())]
#[case("gb18030", gb18030(SAMPLE))]
#[case("gb18030", gb18030(&SAMPLE.replace('\n', "\r\n")))]
#[case("utf-16le", utf16(SAMPLE, u16::to_le_bytes, true))]
#[case("utf-16be", utf16(SAMPLE, u16::to_be_bytes, true))]
#[case("utf-16le", utf16(SAMPLE, u16::to_le_bytes, false))]
#[case("utf-16be", utf16(&SAMPLE.replace('\n', "\r\n"), u16::to_be_bytes, false))]
fn every_encoding_gives_the_same_notice(#[case] encoding: &str, #[case] bytes: Vec<u8>) {
    let (text, notice) = read(&bytes);
    assert_eq!(notice.source.encoding.as_deref(), Some(encoding));
    assert_eq!(text, SAMPLE);
    assert_eq!(notice.nodes, read(SAMPLE.as_bytes()).1.nodes);
    assert!(notice.remarks.is_empty());
}

#[test]
fn broken_characters_are_told() {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    let at = SAMPLE.find("整改措施").unwrap();
    bytes[at] = 0xff;
    let (text, notice) = read(&bytes);
    assert!(text.contains('\u{fffd}'));
    assert_eq!(notice.source.encoding.as_deref(), Some("utf-8"));
    assert_eq!(notice.remarks.len(), 1);
}

#[rstest]
#[case(b"\x89PNG\r\n\x1a\n\0\0", Format::Binary)]
#[case(b"PK\x03\x04\x14\0\x06\0\x08\0", Format::Package)]
#[case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Format::Compound)]
fn what_is_no_document_is_named_and_refused(#[case] bytes: &[u8], #[case] format: Format) {
    let fault = intake::read_bytes(Path::new("a.txt"), bytes).unwrap_err().fault();
    assert!([Some(Fault::Unread(format)), Some(Fault::Damaged(format))].contains(&fault), "{fault:?}");
}

#[rstest]
#[case(b"")]
#[case(b" \n\t\r\n ")]
#[case(b"\xef\xbb\xbf")]
#[case("\u{200b}\u{202e}\u{feff}".as_bytes())]
fn a_file_without_text_is_refused(#[case] bytes: &[u8]) {
    assert_eq!(intake::read_bytes(Path::new("a"), bytes).unwrap_err().fault(), Some(Fault::Empty));
}

#[test]
fn controls_and_hidden_characters_do_not_come_in() {
    let (text, _) =
        read("整改\u{1b}[31m情况\u{202e}：\u{7}已\u{200b}完成\u{9b}2J\u{2028}下一行\u{c}新页".as_bytes());
    assert_eq!(text, "整改情况：已完成\n下一行\n新页");
}

#[test]
fn pages_are_parted_by_form_feeds() {
    let document = intake::read_bytes(Path::new("a"), "第一页\u{c}第二页\u{c}第三页".as_bytes()).unwrap();
    let pages: Vec<&str> = document.pages.iter().map(|page| page.of(&document.text).trim()).collect();
    assert_eq!(pages, ["第一页", "第二页", "第三页"]);
}

/// A text with its paragraphs broken at so many characters, as a PDF or an old editor leaves it.
fn wrapped(text: &str, count: usize) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let chars: Vec<char> = line.chars().collect();
        for piece in chars.chunks(count) {
            out.extend(piece);
            out.push('\n');
        }
    }
    out
}

/// Issues and outcomes of a notice do not hang on where its lines were broken, or which of two forms of
/// punctuation it has.
#[rstest]
fn breaks_and_punctuation_change_nothing(
    #[values(SAMPLE, LABELLED, RUN_IN)] text: &str,
    #[values(26, 29, 32, 35, 38, 41)] count: usize,
) {
    let told = |text: &str| -> Vec<(String, Vec<OutcomeTag>)> {
        let (_, notice) = read(text.as_bytes());
        let tags = |node: &Node| node.outcome.as_ref().map_or_else(Vec::new, |outcome| outcome.tags.clone());
        notice.issues().map(|node| (squeezed(&node.title), tags(node))).collect()
    };
    let want = told(text);
    assert_eq!(told(&wrapped(text, count)), want);
    assert_eq!(told(&text.replace('\n', "\n\n")), want);
    assert_eq!(told(&text.replace('：', ":").replace('（', "(").replace('）', ")")).len(), want.len());
}

/// Contacts without a full stop end where the signature begins.
#[test]
fn the_signature_is_no_part_of_the_line_above() {
    let (from, to) = (
        "中共青浔县卫生健康委员会党组\n2025",
        "联系电话：0000-8899001；电子邮箱：qxwjw@example.cn；来信地址：青浔县康宁街56号县卫生健康委员会二楼党政办公室\n中共青浔县卫生健康委员会党组\n2025",
    );
    assert!(SAMPLE.contains(from));
    let (_, notice) = read(SAMPLE.replace(from, to).as_bytes());
    let address = "青浔县康宁街56号县卫生健康委员会二楼党政办公室";
    assert!(notice.contacts.addresses.iter().any(|found| found == address), "{:?}", notice.contacts);
}

/// Programs that break lines at spaces only leave a number alone; others cut a date.
#[rstest]
#[case(SAMPLE, "\n1.", "\n1.\n")]
#[case(SAMPLE, "\n（一）强化", "\n（一）\n强化")]
#[case(SAMPLE, "\n二、", "\n二、\n")]
#[case(SAMPLE, "2024年10月8日", "2024年\n10月8日")]
#[case(SAMPLE, "2024年10月8日", "2024年10月\n8日")]
fn what_one_line_says_may_stand_in_two(#[case] text: &str, #[case] from: &str, #[case] to: &str) {
    let (_, want) = read(text.as_bytes());
    let (_, got) = read(text.replace(from, to).as_bytes());
    let titles = |notice: &Notice| -> Vec<String> {
        notice.walk().iter().map(|(_, node)| node.label.clone() + &squeezed(&node.title)).collect()
    };
    assert!(text.contains(from));
    assert_eq!(titles(&got), titles(&want));
    assert_eq!(got.inspection_period, want.inspection_period);
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What must hold of every reading of whatever text.
fn sound(text: &str, notice: &Notice) -> Result<(), TestCaseError> {
    let lies = |span: Span| text.get(span.start..span.end).is_some();
    for span in notice.spans.values() {
        prop_assert!(lies(*span));
    }
    for (_, node) in notice.walk() {
        prop_assert!(lies(node.span) && lies(node.extent), "{:?}", node.label);
        prop_assert!(
            node.outcome.as_ref().is_none_or(|o| lies(o.span) && !o.tags.is_empty() && !o.raw.is_empty())
        );
        prop_assert!(node.response.as_ref().is_none_or(|r| lies(r.span) && !r.text.is_empty()));
        prop_assert!(node.measures.iter().all(|m| lies(m.span)));
        prop_assert!(node.deadlines.iter().all(|d| lies(d.span) && !d.raw.is_empty()));
        let issue = node.kind == NodeKind::Issue;
        prop_assert!(issue || node.outcome.is_none() && node.response.is_none());
    }
    let json = serde_json::to_value(notice).unwrap();
    let back = huitoukan::notice::check_form(&json);
    prop_assert_eq!(back.as_ref(), Ok(notice));
    Ok(())
}

/// Words of the trade in any order make shapes that nobody thought of.
fn words_of_the_trade() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "一、",
        "二、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "3．",
        "（1）",
        "（2）",
        "①",
        "②",
        "问题1：",
        "反馈问题一：",
        "1-2，",
        "\n",
        "\n\n",
        "。",
        "；",
        "：",
        "整改情况：",
        "整改结果：",
        "已完成",
        "长期坚持",
        "正在整改",
        "未启动",
        "【已完成】",
        "（牵头单位：办公室）",
        "一是",
        "二是",
        "三是",
        "2025年6月底前",
        "12月16日前",
        "3个月内",
        "计划于",
        "要求",
        "完成时限：",
        "责任单位：",
        "办公室",
        "落实不到位",
        "推动工作",
        "# ",
        "**",
        "《",
        "》",
        "“",
        "－",
        "— 3 —",
        "\u{c}",
        "下一步工作打算",
        "欢迎广大干部群众监督",
        "电话：",
        "0000-1234567",
        "中共某某市某局党组",
        "关于巡察整改情况的通报",
        "2024年5月1日",
        "4个方面",
        "74个问题",
    ]);
    prop::collection::vec(word, 0..120).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_words_are_read_soundly(text in words_of_the_trade()) {
        if let Ok(document) = intake::read_bytes(Path::new("a"), text.as_bytes()) {
            sound(&document.text, &parse::parse(&document, &words::ZH.read))?;
        }
    }

    #[test]
    fn any_bytes_are_read_soundly(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        if let Ok(document) = intake::read_bytes(Path::new("a"), &bytes) {
            sound(&document.text, &parse::parse(&document, &words::ZH.read))?;
        }
    }

    #[test]
    fn a_damaged_notice_is_read_soundly(
        which in 0_usize..3, cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40), 1..12)
    ) {
        let mut chars: Vec<char> = [SAMPLE, MARKDOWN, WRAPPED][which].chars().collect();
        for (at, length) in cuts {
            let at = at.index(chars.len());
            chars.drain(at..(at + length).min(chars.len()));
        }
        let text: String = chars.into_iter().collect();
        let document = intake::read_bytes(Path::new("a"), text.as_bytes()).unwrap();
        sound(&document.text, &parse::parse(&document, &words::ZH.read))?;
    }
}

/// Long and deep files are read in time that grows with their length, not with its square.
#[rstest]
#[case("（一）".repeat(20_000))]
#[case("1.问题\n整改情况：一是二是".repeat(5_000))]
#[case("一是".repeat(100_000))]
#[case("《".repeat(100_000))]
#[case("2025年6月底前".repeat(5_000))]
#[case("【".repeat(100_000))]
#[case("，".repeat(300_000))]
#[case("a".repeat(1_000_000))]
#[case("已完成，".repeat(20_000))]
#[case("整改情况：\n".repeat(20_000))]
#[case("（1）\n".repeat(20_000))]
// One answer, one paragraph, no end of a sentence: what looks back for it looks back no further than a sentence is long.
#[case(answer("修订制度加强管理，", 8_000))]
#[case(answer("要求各股室于9月15日前完成清理，", 5_000))]
#[case(answer("印发《2024年9月计划》，", 5_000))]
#[case(answer("要求3个月内完成整改，", 5_000))]
#[case(answer("预计2025年3月建成，", 5_000))]
#[case(answer("预计已完成", 12_000))]
#[case(answer("完成整改12个问题", 6_000))]
#[case(answer("1.开会。", 12_000))]
fn long_files_are_read(#[case] text: String) {
    read(text.as_bytes());
}

/// A notice of one issue with one long answer.
fn answer(words: &str, times: usize) -> String {
    format!(
        "中共甲县乙局党组关于巡察整改情况的通报\n县委第一巡察组2024年6月3日反馈了意见。\n一、整改情况\n1.账目不清。\n整改情况：{}\n整改结果：已完成\n2024年12月1日\n",
        words.repeat(times)
    )
}
