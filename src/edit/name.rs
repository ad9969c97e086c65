use crate::diagnostic::{Failure, Outcome};
use crate::git::Repository;
use crate::message;
use crate::registry::{ID_MAX, Listing, Name, REGISTRY_FOLDER, Record, is_valid_id, nearest_valid_id, previous_ids};

/// Refuses an identifier that a new record of this kind can't have, or (given its path `own`) an existing one.
///
/// # Errors
///
/// Where `id` is no valid identifier, another record of the kind has or had it, or a record can't be read.
pub fn refuse_id(repository: &Repository, listing: &Listing, kind: usize, id: &str, own: Option<&str>) -> Outcome<()> {
    if !is_valid_id(id) {
        let help = match nearest_valid_id(id) {
            Some(near) if id.chars().count() <= ID_MAX => message!("new-bad-id-near", near = near),
            _ => message!("S006-id-help"),
        };
        return Err(Failure::new(message!("new-bad-id", id = id)).help(help));
    }
    if let Some(other) = listing.names.iter().find(|name| name.kind == kind && name.id == id) {
        let failure = message!("new-taken", record = listing.key(other), path = other.path());
        return Err(Failure::new(failure).help(message!("new-taken-help")));
    }
    let claimed = |record: Record| {
        let claims = previous_ids(&record).any(|(_, previous)| previous.to_lowercase() == id);
        claims.then(|| (record.key.clone(), record.path.clone()))
    };
    let is_other = |name: &Name| name.kind == kind && Some(name.path()) != own;
    let claims = listing.read_each(repository, is_other, claimed)?;
    match claims.into_iter().flatten().next() {
        None => Ok(()),
        Some((record, path)) => {
            let failure = Failure::new(message!("new-taken-before", id = id, record = record, path = path));
            Err(failure.help(message!("new-taken-help")))
        }
    }
}

/// Refuses a path that is taken. Where the file system ignores case, a name that differs in case only is taken too.
///
/// # Errors
///
/// Where there is something at `path`.
pub fn refuse_occupied(repository: &Repository, path: &str) -> Outcome<()> {
    let target = repository.worktree().unwrap_or_default().join(path);
    match target.symlink_metadata().is_ok() {
        true => Err(Failure::new(message!("new-occupied", path = path)).help(message!("new-occupied-help"))),
        false => Ok(()),
    }
}

/// Refuses a new name that is the old one, that is no identifier, or that another record has or had.
///
/// # Errors
///
/// Where `new` is the present identifier, and as for [`refuse_id`].
pub fn refuse_new(repository: &Repository, listing: &Listing, record: &Record, new: &str) -> Outcome<()> {
    if record.id == new {
        let failure = Failure::new(message!("rename-same", record = &record.key));
        return Err(failure.help(message!("rename-same-help")));
    }
    refuse_id(repository, listing, record.kind, new, Some(&record.path))
}

/// The path of the record under its new identifier. If its folder follows from its old identifier (`a/` for `abc`),
/// it moves to the folder that follows from the new one; else it stays in its folder.
pub fn new_path(listing: &Listing, record: &Record, new: &str) -> String {
    let is_shelved = listing.shelf(record.kind, &record.id).as_deref() == Some(record.path.as_str());
    let shelf = listing.shelf(record.kind, new).filter(|_| is_shelved);
    shelf.unwrap_or_else(|| {
        let folder = record.path.rsplit_once('/').map_or(REGISTRY_FOLDER, |(folder, _)| folder);
        format!("{folder}/{new}.yml")
    })
}
