//! Small notices for the tests of the rules.

use std::path::Path;

use jiff::civil::{Date, date};

use crate::{intake, parse, words};

use super::{Doubt, Question, RuleId, Rules, check};

/// The doubts of one rule about a text.
pub fn asked(rule: RuleId, text: &str) -> Vec<Doubt> {
    let document = intake::read_bytes(Path::new("a.txt"), text.as_bytes()).expect("text");
    let notice = parse::parse(&document, &words::ZH.read);
    let doubts = check(&document, &notice, &Rules::only(&[rule]));
    for quote in doubts.iter().flat_map(|doubt| &doubt.quotes) {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(quote.span.of(&document.text)), bare(&quote.text), "a quote stands where it says");
        assert!(quote.text.chars().count() <= super::LONGEST, "{} is too long", quote.text);
    }
    doubts
}

/// A notice of a bureau with numbered issues, each a problem with its outcome in brackets and its answer.
pub fn notice(feedback: Date, published: Date, issues: &[(&str, &str, &str)]) -> String {
    let day = |day: Date| format!("{}年{}月{}日", day.year(), day.month(), day.day());
    let mut text = format!(
        "中共甲县乙局党组关于巡察整改情况的通报\n\n根据县委统一部署，县委第一巡察组对乙局党组进行了巡察，{}反馈了意见。\
         现将整改情况予以公布。\n\n一、整改情况\n",
        day(feedback)
    );
    for (at, (finding, outcome, answer)) in issues.iter().enumerate() {
        text += &format!("{}.{finding}\n整改情况：{answer}\n整改结果：{outcome}\n", at + 1);
    }
    text + &format!("\n中共甲县乙局党组\n{}\n", day(published))
}

/// The doubts of one rule about one issue, handed over on 3 June 2024, published on 1 December 2024.
pub fn asked_of_issue(rule: RuleId, finding: &str, outcome: &str, answer: &str) -> Vec<Doubt> {
    let (feedback, published) = (Date::constant(2024, 6, 3), Date::constant(2024, 12, 1));
    let other = ("会风不严。", "已完成", "制定会议制度，会风好转。");
    asked(rule, &notice(feedback, published, &[(finding, outcome, answer), other]))
}

/// The figures of the one doubt about what two answers of a notice say differently.
pub fn differing(one: &str, other: &str) -> Option<Vec<String>> {
    let issues = [("执法不规范。", "已完成", one), ("账目不清楚。", "已完成", other)];
    let doubts = asked(RuleId::Contradiction, &notice(date(2024, 6, 3), date(2024, 12, 1), &issues));
    assert!(doubts.len() < 2, "{doubts:?}");
    doubts.into_iter().next().map(|doubt| match doubt.question {
        Question::Differs { figures } => figures,
        other => panic!("{other:?}"),
    })
}
