//! An export on a disk that takes no more, and what an export leaves behind.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
#![cfg(unix)]

mod common;

use std::{ffi::OsString, process::Command};

use common::*;
use serde_json::json;

/// How many blocks of 512 bytes a file may have: enough to open a ledger, less than any export of [`many`].
const BLOCKS: u32 = 128;

/// Issues whose texts do not repeat, so that no packing makes them small.
fn many() -> House {
    let house = House::new();
    let mut state = 7u32;
    let mut sign = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4e00 + (state >> 8) % 20_000).unwrap()
    };
    let text: Vec<String> = (0..400).map(|_| (0..200).map(|_| sign()).collect()).collect();
    let issue = |(n, text): (usize, &String)| issue(&format!("{n}."), &format!("问题{n}"), text);
    let issues: Vec<_> = text.iter().enumerate().map(issue).collect();
    house.write("many.json", json!([notice("甲局", &issues)]).to_string());
    house.done(&["import", "many.json"]);
    house
}

fn names(house: &House) -> Vec<OsString> {
    let mut all: Vec<_> =
        std::fs::read_dir(house.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    all.sort();
    all
}

/// Runs the program where no file may grow beyond [`BLOCKS`]; a write beyond fails, as on a full disk.
fn cramped(house: &House, args: &[&str]) -> Ran {
    let program = house.command(args);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {BLOCKS} && exec \"$0\" \"$@\""));
    shell.arg(program.get_program()).args(program.get_args()).env_clear();
    for (name, value) in program.get_envs() {
        value.map(|value| shell.env(name, value));
    }
    ran(shell.current_dir(house.path(".")).output().unwrap())
}

#[test]
fn where_the_disk_is_full_that_is_told_and_nothing_is_left() {
    let house = many();
    let before = names(&house);
    for form in ["xlsx", "docx", "csv", "json", "md"] {
        let ran = cramped(&house, &["export", "--to", &format!("台账.{form}")]);
        assert_eq!(ran.code, Some(1), "{form}: {ran:?}");
        assert!(ran.err.contains("写不了"), "{form}: {ran:?}");
        assert!(!ran.err.contains("panicked"), "{form}: {ran:?}");
        assert_eq!(names(&house), before, "{form}");
    }
}

#[test]
fn an_export_leaves_the_file_alone() {
    let house = many();
    let before = names(&house);
    for form in ["xlsx", "docx", "csv", "json", "md"] {
        let name = format!("台账.{form}");
        house.done(&["export", "--to", &name]);
        std::fs::remove_file(house.path(&name)).unwrap();
        assert_eq!(names(&house), before, "{form}");
    }
}
