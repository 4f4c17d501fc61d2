use jiff::civil::date as d;
use rstest::rstest;

use super::*;

/// A Sunday.
const TODAY: Date = d(2026, 11, 22);

#[rstest]
#[case("2026-12-31", d(2026, 12, 31))]
#[case(" 2026/1/5 ", d(2026, 1, 5))]
#[case("2026.12.31", d(2026, 12, 31))]
#[case("20261231", d(2026, 12, 31))]
#[case("2026年12月31日", d(2026, 12, 31))]
#[case("２０２６年 12 月 31 号前", d(2026, 12, 31))]
#[case("2026年12月31日之前", d(2026, 12, 31))]
#[case("2027-02", d(2027, 2, 28))]
#[case("2028年2月底", d(2028, 2, 29))]
#[case("2027年", d(2027, 12, 31))]
#[case("2027年底前", d(2027, 12, 31))]
#[case("12-31", d(2026, 12, 31))]
#[case("1-5", d(2027, 1, 5))]
#[case("11-22", d(2026, 11, 22))]
#[case("2月29日", d(2028, 2, 29))]
#[case("12月底", d(2026, 12, 31))]
#[case("10月", d(2027, 10, 31))]
#[case("11月底", d(2026, 11, 30))]
#[case("25日", d(2026, 11, 25))]
#[case("20号", d(2026, 12, 20))]
#[case("31日", d(2026, 12, 31))]
#[case("+30d", d(2026, 12, 22))]
#[case("+30", d(2026, 12, 22))]
#[case("30D", d(2026, 12, 22))]
#[case("30天", d(2026, 12, 22))]
#[case("30天后", d(2026, 12, 22))]
#[case("30日内", d(2026, 12, 22))]
#[case("2w", d(2026, 12, 6))]
#[case("两周", d(2026, 12, 6))]
#[case("3个月", d(2027, 2, 22))]
#[case("3个月内", d(2027, 2, 22))]
#[case("半年", d(2027, 5, 22))]
#[case("1y", d(2027, 11, 22))]
#[case("1年后", d(2027, 11, 22))]
#[case("-7d", d(2026, 11, 15))]
#[case("7天前", d(2026, 11, 15))]
#[case("3个月前", d(2026, 8, 22))]
#[case("今天", TODAY)]
#[case("tomorrow", d(2026, 11, 23))]
#[case("后天", d(2026, 11, 24))]
#[case("月底", d(2026, 11, 30))]
#[case("月底前", d(2026, 11, 30))]
#[case("下月底", d(2026, 12, 31))]
#[case("季末", d(2026, 12, 31))]
#[case("下季度末", d(2027, 3, 31))]
#[case("年中", d(2027, 6, 30))]
#[case("年底", d(2026, 12, 31))]
#[case("EOY", d(2026, 12, 31))]
#[case("明年底", d(2027, 12, 31))]
#[case("周五", d(2026, 11, 27))]
#[case("周日", TODAY)]
#[case("下周一", d(2026, 11, 23))]
#[case("下周五", d(2026, 11, 27))]
#[case("周末", TODAY)]
fn reads(#[case] text: &str, #[case] want: Date) {
    assert_eq!(day(text, TODAY), Ok(want));
}

#[rstest]
#[case("", Why::NotUnderstood)]
#[case("soon", Why::NotUnderstood)]
#[case("30", Why::NotUnderstood)]
#[case("2026-13-01", Why::NoSuchDay)]
#[case("2026-02-30", Why::NoSuchDay)]
#[case("2-30", Why::NoSuchDay)]
#[case("13月", Why::NoSuchDay)]
#[case("32日", Why::NoSuchDay)]
#[case("2026-12/31", Why::NotUnderstood)]
#[case("+99999y", Why::NoSuchDay)]
#[case("+9999999999d", Why::NotUnderstood)]
#[case("3天5", Why::NotUnderstood)]
#[case("2024111日", Why::NotUnderstood)]
#[case("周八", Why::NotUnderstood)]
fn refuses(#[case] text: &str, #[case] why: Why) {
    assert_eq!(day(text, TODAY), Err(DateError { text: text.to_owned(), why }));
}

#[rstest]
#[case("overdue", DueFilter::Overdue)]
#[case(" 逾期 ", DueFilter::Overdue)]
#[case("none", DueFilter::Absent)]
#[case("无", DueFilter::Absent)]
#[case("30d", DueFilter::Within(30))]
#[case("30天", DueFilter::Within(30))]
#[case("月底", DueFilter::Within(8))]
#[case("今天", DueFilter::Within(0))]
#[case("2026-01-01..2026-06-30", DueFilter::Between(Some(d(2026, 1, 1)), Some(d(2026, 6, 30))))]
#[case("1-1..6月底", DueFilter::Between(Some(d(2026, 1, 1)), Some(d(2026, 6, 30))))]
#[case("..2026-06-30", DueFilter::Between(None, Some(d(2026, 6, 30))))]
#[case("-30d..", DueFilter::Between(Some(d(2026, 10, 23)), None))]
#[case("1月1日至6月30日", DueFilter::Between(Some(d(2026, 1, 1)), Some(d(2026, 6, 30))))]
fn asks(#[case] text: &str, #[case] want: DueFilter) {
    assert_eq!(due_filter(text, TODAY), Ok(want));
}

#[rstest]
#[case("..", Why::NotUnderstood)]
#[case("whenever", Why::NotUnderstood)]
#[case("2026-02-30..", Why::NoSuchDay)]
#[case("2026-06-30..2026-01-01", Why::Backwards)]
#[case("2026-01-01", Why::Backwards)]
fn asks_nothing(#[case] text: &str, #[case] why: Why) {
    assert_eq!(due_filter(text, TODAY), Err(DateError { text: text.to_owned(), why }));
}

proptest::proptest! {
    #[test]
    fn never_fails_otherwise(text in "[-+0-9./年月日天周底前后内个末下本dwmy. ]{0,12}") {
        let _ = day(&text, TODAY);
        let _ = due_filter(&text, TODAY);
    }

    #[test]
    fn a_printed_day_is_read_again(days in 0i64..100_000) {
        let want = d(1900, 1, 1).checked_add(days.days()).unwrap();
        proptest::prop_assert_eq!(day(&want.to_string(), TODAY), Ok(want));
    }
}

#[test]
fn a_day_far_ahead_is_no_fault() {
    let today = "2026-11-23".parse().unwrap();
    let last = "9999-12-31".parse().unwrap();
    assert_eq!(due_filter("9999-12-31", today), Ok(DueFilter::Between(Some(today), Some(last))));
}
