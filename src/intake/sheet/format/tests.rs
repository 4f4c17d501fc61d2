use rstest::rstest;

use super::*;

/// 2025-06-30, a Monday.
const DAY: f64 = 45838.0;

#[rstest]
#[case("General", 0.0, "0")]
#[case("General", 5.0, "5")]
#[case("General", -5.5, "-5.5")]
#[case("General", 0.1 + 0.2, "0.3")]
#[case("General", 1.0 / 3.0, "0.333333333")]
#[case("General", 200.0 / 3.0, "66.66666667")]
#[case("General", 0.0001, "0.0001")]
#[case("General", 0.000_012, "1.2E-05")]
#[case("General", 12_345_678_901_234.0, "12345678901234")]
#[case("General", 1.5e20, "1.5E+20")]
#[case("G/通用格式", 3.0, "3")]
#[case("General\"项\"", -12.0, "-12项")]
#[case("0", 2.5, "3")]
#[case("0", -2.5, "-3")]
#[case("0", -0.4, "0")]
#[case("00000", 42.0, "00042")]
#[case("0.00", 2.675, "2.68")]
#[case("0.0#", 2.5, "2.5")]
#[case("0.##", 5.0, "5")]
#[case("#", 0.0, "")]
#[case("0%", 0.85, "85%")]
#[case("0.0%", 0.0, "0.0%")]
#[case("0.00%", 1.0 / 3.0, "33.33%")]
#[case("#,##0", 1_234_567.0, "1,234,567")]
#[case("#,##0", 12.0, "12")]
#[case("#,##0.00", 1234.5, "1,234.50")]
#[case("#,##0.00", 999.999, "1,000.00")]
#[case("0.0,", 12_345.0, "12.3")]
#[case("0!.0,\"万\"", 12_345.0, "1.2万")]
#[case("#,##0;[Red]-#,##0", -1234.0, "-1,234")]
#[case("#,##0_);(#,##0)", -1234.0, "(1,234)")]
#[case("0;-0;\"无\";@", 0.0, "无")]
#[case("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", 1234.5, "¥1,234.50")]
#[case("[$¥-804]#,##0.00", 5.0, "¥5.00")]
#[case("[>=100]\"多\"0;[<0]\"负\"0;\"少\"0", 120.0, "多120")]
#[case("[>=100]\"多\"0;[<0]\"负\"0;\"少\"0", 20.0, "少20")]
#[case("\"第\"0\"号\"", 7.0, "第7号")]
#[case("0000\"-\"0000", 12_345_678.0, "1234-5678")]
#[case("000-0000", 5_551_234.0, "555-1234")]
#[case("0.00E+00", 12_345.0, "1.23E+04")]
#[case("@", 12.0, "12")]
#[case(";;;", 12.0, "")]
#[case("[DBNum1][$-804]General", 123.0, "一百二十三")]
#[case("[DBNum2][$-804]General", 15.0, "壹拾伍")]
#[case("[DBNum1]0", 25.0, "二五")]
#[case("# ?/?", 0.5, "0.5")]
fn numbers_are_shown_as_in_the_cell(#[case] code: &str, #[case] value: f64, #[case] shown: &str) {
    assert_eq!(Code::new(code).number(value, false), shown);
}

#[rstest]
#[case("yyyy\"年\"m\"月\"d\"日\"", DAY, "2025年6月30日")]
#[case("[$-804]yyyy\"年\"m\"月\"d\"日\";@", DAY, "2025年6月30日")]
#[case("yyyy年mm月dd日", DAY, "2025年06月30日")]
#[case("yyyy\\年m\\月", DAY, "2025年6月")]
#[case("yy\"年\"m\"月\"", DAY, "2025年6月")]
#[case("yyyy\\-mm\\-dd", DAY, "2025-06-30")]
#[case("yyyy-mm-dd hh:mm:ss", DAY, "2025-06-30")]
#[case("yyyy-mm-dd hh:mm:ss", DAY + 0.604_166_666_7, "2025-06-30 14:30:00")]
#[case("yyyy/m/d h:mm", DAY + 0.5, "2025/6/30 12:00")]
#[case("yyyy.mm.dd", DAY, "2025.06.30")]
#[case("yyyy.m", DAY, "2025.6")]
#[case("m\"月\"d\"日\"", DAY, "6月30日")]
#[case("mm-dd-yy", DAY, "2025-06-30")]
#[case("m/d/yy", DAY, "2025/6/30")]
#[case("dd/mm/yyyy", DAY, "2025/6/30")]
#[case("[$-409]d-mmm-yy;@", DAY, "2025-06-30")]
#[case("[$-409]mmmm d, yyyy", DAY, "2025/6/30")]
#[case("mmm-yy", DAY, "2025年6月")]
#[case("[$-F800]dddd, mmmm dd, yyyy", DAY, "2025年6月30日")]
#[case("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", DAY, "二〇二五年六月三十日")]
#[case("e\"年\"m\"月\"d\"日\"", DAY, "2025年6月30日")]
#[case("yyyy\"年\"m\"月\"d\"日\" aaaa", DAY, "2025年6月30日 星期一")]
#[case("h:mm", 0.604_166_666_7, "14:30")]
#[case("h:mm AM/PM", 0.604_166_666_7, "2:30 下午")]
#[case("上午/下午h\"时\"mm\"分\"", 0.0, "上午12时00分")]
#[case("[h]:mm:ss", 1.5, "36:00:00")]
#[case("mm:ss.0", 60.5 / 86_400.0, "01:00.5")]
#[case("yyyy/m/d", 0.0, "1900/1/0")]
#[case("yyyy/m/d", 1.0, "1900/1/1")]
#[case("yyyy/m/d", 59.0, "1900/2/28")]
#[case("yyyy/m/d", 60.0, "1900/2/29")]
#[case("yyyy/m/d", 61.0, "1900/3/1")]
#[case("yyyy/m/d", 45_351.0, "2024/2/29")]
#[case("yyyy/m/d", 2_958_465.0, "9999/12/31")]
#[case("yyyy/m/d", 2_958_466.0, "2958466")]
#[case("yyyy/m/d", -1.0, "-1")]
#[case("yyyy/m/d h:mm:ss", DAY - 1e-9, "2025/6/30")]
fn dates_are_shown_so_that_they_read_one_way(#[case] code: &str, #[case] value: f64, #[case] shown: &str) {
    assert_eq!(Code::new(code).number(value, false), shown);
}

#[test]
fn a_workbook_may_count_from_1904() {
    assert_eq!(Code::new("yyyy-mm-dd").number(DAY - 1462.0, true), "2025-06-30");
}

#[rstest]
#[case("General", "文", "文")]
#[case("@", "文", "文")]
#[case("0;0;0;\"附件\"@", "三", "附件三")]
#[case("\"问题\"@", "一", "问题一")]
#[case(";;;", "文", "文")]
fn texts_keep_what_stands(#[case] code: &str, #[case] text: &str, #[case] shown: &str) {
    assert_eq!(Code::new(code).text(text), shown);
}

#[test]
fn any_code_and_number_gives_a_text() {
    let codes = [
        "\"", "\\", "[", "[$", "_", "*", "[>]0", "[<1", "E+", "0E+", ".", ",", "%%%", "/", "0/", "a",
        "[hhhhhh]",
    ];
    let values = [f64::NAN, f64::INFINITY, f64::MIN, f64::MAX, f64::MIN_POSITIVE, -0.0, 1e300];
    for code in codes {
        for value in values {
            let _ = Code::new(code).number(value, true);
        }
    }
    assert_eq!(Code::new(&"0".repeat(100_000)).number(1.0, false).len(), 255);
}

#[rstest]
#[case("2025-06-30", Some(DAY))]
#[case("2025-06-30T12:00:00.000", Some(DAY + 0.5))]
#[case("2024-02-29T00:00:00Z", Some(45_351.0))]
#[case("1900-03-01", Some(61.0))]
#[case("1900-02-28", Some(59.0))]
#[case("1900-01-01", Some(1.0))]
#[case("1899-12-31", None)]
#[case("2025-13-01", None)]
#[case("2025", None)]
#[case("", None)]
fn days_of_the_calendar_have_a_serial_number(#[case] text: &str, #[case] expected: Option<f64>) {
    assert_eq!(serial(text), expected);
}
