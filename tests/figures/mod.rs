//! `greffe indicators`: what is asked of the figures, and in which form they come.

mod by_field;
mod coverage;
mod every;
mod fiche;
mod formats;
mod share;

use crate::support::Repo;
use serde_json::Value;

const DAY: i64 = 86_400;

/// The answer to `indicators`, which must come.
fn told(repo: &Repo, args: &[&str]) -> String {
    let run = repo.greffe(&[&["indicators"], args].concat());
    assert_eq!(run.status, 0, "{run:?}");
    run.stdout
}

/// The answer is one that its documentation allows.
fn follows(name: &str, answer: &Value) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json");
    let schema = std::fs::read_to_string(folder.join(format!("{name}.schema.json"))).unwrap();
    let schema = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let errors: Vec<_> = schema.iter_errors(answer).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new(), "{name}: {answer}");
}
