use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";
const JSON: [&str; 3] = ["validate", "--format", "json"];

fn codes(repo: &Repo, origin: &[&str]) -> Vec<String> {
    repo.greffe(&[&JSON, origin].concat()).codes()
}

fn with_mistake() -> String {
    EXEMPLE.replace("[dinum]", "[dinun]")
}

#[test]
fn a_staged_mistake_is_found_in_the_index_though_the_file_on_disk_is_clean() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo.write(PATH, with_mistake()).stage();
    repo.write(PATH, EXEMPLE);
    assert_eq!(codes(&repo, &["--staged"]), ["R001"]);
    assert!(codes(&repo, &[]).is_empty());
}

#[test]
fn a_mistake_on_disk_that_is_not_staged_is_not_found_in_the_index() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo.write(PATH, with_mistake());
    assert!(codes(&repo, &["--staged"]).is_empty());
    assert_eq!(codes(&repo, &[]), ["R001"]);
}

#[test]
fn a_register_can_be_checked_before_its_first_commit() {
    let repo = Repo::with_register();
    assert!(codes(&repo, &[]).is_empty());
    assert_eq!(repo.greffe(&JSON).json()["records"], 3);
    assert_eq!(repo.greffe(&["validate", "--staged", "--format", "json"]).json()["records"], 0);
    repo.write(PATH, with_mistake()).stage();
    assert_eq!(codes(&repo, &["--staged"]), ["R001"]);
}

#[test]
fn a_file_removed_from_disk_is_no_longer_there_to_refer_to() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo.remove("registry/incubators/dinum.yml");
    assert_eq!(codes(&repo, &[]), ["R001"]);
    assert!(codes(&repo, &["--staged"]).is_empty());
    repo.stage();
    assert_eq!(codes(&repo, &["--staged"]), ["R001"]);
}

#[test]
fn a_commit_is_read_without_touching_the_working_tree_or_the_index() {
    let repo = Repo::with_register();
    repo.write(PATH, with_mistake());
    let wrong = repo.commit(NOON, "With a mistake");
    repo.write(PATH, EXEMPLE);
    repo.commit(NOON + 60, "Without");
    repo.write("registry/startups/autre.yml", "à écrire").write(PATH, format!("{EXEMPLE}# en cours\n"));
    let index = || std::fs::read(repo.path().join(".git/index")).unwrap();
    let before = (repo.git(&["status", "--porcelain"]), repo.read(PATH), index());
    let run = repo.greffe(&["validate", "--format", "json", "--rev", &wrong[..12]]);
    assert_eq!((run.status, run.codes()), (1, vec!["R001".to_owned()]));
    assert_eq!((run.json()["source"].as_str(), run.json()["commit"].as_str()), (Some("revision"), Some(&*wrong)));
    assert!(codes(&repo, &["--rev", "HEAD"]).is_empty());
    assert_eq!((repo.git(&["status", "--porcelain"]), repo.read(PATH), index()), before);
}

#[test]
fn branches_and_tags_name_commits_too() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo.branch("essai").write(PATH, with_mistake());
    repo.commit(NOON + 60, "With a mistake");
    repo.git(&["tag", "--annotate", "--message", "Un essai", "v1"]);
    repo.switch("main");
    for revision in ["essai", "v1"] {
        assert_eq!(codes(&repo, &["--rev", revision]), ["R001"], "{revision}");
    }
    assert!(codes(&repo, &["--rev", "essai~1"]).is_empty());
}

#[test]
fn a_bare_clone_is_read_by_revision() {
    let repo = Repo::with_register();
    repo.write(PATH, with_mistake());
    repo.commit(NOON, "With a mistake");
    let bare = repo.bare_clone();
    let run = repo.greffe_in(&bare, &["validate", "--format", "json", "--rev", "main"]);
    assert_eq!((run.status, run.codes()), (1, vec!["R001".to_owned()]));
    let run = repo.greffe_in(&bare, &["validate"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--rev"), "{}", run.stderr);
}

#[test]
fn a_linked_working_tree_has_files_and_an_index_of_its_own() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    let linked = repo.outside().join("linked");
    repo.git(&["worktree", "add", "--quiet", "-b", "essai", linked.to_str().unwrap()]);
    std::fs::write(linked.join(PATH), with_mistake()).unwrap();
    let codes_there = |origin: &[&str]| repo.greffe_in(&linked, &[&JSON, origin].concat()).codes();
    assert_eq!(codes_there(&[]), ["R001"]);
    assert!(codes_there(&["--staged"]).is_empty());
    assert!(codes(&repo, &[]).is_empty());
}

#[test]
fn untracked_files_count_and_ignored_ones_do_not_unless_git_tracks_them() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo.write("registry/startups/autre.yml", with_mistake());
    assert_eq!(codes(&repo, &[]), ["R001"]);
    repo.write(".gitignore", "autre.yml\nbrouillons/\n").write("registry/startups/brouillons/x.yml", "à écrire");
    assert!(codes(&repo, &[]).is_empty());
    repo.git(&["add", "--force", "registry/startups/autre.yml"]);
    assert_eq!(codes(&repo, &[]), ["R001"]);
}

#[test]
fn a_submodule_in_the_place_of_a_record_is_named() {
    let repo = Repo::with_register();
    let commit = repo.commit(NOON, "A register");
    let entry = format!("160000,{commit},registry/startups/autre.yml");
    repo.git(&["update-index", "--add", "--cacheinfo", &entry]);
    let findings = repo.greffe(&["validate", "--format", "json", "--staged"]).findings();
    assert_eq!(findings.len(), 1);
    assert_eq!((&findings[0]["code"], &findings[0]["path"]), (&"D008".into(), &"registry/startups/autre.yml".into()));
}

#[test]
fn a_register_without_definitions_of_its_own_is_judged_by_the_defaults() {
    let repo = Repo::with_register();
    repo.remove("schema");
    assert!(codes(&repo, &[]).is_empty());
    repo.write(PATH, with_mistake());
    assert_eq!(codes(&repo, &[]), ["R001"]);
}

#[test]
fn definitions_come_from_the_commit_that_is_read() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    let schema = repo.read("schema/startup.schema.json").replace("\"particulier\",", "\"habitant\",\n\"particulier\",");
    repo.write("schema/startup.schema.json", schema).write(PATH, format!("{EXEMPLE}usertypes: [habitant]\n"));
    assert!(codes(&repo, &[]).is_empty());
    repo.git(&["add", PATH]);
    assert_eq!(codes(&repo, &["--staged"]), ["S004"]);
    repo.stage();
    assert!(codes(&repo, &["--staged"]).is_empty());
}

#[test]
fn a_file_that_git_holds_counts_though_it_is_ignored_in_whatever_order_the_index_is() {
    let repo = Repo::with_register();
    // With this, libgit2 keeps the index in an order without regard to case.
    repo.git(&["config", "core.ignorecase", "true"]);
    repo.write("registry/startups/Z.yml", EXEMPLE).commit(NOON, "held");
    repo.write(".gitignore", "registry/startups/Z.yml\n");
    assert_eq!(codes(&repo, &[]), ["R004"]);
}
