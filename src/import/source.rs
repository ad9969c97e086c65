use std::path::Path;

use super::kind::folders;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Change, MainlineCommit, Oid, Repository, changes, mainline};
use crate::message;

/// A register to bring over.
pub(super) struct Source {
    /// Its repository.
    pub repository: Repository,
    /// What the trailers call it.
    pub name: String,
    /// Its mainline, oldest commit first.
    pub commits: Vec<MainlineCommit>,
}

/// A commit that touches the folders of records, and what it changes there.
pub(super) struct Step {
    /// The commit.
    pub commit: MainlineCommit,
    /// The changes, by path.
    pub changes: Vec<Change>,
}

impl Source {
    /// Opens the repository at `path` and reads the mainline of `branch`, else of its `HEAD`, else
    /// of its only branch.
    pub(super) fn open(path: &Path, branch: Option<&str>, name: Option<&str>) -> Outcome<Source> {
        let repository = Repository::open(path).map_err(|failure| match failure.message.id {
            "no-repository" => {
                let shown = path.display().to_string();
                Failure::new(message!("import-no-source", path = shown)).help(message!("import-no-source-help"))
            }
            _ => failure,
        })?;
        repository.refuse_shallow()?;
        let name = match name {
            Some(name) => name.to_owned(),
            None => own_name(path),
        };
        let is_word = |letter: char| !letter.is_whitespace() && !letter.is_control();
        if name.is_empty() || !name.chars().all(is_word) {
            return Err(Failure::new(message!("import-bad-name", name = name)).help(message!("import-bad-name-help")));
        }
        let tip = tip(&repository, branch)?;
        let commits = mainline(&repository, tip, &[])?.commits;
        Ok(Source { repository, name, commits })
    }

    /// The steps after the commit at `done` in the mainline (`None`: from the beginning).
    pub(super) fn steps(&self, done: Option<usize>) -> Outcome<Vec<Step>> {
        let folders = folders();
        let mut before = done.and_then(|at| self.commits.get(at)).map(|commit| commit.tree);
        let mut steps = Vec::new();
        for commit in self.commits.iter().skip(done.map_or(0, |at| at + 1)) {
            if before != Some(commit.tree) {
                let changes = changes(&self.repository, before, commit.tree, &folders)?;
                if !changes.is_empty() {
                    steps.push(Step { commit: commit.clone(), changes });
                }
            }
            before = Some(commit.tree);
        }
        Ok(steps)
    }

    /// The files of records as of the commit at `done` in the mainline.
    pub(super) fn files(&self, done: usize) -> Outcome<Vec<Change>> {
        match self.commits.get(done) {
            Some(commit) => changes(&self.repository, None, commit.tree, &folders()),
            None => Ok(Vec::new()),
        }
    }
}

/// The name of the repository's folder, without `.git`.
fn own_name(path: &Path) -> String {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = if path.ends_with(".git") { path.parent().unwrap_or(&path) } else { &path };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.strip_suffix(".git").unwrap_or(&name).to_owned()
}

fn tip(repository: &Repository, branch: Option<&str>) -> Outcome<Oid> {
    if let Some(branch) = branch {
        return repository.resolve(&format!("refs/heads/{branch}"));
    }
    if let Some(head) = repository.head()? {
        return Ok(head);
    }
    let branches = repository.branches()?;
    match branches.as_slice() {
        [(_, only)] => Ok(*only),
        [] => Err(Failure::new(message!("import-no-commit")).help(message!("import-no-commit-help"))),
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
            let help = message!("import-which-branch-help", branches = names.join(", "));
            Err(Failure::new(message!("import-which-branch")).help(help))
        }
    }
}
