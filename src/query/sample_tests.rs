use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// A pool with groups of these sizes.
fn pool(sizes: &[usize]) -> Vec<(String, String)> {
    let of = |(at, size): (usize, &usize)| {
        (0..*size).map(move |n| (format!("甲{at}局"), format!("{at:03}{n:05}"))).collect::<Vec<_>>()
    };
    sizes.iter().enumerate().flat_map(of).collect()
}

fn candidates(pool: &[(String, String)]) -> Vec<Candidate<'_>> {
    pool.iter().map(|(agency, key)| Candidate { agency, key }).collect()
}

fn counts(sizes: &[usize], total: usize, seed: u64) -> Vec<usize> {
    let names: Vec<String> = (0..sizes.len()).map(|at| format!("甲{at}局")).collect();
    let sizes: Vec<(&str, usize)> = names.iter().map(String::as_str).zip(sizes.iter().copied()).collect();
    shares(&sizes, total, seed)
}

#[rstest]
#[case::even(&[10, 10], 4, &[2, 2])]
#[case::proportional(&[30, 10], 4, &[3, 1])]
#[case::largest_remainder(&[5, 3, 2], 4, &[2, 1, 1])]
#[case::at_least_one(&[98, 1, 1], 10, &[8, 1, 1])]
#[case::at_least_one_again(&[990, 6, 4], 3, &[1, 1, 1])]
#[case::fewer_than_agencies(&[50, 3, 2], 2, &[2, 0, 0])]
#[case::all(&[2, 3], 9, &[2, 3])]
#[case::none(&[2, 3], 0, &[0, 0])]
#[case::nothing_there(&[], 5, &[])]
fn shares_are_as_counted_by_hand(#[case] sizes: &[usize], #[case] total: usize, #[case] want: &[usize]) {
    assert_eq!(counts(sizes, total, 7), want);
}

#[test]
fn a_draw_stays_the_same_for_ever() {
    let pool = pool(&[4, 3]);
    let drawn = draw(&candidates(&pool), Size::Total(3), 20_261_123);
    let keys: Vec<&str> = drawn.iter().map(|one| one.key).collect();
    // A change of this list breaks every draw that was written down.
    assert_eq!(keys, ["00000003", "00000002", "00100002"]);
}

#[test]
fn another_seed_draws_others() {
    let pool = pool(&[200, 200]);
    let pool = candidates(&pool);
    let one = draw(&pool, Size::Total(20), 1);
    assert_ne!(one, draw(&pool, Size::Total(20), 2));
}

#[test]
fn over_many_seeds_every_issue_is_drawn_about_as_often() {
    let pool = pool(&[10, 10]);
    let pool = candidates(&pool);
    let mut hits: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..1000 {
        for one in draw(&pool, Size::Total(4), seed) {
            *hits.entry(one.key).or_default() += 1;
        }
    }
    // 200 expected; the deviation is about 13.
    assert!(hits.len() == 20 && hits.values().all(|hits| (140..260).contains(hits)), "{hits:?}");
}

fn sizes() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(prop_oneof![1usize..5, 1usize..60], 1..12)
}

proptest! {
    #[test]
    fn the_order_of_the_rows_does_not_matter(
        pool in sizes().prop_map(|sizes| pool(&sizes)).prop_flat_map(|pool| (Just(pool.clone()), Just(pool).prop_shuffle())),
        total in 0usize..80,
        seed: u64,
        each: bool,
    ) {
        let size = if each { Size::PerAgency(total) } else { Size::Total(total) };
        prop_assert_eq!(draw(&candidates(&pool.0), size, seed), draw(&candidates(&pool.1), size, seed));
    }

    #[test]
    fn as_many_are_drawn_as_asked_and_none_twice(sizes in sizes(), total in 0usize..400, seed: u64) {
        let pool = pool(&sizes);
        let drawn = draw(&candidates(&pool), Size::Total(total), seed);
        prop_assert_eq!(drawn.len(), total.min(pool.len()));
        let keys: BTreeSet<&str> = drawn.iter().map(|one| one.key).collect();
        prop_assert_eq!(keys.len(), drawn.len());
    }

    #[test]
    fn each_agency_has_its_share(sizes in sizes(), total in 0usize..400, seed: u64) {
        let shares = counts(&sizes, total, seed);
        let total = total.min(sizes.iter().sum());
        // Those that have one for being too small for a share are left out, and what is left is shared.
        let mut open: Vec<usize> = (0..sizes.len()).collect();
        let mut rest = total;
        while total >= sizes.len() {
            let left: usize = open.iter().map(|at| sizes[*at]).sum();
            let small: Vec<usize> = open.iter().copied().filter(|at| rest * sizes[*at] < left).collect();
            if small.is_empty() { break; }
            for at in &small {
                prop_assert_eq!(shares[*at], 1);
            }
            rest -= small.len();
            open.retain(|at| !small.contains(at));
        }
        let left: usize = open.iter().map(|at| sizes[*at]).sum();
        for at in open {
            let exact = (rest * sizes[at]) as f64 / left as f64;
            prop_assert!((shares[at] as f64 - exact).abs() < 1.0, "{} of {exact}", shares[at]);
            prop_assert!(shares[at] <= sizes[at]);
        }
        if total >= sizes.len() {
            prop_assert!(shares.iter().all(|share| *share >= 1));
        }
    }

    /// Only of a draw of so many an agency: proportional shares may lose one where the whole grows.
    #[test]
    fn a_larger_draw_an_agency_holds_the_smaller(sizes in sizes(), each in 0usize..30, more in 0usize..30, seed: u64) {
        let pool = pool(&sizes);
        let pool = candidates(&pool);
        let small: BTreeSet<_> = draw(&pool, Size::PerAgency(each), seed).into_iter().collect();
        let large: BTreeSet<_> = draw(&pool, Size::PerAgency(each + more), seed).into_iter().collect();
        prop_assert!(small.is_subset(&large));
    }
}
