//! The real program with its child process.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use huitoukan::{intake, ledger::Ledger, parse, words};
use tempfile::TempDir;

use crate::{
    ledger::{BARE, bare_table, insert_bare},
    made::{NAMES, docx, html, read, renamed},
    table::{FEW, ROUNDS, Row, Table, turns},
};

/// A folder in which the program runs: nothing of the user's is read or written.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The path of this name in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs the program, which must succeed. What it prints is read and dropped.
    pub fn run(&self, args: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huitoukan"));
        command.args(args).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        let home = self.path("home");
        command.env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
        // What Windows needs to start a program at all.
        for name in ["SystemRoot", "PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        let done = command.output().unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// What a run costs before it reads anything.
pub fn start(table: &mut Table) {
    let home = Home::new();
    let bytes = "中共某局党组关于巡察整改进展情况的通报\n".as_bytes();
    let path = home.write("tiny.txt", bytes);
    let mut program = |_| home.run(&["text", path.to_str().unwrap()]);
    let mut bare = |_| home.run(&["--version"]);
    let mut inside = |_| {
        std::hint::black_box(read(bytes));
    };
    let [program, bare, inside] = turns(ROUNDS, [&mut program, &mut bare, &mut inside]);
    let what = "read one tiny file: huitoukan text, with its child";
    table.add(Row::new(what, program, "huitoukan --version, without a child", bare));
    table.add(Row::new(what, program, "the same in this process", inside));
}

/// An import of a folder of a thousand notices into a new ledger.
pub fn importing(table: &mut Table) {
    let home = Home::new();
    let paths = thousand(&home);
    let notices = read_all(&paths);
    let count = paths.len();
    let ledger = |time: usize| home.path(&format!("{time}.sqlite"));
    let mut program = |time: usize| {
        home.run(&["import", "notices", "--ledger", ledger(time).to_str().unwrap()]);
    };
    let mut inside = |_| {
        for path in &paths {
            std::hint::black_box(read(&fs::read(path).unwrap()));
        }
    };
    let mut bare = |time: usize| {
        let connection = bare_table(&home.path(&format!("bare{time}.sqlite")));
        for (text, json) in &notices {
            insert_bare(&connection, text, json);
        }
    };
    let [program, inside, bare] = turns(FEW, [&mut program, &mut inside, &mut bare]);
    let taken = Ledger::open(&ledger(FEW)).unwrap().snapshot().unwrap().notices.len();
    assert_eq!(taken, count, "each file is a notice of its own");
    let what = format!("huitoukan import, {count} notices (text, HTML, DOCX)");
    let row = |peer, theirs| Row::new(&what, program, peer, theirs).rate(count as f64, "notices/s");
    table.add(row("reading them in this process, one by one", inside));
    table.add(row(BARE, bare));
}

/// Writes the samples under a hundred names, a third each as text, web page and document of Word.
fn thousand(home: &Home) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for number in 0..NAMES {
        for (sample, text) in renamed(number).into_iter().enumerate() {
            let (end, bytes) = match (number + sample) % 3 {
                0 => ("txt", text.into_bytes()),
                1 => ("html", html(&text)),
                _ => ("docx", docx(&text)),
            };
            paths.push(home.write(&format!("notices/{number:02}-{sample}.{end}"), &bytes));
        }
    }
    paths
}

/// The text and the JSON of each notice.
fn read_all(paths: &[PathBuf]) -> Vec<(String, String)> {
    let one = |path: &PathBuf| {
        let document = intake::read_bytes(Path::new("file"), &fs::read(path).unwrap()).unwrap();
        let notice = parse::parse(&document, &words::ZH.read);
        (document.text, serde_json::to_string(&notice).unwrap())
    };
    paths.iter().map(one).collect()
}
