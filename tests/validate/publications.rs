//! What published figures name must be there to compare them with.

use super::definitions::{indicator, told};
use crate::support::{NOON, Repo};

const ONE: &str = "registry/indicators/un.yml";
const PUBLISHED: &str = "registry/publications/rap.yml";

/// A publication of one figure of this indicator, by this method.
fn publication(indicator: &str, method: &str) -> String {
    format!(
        "name: RAP\ntype: rap\nyear: 2018\nfigures:\n  \
         - {{indicator: {indicator}, year: 2018, kind: actual, value: 3, method: {method}}}\n"
    )
}

/// A register of one indicator, with the methods `premiere` and `seconde`.
fn register() -> Repo {
    let repo = Repo::with_register();
    repo.write(ONE, indicator("1.2", "    counts: startup\n    when: {leaves: construction}\n    take: first\n"));
    repo
}

#[test]
fn a_published_figure_whose_indicator_or_method_is_not_there_is_told_at_that_name() {
    let repo = register();
    let cases = [
        ("un", "secnode", "5:65 D017 secnode | The indicator un has no method “secnode”. | did you mean “seconde”?"),
        ("un", "autre", "5:65 D017 autre | The indicator un has no method “autre”. | one of: premiere, seconde."),
        (
            "\"1.2\"",
            "premiere",
            "5:17 R001 \"1.2\" | “1.2” names no record of the kind indicator. | this is its code: write its identifier, “un”.",
        ),
        ("unn", "autre", "5:17 R001 unn | “unn” names no record of the kind indicator. | did you mean “un”?"),
    ];
    for (indicator, method, wanted) in cases {
        repo.write(PUBLISHED, publication(indicator, method));
        assert_eq!(told(&repo, PUBLISHED, &[]), [wanted]);
    }
    repo.write(PUBLISHED, publication("un", "seconde"));
    assert_eq!(told(&repo, PUBLISHED, &[]), Vec::<String>::new());
}

#[test]
fn a_method_that_goes_away_is_told_where_a_publication_still_names_it() {
    let repo = register();
    repo.write(PUBLISHED, publication("un", "seconde"));
    repo.commit(NOON, "published");
    repo.write(ONE, repo.read(ONE).replace("id: seconde", "id: deuxieme")).stage();
    let wanted = "5:65 D017 seconde | The indicator un has no method “seconde”. | one of: premiere, deuxieme.";
    assert_eq!(told(&repo, PUBLISHED, &["--staged"]), [wanted]);
}

#[test]
fn a_publication_staged_alone_is_compared_with_the_indicators_that_are_not() {
    let repo = register();
    repo.commit(NOON, "defined");
    repo.write(PUBLISHED, publication("un", "secnode")).stage();
    assert_eq!(told(&repo, PUBLISHED, &["--staged"]).len(), 1);
    repo.write(PUBLISHED, publication("un", "seconde")).stage();
    assert_eq!(told(&repo, PUBLISHED, &["--staged"]), Vec::<String>::new());
}

#[test]
fn an_indicator_that_can_t_be_read_is_told_by_itself() {
    let repo = register();
    repo.write(PUBLISHED, publication("un", "seconde")).write(ONE, "code: [\n");
    assert_eq!(told(&repo, PUBLISHED, &[]), Vec::<String>::new());
    assert_eq!(told(&repo, ONE, &[]).len(), 1);
}
