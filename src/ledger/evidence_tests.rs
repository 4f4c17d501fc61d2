use std::io::Write;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::ledger::testing::{at, import, issue, notice};

/// A ledger in a folder of its own, with an issue.
fn house() -> (tempfile::TempDir, Ledger, IssueId) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&folder.path().join("ledger.db")).unwrap();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
    let issue = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    (folder, ledger, issue)
}

fn names(folder: &Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    all.map(|entry| entry.file_name().to_str().unwrap().to_owned()).collect()
}

#[rstest]
#[case::up("../../../../etc/passwd")]
#[case::short("abc")]
#[case::large_digits("ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB")]
#[case::absolute("/etc/passwd")]
#[case::other_signs("我我我我我我我我我我我我我我我我我我我我我a")]
fn what_is_no_hash_names_no_place(#[case] hash: &str) {
    assert_eq!(place(Path::new("f"), hash), None);
}

#[test]
fn the_same_content_is_kept_once() {
    let (folder, ledger, _) = house();
    for name in ["一.txt", "二.txt"] {
        let path = folder.path().join(name);
        fs::write(&path, "同").unwrap();
        ledger.take_evidence(&path, true, &mut |_| true).unwrap();
    }
    assert_eq!(names(&super::folder(ledger.path())).len(), 1);
}

#[test]
fn what_is_broken_off_leaves_nothing() {
    let (folder, ledger, _) = house();
    let path = folder.path().join("大.bin");
    fs::write(&path, vec![7; 300_000]).unwrap();
    let mut ticks = 0;
    let fault = ledger.take_evidence(&path, true, &mut |_| {
        ticks += 1;
        ticks < 3
    });
    assert_eq!(fault.unwrap_err().why, Unfit::Cancelled);
    assert!(!super::folder(ledger.path()).exists());
}

#[test]
fn a_copy_that_is_damaged_is_not_carried_on() {
    let (folder, ledger, _) = house();
    let path = folder.path().join("一.txt");
    fs::write(&path, "一").unwrap();
    let file = ledger.take_evidence(&path, true, &mut |_| true).unwrap();
    let (from, to) = (super::folder(ledger.path()), folder.path().join("to"));
    assert_eq!(carry(&from, &to, &file, &mut |_| true), Ok(true));
    assert_eq!(carry(&from, &to, &file, &mut |_| true), Ok(false), "it was there");
    fs::write(place(&from, &file.sha256).unwrap(), "二").unwrap();
    let other = folder.path().join("other");
    assert_eq!(carry(&from, &other, &file, &mut |_| true), Err(Unfit::Changed));
    fs::remove_file(place(&from, &file.sha256).unwrap()).unwrap();
    assert_eq!(carry(&from, &other, &file, &mut |_| true), Err(Unfit::Missing));
    assert!(!other.exists());
}

#[test]
fn a_colleagues_hash_leads_nowhere() {
    let (_folder, mut ledger, issue) = house();
    let sha256 = "../../etc/passwd".to_owned();
    let file = Evidence { name: "x".to_owned(), size: 1, sha256, path: None, note: None };
    ledger.mark(&[issue], &Change::Attach { file }, "甲", at(1)).unwrap();
    let held = ledger.evidence(None).unwrap();
    assert_eq!(held[0].place, None);
    assert_eq!(condition(&held[0], false, &mut |_| true), Condition::Gone);
    assert_eq!(ledger.verify().unwrap().faults.len(), 1);
}

#[test]
fn evidence_of_a_former_chain_is_ones_own() {
    let (folder, mut ledger, issue) = house();
    let path = folder.path().join("一.txt");
    fs::write(&path, "一").unwrap();
    let file = ledger.take_evidence(&path, true, &mut |_| true).unwrap();
    ledger.mark(&[issue], &Change::Attach { file }, "甲", at(1)).unwrap();
    ledger.begin_anew().unwrap();
    fs::remove_dir_all(super::folder(ledger.path())).unwrap();
    let report = ledger.verify().unwrap();
    assert!(matches!(report.faults[..], [VerifyFault::Evidence { condition: Condition::Gone, .. }]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_kept_comes_back(content in proptest::collection::vec(any::<u8>(), 0..200_000)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::File::create(&path).unwrap().write_all(&content).unwrap();
        let to = folder.path().join("to");
        let copied = take(&to, &path, true, &mut |_| true).unwrap();
        let named = take(&to, &path, false, &mut |_| true).unwrap();
        prop_assert_eq!((copied.size, &copied.sha256), (named.size, &named.sha256));
        prop_assert_eq!(fs::read(place(&to, &copied.sha256).unwrap()).unwrap(), content);
    }
}
