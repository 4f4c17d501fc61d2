//! A province of a size: its files and its ledger, made once and kept below `target/tmp`.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use huitoukan::{ledger::Ledger, parse::READER_VERSION};

use crate::{home, made::Province, plain, rows::size};

/// The files and the ledger of one size.
pub struct Place {
    /// How many issues there are.
    pub issues: usize,
    folder: PathBuf,
}

impl Place {
    /// Makes what is not there, or was made by another form of this bench; says so, because it takes minutes.
    pub fn of(issues: usize) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("province-{issues}"));
        let place = Self { issues, folder };
        let mark = place.folder.join("made");
        if fs::read_to_string(&mark).is_ok_and(|made| made == form()) {
            return place;
        }
        let begun = Instant::now();
        println!("making a province of {} issues in {} …", size(issues), place.folder.display());
        let _ = fs::remove_dir_all(&place.folder);
        let written = plain::write(&place.folder, issues).unwrap();
        home::run(&place.folder, &["import", "notices", "--ledger", "ledger.db"]);
        assert_eq!(place.open().snapshot().unwrap().issues.len(), issues);
        fs::write(mark, form()).unwrap();
        let (notices, agencies, seconds) = (written.notices, written.agencies, begun.elapsed().as_secs());
        println!("made: {notices} notices of {agencies} agencies, in {seconds} s");
        place
    }

    /// A file of this name in its folder; see [`plain::write`].
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its ledger.
    pub fn open(&self) -> Ledger {
        Ledger::open(&self.path("ledger.db")).unwrap()
    }
}

/// What it depends on: how notices are made, and how they are read.
fn form() -> String {
    let one = Province::new().notice(0, usize::MAX).text;
    format!("{READER_VERSION} {}", huitoukan::intake::hash(one.as_bytes()))
}
