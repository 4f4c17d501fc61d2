//! What `conflicts` tells of notices: who withdrew one on which others had worked, and the like

use std::{collections::HashMap, io::Write};

use serde_json::{Value, json};

use crate::{
    ledger::{
        Dispute, Ledger,
        followup::Event,
        log::Said,
        types::{Called, NoticeId, NoticeRow},
    },
    report::acts,
    text::clean::for_terminal,
    words::Words,
};

use super::{acts::moment, exit::Failure, notices};

/// So many events of a dispute are told one by one.
const TOLD: usize = 6;

/// Disputes with the rows of their notices.
pub(super) struct Disputes {
    all: Vec<Dispute>,
    rows: HashMap<NoticeId, (String, NoticeRow)>,
}

impl Disputes {
    /// Those of a ledger.
    ///
    /// # Errors
    /// [`Failure::Ledger`].
    pub fn of(ledger: &Ledger) -> Result<Self, Failure> {
        let all = ledger.notice_conflicts()?;
        let mut rows = HashMap::new();
        if !all.is_empty() {
            let shown = ledger.notices()?.into_iter().chain(notices::withdrawn(ledger)?);
            rows = shown.map(|(agency, row)| (row.id, (agency, row))).collect();
        }
        Ok(Self { all, rows })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// For programs.
    pub fn json(&self) -> Vec<Value> {
        self.all.iter().map(|one| self.one_json(one)).collect()
    }

    fn one_json(&self, one: &Dispute) -> Value {
        let (key, agency, title) = self
            .rows
            .get(&one.notice)
            .map_or(("", "", ""), |(agency, row)| (&*row.key, agency.as_str(), &*row.title));
        let other = one.other.and_then(|other| self.rows.get(&other)).map(|(_, row)| &*row.key);
        let side = |event: &Event<Said>| json!({ "author": event.author, "time": event.time.to_string(), "change": event.change });
        json!({
            "notice": key, "other": other, "agency": agency, "title": title,
            "sides": one.sides.iter().map(side).collect::<Vec<_>>(),
        })
    }

    /// In words; tells at the end how many there are.
    ///
    /// # Errors
    /// [`Failure::Out`] where nothing can be written.
    pub fn tell(&self, words: &'static Words, out: &mut impl Write) -> Result<(), Failure> {
        let say = &words.standing;
        for one in &self.all {
            let kind = if one.other.is_some() { say.disputed_pair } else { say.disputed };
            let name = |notice: NoticeId, called: &Called| {
                (say.notice)(notice.0, &called.agency, &called.title, called.feedback)
            };
            let mut names = vec![name(one.notice, &one.called.0)];
            names.extend(one.other.zip(one.called.1.as_ref()).map(|(other, called)| name(other, called)));
            writeln!(out, "{}", for_terminal(&format!("{kind}  {}", names.join("  ↔  "))))?;
            for event in one.sides.iter().take(TOLD) {
                let what = acts::plain(words, &event.change);
                let line = format!("{}  {}  {what}", event.author, moment(event.time));
                writeln!(out, "    {}", for_terminal(&line))?;
            }
            if let Some(more) = one.sides.len().checked_sub(TOLD).filter(|more| *more > 0) {
                writeln!(out, "    {}", (say.and_more)(more))?;
            }
        }
        out.flush()?;
        if !self.all.is_empty() {
            say!("{}", (say.disputes)(self.all.len()));
        }
        Ok(())
    }
}
