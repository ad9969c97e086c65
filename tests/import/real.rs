//! The real registers, where they are present: against a count of its own, which reads git's plumbing
//! and lines of text, and knows nothing of the import's code.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use greffe::import::{Request, SourceKind, import};
use tempfile::TempDir;

use super::{git, source};
use crate::support::{ChildInTime, CommandInTime};

const BUNDLES: [(SourceKind, &str); 3] = [
    (SourceKind::BetaGouv, "beta-gouv-2015-2023"),
    (SourceKind::Eig, "site-eig-2018-2021"),
    (SourceKind::Eig, "site-eig-v3-2023-2024"),
];

/// The samples, cloned into a folder; none where they are not there.
fn samples() -> Option<TempDir> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = TempDir::new().unwrap();
    for (_, name) in BUNDLES {
        let bundle = data.join(format!("{name}.bundle"));
        if !bundle.exists() {
            println!("skipped: {} is not here", bundle.display());
            return None;
        }
        git(folder.path(), &["clone", "-q", "--bare", &bundle.display().to_string(), name]);
    }
    Some(folder)
}

/// The first of January of a year, in seconds since 1970.
fn new_year(year: i64) -> i64 {
    ((year - 1970) * 365 + (year - 1969) / 4) * 86_400
}

/// The year that an instant lies in.
fn year_of(instant: i64) -> String {
    (1970..).find(|year| new_year(year + 1) > instant).unwrap().to_string()
}

#[test]
fn the_samples_come_over_once_say_what_their_sources_say_and_are_in_order() {
    let Some(folder) = samples() else { return };
    let into = folder.path().join("register");
    let sources = BUNDLES.iter().map(|(kind, name)| source(*kind, &folder.path().join(name))).collect();
    let request = Request { sources, into: into.clone(), ..Request::default() };
    let report = import(&request, &mut |_, _| {}).unwrap();
    let written: usize = report.sources.iter().map(|source| source.written).sum();
    let log = git(&into, &["log", "--reverse", "--format=%ct"]);
    assert_eq!(log.lines().count(), written + 1);
    let beta = git(&folder.path().join(BUNDLES[0].1), &["rev-list", "--count", "--first-parent", "main"]);
    assert_eq!(report.sources[0].read.to_string(), beta);
    assert_eq!(git(&into, &["status", "--porcelain"]), "");
    let head = git(&into, &["rev-parse", "HEAD"]);
    let again = import(&Request { sources: Vec::new(), ..request }, &mut |_, _| {}).unwrap();
    assert_eq!(again.sources.iter().map(|source| source.written).sum::<usize>(), 0);
    assert_eq!(git(&into, &["rev-parse", "HEAD"]), head);

    let beta = folder.path().join(BUNDLES[0].1);
    first_entries(&into, &beta);
    validates(&into, &beta);
}

/// No commit of a sample has an error, except about phases that the source itself states.
fn validates(into: &Path, beta: &Path) {
    let commits = git(into, &["rev-list", "--reverse", "HEAD"]);
    let commits: Vec<&str> = commits.lines().collect();
    let sample = commits.iter().step_by(commits.len() / 12).chain(commits.last());
    for commit in sample {
        let args = ["validate", "--rev", commit, "--format", "json"];
        let run = Command::new(env!("CARGO_BIN_EXE_greffe")).current_dir(into).args(args).output_in_time().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let findings = answer["findings"].as_array().unwrap();
        let wrong = findings
            .iter()
            .find(|finding| finding["severity"] == "error" && "DSR".contains(&finding["code"].as_str().unwrap()[..1]));
        assert_eq!(wrong, None, "{commit}");
        if Some(commit) == commits.last() {
            ends_before_starts(findings, &Count::of(beta, &["main"]));
        }
    }
}

/// Where the phases of a product are out of order, the source has them so.
fn ends_before_starts(findings: &[serde_json::Value], count: &Count) {
    let of_rule = findings.iter().filter(|finding| finding["code"] == "L001");
    let told: BTreeSet<String> =
        of_rule.map(|finding| finding["record"].as_str().unwrap().replace("startup/", "")).collect();
    let is_wrong = |phase: &&Phase| phase.end.len() == 10 && phase.start.len() == 10 && phase.end < phase.start;
    let startups = count.startups.iter().filter(|(_, startup)| startup.phases.iter().any(|phase| is_wrong(&phase)));
    assert_eq!(told, startups.map(|(stem, _)| plain(stem)).collect());
    assert!(!told.is_empty());
}

/// The startups and their first entries into each phase are those of the source, on each first of January.
fn first_entries(into: &Path, beta: &Path) {
    for year in 2017..=2024 {
        let before = (new_year(year) - 1).to_string();
        let in_source = Count::of(beta, &["main", &format!("--before={before}")]);
        let commit = git(into, &["rev-list", "-1", &format!("--before={before}"), "HEAD"]);
        let in_register = registered(into, &commit);
        assert_eq!(in_register.len(), in_source.startups.len(), "startups on the first of January {year}");
        let entries = |lives: &mut dyn Iterator<Item = &Vec<Phase>>| {
            let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
            for phases in lives {
                let mut first: BTreeMap<&str, &str> = BTreeMap::new();
                for phase in phases {
                    let year = phase.start.get(..4).unwrap_or("undated");
                    let known = first.entry(&phase.name).or_insert(year);
                    *known = year.min(*known);
                }
                for (name, year) in first {
                    *counts.entry((name.to_owned(), year.to_owned())).or_default() += 1;
                }
            }
            counts
        };
        let expected = entries(&mut in_source.startups.values().map(|startup| &startup.phases));
        assert!(expected.len() > 5, "{expected:?}");
        assert_eq!(entries(&mut in_register.values()), expected, "first entries, as of the first of January {year}");
    }
}

/// The startups of the register at a commit, with their phases.
fn registered(into: &Path, commit: &str) -> BTreeMap<String, Vec<Phase>> {
    let tree = git(into, &["ls-tree", "-r", commit, "registry/startups/"]);
    let files: Vec<(String, String)> = tree
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .map(|(meta, path)| (path.to_owned(), meta.split(' ').nth(2).unwrap().to_owned()))
        .collect();
    let texts = blobs(into, &files.iter().map(|(_, oid)| oid.clone()).collect::<Vec<_>>());
    files.into_iter().map(|(path, oid)| (path, phases(&texts[&oid]))).collect()
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Phase {
    name: String,
    start: String,
    end: String,
}

#[derive(Clone, Debug)]
struct Startup {
    blob: String,
    title: String,
    phases: Vec<Phase>,
}

/// A file, and its blob where it is there.
type Change = (String, Option<String>);

/// The startups of the source as its mainline left them, by the name of their file.
struct Count {
    startups: BTreeMap<String, Startup>,
}

impl Count {
    fn of(directory: &Path, revisions: &[&str]) -> Count {
        let args = ["log", "--reverse", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "-z"];
        let format = ["--format=%x01%ct"];
        let log = git(directory, &[&args[..], &format[..], revisions].concat());
        let mut commits: Vec<(i64, Vec<Change>)> = Vec::new();
        let mut known = i64::MIN;
        for of_commit in log.split('\u{1}').skip(1) {
            let mut parts = of_commit.split('\0').map(str::trim).filter(|part| !part.is_empty());
            known = known.max(parts.next().unwrap().parse().unwrap());
            let mut changes = Vec::new();
            while let (Some(meta), Some(path)) = (parts.next(), parts.next()) {
                let blob = meta.split(' ').nth(3).unwrap().to_owned();
                let is_gone = blob.bytes().all(|digit| digit == b'0');
                if is_startup(path) {
                    changes.push((path.to_owned(), (!is_gone).then_some(blob)));
                }
            }
            commits.push((known, changes));
        }
        let wanted: Vec<String> =
            commits.iter().flat_map(|(_, changes)| changes).filter_map(|(_, blob)| blob.clone()).collect();
        let texts = blobs(directory, &wanted);
        let mut count = Count { startups: BTreeMap::new() };
        for (at, changes) in &commits {
            count.commit(*at, changes, &texts);
        }
        count
    }

    fn commit(&mut self, at: i64, changes: &[Change], texts: &BTreeMap<String, String>) {
        // The meaning of a word changed, the commit after the source changed it where it had to.
        if at > CHANGED {
            for startup in self.startups.values_mut() {
                let says = status(&texts[&startup.blob]).map(|status| status.to_lowercase());
                let is_first = startup.phases.last().is_some_and(|phase| phase.name == "acceleration");
                if says.as_deref() == Some("consolidation") && is_first {
                    startup.phases.push(Phase { name: "success".into(), start: year_of(at), end: String::new() });
                }
            }
        }
        let there: BTreeSet<&str> =
            changes.iter().filter(|(_, blob)| blob.is_some()).map(|(path, _)| stem(path)).collect();
        let mut gone = BTreeMap::new();
        for (path, _) in changes.iter().filter(|(_, blob)| blob.is_none()) {
            if !there.contains(stem(path)) {
                gone.extend(self.startups.remove_entry(stem(path)));
            }
        }
        let new = there.iter().filter(|stem| !self.startups.contains_key(**stem)).count();
        for (path, blob) in changes {
            let Some(blob) = blob else { continue };
            let text = &texts[blob];
            let title = field(text, "title").unwrap_or_default();
            let stem = stem(path);
            let phases = match (phases(text), status(text)) {
                (phases, _) if !phases.is_empty() => phases,
                (_, Some(status)) => {
                    let renamed = |(id, old): &(&String, &Startup)| {
                        old.blob == *blob || redirects(text).contains(*id) || (new == 1 && gone.len() == 1)
                    };
                    let before = self.startups.get(stem).or_else(|| gone.iter().find(renamed).map(|(_, old)| old));
                    let mut phases = before.map(|startup| startup.phases.clone()).unwrap_or_default();
                    let name = phase(&status, at);
                    if phases.last().is_none_or(|last| last.name != name) {
                        phases.push(Phase { name: name.to_owned(), start: year_of(at), end: String::new() });
                    }
                    phases
                }
                // The last version that says something stands.
                _ => continue,
            };
            self.startups.insert(stem.to_owned(), Startup { blob: blob.clone(), title, phases });
        }
        assert!(self.startups.values().all(|startup| startup.title.len() < 1000));
    }
}

/// When `consolidation` took another meaning (2018-06-13T13:48:22Z).
const CHANGED: i64 = 1_528_897_702;

/// What the statuses of the first years stand for.
fn phase(status: &str, at: i64) -> &'static str {
    match status.to_lowercase().as_str() {
        "alpha" | "construction" | "incubation" => "construction",
        "beta" | "live" | "acceleration" | "accélération" => "acceleration",
        "consolidation" if at < CHANGED => "acceleration",
        "consolidation" | "passation" | "transfert" => "success",
        "comingsoon" | "investigation" | "investigationn" => "investigation",
        "death" | "alumni" => "alumni",
        "success" => "success",
        other => panic!("{other}"),
    }
}

fn is_startup(path: &str) -> bool {
    let folders = ["_startups/", "_startup/", "content/_startups/"];
    let name = folders.iter().find_map(|folder| path.strip_prefix(folder)).unwrap_or_default();
    !name.is_empty() && (name.ends_with(".md") || !name.contains('.'))
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap();
    name.strip_suffix(".md").unwrap_or(name)
}

/// A name as the register spells it, near enough for a set of a few.
fn plain(stem: &str) -> String {
    stem.to_lowercase().replace(['_', ' '], "-")
}

/// The lines of the front matter, or those of a record.
fn lines(text: &str) -> Vec<&str> {
    let text = text.trim_start_matches('\u{feff}');
    match text.strip_prefix("---").filter(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')) {
        Some(rest) => {
            let mut closed = false;
            let lines: Vec<&str> = rest
                .lines()
                .skip(1)
                .take_while(|line| {
                    closed |= line.trim_end() == "---";
                    !closed
                })
                .collect();
            if closed { lines } else { Vec::new() }
        }
        None if text.starts_with("# yaml") => text.lines().collect(),
        None => Vec::new(),
    }
}

fn value(text: &str) -> String {
    let text = text.split(" #").next().unwrap().trim();
    text.trim_matches(['\'', '"']).trim().to_owned()
}

fn field(text: &str, name: &str) -> Option<String> {
    let prefix = format!("{name}:");
    let last = lines(text).into_iter().rev().find_map(|line| line.strip_prefix(&prefix).map(value));
    last.filter(|value| !value.is_empty())
}

fn status(text: &str) -> Option<String> {
    field(text, "status")
}

/// The names that the page had before.
fn redirects(text: &str) -> BTreeSet<String> {
    let lines = lines(text);
    let at = lines.iter().position(|line| line.starts_with("redirect_from:"));
    let of = at.map_or(&[][..], |at| &lines[at..]);
    let below = of.iter().skip(1).take_while(|line| line.trim_start().starts_with('-') || line.starts_with(' '));
    let own = of.first().map(|line| line.trim_start_matches("redirect_from:"));
    own.into_iter()
        .chain(below.map(|line| line.trim_start_matches([' ', '-'])))
        .flat_map(|line| line.split([',', '[', ']']))
        .map(|path| value(path).trim_end_matches('/').rsplit('/').next().unwrap().trim_end_matches(".html").to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The phases, by the lines of their block; of two blocks the last one counts.
fn phases(text: &str) -> Vec<Phase> {
    let lines = lines(text);
    let Some(at) = lines.iter().rposition(|line| line.starts_with("phases:")) else { return Vec::new() };
    let mut found: Vec<Phase> = Vec::new();
    for line in &lines[at + 1..] {
        let trimmed = line.trim_start();
        if !line.starts_with([' ', '-']) && !trimmed.is_empty() {
            break;
        }
        let entry = match trimmed.strip_prefix('-') {
            Some(entry) => {
                found.push(Phase::default());
                entry.trim_start()
            }
            None => trimmed,
        };
        let (Some(phase), Some((key, said))) = (found.last_mut(), entry.split_once(':')) else { continue };
        match key.trim() {
            "name" => phase.name = value(said),
            "start" => phase.start = value(said),
            "end" => phase.end = value(said),
            _ => {}
        }
    }
    found.retain(|phase| !phase.name.is_empty());
    found
}

/// Blobs as text, through one `git cat-file --batch`.
fn blobs(directory: &Path, oids: &[String]) -> BTreeMap<String, String> {
    let mut batch = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(PathBuf::from(directory))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = batch.stdin.take().unwrap();
    let asked = oids.join("\n") + "\n";
    let feeder = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
    let output = batch.output_in_time().stdout;
    feeder.join().unwrap().unwrap();
    let mut rest = output.as_slice();
    let mut found = BTreeMap::new();
    while !rest.is_empty() {
        let line = rest.iter().position(|byte| *byte == b'\n').unwrap();
        let header = String::from_utf8_lossy(&rest[..line]).into_owned();
        let words: Vec<&str> = header.split(' ').collect();
        let size: usize = words[2].parse().unwrap();
        let text = String::from_utf8_lossy(&rest[line + 1..line + 1 + size]).into_owned();
        found.insert(words[0].to_owned(), text);
        rest = &rest[line + 1 + size + 1..];
    }
    found
}
