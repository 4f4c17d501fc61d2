//! Long work beside the screen: the menu of the ledger, forms, progress, questions, what came of it. No
//! thread is there; what it would tell is told by the test.

use std::time::Duration;

use huitoukan::{
    ledger::{
        Ledger,
        followup::{Change, State},
        protocol::{Answer, Request},
    },
    query::sample::Size,
    tui::app::{
        action::Action,
        effect::Effect,
        update::update,
        work::{News, Pace},
    },
    words::Lang,
    work::{Came, Job, Line, Mood, Progress, Report, Stage},
};

use crate::{bench::Bench, book};

fn line(mood: Mood, text: &str) -> Line {
    Line { mood, text: text.to_owned(), issue: None }
}

fn pace(stage: Stage, done: u64, of: u64, seconds: u64) -> Action {
    let progress = Progress { stage, done, of };
    Action::News(News::Progress(Pace { progress, elapsed: Duration::from_secs(seconds) }))
}

#[test]
fn a_workbook_is_read_first_and_written_after_a_yes() {
    let mut bench = Bench::new(120, 30);
    bench.press("L");
    assert!(bench.text().contains("收回同事填好的工作簿"), "{}", bench.text());
    bench.press("2").write("~/李强 填好的.xlsx").press("Enter");
    let path = "~/李强 填好的.xlsx";
    assert_eq!(*bench.job(), Job::Receive { path: path.into(), dry: true });
    let issue = bench.model.data.snapshot.issues.get(4).unwrap().id;
    let taken = Line { issue: Some(issue), ..line(Mood::Plain, "abc 公厕：状态 未读 → 待核") };
    bench.came(Came::Done(Report {
        said: "1 个问题有新的标记".to_owned(),
        lines: vec![taken, line(Mood::Warn, "冲突一"), line(Mood::Bad, "第 9 行读不懂")],
        faulty: true,
        then: Some(Box::new(Job::Receive { path: path.into(), dry: false })),
        ..Report::default()
    }));
    assert_eq!(bench.overlay(), "board");
    let text = bench.text();
    assert!(text.contains("冲突一") && text.contains("第 9 行读不懂"), "{text}");
    bench.press("Enter");
    assert_eq!(bench.overlay(), "menu");
    bench.press("Enter");
    assert_eq!((bench.overlay(), bench.effects.len()), ("board", 1), "no is the default");
    bench.press("Enter 1");
    assert_eq!(*bench.job(), Job::Receive { path: path.into(), dry: false });
    assert_eq!(bench.overlay(), "");
    bench.press("Enter m");
    assert!(bench.message().contains("正在写入台账"), "marks wait for it: {}", bench.message());
    let requests = bench.requests.len();
    bench.came(Came::Done(Report { changed: true, said: "好".to_owned(), ..Report::default() }));
    assert!(bench.requests.len() > requests, "the rows are read again");
    bench.press("m");
    assert_eq!(bench.overlay(), "menu");
}

#[test]
fn progress_shows_a_bar_a_rate_and_the_rest() {
    let mut bench = Bench::new(120, 30);
    bench.press("L 6").write("备份.db").press("Enter");
    assert_eq!(*bench.job(), Job::Backup { path: "备份.db".into(), overwrite: false });
    bench.act(pace(Stage::Bytes, 64 << 20, 256 << 20, 4));
    let text = bench.text();
    assert!(text.contains("备份  读写文件  [===.........]  64/256 MB  16 MB/秒  还要 12 秒"), "{text}");
    bench.act(pace(Stage::Issues, 300, 1200, 0));
    assert!(bench.text().contains("整理  [===.........]  300/1200\n"), "{}", bench.text());
    bench.act(pace(Stage::Issues, 600, 12000, 60));
    assert!(bench.text().contains("10/秒  还要 19 分钟"), "{}", bench.text());
    // One at a time.
    bench.press("L 8");
    assert!(bench.message().contains("正在备份，一次只做一件"), "{}", bench.message());
    bench.press("L 1");
    assert_eq!(bench.effects.last(), Some(&Effect::Stop));
}

#[test]
fn leaving_asks_first() {
    let mut bench = Bench::new(120, 30);
    bench.press("L 7");
    assert_eq!(*bench.job(), Job::Verify);
    bench.press("q");
    assert!(bench.text().contains("现在退出会取消它"), "{}", bench.text());
    bench.press("Enter");
    assert_eq!(bench.effects.len(), 1);
    bench.press("q 1");
    assert_eq!(bench.effects.last(), Some(&Effect::Quit));
    // A question about what is no longer under way goes away with it.
    let mut bench = Bench::new(120, 30);
    bench.press("L 7 q");
    bench.came(Came::Done(Report { said: "台账完好".to_owned(), ..Report::default() }));
    assert_eq!((bench.overlay(), bench.message()), ("", "台账完好"));
    bench.press("q");
    assert_eq!(bench.effects.last(), Some(&Effect::Quit));
}

#[test]
fn nobody_is_interrupted_by_what_came() {
    let mut bench = Bench::new(120, 30);
    bench.press("L 7 Enter m 7").write("半句");
    let lines = vec![line(Mood::Bad, "所存的第 3 份原文与存入时不符")];
    bench.came(Came::Done(Report {
        said: "发现 1 处".to_owned(), lines, faulty: true, ..Report::default()
    }));
    assert_eq!(bench.overlay(), "form");
    assert!(bench.text().contains("半句"));
    bench.press("Esc");
    assert_eq!(bench.overlay(), "board");
    assert!(bench.text().contains("第 3 份原文"), "{}", bench.text());
    bench.press("Esc");
    assert_eq!(bench.overlay(), "");
}

#[test]
fn bundles_are_named_with_signs_between_and_conflicts_can_be_seen() {
    let mut bench = Bench::new(120, 30);
    bench.press("L 4").write("甲 组.zip；乙.zip").press("Enter");
    let paths = vec!["甲 组.zip".into(), "乙.zip".into()];
    assert_eq!(*bench.job(), Job::Take { paths: paths.clone(), dry: true });
    let then = Some(Box::new(Job::Take { paths, dry: false }));
    bench.came(Came::Done(Report { said: "2 个交换包完好".to_owned(), then, ..Report::default() }));
    bench.press("Enter 1");
    assert!(matches!(bench.job(), Job::Take { dry: false, .. }));
    bench.came(Came::Failed("坏.zip 已损坏\n没有并入".to_owned()));
    assert!(bench.message().contains("没有并入"), "{}", bench.message());
}

/// Whoever goes on at once after a change must not meet another row than the one that was selected.
#[test]
fn the_selection_stays_while_the_rows_are_read_again() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Down Down");
    let selected = bench.selected().to_owned();
    let answer = Answer::Loaded { snapshot: bench.model.data.snapshot.clone(), doubtful: Vec::new() };
    let effects = update(&mut bench.model, Action::Answer(Box::new(answer)));
    assert_eq!(bench.selected(), selected);
    let notice = bench.model.data.snapshot.notices[0].id;
    assert!(effects.contains(&Effect::Send(Request::Outline(notice))), "they are read again all the same");
}

#[test]
fn a_sample_is_drawn_from_what_is_shown_and_chosen() {
    let mut bench = Bench::new(120, 30);
    bench.press("L 5").write("0").press("Enter");
    assert!(bench.text().contains("大于 0"), "{}", bench.text());
    bench.press("C-u").write("２").press("Tab Tab").write("42").press("Enter");
    match bench.job() {
        Job::Sample { issues, size, seed, chosen, mark, .. } => {
            assert_eq!((issues.len(), *size, *seed), (9, Size::Total(2), Some(42)));
            assert!(!chosen && !mark);
        }
        other => panic!("{other:?}"),
    }
    let drawn = bench.model.data.snapshot.issues.iter().skip(1).take(2).map(|row| row.id).collect();
    let lines = vec![line(Mood::Plain, "x")];
    bench.came(Came::Done(Report { drawn, lines, said: "抽出 2 个".to_owned(), ..Report::default() }));
    assert!(bench.text().contains("抽中的已选上"), "{}", bench.text());
    bench.press("Esc");
    assert!(bench.text().contains("已选 2"), "{}", bench.text());
}

#[test]
fn who_does_it_is_asked_once() {
    let mut bench = Bench::new(120, 30);
    bench.model.marks.author = None;
    bench.press("L 3").write("a.zip").press("Enter");
    assert!(bench.effects.is_empty() && bench.overlay() == "form");
    bench.write("李强").press("Enter");
    assert_eq!(*bench.job(), Job::Give { path: "a.zip".into(), overwrite: false });
    // Who does not say begins nothing, and nothing waits.
    let mut bench = Bench::new(120, 30);
    bench.model.marks.author = None;
    bench.press("L 3").write("a.zip").press("Enter Esc");
    assert!(bench.model.work.waiting.is_none() && bench.effects.is_empty());
}

#[test]
fn names_of_files_are_completed() {
    let mut bench = Bench::new(120, 30);
    bench.press("L 6").write("备");
    let field = |bench: &Bench| match bench.model.overlays.last() {
        Some(huitoukan::tui::app::model::Overlay::Form(form)) => form.fields[0].input.value().to_owned(),
        _ => panic!("no form"),
    };
    bench.act(Action::Completed("备".to_owned(), Some(("备份".to_owned(), 2))));
    assert_eq!(field(&bench), "备份");
    assert!(bench.text().contains("有 2 个文件名这样开头"), "{}", bench.text());
    bench.act(Action::Completed("备".to_owned(), Some(("备忘".to_owned(), 1))));
    assert_eq!(field(&bench), "备份", "who typed on is not disturbed");
    let mut bench = Bench::new(120, 30);
    bench.press("L 4").write("a.zip；b");
    bench.act(Action::Completed("b".to_owned(), Some(("b.zip".to_owned(), 1))));
    assert_eq!(field(&bench), "a.zip；b.zip");
}

#[test]
fn an_empty_ledger_can_take_bundles_only() {
    let mut bench = Bench::open(Ledger::in_memory().unwrap(), Lang::Zh, 100, 30);
    bench.press("L 1");
    assert_eq!(bench.effects, []);
    bench.press("Esc L 4").write("a.zip").press("Enter");
    assert!(matches!(bench.job(), Job::Take { .. }));
}

#[test]
fn agencies_stand_in_groups_below_headings() {
    let mut bench = Bench::open(book::ledger(), Lang::Zh, 160, 40);
    bench.press("b");
    assert_eq!(bench.message(), "按地区分组");
    let text = bench.text();
    assert!(text.contains("云溪县（2）"), "{text}");
    assert_eq!(bench.agencies().len(), 3);
    assert!(bench.model.agency().is_some(), "a heading is not chosen");
    bench.press("Down Down Down Up Up Up Up");
    assert!(bench.model.agency().is_some());
    bench.press("Home");
    assert!(bench.model.agency().is_some());
    bench.press("!");
    assert!(bench.text().contains("云溪县（"), "{}", bench.text());
    bench.press("0 b b b");
    assert_eq!(bench.message(), "不分组");
    assert_eq!(bench.model.agencies.rows.len(), 3);
}

#[test]
fn chosen_agencies_are_merged_after_a_yes() {
    let mut bench = Bench::open(book::ledger(), Lang::Zh, 120, 30);
    bench.press("Space Space c");
    assert!(bench.text().contains("把已选的 2 个单位并入本单位"), "{}", bench.text());
    bench.press("4 Enter");
    assert_eq!(bench.agencies().len(), 3, "no is the default");
    bench.press("c 4 1");
    assert_eq!(bench.agencies().len(), 1);
    bench.press("u");
    assert_eq!(bench.agencies().len(), 3, "undone as one");
}

/// What came of a bundle or a backup has more words than the head of a board on a narrow screen.
#[test]
fn a_long_result_is_wrapped_below_the_head() {
    let mut bench = Bench::new(80, 24);
    bench.press("L 7");
    let said = "已写入 /家/王敏/文档/二〇二六年第三季度/交换包.zip，含核查记录 1200 条、通报版本 34 个，SHA-256 在末行";
    bench.came(Came::Done(Report {
        said: said.to_owned(),
        lines: vec![line(Mood::Plain, "细目")],
        ..Report::default()
    }));
    assert_eq!(bench.overlay(), "board");
    assert!(
        bench.text().matches("SHA-256 在末行").count() >= 1 && !bench.text().contains("..  "),
        "{}",
        bench.text()
    );
    // Without a board it is said whole in the message.
    bench.press("Esc L 7");
    bench.came(Came::Done(Report { said: said.to_owned(), ..Report::default() }));
    assert_eq!(bench.overlay(), "");
    assert!(bench.text().contains("SHA-256 在末行"), "{}", bench.text());
}

/// Another program marks an issue while the screen is open: where its detail says so, its row does too.
#[test]
fn a_row_follows_what_its_detail_says() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("台账.db");
    book::ledger().backup(&path, false, &mut |_| true).unwrap();
    let mut bench = Bench::open(Ledger::open(&path).unwrap(), Lang::Zh, 120, 30);
    bench.press("Enter Down");
    let issue = bench.model.issue().unwrap().id;
    bench.press("Up");
    let query = Change::Query { reason: None, note: None };
    let mut other = Ledger::open(&path).unwrap();
    other.mark(&[issue], &query, "李四", jiff::Timestamp::UNIX_EPOCH).unwrap();
    bench.press("Down");
    assert_eq!(bench.model.issue().unwrap().id, issue);
    assert_eq!(bench.model.issue().unwrap().review.state, State::Query);
    let loads = bench.requests.iter().filter(|request| matches!(request, Request::Load)).count();
    assert_eq!(loads, 2, "once at the start, once for what was told");
}
