//! The words of the trade (`assets/lexicon.toml`), and what a user adds to them.

use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use crate::notice::OutcomeTag;

use super::claims::Patterns;

/// The lexicon that is compiled in.
const BUILT_IN: &str = include_str!("../../assets/lexicon.toml");

/// The words by which the reader knows what it reads. Each list says in the file what it holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lexicon {
    /// Labels in front of an issue's fields.
    pub labels: Labels,
    /// Phrases of outcomes.
    pub outcomes: Outcomes,
    /// Words in headings.
    pub headings: Headings,
    /// Names and fixed phrases around the issues.
    pub names: Names,
    /// Words of figures that a notice gives of itself.
    pub claims: Claims,
    /// Words around days.
    pub deadlines: Deadlines,
    /// Made of the words of claims when they are first asked for.
    #[serde(skip)]
    claim_patterns: OnceLock<Patterns>,
}

macro_rules! word_lists {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Vec<String>,)*
        }

        impl $name {
            fn lists(&self) -> Vec<(&'static str, &[String])> {
                vec![$((stringify!($field), self.$field.as_slice()),)*]
            }

            fn prepare(&mut self, more: Self) {
                $(
                    self.$field.extend(more.$field);
                    for word in &mut self.$field {
                        *word = super::flow::fold_text(word);
                    }
                    // The longest first, so that a search finds 未完成 before 完成.
                    self.$field.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
                    self.$field.dedup();
                )*
            }
        }
    };
}

word_lists! {
    /// Labels in front of an issue's fields.
    Labels {
        /// The answer.
        response,
        /// The result.
        outcome,
        /// The problem's elaboration.
        detail,
        /// The problem.
        problem,
        /// Who is responsible.
        responsible,
        /// By when.
        deadline,
        /// Neither problem nor answer.
        other,
        /// What only a plan has.
        plan,
    }
}

word_lists! {
    /// Phrases of outcomes, by tag, and the words around them.
    Outcomes {
        /// 已完成
        completed,
        /// 阶段性目标
        phased,
        /// 长期坚持
        long_term,
        /// 正在整改
        in_progress,
        /// 未启动
        not_started,
        /// Words that change nothing.
        fillers,
        /// Words for the issue itself.
        subjects,
        /// Words that make a section's title speak of what stands below.
        inheritable,
    }
}

impl Outcomes {
    /// The phrases of a tag.
    pub fn phrases(&self, tag: OutcomeTag) -> &[String] {
        match tag {
            OutcomeTag::Completed => &self.completed,
            OutcomeTag::Phased => &self.phased,
            OutcomeTag::LongTerm => &self.long_term,
            OutcomeTag::InProgress => &self.in_progress,
            OutcomeTag::NotStarted => &self.not_started,
        }
    }
}

word_lists! {
    /// Words in headings.
    Headings {
        /// Of sections that arrange.
        arrangement,
        /// Of sections that promise.
        next_steps,
        /// Of sections about the time to come.
        ahead,
        /// Of sections that answer findings.
        results,
        /// That name something wrong.
        lacking,
    }
}

word_lists! {
    /// Names and fixed phrases around the issues.
    Names {
        /// Ends of names of Party organisations.
        organisation,
        /// Party committees of a place.
        committee,
        /// Kinds of documents that end a title.
        document,
        /// Titles of documents that only plan.
        plan,
        /// Words before an address.
        address,
        /// Words before the date of a page.
        page_date,
        /// Words before the period of disclosure.
        disclosure,
        /// Words with which a notice ends.
        closing,
    }
}

word_lists! {
    /// Words of figures that a notice gives of itself.
    Claims {
        /// 方面
        aspects,
        /// 大类
        categories,
        /// 问题
        problems,
        /// 任务
        tasks,
        /// 措施
        measures,
        /// 制度
        rules,
        /// Words between number and thing.
        between,
        /// Words that make a figure one of something else.
        foreign,
    }
}

word_lists! {
    /// Words around days.
    Deadlines {
        /// Somebody set it.
        required,
        /// The agency says that it will.
        promised,
        /// It was met.
        reported,
        /// It recurs.
        routine,
        /// A time limit that is none.
        none,
        /// Parts of a year that have no days of their own.
        occasions,
    }
}

static EXTENDED: OnceLock<Lexicon> = OnceLock::new();

/// What is wrong with a lexicon file: the message names line and key.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LexiconError(#[from] toml::de::Error);

impl Lexicon {
    /// The built-in lexicon with the lists of `own`, a file of the same form, added.
    ///
    /// # Errors
    /// Where `own` is not of the form.
    pub fn with(own: &str) -> Result<Self, LexiconError> {
        let mut base: Self = toml::from_str(BUILT_IN)?;
        let more: Self = toml::from_str(own)?;
        base.labels.prepare(more.labels);
        base.outcomes.prepare(more.outcomes);
        base.headings.prepare(more.headings);
        base.names.prepare(more.names);
        base.claims.prepare(more.claims);
        base.deadlines.prepare(more.deadlines);
        Ok(base)
    }

    /// Every list: its section, its name, its words, the longest first.
    pub fn lists(&self) -> Vec<(&'static str, &'static str, &[String])> {
        let sections = [
            ("labels", self.labels.lists()),
            ("outcomes", self.outcomes.lists()),
            ("headings", self.headings.lists()),
            ("names", self.names.lists()),
            ("claims", self.claims.lists()),
            ("deadlines", self.deadlines.lists()),
        ];
        let named = |(section, lists): (&'static str, Vec<(&'static str, _)>)| {
            lists.into_iter().map(move |(name, words)| (section, name, words))
        };
        sections.into_iter().flat_map(named).collect()
    }

    /// The patterns of claims in these words.
    pub(super) fn claim_patterns(&self) -> &Patterns {
        self.claim_patterns.get_or_init(|| Patterns::new(&self.claims))
    }

    /// Adds the user's own words for the rest of the run; once, at the start, before anything is read.
    ///
    /// # Errors
    /// Where `own` is not of the form.
    pub fn add_own(own: &str) -> Result<(), LexiconError> {
        let extended = Self::with(own)?;
        // Were it called twice, the first words would hold.
        let _ = EXTENDED.set(extended);
        Ok(())
    }

    /// The built-in lexicon with the user's own words, where there are any.
    pub fn current() -> &'static Self {
        EXTENDED.get().unwrap_or_else(Self::built_in)
    }

    /// The built-in lexicon.
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::with("").unwrap_or_default());
        &LEXICON
    }
}

/// Whether `text` holds one of `words`.
pub fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// The longest of `words` with which `text` begins.
pub fn begins<'w>(text: &str, words: &'w [String]) -> Option<&'w str> {
    // Nearly every word differs in its first character: that is seen without a call of the library.
    let first = text.as_bytes().first_chunk::<3>();
    let near = |word: &str| word.len() < 3 || word.as_bytes().first_chunk() == first;
    words.iter().find(|word| near(word) && text.starts_with(word.as_str())).map(String::as_str)
}

/// The longest of `words` with which `text` ends.
pub fn ends<'w>(text: &str, words: &'w [String]) -> Option<&'w str> {
    words.iter().find(|word| text.ends_with(word.as_str())).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_are_added_and_the_longest_stands_first() {
        let own = Lexicon::with(
            "[labels]\nresponse = ['改了什么']\n[outcomes]\ncompleted = ['改好了', '全改好了']",
        )
        .unwrap();
        assert!(own.labels.response.contains(&"改了什么".to_owned()));
        assert!(own.labels.response.contains(&"整改情况".to_owned()));
        assert_eq!(begins("全改好了。", &own.outcomes.completed), Some("全改好了"));
    }

    #[test]
    fn a_fault_is_named_with_its_line_and_key() {
        let fault = Lexicon::with("[labels]\nanswer = ['x']").unwrap_err().to_string();
        assert!(fault.contains("line 2") && fault.contains("answer"), "{fault}");
    }

    #[test]
    fn the_built_in_file_is_of_the_form() {
        assert!(Lexicon::with("").is_ok());
        assert!(!Lexicon::built_in().labels.response.is_empty());
    }
}
