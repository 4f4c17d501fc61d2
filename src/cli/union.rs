//! `match NOTICE NOTICE`: whether two notices are one.

use std::io::Write;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::{
    ledger::{
        fold::fold,
        types::{NoticeId, NoticeRow},
    },
    text::clean::{for_terminal, lines_for_terminal},
    words::Words,
};

use super::{
    args::one,
    context::Context,
    exit::{Exit, Failure},
    notices,
    withdraw::called,
};

/// Whether the arguments of `match` are about notices, not about an issue.
pub(super) fn meant(args: &ArgMatches) -> bool {
    // The ids of issues are Latin letters and digits; agencies and titles are not.
    let notice = |id: &str| id.starts_with(['#', '＃']) || !fold(id).is_ascii();
    one(args, "id").is_some_and(notice) || one(args, "other").is_some() || one(args, "id").is_none()
}

/// Runs `match` with notices: lists the pairs that are undecided, decides on one, or parts one.
///
/// # Errors
/// [`Failure::Refused`] where a name fits no notice or several, the two are one already, or the one was never
/// said to be one with another; [`Failure::Usage`] where it is not said which of that is meant.
pub(super) fn run(
    context: &Context,
    args: &ArgMatches,
    same: Option<bool>,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let words = context.words();
    let said = &words.standing;
    let (first, other) = match (one(args, "id"), one(args, "other"), same) {
        (None, _, None) => return list(context, out),
        (None, _, Some(_)) => return Err(Failure::Usage(said.name_two.to_owned())),
        (Some(_), _, None) => return Err(Failure::Usage(words.bundle.same_or_not.to_owned())),
        (Some(first), other, Some(_)) => (first, other),
    };
    let author = context.author()?;
    let mut ledger = context.open()?;
    let (agency, row) = notices::one_of(&ledger, first, words)?;
    let name = called(&agency, &row);
    let now = Timestamp::now();
    let line = match other {
        None if same == Some(true) => {
            // Two that are one already, which others deny: said again, it is settled.
            let all = ledger.notice_conflicts()?;
            let of_it: Vec<(NoticeId, NoticeId)> = all
                .iter()
                .filter(|dispute| dispute.stands == (row.id, Some(row.id)))
                .filter_map(|dispute| Some((dispute.notice, dispute.other?)))
                .collect();
            if of_it.is_empty() {
                return Err(Failure::Usage(said.name_two.to_owned()));
            }
            for (one, other) in of_it {
                ledger.decide(one, other, true, &author, now)?;
            }
            (said.together)(&name)
        }
        None if ledger.part(row.id, &author, now)? => (said.parted)(&name),
        None => return Err(Failure::Refused((said.not_joined)(first))),
        Some(second) => {
            let (agency, other) = notices::one_of(&ledger, second, words)?;
            if other.id == row.id {
                return Err(Failure::Refused((said.one_already)(first, second)));
            }
            let same = same == Some(true);
            ledger.decide(row.id.min(other.id), row.id.max(other.id), same, &author, now)?;
            match same {
                true => (said.together)(&name),
                false => (said.apart)(&name, &called(&agency, &other)),
            }
        }
    };
    writeln!(out, "{}", for_terminal(&line))?;
    Ok(Exit::Done)
}

fn list(context: &Context, out: &mut impl Write) -> Result<Exit, Failure> {
    let words = context.words();
    let ledger = context.open()?;
    let pairs = ledger.doubtful()?;
    let agencies = ledger.notices()?;
    for pair in &pairs {
        let say = |row: &NoticeRow| say(&agencies, row, words);
        let line = (words.standing.pair)(&say(&pair.old), &say(&pair.new));
        writeln!(out, "{}\n", lines_for_terminal(&line))?;
    }
    out.flush()?;
    match pairs.len() {
        0 => say!("{}", words.standing.no_pairs),
        count => say!("{}", (words.standing.pairs)(count)),
    }
    Ok(Exit::Done)
}

fn say(agencies: &[(String, NoticeRow)], row: &NoticeRow, words: &Words) -> String {
    let agency = agencies.iter().find(|(_, other)| other.id == row.id).map_or("", |(agency, _)| agency);
    (words.standing.notice)(row.id.0, agency, &row.title, row.feedback)
}
