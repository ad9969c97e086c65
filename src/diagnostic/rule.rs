use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// A rule that findings come from.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The family's letter and three digits (`S002`); never given to another rule.
    pub code: &'static str,
    /// The code's readable name (`unknown-field`).
    pub slug: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
}
