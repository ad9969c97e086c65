//! Running an import, and running it again.

use std::fs;

use greffe::import::{Request, beta_gouv};

use crate::{Bench, STARTUP, git};

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
