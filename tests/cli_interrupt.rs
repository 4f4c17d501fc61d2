//! An import that is ended by a signal leaves whole notices, says what is left, and can be gone on with.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "../benches/province/made/mod.rs"]
mod made;

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

use common::*;
use made::Province;
use rstest::rstest;

/// Many more than are read until a signal is heard.
const NOTICES: usize = 150;

#[rstest]
#[case::ctrl_c("-INT")]
#[case::ended_by_the_system("-TERM")]
#[case::terminal_closed("-HUP")]
fn an_import_that_is_interrupted_leaves_whole_notices(#[case] signal: &str) {
    let house = House::new();
    let province = Province::new();
    let made: Vec<_> = (0..NOTICES).map(|number| province.notice(number, 8)).collect();
    for one in &made {
        house.write(&format!("notices/{}", one.file), &one.text);
    }
    let mut command = house.command(&["import", "notices"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    let (mut rest, mut err) = (String::new(), String::new());
    out.read_to_string(&mut rest).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{rest}{err}");

    let told = first.lines().chain(rest.lines()).filter(|line| line.contains(".txt")).count();
    let mut here: BTreeMap<String, usize> = BTreeMap::new();
    for row in house.list(&[]) {
        *here.entry(row["agency"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let wanted: BTreeMap<String, usize> = made.iter().take(told).fold(BTreeMap::new(), |mut sum, one| {
        *sum.entry(one.agency.clone()).or_default() += one.issues.len();
        sum
    });
    assert!(told < NOTICES, "nothing was left: the signal came too late");
    assert_eq!(here, wanted, "what was told is there, wholly, and nothing else");
    assert!(rest.contains(&format!("新增 {told}，")), "{rest}");
    assert!(err.contains(&format!("还有 {} 个文件没有处理", NOTICES - told)), "{err}");
    assert_eq!(house.run(&["verify"]).code, Some(0));

    let again = house.done(&["import", "notices"]);
    assert!(again.contains(&format!("新增 {}，新版本 0，无变化 {told}", NOTICES - told)), "{again}");
}
