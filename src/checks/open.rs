//! What an answer leaves open: the clauses in which something is under way, planned or awaited.
//!
//! Rules of grammar, for the notice's own [voice](super::voice). A word that leaves something open does not
//! where it only tells which thing is meant (对正在施工的4处工地), belongs to a rule of procedure
//! (待审核通过后方可拨付), to a condition, to the next campaign (下一步, 第三批), to the time before (原计划,
//! 当时), is an object marker (将…纳入), or where the same sentence goes on to say that it is done.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Match, Regex};

use crate::parse::flow::Range;

use super::{Sheet, voice::Voice};
use Force::{Now, Planned, Weak};

/// A clause that leaves something open.
pub struct Open {
    /// The clause, in the folded text.
    pub clause: Range,
    /// Its sentence.
    pub sentence: Range,
    /// The words that do, as printed.
    pub word: String,
    /// How surely they do.
    pub force: Force,
}

/// How surely words leave something open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Also of what runs well (加快推进): only of the very thing that was found wrong.
    Weak,
    /// It is to come (预计, 待…后).
    Planned,
    /// It is not done now (正在, 尚未).
    Now,
}

/// A word or pattern, and how surely it leaves its clause open.
struct Mark {
    pattern: Regex,
    force: Force,
    /// Whether it is void where it tells of a thing (正在施工的工地).
    tells: bool,
}

/// Behind 未: what follows is no 未发现, 未发生, 未出现, 未收到, 未接到, 未再, which are good news.
const BAD: &str = "(?:$|[^发出收再接]|发[^现生]|出[^现]|收[^到]|接[^到收])";

/// What is done with what was found, so that its denial at a clause's end leaves it open.
const RESULTS: &str = "(?:完成|到位|解决|整改|整治|落实|办结|办理|收回|追回|追缴|退回|退还|归还|缴清|结清|清退|清偿|拆除|核销|注销|处置|\
    盘活|开工|竣工|完工|验收|建成|兑付|拨付|支付|签订|补签|补办|配备|更换|修复|移交|销号)";

/// What is left of the things that were found.
const LEFT: &str = "(?:剩余|其余|余下|另有|还有|尚有|仍有)";

/// When something will be.
const TIME: &str = "(?:今年|明年|后年|本年|年内|年底|年末|年初|近期|近日|下半年|上半年|下个?月|月底|月内|本月|暑假|暑期|寒假|\
    春节|元旦|国庆|五一|汛期|开学|下学期|秋季|春季|冬季|今冬|明春|开春|[0-9]{1,4}[年月]|[一二三四五六七八九十]{1,2}月|\
    第?[一二三四]季度)";

/// What a thing goes through before it is done.
const STAGES: &str = "(?:办理|洽谈|协商|协调|沟通|商谈|磋商|审批|施工|推进|建设|征求|申报|评审|研究|催收|补充|核对|核实|审核|审查|追缴|清理|\
    整改|招标|招投标|设计|论证|编制|调试|改造|安装|验收|出具|谈判|筹备|筹建|录入|报批|履行|走程序|走流程|\
    制作|公示|公告|备案|报备|过户|勘察|勘测|测绘|评估|结算|拆除|搬迁|采购|选址|鉴定|检测|试运行)";

const NUMBER: &str = "[0-9一二三四五六七八九十两]";

/// Patterns of words, how surely they leave their clause open, and whether they are void where they tell of
/// a thing. Each names in `w` the words that are shown; T stands for a time, N for a number, V for a stage, B for
/// [`BAD`], R for [`RESULTS`], L for [`LEFT`].
const PATTERNS: &[(&str, Force, bool)] = &[
    // Under way.
    ("(?:^|[^改真反纠矫更订])(?P<w>(?:目前|现|仍|还|尚)?正在)", Now, true),
    (
        "(?:^|[^公改修校真反端纠矫更补订方规])(?P<w>(?:目前|现|仍|还|尚)?正(?:着手|抓紧|积极|全力|加紧|加快|与|同|按|逐|由|组织|进行|准备|开展|实施|处于|处在|V))",
        Now,
        true,
    ),
    ("(?:^|[^公改修校真反端纠矫更补订方规])(?P<w>正(?:向|就|和))[^激引循作反评能]", Now, true),
    ("(?P<w>(?:仍|尚)在)[^,]{0,10}(?:V|开展|进行|组织|中$)", Now, true),
    ("(?P<w>还在)(?:(?:进一步|继续|抓紧|积极)?V|进行|[^,]{2,10}(?:之|当)?中$)", Now, true),
    ("(?:^|[^少短需免长再的时队])(?P<w>等待)(?:$|[^时区期室叫就])", Now, false),
    ("(?P<w>在建N)", Now, false),
    ("(?P<w>施工(?:单位|队伍|队)已?经?进(?:场|驻|入))", Now, false),
    ("(?P<w>已?进入[^,]{0,10}(?:V|实施)阶段)", Now, false),
    ("(?P<w>(?:现|目前|仍|尚)处于)[^,]{0,12}(?:期|阶段|过程|状态|中)$", Now, false),
    ("^[^在]*(?P<w>(?:V|准备|在办)(?:之|当)?中)$", Now, false),
    (
        "(?:目前|现|已|累计)[^,]{0,10}(?P<w>完成了?[^,]{0,8}(?:过半|近半|一半|大半|[一二三四五六七八九]成))",
        Now,
        false,
    ),
    // Not done.
    ("(?P<w>(?:尚|还|暂|仍)(?:未|没有?))B", Now, true),
    ("(?P<w>(?:尚|还|暂|仍)不具备)", Now, true),
    ("(?P<w>(?:尚|还|仍)(?:需|须|待))[^加提努持进强巩深0-9]", Now, true),
    ("(?P<w>(?:(?:仍|尚)(?:有|余|剩|欠|缺)|还(?:剩|欠|缺))N)", Now, true),
    ("(?P<w>还有N)[^,]{0,20}(?:未|没|待|正在)", Now, true),
    ("(?:目前|现|至今|截至目前|截至[^,]{0,10})(?P<w>(?:未|没有)(?:能)?)(?:$|[^发出再收接])", Now, true),
    ("(?P<w>暂缓)(?:$|实施|拆除|执行|推进|施工)", Now, false),
    (
        "(?P<w>(?:另外?|其余|其他|剩余|余下|下剩)[^,]{1,14}已(?:订购|下单|定制|订制|立项|上报|申报|列入|纳入|委托|启动|开工|进场|受理))",
        Now,
        false,
    ),
    ("(?P<w>陷入停滞|未能如期|尚在搁置)", Now, false),
    ("(?P<w>(?:剩余|其余|余下)[^,]{1,16}(?:到期|期满|退休)后)", Now, false),
    (
        "(?P<w>(?:另外?|其余|剩余|余下|下剩)[^,]{1,16}(?:一并(?:考虑|研究|解决|实施|处置|调整)|(?:分期|逐月|逐年|分批)(?:扣|还|付|退|偿|缴|归)))",
        Now,
        false,
    ),
    ("(?P<w>(?:暂时?|仍|还|目前|现)无法[^,的]{0,8}R)$", Now, true),
    ("L[^,的]{0,14}(?P<w>(?:未|没有)(?:能)?[^,的发出]{0,6}R(?:到位|完毕)?)$", Now, true),
    ("L[^,的]{0,14}(?P<w>待(?:进一步)?R)$", Now, true),
    (
        "^(?:该|此)项?(?:问题|工作|事项|任务|项目)[^,的]{0,4}(?P<w>(?:未|没有)(?:能)?[^,的发出]{0,6}R(?:到位|完毕)?)$",
        Now,
        false,
    ),
    (
        "^(?:目前|现|截至目前)?(?:该问题|问题)?(?P<w>整改(?:完成)?率(?:仅|只有)?(?:为|达到?)?[0-9]{1,2}(?:\\.[0-9]+)?%)$",
        Now,
        false,
    ),
    // To come.
    ("(?P<w>(?:近期|近日|年内|年底前|月底前|春节前)将)", Planned, true),
    ("(?:^|[^原经])(?P<w>预计)(?:于|在|到|将|T)", Planned, true),
    (
        "(?:^|[^模草虚比研])(?P<w>拟)(?:于|在|T|结合|按|将|通过|由|采取|采用|安排|申请|购|建设|开展|组织|实施|利用|委托|分N|对|以|待|提交|聘|邀|增|签|修|制定|出台|印发|召开|举办|完成|启动|补|从|向|请|列入|纳入|报[请送经市县省上])",
        Planned,
        true,
    ),
    ("(?:^|[^原按照度作习训改动革五划施育察计的])(?P<w>计划)(?:于|在|T|用N)", Planned, true),
    ("(?P<w>将(?:于|在)(?:T|[^,]{0,8}(?:前|后)))", Planned, true),
    ("(?P<w>将(?:陆续|择期|适时|尽快|按程序|按计划|另行|待))", Planned, true),
    ("(?P<w>力争)(?:于|在|早日|尽快|尽早|T)", Planned, true),
    ("(?P<w>有望|届时|暂定)", Planned, true),
    ("(?P<w>争取)(?:早|尽快|尽早|于|在|T|上级|政策支持|编制|省里|市里|县里)", Planned, false),
    (
        "(?:^|[^接招对期优善等看款亏厚亟有留应代])(?P<w>待)[^,遇业命机办定客见续处核岗][^,]{1,25}(?:后|时|到位|完毕|批复)",
        Planned,
        true,
    ),
    ("(?:^|[,、现])(?P<w>待(?:批|审批|批复|验收|核准|研究|安装|拨付|开工|处理))$", Planned, false),
    ("(?P<w>(?:到账|到位|下达|获批|批复|批准|核准|同意)后,?(?:将|再|即可?|立即|尽快|马上))", Planned, false),
    (
        "(?P<w>(?:下个?月|近期|年后|春节后|开春后))[^,]{0,6}(?:开工|动工|施工|启动|实施|完成|投用|搬迁|交付|安装|建成)",
        Planned,
        true,
    ),
    ("(?P<w>一(?:到货?|到位|经批准|经批复)即)", Planned, false),
    ("(?P<w>(?:列入|纳入)了?(?:明年|下一?年度?))", Planned, false),
    ("(?P<w>(?:列入|纳入)了?(?P<y>20[0-9]{2})年)", Planned, false),
    ("(?P<w>(?:其余|剩余|余下|另外?|下剩)[^,]{0,14}(?P<y>20[0-9]{2})年)", Planned, false),
    ("(?P<w>于(?P<y>20[0-9]{2})年)[^,]{0,8}(?:前|底)", Planned, true),
    ("(?P<w>初步意向|需重新(?:组织|招标|申报|报批|论证|选址))", Planned, false),
    ("(?P<w>后期[^,]{1,8}后)", Planned, false),
    ("(?P<w>另行)(?:安排|分工|研究|处置|确定|选址)", Planned, true),
    ("(?P<w>(?:完毕|结束|竣工|完工|封场)后)(?:,|再|将|报|$)", Planned, false),
    // Running, perhaps as it should.
    ("(?P<w>(?:有序|稳步|加快|抓紧|全力|强力|加速|逐步)推进)", Weak, true),
    ("(?P<w>初稿|征求意见稿|送审稿|讨论稿)", Weak, false),
    ("(?P<w>积极争取)", Weak, false),
];

static MARKS: LazyLock<Vec<Mark>> = LazyLock::new(|| {
    PATTERNS
        .iter()
        .filter_map(|(pattern, force, tells)| {
            let pattern = pattern.replace('T', TIME).replace('N', NUMBER).replace('V', STAGES);
            let pattern = pattern.replace('B', BAD).replace('R', RESULTS).replace('L', LEFT);
            Some(Mark { pattern: Regex::new(&pattern).ok()?, force: *force, tells: *tells })
        })
        .collect()
});

/// The next campaign, the next batch: what is said of them leaves nothing open.
static OUTLOOK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("下一?步|今后|以后|此后|日后|后续工作|下一?(?:轮|批|阶段|届|期|年度)|第[二三四五六七八九十]批|届满|换届之年|长期坚持|常态长效").ok()
});

/// Rules of procedure and conditions, in the sentence.
static PROCEDURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "方可|方能|方予|方准|才能|才可|凡|须待|必须|一律|再作|再行|工作日内|小时内|的,待|如(?:有|再|遇|需|发现)|若|一旦|\
         应待|要待|明确[^,]{0,12}(?:时限|流程|程序|要求|标准)|规定|审批制|作业制|办法》?,|制度》?,|流程,|机制,|严格(?:执行|落实)",
    )
    .ok()
});

/// The time before.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("当时|此前|以前|原先|巡察时|巡察期间|进驻时|反馈时|导致|致使|主要原因|是因为|所致|造成").ok()
});

/// What follows and says that it is done.
static DONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:已|均|现已|全部)[^,;]{0,14}(?:完成(?:[^0-9一二三四五六七八九十]|$)|完工|竣工|到位|办结|结清|销号|通过|投用|投入|清零|兑付|发放|整改|解决|交付|\
         拨付|通水|通车|启用|退还|退回|收回|补齐|认定|获批|安置|选派|换届|了)|提前完工|验收合格|通过验收",
    )
    .ok()
});

/// What makes all that follows in its clause a plan or an aim: 预计11月底前全部完成. 按计划 does not, nor what a paper
/// provides for (列入计划的).
static PLANS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = "预计|有望|力争|确保|(?:^|[^按照原入内])计划(?:于|在|到|T|用N)|(?:^|[^模草虚])拟(?:于|在|T)|争取(?:于|在|早|尽|T)|\
        将(?:于|在|陆续)|即将|待[^,]{1,25}后";
    Regex::new(&pattern.replace('T', TIME).replace('N', NUMBER)).ok()
});

/// Whether a text says behind a byte that something is done. What is foreseen (预计11月底前全部完成) is not, unless it
/// says 已.
fn is_done(text: &str, from: usize) -> bool {
    let (Some(done), Some(plans), Some(rest)) = (DONE.as_ref(), PLANS.as_ref(), text.get(from..)) else {
        return false;
    };
    done.find_iter(rest).any(|found| {
        let before = text.get(..from + found.start()).unwrap_or("");
        let clause = crate::parse::flow::behind_last(before, &[',', ';', ':', '。']);
        found.as_str().contains('已') || !plans.is_match(clause)
    })
}

/// What prepares for later (为夏季市容奠定良好基础) is no part of what was found.
static PREPARES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:奠定|打下|夯实)[^,;]{0,8}(?:基础|根基)|创造[^,;]{0,6}条件").ok());

/// Words of the present.
const NOWADAYS: [&str; 3] = ["目前", "现阶段", "截至"];

/// What becomes of a plan that is a paper.
const ISSUED: [&str; 6] = ["印发", "下达", "出台", "公布", "获批", "上报"];

/// Praise and reward for those who did well follow what is done, and leave nothing of it open.
static PRAISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:予以|给予|进行|集中|通报|择优|统一|评选)(?:通报|集中|公开)*(?:表彰|表扬|嘉奖|推广)|^表彰|^通报表扬").ok()
});

/// Benefits, which may be expected of what is done (预计可节约20万元).
const BENEFITS: [&str; 8] = ["节约", "节省", "增收", "受益", "惠及", "降低", "产值", "减少"];

/// The clauses of a passage that leave something open, in the order of the text; `own` is the notice's day.
pub fn find(sheet: &Sheet, passage: &Range, own: Option<Date>) -> Vec<Open> {
    let voice = Voice::of(sheet, passage);
    let sentences = sheet.sentences(passage);
    let mut out = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let next = sentences.get(at + 1).map(|next| voice.get(next));
        let known = out.len();
        of_sentence(sheet, &voice, sentence, next.unwrap_or(""), own, &mut out);
        if out.len() == known {
            out.extend(of_whole(sheet, &voice, sentence, next));
        }
    }
    out
}

/// The last word of an answer, in a sentence of one clause: 违规资金未追缴到位。 Before others it may be the problem
/// again.
static LAST_WORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = "^[^,:的对如若凡因曾系是逾]{2,14}?(?P<w>(?:未|没有)(?:能)?[^,的发出按及如再]{0,4}R(?:到位|完毕)?)[。!;]?\n?$";
    Regex::new(&pattern.replace('R', RESULTS)).ok()
});

/// Fewer are put right than were to be: 应整改20项，已整改18项。
static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "应整改(?:问题)?(?P<a>[0-9]{1,6})(?P<u>\\p{Han})(?:问题)?,(?P<w>(?:现|目前)?已(?:完成)?整改(?:完成|到位)?(?P<b>[0-9]{1,6})(?P<v>\\p{Han}))\
         (?:问题)?(?:,(?:整改|完成|整改完成)率[^,;。]{0,12})?[。;]?\n?$",
    )
    .ok()
});

/// Sentences that leave something open as a whole.
fn of_whole(sheet: &Sheet, voice: &Voice, sentence: &Range, next: Option<&str>) -> Option<Open> {
    let whole = voice.get(sentence);
    if whole.len() > LONGEST || BEFORE.as_ref().is_some_and(|before| before.is_match(whole)) {
        return None;
    }
    let last = || LAST_WORD.as_ref().filter(|_| next.is_none())?.captures(whole);
    let short = || {
        let found = SHORT.as_ref()?.captures(whole)?;
        let number = |name| found.name(name)?.as_str().parse::<u32>().ok();
        let same = found.name("u")?.as_str() == found.name("v")?.as_str();
        (same && number("b")? < number("a")? && !next.is_some_and(|next| is_done(next, 0))).then_some(found)
    };
    let word = last().or_else(short)?.name("w")?.range();
    let word = sentence.start + word.start..sentence.start + word.end;
    Some(Open {
        word: sheet.text(&word).to_owned(),
        clause: sentence.clone(),
        sentence: sentence.clone(),
        force: Now,
    })
}

fn of_sentence(
    sheet: &Sheet,
    voice: &Voice,
    sentence: &Range,
    next: &str,
    own: Option<Date>,
    out: &mut Vec<Open>,
) {
    let matches = |pattern: &Option<Regex>, text: &str| pattern.as_ref().is_some_and(|p| p.is_match(text));
    let whole = voice.get(sentence);
    // A sentence of many hundred characters is no prose of a notice (a damaged table).
    if whole.len() > LONGEST {
        return;
    }
    let procedure = matches(&PROCEDURE, whole);
    let past = matches(&BEFORE, whole);
    for clause in sheet.clauses(sentence) {
        let text = voice.get(&clause).trim_end_matches([',', ';', ':', '。', '!', '?']);
        let Some((mark, found)) = MARKS.iter().find_map(|mark| Some((mark, marked(mark, text, own)?))) else {
            continue;
        };
        let head = text.get(..found.start()).unwrap_or("");
        let tail = text.get(found.end()..).unwrap_or("");
        let led = voice.get(&(sentence.start..clause.start + found.start()));
        let rest = voice.get(&(clause.start + found.end()..sentence.end));
        // 处理完毕后,邀请投诉人评价 is how things are done; 目前…,封场完毕后,报… is what is awaited.
        let vague = mark.pattern.as_str().ends_with(",|再|将|报|$)")
            && !NOWADAYS.iter().any(|now| whole.contains(now));
        let void = vague
            || mark.tells && tells(head, tail)
            || mark.force != Force::Now && (procedure || matches(&OUTLOOK, led) || matches(&OUTLOOK, tail))
            || past
            || matches(&PREPARES, rest)
            || is_done(whole, clause.start + found.end() - sentence.start)
            || next.starts_with(['目', '现']) && is_done(next, 0)
            // A sum that was got (争取资金200万元), a plan that was issued (审计计划于6月印发).
            || found.as_str().ends_with("争取") && tail.contains(|c: char| c.is_ascii_digit())
                && tail.contains('元')
            || found.as_str() == "计划" && ISSUED.iter().any(|verb| tail.contains(verb))
            || BENEFITS.iter().any(|benefit| tail.contains(benefit))
            || matches(&PRAISE, tail);
        if void {
            continue;
        }
        let word = clause.start + found.start()..clause.start + found.end();
        out.push(Open {
            word: sheet.text(&word).to_owned(),
            clause,
            sentence: sentence.clone(),
            force: mark.force,
        });
    }
}

/// The longest sentence that is read, in bytes.
const LONGEST: usize = 2400;

/// The words of a mark in a clause.
fn marked<'t>(mark: &Mark, clause: &'t str, own: Option<Date>) -> Option<Match<'t>> {
    mark.pattern.captures_iter(clause).find_map(|found| {
        // 纳入2025年计划 leaves open only what is to come.
        if let Some(year) = found.name("y") {
            let year: i16 = year.as_str().parse().ok()?;
            if year <= own?.year() {
                return None;
            }
        }
        found.name("w")
    })
}

/// The most characters between a word and the 的 by which it tells of a thing (正在施工的4处工地), where
/// the clause has named nobody who does it, and where it has.
const TELLS: (usize, usize) = (14, 6);

/// Whether a word only tells which thing is meant.
fn tells(head: &str, tail: &str) -> bool {
    let head = head.trim_end_matches(['目', '前', '现', '在', '至', '今', '当']);
    let object = head.is_empty()
        || [
            "对", "将", "把", "向", "为", "除", "凡", "与", "的", "等", "针对", "重申", "及", "和", "对于",
            "给", "是",
        ]
        .iter()
        .any(|word| head.ends_with(word));
    let most = if object { TELLS.0 } else { TELLS.1 };
    tail.chars().take(most).any(|c| c == '的')
        || object && ["年限内", "期限内", "期内", "范围内"].iter().any(|within| tail.contains(within))
}

#[cfg(test)]
mod tests {
    use super::MARKS;

    #[test]
    fn every_pattern_is_one() {
        assert_eq!(MARKS.len(), super::PATTERNS.len());
    }
}
