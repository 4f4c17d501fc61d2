use rstest::rstest;

use super::*;

/// `agency|organisation|title|feedback|period|round`, empty where not known.
fn identity(facts: &str) -> Identity {
    let mut parts = facts.split('|').map(|part| Some(part.to_owned()).filter(|part| !part.is_empty()));
    let mut next = || parts.next().flatten();
    Identity {
        agency: next(),
        organisation: next(),
        title: next(),
        feedback: next().map(|day| day.parse().unwrap()),
        period: next(),
        round: next(),
    }
}

#[rstest]
// Rule 2: both name agency and feedback date.
#[case::same("局|党组|通报|2024-10-09", "局|党组|通报|2024-10-09", (0, 0), Kinship::Same)]
#[case::same_whatever_else("局|党组|通报|2024-10-09", "局|党委|报告|2024-10-09", (0, 20), Kinship::Same)]
#[case::next_inspection("局|党组|通报|2019-10-09", "局|党组|通报|2024-10-09", (2, 20), Kinship::Other)]
#[case::date_misprinted("局|党组|通报|2024-10-09", "局|党组|通报|2024-10-19", (0, 20), Kinship::Doubtful)]
#[case::year_misprinted("局|党组|通报|2023-10-09", "局|党组|通报|2024-10-09", (15, 20), Kinship::Doubtful)]
#[case::half_recurs_after_years("局|党组|通报|2021-07-18|a", "局|党组|通报|2025-06-18|b", (10, 20), Kinship::Other)]
#[case::years_tell_by_themselves("局|党组|通报|2021-07-18", "局|党组|通报|2025-06-18", (20, 20), Kinship::Other)]
#[case::decade_misprinted("局|党组|通报|2014-10-09", "局|党组|通报|2024-10-09", (15, 20), Kinship::Doubtful)]
#[case::half_recurs_next_year("局|党组|通报|2024-01-09", "局|党组|通报|2025-06-18", (15, 20), Kinship::Doubtful)]
#[case::another_round("局|党组|通报|2024-01-09||七", "局|党组|通报|2025-06-18||八", (15, 20), Kinship::Other)]
#[case::another_period("局|党组|通报|2024-01-09|a", "局|党组|通报|2025-06-18|b", (15, 20), Kinship::Other)]
#[case::two_agencies("局|党组|通报|2024-10-09", "委|党委|通报|2024-10-09", (0, 20), Kinship::Other)]
#[case::renamed("局|党组|通报|2024-10-09", "委|党组|通报|2024-10-09", (18, 20), Kinship::Doubtful)]
// Rule 3: something is missing.
#[case::no_date_in_both("局|党组|通报|", "局|党组|通报|", (18, 20), Kinship::Same)]
#[case::no_date_in_new("局|党组|通报|2024-10-09", "局|党组|通报|", (18, 20), Kinship::Same)]
#[case::no_date_in_old("局|党组|通报|", "局|党组|通报|2024-10-09", (18, 20), Kinship::Same)]
#[case::no_agency("|党组|通报|2024-10-09", "|党组|通报|2024-10-09", (18, 20), Kinship::Same)]
#[case::few_issues_say_nothing("局|党组|通报|", "局|党组|通报|", (0, 4), Kinship::Same)]
#[case::nothing_in_common("局|党组|通报|", "局|党组|通报|", (1, 20), Kinship::Doubtful)]
#[case::other_period("局|党组|通报||a", "局|党组|通报||b", (18, 20), Kinship::Doubtful)]
#[case::other_round("局|党组|通报|||七", "局|党组|通报|||八", (18, 20), Kinship::Doubtful)]
#[case::no_agency_other_date("|党组|通报|2019-10-09", "|党组|通报|2024-10-09", (0, 0), Kinship::Doubtful)]
#[case::other_title("局|党组|通报|", "局|党组|报告|2024-10-09", (0, 0), Kinship::Doubtful)]
#[case::no_organisation("局||通报|", "局||通报|2024-10-09", (0, 0), Kinship::Doubtful)]
#[case::other_title_other_period("局|党组|通报||a", "局|党组|报告||b", (0, 0), Kinship::Other)]
#[case::other_title_other_date("|党组|通报|2019-10-09", "|党组|报告|2024-10-09", (0, 0), Kinship::Other)]
#[case::only_title("||通报|", "||通报|", (18, 20), Kinship::Doubtful)]
#[case::only_title_other_issues("||通报|", "||通报|", (0, 20), Kinship::Other)]
#[case::nothing_known("|||", "|||", (0, 0), Kinship::Other)]
#[case::unknown_is_not_equal("|||2024-10-09", "|||2024-10-09", (0, 0), Kinship::Other)]
fn stands(#[case] old: &str, #[case] new: &str, #[case] issues: (usize, usize), #[case] want: Kinship) {
    let overlap = Overlap { common: issues.0, fewer: issues.1 };
    let (old, new) = (identity(old), identity(new));
    assert_eq!(kinship(&old, &new, overlap), want);
    assert_eq!(kinship(&new, &old, overlap), want, "the other way round");
}
