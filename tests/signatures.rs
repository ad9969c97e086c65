//! Signatures: that one is there is always told, and that nobody verified it; git verifies them where it is asked to.
//!
//! It takes `ssh-keygen`, with which keys are made for the test. Where there is none, this is left out unless
//! `GREFFE_TOOLS=required`.

use std::path::PathBuf;
use std::process::Command;

use crate::support::{CommandInTime, DAY, EXEMPLE, NOON, Repo, Run};
use serde_json::Value;

/// A key of somebody's, and the line by which git is told to trust it; `None` where no key can be made.
fn key(repo: &Repo, name: &str) -> Option<(PathBuf, String)> {
    let path = repo.outside().join(name);
    let mut keygen = Command::new("ssh-keygen");
    keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]).arg(&path);
    let made = repo.neutral(&mut keygen).output_in_time().is_ok_and(|made| made.status.success());
    let is_required = std::env::var("GREFFE_TOOLS").is_ok_and(|value| value == "required");
    assert!(made || !is_required, "ssh-keygen is required: apt-get install openssh-client");
    if !made {
        println!("skipped: ssh-keygen is not there");
        return None;
    }
    let public = std::fs::read_to_string(path.with_extension("pub")).unwrap();
    Some((path, format!("camille@example.gouv.fr {public}")))
}

/// A register of which one commit is signed, by a key that git is told nothing of.
fn signed(repo: &Repo, key: &std::path::Path) {
    repo.commit(NOON, "Not signed");
    repo.git(&["config", "gpg.format", "ssh"]);
    repo.git(&["config", "user.signingKey", key.to_str().unwrap()]);
    repo.git(&["config", "commit.gpgSign", "true"]);
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("Exemple", "Autre")).commit(NOON + DAY, "Signed");
}

fn trust(repo: &Repo, line: &str) {
    let file = repo.outside().join("signers");
    std::fs::write(&file, line).unwrap();
    repo.git(&["config", "gpg.ssh.allowedSignersFile", file.to_str().unwrap()]);
}

/// What `doctor` says of signatures: its status, their health, and what was found.
fn doctor(repo: &Repo, args: &[&str]) -> (i32, String, String) {
    let run = repo.greffe(&[&["doctor", "--format", "json"], args].concat());
    let answer = run.json();
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/doctor.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap().validate(&answer).unwrap();
    let checks = answer["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["subject"] == "signatures").unwrap();
    let text = |key: &str| check[key].as_str().unwrap_or_default().to_owned();
    (run.status, text("health"), format!("{} {}", text("message"), text("help")))
}

/// Writes the last commit once more with another message, and the signature that it has.
fn tamper(repo: &Repo) -> String {
    let raw = repo.git(&["cat-file", "commit", "HEAD"]).replace("\n\nSigned", "\n\nForged");
    let file = repo.outside().join("commit");
    std::fs::write(&file, format!("{raw}\n")).unwrap();
    let forged = repo.git(&["hash-object", "-t", "commit", "-w", file.to_str().unwrap()]);
    repo.git(&["reset", "--quiet", "--soft", &forged]);
    forged
}

#[test]
fn what_is_signed_is_not_verified_until_git_is_asked_and_has_the_key() {
    let repo = Repo::with_register();
    let (Some((mine, line)), Some((_, other))) = (key(&repo, "mine"), key(&repo, "other")) else { return };
    signed(&repo, &mine);
    assert_eq!(repo.greffe(&["hooks", "install"]).status, 0);
    assert_eq!(repo.greffe(&["build"]).status, 0);
    let said = |args: &[&str], status: i32, health: &str, found: &str| {
        let (ended, told, message) = doctor(&repo, args);
        assert_eq!((ended, told.as_str()), (status, health), "{message}");
        assert!(message.contains(found), "{message}");
    };
    said(&[], 0, "note", "1 of the 2 commits of the main branch are signed, not verified");
    let all = &["--signatures"][..];
    said(
        all,
        0,
        "note",
        "1 signature: 0 good, 0 good by a key that nothing here says to trust, 0 expired since, 0 bad, 1 signed, not verified; 1 not signed",
    );
    trust(&repo, &other);
    said(all, 0, "note", "0 good, 1 good by a key that nothing here says to trust");
    trust(&repo, &line);
    said(all, 0, "good", "1 signature: 1 good,");
    // What the configuration shows besides is no verdict.
    repo.git(&["config", "log.showSignature", "true"]);
    said(all, 0, "good", "1 signature: 1 good,");
    let forged = tamper(&repo);
    said(all, 1, "todo", "1 bad");
    said(all, 1, "todo", &forged);
}

#[test]
fn a_statement_says_what_git_makes_of_the_signatures_that_it_rests_on() {
    let repo = Repo::with_register();
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/indicators/produits-lances.yml");
    repo.write("registry/indicators/produits-lances.yml", std::fs::read_to_string(shipped).unwrap());
    let Some((mine, line)) = key(&repo, "mine") else { return };
    signed(&repo, &mine);
    let state = |repo: &Repo| {
        let stated = repo.greffe(&["statement", "2018"]);
        assert_eq!(stated.status, 0, "{stated:?}");
        repo.write("statement.json", &stated.stdout);
    };
    let verify = |repo: &Repo, args: &[&str]| -> Run { repo.greffe(&[&["verify", "statement.json"], args].concat()) };
    let holds = |run: &Run, status: i32, wanted: &str| {
        assert!(run.status == status && run.stdout.contains(wanted), "{run:?}");
    };
    state(&repo);
    holds(&verify(&repo, &[]), 0, "Signed, not verified: “greffe verify --signatures”");
    trust(&repo, &line);
    let run = verify(&repo, &["--signatures"]);
    holds(&run, 0, "Of the commits that they rest on: 1 signature: 1 good,");
    assert!(!run.stdout.contains("Signed, not verified:"), "{run:?}");
    let why = repo.greffe(&["why", "produits-lances", "2018"]);
    holds(&why, 0, "signed, not verified");
    let forged = tamper(&repo);
    state(&repo);
    holds(&verify(&repo, &["--signatures"]), 1, &format!("The commit {forged} is not what was signed"));
}
