use super::RecordKind;
use super::record::{Fields, Name, put};
use crate::registry::nearest_valid_id;

/// The organisation that a source writes in full, and what that says of it: it may have no page.
/// Its sigle, where there is one, makes the identifier, as the pages of organisations have it.
pub(super) fn organisation(name: &str, acronym: Option<&str>) -> Option<(Name, Fields)> {
    let name = name.trim().trim_end_matches(',').trim_end();
    let acronym = acronym.map(str::trim).filter(|acronym| !acronym.is_empty());
    let id = nearest_valid_id(acronym.unwrap_or(name))?;
    let mut said = Fields::new();
    put(&mut said, "name", name);
    put(&mut said, "acronym", acronym.unwrap_or_default());
    Some(((RecordKind::Organisation, id), said))
}
