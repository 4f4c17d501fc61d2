//! Where an agency is and on what level, as far as its name says so.
//!
//! A name is read from its start as a chain of places, each a name and a word such as 市, 县, 镇. The
//! rules must not guess: a name that says nothing has no region, and where a word may be part of
//! another (市场, 城乡, 农村, 开发区) nothing is read. What they cannot know, a user says (`agency set`).
//!
//! Whether a 市 stands as high as a prefecture (地级市) or as a county (县级市) its name does not show: all of the former are
//! in a list (`assets/places/cities.txt`), every other one is the latter, unless what follows says otherwise: a 区 or 县 below
//! it, an intermediate court (中级人民法院).

use std::{collections::HashSet, fmt, sync::LazyLock};

/// The levels of administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 省级: 省, 自治区, and the four cities that stand as high.
    Province,
    /// 市级: 市, 自治州.
    City,
    /// 县级: 县, 区, 旗, and a 市 that is not in the list of those above.
    County,
    /// 乡级: 乡, 镇, 街道.
    Township,
    /// 村级: 村, 社区.
    Village,
    /// 其他, where a user says that it is none of these.
    Other,
}

impl Level {
    /// All levels, the highest first.
    pub const ALL: [Self; 6] =
        [Self::Province, Self::City, Self::County, Self::Township, Self::Village, Self::Other];
    /// Their names as they are stored: words of the trade, the same in every language.
    pub const NAMES: [&str; 6] = ["省级", "市级", "县级", "乡级", "村级", "其他"];
    /// Their names for programs.
    pub const CODES: [&str; 6] = ["province", "city", "county", "township", "village", "other"];

    /// Its name as it is stored.
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// Its name for programs.
    pub fn code(self) -> &'static str {
        Self::CODES.get(self as usize).copied().unwrap_or_default()
    }

    /// The level of a name or code.
    pub fn named(name: &str) -> Option<Self> {
        let small = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|level| level.name() == small || level.code() == small)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        form.write_str(self.name())
    }
}

/// What a name says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The chain of places, as printed.
    pub region: Option<String>,
    /// The level of the last of them, or that which a bare 市 or 县 in front names (市水利局).
    pub level: Option<Level>,
}

/// What stands before the place and is none.
const BEFORE: [&str; 8] = [
    "中国共产党",
    "中共",
    "国家税务总局",
    "国家统计局",
    "中国人民政治协商会议",
    "政协",
    "中国共产主义青年团",
    "共青团",
];

/// The words that end a place, the longer before the shorter that they end with; how long its name is
/// at most.
const WORDS: [(&str, Level, usize); 17] = [
    ("自治区", Level::Province, 6),
    ("自治州", Level::City, 12),
    ("自治县", Level::County, 14),
    ("自治旗", Level::County, 8),
    ("民族乡", Level::Township, 8),
    ("街道", Level::Township, 6),
    ("苏木", Level::Township, 6),
    ("社区", Level::Village, 6),
    ("省", Level::Province, 3),
    ("市", Level::City, 5),
    ("县", Level::County, 5),
    ("区", Level::County, 5),
    ("旗", Level::County, 6),
    ("镇", Level::Township, 5),
    ("乡", Level::Township, 5),
    ("村", Level::Village, 5),
    ("嘎查", Level::Village, 5),
];

/// The cities that stand as high as a province.
const HIGH_CITIES: [&str; 4] = ["北京", "上海", "天津", "重庆"];

static CITIES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/places/cities.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split_whitespace().skip(1)).collect()
});

/// Bodies that only a 市 has that stands above districts and counties.
const OF_CITIES: &[&str] = &["中级人民法院", "中级法院", "军分区", "警备区"];

/// Words of bodies and of their work: where one is part of what would be a place's name, the places
/// have ended.
const NO_NAME: &[&str] = &[
    "局", "厅", "委", "公司", "集团", "银行", "中心", "大学", "学院", "学校", "中学", "小学", "医院", "法院",
    "检察", "人民", "机关", "直属", "组织", "宣传", "统战", "管理", "建设", "服务", "监督", "发展", "公安",
    "教育", "卫生", "农业", "农村", "林业", "水利", "水务", "交通", "运输", "住房", "城乡", "规划", "自然",
    "环境", "生态", "文化", "旅游", "体育", "经济", "技术", "高新", "产业", "工业", "信息", "科学", "财政",
    "税务", "审计", "统计", "民政", "司法", "投资", "退役", "应急", "消防", "商务", "市场", "金融", "行政",
    "审批", "执法", "综合", "社会", "保障", "医疗", "改革", "供销", "国有", "资产", "智慧", "现代", "特色",
    "与", "及", "、", "（", "(", "中国",
];

/// What no place is called alone.
const NO_NAMES: &[&str] =
    &["全", "本", "该", "各", "跨", "两", "我", "外", "城", "农", "新农", "小城", "集", "乡", "村"];

/// Zones (功能区): places, but of a level of their own, which the name does not tell.
const ZONES: &[&str] = &[
    "开发区",
    "高新区",
    "经开区",
    "新区",
    "示范区",
    "合作区",
    "功能区",
    "管理区",
    "工业区",
    "旅游区",
    "度假区",
    "保税区",
    "试验区",
    "实验区",
    "园区",
];

/// What may be a district or a part of a city.
const TOWNS: &[&str] = &["城区", "市区", "新市区"];

/// What ends a word with 区 that is no district.
const NO_DISTRICT: &[&str] = &[
    "开发", "高新", "经开", "示范", "合作", "功能", "管理", "工业", "旅游", "度假", "保税", "试验", "实验",
    "保护", "风景", "园", "景", "库", "灌", "厂", "校", "小", "军", "片", "战", "辖", "禁", "牧", "垦",
    "住宅", "居住", "自治", "新", "地", "社", "市",
];

/// What the name says.
pub fn read(name: &str) -> Place {
    let plain: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = plain.as_str();
    while let Some(behind) = BEFORE.iter().find_map(|before| rest.strip_prefix(before)) {
        rest = behind;
    }
    let (mut region, mut level) = (String::new(), None);
    while let Some((place, of, behind)) = first_place(rest, level) {
        region.push_str(place);
        (level, rest) = (Some(of), behind);
    }
    if region.is_empty() {
        return Place { region: None, level: bare(rest) };
    }
    // A zone within has a level of its own; 城区 may be a district of that name or the town as a whole.
    let open =
        ZONES.iter().any(|zone| rest.contains(zone)) || TOWNS.iter().any(|town| rest.starts_with(town));
    Place { region: Some(region), level: level.filter(|_| !open) }
}

/// The first place of a text, its level, and what follows; `above` is the level of the place before.
fn first_place(text: &str, above: Option<Level>) -> Option<(&str, Level, &str)> {
    for (at, (start, _)) in text.char_indices().enumerate().skip(1).take(16) {
        let (name, tail) = text.split_at_checked(start)?;
        let body = NO_NAME.iter().any(|word| name.contains(word) && name != *word);
        if body || name.char_indices().any(|(_, c)| !is_han(c)) || joined(name) {
            return None;
        }
        let found = WORDS.iter().find_map(|(word, level, longest)| {
            let behind = tail.strip_prefix(word).filter(|_| at <= *longest)?;
            Some((*word, *level, behind))
        });
        let Some((word, level, behind)) = found else { continue };
        if !is_place(name, word, behind) {
            continue;
        }
        let level = match (word, above) {
            ("市", None) if HIGH_CITIES.contains(&name) => Level::Province,
            ("市", Some(Level::City)) => Level::County,
            ("市", _) if !CITIES.contains(name) && !stands_above(behind) => Level::County,
            _ => level,
        };
        if above.is_some_and(|above| above >= level) {
            return None;
        }
        return Some((text.split_at_checked(text.len() - behind.len())?.0, level, behind));
    }
    None
}

/// Whether what follows a 市 says that it stands above districts or counties.
fn stands_above(behind: &str) -> bool {
    let below = || matches!(first_place(behind, Some(Level::City)), Some((_, Level::County, _)));
    OF_CITIES.iter().any(|body| behind.starts_with(body)) || behind.contains("区分局") || below()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Whether 和 joins two words, which it does not at the start of names such as 政和, 呼和浩特.
fn joined(name: &str) -> bool {
    name.chars().skip(2).any(|c| c == '和')
}

/// Whether a name, a word and what follows are a place.
fn is_place(name: &str, word: &str, behind: &str) -> bool {
    let goes_on = |with: &[&str]| with.iter().any(|next| behind.starts_with(next));
    let ends = |with: &[&str]| with.iter().any(|end| name.ends_with(end));
    if NO_NAMES.contains(&name) || begins_word(word, behind) {
        return false;
    }
    // 景德镇市, 沙县区: the word is part of a longer name.
    let longer = |next: &str| {
        behind.strip_prefix(next).is_some_and(|after| !begins_word(next, after) && !after.is_empty())
    };
    match word {
        "镇" | "乡" | "县" | "旗" | "村" if longer("市") || longer("区") || longer("县") => false,
        "镇" | "乡" | "村" if longer("镇") || longer("乡") => false,
        "市" if behind.starts_with('区') => false,
        "区" => !ends(NO_DISTRICT),
        "旗" => !ends(&["红", "国", "党", "军", "战", "锦"]),
        "省" => !ends(&["节"]),
        "乡" => {
            !(goes_on(&["族"]) || ends(&["城"]) && goes_on(&["建", "规", "统", "居", "融", "环", "一", "管"]))
        }
        "镇" => !(ends(&["城"]) && goes_on(&["化", "居", "职", "供", "燃", "污"])),
        "村" => {
            !ends(&["农", "乡", "镇"])
                && (behind.is_empty() || goes_on(&["党", "民委", "委", "支", "两委", "村"]))
        }
        "社区" => behind.is_empty() || goes_on(&["党", "居", "委", "支"]),
        _ => true,
    }
}

/// Whether a word that may end a place begins another word with what follows it.
fn begins_word(word: &str, behind: &str) -> bool {
    let with = |next: &[&str]| next.iter().any(|next| behind.starts_with(next));
    match word {
        "市" => {
            with(&["场", "容", "井", "域", "价", "民中心", "民服务", "民广场"])
                || behind.starts_with('政') && !with(&["政府", "政协", "政法", "政务", "政策"])
        }
        "区" => with(&["块", "域", "划", "间", "位", "别"]),
        "县" => with(&["域"]),
        "乡" => with(&["村", "镇", "土", "贤", "情"]),
        _ => false,
    }
}

/// The level that a bare word in front names.
fn bare(text: &str) -> Option<Level> {
    let bare =
        [("自治区", Level::Province), ("省", Level::Province), ("市", Level::City), ("县", Level::County)];
    let bare = bare.into_iter().chain([("区", Level::County)]);
    let named = |(word, level)| {
        let behind = text.strip_prefix(word)?;
        let body = behind.chars().count() >= 2 && !begins_word(word, behind) && !behind.starts_with("会");
        body.then_some(level)
    };
    bare.into_iter().find_map(named)
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;
