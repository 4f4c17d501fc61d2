//! One child process, as its parent holds it.

use std::{
    io::{self, Read},
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};

use crate::intake::{Fault, Limit};

use super::{
    MAX_ANSWER, MAX_WALL,
    child::ARGUMENT,
    frame::{self, Frame, FrameFault},
    message::{READY, Reply},
};

/// The parent waits in pieces and counts them: a program that was stopped for an hour (Ctrl-Z) has
/// waited one piece longer, not an hour.
const PIECE: Duration = Duration::from_millis(250);

/// How much of a dead child's standard error is looked at, in bytes.
const LAST_WORDS: u64 = 4096;

/// What the standard library prints before it aborts where there is no more memory.
const OUT_OF_MEMORY: &str = "memory allocation of";

/// What it prints before it aborts where a stack is full.
const STACK_FULL: &str = "overflowed its stack";

/// A running child. It is killed and waited for when it is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    asked: Sender<Sent>,
    answers: Receiver<Result<Said, Broken>>,
    /// The answer to the last request, or why there is none; `None` until it is there.
    answer: Option<Result<Said, Broken>>,
    /// How many pieces of time were waited for it.
    waited: u128,
}

/// An answer: what was read, and the text.
type Said = (Reply, String);

/// What is sent to a child: header and body of a frame.
type Sent = (Vec<u8>, Arc<Vec<u8>>);

/// Why there is no answer, and why there will be none.
#[derive(Debug)]
pub(super) enum Broken {
    /// The child did not come up.
    NotReady(io::Error),
    /// The file was too much for it.
    Fault(Fault),
}

impl Worker {
    /// Starts a child and sends it what it has to know before it can read.
    ///
    /// # Errors
    /// Where no process can be started.
    pub(super) fn start(setup: Vec<u8>, own_words: Arc<Vec<u8>>) -> io::Result<Self> {
        let mut child = command()?.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (asked, jobs) = mpsc::channel();
        let (answered, answers) = mpsc::channel();
        // From here on a failure drops the worker, which ends the child.
        let worker = Self { child, asked, answers, answer: None, waited: 0 };
        let (stdin, stdout) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        std::thread::Builder::new()
            .spawn(move || talk(stdin, stdout, (setup, own_words), &jobs, &answered))?;
        Ok(worker)
    }

    /// Sends a request. What goes wrong with it is told by [`Self::answer`].
    pub(super) fn ask(&mut self, header: Vec<u8>, body: Arc<Vec<u8>>) {
        (self.answer, self.waited) = (None, 0);
        // The thread that would take it has ended only after telling why.
        let _ = self.asked.send((header, body));
    }

    /// Waits for the answer to the last request.
    ///
    /// # Errors
    /// Why there is none; the child is dead then.
    pub(super) fn answer(&mut self) -> Result<Said, Broken> {
        while !self.is_ready() {}
        self.answer.take().unwrap_or(Err(Broken::Fault(Fault::Crashed))).map_err(|broken| match broken {
            Broken::Fault(Fault::Crashed) => Broken::Fault(self.cause_of_death()),
            broken => broken,
        })
    }

    /// Waits a piece of time at most; whether the answer is there, or none will come.
    pub(super) fn is_ready(&mut self) -> bool {
        if self.answer.is_none() {
            self.answer = match self.answers.recv_timeout(PIECE) {
                Ok(answer) => Some(answer),
                Err(RecvTimeoutError::Timeout) if self.waited >= MAX_WALL.as_millis() / PIECE.as_millis() => {
                    Some(Err(Broken::Fault(Fault::Beyond(Limit::Time))))
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.waited += 1;
                    None
                }
                Err(RecvTimeoutError::Disconnected) => Some(Err(Broken::Fault(Fault::Crashed))),
            };
        }
        self.answer.is_some()
    }

    /// Ends the child, and tells from its last words and its status why it gave no answer.
    fn cause_of_death(&mut self) -> Fault {
        let Ok(status) = self.end() else { return Fault::Crashed };
        let mut words = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            // Whatever cannot be read tells nothing.
            let _ = stderr.take(LAST_WORDS).read_to_end(&mut words);
        }
        let words = String::from_utf8_lossy(&words);
        if words.contains(OUT_OF_MEMORY) {
            Fault::Beyond(Limit::Memory)
        } else if words.contains(STACK_FULL) {
            Fault::Beyond(Limit::Depth)
        } else if out_of_time(status) {
            Fault::Beyond(Limit::Time)
        } else {
            Fault::Crashed
        }
    }

    fn end(&mut self) -> io::Result<ExitStatus> {
        // One that has ended already cannot be killed, and need not.
        let _ = self.child.kill();
        self.child.wait()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Nothing is left to do where it cannot be waited for.
        let _ = self.end();
    }
}

/// The command that starts this same program as a child.
fn command() -> io::Result<Command> {
    // On Linux the file that runs, even where another has taken its name since.
    let own = std::path::Path::new("/proc/self/exe");
    let program = match cfg!(target_os = "linux") && own.exists() {
        true => own.to_owned(),
        false => std::env::current_exe()?,
    };
    let mut command = Command::new(program);
    // In a group of its own: a Ctrl-C that ends its parent between two files does not break off the one that it reads.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, env!("CARGO_PKG_NAME"));
    // The C library of Linux would reserve 64 MB of address space for a thread's own heap.
    command.env("MALLOC_ARENA_MAX", "1");
    Ok(command)
}

/// Sends what is asked and gives back the answers, each before the next; ends with the first failure or
/// with the worker. A thread of its own, so that the worker can stop waiting.
fn talk(
    mut stdin: ChildStdin,
    mut stdout: ChildStdout,
    (setup, own_words): Sent,
    jobs: &Receiver<Sent>,
    answered: &Sender<Result<Said, Broken>>,
) {
    let begun = hear(&mut stdout).and_then(|first| match first.header == READY {
        true => Ok(frame::write(&mut stdin, &setup, &own_words)?),
        false => Err(FrameFault::CutOff),
    });
    if let Err(fault) = begun {
        // Nobody waits any more where this cannot be sent.
        let _ = answered.send(Err(Broken::NotReady(io::Error::other(fault))));
        return;
    }
    for (header, body) in jobs {
        let answer = frame::write(&mut stdin, &header, &body)
            .map_err(FrameFault::from)
            .and_then(|()| hear(&mut stdout))
            .map_err(|fault| match fault {
                FrameFault::TooLarge => Broken::Fault(Fault::Beyond(Limit::Size)),
                FrameFault::CutOff | FrameFault::Io(_) => Broken::Fault(Fault::Crashed),
            })
            .and_then(|frame| understood(frame).ok_or(Broken::Fault(Fault::Crashed)));
        let last = answer.is_err();
        if answered.send(answer).is_err() || last {
            return;
        }
    }
}

/// What a child's answer says; `None` where it is not one of ours.
fn understood(frame: Frame) -> Option<Said> {
    let reply = serde_json::from_slice(&frame.header).ok()?;
    Some((reply, String::from_utf8(frame.body).ok()?))
}

fn hear(stdout: &mut ChildStdout) -> Result<Frame, FrameFault> {
    frame::read(stdout, MAX_ANSWER)?.ok_or(FrameFault::CutOff)
}

/// Whether the system ended a process for the processor time that it took.
#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

/// Elsewhere there is no such limit.
#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}
