//! `no_result`: marked completed; the answer explains and promises, and tells of nothing done.
//!
//! Asks where the outcome says completed (also with long-term) and every clause of the answer is one of:
//! why it came so (由于, 原因是, 所致), what will be (今后将, 下一步), what should be (要, 应当, 要求…), how well it is
//! taken (高度重视), or a phrase without an act (严格执行, 进一步加强). Silent as soon as one clause tells of an
//! act: a day, a figure that the finding does not have, a document, 已, 了, or a verb of doing (印发, 清退, 开展);
//! a verb inside a promise or an explanation is none. Silent where the answer is empty.

use std::sync::LazyLock;

use regex::Regex;

use crate::parse::dates;

use super::{Doubt, Place, Question, RuleId, Sheet, done_but_open::is_completed, voice::Voice};

/// Asks.
pub fn ask(sheet: &Sheet) -> Vec<Doubt> {
    sheet.issues().filter_map(|place| of_issue(sheet, place)).collect()
}

fn of_issue(sheet: &Sheet, place: &Place) -> Option<Doubt> {
    let node = place.node.filter(|node| is_completed(node))?;
    let finding: String = place.finding.iter().map(|range| sheet.text(range)).collect();
    let mut quotes = Vec::new();
    let mut empty = 0;
    let mut said = 0;
    for range in &place.answer {
        let voice = Voice::of(sheet, range);
        // Whether the sentences are of what will be: 下一步,… goes on until something done is told.
        let mut ahead = false;
        for sentence in sheet.sentences(range) {
            match Saying::of(voice.get(&sentence), &finding, &mut ahead) {
                Saying::Act => return None,
                Saying::Promise | Saying::Demand => quotes.push(sentence),
                Saying::Empty => empty += 1,
                Saying::Cause => {}
            }
            said += 1;
        }
    }
    let bare = quotes.is_empty();
    // An answer of phrases alone is asked of where it is short; a long one may tell an act in other words.
    if said == 0 || bare && (empty == 0 || said > MOST_BARE) {
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

/// What a sentence of an answer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saying {
    /// It tells of something done.
    Act,
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
        "原因|由于|究其|所致|致使|导致|造成|^(?:因|系|受|主要是|经自查,因|经查,因)|历史遗留|历史原因|认识不足|意识不强|意识淡薄|\
         重视不够|把关不严|不熟悉|业务不熟|理解不透|掌握不|认为",
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
        "^[^,]{0,12}(?:要|应当|应|必须|须)(?:结合|进一步|切实|严格|认真|加强|把|将|定期|坚持|强化|不断|建立|及时|按|全部|全|做到|高度)|要求",
    )
    .ok()
});

/// What shows an act also in a sentence that explains or promises.
static SURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "已(?:[^认无退成经意然有]|经(?:[^认意成])|有[0-9])|均已|现已|业已|(?:完善|建立|制定|修订|印发|召开|开展|组织|更换|补齐|收回|清退|\
         退回|追回|完成|签订|调整|举办|成立|整改|规范|明确|增加|健全|设立|进行)了|全部(?:完成|到位|签订|整改|退|清|补|分配|发放)|\
         现[^,]{0,12}全部|办结|销号|竣工|验收合格|获批|获认可|未发现|未再",
    )
    .ok()
});

/// Verbs of doing, which count where they stand in the notice's own present.
static DONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "印发|制定|制订|修订|出台|建立|召开|开展|组织|举办|完成|清退|追回|追缴|退回|退还|收回|上缴|缴[回纳清]|补[齐签记正发办录交]|更换|\
         更新|整改|核[实查销对减增]|排查|检查|约谈|谈话|通报|处分|处理|处罚|诫勉|问责|批评|签订|公示|公开|设[置立]|成立|配[备齐]|安排|选派|\
         轮岗|调整|交流|重申|重新|移交|备案|登记|入账|注销|解除|拆除|修复|维修|修缮|建成|投用|投入|开通|上线|启用|统一|清理|清查|清运|盘点|\
         邀请|培训|学习|研讨|走访|慰问|督促|督导|督查|下发|转发|张贴|悬挂|发放|拨付|兑付|支付|结清|划转|压减|精简|取消|废止|撤销|合并|划分|\
         招聘|引进|录用|任命|提拔|免去|换届|增设|增加|减少|新增|新建|改造|安装|购置|采购|报送|上报|提交|汇报|对接|协调|沟通|争取|\
         研究|审议|部署|指导|推行|实行|实施|落实到|纳入|列入|聘请|委托|审计|评估|测评|考核|抽查|巡查|宣传|讲解|解答|回访|听取|撰写|作出|形成|梳理|细化|划定|提醒",
    )
    .ok()
});

impl Saying {
    fn of(sentence: &str, finding: &str, ahead: &mut bool) -> Self {
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
        if matches(&SURE, sentence) || figures(now, finding) || !dates(now).is_empty() {
            return Self::Act;
        }
        let cause = matches(&CAUSE, now);
        let demand = matches(&DEMAND, now);
        if !cause && !demand && matches(&DONE, now) && !rules_only(now) {
            return Self::Act;
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

fn dates(text: &str) -> Vec<dates::Found> {
    dates::find(text)
}

/// Whether a sentence has a figure that the finding has not.
fn figures(text: &str, finding: &str) -> bool {
    let mut digits = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|run| !run.is_empty());
    digits.any(|run| run.chars().any(|c| c.is_ascii_digit()) && !finding.contains(run))
}

/// Whether every clause with a verb of doing only says how things are to be done (严格按照规定审核).
fn rules_only(text: &str) -> bool {
    let strict = ["严格", "坚持", "坚决", "切实", "始终", "牢固", "主动", "进一步", "不断", "持续"];
    let label =
        |clause: &str| clause.trim_start_matches(|c: char| "一二三四五六七八九十是".contains(c)).to_owned();
    text.split([',', '、', ';'])
        .filter(|clause| DONE.as_ref().is_some_and(|done| done.is_match(clause)))
        .all(|clause| strict.iter().any(|word| label(clause).starts_with(word)))
}
