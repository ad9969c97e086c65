//! The server's door: what a push may do to what was known.

use crate::hooks::{git, let_through, refused, set_clock, with_server};
use crate::support::{DAY, EXEMPLE, NOON};

const AUTRE: &str = "registry/startups/autre.yml";
const MANIFEST: &str = "schema/registry.yml";

#[test]
fn a_commit_from_the_future_is_refused() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.write(AUTRE, EXEMPLE);
    repo.commit(NOON + 2 * 3_600, "From the future");
    refused(&git(&repo, &["push", at, "main"]), "K001 commit-from-the-future");
    // Ten minutes are within what clocks differ by.
    set_clock(&bare, NOON + 2 * 3_600 - 599);
    let_through(&git(&repo, &["push", at, "main"]));
}

#[test]
fn a_commit_far_behind_its_push_says_why() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    set_clock(&bare, NOON + 300 * DAY);
    repo.write(AUTRE, EXEMPLE);
    repo.commit(NOON + DAY, "Kept at home");
    refused(&git(&repo, &["push", at, "main"]), "K002 commit-far-behind");
    // Nor by a tolerance that comes with the push itself.
    repo.write(MANIFEST, format!("{}known_tolerance: 365\n", repo.read(MANIFEST)));
    repo.commit(NOON + 300 * DAY, "Allow it");
    refused(&git(&repo, &["push", at, "main"]), "K002 commit-far-behind");
    repo.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    repo.write(AUTRE, EXEMPLE);
    repo.commit(NOON + DAY, "Kept at home\n\nKnown-Late: no network where it was written");
    let_through(&git(&repo, &["push", at, "main"]));
    let log = repo.greffe(&["log", "autre"]);
    assert!(log.stdout.contains("said late: no network where it was written"), "{log:?}");
}

/// Dates that contradict those of the commits before them are judged like any others: by what each commit says.
#[test]
fn commits_that_outvote_the_date_of_a_known_one_are_each_judged() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    let start = repo.head();
    let push = |behind: i64| {
        repo.git(&["reset", "--quiet", "--hard", &start]);
        repo.write(AUTRE, EXEMPLE);
        repo.commit(NOON - behind, "Long before");
        for minutes in 0..9 {
            repo.write("README.md", minutes.to_string());
            repo.commit(NOON - 3_600 + minutes * 60, "Before what is known");
        }
        repo.write("README.md", "Now");
        repo.commit(NOON + 60, "Now");
        git(&repo, &["push", at, "main"])
    };
    refused(&push(46 * DAY), "K002 commit-far-behind");
    let_through(&push(6 * DAY));
}

#[test]
fn a_mainline_behind_a_second_parent_is_refused() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    let start = repo.head();
    repo.write(AUTRE, EXEMPLE);
    repo.commit(NOON + 60, "On the mainline");
    let_through(&git(&repo, &["push", at, "main"]));
    repo.git(&["switch", "--quiet", "--create", "own", &start]);
    repo.write("registry/startups/mien.yml", EXEMPLE);
    repo.commit(NOON + 120, "My own work");
    repo.merge(&["main"], NOON + 180, "Merge branch 'main'");
    refused(&git(&repo, &["push", at, "own:main"]), "K003 mainline-lost");
    repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repo.merge(&["main"], NOON + 180, "Merge branch 'main'\n\nCorrection: this is where the branch went");
    let_through(&git(&repo, &["push", at, "own:main"]));
}

#[test]
fn a_manifest_that_moves_the_past_is_refused() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    let start = repo.head();
    let known_dates = format!("{}known_dates:\n  {start}: 2019-01-01\n", repo.read(MANIFEST));
    repo.write(MANIFEST, &known_dates);
    repo.commit(NOON + 60, "Move the past");
    refused(&git(&repo, &["push", at, "main"]), "K004 past-reread");
    repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repo.write(MANIFEST, &known_dates);
    repo.commit(NOON + 60, "Move the past\n\nCorrection: the clock of that machine was wrong");
    let_through(&git(&repo, &["push", at, "main"]));
}

#[test]
fn what_is_taken_back_and_restored_in_one_push_is_refused() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.remove("registry/startups/exemple.yml");
    repo.commit(NOON + 60, "Empty the register");
    repo.write("registry/startups/exemple.yml", EXEMPLE);
    repo.commit(NOON + 120, "Revert");
    refused(&git(&repo, &["push", at, "main"]), "K007 undone-within");
}

#[test]
fn a_server_without_its_branch_and_a_tag_that_shadows_it_are_refused() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.git(&["tag", "main"]);
    refused(&git(&repo, &["push", at, "refs/tags/main"]), "un autre nom");
    repo.git(&["tag", "--delete", "main"]);
    // A tag that came before the hook, or past it.
    repo.git(&["-C", at, "update-ref", "refs/tags/main", "refs/heads/main"]);
    repo.write(AUTRE, EXEMPLE);
    repo.commit(NOON + 60, "Good");
    refused(&git(&repo, &["push", at, "main"]), "git update-ref -d refs/tags/main");
    repo.git(&["-C", at, "update-ref", "-d", "refs/tags/main"]);
    repo.git(&["-C", at, "symbolic-ref", "HEAD", "refs/heads/master"]);
    refused(&git(&repo, &["push", at, "main"]), "git symbolic-ref HEAD refs/heads/main");
    repo.git(&["-C", at, "symbolic-ref", "HEAD", "refs/heads/main"]);
    let_through(&git(&repo, &["push", at, "main"]));
}

#[test]
fn a_new_branch_answers_for_what_it_brings_alone() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.write(AUTRE, EXEMPLE.replace("[dinum]", "[dinun]"));
    repo.commit(NOON + 60, "A mistake");
    std::fs::rename(bare.join("hooks/pre-receive"), bare.join("aside")).unwrap();
    let_through(&git(&repo, &["push", at, "main"]));
    std::fs::rename(bare.join("aside"), bare.join("hooks/pre-receive")).unwrap();
    repo.branch("neuve").write("registry/startups/mien.yml", EXEMPLE);
    repo.commit(NOON + 120, "Good");
    let_through(&git(&repo, &["push", at, "neuve"]));
}

#[test]
fn a_rule_that_a_change_loosens_judges_it_all_the_same() {
    let (repo, _) = with_server();
    let base = repo.head();
    repo.write(MANIFEST, format!("{}severities:\n  R001: \"off\"\n", repo.read(MANIFEST)));
    repo.write(AUTRE, EXEMPLE.replace("[dinum]", "[dinun]"));
    repo.commit(NOON + 60, "Look away");
    let run = repo.greffe(&["validate", "--base", &base]);
    assert!(run.status == 1 && run.stdout.contains("R001"), "{run:?}");
    assert!(run.stdout.contains("by the rules from before this change"), "{run:?}");
}
