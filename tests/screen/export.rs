//! Handing issues on as a file.

use huitoukan::{
    tui::app::effect::Effect,
    work::{Came, Job, Report, export::Export},
};

use crate::bench::Bench;

fn export(bench: &Bench) -> &Export {
    match bench.job() {
        Job::Export(export) => export,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_filter_shows_is_handed_on() {
    let mut bench = Bench::new(120, 30);
    bench.press("! E");
    assert!(bench.text().contains("导出 2 个问题：逾期"), "{}", bench.text());
    bench.write("清单.xlsx").press("Enter");
    let wanted = export(&bench);
    assert_eq!((wanted.issues.len(), wanted.path.to_str(), &*wanted.asked), (2, Some("清单.xlsx"), "逾期"));
    assert_eq!((&*wanted.level, wanted.redact, wanted.overwrite), ("内部", false, false));
    assert!(bench.text().contains(" 导出\n"), "{}", bench.text());
    bench.press("E");
    assert!(bench.message().contains("有一件事正在进行"), "{}", bench.message());
    let said = "已写入 /tmp/清单.xlsx，6 KB，2 个问题".to_owned();
    bench.came(Came::Done(Report { said: said.clone(), ..Report::default() }));
    assert_eq!(bench.message(), said);
}

#[test]
fn what_is_chosen_is_handed_on_with_level_and_mask() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Space Space E");
    assert!(bench.text().contains("已选 2 个问题，1 个单位"), "{}", bench.text());
    bench.write("a.DOCX").press("Tab C-u").write("秘密").press("Tab C-u").write("是").press("Enter");
    let wanted = export(&bench);
    assert_eq!((wanted.issues.len(), wanted.path.to_str(), &*wanted.level), (2, Some("a.DOCX"), "秘密"));
    assert!(wanted.redact && !wanted.overwrite);
}

#[test]
fn what_is_wrong_is_told_in_place() {
    let mut bench = Bench::new(120, 30);
    bench.press("E Enter");
    assert!(bench.text().contains("请写文件名"), "{}", bench.text());
    bench.write("清单.wps").press("Enter");
    assert!(bench.text().contains("看不出要什么格式"), "{}", bench.text());
    bench.press("C-u").write("清单.csv").press("Tab Tab C-u").write("也许").press("Enter");
    assert!(bench.text().contains("! 是 或 否"), "{}", bench.text());
    assert_eq!(bench.effects, []);
}

#[test]
fn esc_asks_before_it_stops_and_a_failure_opens_the_form_again() {
    let mut bench = Bench::new(120, 30);
    bench.press("E").write("清单.csv").press("Enter Esc");
    assert!(bench.text().contains("要取消吗"), "{}", bench.text());
    bench.press("Enter");
    assert!(!bench.effects.contains(&Effect::Stop), "no is the default");
    bench.press("Esc 1");
    assert_eq!(bench.effects.last(), Some(&Effect::Stop));
    assert!(bench.text().contains("正在取消"), "{}", bench.text());
    bench.came(Came::Cancelled);
    assert!(bench.message().contains("已取消导出"), "{}", bench.message());
    bench.press("E").write("清单.csv").press("Enter").came(Came::Failed("磁盘已满".to_owned()));
    assert_eq!(bench.overlay(), "form");
    assert!(bench.message().contains("磁盘已满"), "{}", bench.message());
    assert!(bench.text().contains("清单.csv"));
}

#[test]
fn a_file_that_is_there_is_asked_about() {
    let mut bench = Bench::new(120, 30);
    bench.press("E").write("清单.csv").press("Enter").came(Came::Exists("/盘/清单.csv".into()));
    assert!(bench.text().contains("/盘/清单.csv 已经存在"), "{}", bench.text());
    bench.press("Enter");
    assert_eq!(
        (bench.overlay(), bench.effects.len()),
        ("form", 1),
        "it stays as it is; another may be named"
    );
    bench.press("Enter").came(Came::Exists("/盘/清单.csv".into()));
    bench.press("1");
    assert!(export(&bench).overwrite);
    // Whoever was about something else is asked when that is closed.
    bench.came(Came::Cancelled).press("E").write("清单.csv").press("Enter Enter m 7");
    bench.came(Came::Exists("/盘/清单.csv".into()));
    assert_eq!(bench.overlay(), "form");
    bench.press("Esc 1");
    assert!(export(&bench).overwrite);
}
