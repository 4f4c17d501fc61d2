//! The agencies (被巡察单位) in groups: by region, by level, by round of inspection; and which of them a
//! name means.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::ledger::{
    fold::fold,
    types::{AgencyId, AgencyRow, NoticeRow, Snapshot},
};

use super::{
    Counts,
    place::{self, Level},
};

/// By what agencies are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// All in one group.
    #[default]
    Nothing,
    /// Where they are.
    Region,
    /// On what level they are.
    Level,
    /// The round of inspection, as the notices print it. An agency that was inspected in several is in
    /// several groups, each time with what belongs to that round.
    Round,
}

/// A value, and who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told<T> {
    /// Read from the name (来自名称).
    ByName(T),
    /// A user has said so.
    ByUser(T),
}

impl<T> Told<T> {
    /// The value.
    pub fn value(&self) -> &T {
        match self {
            Self::ByName(value) | Self::ByUser(value) => value,
        }
    }

    /// Whether it is only read from the name.
    pub fn derived(&self) -> bool {
        matches!(self, Self::ByName(_))
    }
}

/// Where an agency is.
pub fn region(row: &AgencyRow) -> Option<Told<Arc<str>>> {
    match &row.region {
        Some(region) => Some(Told::ByUser(region.clone())),
        None => place::read(&row.name).region.map(|region| Told::ByName(region.into())),
    }
}

/// On what level an agency is, by the names of [`Level`] or as a user put it.
pub fn level(row: &AgencyRow) -> Option<Told<Arc<str>>> {
    match &row.level {
        Some(level) => Some(Told::ByUser(level.clone())),
        None => place::read(&row.name).level.map(|level| Told::ByName(level.name().into())),
    }
}

/// Agencies that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they have in common; `None`: nothing is known of it.
    pub name: Option<Arc<str>>,
    /// The agencies, by name.
    pub members: Vec<Member>,
    /// How many notices they have.
    pub notices: u32,
    /// The figures of all of them.
    pub counts: Counts,
}

/// An agency in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its number.
    pub id: AgencyId,
    /// Its name.
    pub name: Arc<str>,
    /// Where it is.
    pub region: Option<Told<Arc<str>>>,
    /// On what level it is.
    pub level: Option<Told<Arc<str>>>,
    /// How many notices it has in this group.
    pub notices: u32,
    /// The figures of its issues in this group.
    pub counts: Counts,
}

/// An agency in a group, by the group's name.
type Cell = (Option<Arc<str>>, AgencyId);

/// The agencies of `snapshot` in groups, by name; levels from the highest down. Those of which nothing
/// is known stand last.
pub fn groups(snapshot: &Snapshot, by: By, today: Date) -> Vec<Group> {
    groups_of(snapshot, by, today, |_| true)
}

/// As [`groups`], with the figures of those issues only that `shows` takes, by place in the snapshot.
pub fn groups_of(snapshot: &Snapshot, by: By, today: Date, shows: impl Fn(usize) -> bool) -> Vec<Group> {
    let rows: BTreeMap<AgencyId, &AgencyRow> = snapshot.agencies.iter().map(|row| (row.id, row)).collect();
    let mut cells: BTreeMap<Cell, (u32, Counts)> = BTreeMap::new();
    let name = |notice: &NoticeRow, row: &AgencyRow| match by {
        By::Nothing => None,
        By::Region => region(row).map(|told| told.value().clone()),
        By::Level => level(row).map(|told| told.value().clone()),
        By::Round => notice.round.clone(),
    };
    let mut totals: BTreeMap<Option<Arc<str>>, Counts> = BTreeMap::new();
    let mut of_notice = BTreeMap::new();
    for notice in &snapshot.notices {
        let Some(row) = rows.get(&notice.agency) else { continue };
        let place = (name(notice, row), notice.agency);
        cells.entry(place.clone()).or_default().0 += 1;
        of_notice.insert(notice.id, place);
    }
    for (_, issue) in snapshot.issues.iter().enumerate().filter(|(at, _)| shows(*at)) {
        let Some(place) = of_notice.get(&issue.notice) else { continue };
        if let Some((_, counts)) = cells.get_mut(place) {
            counts.add(&issue, today);
        }
        totals.entry(place.0.clone()).or_default().add(&issue, today);
    }
    let mut groups: Vec<Group> = Vec::new();
    for ((name, id), (notices, counts)) in cells {
        let Some(row) = rows.get(&id) else { continue };
        let member =
            Member { id, name: row.name.clone(), region: region(row), level: level(row), notices, counts };
        if groups.last().is_none_or(|group| group.name != name) {
            let counts = totals.get(&name).copied().unwrap_or_default();
            groups.push(Group { name, members: Vec::new(), notices: 0, counts });
        }
        if let Some(group) = groups.last_mut() {
            group.notices += notices;
            group.members.push(member);
        }
    }
    sort(&mut groups, by);
    groups
}

/// Sorts groups and members by name, levels from the highest down, the unknown last.
fn sort(groups: &mut [Group], by: By) {
    let rank = |name: &Option<Arc<str>>| {
        let level = name.as_deref().filter(|_| by == By::Level).and_then(Level::named);
        (name.is_none(), level.map_or(Level::ALL.len(), |level| level as usize))
    };
    groups.sort_by(|a, b| (rank(&a.name), &a.name).cmp(&(rank(&b.name), &b.name)));
    for group in groups {
        group.members.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// What a typed name means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meant<'a> {
    /// One agency. The name that was found may be another one under which notices have it.
    One {
        /// The agency.
        agency: &'a AgencyRow,
        /// The name that fits.
        name: &'a Arc<str>,
    },
    /// Several names that hold it.
    Several(Vec<&'a Arc<str>>),
    /// None.
    Nobody,
}

/// The agency that `typed` means: one that is called so, else the only one a name of which holds it.
/// White space, capitals and the width of letters do not matter.
pub fn meant<'a>(snapshot: &'a Snapshot, typed: &str) -> Meant<'a> {
    let names =
        |row: &'a AgencyRow| std::iter::once(&row.name).chain(&row.aliases).map(move |name| (row, name));
    fitting(snapshot.agencies.iter().flat_map(names).collect(), typed, true)
}

/// The name merged into another (alias) that `typed` means, in the same way.
pub fn meant_alias<'a>(snapshot: &'a Snapshot, typed: &str) -> Meant<'a> {
    let names = |row: &'a AgencyRow| row.aliases.iter().map(move |name| (row, name));
    fitting(snapshot.agencies.iter().flat_map(names).collect(), typed, false)
}

/// What `typed` means among names; with `one_agency`, several names of one agency are no doubt.
fn fitting<'a>(names: Vec<(&'a AgencyRow, &'a Arc<str>)>, typed: &str, one_agency: bool) -> Meant<'a> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Meant::Nobody;
    }
    let only = |fits: &dyn Fn(&str) -> bool| {
        let found: Vec<_> = names.iter().filter(|(_, name)| fits(name)).collect();
        let (agency, name) = found.first()?;
        let same = one_agency && found.iter().all(|(other, _)| other.id == agency.id);
        Some(match found.len() == 1 || same {
            true => Meant::One { agency, name },
            false => Meant::Several(found.iter().map(|(_, name)| *name).collect()),
        })
    };
    // Two names may differ only in white space: what is written letter for letter counts first.
    only(&|name| name == typed)
        .or_else(|| only(&|name| fold(name) == wanted))
        .or_else(|| only(&|name| fold(name).contains(&wanted)))
        .unwrap_or(Meant::Nobody)
}

#[cfg(test)]
#[path = "agencies_tests.rs"]
mod tests;
