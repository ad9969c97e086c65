use crate::support::{EXEMPLE, NOON, Repo, Run};

/// A register with a mistake in each of three records, two of them startups.
fn with_three_mistakes() -> Repo {
    let repo = Repo::with_register();
    repo.write("registry/startups/ab/un.yml", EXEMPLE.replace("[dinum]", "[dinun]"))
        .write("registry/startups/deux.yml", EXEMPLE.replace("[dinum]", "[dinun]"))
        .write("registry/incubators/trois.yml", "name: Trois\nowner: dinun\n");
    repo.commit(NOON, "Three mistakes");
    repo
}

fn paths(run: &Run) -> Vec<String> {
    run.findings().iter().map(|finding| finding["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn named_paths_narrow_what_is_reported() {
    let repo = with_three_mistakes();
    let found = |named: &[&str]| paths(&repo.greffe(&[&["validate", "--format", "json"], named].concat()));
    let all = ["registry/incubators/trois.yml", "registry/startups/ab/un.yml", "registry/startups/deux.yml"];
    assert_eq!(found(&[]), all);
    assert_eq!(found(&["."]), all);
    assert_eq!(found(&["registry/startups/deux.yml"]), all[2..]);
    assert_eq!(found(&["registry/startups"]), all[1..]);
    assert_eq!(found(&["./registry/startups/ab/", "registry/incubators/trois.yml"]), all[..2]);
    assert_eq!(found(&["registry/startups/deux.yml", "--index"]), all[2..]);
    assert_eq!(found(&["registry/startups/deux.yml", "--rev", "HEAD"]), all[2..]);
}

#[test]
fn naming_a_clean_path_is_clean_and_all_of_the_register_is_read_all_the_same() {
    let repo = with_three_mistakes();
    let run = repo.greffe(&["validate", "--format", "json", "registry/startups/exemple.yml"]);
    // Its sponsor and its incubator are in files that were not named.
    assert_eq!((run.status, paths(&run)), (0, Vec::new()));
    assert_eq!(run.json()["records"], 6);
}

#[test]
fn paths_are_those_of_the_folder_that_the_command_stands_in() {
    let repo = with_three_mistakes();
    let args = ["validate", "--format", "json"];
    let startups = repo.path().join("registry/startups");
    let from = |named: &[&str]| paths(&repo.greffe_in(&startups, &[&args, named].concat()));
    assert_eq!(from(&["deux.yml"]), ["registry/startups/deux.yml"]);
    assert_eq!(from(&["../incubators"]), ["registry/incubators/trois.yml"]);
    assert_eq!(from(&["."]), ["registry/startups/ab/un.yml", "registry/startups/deux.yml"]);
    assert_eq!(from(&[]).len(), 3, "without a path, all of the register");
    let whole = startups.join("deux.yml");
    assert_eq!(from(&[whole.to_str().unwrap()]), ["registry/startups/deux.yml"]);
    let work = repo.path();
    let elsewhere = repo.greffe_in(
        &repo.outside(),
        &["-C", work.to_str().unwrap(), "validate", "--format", "json", "registry/startups/deux.yml"],
    );
    assert_eq!(paths(&elsewhere), ["registry/startups/deux.yml"]);
}

#[test]
fn a_path_that_begins_like_another_is_not_below_it() {
    let repo = with_three_mistakes();
    repo.write("registry/startups/deux.yml.d/x.yml", EXEMPLE.replace("[dinum]", "[dinun]"));
    let run = repo.greffe(&["validate", "--format", "json", "registry/startups/deux.yml"]);
    assert_eq!(paths(&run), ["registry/startups/deux.yml"]);
}

#[test]
fn a_path_that_names_nothing_is_a_failure_and_not_a_clean_answer() {
    let repo = with_three_mistakes();
    for path in ["registry/startups/duex.yml", "../ailleurs.yml", "/"] {
        let run = repo.greffe(&["validate", path]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{path}");
        assert!(run.stderr.contains(path) && run.stderr.contains("help: "), "{}", run.stderr);
    }
}
