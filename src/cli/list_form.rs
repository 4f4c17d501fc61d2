//! The forms in which `list` prints issues: lines for people, CSV for spreadsheets; see also `list_json`.

use std::{
    collections::HashMap,
    io::{IsTerminal, Write},
};

use jiff::civil::Date;

use crate::{
    ledger::{
        Ledger,
        log::Printed,
        types::{AgencyId, AgencyRow, DueRow, IssueId, IssueRow, NoticeId, NoticeRow, Snapshot},
    },
    notice::DeadlineKind,
    report::cell::harmless,
    text::{Align, clean::for_terminal, cut, fit, width},
    words::Words,
};

use super::{conflicts, context::Context, exit::Failure, names};

/// Cells between two columns.
const GAP: usize = 2;
/// The widest that the columns of agency and path become, in cells.
const WIDEST: usize = 28;

/// The issues to be printed, with what their rows refer to.
pub(super) struct List<'a> {
    pub(super) rows: Vec<IssueRow<'a>>,
    agencies: HashMap<AgencyId, &'a AgencyRow>,
    pub(super) notices: HashMap<NoticeId, &'a NoticeRow>,
    /// What is printed where it was put right by hand.
    pub(super) printed: HashMap<IssueId, Printed>,
    pub(super) today: Date,
    words: &'static Words,
}

impl<'a> List<'a> {
    /// The rows, with what they refer to.
    ///
    /// # Errors
    /// [`Failure::Ledger`] where the ledger fails.
    pub(super) fn new(
        ledger: &Ledger,
        snapshot: &'a Snapshot,
        rows: Vec<IssueRow<'a>>,
        context: &Context,
    ) -> Result<Self, Failure> {
        let fixed: Vec<IssueId> = rows.iter().filter(|row| row.fixes.any()).map(|row| row.id).collect();
        Ok(Self {
            printed: ledger.as_printed(&fixed)?,
            rows,
            agencies: snapshot.agencies.iter().map(|row| (row.id, row)).collect(),
            notices: snapshot.notices.iter().map(|row| (row.id, row)).collect(),
            today: context.today,
            words: context.words(),
        })
    }

    pub(super) fn agency(&self, row: &IssueRow<'_>) -> &'a str {
        self.agencies.get(&row.agency).map_or("", |agency| &agency.name)
    }

    /// What was put right, in words.
    fn corrected_words(&self, row: &IssueRow<'_>) -> String {
        let [title, outcome, deadlines, ..] = self.words.follow.fields;
        let fixes = row.fixes;
        let all = [
            (fixes.title, title),
            (fixes.outcome, outcome),
            (fixes.deadlines, deadlines),
            (fixes.void, self.words.check.void),
            (fixes.missed, self.words.check.missed),
            (fixes.hides, self.words.check.hides),
        ];
        let all: Vec<&str> = all.into_iter().filter(|(fixed, _)| *fixed).map(|(_, name)| name).collect();
        all.join(self.words.follow.comma)
    }

    pub(super) fn overdue(&self, row: &IssueRow<'_>) -> bool {
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
        let columns = self.words.cli.list.columns.iter().chain(&self.words.check.columns);
        csv.write_record(columns).map_err(failed)?;
        for row in &self.rows {
            let (cells, check) = (self.csv_row(row), self.csv_check(row));
            csv.write_record(cells.iter().chain(&check).map(|cell| harmless(cell))).map_err(failed)?;
        }
        csv.flush()?;
        Ok(())
    }

    /// The columns of the check that came later; they stand behind the others.
    fn csv_check(&self, row: &IssueRow<'_>) -> [String; 8] {
        let review = &row.review;
        let opinions = conflicts::opinions(review, self.words);
        let opinions: Vec<String> = opinions.chain(conflicts::of_issue(row.contested, self.words)).collect();
        [
            review.reason.clone().unwrap_or_default(),
            review.who.clone().unwrap_or_default(),
            review.seen.clone().unwrap_or_default(),
            review.on.map(|day| day.to_string()).unwrap_or_default(),
            row.evidence.to_string(),
            self.corrected_words(row),
            opinions.join("; "),
            (review.closings.len() + 1).to_string(),
        ]
    }

    fn csv_row(&self, row: &IssueRow<'_>) -> [String; 14] {
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

    fn cells(&self, row: &IssueRow<'_>) -> [String; 7] {
        let clean = |text: &str| for_terminal(text).trim().to_owned();
        let words = &self.words.cli.list;
        let mut state = names::review(row.review, self.words);
        if let Some(due) = row.review.due {
            let passed = row.review.due_passed(self.today);
            let due = if passed { (words.recheck_passed)(due) } else { (words.recheck)(due) };
            state = format!("{state} {due}");
        }
        let outcome = match row.present {
            true => names::outcome(row.outcome, self.words),
            false => words.gone.to_owned(),
        };
        let deadline = if row.present { self.deadline(row.deadlines) } else { String::new() };
        let (outcome, deadline) =
            (self.signed(outcome, row.fixes.outcome), self.signed(deadline, row.fixes.deadlines));
        let title = self.title(row);
        let cells = [row.key, self.agency(row), row.path, &outcome, &deadline, &state, &title];
        cells.map(clean)
    }

    /// The title with signs of what is to be known of it.
    fn title(&self, row: &IssueRow<'_>) -> String {
        let check = &self.words.check;
        let corrected = row.fixes.title || row.fixes.void || row.fixes.missed || row.fixes.hides;
        let signs = [
            (row.fixes.void, check.void),
            (row.fixes.missed, check.missed),
            (row.fixes.hides, check.hides),
            (row.differs(), check.differ),
            (row.doubtful, check.doubtful),
        ];
        let signs = signs.into_iter().filter(|(on, _)| *on).map(|(_, sign)| sign);
        let signs: Vec<&str> = corrected.then_some(self.words.follow.sign).into_iter().chain(signs).collect();
        if signs.is_empty() { row.title.to_string() } else { format!("[{}] {}", signs.join(" "), row.title) }
    }

    /// A value with the sign of what was put right by hand.
    fn signed(&self, value: String, fixed: bool) -> String {
        if fixed { format!("{value} [{}]", self.words.follow.sign).trim_start().to_owned() } else { value }
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
