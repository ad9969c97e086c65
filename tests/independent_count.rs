//! The main job against a count of its own: the figures of the imported sample, next to what git
//! plumbing and a plain YAML load of the source's own tree give for the same moments.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{ChildInTime, CommandInTime, Repo};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// The moments to compare at, as instants and as RFC 3339.
const MOMENTS: [(i64, &str); 4] = [
    (1_609_459_200, "2021-01-01T00:00:00Z"),
    (1_640_995_200, "2022-01-01T00:00:00Z"),
    (1_656_633_600, "2022-07-01T00:00:00Z"),
    (1_704_067_200, "2024-01-01T00:00:00Z"),
];

/// A YAML value read as web tools read it: of two equal keys the last one counts.
enum Plain {
    Scalar(String),
    List(Vec<Plain>),
    Map(BTreeMap<String, Plain>),
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Plain;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("YAML")
            }
            fn visit_unit<E>(self) -> Result<Plain, E> {
                Ok(Plain::Scalar(String::new()))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Plain, E> {
                Ok(Plain::Scalar(value.to_string()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Plain, E> {
                Ok(Plain::Scalar(value.to_string()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Plain, E> {
                Ok(Plain::Scalar(value.to_string()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Plain, E> {
                Ok(Plain::Scalar(value.to_string()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Plain, E> {
                Ok(Plain::Scalar(value.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Plain::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Plain, A::Error> {
                let mut map = BTreeMap::new();
                while let Some((key, value)) = entries.next_entry::<Plain, Plain>()? {
                    if let Plain::Scalar(key) = key {
                        map.insert(key, value);
                    }
                }
                Ok(Plain::Map(map))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl Plain {
    fn get(&self, key: &str) -> Option<&Plain> {
        match self {
            Plain::Map(map) => map.get(key),
            _ => None,
        }
    }
    fn text(&self) -> &str {
        match self {
            Plain::Scalar(text) => text,
            _ => "",
        }
    }
    fn items(&self) -> &[Plain] {
        match self {
            Plain::List(items) => items,
            _ => &[],
        }
    }
}

fn git(directory: &Path, args: &[&str]) -> String {
    let output = Command::new("git").args(args).current_dir(directory).env("TZ", "UTC").output_in_time().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The blobs of the source, through one `git cat-file --batch`.
fn blobs(directory: &Path, oids: &[String]) -> Vec<String> {
    let mut batch = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(directory)
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
    let mut found = Vec::new();
    while !rest.is_empty() {
        let line = rest.iter().position(|byte| *byte == b'\n').unwrap();
        let header = String::from_utf8_lossy(&rest[..line]);
        let size: usize = header.rsplit(' ').next().unwrap().parse().unwrap();
        found.push(String::from_utf8_lossy(&rest[line + 1..line + 1 + size]).into_owned());
        rest = &rest[line + 1 + size + 1..];
    }
    found
}

/// The phases of a version, if it has any that can be read.
fn phases(text: &str) -> Option<Vec<(String, String)>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let front = text.strip_prefix("---\n")?.split("\n---").next()?;
    let front: Plain = serde_yaml::from_str(front).ok()?;
    let phases = front.get("phases")?;
    let field = |phase: &Plain, name: &str| phase.get(name).map(|node| node.text().to_owned()).unwrap_or_default();
    Some(phases.items().iter().map(|phase| (field(phase, "name"), field(phase, "start"))).collect())
}

fn is_day(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| text.as_bytes()[range].iter().all(u8::is_ascii_digit);
    text.len() == 10 && digits(0..4) && digits(5..7) && digits(8..10) && &text[4..5] == "-" && &text[7..8] == "-"
}

struct Source {
    directory: PathBuf,
    /// The mainline, oldest first: commit, and when it became known.
    mainline: Vec<(String, i64)>,
}

impl Source {
    fn open(directory: PathBuf) -> Source {
        let log = git(&directory, &["log", "--first-parent", "--reverse", "--format=%H %ct", "main"]);
        let mut known = i64::MIN;
        let mainline = log.lines().map(|line| {
            let (commit, time) = line.split_once(' ').unwrap();
            known = known.max(time.parse().unwrap());
            (commit.to_owned(), known)
        });
        Source { mainline: mainline.collect(), directory }
    }

    /// The first entries into `phase` by year, as the tree of the last commit known at `instant`
    /// states them.
    fn first_entries(&self, instant: i64, phase: &str) -> BTreeMap<i64, u64> {
        let at = self.mainline.partition_point(|(_, known)| *known <= instant) - 1;
        let commit = &self.mainline[at].0;
        let tree = git(&self.directory, &["ls-tree", "-r", "-z", commit, "content/_startups/"]);
        let files: Vec<(String, String)> = tree
            .split_terminator('\0')
            .map(|line| line.split_once('\t').unwrap())
            .filter(|(_, path)| path.ends_with(".md"))
            .map(|(meta, path)| (path.to_owned(), meta.split(' ').nth(2).unwrap().to_owned()))
            .collect();
        let oids: Vec<String> = files.iter().map(|(_, oid)| oid.clone()).collect();
        let mut counts = BTreeMap::new();
        for ((path, _), text) in files.iter().zip(blobs(&self.directory, &oids)) {
            let Some(phases) = phases(&text).or_else(|| self.last_good(commit, path)) else { continue };
            let entries = phases.iter().filter(|(name, _)| name == phase);
            let dates = entries.map(|(_, start)| match is_day(start) {
                true => start.clone(),
                false => self.first_shown(commit, path, phase),
            });
            if let Some(first) = dates.min() {
                *counts.entry(first[..4].parse().unwrap()).or_insert(0) += 1;
            }
        }
        counts
    }

    /// The versions of a file up to a commit, newest first.
    fn versions(&self, commit: &str, path: &str) -> Vec<(String, String)> {
        let log = git(&self.directory, &["log", "--first-parent", "-m", "--format=%H", commit, "--", path]);
        let commits: Vec<String> = log.lines().map(str::to_owned).collect();
        let specs: Vec<String> = commits.iter().map(|commit| format!("{commit}:{path}")).collect();
        let existing = |spec: &String| {
            let check = Command::new("git")
                .args(["cat-file", "-e", spec])
                .current_dir(&self.directory)
                .stderr(Stdio::null())
                .status_in_time();
            check.unwrap().success()
        };
        let pairs: Vec<_> = commits.into_iter().zip(specs).filter(|(_, spec)| existing(spec)).collect();
        let texts = blobs(&self.directory, &pairs.iter().map(|(_, spec)| spec.clone()).collect::<Vec<_>>());
        pairs.into_iter().map(|(commit, _)| commit).zip(texts).collect()
    }

    fn last_good(&self, commit: &str, path: &str) -> Option<Vec<(String, String)>> {
        self.versions(commit, path).into_iter().find_map(|(_, text)| phases(&text))
    }

    /// The day (UTC) on which a phase was first shown, since it is there.
    fn first_shown(&self, commit: &str, path: &str, phase: &str) -> String {
        let mut first = None;
        for (commit, text) in self.versions(commit, path) {
            let Some(phases) = phases(&text) else { continue };
            if !phases.iter().any(|(name, _)| name == phase) {
                break;
            }
            first = Some(commit);
        }
        let args = ["log", "-1", "--date=format-local:%Y-%m-%d", "--format=%cd", first.as_ref().unwrap()];
        git(&self.directory, &args).trim().to_owned()
    }
}

fn figures(repo: &Repo, register: &Path, moment: &str, indicator: &str, method: &str) -> BTreeMap<i64, u64> {
    let args = [
        "indicators",
        "--format",
        "json",
        "--include-planned",
        "--as-of",
        moment,
        "--indicator",
        indicator,
        "--method",
        method,
    ];
    let run = repo.greffe_in(register, &args);
    assert_eq!(run.status, 0, "{run:?}");
    let years = run.json()["indicators"][0]["years"].as_array().unwrap().clone();
    let value = |year: &serde_json::Value| Some((year["year"].as_i64()?, year["value"].as_u64()?));
    years.iter().filter_map(value).filter(|(_, value)| *value > 0).collect()
}

#[test]
fn the_figures_of_the_imported_sample_agree_with_an_independent_count() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        println!("skipped: {} is not there", bundle.display());
        return;
    }
    let repo = Repo::new();
    let source = repo.outside().join("source.git");
    repo.git(&["clone", "--quiet", "--bare", bundle.to_str().unwrap(), source.to_str().unwrap()]);
    let register = repo.outside().join("register");
    let run = repo.greffe(&["import", "beta-gouv", source.to_str().unwrap(), "--into", register.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run:?}");
    let source = Source::open(source);
    for (instant, moment) in MOMENTS {
        for (phase, indicator, method) in [
            ("construction", "produits-lances", "entree-en-construction"),
            ("investigation", "problemes-investigues", "debut-d-investigation"),
        ] {
            let expected = source.first_entries(instant, phase);
            assert!(expected.values().sum::<u64>() > 100, "{moment} {phase}: {expected:?}");
            assert_eq!(figures(&repo, &register, moment, indicator, method), expected, "{moment} {phase}");
        }
    }
    revision_of_2022_01_26(&repo, &register);
    let versions = crate::support::versions::in_index(&register);
    assert!(versions.len() > 3_000, "{}", versions.len());
    assert_eq!(versions, crate::support::versions::in_git(&register), "the versions are those that git lists");
}

/// About fifty records moved from 2020 to 2021 in one commit.
fn revision_of_2022_01_26(repo: &Repo, register: &Path) {
    let args =
        ["history", "problemes-investigues", "--year", "2020", "--method", "debut-d-investigation", "--format", "json"];
    let steps = repo.greffe_in(register, &args).json()["steps"].as_array().unwrap().clone();
    let of_the_day: Vec<_> =
        steps.iter().filter(|step| step["known_at"].as_str().unwrap().starts_with("2022-01-26")).collect();
    let moved: Vec<_> = of_the_day.iter().flat_map(|step| step["causes"].as_array().unwrap()).collect();
    let to_2021 = moved.iter().filter(|cause| {
        cause["change"] == "revised"
            && cause["before"].as_str().unwrap().starts_with("2020")
            && cause["after"].as_str().unwrap().starts_with("2021")
    });
    assert!((40..=60).contains(&to_2021.count()), "{of_the_day:#?}");
    let total: i64 = steps.iter().map(|step| step["to"].as_i64().unwrap() - step["from"].as_i64().unwrap()).sum();
    assert_eq!(Some(total), steps.last().unwrap()["to"].as_i64(), "the sum of the steps is the figure");
}
