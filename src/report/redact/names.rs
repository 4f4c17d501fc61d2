//! Names of persons in prose.
//!
//! Only names of Chinese form are looked for, and only beside a word that goes with persons: without one,
//! 高度 and 安排 would be names. The list of family names holds the common ones less those that are also
//! everyday words at the head of a clause; those count behind a label only.

use std::{collections::HashSet, sync::LazyLock};

/// Family names that count wherever a name may stand; the commonest of the 2020 census (公安部).
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋\
蔡余杜叶魏苏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅邹熊孟秦邱侯江尹薛闫阎段雷龙史陶贺顾毛郝龚邵万钱\
覃武戴孔汤莫赖邢樊兰殷施洪翟颜倪芦鲁俞葛岳梅辛耿邬卓柳齐柯蓝欧阮冼符邝吉麦庄祝柴聂焦纪褚霍甘詹左涂童\
申屠游阳裴路尤靳翁骆尚冉费凌鲍穆宁晏粟牛桂詹卜祁滕裘柏岑黎乔屈蔺闵娄栾甄仲伊厉郜蒲鄂蒙闻莘姬雍桑濮瞿茹艾匡寇阙巩\
晁敖饶鞠荆竺逯桓燕谷巫仇";

/// Family names that are also everyday words: they count behind a label, and before 同志.
const RARE: &str =
    "方任程高严常安成文平明关康温白云华易向单简项季苗包房全管时解边连封景冷池席井盖祖隆沙索贡慕";

/// Family names of two characters.
const DOUBLE: [&str; 12] =
    ["欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "尉迟", "令狐", "慕容", "夏侯", "东方", "公孙"];

/// Characters that stand in no given name but in the names of bodies, places and posts, and in verbs.
const NOT_GIVEN: &str = "区县市省州镇乡村组委局办处科室院校厂部站所街会党副总支原任各级本该新旧老长务化和与及或\
的是在为对向从由被把让给将要求查抓管主书领导人员们等内外中上下前后百千万个项条次第年月日号\
已未不无有没了过着到也都又再就只还并且而其此这那同事";

/// Titles that stand behind a name (王明局长) and before one (局长王明).
const TITLES: [&str; 40] = [
    "党组书记",
    "党委书记",
    "纪委书记",
    "总书记",
    "副书记",
    "书记",
    "副主任",
    "主任",
    "副局长",
    "局长",
    "副科长",
    "科长",
    "副处长",
    "处长",
    "副县长",
    "县长",
    "副市长",
    "市长",
    "副区长",
    "区长",
    "副镇长",
    "镇长",
    "副乡长",
    "乡长",
    "副校长",
    "校长",
    "副院长",
    "院长",
    "副所长",
    "所长",
    "副站长",
    "站长",
    "副经理",
    "经理",
    "董事长",
    "组长",
    "队长",
    "部长",
    "会计",
    "出纳",
];

/// What is said of persons behind their names alone.
const BEHIND: [&str; 6] = ["同志", "先生", "女士", "某某", "等同志", "等人"];

/// Labels behind which names stand.
const LABELS: [&str; 16] = [
    "责任人",
    "负责人",
    "联系人",
    "经办人",
    "承办人",
    "当事人",
    "牵头人",
    "责任领导",
    "牵头领导",
    "分管领导",
    "核查人",
    "督办人",
    "举报人",
    "被谈话人",
    "法定代表人",
    "法人代表",
];

/// What stands between several names.
const BETWEEN: &[char] = &['、', '，', ',', ';', '；', '/', ' ', '\u{3000}', '和', '与'];

/// Words that may follow a name that stands behind a title.
const FOLLOWS: &str =
    "同任带主率为等在作对的和与及、，。；：（）(),.;:！？“”\"' 　\n\t已曾被把将向负到并亲就又也于因受违";

/// Words that may stand before a name that stands before a title.
const BEFORE: &str = "由经与和、向对给让请被为是任：，。；（）(),.;:“”\"' 　\n\t及同以将时据责成立即找约了的";

static FAMILIES: LazyLock<HashSet<char>> = LazyLock::new(|| FAMILY.chars().collect());
static RARE_FAMILIES: LazyLock<HashSet<char>> = LazyLock::new(|| RARE.chars().collect());
static NOT: LazyLock<HashSet<char>> = LazyLock::new(|| NOT_GIVEN.chars().collect());

/// Whether a label is that of a body and not of a person (责任单位).
pub fn of_body(role: &str) -> bool {
    ["单位", "部门", "科室", "处室", "机构", "股室"].iter().any(|word| role.contains(word))
}

/// Whether what stands in a field for an inspector is a person and not a body (第一巡察组).
pub fn of_person(name: &str) -> bool {
    is_name(name)
        || !name.ends_with(['组', '室', '科', '处', '办', '局', '院', '委', '队', '部', '会', '站', '所'])
}

/// The names in a field that holds names: parted, without titles and brackets.
pub fn parts(field: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in field.split(BETWEEN) {
        let mut name = part.split(['（', '(']).next().unwrap_or_default().trim();
        for title in TITLES.iter().chain(&BEHIND) {
            name = name.strip_suffix(title).unwrap_or(name);
            name = name.strip_prefix(title).unwrap_or(name);
        }
        let name = name.trim_matches([':', '：', '。']).trim();
        if !name.is_empty() {
            all.push(name.to_owned());
        }
    }
    all
}

/// Whether a text by itself is a name of Chinese form.
pub fn is_name(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let family = family(&chars, true);
    let given = chars.get(family..).unwrap_or_default();
    family > 0 && (1..=2).contains(&given.len()) && given.iter().all(|c| may_be_given(*c))
}

/// The names in a text.
pub fn in_prose(text: &str) -> HashSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = HashSet::new();
    for at in 0..chars.len() {
        let here = chars.get(at..).unwrap_or_default();
        if let Some(title) = longest(here, &TITLES) {
            found.extend(before(&chars, at, false));
            found.extend(name_at(chars.get(at + title..).unwrap_or_default()));
        }
        if longest(here, &BEHIND).is_some() {
            found.extend(before(&chars, at, true));
        }
        if let Some(label) = longest(here, &LABELS) {
            found.extend(behind_label(chars.get(at + label..).unwrap_or_default()));
        }
    }
    found
}

/// The length in characters of the longest of the words with which the text begins.
fn longest(text: &[char], words: &[&str]) -> Option<usize> {
    let begins = |word: &&&str| {
        let length = word.chars().count();
        text.len() >= length && word.chars().zip(text).all(|(one, other)| one == *other)
    };
    words.iter().filter(begins).map(|word| word.chars().count()).max()
}

/// How many characters of family name the text begins with; 0 where it begins with none.
fn family(text: &[char], rare: bool) -> usize {
    let first: String = text.iter().take(2).collect();
    if DOUBLE.contains(&first.as_str()) {
        return 2;
    }
    text.first().is_some_and(|c| FAMILIES.contains(c) || rare && RARE_FAMILIES.contains(c)).into()
}

fn may_be_given(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !NOT.contains(&c)
}

/// The name that ends where `at` is, with the beginning of a clause or a title before it. `said`: what stands
/// behind it is said of persons alone, so that a family name may be an everyday word too.
fn before(text: &[char], at: usize, said: bool) -> Option<String> {
    for length in [4, 3, 2] {
        let Some(start) = at.checked_sub(length) else { continue };
        let (ahead, chars) = (text.get(..start)?, text.get(start..at)?);
        let name: String = chars.iter().collect();
        let double = DOUBLE.iter().any(|family| name.starts_with(family));
        let titled = said && ends_with_title(ahead);
        let clear = titled || ahead.last().is_none_or(|c| BEFORE.contains(*c));
        // 全体同志, 单位同志 are no persons' names; of three characters hardly a word is one.
        let rare = said && (titled || length == 3);
        if (length < 4 || double) && clear && family(chars, rare) > 0 && is_name(&name) {
            return Some(name);
        }
    }
    None
}

fn ends_with_title(text: &[char]) -> bool {
    TITLES.iter().any(|title| {
        let length = title.chars().count();
        text.len() >= length && title.chars().rev().zip(text.iter().rev()).all(|(one, other)| one == *other)
    })
}

/// The name with which a text begins, where what follows shows its end. Behind a title.
fn name_at(text: &[char]) -> Option<String> {
    let blanks = text.iter().take_while(|c| matches!(c, ' ' | '\u{3000}' | '：' | ':')).count();
    let text = text.get(blanks..)?;
    let family = family(text, false);
    if family == 0 {
        return None;
    }
    [2, 1].into_iter().find_map(|given| {
        let name: String = text.get(..family + given)?.iter().collect();
        let ends = text.get(family + given).is_none_or(|c| FOLLOWS.contains(*c));
        (ends && is_name(&name)).then_some(name)
    })
}

/// The names behind a label: as far as one follows upon another.
fn behind_label(text: &[char]) -> Vec<String> {
    let Some((':' | '：', rest)) = text.split_first().map(|(c, rest)| (*c, rest)) else { return Vec::new() };
    let clause: String = rest.iter().take_while(|c| !matches!(c, '。' | '；' | ';' | '\n')).collect();
    parts(clause.trim()).into_iter().take_while(|name| is_name(name)).collect()
}

/// A name with its family name alone, as long as it is: 王明 is 王某, 王小明 王某某.
pub fn masked(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let family = family(&chars, true).max(1);
    if name.is_ascii() {
        return chars.iter().take(1).chain(&['*', '*', '*']).collect();
    }
    chars.iter().take(family).copied().chain(chars.iter().skip(family).map(|_| '某')).collect()
}

/// A field that holds one or several names and nothing else.
pub fn masked_all(field: &str) -> String {
    let names = parts(field);
    let mut out = field.to_owned();
    let open = |name: &&String| of_person(name) && !name.contains('某') && !name.ends_with("***");
    for name in names.iter().filter(open) {
        out = out.replace(name.as_str(), &masked(name));
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::comrade("由王明同志负责。", &["王明"])]
    #[case::title_behind("经李小红局长批准", &["李小红"])]
    #[case::title_before("局长王明带队督办，副局长李小红同志落实", &["王明", "李小红"])]
    #[case::long_title("党组书记王明主持会议", &["王明"])]
    #[case::blank("书记　王明", &["王明"])]
    #[case::label("责任人：王明、李小红（副局长）；时限：6月", &["王明", "李小红"])]
    #[case::rare_behind_label("责任人：高明、安小平", &["高明", "安小平"])]
    #[case::double("约谈欧阳修同志", &[])]
    #[case::double_clear("由欧阳小修同志负责", &["欧阳小修"])]
    #[case::several("王明、李小红等同志", &["李小红"])]
    #[case::rare_titled("由局党组书记常良同志为组长", &["常良"])]
    #[case::rare_of_three("对笔迹不一样的郭方石同志、高小平同志进行了教育", &["郭方石", "高小平"])]
    #[case::after_a_verb("学习了燕小山同志的事迹", &["燕小山"])]
    #[case::no_all("全体同志，单位同志，有关同志，部门负责同志，老同志", &[])]
    #[case::no_high("书记高度重视，局长安排部署", &[])]
    #[case::no_post("局长任组长，书记为副组长", &[])]
    #[case::no_place("高新区书记、黄山市市长、石山镇镇长", &[])]
    #[case::no_body("区纪委书记约谈，县委副书记主持", &[])]
    #[case::no_role("责任人：各科室负责人、分管领导", &[])]
    #[case::no_unit("由财务科科长、办公室主任负责", &[])]
    #[case::no_verb("主任于6月召开会议", &[])]
    #[case::empty("", &[])]
    fn names_stand_beside_their_words(#[case] text: &str, #[case] want: &[&str]) {
        let mut found: Vec<String> = in_prose(text).into_iter().collect();
        let mut want: Vec<&str> = want.to_vec();
        found.sort();
        want.sort_unstable();
        assert_eq!(found, want);
    }

    #[test]
    fn where_no_person_is_named_no_name_is_found() {
        for (name, bytes) in crate::cli::samples::SAMPLES {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(in_prose(&text), HashSet::new(), "{name}");
        }
    }

    #[rstest]
    #[case("王明", "王某")]
    #[case("王小明", "王某某")]
    #[case("欧阳修", "欧阳某")]
    #[case("Zhang San", "Z***")]
    #[case("某", "某")]
    fn masks_keep_the_length(#[case] name: &str, #[case] want: &str) {
        assert_eq!(masked(name), want);
    }

    #[rstest]
    #[case("王明（局长）、李小红", "王某（局长）、李某某")]
    #[case("a", "a***")]
    #[case("王某", "王某")]
    #[case("第一巡察组、李四", "第一巡察组、李某")]
    #[case("", "")]
    fn fields_of_names_are_masked(#[case] field: &str, #[case] want: &str) {
        assert_eq!(masked_all(field), want);
    }

    #[rstest]
    #[case("责任单位", true)]
    #[case("责任领导", false)]
    fn bodies_are_told_from_persons(#[case] role: &str, #[case] want: bool) {
        assert_eq!(of_body(role), want);
    }
}
