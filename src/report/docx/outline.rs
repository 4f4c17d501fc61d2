//! What the outline says, in order.

use std::io::{self, Write};

use crate::{
    intake::numerals::Numerals,
    ledger::followup::{Event, Finding, Review},
    notice::{Deadline, OutcomeTag},
    report::{
        columns, history,
        record::{Dossier, Made, Record},
    },
    words::{Words, outline::Outline},
};

use super::paper::{Cell, Paper, Row, Style};

/// From how many characters on an answer is cut; the longest of the five real notices has 984.
const LONG: usize = 1500;

/// How many characters of a long answer are printed.
const KEPT: usize = 1200;

/// How many entries of a history are printed, the newest.
const ENTRIES: usize = 8;

/// How many digits of a hash are printed.
const DIGITS: usize = 12;

/// Writes the part `word/document.xml`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn body(dossier: &Dossier, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet { paper: Paper::new(out)?, words, made: &dossier.made };
    let agencies = by(dossier.records.iter(), |record| record.agency.id);
    sheet.head(agencies.len(), dossier.records.len())?;
    for (number, records) in agencies.iter().enumerate() {
        sheet.agency(number, records)?;
    }
    sheet.paper.finish()
}

/// Records in groups, in the order in which each group is first met.
fn by<'a, K: PartialEq>(
    records: impl Iterator<Item = &'a Record>,
    key: fn(&Record) -> K,
) -> Vec<Vec<&'a Record>> {
    let mut groups: Vec<(K, Vec<&Record>)> = Vec::new();
    for record in records {
        let here = key(record);
        match groups.iter_mut().rev().find(|(held, _)| *held == here) {
            Some((_, group)) => group.push(record),
            None => groups.push((here, vec![record])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

struct Sheet<'a> {
    paper: Paper<'a>,
    words: &'a Words,
    made: &'a Made,
}

impl<'a> Sheet<'a> {
    fn say(&self) -> &'a Outline {
        &self.words.outline
    }

    fn line(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.paper.paragraph(Style::Body, label, text)
    }

    /// A line, where there is something to say.
    fn known(&mut self, label: &str, text: Option<&str>) -> io::Result<()> {
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => self.line(label, text),
            None => Ok(()),
        }
    }

    fn head(&mut self, agencies: usize, issues: usize) -> io::Result<()> {
        let (say, made) = (self.say(), self.made);
        self.paper.paragraph(Style::Level, "", &(say.level)(&made.level))?;
        self.paper.paragraph(Style::Title, "", say.title)?;
        let when = made.when.strftime("%Y-%m-%d %H:%M").to_string();
        let asked = if made.asked.is_empty() { say.everything.to_owned() } else { (say.asked)(&made.asked) };
        for line in [(say.made)(&made.who, &when), (say.from)(&made.ledger, made.program), asked] {
            self.paper.paragraph(Style::Made, "", &line)?;
        }
        if made.redacted {
            self.paper.paragraph(Style::Made, "", say.redacted)?;
        }
        let extent = if issues == 0 { say.no_issues.to_owned() } else { (say.extent)(agencies, issues) };
        self.line("", &extent)
    }

    fn agency(&mut self, before: usize, records: &[&Record]) -> io::Result<()> {
        let Some(first) = records.first() else { return Ok(()) };
        let heading = (self.say().agency_heading)(before + 1, &chinese(before + 1), &first.agency.name);
        self.paper.paragraph(Style::Agency { new_page: before > 0 }, "", &heading)?;
        let mut number = 0;
        for notice in by(records.iter().copied(), |record| record.notice.id) {
            self.notice(&notice)?;
            for record in notice {
                number += 1;
                self.issue(number, record)?;
            }
        }
        Ok(())
    }

    fn notice(&mut self, records: &[&Record]) -> io::Result<()> {
        let Some(first) = records.first() else { return Ok(()) };
        let (say, row) = (self.say(), &first.notice);
        let day = |day: Option<jiff::civil::Date>| day.map_or(say.not_stated.to_owned(), say.long_day);
        self.line(say.notice, &row.title)?;
        let mut facts = vec![
            format!("{}{}", say.feedback, day(row.feedback)),
            format!("{}{}", say.published, day(row.published)),
        ];
        if let Some(round) = row.round.as_deref().filter(|round| !round.is_empty()) {
            facts.push(format!("{}{round}", say.round));
        }
        self.line("", &facts.join(say.between))?;
        let claims: Vec<&str> = first.detail.notice.claims.iter().map(|claim| claim.raw.as_str()).collect();
        self.known(say.claims, Some(&claims.join(say.between)))?;
        let outcomes = &self.words.ledger.outcomes;
        let tally = OutcomeTag::ALL.iter().map(|tag| {
            let count = records.iter().filter(|record| record.row.outcome.has(*tag)).count();
            (outcomes.get(*tag as usize).copied().unwrap_or_default(), count)
        });
        let silent = records.iter().filter(|record| record.row.outcome.is_empty()).count();
        let counts: Vec<String> = tally
            .chain([(say.not_stated, silent)])
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| (say.count)(what, count))
            .collect();
        self.line(say.counts, &counts.join(say.between))
    }

    fn issue(&mut self, number: usize, record: &Record) -> io::Result<()> {
        let (say, detail) = (self.say(), &record.detail);
        let heading = (say.issue_heading)(number, &chinese(number), &self.title(record));
        self.paper.paragraph(Style::Issue, "", &heading)?;
        self.known(say.id, Some(&record.row.key))?;
        self.known(say.place, Some(&record.row.path))?;
        if !detail.present && detail.missed.is_none() {
            self.line("", say.gone)?;
        }
        if detail.missed.is_some() {
            self.line("", say.missed)?;
        }
        if record.row.fixes.hides {
            self.line("", self.words.check.printed_since)?;
        }
        let outcome = self.outcome(record);
        self.line(say.outcome, &outcome)?;
        self.known(say.detail, detail.node.detail.as_ref().map(|detail| detail.text.as_str()))?;
        let response = detail.node.response.as_ref().map_or(say.not_stated, |response| &response.text);
        self.line(say.response, &shortened(response, say))?;
        for person in &detail.node.responsible {
            self.known(&format!("{}：", person.role), Some(&person.name))?;
        }
        let deadlines = self.deadlines(record);
        self.known(say.deadlines, Some(&deadlines))?;
        self.check(&record.row.review)?;
        self.differing(record)?;
        self.doubts(record)?;
        self.evidence(record)?;
        self.history(&detail.history)?;
        self.source(record)?;
        self.form()
    }

    /// The problem; where it was put right, also as it is printed.
    fn title(&self, record: &Record) -> String {
        if record.row.fixes.title {
            let printed = record.detail.node.title.as_str();
            (self.say().put_right)(&record.row.title, self.words.follow.sign, printed)
        } else {
            record.row.title.to_string()
        }
    }

    /// The outcome as it is printed; where it was put right, both.
    fn outcome(&self, record: &Record) -> String {
        let printed = record.detail.node.outcome.as_ref();
        let raw = printed.map_or(self.say().not_stated, |outcome| match outcome.raw.as_str() {
            "" => self.say().not_stated,
            raw => raw,
        });
        if record.row.fixes.outcome {
            let tags: Vec<OutcomeTag> = record.row.outcome.tags().collect();
            let value = history::outcomes(self.words, &tags);
            return (self.say().put_right)(&value, self.words.follow.sign, raw);
        }
        // Of an issue put in by hand nothing is printed.
        match printed {
            Some(outcome) if outcome.raw.is_empty() => history::outcomes(self.words, &outcome.tags),
            _ => raw.to_owned(),
        }
    }

    fn deadlines(&self, record: &Record) -> String {
        let (say, words) = (self.say(), self.words);
        let mut all: Vec<String> = Vec::new();
        for day in &record.row.deadlines {
            let kind = words.ledger.deadline_kinds.get(day.kind as usize).copied().unwrap_or_default();
            let mut parts = vec![(say.long_day)(day.due), kind.to_owned()];
            if day.overdue(self.made.today) {
                let over = self.made.today.since(day.due).map_or(0, |span| span.get_days());
                parts.push((say.overdue)(over));
            }
            let raw = |deadline: &&Deadline| deadline.due == Some(day.due) && deadline.kind == day.kind;
            if let Some(printed) = record.detail.node.deadlines.iter().find(raw) {
                parts.push(format!("“{}”", printed.raw));
            }
            all.push(parts.join(say.between));
        }
        let undated = record.detail.node.deadlines.iter().filter(|deadline| deadline.due.is_none());
        all.extend(undated.map(|deadline| format!("“{}”", deadline.raw)));
        if record.row.fixes.deadlines {
            let printed: Vec<&str> =
                record.detail.node.deadlines.iter().map(|deadline| deadline.raw.as_str()).collect();
            let printed = if printed.is_empty() { say.not_stated.to_owned() } else { printed.join("；") };
            let value = if all.is_empty() { words.follow.nothing.to_owned() } else { all.join("；") };
            return (say.put_right)(&value, words.follow.sign, &printed);
        }
        all.join("；")
    }

    fn check(&mut self, review: &Review) -> io::Result<()> {
        let (say, words) = (self.say(), self.words);
        let mut state = vec![history::state_word(words, review.state).to_owned()];
        state.extend(review.finding.map(|finding| history::finding_word(words, finding).to_owned()));
        if !review.closings.is_empty() {
            state.push((say.earlier)(review.closings.len()));
        }
        self.line(say.check, &state.join(say.between))?;
        self.known(say.reason, review.reason.as_deref())?;
        self.known(say.who, review.who.as_deref())?;
        self.known(say.due, review.due.map(say.long_day).as_deref())?;
        self.known(say.on, review.on.map(say.long_day).as_deref())?;
        self.known(say.seen, review.seen.as_deref())?;
        self.known(say.note, review.note.as_deref())
    }

    /// The doubts that stand at the issue, each with the words that raise it.
    fn doubts(&mut self, record: &Record) -> io::Result<()> {
        let asked = columns::doubts(record, self.made, self.words);
        let open = record.detail.doubts.iter().filter(|doubt| doubt.row.open());
        let open = open.filter(|doubt| self.made.checks.asks(doubt.row.rule));
        for (number, (question, doubt)) in asked.iter().zip(open).enumerate() {
            let label = if number == 0 { self.words.doubts.label } else { "" };
            let quotes: Vec<String> =
                doubt.doubt.quotes.iter().map(|quote| format!("“{}”", quote.text)).collect();
            self.line(label, &format!("{question}{}", quotes.concat()))?;
        }
        Ok(())
    }

    /// What people say differently who did not know of each other.
    fn differing(&mut self, record: &Record) -> io::Result<()> {
        let (say, all) = (self.say(), columns::differing(record, self.words));
        self.known(say.opinions, Some(&all.join("；")))
    }

    fn evidence(&mut self, record: &Record) -> io::Result<()> {
        let say = self.say();
        let files: Vec<String> = record
            .detail
            .evidence
            .iter()
            .map(|file| (say.evidence_file)(&file.name, file.size, &digits(&file.sha256)))
            .collect();
        self.known(say.evidence, Some(&files.join("；")))
    }

    fn history(&mut self, events: &[Event]) -> io::Result<()> {
        let say = self.say();
        let before = events.len().saturating_sub(ENTRIES);
        let zone = self.made.when.time_zone().clone();
        for (number, event) in events.iter().skip(before).enumerate() {
            let (done, note) = history::change(self.words, &event.change);
            let day = event.time.to_zoned(zone.clone()).date();
            let sign = Some(history::sign(self.words, event)).filter(|sign| !sign.is_empty());
            let parts = [Some(done.as_str()), note.as_deref(), sign];
            let done = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let label = if number == 0 { say.history } else { "" };
            self.line(label, &format!("{day} {} {done}", event.author))?;
        }
        if before > 0 {
            self.line("", &(say.history_left_out)(before))?;
        }
        Ok(())
    }

    fn source(&mut self, record: &Record) -> io::Result<()> {
        let (say, place) = (self.say(), &record.place);
        let imported = place.imported.to_zoned(self.made.when.time_zone().clone()).date().to_string();
        let hash = (!place.sha256.is_empty()).then(|| (say.hash)(&digits(&place.sha256)));
        let parts = [
            Some(place.file.clone()),
            place.page.map(say.page),
            place.line.map(say.line),
            hash,
            Some((say.version)(place.version, &imported)),
        ];
        self.line(say.source, &parts.into_iter().flatten().collect::<Vec<_>>().join(say.between))
    }

    /// What the inspector fills in on the spot.
    fn form(&mut self) -> io::Result<()> {
        let (say, words) = (self.say(), self.words);
        let head = |text: &str| Cell { text: text.to_owned(), head: true, span: 1 };
        let cell = |text: &str, span: usize| Cell { text: text.to_owned(), head: false, span };
        let wide =
            |height: u32, name: &str, text: &str| Row { height, cells: vec![head(name), cell(text, 3)] };
        let findings = [Finding::True, Finding::Partly, Finding::False];
        let boxes = findings.map(|finding| (say.tick)(history::finding_word(words, finding)));
        self.paper.form(&[
            wide(1000, say.to_ask, ""),
            wide(1000, say.to_see, ""),
            wide(2400, say.found, ""),
            Row {
                height: 560,
                cells: vec![head(say.inspector), cell("", 1), head(say.day), cell(say.blank_day, 1)],
            },
            wide(560, say.conclusion, &boxes.join("　　")),
        ])
    }
}

fn chinese(number: usize) -> String {
    Numerals::Chinese.print(u32::try_from(number).unwrap_or(u32::MAX))
}

fn digits(hash: &str) -> String {
    hash.chars().take(DIGITS).collect()
}

/// A text that is very long less its end, and how long it is.
fn shortened(text: &str, say: &Outline) -> String {
    let characters = text.chars().count();
    if characters <= LONG {
        return text.to_owned();
    }
    let kept: String = text.chars().take(KEPT).collect();
    kept + &(say.shortened)(characters)
}
