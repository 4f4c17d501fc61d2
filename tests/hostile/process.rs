//! The child process: its limits, what comes through it, and what is said where it fails.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::{
    io::{Read, Write},
    process::Stdio,
};

use huitoukan::{intake, parse, reading, words};

use crate::common::*;

/// What the program prints for a file that it gets on standard input.
fn piped(house: &House, args: &[&str], input: &[u8]) -> Ran {
    let mut command = house.command(args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    ran(child.wait_with_output().unwrap())
}

#[test]
fn what_the_child_reads_is_what_the_library_reads() {
    let house = House::new();
    for (name, bytes) in huitoukan::cli::samples::SAMPLES {
        house.write(name, bytes);
        let document = intake::read_bytes(std::path::Path::new(name), bytes).unwrap();
        for (lang, words) in [("zh", &words::ZH), ("en", &words::EN)] {
            let mut notice = parse::parse(&document, &words.read);
            notice.text = Some(document.text.clone());
            let args = ["parse", "--json", "--with-text", "--lang", lang, name];
            let ran = ran(house.bare(&args).output().unwrap());
            assert_eq!(ran.out, serde_json::to_string_pretty(&notice).unwrap() + "\n");
        }
        assert_eq!(ran(house.bare(&["text", name]).output().unwrap()).out, document.text);
    }
}

#[test]
fn standard_input_is_read_by_the_name_of_a_dash() {
    let house = House::new();
    let notice = text_notice("已学习");
    assert_eq!(piped(&house, &["text", "-"], notice.as_bytes()).out, notice);
    let parsed = piped(&house, &["parse", "--json", "-"], notice.as_bytes());
    let parsed: serde_json::Value = serde_json::from_str(&parsed.out).unwrap();
    assert_eq!((&parsed["source"]["path"], &parsed["agency"]), (&"-".into(), &"丙区水利局".into()));
    let imported = piped(&house, &["import", "-"], notice.as_bytes());
    assert!(imported.out.starts_with("新增  丙区水利局  2 个问题  -\n"), "{imported:?}");
    let empty = piped(&house, &["parse", "-"], b"");
    assert_eq!((empty.code, empty.err.as_str()), (Some(1), "错误：-: 文件中没有文字\n"));
    let none = piped(&house, &["import", "-"], b"");
    assert!(none.err.contains("-: 文件中没有文字"), "{none:?}");
}

#[test]
fn the_users_own_words_hold_in_the_child() {
    let house = House::new();
    let notice = text_notice("已学习").replace("整改情况：", "落地回音：").replace("整改结果", "回音定性");
    house.write("a.txt", notice);
    let tags = |more: &[&str]| {
        let ran = ran(house.bare(&["parse", "--json", "a.txt"]).args(more).output().unwrap());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        (ran.out.matches("\"labelled\"").count(), ran.err)
    };
    assert_eq!(tags(&[]).0, 0);
    let config = house.write("own/config.toml", "");
    let config = ["--config", config.to_str().unwrap()];
    house.write("own/lexicon.toml", "[labels]\nresponse = [\"落地回音\"]\noutcome = [\"回音定性\"]\n");
    assert_eq!(tags(&config).0, 2);
    house.write("own/lexicon.toml", "[labels]\nresponses = 3\n");
    let (labelled, err) = tags(&config);
    assert_eq!((labelled, err.matches("lexicon.toml").count()), (0, 1), "{err}");
}

/// Several files are on their way at once; what becomes of them is what their order says.
#[test]
fn files_read_at_once_are_taken_in_order() {
    let answers = ["已学习", "已学习两次", "已学习", "已学习两次"];
    let (together, apart) = (House::new(), House::new());
    for house in [&together, &apart] {
        for (at, answer) in answers.iter().enumerate() {
            house.write(&format!("in/{at}.txt"), text_notice(answer));
        }
        house.done(&["import", "in/1.txt"]);
    }
    let alone = |at| apart.done(&["import", &format!("in/{at}.txt")]).lines().next().unwrap().to_owned();
    let want: Vec<String> = (0..answers.len()).map(alone).collect();
    let out = together.done(&["import", "in"]);
    assert_eq!(out.lines().take(answers.len()).collect::<Vec<_>>(), want);
    assert!(want.iter().all(|line| !line.starts_with("无变化")), "{want:#?}");
}

#[test]
fn a_text_beyond_the_memory_is_refused() {
    let house = House::new();
    house.write("in/a.txt", "a".repeat(20 << 20));
    house.write("in/b.txt", text_notice("已学习"));
    let ran = house.run(&["import", "in"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("丙区水利局"), "{ran:?}");
    // A machine that is too slow is out of time first. Only Linux holds the limit of memory.
    let limits = ["in/a.txt: 读取所需内存超出限制", "in/a.txt: 读取超时"];
    if cfg!(target_os = "linux") {
        assert!(limits.iter().any(|limit| ran.err.contains(limit)), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn where_no_child_can_be_started_it_is_said() {
    let house = House::new();
    house.write("a.txt", text_notice("已学习"));
    let program = assert_cmd::cargo::cargo_bin!("huitoukan");
    // The pipes to a child need more numbers for open files than there are.
    let script = format!("ulimit -n 5; exec '{}' parse a.txt", program.display());
    let shell = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(house.path(""))
        .env("HOME", house.path("home"))
        .output();
    let ran = ran(shell.unwrap());
    assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (Some(1), "", 1), "{ran:?}");
    assert!(ran.err.starts_with("错误：a.txt: 负责读文件的进程无法启动"), "{}", ran.err);
}

/// A child as the program starts it; it has said that it is ready.
fn child(house: &House) -> std::process::Child {
    let mut command = house.bare(&["__read"]);
    command.env("MALLOC_ARENA_MAX", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut ready = [0; 16];
    child.stdout.as_mut().unwrap().read_exact(&mut ready).unwrap();
    let length = u64::from_le_bytes(ready[..8].try_into().unwrap());
    std::io::copy(&mut child.stdout.as_mut().unwrap().take(length), &mut std::io::sink()).unwrap();
    child
}

#[test]
fn a_child_ends_with_its_input() {
    let house = House::new();
    let mut quiet = child(&house);
    drop(quiet.stdin.take());
    assert!(quiet.wait().unwrap().success());
    let mut disturbed = child(&house);
    disturbed.stdin.take().unwrap().write_all(&[0xff; 100]).unwrap();
    assert!(!disturbed.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_has_set_its_limits_before_it_is_ready() {
    let house = House::new();
    let mut child = child(&house);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let memory = reading::MAX_MEMORY.to_string();
    for (what, most) in [
        ("Max address space", memory.as_str()),
        ("Max open files", "3"),
        ("Max file size", "0"),
        ("Max core file size", "0"),
    ] {
        let line = limits.lines().find_map(|line| line.strip_prefix(what)).unwrap();
        let held: Vec<&str> = line.split_whitespace().take(2).collect();
        assert_eq!(held, [most, most], "{what}");
    }
    // What the program itself takes leaves most of the room to the file.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")).unwrap();
    let size: u64 = size.split_whitespace().next().unwrap().parse().unwrap();
    assert!(size << 10 < reading::MAX_MEMORY / 4, "{size} kB");
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[test]
fn the_child_stands_in_no_help() {
    let house = House::new();
    for args in [&["--help"][..], &["--help", "--lang", "en"]] {
        assert!(!ran(house.bare(args).output().unwrap()).out.contains("__read"));
    }
}
