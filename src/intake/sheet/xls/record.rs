//! Records of BIFF: a type, a length, data (MS-XLS, 2.1.4).

/// A record.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Its type.
    pub kind: u16,
    /// Its data.
    pub data: &'a [u8],
}

/// The records of a stream, to its end or to the first that is cut off.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Those from the start of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub fn len(&self) -> usize {
        self.rest.len()
    }

    /// The data of the next record, if it is of this type.
    pub fn next_of(&mut self, kind: u16) -> Option<&'a [u8]> {
        let mut ahead = self.clone();
        let record = ahead.next().filter(|record| record.kind == kind)?;
        *self = ahead;
        Some(record.data)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut words = Words::new(self.rest);
        let (kind, length) = (words.u16()?, words.u16()?);
        let data = words.bytes(length.into())?;
        self.rest = words.rest;
        Some(Record { kind, data })
    }
}

/// Numbers in bytes, the lowest byte first.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    rest: &'a [u8],
}

impl<'a> Words<'a> {
    /// Those from the start of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub fn len(&self) -> usize {
        self.rest.len()
    }

    /// The next `count` bytes; none where there are fewer.
    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Passes over so many bytes, or all that are left.
    pub fn skip(&mut self, count: usize) -> &mut Self {
        self.rest = self.rest.get(count..).unwrap_or_default();
        self
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    /// One byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    /// Two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Eight bytes, a number with a fraction.
    pub fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }
}
