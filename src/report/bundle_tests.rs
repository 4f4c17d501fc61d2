use std::io::Cursor;

use rstest::rstest;

use super::*;
use crate::notice::{Notice, SCHEMA, Source};

fn manifest() -> Manifest {
    Manifest {
        form: String::new(),
        program: "0".to_owned(),
        who: "甲".to_owned(),
        when: Timestamp::UNIX_EPOCH,
        ledger: "l".to_owned(),
        parts: BTreeMap::new(),
    }
}

fn parcel() -> Parcel {
    let link = |seq: i64| Link {
        id: format!("id{seq}"),
        seq,
        time: "2026-01-01T00:00:00Z".to_owned(),
        author: "甲\n乙".to_owned(),
        counter: seq,
        subject: "0123456789".to_owned(),
        kind: "note".to_owned(),
        payload: r#"{"kind":"note","note":"看\n现场"}"#.to_owned(),
        prev: String::new(),
        hash: "h".to_owned(),
    };
    let notice = Notice {
        schema: SCHEMA.to_owned(),
        agency: Some("某局".to_owned()),
        source: Source {
            path: "通报.txt".to_owned(),
            format: "text".to_owned(),
            encoding: None,
            sha256: String::new(),
        },
        ..Notice::default()
    };
    let version = GivenVersion {
        notice,
        text: Some("第一行\n第二行".to_owned()),
        kept: None,
        reader: Some(2),
        imported: Timestamp::UNIX_EPOCH,
    };
    Parcel { chains: BTreeMap::from([("a".to_owned(), vec![link(1), link(2)])]), versions: vec![version] }
}

fn packed(parcel: &Parcel) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write(&mut out, parcel, manifest()).unwrap();
    out.into_inner()
}

fn unpack(bytes: &[u8]) -> Result<(Manifest, Parcel), BundleFault> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    read(file)
}

#[test]
fn what_is_packed_is_unpacked() {
    let (manifest, unpacked) = unpack(&packed(&parcel())).unwrap();
    assert_eq!((manifest.who.as_str(), manifest.form.as_str()), ("甲", FORM));
    assert_eq!(unpacked, parcel());
    assert_eq!(unpack(&packed(&Parcel::default())).unwrap().1, Parcel::default());
}

/// The package with one part put in place of another.
fn with_part(name: &str, text: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(packed(&parcel()))).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let held_name = part.name().unwrap().into_owned();
        let mut held = String::new();
        part.read_to_string(&mut held).unwrap();
        new.start_file(held_name.as_str(), SimpleFileOptions::default()).unwrap();
        new.write_all(if held_name == name { text.as_bytes() } else { held.as_bytes() }).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[rstest]
#[case::no_zip(b"notice".to_vec())]
#[case::empty(Vec::new())]
#[case::other_zip(with_part(MANIFEST, "{}"))]
#[case::no_json(with_part(MANIFEST, "form"))]
fn what_is_no_bundle_is_told(#[case] bytes: Vec<u8>) {
    assert!(matches!(unpack(&bytes), Err(BundleFault::NotABundle)), "{:?}", unpack(&bytes));
}

#[test]
fn a_newer_form_is_told() {
    let bytes = with_part(MANIFEST, r#"{"form":"huitoukan-bundle/2"}"#);
    assert!(matches!(unpack(&bytes), Err(BundleFault::Newer(form)) if form == "huitoukan-bundle/2"));
}

#[rstest]
#[case(EVENTS, "")]
#[case(NOTICES, "")]
#[case(NOTICES, "{}")]
#[case(EVENTS, "{}\n")]
fn a_part_that_was_changed_is_told(#[case] name: &str, #[case] text: &str) {
    let fault = unpack(&with_part(name, text)).unwrap_err();
    assert!(matches!(fault, BundleFault::Part(_) | BundleFault::Line { .. }), "{fault:?}");
}

#[test]
fn no_byte_can_be_lost() {
    let whole = packed(&parcel());
    for cut in 0..whole.len() {
        assert!(unpack(&whole[..cut]).is_err(), "{cut}");
    }
}

#[test]
fn a_changed_byte_is_found_or_changes_nothing() {
    let whole = packed(&parcel());
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        if let Ok((_, unpacked)) = unpack(&bytes) {
            assert_eq!(unpacked, parcel(), "{at}");
        }
    }
}

#[test]
fn what_comes_is_cleaned() {
    let mut hostile = parcel();
    hostile.versions[0].notice.title = Some("通\u{1b}[31m报\u{202e}".to_owned());
    let (_, unpacked) = unpack(&packed(&hostile)).unwrap();
    assert_eq!(unpacked.versions[0].notice.title.as_deref(), Some("通报"));
    hostile.versions[0].text = Some("一\u{1b}二".to_owned());
    assert!(matches!(unpack(&packed(&hostile)), Err(BundleFault::Line { part: NOTICES, line: 1, .. })));
}

/// A disk with so much room; it counts how often it said that it is full.
struct Disk {
    file: Cursor<Vec<u8>>,
    room: usize,
    full: std::rc::Rc<std::cell::Cell<usize>>,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.file.position() as usize + bytes.len() > self.room {
            self.full.set(self.full.get() + 1);
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn a_full_disk_is_told_once() {
    let whole = packed(&parcel()).len();
    for room in (0..whole).step_by(7) {
        let full = std::rc::Rc::default();
        let mut disk = Disk { file: Cursor::default(), room, full: std::rc::Rc::clone(&full) };
        let error = write(&mut disk, &parcel(), manifest()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{room}: {error}");
        // What the package does when it is dropped must not fail again: the library would print it.
        assert_eq!(full.get(), 1, "{room}");
    }
}
