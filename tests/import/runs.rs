//! Running an import, and running it again.

use std::fs;

use greffe::import::{Request, SourceKind, import};

use super::{Bench, STARTUP, git, only, source};

#[test]
fn a_source_without_a_record_leaves_nothing() {
    let mut bench = Bench::new();
    bench.put("_startups/a.md", "---\ntitle: A\n---\n");
    bench.commit("Sans phase");
    let report = bench.import("register").unwrap();
    assert_eq!((only(&report).written, report.head, only(&report).unread.len()), (0, None, 1));
    bench.put("_startups/a.md", STARTUP);
    bench.commit("Phases");
    assert_eq!(only(&bench.import("register").unwrap()).written, 1);
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
    bench.put("content/_authors/zoe.md", "---\nfullname: Zoé\n---\n");
    bench.commit("Laissé");
    let first = bench.import("steps").unwrap();
    // A commit that leaves the register as it was is not written, but told.
    assert_eq!((only(&first).written, only(&first).unchanged), (1, 1));
    let before = git(&bench.target("steps"), &["rev-parse", "HEAD"]);
    let again = bench.import("steps").unwrap();
    assert!(again.resumed);
    assert_eq!(only(&again).written, 0);
    assert_eq!(git(&bench.target("steps"), &["rev-parse", "HEAD"]), before);

    bench.put("content/_startups/pix.md", STARTUP);
    bench.take("content/_startups/gone.md");
    bench.take("content/_incubators/b.md");
    bench.commit("Trois");
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Quatre");
    let report = bench.import("steps").unwrap();
    assert_eq!((only(&report).written, only(&report).deletions.values().sum::<usize>()), (2, 2));
    bench.import("single").unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("steps"), head("single"));
    for gone in ["registry/startups/gone.yml", "registry/incubators/b.yml"] {
        assert!(!bench.has("steps", gone), "{gone}");
    }
    assert_eq!(git(&bench.target("steps"), &["status", "--porcelain"]), "");
    git(&bench.target("steps"), &["fsck", "--strict"]);
}

#[test]
fn a_long_history_becomes_one_pack_the_same_each_time() {
    let mut bench = Bench::new();
    for at in 0..60 {
        bench.put("content/_startups/a.md", &STARTUP.replace("A Dock", &format!("Version {at}")));
        bench.commit("Encore");
    }
    bench.import("first").unwrap();
    bench.import("second").unwrap();
    let packs = |into: &str| {
        let found = fs::read_dir(bench.target(into).join(".git/objects/pack")).unwrap();
        let mut found: Vec<_> = found.map(|file| file.unwrap().file_name()).collect();
        found.sort();
        found
    };
    assert_eq!(packs("first").len(), 2, "a pack and its index: {:?}", packs("first"));
    assert_eq!(packs("first"), packs("second"));
    assert!(git(&bench.target("first"), &["count-objects"]).starts_with("0 objects"));
    git(&bench.target("first"), &["fsck", "--strict"]);
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

    assert_eq!(only(&bench.import("register").unwrap()).written, 1);
    assert!(git(&target, &["ls-tree", "HEAD", "own.sh"]).starts_with("100755"));
    assert_eq!(git(&target, &["log", "--format=%s"]), "Deux\nÀ nous\nUn\nPose le registre");
}

#[test]
fn wrong_sources_and_targets_are_refused() {
    let mut bench = Bench::new();
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-no-commit");
    let of = |path: &str, into: &str| {
        let sources = vec![source(SourceKind::BetaGouv, &bench.target(path))];
        import(&Request { sources, into: bench.target(into), ..Request::default() }, &mut |_, _| {})
    };
    assert_eq!(of("none", "register").unwrap_err().message.id, "import-no-source");
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
    assert_eq!(only(&bench.import("new").unwrap()).written, 1);

    let shallow = bench.target("shallow");
    git(&bench.source(), &["symbolic-ref", "HEAD", "refs/heads/main"]);
    bench.put("content/_startups/b.md", STARTUP);
    bench.commit("Deux");
    let url = format!("file://{}", bench.source().display());
    git(bench.folder.path(), &["clone", "-q", "--depth=1", &url, "shallow"]);
    let into = bench.target("of-shallow");
    let sources = vec![source(SourceKind::BetaGouv, &shallow)];
    let request = Request { sources, into: into.clone(), ..Request::default() };
    assert_eq!(import(&request, &mut |_, _| {}).unwrap_err().message.id, "shallow-clone");
    assert!(!into.exists());
}

#[test]
fn a_rehearsal_writes_nothing_and_tells_what_an_import_would() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    let rehearse =
        |bench: &Bench| import(&Request { rehearse: true, ..bench.request("register") }, &mut |_, _| {}).unwrap();
    let told = rehearse(&bench);
    assert!(told.is_rehearsal && !bench.target("register").exists());
    let done = bench.import("register").unwrap();
    assert_eq!((told.head, only(&told).written), (done.head, 1));

    bench.put("content/_startups/b.md", STARTUP);
    bench.commit("Deux");
    let objects = || git(&bench.target("register"), &["count-objects"]);
    let before = (git(&bench.target("register"), &["rev-parse", "HEAD"]), objects());
    let told = rehearse(&bench);
    assert_eq!(only(&told).written, 1);
    assert_eq!((git(&bench.target("register"), &["rev-parse", "HEAD"]), objects()), before);
    assert_eq!(bench.import("register").unwrap().head, told.head);
}

#[test]
fn a_source_that_was_rewritten_stops_and_restart_writes_the_register_anew() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    bench.put("content/_startups/gone.md", STARTUP);
    bench.commit("Deux");
    bench.import("register").unwrap();
    let old = git(&bench.target("register"), &["rev-parse", "HEAD"]);
    git(&bench.source(), &["reset", "-q", "--hard", "HEAD~1"]);
    bench.put("content/_startups/b.md", STARTUP);
    bench.commit("Réécrit");
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-lost");
    assert_eq!(git(&bench.target("register"), &["rev-parse", "HEAD"]), old);

    // Without naming the source: the register knows it, and where it lies.
    let restart = Request { sources: Vec::new(), restart: true, ..bench.request("register") };
    let report = import(&restart, &mut |_, _| {}).unwrap();
    assert_eq!((report.replaced.map(|oid| oid.to_string()), report.resumed), (Some(old), false));
    bench.import("single").unwrap();
    let head = |into: &str| git(&bench.target(into), &["rev-parse", "HEAD"]);
    assert_eq!(head("register"), head("single"));
    assert!(bench.has("register", "registry/startups/b.yml") && !bench.has("register", "registry/startups/gone.yml"));
    assert_eq!(git(&bench.target("register"), &["status", "--porcelain"]), "");
}

#[test]
fn restart_never_loses_what_people_wrote_in_the_register() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    bench.import("register").unwrap();
    let target = bench.target("register");
    fs::write(target.join("note.txt"), "à nous").unwrap();
    git(&target, &["add", "note.txt"]);
    git(&target, &["-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "-m", "À nous"]);
    let head = git(&target, &["rev-parse", "HEAD"]);
    let refused = import(&Request { restart: true, ..bench.request("register") }, &mut |_, _| {}).unwrap_err();
    assert_eq!(refused.message.id, "import-own-commits");
    assert_eq!(git(&target, &["rev-parse", "HEAD"]), head);
}

#[test]
fn an_import_that_stopped_while_it_laid_out_the_files_is_ended_by_the_next_one() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    bench.import("register").unwrap();
    let target = bench.target("register");
    // The branch was moved, and the working tree was not.
    fs::remove_file(target.join("registry/startups/a.yml")).unwrap();
    assert_eq!(bench.import("register").unwrap_err().message.id, "import-dirty");
    let marker = format!("{} {}", "0".repeat(40), git(&target, &["rev-parse", "HEAD"]));
    fs::write(target.join(".git/greffe-import"), marker).unwrap();
    assert_eq!(only(&bench.import("register").unwrap()).written, 0);
    assert!(bench.has("register", "registry/startups/a.yml"));
    assert!(!target.join(".git/greffe-import").exists());
}

#[test]
fn a_mainline_that_went_behind_a_second_parent_is_told_and_followed() {
    let mut bench = Bench::new();
    bench.put("content/_startups/base.md", STARTUP);
    let base = bench.commit("Base");
    for at in 0..25 {
        bench.put("content/_startups/hidden.md", &STARTUP.replace("A Dock", &format!("Version {at}")));
        bench.commit("Caché");
    }
    let second = git(&bench.source(), &["rev-parse", "HEAD"]);
    git(&bench.source(), &["reset", "-q", "--hard", &base]);
    bench.put("content/_startups/mine.md", STARTUP);
    bench.commit("Le mien");
    let name = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"];
    git(&bench.source(), &[&name[..], &["merge", "-q", "--no-ff", "-m", "Fusion", &second]].concat());
    let merge = git(&bench.source(), &["rev-parse", "HEAD"]);
    let report = bench.import("first").unwrap();
    let told: Vec<String> = only(&report).foxtrots.iter().map(|foxtrot| foxtrot.merge.to_string()).collect();
    assert_eq!((told, only(&report).written), (vec![merge.clone()], 3));
    // Who finds out that it is an ordinary one says so once, even where there is nothing new.
    let mut ordinary = bench.request("first");
    ordinary.sources[0].first_parents = vec![merge.clone()];
    assert_eq!(only(&import(&ordinary, &mut |_, _| {}).unwrap()).foxtrots, []);
    assert!(bench.read("first", "registry/sources.yml").contains(&merge));
    let head = git(&bench.target("first"), &["rev-parse", "HEAD"]);
    assert_eq!(only(&bench.import("first").unwrap()).foxtrots, []);
    assert_eq!(git(&bench.target("first"), &["rev-parse", "HEAD"]), head);

    let mut request = bench.request("second");
    request.sources[0].second_parents = vec!["HEAD".to_owned()];
    let report = import(&request, &mut |_, _| {}).unwrap();
    assert_eq!(only(&report).written, 27);
    // It is recorded, so that the next import goes on from there.
    bench.put("content/_startups/new.md", STARTUP);
    bench.commit_at(2_000_000_000, "Suite");
    assert_eq!(only(&bench.import("second").unwrap()).written, 1);
    assert!(bench.read("second", "registry/sources.yml").contains(&merge));
    request.sources[0].second_parents = Vec::new();
    request.second_parents = vec![merge];
    request.into = bench.target("third");
    assert_eq!(only(&import(&request, &mut |_, _| {}).unwrap()).written, 28);
    request.second_parents = vec![base.clone()];
    request.into = bench.target("fourth");
    assert_eq!(import(&request, &mut |_, _| {}).unwrap_err().message.id, "import-no-merge");
    request.second_parents = Vec::new();
    request.sources[0].second_parents = vec![base];
    assert_eq!(import(&request, &mut |_, _| {}).unwrap_err().message.id, "import-no-merge");
}
