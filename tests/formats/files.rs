use super::{answer, odd};
use crate::support::{EXEMPLE, Repo};

#[test]
fn several_formats_are_written_at_once_each_where_it_was_asked_for() {
    let repo = odd();
    let outside = repo.outside();
    let formats = ["json", "github", "gitlab", "sarif", "junit"];
    let asked: Vec<String> =
        formats.iter().map(|format| format!("{format}={}", outside.join(format).display())).collect();
    let mut args = vec!["validate", "--color", "always", "--format", "human"];
    for asked in &asked {
        args.extend(["--format", asked]);
    }
    let run = repo.greffe(&args);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    assert_eq!(run.stdout, repo.greffe(&["validate", "--color", "always"]).stdout);
    for format in formats {
        let written = std::fs::read_to_string(outside.join(format)).unwrap();
        assert!(written == answer(&repo, format), "{format}");
    }
}

#[test]
fn a_file_holds_no_color_even_where_stdout_does() {
    let repo = odd();
    let run = repo.greffe(&["validate", "--color", "always", "--format", "human=report=1.txt"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(repo.read("report=1.txt") == repo.greffe(&["validate", "--color", "never"]).stdout);
}

#[test]
fn two_formats_on_stdout_are_refused_and_nothing_is_written() {
    let repo = odd();
    let run = repo.greffe(&["validate", "--format", "json", "--format", "gitlab=out.json", "--format", "sarif"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("help: "), "{}", run.stderr);
    assert!(!repo.path().join("out.json").exists());
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_is_a_failure_even_where_all_is_clean() {
    for repo in [odd(), Repo::with_register()] {
        for path in ["no/such/folder/out.json", "registry"] {
            let run = repo.greffe(&["validate", "--format", &format!("json={path}")]);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{path}");
            assert!(run.stderr.contains(path), "{}", run.stderr);
        }
    }
}

#[test]
fn a_format_that_is_not_known_is_wrong_usage() {
    let repo = Repo::with_register();
    for format in ["xml", "sarif=", "", "JSON"] {
        let run = repo.greffe(&["validate", "--format", format]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{format:?}");
    }
}

#[test]
fn the_exit_status_is_that_of_the_findings_whatever_the_format() {
    let repo = Repo::with_register();
    for (text, status) in [(EXEMPLE.to_owned(), 0), (EXEMPLE.replace("[dinum]", "[dinun]"), 1)] {
        repo.write("registry/startups/exemple.yml", text);
        for format in ["human", "json", "github", "gitlab", "sarif", "junit"] {
            assert_eq!(repo.greffe(&["validate", "--format", format]).status, status, "{format}");
        }
    }
}
