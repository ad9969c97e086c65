use std::path::Path;

use crate::support::{EXEMPLE, Repo, copy_tree};

const PATH: &str = "registry/startups/exemple.yml";
const UNTIDY: &str =
    "mission: Aider # qui ?\nname: Exemple\nphases: [{start: 2020, name: construction}]\nincubator: dinum\n";
const TIDY: &str =
    "name: Exemple\nmission: Aider # qui ?\nincubator: dinum\nphases: [{name: construction, start: 2020}]\n";

fn untidy() -> Repo {
    let repo = Repo::with_register();
    repo.write(PATH, UNTIDY);
    repo
}

#[test]
fn records_are_put_in_order_once() {
    let repo = untidy();
    let run = repo.greffe(&["fmt"]);
    assert_eq!(
        (run.status, run.stdout.as_str(), run.stderr.as_str()),
        (0, &*format!("{PATH}\n"), "1 record put in order.\n")
    );
    assert_eq!(repo.read(PATH), TIDY);
    let run = repo.greffe(&["fmt"]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", "The 3 records are in order.\n"));
}

#[test]
fn a_check_names_the_records_and_writes_nothing() {
    let repo = untidy();
    let run = repo.greffe(&["fmt", "--check"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, &*format!("{PATH}\n")));
    let run = repo.greffe(&["fmt", "--diff"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("-mission: Aider # qui ?\n") && run.stdout.contains("+mission: Aider # qui ?\n"));
    assert_eq!(repo.read(PATH), UNTIDY);
    assert_eq!(repo.greffe(&["fmt", "--check", "registry/incubators"]).status, 0);
    assert_eq!(repo.greffe(&["fmt", "--check", PATH]).status, 1);
    let run = repo.greffe(&["fmt", "registry/rien.yml"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("registry/rien.yml"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_read_is_left_alone_and_said() {
    let repo = untidy();
    repo.write("registry/startups/casse.yml", "mission: [\n");
    let run = repo.greffe(&["fmt"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, &*format!("{PATH}\n")));
    assert!(run.stderr.contains("registry/startups/casse.yml can’t be read, and was left as it is"), "{}", run.stderr);
    assert_eq!(repo.read("registry/startups/casse.yml"), "mission: [\n");
    assert_eq!(repo.read(PATH), TIDY);
}

#[test]
fn the_shipped_register_and_what_new_writes_are_in_order() {
    let repo = Repo::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["schema", "registry"] {
        copy_tree(&top.join(part), &repo.path().join(part));
    }
    repo.greffe(&[
        "new",
        "startup",
        "neuf",
        "--phase",
        "construction",
        "--on",
        "2020",
        "--set",
        "incubator=dinum",
        "--set",
        "mission=M",
        "--set",
        "name=N",
    ]);
    assert!(repo.path().join("registry/startups/neuf.yml").exists());
    let run = repo.greffe(&["fmt", "--check"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(EXEMPLE.starts_with("# yaml-language-server"));
}
