//! The years in which a startup had a status, and no phases.

use greffe::import::{Note, RecordKind};

use super::{Bench, STARTUP, count, git, only, versions};
use crate::support::CommandInTime;

/// The phases of a record of the register: name and start.
fn phases(bench: &Bench, id: &str) -> Vec<(String, String)> {
    let text = bench.read("register", &format!("registry/startups/{id}.yml"));
    let value = |line: &str, key: &str| line.trim_start_matches("- ").trim().strip_prefix(key).map(str::to_owned);
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines().skip_while(|line| *line != "phases:").skip(1) {
        if let Some(name) = value(line, "name: ") {
            found.push((name, String::new()));
        } else if let (Some(start), Some(last)) = (value(line, "start: "), found.last_mut()) {
            last.1 = start;
        }
    }
    found
}

fn status(status: &str) -> String {
    format!("---\ntitle: A\nmission: M\nstatus: {status}\nstart: 2014-10-01\n---\n")
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, start)| ((*name).to_owned(), (*start).to_owned())).collect()
}

#[test]
fn each_status_becomes_a_phase_that_its_commit_dates() {
    let bench = Bench::new();
    bench.put("_startups/a.md", &status("alpha"));
    bench.commit_at(1_450_000_000, "2015-12-13");
    bench.put("_startups/a.md", &status("'construction '"));
    bench.commit_at(1_460_000_000, "Le même en d’autres mots");
    bench.put("_startups/a.md", &status("Consolidation"));
    bench.commit_at(1_470_000_000, "2016-07-31");
    bench.put("_startups/a.md", &status("death"));
    bench.commit_at(1_530_000_000, "2018-06-26");
    let report = bench.import("register").unwrap();
    let text = bench.read("register", "registry/startups/a.yml");
    assert!(text.contains("start: 2014-10-01\nphases:"), "{text}");
    assert_eq!(text.matches("  dated_by: commit\n").count(), 3, "each date is made of the commit: {text}");
    let expected = [("construction", "2015-12-13"), ("acceleration", "2016-07-31"), ("alumni", "2018-06-26")];
    assert_eq!(phases(&bench, "a"), pairs(&expected));
    assert_eq!(count(&report, &Note::Status("alpha → construction".to_owned())), 1);
    assert_eq!(versions(&report, RecordKind::Startup), 4);
}

#[test]
fn a_commit_dates_a_phase_by_the_day_in_the_register_and_every_answer_says_so() {
    let bench = Bench::new();
    bench.put("_startups/a.md", &status("construction"));
    // 23:30 in Greenwich on the last day of 2015.
    bench.commit_at(1_451_604_600, "Nouvel an");
    bench.import("register").unwrap();
    assert_eq!(phases(&bench, "a"), pairs(&[("construction", "2016-01-01")]));
    let ask = |args: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_greffe"))
            .current_dir(bench.target("register"))
            .args([&["--lang", "en"], args].concat())
            .output_in_time();
        super::said(&run.unwrap())
    };
    let why: serde_json::Value = serde_json::from_str(&ask(&["why", "1.2", "2016", "--format", "json"])).unwrap();
    assert_eq!(why["units"][0]["dated_by"], "commit");
    assert!(ask(&["why", "1.2", "2016"]).contains("(day of the commit)"));
    let log = ask(&["log", "a"]);
    assert!(log.contains("1 January 2016 (day of the commit)"), "{log}");
    // A date that somebody gave takes its place: the same fact, revised.
    bench.put("_startups/a.md", &STARTUP.replace("investigation", "construction").replace("2018-01-08", "2016-01-01"));
    bench.commit_at(1_600_000_000, "Phases");
    bench.import("register").unwrap();
    let log: serde_json::Value = serde_json::from_str(&ask(&["log", "a", "--format", "json"])).unwrap();
    let facts = log["entries"].as_array().unwrap().iter().flat_map(|entry| entry["facts"].as_array().unwrap());
    let entered = facts.filter(|fact| fact["fact"] == "entered:construction:1");
    let dated: Vec<&str> = entered.map(|fact| fact["dated_by"].as_str().unwrap()).collect();
    assert_eq!(dated, ["commit", "record"]);
}

#[test]
fn consolidation_is_read_anew_where_its_meaning_changed_and_the_record_did_not() {
    let bench = Bench::new();
    bench.put("_startup/a.md", &status("consolidation"));
    bench.put("_startup/b.md", &status("consolidation"));
    bench.commit_at(1_500_000_000, "2017-07-14");
    bench.put("_startup/b.md", &status("acceleration"));
    bench.commit_at(1_528_897_702, "Nouveau vocabulaire");
    bench.import("register").unwrap();
    assert_eq!(phases(&bench, "a"), pairs(&[("acceleration", "2017-07-14")]));
    bench.put("_startup/c.md", &status("investigation"));
    bench.commit_at(1_529_000_000, "2018-06-14");
    bench.import("register").unwrap();
    assert_eq!(phases(&bench, "a"), pairs(&[("acceleration", "2017-07-14"), ("success", "2018-06-14")]));
    assert_eq!(phases(&bench, "b"), pairs(&[("acceleration", "2017-07-14")]));
}

#[test]
fn phases_replace_statuses_and_a_status_after_them_goes_on() {
    let bench = Bench::new();
    bench.put("_startup/a.md", &status("construction"));
    bench.commit_at(1_590_000_000, "Statut");
    bench.put("_startup/a.md", STARTUP);
    bench.commit_at(1_600_000_000, "Phases");
    bench.import("register").unwrap();
    assert_eq!(phases(&bench, "a"), pairs(&[("investigation", "2018-01-08")]));
    bench.put("_startup/a.md", &status("construction"));
    bench.commit_at(1_610_000_000, "Vieille branche");
    bench.import("register").unwrap();
    assert_eq!(phases(&bench, "a"), pairs(&[("investigation", "2018-01-08"), ("construction", "2021-01-07")]));
}

#[test]
fn a_startup_keeps_its_phases_under_another_name_and_in_another_folder() {
    let bench = Bench::new();
    bench.put("_startups/old.md", &status("investigation"));
    bench.put("_startups/other.md", &status("investigation").replace("title: A", "title: B"));
    bench.commit_at(1_460_000_000, "Un");
    bench.put("_startups/old.md", &status("construction"));
    bench.commit_at(1_470_000_000, "Deux");
    bench.take("_startups/old.md");
    bench.take("_startups/other.md");
    bench.put(
        "content/_startups/new.md",
        &status("acceleration").replace("title", "redirect_from: /startups/old\ntitle"),
    );
    bench.put("content/_startups/other.md", &status("construction").replace("title: A", "title: B"));
    bench.commit_at(1_480_000_000, "Trois");
    bench.import("register").unwrap();
    let three = [("investigation", "2016-04-07"), ("construction", "2016-07-31"), ("acceleration", "2016-11-24")];
    assert_eq!(phases(&bench, "new"), pairs(&three));
    assert_eq!(phases(&bench, "other"), pairs(&[("investigation", "2016-04-07"), ("construction", "2016-11-24")]));
    assert!(bench.read("register", "registry/startups/new.yml").contains("previous_ids:\n- old\n"));
}

#[test]
fn what_no_phase_stands_for_is_told_and_changes_nothing() {
    let mut bench = Bench::new();
    bench.put("_startups/a.md", &status("investigation"));
    bench.put("_startups/b.md", &status("en pause"));
    bench.commit("Un");
    bench.put("_startups/a.md", &status("en pause").replace("title: A", "title: Autre"));
    bench.commit("Deux");
    let report = bench.import("register").unwrap();
    assert_eq!(count(&report, &Note::UnknownStatus("en pause".to_owned())), 2);
    assert_eq!(only(&report).unread.len(), 1);
    assert_eq!(phases(&bench, "a").len(), 1);
    assert!(bench.read("register", "registry/startups/a.yml").contains("name: Autre"));
    assert!(!bench.has("register", "registry/startups/b.yml"));
    assert_eq!(git(&bench.target("register"), &["log", "--format=%s"]), "Deux\nUn\nPose le registre");
}
