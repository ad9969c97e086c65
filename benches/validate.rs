//! How long `greffe validate` takes, beside tools that only apply a schema to the same records, on
//! registers of growing size, and (`--staged`) beside git itself.
//!
//! `cargo bench --bench validate`. Peers (`check-jsonschema`, `ajv`, `boon`) are taken from the PATH
//! and passed over, with a word, where they are not there: benches/README.md says where they come
//! from. All commands run as whole processes, by turns, in one run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use support::{greffe, medians, millis, ratio, time, time_any, work};

const ROUNDS: usize = 11;
/// How often each record of the sample is laid down, under other names: once, and as often as makes
/// three and four thousand.
const COPIES: [usize; 3] = [1, 6, 9];

fn main() {
    match support::sample() {
        Some(sample) => COPIES.iter().for_each(|copies| beside_peers(&sample, *copies)),
        None => println!("skipped: ../shared/data/beta-gouv-2015-2023.bundle is not there"),
    }
    growing();
    staged();
}

/// The same records, judged by all rules here, by the schema alone there.
fn beside_peers(sample: &Path, times: usize) {
    let register = copies(sample, times);
    let records = register.join("registry/startups");
    let schema = plain_schema(&register);
    let count = fs::read_dir(&records).unwrap().count();
    println!("{count} startups of the sample register, {times} of each, and what they refer to");
    let ours = || time_any(Command::new(env!("CARGO_BIN_EXE_greffe")).arg("validate").current_dir(&register)).0;
    let files: Vec<PathBuf> = fs::read_dir(&records).unwrap().map(|entry| entry.unwrap().path()).collect();
    let peer = |name: &str, args: &[&str], by_glob: bool| {
        let mut command = Command::new(name);
        command.args(args).current_dir(&records);
        if by_glob {
            command.arg("-d").arg("*.yml")
        } else {
            command.args(&files)
        };
        command
    };
    let schema = schema.to_str().unwrap();
    let peers: [(&str, Vec<&str>, bool, usize); 3] = [
        ("boon", vec!["-q", schema], false, ROUNDS),
        ("ajv", vec!["validate", "--strict=false", "--all-errors", "-c", "ajv-formats", "-s", schema], true, ROUNDS),
        ("check-jsonschema", vec!["--schemafile", schema], false, 3),
    ];
    for (name, args, by_glob, rounds) in peers {
        let is_there = Command::new(name).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
        if !is_there {
            println!("skipped: {name} is not on the PATH");
            continue;
        }
        let theirs = || time_any(&mut peer(name, &args, by_glob)).0;
        let [ours, theirs] = medians(rounds, [&ours, &theirs]);
        let times = ratio(theirs, ours);
        println!(
            "greffe {:>7.1} ms   {name:<16} {:>8.1} ms   {times:>6.1} times as long",
            millis(ours),
            millis(theirs)
        );
    }
}

/// The sample register with each startup laid down several times. Dates are in quotes: to readers of
/// YAML 1.1 they would be no text.
fn copies(sample: &Path, times: usize) -> PathBuf {
    let register = work().join("copies");
    let _absent = fs::remove_dir_all(&register);
    time(Command::new("git").args(["clone", "--quiet"]).arg(sample).arg(&register));
    let folder = register.join("registry/startups");
    for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>() {
        let text = quoted(&fs::read_to_string(&entry).unwrap());
        fs::write(&entry, &text).unwrap();
        let stem = entry.file_stem().unwrap().to_str().unwrap();
        let copied = without_previous_ids(&text);
        for copy in 1..times {
            fs::write(folder.join(format!("{stem}-{copy}.yml")), &copied).unwrap();
        }
    }
    commit(&register);
    register
}

/// A copy never had the names that its original had.
fn without_previous_ids(text: &str) -> String {
    let mut skips = false;
    let kept = text.lines().filter(|line| {
        skips = line.starts_with("previous_ids:") || (skips && line.trim_start().starts_with("- "));
        !skips
    });
    kept.map(|line| format!("{line}\n")).collect()
}

fn quoted(text: &str) -> String {
    let line = |line: &str| match line.split_once(": ") {
        Some((key, date)) if date.len() == 10 && date.starts_with("20") && date.as_bytes()[4] == b'-' => {
            format!("{key}: \"{date}\"\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The startups' schema without the formats that are the register's own.
fn plain_schema(register: &Path) -> PathBuf {
    let text = fs::read_to_string(register.join("schema/startup.schema.json")).unwrap();
    let mut schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    plain(&mut schema);
    schema.as_object_mut().unwrap().remove("$id");
    let path = work().join("startup.plain.schema.json");
    fs::write(&path, schema.to_string()).unwrap();
    path
}

fn plain(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            let own = map.get("format").is_some_and(|format| format == "partial-date" || format == "record-id");
            if own {
                map.remove("format");
            }
            map.values_mut().for_each(plain);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}

/// Time and memory for registers of valid records of 1 kB.
fn growing() {
    for count in [5_000, 20_000, 100_000] {
        let register = synthetic(count);
        let [took] = medians(5, [&|| greffe(&["validate"], &register)]);
        let each = took.as_secs_f64() * 1e6 / count as f64;
        println!(
            "greffe validate, {count:>6} records {:>8.1} ms, {each:.1} µs each{}",
            millis(took),
            memory(&register).map_or_else(String::new, |kilobytes| format!(", {} MB", kilobytes / 1000))
        );
    }
}

/// The peak memory of `greffe validate`, in kilobytes, where GNU time is there to tell.
fn memory(register: &Path) -> Option<usize> {
    let mut command = Command::new("/usr/bin/time");
    command.args(["-f", "%M", env!("CARGO_BIN_EXE_greffe"), "--quiet", "validate"]).current_dir(register);
    let said = String::from_utf8(command.output().ok()?.stderr).ok()?;
    said.lines().last()?.trim().parse().ok()
}

/// One staged record, beside the listing of what is staged.
fn staged() {
    for count in [4_000, 100_000] {
        let register = synthetic(count);
        let git = || time(Command::new("git").args(["diff", "--cached", "--name-only"]).current_dir(&register));
        let ours = || greffe(&["validate", "--staged"], &register);
        let measure = |what: &str| {
            let [git, ours]: [Duration; 2] = medians(ROUNDS, [&git, &ours]);
            println!(
                "greffe validate --staged, {count} records, one {what} {:>7.1} ms, git diff --cached {:>6.1} ms: {:.1} times",
                millis(ours),
                millis(git),
                ratio(ours, git)
            );
        };
        let stage = |path: &str, text: &str| {
            fs::write(register.join(path), text).unwrap();
            time(Command::new("git").args(["add", path]).current_dir(&register));
        };
        let path = "registry/startups/service-77.yml";
        stage(path, &format!("{}# relu\n", record(77)));
        measure("changed");
        stage(path, &record(77));
        let path = "registry/startups/neuf.yml";
        stage(path, &record(count));
        measure("added  ");
        time(Command::new("git").args(["rm", "--quiet", "--force", path]).current_dir(&register));
    }
}

/// A register of `count` valid startups of 1 kB, made once.
fn synthetic(count: usize) -> PathBuf {
    let register = work().join(format!("synthetic-{count}"));
    if register.join("registry").exists() {
        return register;
    }
    time(Command::new("git").args(["init", "--quiet", "--initial-branch=main"]).arg(&register));
    let mut import = Command::new("git");
    import.args(["fast-import", "--quiet"]).current_dir(&register).stdin(Stdio::piped());
    let mut process = import.spawn().unwrap();
    let mut out = std::io::BufWriter::new(process.stdin.take().unwrap());
    write!(out, "commit refs/heads/main\ncommitter Bench <bench@example.gouv.fr> 1700000000 +0000\ndata 8\nRegister\n")
        .unwrap();
    let mut file =
        |path: &str, text: &str| write!(out, "M 100644 inline {path}\ndata {}\n{text}\n", text.len()).unwrap();
    for (name, text) in greffe::registry::DEFAULT_SCHEMA {
        file(&format!("schema/{name}"), text);
    }
    for at in 0..50 {
        file(&format!("registry/organisations/org-{at}.yml"), &format!("name: Organisation {at}\ntype: operateur\n"));
    }
    for at in 0..10 {
        file(&format!("registry/incubators/inc-{at}.yml"), &format!("name: Incubateur {at}\nowner: org-{at}\n"));
    }
    for at in 0..count {
        file(&format!("registry/startups/service-{at}.yml"), &record(at));
    }
    out.flush().unwrap();
    drop(out);
    assert!(process.wait().unwrap().success());
    time(Command::new("git").args(["reset", "--quiet", "--hard"]).current_dir(&register));
    register
}

/// A valid startup of 1 kB, other for each number.
fn record(at: usize) -> String {
    const WORDS: [&str; 16] = [
        "numérique",
        "service",
        "public",
        "usagers",
        "démarche",
        "suivi",
        "dossier",
        "territoire",
        "aide",
        "accès",
        "agents",
        "données",
        "emploi",
        "santé",
        "école",
        "transport",
    ];
    // A fixed sequence, spread by a multiplier that is prime.
    let mut seed = at.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut words = |count: usize| (0..count).map(|_| WORDS[next(WORDS.len())]).collect::<Vec<_>>().join(" ");
    let (mission, themes) = (words(10), (0..11).map(|_| format!("  - {}\n", words(8))).collect::<String>());
    let year = 2014 + at % 8;
    format!(
        "# yaml-language-server: $schema=../../schema/startup.schema.json\nname: Service {at}\nmission: {mission}\n\
         sponsors:\n  - org-{}\nincubator: inc-{}\naccessibility_status: non conforme\nphases:\n\
         \x20 - name: investigation\n    start: {year}-03-11\n  - name: construction\n    start: {}-06-02\n\
         \x20 - name: acceleration\n    start: {}-09-23\nthematiques:\n{themes}",
        at % 50,
        at % 10,
        year + 1,
        year + 2
    )
}

fn commit(register: &Path) {
    time(Command::new("git").args(["add", "--all"]).current_dir(register));
    let mut git = Command::new("git");
    git.args(["-c", "user.name=Bench", "-c", "user.email=bench@example.gouv.fr", "-c", "gc.auto=0"]);
    time(git.args(["commit", "--quiet", "--message", "Copies"]).current_dir(register));
    time(Command::new("git").args(["repack", "-adq"]).current_dir(register));
}
