//! What a figure counts or measures.

use super::exact::Exact;

/// What is counted or measured. Only figures of one kind can be added or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Things, by their measure word: 3个, 12人次.
    Count(&'static str),
    /// 元
    Money,
    /// 米
    Length,
    /// 平方米
    Area,
    /// 公斤
    Mass,
    /// 立方米
    Volume,
    /// 天
    Days,
    /// 个工作日: no one knows which days they were.
    Workdays,
    /// 周
    Weeks,
    /// 个月
    Months,
    /// 年
    Years,
    /// 分钟, 小时
    Minutes,
    /// Hundredths: %, 三分之一, 七成.
    Percent,
    /// 个百分点
    Points,
    /// 倍
    Times,
    /// How often doubled: 翻番, 翻两番.
    Doubled,
    /// 第N位
    Rank,
    /// 倒数第N位
    FromEnd,
    /// 前N名
    Top,
}

impl Kind {
    /// Whether it says how two figures stand to each other, not how much there is of a thing.
    pub fn is_relation(self) -> bool {
        matches!(
            self,
            Self::Percent
                | Self::Points
                | Self::Times
                | Self::Doubled
                | Self::Rank
                | Self::FromEnd
                | Self::Top
        )
    }
}

/// A unit as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// What is measured.
    pub kind: Kind,
    /// How many of the kind's smallest measure one of it is; see [`MEASURES`].
    pub factor: i128,
    /// The word, as one form for words of one meaning (名, 位 → 人).
    pub word: &'static str,
}

impl Unit {
    /// A figure of this unit in the kind's smallest measure.
    pub fn of(&self, number: Exact) -> Option<Exact> {
        number.times(Exact::whole(self.factor)?)
    }
}

/// Measures: word, kind, how many of the smallest. Smallest are a 分 of money, a millimetre, a third of
/// a square metre (so that 15亩 are exactly one 公顷: 1亩 = 2000/3 m²), a gram, a litre, a second.
/// Chinese legal units, 国务院 1984; 1亩 = 1/15 公顷.
const MEASURES: &[(&str, Kind, i128)] = &[
    ("个百分点", Kind::Points, 1),
    ("百分点", Kind::Points, 1),
    ("%", Kind::Percent, 1),
    ("倍", Kind::Times, 1),
    ("个工作日", Kind::Workdays, 1),
    ("工作日", Kind::Workdays, 1),
    ("个小时", Kind::Minutes, 3600),
    ("小时", Kind::Minutes, 3600),
    ("分钟", Kind::Minutes, 60),
    ("个月", Kind::Months, 1),
    ("个年度", Kind::Years, 1),
    ("周年", Kind::Years, 1),
    ("个星期", Kind::Weeks, 1),
    ("个周", Kind::Weeks, 1),
    ("周", Kind::Weeks, 1),
    ("天", Kind::Days, 1),
    ("年", Kind::Years, 1),
    ("平方公里", Kind::Area, 3_000_000),
    ("平方千米", Kind::Area, 3_000_000),
    ("平方米", Kind::Area, 3),
    ("平米", Kind::Area, 3),
    ("㎡", Kind::Area, 3),
    ("m²", Kind::Area, 3),
    ("公顷", Kind::Area, 30_000),
    ("亩", Kind::Area, 2000),
    ("立方米", Kind::Volume, 1000),
    ("m³", Kind::Volume, 1000),
    ("升", Kind::Volume, 1),
    ("公里", Kind::Length, 1_000_000),
    ("千米", Kind::Length, 1_000_000),
    ("km", Kind::Length, 1_000_000),
    ("米", Kind::Length, 1000),
    ("厘米", Kind::Length, 10),
    ("毫米", Kind::Length, 1),
    ("吨", Kind::Mass, 1_000_000),
    ("公斤", Kind::Mass, 1000),
    ("千克", Kind::Mass, 1000),
    ("斤", Kind::Mass, 500),
    ("克", Kind::Mass, 1),
    ("元", Kind::Money, 100),
    ("块钱", Kind::Money, 100),
];

/// Measure words: as printed, and the one that stands for it. Persons are one thing however they are
/// counted; 户 and 家, 人 and 人次 are not.
const COUNTED: &[(&str, &str)] = &[
    ("人次", "人次"),
    ("家次", "家次"),
    ("户次", "户次"),
    ("件次", "件次"),
    ("台次", "台次"),
    ("车次", "车次"),
    ("场次", "场次"),
    ("班次", "班次"),
    ("批次", "批次"),
    ("组次", "组次"),
    ("项次", "项次"),
    ("个次", "个次"),
    ("所次", "所次"),
    ("处次", "处次"),
    ("站次", "站次"),
    ("点次", "点次"),
    ("辆次", "辆次"),
    ("宗次", "宗次"),
    ("部分", "部分"),
    ("周岁", "岁"),
    ("课时", "课时"),
    ("学时", "学时"),
    ("个位次", "位"),
    ("个名次", "位"),
    ("位次", "位"),
    ("名次", "位"),
    ("个人", "人"),
    ("人", "人"),
    ("名", "人"),
    ("位", "人"),
    ("户", "户"),
    ("家", "家"),
    ("个", "个"),
    ("件(套)", "件(套)"),
    ("台(套)", "台(套)"),
    ("件", "件"),
    ("起", "起"),
    ("项", "项"),
    ("条", "条"),
    ("处", "处"),
    ("辆", "辆"),
    ("台", "台"),
    ("次", "次"),
    ("份", "份"),
    ("笔", "笔"),
    ("所", "所"),
    ("座", "座"),
    ("宗", "宗"),
    ("本", "本"),
    ("册", "册"),
    ("卷", "卷"),
    ("张", "张"),
    ("套", "套"),
    ("批", "批"),
    ("期", "期"),
    ("组", "组"),
    ("支", "支"),
    ("只", "只"),
    ("头", "头"),
    ("株", "株"),
    ("棵", "株"),
    ("盏", "盏"),
    ("栋", "栋"),
    ("幢", "栋"),
    ("间", "间"),
    ("门", "门"),
    ("口", "口"),
    ("场", "场"),
    ("篇", "篇"),
    ("封", "封"),
    ("道", "道"),
    ("段", "段"),
    ("根", "根"),
    ("块", "块"),
    ("把", "把"),
    ("部", "部"),
    ("艘", "艘"),
    ("架", "架"),
    ("颗", "颗"),
    ("瓶", "瓶"),
    ("箱", "箱"),
    ("桶", "桶"),
    ("袋", "袋"),
    ("轮", "轮"),
    ("遍", "遍"),
    ("例", "例"),
    ("则", "则"),
    ("款", "款"),
    ("类", "类"),
    ("种", "种"),
    ("副", "副"),
    ("枚", "枚"),
    ("眼", "眼"),
    ("票", "票"),
    ("趟", "趟"),
    ("幅", "幅"),
    ("岁", "岁"),
    ("分", "分"),
    ("层", "层"),
    ("村", "个"),
    ("镇", "个"),
    ("校", "所"),
    ("县", "个"),
];

/// Words that begin like a unit and are none: 3名单, 一把手, 元/人.
const NOT_UNITS: &[&str] = &[
    "名单",
    "名义",
    "把手",
    "次性",
    "次数",
    "元素",
    "个性",
    "份额",
    "条例",
    "部门",
    "部署",
    "级",
    "年级",
    "处室",
    "家庭",
    "本账",
    "本书",
    "道路",
    "段落",
    "期工程",
    "期项目",
    "类人",
    "元/",
    "套路",
    "起来",
    "口气",
    "头绪",
    "种种",
    "轮回",
    "场所",
    "分之",
    "分析",
    "分类",
    "分别",
    "元化",
    "体化",
    "票否决",
    "件事",
    "条龙",
    "张图",
    "站式",
    "盘棋",
    "条心",
    "股绳",
    "张网",
    "刀切",
    "户一",
    "村一",
    "人一",
    "校一",
    "企一",
    "事一",
    "案一",
    "项一",
    "岗双",
    "层次",
    "校区",
    "镇区",
    "分局",
    "分院",
    "分校",
    "分钱",
];

/// The unit at the beginning of a text, and its length in bytes.
pub fn read(text: &str) -> Option<(Unit, usize)> {
    if NOT_UNITS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let measure = MEASURES.iter().filter(|(word, ..)| text.starts_with(word));
    let measure = measure.max_by_key(|(word, ..)| word.len());
    let counted = COUNTED.iter().filter(|(word, _)| text.starts_with(word));
    let counted = counted.max_by_key(|(word, _)| word.len());
    match (measure, counted) {
        (Some((word, kind, factor)), other) if other.is_none_or(|(longer, _)| longer.len() <= word.len()) => {
            Some((Unit { kind: *kind, factor: *factor, word }, word.len()))
        }
        (_, Some((printed, word))) => {
            Some((Unit { kind: Kind::Count(word), factor: 1, word }, printed.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("人次培训", Kind::Count("人次"))]
    #[case("名干部", Kind::Count("人"))]
    #[case("个月时间", Kind::Months)]
    #[case("个百分点", Kind::Points)]
    #[case("公里", Kind::Length)]
    #[case("个工作日", Kind::Workdays)]
    fn kinds(#[case] text: &str, #[case] kind: Kind) {
        assert_eq!(read(text).map(|(unit, _)| unit.kind), Some(kind), "{text}");
    }

    #[rstest]
    #[case("名单")]
    #[case("把手")]
    #[case("步")]
    #[case("元/人")]
    fn none(#[case] text: &str) {
        assert_eq!(read(text), None, "{text}");
    }

    proptest! {
        #[test]
        fn conversions_come_back(number in 0_u32..100_000_000, at in 0..MEASURES.len()) {
            let (word, ..) = MEASURES[at];
            let (unit, _) = read(word).expect(word);
            let number = Exact::whole(i128::from(number)).expect("small");
            let small = unit.of(number).expect("small");
            prop_assert_eq!(small.over(Exact::whole(unit.factor).expect("small")), Some(number));
        }
    }
}
