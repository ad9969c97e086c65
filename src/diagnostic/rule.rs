use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Lang;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Advice,
    /// Unusual: likely a mistake.
    Warning,
    /// Can't be true, or can't be read.
    Error,
}

impl Severity {
    /// The word that formats and flags use (`error`, `warning`, `advice`).
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Ends the page that people read: a comment follows, with the sentences of the rule's findings, from which `build.rs`
/// makes their catalogues.
const WORDS: &str = "\n<!-- words\n";

/// A rule that findings come from.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The family's letter and three digits (`S002`); never given to another rule.
    pub code: &'static str,
    /// The code's readable name (`unknown-field`).
    pub slug: &'static str,
    /// The severity of its findings, unless the register sets another.
    pub severity: Severity,
    /// Its page in French, in Markdown, with its sentences at the end.
    pub french: &'static str,
    /// Its page in English, in Markdown, with its sentences at the end.
    pub english: &'static str,
}

impl Rule {
    /// The page that explains the rule, in Markdown: what it refuses, why, a wrong and a right example, what
    /// to do.
    pub fn page(&self, lang: Lang) -> &'static str {
        let whole = self.whole(lang);
        whole.split_once(WORDS).map_or(whole, |(page, _)| page)
    }

    /// The sentences of its findings, in the format of Project Fluent; the catalogues hold them too.
    pub fn sentences(&self, lang: Lang) -> &'static str {
        let words = self.whole(lang).split_once(WORDS).map_or("", |(_, words)| words);
        words.trim_end().trim_end_matches("-->")
    }

    fn whole(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.french,
            Lang::En => self.english,
        }
    }

    /// What the rule refuses, in one sentence: the first paragraph of its page, without its severity.
    pub fn summary(&self, lang: Lang) -> &'static str {
        let line = self.page(lang).lines().find(|line| line.starts_with('*')).unwrap_or_default();
        line.split_once(".* ").map_or(line, |(_, summary)| summary)
    }
}
