//! A register with everything wrong that can be: the tables still keep to their declaration.

use rusqlite::types::Value;

use super::{exported, lively, rows};
use crate::support::{DAY, EXEMPLE, Repo, START};

const TWICE: &str = "\
objective: 1
code: \"\"
label: {fr: \"\", en: \"=1\"}
unit: \"\"
methods:
  - id: m
    counts: startup
    when: {enters: [construction, \"\"]}
    take: every
  - id: m
    counts: startup
    when: {enters: construction}
    take: first
  - id: \"\"
    counts: startup
    when: {enters: construction}
    take: last
  - id: part
    share: {of: m, where: {incubator: dinum}}
";

/// Definitions of one name, names that are empty, paths that no one would type, and days that no calendar has.
pub(crate) fn hostile() -> Repo {
    let repo = lively();
    for folder in ["", "a/", "b/"] {
        repo.write(&format!("registry/indicators/{folder}twice.yml"), TWICE);
        repo.write(
            &format!("registry/publications/{folder}twice.yml"),
            "name: \"\"\ntype: \"\"\nyear: -1\nfigures:\n  - {indicator: \"\", year: 0, kind: actual, value: \"\"}\n  \
             - {indicator: twice, method: nowhere, year: 2147483647, kind: target, value: -9223372036854775808}\n",
        );
    }
    repo.write("registry/startups/vide.yml", "name: \"\"\nincubator: \"\"\nphases:\n  - name: \"\"\n    start: 2019\n");
    repo.write("registry/startups/sans-date.yml", "name: \"\\0\"\nphases:\n  - name: construction\n");
    repo.write("registry/startups/illisible.yml", ": : :");
    repo.write("registry/startups/é\u{202e}è.yml", EXEMPLE.replace("2018-06-01", "9999-12-31"));
    #[cfg(unix)]
    repo.write("registry/startups/a\nb\t.yml", EXEMPLE).write("registry/startups/=a, \"b\"'.yml", EXEMPLE);
    repo.commit(START + 800 * DAY, "\u{1b}[31m");
    repo.write("registry/startups/loin.yml", EXEMPLE).commit(4_102_444_800, "Dans longtemps");
    repo.write("registry/startups/hier.yml", EXEMPLE).commit(0, "Il y a longtemps");
    repo
}

#[test]
fn a_register_in_which_all_is_wrong_is_exported_all_the_same() {
    let repo = hostile();
    for form in ["csv", "jsonl", "parquet"] {
        let out = repo.outside().join(form);
        let run = repo.greffe(&["export", "--format", form, "--out", out.to_str().unwrap(), "--quiet"]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    }
    let out = exported(&repo, &repo.path(), "sqlite", "out.sqlite", &["--quiet"]);
    assert_eq!(rows(&out, "PRAGMA foreign_key_check"), Vec::<Vec<Value>>::new());
    let of = |query: &str| rows(&out, query)[0][0].clone();
    assert_eq!(of("SELECT count(*) FROM methods WHERE indicator = 'twice'"), Value::Integer(2));
    assert_eq!(of("SELECT count(*) FROM publications WHERE publication LIKE 'twice%'"), Value::Integer(3));
    assert_eq!(of("SELECT count(*) FROM published_figures WHERE value < -9e18"), Value::Integer(3));
    assert!(matches!(of("SELECT count(*) FROM facts WHERE dated_by = 'commit'"), Value::Integer(1..)));
    assert!(matches!(of("SELECT count(*) FROM facts WHERE name IS NULL"), Value::Integer(1..)));
    assert_eq!(of("SELECT name FROM records WHERE id = 'vide'"), Value::Null);
}

/// A register without a commit can't be asked; one without a record can.
#[test]
fn an_empty_register_is_exported_and_one_without_a_commit_is_not() {
    let repo = Repo::new();
    let out = repo.outside().join("out");
    let args = ["export", "--format", "csv", "--out", out.to_str().unwrap()];
    assert_eq!(repo.greffe(&args).status, 2);
    assert!(!out.exists());
    repo.write("registry/README.md", "Rien encore").commit(START, "Rien");
    let run = repo.greffe(&args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let out = exported(&repo, &repo.path(), "sqlite", "out.sqlite", &[]);
    assert_eq!(rows(&out, "SELECT count(*) FROM commits"), [[Value::Integer(1)]]);
    assert!(rows(&out, "SELECT * FROM indicators").len() == 7, "those of the tool");
}
