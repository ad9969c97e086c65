//! What a mainline says of records and figures, on repositories made in code.

mod correction;
mod diff;
mod establishing;
mod identity;
mod meaning;
mod merges;
mod moved;
mod published;
mod renames;
mod time;

use crate::support::{EXEMPLE, Repo};
use serde_json::Value;

const DAY: i64 = 86_400;
const STARTUP: &str = "registry/startups/exemple.yml";

/// The value of a figure, as `indicators` answers it.
fn figure(repo: &Repo, indicator: &str, year: i32, more: &[&str]) -> Value {
    let year = year.to_string();
    let args = [&["indicators", "--format", "json", "--indicator", indicator, "--year", &year], more].concat();
    let run = repo.greffe(&args);
    assert_eq!(run.status, 0, "{run:?}");
    run.json()["indicators"][0]["years"][0]["value"].clone()
}

fn why(repo: &Repo, indicator: &str, year: i32) -> Vec<Value> {
    let run = repo.greffe(&["why", indicator, &year.to_string(), "--format", "json"]);
    assert_eq!(run.status, 0, "{run:?}");
    run.json()["units"].as_array().unwrap().clone()
}

fn steps(repo: &Repo, indicator: &str, more: &[&str]) -> Vec<Value> {
    let run = repo.greffe(&[&["history", indicator, "--format", "json"], more].concat());
    assert_eq!(run.status, 0, "{run:?}");
    run.json()["steps"].as_array().unwrap().clone()
}

/// The episodes of a record's life, each with its commit.
fn episodes(repo: &Repo, record: &str) -> Vec<(String, String)> {
    let run = repo.greffe(&["log", record, "--format", "json"]);
    assert_eq!(run.status, 0, "{run:?}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let json = run.json();
    let entries = json["entries"].as_array().unwrap().clone();
    entries
        .iter()
        .flat_map(|entry| {
            let episodes = entry["episodes"].as_array().unwrap().clone();
            let commit = text(&entry["commit"]);
            episodes.into_iter().map(move |episode| (episode["episode"].as_str().unwrap().to_owned(), commit.clone()))
        })
        .collect()
}

fn startup(phases: &str) -> String {
    let head = EXEMPLE.split("phases:").next().unwrap();
    format!("{head}phases:\n{phases}")
}
