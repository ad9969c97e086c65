//! `greffe import`, on small sources made with git itself, and on the real ones where they are
//! present.

mod command;
mod custody;
mod eig;
mod fundings;
mod migration;
mod persons;
mod real;
mod records;
mod runs;
mod several;
mod statuses;
mod unforeseen;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::CommandInTime;
use greffe::diagnostic::Outcome;
use greffe::import::{Note, RecordKind, Report, Request, SourceKind, SourceReport, SourceRequest, import};
use tempfile::TempDir;

/// A source and the folder for its imports.
struct Bench {
    folder: TempDir,
    commits: u32,
    name: &'static str,
}

const STARTUP: &str = "---\ntitle: A Dock\nmission: Aider\nincubator: mtes\nsponsors:\n  - /organisations/dgitm\nphases:\n  - name: investigation\n    start: 2018-01-08\n    end: ''\n---\n\nprose\n";

impl Bench {
    fn new() -> Bench {
        Bench::named(TempDir::new().unwrap(), "betagouv.git")
    }

    /// A source of another name, in a folder of its own.
    fn named(folder: TempDir, name: &'static str) -> Bench {
        let bench = Bench { folder, commits: 0, name };
        fs::create_dir(bench.source()).unwrap();
        git(&bench.source(), &["init", "-q", "-b", "main"]);
        bench
    }

    fn source(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    fn target(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.source().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn take(&self, path: &str) {
        fs::remove_file(self.source().join(path)).unwrap();
    }

    /// Commits everything; the author's time comes before the committer's, in another zone.
    fn commit(&mut self, subject: &str) -> String {
        self.commits += 1;
        self.commit_at(1_600_000_000 + 86_400 * self.commits, subject)
    }

    fn commit_at(&self, at: u32, subject: &str) -> String {
        git(&self.source(), &["add", "-A"]);
        let made = Command::new("git")
            .current_dir(self.source())
            .args([
                "-c",
                "user.name=Zoé",
                "-c",
                "user.email=zoe@example.invalid",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                subject,
            ])
            .env("GIT_AUTHOR_DATE", format!("{} +0200", at - 5000))
            .env("GIT_COMMITTER_DATE", format!("{at} -0330"))
            .output_in_time()
            .unwrap();
        said(&made);
        git(&self.source(), &["rev-parse", "HEAD"])
    }

    /// The source as a request names it.
    fn request(&self, into: &str) -> Request {
        Request {
            sources: vec![source(SourceKind::BetaGouv, &self.source())],
            into: self.target(into),
            ..Request::default()
        }
    }

    fn import(&self, into: &str) -> Outcome<Report> {
        import(&self.request(into), &mut |done, all| assert!(done <= all, "{done} of {all}"))
    }

    fn read(&self, into: &str, path: &str) -> String {
        fs::read_to_string(self.target(into).join(path)).unwrap()
    }

    fn has(&self, into: &str, path: &str) -> bool {
        self.target(into).join(path).exists()
    }
}

fn git(folder: &Path, args: &[&str]) -> String {
    said(&Command::new("git").current_dir(folder).args(args).output_in_time().unwrap())
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// A source without options.
fn source(kind: SourceKind, path: &Path) -> SourceRequest {
    SourceRequest {
        kind,
        path: path.to_owned(),
        branch: None,
        name: None,
        second_parents: Vec::new(),
        first_parents: Vec::new(),
    }
}

/// The report on the only source.
fn only(report: &Report) -> &SourceReport {
    assert_eq!(report.sources.len(), 1);
    &report.sources[0]
}

fn count(report: &Report, note: &Note) -> usize {
    only(report).notes.get(note).map_or(0, |tally| tally.count)
}

fn versions(report: &Report, kind: RecordKind) -> usize {
    only(report).versions.get(&kind).copied().unwrap_or_default()
}
