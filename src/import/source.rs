use std::path::{Path, PathBuf};

use super::run::Request;
use super::sources::{Remembered, public};
use super::{beta, eig};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Change, Comparison, Foxtrot, MainlineCommit, MainlineConfig, Oid, Repository, changes, mainline};
use crate::message;

/// What the names of files about persons end in: their pages, and pictures of them.
const SUFFIXES: [&str; 9] = ["md", "markdown", "yml", "yaml", "html", "jpg", "jpeg", "png", "webp"];

/// The kind of a source, which decides how its files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// The site of beta.gouv.fr.
    BetaGouv,
    /// A site of the Entrepreneurs d'intérêt général.
    Eig,
}

/// A source to bring over.
#[derive(Clone, Debug)]
pub struct SourceRequest {
    /// Its kind.
    pub kind: SourceKind,
    /// A repository, bare or not.
    pub path: PathBuf,
    /// Its branch; else the one remembered, else the one at its `HEAD`, else its only one.
    pub branch: Option<String>,
    /// What the trailers call it; else the name of its folder.
    pub name: Option<String>,
    /// The merges to follow on their second parent; where none is given, those remembered.
    pub second_parents: Vec<String>,
    /// The merges that are ordinary ones, though they don't look so; those remembered are kept.
    pub first_parents: Vec<String>,
}

/// A source that was opened.
pub(super) struct Source {
    /// Its repository.
    pub repository: Repository,
    /// What the register remembers of it.
    pub remembered: Remembered,
    /// Its path on this machine.
    pub path: PathBuf,
    /// Its mainline, oldest commit first.
    pub commits: Vec<MainlineCommit>,
    /// Merges that may hide the mainline.
    pub foxtrots: Vec<Foxtrot>,
    /// Which of the merges that were named for all sources are followed here.
    pub followed: Vec<String>,
}

/// A commit that touches the folders of records, and what it changes there.
pub(super) struct SourceCommit {
    /// The commit.
    pub commit: MainlineCommit,
    /// The changes, by path.
    pub changes: Vec<Change>,
}

impl SourceKind {
    /// Its name on the command line and in the register (`beta-gouv`, `eig`).
    pub const fn name(self) -> &'static str {
        match self {
            SourceKind::BetaGouv => "beta-gouv",
            SourceKind::Eig => "eig",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<SourceKind> {
        [SourceKind::BetaGouv, SourceKind::Eig].into_iter().find(|kind| kind.name() == name)
    }

    /// The path of a file, without the name of the person that it may be about.
    pub(super) fn discreet_path(self, path: &str) -> String {
        let is_of_person = match self {
            SourceKind::BetaGouv => beta::is_of_person(path),
            SourceKind::Eig => eig::is_of_person(path),
        };
        let Some((folder, name)) = path.rsplit_once('/').filter(|_| is_of_person) else { return path.to_owned() };
        // The suffix alone, and not the name after a dot in it (`zoe.exemple`).
        let (stem, suffix) = match name.rsplit_once('.') {
            Some((stem, suffix)) if SUFFIXES.contains(&suffix.to_lowercase().as_str()) => (stem, format!(".{suffix}")),
            _ => (name, String::new()),
        };
        format!("{folder}/{}{suffix}", beta::pseudonym(stem))
    }

    fn folders(self, repository: &Repository, tree: Oid) -> Outcome<Vec<String>> {
        match self {
            SourceKind::BetaGouv => beta::folders(repository, tree),
            SourceKind::Eig => eig::folders(repository, tree),
        }
    }
}

impl SourceRequest {
    /// Its name in the trailers of commits: the one asked for, else that of its folder.
    ///
    /// # Errors
    ///
    /// Where the name is empty, or has a space, a control character or an `@`, which trailers can't hold.
    pub(super) fn name(&self) -> Outcome<String> {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => own_name(&self.path),
        };
        let is_word = |letter: char| !letter.is_whitespace() && !letter.is_control() && letter != '@';
        if name.is_empty() || !name.chars().all(is_word) {
            return Err(Failure::new(message!("import-bad-name", name = name)).help(message!("import-bad-name-help")));
        }
        Ok(name)
    }
}

impl Source {
    /// Opens the repository and reads the mainline of the branch that is asked for, else of its
    /// `HEAD`, else of its only branch. `remembered` is what the register knows of it; `all` names merges
    /// of this source or of another.
    ///
    /// # Errors
    ///
    /// Where there is no such repository, it is shallow, its kind, branch or merges are not as asked, or its mainline
    /// can't be read.
    pub(super) fn open(
        request: &SourceRequest,
        remembered: Option<&Remembered>,
        names: bool,
        all: &Request,
    ) -> Outcome<Source> {
        let path = &request.path;
        let repository = Repository::open(path).map_err(|failure| match failure.message.id {
            "no-repository" => {
                let shown = path.display().to_string();
                Failure::new(message!("import-no-source", path = shown)).help(message!("import-no-source-help"))
            }
            _ => failure,
        })?;
        repository.refuse_shallow()?;
        let name = request.name()?;
        if let Some(known) = remembered.filter(|known| known.kind != request.kind) {
            let failure = Failure::new(message!("import-other-kind", name = &name, kind = known.kind.name()));
            return Err(failure.help(message!("import-other-kind-help")));
        }
        let branch = request.branch.clone().or_else(|| remembered?.branch.clone());
        let tip = tip(&repository, branch.as_deref())?;
        let wanted = match (request.second_parents.is_empty(), remembered) {
            (true, Some(known)) => &known.second_parents,
            _ => &request.second_parents,
        };
        let own = wanted.iter().map(|merge| repository.resolve(merge)).collect::<Outcome<Vec<Oid>>>()?;
        let found = all.second_parents.iter().filter_map(|merge| Some((merge, repository.resolve(merge).ok()?)));
        let found: Vec<(&String, Oid)> = found.collect();
        let mut merges = own.clone();
        merges.extend(found.iter().map(|(_, merge)| *merge));
        merges.sort_unstable();
        merges.dedup();
        let config = MainlineConfig { second_parents: merges.clone(), ..MainlineConfig::default() };
        let line = mainline(&repository, tip, &config)?;
        merges.retain(|merge| !line.unfollowed.contains(merge));
        let followed = found.into_iter().filter(|(_, merge)| merges.contains(merge));
        let followed = followed.map(|(merge, _)| merge.clone()).collect();
        if let Some(merge) = line.unfollowed.iter().find(|merge| own.contains(merge)) {
            let failure = Failure::new(message!("import-no-merge", merge = merge.to_string(), name = &name));
            return Err(failure.help(message!("import-no-merge-help")));
        }
        let mut first_parents = remembered.map(|known| known.first_parents.clone()).unwrap_or_default();
        for merge in &request.first_parents {
            first_parents.push(repository.resolve(merge)?.to_string());
        }
        let of_any = all.first_parents.iter().filter_map(|merge| repository.resolve(merge).ok());
        first_parents.extend(of_any.map(|merge| merge.to_string()));
        first_parents.retain(|merge| !merges.iter().any(|followed| followed.to_string() == *merge));
        first_parents.sort_unstable();
        first_parents.dedup();
        let mut foxtrots = line.foxtrots;
        foxtrots.retain(|foxtrot| !first_parents.contains(&foxtrot.merge.to_string()));
        let url = repository.origin().and_then(|url| public(&url)).or_else(|| remembered?.url.clone());
        let second_parents = merges.iter().map(Oid::to_string).collect();
        let remembered = Remembered { name, kind: request.kind, url, branch, second_parents, first_parents, names };
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        Ok(Source { repository, remembered, path, commits: line.commits, foxtrots, followed })
    }

    /// What the trailers call it.
    pub(super) fn name(&self) -> &str {
        &self.remembered.name
    }

    /// The steps after the commit at `done` in the mainline (`None`: from the beginning).
    ///
    /// # Errors
    ///
    /// Where a tree of the source can't be read.
    pub(super) fn steps(&self, done: Option<usize>) -> Outcome<Vec<SourceCommit>> {
        let mut before = done.and_then(|at| self.commits.get(at)).map(|commit| commit.tree);
        let mut old = match before {
            Some(tree) => self.folders(tree)?,
            None => Vec::new(),
        };
        let mut steps = Vec::new();
        // One for all: each tree is compared with the one before and the one after.
        let comparison = Comparison::new(&self.repository);
        for commit in self.commits.iter().skip(done.map_or(0, |at| at + 1)) {
            if before != Some(commit.tree) {
                let new = self.folders(commit.tree)?;
                let mut both: Vec<&str> = old.iter().chain(&new).map(String::as_str).collect();
                both.sort_unstable();
                both.dedup();
                let changes = comparison.changes(before, Some(commit.tree), &both)?;
                if !changes.is_empty() {
                    steps.push(SourceCommit { commit: commit.clone(), changes });
                }
                old = new;
            }
            before = Some(commit.tree);
        }
        Ok(steps)
    }

    /// The files of records as of the commit at `done` in the mainline.
    ///
    /// # Errors
    ///
    /// Where a tree of the source can't be read.
    pub(super) fn files(&self, done: usize) -> Outcome<Vec<Change>> {
        let Some(commit) = self.commits.get(done) else { return Ok(Vec::new()) };
        let folders = self.folders(commit.tree)?;
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        changes(&self.repository, None, commit.tree, &folders)
    }

    /// The folders of its last commit that are not looked into, by the topmost of each.
    ///
    /// # Errors
    ///
    /// Where a tree of the source can't be read.
    pub(super) fn other_folders(&self) -> Outcome<Vec<String>> {
        let Some(last) = self.commits.last() else { return Ok(Vec::new()) };
        let read = self.folders(last.tree)?;
        let mut others = Vec::new();
        let mut left = self.repository.subfolders(last.tree, "")?;
        while let Some(folder) = left.pop() {
            let is_read = |read: &String| folder == *read;
            let holds = |read: &String| read.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
            if read.iter().any(holds) {
                let below = self.repository.subfolders(last.tree, &folder)?;
                left.extend(below.into_iter().map(|name| format!("{folder}/{name}")));
            } else if !read.iter().any(is_read) {
                others.push(folder);
            }
        }
        others.sort();
        Ok(others)
    }

    fn folders(&self, tree: Oid) -> Outcome<Vec<String>> {
        self.remembered.kind.folders(&self.repository, tree)
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
