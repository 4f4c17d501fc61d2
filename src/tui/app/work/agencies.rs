//! Agencies in groups; one, or those that are chosen, is merged into another.

use std::collections::{HashMap, HashSet};

use crate::{
    ledger::{
        followup::case::AgencyChange,
        types::{AgencyId, AgencyRow, IssueRow},
    },
    query::agencies::{By, groups_of},
    tui::app::{
        filter,
        menu::{Choice, Item, Menu, MenuKind},
        model::{AgencyLine, Model, Overlay, Tone},
        order::Order,
    },
};

use super::menu::What;

/// The agencies all issues of which are chosen, the selected one left out.
fn chosen(model: &Model) -> Vec<&AgencyRow> {
    let selected = model.agency().map(|row| row.id);
    let rows = || model.data.snapshot.issues.iter().filter(|row| !row.fixes.void);
    let some: HashSet<AgencyId> =
        rows().filter(|row| model.picks.issues.contains(&row.id)).map(|row| row.agency).collect();
    let not_all: HashSet<AgencyId> =
        rows().filter(|row| !model.picks.issues.contains(&row.id)).map(|row| row.agency).collect();
    let wanted =
        |row: &&AgencyRow| some.contains(&row.id) && !not_all.contains(&row.id) && Some(row.id) != selected;
    model.data.snapshot.agencies.iter().filter(wanted).collect()
}

/// The choice that merges the chosen agencies into the selected one, where some are chosen.
pub fn item(model: &Model) -> Option<Item> {
    let count = chosen(model).len();
    (count > 0).then(|| Item::new((model.words.tui.job.merge)(count), Choice::Work(What::Merge)))
}

/// Asks whether to merge the chosen agencies.
pub fn ask(model: &mut Model) {
    let Some(into) = model.agency().map(|row| row.id) else { return };
    let agencies: Vec<AgencyId> = chosen(model).into_iter().map(|row| row.id).collect();
    ask_into(model, &agencies, into);
}

/// Asks whether to merge these agencies into one: what goes, and how much of it there is.
pub fn ask_into(model: &mut Model, agencies: &[AgencyId], into: AgencyId) {
    let words = &model.words.tui.job;
    let Some(into) = model.data.agency(into).map(|row| row.name.to_string()) else { return };
    let rows = agencies.iter().filter_map(|id| model.data.agency(*id));
    let names: Vec<String> = rows.map(|row| row.name.to_string()).collect();
    let snapshot = &model.data.snapshot;
    let notices = snapshot.notices.iter().filter(|row| agencies.contains(&row.agency)).count();
    let of_them = |row: &IssueRow<'_>| agencies.contains(&row.agency) && !row.fixes.void;
    let issues = snapshot.issues.iter().filter(of_them).count();
    let items = vec![Item::new(words.merge_yes, Choice::Yes), Item::new(words.merge_no, Choice::No)];
    let mut menu = Menu::new(MenuKind::Ask, model.words.tui.agency.title, items);
    menu.intro = vec![(words.merge_ask)(&names.join(model.words.follow.comma), &into, notices, issues)];
    menu.list.select(1);
    let said = |name| (name, AgencyChange::Alias { into: Some(into.clone()) });
    model.marks.held = Some(Order::Agencies(names.into_iter().map(said).collect()));
    model.overlays.push(Overlay::Menu(menu));
}

/// The rows of agencies in groups, each group below its heading.
pub fn lines(model: &Model, by: By) -> Vec<AgencyLine> {
    let snapshot = &model.data.snapshot;
    let all = model.filter.is_empty();
    let shows = |at: usize| model.data.shown.get(at).copied().unwrap_or(false);
    let places: HashMap<AgencyId, usize> =
        snapshot.agencies.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let only_differs = |id: AgencyId| {
        let counts = places.get(&id).and_then(|at| model.data.tally.agencies.get(*at));
        counts.is_some_and(|counts| filter::only_differs(&model.filter, counts))
    };
    let words = model.words;
    let mut lines = Vec::new();
    for group in groups_of(snapshot, by, model.today, shows) {
        let members: Vec<AgencyLine> = group
            .members
            .iter()
            .filter(|member| all || member.counts.rows() > 0 || only_differs(member.id))
            .map(|member| AgencyLine {
                at: places.get(&member.id).copied(),
                head: String::new(),
                counts: member.counts,
            })
            .collect();
        if members.is_empty() {
            continue;
        }
        // Of nothing, which is first, there are no groups.
        let unknown = words.agenda.agencies.unknown.get((by as usize).saturating_sub(1)).copied();
        let name = group.name.as_deref().or(unknown).unwrap_or_default();
        let head = (words.tui.job.group)(name, members.len());
        lines.push(AgencyLine { at: None, head, counts: group.counts });
        lines.extend(members);
    }
    lines
}

/// Groups the agencies by the next thing: nothing, region, level, round.
pub fn turn(model: &mut Model) {
    let words = &model.words.tui.job;
    let by = match model.agencies.by {
        By::Nothing => By::Region,
        By::Region => By::Level,
        By::Level => By::Round,
        By::Round => By::Nothing,
    };
    model.agencies.by = by;
    filter::refresh(model);
    model.say(Tone::Plain, words.grouped.get(by as usize).copied().unwrap_or_default());
}
