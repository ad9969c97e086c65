//! Rules that a change loosens stand in a part of their own, each with what it would silence.

use serde_json::{Value, json};

use super::{DAY, STARTUP, list, register, review, startup};
use crate::support::{EXEMPLE, NOON, Repo};

const MANIFEST: &str = "schema/registry.yml";
const WAIVERS: &str = "registry/waivers.yml";

/// A register, of which the main branch has a startup that goes back to construction (L003, a warning).
fn unusual() -> Repo {
    let repo = register();
    repo.switch("main");
    repo.write(STARTUP, format!("{EXEMPLE}  - name: construction\n    start: 2021\n")).commit(NOON + 60, "Goes back");
    repo.git(&["switch", "--quiet", "-C", "essai"]);
    repo
}

fn with_severities(repo: &Repo, severities: &str) {
    let manifest = repo.read(MANIFEST);
    let manifest = manifest.split("severities:").next().unwrap();
    repo.write(MANIFEST, format!("{manifest}severities: {severities}\n"));
}

fn waive(repo: &Repo, record: &str, until: &str) {
    let text = format!("waivers:\n  - rule: L003\n    record: {record}\n    reason: wanted\n    until: {until}\n");
    repo.write(WAIVERS, text);
}

/// What a review says was loosened: all but the findings, of which the codes and records.
fn loosened(answer: &Value) -> Value {
    let without = |loosening: &Value| {
        let silences = list(&loosening["silences"]).iter();
        let silences: Vec<_> = silences.map(|finding| json!([finding["code"], finding["record"]])).collect();
        let mut loosening = loosening.clone();
        loosening["silences"] = json!(silences);
        loosening
    };
    list(&answer["loosened"]).iter().map(without).collect()
}

#[test]
fn a_lowered_severity_is_told_with_what_it_would_silence() {
    let repo = unusual();
    with_severities(&repo, "{L003: advice, L001: warning, S001: off}");
    repo.commit(NOON + DAY, "Lower");
    let answer = review(&repo, &[]);
    let severity = |rule: &str, before: &str, after: &str, silences: Value| {
        json!({
            "what": "severity", "path": MANIFEST, "rule": rule, "before": before, "after": after,
            "covered": false, "silences": silences,
        })
    };
    assert_eq!(
        loosened(&answer),
        json!([
            severity("L001", "error", "warning", json!([])),
            severity("L003", "warning", "advice", json!([["L003", "startup/exemple"]])),
            severity("S001", "error", "off", json!([])),
        ])
    );
    // What is made graver loosens nothing, and what it judges is found once.
    repo.git(&["switch", "--quiet", "--force-create", "essai", "main"]);
    with_severities(&repo, "{L003: error}");
    repo.commit(NOON + DAY, "Raise");
    let answer = review(&repo, &[]);
    assert_eq!(answer["loosened"], json!([]));
    let run = repo.greffe(&["validate", "--base", "main", "--rev", "HEAD", "--format", "json"]);
    assert_eq!(run.codes(), ["L003"]);
}

#[test]
fn a_new_waiver_is_told_with_what_it_would_silence() {
    let repo = unusual();
    waive(&repo, "startup/exemple", "2025-01-01");
    repo.commit(NOON + DAY, "Waive");
    let answer = review(&repo, &[]);
    let waiver = |until: &str, silences: Value| {
        json!([{
            "what": "waiver", "path": WAIVERS, "rule": "L003", "record": "startup/exemple", "until": until,
            "covered": false, "silences": silences,
        }])
    };
    assert_eq!(loosened(&answer), waiver("2025-01-01", json!([["L003", "startup/exemple"]])));
    // One that holds longer is new too, one that holds less long is not, nor is one that goes.
    repo.git(&["branch", "--force", "main", "HEAD"]);
    waive(&repo, "startup/exemple", "2026-01-01");
    repo.commit(NOON + 2 * DAY, "For longer");
    assert_eq!(loosened(&review(&repo, &[])), waiver("2026-01-01", json!([])));
    repo.git(&["branch", "--force", "main", "HEAD"]);
    waive(&repo, "startup/exemple", "2024-09-01");
    repo.commit(NOON + 3 * DAY, "Not so long");
    assert_eq!(loosened(&review(&repo, &[])), json!([]));
    repo.remove(WAIVERS).commit(NOON + 4 * DAY, "No more");
    assert_eq!(loosened(&review(&repo, &[])), json!([]));
}

#[test]
fn a_looser_schema_or_lifecycle_is_told_with_what_it_would_silence() {
    let repo = register();
    let schema = repo.read("schema/startup.schema.json");
    let looser = schema.replacen("\"additionalProperties\": false", "\"additionalProperties\": true", 1);
    assert_ne!(schema, looser);
    repo.write("schema/startup.schema.json", looser);
    repo.write(STARTUP, format!("unforeseen: 1\n{EXEMPLE}"));
    repo.commit(NOON + DAY, "Looser");
    let definition = |path: &str, covered: bool, silences: Value| json!({"what": "definition", "path": path, "covered": covered, "silences": silences});
    let schema = |covered| definition("schema/startup.schema.json", covered, json!([["S002", "startup/exemple"]]));
    assert_eq!(loosened(&review(&repo, &[])), json!([schema(false)]));
    // Where the commit says why, it is told all the same.
    repo.git(&["commit", "--quiet", "--amend", "-m", "Looser\n\nCorrection: more may be said"]);
    let answer = review(&repo, &[]);
    assert_eq!(loosened(&answer), json!([schema(true)]));
    assert_eq!(answer["new"], json!([]));

    let repo = unusual();
    let path = "schema/lifecycles/startup.yml";
    let lifecycle = repo.read(path);
    let unusual = "      - abandon\n    unusual:\n      - construction\n      - abandon-investigation\n";
    let usual = "      - abandon\n      - construction\n    unusual:\n      - abandon-investigation\n";
    assert_eq!(lifecycle.matches(unusual).count(), 1);
    repo.write(path, lifecycle.replace(unusual, usual));
    repo.commit(NOON + DAY, "Looser");
    let told = loosened(&review(&repo, &[]));
    assert_eq!(told, json!([definition(path, false, json!([["L003", "startup/exemple"]]))]));
}

#[test]
fn what_is_loosened_stands_in_a_part_of_its_own_in_both_languages() {
    let repo = unusual();
    repo.write("registry/startups/neuf.yml", startup("Neuf", "  - name: construction\n    start: 2023-06-01\n"));
    with_severities(&repo, "{L001: warning}");
    waive(&repo, "startup/exemple", "2025-01-01");
    repo.commit(NOON + DAY, "Loosen");
    let said = |lang: &str, format: &[&str]| {
        let args = [&["--lang", lang, "review", "--base", "main"], format].concat();
        repo.greffe_with(&repo.path(), &[], &args).stdout
    };
    for (lang, format, part) in [
        (
            "en",
            &[][..],
            "\n2 rules loosened: this change is judged by the ones from before it\n  waiver of L003 for startup/exemple \
             until 1 January 2025; silences 1 finding\n    L003 unusual-transition: startup/exemple\n  severity of L001 \
             lowered: error → warning; silences nothing today\n",
        ),
        (
            "fr",
            &[],
            "\n2 règles assouplies : cette modification est jugée selon celles d’avant\n  dérogation à L003 pour \
             startup/exemple, jusqu’au 1er janvier 2025 ; fait taire 1 constat\n    L003 unusual-transition : startup/exemple\n  gravité de L001 \
             abaissée : erreur → avertissement ; ne fait rien taire aujourd’hui\n",
        ),
        (
            "en",
            &["--format", "markdown"],
            "**Rules loosened: this change is judged by the ones from before it**\n\n- waiver of L003 for \
             startup/exemple until 1 January 2025; silences 1 finding: L003 unusual-transition: startup/exemple\n- severity of \
             L001 lowered: error → warning; silences nothing today\n",
        ),
    ] {
        let whole = said(lang, format);
        assert!(whole.contains(part), "{whole}\n{part}");
    }
    assert!(said("en", &["--format", "markdown"]).contains("- **2 rules loosened**\n"));
}
