//! Lines, columns, order, heads.

use rstest::rstest;

use super::{
    super::{MAX_PAGES, read},
    lines, pages,
    paper::{Coding, GBK_EUC, GBK2K, Leaf, UCS2, UTF16, file, leaf, show},
};

/// Lines of 16 points set like a typesetter's, 28 points apart from `top`; `>` is an indent of an em.
fn set(left: f64, top: f64, lines: &[&str]) -> String {
    let place = |(at, line): (usize, &&str)| {
        let text = line.trim_start_matches('>');
        let indent = (line.len() - text.len()) as f64 * 16.0;
        show(left + indent, top - 28.0 * at as f64, 16.0, text)
    };
    lines.iter().enumerate().map(place).collect()
}

fn read_one(drawing: String) -> Vec<String> {
    let reading = read(&file(GBK_EUC, &[leaf(drawing)])).unwrap();
    lines(&reading).into_iter().map(str::to_owned).collect()
}

/// A paragraph that is cut after every 24 characters.
const BODY: [&str; 8] = [
    ">>根据县委统一部署，县委第二巡察组对松岭镇党委开展",
    "了常规巡察。现将巡察整改进展情况予以公布，欢迎监督",
    "，如有意见请及时反馈。",
    ">>一、整改工作总体情况",
    ">>镇党委召开专题会议，成立整改工作领导小组，制定整",
    "改方案，列出问题清单，逐项明确责任领导、责任单位和",
    "完成时限，四项问题中已完成整改三项，正在整改一项，",
    "其余按计划推进。",
];

const READ: [&str; 3] = [
    "　　根据县委统一部署，县委第二巡察组对松岭镇党委开展了常规巡察。现将巡察整改进展情况予以公布，欢迎监督，如有意见请及时反馈。",
    "　　一、整改工作总体情况",
    "　　镇党委召开专题会议，成立整改工作领导小组，制定整改方案，列出问题清单，逐项明确责任领导、责任单位和完成时限，四项问题中已完成整改三项，正在整改一项，其余按计划推进。",
];

#[rstest]
fn predefined_encodings_need_no_font(
    #[values(GBK_EUC, GBK2K, UCS2, UTF16)] coding: Coding,
    #[values(false, true)] apart: bool,
) {
    let text = "（一）2025年10月整改12.5公里，“一窗受理”ABC。";
    let shown = if apart {
        let one = |c: char| format!("<{}> -20 ", coding.hex(&c.to_string()));
        format!("[{}] TJ", text.chars().map(one).collect::<String>())
    } else {
        format!("<{}> Tj", coding.hex(text))
    };
    let drawing = format!("BT /F 16 Tf 1 0 0 1 80 700 Tm {shown} ET\n");
    let reading = read(&file(coding, &[leaf(drawing)])).unwrap();
    assert_eq!(lines(&reading), [text]);
    assert_eq!(reading.flaws, []);
}

#[test]
fn broken_lines_are_joined_and_indents_stay() {
    assert_eq!(read_one(set(90.0, 740.0, &BODY)), READ);
}

#[test]
fn one_line_that_goes_on_tells_the_margin() {
    let short = [
        ">>问题一：学习制度不健全。",
        ">>整改情况：已制定制度，由专人负责，举办业务竞赛，",
        "3场次均已通报。",
        ">>问题二：台账不完整。",
        ">>整改情况：已补齐。",
    ];
    assert_eq!(
        read_one(set(90.0, 740.0, &short)),
        [
            "　　问题一：学习制度不健全。",
            "　　整改情况：已制定制度，由专人负责，举办业务竞赛，3场次均已通报。",
            "　　问题二：台账不完整。",
            "　　整改情况：已补齐。",
        ]
    );
}

#[test]
fn space_between_paragraphs_parts_them() {
    let full = "整改工作开展以来全镇上下同心协力逐项对照逐项落实。";
    let drawing: String = (0..5)
        .flat_map(|at| [(0.0, full), (26.0, "各项任务按时完成。")].map(|(down, text)| (at, down, text)))
        .map(|(at, down, text)| show(90.0, 740.0 - 70.0 * f64::from(at) - down, 16.0, text))
        .collect();
    assert_eq!(read_one(drawing), vec![format!("{full}各项任务按时完成。"); 5]);
}

#[test]
fn a_drawing_from_the_bottom_up_is_read_from_the_top() {
    let drawn = set(90.0, 740.0, &BODY);
    let turned: Vec<&str> = drawn.lines().rev().collect();
    assert_eq!(read_one(turned.join("\n")), READ);
}

#[test]
fn marks_drawn_apart_from_their_line_stand_in_it() {
    let drawing = show(90.0, 700.0, 16.0, "关于")
        + &show(154.0, 700.0, 16.0, "第一议题")
        + &show(234.0, 700.0, 16.0, "制度")
        + &show(138.0, 700.0, 16.0, "“")
        + &show(218.0, 700.0, 16.0, "”");
    assert_eq!(read_one(drawing), ["关于“第一议题”制度"]);
}

#[test]
fn what_is_drawn_twice_to_look_bold_is_read_once() {
    let drawing = show(90.0, 700.0, 16.0, "加粗标题")
        + &show(90.4, 700.2, 16.0, "加粗标题")
        + &format!("BT 2 Tr /F 16 Tf 1 0 0 1 90 600 Tm <{}> Tj 0 Tr ET", GBK_EUC.hex("描边标题"));
    assert_eq!(read_one(drawing), ["加粗标题", "描边标题"]);
}

#[test]
fn spaces_stand_between_latin_words_only() {
    let drawing = show(90.0, 700.0, 16.0, "按照 ISO 9001 标准")
        + &show(90.0, 600.0, 16.0, "通")
        + &show(154.0, 600.0, 16.0, "报")
        + &show(90.0, 500.0, 16.0, "投入")
        + &show(127.0, 500.0, 16.0, "23.6")
        + &show(164.0, 500.0, 16.0, "万元");
    assert_eq!(read_one(drawing), ["按照ISO 9001标准", "通报", "投入23.6万元"]);
}

const LEFT: [&str; 7] = [
    ">>一、左栏第一段文字，一",
    "直排到本栏右边，再换一行接",
    "着写，直到写完为止。",
    ">>二、左栏第二段文字，也",
    "是排到本栏右边，再换一行接",
    "着写，直到写完为止，并且本",
    "段最后一行要接到右栏去继续",
];

const RIGHT: [&str; 6] = [
    "写完。",
    ">>三、右栏第一段文字，一",
    "直排到本栏右边，再换一行接",
    "着写，直到写完为止，然后本",
    "段还有几行文字，仍要排到右",
    "边才算结束。",
];

#[rstest]
fn the_left_column_is_read_before_the_right(#[values(0, 1, 2)] way: usize) {
    let title = show(165.0, 760.0, 22.0, "关于两栏排版的情况通报");
    let foot = show(
        80.0,
        60.0,
        10.0,
        "本页脚注横跨两栏，所以要在两栏文字读完以后才读，它比任何一栏都宽得多，放在最后",
    );
    let (left, right) = (set(80.0, 700.0, &LEFT), set(308.0, 700.0, &RIGHT));
    let rows: String =
        left.lines().zip(right.lines().chain(["", ""])).map(|(a, b)| format!("{a}\n{b}\n")).collect();
    let drawing = match way {
        0 => title + &left + &right + &foot,
        1 => title + &rows + &foot,
        _ => foot + &right + &left + &title,
    };
    assert_eq!(
        read_one(drawing),
        [
            "关于两栏排版的情况通报",
            "　　一、左栏第一段文字，一直排到本栏右边，再换一行接着写，直到写完为止。",
            "　　二、左栏第二段文字，也是排到本栏右边，再换一行接着写，直到写完为止，并且本段最后一行要接到右栏去继续写完。",
            "　　三、右栏第一段文字，一直排到本栏右边，再换一行接着写，直到写完为止，然后本段还有几行文字，仍要排到右边才算结束。",
            "本页脚注横跨两栏，所以要在两栏文字读完以后才读，它比任何一栏都宽得多，放在最后",
        ]
    );
}

#[rstest]
#[case("— {} —")]
#[case("- {} -")]
#[case("第{}页 共3页")]
#[case("{}/3")]
#[case("{}")]
fn heads_and_page_numbers_are_left_out(#[case] number: &str) {
    let page = |at: usize, body: String| {
        let number = show(280.0, 60.0, 14.0, &number.replace("{}", &at.to_string()));
        leaf(number + &show(80.0, 800.0, 10.0, "云溪县政务公开") + &body)
    };
    let tops = ["（一）页首的标题", "（二）另一页首的标题"];
    let leaves = [
        page(1, set(90.0, 740.0, &BODY[..2])),
        page(2, set(90.0, 740.0, &BODY[2..]) + &show(122.0, 500.0, 16.0, tops[0])),
        page(3, show(122.0, 770.0, 16.0, tops[1]) + &show(380.0, 100.0, 16.0, "2026年3月5日")),
    ];
    let reading = read(&file(GBK_EUC, &leaves)).unwrap();
    let [first, second] = tops.map(|top| format!("　　{top}"));
    let all = pages(&reading);
    assert_eq!(all[0], [READ[0]]);
    assert_eq!(all[1], [READ[1], READ[2], &first]);
    assert_eq!(all[2], [&second, "2026年3月5日"]);
}

#[test]
fn a_line_that_is_repeated_where_other_text_stands_is_no_head() {
    let label = |at: usize, line: &str| {
        let more = show(122.0, 712.0, 16.0, &format!("第{at}页的正文。"));
        leaf(show(122.0, 740.0, 16.0, line) + &more)
    };
    let leaves = [label(1, "整改情况："), label(2, "整改情况："), label(3, "整改措施与时限：")];
    let all = read(&file(GBK_EUC, &leaves)).unwrap();
    let labels: Vec<String> = pages(&all).iter().map(|page| page[0].trim().to_owned()).collect();
    assert_eq!(labels, ["整改情况：", "整改情况：", "整改措施与时限："]);
}

#[test]
fn the_title_of_cards_is_kept_once() {
    let card = |at: usize| {
        let body = format!("第{at}张卡片上的文字，每张都不同。");
        leaf(show(210.0, 760.0, 22.0, "巡察整改情况卡") + &set(90.0, 700.0, &[&body, "整改情况：已完成。"]))
    };
    let reading = read(&file(GBK_EUC, &[card(1), card(2)])).unwrap();
    let titles = lines(&reading).into_iter().filter(|line| *line == "巡察整改情况卡").count();
    assert_eq!(titles, 1);
}

#[test]
fn vertical_lines_are_read_from_the_right() {
    let coding = Coding { cmap: "UniGB-UTF16-V", ..UTF16 };
    let column =
        |x: f64, text: &str| format!("BT /F 16 Tf 1 0 0 1 {x} 740 Tm <{}> Tj ET\n", coding.hex(text));
    let drawing = column(500.0, "关于整改情况的通报") + &column(460.0, "第二行竖排的文字。");
    let reading = read(&file(coding, &[leaf(drawing)])).unwrap();
    assert_eq!(lines(&reading), ["关于整改情况的通报", "第二行竖排的文字。"]);
}

#[test]
fn a_page_without_text_is_a_page() {
    let leaves =
        [leaf(show(90.0, 700.0, 16.0, "甲")), leaf(String::new()), leaf(show(90.0, 700.0, 16.0, "丙"))];
    let reading = read(&file(GBK_EUC, &leaves)).unwrap();
    assert_eq!(pages(&reading), [vec!["甲"], vec![], vec!["丙"]]);
}

/// The drawing of a page turned by quarter turns, counter-clockwise as it lies.
fn lying(drawing: &str, turn: u32) -> String {
    let matrix = match turn {
        90 => "0 1 -1 0 595 0",
        180 => "-1 0 0 -1 595 842",
        _ => "0 -1 1 0 0 842",
    };
    format!("q {matrix} cm\n{drawing}Q\n")
}

#[rstest]
fn a_turned_page_is_read_upright(#[values(90, 180, 270)] turn: u32, #[values(true, false)] told: bool) {
    let drawing = lying(&set(90.0, 540.0, &BODY), turn);
    let page = Leaf { rotate: if told { turn } else { 0 }, ..leaf(drawing) };
    let reading = read(&file(GBK_EUC, &[page])).unwrap();
    assert_eq!(lines(&reading), READ);
}

#[test]
fn a_watermark_is_no_text() {
    let mark = format!("BT /F 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{}> Tj ET\n", GBK_EUC.hex("内部资料"));
    assert_eq!(read_one(mark + &set(90.0, 740.0, &BODY)), READ);
}

#[test]
fn more_pages_than_the_limit_are_refused() {
    let leaves = vec![leaf(String::new()); MAX_PAGES + 1];
    let fault = read(&file(GBK_EUC, &leaves)).unwrap_err();
    assert_eq!(fault, crate::intake::Fault::Beyond(crate::intake::Limit::Size));
}
