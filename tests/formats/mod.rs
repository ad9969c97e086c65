//! What the formats of `greffe validate` promise: each says the same findings, in the grammar of
//! the program that reads it, whatever the records hold.

mod files;
mod github;
mod gitlab;
mod human;
mod junit;
mod sarif;

use crate::support::{EXEMPLE, NOON, Repo};
use serde_json::Value;

/// A value made of what the formats themselves are written with, and of what a terminal obeys.
const ODD: &str = r#"50 %, %0A %25 a:b, ::error::c ]]> &<'\"> \r\n\e[31m\e]0;x\a\x9b"#;

/// A register with findings of every severity, with and without a place in a file, some with a
/// related place, some in text that is hard to quote.
fn odd() -> Repo {
    let repo = Repo::with_register();
    let at = |name: &str| format!("registry/startups/{name}.yml");
    repo.write(&at("un été à 100 %, ici"), EXEMPLE)
        .write(&at("valeurs"), format!("{EXEMPLE}usertypes: [\"{ODD} \u{202e}txet\u{2066}\"]\n"))
        .write(&at("champs"), format!("{EXEMPLE}\"{ODD}\": 1\n# \u{202e}la fin\n"))
        .write(&at("deux-fois"), format!("{EXEMPLE}name: Été 🌱 \u{202e}\nname: Hiver\n").replace('\n', "\r\n"))
        .write(&at("ecran"), EXEMPLE.replace("Exemple", "\"a\u{1b}[31mb\u{7}\"").replace('\n', "\r"))
        .write(&at("astral"), EXEMPLE.replace("sponsors: [dinum]", "sponsors: [🌱é, \"é\", dinun] # 🌱"))
        .write(&at("rare"), format!("{EXEMPLE}  - name: construction\n    start: 2021\n"))
        .write(&at("futur"), EXEMPLE.replace("2020-03", "2025-03"))
        .write(&at("suites"), EXEMPLE.replace("mission: ", "mission:\n  - Une liste\n  - de lignes\nlink: "))
        .write("schema/component.schema.json", "{\"type\": ");
    repo.remove("schema/lifecycles/eig.yml");
    repo.commit(NOON, "Odd things");
    repo
}

/// What `--format` answers on stdout about an odd register.
fn answer(repo: &Repo, format: &str) -> String {
    let run = repo.greffe(&["validate", "--format", format]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{format}");
    run.stdout
}

/// The findings as the JSON answer gives them.
fn findings(repo: &Repo) -> Vec<Value> {
    let findings = repo.greffe(&["validate", "--format", "json"]).findings();
    for severity in ["error", "warning", "advice"] {
        assert!(findings.iter().any(|finding| finding["severity"] == severity), "no {severity}");
    }
    findings
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value}"))
}

fn number(value: &Value, key: &str) -> usize {
    let number = value[key].as_u64().unwrap_or_else(|| panic!("no number {key} in {value}"));
    usize::try_from(number).unwrap()
}

/// What a finding says, and how to mend it.
fn said(finding: &Value, joint: &str) -> String {
    format!("{}{joint}help: {}", text(finding, "message"), text(finding, "help"))
}

#[test]
fn the_odd_register_holds_what_makes_the_other_tests_hard() {
    let repo = odd();
    let findings = findings(&repo);
    let any = |test: &dyn Fn(&Value) -> bool| findings.iter().any(test);
    for part in ["%0A", "%25", "::error::", "]]>", "&<'\">", "\r\n", "\u{1b}[31m", "\u{202e}", "\u{9b}"] {
        assert!(any(&|finding| text(finding, "message").contains(part)), "{part:?} is in no message");
    }
    assert!(any(&|finding| text(finding, "path").contains("été à 100 %,")));
    assert!(any(&|finding| finding["start"]["line"] != finding["end"]["line"]));
    assert!(any(&|finding| finding["related"].as_array().is_some_and(|related| !related.is_empty())));
    assert!(any(&|finding| finding["start"]["byte"].as_u64() > finding["start"]["column"].as_u64()));
}
