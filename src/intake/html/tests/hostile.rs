//! Pages made to cost time or memory.

use rstest::rstest;

use super::{lines_of, read, text_of};
use crate::intake::{Fault, Limit};

#[rstest]
#[case::deep("<div>".repeat(100_000), Limit::Depth)]
#[case::deep_with_text("<div>甲".repeat(2000), Limit::Depth)]
#[case::bold("<b>".repeat(100_000), Limit::Depth)]
#[case::fonts((0..2000).map(|n| format!("<p><font style='a:{n}'>甲")).collect(), Limit::Depth)]
#[case::tables("<table><tr><td>".repeat(600), Limit::Depth)]
#[case::lists("<ul><li>".repeat(600), Limit::Depth)]
#[case::rows(format!("<table>{}</table>", "<tr><td colspan=1000000000 rowspan=1000000000>甲<td>乙".repeat(6000)), Limit::Size)]
#[case::many("<i>甲</i>".repeat(300_000), Limit::Size)]
fn refused(#[case] page: String, #[case] limit: Limit) {
    assert_eq!(read(page.as_bytes()).map(|_| ()), Err(Fault::Beyond(limit)));
}

#[test]
fn a_page_larger_than_the_limit_is_refused() {
    let page = vec![b'a'; (32 << 20) + 1];
    assert_eq!(read(&page).map(|_| ()), Err(Fault::Beyond(Limit::Size)));
}

#[test]
fn spans_beyond_reason_are_cut() {
    let page = "<table><tr><td colspan=1000000000>甲<td>乙<tr><td rowspan=0>丙<td>丁<tr><td>戊</table>";
    let table = read(page.as_bytes()).expect("a page").composed.form.tables.remove(0);
    assert_eq!((table.rows.len(), table.rows[0].len()), (3, 100));
}

#[test]
fn what_programs_hold_is_no_text() {
    let page = "<body><script>document.write('<p>一、问题。整改情况：已完成。</p>')</script>\
                <script>var a = '<!-- <script> 二、问题 ';</script><p>&lt;p&gt;三、&#60;b&#62;&amp;lt;</p>\
                <iframe>四、问题</iframe><noscript><p>五、问题</p></noscript>";
    assert_eq!(lines_of(page), ["<p>三、<b>&lt;"]);
}

#[test]
fn broken_pages_are_read() {
    assert_eq!(lines_of("<p>甲<p>乙</div></p><table><tr><td>丙<p>丁"), ["甲", "乙", "丙", "丁"]);
    assert_eq!(text_of("<body><p>甲<a href=\"x>乙</a>"), "甲\n");
    assert_eq!(text_of("<p>甲&#0;&#x1b;[31m&#8203;乙&bogus;"), "甲\u{fffd}乙&bogus;\n");
}
