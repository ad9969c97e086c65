use super::rules;
use crate::diagnostic::Rule;

/// A rule, said once: its code, its readable name, its severity. Its pages are the files of its code under
/// `docs/fr/rules/` and `docs/en/rules/`, which end with the sentences of its findings; the program does not compile
/// without them.
macro_rules! rule {
    ($code:literal, $slug:literal, $severity:ident) => {
        $crate::diagnostic::Rule {
            code: $code,
            slug: $slug,
            severity: $crate::diagnostic::Severity::$severity,
            french: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fr/rules/", $code, ".md")),
            english: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/en/rules/", $code, ".md")),
        }
    };
}

/// The rule of this code or slug (letters of either case).
pub fn find(name: &str) -> Option<&'static Rule> {
    rules().into_iter().find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.slug.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::i18n::Lang;

    #[test]
    fn every_rule_has_a_page_in_both_languages_that_says_what_why_and_how() {
        let headings = |lang| match lang {
            Lang::Fr => ["## Pourquoi", "## Faux", "## Juste", "## Comment corriger"],
            Lang::En => ["## Why", "## Wrong", "## Right", "## How to mend"],
        };
        for rule in rules() {
            for lang in Lang::ALL {
                let page = rule.page(lang);
                assert!(page.starts_with(&format!("# {} {}\n", rule.code, rule.slug)), "{}", rule.code);
                let found: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
                assert_eq!(found, headings(lang), "{} {lang}", rule.code);
                let severity = match (lang, rule.severity) {
                    (Lang::Fr, Severity::Error) => "*Erreur.* ",
                    (Lang::Fr, Severity::Warning) => "*Avertissement.* ",
                    (Lang::Fr, Severity::Advice) => "*Conseil.* ",
                    (Lang::En, Severity::Error) => "*Error.* ",
                    (Lang::En, Severity::Warning) => "*Warning.* ",
                    (Lang::En, Severity::Advice) => "*Advice.* ",
                };
                assert!(page.contains(severity), "{} {lang}", rule.code);
                assert!(rule.summary(lang).len() > 10, "{} {lang}", rule.code);
                assert!(page.ends_with('\n') && !page.contains("<!--"), "{} {lang}", rule.code);
                let own = format!("{}-", rule.code);
                let sentences = rule.sentences(lang);
                let ids = sentences.lines().filter(|line| line.starts_with(|first: char| first.is_alphabetic()));
                assert!(ids.clone().count() > 1, "{} {lang}: no message or no help", rule.code);
                assert!(ids.clone().all(|line| line.starts_with(&own)), "{} {lang}: {sentences}", rule.code);
            }
        }
    }
}
