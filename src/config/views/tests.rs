use std::{fs, path::PathBuf, thread};

use jiff::civil::{Date, date};
use rstest::rstest;
use tempfile::TempDir;

use super::{
    edit::{Done, Edit, EditError, Put, edit},
    *,
};
use crate::words::EN;

const TODAY: Date = date(2026, 11, 23);

/// A folder of settings with a file of views.
struct House(TempDir);

impl House {
    fn new(text: &str) -> Self {
        let house = Self(tempfile::tempdir().unwrap());
        fs::write(house.file(), text).unwrap();
        house
    }

    fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join(FILE)
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("config.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn load(&self) -> (Views, Vec<ViewFault>) {
        load(Some(&self.config()), TODAY)
    }

    fn edit(&self, change: Edit) -> Result<Done, EditError> {
        let (views, done) = edit(Some(&self.config()), &change, TODAY)?;
        assert_eq!(views, self.load().0, "what is given is what is read again");
        Ok(done)
    }

    fn save(&self, name: &str, key: &str, query: &str) -> Result<Done, EditError> {
        self.edit(put(name, key, query))
    }
}

fn put(name: &str, key: &str, query: &str) -> Edit {
    Edit::Put(Put {
        old: None,
        name: name.into(),
        key: Some(key.into()),
        query: Some(query.into()),
        over: false,
    })
}

fn rename(old: &str, name: &str) -> Edit {
    Edit::Put(Put { old: Some(old.into()), name: name.into(), ..Put::default() })
}

fn own(views: &Views) -> Vec<(String, Option<char>, String)> {
    let own = views.iter().filter(|view| view.own);
    own.map(|view| (view.name.clone(), view.key, view.query.clone())).collect()
}

fn view(name: &str, key: Option<char>, query: &str) -> (String, Option<char>, String) {
    (name.to_owned(), key, query.to_owned())
}

#[test]
fn every_shipped_view_can_be_asked_and_has_a_key_and_two_names() {
    let views = Views::default();
    assert!(views.iter().count() >= 5);
    for view in views.iter() {
        assert!(query_of(&view.query, TODAY).unwrap().is_some(), "{view:?}");
        assert!(!view.own && view.en.is_some());
        for name in [&view.name, view.en.as_ref().unwrap()] {
            assert_eq!(name_of(name).as_ref(), Some(name));
        }
        assert_eq!(views.keyed(view.key.unwrap()), Some(view), "no other has its key");
        assert_eq!((view.shown(&ZH), views.named(view.shown(&EN))), (view.name.as_str(), Some(view)));
    }
    let (again, faults) = read::patch(Views { list: Vec::new(), hidden: Vec::new() }, SHIPPED, false, TODAY);
    assert_eq!((again, faults), (views, Vec::new()));
}

#[test]
fn ones_own_stand_behind_the_shipped_or_in_the_place_of_one() {
    let house = House::new(
        "[[view]]\nname = \"教育口逾期\"\nkey = 7\nquery = \"单位:教育 期限:逾期\"\n\n\
         [[view]]\nname = \"overdue\"\nquery = \"期限:逾期 状态:未读\"\n\n\
         [[view]]\nname = '待确认'\nhidden = true\n\n\
         [[view]]\nname = '意见不一'\nkey = 'y'\n",
    );
    let (views, faults) = house.load();
    assert_eq!(faults, []);
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["逾期", "30天内到期", "复查到期", "疑点未核", "意见不一", "教育口逾期"]);
    assert_eq!(views.named("逾期").unwrap().query, "期限:逾期 状态:未读");
    assert_eq!(views.keyed('1').unwrap().name, "逾期", "its key is that of the one that it replaces");
    assert_eq!(views.keyed('7').unwrap().name, "教育口逾期");
    assert_eq!(views.keyed('y').unwrap().query, "有:意见不一", "what is not said stays");
    assert_eq!((views.keyed('5'), views.keyed('6')), (None, None));
    assert_eq!(views.hidden().len(), 1);
}

#[test]
fn ones_own_key_is_taken_from_a_shipped_view() {
    let (views, faults) = House::new("[[view]]\nname='甲'\nkey='１'\nquery='公厕'\n").load();
    assert_eq!(faults, []);
    assert_eq!(views.keyed('1').unwrap().name, "甲");
    assert_eq!(views.named("逾期").unwrap().key, None);
}

#[rstest]
#[case::no_toml("[[view]\n", 1, "不是 TOML")]
#[case::no_toml_later("[[view]]\nname='甲'\nquery='a'\n\n[[view]]\nname=\n", 6, "不是 TOML")]
#[case::key_of_the_file("# 我的\nviews = 3\n", 2, "没有“views”这一项，可写 view")]
#[case::no_name("[[view]]\nquery='a'\n", 1, "缺少“name”")]
#[case::empty_name("[[view]]\nname=' '\nquery='a'\n", 2, "不能作名称")]
#[case::long_name("[[view]]\nname='一二三四五六七八九十一二三四五六'\nquery='a'\n", 2, "最宽 30 格")]
#[case::name_is_a_number("[[view]]\nname=3\nquery='a'\n", 2, "“name”不能写成 3")]
#[case::no_query("[[view]]\nname='甲'\n", 1, "缺少“query”")]
#[case::misspelt(
    "[[view]]\nname='甲'\nquery='a'\nkeys='1'\n",
    4,
    "没有“keys”这一项，可写 name, key, query, hidden"
)]
#[case::english_name("[[view]]\nname='甲'\nquery='a'\nen='x'\n", 4, "没有“en”这一项")]
#[case::key_that_walks("[[view]]\nname='甲'\nquery='a'\nkey='j'\n", 4, "“j”不能作键")]
#[case::long_key("[[view]]\nname='甲'\nquery='a'\nkey='F5'\n", 4, "“F5”不能作键")]
#[case::zero("[[view]]\nname='甲'\nquery='a'\nkey=10\n", 4, "“10”不能作键")]
#[case::key_twice(
    "[[view]]\nname='甲'\nkey='7'\nquery='a'\n[[view]]\nname='乙'\nkey='7'\nquery='b'\n",
    7,
    "键 7 已经给了视图“甲”"
)]
#[case::twice("[[view]]\nname='甲'\nquery='a'\n[[view]]\nname=' 甲'\nquery='b'\n", 4, "写了两次")]
#[case::bad_query(
    "[[view]]\nname='甲'\nquery='公厕 (路灯'\n",
    3,
    "视图“甲”的检索有误，第4个字“(”：括号没有配对"
)]
#[case::no_such_day("[[view]]\nname='甲'\nquery='期限:2026-02-30'\n", 3, "日历上没有这一天")]
#[case::asks_nothing("[[view]]\nname='甲'\nquery=' '\n", 3, "没有写要检索什么")]
#[case::hidden_what("[[view]]\nname='甲'\nquery='a'\nhidden='ja'\n", 4, "“hidden”不能写成 'ja'")]
fn faults_are_told_by_line_and_what_to_do(#[case] text: &str, #[case] at: usize, #[case] said: &str) {
    let good = "\n[[view]]\nname = '好的'\nquery = '公厕'\n";
    let house = House::new(&format!("{text}{good}"));
    let (views, faults) = house.load();
    assert!(matches!(&faults[..], [fault] if fault.line == at), "{faults:?}");
    let path = PathBuf::from("v.toml");
    let told = faults[0].explain(&path, &ZH);
    assert!(told.contains(said) && told.starts_with(&format!("视图文件 v.toml 第 {at} 行：")), "{told}");
    assert!(!faults[0].explain(&path, &EN).is_empty());
    // The rest works, but where the file cannot be read any further.
    let whole = !text.contains("[[view]\n") && !text.contains("name=\n");
    assert_eq!(views.named("好的").is_some(), whole);
    assert!(views.named("逾期").is_some());
    // What is whole but for one view is still written, and no fault becomes another.
    let before = house.text();
    match house.save("新的", "", "路灯") {
        Ok(_) => {
            assert!(whole && house.load().0.named("新的").is_some() && house.text().starts_with(&before))
        }
        Err(error) => {
            assert!(!whole && matches!(error, EditError::Spoilt(..)), "{error:?}");
            assert_eq!(house.text(), before);
            assert!(error.explain(&ZH).contains(&format!("第 {at} 行")), "{}", error.explain(&ZH));
        }
    }
}

#[test]
fn what_is_no_list_of_views_is_told_and_left_alone() {
    let house = House::new("view = 3\n");
    let (views, faults) = house.load();
    assert_eq!(views, Views::default());
    let told = faults[0].explain(&house.file(), &ZH);
    assert!(faults.len() == 1 && told.contains("第 1 行：“view”不能写成 3"), "{told}");
    assert!(matches!(house.save("甲", "", "a"), Err(EditError::Spoilt(..))));
    assert_eq!(house.text(), "view = 3\n");
}

#[test]
fn a_view_whose_query_is_wrong_stays_to_be_put_right() {
    let house = House::new("[[view]]\nname='甲'\nquery='('\n");
    assert_eq!(own(&house.load().0), [view("甲", None, "(")]);
    let change =
        Put { old: Some("甲".into()), name: "甲".into(), query: Some("公厕".into()), ..Put::default() };
    house.edit(Edit::Put(change)).unwrap();
    assert_eq!(house.text(), "[[view]]\nname='甲'\nquery=\"公厕\"\n");
}

#[test]
fn what_is_no_file_or_no_text_is_told_and_left_alone() {
    let house = House::new("");
    fs::write(house.file(), b"\xff\xfe[\0").unwrap();
    let (views, faults) = house.load();
    assert!(matches!(&faults[..], [ViewFault { line: 0, what: Wrong::Unreadable(_) }]), "{faults:?}");
    assert_eq!(views, Views::default());
    assert!(matches!(house.save("甲", "", "a"), Err(EditError::Io(..))));
    assert_eq!(fs::read(house.file()).unwrap(), b"\xff\xfe[\0");
    let house = House::empty();
    fs::create_dir(house.file()).unwrap();
    assert_eq!(house.load().1.len(), 1);
    assert!(matches!(house.save("甲", "", "a"), Err(EditError::Io(..))));
}

#[test]
fn a_new_file_is_made_and_grows() {
    let house = House::empty();
    house.save(" 教育口逾期 ", "７", " 单位:教育 期限:逾期 ").unwrap();
    house.save("公厕", "", "公厕 或 厕所").unwrap();
    let want = "[[view]]\nname = \"教育口逾期\"\nkey = \"7\"\nquery = \"单位:教育 期限:逾期\"\n\n\
                [[view]]\nname = \"公厕\"\nquery = \"公厕 或 厕所\"\n";
    assert_eq!(house.text(), want);
}

const HAND: &str = "# 我的视图\n# 王敏\n\n\
    # 每周一看\n[[view]]   # 甲\nname = '甲'\nquery = '公厕' # 只看公厕\nkey='7'\n\n\
    # 月底\n[[view]]\nquery = \"\"\"路灯 或\n绿化\"\"\"\nname = \"乙\" # 乙的名\n# 完\n";

#[test]
fn what_the_user_wrote_stays_as_it_was() {
    let house = House::new(HAND);
    house.save("丙", "", "台账").unwrap();
    let added = "\n[[view]]\nname = \"丙\"\nquery = \"台账\"\n";
    let grown = house.text();
    assert_eq!(grown.replace(added, ""), HAND, "{grown}");
    let change =
        Put { old: Some("甲".into()), name: "甲".into(), query: Some("厕".into()), ..Put::default() };
    house.edit(Edit::Put(change)).unwrap();
    assert_eq!(house.text(), grown.replace("'公厕' #", "\"厕\" #"));
    house.edit(rename("乙", "丁")).unwrap();
    assert_eq!(house.text(), grown.replace("'公厕' #", "\"厕\" #").replace("\"乙\" #", "\"丁\" #"));
    house.edit(Edit::Remove("甲".into())).unwrap();
    let text = house.text();
    assert!(text.starts_with("# 我的视图\n# 王敏\n\n# 月底\n[[view]]\nquery = \"\"\"路灯"), "{text}");
    for name in ["丁", "丙"] {
        house.edit(Edit::Remove(name.into())).unwrap();
    }
    assert!(house.text().starts_with("# 我的视图\n# 王敏\n"), "{}", house.text());
    house.save("戊", "", "a").unwrap();
    assert_eq!(own(&house.load().0), [view("戊", None, "a")]);
}

#[rstest]
#[case::windows(
    "# 我\r\n[[view]]\r\nname='甲'\r\nquery='a'\r\n",
    "\r\n[[view]]\r\nname = \"乙\"\r\nquery = \"b\"\r\n"
)]
#[case::marked("\u{feff}[[view]]\nname='甲'\nquery='a'\n", "\n[[view]]\nname = \"乙\"\nquery = \"b\"\n")]
#[case::inline("view = [\n  {name='甲', query='a'}\n]\n", "\n  { name = \"乙\", query = \"b\" }")]
#[case::no_end("[[view]]\nname='甲'\nquery='a'", "\n[[view]]\nname = \"乙\"\nquery = \"b\"\n")]
#[case::only_a_comment("# 我\n", "[[view]]\nname = \"乙\"\nquery = \"b\"\n")]
fn files_of_other_makes_keep_their_form(#[case] text: &str, #[case] added: &str) {
    let house = House::new(text);
    house.save("乙", "", "b").unwrap();
    let new = house.text();
    assert!(new.contains(added), "{new:?}");
    assert!(new.starts_with(text.trim_end_matches(['\n', ']'])), "{new:?}");
    assert_eq!(new.contains('\r'), text.contains('\r'));
    assert_eq!(new.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    house.edit(rename("乙", "丙")).unwrap();
    house.edit(Edit::Remove("丙".into())).unwrap();
    let left = house.load();
    assert_eq!((left.1.len(), left.0.named("乙"), left.0.named("丙")), (0, None, None));
    assert_eq!(left.0.named("甲").is_some(), text.contains('甲'));
}

#[test]
fn shipped_views_are_replaced_hidden_and_brought_back() {
    let house = House::empty();
    let ours = Views::default();
    house.save("逾期", "1", "期限:逾期 状态:未读").unwrap();
    assert_eq!(own(&house.load().0), [view("逾期", Some('1'), "期限:逾期 状态:未读")]);
    assert!(matches!(house.edit(Edit::Remove("Overdue".into())).unwrap(), Done::Back(_)));
    assert_eq!(house.load().0, ours);
    assert!(matches!(house.edit(Edit::Remove("逾期".into())).unwrap(), Done::Hidden(_)));
    assert_eq!(house.load().0.named("逾期"), None);
    let error = house.edit(Edit::Remove("逾期".into())).unwrap_err();
    assert!(error.explain(&ZH).contains("没有名为“逾期”的视图。现有：30天内到期"), "{}", error.explain(&ZH));
    assert_eq!(house.edit(Edit::Show(Some("overdue".into()))).unwrap(), Done::Shown(1));
    assert_eq!(house.load().0, ours);
    for name in ["逾期", "待确认"] {
        house.edit(Edit::Remove(name.into())).unwrap();
    }
    assert_eq!(house.edit(Edit::Show(None)).unwrap(), Done::Shown(2));
    assert_eq!(house.load().0, ours);
    assert!(matches!(house.edit(Edit::Show(Some("甲".into()))), Err(EditError::NotHidden(_))));
    // One that goes by another name does not come back under its own.
    house.edit(rename("待确认", "要确认的")).unwrap();
    let views = house.load().0;
    assert_eq!(own(&views), [view("要确认的", Some('6'), "有:待确认,原文已变")]);
    assert_eq!(views.named("待确认"), None);
}

#[rstest]
#[case::no_name(put(" ", "", "a"), "请写名称")]
#[case::long_name(put(&"字".repeat(16), "", "a"), "最宽 30 格")]
#[case::unseen(put("\u{1b}\u{200b}\u{fe0f}", "", "a"), "没有可见的字，或太长")]
#[case::name_taken(put("　甲", "", "a"), "已有视图“甲”")]
#[case::name_taken_by_renaming(rename("乙", "甲"), "已有视图“甲”")]
#[case::key(put("丙", "q", "a"), "“q”不能作键")]
#[case::key_taken(put("丙", "7", "a"), "键 7 已经给了视图“甲”")]
#[case::query(put("丙", "", "公厕 (路灯"), "第4个字“(”：括号没有配对")]
#[case::value(put("丙", "", "结果:完了"), "“结果”没有“完了”")]
#[case::nothing(put("丙", "", " "), "没有写要检索什么")]
#[case::no_view(rename("丙", "丁"), "没有名为“丙”的视图。现有：逾期")]
#[case::no_view_to_remove(Edit::Remove("丙".into()), "没有名为“丙”的视图")]
fn what_cannot_be_is_refused_and_nothing_is_written(#[case] change: Edit, #[case] said: &str) {
    let house = House::new("[[view]]\nname='甲'\nkey='7'\nquery='a'\n[[view]]\nname='乙'\nquery='b'\n");
    let before = house.text();
    let error = house.edit(change).unwrap_err();
    let told = error.explain(&ZH);
    assert!(told.contains(said), "{told}");
    assert!(!error.explain(&EN).is_empty());
    assert_eq!(house.text(), before);
}

#[test]
fn one_of_that_name_is_written_over_where_that_is_meant() {
    let house = House::new("[[view]]\nname='甲'\nkey='7'\nquery='a' # 旧\n");
    let over = |key: Option<&str>| {
        let key = key.map(str::to_owned);
        Edit::Put(Put { old: None, name: "甲".into(), key, query: Some("b".into()), over: true })
    };
    let Done::Kept(_, Some(old)) = house.edit(over(None)).unwrap() else { panic!("it was there") };
    assert_eq!(old.query, "a");
    assert_eq!(house.text(), "[[view]]\nname='甲'\nkey='7'\nquery=\"b\" # 旧\n");
    house.edit(over(Some(""))).unwrap();
    assert_eq!(own(&house.load().0), [view("甲", None, "b")]);
}

#[test]
fn of_several_that_write_at_once_none_loses_anything() {
    let house = House::new(HAND);
    thread::scope(|scope| {
        for writer in 0..8 {
            let house = &house;
            scope.spawn(move || {
                for at in 0..5 {
                    let change = put(&format!("{writer}的{at}"), "", "公厕");
                    edit(Some(&house.config()), &change, TODAY).unwrap();
                }
            });
        }
    });
    let (views, faults) = house.load();
    assert_eq!((own(&views).len(), faults.len()), (42, 0));
    assert!(house.text().contains("# 只看公厕"));
    let files = fs::read_dir(house.0.path()).unwrap().count();
    assert_eq!(files, 2, "the file and its lock, nothing half written");
}

#[test]
fn a_program_that_holds_the_file_is_waited_for() {
    let house = House::new("");
    let lock = fs::File::create(house.0.path().join("views.toml.lock")).unwrap();
    lock.lock().unwrap();
    thread::scope(|scope| {
        let saving = scope.spawn(|| house.save("甲", "", "a"));
        thread::sleep(std::time::Duration::from_millis(60));
        assert_eq!(house.text(), "", "nothing is written meanwhile");
        lock.unlock().unwrap();
        saving.join().unwrap().unwrap();
    });
    assert!(house.load().0.named("甲").is_some());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_folder_that_cannot_be_written_is_told() {
    let (house, other) = (House::empty(), House::new(HAND));
    std::os::unix::fs::symlink(other.file(), house.file()).unwrap();
    house.save("丙", "", "a").unwrap();
    assert!(fs::symlink_metadata(house.file()).unwrap().is_symlink());
    assert!(other.text().contains("丙") && other.text().contains("# 王敏"));
    let nowhere = PathBuf::from("/proc/none/config.toml");
    let error = edit(Some(&nowhere), &put("甲", "", "a"), TODAY).unwrap_err();
    assert!(matches!(error, EditError::Io(..)), "{error:?}");
    assert!(error.explain(&ZH).contains("没有存进"), "{}", error.explain(&ZH));
    assert!(matches!(edit(None, &put("甲", "", "a"), TODAY), Err(EditError::NoFolder)));
}

/// What the user wrote is never hidden from the user by a sign that a terminal obeys.
#[test]
fn names_and_queries_are_cleaned() {
    let house = House::new("[[view]]\nname=\"甲\\u001B[31m\"\nquery=\"a\\u001B[31m\\nb\"\n");
    assert_eq!(own(&house.load().0), [view("甲[31m", None, "a[31m b")]);
    house.save("乙", "", "c\u{7}\nd").unwrap();
    assert!(house.text().ends_with("query = \"c d\"\n"), "{}", house.text());
}
