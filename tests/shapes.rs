//! Shapes of notices in small: what each is read as. Whole notices stand in `tests/notices`.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::path::Path;

use huitoukan::{
    intake,
    notice::{Node, NodeKind},
    parse, words,
};

/// One line a node: depth, kind, label, title, outcome, number of steps, who, days.
fn outline(text: &str) -> Vec<String> {
    fn down(nodes: &[Node], depth: usize, out: &mut Vec<String>) {
        for node in nodes {
            let kind = match node.kind {
                NodeKind::Section => "section",
                NodeKind::Group => "group",
                NodeKind::Issue => "issue",
            };
            let mut line = format!("{}{kind} {}|{}", "  ".repeat(depth), node.label, node.title);
            if node.kind == NodeKind::Issue {
                let outcome = node.outcome.as_ref().map_or("-", |outcome| outcome.raw.as_str());
                let who: Vec<&str> = node.responsible.iter().map(|who| who.name.as_str()).collect();
                let due: Vec<String> = node
                    .deadlines
                    .iter()
                    .map(|due| due.due.map_or(String::from("?"), |day| day.to_string()))
                    .collect();
                let answer = node.response.as_ref().map_or(0, |answer| answer.text.chars().count());
                line += &format!(
                    "|{outcome}|{answer}字 {}步|{}|{}",
                    node.measures.len(),
                    who.join("、"),
                    due.join(" ")
                );
            }
            out.push(line);
            down(&node.children, depth + 1, out);
        }
    }
    let document = intake::read_bytes(Path::new("a"), text.as_bytes()).unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    let mut out = Vec::new();
    down(&notice.nodes, 0, &mut out);
    out
}

const HEAD: &str = "中共甲县乙局党组关于巡察整改情况的通报\n\n根据县委统一部署，2024年3月1日至5月1日，县委第一巡察组对乙局党组进行了巡察，6月3日反馈了意见。现将整改情况予以公布。\n";

fn page(body: &str) -> String {
    format!(
        "<html><head><meta charset=utf-8><title>中共甲县乙局党组关于巡察整改情况的通报</title></head><body>\
         <h1>中共甲县乙局党组关于巡察整改情况的通报</h1><p>根据县委统一部署，2024年3月1日至5月1日，县委第一巡察组对乙局党组\
         进行了巡察，6月3日反馈了意见。现将整改情况予以公布。</p>{body}<p>中共甲县乙局党组</p><p>2024年9月1日</p></body></html>"
    )
}

/// Title, organisation and agency of a notice of this head.
fn head(head: &str) -> [String; 3] {
    let text = HEAD.split_once('\n').map_or("", |(_, rest)| rest);
    let text = format!(
        "{head}\n{text}\n一、反馈问题整改情况\n1. 学习不深入\n整改情况：已学习。\n整改结果：已完成\n"
    );
    let document = intake::read_bytes(Path::new("a"), text.as_bytes()).unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    [notice.title, notice.organisation, notice.agency].map(Option::unwrap_or_default)
}

#[test]
fn an_organisation_in_brackets_belongs_to_the_title_above_it() {
    for (printed, title, organisation) in [
        (
            "中共甲县财政局关于巡察整改情况的报告\n（党组）",
            "中共甲县财政局关于巡察整改情况的报告",
            "中共甲县财政局",
        ),
        ("甲县财政局关于巡察整改情况的报告\n（党组）", "甲县财政局关于巡察整改情况的报告", "甲县财政局"),
        ("甲县财政局\n关于巡察整改情况的报告\n（党组）", "关于巡察整改情况的报告", "甲县财政局"),
        ("关于巡察整改情况的报告\n（甲县财政局党组）", "关于巡察整改情况的报告", "甲县财政局党组"),
        ("关于巡察整改情况的报告\n中共甲县财政局党组", "关于巡察整改情况的报告", "中共甲县财政局党组"),
        ("关于巡察整改情况的报告\n甲县财政局（党组）", "关于巡察整改情况的报告", "甲县财政局（党组）"),
        (
            "中共甲县财政局（党组）\n关于巡察整改情况的报告",
            "中共甲县财政局（党组）关于巡察整改情况的报告",
            "中共甲县财政局（党组）",
        ),
    ] {
        let [read, body, agency] = head(printed);
        assert_eq!([read.as_str(), body.as_str()], [title, organisation], "{printed}");
        assert_eq!(agency, "甲县财政局", "{printed}");
    }
    // What else stands in brackets below a title names nobody.
    for printed in ["关于巡察整改情况的报告\n（公开稿）", "2025年关于巡察整改情况的报告\n（党组）"]
    {
        assert_eq!(head(printed)[1], "", "{printed}");
    }
}

#[test]
fn numbered_steps_stand_between_answer_and_outcome() {
    let text = format!(
        "{HEAD}一、反馈问题整改情况\n（1）学习不深入。\n整改情况：开展了以下工作：\n1.开展研讨；\n2.修订制度。\n整改结果：已完成\n\
         （2）制度不健全。\n整改情况：开展了以下工作：\n1.修订制度；\n2.通报结果。\n整改结果：正在整改\n"
    );
    assert_eq!(
        outline(&text),
        [
            "group 一、|反馈问题整改情况",
            "  issue （1）|学习不深入。|已完成|24字 2步||",
            "  issue （2）|制度不健全。|正在整改|24字 2步||",
        ]
    );
}

#[test]
fn numbers_on_field_names_make_one_issue() {
    let text = "某园区关于督察反馈问题整改完成情况的公示\n现将第12项问题整改完成情况公示如下：\n一、整改问题\n危险废物贮存不规范。\n\
                二、整改目标\n规范贮存。\n三、整改措施\n（一）开展排查。逐一排查。\n（二）落实整改。限期整改。\n四、整改完成情况\n已完成整改。\
                全部建立台账。\n五、责任单位\n园区分局\n六、完成时限\n2024年12月底\n公示时间：2024年11月1日至11月14日。\n2024年11月1日\n";
    assert_eq!(outline(text), ["issue |危险废物贮存不规范。|已完成整改|59字 2步|园区分局|2024-12-31"]);
}

#[test]
fn a_name_over_the_date_closes() {
    let text = "关于审计整改情况的报告\n市审计局：\n现将整改情况报告如下。\n一、关于预算编制不完整的问题。\n该问题已完成整改。一是修订办法；二是开展培训。\n\
                二、关于往来款清理不及时的问题。\n该问题正在整改。一是清理往来款；二是催收余款。\n甲市乙局\n2024年12月1日\n";
    assert_eq!(
        outline(text),
        [
            "issue 一、|关于预算编制不完整的问题。|该问题已完成整改|14字 2步||",
            "issue 二、|关于往来款清理不及时的问题。|该问题正在整改|15字 2步||",
        ]
    );
}

#[test]
fn titles_without_numbers_stand_above_answers_without_labels() {
    let text = format!(
        "{HEAD}一、问题整改情况\n（一）聚焦公正司法方面\n关于“案件清理不力”问题的整改\n实行院领导包案。\n关于“直播流于形式”问题的整改\n\
         完成设备升级。\n二、下一步打算\n继续努力。\n"
    );
    assert_eq!(
        outline(&text),
        [
            "group 一、|问题整改情况",
            "  group （一）|聚焦公正司法方面",
            "    issue |关于“案件清理不力”问题的整改|-|8字 0步||",
            "    issue |关于“直播流于形式”问题的整改|-|7字 0步||",
            "section 二、|下一步打算",
        ]
    );
}

#[test]
fn traditional_headings_and_outcomes_are_understood() {
    let text = format!(
        "{HEAD}一、反饋問題整改情況\n1.學習不深入（已完成，長期堅持）\n整改情況：開展研討。\n2.制度不健全（正在整改）\n整改情況：修訂制度。\n"
    );
    assert_eq!(
        outline(&text),
        [
            "group 一、|反饋問題整改情況",
            "  issue 1.|學習不深入|已完成，長期堅持|5字 0步||",
            "  issue 2.|制度不健全|正在整改|5字 0步||",
        ]
    );
}

#[test]
fn merged_cells_group_and_share() {
    let table = "<table border=1>\
        <tr><td rowspan=2>序号</td><td rowspan=2>问题类别</td><td rowspan=2>反馈问题</td><td colspan=2>整改情况</td>\
            <td rowspan=2>责任单位</td><td rowspan=2>整改时限</td><td rowspan=2>整改状态</td></tr>\
        <tr><td>整改措施</td><td>整改成效</td></tr>\
        <tr><td colspan=8>一、集中整改问题</td></tr>\
        <tr><td>1</td><td rowspan=2>政治建设</td><td>学习不深入</td><td>开会。</td><td>见效。</td><td rowspan=2>办公室</td><td>2024-08-31</td><td>已完成</td></tr>\
        <tr><td>2</td><td>制度不落实</td><td>发文。</td><td>落实。</td><td>立行立改</td><td>已完成</td></tr>\
        <tr><td rowspan=2>3</td><td>组织建设</td><td rowspan=2>换届不及时</td><td>一是督促。</td><td rowspan=2>完成换届。</td><td rowspan=2>组织科</td><td rowspan=2>2024年12月底前</td><td rowspan=2>正在整改</td></tr>\
        <tr><td>组织建设</td><td>二是换届。</td></tr>\
        <tr><td colspan=8>合计：3个</td></tr></table>";
    assert_eq!(
        outline(&page(table)),
        [
            "group 一、|集中整改问题",
            "  group |政治建设",
            "    issue 1|学习不深入|已完成|7字 0步|办公室|2024-08-31",
            "    issue 2|制度不落实|已完成|7字 0步|办公室|",
            "  group |组织建设",
            "    issue 3|换届不及时|正在整改|17字 2步|组织科|2024-12-31",
        ]
    );
}

#[test]
fn a_table_goes_on_without_its_head_and_repeats_it() {
    let head = "<tr><td>序号</td><td>问题</td><td>整改措施</td><td>整改结果</td></tr>";
    let tables = format!(
        "<table border=1>{head}<tr><td>1</td><td>学习不深入</td><td>开会。</td><td>已完成</td></tr></table><p>（续表）</p>\
         <table border=1><tr><td>2</td><td>制度不落实</td><td>发文。</td><td>未启动</td></tr>\
         <tr><td>3</td><td>换届不及时</td><td>督促。</td><td>推进中</td></tr></table>\
         <table border=1>{head}<tr><td>4</td><td>档案不齐全</td><td>补齐。</td><td>已完成</td></tr>{head}\
         <tr><td>5</td><td>作风不扎实</td><td>检查。</td><td>长期坚持</td></tr></table>"
    );
    assert_eq!(
        outline(&page(&tables)),
        [
            "issue 1|学习不深入|已完成|3字 0步||",
            "issue 2|制度不落实|未启动|3字 0步||",
            "issue 3|换届不及时|推进中|3字 0步||",
            "issue 4|档案不齐全|已完成|3字 0步||",
            "issue 5|作风不扎实|长期坚持|3字 0步||",
        ]
    );
}

#[test]
fn a_row_cut_by_a_page_is_one_issue() {
    let table = "<table border=1><tr><td>序号</td><td>问题</td><td>整改措施</td><td>整改结果</td></tr>\
        <tr><td>1</td><td>学习不深入</td><td>开会。</td><td>已完成</td></tr>\
        <tr><td>2</td><td></td><td>一是发文；</td><td>未启动</td></tr>\
        <tr><td></td><td>制度不落实</td><td>二是检查。</td><td></td></tr></table>";
    assert_eq!(
        outline(&page(table)),
        ["issue 1|学习不深入|已完成|3字 0步||", "issue 2|制度不落实|未启动|11字 2步||"]
    );
}

#[test]
fn a_table_of_labels_holds_an_issue() {
    let table = |problem: &str, outcome: &str| {
        format!(
            "<table border=1><tr><td>反馈问题</td><td colspan=3>{problem}</td></tr>\
             <tr><td>整改措施</td><td colspan=3>1.开会；<br>2.发文。</td></tr>\
             <tr><td>责任单位</td><td>办公室</td><td>完成时限</td><td>2024年10月底前</td></tr>\
             <tr><td>整改结果</td><td colspan=3>{outcome}</td></tr></table>"
        )
    };
    assert_eq!(
        outline(&page(&(table("学习不深入", "已完成") + &table("制度不落实", "正在整改")))),
        [
            "issue |学习不深入|已完成|11字 2步|办公室|2024-10-31",
            "issue |制度不落实|正在整改|11字 2步|办公室|2024-10-31",
        ]
    );
}

#[test]
fn fields_parted_by_a_bar_are_fields() {
    let text = format!(
        "{HEAD}一、整改情况\n1.账目不清。\n整改情况：清理账目46笔。\n责任科室：财务科｜整改时限：2024年8月底前｜整改结果：已完成\n\
         2.会风不严。\n整改情况：修订会议制度。\n责任科室：办公室|整改结果：正在整改\n"
    );
    assert_eq!(
        outline(&text),
        [
            "group 一、|整改情况",
            "  issue 1.|账目不清。|已完成|8字 0步|财务科|2024-08-31",
            "  issue 2.|会风不严。|正在整改|7字 0步|办公室|",
        ]
    );
}

#[test]
fn a_table_without_answers_is_text() {
    let table = "<table border=1><tr><td>序号</td><td>问题</td><td>责任单位</td></tr>\
                 <tr><td>1</td><td>学习不深入</td><td>办公室</td></tr></table>";
    assert_eq!(outline(&page(table)), [] as [&str; 0]);
}

#[test]
fn lists_of_contents_and_annexes_are_no_outline() {
    let text = format!(
        "目　录\n一、组织整改情况............1\n二、问题整改情况……………3\n{HEAD}一、组织整改情况\n召开会议5次。\n二、问题整改情况\n（一）学习不深入的问题。一是开会。\n\
         （二）制度不健全的问题。一是发文。\n附件：1.整改台账\n2.成员名单\n"
    );
    assert_eq!(
        outline(&text),
        [
            "section 一、|组织整改情况",
            "group 二、|问题整改情况",
            "  issue （一）|学习不深入的问题。|-|5字 1步||",
            "  issue （二）|制度不健全的问题。|-|5字 1步||",
        ]
    );
}

/// A long line of what the page says of itself has no stop and is yet no part of the title below it.
#[test]
fn a_title_below_what_the_page_says_of_itself() {
    let line = "索引号：JX0317-2024-0068　发布机构：甲县乙局办公室　主题分类：巡察整改　成文日期：2024-09-01";
    let document = intake::read_bytes(
        Path::new("a"),
        format!("{line}\n{HEAD}\n一、问题\n1.账目不清。\n整改情况：已补记账。\n").as_bytes(),
    )
    .unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    assert_eq!(notice.title.as_deref(), Some("中共甲县乙局党组关于巡察整改情况的通报"));
    assert_eq!(notice.agency.as_deref(), Some("甲县乙局"));
}

/// A title that names the whole problem ends it, also where only the outcome has a label.
#[test]
fn an_answer_behind_its_problem_above_a_labelled_outcome() {
    let text = format!(
        "{HEAD}\n一、问题整改情况\n1.关于台账不健全的问题。一是补记账目9笔。二是培训2期。\n整改结果：已完成\n\
         2.台账不健全。一是漏记9笔。二是无人管理。\n整改结果：已完成\n"
    );
    assert_eq!(
        outline(&text).get(1..),
        Some(
            &[
                String::from("  issue 1.|关于台账不健全的问题。|已完成|16字 2步||"),
                String::from("  issue 2.|台账不健全。一是漏记9笔。二是无人管理。|已完成|0字 0步||"),
            ][..]
        )
    );
}
