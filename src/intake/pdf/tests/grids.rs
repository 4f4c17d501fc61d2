//! Ruled tables.

use super::{
    super::read,
    lines,
    paper::{GBK_EUC, Leaf, file, leaf, rule, show},
    tables,
};

/// The edges of the columns of all tables here.
const XS: [f64; 5] = [80.0, 120.0, 240.0, 400.0, 500.0];

/// All rules of a grid between these heights.
fn grid(ys: &[f64]) -> String {
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    let across = ys.iter().map(|y| rule(80.0, *y, 500.0, *y));
    across.chain(XS.iter().map(|x| rule(*x, bottom, *x, top))).collect()
}

/// The lines of a row's cells from `top`, drawn line by line over all cells.
fn row(top: f64, cells: [&[&str]; 4]) -> String {
    let most = cells.iter().map(|lines| lines.len()).max().unwrap();
    let place = |at: usize, column: usize| {
        let line = cells[column].get(at)?;
        Some(show(XS[column] + 3.0, top - 14.0 - 16.0 * at as f64, 12.0, line))
    };
    (0..most).flat_map(|at| (0..4).filter_map(move |column| place(at, column))).collect()
}

const HEAD: [&[&str]; 4] = [&["序号"], &["问题"], &["整改措施"], &["责任单位"]];

fn read_pages(leaves: &[Leaf]) -> crate::intake::Reading {
    read(&file(GBK_EUC, leaves)).unwrap()
}

#[test]
fn wrapped_cells_do_not_mix() {
    let drawing = show(90.0, 780.0, 16.0, "整改台账")
        + &grid(&[760.0, 740.0, 680.0])
        + &row(760.0, HEAD)
        + &row(
            740.0,
            [
                &["1"],
                &["会议制度落实不够", "到位"],
                &["1.修订制度。", "2.每月召开一次例会，", "由专人记录"],
                &["办公室"],
            ],
        )
        + &show(90.0, 640.0, 16.0, "以上予以公布。");
    let reading = read_pages(&[leaf(drawing)]);
    assert_eq!(
        tables(&reading),
        [[
            vec!["序号", "问题", "整改措施", "责任单位"],
            vec!["1", "会议制度落实不够到位", "1.修订制度。\n2.每月召开一次例会，由专人记录", "办公室"],
        ]]
    );
    assert_eq!(
        lines(&reading),
        [
            "整改台账",
            "序号\t问题\t整改措施\t责任单位",
            "1\t会议制度落实不够到位\t1.修订制度。",
            "2.每月召开一次例会，由专人记录\t办公室",
            "以上予以公布。",
        ]
    );
}

#[test]
fn missing_rules_merge_cells() {
    let (a, b, c) = (760.0, 740.0, 720.0);
    let (d, e) = (700.0, 680.0);
    let across = [a, b, d, e].map(|y| rule(80.0, y, 500.0, y)).concat() + &rule(240.0, c, 500.0, c);
    let down = [80.0, 500.0].map(|x| rule(x, a, x, e)).concat()
        + &[120.0, 240.0].map(|x| rule(x, a, x, d)).concat()
        + &rule(400.0, a, 400.0, e);
    let drawing = across
        + &down
        + &row(a, HEAD)
        + &row(b, [&["1"], &["台账不全"], &["补齐"], &["财政所"]])
        + &row(c, [&[], &[], &["清理"], &["农经站"]])
        + &row(d, [&["合计"], &[], &[], &["2项"]]);
    assert_eq!(
        tables(&read_pages(&[leaf(drawing)])),
        [[
            vec!["序号", "问题", "整改措施", "责任单位"],
            vec!["1", "台账不全", "补齐", "财政所"],
            vec!["^", "^", "清理", "农经站"],
            vec!["合计", "<", "<", "2项"],
        ]]
    );
}

#[test]
fn thin_boxes_and_frames_are_rules() {
    let thin = |x: f64, y: f64, wide: f64, high: f64| format!("{x} {y} {wide} {high} re f\n");
    let boxes = [760.0, 740.0, 720.0].map(|y| thin(80.0, y, 420.0, 0.5)).concat()
        + &XS.map(|x| thin(x, 720.0, 0.5, 40.0)).concat();
    let cells = XS
        .windows(2)
        .flat_map(|pair| [720.0, 740.0].map(|y| format!("{} {y} {} 20 re S\n", pair[0], pair[1] - pair[0])));
    for ruling in [boxes, cells.collect()] {
        let drawing = ruling + &row(760.0, HEAD) + &row(740.0, [&["1"], &["甲"], &["乙"], &["丙"]]);
        assert_eq!(
            tables(&read_pages(&[leaf(drawing)])),
            [[vec!["序号", "问题", "整改措施", "责任单位"], vec!["1", "甲", "乙", "丙"]]]
        );
    }
}

#[test]
fn a_table_goes_on_over_the_page() {
    let number = |at: usize| show(290.0, 50.0, 12.0, &format!("— {at} —"));
    let first = grid(&[140.0, 120.0, 80.0])
        + &row(140.0, HEAD)
        + &row(
            120.0,
            [&["1"], &["会议制度不到位"], &["修订制度，每月召开一", "次例会，由专人负责记"], &["办公室"]],
        )
        + &number(1);
    let second = grid(&[780.0, 760.0, 740.0, 720.0])
        + &row(780.0, HEAD)
        + &row(760.0, [&[], &[], &["录并归档。"], &[]])
        + &row(740.0, [&["2"], &["台账不全"], &["补齐。"], &["财政所"]])
        + &number(2);
    assert_eq!(
        tables(&read_pages(&[leaf(first), leaf(second)])),
        [[
            vec!["序号", "问题", "整改措施", "责任单位"],
            vec!["1", "会议制度不到位", "修订制度，每月召开一次例会，由专人负责记录并归档。", "办公室"],
            vec!["2", "台账不全", "补齐。", "财政所"],
        ]]
    );
}

#[test]
fn a_row_that_no_rule_closes_goes_on() {
    let open = |ys: &[f64], top: f64, bottom: f64| {
        let across: String = ys.iter().map(|y| rule(80.0, *y, 500.0, *y)).collect();
        across + &XS.map(|x| rule(x, bottom, x, top)).concat()
    };
    let first = open(&[140.0, 120.0], 140.0, 80.0)
        + &row(140.0, HEAD)
        + &row(120.0, [&["1"], &["会议制度"], &["修订制度，每月召开一"], &["党政"]]);
    let second = open(&[760.0, 740.0], 780.0, 740.0)
        + &row(780.0, [&[], &["不到位"], &["次例会。"], &["办公室"]])
        + &row(760.0, [&["2"], &["台账不全"], &["补齐。"], &["财政所"]]);
    assert_eq!(
        tables(&read_pages(&[leaf(first), leaf(second)])),
        [[
            vec!["序号", "问题", "整改措施", "责任单位"],
            vec!["1", "会议制度不到位", "修订制度，每月召开一次例会。", "党政办公室"],
            vec!["2", "台账不全", "补齐。", "财政所"],
        ]]
    );
}

#[test]
fn a_head_under_a_title_is_repeated_and_one_cell_goes_on() {
    let first = rule(80.0, 160.0, 500.0, 160.0)
        + &rule(80.0, 140.0, 80.0, 160.0)
        + &rule(500.0, 140.0, 500.0, 160.0)
        + &show(200.0, 146.0, 12.0, "附件1：整改台账")
        + &grid(&[140.0, 120.0, 80.0])
        + &row(140.0, HEAD)
        + &row(
            120.0,
            [&["1"], &["会议制度不到位"], &["修订制度，每月召开一", "次例会，由专人负责记"], &["办公室"]],
        );
    let second = show(270.0, 786.0, 12.0, "（续表）")
        + &grid(&[780.0, 760.0, 740.0])
        + &row(780.0, HEAD)
        + &row(760.0, [&[], &[], &["录并归档。"], &[]]);
    let third = grid(&[780.0, 760.0])
        + &row(780.0, [&[], &[], &["2.通报检查结果。"], &[]])
        + &show(90.0, 700.0, 16.0, "以上予以公布。");
    let reading = read_pages(&[leaf(first), leaf(second), leaf(third)]);
    assert_eq!(
        tables(&reading),
        [[
            vec!["附件1：整改台账", "<", "<", "<"],
            vec!["序号", "问题", "整改措施", "责任单位"],
            vec![
                "1",
                "会议制度不到位",
                "修订制度，每月召开一次例会，由专人负责记录并归档。\n2.通报检查结果。",
                "办公室"
            ],
        ]]
    );
    assert_eq!(lines(&reading).last(), Some(&"以上予以公布。"));
}

#[test]
fn cells_without_rules_are_kept_together() {
    let drawing = show(90.0, 700.0, 16.0, "左边的格子里有")
        + &show(90.0, 680.0, 16.0, "两行文字")
        + &show(218.0, 700.0, 16.0, "右边的格子里也")
        + &show(218.0, 680.0, 16.0, "有两行");
    assert_eq!(
        lines(&read_pages(&[leaf(drawing)])),
        ["左边的格子里有", "两行文字", "右边的格子里也", "有两行"]
    );
}

#[test]
fn open_sides_are_sides() {
    let across = [760.0, 740.0, 720.0].map(|y| rule(80.0, y, 500.0, y)).concat();
    let down = [120.0, 240.0, 400.0].map(|x| rule(x, 720.0, x, 760.0)).concat();
    let drawing = across + &down + &row(760.0, HEAD) + &row(740.0, [&["1"], &["甲"], &["乙"], &["丙"]]);
    assert_eq!(
        tables(&read_pages(&[leaf(drawing)])),
        [[vec!["序号", "问题", "整改措施", "责任单位"], vec!["1", "甲", "乙", "丙"]]]
    );
}

#[test]
fn a_frame_around_text_is_no_table() {
    let drawing = "60 60 475 720 re S\n60 400 m 535 400 l S\n".to_owned()
        + &show(90.0, 740.0, 16.0, "框内的正文第一行")
        + &show(90.0, 300.0, 16.0, "框内的正文第二行");
    let reading = read_pages(&[leaf(drawing)]);
    assert_eq!(tables(&reading), Vec::<Vec<Vec<&str>>>::new());
    assert_eq!(lines(&reading), ["框内的正文第一行", "框内的正文第二行"]);
}
