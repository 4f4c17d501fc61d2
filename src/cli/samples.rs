//! The sample notices that `demo` opens, carried inside the program. They are about invented places
//! and name no person.

use std::path::Path;

use jiff::Timestamp;

use crate::{
    intake,
    ledger::{Incoming, Ledger, LedgerError},
    parse::{self, READER_VERSION},
    words::Words,
};

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        /// Name and bytes of each sample.
        pub const SAMPLES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../assets/samples/", $name)))),*];
    };
}

samples![
    "danzhou-nonglin-daxue.md",
    "fengzhu-nongyenongcunju.txt",
    "jichuan-yanhu-quwei.txt",
    "lanchuan-shuiwu.md",
    "muhe-tongchengzhen.txt",
    "qingxun-weijianwei.txt",
    "weibo-xian-jianchayuan.txt",
    "yanjiang-jiaoyuju.txt",
    "yanzhou-shuiwu-jituan.txt",
    "yunxiu-fayuan.txt",
];

/// Imports the samples that the ledger does not have yet.
///
/// # Errors
/// Where the ledger cannot be written.
pub fn import(ledger: &mut Ledger, words: &Words) -> Result<(), LedgerError> {
    for (name, bytes) in SAMPLES {
        let Ok(document) = intake::read_bytes(Path::new(name), bytes) else { continue };
        if ledger.known(&document.source.sha256)?.is_some() {
            continue;
        }
        let notice = parse::parse(&document, &words.read);
        let kept = document.kept();
        let incoming = Incoming {
            notice: &notice,
            text: Some(document.text.as_str()),
            kept: kept.as_ref(),
            reader: Some(READER_VERSION),
        };
        ledger.import(incoming, Timestamp::now())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_carried_and_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, SAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
        let mut ledger = Ledger::in_memory().unwrap();
        import(&mut ledger, &crate::words::ZH).unwrap();
        import(&mut ledger, &crate::words::ZH).unwrap();
        assert_eq!(ledger.snapshot().unwrap().notices.len(), SAMPLES.len());
    }
}
