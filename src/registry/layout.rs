use super::{DEFAULT_INDICATORS, DEFAULT_SCHEMA, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::i18n::Lang;

/// What a new register holds beside its definitions, by path; the README in each language is apart.
const BESIDES: [(&str, &str); 3] = [
    (".pre-commit-config.yaml", include_str!("../../templates/register/pre-commit-config.yaml")),
    ("docs/ci/github.yml", include_str!("../../docs/forges/github/review.yml")),
    ("docs/ci/forgejo.yml", include_str!("../../docs/forges/forgejo/greffe.yml")),
];

/// The files of a new register, by their path from its top, with what they say: the default definitions, what
/// checks it, and a README in this language.
pub(crate) fn new_register(lang: Lang) -> Vec<(String, &'static str)> {
    let readme = match lang {
        Lang::Fr => include_str!("../../templates/register/README.fr.md"),
        Lang::En => include_str!("../../templates/register/README.en.md"),
    };
    let schema = DEFAULT_SCHEMA.iter().map(|(name, text)| (format!("{SCHEMA_FOLDER}/{name}"), *text));
    let indicators =
        DEFAULT_INDICATORS.iter().map(|(name, text)| (format!("{REGISTRY_FOLDER}/indicators/{name}"), *text));
    let besides = BESIDES.iter().map(|(path, text)| ((*path).to_owned(), *text));
    schema.chain(indicators).chain(besides).chain([("README.md".to_owned(), readme)]).collect()
}
