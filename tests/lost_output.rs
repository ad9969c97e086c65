//! An answer that does not arrive whole is a failure, whatever the command and the format: a full disk must not leave
//! half a file behind a status that says that all went well. Only a reader that has gone away is forgiven.
#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::support::{ChildInTime, CommandInTime, EXEMPLE, NOON, Repo, Run, copy_tree};

/// The shipped indicators and a register that has something to say to every command; something is not committed.
fn told() -> Repo {
    let repo = Repo::with_register();
    for folder in ["registry/indicators", "registry/publications"] {
        copy_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &repo.path().join(folder));
    }
    repo.commit(NOON, "first");
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("2020-03", "2020-04"));
    repo.commit(NOON + 60, "second");
    repo.write("registry/startups/exemple.yml", format!("{EXEMPLE}lien: x\n"));
    let statement = repo.greffe(&["statement", "2018"]);
    assert_eq!(statement.status, 0, "{statement:?}");
    std::fs::write(repo.outside().join("statement.json"), statement.stdout).unwrap();
    source(&repo);
    repo
}

/// A source to import, beside the register.
fn source(repo: &Repo) {
    let source = repo.outside().join("source");
    std::fs::create_dir_all(source.join("content/_startups")).unwrap();
    std::fs::write(source.join("content/_startups/a.md"), "---\ntitle: A\nmission: Aider\nincubator: x\n---\n")
        .unwrap();
    let at = |args: &[&str]| repo.git(&[&["-C", source.to_str().unwrap()], args].concat());
    at(&["init", "--quiet", "--initial-branch=main"]);
    at(&["add", "--all"]);
    at(&["commit", "--quiet", "--message=Un"]);
}

/// How the command ends with this for its standard output, and what it says on the other one.
fn run(repo: &Repo, args: &[&str], stdout: impl Into<Stdio>) -> Run {
    let mut greffe = repo.command(&repo.path());
    greffe.args(["--lang", "en"]).args(args).stdin(Stdio::null()).stdout(stdout);
    let output = greffe.stderr(Stdio::piped()).spawn().unwrap().output_in_time();
    let stderr = String::from_utf8(output.stderr).unwrap();
    Run { status: output.status.code().unwrap(), stdout: String::new(), stderr }
}

fn full() -> std::fs::File {
    OpenOptions::new().write(true).open("/dev/full").unwrap()
}

/// Every command, and every format that its help names.
fn commands(repo: &Repo) -> Vec<Vec<String>> {
    let help = repo.greffe(&["--help"]).stdout;
    let listed = help.lines().skip_while(|line| !line.ends_with("ommands:")).skip(1);
    let names = listed.take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    let mut found = Vec::new();
    for name in names {
        let given: &[&[&str]] = match name {
            "init" => &[&["../new"]],
            "new" => &[&["organisation", "anct", "--set", "name=ANCT", "--set", "type=operateur"]],
            "advance" => &[&["exemple", "transfere", "--on", "2021"]],
            "event" => &[&["exemple", "national_impact", "--on", "2021"]],
            "rename" => &[&["exemple", "autre"], &["autre", "exemple", "--dry-run"]],
            "fmt" => &[&["--diff"], &["--check"], &[]],
            "import" => &[&["beta-gouv", "../source", "--into", "../imported"]],
            "validate" => &[&[]],
            "review" => &[&["--base", "HEAD~1"]],
            "indicators" => &[
                &[],
                &["--indicator", "1.2", "--year", "2018", "--every", "year"],
                &["--indicator", "1.2", "--by", "incubator"],
                &["--pap", "2020"],
            ],
            "history" => &[&["1.2", "--year", "2018"]],
            "why" => &[&["1.2", "2018"]],
            "log" => &[&["startup/exemple"]],
            "diff" => &[&["HEAD~1", "HEAD"]],
            "statement" => &[&["2018"]],
            "verify" => &[&["../statement.json"]],
            "site" => &[&["--out", "../site"]],
            "export" => &[&["--format", "csv", "--out", "../out"], &["--format", "sqlite", "--out", "../out.sqlite"]],
            "schema" => &[&["startup"]],
            "rule" => &[&["S001"]],
            "hooks" => &[&["status"], &["install"]],
            "completions" => &[&["bash"]],
            _ => &[&[]],
        };
        let formats = repo.greffe(&[name, "--help"]).stdout;
        let formats = formats.lines().find_map(|line| line.split_once("--format <")?.1.split_once('>'));
        let formats: Vec<&str> = match name {
            "validate" => vec!["human", "json", "sarif", "github", "gitlab", "junit"],
            _ => formats.map_or_else(Vec::new, |(names, _)| names.split('|').collect()),
        };
        for given in given {
            let line: Vec<String> = [&[name], *given].concat().iter().map(|word| (*word).to_owned()).collect();
            found.push(line.clone());
            if name != "export" {
                found.extend(
                    formats
                        .iter()
                        .map(|format| [line.as_slice(), &["--format".to_owned(), (*format).to_owned()]].concat()),
                );
            }
        }
    }
    found.extend([vec!["--help".to_owned()], vec!["--version".to_owned()]]);
    found
}

#[test]
fn an_answer_that_a_full_disk_swallows_is_a_failure_of_every_command() {
    let repo = told();
    let commands = commands(&repo);
    assert!(commands.len() > 60, "{commands:?}");
    let mut silent = Vec::new();
    for command in commands.iter().filter(|command| command[0] != "lsp") {
        let args: Vec<&str> = command.iter().map(String::as_str).collect();
        let run = run(&repo, &args, full());
        let says = run.stderr.contains("the answer was not written whole to standard output");
        if run.status != 2 || !says || !run.stderr.contains("No space left") {
            silent.push(format!("{args:?}: {run:?}"));
        }
    }
    assert!(silent.is_empty(), "{} of {}:\n{}", silent.len(), commands.len(), silent.join("\n"));
}

#[test]
fn an_editor_that_can_t_be_answered_is_told_by_the_status() {
    let repo = told();
    let mut greffe = repo.command(&repo.path());
    greffe.args(["--lang", "en", "lsp"]).stdin(Stdio::piped()).stdout(full()).stderr(Stdio::piped());
    let mut child = greffe.spawn().unwrap();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    write!(child.stdin.as_mut().unwrap(), "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let ended = child.output_in_time();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    assert!(String::from_utf8_lossy(&ended.stderr).contains("standard output"), "{ended:?}");
}

#[test]
fn a_reader_that_has_gone_away_is_forgiven_and_an_output_that_takes_nothing_is_not() {
    let repo = told();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let gone = run(&repo, &["rules"], writer);
    assert_eq!((gone.status, gone.stderr.as_str()), (0, ""));
    let unwritable = run(&repo, &["rules"], std::fs::File::open("/dev/null").unwrap());
    assert_eq!(unwritable.status, 2, "{unwritable:?}");
}

#[test]
fn where_no_message_can_be_shown_the_status_still_says_it() {
    let repo = told();
    for args in [&["rules"][..], &["rule", "X999"], &["validate", "--no-such-option"], &["--help"]] {
        let mut greffe = repo.command(&repo.path());
        let status = greffe.args(args).stdout(full()).stderr(full()).status_in_time().unwrap();
        assert_eq!(status.code(), Some(2), "{args:?}");
    }
}
