//! Commits written through `git fast-import`.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

/// A file that a commit writes, or takes away.
#[derive(Clone)]
pub struct Change {
    pub path: String,
    /// What the file says; `None` where it goes away.
    pub text: Option<String>,
}

/// The mainline of a new repository without a working tree, and what it merges.
pub struct Stream {
    git: Child,
    input: BufWriter<ChildStdin>,
    commits: usize,
}

impl Stream {
    /// Makes the repository in `directory`, which is new or empty.
    pub fn open(directory: &Path) -> Stream {
        run(Command::new("git").args(["init", "--quiet", "--bare", "--initial-branch=main"]).arg(directory));
        let mut git = Command::new("git")
            .args(["fast-import", "--quiet", "--force", "--date-format=raw", "--done"])
            .current_dir(directory)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let input = BufWriter::with_capacity(1 << 20, git.stdin.take().unwrap());
        Stream { git, input, commits: 0 }
    }

    /// The number of the last commit, from 1.
    pub fn last(&self) -> usize {
        self.commits
    }

    /// Commits `changes` on a branch: on its tip, or on `from`, and merges the commits `merges` into it.
    pub fn commit(
        &mut self,
        (branch, from): (&str, Option<usize>),
        merges: &[usize],
        (epoch, subject): (i64, &str),
        changes: &[Change],
    ) {
        self.commits += 1;
        let (mark, length) = (self.commits, subject.len());
        let who = format!("Banc d'essai <banc@example.org> {epoch} +0000");
        let input = &mut self.input;
        write!(input, "commit refs/heads/{branch}\nmark :{mark}\nauthor {who}\ncommitter {who}\n").unwrap();
        writeln!(input, "data {length}\n{subject}").unwrap();
        from.iter().for_each(|from| writeln!(input, "from :{from}").unwrap());
        merges.iter().for_each(|merge| writeln!(input, "merge :{merge}").unwrap());
        for Change { path, text } in changes {
            match text {
                None => writeln!(input, "D {path}").unwrap(),
                Some(text) => writeln!(input, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap(),
            }
        }
        writeln!(input).unwrap();
    }

    /// Ends the import: nothing is left but the mainline.
    pub fn close(mut self, directory: &Path, branches: &[&str]) {
        writeln!(self.input, "done").unwrap();
        self.input.flush().unwrap();
        drop(self.input);
        assert!(self.git.wait().unwrap().success(), "git fast-import");
        for branch in branches {
            let name = format!("refs/heads/{branch}");
            run(Command::new("git").args(["update-ref", "-d", &name]).current_dir(directory));
        }
    }
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}
