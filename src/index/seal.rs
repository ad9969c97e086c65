use std::fs::File;
use std::hash::Hasher;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use twox_hash::XxHash3_64;

/// What the digest of a file says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// It is as it was written.
    Whole,
    /// There is no file.
    Absent,
    /// It bears no digest: an earlier version of this tool wrote it, or something else did.
    Missing,
    /// It is not as it was written, or can't be read.
    Broken,
}

/// Where the digest is: in two fields of the header that SQLite leaves to whoever uses it (`user_version` and
/// `application_id`). So it comes and goes with the file, and SQLite reads the file as if it were not there.
const FIELDS: [std::ops::Range<usize>; 2] = [60..64, 68..72];
/// How long the header of an SQLite file is.
const HEADER: usize = 100;
/// How much is read at once: little enough to stay in a core's own cache.
const PIECE: usize = 256 * 1024;

/// Whether the index at `path` is as it was written. All of it is read: at the speed of memory, which a question hardly
/// notices.
pub(super) fn check(path: &Path) -> Seal {
    examine(path, &mut io::sink())
}

/// Copies the index at `from` to a new file at `to`, and says whether it is as it was written. Where it is not, the copy
/// is good for nothing.
///
/// # Errors
///
/// Where the copy can't be written, in the system's words.
pub(super) fn copy(from: &Path, to: &Path) -> Result<Seal, String> {
    let mut copy = File::create_new(to).map_err(|error| error.to_string())?;
    match read(from, &mut copy) {
        Err(Fault::Target(error)) => Err(error.to_string()),
        found => Ok(told(from, found)),
    }
}

/// Writes the digest of the index at `path` into it, which no one else may have open. Whoever changes it afterwards has
/// it built again, unless they seal it too: a digest tells damage, and does not keep anyone out.
///
/// # Errors
///
/// Where the file is none of SQLite, or can't be read or written.
pub fn seal(path: &Path) -> io::Result<()> {
    let found = match read(path, &mut io::sink()) {
        Ok(found) => found,
        Err(Fault::Source(error) | Fault::Target(error)) => return Err(error),
    };
    let mut file = File::options().write(true).open(path)?;
    let digest = found.digest.to_be_bytes();
    for (field, part) in FIELDS.into_iter().zip(digest.chunks(4)) {
        file.seek(SeekFrom::Start(field.start as u64))?;
        file.write_all(part)?;
    }
    Ok(())
}

/// The digest that a file bears, and that of its content.
struct Digests {
    borne: u64,
    digest: u64,
}

/// What can't be read, or can't be written.
enum Fault {
    Source(io::Error),
    Target(io::Error),
}

fn examine(path: &Path, copy: &mut impl Write) -> Seal {
    told(path, read(path, copy))
}

fn told(path: &Path, found: Result<Digests, Fault>) -> Seal {
    match found {
        Ok(Digests { borne: 0, .. }) => Seal::Missing,
        // SQLite would undo what the journal says in the file. This tool leaves none.
        Ok(_) if has_journal(path) => Seal::Broken,
        Ok(Digests { borne, digest }) if borne == digest => Seal::Whole,
        Err(Fault::Source(error)) if error.kind() == ErrorKind::NotFound => Seal::Absent,
        Ok(_) | Err(_) => Seal::Broken,
    }
}

fn has_journal(path: &Path) -> bool {
    ["-journal", "-wal"].iter().any(|ending| beside(path, ending).exists())
}

/// The file that SQLite would put beside `path`.
pub(super) fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Reads a file to its end, and writes what was read to `copy`. The digest is never 0, which is what a file bears that
/// has none.
fn read(path: &Path, copy: &mut impl Write) -> Result<Digests, Fault> {
    let mut file = File::open(path).map_err(Fault::Source)?;
    let mut hasher = XxHash3_64::new();
    let mut piece = vec![0; PIECE];
    let mut borne = None;
    loop {
        let length = fill(&mut file, &mut piece).map_err(Fault::Source)?;
        let Some(read) = piece.get_mut(..length) else { break };
        copy.write_all(read).map_err(Fault::Target)?;
        if borne.is_none() {
            borne = Some(take_out(read).ok_or_else(|| Fault::Source(ErrorKind::InvalidData.into()))?);
        }
        hasher.write(read);
        if length < PIECE {
            break;
        }
    }
    Ok(Digests { borne: borne.unwrap_or_default(), digest: hasher.finish().max(1) })
}

/// Reads until the buffer is full, or the file is at its end.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Takes the digest out of the header, which leaves zeros there; `None` where that is no header of SQLite.
fn take_out(header: &mut [u8]) -> Option<u64> {
    if header.len() < HEADER || !header.starts_with(b"SQLite format 3\0") {
        return None;
    }
    let mut digest = 0;
    for field in FIELDS {
        for byte in header.get_mut(field)? {
            digest = digest << 8 | u64::from(*byte);
            *byte = 0;
        }
    }
    Some(digest)
}
