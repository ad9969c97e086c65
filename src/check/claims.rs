use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::Outcome;
use crate::git::{Oid, Repository};
use crate::registry::{Listing, Name, previous_ids, previous_ids_in};
use crate::yaml::Document;

/// The first line of the file. It names the version of the tool, since another may read records differently.
const HEADER: &[u8] = concat!("greffe claims ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();
/// The lengths of a hash of git (SHA-1) and of the checksum of the file (SHA-256), in bytes.
const OID: usize = 20;
const SUM: usize = 32;

/// The previous identifiers that files claim, by their content. A blob never
/// changes, so each is read once and its claims are kept in the git directory. A file of claims that can't be read, or
/// is damaged, counts as absent; where it can't be written, the blobs are read again the next time.
#[derive(Default)]
struct ClaimsCache {
    /// The hashes of blobs that claim nothing, sorted.
    none: Vec<[u8; OID]>,
    /// The claims of the other blobs.
    some: Claims,
}

/// The previous identifiers that blobs claim, by hash in hexadecimal.
#[derive(Default, Serialize, Deserialize)]
struct Claims(BTreeMap<String, Vec<String>>);

/// The previous identifiers that the records of an index claim, each with its kind and in lower case. Records for
/// which `besides` is true are left out.
///
/// # Errors
///
/// Where the file of a record can't be read. What was remembered never makes it fail.
pub(super) fn claimed(
    repository: &Repository,
    listing: &Listing,
    besides: impl Fn(&Name) -> bool,
) -> Outcome<HashSet<(usize, String)>> {
    let path = path(repository);
    let mut memory = ClaimsCache::load(&path).unwrap_or_default();
    let is_new = |name: &Name| !besides(name) && name.blob().is_some_and(|oid| !memory.knows(oid));
    let new: Vec<&Name> = listing.names.iter().filter(|name| is_new(name)).collect();
    if !new.is_empty() {
        let read = listing.read_each(repository, is_new, |record| {
            previous_ids(&record).map(|(_, id)| id.to_lowercase()).collect::<Vec<_>>()
        })?;
        let found = new.iter().filter_map(|name| name.blob()).zip(read).collect();
        memory = ClaimsCache::of(listing, &memory, found);
        let _kept = memory.save(&path);
    }
    if memory.some.0.is_empty() {
        return Ok(HashSet::new());
    }
    let claimed = listing.names.iter().filter(|name| !besides(name)).flat_map(|name| {
        let claims = name.blob().and_then(|oid| memory.some.0.get(&oid.to_string()));
        claims.into_iter().flatten().map(|id| (name.kind, id.clone()))
    });
    Ok(claimed.collect())
}

/// Compares the claims that are kept with what their blobs say, read anew. Gives the file where one of them is another;
/// `None` where all are the same, or none are kept. What is of a blob that is gone, or of another version of this tool,
/// serves nobody.
///
/// # Errors
///
/// Where git's objects can't be read.
pub fn claims_differ(repository: &Repository) -> Outcome<Option<PathBuf>> {
    let path = path(repository);
    let Ok(file) = std::fs::read(&path) else { return Ok(None) };
    let Some(memory) = ClaimsCache::read(&file) else {
        return Ok(file.starts_with(HEADER).then_some(path));
    };
    let none = memory.none.iter().filter_map(|oid| Some((Oid::from_bytes(oid).ok()?, &[][..])));
    let some = memory.some.0.iter().map(|(oid, claims)| Some((Oid::from_str(oid).ok()?, claims.as_slice())));
    let some: Option<Vec<(Oid, &[String])>> = some.collect();
    // A name that is no hash was not written by this tool.
    let Some(some) = some else { return Ok(Some(path)) };
    for (oid, kept) in none.chain(some) {
        if !repository.has_object(oid) {
            continue;
        }
        let document = Document::read(&repository.blob(oid)?);
        let said = previous_ids_in(&document).map(|(_, id)| id.to_lowercase());
        if !said.eq(kept.iter().cloned()) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Where the claims are kept.
fn path(repository: &Repository) -> PathBuf {
    repository.common_dir().join("greffe").join("claims")
}

impl ClaimsCache {
    /// The claims of the blobs that the index holds now: those of `before`, and those just `found`.
    fn of(listing: &Listing, before: &ClaimsCache, found: Vec<(Oid, Vec<String>)>) -> ClaimsCache {
        let mut memory = ClaimsCache::default();
        for oid in listing.names.iter().filter_map(Name::blob) {
            match before.some.0.get(&oid.to_string()) {
                Some(claims) => _ = memory.some.0.insert(oid.to_string(), claims.clone()),
                None if before.knows(oid) => memory.none.extend(bytes(oid)),
                None => {}
            }
        }
        for (oid, claims) in found {
            match claims.is_empty() {
                true => memory.none.extend(bytes(oid)),
                false => _ = memory.some.0.insert(oid.to_string(), claims),
            }
        }
        memory.none.sort_unstable();
        memory.none.dedup();
        memory
    }

    fn knows(&self, oid: Oid) -> bool {
        let is_none = bytes(oid).is_some_and(|oid| self.none.binary_search(&oid).is_ok());
        is_none || (!self.some.0.is_empty() && self.some.0.contains_key(&oid.to_string()))
    }

    fn load(path: &Path) -> Option<ClaimsCache> {
        ClaimsCache::read(&std::fs::read(path).ok()?)
    }

    fn read(file: &[u8]) -> Option<ClaimsCache> {
        let (sum, rest) = file.strip_prefix(HEADER)?.split_at_checked(SUM)?;
        if Sha256::digest(rest).as_slice() != sum {
            return None;
        }
        let (count, rest) = rest.split_at_checked(size_of::<u32>())?;
        let count = usize::try_from(u32::from_le_bytes(count.try_into().ok()?)).ok()?;
        let (none, some) = rest.split_at_checked(count.checked_mul(OID)?)?;
        let (none, _) = none.as_chunks::<OID>();
        Some(ClaimsCache { none: none.to_vec(), some: serde_json::from_slice(some).ok()? })
    }

    /// Writes a new file and renames it into place, since another run may be reading the old one.
    fn save(&self, path: &Path) -> std::io::Result<()> {
        let mut rest = u32::try_from(self.none.len()).map_err(std::io::Error::other)?.to_le_bytes().to_vec();
        rest.extend(self.none.iter().flatten());
        rest.extend(serde_json::to_vec(&self.some)?);
        let file = [HEADER, Sha256::digest(&rest).as_slice(), &rest].concat();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let beside: PathBuf = path.with_extension(std::process::id().to_string());
        std::fs::write(&beside, file)?;
        std::fs::rename(&beside, path)
    }
}

fn bytes(oid: Oid) -> Option<[u8; OID]> {
    oid.as_bytes().try_into().ok()
}
