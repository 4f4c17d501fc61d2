//! The finder and the narrowing, by characters and by pinyin.

use huitoukan::{
    config::theme::Role,
    query::find::Target,
    tui::{
        app::{
            action::Action,
            command::Command,
            effect::Effect,
            find::{Aim, Ask, Told},
            model::{Overlay, Pane},
            update::update,
        },
        seek::Desk,
    },
    words::Lang,
};
use rstest::rstest;
use tui_input::InputRequest;

use crate::{bench::Bench, book};

/// The titles and names that the finder lists.
fn listed(bench: &Bench) -> Vec<String> {
    let Some(Overlay::Finder(finder)) = bench.model.overlays.last() else { panic!("no finder") };
    let data = &bench.model.data;
    let name = |target: &Target| match target {
        Target::Agency(id) => data.agency(*id).unwrap().name.to_string(),
        Target::Issue(id) => data.issue(*id).unwrap().title.to_string(),
    };
    finder.hits.iter().map(name).collect()
}

/// The characters that are drawn as found in the popup.
fn marked(bench: &Bench) -> String {
    let drawn = bench.draw();
    let hit = bench.look.theme.style(Role::Hit);
    let area = drawn.map.list.unwrap();
    let cells = area.positions().map(|place| &drawn.buffer[place]);
    let cells = cells.filter(|cell| hit.bg.is_some_and(|bg| cell.bg == bg) || hit.fg == Some(cell.fg));
    cells.map(|cell| cell.symbol()).collect::<String>().replace(' ', "")
}

#[rstest]
#[case::initials("yxx", &["云溪县交通运输局", "云溪县教育体育局"])]
#[case::full("shitang", &["校园食堂公开招标不规范"])]
#[case::mixed("食tang", &["校园食堂公开招标不规范"])]
#[case::written("公厕", &["农村公厕“建而不管”，8座公厕常年上锁"])]
#[case::words("gc 农村", &["农村公厕“建而不管”，8座公厕常年上锁"])]
#[case::nothing("没有这样的", &[])]
fn finds_titles_and_agencies(#[case] typed: &str, #[case] want: &[&str]) {
    let mut bench = Bench::new(120, 30);
    bench.press("C-p").write(typed);
    assert_eq!(listed(&bench), want);
    assert!(bench.text().contains(&format!("{} 处", want.len())));
}

#[test]
fn goes_to_an_issue_and_back_to_where_one_was() {
    let mut bench = Bench::new(120, 30);
    bench.press("C-p");
    assert_eq!(listed(&bench), ["云溪县交通运输局", "云溪县教育体育局", "石桥镇"]);
    bench.write("shitang");
    assert!(bench.draw().cursor.is_some());
    bench.press("Esc");
    assert_eq!((bench.overlay(), bench.model.focus), ("", Pane::Agencies));
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "云溪县交通运输局");
    bench.press("C-p").write("shitang").press("Enter");
    assert_eq!((bench.overlay(), bench.selected()), ("", "校园食堂公开招标不规范"));
    assert_eq!(bench.model.focus, Pane::Tree);
}

#[test]
fn goes_to_an_agency() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Enter C-p").write("sqz").press("Enter");
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "石桥镇");
    assert_eq!(bench.model.focus, Pane::Agencies);
}

/// What a filter hides is shown all the same, and that is said.
#[rstest]
#[case::issue("shitang")]
#[case::agency("jiaoyu")]
fn what_is_filtered_away_is_gone_to_all_the_same(#[case] typed: &str) {
    let mut bench = Bench::new(120, 30);
    bench.press("f").write("石桥").press("Enter");
    assert_eq!(bench.agencies(), ["石桥镇"]);
    bench.press("C-p").write(typed).press("Enter");
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "云溪县教育体育局");
    assert_eq!(bench.agencies().len(), 3);
    assert!(bench.message().contains("筛选"), "{}", bench.message());
}

#[test]
fn walks_among_the_hits() {
    let mut bench = Bench::new(120, 30);
    bench.press("C-p").write("yxx").press("Down Enter");
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "云溪县教育体育局");
    bench.press("C-p").write("没有").press("Enter");
    assert_eq!(bench.overlay(), "finder");
    assert!(bench.message().contains("没有找到“没有”"));
}

#[rstest]
#[case("shitang", "食堂")]
#[case("gckk", "")]
#[case("gc", "公厕")]
#[case("公锁", "公锁")]
fn what_was_found_is_marked(#[case] typed: &str, #[case] want: &str) {
    let mut bench = Bench::new(120, 30);
    bench.press("C-p").write(typed);
    assert_eq!(marked(&bench), want);
}

/// A long title on a small screen is shown from where something was found.
#[test]
fn what_was_found_is_seen_in_a_long_title() {
    let mut bench = Bench::new(46, 15);
    bench.press("C-p").write("cnss");
    assert_eq!(marked(&bench), "常年上锁");
    assert!(bench.text().contains(".."));
}

#[test]
fn narrows_by_pinyin() {
    let mut bench = Bench::new(120, 30);
    bench.press("f").write("gcjebg");
    assert_eq!(bench.agencies(), ["石桥镇"]);
    bench.press("C-u").write("jtys");
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
    bench.press("Enter");
    assert!(bench.message().contains("留下"), "{}", bench.message());
    bench.press("0");
    assert_eq!(bench.agencies().len(), 3);
}

#[test]
fn menus_and_the_list_of_commands_take_pinyin() {
    let mut bench = Bench::new(120, 30);
    bench.press("a").write("sqz").press("Enter");
    assert_eq!(bench.agencies(), ["石桥镇"]);
    bench.press("?").write("fucha").press("Enter");
    assert_eq!(bench.overlay(), "menu");
}

/// The keys that are pressed, without anybody who answers.
fn ask(bench: &mut Bench, typed: &str) -> Vec<Ask> {
    let mut asked = Vec::new();
    for one in typed.chars() {
        let effects = update(&mut bench.model, Action::Edit(InputRequest::InsertChar(one)));
        asked.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Find(ask) => Some(ask),
            _ => None,
        }));
    }
    asked
}

#[test]
fn only_the_newest_answer_is_taken() {
    let mut bench = Bench::new(120, 30);
    let mut desk = Desk::default();
    bench.press("C-p");
    let asked = ask(&mut bench, "gcg");
    assert_eq!(asked.iter().map(|ask| ask.aim).collect::<Vec<_>>(), [Aim::Jump; 3]);
    assert!(bench.text().contains("正在搜索"));
    let answers: Vec<Told> = asked.iter().map(|ask| desk.answer(ask, || true).unwrap()).collect();
    bench.act(Action::Found(answers[0].clone()));
    assert!(bench.text().contains("正在搜索"));
    bench.act(Action::Found(answers[2].clone()));
    bench.act(Action::Found(answers[1].clone()));
    let Told::Jump { hits, .. } = &answers[2] else { panic!("{answers:?}") };
    assert_eq!(listed(&bench).len(), hits.len());
    assert!(!bench.text().contains("正在搜索"));
}

/// What is listed before the answer is not what is typed.
#[test]
fn enter_before_the_answer_goes_there_when_it_comes() {
    let mut bench = Bench::new(120, 30);
    bench.press("C-p");
    let asked = ask(&mut bench, "sqz");
    bench.press("Enter");
    assert_eq!(bench.overlay(), "finder");
    bench.act(Action::Found(Desk::default().answer(&asked[2], || true).unwrap()));
    assert_eq!((bench.overlay(), bench.model.agency().unwrap().name.as_ref()), ("", "石桥镇"));
}

#[test]
fn a_narrowing_that_was_taken_back_stays_off() {
    let mut bench = Bench::new(120, 30);
    let mut desk = Desk::default();
    bench.press("f");
    let asked = ask(&mut bench, "石桥");
    assert_eq!(bench.agencies().len(), 3, "until the answer comes all are shown");
    assert!(bench.text().contains("正在搜索"));
    bench.press("Esc");
    bench.act(Action::Found(desk.answer(&asked[1], || true).unwrap()));
    assert_eq!(bench.agencies().len(), 3);
    assert!(bench.model.filter.is_empty());
    // Enter before the answer: how many are left is told when it comes.
    bench.press("f");
    let asked = ask(&mut bench, "石桥");
    bench.press("Enter");
    assert!(bench.message().contains("正在搜索"));
    bench.act(Action::Found(desk.answer(&asked[1], || true).unwrap()));
    assert!(bench.message().contains("留下 1 个问题"), "{}", bench.message());
}

#[test]
fn a_click_goes_to_a_hit() {
    let mut bench = Bench::new(120, 30);
    bench.press("C-p").write("yxx");
    let place = huitoukan::tui::app::action::Place::Overlay;
    bench.act(Action::Wheel(place, 1)).act(Action::Click(place, 1));
    assert_eq!(bench.overlay(), "finder");
    bench.act(Action::Click(place, 1));
    assert_eq!(bench.model.agency().unwrap().name.as_ref(), "云溪县教育体育局");
}

/// What stands there is masked, and nothing that is masked is marked.
#[test]
fn names_stay_hidden_in_the_finder() {
    let mut bench = Bench::new(120, 30);
    bench.press("R C-p").write("gc");
    bench.draw();
    assert_eq!(bench.overlay(), "finder");
}

#[test]
fn an_empty_ledger_says_why_there_is_nothing_to_find() {
    let mut bench = Bench::open(huitoukan::ledger::Ledger::in_memory().unwrap(), Lang::Zh, 80, 24);
    bench.act(Action::Run(Command::Find));
    assert_eq!(bench.overlay(), "");
    assert!(bench.message().contains("台账为空"));
}

#[test]
fn new_titles_are_found_after_everything_is_read_again() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 120, 30);
    bench.press("C-p").write("gc");
    let before = listed(&bench);
    let snapshot = bench.model.data.snapshot.clone();
    let answer = huitoukan::ledger::protocol::Answer::Loaded { snapshot, doubtful: Vec::new() };
    bench.act(Action::Answer(Box::new(answer)));
    assert_eq!(listed(&bench), before);
}
