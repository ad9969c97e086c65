use std::collections::BTreeMap;

use serde_json::Value;

use super::{DAY, START, Site, lively};

/// The value that a data script hands over.
pub fn handed_over(script: &str) -> Value {
    let (_, value) = script.split_once(", ").unwrap();
    serde_json::from_str(value.strip_suffix(");\n").unwrap()).unwrap()
}

/// The figures at the end of a day, as the script draws them.
fn drawn(states: &Value, day: &str) -> BTreeMap<String, Value> {
    let mut now = BTreeMap::new();
    for state in states.as_array().unwrap().iter().filter(|state| state[0].as_str().unwrap() <= day) {
        for (year, figure) in state[1].as_object().unwrap() {
            now.insert(year.clone(), figure.clone());
        }
    }
    now.retain(|_, figure| !figure.is_null());
    now
}

#[test]
fn the_chart_as_known_on_a_day_shows_what_the_command_says_of_that_day() {
    let repo = lively();
    let site = Site::of(&repo, &[]);
    // Days around every commit, the planned day that came (2020-09-15), and the turns of years.
    let mut days: Vec<i64> = [0, 40, 80, 120, 160, 200, 400].iter().flat_map(|day| [*day, day + 1]).collect();
    days.extend([257, 258, 259, 365, 366, 367]);
    let (mut compared, mut distinct) = (0, std::collections::BTreeSet::new());
    for (indicator, method, path) in [
        ("produits-lances", "entree-en-construction", "produits-lances"),
        ("produits-lances", "construction-ou-suite", "produits-lances/par/construction-ou-suite"),
        ("impact-national", "cohorte", "impact-national"),
        ("problemes-investigues", "fin-d-investigation", "problemes-investigues"),
    ] {
        let data = handed_over(site.file(&format!("data/indicateur/{path}.js")));
        for day in &days {
            let seconds = START + day * DAY;
            let day = jiff::Timestamp::from_second(seconds).unwrap().to_string()[..10].to_owned();
            let args = ["--as-of", &day, "--indicator", indicator, "--method", method, "--format", "json"];
            let answer = repo.greffe(&[&["indicators"], &args[..]].concat()).json();
            let years = answer["indicators"][0]["years"].as_array().unwrap();
            let said: BTreeMap<String, Value> = years
                .iter()
                .filter(|year| !year["value"].is_null())
                .map(|year| (year["year"].to_string(), year["value"].clone()))
                .collect();
            let shown = drawn(&data["states"], &day);
            assert_eq!(shown, said, "{indicator} by {method} on {day}");
            compared += said.len();
            distinct.insert(format!("{indicator} {said:?}"));
        }
    }
    assert!(compared > 60 && distinct.len() >= 8, "{compared} figures, {} states", distinct.len());
}

#[test]
fn a_planned_day_that_comes_without_a_commit_is_a_state_of_its_own() {
    let site = Site::of(&lively(), &[]);
    let data = handed_over(site.file("data/changements.js"));
    assert!(data["facts"].as_array().unwrap().iter().any(|fact| fact[1] == "entered:consolidation:1"));
    let years = site.file("indicateur/problemes-investigues.html");
    assert!(years.contains("31/12/2020"), "the state at the end of the year is in the table");
}

#[test]
fn the_data_of_two_dates_are_the_facts_of_the_history() {
    let repo = lively();
    let data = handed_over(Site::of(&repo, &[]).file("data/changements.js"));
    let facts = data["facts"].as_array().unwrap();
    let commits = data["commits"].as_array().unwrap();
    let records = data["records"].as_array().unwrap();
    // Between the first day and the last, as the command answers.
    let diff = repo.greffe(&["diff", "2020-01-01", "2021-06-01", "--format", "json"]).json();
    let holds = |fact: &Value, at: u64| fact[3].as_u64().unwrap() <= at && fact[4].as_u64().is_none_or(|to| at < to);
    let last = commits.len() as u64 - 1;
    let came: Vec<String> = facts
        .iter()
        .filter(|fact| holds(fact, last) && !holds(fact, 0))
        .map(|fact| format!("{} {}", records[fact[0].as_u64().unwrap() as usize][0], fact[1]))
        .collect();
    let told: usize =
        diff["records"].as_array().unwrap().iter().map(|record| record["facts"].as_array().unwrap().len()).sum();
    assert_eq!(came.len(), told, "{came:?} but {}", diff["records"]);
    assert!(told > 3);
}
