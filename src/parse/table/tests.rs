//! Tables of issues, from the file's text to the nodes.

use std::path::Path;

use crate::{
    intake,
    notice::{DeadlineKind, NodeKind},
    parse, words,
};

const TABLE: &str = "\
# 中共甲县乙局党组关于巡察整改情况的通报

根据县委统一部署，2024年3月1日至5月1日，县委第一巡察组对乙局党组进行了巡察，6月3日反馈了意见。现将整改情况予以公布。

## 一、反馈问题整改情况

| 序号 | 反馈问题 | 整改措施 | 责任单位 | 整改时限 | 整改结果 |
| :-- | :-- | --- | --- | --- | --- |
| 政治建设方面 | | | | | |
| 1 | 学习不深入 | 一是开会。二是发文。 | 办公室 | 2024年9月底前 | 已完成 |
| 2 | 制度不落实 | （1）修订制度；（2）开展检查。 | 人事科 | 立行立改 | 正在整改 |
|  |  | （3）通报结果。 |  |  |  |
| 组织建设方面 | | | | | |
| 3 | 换届不及时 | 已按期换届。 | 机关党委 | 长期坚持 | 长期坚持 |

## 二、其他

| 姓名 | 电话 |
| --- | --- |
| 办公室 | 0000-1234567 |
";

#[test]
fn rows_are_issues_under_the_words_of_their_head() {
    let document = intake::read_bytes(Path::new("a.md"), TABLE.as_bytes()).unwrap();
    let notice = parse::parse(&document, &words::ZH.read);
    let found: Vec<String> = notice
        .walk()
        .into_iter()
        .map(|(path, node)| {
            let outcome = node.outcome.as_ref().map_or("", |outcome| outcome.raw.as_str());
            let steps: Vec<&str> = node.measures.iter().map(|step| step.label.as_str()).collect();
            let who = node.responsible.first().map_or("", |who| who.name.as_str());
            let due = node.deadlines.first().and_then(|d| d.due).map_or(String::new(), |due| due.to_string());
            format!("{} {} {outcome} {steps:?} {who} {due}", path.join("/"), node.title)
        })
        .collect();
    assert_eq!(
        found,
        [
            "一、 反馈问题整改情况  []  ",
            "一、/ 政治建设方面  []  ",
            "一、//1 学习不深入 已完成 [\"一是\", \"二是\"] 办公室 2024-09-30",
            "一、//2 制度不落实 正在整改 [\"（1）\", \"（2）\", \"（3）\"] 人事科 ",
            "一、/ 组织建设方面  []  ",
            "一、//3 换届不及时 长期坚持 [] 机关党委 ",
            "二、 其他  []  ",
        ]
    );
    let issue = notice.issues().next().unwrap();
    assert_eq!(issue.kind, NodeKind::Issue);
    assert_eq!(issue.deadlines[0].kind, DeadlineKind::Required);
    assert_eq!(issue.title, issue.span.of(&document.text).split('|').next_back().unwrap().trim());
}
