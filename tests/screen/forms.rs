//! Forms and questions of the screen: the rules of the command line hold in them, and nothing that was
//! written is lost unasked.

use huitoukan::{
    config::limits,
    ledger::{
        followup::{
            Change, Correction, Event, Finding,
            case::{AgencyChange, NoticeChange, NoticeCorrection},
        },
        protocol::{Answer, Request},
        undo::Takes,
    },
    query::filter::DueFilter,
    tui::app::{action::Action, effect::Effect},
    words::Lang,
    work::{Came, Job, Report},
};
use jiff::civil::date;
use rstest::rstest;

use crate::{bench::Bench, book};

/// What the form gave to the ledger, where it gave anything.
fn given(bench: &Bench) -> Vec<&Request> {
    let asks = |request: &&Request| matches!(request, Request::Mark { .. } | Request::Notice { .. });
    bench.requests.iter().filter(asks).collect()
}

/// The keys that open a form, what is written, and what is said beside the field.
#[rstest]
#[case::due_long_ago("Enter m 2", "1926-12-31", "1926-12-31 太早")]
#[case::seen_tomorrow("Enter m 3 Tab", "明天", "2026-11-24 在今天之后")]
#[case::seen_long_ago("Enter m 3 Tab", "1926-11-20", "1926-11-20 太早")]
#[case::reason_that_is_none("Enter m 1 End Up Enter", "99", "没有第 99 条待核理由")]
#[case::feedback_to_come("Enter Home c 3 C-u", "2026-11-24", "2026-11-24 在今天之后")]
#[case::feedback_after_publication(
    "Enter Home c 3 C-u",
    "2026-09-21",
    "反馈日期 2026-09-21 在公布日期 2026-09-20 之"
)]
#[case::published_before_feedback(
    "Enter Home c 4 C-u",
    "2026-03-11",
    "反馈日期 2026-03-12 在公布日期 2026-03-11"
)]
#[case::feedback_long_ago("Enter Home c 3 C-u", "1026-03-12", "1026-03-12 太早")]
#[case::step_before_feedback("Enter Home m 1", "2026-03-11", "2026-03-11 在反馈日期 2026-03-12 之前")]
#[case::step_to_come("Enter Home m 1", "2026-12-01", "2026-12-01 在今天之后")]
#[case::deadline_long_ago("Enter c 3 C-u", "1026-12-31 承诺", "1026-12-31 太早")]
fn forms_refuse_what_the_command_line_refuses(#[case] keys: &str, #[case] text: &str, #[case] said: &str) {
    for (columns, rows) in [(80, 24), (200, 60)] {
        let mut bench = Bench::open(book::ledger(), Lang::Zh, columns, rows);
        bench.model.profile = limits::shipped().swap_remove(0);
        bench.press(keys);
        assert_eq!(bench.overlay(), "form", "{keys}");
        bench.write(text).press("Enter");
        // A correction wants a reason, which comes after.
        assert_eq!((bench.overlay(), given(&bench).len()), ("form", 0), "{}", bench.text());
        // The fault may go over two lines.
        let seen: String = bench.text().split_whitespace().collect();
        let wanted: String = said.split_whitespace().collect();
        assert!(seen.replace('|', "").contains(&wanted), "{}", bench.text());
    }
}

#[test]
fn a_day_without_a_year_is_of_this_year_where_something_has_happened() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 3 Tab").write("11-20");
    assert!(bench.text().contains("即 2026-11-20，3 天前"), "{}", bench.text());
    bench.press("Enter");
    let on = Some(date(2026, 11, 20));
    let wanted = Change::Verify { finding: Finding::True, seen: None, on, note: None };
    assert!(matches!(given(&bench)[..], [Request::Mark { change, .. }] if *change == wanted));
    bench.press("Home c 3 C-u").write("3-10").press("Tab").write("笔误").press("Enter");
    let to = NoticeCorrection::Feedback(Some(date(2026, 3, 10)));
    let fixed = |request: &&Request| matches!(request, Request::Notice { change: NoticeChange::Correct { to: got, .. }, .. } if *got == to);
    assert!(given(&bench).iter().any(fixed), "{:?}", given(&bench));
    bench.press("d 6").write("1-1").press("Tab").write("3-31").press("Enter");
    let range = DueFilter::Between(Some(date(2026, 1, 1)), Some(date(2026, 3, 31)));
    assert_eq!(bench.model.filter.deadline, Some(range), "{}", bench.text());
}

#[test]
fn a_reason_may_be_given_by_its_number() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 1 End Up Enter").write("２").press("Enter");
    let wanted = Change::Query { reason: Some("数字不符".to_owned()), note: None };
    assert!(matches!(given(&bench)[..], [Request::Mark { change, .. }] if *change == wanted));
}

/// The ledger in which a colleague archived what 王敏 had verified.
fn built_on() -> Bench {
    let mut ledger = book::ledger();
    let snapshot = ledger.snapshot().unwrap();
    let roads = snapshot.issues.iter().find(|row| row.title.contains("重建轻养")).unwrap().id;
    let verify = Change::Verify { finding: Finding::True, seen: None, on: None, note: None };
    ledger.mark(&[roads], &verify, "王敏", book::moment("2026-11-10T02:00:00Z")).unwrap();
    ledger
        .mark(&[roads], &Change::Archive { note: None }, "李强", book::moment("2026-11-12T02:00:00Z"))
        .unwrap();
    Bench::open(ledger, Lang::Zh, 80, 24)
}

#[test]
fn an_undo_that_takes_marks_of_others_names_them_and_asks() {
    let mut bench = built_on();
    bench.press("Enter u");
    assert_eq!(bench.overlay(), "menu");
    insta::assert_snapshot!("undo_of_others", bench.text().replace(bench.model.issue().unwrap().key, "KEY"));
    bench.press("Enter");
    assert_eq!(bench.overlay(), "", "no is the default");
    assert_eq!(bench.requests.iter().filter(|one| matches!(one, Request::UndoAsTold(_))).count(), 0);
    bench.press("u Esc u 1");
    assert!(bench.message().starts_with("已撤销，现在是：未读"), "{}", bench.message());
    assert!(bench.model.marks.held.is_none() && bench.model.marks.given.is_empty());
    bench.press("C-r");
    assert!(bench.message().starts_with("已重做"), "{}", bench.message());
}

/// What was asked about is what is done: where more has come since, it is asked again.
#[test]
fn an_undo_is_asked_again_where_more_would_be_lost() {
    let mut bench = built_on();
    bench.press("Enter u");
    let Some(huitoukan::tui::app::order::Order::UndoAsTold(takes)) = bench.model.marks.held.clone() else {
        panic!("{:?}", bench.model.marks.held)
    };
    let less = Takes { lost: Vec::new(), ..*takes };
    bench.model.marks.held = Some(huitoukan::tui::app::order::Order::UndoAsTold(Box::new(less)));
    bench.press("1");
    assert_eq!(bench.overlay(), "menu", "nothing was undone: {}", bench.message());
    bench.press("1");
    assert!(bench.message().starts_with("已撤销"), "{}", bench.message());
}

#[test]
fn many_marks_of_others_are_told_in_part() {
    let mut bench = Bench::new(80, 24);
    bench.press("Enter");
    let issue = bench.model.issue().unwrap().id;
    let event = |author: &str| Event {
        id: uuid::Uuid::nil(),
        time: book::moment("2026-11-12T02:00:00Z"),
        ledger: uuid::Uuid::nil(),
        seq: 1,
        author: author.to_owned(),
        counter: 1,
        knows: Default::default(),
        change: Change::Archive { note: None },
        undone: false,
        void: false,
    };
    let lost = (0..9).map(|at| (issue, event(&format!("同事{at}")))).collect();
    let takes = Takes { undone: Vec::new(), lost };
    bench.act(Action::Answer(Box::new(Answer::Takes(Box::new(takes)))));
    let text = bench.text();
    assert!(text.contains("同事5") && !text.contains("同事6") && text.contains("另有 3 个"), "{text}");
}

#[test]
fn a_merge_says_what_goes_and_asks() {
    let mut bench = Bench::new(80, 24);
    bench.press("c 1").write("教育").press("Enter");
    assert_eq!(bench.overlay(), "menu");
    let text = bench.text();
    assert!(text.contains("云溪县交通运输局（通报 1 份，问题 6 个）"), "{text}");
    let merges =
        |bench: &Bench| bench.requests.iter().filter(|one| matches!(one, Request::Agencies(_))).count();
    bench.press("Enter");
    assert_eq!((bench.overlay(), merges(&bench)), ("", 0), "no is the default");
    bench.press("c 1").write("教育").press("Enter 1");
    assert_eq!(merges(&bench), 1);
    let into = Some("云溪县教育体育局".to_owned());
    let said = vec![("云溪县交通运输局".to_owned(), AgencyChange::Alias { into })];
    assert!(bench.requests.contains(&Request::Agencies(said)));
    assert_eq!(bench.agencies(), ["云溪县教育体育局", "石桥镇"]);
}

#[test]
fn restoring_and_purging_tell_their_commands() {
    let mut bench = Bench::new(80, 24);
    bench.model.ledger = "/盘/我的 台账.db".into();
    bench.press("L 8");
    let text = bench.text();
    assert!(text.contains("huitoukan restore 备份文件 --overwrite --ledger"), "{text}");
    assert!(text.contains("'/盘/我的 台账.db'"), "{text}");
    bench.press("Enter");
    assert_eq!((bench.overlay(), bench.effects.len()), ("", 0), "no is the default");
    bench.press("L 9");
    insta::assert_snapshot!("purge_apart", bench.text());
    bench.press("1");
    let [Effect::QuitWith(said)] = &bench.effects[..] else { panic!("{:?}", bench.effects) };
    assert_eq!(
        said,
        "huitoukan purge --marks --ledger '/盘/我的 台账.db'\nhuitoukan purge --all --ledger '/盘/我的 台账.db'"
    );
}

#[test]
fn much_that_was_written_is_not_lost_unasked() {
    for key in ["Esc", "F10", "C-c"] {
        let mut bench = Bench::new(80, 24);
        bench.press("Enter m 7").write("看了三条").press(key);
        if key != "C-c" {
            assert_eq!(bench.overlay(), "", "{key}: a few characters are not asked about");
        }
        let mut bench = Bench::new(80, 24);
        bench.press("Enter m 7").write("现场看了三条村道，两条仍未修复").press(key);
        assert_eq!((bench.overlay(), bench.effects.len()), ("menu", 0), "{key}");
        assert!(bench.text().contains("已写的内容还没有保存"), "{}", bench.text());
        for back in ["Enter", "Esc"] {
            bench.press(back);
            assert_eq!(bench.overlay(), "form");
            assert!(bench.text().contains("两条仍未修复"), "{}", bench.text());
            bench.press(key);
        }
        bench.press("1");
        assert_eq!((bench.overlay(), given(&bench).len()), ("", 0));
    }
}

#[test]
fn what_was_there_before_is_not_what_was_written() {
    let mut bench = Bench::new(80, 24);
    bench.press("Enter c 1 Esc");
    assert_eq!(bench.overlay(), "", "a long title that nobody touched is not asked about");
}

#[test]
fn a_form_comes_back_where_nothing_came_of_it() {
    let note = "现场看了三条村道，两条仍未修复";
    let mut bench = Bench::new(80, 24);
    // Nobody signed.
    bench.model.marks.author = None;
    bench.press("Enter m 7").write(note).press("Enter Esc");
    assert_eq!(bench.overlay(), "form");
    assert!(bench.text().contains("两条仍未修复") && bench.model.marks.waiting.is_none());
    bench.press("Enter").write("王敏").press("Enter");
    assert_eq!((bench.overlay(), given(&bench).len()), ("", 1));
    assert!(bench.model.marks.draft.is_none());
    // Thirty were not confirmed.
    let mut bench = Bench::open(book::many(), Lang::Zh, 80, 24);
    for no in ["Enter", "Esc"] {
        bench.press("V m 7").write(note).press("Enter");
        assert_eq!(bench.overlay(), "menu");
        bench.press(no);
        assert_eq!(bench.overlay(), "form", "{no}");
        bench.press("Esc 1 Esc");
    }
    // The ledger failed.
    let mut bench = Bench::new(80, 24);
    bench.press("Enter m 7").write(note);
    let enter = Action::Run(huitoukan::tui::app::command::Command::Enter);
    huitoukan::tui::app::update::update(&mut bench.model, enter);
    bench.act(Action::Answer(Box::new(Answer::Failed("磁盘已满".to_owned()))));
    assert_eq!(bench.overlay(), "form");
    assert!(bench.message().contains("磁盘已满") && bench.text().contains("两条仍未修复"));
    // Somebody went on to something else meanwhile.
    let enter = Action::Run(huitoukan::tui::app::command::Command::Enter);
    huitoukan::tui::app::update::update(&mut bench.model, enter);
    bench.press("L");
    bench.act(Action::Answer(Box::new(Answer::Failed("磁盘已满".to_owned()))));
    assert_eq!(bench.overlay(), "menu", "nobody is interrupted");
}

#[test]
fn a_file_that_nothing_came_of_is_told_beside_its_name() {
    let mut bench = Bench::new(80, 24);
    bench.press("Enter e 2").write("没有.jpg").press("Down").write("正门照片").press("Enter");
    let issue = bench.model.issue().unwrap().id;
    let note = Some("正门照片".to_owned());
    assert_eq!(*bench.job(), Job::Attach { issue, path: "没有.jpg".into(), copy: true, note });
    bench.came(Came::Failed("找不到此文件".to_owned()));
    assert_eq!(bench.overlay(), "form");
    let text = bench.text();
    assert!(text.contains("! 找不到此文件") && text.contains("正门照片"), "{text}");
    bench.press("Enter");
    bench.came(Came::Done(Report::default()));
    assert!(bench.model.work.draft.is_none());
}

#[test]
fn a_file_that_is_there_is_named_anew_where_it_is_kept() {
    let mut bench = Bench::new(80, 24);
    bench.press("L 6").write("备份.db").press("Enter");
    bench.came(Came::Exists("/盘/备份.db".into()));
    assert_eq!(bench.overlay(), "menu");
    bench.press("Enter");
    assert_eq!(bench.overlay(), "form");
    assert!(bench.text().contains("备份.db"), "{}", bench.text());
}

/// The cursor stands where the next character goes, whatever stands before it; no cell holds half of one.
#[rstest]
#[case::wide("现场看了三条村道其中两条仍未修复路面破损严重群众意见较大需要继续跟踪督办直到全部完成为止")]
#[case::odd("a现场看了三条村道其中两条仍未修复路面破损严重群众意见较大需要继续跟踪督办直到全部完成为止")]
#[case::signs("《条例》“重建轻养”——（一）、（二）……；：？！【】「」、。，《》〈〉—…·～￥％＃＆＊＠")]
#[case::combining(
    "e\u{301}e\u{301}e\u{301} 回\u{fe00} a\u{308}o\u{308}u\u{308} 现场看了三条村道其中两条仍未修复路面破损"
)]
#[case::emoji("👨‍👩‍👧‍👦🇨🇳👍🏽现场看了三条村道其中两条仍未修复路面破损严重群众意见较大需要继续跟踪")]
fn the_cursor_stands_behind_what_is_written(#[case] text: &str) {
    for (columns, rows) in [(80, 24), (200, 60), (41, 12)] {
        let mut bench = Bench::open(book::ledger(), Lang::Zh, columns, rows);
        bench.press("Enter m 7");
        let empty = bench.draw();
        let (field, start) = (empty.map.field.unwrap(), empty.cursor.unwrap());
        assert_eq!((start.x, start.y), (field.x, field.y));
        let mut written = String::new();
        for one in text.chars() {
            written.push(one);
            bench.write(&one.to_string());
            let drawn = bench.draw();
            let cursor = drawn.cursor.unwrap();
            let width = u16::try_from(huitoukan::text::width(&written)).unwrap();
            assert_eq!(cursor.x, field.x + width.min(cursor.x - field.x), "{written}");
            if width < field.width {
                assert_eq!(cursor.x, field.x + width, "{written}");
            }
            assert!(cursor.x < field.right() && cursor.y == field.y, "{written}");
            let frame = drawn.buffer[(field.right() + 1, field.y)].symbol();
            assert_eq!(frame, "|", "the border stands: {written}");
        }
        bench.press("Home");
        assert_eq!(bench.draw().cursor.unwrap(), start);
        bench.press("End");
        for _ in 0..text.chars().count() {
            bench.press("Backspace");
        }
        assert_eq!(bench.draw().cursor.unwrap(), start, "all of it is gone");
    }
}

/// Who goes on to the next field sees how the former begins; the one that is written in says where it has more.
#[test]
fn a_field_that_has_more_than_is_seen_says_so() {
    let text = "现场看了三条村道其中两条仍未修复路面破损严重群众意见较大需要继续跟踪督办直到全部完成为止";
    let mut bench = Bench::new(80, 24);
    bench.press("Enter m 3").write(text);
    assert!(bench.text().contains("<") && bench.text().contains("完成为止"), "{}", bench.text());
    bench.press("Home");
    let field = bench.draw().map.field.unwrap();
    let sign = |bench: &Bench, x: u16| bench.draw().buffer[(x, field.y)].symbol().to_owned();
    assert_eq!((sign(&bench, field.x - 1), sign(&bench, field.right())), (" ".to_owned(), ">".to_owned()));
    bench.press("End");
    assert_eq!((sign(&bench, field.x - 1), sign(&bench, field.right())), ("<".to_owned(), " ".to_owned()));
    bench.press("Tab");
    let seen = crate::printer::popup(&bench.draw());
    assert!(seen.contains("核查情况 现场看了三条村道") && seen.contains(".."), "{seen}");
}

#[test]
fn what_must_be_written_is_said_until_it_is() {
    let mut bench = Bench::new(80, 24);
    bench.press("Enter c 4");
    assert!(bench.text().contains("必填"), "{}", bench.text());
    bench.write("小标题");
    assert!(!bench.text().contains("必填"), "{}", bench.text());
}

#[test]
fn a_long_paste_is_there_at_once_and_clean() {
    let mut bench = Bench::new(80, 24);
    bench.press("Enter m 7");
    let long = "现场看了三条村道，\n".repeat(30_000);
    let start = std::time::Instant::now();
    bench.act(Action::Paste(format!("\u{1b}[31m\u{202e}{long}")));
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    bench.press("Home").write("甲");
    bench.act(Action::Paste("乙".to_owned()));
    let input = huitoukan::tui::app::focus::field(&bench.model).unwrap();
    assert!(input.value().starts_with("甲乙[31m现场看了三条村道， 现场"), "what commands a terminal is gone");
    assert_eq!(input.cursor(), 2);
    assert!(bench.text().contains("甲乙[31m现场"), "{}", bench.text());
}

/// No form, menu or question says less than it has to say on a small screen, in either language.
#[test]
fn every_form_is_told_whole() {
    let opens = [
        "Enter m 1 1",
        "Enter m 2",
        "Enter m 3",
        "Enter m 6 Esc m 7",
        "Enter c 1",
        "Enter c 2",
        "Enter c 3",
        "Enter c 4",
        "Enter c 5",
        "Enter Home c 1",
        "Enter Home c 3",
        "Enter Home m 1",
        "Enter e 1",
        "Enter e 2",
        "E",
        "L 2",
        "L 3",
        "L 4",
        "L 5",
        "L 6",
        "L 8",
        "L 9",
        "c 2",
        "d 5",
        "d 6",
    ];
    for lang in [Lang::Zh, Lang::En] {
        let (mut seen, mut cut) = (String::new(), String::new());
        for keys in opens {
            for (columns, rows) in [(80, 24), (200, 60)] {
                let mut bench = Bench::open(book::ledger(), lang, columns, rows);
                bench.model.profile = limits::shipped().swap_remove(0);
                bench.model.ledger = "/盘/台账.db".into();
                bench.press(keys);
                let popup = crate::printer::popup(&bench.draw());
                if popup.contains("..") {
                    cut.push_str(&format!("{keys} at {columns}x{rows}:\n{popup}\n"));
                }
                if columns == 80 {
                    seen.push_str(&format!("{keys}\n{popup}\n"));
                }
            }
        }
        assert_eq!(cut, "", "these are cut");
        insta::assert_snapshot!(format!("every_form_{lang:?}"), seen);
    }
}

#[test]
fn a_correction_of_the_deadlines_reads_days_as_the_command_line_does() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter c 3 C-u").write("3-31 已报告").press("Tab").write("漏读").press("Enter");
    let days = |request: &&Request| match request {
        Request::Mark { change: Change::Correct { to: Correction::Deadlines(Some(days)), .. }, .. } => {
            days[0].due == date(2026, 3, 31)
        }
        _ => false,
    };
    assert!(given(&bench).iter().any(days), "{:?}", given(&bench));
}
