//! The id of an issue for people and other programs.
//!
//! Ten characters of Crockford's base 32 (no i, l, o, u), made from what the issue was when the
//! ledger first saw it, so that two ledgers that import the same notice give the same ids.

use sha2::{Digest, Sha256};

use super::identity::Identity;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many characters a key has.
pub(super) const LENGTH: usize = 10;

/// The key of the issue with this place and squeezed title in the notice known by `identity`;
/// `salt` counts up from 0 while the key is taken by another issue.
pub(super) fn key(identity: &Identity, place: &str, title: &str, salt: u32) -> String {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let notice = match &identity.agency {
        Some(agency) => format!("agency\u{1f}{agency}"),
        None => format!("title\u{1f}{}\u{1f}{}", text(&identity.organisation), text(&identity.title)),
    };
    let feedback = identity.feedback.map(|day| day.to_string()).unwrap_or_default();
    let mut whole = format!("{notice}\u{1e}{feedback}\u{1e}{place}\u{1e}{title}");
    if salt > 0 {
        whole.push_str(&format!("\u{1e}{salt}"));
    }
    let bits =
        Sha256::digest(whole.as_bytes()).iter().take(7).fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..LENGTH).map(|n| digit(bits >> (51 - 5 * n))).collect()
}

/// The key that the issue with this place and squeezed title has by one version of its notice alone,
/// and with neither the notice's own; `digest` is of that version, and stands in where nothing else is
/// known of the notice.
///
/// Agency and day of feedback make one notice (see [`super::identity`]). Where one of them is missing,
/// everything else that tells two notices apart is in the key too.
pub(super) fn own(identity: &Identity, digest: &str, place: &str, title: &str) -> String {
    if identity.agency.is_some() && identity.feedback.is_some() {
        return key(identity, place, title, 0);
    }
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let known = identity.agency.is_some() || identity.organisation.is_some() || identity.title.is_some();
    let more = match known {
        true => [&identity.organisation, &identity.title, &identity.period, &identity.round]
            .map(text)
            .join("\u{1f}"),
        false => digest.to_owned(),
    };
    key(identity, &format!("{more}\u{1e}{place}"), title, 0)
}

/// A key in place of one that is taken.
pub(super) fn next(key: &str) -> String {
    own(&Identity::default(), key, "", "")
}

fn digit(bits: u64) -> char {
    let index = usize::try_from(bits & 31).unwrap_or(0);
    DIGITS.get(index).map_or('0', |byte| char::from(*byte))
}

/// A key or the beginning of one as it stands in the ledger: capitals and look-alikes (o, i, l)
/// are read as what they look like. `None` where it can be none.
pub(super) fn normal(typed: &str) -> Option<String> {
    let plain: String = typed
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| *c != '-')
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    let fits = plain.bytes().all(|byte| DIGITS.contains(&byte)) && plain.len() <= LENGTH;
    (fits && !plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            agency: Some("局".into()),
            feedback: Some(jiff::civil::date(2024, 10, 9)),
            ..Identity::default()
        }
    }

    #[test]
    fn never_changes() {
        // Ids stand in people's papers: this value must hold for ever.
        assert_eq!(key(&identity(), "/二、/1.", "公厕", 0), "jnp9hhgrnd");
    }

    #[test]
    fn differs_with_each_part() {
        let base = key(&identity(), "/1.", "公厕", 0);
        let other = Identity { agency: Some("委".into()), ..identity() };
        let no_date = Identity { feedback: None, ..identity() };
        let others = [
            key(&other, "/1.", "公厕", 0),
            key(&no_date, "/1.", "公厕", 0),
            key(&identity(), "/2.", "公厕", 0),
            key(&identity(), "/1.", "路灯", 0),
            key(&identity(), "/1.", "公厕", 1),
        ];
        assert!(others.iter().all(|key| *key != base && key.len() == LENGTH));
    }

    #[test]
    fn notices_without_a_day_are_told_apart() {
        let undated = Identity { feedback: None, title: Some("通报".into()), ..identity() };
        let others = [
            Identity { title: Some("方案".into()), ..undated.clone() },
            Identity { round: Some("第二轮".into()), ..undated.clone() },
            Identity { period: Some("2019-03-01..2019-05-01".into()), ..undated.clone() },
            Identity { organisation: Some("党组".into()), ..undated.clone() },
        ];
        let base = own(&undated, "d", "/1.", "公厕");
        assert!(others.iter().all(|other| own(other, "d", "/1.", "公厕") != base));
        assert_eq!(
            own(&undated, "e", "/1.", "公厕"),
            base,
            "the digest counts only where nothing else is known"
        );
        assert_ne!(
            own(&Identity::default(), "e", "/1.", "公厕"),
            own(&Identity::default(), "d", "/1.", "公厕")
        );
        // With both, what a notice corrects later does not change its ids.
        let dated = Identity { round: Some("第二轮".into()), ..identity() };
        assert_eq!(own(&dated, "d", "/二、/1.", "公厕"), "jnp9hhgrnd");
    }

    #[test]
    fn reads_what_is_typed() {
        assert_eq!(normal(" AB0O-1Il "), Some("ab00111".into()));
        assert_eq!(normal("公厕"), None);
        assert_eq!(normal("u"), None);
        assert_eq!(normal(""), None);
        assert_eq!(normal("01234567890"), None);
    }
}
