//! A problem of an earlier notice of the same agency reads alike.
//!
//! Asks where two notices of one agency are of different rounds, and a problem of the later one has most of its
//! words ([`SHARE`]) in common with one of the earlier: [`OWN`] characters at least, in runs of [`GRAM`] and more,
//! [`RUN`] of them in one run. Words that problems of many agencies have are no sign and do not count: those of
//! [`STOCK`], and those that more than one in [`COMMON`] agencies of those at hand have. So a stock title
//! (党建工作薄弱) is never asked of, in a ledger of whatever size.
//!
//! Silent where it is not sure that the rounds differ: the later inspection (or, where its time is not told, its
//! feedback) must come after the day of the earlier notice, so that versions, and the first and last report of one
//! round, are none. Silent too for agencies whose name does not say where they are (县教育局), for one that has
//! changed its name, and where a problem reads like more than [`MOST`] others.
//!
//! The thresholds are those that tell the sentences of the tests below apart; among the notices by other hands
//! (`tests/checks`, one agency with two rounds) they ask once, and rightly.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    checks::{Doubt, Elsewhere, Question, RuleId, Sheet},
    notice::Notice,
    parse::flow::fold_text,
};

/// Equal characters in a row that are looked for.
const GRAM: usize = 3;

/// The fewest characters in common that are the problem's own.
const OWN: usize = 8;

/// The fewest of these in one run.
const RUN: usize = 5;

/// The fewest runs of [`GRAM`] characters in common of which [`OWN`] can be made, [`RUN`] of them in a row.
const GRAMS: usize = 4;

/// Hundredths of the own characters of the shorter problem.
const SHARE: usize = 60;

/// Words that more than one in so many agencies have are stock; [`FEW`] may have them in any case.
const COMMON: usize = 50;

/// So many agencies that share words may do so by chance.
const FEW: usize = 3;

/// The most problems of one agency that have three characters in common: more are its daily words.
const MOST: usize = 8;

/// What problems of all agencies say: of their kind, not of the thing.
const STOCK: &[&str] = &[
    "理论学习中心组",
    "全面从严治党",
    "主体责任",
    "监督责任",
    "一岗双责",
    "党风廉政建设",
    "意识形态工作责任制",
    "意识形态",
    "中央八项规定精神",
    "中央八项规定",
    "民主集中制",
    "三重一大",
    "三会一课",
    "第一议题",
    "民主生活会",
    "组织生活会",
    "主题党日",
    "基层党组织",
    "基层党建",
    "党建工作",
    "党员干部",
    "领导班子",
    "领导干部",
    "干部队伍",
    "人才队伍",
    "选人用人",
    "发展党员",
    "党费收缴",
    "公务接待",
    "公务用车",
    "公车私用",
    "津贴补贴",
    "固定资产",
    "国有资产",
    "财务管理",
    "财务制度",
    "财经纪律",
    "内控制度",
    "内部控制",
    "政府采购",
    "招标投标",
    "招投标",
    "工程项目",
    "专项资金",
    "合同管理",
    "档案管理",
    "形式主义",
    "官僚主义",
    "巡察整改",
    "整改落实",
    "整改不到位",
    "反馈问题",
    "不规范",
    "不到位",
    "不严格",
    "不严肃",
    "不严",
    "不够",
    "不足",
    "不深入",
    "不深",
    "不扎实",
    "不实",
    "不力",
    "不高",
    "不全",
    "不清",
    "不符",
    "不强",
    "不及时",
    "不健全",
    "不完善",
    "不彻底",
    "不经常",
    "不明显",
    "不充分",
    "滞后",
    "缓慢",
    "薄弱",
    "缺位",
    "缺失",
    "流于形式",
    "走过场",
    "存在",
    "问题",
    "管理",
    "制度",
    "执行",
    "落实",
    "工作",
    "学习",
    "贯彻",
    "落地",
    "监管",
    "监督",
    "建设",
    "推进",
    "责任",
    "习近平",
    "新时代中国特色社会主义思想",
    "重要讲话",
    "指示批示",
    "重要论述",
    "党的二十大",
    "政治站位",
    "高质量发展",
    "未按规定",
    "未按要求",
    "部分",
    "个别",
    "一些",
    "仍然",
    "依然",
    "仍有",
    "长期",
    "至今",
    "有差距",
    "有短板",
    "有漏洞",
    "有风险",
    "底数",
    "账实",
    "审核把关",
    "把关",
    "程序",
    "履行",
    "发挥作用",
    "作用发挥",
    "党组",
    "党委",
    "党支部",
    "支部",
    "班子",
    "思想",
    "认识",
    "精神",
    "传达",
    "研究",
    "部署",
    "会议",
    "记录",
    "巡察",
    "巡视",
    "反馈",
    "指出",
    "上轮",
    "以来",
    "年度",
];

/// The problems of many notices, looked at for what comes back.
///
/// Notices are added one after the other. Memory is about nine bytes for each character of the problems.
#[derive(Default)]
pub struct Repeats {
    notices: Vec<Round>,
    findings: Vec<Finding>,
}

/// What is known of a notice.
struct Round {
    /// The agency, by its folded name; `None` where it does not tell which one it is.
    agency: Option<String>,
    /// The first day of which the notice tells that its inspection was at work.
    begins: Option<Date>,
    /// The day on which the notice was there.
    there: Option<Date>,
}

/// An issue's problem, without punctuation.
struct Finding {
    notice: usize,
    path: String,
    chars: Vec<char>,
    /// Whether each character is the problem's own.
    own: Vec<bool>,
    /// The byte of the folded text at which each character stands.
    at: Vec<u32>,
    /// The ranges of the folded text.
    words: Vec<Range<usize>>,
}

/// Two problems that read alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The notice in which is asked, by the order in which it was added: the later one.
    pub asked: usize,
    /// The earlier notice.
    pub other: usize,
    later: usize,
    earlier: usize,
    /// Hundredths of the shorter problem's own characters.
    share: usize,
}

impl Repeats {
    /// Adds a notice.
    pub fn add(&mut self, sheet: &Sheet) {
        let notice = self.notices.len();
        let round = Round::of(sheet.notice);
        if round.agency.is_some() && (round.begins.is_some() || round.there.is_some()) {
            self.findings.extend(sheet.issues().map(|place| {
                let mut finding = Finding {
                    notice,
                    path: place.path.clone(),
                    chars: Vec::new(),
                    own: Vec::new(),
                    at: Vec::new(),
                    words: place.finding.clone(),
                };
                place.finding.iter().for_each(|range| finding.push(sheet.text(range), range.start));
                finding
            }));
        }
        self.notices.push(round);
    }

    /// The problems that come back, in the order of the notices in which is asked.
    pub fn find(&self) -> Vec<Repeat> {
        let agencies = self.agencies();
        let candidates = self.candidates(&agencies);
        let common = self.common(&candidates, &agencies);
        let mut best: BTreeMap<usize, (usize, Repeat)> = BTreeMap::new();
        for (earlier, later) in candidates {
            if let Some((own, repeat)) = self.compare(earlier, later, &common)
                && best.get(&later).is_none_or(|(known, _)| own > *known)
            {
                best.insert(later, (own, repeat));
            }
        }
        let mut out: Vec<Repeat> = best.into_values().map(|(_, repeat)| repeat).collect();
        out.sort_unstable();
        out
    }

    /// The problems by agency.
    fn agencies(&self) -> Vec<Vec<usize>> {
        let mut agencies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, finding) in self.findings.iter().enumerate() {
            let agency = self.notices.get(finding.notice).and_then(|round| round.agency.as_deref());
            if let Some(agency) = agency {
                agencies.entry(agency).or_default().push(at);
            }
        }
        agencies.into_values().collect()
    }

    /// Pairs of problems of one agency, of different rounds, that have enough words in common to be looked at.
    fn candidates(&self, agencies: &[Vec<usize>]) -> BTreeSet<(usize, usize)> {
        let mut out = BTreeSet::new();
        for findings in agencies {
            let notice = |at: &usize| self.findings.get(*at).map(|finding| finding.notice);
            if findings.first().and_then(notice) == findings.last().and_then(notice) {
                continue;
            }
            let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
            for at in findings {
                let grams: FxHashSet<u64> = self
                    .findings
                    .get(*at)
                    .map_or_else(FxHashSet::default, |finding| finding.own_grams().collect());
                for gram in grams {
                    let known = holders.entry(gram).or_default();
                    if known.len() <= MOST {
                        known.push(*at);
                    }
                }
            }
            let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
            for known in holders.into_values().filter(|known| (2..=MOST).contains(&known.len())) {
                for (nth, one) in known.iter().enumerate() {
                    for other in known.iter().skip(nth + 1) {
                        *shared.entry((*one, *other)).or_default() += 1;
                    }
                }
            }
            let enough = shared.into_iter().filter(|(_, count)| *count >= GRAMS);
            out.extend(enough.filter_map(|((one, other), _)| self.by_age(one, other)));
        }
        out
    }

    /// Two problems by the age of their rounds; `None` where these are not surely different.
    fn by_age(&self, one: usize, other: usize) -> Option<(usize, usize)> {
        let round = |at: usize| self.notices.get(self.findings.get(at)?.notice);
        let (first, second) = (round(one)?, round(other)?);
        let before = |first: &Round, second: &Round| {
            first.there.zip(second.begins).is_some_and(|(there, begins)| there < begins)
        };
        if before(first, second) { Some((one, other)) } else { before(second, first).then_some((other, one)) }
    }

    /// Of the words that candidates have in common, those that many agencies have.
    fn common(&self, candidates: &BTreeSet<(usize, usize)>, agencies: &[Vec<usize>]) -> FxHashSet<u64> {
        // For each how many agencies have it, and the last of them.
        let mut held: FxHashMap<u64, (usize, Option<usize>)> = FxHashMap::default();
        for (earlier, later) in candidates {
            let (Some(one), Some(other)) = (self.findings.get(*earlier), self.findings.get(*later)) else {
                continue;
            };
            let known: FxHashSet<u64> = one.grams().collect();
            for gram in other.grams().filter(|gram| known.contains(gram)) {
                held.entry(gram).or_default();
            }
        }
        for (agency, findings) in agencies.iter().enumerate() {
            for gram in findings.iter().filter_map(|at| self.findings.get(*at)).flat_map(Finding::grams) {
                if let Some((count, last)) = held.get_mut(&gram).filter(|(_, last)| *last != Some(agency)) {
                    (*count, *last) = (*count + 1, Some(agency));
                }
            }
        }
        let most = FEW.max(agencies.len() / COMMON);
        held.into_iter().filter(|(_, (count, _))| *count > most).map(|(gram, _)| gram).collect()
    }

    /// How many own characters two problems have in common, where these are enough.
    fn compare(&self, earlier: usize, later: usize, common: &FxHashSet<u64>) -> Option<(usize, Repeat)> {
        let (one, other) = (self.findings.get(earlier)?, self.findings.get(later)?);
        let (shorter, longer) = if one.owned() <= other.owned() { (one, other) } else { (other, one) };
        let covered = shorter.covered(longer, |gram| !common.contains(&gram));
        let (mut shared, mut run, mut longest) = (0, 0, 0);
        for (covered, own) in covered.iter().zip(&shorter.own) {
            run = if *covered { run + usize::from(*own) } else { 0 };
            shared += usize::from(*covered && *own);
            longest = longest.max(run);
        }
        let share = shared * 100 / shorter.owned().max(1);
        let alike = shared >= OWN && longest >= RUN && share >= SHARE;
        alike.then_some((shared, Repeat { asked: other.notice, other: one.notice, later, earlier, share }))
    }

    /// The doubt of a repeat; the sheets are those of [`Repeat::asked`] and [`Repeat::other`].
    pub fn doubt(&self, repeat: &Repeat, asked: &Sheet, other: &Sheet) -> Option<Doubt> {
        let (later, earlier) = (self.findings.get(repeat.later)?, self.findings.get(repeat.earlier)?);
        let source = &other.notice.source;
        let day = |notice: &Notice| notice.published.or(notice.feedback_date);
        Some(Doubt {
            rule: RuleId::RepeatFinding,
            places: vec![later.path.clone()],
            quotes: vec![asked.quote(&later.clause(earlier, asked))],
            elsewhere: vec![Elsewhere {
                path: source.path.clone(),
                sha256: source.sha256.clone(),
                places: vec![earlier.path.clone()],
                quotes: vec![other.quote(&earlier.clause(later, other))],
            }],
            question: Question::AgainLike {
                here: day(asked.notice),
                there: day(other.notice),
                share: u8::try_from(repeat.share).unwrap_or(100),
            },
        })
    }
}

impl Round {
    fn of(notice: &Notice) -> Self {
        Self {
            agency: notice.agency.as_deref().and_then(agency),
            begins: notice.inspection_period.map(|period| period.start).or(notice.feedback_date),
            there: notice.published.or(notice.feedback_date),
        }
    }
}

/// An agency's folded name, where it tells which one of a country's it is.
fn agency(name: &str) -> Option<String> {
    let name = fold_text(name);
    let bare = name.trim_start_matches("中共");
    let placeless =
        bare.starts_with(['省', '市', '县', '区', '州', '镇', '乡', '局', '院', '公', '集', '本', '我']);
    (!placeless && bare.chars().count() >= NAME).then(|| bare.to_owned())
}

/// The fewest characters of a name that tells which agency it is.
const NAME: usize = 4;

impl Finding {
    fn push(&mut self, text: &str, from: usize) {
        let mut stock: Vec<Range<usize>> = STOCK
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, word)| at..at + word.len()))
            .collect();
        stock.sort_by_key(|range| (range.start, range.end));
        let mut until = 0;
        let mut next = stock.iter().peekable();
        for (at, c) in text.char_indices() {
            while let Some(range) = next.next_if(|range| range.start <= at) {
                until = until.max(range.end);
            }
            if c.is_alphanumeric() {
                self.chars.push(c);
                self.at.push(u32::try_from(from + at).unwrap_or(u32::MAX));
                self.own.push(at >= until && !c.is_ascii_digit());
            }
        }
    }

    /// How many of its characters are its own.
    fn owned(&self) -> usize {
        self.own.iter().filter(|own| **own).count()
    }

    /// For each of its characters, whether it stands in a run that another problem has too.
    fn covered(&self, other: &Self, counts: impl Fn(u64) -> bool) -> Vec<bool> {
        let known: FxHashSet<u64> = other.grams().filter(|gram| counts(*gram)).collect();
        let mut covered = vec![false; self.chars.len()];
        for (at, gram) in self.grams().enumerate() {
            if known.contains(&gram) {
                covered.iter_mut().skip(at).take(GRAM).for_each(|mark| *mark = true);
            }
        }
        covered
    }

    /// The clause that has most in common with another problem.
    fn clause(&self, other: &Self, sheet: &Sheet) -> Range<usize> {
        let covered = self.covered(other, |_| true);
        let shared = |clause: &Range<usize>| {
            let own = self.at.iter().zip(covered.iter().zip(&self.own));
            own.filter(|(at, (covered, own))| clause.contains(&(**at as usize)) && **covered && **own).count()
        };
        let clauses = self.words.iter().flat_map(|range| sheet.clauses(range));
        // The first of those that have most.
        let best = clauses
            .map(|clause| (shared(&clause), clause))
            .max_by_key(|(shared, clause)| (*shared, std::cmp::Reverse(clause.start)));
        best.map_or(0..0, |(_, clause)| clause)
    }

    /// Its runs of [`GRAM`] characters, in order, each as one number.
    fn grams(&self) -> impl Iterator<Item = u64> {
        // A character has 21 bits.
        self.chars.windows(GRAM).map(|window| window.iter().fold(0, |gram, c| gram << 21 | u64::from(*c)))
    }

    /// Those with a character of its own.
    fn own_grams(&self) -> impl Iterator<Item = u64> {
        let own = self.own.windows(GRAM).map(|own| own.contains(&true));
        self.grams().zip(own).filter(|(_, own)| *own).map(|(gram, _)| gram)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::{
        checks::{Rules, check_all, testing::notice},
        intake::{self, Document},
        parse, words,
    };

    fn read(name: &str, text: &str) -> (Document, Notice) {
        let document = intake::read_bytes(Path::new(name), text.as_bytes()).expect("text");
        let notice = parse::parse(&document, &words::ZH.read);
        (document, notice)
    }

    fn of(feedback: Date, published: Date, finding: &str) -> String {
        let answer = "修订办法，清退3人。";
        notice(
            feedback,
            published,
            &[("会风不严，迟到早退。", "已完成", answer), (finding, "已完成", answer)],
        )
    }

    /// What is asked of the later of two notices, and of the earlier; rounds of 2021 and 2024.
    fn asked(earlier: &str, later: &str) -> Vec<Doubt> {
        let old = of(date(2021, 6, 3), date(2021, 12, 1), earlier);
        let new = of(date(2024, 6, 3), date(2024, 12, 1), later);
        let all = check_all(&[read("b", &new), read("a", &old)], &Rules::only(&[RuleId::RepeatFinding]));
        assert_eq!(all[1], [], "the earlier one is not asked of");
        all[0].iter().filter(|doubt| !doubt.elsewhere.is_empty()).cloned().collect()
    }

    #[rstest]
    #[case("高标准农田建后管护缺位，3处提灌站长期闲置。", "高标准农田项目建后管护依然缺位，提灌站闲置。")]
    #[case("秸秆离田补贴审核把关不严，重复申领4户。", "秸秆离田补贴仍有2户重复申领。")]
    #[case(
        "乡镇卫生院急诊值班空岗，夜间无人接诊。",
        "部分乡镇卫生院急诊夜间值班空岗、无人接诊的问题仍然存在。"
    )]
    fn a_problem_that_comes_back(#[case] earlier: &str, #[case] later: &str) {
        let doubts = asked(earlier, later);
        assert_eq!(doubts.len(), 1, "{later}");
        assert_eq!(doubts[0].places, ["一、/2."]);
        assert_eq!(doubts[0].elsewhere[0].path, "a");
        let days = (Some(date(2024, 12, 1)), Some(date(2021, 12, 1)));
        assert!(
            matches!(doubts[0].question, Question::AgainLike { here, there, .. } if (here, there) == days),
            "{:?}",
            doubts[0].question
        );
    }

    #[rstest]
    // Stock titles.
    #[case("党建工作薄弱，“三会一课”制度落实不严格。", "党建工作薄弱，“三会一课”制度落实不严格。")]
    #[case("党组理论学习中心组学习不够深入扎实。", "党组理论学习中心组学习不够深入扎实。")]
    #[case("公务用车管理不规范，3辆车未喷涂标识。", "公务用车管理不规范，超编配备2辆。")]
    // The same field, another matter.
    #[case("高标准农田建后管护缺位，3处提灌站闲置。", "高标准农田设计变更未报批，2个标段超概算。")]
    #[case("秸秆离田补贴重复申领4户。", "耕地地力补贴超面积申领6户。")]
    fn look_alikes(#[case] earlier: &str, #[case] later: &str) {
        assert_eq!(asked(earlier, later), [], "{later}");
    }

    const FINDING: &str = "高标准农田建后管护缺位，3处提灌站长期闲置。";

    #[rstest]
    // Two reports of one round; two versions of one.
    #[case(date(2024, 6, 3), date(2024, 12, 1), date(2024, 6, 3), date(2025, 6, 1), 0)]
    #[case(date(2024, 6, 3), date(2024, 12, 1), date(2024, 6, 3), date(2024, 12, 1), 0)]
    // A feedback that came before the earlier notice may be of its round.
    #[case(date(2024, 6, 3), date(2024, 12, 1), date(2024, 9, 3), date(2025, 3, 1), 0)]
    #[case(date(2021, 6, 3), date(2021, 12, 1), date(2024, 9, 3), date(2025, 3, 1), 1)]
    fn rounds(
        #[case] fed: Date,
        #[case] told: Date,
        #[case] again: Date,
        #[case] now: Date,
        #[case] count: usize,
    ) {
        let all = [read("a", &of(fed, told, FINDING)), read("b", &of(again, now, FINDING))];
        let doubts = check_all(&all, &Rules::only(&[RuleId::RepeatFinding])).concat();
        assert_eq!(doubts.len(), count);
        assert_eq!(check_all(&all, &Rules::only(&[RuleId::NumberGap])).concat(), []);
    }

    #[test]
    fn another_agency_is_another() {
        let old = of(date(2021, 6, 3), date(2021, 12, 1), FINDING);
        for (name, count) in [("甲县乙局", 1), ("丙县乙局", 0), ("县乙局", 0)] {
            let new = of(date(2024, 6, 3), date(2024, 12, 1), FINDING).replace("甲县乙局", name);
            let doubts =
                check_all(&[read("a", &old), read("b", &new)], &Rules::only(&[RuleId::RepeatFinding]))
                    .concat();
            assert_eq!(doubts.len(), count, "{name}");
        }
    }

    #[test]
    fn what_many_agencies_have_is_stock() {
        let of_agency = |at: usize, day: i16| {
            let name = ["甲", "丙", "丁", "戊", "己"][at];
            let text = of(date(day, 6, 3), date(day, 12, 1), FINDING).replace("甲县", &format!("{name}县"));
            read(&format!("{name}{day}"), &text)
        };
        for (agencies, count) in [(3, 3), (4, 0)] {
            let all: Vec<_> =
                (0..agencies).flat_map(|at| [of_agency(at, 2021), of_agency(at, 2024)]).collect();
            let doubts = check_all(&all, &Rules::only(&[RuleId::RepeatFinding])).concat();
            assert_eq!(doubts.len(), count, "{agencies}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_problem_is_read(one in "[高标准农田，。《》“”0-9ab、党建薄弱管护]{0,60}", other in "[高标准农田，。《》0-9a党建薄弱管护]{0,60}") {
            asked(&one, &other);
        }

        #[test]
        fn stock_words_in_any_order_are_never_asked_of(words in prop::collection::vec(prop::sample::select(STOCK), 1..8)) {
            let finding = format!("{}。", words.concat());
            prop_assert_eq!(asked(&finding, &finding), []);
        }
    }
}
