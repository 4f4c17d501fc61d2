//! The reasons for which an issue is doubted (待核理由): a list that is offered, never a limit.
//!
//! What comes with the program stands in `assets/reasons.toml`; `reasons = ["…", …]` in the settings
//! stands in its place. What is written into the history is the reason's name, so that a ledger reads
//! the same whatever list its reader has.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{
    checks::RuleId,
    ledger::fold::fold,
    text::clean::for_terminal,
    words::{Words, ZH},
};

const FILE: &str = include_str!("../../assets/reasons.toml");

/// One reason of the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// What is written into the history.
    pub name: String,
    /// The same in English, where there is such a name.
    #[serde(default)]
    pub en: Option<String>,
    /// The rules whose doubts are followed up for this reason.
    #[serde(default)]
    pub rules: Vec<RuleId>,
}

impl Reason {
    /// The reason as it is offered: in English with the name that is written down behind it.
    pub fn offered(&self, words: &Words) -> String {
        match &self.en {
            Some(en) if !std::ptr::eq(words, &ZH) => format!("{en} ({})", self.name),
            _ => self.name.clone(),
        }
    }
}

/// The reasons in the order in which they are offered; they count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasons(Vec<Reason>);

/// What was typed is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReason {
    /// There is nothing but white space.
    Empty,
    /// There is no reason with this number.
    NoSuchNumber,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reason: Vec<Reason>,
}

static SHIPPED: LazyLock<Vec<Reason>> =
    LazyLock::new(|| toml::from_str::<File>(FILE).map(|file| file.reason).unwrap_or_default());

impl Default for Reasons {
    fn default() -> Self {
        Self(SHIPPED.clone())
    }
}

impl Reasons {
    /// The user's own list; names that are empty or there twice are left out. Where nothing is left,
    /// nothing is offered and only free words count.
    pub fn own(names: impl IntoIterator<Item = String>) -> Self {
        let mut all: Vec<Reason> = Vec::new();
        for name in names {
            let name = for_terminal(&name).trim().to_owned();
            if name.is_empty() || all.iter().any(|reason| reason.name == name) {
                continue;
            }
            let ours = SHIPPED.iter().find(|reason| reason.name == name).cloned();
            all.push(ours.unwrap_or(Reason { name, en: None, rules: Vec::new() }));
        }
        Self(all)
    }

    /// The reasons in the order in which they are offered.
    pub fn iter(&self) -> impl Iterator<Item = &Reason> {
        self.0.iter()
    }

    /// The reason for which a doubt of this rule is followed up: of the list where it has one, else of ours.
    pub fn for_rule(&self, rule: RuleId) -> Option<&str> {
        let all = self.0.iter().chain(SHIPPED.iter());
        all.into_iter().find(|reason| reason.rules.contains(&rule)).map(|reason| reason.name.as_str())
    }

    /// The reasons with their numbers, in one line.
    pub fn in_a_line(&self, words: &Words) -> String {
        let all: Vec<String> = (1..)
            .zip(&self.0)
            .map(|(number, reason)| format!("{number} {}", reason.offered(words)))
            .collect();
        all.join(words.follow.comma)
    }

    /// What is written down for what was typed: the reason with this number (from 1) or this name, in
    /// either language; else the words as they were typed, without white space around them.
    ///
    /// # Errors
    /// [`NoReason`] where that is nothing.
    pub fn pick(&self, typed: &str) -> Result<String, NoReason> {
        let wanted = fold(typed);
        if wanted.is_empty() {
            return Err(NoReason::Empty);
        }
        if wanted.bytes().all(|byte| byte.is_ascii_digit()) {
            let at = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let found = at.and_then(|at| self.0.get(at)).map(|reason| reason.name.clone());
            return found.ok_or(NoReason::NoSuchNumber);
        }
        let named = |reason: &&Reason| {
            fold(&reason.name) == wanted || reason.en.as_deref().is_some_and(|en| fold(en) == wanted)
        };
        let found = self.0.iter().find(named).map(|reason| reason.name.clone());
        Ok(found.unwrap_or_else(|| typed.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::words::EN;

    #[rstest]
    #[case("1", Ok("与反馈不符"))]
    #[case("１１", Ok("佐证待调"))]
    #[case(" 数字 不符 ", Ok("数字不符"))]
    #[case("Figures do not match", Ok("数字不符"))]
    #[case("数字", Ok("数字"))]
    #[case(" 群众另有反映 ", Ok("群众另有反映"))]
    #[case("12", Err(NoReason::NoSuchNumber))]
    #[case("0", Err(NoReason::NoSuchNumber))]
    #[case("99999999999999999999999", Err(NoReason::NoSuchNumber))]
    #[case(" \u{3000} ", Err(NoReason::Empty))]
    fn picked_by_number_or_by_words(#[case] typed: &str, #[case] want: Result<&str, NoReason>) {
        assert_eq!(Reasons::default().pick(typed), want.map(str::to_owned));
    }

    #[test]
    fn an_own_list_stands_in_place_of_ours() {
        let own = Reasons::own(["账实不符", " ", "数字不符", "账实不符"].map(str::to_owned));
        let names: Vec<&str> = own.iter().map(|reason| reason.name.as_str()).collect();
        assert_eq!(names, ["账实不符", "数字不符"]);
        assert_eq!(own.pick("2").unwrap(), "数字不符");
        assert_eq!(own.pick("3"), Err(NoReason::NoSuchNumber));
        assert_eq!(own.iter().last().unwrap().offered(&EN), "figures do not match (数字不符)");
    }

    #[test]
    fn every_rule_has_a_reason_also_beside_an_own_list() {
        for reasons in [Reasons::default(), Reasons::own(["账实不符".to_owned()])] {
            for rule in RuleId::ALL {
                assert!(reasons.for_rule(rule).is_some(), "{}", rule.name());
            }
        }
        assert_eq!(Reasons::default().for_rule(RuleId::CopiedAnswer), Some("照抄"));
    }

    #[test]
    fn every_reason_has_a_name_of_its_own_in_both_languages() {
        let all = Reasons::default();
        assert_eq!(all.iter().count(), 11);
        let mut names: Vec<&str> = all
            .iter()
            .flat_map(|reason| [Some(reason.name.as_str()), reason.en.as_deref()])
            .flatten()
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 22);
    }
}
