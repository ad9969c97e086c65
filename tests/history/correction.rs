//! Why a figure moved, in the words of the commit that moved it.

use serde_json::json;

use super::{DAY, STARTUP, steps};
use crate::support::{EXEMPLE, NOON, Repo};

fn moved(year: &str) -> String {
    EXEMPLE.replace("2018-06-01", &format!("{year}-06-01"))
}

#[test]
fn a_step_shows_the_correction_that_its_commit_claims_and_no_other() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created\n\nCorrection:\n\nCorrection: REASON");
    repo.write(STARTUP, moved("2019"));
    let commit = repo
        .commit(NOON + DAY, "Moved\n\nA word.\n\nCorrection: the date\n of the first user\nSigned-off-by: A <a@b.c>");
    repo.write(STARTUP, moved("2020"));
    let subject = repo.commit(NOON + 2 * DAY, "Correction: it is a subject too\n\nCo-authored-by: A <a@b.c>");
    let steps = steps(&repo, "1.2", &[]);
    let told: Vec<_> = steps.iter().map(|step| step["corrections"].clone()).collect();
    let reason = json!([{"commit": commit, "reason": "the date of the first user"}]);
    let second = json!([{"commit": subject, "reason": "it is a subject too"}]);
    assert_eq!(told, [json!([]), reason.clone(), reason, second.clone(), second]);
    let shown = repo.greffe(&["history", "1.2"]).stdout;
    assert_eq!(shown.matches("  correction: the date of the first user\n").count(), 1, "{shown}");
}

#[test]
fn a_merge_shows_what_the_commits_that_it_brings_correct() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    repo.branch("essai").write(STARTUP, moved("2019"));
    let commit = repo.commit(NOON + DAY, "Moved\n\nCorrection: the date was a plan");
    repo.switch("main").write("registry/startups/autre.yml", EXEMPLE);
    repo.commit(NOON + 2 * DAY, "Another\n\nCorrection: forgotten");
    repo.merge(&["essai"], NOON + 3 * DAY, "Merge");
    let told: Vec<_> =
        steps(&repo, "1.2", &["--year", "2019"]).iter().map(|step| step["corrections"].clone()).collect();
    assert_eq!(told, [json!([{"commit": commit, "reason": "the date was a plan"}])]);
}
