//! The JSON of `list`: fields are only ever added.

use std::io::Write;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    ledger::{
        followup::{Change, case::NoticeChange},
        types::{DueRow, IssueRow},
    },
    report::json::Contested,
};

use super::{conflicts::JsonOpinion, exit::Failure, list_form::List, names};

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
    reason: Option<&'a str>,
    who: Option<&'a str>,
    seen: Option<&'a str>,
    seen_on: Option<Date>,
    evidence: usize,
    corrected: Option<JsonCorrected<'a>>,
    notice_corrected: &'a [&'static str],
    conflict: Vec<JsonOpinion<'a>>,
    /// Which check of the issue this is, from 1; it grows when a closed one is taken up again.
    chain: usize,
    doubtful: bool,
    /// What was put right in different ways, apart.
    contested: Vec<Contested<'a, Change>>,
    notice_contested: Vec<Contested<'a, NoticeChange>>,
    /// Whether the notice prints something else by now than when it was put right.
    printed_anew: bool,
    notice_printed_anew: &'a [&'static str],
}

/// What was put right by hand, with what is printed.
#[derive(Serialize)]
struct JsonCorrected<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadlines: Option<Vec<JsonDue>>,
    void: bool,
    missed: bool,
}

#[derive(Serialize)]
struct JsonDue {
    due: Date,
    kind: &'static str,
    overdue: bool,
}

impl List<'_> {
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

    fn json_row<'r>(&'r self, row: &IssueRow<'r>) -> JsonRow<'r> {
        let notice = self.notices.get(&row.notice);
        let review = &row.review;
        JsonRow {
            id: row.key,
            agency: self.agency(row),
            notice: notice.map_or("", |notice| &notice.title),
            feedback_date: notice.and_then(|notice| notice.feedback),
            path: row.path,
            title: row.title,
            outcome: row.outcome.tags().map(names::tag_code).collect(),
            basis: row.basis.map(names::basis_code),
            deadlines: self.json_days(row.deadlines),
            overdue: self.overdue(row),
            state: names::state_code(row.review.state),
            finding: row.review.finding.map(names::finding_code),
            recheck_due: row.review.due,
            recheck_overdue: row.review.due_passed(self.today),
            note: row.review.note.as_deref(),
            present: row.present,
            reason: review.reason.as_deref(),
            who: review.who.as_deref(),
            seen: review.seen.as_deref(),
            seen_on: review.on,
            evidence: row.evidence,
            corrected: self.corrected(row),
            notice_corrected: notice.map_or(&[], |notice| &notice.corrected),
            conflict: review.conflict.iter().map(JsonOpinion::of).collect(),
            chain: review.closings.len() + 1,
            doubtful: row.doubtful,
            contested: row.contested.iter().map(Contested::of).collect(),
            notice_contested: notice
                .map_or(&[][..], |notice| &notice.contested)
                .iter()
                .map(Contested::of)
                .collect(),
            printed_anew: row.fixes.hides,
            notice_printed_anew: notice.map_or(&[], |notice| &notice.hides),
        }
    }

    fn json_days(&self, days: &[DueRow]) -> Vec<JsonDue> {
        let day = |day: &DueRow| JsonDue {
            due: day.due,
            kind: names::kind_code(day.kind),
            overdue: day.overdue(self.today),
        };
        days.iter().map(day).collect()
    }

    fn corrected(&self, row: &IssueRow<'_>) -> Option<JsonCorrected<'_>> {
        let fixes = row.fixes;
        let printed = self.printed.get(&row.id);
        let of = |fixed: bool| printed.filter(|_| fixed);
        fixes.any().then(|| JsonCorrected {
            title: of(fixes.title).map(|printed| printed.title.as_str()),
            outcome: of(fixes.outcome).map(|printed| printed.outcome.tags().map(names::tag_code).collect()),
            deadlines: of(fixes.deadlines).map(|printed| self.json_days(&printed.deadlines)),
            void: fixes.void,
            missed: fixes.missed,
        })
    }
}
