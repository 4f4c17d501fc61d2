//! Words around figures that make totals, rests and aims of them.

/// How surely a word makes the figure behind it a total of those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Total {
    /// 共, 累计, 总投入: of what stands behind the word, which may be something else.
    Of,
    /// 合计, 共计, 总计
    Plain,
}

/// The total that the words before a figure make of it, and what stands behind the word.
pub fn total(own: &str) -> Option<(Total, &str)> {
    for word in ["合计", "共计", "总计", "一共", "总共"] {
        if let Some((_, behind)) = own.rsplit_once(word) {
            return Some((Total::Plain, behind));
        }
    }
    if own == "计" {
        return Some((Total::Plain, ""));
    }
    if let Some((_, behind)) = own.rsplit_once("累计") {
        return Some((Total::Of, behind));
    }
    for (at, word) in own.rmatch_indices('共') {
        let before = own.get(..at).unwrap_or("");
        let behind = own.get(at + word.len()..).unwrap_or("");
        let joined = before.ends_with(['公', '中']);
        if !joined
            && !behind.starts_with(['同', '建', '享', '治', '商', '青', '产', '赢', '识', '和', '性', '管'])
        {
            return Some((Total::Of, behind));
        }
    }
    ["总投资", "总投入", "总价", "总额", "总面积", "总长", "总支出", "总收入", "总数", "总量", "全年"]
        .iter()
        .find_map(|word| own.rsplit_once(word).map(|(_, behind)| (Total::Of, behind)))
}

/// Whether the words before a figure make it a plan, an aim, a rule.
pub fn is_aim(own: &str) -> bool {
    const AIMS: &[&str] = &[
        "计划",
        "目标",
        "要求",
        "力争",
        "确保",
        "规划",
        "拟",
        "预计",
        "应达",
        "上限",
        "限额",
        "原则上",
        "不得",
        "按照",
        "到2",
        "要达到",
        "将达",
    ];
    AIMS.iter().any(|word| own.contains(word))
}

/// Whether a sentence says that parts overlap, or that some are left out or come on top.
pub fn is_mixed(text: &str) -> bool {
    ["同时", "重复", "交叉", "重叠", "兼有", "两类以上", "叠加", "并处", "合并处理"]
        .iter()
        .any(|word| text.contains(word))
}

/// Words before what is left of a whole.
const REST: &[&str] = &[
    "剩余",
    "尚余",
    "余下",
    "剩下",
    "结余",
    "尚欠",
    "还欠",
    "仍欠",
    "缺口",
    "还有",
    "尚有",
    "仍有",
    "其余",
    "尚剩",
    "还剩",
    "现保留",
    "保留",
];

/// Whether the words before a figure make it what is left, and whether by a word that is used for other
/// things too (还有).
pub fn rest(own: &str) -> Option<bool> {
    let word = REST.iter().filter(|word| own.contains(**word)).max_by_key(|word| own.rfind(**word));
    if let Some(word) = word {
        let behind = own.rsplit_once(*word).map_or("", |(_, behind)| behind);
        return (behind.chars().count() <= 8)
            .then_some(matches!(*word, "还有" | "尚有" | "仍有" | "结余" | "保留" | "现保留"));
    }
    // 欠征194万元, 尚欠缴3.6万元
    let owed = own.trim_start_matches(['尚', '仍', '还']);
    if ["欠征", "欠缴", "欠收", "欠付", "欠拨", "欠交", "少征", "少收", "少缴", "漏征", "漏收"]
        .iter()
        .any(|word| owed.starts_with(word))
        && owed.chars().count() <= 6
    {
        return Some(false);
    }
    // 尚未出清的10户, 未安装的56家, 不合格的15批次
    let open = own.trim_start_matches(['尚', '仍', '还']).starts_with(['未', '不']) && own.ends_with('的');
    open.then_some(true)
}

/// Whether a figure is what was really done of the one that was owed: 应征1280万元，实际征收1096万元.
pub fn is_met_of(owed: &str, met: &str) -> bool {
    owed.contains('应') && (met.contains("实际") || met.starts_with('实'))
}

/// Whether words say that something is done with a part of a whole.
pub fn is_done(words: &str) -> bool {
    const DONE: &[&str] = &[
        "已",
        "完成",
        "办结",
        "收回",
        "核销",
        "注销",
        "销号",
        "拨付",
        "支付",
        "兑付",
        "处置",
        "清退",
        "整改",
        "除",
        "偿还",
        "追回",
        "归还",
        "返还",
        "出售",
        "出租",
        "移交",
        "报废",
        "拆除",
        "恢复",
        "任期届满",
        "到位",
        "在建",
        "完工",
        "轮换",
        "先行",
        "追缴",
        "补缴",
        "缴纳",
        "退还",
        "退回",
        "结案",
        "审结",
        "结清",
        "缴清",
        "支出",
        "使用",
        "出清",
        "化解",
        "解决",
        "整治",
        "建成",
        "达标",
        "验收",
        "安置",
        "发放",
        "兑现",
        "收缴",
        "退出",
        "关停",
        "取缔",
        "划转",
        "盘活",
        "取消",
        "压减",
        "精简",
        "废止",
        "合并",
        "合格",
        "安装",
        "正在",
        "施工",
    ];
    DONE.iter().any(|word| words.contains(word))
}

/// Words before a figure that make it all there is of something: counts of all, what is owed, what there was, and
/// verbs of finding, which come before any dealing with what was found.
const BASES: &[&str] = &[
    "总",
    "全部",
    "累计",
    "应",
    "需",
    "待",
    "原有",
    "原来",
    "现有",
    "名下",
    "排查",
    "摸排",
    "清查",
    "核查",
    "普查",
    "自查",
    "检查出",
    "查出",
    "查摆",
    "发现",
    "梳理",
    "摸底",
    "受理",
    "接到",
    "收到",
    "接收",
    "立案",
    "存在",
    "涉及",
    "登记",
    "核定",
    "认定",
    "下达",
    "反馈",
    "交办",
    "转办",
    "欠",
    "逾期",
    "闲置",
    "超期",
    "未",
    "空置",
    "挂账",
    "年初",
    "期初",
    "账面",
    "抽检",
    "抽查",
    "申报",
    "申请",
    "任务",
    "计划",
    "预算",
    "指标",
];

/// Nouns of a stock from which something is taken, right before the figure or the word that counts it.
const STOCKS: &[&str] =
    &["资金", "款", "款项", "收入", "债务", "余额", "事项", "问题", "隐患", "线索", "编制"];

/// Whether the words before a figure, from the last mark on, say that it is all there is, so that what is dealt with
/// and what is left are parts of it: 对49台…, 共236万元, 应收…, 排查出…, 专户资金…. 盘活31台 and 整改31处 may be
/// parts themselves.
pub fn is_base(lead: &str) -> bool {
    let total = total(lead).is_some() || BASES.iter().take(2).any(|word| lead.contains(word));
    if lead.is_empty() || lead.starts_with(['对', '将', '把']) || total {
        return true;
    }
    let named =
        BASES.iter().any(|word| lead.contains(word)) || STOCKS.iter().any(|word| lead.ends_with(word));
    named && !is_dealt(lead)
}

/// Whether words say that something was dealt with already, and so counts a part; 需达标改造的 is to be dealt with.
pub fn is_dealt(words: &str) -> bool {
    is_done(words) && !["需", "应", "待", "计划", "拟", "未"].iter().any(|word| words.contains(word))
}

/// Whether words say that something came in or went out besides.
pub fn is_flow(words: &str) -> bool {
    ["新增", "新接", "新收", "新受理", "期间新", "另有", "追加", "结转", "又有", "加上", "扣除"]
        .iter()
        .any(|word| words.contains(word))
}
