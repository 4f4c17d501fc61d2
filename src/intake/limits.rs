//! The limits under which files are read. What is larger is refused, or read up to the limit with a
//! flaw that says so.

/// The largest file that is read, in bytes. The largest notice met had 0.1 MB; a ledger of a province
/// as text stays under this, a film or a disk image does not.
pub const MAX_BYTES: u64 = 64 << 20;

/// The most bytes that one part of a package may unpack to.
pub const MAX_PART: u64 = 32 << 20;

/// The most bytes that all parts of a package may unpack to together.
pub const MAX_UNPACKED: u64 = 64 << 20;

/// The deepest nesting of elements, lists and tables that is followed.
pub const MAX_DEPTH: usize = 200;

/// The most bytes of text that a file may give.
pub const MAX_TEXT: usize = 32 << 20;

/// The most rows of a sheet that are read. A province's ledger of one round has some thousands.
pub const MAX_ROWS: usize = 20_000;

/// The most columns of a sheet that are read.
pub const MAX_COLUMNS: usize = 100;
