use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::Outcome;
use crate::git::{Oid, Repository};
use crate::registry::{Listing, Name, previous_ids};

/// What begins the file: another version of the tool may read records otherwise.
const HEADER: &[u8] = concat!("greffe claims ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();
/// How long a hash of git is, and how long that of the file, in bytes.
const OID: usize = 20;
const SUM: usize = 32;

/// The previous identifiers that files claim, by their content. What a content says never changes: it
/// is read once, and remembered in the git directory. A memory that can't be read, or was damaged, is
/// none; one that can't be written is read again the next time.
#[derive(Default)]
struct Memory {
    /// The contents that claim nothing, in order.
    none: Vec<[u8; OID]>,
    /// What the others claim.
    some: Claims,
}

/// What contents claim, by their hashes.
#[derive(Default, Serialize, Deserialize)]
struct Claims(BTreeMap<String, Vec<String>>);

/// The previous identifiers (in lower case, with their kinds) that the records of an index claim, those
/// at `besides` left out.
pub(super) fn claimed(
    repository: &Repository,
    listing: &Listing,
    besides: impl Fn(&Name) -> bool,
) -> Outcome<HashSet<(usize, String)>> {
    let path = repository.common_dir().join("greffe").join("claims");
    let mut memory = Memory::load(&path).unwrap_or_default();
    let is_new = |name: &Name| !besides(name) && name.blob().is_some_and(|oid| !memory.knows(oid));
    let new: Vec<&Name> = listing.names.iter().filter(|name| is_new(name)).collect();
    if !new.is_empty() {
        let read = listing.read_each(repository, is_new, |record| {
            previous_ids(&record).map(|(_, id)| id.to_lowercase()).collect::<Vec<_>>()
        })?;
        let found = new.iter().filter_map(|name| name.blob()).zip(read).collect();
        memory = Memory::of(listing, &memory, found);
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

impl Memory {
    /// What is known of the contents that are there now: what was before, and what was `found`.
    fn of(listing: &Listing, before: &Memory, found: Vec<(Oid, Vec<String>)>) -> Memory {
        let mut memory = Memory::default();
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

    fn load(path: &Path) -> Option<Memory> {
        let file = std::fs::read(path).ok()?;
        let (sum, rest) = file.strip_prefix(HEADER)?.split_at_checked(SUM)?;
        if Sha256::digest(rest).as_slice() != sum {
            return None;
        }
        let (count, rest) = rest.split_at_checked(size_of::<u32>())?;
        let count = usize::try_from(u32::from_le_bytes(count.try_into().ok()?)).ok()?;
        let (none, some) = rest.split_at_checked(count.checked_mul(OID)?)?;
        let (none, _) = none.as_chunks::<OID>();
        Some(Memory { none: none.to_vec(), some: serde_json::from_slice(some).ok()? })
    }

    /// Writes it beside, and puts it in its place at once: another run may read it meanwhile.
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
