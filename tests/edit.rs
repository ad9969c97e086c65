//! Phases and events that are added in place: the style stays, nothing else moves, and what can't be is refused.

use std::path::Path;

use crate::support::{EXEMPLE, Repo, copy_tree};
use greffe::yaml::Document;

const PATH: &str = "registry/startups/exemple.yml";
const HEAD: &str = "name: Exemple\nmission: Prendre rendez-vous\nincubator: dinum\n";

/// A register whose record `exemple` says this.
fn with(text: &str) -> Repo {
    let repo = Repo::with_register();
    repo.write(PATH, text);
    repo
}

/// Runs a command that must do, in a register that is clean then, and gives what the record says.
fn done(text: &str, args: &[&str]) -> String {
    let repo = with(text);
    let run = repo.greffe(args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?} of {text}");
    let run = repo.greffe(&["validate"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    repo.read(PATH)
}

/// Runs a command that must be refused for a reason, and change nothing.
fn refused(text: &str, args: &[&str], reason: &str) {
    let repo = with(text);
    let run = repo.greffe(args);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?} of {text}");
    assert!(run.stderr.contains(reason), "{}", run.stderr);
    assert_eq!(repo.read(PATH), text);
}

const TO_OPERE: [&str; 5] = ["advance", "exemple", "opere", "--on", "2021-02-03"];

#[test]
fn a_phase_goes_to_the_end_of_the_list_in_the_style_of_the_one_before() {
    for (before, after) in [
        ("phases:\n  - name: construction\n    start: 2020\n", "  - name: opere\n    start: 2021-02-03\n"),
        ("phases:\n- name: construction\n  start: 2020\n", "- name: opere\n  start: 2021-02-03\n"),
        ("phases:\n  -   name: construction\n", "  -   name: opere\n      start: 2021-02-03\n"),
        ("phases:\n  - {name: construction, start: 2020}\n", "  - {name: opere, start: 2021-02-03}\n"),
        ("phases:\n  - { name: construction, start: 2020 }\n", "  - { name: opere, start: 2021-02-03 }\n"),
        ("phases:\n  - name: 'construction'\n    start: \"2020\"\n", "  - name: 'opere'\n    start: \"2021-02-03\"\n"),
        ("phases:\n  - name: construction # ici\n    start: 2020 # là\n", "  - name: opere\n    start: 2021-02-03\n"),
        (
            "phases:\n  - name: construction\n    comment: |\n      Deux\n      lignes\n",
            "  - name: opere\n    start: 2021-02-03\n",
        ),
    ] {
        let text = format!("# En tête\n{HEAD}{before}");
        assert_eq!(done(&text, &TO_OPERE), format!("{text}{after}"));
        let rest = "# Plus bas\nevents:\n  - name: committee   # comité\n    date: 2020-05\n";
        let whole = format!("{text}{rest}");
        assert_eq!(done(&whole, &TO_OPERE), format!("{text}{after}{rest}"));
    }
}

#[test]
fn a_list_between_brackets_stays_between_brackets() {
    let made = done(&format!("{HEAD}phases: [{{name: construction, start: 2020}}] # tout\n"), &TO_OPERE);
    let wanted = "phases: [{name: construction, start: 2020}, {name: opere, start: 2021-02-03}] # tout\n";
    assert_eq!(made, format!("{HEAD}{wanted}"));
}

#[test]
fn the_ends_of_lines_stay_as_they_are_and_a_missing_last_one_is_made() {
    let text = format!("{HEAD}phases:\n  - name: construction\n    start: 2020\n").replace('\n', "\r\n");
    assert_eq!(done(&text, &TO_OPERE), format!("{text}  - name: opere\r\n    start: 2021-02-03\r\n"));
    let text = format!("{HEAD}phases:\n  - name: construction\n    start: 2020");
    assert_eq!(done(&text, &TO_OPERE), format!("{text}\n  - name: opere\n    start: 2021-02-03\n"));
}

#[test]
fn the_present_phase_is_closed_only_where_the_record_says_when_its_phases_end() {
    let closed = "  - name: investigation\n    start: 2019\n    end: 2020-01-01\n";
    let present = "  - name: construction\n    start: 2020-01-01\n";
    let after = "    comment: Une précision\n";
    let new = "  - name: opere\n    start: 2021-02-03\n";
    let text = format!("{HEAD}phases:\n{closed}{present}{after}");
    let made = done(&text, &TO_OPERE);
    assert_eq!(made, format!("{HEAD}phases:\n{closed}{present}    end: 2021-02-03\n{after}{new}"));
    let text = format!("{HEAD}phases:\n{closed}{}", present.trim_end());
    assert_eq!(done(&text, &TO_OPERE), format!("{text}\n    end: 2021-02-03\n{new}"));
    let flow = "[{name: investigation, start: 2019, end: 2020}, {name: construction, start: 2020-02";
    let text = format!("{HEAD}phases: {flow}}}]\n");
    let wanted = format!("{HEAD}phases: {flow}, end: 2021-02-03}}, {{name: opere, start: 2021-02-03}}]\n");
    assert_eq!(done(&text, &TO_OPERE), wanted);
}

#[test]
fn an_illegal_move_is_refused_with_the_reason_of_the_lifecycle() {
    let ends = format!("{HEAD}phases:\n  - name: abandon\n    start: 2020\n");
    refused(&ends, &["advance", "exemple", "acceleration", "--on", "2019"], "began in 2020");
    refused(&ends, &["advance", "exemple", "abandon-investigation", "--on", "2021"], "which is an end");
    let phases = format!("{HEAD}phases:\n  - name: investigation\n");
    refused(&phases, &["advance", "exemple", "investigation", "--on", "2021"], "investigation");
    refused(&phases, &["advance", "exemple", "nouvelle", "--on", "2021"], "one of: investigation, construction");
    refused(&phases, &["advance", "exemple", "alumni", "--on", "2021"], "there is no phase “alumni”");
    refused(&phases, &["advance", "exemple", "construction", "--on", "1999"], "1999");
    refused(&phases, &["advance", "exemple", "construction", "--on", "hier"], "hier");
    refused(&phases, &["advance", "exemple", "construction"], "--on");
    refused(EXEMPLE, &["advance", "exemple", "investigation", "--on", "2021"], "can’t follow “acceleration”");
    refused(EXEMPLE, &["advance", "organisation/dinum", "construction", "--on", "2021"], "no lifecycle");
}

#[test]
fn a_rare_move_is_made_and_noted() {
    let repo = with(&format!("{HEAD}phases:\n  - name: abandon\n    start: 2020\n"));
    let run = repo.greffe(&["advance", "startup/exemple", "construction", "--on", "2021"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("L003"), "{run:?}");
}

#[test]
fn a_record_is_named_by_kind_by_identifier_or_by_file_and_never_guessed() {
    for name in ["exemple", "startup/exemple", PATH] {
        done(EXEMPLE, &["event", name, "committee", "--on", "2020"]);
    }
    let repo = with(EXEMPLE);
    let run = repo.greffe_in(&repo.path().join("registry/startups"), &["event", "exemple.yml", "end", "--on", "2020"]);
    assert_eq!(run.status, 0, "{run:?}");
    refused(EXEMPLE, &["event", "exempel", "committee", "--on", "2020"], "no record bears the name");
    refused(EXEMPLE, &["event", "dinum", "committee", "--on", "2020"], "incubator/dinum");
}

#[test]
fn an_event_joins_the_others_or_begins_the_list_after_the_phases() {
    let args = ["event", "exemple", "national_impact", "--on", "2021", "--cohort", "2020"];
    let phases = "phases:\n- name: construction\n";
    let item = "- name: national_impact\n  date: 2021\n  cohort: 2020\n";
    let text = format!("{HEAD}{phases}");
    assert_eq!(done(&text, &args), format!("{text}events:\n{item}"));
    assert_eq!(done(&format!("{text}techno: [rust]\n"), &args), format!("{text}events:\n{item}techno: [rust]\n"));
    let text = format!("{HEAD}{phases}events:\n- name: committee\n  date: 2020\n");
    assert_eq!(done(&text, &args), format!("{text}{item}"));
    let text = format!("{HEAD}{phases}events: []\n");
    let wanted = format!("{HEAD}{phases}events: [{{name: national_impact, date: 2021, cohort: 2020}}]\n");
    assert_eq!(done(&text, &args), wanted);
}

#[test]
fn an_event_that_the_schema_does_not_know_is_refused_and_so_is_text_that_would_be_more_than_a_name() {
    refused(EXEMPLE, &["event", "exemple", "comitee", "--on", "2020"], "S004");
    refused(EXEMPLE, &["event", "exemple", "committee\n    cohort: 2020", "--on", "2020"], "was not changed");
    refused(EXEMPLE, &["event", "exemple", "committee", "--on", "2020", "--cohort", "12"], "12");
    refused(EXEMPLE, &["event", "organisation/dinum", "committee", "--on", "2020"], "events");
}

#[test]
fn a_record_that_cannot_be_read_is_left_alone() {
    for text in ["name: [", "", "- a\n", "<<<<<<< a\nname: x\n"] {
        refused(text, &TO_OPERE, "was not changed");
    }
}

#[test]
fn in_a_json_record_too_only_what_is_added_is_new() {
    let text = "{\"name\": \"Exemple\", \"mission\": \"Aider\", \"incubator\": \"dinum\", \"phases\": [{\"name\": \"construction\"}]}\n";
    let made = done(text, &["event", "exemple", "end", "--on", "2020-01"]);
    assert_eq!(made, text.replace("}]}\n", "}], events: [{name: end, date: 2020-01}]}\n"));
}

/// Whether `new` is `old` with something put in.
fn holds(new: &str, old: &str) -> bool {
    let mut new = new.chars();
    old.chars().all(|letter| new.any(|other| other == letter))
}

#[test]
fn every_record_of_the_shipped_register_takes_each_move_or_refuses_it_whole() {
    let repo = Repo::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["schema", "registry"] {
        copy_tree(&top.join(part), &repo.path().join(part));
    }
    let mut made = 0;
    for item in std::fs::read_dir(top.join("registry/startups")).unwrap() {
        let file = item.unwrap().file_name().into_string().unwrap();
        let path = format!("registry/startups/{file}");
        let old = repo.read(&path);
        for phase in ["construction", "opere", "abandon"] {
            let run = repo.greffe(&["advance", &path, phase, "--on", "2025-01-01"]);
            let new = repo.read(&path);
            if run.status == 0 {
                made += 1;
                assert!(holds(&new, &old), "{path}: {new}");
                let phases = Document::read(new.as_bytes()).root.unwrap().get("phases").unwrap().to_json();
                assert_eq!(phases.as_array().unwrap().last().unwrap()["name"], phase);
                let run = repo.greffe(&["validate", &path]);
                assert_eq!(run.status, 0, "{}", run.stdout);
            } else {
                assert_eq!((run.status, &new), (2, &old), "{path} {phase}");
            }
            repo.write(&path, &old);
        }
    }
    assert!(made > 20, "{made}");
}

/// A register whose last commit is so old that today is further away than a plan can be.
fn long_asleep(text: &str) -> Repo {
    let repo = with(text);
    repo.commit(crate::support::NOON, "Rest");
    repo
}

#[test]
fn in_a_register_that_slept_for_years_a_date_of_today_goes_in_once_the_day_is_said() {
    let text = format!("{HEAD}phases:\n  - name: construction\n    start: 2020\n");
    for (args, added) in [
        (["advance", "exemple", "opere", "--on", "2031-03-02"], "  - name: opere\n    start: 2031-03-02\n"),
        (
            ["event", "exemple", "committee", "--on", "2031-03-02"],
            "events:\n  - name: committee\n    date: 2031-03-02\n",
        ),
    ] {
        let repo = long_asleep(&text);
        let run = repo.greffe(&args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains("(L005)") && run.stderr.contains("--today"), "{}", run.stderr);
        assert_eq!(repo.read(PATH), text);
        let run = repo.greffe(&[&args[..], &["--today", "2031-03-02"]].concat());
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
        assert_eq!(repo.read(PATH), format!("{text}{added}"));
        // A day given by `--today` is a limit just as that of the last commit is.
        let repo = long_asleep(&text);
        let run = repo.greffe(&[&args[..], &["--today", "2027-01-01"]].concat());
        assert_eq!((run.status, repo.read(PATH)), (2, text.clone()), "{}", run.stderr);
        let run = repo.greffe(&[&args[..], &["--today", "2031-02-30"]].concat());
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("2031-02-30"), "{}", run.stderr);
    }
}
