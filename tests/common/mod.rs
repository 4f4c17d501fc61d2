//! The real program in a folder of its own: no test touches the user's data, the clock, the network
//! or another test.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails is a test that fails")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The day that all tests take for today.
pub const TODAY: &str = "2026-11-22";

/// A folder with a ledger in it.
pub struct House {
    folder: TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl House {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn ledger(&self) -> PathBuf {
        self.path("ledger.db")
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The program with these arguments, its own ledger and our day.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.bare(args);
        command.arg("--ledger").arg(self.ledger()).args(["--today", TODAY]);
        command
    }

    /// The program with these arguments only.
    pub fn bare(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("huitoukan"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        let home = self.path("home");
        command.env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
        // What Windows needs to start a program at all.
        for name in ["SystemRoot", "PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args).output().unwrap())
    }

    /// Runs and wants exit code 0; gives what was printed.
    pub fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
        ran.out
    }

    /// Runs and wants this exit code; gives standard error. A failure prints no result.
    pub fn fails(&self, code: i32, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(code), "{args:?}: {ran:?}");
        ran.err
    }

    /// `list --json` with more options.
    pub fn list(&self, args: &[&str]) -> Vec<Value> {
        let mut all = vec!["list", "--json"];
        all.extend(args);
        serde_json::from_str(&self.done(&all)).unwrap()
    }

    /// The id of the issue with this title.
    pub fn id(&self, title: &str) -> String {
        let found = self.list(&[]).into_iter().find(|row| row["title"] == title);
        found.unwrap_or_else(|| panic!("no issue {title}"))["id"].as_str().unwrap().to_owned()
    }

    /// A house with [`two_agencies`] imported.
    pub fn furnished() -> Self {
        let house = Self::new();
        house.write("notices.json", two_agencies().to_string());
        house.done(&["import", "notices.json"]);
        house
    }
}

pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An issue as `notice/1`.
pub fn issue(label: &str, title: &str, response: &str) -> Value {
    json!({
        "kind": "issue", "label": label, "title": title, "span": [0, 0], "extent": [0, 0],
        "response": {"text": response, "span": [0, 0]},
    })
}

/// The issue with an outcome.
pub fn outcome(mut issue: Value, tags: &[&str]) -> Value {
    issue["outcome"] = json!({"raw": "整改结果", "tags": tags, "basis": "labelled", "span": [0, 0]});
    issue
}

/// The issue with a deadline.
pub fn due(mut issue: Value, day: &str, kind: &str) -> Value {
    issue["deadlines"] = json!([{"raw": "限期", "due": day, "kind": kind, "span": [0, 0]}]);
    issue
}

/// A notice as `notice/1`.
pub fn notice(agency: &str, issues: &[Value]) -> Value {
    json!({
        "schema": "notice/1",
        "source": {"path": format!("{agency}.txt"), "format": "text", "encoding": "utf-8", "sha256": ""},
        "title": format!("中共{agency}党组关于巡察整改情况的通报"),
        "organisation": format!("中共{agency}党组"),
        "agency": agency,
        "feedback_date": "2024-10-09",
        "nodes": [{
            "kind": "group", "label": "二、", "title": "反馈问题整改情况", "span": [0, 0], "extent": [0, 0],
            "children": issues,
        }],
    })
}

/// Two agencies with seven issues, one of each kind.
pub fn two_agencies() -> Value {
    let first = [
        due(
            outcome(issue("1.", "公厕管理不到位", "已更换ＬＥＤ灯"), &["completed"]),
            "2025-06-30",
            "required",
        ),
        due(
            outcome(issue("2.", "路灯破损", "已修复"), &["completed", "long_term"]),
            "2025-06-30",
            "reported",
        ),
        due(outcome(issue("3.", "绿化缺株", "补植中"), &["phased", "long_term"]), "2026-12-10", "promised"),
        issue("4.", "台账不全", "已补齐"),
    ];
    let second = [
        outcome(issue("1.", "公厕标识缺失", "正在制作"), &["in_progress"]),
        outcome(issue("2.", "垃圾清运不及时", "尚未开展"), &["not_started"]),
        outcome(issue("3.", "执法不规范", "长期坚持"), &["long_term"]),
    ];
    json!([notice("甲市城市管理局", &first), notice("乙县市政园林局", &second)])
}

/// A notice as text, as an agency would print it.
pub fn text_notice(answer: &str) -> String {
    format!(
        "中共丙区水利局党组关于巡察整改情况的通报\n\n\
         根据区委统一部署，2024年3月1日至5月1日，区委第一巡察组对区水利局党组开展了巡察。\
         2024年6月20日，区委巡察组向区水利局党组反馈了巡察意见。现将整改情况予以公布。\n\n\
         一、反馈问题整改情况\n\n\
         （一）理论学习不深入\n\n整改情况：{answer}\n\n整改结果：已完成\n\n\
         （二）项目监管不严\n\n整改情况：一是完善制度。二是加强检查。\n\n整改结果：已完成，长期坚持\n\n\
         中共丙区水利局党组\n\n2024年12月20日\n"
    )
}

/// Every file below a folder with its bytes.
pub fn bytes_of(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
