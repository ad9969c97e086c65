//! A review takes the state at the head as one commit more on the mainline: once merged, the history says the same.

use serde_json::{Value, json};

use super::{DAY, STARTUP, list, register, startup};
use crate::support::{EXEMPLE, NOON, Repo};

/// The figures of the first methods that differ, as `diff` gives them once a commit is part of the mainline, and as
/// `review` gives them before.
fn both(repo: &Repo, from: &str, to: &str) -> (Vec<Value>, Vec<Value>) {
    let diff = repo.greffe(&["diff", from, to, "--format", "json"]).json();
    let of_year =
        |year: &Value| json!([year["indicator"], year["method"], year["year"], year["before"], year["after"]]);
    let told: Vec<Value> = list(&diff["figures"]).iter().map(of_year).collect();
    let review = repo.greffe(&["review", "--base", from, "--head", to, "--format", "json"]).json();
    let of_year = |year: &Value| {
        json!([year["indicator"], year["method"], year["year"], year["before"]["value"], year["after"]["value"]])
    };
    let first = ["fin-d-investigation", "entree-en-construction", "abandon", "cohorte", "selection"];
    let mut foretold: Vec<Value> = list(&review["figures"]).iter().map(of_year).collect();
    foretold.retain(|year| first.iter().any(|method| year[1] == *method));
    (told, foretold)
}

#[test]
fn what_is_foretold_of_a_change_comes_true_when_it_is_merged() {
    let repo = register();
    repo.switch("main");
    let undated = |phases: &[&str]| {
        let listed: String = phases.iter().map(|phase| format!("  - name: {phase}\n")).collect();
        startup("Sans date", &listed)
    };
    let path = "registry/startups/sans-date.yml";
    let mut commits = vec![repo.head()];
    let steps: [&dyn Fn(); 11] = [
        &|| {
            repo.write(path, undated(&["investigation"]));
        },
        &|| {
            repo.write(path, undated(&["investigation", "construction"]));
        },
        &|| {
            repo.remove(path);
        },
        &|| {
            repo.write(path, undated(&["investigation", "construction", "acceleration"]));
        },
        &|| {
            repo.write(path, undated(&["construction"]));
        },
        &|| {
            repo.rename("registry/startups/ancien.yml", "registry/startups/nouveau.yml");
        },
        &|| {
            repo.write("registry/startups/nouveau.yml", startup("N", "  - name: construction\n    start: 2016\n"));
        },
        &|| {
            repo.write("registry/startups/ancien.yml", startup("A", "  - name: construction\n    start: 2015\n"));
        },
        &|| {
            repo.write(STARTUP, "phases: [");
        },
        &|| {
            repo.write(STARTUP, EXEMPLE.replace("2018", "2019"));
        },
        &|| {
            repo.rename(STARTUP, "registry/startups/a/modele.yml");
            let said = EXEMPLE.replace("phases:", "previous_ids: [exemple]\nphases:").replace("2018", "2021");
            repo.write("registry/startups/a/modele.yml", said);
        },
    ];
    for (at, step) in steps.iter().enumerate() {
        step();
        // All on one day, so that nothing takes effect by time alone.
        commits.push(repo.commit(NOON + DAY + i64::try_from(at).unwrap(), &format!("Step {at}")));
    }
    let mut moved = 0;
    for pair in commits.windows(2).skip(1) {
        let (told, foretold) = both(&repo, &pair[0], &pair[1]);
        assert_eq!(foretold, told, "{}", repo.git(&["log", "-1", "--format=%s", &pair[1]]));
        moved += told.len();
    }
    assert!(moved > 8, "{moved}");
}
