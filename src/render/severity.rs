use crate::diagnostic::Severity;
use crate::i18n::Words;

/// The severity of a finding, as a word for people.
pub(crate) fn severity_word(severity: Severity, words: &Words) -> String {
    words.text(match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Advice => "severity-advice",
    })
}
