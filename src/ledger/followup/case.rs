//! What is said of notices, agencies and the ledger itself: events as those of issues, folded in the
//! same order, taken back in the same way.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    change::Dismiss,
    contest::{Contest, contests},
    event::{Event, Undoable, settle},
    fold::{Fix, put_aside},
};

/// What a user says of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoticeChange {
    /// Puts right what the reader took from the notice.
    Correct {
        /// What is right.
        #[serde(flatten)]
        to: NoticeCorrection,
        /// Why.
        reason: String,
        /// What was printed when it was put right, as [`Imprint::of`] gives it; `None`: not known, or it is to
        /// be as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        printed: Option<String>,
    },
    /// A step of the case, by its name in the time-limit profile, was taken on a day; `None`: not yet.
    Step {
        /// Its name.
        step: String,
        /// When it was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Date>,
    },
    /// Takes the notice out of all lists (撤下).
    Withdraw {
        /// Why.
        reason: String,
    },
    /// Shows a withdrawn notice again (恢复).
    Restore {
        /// Why, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Says whether another notice is this one.
    Match {
        /// The other notice, by a key.
        other: String,
        /// Whether they are one.
        same: bool,
    },
    /// Makes an earlier wording count again, as of when this is said.
    Current {
        /// The version, by its digest.
        version: String,
    },
    /// Puts a doubt that stands at no issue aside, for as long as its words do not change.
    Dismiss(Dismiss),
    /// Such a doubt is asked again.
    AskAgain {
        /// The doubt, by its key.
        key: String,
    },
    /// Takes an earlier event back.
    Undo {
        /// The event that is taken back.
        of: Uuid,
    },
}

/// What is right, in place of what the reader took; nothing: as the notice prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum NoticeCorrection {
    /// The title.
    Title(Option<String>),
    /// The body inspected.
    Agency(Option<String>),
    /// The day of the feedback.
    Feedback(Option<Date>),
    /// The day of publication.
    Published(Option<Date>),
}

impl NoticeCorrection {
    /// The name of what it corrects, as in its JSON.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Agency(_) => "agency",
            Self::Feedback(_) => "feedback",
            Self::Published(_) => "published",
        }
    }
}

/// What a notice prints of what can be put right of it, as the reader took it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// The title; empty where none was found.
    pub title: String,
    /// The body inspected; empty where none was found.
    pub agency: String,
    /// The day of the feedback.
    pub feedback: Option<Date>,
    /// The day of publication.
    pub published: Option<Date>,
}

impl Imprint {
    /// What is printed in the place of a correction; `None` where that puts nothing in its place.
    pub fn of(&self, to: &NoticeCorrection) -> Option<String> {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        match to {
            NoticeCorrection::Title(Some(_)) => Some(self.title.clone()),
            NoticeCorrection::Agency(Some(_)) => Some(self.agency.clone()),
            NoticeCorrection::Feedback(Some(_)) => Some(day(self.feedback)),
            NoticeCorrection::Published(Some(_)) => Some(day(self.published)),
            NoticeCorrection::Title(None)
            | NoticeCorrection::Agency(None)
            | NoticeCorrection::Feedback(None)
            | NoticeCorrection::Published(None) => None,
        }
    }
}

/// What a user says of an agency, by its name as notices print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AgencyChange {
    /// It is another name of an agency; `None`: it is an agency of its own.
    Alias {
        /// The name under which it is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        into: Option<String>,
    },
    /// Where it is.
    Region {
        /// The region; `None`: as its name says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// On what level it is.
    Level {
        /// The level; `None`: as its name says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// Takes an earlier event back.
    Undo {
        /// The event that is taken back.
        of: Uuid,
    },
}

/// What is done in a ledger that concerns no single notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LedgerChange {
    /// A random sample was drawn (反向核查).
    Sample {
        /// The seed, with which it can be drawn again.
        seed: u64,
        /// From how many issues.
        of: u64,
        /// What was asked for, in the words of the command line.
        asked: String,
        /// The ids of the issues that were drawn.
        drawn: Vec<String>,
    },
    /// Takes an earlier event back.
    Undo {
        /// The event that is taken back.
        of: Uuid,
    },
}

macro_rules! undoable {
    ($($kind:ty),*) => {$(
        impl Undoable for $kind {
            fn undoes(&self) -> Option<Uuid> {
                match self {
                    Self::Undo { of } => Some(*of),
                    _ => None,
                }
            }
        }
    )*};
}
undoable!(NoticeChange, AgencyChange, LedgerChange);

impl NoticeChange {
    /// The name of its kind, as in its JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Correct { .. } => "correct",
            Self::Step { .. } => "step",
            Self::Withdraw { .. } => "withdraw",
            Self::Restore { .. } => "restore",
            Self::Match { .. } => "match",
            Self::Current { .. } => "current",
            Self::Dismiss(_) => "dismiss",
            Self::AskAgain { .. } => "ask_again",
            Self::Undo { .. } => "undo",
        }
    }
}

impl AgencyChange {
    /// The name of its kind, as in its JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Alias { .. } => "alias",
            Self::Region { .. } => "region",
            Self::Level { .. } => "level",
            Self::Undo { .. } => "undo",
        }
    }
}

impl LedgerChange {
    /// The name of its kind, as in its JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sample { .. } => "sample",
            Self::Undo { .. } => "undo",
        }
    }
}

/// What is known of a notice besides what it prints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoticeFacts {
    /// The title put right.
    pub title: Option<Fix<String>>,
    /// The agency put right.
    pub agency: Option<Fix<String>>,
    /// The day of the feedback put right.
    pub feedback: Option<Fix<Date>>,
    /// The day of publication put right.
    pub published: Option<Fix<Date>>,
    /// The steps of the case that were taken, and when.
    pub steps: BTreeMap<String, Date>,
    /// What was said of one field in different ways, apart; of each the later counts meanwhile.
    pub contested: Vec<Contest<NoticeChange>>,
    /// The doubts that were put aside, by their keys.
    pub dismissed: BTreeMap<String, Fix<Dismiss>>,
}

/// What is known of an agency besides its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgencyFacts {
    /// The name under which it is shown, where that is another.
    pub into: Option<String>,
    /// Where it is, where a user has said.
    pub region: Option<String>,
    /// On what level it is, where a user has said.
    pub level: Option<String>,
    /// What was said of one of these in different ways, apart; of each the later counts meanwhile.
    pub contested: Vec<Contest<AgencyChange>>,
}

/// What the history of a notice folds to.
pub fn fold_notice(events: &mut [Event<NoticeChange>]) -> NoticeFacts {
    settle(events);
    let mut facts = NoticeFacts { contested: contests(events), ..NoticeFacts::default() };
    for event in events.iter().filter(|event| !event.undone) {
        match &event.change {
            NoticeChange::Correct { to, reason, printed } => {
                take(&mut facts, event, to, (reason, printed.as_ref()));
            }
            NoticeChange::Step { step, on: Some(day) } => {
                facts.steps.insert(step.clone(), *day);
            }
            NoticeChange::Step { step, on: None } => {
                facts.steps.remove(step);
            }
            // Of where the notice stands, not of what it says: see `standing`.
            NoticeChange::Withdraw { .. }
            | NoticeChange::Restore { .. }
            | NoticeChange::Match { .. }
            | NoticeChange::Current { .. } => {}
            NoticeChange::Dismiss(doubt) => put_aside(&mut facts.dismissed, event, doubt),
            NoticeChange::AskAgain { key } => {
                facts.dismissed.remove(key);
            }
            NoticeChange::Undo { .. } => {}
        }
    }
    facts
}

fn take(
    facts: &mut NoticeFacts,
    event: &Event<NoticeChange>,
    to: &NoticeCorrection,
    (reason, printed): (&str, Option<&String>),
) {
    fn fix<T: Clone>(
        event: &Event<NoticeChange>,
        value: Option<&T>,
        (reason, printed): (&str, Option<&String>),
    ) -> Option<Fix<T>> {
        value.map(|value| Fix { printed: printed.cloned(), ..Fix::by(event, value.clone(), reason) })
    }
    let said = (reason, printed);
    match to {
        NoticeCorrection::Title(value) => facts.title = fix(event, value.as_ref(), said),
        NoticeCorrection::Agency(value) => facts.agency = fix(event, value.as_ref(), said),
        NoticeCorrection::Feedback(value) => facts.feedback = fix(event, value.as_ref(), said),
        NoticeCorrection::Published(value) => facts.published = fix(event, value.as_ref(), said),
    }
}

impl NoticeFacts {
    /// The fields, by [`NoticeCorrection::field`], that were put right and are printed otherwise now than when
    /// that was done: what stands by hand hides it.
    pub fn hides(&self, now: &Imprint) -> Vec<&'static str> {
        fn other<T: Clone>(
            fix: Option<&Fix<T>>,
            to: fn(Option<T>) -> NoticeCorrection,
            now: &Imprint,
        ) -> Option<&'static str> {
            let fix = fix?;
            let to = to(Some(fix.value.clone()));
            let then = fix.printed.as_ref()?;
            (now.of(&to).as_ref() != Some(then)).then(|| to.field())
        }
        let all = [
            other(self.title.as_ref(), NoticeCorrection::Title, now),
            other(self.agency.as_ref(), NoticeCorrection::Agency, now),
            other(self.feedback.as_ref(), NoticeCorrection::Feedback, now),
            other(self.published.as_ref(), NoticeCorrection::Published, now),
        ];
        all.into_iter().flatten().collect()
    }
}

/// What the history of an agency folds to.
pub fn fold_agency(events: &mut [Event<AgencyChange>]) -> AgencyFacts {
    settle(events);
    let mut facts = AgencyFacts { contested: contests(events), ..AgencyFacts::default() };
    for event in events.iter().filter(|event| !event.undone) {
        match &event.change {
            AgencyChange::Alias { into } => facts.into.clone_from(into),
            AgencyChange::Region { to } => facts.region.clone_from(to),
            AgencyChange::Level { to } => facts.level.clone_from(to),
            AgencyChange::Undo { .. } => {}
        }
    }
    facts
}
