//! The finder as a whole: what finds what, in which order, at which characters.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use proptest::prelude::*;
use rstest::rstest;

use super::{needle::signs, *};

const TITLES: [&str; 5] = ["公厕管理不到位", "公共停车场与厕所", "路灯破损", "ＧＰＳ 定位缺失", "公厕公厕"];

fn found<'a>(typed: &str, texts: &[&'a str]) -> Vec<(&'a str, Way)> {
    let index = Index::new(texts.iter().copied());
    let found = search(&index, &Needle::new(typed), None, 200, |at| texts[at], || true).unwrap();
    assert_eq!(found.count, found.best.len());
    assert_eq!(found.all.count(), found.count);
    found.best.into_iter().map(|hit| (texts[hit.item], hit.way)).collect()
}

#[rstest]
#[case::nearest_first("公厕", &[0, 4, 1])]
#[case::one_character("灯", &[2])]
#[case::gaps("路损", &[2])]
#[case::width_and_case("gps", &[3])]
#[case::words_in_any_order("管理 公厕", &[0])]
#[case::nothing("垃圾", &[])]
#[case::empty(" ", &[0, 1, 2, 3, 4])]
fn finds(#[case] typed: &str, #[case] want: &[usize]) {
    let got: Vec<&str> = found(typed, &TITLES).into_iter().map(|(text, _)| text).collect();
    let want: Vec<&str> = want.iter().map(|at| TITLES[*at]).collect();
    // The shorter of two that begin alike stands first.
    let want = if typed == "公厕" { vec![TITLES[4], TITLES[0], TITLES[1]] } else { want };
    assert_eq!(got, want);
}

/// What is typed, the text, and the characters that are found; none where the text is no hit.
#[rstest]
#[case::initials("ljfl", "推进垃圾分类工作", "垃圾分类")]
#[case::full("lajifenlei", "推进垃圾分类工作", "垃圾分类")]
#[case::full_then_initials("lajifl", "推进垃圾分类工作", "垃圾分类")]
#[case::initials_then_full("ljfenlei", "推进垃圾分类工作", "垃圾分类")]
#[case::character_then_initials("垃jfl", "推进垃圾分类工作", "垃圾分类")]
#[case::initials_then_character("lj分类", "推进垃圾分类工作", "垃圾分类")]
#[case::unfinished("lajifenl", "推进垃圾分类工作", "垃圾分类")]
#[case::unfinished_syllable("lajife", "推进垃圾分类工作", "垃圾分")]
#[case::capitals("LJFL", "推进垃圾分类工作", "垃圾分类")]
#[case::full_width("ｌｊｆｌ", "推进垃圾分类工作", "垃圾分类")]
#[case::whole_syllable_inside("lajifenlei", "推进垃圾箱分类工作", "")]
#[case::not_scattered("ljfl", "垃及圾分的类", "")]
#[case::not_scattered_across("ljfl", "拉萨机场分类", "")]
#[case::long_chang("changqi", "长期坚持", "长期")]
#[case::long_zhang("zhenzhang", "问责镇长", "镇长")]
#[case::long_initial_c("cqjc", "长期坚持", "长期坚持")]
#[case::long_initial_z("jz", "问责局长", "局长")]
#[case::heavy_zhong("zhongyao", "重要事项", "重要")]
#[case::heavy_chong("chongfu", "重复立项", "重复")]
#[case::go_xing("zhixing", "执行不力", "执行")]
#[case::go_hang("yinhang", "银行账户", "银行")]
#[case::go_hang_initials("yhzh", "银行账户", "银行账户")]
#[case::initials_of_two_letters("yinhzhh", "银行账户", "银行账户")]
#[case::double_initials("zhzh", "对外转账", "转账")]
#[case::not_double_initials("zhzh", "转账户主", "转账户")]
#[case::u_as_v("nv", "妇女权益", "女")]
#[case::u_as_u("nu", "妇女权益", "女")]
#[case::u_written("nü", "妇女权益", "女")]
#[case::lv("lvhua", "绿化管护", "绿化")]
#[case::lu("luhua", "绿化管护", "绿化")]
#[case::lue("cel", "策略不清", "策略")]
#[case::lve("celve", "策略不清", "策略")]
#[case::lue_full("celue", "策略不清", "策略")]
#[case::apostrophe("xi'an", "西安片区", "西安")]
#[case::one_or_two("xian", "西安片区", "西安")]
#[case::one_letter("l", "推进垃圾分类", "垃")]
#[case::traditional_text("ljfl", "垃圾分類", "垃圾分類")]
#[case::traditional_long("changqi", "長期堅持", "長期")]
#[case::traditional_text_simple_needle("台账", "整改臺賬不实", "臺賬")]
#[case::simple_text_traditional_needle("臺賬", "整改台账不实", "台账")]
#[case::own_reading_of_traditional("qianlong", "乾隆年间", "乾隆")]
#[case::latin("gps", "车辆ＧＰＳ定位缺失", "ＧＰＳ")]
#[case::latin_and_initials("gpsdw", "车辆GPS定位缺失", "GPS定位")]
#[case::digits("3hl", "小区3号楼漏水", "3号楼")]
#[case::quotation_marks("szyd", "“三重一大”制度", "三重一大")]
#[case::quotation_marks_inside("dgl", "“大”过滤", "大过滤")]
#[case::line_break("公厕破损", "公厕\n 破损", "公厕破损")]
#[case::two_words("ljfl 工作", "推进垃圾分类工作", "垃圾分类工作")]
#[case::two_words_backwards("gz 垃圾", "推进垃圾分类工作", "垃圾工作")]
#[case::one_of_two_missing("ljfl 公厕", "推进垃圾分类工作", "")]
#[case::too_long_to_be_pinyin(&"l".repeat(64), "垃圾", "")]
fn finds_at(#[case] typed: &str, #[case] text: &str, #[case] want: &str) {
    let needle = Needle::new(typed);
    let characters: Vec<char> = text.chars().collect();
    let got: String = needle.places(text).unwrap_or_default().iter().map(|at| characters[*at]).collect();
    assert_eq!(got, want);
    let hits = found(typed, &["别的标题", text]);
    assert_eq!(hits.iter().any(|(hit, _)| *hit == text), !want.is_empty(), "{hits:?}");
    // As bytes, too.
    let bytes: String = needle.ranges(text).into_iter().filter_map(|range| text.get(range)).collect();
    assert_eq!(bytes, want);
}

#[test]
fn the_first_run_is_marked_and_of_those_the_longest() {
    assert_eq!(Needle::new("gc").places("公共公厕"), Some(vec![2, 3]));
    assert_eq!(Needle::new("xian").places("先西安"), Some(vec![0]));
    assert_eq!(Needle::new("损 路").places("路灯破损"), Some(vec![0, 3]));
}

/// Written side by side, read side by side, scattered; within each earlier ones first, then shorter ones.
#[test]
fn ranks() {
    let texts = ["农机分类", "g1j1f1", "含 njf 三个字母", "njf", "内江防汛", "在内江防汛", "n-j-f", "内江防"];
    let want = [
        ("njf", Way::Whole),
        ("含 njf 三个字母", Way::Whole),
        ("内江防", Way::Pinyin),
        ("农机分类", Way::Pinyin),
        ("内江防汛", Way::Pinyin),
        ("在内江防汛", Way::Pinyin),
        ("n-j-f", Way::Scattered),
    ];
    assert_eq!(found("njf", &texts), want);
}

#[test]
fn equals_keep_their_order() {
    let same = ["公厕甲", "公厕乙", "公厕丙"];
    let got: Vec<&str> = found("公厕", &same).into_iter().map(|(text, _)| text).collect();
    assert_eq!(got, same);
}

#[test]
fn what_is_scattered_is_weighed_by_the_matcher() {
    let got = found("公损", &["公共厕所长期无人管理，门窗破损", "公厕破损", "公物损坏"]);
    assert_eq!(got[0].0, "公物损坏");
    assert!(got.iter().all(|(_, way)| *way == Way::Scattered));
}

#[test]
fn only_so_many_are_ranked_and_all_are_counted() {
    let texts: Vec<String> = (0..10_000).map(|at| format!("第{at}处公厕")).collect();
    let index = Index::new(texts.iter().map(String::as_str));
    let found = search(&index, &Needle::new("gc"), None, 7, |at| &texts[at], || true).unwrap();
    assert_eq!((found.count, found.best.len()), (10_000, 7));
    assert!(found.best.iter().map(|hit| hit.item).eq(0..7));
    let found = search(&index, &Needle::new("gc"), None, 0, |at| &texts[at], || true).unwrap();
    assert_eq!((found.count, found.best.len()), (10_000, 0));
}

#[test]
fn a_search_that_is_no_longer_wanted_ends() {
    let texts = vec!["公厕"; 20_000];
    let index = Index::new(texts.iter().copied());
    let mut asked = 0;
    let ended = search(
        &index,
        &Needle::new("公"),
        None,
        9,
        |at| texts[at],
        || {
            asked += 1;
            asked < 3
        },
    );
    assert_eq!((ended, asked), (None, 3));
}

#[rstest]
#[case("l", "lj", true)]
#[case("", "l", true)]
#[case("公厕", "公厕 破", true)]
#[case("公厕", "公厕", true)]
#[case("公厕 破", "公厕 破损", true)]
#[case("公厕 破", "公厕破", false)]
#[case("lj", "l", false)]
#[case("lj", "xlj", false)]
#[case("公厕 ", "公厕", true)]
fn typing_on_extends(#[case] former: &str, #[case] typed: &str, #[case] want: bool) {
    assert_eq!(Needle::new(typed).extends(&Needle::new(former)), want);
}

#[test]
fn menus_want_what_stands_together() {
    let held = |typed: &str| Needle::new(typed).is_held_by("云溪县交通运输局");
    assert!(held("jtys") && held("交通") && held("yx 局") && held(""));
    assert!(!held("云局") && !held("yxjt"));
}

#[test]
fn an_index_has_as_many_candidates_as_texts() {
    let index = Index::new(TITLES);
    assert_eq!(index.len(), 5);
    assert!(!index.is_empty());
}

/// The first letters of the readings of a text's characters; letters as they are. The reading of each is chosen
/// by `pick`.
fn initials(text: &str, pick: usize) -> Option<String> {
    use ::pinyin::ToPinyinMulti;
    let one = |c: char| match c.to_pinyin_multi() {
        Some(all) => all.get_opt(pick % all.count()).map(|one| one.first_letter().replace(['ê', 'ü'], "")),
        None => Some(c.to_string()),
    };
    text.chars().map(one).collect::<Option<String>>().filter(|all| !all.is_empty())
}

/// Up to so many characters of the kinds that matter.
fn some(most: usize) -> impl Strategy<Value = String> {
    prop::string::string_regex(&format!("[公厕垃圾分类长行重女绿臺賬a-cＧＰ0-3“”，]{{0,{most}}}")).unwrap()
}

proptest! {
    #[test]
    fn positions_rise_and_lie_in_the_text(typed in "[公厕路灯a-c ]{0,5}", text in "\\PC{0,30}") {
        if let Some(at) = Needle::new(&typed).places(&text) {
            prop_assert!(at.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(at.iter().all(|at| *at < text.chars().count()));
        }
    }

    #[test]
    fn every_piece_of_a_text_is_found(text in "\\PC{1,30}", from in 0usize..30, len in 1usize..30) {
        let piece: String = text.chars().skip(from).take(len).filter(|c| !c.is_whitespace()).collect();
        let hits = found(&piece, &[&text]);
        prop_assert_eq!(hits.len(), 1);
        prop_assert_eq!(hits[0].1, Way::Whole);
    }

    #[test]
    fn every_beginning_of_the_initials_is_found(text in "[公厕垃圾分类长行重女绿臺賬巡察整改]{1,20}", pick in 0usize..4) {
        let whole = initials(&text, pick).unwrap();
        for len in 1..=whole.chars().count() {
            let typed: String = whole.chars().take(len).collect();
            prop_assert!(Needle::new(&typed).places(&text).is_some(), "{typed} {text}");
            prop_assert_eq!(found(&typed, &[&text]).len(), 1, "{}", typed);
        }
    }

    /// Chinese characters of all kinds, not only those above.
    #[test]
    fn initials_of_any_characters_are_found(text in "[\u{4e00}-\u{9fa5}\u{3400}-\u{3500}]{1,12}", pick in 0usize..9) {
        if let Some(typed) = initials(&text, pick).filter(|typed| typed.chars().count() == text.chars().count()) {
            prop_assert_eq!(found(&typed, &[&text]).len(), 1, "{}", typed);
        }
    }

    #[test]
    fn typing_on_gives_the_same_as_anew(
        texts in prop::collection::vec(some(12), 0..150), typed in "[公垃长a-lv0-3 ]{1,8}",
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let index = Index::new(texts.iter().copied());
        let mut former: Option<(Needle, Bits)> = None;
        for len in 1..=typed.chars().count() {
            let needle = Needle::new(&typed.chars().take(len).collect::<String>());
            let anew = search(&index, &needle, None, 20, |at| texts[at], || true).unwrap();
            if let Some((before, within)) = &former {
                prop_assert!(needle.extends(before));
                let on = search(&index, &needle, Some(within), 20, |at| texts[at], || true).unwrap();
                prop_assert_eq!(&on, &anew);
            }
            former = Some((needle, anew.all));
        }
    }

    /// The ways that spare folding a text give what folding it gives.
    #[test]
    fn the_short_ways_agree_with_the_long(text in some(14), typed in "[公垃长女分类重a-lv0-3 ]{1,6}") {
        let needle = Needle::new(&typed);
        let short = needle.rank(&text, signs(&text), &mut Vec::new());
        let long = needle.rank(&text, u128::MAX, &mut Vec::new());
        prop_assert_eq!(short, long);
    }

    /// The index passes nothing over that would be found.
    #[test]
    fn no_hit_is_passed_over(text in some(14), typed in "[公垃长女臺a-lv0-3 ]{1,6}") {
        let needle = Needle::new(&typed);
        if needle.places(&text).is_some() {
            let has = signs(&text);
            prop_assert_eq!(has & needle.signs(), needle.signs());
            prop_assert_eq!(found(&typed, &[&text]).len(), 1);
        }
    }

    /// What is found as it is written is what `fuzzy-matcher` finds.
    #[test]
    fn agrees_with_the_matcher(text in "[公厕垃圾分类长行重]{0,14}", typed in "[公厕垃圾分类长行重]{2,4}") {
        let theirs = SkimMatcherV2::default().fuzzy_match(&text, &typed).is_some();
        prop_assert_eq!(Needle::new(&typed).places(&text).is_some(), theirs);
    }
}
