//! Shares and rates: `58人，其中党员20人，占34.5%`; `应收1250户，已收1175户，收缴率94%`.

use super::super::figures::{Exact, Found, Kind, Phrase, Room, Sep};

/// Rates that are no share of things counted beside them.
const OTHERS: &[&str] = &[
    "利率",
    "税率",
    "负债率",
    "毛利率",
    "收益率",
    "费率",
    "折扣率",
    "汇率",
    "增长率",
    "下降率",
    "增幅",
    "降幅",
    "减幅",
    "达标率目标",
    "利润率",
    "容积率",
    "绿地率",
    "绿化率",
    "回报率",
    "杠杆率",
    "降低率",
    "同比",
    "环比",
    "优良率",
    "空置率",
    "入住率目标",
];

/// Words that make a rate an aim or a rule.
const AIMS: &[&str] = &[
    "目标",
    "要求",
    "力争",
    "确保",
    "不低于",
    "要达",
    "应达",
    "须",
    "标准",
    "比例按",
    "按照",
    "上限",
    "明确",
    "提出",
    "规定",
    "原则上",
    "计划到",
    "争取",
    "拟",
    "预计",
    "高于全",
    "低于全",
];

/// Finds shares and rates that are none.
pub fn find(phrase: &Phrase, found: &mut Found) {
    for at in 1..phrase.items.len() {
        look(phrase, at, found);
        named(phrase, at, found);
    }
}

/// The share of a whole that it names with its figure: 追回86.4万元，占应追回资金120万元的72%.
fn named(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let (whole, part) = (at.checked_sub(1)?, at.checked_sub(2)?);
    let printed = phrase.figure(at)?;
    let lead = phrase.own(whole);
    let near = |at: usize| phrase.items.get(at).is_some_and(|item| item.sep <= Sep::Comma);
    let said = printed.unit.kind == Kind::Percent
        && !printed.ranged
        && phrase.own(at) == "的"
        && ["占", "约占", "仅占", "占了"].iter().any(|word| lead.starts_with(word))
        && !AIMS.iter().any(|word| lead.contains(word));
    if !said || !near(whole) || !phrase.alike(part, whole) || !is_amount(phrase.kind(whole)?) {
        return None;
    }
    let amounts: Vec<usize> = (0..whole).filter(|other| phrase.alike(*other, whole)).collect();
    if amounts.iter().any(|other| ratio(phrase, whole, *other).is_some_and(|ratio| printed.prints(ratio))) {
        found.fits(at);
        return None;
    }
    // Of several amounts in a row the share may be that of all.
    let row = part.checked_sub(1).is_some_and(|before| phrase.alike(before, part) && near(part));
    let (over, under) = (phrase.figure(whole)?, phrase.figure(part)?);
    if row || under.value > over.value {
        return None;
    }
    let ratio = under.value.times(Exact::whole(100)?)?.over(over.value)?.rounded(2);
    found.misfit(at, vec![whole, part], format!("{} ÷ {} = {ratio}%", under.shown(), over.shown()));
    Some(())
}

/// What a percentage is: the words before it that make it a share, and those that name its whole.
enum Share<'t> {
    /// 占, 占比, 占总数的
    Part(&'t str),
    /// 知晓率: 知晓
    Rate(&'t str),
    /// 过半, 达到四分之三, 超过应到会人数的三分之二
    Bare,
}

fn share<'t>(phrase: &Phrase<'t>, at: usize) -> Option<Share<'t>> {
    let figure = phrase.figure(at)?;
    if figure.unit.kind != Kind::Percent || figure.ranged {
        return None;
    }
    let own = phrase.own(at);
    // 约占一半: the word is part of what makes it approximate.
    let printed = phrase.get(&figure.range);
    const ENDS: &[&str] = &[
        "达到",
        "达",
        "为",
        "仅为",
        "仅",
        "是",
        "高达",
        "只有",
        "了",
        "已",
        "已达到",
        "已达",
        "约",
        "近",
        "到",
        "占",
        "均",
    ];
    let mut words = own;
    while let Some(shorter) =
        ENDS.iter().find_map(|word| words.strip_suffix(word)).filter(|_| !words.ends_with('占'))
    {
        words = shorter;
    }
    // 覆盖率 may be that of persons or of the county; of things counted only where they are parted: 56所中已有54所.
    let covered = own.contains("覆盖率") && !(0..at).any(|at| is_parted(phrase, at));
    if covered || OTHERS.iter().any(|word| own.contains(word)) || AIMS.iter().any(|word| own.contains(word)) {
        return None;
    }
    if printed.contains('占') {
        return Some(Share::Part(""));
    }
    if let Some((_, behind)) = words.rsplit_once('占') {
        let behind = behind.trim_end_matches('的');
        return (words.ends_with('占') || words.ends_with('的') || behind == "比")
            .then_some(Share::Part(behind.strip_prefix('比').unwrap_or(behind)));
    }
    if words.ends_with("占比") || words.ends_with("比例") || words.ends_with("比重") {
        return Some(Share::Part(""));
    }
    if let Some(stem) = words.strip_suffix('率').or_else(|| words.strip_suffix("满意度").map(|_| "满意"))
    {
        return Some(Share::Rate(stem));
    }
    let round = figure.place > Exact::whole(1)? && !printed.contains('%');
    let bare =
        words.is_empty() || words.ends_with("项目") || words.ends_with("人数的") || words.ends_with("总数的");
    (round && (bare || printed.starts_with("过半"))).then_some(Share::Bare)
}

fn look(phrase: &Phrase, at: usize, found: &mut Found) -> Option<()> {
    let share = share(phrase, at)?;
    let printed = phrase.figure(at)?;
    let item = phrase.items.get(at)?;
    if item.sep >= Sep::Semicolon || phrase.own(at).contains("分别") || listed(phrase, at) {
        return None;
    }
    // The part is the nearest figure before that is an amount; another share between belongs to that.
    let part = (0..at).rev().find(|part| phrase.kind(*part).is_some_and(is_amount))?;
    let from = (0..part)
        .rev()
        .take_while(|from| phrase.items.get(from + 1).is_some_and(|item| item.sep < Sep::Semicolon))
        .last();
    let from = from.unwrap_or(part);
    let between = phrase.items.get(part + 1..=at)?;
    let far = between.iter().filter(|item| item.sep == Sep::Comma).count() > 1;
    if between.iter().any(|item| item.sep >= Sep::Semicolon) || far {
        return None;
    }
    // A rate follows its part; another rate between has taken it.
    if between.iter().rev().skip(1).any(|item| item.figure.unit.kind == Kind::Percent)
        && matches!(share, Share::Rate(_))
    {
        return None;
    }
    let amounts: Vec<usize> = (from..=part).filter(|other| phrase.alike(*other, part)).collect();
    // Any two that make it, or the rest of the whole.
    for (index, one) in amounts.iter().enumerate() {
        for two in amounts.get(index + 1..)? {
            for (whole, part) in [(*one, *two), (*two, *one)] {
                let ratio = ratio(phrase, whole, part)?;
                let hundred = Exact::whole(100)?;
                let rest = Room { low: hundred.minus(ratio.high?)?, high: Some(hundred.minus(ratio.low)?) };
                let turned = printed.is_plain() && ratio.low <= hundred && printed.prints(rest);
                let upright = *one == whole || printed.is_plain();
                if (upright && printed.prints(ratio)) || turned {
                    found.fits(at);
                    return None;
                }
            }
        }
    }
    // 完成351个，正在整改35个，完成率90.9%: of both together.
    let all = amounts
        .iter()
        .filter_map(|at| phrase.figure(*at))
        .try_fold(Exact::ZERO, |sum, figure| sum.plus(figure.value));
    let open =
        printed.is_plain() && ["正在", "未", "尚", "待"].iter().any(|word| phrase.own(part).contains(word));
    for one in amounts.iter().filter_map(|at| phrase.figure(*at)) {
        if open && printed.prints(Room::point(one.value.times(Exact::whole(100)?)?.over(all?)?)) {
            found.fits(at);
            return None;
        }
    }
    let whole = whole(phrase, &amounts, part, &share)?;
    let (whole_figure, part_figure) = (phrase.figure(whole)?, phrase.figure(part)?);
    let kept = match share {
        Share::Part(named) => !elsewhere(named, phrase.gap(whole), phrase.lead(part)),
        Share::Rate(stem) => {
            let kept = rate(phrase, whole, part, stem) || stem.ends_with("覆盖") && is_parted(phrase, whole);
            kept && part_figure.value <= whole_figure.value
        }
        Share::Bare => part_figure.value <= whole_figure.value,
    };
    if !kept {
        return None;
    }
    let ratio = part_figure.value.times(Exact::whole(100)?)?.over(whole_figure.value)?;
    let shown = format!("{}%", ratio.rounded(2));
    found.misfit(
        at,
        vec![whole, part],
        format!("{} ÷ {} = {shown}", part_figure.shown(), whole_figure.shown()),
    );
    Some(())
}

/// Whether the words behind a figure part it: 56所学校中已有54所.
fn is_parted(phrase: &Phrase, at: usize) -> bool {
    let tail = phrase.tail(at);
    tail.ends_with('中') || ["中已", "中有", "中,"].iter().any(|word| tail.contains(word))
}

fn is_amount(kind: Kind) -> bool {
    !kind.is_relation()
        && !matches!(
            kind,
            Kind::Years | Kind::Months | Kind::Days | Kind::Weeks | Kind::Workdays | Kind::Count("岁")
        )
}

/// Whether a percentage is one of a list (30%、15%).
fn listed(phrase: &Phrase, at: usize) -> bool {
    let one = |at: usize| {
        phrase.items.get(at).is_some_and(|item| item.sep == Sep::Pause && phrase.own(at).is_empty())
    };
    (one(at) && phrase.alike(at.saturating_sub(1), at)) || (one(at + 1) && phrase.alike(at, at + 1))
}

/// The part in hundredths of the whole.
fn ratio(phrase: &Phrase, whole: usize, part: usize) -> Option<Room> {
    let (whole, part) = (phrase.figure(whole)?, phrase.figure(part)?);
    let hundred = Exact::whole(100)?;
    let blur = whole.blur().min(part.blur());
    let (over, under) = (whole.room.wider(blur), part.room.wider(blur));
    let low = match over.high {
        Some(high) => under.low.times(hundred)?.over(high)?,
        None => Exact::ZERO,
    };
    // Without an upper end, or from nothing: as much as you like.
    let high =
        under.high.and_then(|high| high.times(hundred)?.over(over.low)).or_else(|| Exact::whole(1_000_000));
    Some(Room { low, high })
}

/// The whole of a part: the figure before it that is not one of its kind in the same list.
fn whole(phrase: &Phrase, amounts: &[usize], part: usize, share: &Share) -> Option<usize> {
    let before: Vec<usize> = amounts.iter().copied().filter(|whole| *whole < part).collect();
    let marked = |whole: usize| {
        let next = phrase.gap(whole + 1);
        next.contains("其中") || phrase.tail(whole).contains('中') || next.contains("中,")
    };
    let sep = |whole: usize| {
        let items = phrase.items.get(whole + 1..=part).unwrap_or(&[]);
        items.iter().map(|item| item.sep).max().unwrap_or(Sep::None)
    };
    let found = before.iter().rev().copied().find(|whole| marked(*whole)).or_else(|| {
        // 应收1250户，已收1175户; the first of the sentence rather than a sister of the part.
        before.iter().copied().find(|whole| {
            sep(*whole) == Sep::Comma || (sep(*whole) == Sep::None && !matches!(share, Share::Rate(_)))
        })
    })?;
    let greater = phrase.figure(found)?.value >= phrase.figure(part)?.value;
    (greater || matches!(share, Share::Rate(_))).then_some(found)
}

/// Whether the whole that a share names (占全市受理总量的) is another than the sentence's.
fn elsewhere(named: &str, whole: &str, part: &str) -> bool {
    let wide = [
        "全市", "全县", "全区", "全省", "全国", "全镇", "全院", "全校", "全局", "同期", "上年", "去年",
        "预算", "计划",
    ];
    if wide.iter().any(|word| named.contains(word) && !whole.contains(word) && !part.contains(word)) {
        return true;
    }
    let named: Vec<char> = named.chars().filter(|c| !"总数量的人额比该应其".contains(*c)).collect();
    let known = |pair: &[char]| {
        whole.contains(&pair.iter().collect::<String>()) || part.contains(&pair.iter().collect::<String>())
    };
    named.len() >= 2 && !named.windows(2).any(known)
}

/// Whether a rate is that of a part of a whole: 知晓率 of 知晓的1060人, 收缴率 of 应收 and 已缴.
fn rate(phrase: &Phrase, whole: usize, part: usize, stem: &str) -> bool {
    let part = format!("{}{}", phrase.lead(part), phrase.tail(part));
    let whole_words = phrase.gap(whole);
    let shared = stem.chars().rev().take(4).any(|c| part.contains(c) && !"的已人率及按".contains(c));
    // 共收缴12.8万元，其中补缴2.3万元，收缴率100%: the rate is that of the whole.
    let last: String = stem.chars().skip(stem.chars().count().saturating_sub(2)).collect();
    if !whole_words.contains('应')
        && last.chars().count() == 2
        && whole_words.contains(&last)
        && !part.contains(&last)
    {
        return false;
    }
    let owed = whole_words.contains('应') && (part.contains('实') || part.contains('已'));
    shared || owed
}

/// Lists of shares: `任务分别为125户、80户，已完成115户、76户，完成率分别为92%和95%`. One that does not fit is
/// asked where another does: then the lists are what they seem.
pub fn lists(phrase: &Phrase, found: &mut Found) {
    let lists = groups(phrase);
    for three in lists.windows(3) {
        let [wholes, parts, shares] = three else { continue };
        if wholes.len() != parts.len() || parts.len() != shares.len() {
            continue;
        }
        let amounts = wholes.first().is_some_and(|at| phrase.kind(*at).is_some_and(is_amount))
            && phrase.alike(wholes[0], parts[0])
            && phrase.kind(shares[0]) == Some(Kind::Percent);
        let named = phrase.own(shares[0]);
        if !amounts || !named.contains("分别") || !(named.contains('率') || named.contains('占')) {
            continue;
        }
        compare(phrase, wholes, parts, shares, found);
    }
}

fn compare(
    phrase: &Phrase,
    wholes: &[usize],
    parts: &[usize],
    shares: &[usize],
    found: &mut Found,
) -> Option<()> {
    let mut wrong = Vec::new();
    for ((whole, part), share) in wholes.iter().zip(parts).zip(shares) {
        let printed = phrase.figure(*share)?;
        if printed.prints(ratio(phrase, *whole, *part)?) {
            found.fits(*share);
        } else {
            wrong.push((*whole, *part, *share));
        }
    }
    if wrong.len() >= shares.len() {
        return None;
    }
    for (whole, part, share) in wrong {
        let (over, under) = (phrase.figure(whole)?, phrase.figure(part)?);
        let ratio = under.value.times(Exact::whole(100)?)?.over(over.value)?.rounded(2);
        found.misfit(share, vec![whole, part], format!("{} ÷ {} = {ratio}%", under.shown(), over.shown()));
    }
    Some(())
}

/// Runs of figures of one kind, joined by 、 or 和 with nothing else between.
fn groups(phrase: &Phrase) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for at in 0..phrase.items.len() {
        let joined = at > 0
            && phrase.items.get(at).is_some_and(|item| item.sep == Sep::Pause)
            && phrase.own(at).is_empty()
            && phrase.alike(at - 1, at);
        match out.last_mut() {
            Some(last) if joined => last.push(at),
            _ => out.push(vec![at]),
        }
    }
    out.retain(|group| group.len() >= 2);
    out
}
