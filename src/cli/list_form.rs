//! The forms in which `list` prints issues: lines for people, JSON and CSV for programs.

use std::{
    collections::HashMap,
    io::{IsTerminal, Write},
};

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    ledger::types::{AgencyId, AgencyRow, DueRow, IssueRow, NoticeId, NoticeRow, Snapshot},
    notice::DeadlineKind,
    report::cell::harmless,
    text::{Align, clean::for_terminal, cut, fit, width},
    words::Words,
};

use super::{context::Context, exit::Failure, names};

/// Cells between two columns.
const GAP: usize = 2;
/// The widest that the columns of agency and path become, in cells.
const WIDEST: usize = 28;

/// The issues to be printed, with what their rows refer to.
pub(super) struct List<'a> {
    rows: Vec<&'a IssueRow>,
    agencies: HashMap<AgencyId, &'a AgencyRow>,
    notices: HashMap<NoticeId, &'a NoticeRow>,
    today: Date,
    words: &'static Words,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    id: &'a str,
    agency: &'a str,
    notice: &'a str,
    feedback_date: Option<Date>,
    path: &'a str,
    title: &'a str,
    outcome: Vec<&'static str>,
    basis: Option<&'static str>,
    deadlines: Vec<JsonDue>,
    overdue: bool,
    state: &'static str,
    finding: Option<&'static str>,
    recheck_due: Option<Date>,
    recheck_overdue: bool,
    note: Option<&'a str>,
    present: bool,
}

#[derive(Serialize)]
struct JsonDue {
    due: Date,
    kind: &'static str,
    overdue: bool,
}

impl<'a> List<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, rows: Vec<&'a IssueRow>, context: &Context) -> Self {
        Self {
            rows,
            agencies: snapshot.agencies.iter().map(|row| (row.id, row)).collect(),
            notices: snapshot.notices.iter().map(|row| (row.id, row)).collect(),
            today: context.today,
            words: context.words(),
        }
    }

    fn agency(&self, row: &IssueRow) -> &'a str {
        self.agencies.get(&row.agency).map_or("", |agency| &agency.name)
    }

    /// One array, an issue a line.
    pub(super) fn json(&self, out: &mut impl Write) -> Result<(), Failure> {
        let mut open = "[";
        for row in &self.rows {
            let line = serde_json::to_string(&self.json_row(row)).map_err(std::io::Error::from)?;
            write!(out, "{open}\n{line}")?;
            open = ",";
        }
        writeln!(out, "{}", if self.rows.is_empty() { "[]" } else { "]" })?;
        Ok(())
    }

    fn json_row<'r>(&'r self, row: &'r IssueRow) -> JsonRow<'r> {
        let notice = self.notices.get(&row.notice);
        let deadlines = row.deadlines.iter().map(|deadline| JsonDue {
            due: deadline.due,
            kind: names::kind_code(deadline.kind),
            overdue: deadline.overdue(self.today),
        });
        JsonRow {
            id: &row.key,
            agency: self.agency(row),
            notice: notice.map_or("", |notice| &notice.title),
            feedback_date: notice.and_then(|notice| notice.feedback),
            path: &row.path,
            title: &row.title,
            outcome: row.outcome.tags().map(names::tag_code).collect(),
            basis: row.basis.map(names::basis_code),
            deadlines: deadlines.collect(),
            overdue: self.overdue(row),
            state: names::state_code(row.review.state),
            finding: row.review.finding.map(names::finding_code),
            recheck_due: row.review.due,
            recheck_overdue: row.review.due_passed(self.today),
            note: row.review.note.as_deref(),
            present: row.present,
        }
    }

    fn overdue(&self, row: &IssueRow) -> bool {
        row.present && row.deadlines.iter().any(|deadline| deadline.overdue(self.today))
    }

    /// A heading and a line for each issue; a cell that a spreadsheet would take for a formula gets
    /// an apostrophe in front.
    pub(super) fn csv(&self, out: &mut impl Write) -> Result<(), Failure> {
        let mut csv = csv::Writer::from_writer(out);
        let failed = |error: csv::Error| {
            Failure::Out(match error.into_kind() {
                csv::ErrorKind::Io(error) => error,
                other => std::io::Error::other(format!("{other:?}")),
            })
        };
        csv.write_record(self.words.cli.list.columns).map_err(failed)?;
        for row in &self.rows {
            let cells = self.csv_row(row);
            csv.write_record(cells.iter().map(|cell| harmless(cell))).map_err(failed)?;
        }
        csv.flush()?;
        Ok(())
    }

    fn csv_row(&self, row: &IssueRow) -> [String; 14] {
        let notice = self.notices.get(&row.notice);
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let deadlines: Vec<String> = row
            .deadlines
            .iter()
            .map(|deadline| format!("{} {}", deadline.due, names::kind_word(deadline.kind, self.words)))
            .collect();
        let finding = row.review.finding.map(|finding| names::finding_word(finding, self.words));
        let basis = row.basis.map(|basis| names::basis_word(basis, self.words));
        [
            row.key.to_string(),
            self.agency(row).to_owned(),
            notice.map(|notice| notice.title.to_string()).unwrap_or_default(),
            day(notice.and_then(|notice| notice.feedback)),
            row.path.to_string(),
            row.title.to_string(),
            names::outcome(row.outcome, self.words),
            basis.unwrap_or_default().to_owned(),
            deadlines.join("; "),
            if self.overdue(row) { "1" } else { "0" }.to_owned(),
            names::state_word(row.review.state, self.words).to_owned(),
            finding.unwrap_or_default().to_owned(),
            day(row.review.due),
            row.review.note.clone().unwrap_or_default(),
        ]
    }

    /// Aligned columns, the title last, cut to the terminal where there is one.
    pub(super) fn lines(&self, out: &mut impl Write) -> Result<(), Failure> {
        let terminal = std::io::stdout().is_terminal();
        if self.rows.is_empty() {
            say!("{}", self.words.cli.list.none);
            return Ok(());
        }
        let cells: Vec<[String; 7]> = self.rows.iter().map(|row| self.cells(row)).collect();
        let widths: [usize; 6] = std::array::from_fn(|column| {
            let widest = cells.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
            let cap = if matches!(column, 1 | 2) { WIDEST } else { usize::MAX };
            widest.unwrap_or(0).min(cap)
        });
        let room = terminal.then(terminal_width);
        for row in &cells {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                line.push_str(&fit(cell, width, Align::Left));
                line.push_str(&" ".repeat(GAP));
            }
            line.push_str(row.last().map_or("", String::as_str));
            match room {
                Some(room) => writeln!(out, "{}", cut(&line, room).trim_end())?,
                None => writeln!(out, "{}", line.trim_end())?,
            }
        }
        if terminal {
            out.flush()?;
            say!("{}", (self.words.cli.list.count)(self.rows.len()));
        }
        Ok(())
    }

    fn cells(&self, row: &IssueRow) -> [String; 7] {
        let clean = |text: &str| for_terminal(text).trim().to_owned();
        let words = &self.words.cli.list;
        let mut state = names::review(&row.review, self.words);
        if let Some(due) = row.review.due {
            let passed = row.review.due_passed(self.today);
            let due = if passed { (words.recheck_passed)(due) } else { (words.recheck)(due) };
            state = format!("{state} {due}");
        }
        let outcome = match row.present {
            true => names::outcome(row.outcome, self.words),
            false => words.gone.to_owned(),
        };
        let deadline = if row.present { self.deadline(&row.deadlines) } else { String::new() };
        let cells = [&row.key, self.agency(row), &row.path, &outcome, &deadline, &state, &row.title];
        cells.map(clean)
    }

    /// The deadline that matters most: the one longest overdue, else the next, else the last that
    /// was reported.
    fn deadline(&self, deadlines: &[DueRow]) -> String {
        let words = &self.words.cli.list;
        let days = |due: Date| (due - self.today).get_days();
        let open = || deadlines.iter().filter(|deadline| deadline.kind != DeadlineKind::Reported);
        if let Some(due) = open().map(|deadline| deadline.due).min() {
            return match days(due) {
                left @ 0.. => (words.due_in)(due, left),
                over => (words.overdue)(due, -over),
            };
        }
        deadlines.iter().map(|deadline| deadline.due).max().map(words.reported).unwrap_or_default()
    }
}

/// The width of the terminal in cells; 80 where it does not say.
fn terminal_width() -> usize {
    let size = ratatui::crossterm::terminal::size();
    size.map_or(80, |(columns, _)| usize::from(columns.max(20)))
}
