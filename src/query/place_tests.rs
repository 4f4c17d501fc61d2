use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("临沅县交通运输局", "临沅县", "县级")]
#[case("云岫市中级人民法院", "云岫市", "市级")]
#[case("云岫市望江区教育局", "云岫市望江区", "县级")]
#[case("云岭县白水乡石桥村", "云岭县白水乡石桥村", "村级")]
#[case("云川县青石镇", "云川县青石镇", "乡级")]
#[case("临溪镇桃源村", "临溪镇桃源村", "村级")]
#[case("澜川市松麓区", "澜川市松麓区", "县级")]
#[case("临澜区委", "临澜区", "县级")]
#[case("江柳市", "江柳市", "县级")]
#[case("国家税务总局云陂县税务局", "云陂县", "县级")]
#[case("中共丙区水利局党组", "丙区", "县级")]
#[case("甲省乙市丙县丁镇人民政府", "甲省乙市丙县丁镇", "乡级")]
#[case("甲省水利厅", "甲省", "省级")]
#[case("甲市丁街道办事处", "甲市丁街道", "乡级")]
#[case("甲县丁社区居委会", "甲县丁社区", "村级")]
#[case("甲市乙市水务局", "甲市乙市", "县级")]
#[case("重庆市丙区水利局", "重庆市丙区", "县级")]
#[case("上海市水务局", "上海市", "省级")]
#[case("甲族自治州水利局", "甲族自治州", "市级")]
#[case("甲族乙族自治县水利局", "甲族乙族自治县", "县级")]
#[case("甲市市场监督管理局", "甲市", "县级")]
#[case("甲市市政园林局", "甲市", "县级")]
#[case("甲市政务服务局", "甲市", "县级")]
#[case("甲市民政局", "甲市", "县级")]
#[case("甲市城市管理局", "甲市", "县级")]
#[case("甲县城市管理局", "甲县", "县级")]
#[case("甲县农业农村局", "甲县", "县级")]
#[case("甲县乡村振兴局", "甲县", "县级")]
#[case("甲区住房和城乡建设局", "甲区", "县级")]
#[case("甲市文化和旅游局", "甲市", "县级")]
#[case("甲县桐城镇人民政府", "甲县桐城镇", "乡级")]
#[case("甲县城镇化办公室", "甲县", "县级")]
#[case("政和县水利局", "政和县", "县级")]
#[case("呼和浩特市水务局", "呼和浩特市", "市级")]
#[case("景德镇市水务局", "景德镇市", "市级")]
#[case("三明市沙县区教育局", "三明市沙县区", "县级")]
#[case("甲县红旗镇", "甲县红旗镇", "乡级")]
#[case("枣庄市市中区教育局", "枣庄市市中区", "县级")]
#[case("甲市公安局乙区分局", "甲市", "市级")]
#[case("甲县乡镇企业局", "甲县", "县级")]
#[case("神农架林区林业管理局", "神农架林区", "县级")]
#[case("内蒙古自治区呼伦贝尔市鄂温克族自治旗水利局", "内蒙古自治区呼伦贝尔市鄂温克族自治旗", "县级")]
#[case("黔东南苗族侗族自治州凯里市水务局", "黔东南苗族侗族自治州凯里市", "县级")]
#[case("运城市发展和改革委员会", "运城市", "市级")]
#[case("甲县 青石镇", "甲县青石镇", "乡级")]
fn names_that_say_where(#[case] name: &str, #[case] region: &str, #[case] level: &str) {
    let place = read(name);
    assert_eq!(place.region.as_deref(), Some(region));
    assert_eq!(place.level.map(Level::name), Some(level));
}

#[rstest]
#[case("义乌市水务局", "县级")]
#[case("昆山市教育局党委", "县级")]
#[case("中共仙桃市委巡察工作领导小组办公室", "县级")]
#[case("河南省济源市财政局", "县级")]
#[case("新疆维吾尔自治区石河子市卫生健康委员会", "县级")]
#[case("义乌市佛堂镇人民政府", "乡级")]
#[case("浙江省金华市义乌市水务局", "县级")]
#[case("凯里市水务局", "县级")]
#[case("金华市水务局", "市级")]
#[case("浙江省金华市水务局", "市级")]
#[case("东莞市虎门镇", "乡级")]
#[case("三沙市财政局", "市级")]
#[case("吉林省吉林市水务局", "市级")]
#[case("甲市乙区水务局", "县级")]
#[case("甲市乙县", "县级")]
#[case("甲省乙市中级人民法院", "市级")]
#[case("甲市公安局乙区分局", "市级")]
#[case("甲省乙市水务局", "县级")]
fn a_city_is_one_of_two_kinds(#[case] name: &str, #[case] level: &str) {
    assert_eq!(read(name).level.map(Level::name), Some(level));
}

#[test]
fn the_list_of_cities_is_whole() {
    assert_eq!(CITIES.len(), 293);
    assert!(CITIES.iter().all(|city| !city.ends_with('市')));
}

#[rstest]
#[case("市水利局", Some(Level::City))]
#[case("县教育局", Some(Level::County))]
#[case("区委办公室", Some(Level::County))]
#[case("省水利厅", Some(Level::Province))]
#[case("市市场监督管理局", Some(Level::City))]
#[case("市场监督管理局", None)]
#[case("市政工程公司", None)]
#[case("区块链中心", None)]
#[case("乡村振兴局", None)]
#[case("镇江水务集团", None)]
#[case("某局", None)]
#[case("", None)]
#[case("东江理工大学", None)]
#[case("岭东水务集团有限公司", None)]
#[case("川陵农村商业银行股份有限公司", None)]
#[case("澄洲城建投资（集团）有限公司", None)]
#[case("城市管理局", None)]
#[case("住房和城乡建设局", None)]
#[case("农业农村局", None)]
#[case("中心城市建设公司", None)]
#[case("经济技术开发区管委会", None)]
#[case("大沙河灌区管理处", None)]
#[case("华东地区管理局", None)]
#[case("新区管委会", None)]
#[case("集镇建设办公室", None)]
#[case("通报.txt", None)]
#[case("中国石油甲市分公司", None)]
fn names_without_a_region(#[case] name: &str, #[case] level: Option<Level>) {
    assert_eq!(read(name), Place { region: None, level });
}

#[rstest]
#[case("甲市经济开发区管委会", "甲市")]
#[case("甲县工业园区管委会", "甲县")]
#[case("上海市浦东新区教育局", "上海市")]
#[case("晋城市城区教育局", "晋城市")]
#[case("乌鲁木齐市新市区教育局", "乌鲁木齐市")]
fn where_the_last_place_is_doubtful_no_level_is_read(#[case] name: &str, #[case] region: &str) {
    assert_eq!(read(name), Place { region: Some(region.to_owned()), level: None });
}

#[test]
fn levels_have_names() {
    for level in Level::ALL {
        assert_eq!(Level::named(level.name()), Some(level));
        assert_eq!(Level::named(level.code()), Some(level));
    }
    assert_eq!(Level::named("厅级"), None);
}

proptest! {
    #[test]
    fn a_region_is_always_what_the_name_begins_with(name in "[中共甲乙丙市县区镇乡村省自治州街道城农新开发和局委 ]{0,24}") {
        if let Some(region) = read(&name).region {
            let plain: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert!(plain.contains(&region) && !region.is_empty());
        }
    }

    #[test]
    fn any_text_is_read(name in any::<String>()) {
        read(&name);
    }
}
