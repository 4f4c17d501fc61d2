//! `import PATH…`

use std::{
    collections::VecDeque,
    io::Write,
    num::NonZero,
    path::{Path, PathBuf},
};

use indicatif::ProgressBar;
use jiff::Timestamp;

use crate::{
    intake,
    ledger::{ImportKind, Imported, Incoming, Ledger, LedgerError},
    notice::Notice,
    parse::READER_VERSION,
    reading::{self, Answer, File, ReadError, Reader, Ticket, Want},
    report::history,
    text::clean::for_terminal,
    words::Words,
};

use super::{
    context::Context,
    exit::{Exit, Failure},
    gather::{self, Candidate, Content, Found},
    interrupt::Interrupt,
    progress::progress,
    withdraw,
};

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Notices that are new.
    pub new: usize,
    /// Notices of which a new version came.
    pub versions: usize,
    /// Notices that were withdrawn and are shown again.
    pub restored: usize,
    /// Notices that are new here, and that a colleague had withdrawn before: they are not shown.
    pub withdrawn: usize,
    /// Notices that were there already.
    pub unchanged: usize,
    /// Notices kept apart until somebody decides.
    pub apart: usize,
    /// Issues put right by hand that the new versions print otherwise since.
    pub anew: usize,
    /// Files in folders that are no notices.
    pub passed_over: Vec<(PathBuf, String)>,
    /// Files that gave nothing, with the reason.
    pub failures: Vec<(PathBuf, String)>,
    /// Files that were not come to, because the user or the system wanted the program to end.
    pub left: usize,
}

impl Report {
    /// Whether no notice was found in anything that was named.
    pub fn nothing_came(&self) -> bool {
        self.new + self.versions + self.restored + self.withdrawn + self.unchanged + self.apart == 0
    }
}

/// Runs the command.
///
/// # Errors
/// [`Failure::Ledger`] where the ledger cannot be used; what came before is kept.
pub fn run(context: &Context, paths: &[PathBuf], out: &mut impl Write) -> Result<Exit, Failure> {
    let mut ledger = context.open_or_make()?;
    let report = import_paths(&mut ledger, paths, context, out)?;
    tell(&report, context.words(), out);
    Ok(if report.failures.is_empty() && report.left == 0 { Exit::Done } else { Exit::Failed })
}

/// Imports files and folders: a line for each notice to `out`, a progress bar on standard error
/// where that is a terminal.
///
/// On Ctrl-C it ends behind the notice that is under way: each notice is in the ledger wholly or not at all, and
/// the report counts the files that are left.
///
/// # Errors
/// Where the ledger cannot be used; a file that cannot be read is in the report instead.
pub fn import_paths(
    ledger: &mut Ledger,
    paths: &[PathBuf],
    context: &Context,
    out: &mut impl Write,
) -> Result<Report, LedgerError> {
    let words = context.words();
    let gathered = gather::gather(paths, words);
    let piped = gathered.files.iter().any(|file| reading::is_standard_input(&file.path));
    let mut importer = Importer {
        ledger,
        context,
        words,
        author: context.known_author(),
        idle: Vec::new(),
        // Whoever types at standard input ends that with Ctrl-C.
        interrupt: if piped { Interrupt::deaf() } else { Interrupt::hear() },
        bar: progress(gathered.files.len(), words),
        out,
        report: Report { failures: gathered.failures, left: gathered.files.len(), ..Report::default() },
    };
    importer.ledger.expect_many(true);
    let done = importer.all(&gathered.files);
    let settled = importer.ledger.settle_index();
    importer.ledger.expect_many(false);
    done.and(settled)?;
    importer.bar.finish_and_clear();
    let mut report = importer.report;
    add_empty_folders(&mut report, paths, words);
    Ok(report)
}

/// A folder in which everything was passed over is a failure too: the user meant something by it.
fn add_empty_folders(report: &mut Report, paths: &[PathBuf], words: &Words) {
    if report.left == 0
        && report.nothing_came()
        && !report.passed_over.is_empty()
        && report.failures.is_empty()
    {
        for folder in paths.iter().filter(|path| path.is_dir()) {
            report.failures.push((folder.clone(), words.cli.import.empty_folder.to_owned()));
        }
    }
}

/// So many of the files that were passed over are named: they may be notices that were damaged.
const NAMED: usize = 20;

/// Prints the failures and the summary.
pub fn tell(report: &Report, words: &Words, out: &mut impl Write) {
    let also = (words.standing.summary)(report.restored, report.withdrawn);
    let words = &words.cli.import;
    let summary =
        (words.summary)(report.new, report.versions, report.unchanged, report.apart, report.failures.len());
    // The work is done; whoever closed the output does not want to hear of it.
    let _ = writeln!(out, "{summary}{also}");
    let _ = out.flush();
    if report.left > 0 {
        say!("{}", (words.interrupted)(report.left));
    }
    if report.apart > 0 {
        say!("{}", words.decide);
    }
    if !report.passed_over.is_empty() {
        say!("{}", (words.passed_over)(report.passed_over.len()));
        for (path, why) in report.passed_over.iter().take(NAMED) {
            say!("  {}: {}", for_terminal(&path.display().to_string()), for_terminal(why));
        }
        if let Some(more) = report.passed_over.len().checked_sub(NAMED).filter(|more| *more > 0) {
            say!("  {}", (words.and_more)(more));
        }
    }
    if !report.failures.is_empty() {
        say!("{}", (words.failures)(report.failures.len()));
        for (path, why) in &report.failures {
            say!("  {}: {}", for_terminal(&path.display().to_string()), for_terminal(why));
        }
    }
}

/// How many files are read at once, while this process opens the next and writes to the ledger: one for each core.
/// At least two, so that one is read while the answer of the other is sent; at most as many as the memory that
/// their answers may take ([`reading::MAX_MEMORY`] each in the child, [`reading::MAX_ANSWER`] here) is there on any
/// PC with so many cores.
fn readers() -> usize {
    std::thread::available_parallelism().map_or(2, NonZero::get).clamp(2, 16)
}

/// How far a file has come.
enum Step {
    /// The ledger had a file of this hash as it is, when it was opened.
    Known(File, String),
    /// Notices that another program parsed.
    Notices(Vec<Notice>),
    /// It is being read.
    Asked(Ticket),
    /// It was read.
    Answered(Box<Result<Answer, ReadError>>),
    /// There is no notice in it.
    Other(String),
    /// It cannot be read.
    Failed(String),
}

struct Importer<'a, W> {
    ledger: &'a mut Ledger,
    context: &'a Context,
    words: &'static Words,
    /// Who imports, where that is known without asking.
    author: Option<String>,
    /// Readers that wait for a file.
    idle: Vec<Reader>,
    interrupt: Interrupt,
    bar: ProgressBar,
    out: &'a mut W,
    report: Report,
}

impl<W: Write> Importer<'_, W> {
    /// Imports the files, or as many as there is time for.
    fn all(&mut self, files: &[Candidate]) -> Result<(), LedgerError> {
        // In the order of the files: a few are begun, the oldest is ended first. The next one is begun before
        // what was read is written to the ledger, so that no reader waits for that.
        let readers = readers();
        let mut begun: VecDeque<(&Candidate, Step)> = VecDeque::with_capacity(readers);
        let mut files = files.iter();
        while !self.interrupt.asked() {
            let next = files.next();
            let full = begun.len() == readers || next.is_none();
            let mut oldest = if full { begun.pop_front() } else { None };
            if let Some((_, Step::Asked(ticket))) = &mut oldest
                && !self.is_read(ticket)
            {
                return Ok(());
            }
            let oldest = oldest.map(|(candidate, step)| (candidate, self.take_answer(step)));
            match (next, &oldest) {
                (Some(next), _) => begun.push_back((next, self.begin(next)?)),
                (None, None) => return Ok(()),
                (None, Some(_)) => {}
            }
            if let Some((candidate, step)) = oldest {
                self.end(candidate, step)?;
            }
        }
        Ok(())
    }

    /// Waits until a file is read; false where the program is asked to end before.
    fn is_read(&self, ticket: &mut Ticket) -> bool {
        while !ticket.is_ready() {
            if self.interrupt.asked() {
                return false;
            }
        }
        true
    }

    fn begin(&mut self, candidate: &Candidate) -> Result<Step, LedgerError> {
        let file = match gather::open(candidate, self.words) {
            Ok(Content::File(file)) => file,
            Ok(Content::Notices(notices)) => return Ok(Step::Notices(notices)),
            Ok(Content::Other(why)) => return Ok(Step::Other(why)),
            Err(why) => return Ok(Step::Failed(why)),
        };
        let hash = intake::hash(&file.bytes);
        Ok(match self.ledger.known(&hash)? {
            Some(_) => Step::Known(file, hash),
            None => Step::Asked(self.ask(file)),
        })
    }

    fn ask(&mut self, file: File) -> Ticket {
        self.idle.pop().unwrap_or_else(|| self.context.reader()).begin(file, Want::Notice)
    }

    /// Takes the answer of a reader, which is free then.
    fn take_answer(&mut self, step: Step) -> Step {
        match step {
            Step::Asked(ticket) => Step::Answered(Box::new(self.answer(ticket))),
            other => other,
        }
    }

    fn answer(&mut self, ticket: Ticket) -> Result<Answer, ReadError> {
        let (reader, answer) = ticket.end();
        self.idle.push(reader);
        answer
    }

    fn end(&mut self, candidate: &Candidate, step: Step) -> Result<(), LedgerError> {
        match step {
            // The files before it may have brought another version since.
            Step::Known(file, hash) => match self.ledger.known(&hash)? {
                Some(known) => self.count(candidate, &known, &[]),
                None => {
                    let ticket = self.ask(file);
                    let answer = self.answer(ticket);
                    self.answered(candidate, answer)?;
                }
            },
            Step::Notices(notices) => {
                for notice in notices {
                    self.parsed(candidate, notice)?;
                }
            }
            Step::Asked(ticket) => {
                let answer = self.answer(ticket);
                self.answered(candidate, answer)?;
            }
            Step::Answered(answer) => self.answered(candidate, *answer)?,
            Step::Other(why) => self.pass_over(candidate, why),
            Step::Failed(why) => self.fail(candidate, why),
        }
        self.report.left -= 1;
        self.bar.inc(1);
        Ok(())
    }

    fn answered(
        &mut self,
        candidate: &Candidate,
        answer: Result<Answer, ReadError>,
    ) -> Result<(), LedgerError> {
        match gather::judge(answer, self.words) {
            Ok(Found::Notice(answer)) => self.read(candidate, &answer)?,
            Ok(Found::Other(why)) => self.pass_over(candidate, why),
            Err(why) => self.fail(candidate, why),
        }
        Ok(())
    }

    fn parsed(&mut self, candidate: &Candidate, mut notice: Notice) -> Result<(), LedgerError> {
        let text = notice.text.take();
        self.take(candidate, Incoming { notice: &notice, text: text.as_deref(), kept: None, reader: None })
    }

    fn read(&mut self, candidate: &Candidate, answer: &Answer) -> Result<(), LedgerError> {
        // Its twin may have come since it was begun.
        if let Some(known) = self.ledger.known(&answer.document.source.sha256)? {
            self.count(candidate, &known, &[]);
            return Ok(());
        }
        let text = Some(answer.document.text.as_str());
        let kept = answer.document.kept();
        let reader = Some(READER_VERSION);
        self.take(candidate, Incoming { notice: &answer.notice, text, kept: kept.as_ref(), reader })
    }

    fn fail(&mut self, candidate: &Candidate, why: String) {
        self.report.failures.push((candidate.path.clone(), why));
    }

    fn pass_over(&mut self, candidate: &Candidate, why: String) {
        if candidate.named {
            self.fail(candidate, why);
        } else {
            self.report.passed_over.push((candidate.path.clone(), why));
        }
    }

    fn take(&mut self, candidate: &Candidate, incoming: Incoming<'_>) -> Result<(), LedgerError> {
        let imported = match &self.author {
            Some(author) => self.ledger.import_by(incoming, author, Timestamp::now())?,
            None => self.ledger.import(incoming, Timestamp::now())?,
        };
        let mut remarks = incoming.notice.remarks.clone();
        if matches!(imported.kind, ImportKind::Withdrawn | ImportKind::Restored) {
            let by = withdraw::by(self.ledger.withdrawal(imported.notice)?.as_ref(), self.words);
            let still = imported.kind == ImportKind::Withdrawn;
            remarks.push(if still { (self.words.standing.imported_by)(&by) } else { by });
        }
        if matches!(imported.kind, ImportKind::Version(_)) {
            let hidden: Vec<String> =
                self.ledger.hiding(imported.notice)?.into_iter().map(|(_, key)| key).collect();
            self.report.anew += hidden.len();
            remarks.extend((!hidden.is_empty()).then(|| (self.words.check.printed_anew)(&hidden.join(" "))));
            let fields = self.ledger.notice_hiding(imported.notice)?;
            self.report.anew += usize::from(!fields.is_empty());
            remarks.extend((!fields.is_empty()).then(|| {
                (self.words.check.notice_printed_anew)(&history::notice_fields(self.words, &fields))
            }));
        }
        self.count(candidate, &imported, &remarks);
        Ok(())
    }

    fn count(&mut self, candidate: &Candidate, imported: &Imported, remarks: &[String]) {
        let count = match imported.kind {
            ImportKind::New => &mut self.report.new,
            ImportKind::Version(_) => &mut self.report.versions,
            ImportKind::Restored => &mut self.report.restored,
            ImportKind::Unchanged => &mut self.report.unchanged,
            ImportKind::Apart(_) => &mut self.report.apart,
            ImportKind::Withdrawn => &mut self.report.withdrawn,
        };
        *count += 1;
        let line = line(imported, &candidate.path, remarks, self.words);
        let out = &mut *self.out;
        self.bar.suspend(|| {
            let _ = writeln!(out, "{line}").and_then(|()| out.flush());
        });
    }
}

/// What was found in a file, on one line.
fn line(imported: &Imported, path: &Path, remarks: &[String], words: &Words) -> String {
    let (words, standing) = (&words.cli.import, &words.standing);
    let kind = match &imported.kind {
        ImportKind::New => words.new.to_owned(),
        ImportKind::Version(change) => (words.version)(change.seq, change.kept, change.added, change.gone),
        ImportKind::Unchanged => words.unchanged.to_owned(),
        ImportKind::Restored => words.restored.to_owned(),
        ImportKind::Apart(old) => (words.apart)(old.len()),
        ImportKind::Withdrawn => standing.imported.to_owned(),
    };
    let issues = (words.issues)(imported.issues);
    let mut line = format!("{kind}  {}  {issues}  {}", imported.agency, path.display());
    for remark in remarks {
        line.push_str("  ! ");
        line.push_str(remark);
    }
    for_terminal(&line).into_owned()
}
