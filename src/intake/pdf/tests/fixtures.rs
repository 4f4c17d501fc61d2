//! Files of office programs; how they were made stands in `tests/fixtures/README.md`.

use std::path::Path;

use rstest::rstest;

use super::{super::read, lines, tables};
use crate::intake::{Fault, Format, Reading};

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf");
    std::fs::read(folder.join(name)).unwrap()
}

/// The lines of the notice: its title, its paragraphs, its signature and date.
fn notice() -> Vec<String> {
    String::from_utf8(bytes("notice.txt")).unwrap().lines().map(str::to_owned).collect()
}

/// The lines of a reading without those of its tables.
fn prose(reading: &Reading) -> Vec<&str> {
    let composed = &reading.composed;
    let Some(table) = composed.form.tables.first() else { return lines(reading) };
    let before = composed.text.get(..table.span.start).unwrap();
    let after = composed.text.get(table.span.end..).unwrap();
    before.lines().chain(after.lines()).collect()
}

const TABLE: [[&str; 5]; 6] = [
    ["序号", "反馈问题", "整改措施", "责任单位", "完成情况"],
    [
        "1",
        "“第一议题”制度落实不到位，学习内容与本镇实际结合不紧",
        "1.修订完善组织生活制度，明确每月10日为固定学习日，由组织委员逐月检查。\n2.对照台账逐项核对，补齐缺失的记录。",
        "党政办公室",
        "已完成",
    ],
    [
        "2",
        "河道管护责任压得不实，南溪沿线垃圾清理不及时",
        "重新划定12.5公里河道的管护责任段，落实村级河长9名、保洁员14名。",
        "农业农村办公室",
        "已完成",
    ],
    ["^", "^", "建立“日清理、周检查、月通报”机制，公开监督电话。", "综合执法队", "已完成"],
    [
        "3",
        "集体资产管理不规范，部分村合同台账不全",
        "对13个村的集体经济合同进行全面清理，补签规范合同31份，收回拖欠承包款18.7万元。",
        "财政所",
        "正在整改",
    ],
    ["合计", "3项", "<", "<", "已完成2项，正在整改1项"],
];

/// `title` is on how many lines the title is printed.
#[rstest]
#[case("weasyprint.pdf", 1)]
#[case("chromium.pdf", 1)]
#[case("fpdf2.pdf", 1)]
#[case("libreoffice.pdf", 2)]
#[case("ghostscript.pdf", 2)]
#[case("reportlab.pdf", 2)]
#[case("open-aes256.pdf", 2)]
#[case("open-rc4.pdf", 2)]
fn a_notice_is_the_same_by_whatever_program(#[case] name: &str, #[case] title: usize) {
    let reading = read(&bytes(name)).unwrap();
    let (notice, prose) = (notice(), prose(&reading));
    assert_eq!(prose[..title].concat(), notice[0]);
    let shown: Vec<&str> = prose[title..].iter().map(|line| line.trim_start_matches('\u{3000}')).collect();
    assert_eq!(shown, notice[1..]);
    // Headings are indented by every program.
    assert_eq!(prose[title + 1], "\u{3000}\u{3000}一、反馈问题整改落实情况");
    assert_eq!(prose[prose.len() - 1], "2026年3月5日");
    assert_eq!(tables(&reading), [TABLE]);
    assert_eq!(reading.flaws, []);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let reading = read(&bytes("weasyprint-columns.pdf")).unwrap();
    let shown: Vec<&str> = lines(&reading).iter().map(|line| line.trim_start_matches('\u{3000}')).collect();
    // The head of the one page is told by its size and place.
    assert_eq!(shown, notice());
}

#[test]
fn glyphs_that_are_drawings_are_read() {
    let reading = read(&bytes("chromium-type3.pdf")).unwrap();
    let notice = notice();
    let indented = |at: usize| format!("\u{3000}\u{3000}{}", notice[at]);
    let [signed, date] = [&notice[13], &notice[14]];
    assert_eq!(lines(&reading), [&notice[0], &indented(1), &indented(2), signed, date]);
}

#[test]
fn a_password_locks_a_file() {
    assert_eq!(read(&bytes("locked.pdf")), Err(Fault::Locked(Format::Pdf)));
}

#[rstest]
#[case("weasyprint.pdf")]
#[case("reportlab.pdf")]
fn cut_and_damaged_files_never_break_off_the_reader(#[case] name: &str) {
    let whole = bytes(name);
    for part in 1..12 {
        let _ = read(&whole[..whole.len() * part / 12]);
        let mut bytes = whole.clone();
        let hole = whole.len() * part / 12;
        bytes[hole..(hole + 512).min(whole.len())].fill(0);
        let _ = read(&bytes);
    }
}
