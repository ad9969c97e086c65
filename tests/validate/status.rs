use crate::support::{EXEMPLE, NOON, Repo, Run};

const PATH: &str = "registry/startups/exemple.yml";

/// A failure: status 2, nothing on stdout, and on stderr a message that holds `word`.
#[track_caller]
fn assert_failed(run: &Run, word: &str) {
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.starts_with("Error: ") && run.stderr.contains(word), "{}", run.stderr);
}

#[test]
fn a_clean_register_is_status_0_and_one_sentence() {
    let run = Repo::with_register().greffe(&["validate"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "Nothing to report: the 3 records are in order.\n");
}

#[test]
fn an_error_is_status_1_in_every_format() {
    let repo = Repo::with_register();
    repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"));
    for format in ["human", "json"] {
        let run = repo.greffe(&["validate", "--format", format]);
        assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{format}");
        assert!(run.stdout.contains("R001") && run.stdout.contains("dinun"), "{}", run.stdout);
    }
}

#[test]
fn fail_on_chooses_the_severity_from_which_on_the_command_fails() {
    let repo = Repo::with_register();
    let advice = EXEMPLE.replace("2020-03", "2024-07");
    let warning = EXEMPLE.replace("acceleration\n    start: 2020-03", "investigation\n    start: 2020-03");
    let error = EXEMPLE.replace("[dinum]", "[dinun]");
    let statuses = |text: &str| -> Vec<i32> {
        repo.write(PATH, text);
        let status = |level: &str| repo.greffe(&["validate", "--today", "2024-06-01", "--fail-on", level]).status;
        ["error", "warning", "advice", "never"].map(status).to_vec()
    };
    assert_eq!(statuses(EXEMPLE), [0, 0, 0, 0]);
    assert_eq!(statuses(&advice), [0, 0, 1, 0]);
    assert_eq!(statuses(&warning), [0, 1, 1, 0]);
    assert_eq!(statuses(&error), [1, 1, 1, 0]);
    assert_eq!(repo.greffe(&["validate"]).status, 1, "errors alone count where nothing is said");
}

#[test]
fn what_can_not_be_done_is_status_2_with_the_reason_on_stderr_alone() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    assert_failed(&repo.greffe_in(&repo.outside(), &["validate"]), "no git repository");
    assert_failed(&repo.greffe(&["-C", "nulle-part", "validate"]), "nulle-part");
    assert_failed(&repo.greffe(&["validate", "--rev", "nulle-part"]), "nulle-part");
    assert_failed(&repo.greffe(&["validate", "--rev", "HEAD:registry"]), "HEAD:registry");
}

#[test]
fn a_command_line_that_can_not_be_understood_is_status_2_and_says_which_word() {
    let repo = Repo::with_register();
    assert_failed(&repo.greffe(&["validate", "--stagged"]), "--staged");
    assert_failed(&repo.greffe(&["valider"]), "valider");
    assert_failed(&repo.greffe(&["validate", "--staged", "--rev", "HEAD"]), "--rev");
    assert_failed(&repo.greffe(&["validate", "--today", "demain"]), "demain");
    assert_failed(&repo.greffe(&["validate", "--today", "2024-02-30"]), "2024-02-30");
    assert_failed(&repo.greffe(&["validate", "--format", "xml"]), "xml");
    assert_failed(&repo.greffe(&["validate", "--fail-on"]), "--fail-on");
    assert_failed(
        &repo.greffe_with(&repo.path(), &[("LC_ALL", "en_GB.UTF-8")], &["--lang", "de", "validate"]),
        "fr, en",
    );
    assert_failed(&repo.greffe(&[]), "a command is missing");
}

#[test]
fn help_and_version_are_answers() {
    let repo = Repo::new();
    for args in [&["--help"][..], &["validate", "--help"], &["-h"]] {
        let run = repo.greffe(args);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(run.stdout.contains("--lang"), "{}", run.stdout);
    }
    let run = repo.greffe(&["--version"]);
    assert_eq!((run.status, run.stdout), (0, format!("greffe {}\n", env!("CARGO_PKG_VERSION"))));
}
