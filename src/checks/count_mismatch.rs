//! `count_mismatch`: the notice counts its problems, aspects, kinds of problems, completed ones or those in
//! progress, and lists another number.
//!
//! Asks of what the notice says of itself ([`Notice::claims`]) and of what a heading says of what stands
//! below it (`（共5个问题）`). What is listed is counted in each sensible way (see `Ways`): issues, issues above
//! others, headings of each level, those of unlike words; where any fits, and where any claim of
//! the kind fits, it is silent. Silent too where fewer than [`FEW`] are listed, where no way comes within half
//! and double of the claim (then it counts something else), of aspects where no headings are called so,
//! of completed ones where an issue has no outcome, and of both where the problems themselves do not fit. Never asks of measures, tasks and rules, which cannot be counted surely. Notices withhold items
//! lawfully, and the question says so.
//!
//! [`Notice::claims`]: crate::notice::Notice::claims

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    notice::{Claim, ClaimKind, Node, NodeKind, OutcomeTag},
    parse::flow::Range,
};

use super::{
    Doubt, Listed, Place, Question, RuleId, Sheet,
    figures::{Kind, Phrase},
};

/// The least number of listed issues of which a count is asked: with fewer, the outline was hardly read.
const FEW: u64 = 2;

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    let nodes: Vec<&Node> = sheet.notice.nodes.iter().collect();
    let ways = Ways::of(&nodes);
    let mut out = Vec::new();
    let known = of_kind(sheet, ClaimKind::Problems).map(|claim| claim.count).collect::<Vec<_>>();
    // Where problems are withheld, so may be aspects and completed ones: one question is enough.
    if known.is_empty() || known.iter().any(|count| ways.problems().contains(count)) {
        for kind in [ClaimKind::Aspects, ClaimKind::Categories] {
            out.extend(headings(sheet, kind, &ways));
        }
        for kind in [ClaimKind::Completed, ClaimKind::InProgress] {
            out.extend(outcomes(sheet, kind, &nodes));
        }
    } else {
        out.extend(problems(sheet, &ways));
    }
    out.extend(sheet.places().iter().filter_map(|place| heading(sheet, place)));
    out.extend(sheet.places().iter().flat_map(|place| announced(sheet, place)));
    out
}

/// The numbers that a part of the outline can be said to hold.
#[derive(Debug, Default)]
struct Ways {
    /// Issues without issues below them.
    leaves: u64,
    /// Issues without issues above them.
    tops: u64,
    /// Headings above issues, by depth.
    groups: Vec<u64>,
    /// Of those, unlike titles.
    titles: Vec<BTreeSet<String>>,
    /// The most headings below one heading, by depth.
    most: Vec<u64>,
    /// Issues below no heading.
    bare: u64,
}

impl Ways {
    fn of(nodes: &[&Node]) -> Self {
        let mut ways = Self::default();
        ways.add(nodes, 0, false);
        ways
    }

    fn add(&mut self, nodes: &[&Node], depth: usize, inside: bool) {
        let here = |node: &&&Node| node.kind == NodeKind::Group && holds_issues(node);
        let count = nodes.iter().filter(here).count() as u64;
        if count > 0 {
            self.groups.resize(self.groups.len().max(depth + 1), 0);
            self.most.resize(self.groups.len(), 0);
            self.titles.resize(self.groups.len(), BTreeSet::new());
            self.groups[depth] += count;
            self.most[depth] = self.most[depth].max(count);
        }
        for node in nodes {
            let children: Vec<&Node> = node.children.iter().collect();
            let mut within = inside;
            match node.kind {
                NodeKind::Issue => {
                    within = true;
                    self.tops += u64::from(!inside);
                    self.leaves += u64::from(!node.children.iter().any(holds_issues));
                    self.bare += u64::from(depth == 0);
                }
                NodeKind::Group if holds_issues(node) => {
                    let title = node.title.chars().filter(|c| !c.is_whitespace()).collect();
                    self.titles.get_mut(depth).map(|titles| titles.insert(title));
                }
                _ => {}
            }
            self.add(&children, depth + 1, within);
        }
    }

    /// What may be called so many problems.
    fn problems(&self) -> BTreeSet<u64> {
        [self.leaves, self.tops].into_iter().chain(self.headings()).filter(|count| *count > 0).collect()
    }

    /// What a number counts: issues rather than headings.
    fn counts(&self, number: u64) -> Listed {
        match number {
            number if number == self.leaves => Listed::Issues,
            number if number == self.tops => Listed::Tops,
            _ => Listed::Headings,
        }
    }

    /// What may be called so many aspects or kinds.
    fn headings(&self) -> BTreeSet<u64> {
        let titles = self.titles.iter().map(|titles| titles.len() as u64);
        let deep = self.groups.iter().chain(&self.most).copied();
        deep.chain(titles).filter(|count| *count > 0).collect()
    }
}

/// Whether a node is an issue or stands above one.
fn holds_issues(node: &Node) -> bool {
    node.kind == NodeKind::Issue || node.children.iter().any(holds_issues)
}

/// Whether a count may be meant of what is listed: within half and double.
fn near(claimed: u64, listed: u64) -> bool {
    listed <= claimed.saturating_mul(2) && claimed <= listed.saturating_mul(2)
}

/// The notice's claims of one kind.
fn of_kind<'d>(sheet: &Sheet<'d>, kind: ClaimKind) -> impl Iterator<Item = &'d Claim> {
    sheet.notice.claims.iter().filter(move |claim| claim.kind == kind)
}

/// Asks of the problems: the first claim of them.
fn problems(sheet: &Sheet, ways: &Ways) -> Option<Doubt> {
    let first = of_kind(sheet, ClaimKind::Problems).next()?;
    let mut shown: Vec<u64> = ways.problems().into_iter().filter(|count| near(first.count, *count)).collect();
    shown.sort_by_key(|count| count.abs_diff(first.count));
    shown.truncate(1);
    // Of an outline of several levels, the number that comes nearest, and the issues themselves.
    if !shown.is_empty() && !shown.contains(&ways.leaves) {
        shown.insert(0, ways.leaves);
    }
    let counts = shown.iter().map(|count| ways.counts(*count)).collect();
    (!shown.is_empty() && ways.leaves >= FEW).then(|| doubt(sheet, first, shown, counts))
}

/// Asks of aspects and kinds: against the headings that are called so.
fn headings(sheet: &Sheet, kind: ClaimKind, ways: &Ways) -> Option<Doubt> {
    let word = if kind == ClaimKind::Aspects { "方面" } else { "类" };
    let first = of_kind(sheet, kind).next()?;
    let listed = ways.headings();
    let beside = of_kind(sheet, ClaimKind::Problems).any(|other| beside(first, other));
    if of_kind(sheet, kind).any(|claim| listed.contains(&claim.count)) || ways.bare > 0 || !beside {
        return None;
    }
    let called = |titles: &&BTreeSet<String>| {
        let so = titles.iter().filter(|title| title.contains(word)).count();
        so >= 2 && so * 2 >= titles.len()
    };
    let level = ways.titles.iter().find(called)?;
    Some(doubt(sheet, first, vec![level.len() as u64], vec![Listed::Headings]))
}

/// Whether aspects are counted beside the problems found: 指出4个方面17个问题.
fn beside(claim: &Claim, problems: &Claim) -> bool {
    /// Bytes between the two: a few characters.
    const NEAR: usize = 60;
    problems.span.start.abs_diff(claim.span.end) <= NEAR
}

fn doubt(sheet: &Sheet, claim: &Claim, listed: Vec<u64>, counts: Vec<Listed>) -> Doubt {
    let range = sheet.range(claim.span);
    let place = sheet.place_at(range.start).map(|place| place.path.clone());
    let around = place_clause(sheet, &range);
    Doubt {
        rule: RuleId::CountMismatch,
        places: place.into_iter().collect(),
        quotes: vec![sheet.quote(&around)],
        elsewhere: Vec::new(),
        question: Question::Count { what: claim.kind, claimed: claim.count, listed, counts },
    }
}

/// A passage, to the end of its clause.
fn place_clause(sheet: &Sheet, range: &Range) -> Range {
    let said = sheet.place_at(range.start).and_then(|place| {
        let ranges = place.said().chain([&place.head]);
        ranges.into_iter().find(|said| said.contains(&range.start)).cloned()
    });
    let clauses = said.map(|said| sheet.clauses(&said)).unwrap_or_default();
    let end = clauses.into_iter().find(|clause| clause.contains(&range.start)).map(|clause| clause.end);
    range.start..end.unwrap_or(range.end).max(range.end)
}

/// Asks of completed ones and those in progress, where each issue has an outcome.
///
/// Issues that are reported as completed, or as in progress, alone, count surely; those of any other outcome
/// (阶段性, 长期坚持, both) may be counted with them or not.
fn outcomes(sheet: &Sheet, kind: ClaimKind, nodes: &[&Node]) -> Option<Doubt> {
    let mut leaves = Vec::new();
    nodes.iter().for_each(|node| gather(node, &mut leaves));
    let mut sorts: BTreeMap<&[OutcomeTag], u64> = BTreeMap::new();
    for node in &leaves {
        *sorts.entry(node.outcome.as_ref()?.tags.as_slice()).or_default() += 1;
    }
    let (own, other) = if kind == ClaimKind::Completed {
        (OutcomeTag::Completed, OutcomeTag::InProgress)
    } else {
        (OutcomeTag::InProgress, OutcomeTag::Completed)
    };
    let sure = sorts.get([own].as_slice()).copied().unwrap_or(0);
    let doubtful = sorts.iter().filter(|(tags, _)| **tags != [own] && **tags != [other]);
    let ways = doubtful.fold(BTreeSet::from([sure]), |ways, (_, count)| {
        ways.iter().flat_map(|way| [*way, way + count]).collect()
    });
    let first = of_kind(sheet, kind).next()?;
    if of_kind(sheet, kind).any(|claim| ways.contains(&claim.count)) || (leaves.len() as u64) < FEW {
        return None;
    }
    let nearest = ways.into_iter().min_by_key(|count| count.abs_diff(first.count))?;
    near(first.count, nearest).then(|| doubt(sheet, first, vec![nearest], Vec::new()))
}

/// The issues without issues below them.
fn gather<'d>(node: &'d Node, out: &mut Vec<&'d Node>) {
    if node.kind == NodeKind::Issue && !node.children.iter().any(holds_issues) {
        out.push(node);
    }
    node.children.iter().for_each(|child| gather(child, out));
}

/// Asks of what a heading counts in brackets at its end, or says to exist: （共5个问题）.
fn heading(sheet: &Sheet, place: &Place) -> Option<Doubt> {
    let node = place.node.filter(|node| node.kind != NodeKind::Issue && holds_issues(node))?;
    let text = sheet.text(&place.head);
    let phrases = Phrase::all(text, place.head.start);
    let mut claims = Vec::new();
    for phrase in &phrases {
        for (at, item) in phrase.items.iter().enumerate() {
            let counted = matches!(item.figure.unit.kind, Kind::Count("个" | "项" | "条" | "件"));
            let tail = phrase.tail(at);
            let noun = ["", "问题", "具体问题", "反馈问题", "整改事项", "事项", "突出问题"].contains(&tail);
            if counted && noun && item.figure.is_plain() {
                let bracketed =
                    item.depth > 0 && phrase.get(&(item.tail.end..place.head.end)).starts_with(')');
                let own = phrase.own(at);
                let said = tail.ends_with("问题")
                    && ["存在", "共", "反馈", "指出"].iter().any(|word| own.ends_with(word));
                let count: u64 = item.figure.value.to_string().parse().ok()?;
                claims.push((count, item.figure.range.clone(), bracketed || said));
            }
        }
    }
    let children: Vec<&Node> = node.children.iter().collect();
    let below = Ways::of(&children);
    let mut ways = below.problems();
    ways.insert(children.iter().filter(|child| holds_issues(child)).count() as u64);
    if claims.iter().any(|(count, ..)| ways.contains(count)) {
        return None;
    }
    // 2020年巡察反馈的17个问题 is of another round.
    let other = ["上轮", "上一轮", "上次", "以往", "仍"].iter().any(|word| text.contains(word))
        || text.chars().filter(char::is_ascii_digit).count() >= 4 && text.contains('年');
    let (count, range, _) = claims.into_iter().find(|(.., sure)| *sure).filter(|_| !other)?;
    let mut shown: Vec<u64> = ways.into_iter().filter(|way| near(count, *way)).collect();
    shown.sort_by_key(|way| way.abs_diff(count));
    shown.truncate(1);
    let counts = shown.iter().map(|count| below.counts(*count)).collect();
    (!shown.is_empty()).then(|| Doubt {
        rule: RuleId::CountMismatch,
        places: vec![place.path.clone()],
        quotes: vec![sheet.quote(&place_clause(sheet, &range))],
        elsewhere: Vec::new(),
        question: Question::Count { what: ClaimKind::Problems, claimed: count, listed: shown, counts },
    })
}

/// Asks of lists that are announced with their number: 主要存在以下3个问题：一是…二是….
fn announced(sheet: &Sheet, place: &Place) -> Vec<Doubt> {
    let mut out = Vec::new();
    for said in place.said() {
        for phrase in Phrase::all(sheet.text(said), said.start) {
            let found = (0..phrase.items.len()).find_map(|at| list(sheet, &phrase, at, said.end));
            out.extend(found.map(|(what, claimed, listed, range)| Doubt {
                rule: RuleId::CountMismatch,
                places: vec![place.path.clone()],
                quotes: vec![sheet.quote(&range)],
                elsewhere: Vec::new(),
                question: Question::Count { what, claimed, listed: vec![listed], counts: Vec::new() },
            }));
        }
    }
    out
}

/// Words of finding, which announce a list where it follows behind a colon in the same sentence.
const FINDS: [&str; 9] =
    ["梳理出", "排查出", "查摆出", "查找出", "发现", "存在", "归纳出", "归纳为", "主要有"];

/// A figure that announces a list, and how many the list holds: what, claimed, listed, the clause.
fn list(sheet: &Sheet, phrase: &Phrase, at: usize, end: usize) -> Option<(ClaimKind, u64, u64, Range)> {
    let item = phrase.items.get(at)?;
    let tail = phrase.tail(at);
    let what = match tail {
        "问题" | "突出问题" | "具体问题" | "主要问题" | "共性问题" | "典型问题" => {
            ClaimKind::Problems
        }
        "方面" | "方面问题" | "方面的问题" => ClaimKind::Aspects,
        _ => return None,
    };
    let own = phrase.own(at);
    let announces = ["以下", "如下", "下列"].iter().any(|word| own.ends_with(word));
    let finds = FINDS.iter().any(|word| own.ends_with(word));
    let behind = sheet.text(&(item.tail.end..end)).split('\n').next()?.strip_prefix(':')?;
    let claimed: u64 = item.figure.value.to_string().parse().ok()?;
    let counted = matches!(item.figure.unit.kind, Kind::Count("个" | "类" | "项" | "种"));
    if !(announces || finds) || !item.figure.is_plain() || !counted {
        return None;
    }
    // Not said to follow, a list is all only where it ends with its sentence: 一是…；二是…。
    let behind = if announces { behind } else { behind.split('。').next()? };
    let mut rest = behind.strip_prefix("一是")?;
    let mut listed = 1;
    for label in ["二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"] {
        let Some((before, after)) = rest.split_once(label) else { break };
        // Another list within: 一是…一是….
        if before.contains("一是") {
            return None;
        }
        (rest, listed) = (after, listed + 1);
    }
    let clause = item.lead.start..item.tail.end;
    let whole = announces || !behind.contains('等');
    (whole && listed >= FEW && listed != claimed && !rest.contains("一是"))
        .then_some((what, claimed, listed, clause))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::asked;

    /// A notice that claims something, with two headings of issues, each completed or not.
    fn notice(opening: &str, heads: [&str; 2], outcomes: &[&[&str]]) -> String {
        let mut text = format!(
            "中共甲县乙局党组关于巡察整改情况的通报\n\n根据县委统一部署，县委第一巡察组对乙局党组进行了巡察，2024年6月3日反馈了意见，{opening}。\n\n一、整改落实情况\n"
        );
        let mut number = 0;
        for (at, (head, outcomes)) in heads.iter().zip(outcomes).enumerate() {
            text += &format!("（{}）{head}\n", ["一", "二"][at]);
            for outcome in *outcomes {
                number += 1;
                text += &format!(
                    "{number}.制度执行第{number}处不严。\n整改情况：修订办法，组织培训，开展检查。\n整改结果：{outcome}\n"
                );
            }
        }
        text + "\n中共甲县乙局党组\n2024年12月1日\n"
    }

    fn claimed(doubts: &[Doubt]) -> Vec<u64> {
        doubts
            .iter()
            .map(|doubt| match &doubt.question {
                Question::Count { claimed, .. } => *claimed,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[rstest]
    #[case("账目管理存在以下3个问题：一是凭证不全。二是审批不严。", &[3])]
    #[case("账目管理存在以下3个问题：一是凭证不全。二是审批不严。三是核算有误。", &[])]
    #[case("排查合同96份，发现4类问题：一是条款不全；二是签字不全；三是未盖章。已补正。", &[4])]
    // Not said to follow, or not all.
    #[case("解决3个问题：一是凭证不全。二是审批不严。", &[])]
    #[case("发现3类问题：一是凭证不全。二是审批不严。三是核算有误。", &[])]
    #[case("发现4类问题：一是凭证不全；二是审批不严等。", &[])]
    // Lists within lists.
    #[case("存在以下2个方面：一是管理，表现为一是不严。二是不细。三是不实。", &[])]
    fn announced_lists(#[case] finding: &str, #[case] want: &[u64]) {
        let doubts = crate::checks::testing::asked_of_issue(
            RuleId::CountMismatch,
            finding,
            "已完成",
            "修订办法，开展培训。",
        );
        assert_eq!(claimed(&doubts), want, "{finding}");
    }

    #[test]
    fn each_number_says_what_it_counts() {
        let doubts = asked(
            RuleId::CountMismatch,
            &notice("指出4个问题", ["执行方面", "管理方面"], &[&["已完成"; 4], &["已完成"; 3]]),
        );
        let question = &doubts.first().expect("a doubt").question;
        let said = (crate::words::ZH.doubts.ask)(question);
        assert!(said.contains("，列出的有问题7个、小标题2个；"), "{said}");
        let said = (crate::words::EN.doubts.ask)(question);
        assert!(said.contains("lists 7 problems under 2 headings:"), "{said}");
    }

    const DONE: &[&[&str]] = &[&["已完成", "已完成", "已完成"], &["已完成", "正在整改"]];

    #[rstest]
    #[case("指出2个方面5个问题", ["执行方面", "管理方面"], &[])]
    // Four headings and issues in all: neither five nor two.
    #[case("指出2个方面6个问题", ["执行方面", "管理方面"], &[6])]
    #[case("指出3个方面5个问题", ["执行方面", "管理方面"], &[3])]
    // One claim that fits is enough: the other is of a part.
    #[case("指出2个方面5个问题，书记领办4个问题", ["执行方面", "管理方面"], &[])]
    #[case("指出5个问题，已完成整改4个，正在整改1个", ["执行方面", "管理方面"], &[])]
    #[case("指出5个问题，已完成整改3个，正在整改1个", ["执行方面", "管理方面"], &[3])]
    // Far more than are listed: something else is counted.
    #[case("指出50个问题", ["执行方面", "管理方面"], &[])]
    #[case("指出5个问题", ["执行方面（3个问题）", "管理方面（3个问题）"], &[3])]
    #[case("指出5个问题", ["执行方面（3个问题）", "管理方面（共2个）"], &[])]
    fn counts(#[case] opening: &str, #[case] heads: [&str; 2], #[case] want: &[u64]) {
        let doubts = asked(RuleId::CountMismatch, &notice(opening, heads, DONE));
        assert_eq!(claimed(&doubts), want, "{opening} {heads:?}");
    }
}
