//! Saved views and the query that filters.

use std::fs;

use huitoukan::{
    ledger::{
        followup::Change,
        protocol::{Answer, Request},
        types::IssueId,
    },
    tui::app::action::Action,
    words::Lang,
};
use rstest::rstest;

use crate::{bench::Bench, book};

/// The titles of all issues that are shown, of all agencies.
fn shown(bench: &Bench) -> Vec<String> {
    let data = &bench.model.data;
    let rows = data.snapshot.issues.iter().zip(&data.shown).filter(|(_, shown)| **shown);
    rows.map(|(row, _)| row.title.chars().take(4).collect()).collect()
}

/// A screen with a file of views.
fn with(text: &str) -> Bench {
    let mut bench = Bench::new(120, 30);
    fs::write(bench.views(), text).unwrap();
    bench.press("' Esc");
    bench
}

fn file(bench: &mut Bench) -> String {
    let path = bench.views();
    fs::read_to_string(path).unwrap_or_default()
}

const OWN: &str = "# 我的\n[[view]]\nname = '厕所'\nkey = '7'\nquery = '公厕 或 厕所' # 都要\n\n\
                   [[view]]\nname = '在办'\nkey = 'z'\nquery = '结果:正在整改'\n";

#[test]
fn a_shipped_view_filters_and_goes_again() {
    let mut bench = Bench::new(120, 30);
    bench.press("'").press("Enter");
    assert_eq!(shown(&bench), ["农村公路", "专项资金"]);
    assert!(bench.message().contains("筛选：逾期，2 个问题"), "{}", bench.message());
    assert!(bench.text().contains("[' 逾期]"), "{}", bench.text());
    bench.press("'");
    assert!(bench.text().contains("[x] 逾期"), "{}", bench.text());
    bench.press("Enter");
    assert_eq!(shown(&bench).len(), 9);
    assert!(bench.message().contains("已取消筛选：逾期"), "{}", bench.message());
    bench.press("A-1 0");
    assert_eq!(shown(&bench).len(), 9);
    assert!(!bench.text().contains("[' 逾期]"));
}

#[rstest]
#[case::digit_in_the_list("' 7", &["校园食堂", "农村公厕"])]
#[case::letter_in_the_list("' z", &["农村公路", "专项资金", "校园食堂"])]
#[case::chord("A-7", &["校园食堂", "农村公厕"])]
#[case::selected("' End Up Up Enter", &["校园食堂", "农村公厕"])]
#[case::another_takes_its_place("A-7 ' z", &["农村公路", "专项资金", "校园食堂"])]
#[case::with_other_filters("A-7 1", &["农村公厕"])]
#[case::with_the_narrowing("' z f 校 Enter", &["校园食堂"])]
#[case::typed("/ 公 厕 C-f", &["校园食堂", "农村公厕"])]
#[case::typed_within_a_view("' z / 公 厕 C-f", &["校园食堂"])]
#[case::typed_twice("/ 公 厕 C-f / 锁 C-f", &["农村公厕"])]
fn views_leave_these_issues(#[case] keys: &str, #[case] wanted: &[&str]) {
    let mut bench = with(OWN);
    bench.press(keys);
    assert_eq!(shown(&bench), wanted);
    bench.press("0");
    assert_eq!(shown(&bench).len(), 9, "all filters go together");
    assert!(bench.model.views.sieve.is_none());
}

#[test]
fn chinese_signs_open_the_list_and_a_full_width_digit_chooses() {
    let mut bench = with(OWN);
    bench.write("‘７");
    assert_eq!(shown(&bench), ["校园食堂", "农村公厕"]);
}

#[test]
fn a_key_that_no_view_has_is_told() {
    let mut bench = Bench::new(120, 30);
    bench.press("A-9");
    assert!(bench.message().contains("没有用这个键的视图"), "{}", bench.message());
    bench.press("' x");
    assert_eq!(bench.overlay(), "menu");
}

#[test]
fn what_is_typed_becomes_a_filter_and_the_search_ends() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕 -单位:教育").press("C-f");
    assert_eq!((bench.overlay(), bench.model.search.words.as_str()), ("", ""));
    assert_eq!(shown(&bench), ["农村公厕"]);
    assert!(bench.text().contains("[' 公厕 -单位:教育]"), "{}", bench.text());
    // The search goes on among what is left.
    bench.press("/").write("锁").press("Enter");
    assert_eq!(bench.model.search.hits.len(), 1);
    bench.press("Esc");
    assert_eq!(shown(&bench), ["农村公厕"], "Esc ends the search, not the filter");
}

#[test]
fn what_cannot_be_asked_becomes_no_filter() {
    let mut bench = Bench::new(120, 30);
    for typed in ["公厕 (路灯", "结果:完了", ""] {
        bench.press("/").write(typed).press("C-f");
        assert_eq!(bench.overlay(), "prompt", "{typed}");
        assert!(!bench.message().is_empty());
        bench.press("Esc");
    }
    bench.press("f").write("公").press("C-f");
    assert!(bench.message().contains("搜索里写了要找的"), "{}", bench.message());
}

#[test]
fn what_is_in_force_is_saved_under_a_name_and_a_key() {
    let mut bench = with("# 我的\n");
    bench.press("a").write("教育").press("Tab Esc 4 / 公 厕 Enter ' +");
    assert_eq!(bench.overlay(), "form");
    bench.write("教育口公厕").press("Down").write("８").press("Enter");
    assert_eq!(
        file(&mut bench),
        "# 我的\n[[view]]\nname = \"教育口公厕\"\nkey = \"8\"\n\
         query = \"结果:正在整改 单位:=云溪县教育体育局 公厕\"\n"
    );
    assert!(bench.message().contains("已存视图“教育口公厕”"), "{}", bench.message());
    bench.press("Esc 0 A-8");
    assert_eq!(shown(&bench), ["校园食堂"]);
}

#[test]
fn nothing_in_force_is_not_saved_and_the_narrowing_is_said_to_be_left_out() {
    let mut bench = Bench::new(120, 30);
    bench.press("' +");
    assert_eq!(bench.overlay(), "menu");
    assert!(bench.message().contains("现在没有筛选"), "{}", bench.message());
    bench.press("Esc ! f").write("公").press("Enter ' +");
    assert_eq!(bench.overlay(), "form");
    assert!(bench.message().contains("收窄的“公”不能写成检索"), "{}", bench.message());
}

#[rstest]
#[case::no_name("", "", "请写名称")]
#[case::long_name("一二三四五六七八九十一二三四五六", "", "太长：最宽 30 格")]
#[case::name_taken("厕所", "", "已有视图“厕所”")]
#[case::bad_key("甲", "q", "“q”不能作键")]
#[case::key_taken("甲", "7", "键 7 已经给了视图“厕所”")]
fn what_is_wrong_in_the_form_is_said_beside_it(#[case] name: &str, #[case] key: &str, #[case] said: &str) {
    let mut bench = with(OWN);
    bench.press("! ' +").write(name).press("Down").write(key).press("Enter");
    assert_eq!(bench.overlay(), "form");
    assert!(bench.text().contains(said), "{}", bench.text());
    assert_eq!(file(&mut bench), OWN);
}

#[test]
fn a_query_is_put_right_in_the_form() {
    let mut bench = with(OWN);
    bench.press("! ' +").write("甲").press("Down Down").write(" (").press("Enter");
    assert_eq!(bench.overlay(), "form");
    assert!(bench.text().contains("括号没有配对"), "{}", bench.text());
    bench.press("Backspace Backspace Enter");
    assert_eq!(bench.overlay(), "");
    assert!(file(&mut bench).ends_with("[[view]]\nname = \"甲\"\nquery = \"期限:逾期\"\n"));
}

#[test]
fn a_view_is_renamed_changed_and_deleted() {
    let mut bench = with(OWN);
    bench.press("A-7 ' Tab");
    assert!(bench.text().contains("视图“厕所”"), "{}", bench.text());
    bench.press("1 C-u").write("公厕").press("Enter");
    let renamed = OWN.replace("'厕所'", "\"公厕\"");
    assert_eq!(file(&mut bench), renamed);
    assert_eq!(bench.overlay(), "menu", "the list is still there");
    assert!(bench.text().contains("[' 公厕]"), "what filters goes by its new name:\n{}", bench.text());
    bench.press("Tab 1 Down Down C-u").write("锁").press("Enter");
    assert_eq!(file(&mut bench), renamed.replace("'公厕 或 厕所' #", "\"锁\" #"));
    assert_eq!(shown(&bench), ["农村公厕"], "what filters asks what the view asks now");
    assert!(bench.message().contains("原来是：公厕 或 厕所"), "{}", bench.message());
    // No is the default.
    bench.press("Tab 2 Enter");
    assert!(file(&mut bench).contains("锁"));
    bench.press("Tab 2 1");
    assert!(!file(&mut bench).contains("锁") && file(&mut bench).contains("在办"));
    assert_eq!(shown(&bench), ["农村公厕"]);
    bench.press("Esc");
    assert!(bench.text().contains("[' 锁]"), "it filters on without a name:\n{}", bench.text());
}

#[test]
fn shipped_views_are_hidden_and_brought_back() {
    let mut bench = Bench::new(120, 30);
    bench.press("' Tab");
    assert!(bench.text().contains("隐藏..."), "{}", bench.text());
    bench.press("2 1");
    assert_eq!(file(&mut bench), "[[view]]\nname = \"逾期\"\nhidden = true\n");
    assert!(!bench.text().contains("[ ] 逾期"), "{}", bench.text());
    bench.press("End Enter");
    assert!(bench.message().contains("已恢复 1 个隐藏的视图"), "{}", bench.message());
    bench.press("A-1");
    assert_eq!(shown(&bench).len(), 2);
}

#[test]
fn what_another_program_wrote_is_there_when_the_list_is_opened() {
    let mut bench = with(OWN);
    let path = bench.views();
    fs::write(&path, OWN.replace("厕所'\nkey = '7'", "茅房'\nkey = '9'")).unwrap();
    bench.press("' 9");
    assert!(bench.message().contains("筛选：茅房"), "{}", bench.message());
}

#[test]
fn a_damaged_file_is_told_and_left_alone_and_the_form_comes_back() {
    let mut bench = with("[[view]]\nname = '甲\n");
    bench.press("'");
    assert!(bench.message().contains("views.toml 第 2 行：不是 TOML"), "{}", bench.message());
    bench.press("Esc ! ' +").write("乙").press("Enter");
    assert!(bench.message().contains("没有改动这个文件"), "{}", bench.message());
    assert_eq!(bench.overlay(), "form");
    assert!(bench.text().contains("乙"));
    assert_eq!(file(&mut bench), "[[view]]\nname = '甲\n");
}

#[test]
fn a_view_that_cannot_be_asked_says_why_and_can_be_put_right() {
    let mut bench = with("[[view]]\nname = '坏的'\nkey = '7'\nquery = '结果:完了'\n");
    bench.press("A-7");
    assert!(bench.message().contains("视图“坏的”的检索有误，第4个字“完了”"), "{}", bench.message());
    assert_eq!(shown(&bench).len(), 9);
    bench.press("' End Up");
    assert!(bench.text().contains("检索有误: 结果:完了"), "{}", bench.text());
    bench.press("Tab 1 Down Down C-u").write("公厕").press("Enter Esc A-7");
    assert_eq!(shown(&bench), ["校园食堂", "农村公厕"]);
}

#[test]
fn marks_change_what_answers() {
    let mut bench = with("[[view]]\nname='未读公厕'\nkey='7'\nquery='公厕 状态:未读'\n");
    bench.press("A-7");
    assert_eq!(shown(&bench), ["校园食堂", "农村公厕"]);
    let asked = |bench: &Bench| {
        bench.requests.iter().filter(|request| matches!(request, Request::Filter { .. })).count()
    };
    assert_eq!(asked(&bench), 1);
    bench.press("Enter m 1 1 Enter");
    assert_eq!(shown(&bench), ["农村公厕"], "{}", bench.message());
    assert_eq!(asked(&bench), 1, "of texts nothing changed");
}

#[test]
fn new_rows_are_held_against_the_query() {
    let mut ledger = book::ledger();
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕").press("C-f");
    assert_eq!(shown(&bench).len(), 2);
    let meals = ledger.snapshot().unwrap().issues.iter().find(|row| row.title.contains("食堂")).unwrap().id;
    let change = Change::Query { reason: None, note: None };
    ledger.mark(&[meals], &change, "王敏", book::moment("2026-11-10T02:00:00Z")).unwrap();
    let before = bench.requests.len();
    let snapshot = std::sync::Arc::new(ledger.snapshot().unwrap());
    bench.act(Action::Answer(Box::new(Answer::Loaded { snapshot, doubtful: Vec::new() })));
    assert_eq!(shown(&bench).len(), 2);
    let asked = |request: &Request| matches!(request, Request::Filter { .. });
    assert!(bench.requests[before..].iter().any(asked), "the texts may be others by now");
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut bench = with(OWN);
    bench.press("A-7");
    let stale = |request: &Request| match request {
        Request::Filter { generation, .. } => Some(*generation),
        _ => None,
    };
    let first = bench.requests.iter().find_map(stale).unwrap();
    bench.press("' z");
    let found = vec![[IssueId(1)].into_iter().collect(), [IssueId(1)].into_iter().collect()];
    bench.act(Action::Answer(Box::new(Answer::Filtered { generation: first, found })));
    assert_eq!(shown(&bench), ["农村公路", "专项资金", "校园食堂"]);
}

#[test]
fn where_the_ledger_fails_no_filter_is_pretended() {
    let mut bench = with(OWN);
    bench.press("A-7");
    bench.act(Action::Answer(Box::new(Answer::Failed("盘满".to_owned()))));
    assert_eq!(shown(&bench).len(), 2, "what was told stays");
}

#[test]
fn what_is_handed_on_says_what_was_asked() {
    let mut bench = with(OWN);
    bench.press("A-7 / 锁 C-f");
    let said = huitoukan::tui::app::filter::say(&bench.model);
    assert_eq!(said, "厕所 (公厕 或 厕所)  锁");
}

#[test]
fn all_of_it_has_english_words() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::En, 120, 30);
    bench.press("'");
    assert!(bench.text().contains("[ ] Overdue"), "{}", bench.text());
    bench.press("Enter");
    assert!(bench.message().contains("filtered: Overdue, 2 issues"), "{}", bench.message());
    assert!(bench.text().contains("[' Overdue]"), "{}", bench.text());
}
