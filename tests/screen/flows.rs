//! Ring one: keys in, model and effects out.

use huitoukan::{
    ledger::{
        protocol::{Answer, Request},
        search::Hits,
        types::IssueId,
    },
    notice::OutcomeTag,
    tui::app::{action::Action, effect::Effect, model::Pane},
    words::Lang,
};
use rstest::rstest;

use crate::{bench::Bench, book};

#[test]
fn walks_from_agency_to_issue_to_detail_and_back() {
    let mut bench = Bench::new(120, 30);
    assert_eq!(bench.agencies(), ["云溪县交通运输局", "云溪县教育体育局", "石桥镇"]);
    bench.press("Down Enter");
    assert_eq!(bench.model.focus, Pane::Tree);
    assert_eq!(bench.selected(), "校园食堂公开招标不规范");
    bench.press("Enter");
    assert_eq!(bench.model.focus, Pane::Detail);
    assert_eq!(bench.model.detail.data.as_ref().unwrap().node.title, "校园食堂公开招标不规范");
    bench.press("Esc Esc");
    assert_eq!(bench.model.focus, Pane::Agencies);
    bench.press("Esc Esc Esc");
    assert_eq!(bench.effects, [], "Esc never leaves the program");
    bench.press("q");
    assert_eq!(bench.effects, [Effect::Quit]);
}

#[test]
fn q_closes_popups_before_it_leaves() {
    let mut bench = Bench::new(120, 30);
    bench.press("d q");
    assert_eq!((bench.overlay(), bench.effects.len()), ("", 0));
    bench.press("d C-c");
    assert_eq!(bench.effects, [Effect::Quit]);
}

#[test]
fn headings_fold() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter");
    let all = bench.visible().len();
    bench.press("Left");
    assert_eq!(bench.selected(), "履行核心职能方面");
    bench.press("Left");
    assert_eq!(bench.visible().len(), all - 3);
    assert_eq!(bench.selected(), "履行核心职能方面");
    bench.press("Right");
    assert_eq!(bench.visible().len(), all);
    bench.press("Enter");
    assert_eq!(bench.visible().len(), all - 3);
}

#[test]
fn sections_begin_closed() {
    let bench = Bench::new(120, 30);
    assert!(bench.visible().contains(&"整改工作组织情况"));
    assert!(!bench.visible().contains(&"提高政治站位"));
}

#[rstest]
#[case::with("1", &["公交站亭管理不到位，站牌信息更新不及时", "公务用车登记不全"])]
#[case::any("1 2", &["农村公路", "公交站亭", "货车超限", "公务用车"])]
#[case::all("4 2 &", &["农村公路"])]
#[case::without("2 2", &["公交站亭", "专项资金", "公务用车", "谈心谈话"])]
#[case::with_and_without("4 2 2", &["专项资金"])]
#[case::unstated("6", &["谈心谈话"])]
#[case::off("1 1 1", &["农村公路", "公交站亭", "货车超限", "专项资金", "公务用车", "谈心谈话"])]
#[case::overdue("!", &["农村公路", "专项资金"])]
#[case::overdue_menu("d 1", &["农村公路", "专项资金"])]
#[case::none("d 7", &["货车超限", "公务用车", "谈心谈话"])]
#[case::menu("F5 1 4 Esc", &["公交站亭", "农村公路", "专项资金", "公务用车"])]
fn filters_leave_these_issues(#[case] keys: &str, #[case] wanted: &[&str]) {
    let mut bench = Bench::new(120, 30);
    bench.press(keys);
    let tree = &bench.model.tree;
    let issues: Vec<&str> = tree
        .visible
        .iter()
        .map(|at| &tree.nodes[*at])
        .filter(|node| node.issue.is_some())
        .map(|node| &*node.title)
        .collect();
    assert_eq!(issues.len(), wanted.len(), "{issues:?}");
    assert!(wanted.iter().all(|want| issues.iter().any(|title| title.starts_with(want))), "{issues:?}");
}

#[test]
fn counts_follow_the_filter_and_agencies_without_an_issue_are_hidden() {
    let mut bench = Bench::new(120, 30);
    bench.press("!");
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
    assert_eq!(bench.model.data.tally.total.rows(), 2);
    bench.press("0");
    assert_eq!(bench.agencies().len(), 3);
}

#[test]
fn days_are_asked_in_a_form() {
    let mut bench = Bench::new(120, 30);
    bench.press("d 5").write("x").press("Enter");
    assert_eq!(bench.overlay(), "form");
    bench.press("Backspace").write("１０天").press("Enter");
    assert_eq!(bench.overlay(), "");
    assert_eq!(bench.agencies(), ["云溪县教育体育局"]);
    bench.press("d 6").write("2026-12-01").press("Tab").write("2026-11-01").press("Enter");
    assert_eq!(bench.overlay(), "form", "the first day lies behind the second");
    bench.press("C-u").write("年底").press("Enter");
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
}

#[test]
fn several_agencies_can_be_chosen() {
    let mut bench = Bench::new(120, 30);
    bench.press("a").write("教育").press("Tab C-u").write("石桥").press("Enter");
    assert_eq!(bench.agencies(), ["云溪县教育体育局", "石桥镇"]);
    bench.press("Backspace");
    assert_eq!(bench.agencies().len(), 3);
}

#[test]
fn search_goes_over_all_agencies() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕");
    assert_eq!(bench.model.search.hits.len(), 2);
    assert_eq!(bench.selected(), "校园食堂公开招标不规范", "the first hit from here, while typing");
    bench.press("Enter n");
    assert_eq!(bench.selected(), "农村公厕“建而不管”，8座公厕常年上锁");
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "石桥镇");
    bench.press("n");
    assert_eq!(bench.selected(), "校园食堂公开招标不规范", "round to the first");
    assert!(bench.message().starts_with("已从头再来"));
    bench.press("N");
    assert_eq!(bench.selected(), "农村公厕“建而不管”，8座公厕常年上锁");
    bench.press("Esc");
    assert!(bench.model.search.words.is_empty());
    assert_eq!(bench.model.focus, Pane::Tree);
}

#[test]
fn esc_in_the_search_goes_back_to_where_it_began() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Down Down");
    let before = bench.selected().to_owned();
    bench.press("/").write("公厕");
    assert_ne!(bench.selected(), before);
    bench.press("Esc");
    assert_eq!(bench.selected(), before);
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "云溪县交通运输局");
}

#[test]
fn hits_are_those_that_the_filter_shows() {
    let mut bench = Bench::new(120, 30);
    bench.press("1 /").write("公厕");
    assert_eq!(bench.model.search.hits.len(), 1);
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "石桥镇");
}

#[test]
fn the_search_takes_fields_and_says_what_is_wrong() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕 -单位:教育");
    assert_eq!(bench.model.search.hits.len(), 1, "{}", bench.message());
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "石桥镇");
    // Fields alone need no text; nothing is asked of the ledger for them.
    bench.press("C-u").write("结果：长期坚持");
    let asked: Vec<bool> = bench
        .model
        .search
        .hits
        .iter()
        .map(|at| bench.model.data.snapshot.issues.get(*at).unwrap().outcome.has(OutcomeTag::LongTerm))
        .collect();
    assert!(!asked.is_empty() && asked.iter().all(|there| *there), "{asked:?}");
    // While it cannot be asked, nothing is found, and the place is told.
    bench.press("C-u").write("公厕 结果:完了");
    assert!(bench.message().contains("第7个字“完了”"), "{}", bench.message());
    assert!(bench.model.search.hits.is_empty());
    assert!(bench.text().contains("第7个字“完了”") && !bench.text().contains("0 处"), "{}", bench.text());
    bench.press("Enter n");
    assert!(bench.message().contains("“结果”没有“完了”"), "{}", bench.message());
    bench.press("/").write("公厕");
    assert!(!bench.message().contains("完了"), "{}", bench.message());
}

#[test]
fn tab_completes_what_is_searched() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕 -结").press("Tab").write("长").press("Tab");
    assert_eq!(bench.model.search.words, "公厕 -结果:长期坚持");
    bench.press("C-u").write("单位:石").press("Tab");
    assert_eq!(bench.model.search.words, "单位:石桥镇");
    assert!(!bench.model.search.hits.is_empty());
    bench.press("C-u").write("状态:").press("Tab");
    assert!(bench.message().contains("待核  列入回头看"), "{}", bench.message());
    bench.press("C-u").write("没有这样的").press("Tab");
    assert!(bench.message().contains("没有可补全的"), "{}", bench.message());
}

#[test]
fn what_is_highlighted_is_what_is_looked_for() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("(公厕 或 村道) -单位:教育 状态:未读").press("Enter");
    assert_eq!(bench.model.search.shown, "公厕 村道");
}

#[test]
fn a_stale_answer_is_dropped() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕");
    let old = bench.model.search.generation - 1;
    let answer =
        Answer::Found { generation: old, found: vec![[IssueId(1)].into_iter().collect()], whole: true };
    bench.act(Action::Answer(Box::new(answer)));
    assert_eq!(bench.model.search.hits.len(), 2);
}

/// What the worker tells of the search that is under way.
fn told(bench: &mut Bench, ids: &[i64], whole: bool) {
    let found = vec![Hits { ids: ids.iter().copied().map(IssueId).collect(), whole }];
    let generation = bench.model.search.generation;
    bench.act(Action::Answer(Box::new(Answer::Found { generation, found, whole })));
}

#[test]
fn the_first_hits_are_shown_while_the_others_are_looked_for() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕");
    let all: Vec<i64> = bench.model.search.found.iter().map(|id| id.0).collect();
    assert_eq!(all.len(), 2);
    let there = bench.selected().to_owned();
    told(&mut bench, &all[1..], false);
    assert!(bench.model.search.waiting);
    assert!(bench.text().contains("找到 1 处 ..."), "{}", bench.text());
    told(&mut bench, &all, true);
    assert!(!bench.model.search.waiting);
    assert!(bench.text().contains("2 处"), "{}", bench.text());
    assert_eq!(bench.selected(), there, "the first of all from where it set out");
    // Nothing yet is not told as nothing.
    told(&mut bench, &[], false);
    assert!(bench.text().contains("正在搜索") && !bench.message().contains("没有找到"), "{}", bench.text());
    told(&mut bench, &[], true);
    assert!(bench.message().contains("没有找到"), "{}", bench.message());
}

#[test]
fn who_has_gone_on_is_not_called_back_by_the_rest() {
    let mut bench = Bench::new(120, 30);
    bench.press("/").write("公厕");
    let all: Vec<i64> = bench.model.search.found.iter().map(|id| id.0).collect();
    told(&mut bench, &all, false);
    bench.press("Enter n");
    let there = bench.selected().to_owned();
    told(&mut bench, &all, true);
    assert_eq!(bench.selected(), there);
    assert!(bench.message().contains("2 处，2 个单位"), "{}", bench.message());
    // Who waited where the first hits led goes to the first of all.
    bench.press("Esc Esc /").write("公厕");
    let there = bench.selected().to_owned();
    told(&mut bench, &all[1..], false);
    bench.press("Enter");
    told(&mut bench, &all, true);
    assert_eq!(bench.selected(), there);
    assert!(bench.message().contains("第 2 处，共 2 处"), "{}", bench.message());
}

#[test]
fn a_hit_in_the_answer_is_brought_into_view() {
    let mut bench = Bench::new(120, 16);
    bench.press("/").write("全部完工").press("Enter Enter");
    let field = bench.model.detail.sheet.field().unwrap();
    assert_eq!(field.label, "三是");
    assert!(bench.text().contains("全部完工"));
}

#[test]
fn narrowing_keeps_titles_and_agencies() {
    let mut bench = Bench::new(120, 30);
    bench.press("f").write("公到");
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
    bench.press("C-u").write("石桥");
    assert_eq!(bench.agencies(), ["石桥镇"]);
    bench.press("Enter Esc");
    assert_eq!(bench.agencies().len(), 3);
}

#[test]
fn full_width_keys_are_commands_and_characters_get_a_hint() {
    let mut bench = Bench::new(120, 30);
    bench.write("、");
    assert_eq!(bench.overlay(), "prompt");
    bench.press("Esc").write("？");
    assert_eq!(bench.overlay(), "help");
    bench.press("Esc").write("查");
    assert!(bench.message().contains("Shift"));
    bench.write("ｑ");
    assert_eq!(bench.effects, [Effect::Quit]);
}

#[test]
fn help_runs_what_is_selected() {
    let mut bench = Bench::new(120, 30);
    bench.press("? ").write("复查").press("Enter");
    assert_eq!(bench.overlay(), "menu");
}

#[test]
fn a_command_that_cannot_be_run_says_why() {
    let mut bench = Bench::new(120, 30);
    bench.press("n");
    assert!(bench.message().contains("还没有搜索"));
    bench.press("m");
    assert_eq!(bench.overlay(), "");
    assert!(bench.message().contains("先选中一个问题"));
}

#[test]
fn the_issue_is_asked_for_once_and_again_only_when_another_is_selected() {
    let mut bench = Bench::new(120, 30);
    bench.requests.clear();
    bench.press("Enter Enter Esc Down Up");
    let asked = bench.requests.iter().filter(|request| matches!(request, Request::Issue(_))).count();
    assert_eq!(asked, 2);
    bench.act(Action::Answer(Box::new(Answer::Failed("盘满".to_owned()))));
    assert!(bench.message().contains("盘满"));
}

#[test]
fn what_was_selected_stays_selected_when_everything_is_read_again() {
    let mut bench = Bench::new(120, 30);
    bench.press("Down Enter Down");
    let before = bench.selected().to_owned();
    let snapshot = bench.model.data.snapshot.clone();
    bench.act(Action::Answer(Box::new(Answer::Loaded { snapshot, doubtful: Vec::new() })));
    assert_eq!(bench.selected(), before);
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "云溪县教育体育局");
}

#[test]
fn pasted_text_is_one_line() {
    let mut bench = Bench::new(120, 30);
    bench.press("/");
    bench.act(Action::Paste("公厕\n\u{1b}[31m上锁\t".to_owned()));
    assert_eq!(bench.model.search.words, "公厕 [31m上锁");
}

#[test]
fn english_and_chinese_both_have_all_words() {
    for lang in [Lang::Zh, Lang::En] {
        let mut bench = Bench::open(book::marked_ledger(), lang, 120, 30);
        bench.press("? Esc F5 Esc d Esc s Esc Enter m Esc Enter o Esc");
        assert_eq!(bench.overlay(), "");
    }
}

#[test]
fn a_filter_that_hides_the_selected_issue_selects_the_next_one() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Down !");
    assert_eq!(bench.selected(), "专项资金拨付缓慢，2025年养护资金结余312万元。");
}
