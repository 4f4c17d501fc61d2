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
#[case::double("约谈欧阳修同志", &["欧阳修"])]
#[case::double_clear("由欧阳小修同志负责", &["欧阳小修"])]
#[case::several("王明、李小红等同志", &["李小红", "王明"])]
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
#[case::no_matter("责任人马上整改，负责人高度重视，工作人员于会后到场", &[])]
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
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
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
