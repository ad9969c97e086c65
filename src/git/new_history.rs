use std::collections::{BTreeMap, HashMap};
use std::io;

use git2::{Indexer, ObjectType, Odb, OdbLookupFlags, Oid};

use super::Repository;
use super::pack::{Pack, Version};
use super::repository::unreadable;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// Commits that are being written, with their trees and files. All of it is in memory, as a pack, until
/// [`NewHistory::store`]: the repository has all of it, or nothing.
pub struct NewHistory {
    pack: Pack,
    /// The same objects one by one, as long as there are few of them.
    few: Option<Vec<(ObjectType, Vec<u8>)>>,
    top: Folder,
    /// The last version of each file that was written here, by its path.
    files: HashMap<String, Version>,
}

/// A folder, as the next commit has it.
#[derive(Default)]
struct Folder {
    /// What it holds, in git's order: the names of folders count as if a slash ended them.
    entries: BTreeMap<Vec<u8>, Entry>,
    /// The tree, as the last commit has it.
    written: Option<Oid>,
    /// The last tree that was written here.
    last: Option<Version>,
}

/// What adds a tree, as the difference from the version before it where there is one, and gives its hash.
type AddTree<'a> = dyn FnMut(&[u8], Option<&Version>) -> Outcome<Oid> + 'a;

struct Entry {
    mode: i32,
    oid: Oid,
    /// The folder, once something in it was changed.
    below: Option<Box<Folder>>,
}

/// A new commit, apart from its tree.
pub struct NewCommit<'a> {
    /// The commit before it.
    pub parent: Option<Oid>,
    /// The whole message.
    pub message: &'a str,
    /// Who made it, and when.
    pub signed_as: Signed<'a>,
}

/// Who of a commit is not to be named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Its author.
    pub author: bool,
    /// Its committer.
    pub committer: bool,
}

/// Who signs a new commit.
pub enum Signed<'a> {
    /// The author and committer of this commit of this repository.
    Like(&'a Repository, Oid),
    /// The same, but for the one or the other that is not to be named: the tool itself, at the same time.
    Hiding(&'a Repository, Oid, Hidden),
    /// The tool itself, at this time (seconds since 1970-01-01T00:00:00Z).
    Greffe(i64),
}

/// Up to how many objects are laid down one by one: git does the same with what it fetches (`fetch.unpackLimit`), since
/// many small packs are slow to read.
const FEW: usize = 100;
/// How many bytes of a pack git gets at a time.
const PIECE: usize = 1 << 20;
const FOLDER: i32 = 0o040_000;
const FILE: i32 = 0o100_644;

impl NewHistory {
    /// A history that goes on from the tree `base` of `repository` (`None`: from nothing).
    ///
    /// # Errors
    ///
    /// Where the tree can't be read.
    pub fn after(repository: &Repository, base: Option<Oid>) -> Outcome<NewHistory> {
        let top = base.map_or_else(|| Ok(Folder::default()), |oid| Folder::read(repository, oid))?;
        Ok(NewHistory { pack: Pack::new(), few: Some(Vec::new()), top, files: HashMap::new() })
    }

    /// Sets the file at `path` (with `/` between folders) to `text` from the next commit on.
    ///
    /// # Errors
    ///
    /// Where a folder on the way can't be read.
    pub fn set(&mut self, repository: &Repository, path: &str, text: &str) -> Outcome<()> {
        let base = self.files.get(path).cloned();
        let oid = self.add(ObjectType::Blob, text.as_bytes(), base.as_ref())?;
        self.files.insert(path.to_owned(), Version { oid, bytes: text.as_bytes().into() });
        self.top.set(repository, path.as_bytes(), Some(oid)).map(|_is_new| ())
    }

    /// Takes the file at `path` away from the next commit on; a folder left empty goes with it.
    ///
    /// # Errors
    ///
    /// Where a folder on the way can't be read.
    pub fn remove(&mut self, repository: &Repository, path: &str) -> Outcome<()> {
        self.top.set(repository, path.as_bytes(), None).map(|_was_there| ())
    }

    /// Writes a commit of the files as they are now. No branch is moved.
    ///
    /// # Errors
    ///
    /// Where the commit that it is signed like can't be read.
    pub fn commit(&mut self, commit: &NewCommit<'_>) -> Outcome<Oid> {
        let tree = self.write_top()?;
        let mut bytes = format!("tree {tree}\n").into_bytes();
        if let Some(parent) = commit.parent {
            bytes.extend(format!("parent {parent}\n").into_bytes());
        }
        let (author, committer) = commit.signed_as.signatures()?;
        for (who, signature) in [("author", author), ("committer", committer)] {
            bytes.extend(who.as_bytes());
            bytes.push(b' ');
            bytes.extend(signature);
            bytes.push(b'\n');
        }
        bytes.push(b'\n');
        bytes.extend(commit.message.as_bytes());
        self.add(ObjectType::Commit, &bytes, None)
    }

    /// Puts all of it into the repository, where no branch leads to it yet.
    ///
    /// # Errors
    ///
    /// Where git's object store can't be written.
    pub fn store(&mut self, repository: &Repository) -> Outcome<()> {
        let odb = repository.inner.odb().map_err(|error| failed(&error))?;
        match self.few.take() {
            Some(few) => few.iter().try_for_each(|(kind, bytes)| write(&odb, *kind, bytes))?,
            None => {
                let folder = repository.common_dir().join("objects/pack");
                std::fs::create_dir_all(&folder).map_err(|error| failed_to_pack(&error))?;
                let mut indexer = Indexer::new(None, &folder, 0o444, false).map_err(|error| failed(&error))?;
                for part in std::mem::replace(&mut self.pack, Pack::new()).into_file() {
                    for piece in part.chunks(PIECE) {
                        io::Write::write_all(&mut indexer, piece).map_err(|error| failed_to_pack(&error))?;
                    }
                }
                indexer.commit().map_err(|error| failed(&error))?;
            }
        }
        odb.refresh().map_err(|error| failed(&error))
    }

    fn write_top(&mut self) -> Outcome<Oid> {
        let NewHistory { pack, few, top, .. } = self;
        top.write(&mut |bytes, base| add(pack, few, ObjectType::Tree, bytes, base))
    }

    fn add(&mut self, kind: ObjectType, bytes: &[u8], base: Option<&Version>) -> Outcome<Oid> {
        add(&mut self.pack, &mut self.few, kind, bytes, base)
    }
}

fn add(
    pack: &mut Pack,
    few: &mut Option<Vec<(ObjectType, Vec<u8>)>>,
    kind: ObjectType,
    bytes: &[u8],
    base: Option<&Version>,
) -> Outcome<Oid> {
    let before = pack.count();
    let oid = pack.add(kind, bytes, base).map_err(|error| failed_to_pack(&error))?;
    match few {
        Some(objects) if pack.count() > before && before < FEW => objects.push((kind, bytes.to_vec())),
        Some(_) if before >= FEW => *few = None,
        _ => {}
    }
    Ok(oid)
}

/// Writes an object that the store may have already.
fn write(odb: &Odb<'_>, kind: ObjectType, bytes: &[u8]) -> Outcome<()> {
    let oid = Oid::hash_object(kind, bytes).map_err(|error| failed(&error))?;
    if !odb.exists_ext(oid, OdbLookupFlags::NO_REFRESH) {
        odb.write(kind, bytes).map_err(|error| failed(&error))?;
    }
    Ok(())
}

impl Folder {
    fn read(repository: &Repository, oid: Oid) -> Outcome<Folder> {
        let tree = repository.inner.find_tree(oid).map_err(|error| unreadable(oid, &error))?;
        let entries = tree.iter().map(|entry| {
            let mode = entry.filemode_raw();
            (key(entry.name_bytes(), mode == FOLDER), Entry { mode, oid: entry.id(), below: None })
        });
        Ok(Folder { entries: entries.collect(), written: Some(oid), last: None })
    }

    /// Sets the file at `path` to a blob, or takes it away. Everything else stays as it is, modes, links and submodules
    /// included. Gives whether the file differs from what it was.
    fn set(&mut self, repository: &Repository, path: &[u8], blob: Option<Oid>) -> Outcome<bool> {
        let slash = path.iter().position(|byte| *byte == b'/');
        let Some((name, rest)) = slash.and_then(|at| Some((path.get(..at)?, path.get(at + 1..)?))) else {
            return Ok(self.set_here(path, blob));
        };
        if blob.is_none() && !self.entries.contains_key(&key(name, true)) {
            return Ok(false);
        }
        let new = || Entry { mode: FOLDER, oid: Oid::ZERO_SHA1, below: Some(Box::default()) };
        let entry = self.entries.entry(key(name, true)).or_insert_with(new);
        if entry.below.is_none() {
            entry.below = Some(Box::new(Folder::read(repository, entry.oid)?));
        }
        let Some(below) = &mut entry.below else { return Ok(false) };
        let is_changed = below.set(repository, rest, blob)?;
        if below.entries.is_empty() {
            self.entries.remove(&key(name, true));
        } else {
            self.entries.remove(name);
        }
        if is_changed {
            self.written = None;
        }
        Ok(is_changed)
    }

    fn set_here(&mut self, name: &[u8], blob: Option<Oid>) -> bool {
        let is_changed = match blob {
            Some(oid) => {
                self.entries.remove(&key(name, true));
                let before = self.entries.insert(name.to_vec(), Entry { mode: FILE, oid, below: None });
                before.is_none_or(|before| (before.oid, before.mode) != (oid, FILE))
            }
            None => self.entries.remove(name).is_some(),
        };
        if is_changed {
            self.written = None;
        }
        is_changed
    }

    /// Writes it, and of its folders those that changed.
    fn write(&mut self, add: &mut AddTree<'_>) -> Outcome<Oid> {
        if let Some(oid) = self.written {
            return Ok(oid);
        }
        let mut bytes = Vec::new();
        for (key, entry) in &mut self.entries {
            if let Some(below) = &mut entry.below {
                entry.oid = below.write(add)?;
            }
            bytes.extend(format!("{:o} ", entry.mode).as_bytes());
            bytes.extend(key.strip_suffix(b"/").unwrap_or(key));
            bytes.push(0);
            bytes.extend(entry.oid.as_bytes());
        }
        let oid = add(&bytes, self.last.as_ref())?;
        (self.written, self.last) = (Some(oid), Some(Version { oid, bytes: bytes.into() }));
        Ok(oid)
    }
}

/// The name as git sorts it.
fn key(name: &[u8], is_folder: bool) -> Vec<u8> {
    let mut key = name.to_vec();
    if is_folder {
        key.push(b'/');
    }
    key
}

impl Signed<'_> {
    /// The author and the committer, as a commit writes them.
    fn signatures(&self) -> Outcome<(Vec<u8>, Vec<u8>)> {
        match self {
            Signed::Like(source, oid) => Signed::Hiding(source, *oid, Hidden::default()).signatures(),
            Signed::Hiding(source, oid, hidden) => {
                let like = source.inner.find_commit(*oid).map_err(|error| unreadable(*oid, &error))?;
                let of = |who: &git2::Signature<'_>, is_hidden: bool| match is_hidden {
                    true => greffe(who.when()),
                    false => signature(who),
                };
                Ok((of(&like.author(), hidden.author), of(&like.committer(), hidden.committer)))
            }
            Signed::Greffe(at) => {
                let signature = greffe(git2::Time::new(*at, 0));
                Ok((signature.clone(), signature))
            }
        }
    }
}

fn signature(signature: &git2::Signature<'_>) -> Vec<u8> {
    line(signature.name_bytes(), signature.email_bytes(), signature.when())
}

/// The tool's own signature.
fn greffe(at: git2::Time) -> Vec<u8> {
    line(b"greffe", b"greffe@localhost", at)
}

fn line(name: &[u8], email: &[u8], at: git2::Time) -> Vec<u8> {
    let offset = at.offset_minutes().unsigned_abs();
    let zone = format!("{}{:02}{:02}", at.sign(), offset / 60, offset % 60);
    [name, b" <", email, b"> ", format!("{} {zone}", at.seconds()).as_bytes()].concat()
}

fn failed(error: &git2::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error.message())
}

fn failed_to_pack(error: &io::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> (tempfile::TempDir, Repository) {
        let folder = tempfile::TempDir::new().unwrap();
        let repository = Repository::create(folder.path()).unwrap();
        (folder, repository)
    }

    /// What the file at `path` says in a commit.
    fn read(repository: &Repository, commit: Oid, path: &str) -> Option<String> {
        let oid = repository.object_at(commit, path).unwrap()?;
        Some(String::from_utf8(repository.blob(oid).unwrap()).unwrap())
    }

    fn packs(repository: &Repository) -> usize {
        let folder = std::fs::read_dir(repository.git_dir().join("objects/pack"));
        folder.into_iter().flatten().filter(|file| file.as_ref().unwrap().path().extension().unwrap() == "pack").count()
    }

    /// Writes commits that change one of two files in turn, and a large one beside them.
    fn write(repository: &Repository, history: &mut NewHistory, commits: i64, mut parent: Option<Oid>) -> Vec<Oid> {
        let mut written = Vec::new();
        for at in 0..commits {
            let noise: String =
                (0..4000).map(|line| format!("{}\n", (line * 7919 + at * (line % 2)) % 65_537)).collect();
            history.set(repository, "a/large.txt", &noise).unwrap();
            history.set(repository, &format!("a/b/{}.txt", at % 2), &format!("begin\n{at}\nend\n")).unwrap();
            history.set(repository, "a.txt", "the same\n").unwrap();
            let new = NewCommit { parent, message: &format!("{at}\n"), signed_as: Signed::Greffe(1_600_000_000 + at) };
            parent = Some(history.commit(&new).unwrap());
            written.extend(parent);
        }
        written
    }

    #[test]
    fn a_long_history_is_one_pack_that_git_reads_as_it_was_written() {
        let (_folder, repository) = repository();
        let mut history = NewHistory::after(&repository, None).unwrap();
        let commits = write(&repository, &mut history, 130, None);
        assert!(repository.commit(commits[0]).is_err(), "nothing is there before it is stored");
        history.store(&repository).unwrap();
        assert_eq!(packs(&repository), 1);
        for (at, commit) in commits.iter().enumerate() {
            let text = read(&repository, *commit, &format!("a/b/{}.txt", at % 2));
            assert_eq!(text.as_deref(), Some(format!("begin\n{at}\nend\n").as_str()));
            assert_eq!(read(&repository, *commit, "a/large.txt").unwrap().lines().count(), 4000);
            assert_eq!(repository.first_parent(*commit).unwrap(), at.checked_sub(1).map(|before| commits[before]));
        }
        let fsck = std::process::Command::new("git").args(["fsck", "--strict"]).current_dir(_folder.path()).output();
        let fsck = fsck.unwrap();
        assert!(fsck.status.success(), "{}", String::from_utf8_lossy(&fsck.stderr));
    }

    #[test]
    fn a_short_history_is_laid_down_object_by_object_and_keeps_what_was_there() {
        let (_folder, repository) = repository();
        let mut history = NewHistory::after(&repository, None).unwrap();
        let first = write(&repository, &mut history, 2, None);
        history.store(&repository).unwrap();
        assert_eq!(packs(&repository), 0);

        let mut history = NewHistory::after(&repository, Some(repository.tree_of(first[1]).unwrap())).unwrap();
        history.remove(&repository, "a/b/0.txt").unwrap();
        history.remove(&repository, "a/b/1.txt").unwrap();
        history.remove(&repository, "none/at/all.txt").unwrap();
        let parent = first.last().copied();
        let new = NewCommit { parent, message: "less\n", signed_as: Signed::Greffe(1_600_000_009) };
        let less = history.commit(&new).unwrap();
        history.store(&repository).unwrap();
        assert_eq!(repository.object_at(less, "a/b").unwrap(), None);
        assert_eq!(read(&repository, less, "a.txt").as_deref(), Some("the same\n"));
        assert!(read(&repository, less, "a/large.txt").is_some());
    }
}
