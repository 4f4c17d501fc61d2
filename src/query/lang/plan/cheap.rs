//! What is found out first, and of which issues at all.

use crate::ledger::{ids::Ids, search::Found};

use super::{Ask, Part};

impl Ask {
    /// Whether it or a part of it is so.
    pub(super) fn any(&self, so: &impl Fn(&Self) -> bool) -> bool {
        so(self)
            || match self {
                Self::Not(one) => one.any(so),
                Self::Every(all) | Self::Some(all) => all.iter().any(|one| one.any(so)),
                _ => false,
            }
    }

    /// Issues of which some answer, and no others; `None` where texts alone do not tell.
    pub(super) fn within(&self, found: &Found) -> Option<Ids> {
        match self {
            Self::Found(at) => Some(found.get(*at).map(|hits| hits.ids.clone()).unwrap_or_default()),
            Self::Every(all) => all.iter().filter_map(|one| one.within(found)).reduce(|mut both, ids| {
                both.and(&ids);
                both
            }),
            Self::Some(all) => {
                let each: Option<Vec<Ids>> = all.iter().map(|one| one.within(found)).collect();
                each?.into_iter().reduce(|mut either, ids| {
                    either.or(&ids);
                    either
                })
            }
            _ => None,
        }
    }

    /// Whether all issues of a notice answer alike.
    pub(super) fn is_of_notices(&self) -> bool {
        matches!(
            self,
            Self::Agency(_) | Self::Day(..) | Self::Part(Part::Notice | Part::Region | Part::Round, _)
        )
    }

    /// What is soonest found out comes first. An answer does not depend on the order.
    pub(super) fn cheap_first(&mut self) {
        match self {
            Self::Not(one) => one.cheap_first(),
            Self::Every(all) | Self::Some(all) => {
                all.iter_mut().for_each(Self::cheap_first);
                all.sort_by_key(Self::price);
            }
            _ => {}
        }
    }

    /// What it takes to find out, in steps.
    fn price(&self) -> u8 {
        match self {
            Self::All | Self::Known(_) => 0,
            of_notice if of_notice.is_of_notices() => 1,
            Self::Outcome(_) | Self::State(_) | Self::Finding(_) | Self::Found(_) => 2,
            Self::Deadline(_) | Self::Recheck(_) | Self::Has(_) | Self::Doubt(_) => 3,
            Self::Part(Part::Id, _) => 4,
            Self::Not(one) => one.price(),
            Self::Every(all) | Self::Some(all) => all.iter().map(Self::price).max().unwrap_or(0),
            // Texts are folded for it.
            _ => 5,
        }
    }
}
