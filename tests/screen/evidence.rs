//! Files that prove what was found.

use huitoukan::{
    ledger::{
        evidence::{Condition, Held},
        followup::Evidence,
    },
    tui::app::action::Action,
    work::{Came, Job, Report},
};

use crate::bench::Bench;

fn file() -> Evidence {
    let sha256 = huitoukan::intake::hash("照片".as_bytes());
    let path = Some("/盘/现场照片.jpg".to_owned());
    Evidence { name: "现场照片.jpg".to_owned(), size: 6, sha256, path, note: Some("正门".to_owned()) }
}

#[test]
fn a_file_is_added_shown_and_taken_out_again() {
    let mut bench = Bench::new(160, 40);
    bench.press("Enter e 1 Enter");
    assert!(bench.text().contains("请写文件的路径"));
    bench.act(Action::Paste("/盘/现场照片.jpg".to_owned()));
    bench.press("Enter");
    let issue = bench.model.issue().unwrap().id;
    assert_eq!(*bench.job(), Job::Attach { issue, path: "/盘/现场照片.jpg".into(), copy: false, note: None });
    assert!(bench.text().contains(" 添加佐证材料\n"), "{}", bench.text());
    bench.came(Came::Done(Report { ready: Some((issue, file())), ..Report::default() }));
    assert!(bench.message().contains("添加佐证材料 现场照片.jpg"), "{}", bench.message());
    assert_eq!(bench.model.issue().unwrap().evidence, 1);
    let fields = bench.fields();
    assert!(fields.contains("佐证 现场照片.jpg  6 字节  SHA-256 "), "{fields}");
    assert!(fields.contains("在 /盘/现场照片.jpg  备注：正门"), "{fields}");
    bench.press("e 3");
    assert!(bench.message().contains("移除佐证材料"), "{}", bench.message());
    assert_eq!(bench.model.issue().unwrap().evidence, 0);
    bench.press("u");
    assert!(bench.message().contains("现在是：佐证材料 1 份"), "{}", bench.message());
}

#[test]
fn a_file_that_cannot_be_taken_is_told_and_nothing_is_written() {
    let mut bench = Bench::new(120, 30);
    bench.press("e");
    assert!(bench.message().contains("先选中一个问题"));
    bench.press("Enter e 2").write("没有.jpg").press("Enter");
    bench.came(Came::Failed("找不到此文件".to_owned()));
    assert!(bench.message().ends_with("找不到此文件"), "{}", bench.message());
    assert_eq!(bench.model.issue().unwrap().evidence, 0);
    assert!(bench.model.work.running.is_none());
}

#[test]
fn files_are_shown_as_they_are_when_somebody_looked() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter e 1").write("/盘/现场照片.jpg").press("Enter");
    let issue = bench.model.issue().unwrap().id;
    bench.came(Came::Done(Report { ready: Some((issue, file())), ..Report::default() }));
    bench.press("e");
    assert!(bench.text().contains("6 字节 只记位置"), "{}", bench.text());
    bench.press("4");
    assert_eq!(*bench.job(), Job::Look { issue, whole: true });
    let held = Held {
        issue,
        key: String::new(),
        file: file(),
        author: "王敏".to_owned(),
        time: jiff::Timestamp::UNIX_EPOCH,
        ledger: uuid::Uuid::nil(),
        place: None,
    };
    let held = vec![(held, Condition::Gone)];
    bench.came(Came::Done(Report {
        held,
        said: "1 份不在原处".to_owned(),
        faulty: true,
        ..Report::default()
    }));
    assert_eq!(bench.message(), "1 份不在原处");
    bench.press("e");
    assert!(bench.text().contains("只记位置 不在原处"), "{}", bench.text());
}
