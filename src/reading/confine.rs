//! The limits that a child sets itself before it sees the first byte of a file.

use std::io;

/// Sets the limits that hold as long as the process lives. They cannot be lifted again.
///
/// # Errors
/// Where the system does not set one: then nothing is to be read.
#[cfg(unix)]
pub(super) fn close() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let set = |resource, most: u64| -> io::Result<()> {
        // A limit that is lower already stays: it could not be lifted.
        let most = getrlimit(resource).maximum.map_or(most, |held| held.min(most));
        Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
    };
    end_with_parent()?;
    set(Resource::Core, 0)?;
    set(Resource::Fsize, 0)?;
    // Standard input, output and error are open; there is no number left for another.
    set(Resource::Nofile, 3)?;
    match set(Resource::As, super::MAX_MEMORY) {
        // Other systems know the limit by name only.
        Err(_) if !cfg!(target_os = "linux") => Ok(()),
        done => done,
    }
}

/// The child of a parent that was killed is ended by the system even in the middle of a file.
#[cfg(target_os = "linux")]
fn end_with_parent() -> io::Result<()> {
    use rustix::process::{Signal, set_parent_process_death_signal};
    Ok(set_parent_process_death_signal(Some(Signal::KILL))?)
}

#[cfg(all(unix, not(target_os = "linux")))]
#[allow(clippy::unnecessary_wraps, reason = "the same form on every system")]
fn end_with_parent() -> io::Result<()> {
    Ok(())
}

/// Gives the next file its processor time, counted from what the process has taken so far.
///
/// # Errors
/// Where the system does not set the limit.
#[cfg(unix)]
pub(super) fn one_more_file() -> io::Result<()> {
    use rustix::{
        process::{Resource, Rlimit, getrlimit, setrlimit},
        time::{ClockId, clock_gettime},
    };

    let taken = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).map_err(io::Error::other)?;
    // One second more: the part of a second that was taken is not counted.
    let wanted = taken + (super::MAX_WALL + super::CPU_MARGIN).as_secs() + 1;
    let held = getrlimit(Resource::Cpu).maximum;
    let current = Some(held.map_or(wanted, |held| held.min(wanted)));
    Ok(setrlimit(Resource::Cpu, Rlimit { current, maximum: held })?)
}

/// Elsewhere the parent alone holds limits.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the same form on every system")]
pub(super) fn close() -> io::Result<()> {
    Ok(())
}

/// Elsewhere the parent alone holds limits.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the same form on every system")]
pub(super) fn one_more_file() -> io::Result<()> {
    Ok(())
}
