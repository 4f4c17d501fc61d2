//! What the labels of parts say of them: whether they are all there are, and whether they can overlap.

/// Ways to divide a whole: each slot is one of the parts, by any of its words. Labels that fill every slot,
/// each another, are all there are.
const WHOLES: &[&[&[&str]]] = &[
    &[&["男"], &["女"]],
    &[&["高级"], &["中级"], &["初级"]],
    &[&["高风险"], &["中风险"], &["低风险"]],
    &[&["高等级"], &["中等级"], &["低等级"]],
    &[&["一级"], &["二级"], &["三级"]],
    &[&["组长"], &["成员", "组员"]],
    &[&["在编"], &["编外", "聘用", "临聘", "合同制"]],
    &[&["事业编"], &["劳务派遣", "编外", "聘用"]],
    &[&["正式党员"], &["预备党员"]],
    &[&["在职"], &["退休"]],
    &[&["上半年"], &["下半年"]],
    &[&["线上"], &["线下"]],
    &[&["城镇", "城市", "城区"], &["农村", "乡村"]],
    &[&["小学"], &["初中"], &["高中"]],
    &[&["优秀"], &["合格", "称职"], &["不合格", "不称职"]],
    &[&["主城区"], &["郊区"]],
    &[&["本部", "本级", "总部"], &["所属", "下属"]],
    &[&["东"], &["西"], &["南"], &["北"]],
    &[&["第一季度", "一季度"], &["二季度"], &["三季度"], &["四季度"]],
];

/// Words of parts that are done, and of those that are not.
const DONE: &[&str] = &[
    "已",
    "完成",
    "完工",
    "办结",
    "解决",
    "现场",
    "立行立改",
    "当场",
    "到位",
    "竣工",
    "建成",
    "达标",
    "收回",
    "出租",
];
const OPEN: &[&str] = &[
    "正在",
    "在建",
    "未",
    "尚",
    "待",
    "限期",
    "剩余",
    "其余",
    "余下",
    "在办",
    "推进",
    "持续",
    "办理中",
    "施工",
    "还有",
];

/// Words of all that is not done.
const LEFT: &[&str] = &["未", "尚", "剩余", "其余", "余下", "还有"];

/// Words that make the rest of a whole a part of its own.
const REST: &[&str] = &["其余", "其他", "剩余", "余下", "剩下"];

/// Whether labels name all parts of a whole.
pub fn are_all(labels: &[&str]) -> bool {
    let has = |label: &str, words: &[&str]| words.iter().any(|word| label.contains(word));
    if labels.len() < 2 {
        return false;
    }
    if labels.last().is_some_and(|last| is_rest(last)) || deny(labels) || are_kinds(labels) {
        return true;
    }
    are_states(labels) && (labels.len() > 2 || labels.iter().any(|label| has(label, LEFT)))
        || WHOLES.iter().any(|slots| fills(labels, slots))
}

/// Whether a label makes its part the rest of a whole.
pub fn is_rest(label: &str) -> bool {
    REST.iter().any(|word| label.contains(word))
}

/// The fewest kinds that are taken for all of them: who names three by name as kinds (房屋类、土地类、设备类) divides,
/// who names two may pick.
const KINDS: usize = 3;

/// Whether labels name kinds, each another, so that together they divide.
fn are_kinds(labels: &[&str]) -> bool {
    let kind =
        |label: &&str| label.strip_suffix('类').is_some_and(|name| (2..=8).contains(&name.chars().count()));
    labels.len() >= KINDS
        && labels.iter().all(kind)
        && labels.iter().enumerate().all(|(at, one)| !labels.iter().skip(at + 1).any(|other| one == other))
}

/// Whether labels say of each part whether it is done or not, and there are parts of either sort. They cannot
/// overlap; 已完成 and 正在整改 alone need not be all.
pub fn are_states(labels: &[&str]) -> bool {
    let has = |label: &str, words: &[&str]| words.iter().any(|word| label.contains(word));
    let open = |label: &&str| has(label, OPEN);
    let done = |label: &&str| !open(label) && has(label, DONE);
    labels.iter().all(|label| open(label) || done(label))
        && labels.iter().any(open)
        && labels.iter().any(done)
}

/// Whether labels fill the slots, each slot at least once, each label one. Longer words go first: 不合格
/// is not 合格.
fn fills(labels: &[&str], slots: &[&[&str]]) -> bool {
    let mut filled = vec![false; slots.len()];
    for label in labels {
        let found = slots.iter().enumerate().flat_map(|(at, words)| words.iter().map(move |word| (at, word)));
        let best = found.filter(|(_, word)| label.contains(**word)).max_by_key(|(_, word)| word.len());
        match best.and_then(|(at, _)| filled.get_mut(at)) {
            Some(slot) => *slot = true,
            None => return false,
        }
    }
    filled.into_iter().all(|slot| slot)
}

/// Whether one label denies another (合格, 不合格) and the rest deny something too.
pub fn deny(labels: &[&str]) -> bool {
    let denied = |label: &str| {
        ["尚未", "未", "不", "无", "非", "没有"].iter().find_map(|no| {
            let behind = label.split_once(no)?.1;
            let two: String = behind.chars().take(2).collect();
            (two.chars().count() == 2).then_some(two)
        })
    };
    let denies = |label: &&str| denied(label).is_some();
    let pair = labels.iter().any(|label| {
        denied(label).is_some_and(|what| {
            let other = |other: &&&str| **other != *label && denied(other).is_none();
            let last = what.chars().last();
            labels.iter().filter(other).any(|other| {
                other.contains(&what)
                    || last.is_some_and(|last| {
                        label.ends_with(last) && other.ends_with(last) && other.starts_with('已')
                    })
            })
        })
    });
    pair && labels.iter().filter(|label| !denies(label)).count() == 1
}

/// Words of what is done to persons, or found wrong with things: one person or thing may have several.
const REPEATED: &[&str] = &[
    "处分",
    "处理",
    "问责",
    "谈话",
    "警告",
    "诫勉",
    "批评",
    "约谈",
    "通报",
    "检查",
    "记过",
    "缺",
    "漏",
    "错",
    "超",
    "问题",
    "瑕疵",
    "不规范",
    "涂改",
    "不全",
    "不齐",
    "不严",
    "不实",
    "违规",
    "涉及",
    "偏",
    "过长",
    "过高",
    "过低",
    "逾期",
    "未",
    "无",
    "不",
];

/// Words of properties that say nothing of each other.
const PROPERTIES: &[&[&str]] = &[
    &["岁"],
    &["学历", "本科", "专科", "大专", "硕士", "博士", "研究生", "中专", "高中"],
    &["男", "女"],
    &["党员", "团员"],
    &["职称", "高级", "中级", "初级"],
    &["少数民族"],
    &["规模以上", "规上", "专精特新", "高新", "外贸", "民营", "示范", "重点", "龙头"],
];

/// Whether one thing may be counted under several of the labels.
pub fn may_overlap(labels: &[&str]) -> bool {
    let faults = labels.iter().filter(|label| REPEATED.iter().any(|word| label.contains(word))).count();
    if are_states(labels) || are_all(labels) {
        return false;
    }
    // 价格偏低的, 期限过长的: what the parts are like, not which they are.
    if faults >= 2 || labels.iter().all(|label| label.ends_with('的')) {
        return true;
    }
    let named = PROPERTIES
        .iter()
        .filter(|words| labels.iter().any(|label| words.iter().any(|word| label.contains(word))));
    // The companies' properties meet in one company; the others each divide persons by one thing.
    if named.count() >= 2 {
        return true;
    }
    let last = PROPERTIES.last().copied().unwrap_or(&[]);
    let kinds = last.iter().filter(|word| labels.iter().any(|label| label.contains(**word)));
    if kinds.count() >= 2 {
        return true;
    }
    // 50岁以下 holds 40岁以下.
    let ends = |word: &str| labels.iter().filter(|label| label.contains(word)).count() >= 2;
    ends("以下") || ends("以上") || ends("以内")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&["男职工", "女职工"], true)]
    #[case(&["有效问卷", "无效问卷", "未收回问卷"], true)]
    #[case(&["已达标", "未达标"], true)]
    #[case(&["已完工", "正在施工", "尚未开工"], true)]
    #[case(&["高级职称", "中级职称", "初级职称及未定级"], true)]
    #[case(&["高级职称", "中级职称"], false)]
    #[case(&["优秀", "合格", "不合格"], true)]
    #[case(&["组长", "副组长", "成员"], true)]
    #[case(&["机关", "其余"], true)]
    #[case(&["专题研究意识形态工作", "研究党风廉政建设"], false)]
    #[case(&["作风类", "纪律类", "资金类"], true)]
    #[case(&["作风类", "资金类"], false)]
    #[case(&["作风类", "资金类", "资金类"], false)]
    fn all(#[case] labels: &[&str], #[case] want: bool) {
        assert_eq!(are_all(labels), want, "{labels:?}");
    }

    #[rstest]
    #[case(&["党纪处分", "政务处分"], true)]
    #[case(&["缺少监理签字的", "缺少影像资料的", "日期涂改的"], true)]
    #[case(&["35岁以下", "本科以上学历"], true)]
    #[case(&["规模以上企业", "外贸企业"], true)]
    #[case(&["诉讼解决", "仲裁解决"], false)]
    #[case(&["数控类", "汽修类"], false)]
    #[case(&["合格", "不合格"], false)]
    fn overlap(#[case] labels: &[&str], #[case] want: bool) {
        assert_eq!(may_overlap(labels), want, "{labels:?}");
    }
}
