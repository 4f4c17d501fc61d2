//! Workbooks that programs made; see `tests/fixtures/README.md`.

use rstest::rstest;

use super::{read, shown};
use crate::intake::Flaw;

/// The same ledger by openpyxl, which stores no results of formulas, and as LibreOffice saves it.
#[rstest]
#[case(include_bytes!("../../../../tests/fixtures/sheet/ledger.openpyxl.xlsx"), "")]
#[case(include_bytes!("../../../../tests/fixtures/sheet/ledger.lo.xlsx"), "25.00")]
#[case(include_bytes!("../../../../tests/fixtures/sheet/ledger.lo.xls"), "25.00")]
fn a_ledger_is_read_as_it_is_seen(#[case] bytes: &[u8], #[case] formula: &str) {
    let document = read(bytes);
    let row = format!(
        "| 2 | 苗木采购把关不严 | 完善采购制度。 | {formula} | 计划财务科 | 2025年12月 | 85.5% | 正在整改 |"
    );
    assert_eq!(
        shown(&document),
        [
            "整改台账",
            "青梧市园林绿化局巡察整改台账",
            "填报单位：青梧市园林绿化局",
            "填报日期：2025年6月30日",
            "| 序号 | 反馈问题 | 整改措施 | > | 责任科室 | 整改时限 | 完成率 | 整改结果 |",
            "| ^ | ^ | 具体措施 | 投入（万元） | ^ | ^ | ^ | ^ |",
            "| 一、履行主体责任方面 | > | > | > | > | > | > | > |",
            "| 1 | 养护合同履约监管流于形式 | 一是修订考核办法。/二是约谈企业5家。 | 12.50 | 养护管理中心 \
             | 2025-06-30 | 100.0% | 已完成 |",
            "| ^ | ^ | 三是公布考核结果。 | 1,234.50 | ^ | ^ | 100.0% | ^ |",
            &row,
            "--",
            "填报人：甲某",
            "审核人：乙某",
            "说明",
            "编制说明",
            "一、本台账由各科室填报。",
            "二、每月更新一次。",
        ]
    );
    let mut flaws = vec![Flaw::HiddenSheets(vec!["内部说明".to_owned()])];
    flaws.extend(formula.is_empty().then_some(Flaw::UncountedFormulas(1)));
    assert_eq!(document.flaws, flaws);
}
