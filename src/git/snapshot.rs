use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::{ObjectType, Oid};
use rayon::prelude::*;

use super::Repository;
use super::index::{is_intended, is_left_out};
use super::repository::unreadable;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// Where a register is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The working tree: files that git knows or would add, never those that it ignores.
    Worktree,
    /// The index: what the next commit will hold.
    Index,
    /// A commit.
    Commit(Oid),
}

/// What git says a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A regular file, executable or not.
    Regular,
    /// A symbolic link.
    Link,
    /// A submodule.
    Submodule,
    /// What git never holds, on the disk: a pipe, a socket, a device. To open it could wait for ever.
    Special,
}

impl Mode {
    pub(super) fn of(mode: i32) -> Mode {
        match mode & 0o170_000 {
            0o120_000 => Mode::Link,
            0o160_000 => Mode::Submodule,
            _ => Mode::Regular,
        }
    }
}

/// One file of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path from the top of the repository, with `/` between folders; bytes that are not UTF-8
    /// are replaced.
    pub path: String,
    /// Whether it is a regular file, or something else.
    pub mode: Mode,
    content: Content,
}

impl File {
    /// A regular file with this text, which need not exist on disk.
    pub fn saying(path: &str, text: Arc<str>) -> File {
        File { path: path.to_owned(), mode: Mode::Regular, content: Content::Memory(text) }
    }

    /// The blob that holds its content; none for a file of the working tree.
    pub fn blob(&self) -> Option<Oid> {
        match self.content {
            Content::Blob(oid) => Some(oid),
            Content::Disk(_) | Content::Memory(_) => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    /// On disk: where, unless its path says so (a name that is not UTF-8 is not its path).
    Disk(Option<PathBuf>),
    Blob(Oid),
    /// In memory only: an editor has not saved it.
    Memory(Arc<str>),
}

/// The files of a working tree, an index or a commit.
pub struct Snapshot {
    /// Where they are read from.
    pub origin: Origin,
    /// The files, in the order of their paths.
    pub files: Vec<File>,
}

impl Snapshot {
    /// Lists the files below `folders` (paths from the top of the repository).
    ///
    /// # Errors
    ///
    /// Where `origin` can't be read: a folder of the disk, the index, the commit. Also for the working tree of a bare
    /// repository.
    pub fn take(repository: &Repository, origin: Origin, folders: &[&str]) -> Outcome<Snapshot> {
        let mut files = Vec::new();
        match &origin {
            Origin::Worktree => worktree(repository, folders, &mut files)?,
            Origin::Index => index(repository, folders, &mut files)?,
            Origin::Commit(oid) => commit(repository, *oid, folders, &mut files)?,
        }
        Ok(Snapshot::of(origin, files))
    }

    /// Lists the files below a folder that holds few: in the working tree, git is asked about each, and
    /// its index is read only where it ignores one.
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::take`].
    pub fn take_few(repository: &Repository, origin: Origin, folder: &str) -> Outcome<Snapshot> {
        let (Origin::Worktree, Some(top)) = (&origin, repository.worktree()) else {
            return Snapshot::take(repository, origin, &[folder]);
        };
        // Git may leave a part of the files out of the working tree.
        if repository.is_set("core.sparseCheckout").unwrap_or(false) {
            return Snapshot::take(repository, origin, &[folder]);
        }
        let mut files = Vec::new();
        list(&top.join(folder), folder, true, &mut files)?;
        match files.iter().any(|file| ignores(repository, &file.path)) {
            true => Snapshot::take(repository, origin, &[folder]),
            false => Ok(Snapshot::of(origin, files)),
        }
    }

    fn of(origin: Origin, mut files: Vec<File>) -> Snapshot {
        if !files.is_sorted_by(|a, b| a.path < b.path) {
            files.sort_by(|a, b| (&a.path, &a.content).cmp(&(&b.path, &b.content)));
            // Names that are not UTF-8 may look the same once they are replaced.
            files.dedup_by(|a, b| a.path == b.path);
        }
        Snapshot { origin, files }
    }

    /// Reads files on all cores and gives what `read` makes of each and of the value paired with it, in the same
    /// order. A file of more than `limit` bytes is not read: `read` gets `None` for it.
    ///
    /// # Errors
    ///
    /// Where a file or a blob can't be read. Of several failures, any one is given.
    pub fn read<M, T, F>(repository: &Repository, files: &[(&File, M)], limit: usize, read: F) -> Outcome<Vec<T>>
    where
        M: Copy + Send + Sync,
        T: Send,
        F: Fn(M, Option<&[u8]>) -> T + Sync,
    {
        let git_dir = repository.git_dir();
        let top = repository.worktree().unwrap_or_default();
        // A path relative to the current directory takes the system fewer look-ups.
        let is_here = std::env::current_dir().is_ok_and(|here| here == top);
        let top = if is_here { PathBuf::new() } else { top };
        if files.len() <= FEW {
            let mut buffer = Vec::new();
            let each = files.iter().map(|(file, beside)| {
                let bytes = bytes(file, &top, limit, &mut buffer, || Ok(repository))?;
                Ok(read(*beside, bytes.as_deref()))
            });
            return each.collect();
        }
        files
            .par_iter()
            .with_min_len(16)
            .map_init(
                || (LazyCell::new(|| Repository::open(git_dir)), Vec::new()),
                |(opened, buffer), (file, beside)| {
                    let bytes = bytes(file, &top, limit, buffer, || opened.as_ref().map_err(Clone::clone))?;
                    Ok(read(*beside, bytes.as_deref()))
                },
            )
            .collect()
    }
}

/// With no more files than this, the other cores are not worth waking.
const FEW: usize = 24;

/// The bytes of a file; `None` where there are more than `limit`.
fn bytes<'b, 'r>(
    file: &File,
    top: &Path,
    limit: usize,
    buffer: &'b mut Vec<u8>,
    repository: impl FnOnce() -> Outcome<&'r Repository>,
) -> Outcome<Option<Cow<'b, [u8]>>> {
    match &file.content {
        Content::Disk(path) => {
            let path = path.clone().unwrap_or_else(|| top.join(&file.path));
            let is_read = read_within(&path, limit, buffer)
                .map_err(|error| Failure::new(message!("unreadable-file", path = &file.path)).because(error))?;
            Ok(is_read.then_some(Cow::Borrowed(buffer.as_slice())))
        }
        Content::Blob(oid) => Ok(repository()?.blob_within(*oid, limit)?.map(Cow::Owned)),
        Content::Memory(text) => {
            buffer.clear();
            buffer.extend_from_slice(text.as_bytes());
            Ok((text.len() <= limit).then_some(Cow::Borrowed(buffer.as_slice())))
        }
    }
}

/// Reads a file into `buffer`; `false` where it has more than `limit` bytes.
fn read_within(path: &Path, limit: usize, buffer: &mut Vec<u8>) -> std::io::Result<bool> {
    buffer.clear();
    // Enough for nearly every record: its size need not be asked for.
    buffer.reserve(16 << 10);
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    std::fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(buffer)?;
    Ok(buffer.len() <= limit)
}

type Files = Vec<File>;

fn add(files: &mut Files, path: Vec<u8>, mode: Mode, content: Content) {
    let path = String::from_utf8(path).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    files.push(File { path, mode, content });
}

fn index(repository: &Repository, folders: &[&str], files: &mut Files) -> Outcome<()> {
    repository.index_entries(folders, |entry| {
        if is_intended(&entry) {
            return;
        }
        let mode = Mode::of(i32::try_from(entry.mode).unwrap_or_default());
        add(files, entry.path, mode, Content::Blob(entry.id));
    })
}

fn commit(repository: &Repository, oid: Oid, folders: &[&str], files: &mut Files) -> Outcome<()> {
    for folder in folders {
        let Some(below) = repository.object_at(oid, folder)? else { continue };
        // A list instead of recursion: trees may nest so deep that the call stack would overflow.
        let mut left = vec![(folder.as_bytes().to_vec(), below)];
        while let Some((folder, below)) = left.pop() {
            let object = repository.inner.find_object(below, None).map_err(|error| unreadable(below, &error))?;
            for entry in object.as_tree().into_iter().flat_map(git2::Tree::iter) {
                let path = [&folder, b"/".as_slice(), entry.name_bytes()].concat();
                match entry.kind() {
                    Some(ObjectType::Tree) => left.push((path, entry.id())),
                    _ => add(files, path, Mode::of(entry.filemode()), Content::Blob(entry.id())),
                }
            }
        }
    }
    Ok(())
}

fn worktree(repository: &Repository, folders: &[&str], files: &mut Files) -> Outcome<()> {
    let Some(top) = repository.worktree() else {
        return Err(Failure::new(message!("bare-repository")).help(message!("bare-repository-help")));
    };
    // The folders are listed while the index is read: the two take about as long.
    let (known, listed) = std::thread::scope(|scope| {
        let listing = scope.spawn(|| {
            let mut listed = Vec::new();
            folders.iter().try_for_each(|folder| list(&top.join(folder), folder, true, &mut listed)).map(|()| {
                listed.par_sort_unstable_by(|a: &File, b: &File| a.path.cmp(&b.path));
                listed
            })
        });
        let (mut known, mut left_out) = (Vec::new(), Vec::new());
        let read = repository.index_entries(folders, |entry| {
            if is_left_out(&entry) {
                left_out.push((entry.path.clone(), entry.mode, entry.id));
            }
            known.push(entry.path);
        });
        (read.map(|()| (known, left_out)), listing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // Both in the order of their paths: where git ignores case, the index is in another order.
    let (mut known, left_out) = known?;
    known.sort_unstable();
    let mut known = known.iter().map(Vec::as_slice).peekable();
    files.extend(listed?.into_iter().filter(|file| {
        let path = file.path.as_bytes();
        while known.next_if(|known| *known < path).is_some() {}
        // An ignored file is no part of the register, unless it is in the index.
        known.peek() == Some(&path) || !ignores(repository, &file.path)
    }));
    // What git leaves out of the working tree is part of it all the same, as the index has it.
    let is_there: HashSet<&str> = match left_out.is_empty() {
        true => HashSet::new(),
        false => files.iter().map(|file| file.path.as_str()).collect(),
    };
    let absent = left_out.into_iter().filter(|(path, ..)| !is_there.contains(&*String::from_utf8_lossy(path)));
    let absent: Vec<_> = absent.collect();
    for (path, mode, oid) in absent {
        add(files, path, Mode::of(i32::try_from(mode).unwrap_or_default()), Content::Blob(oid));
    }
    Ok(())
}

/// Whether the rules of git's ignore files match a path.
fn ignores(repository: &Repository, path: &str) -> bool {
    repository.inner.status_should_ignore(Path::new(path)).unwrap_or(false)
}

/// Lists the files below a folder of the disk, which is `folder` in the repository (exactly, or with
/// bytes replaced that are not UTF-8), but for a `.git`, which is never git's content.
fn list(on_disk: &Path, folder: &str, exactly: bool, files: &mut Files) -> Outcome<()> {
    let failed = |error: std::io::Error| Failure::new(message!("unreadable-file", path = folder)).because(error);
    let listing = match std::fs::read_dir(on_disk) {
        Ok(listing) => listing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    for item in listing {
        let item = item.map_err(failed)?;
        let kind = item.file_type().map_err(failed)?;
        let name = item.file_name();
        if name == ".git" {
            continue;
        }
        let exactly = exactly && name.to_str().is_some();
        let path = [folder, "/", &name.to_string_lossy()].concat();
        if kind.is_dir() {
            list(&item.path(), &path, exactly, files)?;
        } else {
            let mode = match (kind.is_symlink(), kind.is_file()) {
                (true, _) => Mode::Link,
                (false, true) => Mode::Regular,
                (false, false) => Mode::Special,
            };
            let content = Content::Disk((!exactly).then(|| item.path()));
            files.push(File { path, mode, content });
        }
    }
    Ok(())
}
