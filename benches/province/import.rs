//! Import of whole notices.

use std::{fs, time::Instant};

use huitoukan::{intake, parse, words};
use walkdir::WalkDir;

use crate::{
    home,
    place::Place,
    rows::{Limit, Rows, What, percentile},
};

const IMPORT: What = What::new(
    "import of whole notices, ledger and its indexes included",
    "reading and parsing the same files in one process",
    &[Limit::Ratio(3.0)],
);

/// The program's import into a new ledger, against reading the files one after the other in this process.
pub fn importing(place: &Place, rows: &mut Rows) {
    // Minutes at a million; the machine's unrest is small against that.
    let rounds = if place.issues > 100_000 { 1 } else { 3 };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let begun = Instant::now();
        home::run(place.folder(), &["import", "notices", "--ledger", "again.db"]);
        ours.push(begun.elapsed());
        ["again.db", "again.db-wal", "again.db-shm"]
            .iter()
            .for_each(|name| drop(fs::remove_file(place.path(name))));
        let begun = Instant::now();
        for file in WalkDir::new(place.path("notices")).sort_by_file_name().into_iter().flatten() {
            if file.file_type().is_file() {
                let bytes = fs::read(file.path()).unwrap();
                let document = intake::read_bytes(file.path(), &bytes).unwrap();
                std::hint::black_box(parse::parse(&document, &words::ZH.read));
            }
        }
        theirs.push(begun.elapsed());
    }
    ours.sort();
    theirs.sort();
    rows.times(&IMPORT, place.issues, percentile(&ours, 50), percentile(&theirs, 50));
}
