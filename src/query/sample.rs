//! A random sample for checking backwards (反向核查): closed issues are drawn, and somebody goes and
//! looks.
//!
//! The draw can be repeated: it depends on the seed, on the ids of the issues and on the names of
//! their agencies, never on the order of rows or on numbers of one ledger. Each issue gets the number
//! SHA-256(`huitoukan sample 1`, seed, id); of each agency those with the smallest numbers are taken.
//! No generator of random numbers is used, so no version of one can change a draw.
//!
//! How many are taken of each agency is proportional to how many it has, by largest remainders; ties
//! go by SHA-256 of seed and name. Where the sample is not smaller than the number of agencies, each
//! has at least one: agencies whose share is below one get one, and the rest is shared among the others.

use std::{cmp::Reverse, collections::BTreeMap};

use sha2::{Digest, Sha256};

/// An issue that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate<'a> {
    /// The name of its agency.
    pub agency: &'a str,
    /// Its id for people.
    pub key: &'a str,
}

/// How many are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// So many of all.
    Total(usize),
    /// So many of each agency; all that it has, where it has fewer.
    PerAgency(usize),
}

/// Draws from `pool`; the drawn by name of agency, then in the order in which they were drawn. More
/// than there are: all.
pub fn draw<'a>(pool: &[Candidate<'a>], size: Size, seed: u64) -> Vec<Candidate<'a>> {
    let mut strata: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for candidate in pool {
        strata.entry(candidate.agency).or_default().push(candidate.key);
    }
    for keys in strata.values_mut() {
        keys.sort_unstable();
        keys.dedup();
        keys.sort_by_cached_key(|key| number(seed, "issue", key));
    }
    let sizes: Vec<(&str, usize)> = strata.iter().map(|(agency, keys)| (*agency, keys.len())).collect();
    let shares = match size {
        Size::Total(total) => shares(&sizes, total, seed),
        Size::PerAgency(each) => sizes.iter().map(|(_, size)| (*size).min(each)).collect(),
    };
    let drawn = strata.iter().zip(shares);
    drawn
        .flat_map(|((agency, keys), share)| keys.iter().take(share).map(|key| Candidate { agency, key }))
        .collect()
}

/// How many are drawn of each, for groups of these sizes.
fn shares(sizes: &[(&str, usize)], total: usize, seed: u64) -> Vec<usize> {
    let mut left: usize = sizes.iter().map(|(_, size)| size).sum();
    let mut total = total.min(left);
    let mut shares = vec![0; sizes.len()];
    let mut open: Vec<usize> = (0..sizes.len()).collect();
    let size = |at: usize| sizes.get(at).map_or(0, |(_, size)| *size);
    if total >= sizes.len() {
        // Taking out a small group may make the share of another fall below one.
        loop {
            let small: Vec<usize> =
                open.iter().copied().filter(|at| product(total, size(*at)) < left as u128).collect();
            if small.is_empty() {
                break;
            }
            for at in &small {
                if let Some(share) = shares.get_mut(*at) {
                    *share = 1;
                }
                left -= size(*at);
            }
            total -= small.len();
            open.retain(|at| !small.contains(at));
        }
    }
    let mut given = 0;
    let whole = (left as u128).max(1);
    for at in &open {
        let floor = usize::try_from(product(total, size(*at)) / whole).unwrap_or(total);
        given += floor;
        if let Some(share) = shares.get_mut(*at) {
            *share = floor;
        }
    }
    open.sort_by_cached_key(|at| {
        let name = sizes.get(*at).map_or("", |(name, _)| name);
        (Reverse(product(total, size(*at)) % whole), number(seed, "agency", name))
    });
    for at in open.into_iter().take(total.saturating_sub(given)) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares
}

fn product(one: usize, other: usize) -> u128 {
    one as u128 * other as u128
}

/// The number by which an issue or an agency is drawn. The form of what is hashed never changes.
fn number(seed: u64, what: &str, name: &str) -> [u8; 32] {
    Sha256::digest(format!("huitoukan sample 1\n{what}\n{seed}\n{name}")).into()
}

#[cfg(test)]
#[path = "sample_tests.rs"]
mod tests;
