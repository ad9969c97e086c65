use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";
const JSON: [&str; 3] = ["validate", "--format", "json"];
const DAY: i64 = 86_400;

#[test]
fn today_is_the_day_of_the_commit_that_is_read_and_never_that_of_the_clock() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("2020-03", "2024-06-03"));
    // Without a commit there is no day: nothing is in the future.
    assert!(repo.greffe(&JSON).codes().is_empty());
    let before = repo.commit(NOON, "Two days before");
    assert_eq!(repo.greffe(&JSON).codes(), ["L009"]);
    repo.commit(NOON + 2 * DAY, "On the day");
    assert!(repo.greffe(&JSON).codes().is_empty());
    assert!(repo.greffe(&["validate", "--format", "json", "--index"]).codes().is_empty());
    assert_eq!(repo.greffe(&["validate", "--format", "json", "--rev", &before]).codes(), ["L009"]);
    assert_eq!(repo.greffe(&["validate", "--format", "json", "--today", "2024-06-02"]).codes(), ["L009"]);
}

#[test]
fn the_committer_date_is_the_one_that_counts() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("2020-03", "2024-06-03")).stage();
    repo.commit_staged(NOON, NOON + 2 * DAY, "Written before, merged on the day");
    assert!(repo.greffe(&JSON).codes().is_empty());
}

#[test]
fn a_register_sets_the_severity_of_a_rule_or_silences_it() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"));
    let manifest = repo.read("schema/registry.yml");
    let with = |severity: &str| {
        repo.write("schema/registry.yml", format!("{manifest}severities:\n  R001: {severity}\n"));
        let run = repo.greffe(&JSON);
        (run.status, run.findings().iter().map(|finding| finding["severity"].as_str().unwrap().to_owned()).collect())
    };
    assert_eq!(with("error"), (1, vec!["error".to_owned()]));
    assert_eq!(with("warning"), (0, vec!["warning".to_owned()]));
    assert_eq!(with("advice"), (0, vec!["advice".to_owned()]));
    assert_eq!(with("off"), (0, vec![]));
}

#[test]
fn a_finding_points_at_the_page_of_its_rule_where_the_register_says_where_pages_are() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"));
    assert!(repo.greffe(&JSON).findings()[0]["url"].is_null());
    let manifest = repo.read("schema/registry.yml");
    repo.write("schema/registry.yml", format!("{manifest}rules_url: https://example.gouv.fr/rules/\n"));
    assert_eq!(repo.greffe(&JSON).findings()[0]["url"], "https://example.gouv.fr/rules/R001.md");
}

#[test]
fn an_unreadable_manifest_is_the_only_thing_that_is_judged() {
    let repo = Repo::with_register();
    repo.write("schema/registry.yml", "version: 1\nkinds: [startup]\n").write(PATH, "à écrire");
    let run = repo.greffe(&JSON);
    assert_eq!((run.status, run.codes()), (1, vec!["S003".to_owned()]));
    assert_eq!(run.findings()[0]["path"], "schema/registry.yml");
}

#[test]
fn each_language_says_the_same_in_its_own_words() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"));
    let run =
        |lang: &str| repo.greffe_with(&repo.path(), &[], &[&["--lang", lang], &JSON[..]].concat()).findings().remove(0);
    let (mut french, mut english) = (run("fr"), run("en"));
    for key in ["message", "help"] {
        assert_ne!(french[key], english[key]);
        french[key].take();
        english[key].take();
    }
    assert_ne!(french["fix"]["title"].take(), english["fix"]["title"].take());
    assert_eq!(french, english);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"));
    let escapes = |args: &[&str]| repo.greffe(&[&["validate"], args].concat()).stdout.contains('\u{1b}');
    assert!(!escapes(&[]));
    assert!(!escapes(&["--color", "never"]));
    assert!(escapes(&["--color", "always"]));
}
