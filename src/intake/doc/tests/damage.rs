//! Damaged copies: no panic, no text without end.

use super::*;

/// Numbers in a fixed order that looks like none (xorshift, Marsaglia 2003).
struct Random(u32);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize
    }
}

/// What a copy gives is never much longer than the file.
fn check(bytes: &[u8]) -> bool {
    crate::intake::compound::format(bytes);
    crate::intake::compound::fault(bytes);
    let read = read(bytes);
    if let Ok(reading) = &read {
        assert!(reading.composed.text.len() < bytes.len() * 40);
    }
    read.is_ok()
}

#[rstest]
#[case("numbers")]
#[case("tables")]
#[case("traps")]
fn changed_bytes_do_no_harm(#[case] name: &str) {
    let whole = fixture(name);
    let mut random = Random(7);
    let mut good = 0;
    for round in 0..150 {
        let mut copy = whole.to_vec();
        for _ in 0..1 << (round % 8) {
            let at = random.next() % copy.len();
            copy[at] = random.next() as u8;
        }
        good += usize::from(check(&copy));
    }
    // Most changes hit what is not needed.
    assert!(good > 50, "{good}");
}

#[test]
fn a_file_that_is_cut_off_does_no_harm() {
    let whole = fixture("numbers");
    for end in (0..whole.len()).step_by(301) {
        check(whole.get(..end).unwrap());
    }
}

/// The head of a compound file and its chains of sectors, where loops could be.
#[test]
fn torn_chains_of_sectors_do_no_harm() {
    let whole = fixture("traps");
    let fat = u32::from_le_bytes(whole[76..80].try_into().unwrap()) as usize;
    let directory = u32::from_le_bytes(whole[48..52].try_into().unwrap()) as usize;
    let mut random = Random(11);
    for round in 0..240 {
        let mut copy = whole.to_vec();
        let sector = [fat + 1, fat + 1, directory + 1, 0][round % 4] * 512;
        for _ in 0..1 + round % 5 {
            let at = sector + random.next() % 128 * 4;
            // Small numbers are sectors; the rest ends chains or is none.
            let value = (random.next() % 48) as u32;
            copy[at..at + 4].copy_from_slice(&value.wrapping_sub(4).to_le_bytes());
        }
        check(&copy);
    }
}

/// Damage inside the streams, behind the compound file's own checks.
#[test]
fn changed_streams_do_no_harm() {
    let whole = fixture("tables");
    let mut streams = Vec::new();
    for name in ["WordDocument", "1Table"] {
        let mut bytes = Vec::new();
        let mut file = CompoundFile::open(Cursor::new(whole)).unwrap();
        file.open_stream(name).unwrap().read_to_end(&mut bytes).unwrap();
        streams.push((name, bytes));
    }
    let mut random = Random(13);
    for round in 0..200 {
        let mut copy = streams.clone();
        let stream = &mut copy[round % 2].1;
        for _ in 0..8 {
            let at = random.next() % stream.len();
            stream[at] = [0, 1, 0x7f, 0xff, random.next() as u8][random.next() % 5];
        }
        let named: Vec<(&str, &[u8])> = copy.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        check(&compound(&named));
    }
}
