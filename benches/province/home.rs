//! Runs the real program so that nothing of the user's is read or written.

use std::{
    path::Path,
    process::{Command, Stdio},
};

/// The program, in a folder, with a home of its own there.
pub fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huitoukan"));
    command.args(args).current_dir(folder).env_clear().stdin(Stdio::null());
    let home = folder.join("home");
    command.env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

/// Runs it; it must succeed. What it prints is read and dropped.
pub fn run(folder: &Path, args: &[&str]) {
    let done = program(folder, args).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}
