use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::kind::stem;
use super::names::{Name, Names};
use super::source::{Source, Step};
use super::target::Target;
use super::versions::{Version, Versions, record, record_before};
use super::{Note, RecordKind, Report, Seen, Unread};
use crate::diagnostic::Outcome;
use crate::git::Oid;
use crate::message;
use crate::registry::nearest_valid_id;

/// What to import, and where to.
pub struct Request<'a> {
    /// The source: a repository, bare or not.
    pub source: &'a Path,
    /// Its branch; else the one at its `HEAD`, else its only one.
    pub branch: Option<&'a str>,
    /// What the trailers call it; else the name of its folder.
    pub name: Option<&'a str>,
    /// The register: a new folder, an empty one, or an earlier import.
    pub into: &'a Path,
}

/// Replays a clone of beta.gouv.fr's register into a register, from where the last import ended.
/// `progress` is told how much is done, of how much.
pub fn beta_gouv(request: &Request<'_>, progress: &mut dyn FnMut(usize, usize)) -> Outcome<Report> {
    let source = Source::open(request.source, request.branch, request.name)?;
    let target = Target::open(request.into, &source)?;
    let steps = source.steps(target.done)?;
    let files: usize = steps.iter().map(|step| step.changes.len()).sum();
    let all = files + steps.len();
    let versions = Versions::convert(&source, &steps, &target.repository, &mut |done| progress(done, all))?;
    let report = Report {
        name: source.name.clone(),
        into: request.into.to_owned(),
        resumed: target.found.is_some(),
        ..Report::default()
    };
    let mut replay = Replay { source, versions, target, names: Names::default(), report };
    replay.take_up()?;
    for (at, step) in steps.iter().enumerate() {
        replay.step(step)?;
        progress(files + at + 1, all);
    }
    replay.target.publish(&format!("greffe import: {}", replay.source.name))?;
    replay.report.head = replay.target.head;
    Ok(replay.report)
}

struct Replay {
    source: Source,
    versions: Versions,
    target: Target,
    names: Names,
    report: Report,
}

/// How many changes of a step are of which sort.
#[derive(Default)]
struct Touched {
    /// Those of the `status` epoch, which leave nothing to bring over.
    waiting: usize,
    /// All others.
    other: usize,
}

impl Replay {
    /// Names the files as they were named when the last import ended.
    fn take_up(&mut self) -> Outcome<()> {
        if let Some(done) = self.target.done {
            for file in self.source.files(done)? {
                if let Some((kind, _)) = record(&file) {
                    self.names.add(kind, &file.path);
                }
            }
            self.names.settle();
        }
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Outcome<()> {
        let commit = step.commit.oid;
        let gone = self.rename(step);
        let mut touched = Touched::default();
        for change in &step.changes {
            let waits = match (record_before(change), record(change)) {
                (_, Some((kind, oid))) => self.version(&change.path, kind, oid, commit),
                (Some((kind, _)), None) => kind == RecordKind::Startup && !gone.contains(&change.path),
                // A register begins with its first record.
                (None, None) => self.target.head.is_none(),
            };
            if waits {
                touched.waiting += 1;
            } else {
                touched.other += 1;
            }
            if change.after.is_some() && record(change).is_none() {
                self.report.other_files.entry(change.path.clone()).or_insert(commit);
            }
        }
        if touched.other == 0 {
            self.report.status_commits.add("", commit);
            return Ok(());
        }
        let changed = self.target.commit(&self.source, &step.commit)?;
        self.report.commits += 1;
        self.report.unchanged += usize::from(!changed);
        Ok(())
    }

    /// Takes away the records whose files went, and moves those whose files are named otherwise
    /// since the step. A record whose file only changed folders stays: should its version there
    /// not be readable, the last good one stands. Gives the files that took a record with them.
    fn rename(&mut self, step: &Step) -> BTreeSet<String> {
        for change in &step.changes {
            match (record_before(change), record(change)) {
                (None, Some((kind, _))) => self.names.add(kind, &change.path),
                (Some(_), None) => self.names.remove(&change.path),
                _ => {}
            }
        }
        let moved = self.names.settle();
        let mut of_file: BTreeMap<&str, Oid> = BTreeMap::new();
        let mut left: BTreeMap<&Name, Oid> = BTreeMap::new();
        for (path, (old, new)) in &moved {
            if let Some((name, oid)) = old.as_ref().and_then(|name| Some((name, self.target.take(name)?))) {
                of_file.insert(path, oid);
                if new.is_none() {
                    left.insert(name, oid);
                }
            }
        }
        for (path, (old, new)) in &moved {
            let Some(name) = new else { continue };
            let oid = if old.is_some() { of_file.get(path.as_str()) } else { left.get(name) };
            if let Some(oid) = oid {
                self.target.set(name, *oid);
                left.remove(name);
            }
        }
        self.report.deletions += left.len();
        let went = moved.iter().filter(|(path, (_, new))| new.is_none() && of_file.contains_key(path.as_str()));
        went.map(|(path, _)| path.clone()).collect()
    }

    /// Brings one version over; says whether it waits, being of the `status` epoch.
    fn version(&mut self, path: &str, kind: RecordKind, oid: Oid, commit: Oid) -> bool {
        let seen = || Seen { path: path.to_owned(), commit };
        match (self.versions.get(path, kind, oid), self.names.get(path)) {
            (Some(Version::Status), _) => {
                self.report.status_versions.add(path, commit);
                return true;
            }
            (Some(Version::Unread(why)), _) => self.report.unread.push(Unread { seen: seen(), why: why.clone() }),
            (Some(Version::Record(blob, notes)), Some(name)) => {
                self.target.set(name, *blob);
                self.report.versions += 1;
                for note in notes {
                    self.report.note(note, path, commit);
                }
                if stem(path).and_then(nearest_valid_id).as_ref() != Some(&name.1) {
                    self.report.note(&Note::Twin, path, commit);
                }
            }
            (_, None) => self.report.unread.push(Unread { seen: seen(), why: message!("import-no-id") }),
            (None, Some(_)) => {}
        }
        false
    }
}
