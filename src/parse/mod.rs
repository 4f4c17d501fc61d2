//! [`Document`] → [`Notice`]: layout, numbering, outline, answers, outcomes, dates, facts.
//!
//! The way: `layout` mends lines into blocks; `piece` cuts blocks at numbers and labels; `outline`
//! finds which numbers are headings; `tree` tells issues from groups and sections and builds the
//! nodes, with `answer` for the fields of an issue; `facts`, `contacts` and `claims` read what stands
//! around the issues. The words of the trade stand in `assets/lexicon.toml`.

mod answer;
mod claims;
mod contacts;
pub(crate) mod dates;
mod deadlines;
mod evidence;
mod explain;
mod facts;
pub(crate) mod flow;
mod label;
mod layout;
mod lexicon;
pub(crate) mod numbering;
mod occasions;
mod outcome;
mod outline;
mod piece;
mod prose;
mod steps;
mod table;
mod title;
mod tree;
mod why;

use crate::{
    intake::Document,
    notice::{Claim, ClaimKind, Contacts, Deadline, Notice, SCHEMA, Span},
    words,
};

pub use explain::{Part, Taken, explain};
pub use lexicon::{Lexicon, LexiconError};
pub use outcome::whole as whole_outcome;
pub use prose::Prose;
pub use why::Why;

use deadlines::Days;
use flow::{Flow, Range};
use layout::Layout;
use outline::Entry;
use piece::Piece;

/// The version of the reader. It grows whenever the same text may be read differently, so that the
/// ledger knows which of its notices a newer reader has not read.
pub const READER_VERSION: u32 = 6;

/// What the parts of the reader share.
struct Reader<'d> {
    source: &'d str,
    flow: Flow,
    lexicon: &'d Lexicon,
    days: Days,
    /// Whether the document's answers end in a sentence that says the outcome, again and again.
    closes_with_outcome: bool,
}

impl Reader<'_> {
    fn shown(&self, range: &Range) -> String {
        self.flow.shown(self.source, range)
    }

    fn span(&self, range: &Range) -> Span {
        self.flow.span(range)
    }

    fn deadlines(&self, range: &Range, problem: bool) -> Vec<Deadline> {
        self.hits(range, deadlines::in_prose(self.flow.get(range), problem, self.days, self.lexicon))
    }

    fn time_limit(&self, range: &Range) -> Vec<Deadline> {
        self.hits(range, deadlines::in_limit(self.flow.get(range), self.days, self.lexicon))
    }

    fn hits(&self, range: &Range, hits: Vec<deadlines::Hit>) -> Vec<Deadline> {
        hits.into_iter()
            .map(|hit| {
                let own = range.start + hit.range.start..range.start + hit.range.end;
                Deadline { raw: self.shown(&own), due: hit.due, kind: hit.kind, span: self.span(&own) }
            })
            .collect()
    }
}

/// Reads a notice with the built-in lexicon and the user's own words; remarks in the words given.
pub fn parse(document: &Document, words: &words::read::Read) -> Notice {
    parse_with(document, Lexicon::current(), words)
}

/// Reads a notice.
pub fn parse_with(document: &Document, lexicon: &Lexicon, words: &words::read::Read) -> Notice {
    read(document, lexicon, words).0
}

/// What is known of a reading besides the notice.
struct Trace {
    flow: Flow,
    pieces: Vec<Piece>,
    /// The lines that were left out, by their first byte of the source, and why.
    dropped: Vec<(usize, Why)>,
    /// Why pieces were taken as headings or as text.
    whys: Vec<(usize, Why)>,
    /// The piece at which the outline ends and the closing words begin.
    end: usize,
}

fn read(document: &Document, lexicon: &Lexicon, words: &words::read::Read) -> (Notice, Trace) {
    let layout = layout::layout(document, lexicon);
    let mut pieces = piece::pieces(&layout, lexicon);
    let title = title::title(&layout.flow, &layout.blocks, lexicon);
    let first_block = title.as_ref().map_or(0, |title| title.next);
    let start = piece_of_block(&pieces, &layout, first_block);
    let signature = facts::signature(&layout.flow, &layout.blocks, lexicon);
    let name = signature.as_ref().map(|range| layout.flow.get(range).to_owned());
    let outline::Outline { entries, end, whys } =
        outline::outline(&layout.flow, &mut pieces, start, name.as_deref(), lexicon);

    let signed = facts::signed(&layout.flow, &layout.blocks, lexicon);
    let published =
        signed.or_else(|| facts::page_date(&layout.flow, &document.text, &layout.blocks, lexicon));
    let opening = range_of(&pieces, start, entries.first().map_or(end, |entry| entry.head));
    let own = published.as_ref().map(|(day, _)| *day);
    // A ledger says in notes between and below its rows what a notice says at its head.
    let notes = notes(&pieces);
    let inspection = notes.iter().fold(facts::inspection(&layout.flow, &opening, own), |known, note| {
        known.or(facts::inspection(&layout.flow, note, own))
    });
    let feedback = inspection.feedback.as_ref().map(|(day, _)| *day);

    let reader = Reader {
        closes_with_outcome: closes_with_outcome(&layout.flow, &pieces, lexicon),
        source: &document.text,
        flow: layout.flow,
        lexicon,
        days: Days { feedback, own },
    };
    let organisation = title
        .as_ref()
        .and_then(|title| title.organisation.clone())
        .or(signature)
        .or_else(|| facts::inspected(&reader.flow, &opening, lexicon));
    let mut notice =
        Notice { schema: SCHEMA.to_owned(), source: document.source.clone(), ..Notice::default() };
    notice.pages.clone_from(&document.pages);
    set_names(&reader, &mut notice, title.as_ref(), organisation);
    let no_day = inspection.no_day.as_ref().map(|range| reader.shown(range));
    set_inspection(&reader, &mut notice, inspection);
    if let Some((day, range)) = published {
        notice.published = Some(day);
        notice.spans.insert("published".to_owned(), reader.span(&range));
    }
    let closing = range_of(&pieces, end, pieces.len());
    set_closing(&reader, &mut notice, &closing, &opening, &notes);
    let built = tree::build(&reader, &mut pieces, entries, end);
    let around = std::iter::once(opening.clone()).chain(notes).collect();
    notice.claims = gather_claims(&reader, &notice, &built, around);
    notice.nodes = built.nodes;
    let damaged = facts::damaged(&reader.flow, &opening).map(|range| reader.shown(&range));
    let unclear = damaged.into_iter().chain(no_day).collect();
    remark(&mut notice, document, unclear, built.plan, words);
    (notice, Trace { flow: reader.flow, pieces, dropped: layout.dropped, whys, end })
}

/// The text between and behind the rows of tables of issues.
fn notes(pieces: &[Piece]) -> Vec<Range> {
    let behind = pieces.iter().skip_while(|piece| !piece.row);
    behind.filter(|piece| !piece.row && piece.number.is_none()).map(|piece| piece.full.clone()).collect()
}

/// Whether at least three blocks end in a sentence that is nothing but an outcome (已取得阶段性成效。):
/// then it is how this document says them.
fn closes_with_outcome(flow: &Flow, pieces: &[Piece], lexicon: &Lexicon) -> bool {
    let last = |piece: &&Piece| {
        let text = flow.get(&piece.body).trim_end_matches('。');
        text.rsplit_once('。').is_some_and(|(_, own)| outcome::whole(own, lexicon).is_some())
    };
    pieces.iter().filter(last).count() >= 3
}

fn piece_of_block(pieces: &[Piece], layout: &Layout, block: usize) -> usize {
    let at = layout.blocks.get(block).map_or(usize::MAX, |block| block.range.start);
    pieces.iter().position(|piece| piece.full.start >= at).unwrap_or(pieces.len())
}

/// The range from the first of pieces `from..to` to the last.
fn range_of(pieces: &[Piece], from: usize, to: usize) -> Range {
    match (pieces.get(from), to.checked_sub(1).and_then(|last| pieces.get(last))) {
        (Some(first), Some(last)) if from < to => first.full.start..last.full.end,
        (Some(first), _) => first.full.start..first.full.start,
        _ => 0..0,
    }
}

fn set_names(
    reader: &Reader,
    notice: &mut Notice,
    title: Option<&title::Title>,
    organisation: Option<Range>,
) {
    let mut put = |field: &str, range: &Range| {
        notice.spans.insert(field.to_owned(), reader.span(range));
        // Names are joined without white space, whatever line they were broken over.
        reader.shown(range).split_whitespace().collect::<String>()
    };
    if let Some(title) = title {
        let words = put("title", &title.range);
        notice.title = Some(words);
    }
    if let Some(range) = organisation {
        let words = put("organisation", &range);
        let agency = facts::agency(&reader.flow, &range, reader.lexicon);
        let name = put("agency", &agency);
        notice.organisation = Some(words);
        // An office of inspection reports on others: it is not the body inspected.
        let inspects = ["巡察", "巡视"].iter().any(|word| name.contains(word));
        notice.agency = Some(name).filter(|name| !name.is_empty() && !inspects);
        if inspects {
            notice.spans.remove("agency");
        }
    }
}

fn set_inspection(reader: &Reader, notice: &mut Notice, found: facts::Inspection) {
    let mut put = |field: &str, range: &Range| {
        notice.spans.insert(field.to_owned(), reader.span(range));
    };
    if let Some(range) = &found.body {
        put("inspection_body", range);
        notice.inspection_body = Some(reader.shown(range).split_whitespace().collect());
    }
    if let Some((period, range)) = &found.period {
        put("inspection_period", range);
        notice.inspection_period = Some(*period);
    }
    if let Some((day, range)) = &found.feedback {
        put("feedback_date", range);
        notice.feedback_date = Some(*day);
    }
    if let Some(range) = &found.round {
        put("round", range);
        notice.round = Some(reader.shown(range).split_whitespace().collect());
    }
}

/// Reads what a notice says to the public: in its closing words, and in the notes of a ledger.
fn set_closing(reader: &Reader, notice: &mut Notice, closing: &Range, opening: &Range, notes: &[Range]) {
    let disclosure = |range| facts::disclosure(&reader.flow, range, reader.lexicon);
    if let Some((period, range)) = disclosure(closing).or_else(|| disclosure(opening)) {
        notice.disclosure_period = Some(period);
        notice.spans.insert("disclosure_period".to_owned(), reader.span(&range));
    }
    let mut put = |kind: &str, ranges: Vec<Range>| -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for range in ranges {
            let shown = reader.shown(&range);
            if !words.contains(&shown) {
                notice.spans.insert(format!("contacts.{kind}.{}", words.len()), reader.span(&range));
                words.push(shown);
            }
        }
        words
    };
    let around = || std::iter::once(closing).chain(notes);
    let addresses = |range| contacts::addresses(&reader.flow, range, reader.lexicon);
    let contacts = Contacts {
        phones: put("phones", around().flat_map(|range| contacts::phones(&reader.flow, range)).collect()),
        emails: put("emails", around().flat_map(|range| contacts::emails(&reader.flow, range)).collect()),
        addresses: put("addresses", around().flat_map(addresses).collect()),
    };
    notice.contacts = contacts;
}

/// The claims of the opening and of sections and groups; of issues only those sentences that speak of
/// this inspection's own findings.
fn gather_claims(reader: &Reader, notice: &Notice, built: &tree::Built, around: Vec<Range>) -> Vec<Claim> {
    let patterns = claims::Claims::new(reader.lexicon);
    let mut ranges = around;
    let opening = ranges.len();
    for (range, issue) in &built.prose {
        if *issue {
            ranges.extend(own_findings(reader, notice, range));
        } else {
            ranges.extend(present(reader, range));
        }
    }
    let found: Vec<(usize, Range, Vec<claims::Found>)> = ranges
        .into_iter()
        .enumerate()
        .map(|(at, range)| (at, range.clone(), patterns.find(reader.flow.get(&range))))
        .collect();
    let sections = found.iter().filter(|(at, ..)| *at >= opening).flat_map(|(_, _, claims)| claims);
    let bulletin = counted_by_many(sections);
    let mut out: Vec<Claim> = Vec::new();
    for (at, range, claims) in found {
        for claim in claims {
            let known = out.iter().any(|other| other.kind == claim.kind && other.count == claim.count);
            if known || at >= opening && bulletin.contains(&claim.kind) {
                continue;
            }
            let own = range.start + claim.range.start..range.start + claim.range.end;
            out.push(Claim {
                kind: claim.kind,
                count: claim.count,
                raw: reader.shown(&own),
                span: reader.span(&own),
            });
        }
    }
    out
}

/// Kinds of which the sections give more than two different counts: a bulletin counts each body's own.
fn counted_by_many<'f>(sections: impl Iterator<Item = &'f claims::Found>) -> Vec<ClaimKind> {
    let mut counts: Vec<(ClaimKind, Vec<u64>)> = Vec::new();
    for claim in sections {
        match counts.iter_mut().find(|(kind, _)| *kind == claim.kind) {
            // Three different ones say enough.
            Some((_, own)) if own.len() < 3 && !own.contains(&claim.count) => own.push(claim.count),
            Some(_) => {}
            None => counts.push((claim.kind, vec![claim.count])),
        }
    }
    counts.into_iter().filter(|(_, own)| own.len() > 2).map(|(kind, _)| kind).collect()
}

/// The paragraphs of a range that do not begin with words of the time to come.
fn present(reader: &Reader, range: &Range) -> Vec<Range> {
    let mut out = Vec::new();
    let mut start = range.start;
    for paragraph in reader.flow.get(range).split_inclusive('\n') {
        if lexicon::begins(paragraph, &reader.lexicon.headings.ahead).is_none() {
            out.push(start..start + paragraph.len());
        }
        start += paragraph.len();
    }
    out
}

/// The sentences of an issue that count what this inspection's own group fed back.
fn own_findings(reader: &Reader, notice: &Notice, range: &Range) -> Vec<Range> {
    let Some(body) = notice.inspection_body.as_deref().map(flow::fold_text) else { return Vec::new() };
    let group = body.find('第').and_then(|at| body.get(at..)).unwrap_or(&body).to_owned();
    let text = reader.flow.get(range);
    let mut out = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '\n']) {
        let speaks = sentence.contains(&group) && sentence.contains("反馈的") && sentence.contains("方面");
        if speaks {
            let from = sentence.find(&group).unwrap_or(0);
            out.push(range.start + start + from..range.start + start + sentence.len());
        }
        start += sentence.len();
    }
    out
}

fn remark(
    notice: &mut Notice,
    document: &Document,
    mut unclear: Vec<String>,
    plan: bool,
    words: &words::read::Read,
) {
    for flaw in &document.flaws {
        notice.remarks.push((words.flaw)(flaw));
    }
    let open = notice.walk().into_iter().flat_map(|(_, node)| &node.deadlines).filter(|d| d.due.is_none());
    unclear.extend(open.map(|deadline| deadline.raw.clone()));
    for raw in unclear {
        notice.remarks.push((words.ambiguous_date)(&raw));
    }
    if plan {
        notice.remarks.push(words.only_a_plan.to_owned());
    } else if notice.issues().next().is_none() {
        notice.remarks.push(words.no_issues.to_owned());
    }
}

/// Entries of an outline with what they stand for; see [`tree`].
type Entries = Vec<Entry>;
