//! Long work beside the screen: what is under way, the questions before and after it, what came of it.
//!
//! One job at a time. Its thread is the loop's; here stand only its progress and its end.
//!
//! - [`menu`]: the menu of the ledger, and the questions.
//! - [`forms`]: the forms that begin a job.
//! - [`page`]: what came of a job, as a board.
//! - [`agencies`]: groups of agencies; those that are chosen are merged.

pub mod agencies;
pub mod forms;
pub mod menu;
pub mod page;

use std::{path::PathBuf, time::Duration};

use crate::{
    ledger::{
        evidence::{Condition, Held},
        followup::{Change, Evidence},
        protocol::Request,
        types::IssueId,
    },
    query::sample::Size,
    work::{Came, Job, Progress, Report, Stage, proof},
};

use super::{
    board::{self, BoardKind},
    effect::Effect,
    filter,
    form::{self, Form, FormField, FormKind, Role},
    marks,
    menu::MenuKind,
    model::{Model, Overlay, Tone},
    order::{self, Order},
};

/// Cells of the bar of progress.
const BAR: usize = 12;
/// Before so many seconds the rest is not reckoned.
const EARLY: f64 = 1.0;

/// What is known of long work.
#[derive(Debug, Clone, Default)]
pub struct Work {
    /// The job that is under way.
    pub running: Option<Running>,
    /// A job that waits for a yes, or for the author's name.
    pub waiting: Option<Job>,
    /// Whether that one waits for the name.
    pub nameless: bool,
    /// The form that began the last job, until that has come to something.
    pub draft: Option<Box<Form>>,
    /// What came of the last job.
    pub report: Option<Report>,
    /// What is to be shown as soon as nothing else is open.
    pub due: Option<Due>,
    /// Whether notices came that may be others: they are asked about as soon as nothing else is open.
    pub decide: bool,
    /// Whether notices that were not asked yet are asked by themselves.
    pub auto: bool,
    /// Whether notices are to be asked as soon as no other job is under way.
    pub ask: bool,
    /// A job that waits until the asking has stopped.
    pub next: Option<Job>,
    /// The evidence that was looked at last, and how it is.
    pub looked: Vec<(Held, Condition)>,
}

/// A job that is under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// Which.
    pub job: Job,
    /// How far it is.
    pub pace: Option<Pace>,
    /// Whether it was told to end.
    pub cancelling: bool,
}

/// How far a job is, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How far.
    pub progress: Progress,
    /// How long the stage has taken.
    pub elapsed: Duration,
}

/// What is shown as soon as nothing else is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// What came of the last job.
    Report,
    /// The question whether a file may be replaced, and the job that would do it.
    Exists(PathBuf, Box<Job>),
}

/// What a line of a board does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// What a dry run was for.
    Then,
    /// Shows what people differ about.
    Conflicts,
    /// Shows what was put right and is printed otherwise since.
    Anew,
}

/// What the thread of a job tells.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// It is so far.
    Progress(Pace),
    /// It has ended.
    Came(Box<Came>),
    /// It broke off.
    Lost,
}

impl Work {
    /// Whether a job is under way, or about to begin, that others wait for: the asking of notices stops for any.
    pub fn busy(&self) -> bool {
        self.next.is_some() || self.running.as_ref().is_some_and(|running| running.job != Job::Check)
    }

    /// Whether a job is under way that writes to the ledger: marks wait for it.
    pub fn writes(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.job.writes())
    }
}

/// What a form asks for, before it is a job.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A sample of the issues that the filter shows.
    Sample {
        /// How many.
        size: Size,
        /// The seed.
        seed: Option<u64>,
        /// Whether the drawn are to be gone back to.
        mark: bool,
    },
    /// A job that needs nothing else.
    Job(Job),
}

/// The name of a job.
pub fn name(model: &Model, job: &Job) -> &'static str {
    let names = &model.words.tui.job.names;
    match job {
        Job::Export(_) => names.export,
        Job::Receive { dry: true, .. } => names.receive_dry,
        Job::Receive { .. } => names.receive,
        Job::Give { .. } => names.give,
        Job::Take { dry: true, .. } => names.take_dry,
        Job::Take { .. } => names.take,
        Job::Sample { .. } => names.sample,
        Job::Backup { .. } => names.backup,
        Job::Verify => names.verify,
        Job::Check => names.check,
        Job::Attach { .. } => names.attach,
        Job::Look { .. } => names.look,
    }
}

/// Begins what a form asked for; the form comes back where nothing comes of it.
pub fn wish(model: &mut Model, wish: Wish, form: Box<Form>, effects: &mut Vec<Effect>) {
    if model.work.busy() {
        say_busy(model);
        return form::give_back(model, Some(form));
    }
    model.work.draft = Some(form);
    let job = match wish {
        Wish::Job(job) => job,
        Wish::Sample { size, seed, mark } => {
            let chosen = model.filter.outcome.with.iter().next().is_some();
            let asked = filter::say(model);
            Job::Sample { issues: shown(model), size, seed, chosen, asked, mark }
        }
    };
    start(model, job, effects);
}

/// The issues that the filter shows, in their order; what is none is left out.
pub fn shown(model: &Model) -> Vec<IssueId> {
    let rows = model.data.snapshot.issues.iter().zip(&model.data.shown);
    rows.filter(|(row, shown)| **shown && !row.fixes.void).map(|(row, _)| row.id).collect()
}

fn say_busy(model: &mut Model) {
    if let Some(running) = &model.work.running {
        let said = (model.words.tui.job.busy)(name(model, &running.job));
        model.say(Tone::Warn, said);
    }
}

/// Begins a job, unless another is under way; asks who does it where that must be known.
pub fn start(model: &mut Model, job: Job, effects: &mut Vec<Effect>) {
    if !model.work.busy()
        && let Some(running) = &mut model.work.running
    {
        // Notices are asked, and what was asked stays so: that goes on after this.
        if job != Job::Check {
            running.cancelling = true;
            (model.work.next, model.work.ask) = (Some(job), true);
            effects.push(Effect::Stop);
        }
        return;
    }
    if model.work.running.is_some() {
        return say_busy(model);
    }
    if job.needs_author() && model.marks.author.is_none() {
        let words = &model.words.tui.mark;
        let field = FormField::new(words.author_label, Role::Author, words.author_hint);
        let form = Form::new(FormKind::Author, words.author_title, vec![field]);
        model.work.waiting = Some(job);
        model.work.nameless = true;
        return model.overlays.push(Overlay::Form(form));
    }
    effects.push(Effect::Begin(Box::new(job.clone())));
    model.work.running = Some(Running { job, pace: None, cancelling: false });
}

/// The author's name is known: begins what waited for it.
pub fn named(model: &mut Model, effects: &mut Vec<Effect>) {
    if std::mem::take(&mut model.work.nameless)
        && let Some(job) = model.work.waiting.take()
    {
        start(model, job, effects);
    }
}

/// Takes what the thread of a job tells.
pub fn told(model: &mut Model, news: News, effects: &mut Vec<Effect>) {
    match news {
        News::Progress(pace) => {
            if let Some(running) = &mut model.work.running {
                running.pace = Some(pace);
            }
        }
        News::Came(came) => done(model, *came, effects),
        News::Lost => {
            model.work.running = None;
            model.say(Tone::Bad, model.words.tui.job.gone);
        }
    }
}

/// Tells the job to end.
pub fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(running) = &mut model.work.running {
        running.cancelling = true;
        effects.push(Effect::Stop);
    }
}

/// The job has ended.
fn done(model: &mut Model, came: Came, effects: &mut Vec<Effect>) {
    let Some(Running { job, .. }) = model.work.running.take() else { return };
    // A question whether to cancel it has no more sense.
    if matches!(model.overlays.last(), Some(Overlay::Menu(menu)) if menu.kind == MenuKind::Cancel) {
        model.overlays.pop();
    }
    let words = &model.words.tui.job;
    let name = name(model, &job);
    match came {
        // It made room for another job, which begins now.
        Came::Cancelled if model.work.next.is_some() => {}
        Came::Cancelled => {
            model.work.draft = None;
            // Who stops it does not want it to begin again by itself.
            model.work.auto &= job != Job::Check;
            // What was asked by then is kept.
            effects.extend((job == Job::Check).then_some(Effect::Send(Request::Load)));
            model.say(Tone::Warn, (words.cancelled)(name));
        }
        Came::Exists(path) => {
            model.work.due = Some(Due::Exists(path, Box::new(job.replacing())));
        }
        Came::Failed(why) => {
            let why = why.replace('\n', " ");
            let mut draft = model.work.draft.take();
            if let Some(form) = &mut draft {
                form.blame_file(&why);
            }
            form::give_back(model, draft);
            model.say(Tone::Bad, (words.failed)(name, &why));
        }
        Came::Done(report) => {
            if model.work.next.is_none() {
                model.work.draft = None;
            }
            take(model, &job, report, effects);
        }
    }
}

fn take(model: &mut Model, job: &Job, report: Report, effects: &mut Vec<Effect>) {
    if report.changed {
        // The rows that are shown are those of before.
        model.marks.stale.extend(model.detail.issue);
        effects.push(Effect::Send(Request::Load));
    }
    // What was begun by itself does not take the place of what is said to somebody.
    let by_itself = *job == Job::Check && model.message.is_some();
    if !report.said.is_empty() && !by_itself {
        model.say_whole(if report.faulty { Tone::Warn } else { Tone::Good }, report.said.clone());
    }
    if let Some((issue, file)) = report.ready {
        model.work.looked.clear();
        return order::give(model, Order::Mark(vec![issue], Change::Attach { file }), effects);
    }
    match job {
        Job::Look { .. } => {
            model.work.looked = report.held;
            return;
        }
        Job::Take { .. } => model.work.decide = report.changed,
        Job::Sample { .. } => {
            model.picks.issues = report.drawn.iter().copied().collect();
            model.picks.anchor = None;
        }
        _ => {}
    }
    if !report.lines.is_empty() || report.then.is_some() {
        model.work.report = Some(report);
        model.work.due = Some(Due::Report);
    }
}

/// How a file of evidence is kept and how it is, as far as somebody looked.
pub fn of_file(model: &Model, file: &Evidence) -> String {
    let (words, share) = (&model.words.tui.job, &model.words.share);
    let issue = model.issue().map(|row| row.id);
    let looked = model.work.looked.iter().find(|(held, _)| Some(held.issue) == issue && held.file == *file);
    let state = looked.map_or("", |(_, state)| proof::condition_word(*state, share));
    let kept = if file.path.is_some() { words.referred } else { words.copy_kept };
    [(words.size)(file.size).as_str(), kept, state].join(" ").trim_end().to_owned()
}

/// Notices came or changed: they are asked as soon as no other job is under way.
pub fn want_check(model: &mut Model) {
    let snapshot = &model.data.snapshot;
    model.work.ask |= model.work.auto && (snapshot.unasked > 0 || snapshot.unshared);
}

/// Shows what is due, where nothing else is open: nobody is interrupted in what they write.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.work.running.is_none() {
        if let Some(job) = model.work.next.take() {
            start(model, job, effects);
        } else if std::mem::take(&mut model.work.ask) {
            start(model, Job::Check, effects);
        }
    }
    if !model.overlays.is_empty() {
        return;
    }
    match model.work.due.take() {
        None if model.work.decide => {
            model.work.decide = false;
            marks::ask_doubtful(model);
        }
        None => {}
        Some(Due::Report) => board::open(model, BoardKind::Report, effects),
        Some(Due::Exists(path, job)) => menu::exists(model, &path, *job),
    }
}

/// The line on the job that is under way: a bar, how much of how much, how fast, how long still.
pub fn line(model: &Model) -> Option<String> {
    let running = model.work.running.as_ref()?;
    let words = &model.words.tui.job;
    let mut said = vec![name(model, &running.job).to_owned()];
    if running.cancelling {
        said.push(words.cancelling.to_owned());
        return Some(said.join("  "));
    }
    let Some(Pace { progress, elapsed }) = running.pace else { return Some(said.concat()) };
    let Progress { stage, done, of } = progress;
    said.push(words.stages.get(stage as usize).copied().unwrap_or_default().to_owned());
    if of > 0 {
        said.push(bar(done, of));
        let in_bytes = stage == Stage::Bytes;
        said.push(if in_bytes { (words.megabytes)(done, of) } else { (words.counted)(done, of) });
        let seconds = elapsed.as_secs_f64();
        if seconds >= EARLY && done > 0 {
            let rate = done as f64 / seconds;
            let each = rate.ceil() as u64;
            said.push(if in_bytes { (words.megabytes_a_second)(each) } else { (words.rate)(each) });
            said.push((words.rest)((of.saturating_sub(done) as f64 / rate).ceil() as u64));
        }
    }
    Some(said.join("  "))
}

fn bar(done: u64, of: u64) -> String {
    let full = usize::try_from(done.min(of) * BAR as u64 / of.max(1)).unwrap_or(BAR).min(BAR);
    format!("[{}{}]", "=".repeat(full), ".".repeat(BAR - full))
}
