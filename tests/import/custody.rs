//! What people correct in a register stays theirs when its sources are imported again.

use std::fs;
use std::path::Path;

use greffe::import::{Corrected, Prefer, Report, Request, import};

use super::{Bench, STARTUP, git, only};

/// A register of one product, imported once.
fn bench() -> Bench {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.put("content/_startups/other.md", &STARTUP.replace("A Dock", "Other"));
    bench.commit("Un");
    bench.import("register").unwrap();
    bench
}

/// Replaces words in a file of the register, as people do, and commits.
fn correct(bench: &Bench, path: &str, from: &str, to: &str) {
    let text = bench.read("register", path);
    assert!(text.contains(from), "{text}");
    fs::write(bench.target("register").join(path), text.replace(from, to)).unwrap();
    commit(&bench.target("register"));
}

fn commit(register: &Path) {
    git(register, &["add", "-A"]);
    git(register, &["-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "-m", "À nous"]);
}

fn with(bench: &Bench, prefer: Prefer) -> Report {
    let request = Request { prefer, ..bench.request("register") };
    let report = import(&request, &mut |_, _| {}).unwrap();
    assert_eq!(git(&bench.target("register"), &["status", "--porcelain"]), "");
    report
}

fn again(bench: &Bench) -> Report {
    with(bench, Prefer::Register)
}

const A: &str = "registry/startups/a.yml";

#[test]
fn a_correction_stays_until_the_source_changes_the_same_thing() {
    let mut bench = bench();
    correct(&bench, A, "incubator: mtes\n", "incubator: dinum\n");
    correct(&bench, A, "name: A Dock\n", "name: A Dock, corrigé\ncomment: À nous.\n");
    correct(&bench, A, "  start: 2018-01-08\n", "  start: 2018-01-09\n");
    fs::write(bench.target("register").join("registry/incubators/dinum.yml"), "name: Dinum\n").unwrap();
    commit(&bench.target("register"));

    bench.put("content/_startups/a.md", &STARTUP.replace("Aider", "Aider mieux"));
    bench.commit("Deux");
    let report = again(&bench);
    let text = bench.read("register", A);
    for line in [
        "incubator: dinum\n",
        "name: A Dock, corrigé\n",
        "comment: À nous.\n",
        "start: 2018-01-09\n",
        "mission: Aider mieux\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let stands = |what: &str| Corrected { record: A.to_owned(), what: what.to_owned() };
    let expected = ["comment", "incubator", "name", "phases[investigation].start"].map(stands);
    assert_eq!(only(&report).corrected.iter().cloned().collect::<Vec<_>>(), expected);
    assert_eq!(only(&report).disputed, []);

    // Once more, so that what the import before wrote is the base.
    let more = STARTUP
        .replace("Aider", "Aider plus")
        .replace("end: ''", "end: 2019-01-01\n  - name: construction\n    start: 2019-01-01");
    bench.put("content/_startups/a.md", &more);
    bench.commit("Trois");
    again(&bench);
    let text = bench.read("register", A);
    for line in [
        "incubator: dinum\n",
        "name: A Dock, corrigé\n",
        "start: 2018-01-09\n",
        "end: 2019-01-01\n",
        "- name: construction\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }

    bench.put("content/_startups/a.md", &more.replace("A Dock", "Un quai"));
    let oid = bench.commit("Quatre");
    let report = again(&bench);
    assert!(bench.read("register", A).contains("name: A Dock, corrigé\n"));
    let [disputed] = only(&report).disputed.as_slice() else { panic!("{report:?}") };
    assert_eq!((disputed.record.as_str(), disputed.what.as_str(), disputed.kept), (A, "name", Prefer::Register));
    assert_eq!(disputed.register.as_deref(), Some("A Dock, corrigé"));
    assert_eq!(disputed.source.as_deref(), Some("Un quai"));
    assert_eq!(disputed.commit.to_string(), oid);

    bench.put("content/_startups/a.md", &more.replace("A Dock", "Le quai"));
    bench.commit("Cinq");
    let report = with(&bench, Prefer::Source);
    let text = bench.read("register", A);
    assert!(text.contains("name: Le quai\n") && text.contains("incubator: dinum\n"), "{text}");
    assert_eq!(only(&report).disputed.len(), 1);
}

#[test]
fn a_record_that_people_did_not_touch_follows_the_source_as_before() {
    let mut bench = bench();
    correct(&bench, A, "name: A Dock\n", "name: Corrigé\n");
    bench.put("content/_startups/other.md", &STARTUP.replace("A Dock", "Another"));
    bench.put("content/_startups/new.md", STARTUP);
    bench.commit("Deux");
    let report = again(&bench);
    assert!(bench.read("register", "registry/startups/other.yml").contains("name: Another\n"));
    assert!(bench.has("register", "registry/startups/new.yml"));
    assert_eq!((only(&report).corrected.len(), only(&report).disputed.len()), (0, 0));
}

#[test]
fn a_corrected_record_that_the_source_deletes_stays_unless_the_source_is_preferred() {
    for prefer in [Prefer::Register, Prefer::Source] {
        let mut bench = bench();
        correct(&bench, A, "name: A Dock\n", "name: Corrigé\n");
        bench.take("content/_startups/a.md");
        bench.take("content/_startups/other.md");
        bench.commit("Deux");
        let report = with(&bench, prefer);
        assert_eq!(bench.has("register", A), prefer == Prefer::Register);
        assert!(!bench.has("register", "registry/startups/other.yml"), "nobody corrected it");
        let disputed: Vec<_> =
            only(&report).disputed.iter().map(|one| (one.record.as_str(), one.what.as_str())).collect();
        assert_eq!(disputed, [(A, "")]);
    }
}

#[test]
fn a_record_that_people_removed_does_not_come_back() {
    let mut bench = bench();
    fs::remove_file(bench.target("register").join(A)).unwrap();
    commit(&bench.target("register"));
    bench.put("content/_startups/b.md", STARTUP);
    bench.commit("Deux");
    assert_eq!(only(&again(&bench)).disputed, []);
    bench.put("content/_startups/a.md", &STARTUP.replace("Aider", "Aider mieux"));
    bench.put("content/_startups/b.md", &STARTUP.replace("Aider", "Aider mieux"));
    bench.commit("Trois");
    let report = again(&bench);
    assert!(!bench.has("register", A));
    assert_eq!(only(&report).disputed.len(), 1);
    bench.put("content/_startups/a.md", &STARTUP.replace("Aider", "Aider plus"));
    bench.commit("Quatre");
    with(&bench, Prefer::Source);
    assert!(bench.read("register", A).contains("Aider plus"));
}

#[test]
fn a_record_that_people_renamed_is_followed_and_one_that_the_source_renames_takes_its_corrections_along() {
    let mut bench = bench();
    correct(&bench, A, "name: A Dock\n", "name: Corrigé\n");
    let register = bench.target("register");
    git(&register, &["mv", A, "registry/startups/quai.yml"]);
    let text = bench.read("register", "registry/startups/quai.yml");
    fs::write(register.join("registry/startups/quai.yml"), text + "previous_ids:\n- a\n").unwrap();
    commit(&register);
    bench.put("content/_startups/a.md", &STARTUP.replace("Aider", "Aider mieux"));
    bench.commit("Deux");
    again(&bench);
    assert!(!bench.has("register", A));
    let text = bench.read("register", "registry/startups/quai.yml");
    for line in ["name: Corrigé\n", "mission: Aider mieux\n", "- a\n"] {
        assert!(text.contains(line), "{line}: {text}");
    }

    correct(&bench, "registry/startups/other.yml", "name: Other\n", "name: Autre\n");
    bench.take("content/_startups/other.md");
    let moved =
        STARTUP.replace("A Dock", "Other").replace("mission:", "redirect_from: [/startups/other.html]\nmission:");
    bench.put("content/_startups/elsewhere.md", &moved);
    bench.commit("Trois");
    let report = again(&bench);
    assert_eq!(only(&report).disputed, []);
    assert!(!bench.has("register", "registry/startups/other.yml"));
    let text = bench.read("register", "registry/startups/elsewhere.yml");
    assert!(text.contains("name: Autre\n") && text.contains("- other\n"), "{text}");
}

#[test]
fn a_date_of_the_first_years_that_was_corrected_stands_when_the_source_states_phases() {
    let status = |status: &str| {
        format!("---\ntitle: A\nmission: Aider\nowner: Dinsic\nincubator: mtes\nstatus: {status}\n---\n")
    };
    let bench = Bench::new();
    bench.put("_startups/a.md", &status("alpha"));
    bench.commit_at(1_500_000_000, "Un");
    bench.import("register").unwrap();
    let line = bench.read("register", A).lines().find(|line| line.contains("start:")).unwrap().to_owned();
    correct(&bench, A, &line, "  start: 2017-06-01");
    bench.put("_startups/a.md", &status("beta"));
    bench.commit_at(1_510_000_000, "Deux");
    again(&bench);
    let text = bench.read("register", A);
    assert!(text.contains("start: 2017-06-01\n") && text.contains("name: acceleration\n"), "{text}");

    let stated = STARTUP.replace(
        "name: investigation\n    start: 2018-01-08\n    end: ''",
        "name: construction\n    start: 2017-06-15",
    );
    bench.put("_startups/a.md", &stated);
    bench.commit_at(1_600_000_000, "Trois");
    let report = again(&bench);
    let text = bench.read("register", A);
    assert!(text.contains("start: 2017-06-01\n") && !text.contains("acceleration"), "{text}");
    let disputed: Vec<_> = only(&report).disputed.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(disputed, ["phases[construction].start"]);
}

#[test]
fn without_corrections_several_steps_are_one() {
    let mut bench = bench();
    for at in 0..4 {
        bench.put("content/_startups/a.md", &STARTUP.replace("Aider", &format!("Aider {at}")));
        bench.commit("Encore");
        again(&bench);
    }
    bench.import("single").unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("register"), head("single"));
}

#[test]
fn a_rename_that_the_source_does_not_tell_is_suspected_and_taken_from_what_people_paste() {
    let mut bench = bench();
    bench.put("content/_startups/plain.md", &STARTUP.replace("A Dock", "Tout autre").replace("Aider", "Autre chose"));
    bench.take("content/_startups/other.md");
    bench.put("content/_startups/other-thing.md", &STARTUP.replace("A Dock", "Other"));
    bench.commit("Deux");
    let report = again(&bench);
    let lines: Vec<String> = report.suspects.iter().map(|suspect| suspect.line()).collect();
    assert_eq!(lines, ["- {kind: startup, from: \"other\", to: \"other-thing\"}"]);

    let path = "registry/sources.yml";
    let text = bench.read("register", path) + "renames:\n" + &lines[0] + "\n";
    fs::write(bench.target("register").join(path), text).unwrap();
    commit(&bench.target("register"));
    bench.put("content/_startups/a.md", &STARTUP.replace("Aider", "Aider mieux"));
    bench.commit("Trois");
    let report = again(&bench);
    assert_eq!(report.suspects, []);
    let moved = "registry/startups/other-thing.yml";
    assert!(bench.read("register", moved).contains("previous_ids:\n- other\n"));

    // Written anew, the past follows too: the line in the register is none of the commits that would be lost.
    let restart = Request { restart: true, ..bench.request("register") };
    assert_eq!(import(&restart, &mut |_, _| {}).unwrap().suspects, []);
    assert!(bench.read("register", path).contains("from: other"));
    let first = git(&bench.target("register"), &["log", "--reverse", "--format=%H", "--", moved]);
    let first = first.lines().next().unwrap();
    assert!(git(&bench.target("register"), &["show", &format!("{first}:{moved}")]).contains("- other"));
}
