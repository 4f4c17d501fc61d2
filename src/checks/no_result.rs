//! `no_result`: marked completed; the answer explains and promises, and tells of nothing done.
//!
//! Asks where the outcome says completed (also with long-term) and every clause of the answer is one of:
//! why it came so (由于, 原因是, 所致), what will be (今后将, 下一步), what should be (要, 应当, 要求…), how well it is
//! taken (高度重视), that it was thought about (进行了深刻反思, 召开会议认真剖析: unless thinking about it is what
//! was found wanting), or a phrase without an act (严格执行, 进一步加强). Silent as soon as one clause tells of an
//! act: a figure, a document, 已, 了, or a verb of doing (印发, 清退, 开展);
//! a verb inside a promise or an explanation is none. Silent where the answer is empty.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

use crate::parse::flow::last_chars;

use super::{
    Doubt, Place, Question, RuleId, Sheet,
    done_but_open::is_completed,
    voice::{Voice, without_number},
};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    sheet.issues().filter_map(|place| of_issue(sheet, place)).collect()
}

fn of_issue(sheet: &Sheet, place: &Place) -> Option<Doubt> {
    let node = place.node.filter(|node| is_completed(node))?;
    let mut quotes = Vec::new();
    let mut ordered = false;
    let mut tried = false;
    let mut plain = true;
    let mut empty = 0;
    let mut said = 0;
    let wanted =
        place.finding.iter().any(|range| THOUGHT.iter().any(|word| sheet.text(range).contains(word)));
    for range in &place.answer {
        let voice = Voice::of(sheet, range);
        // Whether the sentences are of what will be: 下一步,… goes on until something done is told.
        let mut ahead = false;
        for sentence in sheet.sentences(range) {
            let own = without_number(voice.get(&sentence));
            let own = if wanted { Cow::Borrowed(own) } else { without_thought(own) };
            match Saying::of(&own, &mut ahead) {
                Saying::Act => return None,
                Saying::Try => tried = true,
                Saying::Promise => quotes.push(sentence),
                Saying::Demand => {
                    ordered |= ORDER.as_ref().is_some_and(|order| order.is_match(voice.get(&sentence)));
                    quotes.push(sentence);
                }
                Saying::Empty => {
                    plain &= PHRASE.as_ref().is_some_and(|phrase| phrase.is_match(voice.get(&sentence)));
                    empty += 1;
                }
                Saying::Cause => {}
            }
            said += 1;
        }
    }
    // 监管人员应定期检查 beside 加强联合执法 is an instruction throughout; beside a promise a verb is an act.
    if tried && !ordered {
        return None;
    }
    let bare = quotes.is_empty();
    // An answer of phrases alone is asked of where it is short; a long one may tell an act in other words.
    if said == 0 || bare && (empty == 0 || !plain || said > MOST_BARE) {
        return None;
    }
    if bare {
        quotes.extend(place.answer.iter().flat_map(|range| sheet.sentences(range)));
    }
    let outcome = node.outcome.as_ref().map_or_else(String::new, |outcome| outcome.raw.clone());
    Some(Doubt {
        rule: RuleId::NoResult,
        places: vec![place.path.clone()],
        quotes: quotes.iter().take(MOST_QUOTES).map(|range| sheet.quote(range)).collect(),
        elsewhere: Vec::new(),
        question: Question::NoResult { outcome },
    })
}

/// An answer of more sentences without promise or demand is not asked of.
const MOST_BARE: usize = 3;

/// So many sentences stand side by side.
const MOST_QUOTES: usize = 2;

/// Words of thinking about what was found.
const THOUGHT: [&str; 7] = ["反思", "剖析", "分析", "检讨", "查摆", "反省", "研判"];

/// A clause that tells that what was found was thought about, with the meeting at which it was; clauses with a
/// figure or a document tell more.
static REFLECTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let how = "(?:深刻|认真|全面|深入|专题|严肃|系统|细致|客观|集体|反复|仔细|逐一|逐条|地|的|、)*";
    let thought = THOUGHT.join("|");
    Regex::new(&format!(
        "(?:^|[,;])(?:[^,;0-9《]{{0,16}}召开[^,;0-9《]{{0,12}}会议?,)?[^,;0-9《]{{0,40}}?(?:(?:进行|开展|作|做)(?:了|出)?{how}(?:{thought})\
         |(?:问题|原因|情况|此)(?:进行|开展)了?{how}(?:梳理|研究|讨论|总结)|(?:深刻|认真|深入|全面)(?:{thought})(?:了?(?:问题|原因|根源|症结)[^,;0-9]{{0,6}})?)"
    ))
    .ok()
});

/// A sentence without what it tells of thinking.
fn without_thought(sentence: &str) -> Cow<'_, str> {
    REFLECTION.as_ref().map_or(Cow::Borrowed(sentence), |pattern| pattern.replace_all(sentence, ""))
}

/// What a sentence of an answer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saying {
    /// It tells of something done: a figure, a document, 已.
    Act,
    /// It has a verb of doing and no more.
    Try,
    /// It tells why.
    Cause,
    /// It tells what will be.
    Promise,
    /// It tells what should be.
    Demand,
    /// It tells nothing that could be checked.
    Empty,
}

static CAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "原因|由于|究其|所致|致使|导致|造成|^(?:因|系|受|经(?:核实|核查|查|了解|自查|排查|调查)|其中(?:包括|有|涉及)|主要(?:是|包括|涉及)|经自查,因|经查,因)|历史遗留|历史原因|认识不足|意识不强|意识淡薄|\
         重视不够|把关不严|不熟悉|业务不熟|理解不透|掌握不|认为|淡薄|侥幸|\
         存在[^,]{0,10}(?:现象|问题|心理|不足|差距)",
    )
    .ok()
});

static PROMISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "今后|下一?步|以后|日后|后续[,将]|(?:我们|我局|我单位|单位|党组|党委|学校|医院|公司|集团|委员会|办公室|科|股)将|\
         (?:^|,)将(?:进一步|持续|继续|严格|不断|以|严|加强|加大|从|按|切实|认真|积极|努力|牢|始终|尽快|定期|通过)|将以此为(?:鉴|戒)|引以为戒",
    )
    .ok()
});

static DEMAND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^[^,]{0,14}?(?:(?:^|[^重主需必只纪摘概提简首次不])要|应当|应|必须|须)(?:结合|进一步|切实|严格|认真|加强|加大|把|将|定期|坚持|强化|不断|\
         建立|及时|按|全部|全|做|高度|带头|深入|主动|牢记|自觉|经常|创新|统筹|注重|善于|敢于|树|增强|提高|压实|履行|担|抓|多|以)|\
         ^[^,]{1,10}(?:应当|应该|应|必须)[^用急对届收付有急]|(?:^|[,组委局院校司]|并)要求[^,。;]",
    )
    .ok()
});

/// Phrases of good will.
static PHRASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("严格|坚持|切实|进一步|不断|牢固|始终|主动|强化|加强|提高|提升|确保|增强|树[牢立]|营造|时刻|压[紧实]|高度重视|应[全入]|杜绝").ok()
});

/// An instruction to those who have to do it.
static ORDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[^,]{1,12}(?:要|应|应当|必须|须)[^求急]").ok());

/// What shows an act also in a sentence that explains or promises.
static SURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "已(?:[^认无退成经意然有离去调]|经[^认意成]|有[0-9]|退[还回缴款出]|成立|成[为功]|调[整配拨剂换])|均已|现已|业已|(?:完善|建立|制定|修订|印发|召开|开展|组织|更换|补齐|收回|清退|\
         退回|追回|完成|签订|调整|举办|成立|整改|规范|明确|增加|健全|设立|进行)了|全部(?:完成|到位|签订|整改|退|清|补|分配|发放)|\
         现[^,]{0,12}全部|办结|销号|竣工|验收合格|获批|获认可|未发现|未再",
    )
    .ok()
});

/// Verbs of doing, which count where they stand in the notice's own present.
static DONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "印发|制定|制订|修订|出台|建立|召开|开展|组织|举办|完成|清退|追回|追缴|退回|退还|收回|上缴|缴[回纳清]|补[齐签记正发办录交]|更换|\
         更新|整改|核[实查销对减增]|排查|检查|约谈|谈话|通报|处分|处理|处罚|诫勉|问责|批评|签订|公示|公开|补充|编印|编制|编写|设[置立]|成立|配[备齐]|安排|选派|\
         轮岗|调整|交流|重申|重新|移交|备案|登记|入账|注销|解除|拆除|修复|维修|修缮|建成|投用|投入|开通|上线|启用|统一|清理|清查|清运|盘点|\
         邀请|培训|学习|研讨|走访|慰问|督促|督导|督查|下发|转发|张贴|悬挂|发放|拨付|兑付|支付|结清|划转|压减|精简|取消|废止|撤销|合并|划分|\
         招聘|引进|录用|任命|提拔|免去|换届|增设|增加|减少|新增|新建|改造|安装|购置|报送|上报|提交|汇报|对接|协调|沟通|争取|\
         研究|审议|部署|指导|推行|实行|实施|落实到|纳入|列入|聘请|委托|审计|评估|测评|考核|抽查|巡查|宣传|讲解|解答|回访|听取|撰写|作出|形成|梳理|细化|划定|提醒|\
         责令|收缴|停[发止用]|下架|纠正|撤换|封存|关停|腾退|归还|恢复|消除|解决|化解|改正|补足|调换|转[出入]|交接|挂牌|硬化|搬迁|取缔|查处|立案|\
         起诉|追究|扣[除减发]|核减|健全|完善|理顺|整理|归档|修好",
    )
    .ok()
});

impl Saying {
    fn of(sentence: &str, ahead: &mut bool) -> Self {
        let matches =
            |pattern: &Option<Regex>, text: &str| pattern.as_ref().is_some_and(|p| p.is_match(text));
        let found = |pattern: &Option<Regex>| {
            pattern.as_ref().and_then(|p| p.find(sentence)).map(|found| found.start())
        };
        let promise = found(&PROMISE);
        // What stands before a promise is told of now.
        let (now, later) = match promise {
            Some(at) => sentence.split_at_checked(at).unwrap_or((sentence, "")),
            None if *ahead => ("", sentence),
            None => (sentence, ""),
        };
        let cause = matches(&CAUSE, now);
        let demand = matches(&DEMAND, now);
        let done = if cause || demand {
            // Of what was found, figures are told too; of what was done, with its verb.
            now.split([',', '、', ':']).any(|clause| figures(clause) && does(clause))
        } else {
            figures(now) || now.contains('《') && acts(now)
        };
        if done || matches(&SURE, sentence) {
            return Self::Act;
        }
        if !cause && !demand && acts(now) {
            return Self::Try;
        }
        if !later.is_empty() {
            *ahead = true;
            return Self::Promise;
        }
        match (cause, demand) {
            (true, _) => Self::Cause,
            (_, true) => Self::Demand,
            _ => Self::Empty,
        }
    }
}

/// Numbers that tell which thing is meant.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:[0-9]{4}年)?[0-9年月日、,号#和至-]*[0-9]+[#号]{1,2}(?:凭证|文件|文)|第[0-9]+[条款项号]")
        .ok()
});

/// Whether a passage gives a figure.
fn figures(text: &str) -> bool {
    let bare = NAMED.as_ref().map(|named| named.replace_all(text, ""));
    bare.is_some_and(|bare| bare.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a sentence has a verb of doing: one that is no part of a name (维修费), in a clause that does not
/// only say how things are to be done (严格按照规定审核).
fn acts(text: &str) -> bool {
    let strict = ["严格", "坚持", "坚决", "切实", "始终", "牢固", "主动", "进一步", "不断", "持续"];
    text.split([',', '、', ';'])
        .any(|clause| does(clause) && !strict.iter().any(|word| without_number(clause).starts_with(word)))
}

/// Whether a clause has a verb of doing that is neither part of a name nor said not to be done.
fn does(clause: &str) -> bool {
    let Some(done) = DONE.as_ref() else { return false };
    done.find_iter(clause).any(|found| {
        let behind = clause.get(found.end()..).unwrap_or("");
        let before = last_chars(clause.get(..found.start()).unwrap_or(""), NEGATED);
        !NOUNS.iter().any(|noun| behind.starts_with(noun)) && !before.contains(['未', '不', '没', '应', '要'])
    })
}

/// What makes a name of the word before it: 维修费, 组织观念.
const NOUNS: &[&str] =
    &["费", "款", "明细", "公司", "观念", "生活", "纪律", "部", "关系", "意识", "能力", "力度"];

/// So many characters before a verb may say that it was not done.
const NEGATED: usize = 4;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::checks::testing::asked_of_issue;

    #[rstest]
    #[case("因工作疏忽未及时公示。今后我们一定加强管理，杜绝此类现象。")]
    #[case("党支部书记要切实履行第一责任人职责，认真抓好党建工作。")]
    #[case("经查，3笔支出系当时经办人不熟悉规定所致。下一步，将严格审核。")]
    #[case("局党组高度重视，要求各科室进一步加强管理。")]
    #[case("党员干部应本着负责的态度，敢于亮短揭丑。")]
    #[case("个别干部组织观念淡薄，存在侥幸心理。我们将严肃工作纪律。")]
    #[case("班子成员要带头深入基层，多到困难多的地方去。")]
    #[case("主要是历史原因造成，当时的经办人已离岗。今后将加强档案管理。")]
    #[case("进一步提高政治站位，切实增强责任感。")]
    #[case("原因是人员不足。以后将合理安排培训，制定计划，建立台账。")]
    #[case("局党组召开会议，对此进行了深刻剖析，根源在于法治意识不强。今后将严格审核。")]
    #[case("组织财务室对有关问题进行了认真梳理，主要原因是经办人理解不透。下一步，将加强审核。")]
    #[case("学校对照反馈意见作了深刻检讨，主要是责任心不强所致。我们将引以为戒，改进工作。")]
    fn only_words(#[case] answer: &str) {
        for (outcome, count) in [("已完成", 1), ("已完成，长期坚持", 1), ("正在整改", 0), ("长期坚持", 0)]
        {
            let doubts = asked_of_issue(RuleId::NoResult, "3笔支出未公示。", outcome, answer);
            assert_eq!(doubts.len(), count, "{outcome}: {answer}");
        }
    }

    #[rstest]
    #[case("因工作疏忽未及时公示。8月已在村务栏补充公示。今后将按月公示。")]
    #[case("已将会议纪要补充完整。今后将规范记录。")]
    #[case("安排专人负责，台账逐日登记。")]
    #[case("值班室安装监控。今后将加强巡查。")]
    #[case("主要原因是人员不足。经核查，清退不在岗人员2名。今后严格考勤。")]
    #[case("由于账户变更未能退还，2万元现已退还。")]
    #[case("印发《公示办法》。下一步将抓好落实。")]
    #[case("责令其退出。今后将定期检查。")]
    #[case("健全财务、采购、用车三项制度。今后将抓好执行。")]
    #[case("宣传栏内容焕然一新。")]
    #[case("召开会议3次对合同进行认真分析，今后将严格审核。")]
    #[case("对照《办法》进行了深刻反思，清退超标准补贴。今后将严格审核。")]
    #[case("对往来账款进行了认真梳理。今后将严格审核。")]
    fn something_done(#[case] answer: &str) {
        let doubts = asked_of_issue(RuleId::NoResult, "3笔支出未公示。", "已完成", answer);
        assert_eq!(doubts, [], "{answer}");
    }

    #[test]
    fn thinking_is_an_act_where_it_was_wanting() {
        let answer = "班子成员进行了深刻剖析。今后将严格执行。";
        let count = |finding| asked_of_issue(RuleId::NoResult, finding, "已完成", answer).len();
        assert_eq!(count("民主生活会对照检查剖析不深刻。"), 0);
        assert_eq!(count("会费收缴不及时。"), 1);
    }

    #[test]
    fn an_answer_that_is_not_there_is_not_asked_of() {
        assert_eq!(asked_of_issue(RuleId::NoResult, "支出未公示。", "已完成", ""), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn every_answer_is_read(answer in "[今后将要因由于所致下一步，。；：《》“”0-9已了印发严格召开会议进行剖析反思a\\n]{0,120}") {
            asked_of_issue(RuleId::NoResult, "支出未公示。", "已完成", &answer);
        }

        #[test]
        fn one_act_with_a_figure_is_enough(before in 0_usize..4, behind in 0_usize..4, count in 2_u32..900) {
            let words = ["因疏忽未公示。", "对此进行了深刻反思。", "今后将严格公示。", "要切实加强管理。"];
            let before: String = words.iter().take(before).copied().collect();
            let behind: String = words.iter().rev().take(behind).copied().collect();
            let answer = format!("{before}已公示支出{count}笔。{behind}");
            prop_assert_eq!(asked_of_issue(RuleId::NoResult, "支出未公示。", "已完成", &answer), []);
        }
    }
}
