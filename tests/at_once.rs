//! Several change the register at the same time, and no change is lost: each is made to what the one before left, or
//! refused.

use std::process::Stdio;

use crate::support::{ChildInTime, EXEMPLE, NOON, Repo, Run};

const PATH: &str = "registry/startups/exemple.yml";

/// Runs all of the commands at the same time, and gives how each ended.
fn at_once(repo: &Repo, commands: &[Vec<String>]) -> Vec<Run> {
    let start = |args: &Vec<String>| {
        let mut greffe = repo.command(&repo.path());
        greffe.args(["--lang", "en"]).args(args);
        greffe.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let started: Vec<_> = commands.iter().map(start).collect();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let ended = started.into_iter().map(|child| {
        let output = child.output_in_time();
        Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    });
    ended.collect()
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

#[test]
fn no_event_is_lost_where_many_are_added_to_one_record_at_once() {
    let repo = Repo::with_register();
    repo.commit(NOON, "before");
    let commands: Vec<Vec<String>> =
        (1..=24).map(|day| words(&format!("event exemple national_impact --on 2019-01-{day:02}"))).collect();
    let runs = at_once(&repo, &commands);
    let text = repo.read(PATH);
    for (command, run) in commands.iter().zip(&runs) {
        let date = command.last().unwrap();
        match run.status {
            0 => assert!(text.contains(date), "{date} is lost in {text}"),
            _ => assert!(run.status == 2 && run.stderr.contains("help: "), "{run:?}"),
        }
    }
    assert!(runs.iter().filter(|run| run.status == 0).count() > 20, "{runs:?}");
    assert_eq!(repo.greffe(&["validate"]).status, 0);
}

#[test]
fn edits_and_renames_of_the_same_records_leave_a_register_that_is_right() {
    let repo = Repo::with_register();
    for number in 0..6 {
        repo.write(&format!("registry/startups/s{number}.yml"), EXEMPLE.replace("Exemple", &format!("S{number}")));
    }
    repo.commit(NOON, "before");
    let mut commands = vec![
        words("rename organisation/dinum dnum"),
        words("rename incubator/dinum inc"),
        words("rename startup/exemple exemplaire"),
        words("fmt"),
        words("advance s0 transfere --on 2021"),
    ];
    commands.extend((0..6).map(|number| words(&format!("event s{number} national_impact --on 2019-02"))));
    let runs = at_once(&repo, &commands);
    for (command, run) in commands.iter().zip(&runs) {
        assert_eq!(run.status, 0, "{command:?} {run:?}");
    }
    let validated = repo.greffe(&["validate"]);
    assert_eq!(validated.status, 0, "{validated:?}");
    for number in 0..6 {
        let text = repo.read(&format!("registry/startups/s{number}.yml"));
        for said in ["sponsors: [dnum]", "incubator: inc", "2019-02"] {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
    assert!(repo.read("registry/startups/s0.yml").contains("transfere"));
}

#[test]
fn one_identifier_is_given_once() {
    let repo = Repo::with_register();
    repo.commit(NOON, "before");
    let new = |number: usize| {
        ["new", "organisation", "anct", "--set", &format!("name=ANCT {number}"), "--set", "type=operateur"]
            .map(str::to_owned)
            .to_vec()
    };
    let commands: Vec<Vec<String>> = (0..8).map(new).collect();
    let runs = at_once(&repo, &commands);
    let made: Vec<usize> = (0..8).filter(|number| runs[*number].status == 0).collect();
    assert_eq!(made.len(), 1, "{runs:?}");
    assert!(repo.read("registry/organisations/anct.yml").contains(&format!("name: ANCT {}", made[0])));
    assert!(runs.iter().all(|run| run.status == 0 || run.status == 2), "{runs:?}");
}
