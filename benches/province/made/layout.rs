//! How a notice is laid out: four ways that agencies use.

use std::fmt::Write;

use huitoukan::notice::OutcomeTag;
use jiff::{ToSpan, civil::Date};

use super::{GROUPS, MadeIssue, Office, random::Random};

/// What the head and the foot of a notice say.
pub struct Facts<'a> {
    pub office: &'a Office,
    /// The round of inspection.
    pub round: usize,
    pub feedback: Date,
    pub published: Date,
}

const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// A number as headings have it, up to 19.
fn number(number: usize) -> String {
    match number {
        1..=10 => DIGITS[number - 1].to_owned(),
        _ => format!("十{}", DIGITS[number - 11]),
    }
}

/// A day as notices print it.
pub fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The whole text.
pub fn text(facts: &Facts<'_>, issues: &[MadeIssue], random: &mut Random) -> String {
    let groups = shares(issues, random);
    let way: Way = random.early(&[NUMBERED, BRACKETED, COLONS, STATED]);
    let mut text = String::with_capacity(48 << 10);
    head(&mut text, facts, issues, groups.len(), random);
    let first = random.below(GROUPS.len());
    let mut at = 0;
    for (group, share) in groups.iter().enumerate() {
        writeln!(text, "（{}）{}", number(group + 1), GROUPS[(first + group) % GROUPS.len()]).unwrap();
        // The numbers begin anew below each group, or go on.
        at = if way.anew { 0 } else { at };
        for issue in *share {
            at += 1;
            (way.issue)(&mut text, at, issue, random);
        }
    }
    foot(&mut text, facts, random);
    text
}

/// The issues in groups of 3 to 12.
fn shares<'a>(issues: &'a [MadeIssue], random: &mut Random) -> Vec<&'a [MadeIssue]> {
    let mut rest = issues;
    let mut shares = Vec::new();
    while !rest.is_empty() {
        let (share, more) = rest.split_at(rest.len().min(3 + random.below(10)));
        shares.push(share);
        rest = more;
    }
    shares
}

/// One of the ways in which agencies set out an issue.
#[derive(Clone, Copy)]
struct Way {
    /// Whether the numbers begin anew below each group.
    anew: bool,
    issue: fn(&mut String, usize, &MadeIssue, &mut Random),
}

const NUMBERED: Way = Way { anew: true, issue: numbered };
const BRACKETED: Way = Way { anew: false, issue: bracketed };
const COLONS: Way = Way { anew: false, issue: colons };
const STATED: Way = Way { anew: true, issue: stated };

fn numbered(text: &mut String, at: usize, issue: &MadeIssue, random: &mut Random) {
    writeln!(text, "{at}.{}。", issue.title).unwrap();
    writeln!(text, "整改情况：{}", issue.answer()).unwrap();
    writeln!(text, "整改结果：{}。", result(issue.outcome, random)).unwrap();
    writeln!(text, "责任单位：{}", issue.department).unwrap();
    writeln!(text, "责任人：{}", issue.role).unwrap();
    limit(text, issue);
}

fn bracketed(text: &mut String, at: usize, issue: &MadeIssue, random: &mut Random) {
    writeln!(text, "{at}、{}", issue.title).unwrap();
    writeln!(text, "整改措施：").unwrap();
    issue.steps.iter().for_each(|step| writeln!(text, "　　{step}").unwrap());
    writeln!(text, "责任领导：{}", issue.role).unwrap();
    limit(text, issue);
    writeln!(text, "完成情况：{}", result(issue.outcome, random)).unwrap();
}

fn colons(text: &mut String, at: usize, issue: &MadeIssue, random: &mut Random) {
    let department = issue.department;
    writeln!(text, "{at}.问题：{}。（牵头单位：{department}）", issue.title).unwrap();
    writeln!(text, "整改：{}", issue.answer()).unwrap();
    writeln!(text, "进展：{}。", result(issue.outcome, random)).unwrap();
}

fn stated(text: &mut String, at: usize, issue: &MadeIssue, _: &mut Random) {
    let said = match issue.outcome {
        [OutcomeTag::Completed] => "该问题已完成整改。",
        [OutcomeTag::Completed, ..] => "目前该问题已整改，需长期坚持。",
        [OutcomeTag::Phased] => "目前该问题已完成阶段性目标。",
        [OutcomeTag::LongTerm] => "该问题需长期坚持。",
        [OutcomeTag::InProgress] => "目前该问题正在整改。",
        _ => "目前该问题尚未启动整改。",
    };
    writeln!(text, "{at}.关于“{}”的问题", issue.title.replace(['“', '”'], "")).unwrap();
    writeln!(text, "整改落实情况：{said}{}", issue.answer()).unwrap();
}

/// The words of an outcome.
fn result(outcome: &[OutcomeTag], random: &mut Random) -> &'static str {
    let words: &[&str] = match outcome {
        [OutcomeTag::Completed] => &["已完成", "已完成整改", "已整改到位"],
        [OutcomeTag::Completed, ..] => &["已完成并长期坚持", "已完成，长期坚持", "已完成整改，并长期坚持"],
        [OutcomeTag::Phased] => &["基本完成", "已完成阶段性目标", "取得阶段性成效"],
        [OutcomeTag::LongTerm] => &["长期坚持", "持续推进"],
        [OutcomeTag::InProgress] => &["正在整改", "正在推进", "整改中"],
        _ => &["未启动", "尚未启动"],
    };
    random.early(words)
}

fn limit(text: &mut String, issue: &MadeIssue) {
    if let Some(due) = issue.due {
        writeln!(text, "完成时限：{}年{}月底", due.year(), due.month()).unwrap();
    }
}

fn head(text: &mut String, facts: &Facts<'_>, issues: &[MadeIssue], groups: usize, random: &mut Random) {
    let Facts { office, round, feedback, published } = facts;
    let (name, county) = (office.name(), &office.county);
    let seat = if county.ends_with('县') { "县委" } else { "区委" };
    writeln!(text, "中共{name}党组\n关于巡察整改进展情况的通报\n").unwrap();
    writeln!(text, "来源：{name}　　发布时间：{published}　　浏览次数：{}\n", random.below(3000)).unwrap();
    let (end, begin) = (feedback.saturating_sub(40.days()), feedback.saturating_sub(95.days()));
    let body = format!("{seat}第{}巡察组", number(1 + random.below(9)));
    writeln!(
        text,
        "　　根据{seat}统一部署，{}至{}，{body}对{name}党组开展了第{}轮巡察。{}，{body}向{name}党组反馈了巡察意见。按照巡察工作有关规定，现将巡察整改进展情况予以公布。\n",
        day(begin),
        day(end),
        number(*round),
        day(*feedback)
    )
    .unwrap();
    let done = issues.iter().filter(|issue| issue.outcome[0] == OutcomeTag::Completed).count();
    // One in thirty miscounts, as agencies do.
    let told = if random.one_in(30) { done + 1 } else { done };
    let (count, rules) = (issues.len(), 3 + random.below(20));
    writeln!(text, "一、整改工作组织落实情况").unwrap();
    writeln!(text, "　　局党组把巡察整改作为重大政治任务，成立整改工作领导小组，召开专题会议{}次。针对反馈的{groups}个方面{count}个问题，逐条研究、逐项分解，明确责任单位和完成时限。截至{}，已完成整改{told}个，健全完善制度{rules}项。\n", 2 + random.below(12), day(published.saturating_sub(12.days()))).unwrap();
    writeln!(text, "二、巡察反馈问题整改落实情况").unwrap();
}

fn foot(text: &mut String, facts: &Facts<'_>, random: &mut Random) {
    let name = facts.office.name();
    writeln!(text, "\n三、下一步工作打算\n（一）压实整改责任。对正在整改的事项紧盯不放，一抓到底。\n（二）深化成果运用。坚持举一反三，完善长效机制，以整改实效推动各项工作。\n").unwrap();
    writeln!(text, "　　欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。联系电话：0000-{}；邮政信箱：{name}办公室；电子邮箱：js{}@example.cn。\n", 2_000_000 + random.below(7_000_000), random.below(10_000)).unwrap();
    writeln!(text, "中共{name}党组\n{}", day(facts.published)).unwrap();
}
