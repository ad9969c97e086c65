//! What the reasons of a change's commits cover: each what its own commit changes, and nothing else.

use serde_json::json;

use super::{DAY, LAUNCHED, PUBLISHED, RAP, STARTUP, list, register, review, startup};
use crate::support::{EXEMPLE, NOON, Repo};
use greffe::check::{ChangeCheck, change_check, day_of};
use greffe::diagnostic::Finding;
use greffe::git::{Origin, Repository};
use greffe::i18n::{Lang, Words};

const OLD: &str = "registry/startups/ancien.yml";
const WHY: &str = "Correction: the record was wrong";

/// The findings that no correction excuses, of what is committed or (`None`) of the working tree.
fn found(repo: &Repo, origin: Option<&str>) -> Vec<Finding> {
    let repository = Repository::open(&repo.path()).unwrap();
    let head = Some(repository.resolve(origin.unwrap_or("HEAD")).unwrap());
    let today = day_of(&repository, head).unwrap();
    let origin = origin.and(head).map_or(Origin::Worktree, Origin::Commit);
    let against = ChangeCheck { base: "main", head, today: today.unwrap(), for_review: false, push: None };
    let checked = change_check(&repository, origin, today, against, &mut |_, _| ()).unwrap();
    let is_its = |finding: &Finding| finding.rule.code.starts_with(['T', 'F']);
    checked.checked.findings.into_iter().filter(is_its).collect()
}

fn codes(repo: &Repo) -> Vec<&'static str> {
    found(repo, Some("HEAD")).iter().map(|finding| finding.rule.code).collect()
}

fn redated(date: &str) -> String {
    startup("Ancien", &format!("  - name: construction\n    start: {date}\n"))
}

/// Commits what a file says, an hour after the last commit.
fn commit(repo: &Repo, path: &str, text: &str, message: &str) -> String {
    let hours: i64 = repo.git(&["rev-list", "--count", "--all"]).parse().unwrap();
    match text {
        "" => repo.remove(path),
        text => repo.write(path, text),
    };
    repo.commit(NOON + 3600 * hours, message)
}

#[test]
fn a_reason_covers_its_own_commit_and_no_other() {
    let repo = register();
    commit(&repo, OLD, &redated("2019-05-01"), &format!("Re-date\n\n{WHY}"));
    assert_eq!(codes(&repo), [""; 0]);
    commit(&repo, "registry/startups/ferme.yml", "", "Clean up");
    assert_eq!(codes(&repo), ["T003"]);
    // One for everything, on a commit that changes nothing, covers nothing.
    commit(&repo, OLD, &redated("2019-05-01"), &format!("All of it\n\n{WHY}"));
    let findings = found(&repo, Some("HEAD"));
    assert_eq!(findings.len(), 1);
    let help = Words::new(Lang::En).say(&findings[0].help);
    assert!(help.contains("covers what that commit itself changes, and not this"), "{help}");
}

#[test]
fn within_one_file_a_reason_covers_what_its_commit_says_otherwise() {
    let repo = register();
    commit(&repo, "registry/startups/ferme.yml", &closed("2017-06-02", "2019-10-01"), "No reason");
    commit(&repo, "registry/startups/ferme.yml", &closed("2017-06-02", "2019-12-01"), WHY);
    let findings = found(&repo, Some("HEAD"));
    let told: Vec<_> = findings.iter().map(|finding| Words::new(Lang::En).say(&finding.message)).collect();
    assert_eq!(told, ["“construction”, which took place, is dated otherwise: 2017-05-02 → 2017-06-02."]);
    // What comes on top of what was covered needs a reason of its own, one that only adds news doesn't.
    let repo = register();
    commit(&repo, OLD, &redated("2019-05-01"), WHY);
    commit(&repo, OLD, &format!("{}  - name: transfere\n    start: 2024-02-01\n", redated("2019-05-01")), "News");
    assert_eq!(codes(&repo), [""; 0]);
    commit(&repo, OLD, &redated("2019-06-01"), "No reason");
    assert_eq!(codes(&repo), ["T002"]);
}

fn closed(from: &str, until: &str) -> String {
    startup("Fermé", &format!("  - name: construction\n    start: {from}\n  - name: abandon\n    start: {until}\n"))
}

#[test]
fn what_is_put_back_needs_no_reason_and_can_be_done_again_with_one() {
    let repo = register();
    let text = repo.read(OLD);
    commit(&repo, OLD, "", "Delete");
    commit(&repo, OLD, &text, "Put back");
    assert_eq!(codes(&repo), [""; 0]);
    commit(&repo, OLD, "", &format!("Delete\n\n{WHY}"));
    assert_eq!(codes(&repo), [""; 0]);
}

#[test]
fn many_small_steps_without_a_reason_are_not_one_with_it() {
    // Each step only says the date more or less precisely: together they move it.
    let repo = register();
    commit(&repo, OLD, &redated("2019"), "Less precise");
    commit(&repo, OLD, &redated("2019-09-01"), "More precise");
    commit(&repo, OLD, &redated("2019-09-01").replace("[dinum]", "[dinum] # a word"), WHY);
    assert_eq!(codes(&repo), ["T002"]);
    // An unreadable version in between hides nothing.
    let repo = register();
    commit(&repo, OLD, "phases: [", "Broken");
    commit(&repo, OLD, &redated("2019-09-01"), "Mended, and re-dated");
    commit(&repo, OLD, &redated("2019-09-01").replace("[dinum]", "[dinum] # a word"), WHY);
    assert_eq!(codes(&repo), ["T002"]);
    let repo = register();
    commit(&repo, OLD, "phases: [", "Broken");
    commit(&repo, OLD, &redated("2019-09-01"), WHY);
    assert_eq!(codes(&repo), [""; 0]);
}

#[test]
fn what_is_not_committed_is_covered_by_nothing() {
    let repo = register();
    commit(&repo, OLD, &redated("2019-05-01"), WHY);
    let codes = |repo: &Repo| found(repo, None).iter().map(|finding| finding.rule.code).collect::<Vec<_>>();
    assert_eq!(codes(&repo), [""; 0]);
    repo.write(OLD, redated("2019-06-01"));
    assert_eq!(codes(&repo), ["T002"]);
    repo.remove(OLD);
    assert_eq!(codes(&repo), ["T003"]);
}

#[test]
fn a_merge_with_a_reason_covers_what_it_brings_and_one_without_covers_nothing() {
    for (message, expected) in [("Merge", &["T003"][..]), ("Merge (#12)\n\nCorrection: never existed", &[])] {
        let repo = register();
        repo.branch("cleanup");
        commit(&repo, OLD, "", "Clean up");
        repo.switch("essai");
        commit(&repo, STARTUP, &EXEMPLE.replace("2018-01-15", "2018-02-15"), WHY);
        repo.merge(&["cleanup"], NOON + DAY, message);
        assert_eq!(codes(&repo), expected, "{message}");
    }
    // What each side has a reason for, their merge has too; what it does by itself has none.
    let repo = register();
    repo.branch("other");
    let both = closed("2017-06-02", "2019-12-01");
    commit(&repo, "registry/startups/ferme.yml", &closed("2017-05-02", "2019-12-01"), WHY);
    repo.switch("essai");
    commit(&repo, "registry/startups/ferme.yml", &closed("2017-06-02", "2019-10-01"), WHY);
    for (text, expected) in [(both, &[][..]), (closed("2017-07-02", "2019-12-01"), &["T002"][..])] {
        repo.write("registry/startups/ferme.yml", &text).stage();
        let tree = repo.git(&["write-tree"]);
        let merge = repo.git(&["commit-tree", &tree, "-p", "essai", "-p", "other", "-m", "Merge"]);
        let codes: Vec<_> = found(&repo, Some(&merge)).iter().map(|finding| finding.rule.code).collect();
        assert_eq!(codes, expected);
    }
}

#[test]
fn a_renamed_record_keeps_what_was_covered_under_its_older_path() {
    let repo = register();
    commit(&repo, OLD, &redated("2019-05-01"), WHY);
    repo.rename(OLD, "registry/startups/nouveau.yml");
    let text = redated("2019-05-01").replace("phases:", "previous_ids: [ancien]\nphases:");
    commit(&repo, "registry/startups/nouveau.yml", &text, "Rename");
    assert_eq!(codes(&repo), [""; 0]);
    let text = text.replace("2019-05-01", "2019-06-01");
    commit(&repo, "registry/startups/nouveau.yml", &text, "No reason");
    assert_eq!(codes(&repo), ["T002"]);
}

#[test]
fn a_published_figure_is_covered_where_all_that_moves_it_is() {
    let launched = |start: &str| startup("Neuf", &format!("  - name: construction\n    start: {start}\n"));
    let repo = register();
    commit(&repo, "registry/startups/un.yml", &launched("2018-03-01"), WHY);
    assert_eq!(codes(&repo), [""; 0]);
    commit(&repo, "registry/startups/deux.yml", &launched("2018-04-01"), "Another one, without a reason");
    assert_eq!(codes(&repo), ["F001"]);
    // A word in the file of a record that moves it is no reason for the move.
    commit(&repo, "registry/startups/deux.yml", &format!("# A word.\n{}", launched("2018-04-01")), WHY);
    assert_eq!(codes(&repo), ["F001"]);
    // The definition.
    for (message, expected) in [("Define", &["F001"][..]), (WHY, &[])] {
        let repo = register();
        let text = repo.read(LAUNCHED).replacen("enters: construction", "enters: acceleration", 1);
        commit(&repo, LAUNCHED, &text, message);
        commit(&repo, OLD, &redated("2019-05-01"), WHY);
        assert_eq!(codes(&repo), expected, "{message}");
    }
}

#[test]
fn each_figure_of_a_publication_has_its_own_reason() {
    let more = "  - indicator: produits-lances\n    year: 2017\n    kind: actual\n    value: 5\n";
    let repo = register();
    repo.switch("main");
    commit(&repo, RAP, &format!("{PUBLISHED}{more}"), "Publish");
    repo.git(&["switch", "--quiet", "-C", "essai"]);
    let text = repo.read(RAP).replace("value: 34", "value: 43");
    commit(&repo, RAP, &text, WHY);
    assert_eq!(codes(&repo), [""; 0]);
    commit(&repo, RAP, &text.replace("value: 5", "value: 6"), "No reason");
    assert_eq!(codes(&repo), ["F002"]);
}

#[test]
fn a_line_that_gives_no_reason_is_quoted_in_both_languages() {
    for (line, en, fr) in [
        (
            "Correction: RAISON",
            "“Correction: RAISON”, which stands in the place of a reason",
            "« Correction: RAISON », ce qui tient lieu",
        ),
        ("Correction :", "“Correction :”, and no reason follows", "« Correction : », et aucune raison ne suit"),
    ] {
        let repo = register();
        let oid = commit(&repo, OLD, "", &format!("Delete\n\n{line}"));
        let findings = found(&repo, Some("HEAD"));
        assert_eq!(findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), ["T003"]);
        for (lang, said) in [(Lang::En, en), (Lang::Fr, fr)] {
            let help = Words::new(lang).say(&findings[0].help);
            assert!(help.contains(said) && help.contains(&oid[..10]), "{help}");
        }
    }
}

#[test]
fn a_review_shows_what_each_reason_covers_and_what_none_does() {
    let repo = register();
    let reasoned = commit(&repo, OLD, &redated("2019-05-01"), WHY);
    let idle = commit(&repo, "README.md", "A word.", "Correction: everything else");
    let refused = commit(&repo, "registry/startups/ferme.yml", "", "Clean up\n\nCorrection: x");
    let answer = review(&repo, &[]);
    assert_eq!(
        answer["corrections"],
        json!([
            {"commit": reasoned, "reason": "the record was wrong", "covers": ["startup/ancien"]},
            {"commit": idle, "reason": "everything else", "covers": []},
        ])
    );
    assert_eq!(answer["refused"], json!([{"commit": refused, "written": "Correction: x", "why": "placeholder"}]));
    let uncovered: Vec<_> = list(&answer["uncovered"]).iter().map(|finding| &finding["code"]).collect();
    assert_eq!(uncovered, ["T003"]);
    let human = repo.greffe(&["review", "--base", "main"]).stdout;
    let short = |oid: &str| oid[..10].to_owned();
    let part = format!(
        "\n1 change of the past that no reason covers\n  T003 record-deleted: startup/ferme\n\nCorrection of \
         startup/ancien ({}): the record was wrong\nCorrection that covers nothing here ({}): everything else\nNo reason ({}): “Correction: x”\n",
        short(&reasoned),
        short(&idle),
        short(&refused)
    );
    assert!(human.contains(&part), "{human}\n{part}");
    let markdown = repo.greffe(&["review", "--base", "main", "--format", "markdown"]).stdout;
    assert!(
        markdown.contains("**Changes of the past that no reason covers**\n\n- **T003 record-deleted** "),
        "{markdown}"
    );
    assert!(markdown.contains("- Correction of startup/ancien ("), "{markdown}");
    let french = repo.greffe_with(&repo.path(), &[], &["--lang", "fr", "review", "--base", "main"]).stdout;
    assert!(french.contains("1 changement du passé qu’aucune raison ne couvre\n"), "{french}");
}
