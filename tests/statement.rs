//! What a statement of figures promises: the same bytes for anyone, and no other figures pass for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{CommandInTime, EXEMPLE, NOON, Repo, Run, lively};
use serde_json::Value;
use sha2::{Digest, Sha256};

const DAY: i64 = 86_400;
const STARTUP: &str = "registry/startups/exemple.yml";

/// A register of two products, and the statement of 2018 as known then.
fn stated() -> (Repo, String, String) {
    let repo = Repo::with_register();
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("Exemple", "Autre"));
    let commit = repo.commit(NOON, "base");
    let run = repo.greffe(&["statement", "2018"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    (repo, commit, run.stdout)
}

fn verify(repo: &Repo, statement: &str) -> Run {
    let file = repo.outside().join("statement.json");
    std::fs::write(&file, statement).unwrap();
    repo.greffe(&["verify", file.to_str().unwrap()])
}

fn is_confirmed(repo: &Repo, statement: &str) {
    let run = verify(repo, statement);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    assert!(run.stdout.starts_with("Confirmed"), "{run:?}");
}

/// The figure of an indicator by its default method.
fn figure<'s>(statement: &'s mut Value, indicator: &str) -> &'s mut Value {
    let indicators = statement["indicators"].as_array_mut().unwrap();
    &mut indicators.iter_mut().find(|known| known["id"] == indicator).unwrap()["methods"][0]
}

#[test]
fn a_statement_holds_to_its_schema_and_names_what_makes_each_figure() {
    let (_repo, commit, text) = stated();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/statement.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let mut statement: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&statement).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(statement["commit"], commit.as_str());
    let launched = figure(&mut statement, "produits-lances");
    assert_eq!(launched["value"], 2);
    assert_eq!(launched["records"][1]["record"], "startup/exemple");
    assert_eq!(launched["records"][1]["commit"], commit.as_str());
}

#[test]
fn everyone_gets_the_same_bytes_whatever_was_committed_since() {
    let (repo, commit, text) = stated();
    is_confirmed(&repo, &text);
    repo.rename(STARTUP, "registry/startups/nouveau.yml");
    repo.commit(NOON + DAY, "Rename");
    repo.write("registry/startups/tiers.yml", EXEMPLE.replace("Exemple", "Tiers"));
    repo.commit(NOON + 2 * DAY, "Add");
    let again = repo.greffe(&["statement", "2018", "--as-of", &commit]);
    assert_eq!(again.stdout, text);
    is_confirmed(&repo, &text);
    let bare = repo.bare_clone();
    assert_eq!(repo.greffe_in(&bare, &["statement", "2018", "--as-of", &commit]).stdout, text);
    assert_ne!(repo.greffe(&["statement", "2018"]).stdout, text);
}

#[test]
fn definitions_that_changed_since_are_those_of_the_statement() {
    let (repo, commit, text) = stated();
    let file = "registry/indicators/produits-lances.yml";
    let definition = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    repo.write(file, definition.replace("enters: construction", "enters: acceleration"));
    let changed = repo.commit(NOON + DAY, "Count otherwise");
    is_confirmed(&repo, &text);
    let other = repo.greffe(&["statement", "2018", "--as-of", &commit]).json();
    assert_eq!((&other["commit"], &other["definitions"]["commit"]), (&Value::from(commit), &Value::from(changed)));
    is_confirmed(&repo, &other.to_string());
}

/// Step 3 of `docs/en/statement.md`: what a year without anything is worth.
#[test]
fn a_year_without_anything_is_0_where_the_definitions_cover_it_and_unknown_elsewhere() {
    let (repo, commit, text) = stated();
    let value = |year: &str, more: &[&str]| {
        let mut statement = repo.greffe(&[&["statement", year], more].concat()).json();
        is_confirmed(&repo, &statement.to_string());
        figure(&mut statement, "produits-lances")["value"].clone()
    };
    repo.write("registry/startups/tard.yml", EXEMPLE.replace("2018-06-01", "2022-06-01").replace("2020-03", "2023"));
    repo.commit(NOON + DAY, "One more, launched four years later");
    assert_eq!(
        ["2017", "2018", "2019", "2022", "2023"].map(|year| value(year, &[])),
        [Value::Null, 2.into(), 0.into(), 1.into(), Value::Null]
    );
    let file = "registry/indicators/produits-lances.yml";
    let definition = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    repo.write(file, definition.replace("methods:", "covers: {from: 2016, to: 2017}\nmethods:"));
    repo.commit(NOON + 2 * DAY, "Complete for two years");
    assert_eq!(
        ["2015", "2016", "2017", "2018", "2019", "2022"].map(|year| value(year, &[])),
        [Value::Null, 0.into(), 0.into(), 2.into(), Value::Null, 1.into()]
    );
    assert_eq!(value("2017", &["--as-of", &commit]), 0, "it is the definitions of today that are asked for");
    is_confirmed(&repo, &text);
    let mut wrong = repo.greffe(&["statement", "2016"]).json();
    figure(&mut wrong, "produits-lances")["value"] = Value::Null;
    assert_eq!(verify(&repo, &wrong.to_string()).status, 1, "0 and unknown are two things");
}

#[test]
fn what_is_not_true_is_told_apart() {
    let (repo, _, text) = stated();
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 10] = [
        ("produits-lances", |statement| figure(statement, "produits-lances")["value"] = 3.into()),
        ("startup/autre", |statement| {
            _ = figure(statement, "produits-lances")["records"].as_array_mut().unwrap().remove(0)
        }),
        ("startup/ailleurs", |statement| {
            figure(statement, "produits-lances")["records"][0]["record"] = "startup/ailleurs".into()
        }),
        ("known_at", |statement| statement["known_at"] = "2001-01-01T00:00:00Z".into()),
        ("startup/autre", |statement| figure(statement, "produits-lances")["records"][0]["voucher"] = "person".into()),
        ("otherwise", |statement| statement["vouched"]["forge"] = 2.into()),
        ("definitions.sha256", |statement| statement["definitions"]["sha256"] = "0".repeat(64).into()),
        ("inconnu", |statement| statement["indicators"][0]["id"] = "inconnu".into()),
        ("otherwise", |statement| statement["indicators"][0]["code"] = "9.9".into()),
        ("otherwise", |statement| {
            let records = figure(statement, "produits-lances")["records"].as_array_mut().unwrap();
            records.push(records[0].clone());
        }),
    ];
    for (named, change) in changes {
        let mut statement: Value = serde_json::from_str(&text).unwrap();
        change(&mut statement);
        let run = verify(&repo, &statement.to_string());
        assert_eq!(run.status, 1, "{named}: {run:?}");
        assert!(run.stdout.contains(named) && run.stdout.contains("Not confirmed"), "{named}: {run:?}");
    }
    let mut statement: Value = serde_json::from_str(&text).unwrap();
    statement["tool"]["version"] = "99.0.0".into();
    is_confirmed(&repo, &statement.to_string());
}

#[test]
fn what_can_t_be_computed_is_no_difference() {
    let (repo, commit, text) = stated();
    for wrong in
        ["", "{}", "[]", "name: Exemple", &text.replace("greffe-statement", "other"), &text.replace(&commit, "HEAD")]
    {
        let run = verify(&repo, wrong);
        assert_eq!(run.status, 2, "{wrong}: {run:?}");
        assert!(run.stderr.contains("no statement of figures"), "{run:?}");
    }
    assert_eq!(repo.greffe(&["verify", "nowhere.json"]).status, 2);
    assert_eq!(repo.greffe(&["statement", "2018", "--as-of", "2000-01-01"]).status, 2);
}

/// The hash as `docs/en/statement.md` explains it, from what git says; with the tool's own indicators where
/// the register has none.
#[test]
fn another_program_finds_the_same_hash_of_the_definitions() {
    let (repo, _, text) = stated();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/indicators");
    for name in std::fs::read_dir(&shipped).unwrap().map(|entry| entry.unwrap().file_name()) {
        let name = name.to_str().unwrap();
        repo.write(&format!("registry/indicators/{name}"), std::fs::read(shipped.join(name)).unwrap());
    }
    let commit = repo.commit(NOON + DAY, "Define the same indicators");
    let statement = repo.greffe(&["statement", "2018"]).json();
    assert_eq!(statement["definitions"]["commit"], commit.as_str());
    let listing = repo.git(&["ls-tree", "-r", "--name-only", &commit, "schema/", "registry/indicators/"]);
    let mut paths: Vec<&str> = listing.lines().collect();
    paths.sort_unstable();
    let mut hasher = Sha256::new();
    for path in paths {
        // The files of the working tree are those of the commit.
        let content = std::fs::read(repo.path().join(path)).unwrap();
        hasher.update(format!("{path}\0{}\0", content.len()));
        hasher.update(content);
    }
    let hash: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(statement["definitions"]["sha256"], hash.as_str());
    let before: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(before["definitions"]["sha256"], hash, "the tool's own are the shipped ones");
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_no_statement() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    for file in ["/dev/zero", "/dev/urandom"] {
        let run = repo.greffe(&["verify", file]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("64 MiB"), "{run:?}");
    }
}

/// Changes a register by hand, as whoever wants other figures would.
fn launched_in(repo: &Repo, year: &str) {
    repo.write(
        "registry/startups/autre.yml",
        EXEMPLE.replace("Exemple", "Autre").replace("2018-06", &format!("{year}-06")),
    );
}

/// The statement of 2018, as greffe makes it here.
fn statement_of_here(repo: &Repo) -> String {
    let run = repo.greffe(&["statement", "2018"]);
    assert_eq!(run.status, 0, "{run:?}");
    run.stdout
}

/// It is not confirmed, and the answer says each of these things.
fn is_refused(repo: &Repo, statement: &str, said: &[&str]) {
    let run = verify(repo, statement);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{run:?}");
    assert!(run.stdout.contains("Not confirmed") && !run.stdout.contains("revspec"), "{run:?}");
    assert!(said.iter().all(|said| run.stdout.contains(said)), "{said:?}: {run:?}");
}

#[test]
fn a_commit_of_a_branch_is_judged_by_that_branch_alone() {
    let (repo, _, text) = stated();
    repo.branch("essai");
    launched_in(&repo, "2017");
    let aside = repo.commit(NOON + DAY, "Another year");
    let other = statement_of_here(&repo);
    repo.switch("main");
    is_refused(&repo, &other, &[&aside, "the branch “essai”", "Other figures", "1 is stated, the repository gives 2"]);
    let file = repo.outside().join("statement.json");
    let by_branch = |branch: &str| repo.greffe(&["verify", file.to_str().unwrap(), "--branch", branch]);
    assert_eq!(by_branch("essai").status, 0);
    assert_eq!(by_branch("main").status, 1);
    let unknown = by_branch("ailleurs");
    assert_eq!(unknown.status, 2, "{unknown:?}");
    assert!(unknown.stderr.contains("essai, main"), "{unknown:?}");
    // Merged, it is behind the second parent.
    let merge = repo.merge(&["essai"], NOON + 2 * DAY, "Merge");
    is_refused(&repo, &other, &[&aside, "side branch", &merge]);
    is_confirmed(&repo, &text);
    repo.git(&["tag", "essai"]);
    assert_eq!(by_branch("essai").status, 0, "a tag of that name is not asked");
}

#[test]
fn definitions_of_a_branch_make_no_statement() {
    let (repo, commit, text) = stated();
    repo.branch("essai");
    let file = "registry/indicators/produits-lances.yml";
    let definition = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    repo.write(file, definition.replace("enters: construction", "enters: acceleration"));
    let defined = repo.commit(NOON + DAY, "Count otherwise");
    let forged = repo.greffe(&["statement", "2018", "--as-of", &commit]).stdout;
    assert!(forged.contains(&defined));
    repo.switch("main");
    is_refused(&repo, &forged, &[&defined, "not merged", "definitions.sha256"]);
    is_confirmed(&repo, &text);
}

#[test]
fn a_commit_that_nothing_or_a_tag_leads_to_is_no_evidence() {
    let (repo, _, _) = stated();
    launched_in(&repo, "2017");
    let amended = repo.commit(NOON + DAY, "Another year");
    let other = statement_of_here(&repo);
    repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repo.write("README.md", "Lisez-moi").commit(NOON + 2 * DAY, "It goes on");
    is_refused(&repo, &other, &[&amended, "amended, rebased or dropped", "rewritten", "Other figures"]);
    repo.git(&["tag", "-a", "-m", "A tag", "chiffres", &amended]);
    is_refused(&repo, &other, &[&amended, "only the tag “chiffres”"]);
    let tag = repo.git(&["rev-parse", "refs/tags/chiffres"]);
    is_refused(&repo, &other.replace(&amended, &tag), &[&tag, "no commit, but a tag of the commit", &amended]);
}

#[test]
fn after_a_rewriting_what_is_gone_is_named_and_the_figures_are_compared() {
    let (repo, commit, text) = stated();
    repo.git_at(NOON, &["commit", "--quiet", "--amend", "--no-verify", "-m", "Without a name"]);
    repo.git(&["reflog", "expire", "--expire=now", "--all"]);
    repo.git(&["gc", "--quiet", "--prune=now"]);
    is_refused(&repo, &text, &[&commit, "is not in this repository", "rewritten", "The same figures", &repo.head()]);
    launched_in(&repo, "2017");
    repo.stage().git_at(NOON, &["commit", "--quiet", "--amend", "--no-verify", "-m", "Other dates"]);
    is_refused(&repo, &text, &[&commit, "rewritten", "Other figures", "2 is stated, the repository gives 1"]);
    // A statement of what this clone does not have yet.
    let mut later: Value = serde_json::from_str(&text).unwrap();
    later["known_at"] = "2099-01-01T00:00:00Z".into();
    is_refused(&repo, &later.to_string(), &[&commit, "git fetch", "nothing to compare"]);
}

#[test]
fn what_a_statement_is_about_is_said_and_another_moment_shows() {
    let (repo, commit, text) = stated();
    let run = verify(&repo, &text);
    for said in ["of 2018 in", &commit, "1 June 2024", "had taken effect by", "by the definitions of the commit"] {
        assert!(run.stdout.contains(said), "{said}: {run:?}");
    }
    launched_in(&repo, "2017");
    let later = repo.commit(NOON + 5 * DAY, "Another year");
    let edited = |change: fn(&mut Value)| {
        let mut statement: Value = serde_json::from_str(&text).unwrap();
        change(&mut statement);
        verify(&repo, &statement.to_string())
    };
    let planned = edited(|statement| statement["include_planned"] = true.into());
    assert!(planned.status == 0 && planned.stdout.contains("also what is planned"), "{planned:?}");
    let moved = edited(|statement| statement["today"] = "2024-12-31".into());
    assert_eq!(moved.status, 0, "{moved:?}");
    for said in
        ["although its commit was known on", "Careful", &later, "2 is stated, the repository gives 1", "startup/autre"]
    {
        assert!(moved.stdout.contains(said), "{said}: {moved:?}");
    }
    let before = edited(|statement| statement["today"] = "2020-01-01".into());
    assert!(before.status == 0 && before.stdout.contains("became known later"), "{before:?}");
}

#[test]
fn of_two_statements_of_one_day_the_earlier_one_says_that_there_is_another() {
    let (repo, _, text) = stated();
    launched_in(&repo, "2017");
    repo.commit(NOON + 60, "A minute later");
    let second = statement_of_here(&repo);
    let run = verify(&repo, &text);
    assert!(run.status == 0 && run.stdout.contains("Careful: by now, one more commit answers"), "{run:?}");
    assert!(!verify(&repo, &second).stdout.contains("Careful"));
    repo.write("README.md", "Lisez-moi").commit(NOON + 120, "Nothing of the figures");
    let run = verify(&repo, &second);
    assert!(run.status == 0 && run.stdout.contains("figures come out the same"), "{run:?}");
}

#[test]
fn an_index_that_lies_confirms_nothing() {
    let (repo, commit, text) = stated();
    repo.greffe(&["build"]);
    let index = repo.path().join(".git/greffe/index.sqlite");
    let sql = "UPDATE facts SET effective = '2017-06-01' WHERE what = 'entered' AND name = 'construction'";
    assert_eq!(rusqlite::Connection::open(&index).unwrap().execute(sql, []).unwrap(), 2);
    greffe::index::seal(&index).unwrap();
    let lied = repo.greffe(&["why", "1.2", "2017"]);
    assert!(lied.stdout.contains("exemple"), "whoever may write the index moves what questions say: {lied:?}");
    is_confirmed(&repo, &text);
    assert_eq!(repo.greffe(&["statement", "2018", "--as-of", &commit]).stdout, text);
}

#[test]
fn who_vouches_and_what_came_late_is_stated() {
    let (repo, _, text) = stated();
    let statement: Value = serde_json::from_str(&text).unwrap();
    let nobody = statement["vouched"]["nobody"].as_u64().unwrap();
    assert!(nobody >= 2, "{}", statement["vouched"]);
    assert_eq!((&statement["vouched"]["forge"], &statement["vouched"]["person"]), (&0.into(), &0.into()));
    repo.write("registry/startups/tard.yml", EXEMPLE.replace("Exemple", "Tard"));
    let late = repo.commit(NOON + DAY, "A forgotten one\n\nKnown-Late: found in a drawer\n");
    let signed = sign(&repo, &late, "noreply@github.com");
    let text = statement_of_here(&repo);
    let mut statement: Value = serde_json::from_str(&text).unwrap();
    let records = figure(&mut statement, "produits-lances")["records"].as_array().unwrap();
    let unit = records.iter().find(|unit| unit["record"] == "startup/tard").unwrap();
    assert_eq!((&unit["voucher"], &unit["late"]), (&"forge".into(), &"found in a drawer".into()));
    assert_eq!(unit["commit"], signed.as_str());
    let run = verify(&repo, &text);
    assert!(run.status == 0 && run.stdout.contains("found in a drawer"), "{run:?}");
    let forge = statement["vouched"]["forge"].as_u64().unwrap();
    assert!(forge > 0 && run.stdout.contains(&format!("{forge} rest on a commit that a forge signed")), "{run:?}");
}

/// Puts a signature on the last commit, as a committer of this address; whether it is good is not looked at.
fn sign(repo: &Repo, commit: &str, address: &str) -> String {
    let raw = repo.git(&["cat-file", "commit", commit]);
    let (head, message) = raw.split_once("\n\n").unwrap();
    let head = head.replace("<camille@example.gouv.fr>", &format!("<{address}>"));
    let raw = format!("{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n{message}\n");
    let file = repo.outside().join("commit");
    std::fs::write(&file, raw).unwrap();
    let signed = repo.git(&["hash-object", "-t", "commit", "-w", file.to_str().unwrap()]);
    repo.git(&["reset", "--quiet", "--soft", &signed]);
    signed
}

/// A statement as version 1 of the format says it.
fn as_version_1(text: &str) -> Value {
    let mut statement: Value = serde_json::from_str(text).unwrap();
    let fields = statement.as_object_mut().unwrap();
    fields.insert("version".to_owned(), 1.into());
    fields.remove("known_at");
    fields.remove("vouched");
    for indicator in fields["indicators"].as_array_mut().unwrap() {
        for method in indicator["methods"].as_array_mut().unwrap() {
            for record in method["records"].as_array_mut().unwrap() {
                record.as_object_mut().unwrap().remove("voucher");
                record.as_object_mut().unwrap().remove("late");
            }
        }
    }
    statement
}

#[test]
fn statements_of_the_first_version_are_verified_too() {
    let (repo, commit, text) = stated();
    let mut old = as_version_1(&text);
    is_confirmed(&repo, &old.to_string());
    figure(&mut old, "produits-lances")["value"] = 3.into();
    assert_eq!(verify(&repo, &old.to_string()).status, 1);
    // Neither version is the other one.
    let mixed = [("version", Value::from(1)), ("version", 3.into()), ("known_at", Value::Null)];
    for (key, value) in mixed {
        let mut mixed: Value = serde_json::from_str(&text).unwrap();
        mixed[key] = value;
        assert_eq!(verify(&repo, &mixed.to_string()).status, 2, "{key}");
    }
    let gone = as_version_1(&text).to_string().replace(&commit, &"0".repeat(40));
    is_refused(&repo, &gone, &["is not in this repository", "The same figures", &commit]);
}

/// A Python that can run the second implementation: the one that `.ci/tools` fetches, else that of the machine.
fn python(repo: &Repo) -> Option<PathBuf> {
    let fetched = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/python3");
    let found = [fetched, PathBuf::from("python3")].into_iter().find(|python| {
        let mut command = Command::new(python);
        let output =
            repo.at_home(&mut command).args(["-c", "import yaml, zoneinfo; zoneinfo.ZoneInfo('Europe/Paris')"]);
        output.output_in_time().is_ok_and(|output| output.status.success())
    });
    let required = std::env::var("GREFFE_TOOLS").is_ok_and(|value| value == "required");
    assert!(found.is_some() || !required, "python3 with PyYAML is required: run .ci/tools");
    if found.is_none() {
        println!("skipped: python3 with PyYAML and time zones is not here (.ci/tools fetches it)");
    }
    found
}

/// The second implementation, which shares nothing with this one but the page that both follow.
#[test]
fn a_program_of_its_own_judges_alike() {
    let repo = lively();
    let Some(python) = python(&repo) else { return };
    let commits = repo.git(&["rev-list", "--reverse", "HEAD"]);
    repo.branch("essai");
    launched_in(&repo, "2019");
    repo.commit(NOON, "Not merged");
    let aside = repo.greffe(&["statement", "2019"]).json();
    repo.switch("main");
    let judge = |statement: &Value, expected: i32| {
        let file = repo.outside().join("statement.json");
        std::fs::write(&file, statement.to_string()).unwrap();
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify_statement.py");
        let mut python = Command::new(&python);
        let output =
            repo.at_home(&mut python).arg(program).arg(&file).arg(repo.path()).arg("main").output_in_time().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{output:?}\n{statement:#}");
        let run = verify(&repo, &statement.to_string());
        assert_eq!(run.status, expected, "{run:?}");
    };
    let mut units = 0;
    let mut last = Value::Null;
    let tip = repo.head();
    for commit in commits.lines() {
        for year in ["2018", "2019", "2020"] {
            // Twice as much would tell no more, and takes twice as long.
            let moments: &[&[&str]] = match commit == tip {
                true => &[&[], &["--include-planned"], &["--today", "2019-06-30"]],
                false => &[&[]],
            };
            for more in moments {
                let statement = repo.greffe(&[&["statement", year, "--as-of", commit], *more].concat()).json();
                units += statement["vouched"]["nobody"].as_u64().unwrap();
                if year == "2018" {
                    last.clone_from(&statement);
                }
                judge(&statement, 0);
            }
        }
    }
    assert!(units > 10, "{units}");
    judge(&as_version_1(&last.to_string()), 0);
    judge(&aside, 1);
    type Change = fn(&mut Value);
    let forged: [Change; 14] = [
        |statement| figure(statement, "produits-lances")["value"] = 9.into(),
        |statement| figure(statement, "produits-lances")["value"] = Value::Null,
        |statement| figure(statement, "produits-lances")["approximate"] = true.into(),
        |statement| figure(statement, "produits-lances")["records"] = Value::Array(Vec::new()),
        |statement| figure(statement, "produits-lances")["records"][0]["record"] = "startup/ailleurs".into(),
        |statement| figure(statement, "produits-lances")["records"][0]["effective"] = "2018-12-31".into(),
        |statement| figure(statement, "produits-lances")["records"][0]["line"] = 1.into(),
        |statement| figure(statement, "produits-lances")["records"][0]["known_at"] = "2019-01-01T00:00:00Z".into(),
        |statement| {
            let commit = statement["commit"].clone();
            figure(statement, "produits-lances")["records"][0]["commit"] = commit;
        },
        |statement| figure(statement, "produits-lances")["records"][0]["voucher"] = "forge".into(),
        |statement| statement["vouched"]["person"] = 1.into(),
        |statement| statement["known_at"] = "2019-01-01T00:00:00Z".into(),
        |statement| statement["definitions"]["sha256"] = "0".repeat(64).into(),
        |statement| statement["year"] = 2019.into(),
    ];
    for change in forged {
        let mut statement = last.clone();
        change(&mut statement);
        judge(&statement, 1);
    }
    for broken in [Value::Null, serde_json::json!({"format": "greffe-statement", "version": 3})] {
        judge(&broken, 2);
    }
}
