//! Installing the git hooks: hooks of other tools are kept, and each command says what it did.

use std::path::Path;

use crate::support::{NOON, Repo};
use serde_json::{Value, json};

const FOREIGN: &str = "#!/bin/sh\n# A hook of someone’s own.\nexit 0\n";
const PRE_COMMIT: &str = ".git/hooks/pre-commit";
const PRE_PUSH: &str = ".git/hooks/pre-push";

/// What a hook that Greffe ships says.
fn shipped(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("hooks").join(name)).unwrap()
}

/// What `greffe hooks COMMAND` answers, one line for each hook.
fn hooks(repo: &Repo, directory: &Path, command: &str) -> Vec<String> {
    let run = repo.greffe_in(directory, &["hooks", command]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{command}");
    run.stdout.lines().map(str::to_owned).collect()
}

/// Whether each answer begins with the words that are wanted.
fn says(answer: &[String], wanted: &[&str]) {
    assert_eq!(answer.len(), wanted.len(), "{answer:?}");
    for (line, wanted) in answer.iter().zip(wanted) {
        assert!(line.starts_with(wanted), "{line:?} is not {wanted:?}");
    }
}

#[test]
fn hooks_are_installed_told_of_and_removed() {
    let repo = Repo::with_register();
    let top = repo.path();
    says(&hooks(&repo, &top, "status"), &["pre-commit: absent", "pre-push: absent"]);
    assert!(!top.join(".git/hooks").exists(), "asking changes nothing");
    says(&hooks(&repo, &top, "install"), &["pre-commit: installed (", "pre-push: installed ("]);
    says(&hooks(&repo, &top.join("registry"), "status"), &["pre-commit: installed (", "pre-push: installed ("]);
    assert_eq!((repo.read(PRE_COMMIT), repo.read(PRE_PUSH)), (shipped("pre-commit"), shipped("pre-push")));
    says(&hooks(&repo, &top, "install"), &["pre-commit: installed (", "pre-push: installed ("]);
    says(&hooks(&repo, &top, "uninstall"), &["pre-commit: removed", "pre-push: removed"]);
    assert!(!top.join(PRE_COMMIT).exists() && !top.join(PRE_PUSH).exists());
    says(&hooks(&repo, &top, "uninstall"), &["pre-commit: absent", "pre-push: absent"]);
}

#[cfg(unix)]
#[test]
fn an_installed_hook_may_be_executed_even_where_an_older_one_could_not() {
    use std::os::unix::fs::PermissionsExt;
    let repo = Repo::with_register();
    repo.write(PRE_COMMIT, "#!/bin/sh\n# greffe hook: an older one\n");
    hooks(&repo, &repo.path(), "install");
    for path in [PRE_COMMIT, PRE_PUSH] {
        let mode = std::fs::metadata(repo.path().join(path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{path}");
    }
}

#[test]
fn a_hook_of_someone_elses_stays_and_nothing_is_installed_beside_it() {
    for (theirs, other) in [(PRE_PUSH, PRE_COMMIT), (PRE_COMMIT, PRE_PUSH)] {
        let repo = Repo::with_register();
        repo.write(theirs, FOREIGN);
        let run = repo.greffe(&["hooks", "install"]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        let name = theirs.rsplit('/').next().unwrap();
        assert!(run.stderr.contains(name) && run.stderr.contains("greffe validate"), "{}", run.stderr);
        assert_eq!(repo.read(theirs), FOREIGN);
        assert!(!repo.path().join(other).exists(), "{other}");
    }
}

#[test]
fn uninstalling_removes_only_our_own() {
    let repo = Repo::with_register();
    hooks(&repo, &repo.path(), "install");
    repo.write(PRE_PUSH, FOREIGN).write(".git/hooks/post-commit", FOREIGN);
    says(&hooks(&repo, &repo.path(), "status"), &["pre-commit: installed (", "pre-push: another hook is in place ("]);
    says(&hooks(&repo, &repo.path(), "uninstall"), &["pre-commit: removed", "pre-push: left in place"]);
    assert_eq!((repo.read(PRE_PUSH), repo.read(".git/hooks/post-commit")), (FOREIGN.to_owned(), FOREIGN.to_owned()));
    assert!(!repo.path().join(PRE_COMMIT).exists());
}

#[test]
fn a_hook_of_another_version_is_told_updated_and_removed() {
    let repo = Repo::with_register();
    let older = "#!/bin/sh\n# greffe hook: an older one\nexec greffe validate\n";
    repo.write(PRE_COMMIT, older);
    says(&hooks(&repo, &repo.path(), "status"), &["pre-commit: of another version (", "pre-push: absent"]);
    assert_eq!(repo.read(PRE_COMMIT), older);
    says(&hooks(&repo, &repo.path(), "install"), &["pre-commit: installed (", "pre-push: installed ("]);
    assert_eq!(repo.read(PRE_COMMIT), shipped("pre-commit"));
    repo.write(PRE_COMMIT, older);
    says(&hooks(&repo, &repo.path(), "uninstall"), &["pre-commit: removed", "pre-push: removed"]);
    assert!(!repo.path().join(PRE_COMMIT).exists());
}

#[test]
fn hooks_go_where_core_hooks_path_says() {
    let repo = Repo::with_register();
    let elsewhere = repo.outside().join("shared hooks");
    for (setting, folder) in
        [(".githooks", repo.path().join(".githooks")), (elsewhere.to_str().unwrap(), elsewhere.clone())]
    {
        repo.git(&["config", "core.hooksPath", setting]);
        // A relative path counts from the top, wherever the command stands.
        hooks(&repo, &repo.path().join("registry"), "install");
        for name in ["pre-commit", "pre-push"] {
            assert_eq!(std::fs::read_to_string(folder.join(name)).unwrap(), shipped(name), "{setting}");
        }
    }
    assert!(!repo.path().join(".git/hooks").exists());
}

#[test]
fn a_linked_working_tree_shares_the_hooks_of_its_repository() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    let linked = repo.outside().join("linked");
    repo.git(&["worktree", "add", "--quiet", "-b", "essai", linked.to_str().unwrap()]);
    says(&hooks(&repo, &linked, "install"), &["pre-commit: installed (", "pre-push: installed ("]);
    assert_eq!(repo.read(PRE_COMMIT), shipped("pre-commit"));
    says(&hooks(&repo, &repo.path(), "status"), &["pre-commit: installed (", "pre-push: installed ("]);
    let asked = repo.git(&["-C", linked.to_str().unwrap(), "rev-parse", "--git-path", "hooks/pre-commit"]);
    assert!(Path::new(&asked).exists(), "git looks for it in {asked}");
}

#[test]
fn outside_a_repository_there_is_nowhere_to_install() {
    let repo = Repo::with_register();
    let run = repo.greffe_in(&repo.outside(), &["hooks", "install"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}

#[test]
fn the_pre_commit_framework_runs_what_our_own_hook_runs_on_the_files_of_the_register() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap();
    let listed: Vec<Value> = serde_yaml::from_str(&text).unwrap();
    let ids: Vec<&str> = listed.iter().map(|hook| hook["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["greffe", "greffe-always"]);
    for hook in &listed {
        let entry = hook["entry"].as_str().unwrap();
        // The hook of Greffe also passes the day, which the framework can't.
        assert!(shipped("pre-commit").contains(&format!("exec {entry} --today ")), "{entry}");
        assert_eq!((&hook["language"], &hook["pass_filenames"]), (&json!("rust"), &json!(false)));
    }
    let pattern = jsonschema::validator_for(&json!({"pattern": listed[0]["files"]})).unwrap();
    for path in ["registry/startups/pix.yml", "registry/waivers.yml", "schema/registry.yml"] {
        assert!(pattern.is_valid(&json!(path)), "{path}");
    }
    for path in ["docs/registry/x", "myregistry/a.yml", "registry.yml", "README.md", "schema.yml"] {
        assert!(!pattern.is_valid(&json!(path)), "{path}");
    }
    assert_eq!((&listed[1]["always_run"], listed[1].get("files")), (&json!(true), None));
}
