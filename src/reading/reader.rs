//! Reads files one after the other, in one child as long as it lives.

use std::{io, sync::Arc};

use crate::{
    intake::{Document, Fault, IntakeError, Limit},
    notice::Notice,
    words::Lang,
};

use super::{
    ReadError,
    load::File,
    message::{Reply, Request, Setup},
    worker::{Broken, Worker},
};

/// What every child has to know.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The language of remarks.
    pub lang: Lang,
    /// The user's own lexicon, which must be one; empty where there is none.
    pub own_words: Arc<Vec<u8>>,
}

/// How much of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The document.
    Text,
    /// The document and the notice.
    Notice,
}

/// What was read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The document.
    pub document: Document,
    /// The notice; empty where only the text was wanted.
    pub notice: Notice,
}

/// A reader with the file that it is reading.
#[derive(Debug)]
#[must_use = "the answer is still to be taken"]
pub struct Ticket {
    reader: Reader,
    file: File,
    want: Want,
    /// Whether the child had served other files.
    used: bool,
    begun: io::Result<()>,
}

/// Reads files in a child process, which is started with the first file and replaced after a failure.
#[derive(Debug)]
pub struct Reader {
    settings: Settings,
    worker: Option<Worker>,
}

impl Reader {
    /// A reader that has not started yet.
    pub fn new(settings: Settings) -> Self {
        Self { settings, worker: None }
    }

    /// Reads one file.
    ///
    /// # Errors
    /// A [`ReadError`] where there is no text to be had.
    pub fn read(self, file: File, want: Want) -> Result<Answer, ReadError> {
        self.begin(file, want).end().1
    }

    /// Hands a file to the child, which reads it while the caller does something else. Linux ends the
    /// child with the thread that began its first file.
    pub fn begin(mut self, file: File, want: Want) -> Ticket {
        let used = self.worker.is_some();
        let begun = self.ask(&file, want);
        Ticket { reader: self, file, want, used, begun }
    }

    fn ask(&mut self, file: &File, want: Want) -> io::Result<()> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => {
                let setup = serde_json::to_vec(&Setup { lang: self.settings.lang })?;
                Worker::start(setup, Arc::clone(&self.settings.own_words))?
            }
        };
        let request = Request { name: file.name(), notice: want == Want::Notice };
        worker.ask(serde_json::to_vec(&request)?, Arc::clone(&file.bytes));
        self.worker = Some(worker);
        Ok(())
    }

    /// The answer to what was asked, or why the bytes give no text. A child that gave none is dropped.
    fn answer(&mut self, asked: io::Result<()>) -> Result<Result<Answer, Fault>, Broken> {
        asked.map_err(Broken::NotReady)?;
        let Some(worker) = &mut self.worker else { return Err(Broken::Fault(Fault::Crashed)) };
        match worker.answer() {
            Ok((Reply::Read { mut document, notice }, text)) => {
                document.text = text;
                Ok(Ok(Answer { document: *document, notice: *notice }))
            }
            Ok((Reply::Refused(fault), _)) => Ok(Err(fault)),
            Err(broken) => {
                self.worker = None;
                Err(broken)
            }
        }
    }
}

impl Ticket {
    /// Waits a quarter of a second at most; whether [`Ticket::end`] has no need to wait. For whoever has something else
    /// to look at meanwhile.
    pub fn is_ready(&mut self) -> bool {
        match (&self.begun, &mut self.reader.worker) {
            (Ok(()), Some(worker)) => worker.is_ready(),
            _ => true,
        }
    }

    /// Waits for the end, and gives the reader back for the next file.
    pub fn end(self) -> (Reader, Result<Answer, ReadError>) {
        let Self { mut reader, file, want, used, begun } = self;
        let answer = match reader.answer(begun) {
            // Memory that others left in pieces, a fault that others set up: that is not this file's.
            Err(Broken::Fault(Fault::Crashed | Fault::Beyond(Limit::Memory))) if used => {
                let begun = reader.ask(&file, want);
                reader.answer(begun)
            }
            answer => answer,
        };
        let path = file.path;
        let answer = match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(fault)) | Err(Broken::Fault(fault)) => Err(IntakeError::Refused { path, fault }.into()),
            Err(Broken::NotReady(source)) => Err(ReadError::NoReader { path, source }),
        };
        (reader, answer)
    }
}
