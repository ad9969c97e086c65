//! The commit, the file and the line that established a unit of a figure.

use super::{DAY, STARTUP, why};
use crate::support::{EXEMPLE, NOON, Repo};

const LONG: &str =
    "registry/startups/un-service-au-nom-si-long-que-le-tableau-ne-saurait-le-montrer-sans-le-couper.yml";

/// What the line that a unit names says, in the commit that it names.
fn line_said(repo: &Repo, unit: &serde_json::Value) -> String {
    let place = format!("{}:{}", unit["known_since"]["commit"].as_str().unwrap(), unit["path"].as_str().unwrap());
    let line = usize::try_from(unit["line"].as_u64().unwrap()).unwrap();
    repo.git(&["show", &place]).lines().nth(line - 1).unwrap().trim().to_owned()
}

#[test]
fn a_renamed_record_is_cited_where_it_stood_when_it_said_so() {
    let repo = Repo::with_register();
    repo.rename(STARTUP, LONG);
    let first = repo.commit(NOON, "created");
    let renamed = EXEMPLE.replace("name: Exemple", "name: Court\n# two lines\n# more\nprevious_ids:\n  - un-service-au-nom-si-long-que-le-tableau-ne-saurait-le-montrer-sans-le-couper");
    repo.remove(LONG).write("registry/startups/court.yml", &renamed);
    let second = repo.commit(NOON + DAY, "renamed");
    repo.remove("registry/startups/court.yml").write("registry/startups/co/court.yml", &renamed);
    repo.commit(NOON + 2 * DAY, "moved");
    let unit = &why(&repo, "1.2", 2018)[0];
    assert_eq!(unit["record"], "startup/court");
    assert_eq!((&unit["known_since"]["commit"], &unit["path"]), (&first.as_str().into(), &LONG.into()));
    assert_eq!((&unit["line"], line_said(&repo, unit).as_str()), (&10.into(), "start: 2018-06-01"));
    let human = repo.greffe(&["why", "1.2", "2018"]).stdout;
    let row = human.lines().find(|line| line.contains("startup/court")).unwrap();
    assert!(row.contains(&format!("{LONG}:10")) && row.contains(&first[..10]), "{human}");
    assert!(human.contains("is cited where it stood then"), "{human}");
    // What is changed after the renaming is cited under the new name.
    repo.write("registry/startups/co/court.yml", renamed.replace("2018-06-01", "2018-07-01"));
    let third = repo.commit(NOON + 3 * DAY, "revised");
    let unit = &why(&repo, "1.2", 2018)[0];
    assert_eq!(
        (&unit["known_since"]["commit"], &unit["path"]),
        (&third.as_str().into(), &"registry/startups/co/court.yml".into())
    );
    assert_eq!(line_said(&repo, unit), "start: 2018-07-01");
    let human = repo.greffe(&["why", "1.2", "2018"]).stdout;
    assert!(!human.contains("is cited where it stood then"), "{human}");
    let then = repo.greffe(&["why", "1.2", "2018", "--as-of", &second, "--format", "json"]).json();
    assert_eq!(then["units"][0]["path"], LONG, "as known then");
}

#[test]
fn a_move_that_changes_no_identifier_is_cited_where_it_was() {
    let repo = Repo::with_register();
    let first = repo.commit(NOON, "created");
    repo.rename(STARTUP, "registry/startups/ex/exemple.yml");
    repo.commit(NOON + DAY, "moved");
    let unit = &why(&repo, "1.2", 2018)[0];
    assert_eq!((&unit["known_since"]["commit"], &unit["path"]), (&first.as_str().into(), &STARTUP.into()));
    assert_eq!(line_said(&repo, unit), "start: 2018-06-01");
    let human = repo.greffe(&["why", "1.2", "2018"]).stdout;
    assert!(human.contains("is cited where it stood then"), "{human}");
}
