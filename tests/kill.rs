//! The real program is killed at any moment of marks and imports: no mark that was acknowledged is lost, and
//! the ledger opens and is whole.
//!
//! A mark is acknowledged when its line was printed. `HUITOUKAN_KILLS=500 cargo test --test kill` kills more
//! often; `HUITOUKAN_SEED=7` at other moments.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::{
    io::Read,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use common::*;

/// How many marks and imports there are at least.
const MARKS: usize = 500;
const IMPORTS: usize = 20;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// A row of numbers that looks like chance (Knuth, MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

/// Runs the program, kills it after a while where one is given, and gives what it printed.
fn run(house: &House, args: &[&str], life: Option<Duration>) -> (String, bool) {
    let mut command = house.command(args);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    if let Some(life) = life {
        thread::sleep(life);
        child.kill().unwrap();
    }
    let ended = child.wait().unwrap().success();
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    (printed, ended)
}

/// The notes in the ledger.
fn notes(house: &House) -> Vec<String> {
    let ledger = rusqlite::Connection::open(house.ledger()).unwrap();
    let mut statement = ledger
        .prepare("SELECT json_extract(payload, '$.note') FROM events WHERE kind = 'note' ORDER BY seq")
        .unwrap();
    let notes = statement.query_map([], |row| row.get(0)).unwrap();
    notes.collect::<Result<_, _>>().unwrap()
}

/// Marks so many issues one after the other, and gives the notes that were acknowledged: all.
fn marked(house: &House, ids: &[String], round: &str, count: usize) -> Vec<String> {
    let notes = (0..count).map(|step| format!("第{round}-{step}条"));
    notes
        .zip(ids.iter().cycle())
        .inspect(|(note, id)| {
            let (printed, ended) = run(house, &["mark", id, "--note", note, "--author", "乙员"], None);
            assert!(ended && printed.contains(id.as_str()), "{printed}");
        })
        .map(|(note, _)| note)
        .collect()
}

/// Imports a notice with two issues, is killed, and imports it again; gives whether it was killed in time.
fn import(house: &House, number: usize, life: Option<Duration>) -> bool {
    let (name, agency) = (format!("{number}.json"), format!("第{number}局"));
    let issues = [issue("1.", "公厕", "改"), issue("2.", "路灯", "修")];
    house.write(&name, notice(&agency, &issues).to_string());
    let (_, ended) = run(house, &["import", &name], life);
    // Done again, it comes to the same.
    house.done(&["import", &name]);
    assert_eq!(house.list(&["--agency", &agency]).len(), 2);
    !ended
}

#[test]
fn no_acknowledged_mark_is_lost() {
    let kills = usize::try_from(number("HUITOUKAN_KILLS", 24)).unwrap();
    let mut chance = Chance(number("HUITOUKAN_SEED", 1));
    let house = House::furnished();
    let ids: Vec<String> = house.list(&[]).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let mut acknowledged: Vec<String> = Vec::new();
    let (mut imports, mut cut) = (0, 0);
    let start = Instant::now();
    run(&house, &["mark", &ids[0], "--note", "量时", "--author", "甲员"], None);
    let life = start.elapsed();
    let share = (MARKS / kills / 2).max(1);
    let (house, ids) = (&house, ids.as_slice());
    for round in 0..kills {
        // Two others mark meanwhile, and are not killed.
        let others = thread::scope(|scope| {
            let others = ["甲", "乙"]
                .map(|who| scope.spawn(move || marked(house, ids, &format!("{round}{who}"), share)));
            let mut dies = || {
                Some(Duration::from_micros(chance.below(u64::try_from(life.as_micros()).unwrap() * 5 / 4)))
            };
            let (note, id) = (format!("第{round}条，杀"), ids[0].as_str());
            let (printed, ended) = run(house, &["mark", id, "--note", &note, "--author", "甲员"], dies());
            cut += usize::from(!ended);
            if printed.contains(id) {
                acknowledged.push(note);
            }
            if imports * kills <= round * IMPORTS {
                cut += usize::from(import(house, imports, dies()));
                imports += 1;
            }
            others.map(|other| other.join().unwrap())
        });
        acknowledged.extend(others.into_iter().flatten());
        let verified = house.run(&["verify"]);
        assert_eq!(verified.code, Some(0), "round {round}: {verified:?}");
    }
    assert!(imports >= IMPORTS.min(kills), "{imports}");
    assert!(cut > 0, "nothing was killed in time");
    let kept = notes(house);
    let lost: Vec<&String> = acknowledged.iter().filter(|note| !kept.contains(note)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let mut once = kept.clone();
    once.dedup();
    assert_eq!(once, kept, "no mark stands twice");
    assert_eq!(house.list(&[]).len(), 7 + 2 * imports);
}
