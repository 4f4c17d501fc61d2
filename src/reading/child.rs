//! The child: gets bytes, gives documents and notices, opens nothing.

use std::{
    ffi::OsString,
    io::{self, Read, Write},
    path::Path,
    process::ExitCode,
};

use crate::{
    intake::{self, Fault},
    notice::Notice,
    parse::{self, Lexicon},
    words::read::Read as Words,
};

use super::{
    MAX_REQUEST, STACK, confine,
    frame::{self, FrameFault},
    message::{READY, Reply, Request, Setup},
};

/// The argument that makes the program a child. It stands in no help: there is no use for it by hand.
pub(super) const ARGUMENT: &str = "__read";

/// Whether these arguments, the program's name first, are those of a child.
pub fn is_child(args: &[OsString]) -> bool {
    matches!(args, [_, argument] if argument == ARGUMENT)
}

/// Runs the child until standard input ends.
pub fn serve() -> ExitCode {
    // Nobody is to read what a panic says; that the child ends says enough.
    std::panic::set_hook(Box::new(|_| {}));
    if confine::close().is_err() {
        return ExitCode::FAILURE;
    }
    // A stack of our own: that of the main thread is as large as the user's shell says.
    let run = || answer_all(&mut io::stdin().lock(), &mut io::stdout().lock());
    let done = std::thread::Builder::new().stack_size(STACK).spawn(run).map(std::thread::JoinHandle::join);
    match done {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Answers requests until they end.
fn answer_all(from: &mut impl Read, to: &mut impl Write) -> Result<(), FrameFault> {
    frame::write(to, READY, b"")?;
    let Some(first) = frame::read(from, MAX_REQUEST)? else { return Ok(()) };
    let setup: Setup = serde_json::from_slice(&first.header).map_err(io::Error::from)?;
    if !first.body.is_empty() {
        let own = String::from_utf8(first.body).map_err(io::Error::other)?;
        // The parent has tried it and told what is wrong with it.
        Lexicon::add_own(&own).map_err(io::Error::other)?;
    }
    while let Some(asked) = frame::read(from, MAX_REQUEST)? {
        let request: Request = serde_json::from_slice(&asked.header).map_err(io::Error::from)?;
        confine::one_more_file()?;
        let (reply, text) = answer(&request, asked.body, &setup.lang.words().read);
        let header = serde_json::to_vec(&reply).map_err(io::Error::from)?;
        frame::write(to, &header, text.as_bytes())?;
    }
    Ok(())
}

/// Reads a file; gives what came of it and the text.
fn answer(request: &Request, bytes: Vec<u8>, words: &Words) -> (Reply, String) {
    let read = intake::read_bytes(Path::new(&request.name), &bytes);
    // The reader of notices needs the room.
    drop(bytes);
    match read {
        Ok(mut document) => {
            let notice = match request.notice {
                true => parse::parse(&document, words),
                false => Notice::default(),
            };
            let text = std::mem::take(&mut document.text);
            (Reply::Read { document: Box::new(document), notice: Box::new(notice) }, text)
        }
        Err(error) => (Reply::Refused(error.fault().unwrap_or(Fault::Crashed)), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, ZH};

    fn framed(header: &impl serde::Serialize, body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        frame::write(&mut bytes, &serde_json::to_vec(header).unwrap(), body).unwrap();
        bytes
    }

    #[test]
    fn the_first_frame_says_that_it_is_ready() {
        let mut out = Vec::new();
        answer_all(&mut [].as_slice(), &mut out).unwrap();
        assert_eq!(frame::read(&mut out.as_slice(), 100).unwrap().unwrap().header, READY);
    }

    #[test]
    fn what_is_no_request_ends_the_child() {
        let setup = framed(&Setup { lang: Lang::En }, b"");
        for bad in [&b"x"[..], &[0xff; 40], &framed(&"no request", b"")] {
            let asked = [&setup, bad].concat();
            assert!(answer_all(&mut asked.as_slice(), &mut Vec::new()).is_err());
        }
    }

    #[test]
    fn the_text_stands_in_the_body_only() {
        let request = Request { name: "甲.txt".to_owned(), notice: false };
        let (reply, text) = answer(&request, "整改情况".as_bytes().to_vec(), &ZH.read);
        assert_eq!(text, "整改情况");
        match reply {
            Reply::Read { document, notice } => {
                assert_eq!(*notice, Notice::default());
                assert_eq!((document.text.as_str(), document.source.path.as_str()), ("", "甲.txt"));
            }
            other => panic!("{other:?}"),
        }
        let (reply, text) = answer(&request, Vec::new(), &ZH.read);
        assert!(matches!(reply, Reply::Refused(Fault::Empty)) && text.is_empty());
    }
}
