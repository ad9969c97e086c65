//! Repositories made in code, at fixed dates, and the command run in them.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod command;
mod in_time;
mod lively;
mod register;
pub mod snapshot;
pub mod versions;

pub use command::Run;
pub use in_time::{ChildInTime, CommandInTime};
pub use lively::{DAY, START, lively};
pub use register::{EXEMPLE, copy_tree};

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// 2024-06-01T12:00:00Z: the date of a commit whose date does not matter.
pub const NOON: i64 = 1_717_243_200;

/// A git repository in a folder of its own, which goes away with it. Nothing of the machine's or
/// the user's configuration reaches it.
pub struct Repo {
    dir: TempDir,
}

impl Repo {
    /// An empty repository on the branch `main`.
    pub fn new() -> Repo {
        let repo = Repo { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(repo.home()).unwrap();
        fs::write(repo.home().join("gitconfig"), "").unwrap();
        fs::create_dir(repo.path()).unwrap();
        repo.git(&["init", "--quiet", "--initial-branch=main", "--template="]);
        repo.git(&["config", "core.autocrlf", "false"]);
        repo
    }

    /// A repository with the shipped `schema/` and the smallest valid register, not committed yet.
    pub fn with_register() -> Repo {
        let repo = Repo::new();
        register::lay(&repo);
        repo
    }

    /// The top of the working tree.
    pub fn path(&self) -> PathBuf {
        self.dir.path().join("work")
    }

    /// A folder beside the working tree, in no repository.
    pub fn outside(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    /// Writes a file of the working tree, and the folders that it needs.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Repo {
        let on_disk = self.path().join(path);
        fs::create_dir_all(on_disk.parent().unwrap()).unwrap();
        fs::write(on_disk, content).unwrap();
        self
    }

    /// What a file of the working tree says.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Removes a file or folder of the working tree.
    pub fn remove(&self, path: &str) -> &Repo {
        let on_disk = self.path().join(path);
        if on_disk.is_dir() {
            fs::remove_dir_all(on_disk).unwrap()
        } else {
            fs::remove_file(on_disk).unwrap()
        }
        self
    }

    /// Moves a file or folder of the working tree.
    pub fn rename(&self, from: &str, to: &str) -> &Repo {
        let to = self.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.path().join(from), to).unwrap();
        self
    }

    /// Makes a symbolic link, whose target may be missing.
    #[cfg(unix)]
    pub fn link(&self, path: &str, target: &str) -> &Repo {
        let on_disk = self.path().join(path);
        fs::create_dir_all(on_disk.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, on_disk).unwrap();
        self
    }

    /// Puts everything of the working tree in the index.
    pub fn stage(&self) -> &Repo {
        self.git(&["add", "--all"]);
        self
    }

    /// Commits everything of the working tree at `date`, and gives the commit.
    pub fn commit(&self, date: i64, message: &str) -> String {
        self.stage().commit_staged(date, date, message)
    }

    /// Commits the index, and gives the commit. The author's date may differ from the
    /// committer's, which is the one that counts.
    pub fn commit_staged(&self, author: i64, committer: i64, message: &str) -> String {
        let args = ["commit", "--quiet", "--allow-empty", "--allow-empty-message", "--no-verify", "-m", message];
        self.run_git(&self.path(), &args, author, committer);
        self.head()
    }

    /// Starts a branch here, and goes to it.
    pub fn branch(&self, name: &str) -> &Repo {
        self.git(&["switch", "--quiet", "--create", name]);
        self
    }

    /// Goes to a branch.
    pub fn switch(&self, name: &str) -> &Repo {
        self.git(&["switch", "--quiet", name]);
        self
    }

    /// Merges branches (several make an octopus) into the current one at `date`, always with a
    /// merge commit, and gives it.
    pub fn merge(&self, branches: &[&str], date: i64, message: &str) -> String {
        let args = [&["merge", "--quiet", "--no-ff", "--no-edit", "-m", message], branches].concat();
        self.git_at(date, &args);
        self.head()
    }

    /// The commit at `HEAD`.
    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    /// Runs git in the working tree, and gives what it says, without white space at its end.
    pub fn git(&self, args: &[&str]) -> String {
        self.git_at(NOON, args)
    }

    /// Runs git, with `date` on the commits that it makes.
    pub fn git_at(&self, date: i64, args: &[&str]) -> String {
        self.run_git(&self.path(), args, date, date)
    }

    /// Clones the repository without a working tree, and gives the folder.
    pub fn bare_clone(&self) -> PathBuf {
        let to = self.dir.path().join("bare.git");
        self.git(&["clone", "--quiet", "--bare", ".", to.to_str().unwrap()]);
        to
    }

    fn run_git(&self, directory: &Path, args: &[&str], author: i64, committer: i64) -> String {
        let mut git = Command::new("git");
        self.neutral(&mut git)
            .current_dir(directory)
            .args(args)
            .env("GIT_AUTHOR_DATE", format!("@{author} +0000"))
            .env("GIT_COMMITTER_DATE", format!("@{committer} +0000"))
            .stdin(Stdio::null());
        let output = git.output_in_time().expect("git is installed");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }
}
