//! `greffe import beta-gouv`, on small sources made with git itself, and on the real one where it
//! is present.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use greffe::diagnostic::Outcome;
use greffe::import::{Note, Report, Request, beta_gouv};
use tempfile::TempDir;

/// A source and the folder for its imports.
struct Bench {
    folder: TempDir,
    commits: u32,
}

const STARTUP: &str = "---\ntitle: A Dock\nmission: Aider\nincubator: mtes\nsponsors:\n  - /organisations/dgitm\nphases:\n  - name: investigation\n    start: 2018-01-08\n    end: ''\n---\n\nprose\n";

impl Bench {
    fn new() -> Bench {
        let bench = Bench { folder: TempDir::new().unwrap(), commits: 0 };
        fs::create_dir(bench.source()).unwrap();
        git(&bench.source(), &["init", "-q", "-b", "main"]);
        bench
    }

    fn source(&self) -> PathBuf {
        self.folder.path().join("betagouv.git")
    }

    fn target(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.source().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn take(&self, path: &str) {
        fs::remove_file(self.source().join(path)).unwrap();
    }

    /// Commits everything; the author's time comes before the committer's, in another zone.
    fn commit(&mut self, subject: &str) -> String {
        self.commits += 1;
        let at = 1_600_000_000 + 86_400 * self.commits;
        git(&self.source(), &["add", "-A"]);
        let made = Command::new("git")
            .current_dir(self.source())
            .args([
                "-c",
                "user.name=Zoé",
                "-c",
                "user.email=zoe@example.invalid",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                subject,
            ])
            .env("GIT_AUTHOR_DATE", format!("{} +0200", at - 5000))
            .env("GIT_COMMITTER_DATE", format!("{at} -0330"))
            .output()
            .unwrap();
        said(&made);
        git(&self.source(), &["rev-parse", "HEAD"])
    }

    fn import(&self, into: &str) -> Outcome<Report> {
        let (source, into) = (self.source(), self.target(into));
        let request = Request { source: &source, branch: None, name: None, into: &into };
        beta_gouv(&request, &mut |done, all| assert!(done <= all))
    }

    fn read(&self, into: &str, path: &str) -> String {
        fs::read_to_string(self.target(into).join(path)).unwrap()
    }

    fn has(&self, into: &str, path: &str) -> bool {
        self.target(into).join(path).exists()
    }
}

fn git(folder: &Path, args: &[&str]) -> String {
    said(&Command::new("git").current_dir(folder).args(args).output().unwrap())
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

fn count(report: &Report, note: &Note) -> usize {
    report.notes.get(note).map_or(0, |tally| tally.count)
}

#[test]
fn a_commit_keeps_its_people_its_times_and_its_subject() {
    let mut bench = Bench::new();
    bench.put("README.md", "x");
    bench.commit("Rien à voir");
    bench.put("content/_startups/a-dock.md", STARTUP);
    let oid = bench.commit("Crée A Dock\n\nUn corps de message.");
    let report = bench.import("register").unwrap();
    assert_eq!((report.commits, report.versions), (1, 1));

    let target = bench.target("register");
    let format = "--format=%an <%ae> %ad | %cn %cd";
    let signed = |folder: &Path| git(folder, &["log", "-1", "--date=raw", format]);
    assert_eq!(signed(&target), signed(&bench.source()));
    assert_eq!(git(&target, &["log", "-1", "--format=%B"]), format!("Crée A Dock\n\nImported-From: betagouv@{oid}"));
    assert_eq!(git(&target, &["log", "--format=%s"]), "Crée A Dock\nPose le registre");
    assert_eq!(
        git(&target, &["log", "-1", "--format=%(trailers:key=Imported-From,valueonly)"]).trim(),
        format!("betagouv@{oid}")
    );
    assert_eq!(git(&target, &["status", "--porcelain"]), "");
    for laid in ["schema/registry.yml", "registry/indicators/produits-lances.yml"] {
        assert!(bench.has("register", laid), "{laid}");
    }
    assert_eq!(
        bench.read("register", "registry/startups/a-dock.yml"),
        "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: A Dock\nmission: Aider\nsponsors:\n- dgitm\nincubator: mtes\nphases:\n- name: investigation\n  start: 2018-01-08\n"
    );
    assert_eq!(count(&report, &Note::Empty), 1);
    assert_eq!(count(&report, &Note::Prose), 1);
    assert_eq!(count(&report, &Note::Title), 1);
    assert_eq!(count(&report, &Note::Reference), 1);
}

#[test]
fn shapes_are_brought_to_the_schema_and_what_is_lost_is_counted() {
    let mut bench = Bench::new();
    bench.put(
        "content/_startups/pix.md",
        "\u{feff}---\r\ntitle: 2024\r\nmission: Un\r\nmission: Deux\r\nstats: 'true'\r\nusertypes: etat\r\nfast: {promotion: 12, montant: \"300000\"}\r\nlogo: x.png\r\nsponsors:\r\n  - {name: Ministère A, acronym: A}\r\n  - /organisations/DINUM\r\n  - Ministère B\r\nredirect_from: [/startups/api_pix.html, /startups/pix]\r\nphases:\r\n  - {name: succès, start: 2021-06-9, by: x}\r\n---",
    );
    bench.put("content/_incubators/b.md", "---\ntitle: B\nowner: Ministère\n---\n");
    bench.put("content/_incubators/c.md", "---\ntitle: C\nowner: /organisations/dinum\n---\n");
    bench.put("content/_organisations/dinum.md", "---\nname: DINUM\ntype: autre\nacronym:\n---\n");
    bench.put("content/_startups/note.txt", "x");
    bench.commit("Tout");
    let report = bench.import("register").unwrap();
    assert_eq!(
        bench.read("register", "registry/startups/pix.yml"),
        "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: '2024'\nmission: Deux\nsponsors:\n- dinum\nowner: Ministère A / Ministère B\nstats: true\nusertypes:\n- etat\nphases:\n- name: succès\n  start: 2021-06-9\nfast:\n  promotion: 12\n  montant: 300000\nprevious_ids:\n- api_pix\n"
    );
    assert!(bench.read("register", "registry/incubators/b.yml").ends_with("\nname: B\n"));
    assert!(bench.read("register", "registry/incubators/c.yml").ends_with("\nname: C\nowner: dinum\n"));
    assert!(bench.read("register", "registry/organisations/dinum.yml").ends_with("\nname: DINUM\ntype: autre\n"));
    let field = |name: &str| Note::UnknownField(name.to_owned());
    for (note, times) in [
        (Note::DuplicateKey, 1),
        (Note::Number, 1),
        (Note::Text, 2),
        (Note::List, 1),
        (Note::SponsorInFull, 2),
        (Note::Redirect, 2),
        (Note::FreeOwner, 1),
        (Note::Empty, 1),
        (field("logo"), 1),
        (field("phases.by"), 1),
    ] {
        assert_eq!(count(&report, &note), times, "{note:?}");
    }
    assert_eq!(report.other_files.keys().collect::<Vec<_>>(), ["content/_startups/note.txt"]);
}

#[test]
fn identifiers_are_normalised_and_stay_apart() {
    let mut bench = Bench::new();
    bench.put("content/_startups/Part'âge de_test.md", STARTUP);
    bench.put("content/_startups/Pix.md", STARTUP);
    bench.put("content/_startups/-.md", STARTUP);
    bench.put("content/_startups/sub/..x.md", STARTUP);
    bench.commit("Un");
    bench.put("content/_startups/pix.md", &STARTUP.replace("A Dock", "L’autre"));
    bench.commit("Deux");
    let report = bench.import("register").unwrap();
    assert!(
        bench
            .read("register", "registry/startups/part-age-de-test.yml")
            .ends_with("previous_ids:\n- Part'âge de_test\n")
    );
    assert!(bench.read("register", "registry/startups/pix.yml").contains("name: L’autre"));
    assert!(bench.read("register", "registry/startups/pix-2.yml").ends_with("previous_ids:\n- Pix\n"));
    assert!(bench.has("register", "registry/startups/x.yml"));
    assert_eq!(count(&report, &Note::FileName), 3);
    assert_eq!(report.unread.len(), 1);

    bench.take("content/_startups/pix.md");
    bench.commit("Trois");
    bench.import("register").unwrap();
    assert!(bench.read("register", "registry/startups/pix.yml").contains("- Pix\n"));
    assert!(!bench.has("register", "registry/startups/pix-2.yml"));
}

#[test]
fn an_unreadable_version_leaves_the_last_good_one() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Bon");
    bench.put("content/_startups/a.md", "---\ntitle: [\n---\n");
    bench.commit("Mauvais");
    bench.put("content/_startups/a.md", "prose\n");
    let last = bench.commit("Pire");
    let report = bench.import("register").unwrap();
    assert_eq!((report.commits, report.unchanged, report.unread.len()), (3, 2, 2));
    assert_eq!(report.unread.last().map(|unread| unread.seen.commit.to_string()), Some(last));
    assert!(bench.read("register", "registry/startups/a.yml").contains("name: A Dock"));

    // Even where the file changes folders at the same time.
    fs::rename(bench.source().join("content/_startups"), bench.source().join("_startup")).unwrap();
    bench.commit("Ailleurs");
    let report = bench.import("register").unwrap();
    assert_eq!((report.unread.len(), report.deletions, report.unchanged), (1, 0, 1));
    assert!(bench.has("register", "registry/startups/a.yml"));
}

#[test]
fn the_status_epoch_waits_and_is_counted() {
    let mut bench = Bench::new();
    let old = "---\ntitle: A\nstatus: beta\nstart: 2014-10-01\n---\n";
    bench.put("_startups/a.md", old);
    bench.put("_startups/b.md", old);
    bench.put("_startups/stray", "x");
    bench.commit("Statuts");
    bench.take("_startups/b.md");
    bench.commit("Supprime b");
    bench.put("_startups/a.md", &old.replace("beta", "live"));
    bench.put("_incubator/mtes.md", "---\ntitle: MTES\n---\n");
    bench.commit("Avec un incubateur");
    bench.put("_startups/a.md", STARTUP);
    bench.commit("Phases");
    let report = bench.import("register").unwrap();
    assert_eq!((report.commits, report.status_commits.count, report.status_versions.count), (2, 2, 3));
    let log = git(&bench.target("register"), &["log", "--format=%s", "--name-status", "-2"]);
    let lines: Vec<&str> = log.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        ["Phases", "A\tregistry/startups/a.yml", "Avec un incubateur", "A\tregistry/incubators/mtes.yml"]
    );
}

#[test]
fn a_source_of_the_status_epoch_alone_leaves_nothing() {
    let mut bench = Bench::new();
    bench.put("_startups/a.md", "---\ntitle: A\nstatus: beta\n---\n");
    bench.commit("Statuts");
    let report = bench.import("register").unwrap();
    assert_eq!((report.commits, report.head, report.status_commits.count), (0, None, 1));
    bench.put("_startups/a.md", STARTUP);
    bench.commit("Phases");
    assert_eq!(bench.import("register").unwrap().commits, 1);
}

#[test]
fn a_second_import_adds_what_is_new_and_equals_a_single_one() {
    let mut bench = Bench::new();
    bench.put("content/_startups/Pix.md", STARTUP);
    bench.put("content/_startups/gone.md", STARTUP);
    bench.put("content/_startups/broken.md", STARTUP);
    bench.put("content/_incubators/b.md", "---\ntitle: B\n---\n");
    bench.commit("Un");
    bench.put("content/_startups/broken.md", "---\n");
    bench.commit("Deux");
    bench.put("_startups/status.md", "---\nstatus: beta\n---\n");
    bench.commit("Laissé");
    assert_eq!(bench.import("steps").unwrap().commits, 2);
    let before = git(&bench.target("steps"), &["rev-parse", "HEAD"]);
    let again = bench.import("steps").unwrap();
    assert!(again.resumed);
    assert_eq!((again.commits, again.status_commits.count), (0, 1));
    assert_eq!(git(&bench.target("steps"), &["rev-parse", "HEAD"]), before);

    bench.put("content/_startups/pix.md", STARTUP);
    bench.put("_startups/status.md", STARTUP);
    bench.take("content/_startups/gone.md");
    bench.take("content/_incubators/b.md");
    bench.commit("Trois");
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Quatre");
    let report = bench.import("steps").unwrap();
    assert_eq!((report.commits, report.deletions), (2, 2));
    bench.import("single").unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("steps"), head("single"));
    for gone in ["registry/startups/gone.yml", "registry/incubators"] {
        assert!(!bench.has("steps", gone), "{gone}");
    }
    assert_eq!(git(&bench.target("steps"), &["status", "--porcelain"]), "");
    git(&bench.target("steps"), &["fsck", "--strict"]);
}

#[test]
fn what_stands_in_the_register_is_kept() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    bench.import("register").unwrap();
    let target = bench.target("register");
    fs::write(target.join("own.sh"), "#!/bin/sh\n").unwrap();
    git(&target, &["add", "own.sh"]);
    git(&target, &["update-index", "--chmod=+x", "own.sh"]);
    git(&target, &["-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "-m", "À nous"]);
    git(&target, &["reset", "-q", "--hard"]);
    bench.put("content/_startups/b.md", STARTUP);
    bench.commit("Deux");

    fs::write(target.join("registry/startups/b.yml"), "mine").unwrap();
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-in-the-way");
    fs::remove_file(target.join("registry/startups/b.yml")).unwrap();
    fs::write(target.join("registry/startups/a.yml"), "mine").unwrap();
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-dirty");
    git(&target, &["checkout", "-q", "."]);

    assert_eq!(bench.import("register").unwrap().commits, 1);
    assert!(git(&target, &["ls-tree", "HEAD", "own.sh"]).starts_with("100755"));
    assert_eq!(git(&target, &["log", "--format=%s"]), "Deux\nÀ nous\nUn\nPose le registre");
}

#[test]
fn wrong_sources_and_targets_are_refused() {
    let mut bench = Bench::new();
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-no-commit");
    let (source, into) = (bench.target("none"), bench.target("register"));
    let request = Request { source: &source, branch: None, name: None, into: &into };
    assert_eq!(beta_gouv(&request, &mut |_, _| {}).unwrap_err().message.id, "import-no-source");
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    fs::create_dir(bench.target("full")).unwrap();
    fs::write(bench.target("full").join("x"), "x").unwrap();
    assert_eq!(bench.import("full").unwrap_err().message.id, "import-occupied");
    let itself = bench.import("betagouv.git").unwrap_err();
    assert_eq!(itself.message.id, "import-not-an-import");
    bench.import("register").unwrap();

    git(
        &bench.source(),
        &["-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "--amend", "-m", "Réécrit"],
    );
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-lost");
    git(&bench.source(), &["branch", "other"]);
    git(&bench.source(), &["symbolic-ref", "HEAD", "refs/heads/none"]);
    assert_eq!(bench.import("new").unwrap_err().message.id, "import-which-branch");
    git(&bench.source(), &["branch", "-q", "-D", "other"]);
    assert_eq!(bench.import("new").unwrap().commits, 1);

    let shallow = bench.target("shallow");
    git(&bench.source(), &["symbolic-ref", "HEAD", "refs/heads/main"]);
    bench.put("content/_startups/b.md", STARTUP);
    bench.commit("Deux");
    let url = format!("file://{}", bench.source().display());
    git(bench.folder.path(), &["clone", "-q", "--depth=1", &url, "shallow"]);
    let into = bench.target("of-shallow");
    let request = Request { source: &shallow, branch: None, name: None, into: &into };
    assert_eq!(beta_gouv(&request, &mut |_, _| {}).unwrap_err().message.id, "shallow-clone");
    assert!(!into.exists());
}

fn greffe(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffe")).current_dir(folder).args(args).output().unwrap()
}

#[test]
fn the_command_reports_to_people_and_machines() {
    let mut bench = Bench::new();
    bench.put("content/_startups/É\u{1b}[31m.md", STARTUP);
    bench.put("content/_startups/bad.md", "x");
    let oid = bench.commit("Un");
    let args = ["import", "beta-gouv", "betagouv.git", "--into", "register", "--name", "beta"];
    let people = said(&greffe(bench.folder.path(), &[&["--lang", "en"], &args[..]].concat()));
    assert!(people.starts_with("1 commit brought over from beta into “"), "{people}");
    assert!(people.contains(&format!("content/_startups/bad.md@{}: There are no fields", &oid[..10])), "{people}");
    assert!(people.contains("É␛[31m.md@") && !people.contains('\u{1b}'), "{people}");
    assert!(bench.has("register", "registry/startups/e-31m.yml"));

    let again = said(&greffe(bench.folder.path(), &[&args[..], &["--format", "json"]].concat()));
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["commits"], 0);
    assert_eq!(again["resumed"], true);
}

#[test]
fn the_real_register_comes_over() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        println!("skipped: {} is not here", bundle.display());
        return;
    }
    let folder = TempDir::new().unwrap();
    let (source, into) = (folder.path().join("beta.git"), folder.path().join("register"));
    git(folder.path(), &["clone", "-q", "--bare", &bundle.display().to_string(), "beta.git"]);
    let request = Request { source: &source, branch: None, name: Some("betagouv"), into: &into };
    let report = beta_gouv(&request, &mut |_, _| {}).unwrap();
    let branch = git(&source, &["for-each-ref", "--format=%(refname)", "refs/heads"]);
    let folders =
        ["content/_startups", "content/_incubators", "content/_organisations", "_startup", "_startups", "_incubator"];
    let touching = git(&source, &[&["rev-list", "--first-parent", &branch, "--"], &folders[..]].concat());
    assert_eq!(report.commits + report.status_commits.count, touching.lines().count());
    let written: usize = git(&into, &["rev-list", "--count", "HEAD"]).parse().unwrap();
    assert_eq!(written, report.commits + 1);
    git(&into, &["fsck", "--strict"]);
    assert_eq!(git(&into, &["status", "--porcelain"]), "");
    let records = git(&into, &["ls-files", "registry/startups"]).lines().count();
    let pages = git(&source, &["ls-tree", "-r", "--name-only", &branch, "content/_startups/"]);
    assert_eq!(records, pages.lines().filter(|path| path.trim_end_matches('"').ends_with(".md")).count());
}
