//! What the retired names of phases read as, against what the source itself made of them in its migration of 2026-05-11:
//! git's plumbing and lines of text, and none of the import's code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::git;
use crate::support::ChildInTime;

/// The day of the migration, in seconds since 1970-01-01T00:00:00Z, and the day after.
const DAY: (&str, &str) = ("2026-05-11T00:00:00Z", "2026-05-12T00:00:00Z");

/// The phases of a page: name and start, in order.
fn phases(text: &str) -> Vec<(String, String)> {
    let head = text.split("\n---").next().unwrap();
    let below = head.lines().skip_while(|line| *line != "phases:").skip(1);
    let mut found: Vec<(String, String)> = Vec::new();
    for line in below.take_while(|line| line.starts_with([' ', '-'])) {
        let line = line.trim_start_matches([' ', '-']);
        if let Some(name) = line.strip_prefix("name: ") {
            found.push((name.trim().to_owned(), String::new()));
        } else if let (Some(start), Some(last)) = (line.strip_prefix("start: "), found.last_mut()) {
            last.1 = start.trim().to_owned();
        }
    }
    found
}

fn blob(source: &Path, spec: &str) -> String {
    let shown = Command::new("git")
        .current_dir(source)
        .args(["cat-file", "blob", spec])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    String::from_utf8_lossy(&shown.output_in_time().stdout).into_owned()
}

/// By retired name, what each of its phases became, with the product.
fn became(source: &Path, commit: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let changed = git(source, &["diff-tree", "-r", "--no-renames", "--diff-filter=M", &format!("{commit}^"), commit]);
    let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for line in changed.lines().filter(|line| line.contains("content/_startups/")) {
        let (meta, path) = line.split_once('\t').unwrap();
        let blobs: Vec<&str> = meta.split(' ').collect();
        let (old, new) = (phases(&blob(source, blobs[2])), phases(&blob(source, blobs[3])));
        for (name, start) in old.iter().filter(|(name, _)| ["alumni", "success", "transfer"].contains(&name.as_str())) {
            // The phase of the same day that was not there before under that name.
            let is_new = |phase: &&(String, String)| phase.1 == *start && !old.contains(phase);
            let came: Vec<&str> = new.iter().filter(is_new).map(|(name, _)| name.as_str()).collect();
            found.entry(name.clone()).or_default().push((came.join("+"), path.to_owned()));
        }
    }
    found
}

#[test]
fn retired_names_read_as_what_the_migration_made_of_most_records() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2026.bundle");
    if !bundle.exists() {
        println!("skipped: {} is not here", bundle.display());
        return;
    }
    let folder = TempDir::new().unwrap();
    git(folder.path(), &["clone", "-q", "--bare", &bundle.display().to_string(), "source"]);
    let source = folder.path().join("source");
    let (since, until) = (format!("--since={}", DAY.0), format!("--until={}", DAY.1));
    let commits = git(&source, &["rev-list", "--first-parent", &since, &until, "HEAD"]);
    let [commit] = commits.lines().collect::<Vec<_>>()[..] else { panic!("{commits}") };
    let became = became(&source, commit);
    let lifecycle = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/lifecycles/startup.yml");
    let lifecycle: serde_yaml::Value = serde_yaml::from_str(&std::fs::read_to_string(lifecycle).unwrap()).unwrap();
    let reads = |name: &str| -> BTreeSet<String> {
        let retired = lifecycle["retired"].as_sequence().unwrap();
        let one = retired.iter().find(|retired| retired["name"] == *name).unwrap();
        assert_eq!(one["approximate"], true, "{name}: not all became the same");
        one["reads"].as_sequence().unwrap().iter().map(|read| read["as"].as_str().unwrap().to_owned()).collect()
    };
    let now = |name: &str| if name == "perennisation" { "consolidation".to_owned() } else { name.to_owned() };
    for (name, records) in &became {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (phase, _) in records {
            *counts.entry(now(phase)).or_default() += 1;
        }
        // All that the lifecycle reads the name as is what most became; what else there was is listed.
        let read = reads(name);
        let ours: usize = counts.iter().filter(|(phase, _)| read.contains(*phase)).map(|(_, count)| count).sum();
        println!("{name} reads as {read:?}: {ours} of {}", records.len());
        for (phase, path) in records.iter().filter(|(phase, _)| !read.contains(&now(phase))) {
            println!("  but {path}: {phase}");
        }
        assert!(ours * 3 > records.len() * 2, "{name}: {counts:?}");
        let (most, _) = counts.iter().max_by_key(|(_, count)| **count).unwrap();
        assert!(read.contains(most), "{name} became {most} in most records");
    }
    assert_eq!(became.keys().collect::<Vec<_>>(), ["alumni", "success", "transfer"]);
    assert_eq!(became["transfer"].iter().filter(|(phase, _)| phase == "perennisation").count(), 65);
    assert_eq!(became["success"].iter().filter(|(phase, _)| phase == "transfere").count(), 54);
}
