//! Pieces of articles: white space, lists, tables, what is hidden.

use rstest::rstest;

use super::{lines_of, text_of};
use crate::intake::{Flaw, Origin, html::read};

#[rstest]
#[case::spans_join("<p>20<span>24</span>年<b>6</b><font>月</font></p>", &["2024年6月"])]
#[case::entities("<p>A&amp;B&lt;C&gt;&quot;&#20013;&#x56fd;&copy;&hellip;&middot;</p>", &["A&B<C>\"中国©…·"])]
#[case::indents("<p>&nbsp;&nbsp;&emsp;甲&nbsp;乙</p>", &["  \u{3000}甲 乙"])]
#[case::source_lines("<p>整改\n  情况，PM\n2.5 为\n 32</p>", &["整改情况，PM 2.5 为32"])]
#[case::breaks("甲<br>乙<br/><br>丙<p>丁</p>戊", &["甲", "乙", "丙", "丁", "戊"])]
#[case::nested_blocks("<div>甲<div>乙</div>丙</div>", &["甲", "乙", "丙"])]
#[case::inline_around_blocks("<font><p>甲</p><p>乙</p></font>", &["甲", "乙"])]
#[case::pre("<pre>\n甲\n    乙  丙\n</pre>", &["甲", "    乙  丙"])]
#[case::pre_by_style("<div style='white-space: pre-wrap'>甲\n乙</div>", &["甲", "乙"])]
#[case::changes("<p>整改<del>未</del><ins>已</ins>完成<s>划线</s></p>", &["整改已完成划线"])]
#[case::notes("<p>整改<sup>①</sup>情况<sup>[2]</sup></p>", &["整改①情况[2]"])]
#[case::hidden("<p>甲<span style='display: none'>无</span>乙</p><p hidden>无</p><div style='VISIBILITY:hidden'>无</div>", &["甲乙"])]
#[case::controls("<p>甲<input value=无><button>无</button><select><option>无</select><textarea>无</textarea></p>", &["甲"])]
#[case::comment("<p>甲<!-- 无 --><![if x]>乙<![endif]></p><noscript>无</noscript><template>无</template>", &["甲乙"])]
#[case::readings("<p><ruby>巡<rp>(</rp><rt>xún</rt><rp>)</rp></ruby>察</p>", &["巡察"])]
#[case::inline_blocks("<p style='display:inline'>甲</p><p style='display:inline'>乙</p>", &["甲乙"])]
#[case::definitions("<dl><dt>问题<dd>甲</dl>", &["问题", "甲"])]
fn lines(#[case] source: &str, #[case] expected: &[&str]) {
    assert_eq!(lines_of(&format!("<body>{source}")), expected);
}

#[rstest]
#[case::decimal("<ol><li>甲<li>乙</ol>", &["1. 甲", "2. 乙"])]
#[case::start("<ol start=5><li>甲</li><li value=9>乙</li><li>丙</li></ol>", &["5. 甲", "9. 乙", "10. 丙"])]
#[case::letters("<ol type=a><li>甲</ol><ol type=I><li>乙<li>丙</ol>", &["a. 甲", "I. 乙", "II. 丙"])]
#[case::chinese("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", &["一、甲", "二、乙"])]
#[case::informal("<ol style='list-style:simp-chinese-informal inside'><li>甲</ol>", &["一、甲"])]
#[case::formal("<ol style='list-style-type:simp-chinese-formal'><li>甲</ol>", &["壹、甲"])]
#[case::stems("<ol style='list-style-type:cjk-heavenly-stem'><li>甲</ol>", &["甲、甲"])]
#[case::nested("<ol><li>甲<ol type=i><li>乙<li>丙</ol><li>丁</ol>", &["1. 甲", "i. 乙", "ii. 丙", "2. 丁"])]
#[case::reversed("<ol reversed><li>甲<li>乙</ol>", &["2. 甲", "1. 乙"])]
#[case::none("<ol style='list-style:none'><li>甲</ol>", &["甲"])]
#[case::bullets("<ul><li>甲<li>乙</ul>", &["甲", "乙"])]
#[case::typed("<ol><li>1.甲<li>（二）乙<li>③丙<li>3.5%的丁</ol>", &["1.甲", "（二）乙", "③丙", "4. 3.5%的丁"])]
#[case::paragraphs("<ol><li><p>甲</p><p>乙</p><li><p>丙</p></ol>", &["1. 甲", "乙", "2. 丙"])]
fn list_numbers(#[case] source: &str, #[case] expected: &[&str]) {
    assert_eq!(lines_of(&format!("<body>{source}")), expected);
}

/// The tables of a page: own cells as they are, others as `<` and `^`.
fn tables(source: &str) -> Vec<Vec<String>> {
    let composed = read(format!("<body>{source}").as_bytes()).expect("a page").composed;
    let cell = |cell: &crate::intake::Cell| match cell.origin {
        Origin::Own => cell.span.of(&composed.text).replace('\n', "/"),
        Origin::Left => "<".to_owned(),
        Origin::Above => "^".to_owned(),
    };
    let row = |row: &Vec<crate::intake::Cell>| row.iter().map(cell).collect::<Vec<_>>().join("|");
    composed.form.tables.iter().map(|table| table.rows.iter().map(row).collect()).collect()
}

#[rstest]
#[case::plain("<table><tr><th>问题<th>措施<tr><td>甲<td>乙</table>", &["问题|措施", "甲|乙"])]
#[case::merged(
    "<table><tr><td colspan=3>台账</td></tr><tr><td>问题</td><td>措施</td><td>单位</td></tr>\
     <tr><td rowspan=2>甲</td><td>一</td><td rowspan=2>办公室</td></tr><tr><td>二</td></tr></table>",
    &["台账|<|<", "问题|措施|单位", "甲|一|办公室", "^|二|^"]
)]
#[case::foot_first(
    "<table><tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><th>问题<th>数</thead></table>",
    &["问题|数", "甲|1", "合计|2"]
)]
#[case::paragraphs_in_cells(
    "<table><tr><td>问题<td>措施<tr><td><p>甲</p><td><p>一是开会。</p><p>二是<br>发文。</p></table>",
    &["问题|措施", "甲|一是开会。/二是/发文。"]
)]
#[case::long_answers(
    "<table><tr><td>整改问题<td>整改情况<tr><td>甲<td><p>一</p><p>二</p><p>三</p><p>四</p><p>五，已经做完了，而且很长很长。</p></table>",
    &["整改问题|整改情况", "甲|一/二/三/四/五，已经做完了，而且很长很长。"]
)]
#[case::table_in_cell(
    "<table><tr><td>序号<td>问题<tr><td>1<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>",
    &["序号|问题", "1|甲/乙/丙/丁"]
)]
#[case::hidden_rows("<table><tr><td>问题<td>措施<tr style='display:none'><td>无<td>无<tr><td>甲<td>乙</table>", &["问题|措施", "甲|乙"])]
#[case::sections_end_cells(
    "<table><tbody><tr><td rowspan=9>甲<td>一</tbody><tbody><tr><td>乙<td>二</tbody></table>",
    &["甲|一", "乙|二"]
)]
#[case::list_in_cell("<table><tr><td>问题<td>措施<tr><td>甲<td><ol><li>开会<li>发文</ol></table>", &["问题|措施", "甲|1. 开会/2. 发文"])]
fn data_tables(#[case] source: &str, #[case] expected: &[&str]) {
    assert_eq!(tables(source), [expected]);
}

#[rstest]
#[case::one_column("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", &["甲", "乙"])]
#[case::one_row("<table><tr><td>甲</td><td>乙</td></tr></table>", &["甲", "乙"])]
#[case::nested("<table><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr><tr><td>丙</td></tr></table>", &["甲", "乙", "丙"])]
#[case::main_column(
    "<table><tr><td>左边这一栏<td><p>一，</p><p>二，</p><p>三，</p><p>四，</p><p>五，这一栏最长。</p><tr><td>下边这一栏<td></table>",
    &["左边这一栏", "一，", "二，", "三，", "四，", "五，这一栏最长。", "下边这一栏"]
)]
fn layout_tables(#[case] source: &str, #[case] expected: &[&str]) {
    assert!(tables(source).is_empty());
    assert_eq!(lines_of(&format!("<body>{source}")), expected);
}

#[test]
fn a_caption_stands_above_its_table() {
    let text = text_of("<table><caption>整改<br>台账</caption><tr><th>问题<th>措施<tr><td>甲<td>乙</table>");
    assert_eq!(text, "整改 台账\n问题\t措施\n甲\t乙\n");
}

#[test]
fn headings_tell_their_depth() {
    let composed =
        read("<body><h2>一、甲</h2><p>乙</p><h3>（一）丙</h3>".as_bytes()).expect("a page").composed;
    let depths: Vec<usize> = composed.form.headings.iter().map(|heading| heading.depth).collect();
    assert_eq!((composed.text.as_str(), depths), ("一、甲\n乙\n（一）丙\n", vec![2, 3]));
}

#[test]
fn pictures_without_text_are_told() {
    let page = "<html><head><title>关于巡察整改进展情况的通报_青禾县水利局</title></head><body><div class=nav><a href=/>首页</a></div>\
                <h1>关于巡察整改进展情况的通报</h1><div id=zoom><img src=1.jpg><img src=2.jpg></div><div>版权所有</div></body></html>";
    let reading = read(page.as_bytes()).expect("a page");
    assert_eq!(reading.composed.text, "关于巡察整改进展情况的通报\n");
    assert_eq!(reading.flaws, [Flaw::Pictures(2)]);
}

#[test]
fn an_attachment_is_kept() {
    let page = "<html><body><ul class=nav><li><a href=/>首页</a></ul><h1>关于公布整改台账的公告</h1>\
                <div id=zoom><p><a href='x.xlsx'>附件：整改台账.xlsx</a></p></div></body></html>";
    assert_eq!(lines_of(page), ["关于公布整改台账的公告", "附件：整改台账.xlsx"]);
}

#[test]
fn where_no_article_is_told_the_whole_page_is_taken() {
    let news = |name: &str| {
        format!(
            "<div class=b><h3>{name}</h3><p>{name}召开会议，听取巡察整改情况汇报，研究下一步工作安排，提出要求。</p><a href=x>查看全部关于这次会议的各项报道和图片</a><a href=y>返回本栏目的其他各条新闻列表继续阅读</a></div>"
        )
    };
    let reading =
        read(format!("<body>{}{}{}", news("甲县"), news("乙县"), news("丙县")).as_bytes()).expect("a page");
    assert_eq!(reading.flaws, [Flaw::WholePage]);
    for name in ["甲县", "乙县", "丙县"] {
        assert!(reading.composed.text.contains(&format!("{name}召开会议")));
    }
}

#[test]
fn what_a_click_unfolds_is_text() {
    let item = |name: &str| {
        format!(
            "<div class=q>{name}不够规范的问题</div><div class=a style='display:none'><p>整改情况：已修订制度，{name}得到规范。</p></div>"
        )
    };
    let page = format!(
        "<body>{}{}<div style='display:none'><p>您即将离开本网站，是否继续访问？</p></div>",
        item("采购"),
        item("用车")
    );
    let expected = [
        "采购不够规范的问题",
        "整改情况：已修订制度，采购得到规范。",
        "用车不够规范的问题",
        "整改情况：已修订制度，用车得到规范。",
    ];
    assert_eq!(lines_of(&page), expected);
}

#[test]
fn a_heading_of_the_text_is_not_taken_for_the_title() {
    let page = |title: &str, above: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><ul class=nav><li><a href=/>首页</a></ul>{above}<div id=zoom><p>一、巡察反馈问题整改落实情况</p><p>1.学习计划落实有差距，次数不够。</p><p>整改情况：修订学习计划24条，召开专题学习会6次，已完成整改。</p></div>"
        )
    };
    let text = [
        "一、巡察反馈问题整改落实情况",
        "1.学习计划落实有差距，次数不够。",
        "整改情况：修订学习计划24条，召开专题学习会6次，已完成整改。",
    ];
    let title = "青禾县水利局党组关于巡察整改情况的通报";
    let with = |head: &[&'static str]| [head, &text[..]].concat();
    assert_eq!(lines_of(&page(&format!("{title}_青禾县"), "")), with(&[title]));
    let above = format!("<h1>{title}</h1><div>来源：水利局 时间：2024-05-06 10:00 浏览：3</div>");
    assert_eq!(lines_of(&page("通知公告", &above)), with(&[title, "来源：水利局 时间：2024-05-06 10:00"]));
}
