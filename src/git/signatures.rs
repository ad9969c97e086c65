use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};

use git2::Oid;

use super::Repository;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// What git says of the signature of a commit, with the keys that it has here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is good, of a key that is trusted here.
    Good,
    /// It is good, of a key that nothing here says to trust.
    Untrusted,
    /// It was good; the signature or its key has expired since.
    Expired,
    /// It is not that of this commit, or its key was revoked.
    Bad,
    /// Git could not tell: it has not the key, or the program for keys of that kind.
    Unverified,
}

impl Verdict {
    /// Reads what git writes for `%G?`.
    fn read(letter: &str) -> Verdict {
        match letter {
            "G" => Verdict::Good,
            "U" => Verdict::Untrusted,
            "X" | "Y" => Verdict::Expired,
            "B" | "R" => Verdict::Bad,
            _ => Verdict::Unverified,
        }
    }
}

/// What git says of the signatures of commits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// The commits, in the order in which they were asked about, each once, with the verdict.
    pub verdicts: Vec<(Oid, Verdict)>,
}

impl Signatures {
    /// How many have this verdict.
    pub fn count(&self, wanted: Verdict) -> usize {
        self.verdicts.iter().filter(|(_, verdict)| *verdict == wanted).count()
    }

    /// The commits whose signatures are bad.
    pub fn bad(&self) -> impl Iterator<Item = Oid> {
        self.verdicts.iter().filter(|(_, verdict)| *verdict == Verdict::Bad).map(|(oid, _)| *oid)
    }
}

impl Repository {
    /// Has git verify the signatures of commits that bear one, as its configuration says: by GnuPG, SSH or X.509, and
    /// with the keys that it finds. One process of git does it, which in turn calls the program for such keys once for
    /// each commit: some milliseconds each.
    ///
    /// # Errors
    ///
    /// Where git can't be run.
    pub fn verify_signatures(&self, commits: &[Oid]) -> Outcome<Signatures> {
        let mut verdicts: Vec<(Oid, Verdict)> = Vec::new();
        let mut places = HashMap::new();
        for oid in commits {
            if !places.contains_key(oid) {
                places.insert(*oid, verdicts.len());
                verdicts.push((*oid, Verdict::Unverified));
            }
        }
        if verdicts.is_empty() {
            return Ok(Signatures::default());
        }
        let failed = |error: std::io::Error| {
            Failure::new(message!("signatures-no-git")).help(message!("signatures-no-git-help")).because(error)
        };
        // What stands in for another commit on this machine alone is not asked about.
        let mut git = Command::new("git");
        git.args(["--no-replace-objects", "-c", "log.showSignature=false", "log", "--no-walk=unsorted"]);
        git.args(["--stdin", "--no-color", "--no-patch", "--format=%H %G?"]);
        // As where people type: what the configuration names is found from there.
        git.current_dir(self.worktree().as_deref().unwrap_or(self.git_dir()));
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = git.spawn().map_err(failed)?;
        let asked: String = verdicts.iter().map(|(oid, _)| format!("{oid}\n")).collect();
        // Git reads all of it before it answers; where it ends before, its status says so.
        let _taken = running.stdin.take().map(|mut stdin| stdin.write_all(asked.as_bytes()));
        let answer = running.wait_with_output().map_err(failed)?;
        if !answer.status.success() {
            return Err(failed(std::io::Error::other(answer.status.to_string())));
        }
        for line in String::from_utf8_lossy(&answer.stdout).lines() {
            let Some((oid, letter)) = line.split_once(' ') else { continue };
            let place = Oid::from_str(oid).ok().and_then(|oid| places.get(&oid));
            if let Some((_, verdict)) = place.and_then(|place| verdicts.get_mut(*place)) {
                *verdict = Verdict::read(letter);
            }
        }
        Ok(Signatures { verdicts })
    }
}
