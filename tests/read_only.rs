//! A ledger that cannot be written, because its folder is read-only or the disk is full, is read all the same.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
#![cfg(unix)]

mod common;

use std::{
    fs::{self, Permissions},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    process::Command,
};

use common::*;

/// Nobody, by number: whoever administers the computer may write everywhere.
const NOBODY: u32 = 65_534;

fn mode(path: &std::path::Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The commands that only ask, and something that they tell.
const ASKING: [(&[&str], &str); 9] = [
    (&["list"], "路灯破损"),
    (&["list", "--json"], "路灯破损"),
    (&["show", "ID"], "路灯破损"),
    (&["agenda"], "逾期"),
    (&["agencies"], "甲市城市管理局"),
    (&["history", "--all"], ""),
    (&["conflicts", "--json"], "[]"),
    (&["check"], ""),
    (&["verify"], "台账完好"),
];

#[test]
fn a_ledger_in_a_folder_that_cannot_be_written_is_read() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.done(&["mark", &id, "--note", "去看", "--author", "甲员"]);
    house.done(&["check"]);
    for name in ["home", "home/.config"] {
        fs::create_dir_all(house.path(name)).unwrap();
    }
    mode(&house.ledger(), 0o444);
    mode(&house.path("."), 0o555);
    let root = fs::metadata("/proc/self").is_ok_and(|facts| std::os::unix::fs::MetadataExt::uid(&facts) == 0);
    let run = |args: &[&str]| {
        let args: Vec<&str> = args.iter().map(|arg| if *arg == "ID" { id.as_str() } else { arg }).collect();
        let mut command: Command = house.command(&args);
        if root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().map(ran)
    };
    // Where the program itself cannot be run by another user, nothing can be shown.
    if let Ok(first) = run(&["list"]) {
        assert!(first.err.contains("只供查看"), "{first:?}");
        for (args, part) in ASKING {
            let ran = run(args).unwrap();
            assert!(ran.code == Some(0) && ran.out.contains(part), "{args:?}: {ran:?}");
        }
        let refused = run(&["mark", "ID", "--finding", "true", "--author", "甲员"]).unwrap();
        assert_eq!(refused.code, Some(3), "{refused:?}");
        assert!(refused.err.contains("不能写入台账") && !refused.err.contains("panicked"), "{refused:?}");
    }
    mode(&house.path("."), 0o755);
    mode(&house.ledger(), 0o644);
    assert_eq!(house.row_note(&id), "去看");
}

#[test]
fn a_ledger_on_a_full_disk_is_read() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.done(&["check"]);
    let cramped = |args: &[&str]| {
        let args: Vec<&str> = args.iter().map(|arg| if *arg == "ID" { id.as_str() } else { arg }).collect();
        let program = house.command(&args);
        let mut shell = Command::new("sh");
        // No file may grow at all; a write beyond fails, as on a full disk.
        shell.arg("-c").arg("trap '' XFSZ; ulimit -f 0 && exec \"$0\" \"$@\"");
        shell.arg(program.get_program()).args(program.get_args()).env_clear();
        for (name, value) in program.get_envs() {
            value.map(|value| shell.env(name, value));
        }
        ran(shell.current_dir(house.path(".")).output().unwrap())
    };
    for (args, part) in ASKING {
        let ran = cramped(args);
        assert!(ran.code == Some(0) && ran.out.contains(part), "{args:?}: {ran:?}");
        assert!(ran.err.contains("只供查看"), "{args:?}: {ran:?}");
    }
    let refused = cramped(&["mark", "ID", "--finding", "true", "--author", "甲员"]);
    assert!(refused.code == Some(3) && !refused.err.contains("panicked"), "{refused:?}");
    assert_eq!(house.row_note(&id), "");
    house.done(&["mark", &id, "--note", "看过", "--author", "甲员"]);
}

impl House {
    fn row_note(&self, id: &str) -> String {
        let row = self.list(&[]).into_iter().find(|row| row["id"] == id).unwrap();
        row["note"].as_str().unwrap_or_default().to_owned()
    }
}
