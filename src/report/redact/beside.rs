//! What stands beside names of persons, and how much it says.
//!
//! Weights are in the measure of [`super::lexicon`]: 3 makes a name about twenty times likelier. They were set by the texts
//! in `tests/masks/known`.

use std::sync::LazyLock;

use super::{
    lattice::{blank, han},
    lexicon,
};

/// Words for what somebody is: behind a name (王明局长), before one (局长王明), or as a label (责任人：王明).
/// One word a line or several; each also with 副, 原, 老 before it.
static ROLES: LazyLock<lexicon::Costs> =
    LazyLock::new(|| roles(include_str!("../../../assets/names/roles.txt")));
/// The longest of them, in characters.
const LONGEST_ROLE: usize = 7;

/// Said behind a name of a person alone.
const SAID: &[&str] = &[
    "同志",
    "先生",
    "女士",
    "老师",
    "同学",
    "老人",
    "大爷",
    "大妈",
    "夫妇",
    "夫妻",
    "父子",
    "兄弟",
    "本人",
    "之妻",
    "之子",
    "之父",
    "之女",
    "之夫",
    "的妻子",
    "的丈夫",
    "的儿子",
    "的女儿",
    "的父亲",
    "的母亲",
    "的弟弟",
    "的哥哥",
    "的亲属",
    "家属",
];

/// What a person does, owns or suffers, behind a name.
const DOES: &[&str] = &[
    "主持", "批示", "签字", "签批", "签发", "签收", "审批", "审核", "审签", "牵头", "召集", "传达", "讲话",
    "讲授", "强调", "指出", "汇报", "介绍", "表示", "督办", "督导", "带队", "带头", "带领", "调研", "分管",
    "约谈", "宣读", "领学", "参加", "出席", "列席", "听取", "陪同", "分别", "违规", "违反", "违纪", "涉嫌",
    "个人", "到场", "经办", "领取", "报销", "电话", "手机", "专人", "兼任", "担任", "负责", "作出", "作了",
    "退缴", "退还", "退回", "退出", "上缴", "缴回", "受到", "给予", "予以", "反映", "投诉", "举报", "来信",
    "承诺", "代签", "代领", "虚报", "冒领", "挪用", "侵占", "收受", "套取", "骗取", "截留", "贪污", "醉驾",
    "酒驾", "酒后", "赌博", "受贿", "行贿", "被免", "辞职", "辞去", "调离", "调任", "接任", "转任", "退休",
    "去世", "死亡", "驾驶", "承包", "承租", "承揽", "借款", "欠款", "欠缴", "名下", "户籍", "重复", "多领",
    "多报", "补交", "补缴", "补签", "当选", "入党", "获评", "获得", "不服", "不在", "未在", "任职", "任期",
    "在任", "利用", "擅自", "伙同", "驻村", "包村", "包保", "联系", "一家", "两家", "两户", "家门", "家中",
    "家庭", "牵线", "谈话", "交代", "检讨", "检查", "教授", "团队", "微信", "转账", "身份", "出生", "生于",
    "现任", "时任", "原任", "因公", "因病", "因涉",
];

/// Behind a name: the first character of what goes on with it.
const GOES_ON: &str = "任带主率为在作对和与及已曾被把将向负到亲就又也于因受违赴以的家户等说从";

/// Before a name: the character behind which somebody is named.
const LEADS_ON: &str = "由对与向给经被将让请为把从以及和是找使同让令责";

/// Behind what would be a name: it is a place's or a thing's.
const PLACE: &[&str] = &[
    "大院", "村", "镇", "乡", "县", "市", "区", "省", "州", "路", "街", "巷", "河", "江", "湖", "溪", "沟",
    "湾", "坪", "坝", "垭", "庄", "屯", "寨", "堡", "岭", "岗", "坡", "塘", "桥", "滩", "洞", "山", "寺",
    "庙", "祠", "院", "园", "亭", "楼", "小区", "社区", "水库", "水厂", "泵站", "小学", "中学", "学校",
    "隧道", "大道", "大桥", "高速", "景区", "瀑布", "组村", "公园", "广场", "车站", "港", "码头", "灌区",
    "林场", "农场", "矿", "煤矿", "管网", "流域", "法庭", "馆", "苑", "段", "氏", "式", "型", "化", "性",
    "度", "率",
];

/// Behind what would be a name, within a few characters: it is the name of a firm or body.
const FIRM: &[&str] = &[
    "公司",
    "集团",
    "客运",
    "物流",
    "商贸",
    "置业",
    "建筑",
    "建设工程",
    "实业",
    "科技",
    "酒店",
    "超市",
    "合作社",
    "银行",
    "药业",
    "食品",
    "传媒",
    "劳务",
    "律师事务所",
    "会计师",
    "农业发展",
    "学院",
    "大学",
    "医院",
    "幼儿园",
];

/// Characters that stand in no given name.
pub const NEVER_GIVEN: &str = "区县市率省镇乡村组委局办处科室厂部站所街党副的是在对被把给让们等该各及或且而其此这那了着也都又再就\
只还没不未无作占因核氏祠寺庙某人员您你他她它吗呢吧啊么哪谁几些件项款额账费税责任管查整改报告检察巡督反馈问题措施度约谈";

/// Characters with which names of places end, and given names seldom.
pub const ENDS_PLACE: &str = "路街巷河湖溪沟湾坪坝垭庄屯寨堡岗坡塘桥滩洞院园亭楼苑馆库港段渠";

/// Family names that are also words which may follow upon any word for what somebody is: 主任向大家, 局长任组长.
pub const FOLLOWING: &str = "向于和应从都能别相曾任连当原时将并由让被因可同全单明强";

/// What stands between several names in a row.
pub const BETWEEN: &[char] = &['、', '，', ',', ';', '；', '/', '和', '与', '及'];

/// Points between the parts of names of other languages.
pub const POINTS: &[char] = &['·', '•', '・', '．'];

/// Characters with which names of other languages are written (阿卜杜拉, 买买提, 扎西).
pub const TRANSCRIBED: &str = "阿卜杜拉买提吐尔逊艾则孜依布音木热江古丽克里斯坦巴特达娃扎西次仁多吉卓玛央金旺\
格桑尼洛丹增索朗措亚库甫肉合曼穆罕默德萨迪玉素努比娅帕夏赛麦伊力哈山加沙日苏荣其图蒙那仓珠顿珍白贡嘎尕\
乃再排地汗来居卡马托乎如乌兰别叶波胡塔敖登呼浩娜琴恩朝鲁宝勒额敦才让杰彭旦姆牛呷曲支洪佐祖农祖祥甘麻吾守高云花肯维宗孟";

/// Such characters as are words by themselves, or parts of many: only in names with a point (阿不都·热合曼).
pub const TRANSCRIBED_WITH_POINT: &str = "不都热永";

/// What one side says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Side {
    /// How much it speaks for a name.
    pub weight: f32,
    /// Whether it says that it is the name of a place, a firm or a thing, whatever else is said.
    pub no_person: bool,
    /// Whether the cell or line ends there.
    pub edge: bool,
    /// Whether a word for what somebody is stands there, with nothing between.
    pub role: bool,
}

/// Words for places that would begin with the last character of a name.
const PLACE_WITHIN: &[&str] =
    &["大道", "大桥", "大厦", "大楼", "大街", "大院", "新村", "新区", "新城", "社区", "小区", "花园", "广场"];

/// Whether a stretch ends within a word for a place: 魏武大 of 魏武大道. `text`: from its last character on.
pub fn ends_within_place(text: &[char]) -> bool {
    begins(text, PLACE_WITHIN)
}

/// Whether a number stands before, so that 余 counts: 500余户.
pub fn counts(ahead: &[char]) -> bool {
    let last = ahead.iter().rev().find(|c| !blank(**c));
    last.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(c) || "十百千万亿".contains(*c))
}

fn weighs(weight: f32) -> Side {
    Side { weight, edge: false, no_person: false, role: false }
}

fn at_edge(weight: f32) -> Side {
    Side { weight, edge: true, no_person: false, role: false }
}

/// What it weighs when a stretch is the name of a place, a firm or a thing.
pub const NO_PERSON: f32 = -10.0;

fn no_person() -> Side {
    Side { weight: NO_PERSON, edge: false, no_person: true, role: false }
}

/// Words in lines, behind a line `= n` that gives their weight.
fn roles(list: &str) -> lexicon::Costs {
    let mut all = lexicon::Costs::default();
    let mut weight = 0.0;
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('=') {
            Some(set) => weight = set.trim().parse().unwrap_or(weight),
            None => all.extend(line.split_whitespace().filter_map(lexicon::key_of).map(|key| (key, weight))),
        }
    }
    all
}

fn role(text: &[char]) -> Option<f32> {
    ROLES.get(&lexicon::key(text)?).copied()
}

/// Whether a text is a word for what somebody is.
pub fn is_role(text: &[char]) -> bool {
    role(text).is_some()
}

/// How many characters of the end of a text are a word for what somebody is; 0 where it ends with none.
pub fn role_at_end(text: &[char]) -> usize {
    let longest = LONGEST_ROLE.min(text.len());
    let fits = |length: &usize| text.get(text.len() - length..).is_some_and(is_role);
    (2..=longest).rev().find(fits).unwrap_or(0)
}

/// How many characters of the start of a text are one, with what makes it a deputy's or former one's.
pub fn role_at_start(text: &[char]) -> usize {
    let before = usize::from(matches!(text.first(), Some('副' | '原' | '老')));
    let plain = text.get(before..).unwrap_or_default();
    let fits = |length: &usize| plain.get(..*length).is_some_and(is_role);
    (2..=LONGEST_ROLE.min(plain.len())).rev().find(fits).map_or(0, |length| length + before)
}

fn ends_with_role(text: &[char]) -> bool {
    role_at_end(text) > 0
}

fn begins_with_role(text: &[char]) -> bool {
    role_at_start(text) > 0
}

fn begins(text: &[char], words: &[&str]) -> bool {
    words.iter().any(|word| word.chars().enumerate().all(|(at, c)| text.get(at) == Some(&c)))
}

/// What stands before a stretch says.
pub fn ahead(text: &[char]) -> Side {
    let end = text.len() - text.iter().rev().take_while(|c| blank(**c)).count();
    let Some((last, before)) = text.get(..end).and_then(|text| text.split_last()) else {
        return at_edge(1.0);
    };
    let apart = end < text.len();
    match last {
        ':' | '：' => {
            let label: Vec<char> = before.iter().copied().filter(|c| !blank(*c)).collect();
            let label = label.strip_suffix(&['）']).map_or(&*label, |label| label);
            at_edge(if ends_with_role(label) { 8.0 } else { 1.5 })
        }
        '|' | '\t' => at_edge(1.5),
        '、' | '/' => weighs(0.8),
        '。' | '；' | '，' | ',' | ';' | '！' => weighs(0.8),
        '（' | '(' | '“' | '）' | ')' | '【' => weighs(0.8),
        _ if text.get(..end).is_some_and(ends_with_role) => {
            let said = text.get(..end).unwrap_or_default();
            let word = said.get(said.len() - role_at_end(said)..).and_then(role);
            Side { role: true, ..weighs(word.unwrap_or_default()) }
        }
        _ if apart => at_edge(0.5),
        c if LEADS_ON.contains(*c) => weighs(1.5),
        c if !han(*c) => weighs(0.3),
        _ => weighs(0.0),
    }
}

/// What stands behind a stretch says.
pub fn behind(text: &[char]) -> Side {
    let blanks = text.iter().take_while(|c| blank(**c)).count();
    let Some(text) = text.get(blanks..).filter(|text| !text.is_empty()) else {
        return at_edge(1.0);
    };
    let first = text.first().copied().unwrap_or_default();
    if blanks > 0 {
        return at_edge(if begins(text, SAID) || begins_with_role(text) { 3.0 } else { 0.5 });
    }
    // 由王某某牵头: masked already.
    if first == '某' {
        return no_person();
    }
    if begins(text, SAID) {
        return weighs(8.0);
    }
    if begins_with_role(text) {
        return weighs(4.0);
    }
    if begins(text, DOES) {
        return weighs(2.5);
    }
    if begins(text, PLACE) {
        return no_person();
    }
    let near: Vec<char> =
        text.iter().copied().take(7).take_while(|c| han(*c) && !GOES_ON.contains(*c)).collect();
    if (0..near.len()).any(|at| near.get(at..).is_some_and(|rest| begins(rest, FIRM))) {
        return no_person();
    }
    match first {
        '|' | '\t' => at_edge(1.5),
        '（' | '(' => weighs(if told_in_brackets(text.get(1..).unwrap_or_default()) { 4.0 } else { 1.0 }),
        '等' => weighs(if counted(text.get(1..).unwrap_or_default()) { 4.0 } else { 1.0 }),
        '、' | '/' | '，' | ',' | '。' | '；' | ';' | '：' | ':' | '）' | ')' | '”' => weighs(1.0),
        c if GOES_ON.contains(c) => weighs(0.7),
        _ => weighs(0.0),
    }
}

/// Whether brackets behind a name tell who it is: （局长）, （男，…）, （0.8万元）.
fn told_in_brackets(text: &[char]) -> bool {
    let inside: Vec<char> = text.iter().copied().take_while(|c| !matches!(c, '）' | ')')).take(12).collect();
    inside.first().is_some_and(|c| matches!(c, '男' | '女' | '原' | '时' | '已' | '现') || c.is_ascii_digit())
        || ends_with_role(&inside)
        || begins_with_role(&inside)
}

/// Whether what follows 等 counts persons: 等3人, 等同志, 等村民.
fn counted(text: &[char]) -> bool {
    let rest =
        text.iter().skip_while(|c| c.is_ascii_digit() || "一二两三四五六七八九十百余多几".contains(**c));
    let rest: Vec<char> = rest.copied().take(4).collect();
    begins(&rest, &["人", "名", "位", "户", "同志", "领导", "老师", "专家"]) || begins_with_role(&rest)
}
