//! What `review` says of a change, on repositories made in code.

mod ahead;
mod base;
mod corrections;
mod injection;
mod kinds;
mod loosened;

use crate::support::{EXEMPLE, NOON, Repo};
use serde_json::Value;

const DAY: i64 = 86_400;
const STARTUP: &str = "registry/startups/exemple.yml";
const RAP: &str = "registry/publications/rap-2020.yml";
const LAUNCHED: &str = "registry/indicators/produits-lances.yml";

/// What was published: the launches of 2018.
const PUBLISHED: &str = "\
# yaml-language-server: $schema=../../schema/publication.schema.json
name: RAP 2020
type: rap
year: 2020
published: 2021
source: budget.gouv.fr
figures:
  - indicator: produits-lances
    year: 2018
    kind: actual
    value: 34
";

/// A register with a published figure, committed, and a branch for a change.
fn register() -> Repo {
    let repo = Repo::with_register();
    for name in ["produits-lances", "produits-abandonnes", "problemes-investigues"] {
        let path = format!("registry/indicators/{name}.yml");
        let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        repo.write(&path, std::fs::read_to_string(shipped).unwrap());
    }
    repo.write(RAP, PUBLISHED);
    repo.write("registry/startups/ancien.yml", startup("Ancien", "  - name: construction\n    start: 2019-02-01\n"));
    let abandoned = "  - name: construction\n    start: 2017-05-02\n  - name: abandon\n    start: 2019-10-01\n";
    repo.write("registry/startups/ferme.yml", startup("Fermé", abandoned));
    repo.commit(NOON, "A register");
    repo.branch("essai");
    repo
}

fn startup(name: &str, phases: &str) -> String {
    let head = EXEMPLE.split("phases:").next().unwrap().replace("Exemple", name);
    format!("{head}phases:\n{phases}")
}

fn review(repo: &Repo, more: &[&str]) -> Value {
    let run = repo.greffe(&[&["review", "--base", "main", "--format", "json"], more].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let answer = run.json();
    follows(&answer);
    answer
}

/// The answer is one that its documentation allows.
fn follows(answer: &Value) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/review.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let errors: Vec<_> = schema.iter_errors(answer).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new(), "{answer:#}");
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// The codes of the findings of `validate --base main`.
fn codes(repo: &Repo, more: &[&str]) -> Vec<String> {
    repo.greffe(&[&["validate", "--base", "main", "--format", "json"], more].concat()).codes()
}
