//! A screen without a terminal: keys go in; the ledger's real worker answers, one order at a time.

use std::{path::PathBuf, sync::mpsc, time::Duration};

use huitoukan::{
    config::{theme::Theme, views},
    ledger::{
        Ledger,
        protocol::{Answer, Request},
        worker::{self, Worker},
    },
    tui::{
        app::{
            action::Action,
            effect::Effect,
            focus,
            model::{Model, Overlay},
            update::update,
            work::News,
        },
        keymap::{Key, Keymap},
        seek::Desk,
        ui::{self, FrameMap, Look},
    },
    words::Lang,
    work::{Came, Job},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, crossterm::event::KeyCode, layout::Position};
use tempfile::TempDir;

use crate::book;

/// A screen that is pressed and looked at.
pub struct Bench {
    /// The state.
    pub model: Model,
    /// How it looks.
    pub look: Look,
    /// What happened outside, less the requests to the ledger.
    pub effects: Vec<Effect>,
    /// The requests to the ledger.
    pub requests: Vec<Request>,
    worker: Worker,
    seek: Desk,
    answers: mpsc::Receiver<Answer>,
    settings: Option<TempDir>,
}

/// What was drawn.
pub struct Drawn {
    pub buffer: Buffer,
    pub cursor: Option<Position>,
    pub map: FrameMap,
}

impl Bench {
    /// A screen of that size on a ledger.
    pub fn open(ledger: Ledger, lang: Lang, columns: u16, rows: u16) -> Self {
        let (out, answers) = mpsc::channel();
        let words = lang.words();
        let sink = move |answer| {
            let _ = out.send(answer);
        };
        let worker = worker::spawn(ledger, &words.ledger, "王敏".to_owned(), sink).unwrap();
        let mut model = Model::new(words, book::TODAY, (columns, rows));
        model.marks.author = Some("王敏".to_owned());
        let look = Look { theme: Theme::new(true), keymap: Keymap::default() };
        let mut bench = Self {
            model,
            look,
            effects: Vec::new(),
            requests: Vec::new(),
            worker,
            seek: Desk::default(),
            answers,
            settings: None,
        };
        bench.ask(Request::Load);
        bench
    }

    /// The usual screen: three notices, no follow-up, Chinese.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::open(book::ledger(), Lang::Zh, columns, rows)
    }

    /// The user's file of views, in a folder of its own.
    pub fn views(&mut self) -> PathBuf {
        let settings = self.settings.get_or_insert_with(|| tempfile::tempdir().unwrap());
        settings.path().join(views::FILE)
    }

    /// As the loop of the program does.
    fn change_views(&mut self, edit: Option<&views::edit::Edit>) {
        let config = self.views().with_file_name("config.toml");
        let action = match edit {
            None => {
                let (all, faults) = views::load(Some(&config), self.model.today);
                let file = PathBuf::from(views::FILE);
                let told = faults.first().map(|fault| fault.explain(&file, self.model.words));
                Action::Views(Box::new(all), told)
            }
            Some(edit) => match views::edit::edit(Some(&config), edit, self.model.today) {
                Ok((all, done)) => Action::ViewsEdited(Box::new(all), Box::new(done)),
                Err(error) => Action::ViewsRefused(error.explain(self.model.words)),
            },
        };
        self.act(action);
    }

    /// Presses keys, named as in the config and parted by blanks.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.key(key.parse().unwrap());
        }
        self
    }

    /// Types a text, character by character.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for one in text.chars() {
            self.key(Key::plain(KeyCode::Char(one)));
        }
        self
    }

    fn key(&mut self, key: Key) {
        let action = self.look.keymap.resolve(focus::context(&self.model), key);
        self.act(action);
    }

    /// Does an action and all that follows from it.
    pub fn act(&mut self, action: Action) -> &mut Self {
        for effect in update(&mut self.model, action) {
            match effect {
                Effect::Send(request) => self.ask(request),
                Effect::Find(ask) => {
                    if let Some(told) = self.seek.answer(&ask, || true) {
                        self.act(Action::Found(told));
                    }
                }
                // Nothing begins so.
                Effect::Complete(typed) => {
                    self.act(Action::Completed(typed, None));
                }
                Effect::LoadViews => self.change_views(None),
                Effect::EditViews(edit) => self.change_views(Some(&edit)),
                other => self.effects.push(other),
            }
        }
        self
    }

    fn ask(&mut self, request: Request) {
        self.requests.push(request.clone());
        let silent = matches!(request, Request::Author(_));
        assert!(self.worker.send(request));
        if !silent {
            let answer = self.answers.recv_timeout(Duration::from_secs(20)).unwrap();
            self.act(Action::Answer(Box::new(answer)));
        }
    }

    /// Draws the screen.
    pub fn draw(&self) -> Drawn {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut map = FrameMap::default();
        let frame = terminal.draw(|frame| map = ui::view(&self.model, &self.look, frame)).unwrap();
        let buffer = frame.buffer.clone();
        let cursor = focus::cursor(&self.model, map.field);
        if let Some(position) = cursor {
            terminal.backend_mut().assert_cursor_position(position);
        }
        Drawn { buffer, cursor, map }
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        crate::printer::text(&self.draw())
    }

    /// The message line.
    pub fn message(&self) -> &str {
        self.model.message.as_ref().map_or("", |message| &message.text)
    }

    /// The fields of the detail pane, a line for each.
    pub fn fields(&self) -> String {
        let fields = self.model.detail.sheet.fields.iter();
        fields.map(|field| format!("{} {}\n", field.label, field.text)).collect()
    }

    /// The title of the selected node.
    pub fn selected(&self) -> &str {
        self.model.tree.selected().map_or("", |node| &node.title)
    }

    /// The titles of the visible nodes.
    pub fn visible(&self) -> Vec<&str> {
        let tree = &self.model.tree;
        tree.visible.iter().map(|at| tree.nodes[*at].title.as_str()).collect()
    }

    /// The names of the agencies that are shown.
    pub fn agencies(&self) -> Vec<&str> {
        let rows = &self.model.data.snapshot.agencies;
        self.model.agencies.rows.iter().filter_map(|line| line.at).map(|at| &*rows[at].name).collect()
    }

    /// The job that was begun last.
    pub fn job(&self) -> &Job {
        match self.effects.last() {
            Some(Effect::Begin(job)) => job,
            other => panic!("{other:?}"),
        }
    }

    /// The job that is under way ends so.
    pub fn came(&mut self, came: Came) -> &mut Self {
        self.act(Action::News(News::Came(Box::new(came))))
    }

    /// The kind of the uppermost overlay.
    pub fn overlay(&self) -> &'static str {
        match self.model.overlays.last() {
            None => "",
            Some(Overlay::Help(_)) => "help",
            Some(Overlay::Finder(_)) => "finder",
            Some(Overlay::Menu(_)) => "menu",
            Some(Overlay::Form(_)) => "form",
            Some(Overlay::Prompt(_)) => "prompt",
            Some(Overlay::Source(_)) => "source",
            Some(Overlay::Board(_)) => "board",
        }
    }
}
