//! Names of persons in prose.
//!
//! Only names of Chinese form are looked for, and only beside a word that goes with persons: without one,
//! 高度 and 安排 would be names. The list of family names holds the common ones less those that are also
//! everyday words at the head of a clause; those count behind a label only.

use std::{collections::HashSet, sync::LazyLock};

use super::beside::{BEFORE, BEHIND, BETWEEN, DOES, FOLLOWS, GIVEN, LABELS, NO_NAME, TITLES, TRANSCRIBED};

/// Family names that count wherever a name may stand; the commonest of the 2020 census (公安部).
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋\
蔡余杜叶魏苏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅邹熊孟秦邱侯江尹薛闫阎段雷龙史陶贺顾毛郝龚邵万钱\
覃武戴孔汤莫赖邢樊兰殷施洪翟颜倪芦鲁俞葛岳梅辛耿邬卓柳齐柯蓝欧阮冼符邝吉麦庄祝柴聂焦纪褚霍甘詹左涂童\
申屠游阳裴路尤靳翁骆尚冉费凌鲍穆宁晏粟牛桂詹卜祁滕裘柏岑黎乔屈蔺闵娄栾甄仲伊厉郜蒲鄂蒙闻莘姬雍桑濮瞿茹艾匡寇阙巩\
晁敖饶鞠荆竺逯桓燕谷巫仇佘逄佟谌亓仝牟冀郏郗郅鄢邸栗臧戚奚蔚麻";

/// Family names that are also everyday words: they count behind a label, and before 同志.
const RARE: &str =
    "方任程高严常安成文平明关康温白云华易向单简项季苗包房全管时解边连封景冷池席井盖祖隆沙索贡慕盛储苟初战衣";

/// Family names of two characters.
const DOUBLE: [&str; 12] =
    ["欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "尉迟", "令狐", "慕容", "夏侯", "东方", "公孙"];

/// Characters that stand in no given name but in the names of bodies, places and posts, and in verbs.
const NOT_GIVEN: &str = "区县市省州镇乡村组委局办处科室院校厂部站所街会党副总支原任各级本该新旧老长务化和与及或\
的是在为对向从由被把让给将要求查抓管主书领导人员们等内外中上下前后百千万个项条次第年月日号\
已未不无有没了过着到也都又再就只还并且而其此这那同事";

static FAMILIES: LazyLock<HashSet<char>> = LazyLock::new(|| FAMILY.chars().collect());
static RARE_FAMILIES: LazyLock<HashSet<char>> = LazyLock::new(|| RARE.chars().collect());
/// With what the words begin beside which names are looked for: few characters do.
static STARTS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let words = TITLES.iter().chain(BEHIND).chain(LABELS);
    words.filter_map(|word| word.chars().next()).chain(['·']).collect()
});
static NOT: LazyLock<HashSet<char>> = LazyLock::new(|| NOT_GIVEN.chars().collect());

/// Whether a label is that of a body and not of a person (责任单位).
pub fn of_body(role: &str) -> bool {
    ["单位", "部门", "科室", "处室", "机构", "股室"].iter().any(|word| role.contains(word))
}

/// Whether what stands in a field for an inspector is a person and not a body (第一巡察组).
pub fn of_person(name: &str) -> bool {
    is_name(name)
        || is_foreign(name)
        || !name.ends_with(['组', '室', '科', '处', '办', '局', '院', '委', '队', '部', '会', '站', '所'])
}

/// The names in a field that holds names: parted, without titles and brackets.
pub fn parts(field: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in field.split(BETWEEN) {
        let mut name = part.split(['（', '(']).next().unwrap_or_default().trim();
        for title in TITLES.iter().chain(BEHIND) {
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
        if here.first().is_none_or(|c| !STARTS.contains(c)) {
            continue;
        }
        if let Some(title) = longest(here, TITLES) {
            found.extend(before(&chars, at, false));
            found.extend(name_at(chars.get(at + title..).unwrap_or_default(), false));
        }
        if here.first() == Some(&'·') {
            found.extend(dotted(&chars, at));
        }
        if longest(here, BEHIND).is_some() {
            found.extend(before(&chars, at, true));
        }
        if let Some(label) = longest(here, LABELS) {
            let behind = chars.get(at + label..).unwrap_or_default();
            found.extend(behind_label(behind));
            found.extend(name_at(behind, true));
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
        let word = name.chars().count() == 2 && NO_NAME.contains(&name.as_str());
        if (length < 4 || double) && !word && clear && family(chars, rare) > 0 && is_name(&name) {
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

/// The name with which a text begins, where what follows shows its end. Behind a title, or, `wary`, behind a
/// word that seldom has a name behind it.
///
/// A family name that is an everyday word counts with a given name that is none.
fn name_at(text: &[char], wary: bool) -> Option<String> {
    let blanks = text.iter().take_while(|c| matches!(c, ' ' | '\u{3000}' | '：' | ':')).count();
    let text = text.get(blanks..)?;
    let foreign: String = text.iter().take_while(|c| **c == '·' || TRANSCRIBED.contains(**c)).collect();
    let length = foreign.chars().count();
    if length > 2 && is_foreign(&foreign) && ends(text.get(length..).unwrap_or_default()) {
        return Some(foreign);
    }
    let start: String = text.iter().take(2).collect();
    let family = family(text, true);
    if family == 0 || NO_NAME.contains(&start.as_str()) {
        return None;
    }
    let sure = wary || self::family(text, false) == 0;
    [2, 1].into_iter().find_map(|given| {
        let name: String = text.get(..family + given)?.iter().collect();
        let likely = !sure || name.chars().skip(family).all(|c| GIVEN.contains(c));
        (likely && ends(text.get(family + given..)?) && is_name(&name)).then_some(name)
    })
}

/// Whether a name has come to its end where this follows.
fn ends(text: &[char]) -> bool {
    text.first().is_none_or(|c| FOLLOWS.contains(*c)) || longest(text, DOES).is_some()
}

/// Whether a text by itself is a name of another language in Chinese characters.
pub fn is_foreign(text: &str) -> bool {
    let parts: Vec<&str> = text.split('·').collect();
    let length = text.chars().count();
    let written = |part: &&str| !part.is_empty() && part.chars().all(|c| TRANSCRIBED.contains(c));
    let chinese = |part: &&str| part.chars().count() > 1 && part.chars().all(may_be_given);
    (2..=16).contains(&length) && (parts.iter().all(written) || parts.len() > 1 && parts.iter().all(chinese))
}

/// The name around a point between two of its parts.
fn dotted(text: &[char], at: usize) -> Option<String> {
    let written = |c: &&char| TRANSCRIBED.contains(**c);
    let before = text.get(..at)?.iter().rev().take_while(written).count();
    let after = text.get(at + 1..)?.iter().take_while(written).count();
    let name: String = text.get(at - before..at + 1 + after)?.iter().collect();
    (before > 1 && after > 1).then_some(name)
}

/// The names behind a label: as far as one follows upon another.
fn behind_label(text: &[char]) -> Vec<String> {
    let Some((':' | '：', rest)) = text.split_first().map(|(c, rest)| (*c, rest)) else { return Vec::new() };
    let clause: String = rest.iter().take_while(|c| !matches!(c, '。' | '；' | ';' | '\n')).collect();
    parts(clause.trim()).into_iter().take_while(|name| is_name(name) || is_foreign(name)).collect()
}

/// A name with its family name alone, as long as it is: 王明 is 王某, 王小明 王某某.
pub fn masked(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let family = family(&chars, true).max(1);
    if name.is_ascii() {
        return chars.iter().take(1).chain(&['*', '*', '*']).collect();
    }
    let mask = |c: &char| if *c == '·' { '·' } else { '某' };
    chars.iter().take(family).copied().chain(chars.iter().skip(family).map(mask)).collect()
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
    #[case::everyday_family("副局长高敏批示，副局长高志远主持", &["高敏", "高志远"])]
    #[case::everyday_family_ends("局长安宁，主任成龙。主任向阳", &["安宁", "成龙", "向阳"])]
    #[case::in_a_list("党组副书记、副局长高志强、园林股、公园管理中心", &["高志强"])]
    #[case::with_a_preposition("副局长高志强以《知敬畏》为题授课", &["高志强"])]
    #[case::foreign("责任人：阿卜杜拉；联系人：买买提·吐尔逊", &["阿卜杜拉", "买买提·吐尔逊"])]
    #[case::foreign_anywhere("由买买提·吐尔逊牵头", &["买买提·吐尔逊"])]
    #[case::label_without_colon("经办人李强签字，新增审批人员卢志华，切实履职", &["李强", "卢志华"])]
    #[case::what_somebody_is("由办公室高广卓专人负责，引入研究生王爽，要求党建专职张国伟按时督促", &["高广卓", "王爽", "张国伟"])]
    #[case::what_everybody_is("群众高兴，职工平安，干部关爱，学生成才，居民文明，办公室安静", &[])]
    #[case::member("党组成员欧阳修远同志", &["欧阳修远"])]
    #[case::signed("签发人：常海涛", &["常海涛"])]
    #[case::no_everyday_word("书记严格把关，主任明确要求，局长安全检查，主任关于，书记成立专班", &[])]
    #[case::no_towards("主任向大家作了说明，书记向全体党员通报，主任任组长", &[])]
    #[case::no_matter("责任人马上整改，经办人陈述，负责人高度重视，工作人员于会后到场", &[])]
    #[case::no_member("党组成员任副组长，其他成员和委员会，班子成员带头", &[])]
    #[case::no_post_of_a_branch("选出支部书记、纪律委员、组织委员、青年委员", &[])]
    #[case::no_title_with_a_point("“清廉·机关”建设，党建·引领", &[])]
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

    /// Lists the names in the files of a folder, to be looked through by hand.
    #[test]
    #[ignore = "wants a folder in HUITOUKAN_NAMES"]
    fn names_in_a_folder() {
        let folder = std::env::var("HUITOUKAN_NAMES").unwrap();
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let Ok(document) = crate::intake::read_file(&path) else { continue };
            let mut found: Vec<String> = in_prose(&document.text).into_iter().collect();
            found.sort();
            println!("{}: {}", path.file_name().unwrap().display(), found.join(" "));
        }
    }

    #[rstest]
    #[case("王明", "王某")]
    #[case("王小明", "王某某")]
    #[case("欧阳修", "欧阳某")]
    #[case("买买提·吐尔逊", "买某某·某某某")]
    #[case("阿卜杜拉", "阿某某某")]
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
