//! Bytes → [`Document`](crate::intake::Document) and [`Notice`](crate::notice::Notice) in another
//! process, under limits that hold whatever the reader does.
//!
//! Files are hostile, and readers of formats are large. So the program starts itself again as a child
//! that opens nothing: it gets the bytes of a file on standard input, runs `intake` and `parse`, and
//! answers on standard output. The limits are the system's, not the reader's:
//!
//! | what | limit | held by |
//! | --- | --- | --- |
//! | wall time for a file | [`MAX_WALL`] | the parent, which kills |
//! | processor time for a file | [`MAX_WALL`] and [`CPU_MARGIN`] | the system (`RLIMIT_CPU`), also when the parent is gone |
//! | address space | [`MAX_MEMORY`] | the system (`RLIMIT_AS`) |
//! | files, sockets | none can be opened | the system (`RLIMIT_NOFILE`) |
//! | written files, core dumps | none | the system (`RLIMIT_FSIZE`, `RLIMIT_CORE`) |
//! | an answer | [`MAX_ANSWER`] | the parent, which stops reading and kills |
//!
//! One child serves many files ([`Reader`]); after any failure it is replaced. A file on which a child
//! dies that had served others is tried once more in a new one, with its full time, so that what is said
//! of a file never depends on the files before it. The child ends with its parent. What it writes to
//! standard error goes into a pipe in which the parent only looks for the cause of death: nothing of it
//! is shown.
//!
//! The system's limits are those of Unix (address space: Linux); elsewhere wall time, the size of
//! answers and the replacement hold.

mod child;
mod confine;
mod frame;
mod load;
mod message;
mod reader;
mod worker;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use crate::intake::{IntakeError, MAX_BYTES};

pub use child::{is_child, serve};
pub use load::{File, is_standard_input};
pub use reader::{Answer, Reader, Settings, Ticket, Want};

/// The longest time that a file is read. The largest notice met takes 0.05 s.
pub const MAX_WALL: Duration = Duration::from_secs(20);

/// How much more processor time than [`MAX_WALL`] a file may take: on a machine with time to spare the
/// parent is first, and this ends a child whose parent was killed.
pub const CPU_MARGIN: Duration = Duration::from_secs(5);

/// The address space of a child, in bytes. The program itself with its stack takes about 40 MB of it;
/// the rest is for the bytes of the file, its text and what stands between.
pub const MAX_MEMORY: u64 = 256 << 20;

/// The stack on which a file is read, in bytes; it counts as address space. Nesting is followed to
/// [`crate::intake::limits::MAX_DEPTH`], which takes a part of it even in a build without optimisation.
pub const STACK: usize = 16 << 20;

/// The most bytes of an answer: the text, and the notice with its own copy of most of it. More does not
/// fit into [`MAX_MEMORY`] beside what it was made from.
pub const MAX_ANSWER: u64 = 128 << 20;

/// The most bytes of a request: a file and its name.
const MAX_REQUEST: u64 = MAX_BYTES + (1 << 20);

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be opened, or gives no text.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// It is a pipe or a device, which might never end.
    #[error("{0}: neither a file nor a folder")]
    NotRegular(PathBuf),
    /// The process that reads could not be started.
    #[error("{path}: {source}")]
    NoReader {
        /// The file that was to be read.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl ReadError {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Intake(error) => error.path(),
            Self::NotRegular(path) | Self::NoReader { path, .. } => path,
        }
    }
}
