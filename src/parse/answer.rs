//! An issue's pieces → its fields: title, detail, outcome, response, who, by when.

use crate::notice::{Basis, Deadline, Labelled, Measure, Node, NodeKind, Outcome, Responsible};

use super::{
    Reader,
    evidence::{
        Kind, answers, bracketed_outcome, in_bracket, is_outcome, states_outcome, trailing_bracket, value,
    },
    flow::{Range, behind_last},
    label::Roles,
    outcome,
    outline::{Entry, label_of, labelled_range},
    piece::Piece,
    steps,
};

/// Ranges of the flow that make up an issue's fields.
#[derive(Debug, Default)]
struct Fields {
    title: Vec<Range>,
    detail: Vec<Range>,
    response: Vec<Range>,
    outcome: Option<Found>,
    responsible: Vec<(String, Range)>,
    deadline: Vec<Range>,
}

/// An outcome before its words are read from the text.
#[derive(Debug, Clone)]
struct Found {
    raw: Range,
    tags: Vec<crate::notice::OutcomeTag>,
    basis: Basis,
}

/// The field to which text without a label belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Detail,
    Response,
    /// The last label takes one block of text, which came.
    Full,
    /// The label of an outcome stood alone; the next block is its value.
    Outcome,
    Responsible,
    Deadline,
    Other,
}

const ENDS: &[char] = &['。', '.', ';', ',', '、', ':'];

/// Reads the issue that begins at `entry`; its children are added by the caller.
pub fn issue(reader: &Reader, pieces: &[Piece], entry: &Entry) -> Node {
    let mut fields = Fields::default();
    gather(reader, pieces, entry, &mut fields);
    title_brackets(reader, &mut fields);
    detail_bracket(reader, &mut fields);
    if !is_labelled(reader, pieces, entry) || names_problem(reader, &fields) {
        split_run_in(reader, &mut fields);
    }
    stated(reader, &mut fields);
    let label = label_of(pieces, entry);
    let title = reader.flow.trim(&joined(&fields.title), &[' ']);
    // A ledger may have its numbers in a column behind the problems.
    let behind = reader.span(&label).start > reader.span(&title).start;
    let whole = if behind { title.clone() } else { labelled_range(&label, &title) };
    let mut deadlines = Vec::new();
    for range in fields.title.iter().chain(&fields.detail) {
        deadlines.extend(reader.deadlines(range, true));
    }
    for range in &fields.response {
        deadlines.extend(reader.deadlines(range, false));
    }
    for range in &fields.deadline {
        deadlines.extend(reader.time_limit(range));
    }
    Node {
        kind: NodeKind::Issue,
        label: reader.shown(&label),
        title: reader.shown(&title),
        span: reader.span(&whole),
        extent: reader.span(&whole),
        outcome: fields.outcome.map(|found| Outcome {
            raw: reader.shown(&found.raw),
            tags: found.tags,
            basis: found.basis,
            span: reader.span(&found.raw),
        }),
        response: passage(reader, &fields.response),
        measures: measures(reader, &fields.response),
        deadlines: in_order(deadlines),
        detail: passage(reader, &fields.detail),
        responsible: fields
            .responsible
            .into_iter()
            .map(|(role, range)| Responsible { role, name: reader.shown(&range), span: reader.span(&range) })
            .collect(),
        children: Vec::new(),
    }
}

/// Deadlines in the order of the text, each day and kind of one place once.
fn in_order(mut deadlines: Vec<Deadline>) -> Vec<Deadline> {
    deadlines.sort_by_key(|deadline| (deadline.span.start, deadline.span.end));
    deadlines.dedup_by_key(|deadline| deadline.span);
    deadlines
}

/// The range from the first of `ranges` to the last.
fn joined(ranges: &[Range]) -> Range {
    match (ranges.first(), ranges.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

fn passage(reader: &Reader, ranges: &[Range]) -> Option<Labelled> {
    let text: Vec<String> =
        ranges.iter().map(|range| reader.shown(range)).filter(|text| !text.is_empty()).collect();
    (!text.is_empty()).then(|| Labelled { text: text.join("\n"), span: reader.span(&joined(ranges)) })
}

fn measures(reader: &Reader, response: &[Range]) -> Vec<Measure> {
    steps::steps(&reader.flow, response)
        .into_iter()
        .map(|step| Measure {
            label: reader.shown(&step.label),
            text: reader.shown(&step.text),
            span: reader.span(&(step.label.start..step.text.end)),
        })
        .collect()
}

/// Lays the entry's pieces into its fields.
fn gather(reader: &Reader, pieces: &[Piece], entry: &Entry, fields: &mut Fields) {
    let mut field = Field::Title;
    let mut older = Older::of(reader, pieces, entry);
    for at in entry.head..entry.end {
        let piece = &pieces[at];
        if pieces[entry.head].row && !piece.row {
            break;
        }
        let text = reader.flow.get(&piece.full);
        if older.keeps(text, piece, at) {
            fields.response.push(piece.full.clone());
            continue;
        }
        if at != entry.head && states_outcome(&reader.flow, piece, reader.lexicon) && fields.outcome.is_none()
        {
            field = outcome_value(reader, &piece.body, fields);
        } else if piece.label.as_ref().is_some_and(|label| at != entry.head || label.roles != Roles::PROBLEM)
        {
            field = labelled(reader, pieces, at, fields);
        } else if at == entry.head {
            fields.title.push(without_label(reader, &piece.body));
        } else if !piece.body.is_empty() {
            field = unlabelled(reader, &piece.body, field, fields);
        }
    }
}

/// An older round's issues, listed inside an answer (`1-2,…`): their labels are not this issue's.
#[derive(Debug, Default)]
struct Older {
    open: bool,
    answered: bool,
    /// The piece that brings this issue's own outcome behind the list, if one does.
    own: Option<usize>,
}

impl Older {
    /// Of the outcomes behind the list the last is this issue's own, unless each of the list's has one.
    fn of(reader: &Reader, pieces: &[Piece], entry: &Entry) -> Self {
        let mut items = 0;
        let mut outcomes = Vec::new();
        for at in entry.head..entry.end {
            if is_older_number(reader.flow.get(&pieces[at].full)) {
                items += 1;
            } else if items > 0 && answers(&reader.flow, pieces, at, reader.lexicon) == Some(Kind::Outcome) {
                outcomes.push(at);
            }
        }
        let each = items > 1 && outcomes.len() == items;
        Self { own: outcomes.last().copied().filter(|_| !each), ..Self::default() }
    }

    fn keeps(&mut self, text: &str, piece: &Piece, at: usize) -> bool {
        if is_older_number(text) {
            self.open = true;
            self.answered = false;
            return true;
        }
        if !self.open || self.own == Some(at) {
            self.open = false;
            return false;
        }
        if piece.may_be(Roles::RESPONSE) {
            let first = !self.answered;
            self.answered = true;
            return first;
        }
        true
    }
}

/// `1-2,` or `3-1.`: the number of an older list.
fn is_older_number(text: &str) -> bool {
    let mut rest = text.trim_start_matches('(').trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() {
        return false;
    }
    rest = match rest.strip_prefix(['-', '—', '–']) {
        Some(rest) => rest,
        None => return false,
    };
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < rest.len() && behind.starts_with([',', '、', '.', ')', ':'])
}

/// The title behind its number, less the word for a problem (`3、问题：…`).
fn without_label(reader: &Reader, body: &Range) -> Range {
    let label = super::label::at_head(reader.flow.get(body), reader.lexicon);
    let length = label
        .filter(|label| label.roles == Roles::PROBLEM && label.length > label.word.len())
        .map_or(0, |l| l.length);
    body.start + length..body.end
}

/// Text without a label goes on with the field before it.
fn unlabelled(reader: &Reader, body: &Range, field: Field, fields: &mut Fields) -> Field {
    match field {
        Field::Title => fields.title.push(body.clone()),
        Field::Detail => fields.detail.push(body.clone()),
        Field::Response | Field::Full => {
            fields.response.push(body.clone());
            return Field::Response;
        }
        Field::Outcome => return outcome_value(reader, body, fields),
        Field::Responsible => {
            if let Some(last) = fields.responsible.last_mut() {
                last.1 = reader.flow.trim(body, ENDS);
            }
            return Field::Full;
        }
        Field::Deadline => {
            fields.deadline.push(body.clone());
            return Field::Full;
        }
        Field::Other => return Field::Full,
    }
    field
}

fn labelled(reader: &Reader, pieces: &[Piece], at: usize, fields: &mut Fields) -> Field {
    let piece = &pieces[at];
    let alone = reader.flow.trim(&piece.body, ENDS).is_empty();
    match answers(&reader.flow, pieces, at, reader.lexicon) {
        Some(Kind::Outcome) if alone => return Field::Outcome,
        Some(Kind::Outcome) => return outcome_value(reader, &piece.body, fields),
        Some(Kind::Response) => {
            if !alone {
                fields.response.push(piece.body.clone());
            }
            return Field::Response;
        }
        None => {}
    }
    let Some(label) = &piece.label else { return Field::Full };
    if label.roles.may_be(Roles::RESPONSIBLE) {
        fields.responsible.push((label.word.clone(), reader.flow.trim(&piece.body, ENDS)));
        return if alone { Field::Responsible } else { Field::Full };
    }
    if label.roles.may_be(Roles::DEADLINE) {
        if alone {
            return Field::Deadline;
        }
        fields.deadline.push(piece.body.clone());
        return Field::Full;
    }
    if label.roles.may_be(Roles::OTHER) {
        return if alone { Field::Other } else { Field::Full };
    }
    let untitled = fields.title.iter().all(|range| range.is_empty());
    let title = label.roles.may_be(Roles::PROBLEM.with(Roles::DETAIL)) && untitled;
    if title {
        fields.title.clear();
    }
    let target = if title { &mut fields.title } else { &mut fields.detail };
    if !piece.body.is_empty() {
        target.push(piece.body.clone());
    }
    if title { Field::Title } else { Field::Detail }
}

/// The value of an outcome's label: its first sentence is the outcome, the rest is the answer's.
fn outcome_value(reader: &Reader, body: &Range, fields: &mut Fields) -> Field {
    let text = reader.flow.get(body);
    let stop = text.find('。').unwrap_or(text.len());
    let first = text.get(..stop).unwrap_or("");
    let raw = reader.flow.trim(&(body.start..body.start + stop), ENDS);
    let tags = outcome::whole(first.trim_end_matches(ENDS), reader.lexicon)
        .or_else(|| outcome::leading(first, reader.lexicon).map(|(tags, _)| tags))
        .or_else(|| outcome::scan(first, reader.lexicon));
    if let Some(tags) = tags
        && fields.outcome.is_none()
    {
        // A label with a whole sentence behind it is a statement.
        let dated = outcome::whole(first, reader.lexicon).is_some() && !super::dates::find(first).is_empty();
        let sentence = dated || outcome::names_issue(first, reader.lexicon);
        let basis = if sentence { Basis::Stated } else { Basis::Labelled };
        fields.outcome = Some(Found { raw, tags, basis });
    }
    let rest = reader.flow.first_sentence(body).end;
    if rest < body.end {
        fields.response.push(rest..body.end);
    }
    Field::Full
}

/// Outcomes and responsibilities in brackets behind the title.
fn title_brackets(reader: &Reader, fields: &mut Fields) {
    while let Some(last) = fields.title.last_mut() {
        let text = reader.flow.get(last);
        if let Some((at, inner)) = leading_outcome(text, reader)
            && fields.outcome.is_none()
        {
            let open = last.start + '【'.len_utf8();
            let raw = open..open + inner.len();
            if let Some(tags) = outcome::whole(inner, reader.lexicon) {
                fields.outcome = Some(Found { raw, tags, basis: Basis::Labelled });
            }
            last.start += at;
            continue;
        }
        let Some((at, inner)) = trailing_bracket(text) else { return };
        let inside =
            last.start + text.get(at..).and_then(|t| t.chars().next()).map_or(at, |c| at + c.len_utf8());
        let begin = in_bracket(inner, reader.lexicon);
        let inner_range = inside + begin.unwrap_or(0)..inside + inner.len();
        if let Some(tags) = begin.and_then(|at| outcome::whole(inner.get(at..)?, reader.lexicon)) {
            if fields.outcome.is_none() {
                fields.outcome = Some(Found { raw: inner_range, tags, basis: Basis::Labelled });
            }
        } else if !bracket_fields(reader, &inner_range, fields) {
            return;
        }
        if let Some(last) = fields.title.last_mut() {
            last.end = last.start + at;
        }
    }
}

/// Responsibilities in brackets behind the problem's elaboration.
fn detail_bracket(reader: &Reader, fields: &mut Fields) {
    let Some(last) = fields.detail.last().cloned() else { return };
    let text = reader.flow.get(&last);
    let Some((at, inner)) = trailing_bracket(text) else { return };
    let begin = last.start + at + 1;
    if bracket_fields(reader, &(begin..begin + inner.len()), fields)
        && let Some(last) = fields.detail.last_mut()
    {
        last.end = last.start + at;
    }
}

/// An outcome in brackets before the title: its length, and what stands in it.
fn leading_outcome<'t>(text: &'t str, reader: &Reader) -> Option<(usize, &'t str)> {
    let inner = text.strip_prefix('【')?.split('】').next()?;
    outcome::whole(inner, reader.lexicon)?;
    Some((inner.len() + '【'.len_utf8() + '】'.len_utf8(), inner))
}

/// （牵头单位：…；责任单位：…；完成时限：…）
fn bracket_fields(reader: &Reader, inner: &Range, fields: &mut Fields) -> bool {
    let text = reader.flow.get(inner).to_owned();
    let mut found = false;
    let mut start = 0;
    for part in text.split([';', ',']) {
        let range = inner.start + start..inner.start + start + part.len();
        start += part.len() + 1;
        let Some(label) = super::label::at_head(part, reader.lexicon) else { continue };
        let value = range.start + label.length..range.end;
        if label.roles.may_be(Roles::RESPONSIBLE) {
            fields.responsible.push((label.word, value));
        } else if label.roles.may_be(Roles::DEADLINE) {
            fields.deadline.push(value);
        } else {
            continue;
        }
        found = true;
    }
    found
}

/// Whether the title's first sentence names the whole problem (关于台账不健全的问题。), so that steps behind it in the
/// same paragraph answer, although the outcome alone has a label.
fn names_problem(reader: &Reader, fields: &Fields) -> bool {
    let ([only], [], true) = (&*fields.title, &*fields.detail, fields.outcome.is_some()) else {
        return false;
    };
    let first = reader.flow.first_sentence(only);
    let text = reader.flow.get(&first).trim_end_matches(ENDS);
    let bare = text.trim_start_matches(|c: char| c.is_numeric() || "、.()（） ".contains(c));
    bare.starts_with("关于") && bare.ends_with("问题") && first.end < only.end
}

/// Without labels the title ends at its first full stop, and the rest is the answer.
fn split_run_in(reader: &Reader, fields: &mut Fields) {
    if !fields.response.is_empty() || fields.title.is_empty() {
        return;
    }
    let first = fields.title[0].clone();
    let mut rest: Vec<Range> = fields.title.drain(1..).collect();
    fields.title[0] = reader.flow.first_sentence(&first);
    let cut = fields.title[0].end;
    if cut < first.end {
        rest.insert(0, cut..first.end);
    }
    fields.response = rest;
}

/// An outcome that the answer states: a sentence of its own at its head or end, or the last clause
/// when that names the issue.
fn stated(reader: &Reader, fields: &mut Fields) {
    if fields.outcome.is_some() {
        return;
    }
    let Some(first) = fields.response.first().cloned() else { return };
    let text = reader.flow.get(&first);
    let stop = text.find('。').unwrap_or(text.len());
    if let Some(tags) = outcome::whole(text.get(..stop).unwrap_or(""), reader.lexicon) {
        let raw = reader.flow.trim(&(first.start..first.start + stop), ENDS);
        fields.outcome = Some(Found { raw, tags, basis: Basis::Stated });
        fields.response[0].start = reader.flow.first_sentence(&first).end;
        fields.response.retain(|range| !range.is_empty());
        return;
    }
    let Some(last) = fields.response.last().cloned() else { return };
    let text = reader.flow.get(&last);
    let body = text.trim_end_matches(ENDS);
    let own = behind_last(body, &['。', ';']);
    let sentence = body.len() - own.len();
    let names = outcome::names_issue(own, reader.lexicon);
    // 已完成整改。 speaks of the rectification; 已完成。 behind a step may speak of the step.
    let about = names || sentence == 0 || own.contains("整改");
    if let Some(tags) = outcome::whole(own, reader.lexicon).filter(|_| about || reader.closes_with_outcome) {
        let raw = last.start + sentence..last.start + body.len();
        fields.outcome = Some(Found { raw: raw.clone(), tags, basis: Basis::Stated });
        if let Some(range) = fields.response.last_mut() {
            range.end = raw.start;
        }
        fields.response.retain(|range| !range.is_empty());
        return;
    }
    let clause = own.rfind(',').map_or(0, |at| at + 1);
    let mut begin = clause;
    // 目前该问题已整改,需长期坚持: the clause before belongs to it.
    while let Some(before) = own.get(..begin.saturating_sub(1)).filter(|_| begin > 0) {
        let earlier = before.rfind(',').map_or(0, |at| at + 1);
        if outcome::whole(own.get(earlier..).unwrap_or(""), reader.lexicon).is_none() {
            break;
        }
        begin = earlier;
    }
    let words = own.get(begin..).unwrap_or("");
    if outcome::names_issue(words, reader.lexicon)
        && let Some(tags) = outcome::whole(words, reader.lexicon)
    {
        let raw = last.start + sentence + begin..last.start + body.len();
        fields.outcome = Some(Found { raw, tags, basis: Basis::Stated });
    }
}

/// Whether a label parts an entry's problem from its answer.
pub fn is_labelled(reader: &Reader, pieces: &[Piece], entry: &Entry) -> bool {
    (entry.head..entry.end)
        .any(|at| pieces[at].label.is_some() && answers(&reader.flow, pieces, at, reader.lexicon).is_some())
}

/// Whether pieces of an entry answer: an answer's label, or an outcome in brackets behind the title.
pub fn has_answer(reader: &Reader, pieces: &[Piece], entry: &Entry) -> bool {
    (entry.head..entry.end).any(|at| answers(&reader.flow, pieces, at, reader.lexicon).is_some())
        || bracketed_outcome(reader.flow.get(&pieces[entry.head].body), reader.lexicon)
}

/// Whether pieces of an entry bring more than a plan: an outcome, or an answer's label that plans
/// do not have.
pub fn has_result(reader: &Reader, pieces: &[Piece], entry: &Entry) -> bool {
    (entry.head..entry.end).any(|at| {
        let piece = &pieces[at];
        let planned =
            piece.label.as_ref().is_some_and(|label| reader.lexicon.labels.plan.contains(&label.word));
        answers(&reader.flow, pieces, at, reader.lexicon).is_some() && !planned
            || piece.may_be(Roles::OUTCOME) && is_outcome(value(&reader.flow, pieces, at), reader.lexicon)
    })
}
