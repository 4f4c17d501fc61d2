//! Handing issues on as a file.

use huitoukan::{
    report::form::Form,
    tui::app::{
        action::Action,
        effect::Effect,
        export::{Job, News, Task},
    },
};

use crate::bench::Bench;

fn job(bench: &Bench) -> &Job {
    match bench.effects.last() {
        Some(Effect::Begin(Task::Export(job))) => job,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_filter_shows_is_handed_on() {
    let mut bench = Bench::new(120, 30);
    bench.press("! E");
    assert!(bench.text().contains("导出 2 个问题：逾期"), "{}", bench.text());
    bench.write("清单.xlsx").press("Enter");
    let job = job(&bench);
    assert_eq!((job.issues.len(), job.form, job.asked.as_str()), (2, Form::Xlsx, "逾期"));
    assert_eq!(
        (job.level.as_str(), job.redact, job.overwrite, job.who.as_str()),
        ("内部", false, false, "王敏")
    );
    assert!(bench.text().contains("正在导出 0/2"), "{}", bench.text());
    bench.press("E");
    assert!(bench.message().contains("正在导出，请等它写完"), "{}", bench.message());
    bench.act(Action::News(News::Read(2)));
    bench.act(Action::News(News::Written("/tmp/清单.xlsx".to_owned(), 2)));
    assert!(bench.message().contains("已写入 /tmp/清单.xlsx：2 个问题"), "{}", bench.message());
}

#[test]
fn what_is_chosen_is_handed_on_with_level_and_mask() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Space Space E");
    assert!(bench.text().contains("已选 2 个问题，1 个单位"), "{}", bench.text());
    bench.write("a.DOCX").press("Tab C-u").write("秘密").press("Tab C-u").write("是").press("Enter");
    let job = job(&bench);
    assert_eq!((job.issues.len(), job.form, job.level.as_str()), (2, Form::Docx, "秘密"));
    assert!(job.redact && !job.overwrite);
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
fn esc_stops_it_and_a_failure_opens_the_form_again() {
    let mut bench = Bench::new(120, 30);
    bench.press("E").write("清单.csv").press("Enter");
    let failed = job(&bench).clone();
    bench.press("Esc");
    assert_eq!(bench.effects.last(), Some(&Effect::Stop));
    bench.act(Action::News(News::Stopped));
    assert!(bench.message().contains("没有写文件"));
    bench.act(Action::News(News::Failed(Box::new(failed), "磁盘已满".to_owned())));
    assert_eq!((bench.overlay(), bench.message()), ("form", "磁盘已满"));
    assert!(bench.text().contains("清单.csv"));
}
