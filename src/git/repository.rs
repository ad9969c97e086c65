use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Oid};

use super::environment;
use super::hooks::open_quarantine;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// A git repository, bare or not.
pub struct Repository {
    pub(super) inner: git2::Repository,
    /// Whether the index that the environment names stands in for the repository's own.
    pub(super) index_is_set: std::cell::Cell<bool>,
}

/// The date and subject of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitInfo {
    /// The commit.
    pub oid: Oid,
    /// The committer's time, in seconds since 1970-01-01T00:00:00Z.
    pub committed_at: i64,
    /// The first line of its message.
    pub subject: String,
}

impl Repository {
    pub(super) fn of(inner: git2::Repository) -> Repository {
        // Each object is read through its index, and its content is checked by git on transfer: like
        // git, we don't hash it again, which would take most of the time of a walk.
        git2::opts::strict_hash_verification(false);
        Repository { inner, index_is_set: std::cell::Cell::new(false) }
    }

    /// The same for one that was opened on the disk, with the settings that the environment gives.
    fn opened(inner: git2::Repository) -> Outcome<Repository> {
        open_quarantine(&inner);
        environment::read_named_files(&inner)
            .map_err(|error| Failure::new(message!("unreadable-config")).because(error.message()))?;
        if let Some(path) = environment::path_setting("core.excludesFile") {
            // Where they can't be read or understood, git goes on without them, too.
            let rules = std::fs::read_to_string(path).unwrap_or_default();
            let _understood = inner.add_ignore_rule(&rules);
        }
        Ok(Repository::of(inner))
    }

    /// Opens the repository that git would work on in the folder `path`: the one that the environment names
    /// (`GIT_DIR`, `GIT_WORK_TREE`), else the one that holds the folder, as in [`Repository::above`].
    ///
    /// # Errors
    ///
    /// As for [`Repository::above`].
    pub fn discover(path: &Path) -> Outcome<Repository> {
        let opened = environment::open_from(path).map_err(|error| explain(path, &error))?;
        Repository::opened(opened)
    }

    /// Opens the repository that holds `path`, which may be a folder of its working tree, its git
    /// directory, or a bare repository, whatever the environment says.
    ///
    /// # Errors
    ///
    /// Where no repository holds `path`, it belongs to another user whom git does not trust, or it is of a format
    /// that libgit2 does not read (SHA-256, reftable).
    pub fn above(path: &Path) -> Outcome<Repository> {
        let opened = environment::trusting(path, git2::Repository::discover(path));
        let opened = opened.map_err(|error| explain(path, &error))?;
        Repository::opened(opened)
    }

    /// Opens the repository at this very path.
    ///
    /// # Errors
    ///
    /// As for [`Repository::discover`].
    pub fn open(path: &Path) -> Outcome<Repository> {
        let opened = environment::trusting(path, git2::Repository::open(path));
        let opened = opened.map_err(|error| explain(path, &error))?;
        Repository::opened(opened)
    }

    /// Makes a new repository with a working tree at `path`, on the branch `main`.
    ///
    /// # Errors
    ///
    /// Where there is a repository already, or the folder can't be written.
    pub fn create(path: &Path) -> Outcome<Repository> {
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main").no_reinit(true).external_template(false);
        let made = git2::Repository::init_opts(path, &options).map_err(|error| {
            Failure::new(message!("failed-to-create-repository", path = path.display().to_string()))
                .because(error.message())
        })?;
        Repository::opened(made)
    }

    /// The same repository opened once more, for another thread.
    ///
    /// # Errors
    ///
    /// Where the repository can't be opened any more.
    pub fn reopen(&self) -> Outcome<Repository> {
        Repository::open(self.inner.path())
    }

    /// The address of a remote, as git's configuration writes it; `None` where there is no such remote, or
    /// its address is not text.
    pub fn remote(&self, name: &str) -> Option<String> {
        let remote = self.inner.find_remote(name).ok()?;
        remote.url().ok().map(str::to_owned)
    }

    /// The git directory.
    pub fn git_dir(&self) -> &Path {
        self.inner.path()
    }

    /// The git directory that all working trees of the repository share.
    pub fn common_dir(&self) -> &Path {
        self.inner.commondir()
    }

    /// The top of the working tree, if there is one.
    pub fn worktree(&self) -> Option<PathBuf> {
        self.inner.workdir().map(Path::to_owned)
    }

    /// Whether the clone is shallow: it lacks the beginning of its history.
    pub fn is_shallow(&self) -> bool {
        self.inner.is_shallow()
    }

    /// Refuses a shallow clone: its history would be silently false.
    ///
    /// # Errors
    ///
    /// Where the clone is shallow.
    pub fn refuse_shallow(&self) -> Outcome<()> {
        if self.inner.is_shallow() {
            return Err(Failure::new(message!("shallow-clone")).help(message!("shallow-clone-help")));
        }
        Ok(())
    }

    /// The commit that a revision names (`HEAD`, a branch, a tag, the beginning of a hash).
    ///
    /// # Errors
    ///
    /// Where the revision names no object, or one that leads to no commit (a tree, a blob).
    pub fn resolve(&self, revision: &str) -> Outcome<Oid> {
        let unknown = |error: git2::Error| {
            Failure::new(message!("unknown-revision", revision = revision))
                .help(message!("unknown-revision-help"))
                .because(error.message())
        };
        // git would take the tag, and only say so on the side: who can make a tag could move what is compared with.
        let is_there = |place: &str| self.inner.find_reference(&format!("refs/{place}/{revision}")).is_ok();
        if is_there("heads") && is_there("tags") {
            let failure = Failure::new(message!("ambiguous-revision", revision = revision));
            return Err(failure.help(message!("ambiguous-revision-help", revision = revision)));
        }
        let object = self.inner.revparse_single(revision).map_err(unknown)?;
        Ok(object.peel(ObjectType::Commit).map_err(unknown)?.id())
    }

    /// The commit at `HEAD`; `None` before the first commit.
    ///
    /// # Errors
    ///
    /// Where `HEAD` can't be read, or names what is no commit.
    pub fn head(&self) -> Outcome<Option<Oid>> {
        match self.inner.head() {
            Ok(head) => match head.peel_to_commit() {
                Ok(commit) => Ok(Some(commit.id())),
                Err(error) => Err(Failure::new(message!("unreadable-head")).because(error.message())),
            },
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            Err(error) => Err(Failure::new(message!("unreadable-head")).because(error.message())),
        }
    }

    /// The tips of the local branches, with their names, in the order of the names.
    ///
    /// # Errors
    ///
    /// Where the branches can't be listed.
    pub fn branches(&self) -> Outcome<Vec<(String, Oid)>> {
        let failed = |error: git2::Error| Failure::new(message!("unreadable-branches")).because(error.message());
        let mut found = Vec::new();
        for branch in self.inner.branches(Some(git2::BranchType::Local)).map_err(failed)? {
            let (branch, _) = branch.map_err(failed)?;
            if let (Ok(name), Some(oid)) = (branch.name(), branch.get().target()) {
                found.push((name.unwrap_or_default().to_owned(), oid));
            }
        }
        found.sort();
        Ok(found)
    }

    /// The tags that lead to commits, each with its commit, in the order of their names.
    ///
    /// # Errors
    ///
    /// Where the tags can't be listed.
    pub fn tags(&self) -> Outcome<Vec<(String, Oid)>> {
        let failed = |error: git2::Error| Failure::new(message!("unreadable-branches")).because(error.message());
        let mut found = Vec::new();
        for tag in self.inner.references_glob("refs/tags/*").map_err(failed)? {
            let tag = tag.map_err(failed)?;
            if let Ok(commit) = tag.peel_to_commit() {
                found.push((String::from_utf8_lossy(tag.shorthand_bytes()).into_owned(), commit.id()));
            }
        }
        found.sort();
        Ok(found)
    }

    /// The commit that an object is (itself), or that a tag of this hash is about; `None` where the repository has no such
    /// object, or it leads to no commit.
    pub fn commit_named_by(&self, oid: Oid) -> Option<Oid> {
        let object = self.inner.find_object(oid, None).ok()?;
        Some(object.peel(ObjectType::Commit).ok()?.id())
    }

    /// The date and subject of the commit `oid`.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn commit(&self, oid: Oid) -> Outcome<CommitInfo> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(CommitInfo {
            oid,
            committed_at: commit.time().seconds(),
            subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
        })
    }

    /// The first parent of the commit `oid`, if it has one.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn first_parent(&self, oid: Oid) -> Outcome<Option<Oid>> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(commit.parent_ids().next())
    }

    /// The whole message of the commit `oid`; bytes that are not UTF-8 are replaced.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn message(&self, oid: Oid) -> Outcome<String> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(String::from_utf8_lossy(commit.message_bytes()).into_owned())
    }

    /// The names and addresses of the author and the committer of the commit `oid`; bytes that are not UTF-8 are replaced.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn signers(&self, oid: Oid) -> Outcome<[(String, String); 2]> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok([commit.author(), commit.committer()].map(|who| (text(who.name_bytes()), text(who.email_bytes()))))
    }

    /// Whether nothing but the file at `path` differs between the trees of two commits.
    ///
    /// # Errors
    ///
    /// Where a tree can't be read.
    pub fn differs_only_at(&self, before: Oid, after: Oid, path: &str) -> Outcome<bool> {
        let tree = |oid: Oid| self.inner.find_commit(oid).and_then(|commit| commit.tree());
        let (old, new) = (tree(before), tree(after));
        let (old, new) =
            (old.map_err(|error| unreadable(before, &error))?, new.map_err(|error| unreadable(after, &error))?);
        let diff = self.inner.diff_tree_to_tree(Some(&old), Some(&new), None);
        let diff = diff.map_err(|error| unreadable(after, &error))?;
        let is_it = |delta: git2::DiffDelta<'_>| delta.new_file().path() == Some(Path::new(path));
        Ok(diff.deltas().len() == 1 && diff.deltas().all(is_it))
    }

    /// The tree or blob at `path` in the commit `commit`; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or a tree on the way can't be read.
    pub fn object_at(&self, commit: Oid, path: &str) -> Outcome<Option<Oid>> {
        let failed = |error: git2::Error| unreadable(commit, &error);
        let tree = self.inner.find_commit(commit).and_then(|commit| commit.tree()).map_err(failed)?;
        match tree.get_path(Path::new(path)) {
            Ok(entry) => Ok(Some(entry.id())),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Whether the repository has an object of this hash.
    pub fn has_object(&self, oid: Oid) -> bool {
        self.inner.odb().is_ok_and(|odb| odb.exists(oid))
    }

    /// The tree of the commit `oid`.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn tree_of(&self, oid: Oid) -> Outcome<Oid> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(commit.tree_id())
    }

    /// The bytes of the blob `oid`.
    ///
    /// # Errors
    ///
    /// Where there is no such blob, or it can't be read.
    pub fn blob(&self, oid: Oid) -> Outcome<Vec<u8>> {
        let blob = self.inner.find_blob(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(blob.content().to_vec())
    }

    /// The bytes of the blob `oid`; `None` where there are more than `limit` of them, which are
    /// then not read.
    ///
    /// # Errors
    ///
    /// Where there is no such blob, or it can't be read.
    pub fn blob_within(&self, oid: Oid, limit: usize) -> Outcome<Option<Vec<u8>>> {
        let odb = self.inner.odb().map_err(|error| unreadable(oid, &error))?;
        let (size, _) = odb.read_header(oid).map_err(|error| unreadable(oid, &error))?;
        if size > limit { Ok(None) } else { self.blob(oid).map(Some) }
    }

    /// Whether `ancestor` is `commit` or comes before it.
    ///
    /// # Errors
    ///
    /// Where the history of `commit` can't be read.
    pub fn is_ancestor(&self, ancestor: Oid, commit: Oid) -> Outcome<bool> {
        if ancestor == commit {
            return Ok(true);
        }
        self.inner.graph_descendant_of(commit, ancestor).map_err(|error| unreadable(commit, &error))
    }
}

/// The hash of the blob that git would store for a text; `None` where libgit2 can't compute it.
pub fn blob_of(text: &str) -> Option<Oid> {
    Oid::hash_object(ObjectType::Blob, text.as_bytes()).ok()
}

/// A failure to read the object `oid`.
pub(super) fn unreadable(oid: Oid, error: &git2::Error) -> Failure {
    Failure::new(message!("unreadable-object", object = oid.to_string()))
        .help(message!("unreadable-object-help"))
        .because(error.message())
}

/// The folder that git wants to be told of before it trusts the repository that holds `path`.
fn foreign(path: &Path) -> PathBuf {
    let here = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let top = here.ancestors().find(|folder| folder.join(".git").exists() || folder.join("HEAD").is_file());
    top.map(Path::to_owned).unwrap_or(here)
}

fn explain(at: &Path, error: &git2::Error) -> Failure {
    let path = at.display().to_string();
    match error.code() {
        ErrorCode::NotFound => {
            Failure::new(message!("no-repository", path = path)).help(message!("no-repository-help"))
        }
        ErrorCode::Owner => {
            let top = foreign(at).display().to_string();
            Failure::new(message!("foreign-repository", path = &top))
                .help(message!("foreign-repository-help", path = top))
        }
        // SHA-256 names and the reftable format are newer than what libgit2 reads.
        _ if ["object format", "extension"].iter().any(|word| error.message().contains(word)) => {
            Failure::new(message!("unsupported-repository", path = path))
                .help(message!("unsupported-repository-help"))
                .because(error.message())
        }
        _ => Failure::new(message!("unreadable-repository", path = path)).because(error.message()),
    }
}

impl Repository {
    /// A path given by a person standing in `directory`, as a path from the top of the repository
    /// with `/` between folders; `None` where it leads out of the repository. In a bare repository
    /// paths count from its top.
    pub fn relative(&self, directory: &Path, path: &Path) -> Option<String> {
        let parts = match self.worktree() {
            None => normalise(path)?,
            Some(top) => {
                let top = std::fs::canonicalize(top).ok()?;
                let from = std::fs::canonicalize(directory).ok()?;
                normalise(&from.join(path))?.strip_prefix(normalise(&top)?.as_slice())?.to_vec()
            }
        };
        Some(parts.join("/"))
    }
}

/// The components of a path, with `.` and `..` resolved without looking at the disk (links are not followed).
fn normalise(path: &Path) -> Option<Vec<String>> {
    use std::path::Component;
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir | Component::RootDir => {}
            Component::Prefix(prefix) => parts.push(prefix.as_os_str().to_string_lossy().into_owned()),
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
        }
    }
    Some(parts)
}
