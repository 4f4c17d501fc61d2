//! Titles, tables and notes on one sheet.

use super::{build::Builder, read, shown};

fn laid_out(rows: &[&str], merged: &[&str]) -> Vec<String> {
    shown(&read(&Builder::default().rows("甲", rows, merged).bytes()))
}

#[test]
fn a_title_stands_above_and_notes_below() {
    let rows = [
        "",
        " | 某局整改台账",
        " | （2025年第二季度）",
        " | 填报单位：| 某局 | | 填报时间：2025年6月",
        " | 序号 | 问题 | 措施 | 结果",
        " | 1 | 学习不深入 | 开会 | 已完成",
        " | 2 | 制度不落实 | 发文 | 正在整改",
        " | 3",
        " | 注：本表一式两份。",
        "",
        " | 填报人：甲某 | | 审核人：乙某",
    ];
    assert_eq!(
        laid_out(&rows, &["B2:E2", "B3:E3"]),
        [
            "某局整改台账",
            "（2025年第二季度）",
            "填报单位：某局",
            "填报时间：2025年6月",
            "| 序号 | 问题 | 措施 | 结果 |",
            "| 1 | 学习不深入 | 开会 | 已完成 |",
            "| 2 | 制度不落实 | 发文 | 正在整改 |",
            "| 3 |  |  |  |",
            "--",
            "注：本表一式两份。",
            "填报人：甲某",
            "审核人：乙某",
        ]
    );
}

#[test]
fn groups_and_empty_rows_do_not_part_a_table() {
    let rows = [
        "序号 | 问题 | 措施 | 结果",
        "一、政治建设方面",
        "1 | 学习不深入 | 开会 | 已完成",
        "",
        "二、组织建设方面",
        "2 | 换届不及时 | 换届 | 已完成",
        " | | 再次督促",
        "",
        "3 | 台账不全 | 补齐 | 已完成",
    ];
    let found = laid_out(&rows, &["A2:D2"]);
    assert_eq!(
        found,
        [
            "| 序号 | 问题 | 措施 | 结果 |",
            "| 一、政治建设方面 | > | > | > |",
            "| 1 | 学习不深入 | 开会 | 已完成 |",
            "| 二、组织建设方面 |  |  |  |",
            "| 2 | 换届不及时 | 换届 | 已完成 |",
            "|  |  | 再次督促 |  |",
            "| 3 | 台账不全 | 补齐 | 已完成 |",
            "--",
        ]
    );
}

#[test]
fn two_tables_are_parted_by_a_head_of_their_own() {
    let rows = [
        "附表一",
        "序号 | 问题 | 措施",
        "1 | 学习不深入 | 开会",
        "说明：附表一完。",
        "附表二",
        "序号 | 线索 | 处置",
        "1 | 超标准接待 | 已立案",
        "序号 | 线索 | 处置",
        "2 | 公车私用 | 已办结",
        "",
        "单位 | 电话",
        "办公室 | 0000-1234567",
    ];
    assert_eq!(
        laid_out(&rows, &[]),
        [
            "附表一",
            "| 序号 | 问题 | 措施 |",
            "| 1 | 学习不深入 | 开会 |",
            "--",
            "说明：附表一完。",
            "附表二",
            "| 序号 | 线索 | 处置 |",
            "| 1 | 超标准接待 | 已立案 |",
            "--",
            "| 序号 | 线索 | 处置 |",
            "| 2 | 公车私用 | 已办结 |",
            "--",
            "| 单位 | 电话 |",
            "| 办公室 | 0000-1234567 |",
            "--",
        ]
    );
}

#[test]
fn a_sheet_without_a_table_is_paragraphs() {
    let rows = ["关于整改情况的通报", "", "一、基本情况", " | 2025年以来，某局抓好整改。", "二、下一步打算"];
    assert_eq!(
        laid_out(&rows, &["A1:H1"]),
        ["关于整改情况的通报", "一、基本情况", "2025年以来，某局抓好整改。", "二、下一步打算"]
    );
}

#[test]
fn a_form_of_labels_is_a_table_of_two_columns() {
    let rows = ["问题整改情况表", "问题 | 学习不深入", "措施 | 开会。发文。", "结果 | 已完成"];
    assert_eq!(
        laid_out(&rows, &[]),
        ["问题整改情况表", "| 问题 | 学习不深入 |", "| 措施 | 开会。发文。 |", "| 结果 | 已完成 |", "--"]
    );
}

#[test]
fn a_row_that_is_not_filled_in_is_no_note() {
    let rows = ["问题 | 措施", "学习不深入不扎实 | 开会", "制度不落实不到位"];
    assert_eq!(laid_out(&rows, &[]).len(), 4);
    let rows = ["序号 | 问题", "1 | 学习不深入", "合计一个问题"];
    assert_eq!(laid_out(&rows, &[])[3], "合计一个问题");
}

#[test]
fn merged_cells_go_on_and_columns_without_text_fall_away() {
    let rows = ["序号 | 问题 | | 措施", "1 | 学习不深入 | | 开会", " | | | 发文", "", " | | | 通报"];
    let merged = ["B1:C1", "B2:C5", "A2:A5", "X1:Z9", "D2:D2", "A1:A1"];
    assert_eq!(
        laid_out(&rows, &merged),
        ["| 序号 | 问题 | 措施 |", "| 1 | 学习不深入 | 开会 |", "| ^ | ^ | 发文 |", "| ^ | ^ | 通报 |", "--"]
    );
}

#[test]
fn what_stands_under_a_merged_cell_is_not_seen() {
    assert_eq!(
        laid_out(&["甲 | 乙", "一 | 二", "三 | 四"], &["A2:A3"]),
        ["| 甲 | 乙 |", "| 一 | 二 |", "| ^ | 四 |", "--"]
    );
}

#[test]
fn sheets_are_named_where_there_are_several() {
    let one = Builder::default().rows("表一", &["甲"], &[]).rows("空", &[], &[]);
    assert_eq!(shown(&read(&one.bytes())), ["甲"]);
    let two = one.rows("表二", &["乙"], &[]);
    assert_eq!(shown(&read(&two.bytes())), ["表一", "甲", "表二", "乙"]);
}
