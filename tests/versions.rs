//! The versions of the records are exactly those that git lists: `git log --first-parent -m --raw --no-renames`.

use crate::support::versions::{in_git, in_index};
use crate::support::{EXEMPLE, NOON, Repo};

#[test]
fn the_versions_are_those_that_git_lists() {
    let repo = Repo::with_register();
    let path = |id: &str| format!("registry/startups/{id}.yml");
    repo.write(&path("b"), EXEMPLE.replace("Exemple", "Autre"));
    repo.commit(NOON, "created");
    let (a, b) = (repo.read(&path("exemple")), repo.read(&path("b")));
    repo.write(&path("exemple"), &b).write(&path("b"), &a);
    repo.commit(NOON + 60, "swapped");
    repo.remove(&path("b")).write("registry/startups/b/b.yml", &a);
    repo.commit(NOON + 120, "moved into a folder of its own");
    repo.remove("registry/startups/b/b.yml").write(&path("c"), &a);
    repo.commit(NOON + 180, "renamed");
    repo.write(&path("c"), "<<<<<<< unreadable\n");
    repo.commit(NOON + 240, "broken");
    repo.write(&path("c"), "still: [unreadable\n");
    repo.commit(NOON + 300, "broken otherwise");
    repo.git(&["checkout", "--quiet", "-b", "side"]);
    repo.write(&path("d"), EXEMPLE);
    repo.commit(NOON + 360, "on a side branch");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write(&path("e"), EXEMPLE);
    repo.commit(NOON + 420, "on the mainline");
    repo.git(&[
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "merge",
        "--quiet",
        "--no-ff",
        "-m",
        "m",
        "side",
    ]);
    repo.remove(&path("exemple"));
    repo.commit(NOON + 540, "deleted");
    repo.write(&path("exemple"), EXEMPLE);
    repo.commit(NOON + 600, "returned");
    assert_eq!(repo.greffe(&["build"]).status, 0);
    let versions = in_index(&repo.path());
    assert!(versions.len() > 15, "{versions:#?}");
    assert_eq!(versions, in_git(&repo.path()));
}
