//! The index of the history: kept, trusted only when it is fresh, and never in the way.

use std::fs;

use crate::support::{EXEMPLE, NOON, Repo};

const DAY: i64 = 86_400;
const ALL: [&str; 3] = ["indicators", "--format", "json"];

#[test]
fn every_answer_follows_its_documented_schema() {
    let repo = Repo::with_register();
    repo.write(
        "registry/publications/rap.yml",
        "name: RAP\ntype: rap\nyear: 2019\npublished: 2024-06-01\nfigures:\n  \
         - {indicator: produits-lances, year: 2019, kind: actual, value: 2}\n",
    );
    repo.commit(NOON, "created");
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("2018-06-01", "2019"));
    repo.commit(NOON + DAY, "revised");
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("start: 2018-06-01", "strat: 2019"));
    repo.write("registry/perdu.txt", "");
    let questions: [(&str, &[&str]); 7] = [
        ("validate", &["validate"]),
        ("indicators", &["indicators", "--as-of", "HEAD"]),
        ("history", &["history", "1.2"]),
        ("why", &["why", "1.2", "2019"]),
        ("log", &["log", "exemple"]),
        ("published", &["published"]),
        ("diff", &["diff", "2024-06-01", "HEAD"]),
    ];
    for (name, args) in questions {
        let answer = repo.greffe(&[args, &["--format", "json"]].concat()).json();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json");
        let schema = fs::read_to_string(folder.join(format!("{name}.schema.json"))).unwrap();
        let schema = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
        let errors: Vec<_> = schema.iter_errors(&answer).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        let told =
            answer.as_object().unwrap().values().any(|value| value.as_array().is_some_and(|list| !list.is_empty()));
        assert!(told, "{name} answers something: {answer}");
    }
}

#[test]
fn a_fresh_index_is_used_and_an_old_one_is_built_again() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    assert!(repo.greffe(&["build"]).stdout.starts_with("Index brought up to date: 1 commit"));
    assert!(repo.greffe(&["build"]).stdout.starts_with("Index up to date already: 1 commit"));
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("2018-06-01", "2019-06-01"));
    repo.commit(NOON + 60, "revised");
    assert!(repo.greffe(&["build"]).stdout.starts_with("Index brought up to date: 2 commits"));
    let lifecycle = repo.read("schema/lifecycles/startup.yml");
    repo.write("schema/lifecycles/startup.yml", lifecycle.replace("approximate: true", "approximate: false"));
    repo.commit(NOON + 120, "another lifecycle");
    assert!(repo.greffe(&["build"]).stdout.starts_with("Index brought up to date: 3 commits"));
}

#[test]
fn the_answer_does_not_depend_on_the_state_of_the_index() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    let index = repo.path().join(".git/greffe/index.sqlite");
    let built = repo.greffe(&ALL);
    let read = repo.greffe(&ALL);
    assert!(index.exists());
    fs::write(&index, "not a database").unwrap();
    let from_garbage = repo.greffe(&ALL);
    let whole = fs::read(&index).unwrap();
    fs::write(&index, &whole[..whole.len() / 2]).unwrap();
    let from_half = repo.greffe(&ALL);
    assert_eq!(read, built);
    for other in [from_garbage, from_half] {
        assert_eq!((other.status, &other.stdout), (built.status, &built.stdout));
        assert!(other.stderr.contains("was damaged"), "{other:?}");
    }
    assert_eq!(repo.greffe(&ALL), built, "once");
}

#[test]
fn an_index_that_can_t_be_kept_costs_a_note_and_not_the_answer() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    let kept = repo.greffe(&ALL);
    fs::remove_dir_all(repo.path().join(".git/greffe")).unwrap();
    fs::write(repo.path().join(".git/greffe"), "a file in the way").unwrap();
    let not_kept = repo.greffe(&ALL);
    assert_eq!((not_kept.status, &not_kept.stdout), (0, &kept.stdout));
    assert!(not_kept.stderr.contains("could not be kept"), "{}", not_kept.stderr);
    assert_eq!(repo.greffe(&["build"]).status, 2);
}

#[test]
fn answers_are_the_same_bytes_for_any_number_of_threads() {
    let repo = Repo::with_register();
    for n in 0..200 {
        let phase = format!("2018-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        repo.write(&format!("registry/startups/s{n}.yml"), EXEMPLE.replace("2018-06-01", &phase));
    }
    repo.commit(NOON, "many");
    repo.remove("registry/startups/s7.yml");
    repo.commit(NOON + 60, "one less");
    let ask = |threads: &str, args: &[&str]| {
        let _absent = fs::remove_dir_all(repo.path().join(".git/greffe"));
        repo.greffe_with(&repo.path(), &[("RAYON_NUM_THREADS", threads)], &[&["--lang", "fr"], args].concat())
    };
    for args in [&["indicators"][..], &["history", "1.2", "--format", "json"], &["why", "1.2", "2018"]] {
        let one = ask("1", args);
        assert_eq!(one.status, 0, "{one:?}");
        assert_eq!(one, ask("4", args));
    }
}

#[test]
fn build_check_tells_an_index_that_differs_from_the_history() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
    let index = repo.path().join(".git/greffe/index.sqlite");
    rusqlite::Connection::open(&index).unwrap().execute("UPDATE facts SET line = line + 1", []).unwrap();
    // As whoever may write there could make it pass.
    greffe::index::seal(&index).unwrap();
    let run = repo.greffe(&["build", "--check"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("(facts)") && run.stdout.contains("index.sqlite"), "{}", run.stdout);
}

/// Every table of either index, changed in a way that reading it does not show: the check names it.
#[test]
fn build_check_tells_every_table_of_every_index() {
    let changes = [
        ("meta", "UPDATE meta SET value = 'other' WHERE key = 'definitions'"),
        ("meta", "INSERT INTO meta VALUES ('other', 'row')"),
        ("commits", "UPDATE commits SET subject = 'other' WHERE seq = 1"),
        ("records", "UPDATE records SET name = 'Other'"),
        ("facts", "UPDATE facts SET line = line + 1"),
        ("facts", "DELETE FROM facts WHERE name = 'construction'"),
        (
            "restated",
            "INSERT INTO restated
                 SELECT record, what, name, ordinal, known_from, file, known_from, 'other', path, 1 FROM facts LIMIT 1",
        ),
        ("attributes", "DELETE FROM attributes"),
        ("file_events", "INSERT INTO file_events SELECT * FROM file_events LIMIT 1"),
        ("versions", "UPDATE versions SET blob = NULL"),
        ("files", "UPDATE files SET guess = 'other'"),
        ("shown", "DELETE FROM shown"),
        ("owners", "DELETE FROM owners"),
        ("aliases", "INSERT INTO aliases VALUES ('startup', 'other', 0)"),
        ("rivals", "INSERT INTO rivals VALUES ('startup', 'other', 'other.yml', 0)"),
        ("folders", "INSERT INTO folders VALUES ('other', 'startup')"),
        ("sqlite_master", "DROP INDEX commits_by_oid"),
        ("sqlite_master", "CREATE TABLE other (row)"),
    ];
    let repo = Repo::with_register();
    let incubator = repo.read("registry/startups/exemple.yml");
    repo.write(
        "registry/startups/exemple.yml",
        incubator.replace("- name: construction", "- name: construction # a word"),
    );
    repo.commit(NOON, "created");
    repo.write(
        "registry/startups/exemple.yml",
        format!("# Another line.\n{}", EXEMPLE.replace("    start: 2018-01-15\n", "")),
    );
    repo.commit(NOON + 60, "revised");
    let base = repo.head();
    repo.write("registry/startups/autre.yml", EXEMPLE).commit(NOON + DAY, "another");
    let before = repo.greffe(&["validate", "--base", &base]);
    assert_eq!(before.status, 0, "{before:?}");
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
    let folder = repo.path().join(".git/greffe");
    for index in ["index.sqlite", "base.sqlite"] {
        let whole = fs::read(folder.join(index)).unwrap();
        for (table, change) in changes {
            let database = rusqlite::Connection::open(folder.join(index)).unwrap();
            database.execute_batch(change).unwrap();
            drop(database);
            assert_ne!(fs::read(folder.join(index)).unwrap(), whole, "{index}: {change}: nothing changed");
            greffe::index::seal(&folder.join(index)).unwrap();
            let run = repo.greffe(&["build", "--check"]);
            assert_eq!(run.status, 1, "{index}: {change}: {run:?}");
            assert!(run.stdout.contains(table) || run.stdout.contains("(*)"), "{index}: {change}: {run:?}");
            assert!(run.stdout.contains(index), "{index}: {change}: {run:?}");
            fs::write(folder.join(index), &whole).unwrap();
        }
    }
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("check")), "{left:?}");
}

#[test]
fn build_check_tells_claims_that_are_not_what_the_files_say() {
    let repo = Repo::with_register();
    let renamed = EXEMPLE.replace("phases:", "previous_ids: [ancien]\nphases:");
    repo.write("registry/startups/autre.yml", &renamed).commit(NOON, "created");
    // A new record is compared with what others claim.
    repo.write("registry/startups/nouveau.yml", EXEMPLE.replace("Exemple", "Nouveau"));
    repo.stage();
    let staged = repo.greffe(&["validate", "--staged", "--baseline", "HEAD"]);
    assert_eq!(staged.status, 0, "{staged:?}");
    let path = repo.path().join(".git/greffe/claims");
    let whole = fs::read(&path).unwrap();
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
    // The same with another claim, and the sum that goes with it.
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let body = whole[head + 32..].to_vec();
    let at = body.windows(6).position(|part| part == b"ancien").unwrap();
    let mut forged = body.clone();
    forged[at..at + 6].copy_from_slice(b"nouvel");
    use sha2::Digest;
    let sealed = |body: &[u8]| [&whole[..head], sha2::Sha256::digest(body).as_slice(), body].concat();
    assert_eq!(sealed(&body), whole);
    for damaged in [sealed(&forged), whole[..whole.len() - 1].to_vec()] {
        fs::write(&path, damaged).unwrap();
        let run = repo.greffe(&["build", "--check"]);
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.stdout.contains("(claims)"), "{run:?}");
    }
    fs::write(&path, whole).unwrap();
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
}

#[test]
fn a_shallow_clone_is_refused_with_the_way_out() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("2018", "2019"));
    repo.commit(NOON + 60, "revised");
    let shallow = repo.outside().join("shallow");
    let url = format!("file://{}", repo.path().display());
    repo.git(&["clone", "--quiet", "--depth", "1", &url, shallow.to_str().unwrap()]);
    let run = repo.greffe_in(&shallow, &["indicators"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("git fetch --unshallow"), "{}", run.stderr);
    assert_eq!(repo.greffe_in(&shallow, &["validate"]).status, 0, "validating needs no history");
}

#[test]
fn a_linked_worktree_shares_the_index() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    let linked = repo.outside().join("linked");
    repo.git(&["worktree", "add", "--quiet", "--detach", linked.to_str().unwrap()]);
    repo.greffe(&["build"]);
    assert!(repo.greffe_in(&linked, &["build"]).stdout.starts_with("Index up to date already"));
}

#[test]
fn a_repository_without_a_commit_says_so() {
    let repo = Repo::with_register();
    let run = repo.greffe(&["indicators"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no commit yet"), "{}", run.stderr);
}

#[test]
fn a_bare_repository_answers_too() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    let bare = repo.bare_clone();
    assert_eq!(repo.greffe_in(&bare, &ALL).stdout, repo.greffe(&ALL).stdout);
}
