//! The loop: wait, take all that came, change the model, do what must be done, draw once.

use std::{
    collections::VecDeque,
    io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
};

use super::{
    TuiError, TuiOptions,
    app::{able, action::Action, command::Command, effect::Effect, focus, model::Model, update::update},
    event::{self, Msg},
    job::{self, Running},
    keymap::Key,
    mouse,
    seek::Seeker,
    term::Screen,
    ui::{self, FrameMap, Look},
};
use crate::{
    config::{
        self,
        views::{self, Views},
    },
    ledger::{protocol::Request, worker::Worker},
    text::clean::for_terminal,
    work::Desk,
};

/// What the loop holds.
struct App {
    model: Model,
    look: Look,
    map: FrameMap,
    screen: Screen,
    worker: Worker,
    seeker: Seeker,
    config: Option<PathBuf>,
    ledger: PathBuf,
    job: Option<Running>,
    out: Sender<Msg>,
    done: bool,
    farewell: Option<String>,
    /// What was typed before all rows were there and needs them, and all that was typed behind it: it is done when
    /// they are. Who begins to type a search at once must not lose it.
    held: VecDeque<Msg>,
}

/// Runs the screen until the user leaves or the system ends it; gives what is to be printed then.
pub(super) fn run(options: TuiOptions, model: Model, look: Look) -> Result<Option<String>, TuiError> {
    let (out, inbox) = mpsc::channel();
    let sink = out.clone();
    let ledger = options.ledger.path().to_path_buf();
    let worker = crate::ledger::worker::spawn(
        options.ledger,
        &model.words.ledger,
        model.marks.author.clone().unwrap_or_default(),
        move |answer| {
            // The screen may have been left already.
            let _ = sink.send(Msg::Answer(Box::new(answer)));
        },
    )?;
    let sink = out.clone();
    let seeker = Seeker::start(move |told| {
        let _ = sink.send(Msg::Found(told));
    })?;
    event::hear_signals(out.clone())?;
    let screen = Screen::enter(model.mouse, model.words.tui.error.panic)?;
    let config = options.config.path;
    let mut app = App {
        model,
        look,
        map: FrameMap::default(),
        screen,
        worker,
        seeker,
        config,
        ledger,
        job: None,
        out: out.clone(),
        done: false,
        farewell: None,
        held: VecDeque::new(),
    };
    let (columns, rows) = app.screen.size()?;
    app.act(Action::Resize(columns, rows))?;
    app.effect(Effect::Send(Request::Head))?;
    app.draw()?;
    event::read_terminal(out)?;
    app.turn(&inbox)?;
    Ok(app.farewell.take())
}

impl App {
    fn turn(&mut self, inbox: &Receiver<Msg>) -> Result<(), TuiError> {
        while !self.done {
            let Ok(first) = inbox.recv() else { return Ok(()) };
            self.take(first)?;
            while !self.done
                && let Ok(more) = inbox.try_recv()
            {
                self.take(more)?;
            }
            if !self.done {
                self.draw()?;
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let (model, look, map) = (&self.model, &self.look, &mut self.map);
        self.screen.draw(|frame| *map = ui::view(model, look, frame))
    }

    fn take(&mut self, msg: Msg) -> Result<(), TuiError> {
        if self.holds(&msg) {
            self.held.push_back(msg);
            return Ok(());
        }
        let answer = matches!(msg, Msg::Answer(_));
        self.handle(msg)?;
        if answer && !able::loading(&self.model) {
            while !self.done
                && let Some(held) = self.held.pop_front()
            {
                self.handle(held)?;
            }
        }
        Ok(())
    }

    /// Whether something typed is to wait for all rows.
    fn holds(&mut self, msg: &Msg) -> bool {
        if !able::loading(&self.model) {
            return false;
        }
        let waits = !self.held.is_empty();
        match msg {
            Msg::Paste(_) => waits,
            Msg::Key(key) => {
                let key = Key::of(*key);
                match self.look.keymap.resolve(focus::context(&self.model), key) {
                    // Whoever wants to leave leaves; letters may be part of what is typed.
                    Action::Run(Command::Quit) if !waits || key.character().is_none() => false,
                    Action::Run(command) => waits || able::waits(&self.model, command),
                    _ => waits,
                }
            }
            _ => false,
        }
    }

    fn handle(&mut self, msg: Msg) -> Result<(), TuiError> {
        match msg {
            Msg::Key(key) => {
                let action = self.look.keymap.resolve(focus::context(&self.model), Key::of(key));
                self.act(action)?;
            }
            Msg::Mouse(event) => {
                if let Some(action) = mouse::action(&self.map, event) {
                    let moved = matches!(action, Action::Wheel(..));
                    self.act(action)?;
                    // The next click is meant for what is seen by then.
                    if !moved {
                        self.draw()?;
                    }
                }
            }
            Msg::Paste(text) => self.act(Action::Paste(text))?,
            Msg::Resize(columns, rows) => self.act(Action::Resize(columns, rows))?,
            Msg::Answer(answer) => self.act(Action::Answer(answer))?,
            Msg::Found(told) => self.act(Action::Found(told))?,
            Msg::News(news) => self.act(Action::News(news))?,
            Msg::End => self.done = true,
            Msg::Stop => self.effect(Effect::Suspend)?,
            Msg::Continued => self.screen.claim()?,
            Msg::Gone(error) => return Err(error.into()),
        }
        Ok(())
    }

    fn act(&mut self, action: Action) -> Result<(), TuiError> {
        for effect in update(&mut self.model, action) {
            self.effect(effect)?;
        }
        Ok(())
    }

    fn effect(&mut self, effect: Effect) -> Result<(), TuiError> {
        match effect {
            Effect::Send(request) => {
                if !self.worker.send(request) {
                    update(&mut self.model, Action::WorkerGone);
                }
            }
            Effect::Find(ask) => {
                if !self.seeker.ask(ask) {
                    update(&mut self.model, Action::WorkerGone);
                }
            }
            Effect::SaveAuthor(name) => {
                let saved = self.config.as_deref().map(|path| config::save::author(path, &name));
                if let Some(Err(error)) = saved {
                    let said = (self.model.words.tui.error.config_not_saved)(&(self.model.words.io)(&error));
                    update(&mut self.model, Action::Trouble(said));
                }
            }
            Effect::LoadViews => {
                let (views, told) = load_views(self.config.as_deref(), &self.model);
                self.act(Action::Views(Box::new(views), told))?;
            }
            Effect::EditViews(edit) => {
                let done = views::edit::edit(self.config.as_deref(), &edit, self.model.today);
                self.act(match done {
                    Ok((views, done)) => Action::ViewsEdited(Box::new(views), Box::new(done)),
                    Err(error) => {
                        let why = for_terminal(&error.explain(self.model.words)).into_owned();
                        Action::ViewsRefused(why)
                    }
                })?;
            }
            Effect::Begin(task) => {
                // The one before has told how it ended: only then another is begun.
                self.job = None;
                let (ledger, out) = (self.ledger.clone(), self.out.clone());
                let author = self.model.marks.author.clone().unwrap_or_default();
                let reasons = self.model.marks.reasons.clone();
                let checks = self.model.marks.checks.clone();
                let desk = Desk { words: self.model.words, today: self.model.today, author, reasons, checks };
                self.job = Some(Running::start(ledger, desk, *task, out)?);
            }
            Effect::Stop => self.job.iter().for_each(Running::stop),
            Effect::Complete(typed) => {
                let found = job::completed(&typed);
                self.act(Action::Completed(typed, found))?;
            }
            Effect::Mouse(on) => self.screen.set_mouse(on)?,
            Effect::Redraw => self.screen.clear()?,
            Effect::Suspend => {
                self.screen.suspend(event::stop)?;
                let (columns, rows) = self.screen.size()?;
                self.act(Action::Resize(columns, rows))?;
            }
            Effect::Quit => self.done = true,
            Effect::QuitWith(said) => (self.done, self.farewell) = (true, Some(said)),
        }
        Ok(())
    }
}

/// The saved views, and what is wrong with their file: the first fault, with its line.
fn load_views(config: Option<&Path>, model: &Model) -> (Views, Option<String>) {
    let (views, faults) = views::load(config, model.today);
    let file = config.map(|path| path.with_file_name(views::FILE)).unwrap_or_default();
    let told = faults.first().map(|fault| for_terminal(&fault.explain(&file, model.words)).into_owned());
    (views, told)
}
