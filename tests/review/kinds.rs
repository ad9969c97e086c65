//! The kinds of change that people make, each with what is said of it: `tests/review/kinds/NAME.md` is the
//! Markdown of its review.

use super::{DAY, LAUNCHED, PUBLISHED, RAP, STARTUP, codes, follows, register, startup};
use crate::support::{EXEMPLE, NOON, Repo, snapshot};

/// A change: its name, what it does, the message of its commit, and the codes that `validate --base` gives.
struct Kind {
    name: &'static str,
    make: fn(&Repo),
    message: &'static str,
    codes: &'static [&'static str],
}

const KINDS: [Kind; 15] = [
    Kind {
        name: "add",
        make: |repo| {
            let phases =
                "  - name: investigation\n    start: 2023-01-09\n  - name: construction\n    start: 2023-06-01\n";
            repo.write("registry/startups/neuf.yml", startup("Neuf", phases));
        },
        message: "Add",
        codes: &[],
    },
    Kind {
        name: "advance",
        make: |repo| {
            repo.write(STARTUP, format!("{EXEMPLE}  - name: transfere\n    start: 2023-09-01\n"));
        },
        message: "Advance",
        codes: &[],
    },
    Kind {
        name: "redate-within-a-year",
        make: |repo| {
            repo.write(STARTUP, EXEMPLE.replace("2018-06-01", "2018-09-01"));
        },
        message: "Re-date",
        codes: &["T002"],
    },
    Kind {
        name: "redate-across-years",
        make: |repo| {
            repo.write("registry/startups/ancien.yml", startup("Ancien", "  - name: construction\n    start: 2020\n"));
        },
        message: "Re-date",
        codes: &["T002"],
    },
    Kind {
        name: "remove-a-phase",
        make: |repo| {
            repo.write(STARTUP, EXEMPLE.replace("  - name: investigation\n    start: 2018-01-15\n", ""));
        },
        message: "Remove",
        codes: &["T001"],
    },
    Kind {
        name: "rename-with-previous-ids",
        make: |repo| {
            repo.remove("registry/startups/ancien.yml");
            let text = startup("Nouveau", "  - name: construction\n    start: 2019-02-01\n");
            repo.write("registry/startups/nouveau.yml", text.replace("phases:", "previous_ids: [ancien]\nphases:"));
        },
        message: "Rename",
        codes: &[],
    },
    Kind {
        name: "rename-without-previous-ids",
        make: |repo| {
            repo.rename("registry/startups/ancien.yml", "registry/startups/nouveau.yml");
        },
        message: "Rename",
        codes: &["T004"],
    },
    Kind {
        name: "delete",
        make: |repo| {
            repo.remove("registry/startups/ancien.yml");
        },
        message: "Delete",
        codes: &["T003"],
    },
    Kind {
        name: "return-from-abandonment",
        make: |repo| {
            let text = repo.read("registry/startups/ferme.yml");
            repo.write("registry/startups/ferme.yml", format!("{text}  - name: construction\n    start: 2024-01-15\n"));
        },
        message: "Return",
        codes: &["L003"],
    },
    Kind {
        name: "wipe-out-an-abandonment",
        make: |repo| {
            repo.write(
                "registry/startups/ferme.yml",
                startup("Fermé", "  - name: construction\n    start: 2017-05-02\n"),
            );
        },
        message: "Wipe out",
        codes: &["T005"],
    },
    Kind {
        name: "published-year",
        make: |repo| {
            repo.write(STARTUP, EXEMPLE.replace("2018-06-01", "2019-06-01"));
        },
        message: "Re-date",
        codes: &["F001", "T002"],
    },
    Kind {
        name: "published-year-corrected",
        make: |repo| {
            repo.write(STARTUP, EXEMPLE.replace("2018-06-01", "2019-06-01"));
        },
        message: "Re-date\n\nCorrection: the first user came in 2019",
        codes: &[],
    },
    Kind {
        name: "definition",
        make: |repo| {
            let text = repo.read(LAUNCHED).replacen("enters: construction", "enters: acceleration", 1);
            repo.write(LAUNCHED, text);
        },
        message: "Define otherwise",
        codes: &["F001"],
    },
    Kind {
        name: "publication",
        make: |repo| {
            repo.write(RAP, PUBLISHED.replace("value: 34", "value: 43"));
        },
        message: "Publication",
        codes: &["F002"],
    },
    Kind {
        name: "comments",
        make: |repo| {
            repo.write(STARTUP, format!("# A word.\n{EXEMPLE}"));
        },
        message: "Comment",
        codes: &[],
    },
];

fn changed(kind: &Kind) -> Repo {
    let repo = register();
    (kind.make)(&repo);
    repo.commit(NOON + DAY, kind.message);
    repo
}

/// The findings of `validate` that the base did not have.
fn codes_json(repo: &Repo) -> serde_json::Value {
    let args = ["validate", "--base", "main", "--baseline", "main", "--rev", "HEAD", "--format", "json"];
    repo.greffe(&args).json()["findings"].clone()
}

#[test]
fn each_kind_of_change_is_told_as_it_is() {
    let mut wrong = Vec::new();
    for kind in &KINDS {
        let repo = changed(kind);
        let run = repo.greffe(&["review", "--base", "main", "--head", "HEAD", "--format", "markdown"]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", kind.name);
        let review = repo.greffe(&["review", "--base", "main", "--format", "json"]).json();
        follows(&review);
        // A finding is new if the base did not have it, however little of the register was read.
        assert_eq!(review["new"], codes_json(&repo), "{}", kind.name);
        // Commits are named by what they are: their hashes change with every word of the register.
        let short = |name: &str| repo.git(&["rev-parse", name]).chars().take(10).collect::<String>();
        let said = run.stdout.replace(&short("HEAD"), "HEAD").replace(&short("main"), "BASE");
        let said = said.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        wrong.extend(snapshot::difference(&format!("tests/review/kinds/{}.md", kind.name), &said));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_kind_of_change_is_judged_alike_from_a_commit_the_index_and_the_working_tree() {
    for kind in &KINDS {
        let repo = changed(kind);
        assert_eq!(codes(&repo, &["--rev", "HEAD"]), kind.codes, "{}", kind.name);
        assert_eq!(codes(&repo, &[]), kind.codes, "{}", kind.name);
        // Not committed yet: no message can say that it corrects.
        let repo = register();
        (kind.make)(&repo);
        let expected = if kind.name == "published-year-corrected" { &["F001", "T002"][..] } else { kind.codes };
        assert_eq!(codes(&repo, &[]), expected, "{}", kind.name);
        repo.stage();
        assert_eq!(codes(&repo, &["--index"]), expected, "{}", kind.name);
    }
}
