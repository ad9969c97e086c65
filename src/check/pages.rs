use super::rules;
use crate::diagnostic::Rule;
use crate::i18n::Lang;

/// A rule's page in French and in English, by its code.
type Page = (&'static str, &'static str, &'static str);

macro_rules! pages {
    ($($code:literal)*) => {
        &[$((
            $code,
            include_str!(concat!("../../docs/fr/rules/", $code, ".md")),
            include_str!(concat!("../../docs/en/rules/", $code, ".md")),
        )),*]
    };
}

const PAGES: &[Page] = pages!(
    "D001" "D002" "D003" "D004" "D005" "D006" "D007" "D008" "D009" "D010" "D011" "D012" "D013" "D014"
    "D015" "D016" "D017"
    "F001" "F002"
    "L001" "L002" "L003" "L004" "L005" "L006" "L007" "L008" "L009"
    "R001" "R002" "R003" "R004"
    "S001" "S002" "S003" "S004" "S005" "S006" "S007"
    "T001" "T002" "T003" "T004" "T005"
    "W001" "W002" "W003"
);

/// The rule of this code or slug (letters of either case).
pub fn find(name: &str) -> Option<&'static Rule> {
    rules().into_iter().find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.slug.eq_ignore_ascii_case(name))
}

/// The page that explains a rule, in Markdown: what it refuses, why, a wrong and a right example, how
/// to mend it.
pub fn page(rule: &Rule, lang: Lang) -> &'static str {
    let page = PAGES.iter().find(|(code, ..)| *code == rule.code);
    page.map_or("", |(_, french, english)| match lang {
        Lang::Fr => french,
        Lang::En => english,
    })
}

/// What a rule refuses, in one sentence: the first paragraph of its page, without its severity.
pub fn summary(rule: &Rule, lang: Lang) -> &'static str {
    let line = page(rule, lang).lines().find(|line| line.starts_with('*')).unwrap_or_default();
    line.split_once(".* ").map_or(line, |(_, summary)| summary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    #[test]
    fn every_rule_has_a_page_in_both_languages_that_says_what_why_and_how() {
        let codes: Vec<_> = rules().iter().map(|rule| rule.code).collect();
        assert_eq!(PAGES.iter().map(|(code, ..)| *code).collect::<Vec<_>>(), codes);
        let headings = |lang| match lang {
            Lang::Fr => ["## Pourquoi", "## Faux", "## Juste", "## Comment corriger"],
            Lang::En => ["## Why", "## Wrong", "## Right", "## How to mend"],
        };
        for rule in rules() {
            for lang in Lang::ALL {
                let page = page(rule, lang);
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
                assert!(summary(rule, lang).len() > 10, "{} {lang}", rule.code);
            }
        }
    }
}
