//! The fields that a query may ask.

use crate::{
    checks::RuleId,
    ledger::fold::fold,
    words::{EN, Words, ZH},
};

/// A field. Its names are syntax: both hold in either language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// 单位: the agency's name, or another name of it, holds the value; with `=` before it, is the value.
    Agency,
    /// 结果: the outcome is the value.
    Outcome,
    /// 期限: the notice's deadlines, by days.
    Deadline,
    /// 复查: the inspector's own day, by days.
    Recheck,
    /// 状态: the state of the follow-up is the value.
    State,
    /// 核查: the finding of the check is the value.
    Finding,
    /// 承办: whoever is to check it.
    Who,
    /// 理由: the reason of 待核.
    Reason,
    /// 疑点: there are doubts of that rule that nobody put aside; 有, 无.
    Doubt,
    /// 责任: who is responsible, as the notice prints it.
    Duty,
    /// 标题: the problem statement holds the value.
    Title,
    /// 通报: the notice's title holds the value.
    Notice,
    /// 反馈: the day of the feedback.
    Feedback,
    /// 公布: the day of publication.
    Published,
    /// 区域: the agency's region.
    Region,
    /// 轮次: the round of inspection.
    Round,
    /// 编号: the issue's id begins with the value.
    Id,
    /// 有: a sign stands at the issue: 改, 意见不一, 原文已变, 待确认, 佐证, 备注.
    Has,
}

/// What may stand at an issue, in the order of its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Something was put right by hand.
    Corrected,
    /// People differ about it, its notice or its agency.
    Conflict,
    /// People differ about the issue itself.
    IssueConflict,
    /// It or its notice is printed anew since it was put right.
    PrintedAnew,
    /// The issue itself is printed anew since it was put right.
    IssuePrintedAnew,
    /// It is doubtful whether it is that of the former version.
    Doubtful,
    /// Files prove the check.
    Evidence,
    /// A note stands at it.
    Note,
}

/// The signs with their names.
pub(super) const SIGNS: [(Sign, &str, &str); 8] = [
    (Sign::Corrected, "改", "corrected"),
    (Sign::Conflict, "意见不一", "conflict"),
    (Sign::IssueConflict, "本条意见不一", "issue_conflict"),
    (Sign::PrintedAnew, "原文已变", "printed_anew"),
    (Sign::IssuePrintedAnew, "本条原文已变", "issue_printed_anew"),
    (Sign::Doubtful, "待确认", "doubtful"),
    (Sign::Evidence, "佐证", "evidence"),
    (Sign::Note, "备注", "note"),
];

/// What asks for any doubt, and for none; what asks for a day that is not there.
pub(super) const ANY: [&str; 2] = ["有", "any"];
pub(super) const NONE: [&str; 2] = ["无", "none"];
impl Key {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 18] = [
        Self::Agency,
        Self::Outcome,
        Self::Deadline,
        Self::Recheck,
        Self::State,
        Self::Finding,
        Self::Doubt,
        Self::Duty,
        Self::Title,
        Self::Who,
        Self::Reason,
        Self::Notice,
        Self::Feedback,
        Self::Published,
        Self::Region,
        Self::Round,
        Self::Id,
        Self::Has,
    ];

    /// Its names: the Chinese and the English one, then others that are understood.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Agency => &["单位", "agency", "被巡察单位"],
            Self::Outcome => &["结果", "outcome", "整改结果"],
            Self::Deadline => &["期限", "due", "时限", "整改时限", "deadline"],
            Self::Recheck => &["复查", "recheck", "复查期限"],
            Self::State => &["状态", "state", "回头看"],
            Self::Finding => &["核查", "finding", "核查结果"],
            Self::Who => &["承办", "who", "承办人"],
            Self::Reason => &["理由", "reason", "待核理由"],
            Self::Doubt => &["疑点", "doubt"],
            Self::Duty => &["责任", "responsible", "责任单位", "责任人"],
            Self::Title => &["标题", "title", "问题"],
            Self::Notice => &["通报", "notice"],
            Self::Feedback => &["反馈", "feedback", "反馈日期"],
            Self::Published => &["公布", "published", "公布日期"],
            Self::Region => &["区域", "region"],
            Self::Round => &["轮次", "round"],
            Self::Id => &["编号", "id"],
            Self::Has => &["有", "has"],
        }
    }

    /// The Chinese name.
    pub fn chinese(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// What it asks, in words.
    pub fn meaning(self, words: &Words) -> &'static str {
        let at = Self::ALL.iter().position(|key| *key == self).unwrap_or_default();
        words.query.keys.get(at).copied().unwrap_or_default()
    }

    /// The field of this name, width and capitals aside.
    pub fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        Self::ALL.into_iter().find(|key| key.names().contains(&name.as_str()))
    }

    /// Whether its values are days.
    pub fn of_days(self) -> bool {
        matches!(self, Self::Deadline | Self::Recheck | Self::Feedback | Self::Published)
    }

    /// The values that it may have, in Chinese, where these can be counted; for days what is often asked.
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Outcome => ZH.ledger.outcomes.to_vec(),
            Self::State => ZH.ledger.states.to_vec(),
            Self::Finding => ZH.ledger.findings.to_vec(),
            Self::Doubt => {
                let rules = RuleId::ALL.into_iter().map(|rule| (ZH.doubts.rule)(rule));
                ANY.into_iter().take(1).chain(NONE.into_iter().take(1)).chain(rules).collect()
            }
            Self::Has => SIGNS.iter().map(|(_, chinese, _)| *chinese).collect(),
            Self::Deadline | Self::Recheck => vec!["逾期", "无", "<30d", "<=2026-12-31", "2026-01..2026-06"],
            Self::Feedback | Self::Published => vec!["无", ">=2025-01-01", "2025"],
            Self::Agency
            | Self::Who
            | Self::Reason
            | Self::Duty
            | Self::Title
            | Self::Notice
            | Self::Region
            | Self::Round
            | Self::Id => Vec::new(),
        }
    }
}

/// The rule that a value names, by its name for programs or in either language.
pub(super) fn rule(value: &str) -> Option<RuleId> {
    let wanted = fold(value);
    RuleId::ALL.into_iter().find(|rule| {
        rule.name() == wanted
            || [ZH.doubts.rule, EN.doubts.rule].iter().any(|name| fold(name(*rule)) == wanted)
    })
}
