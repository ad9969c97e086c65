use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

/// The file with the paths of the sources on this machine. It is kept in the register's git directory, since others
/// have no use for these paths and should not see them. If it is lost, the sources must be named again.
const FILE: &str = "greffe-sources.json";

/// Where each source lies.
pub(super) fn read(git_dir: &Path) -> BTreeMap<String, PathBuf> {
    let text = std::fs::read_to_string(git_dir.join(FILE)).unwrap_or_default();
    let places: Map<String, Json> = serde_json::from_str(&text).unwrap_or_default();
    let place = |(name, path): (String, Json)| Some((name, PathBuf::from(path.as_str()?)));
    places.into_iter().filter_map(place).collect()
}

/// Writes the paths of sources, and keeps those of the `known` ones that were written before.
pub(super) fn write(git_dir: &Path, here: BTreeMap<String, PathBuf>, known: &BTreeSet<&str>) {
    let mut places = read(git_dir);
    places.retain(|name, _| known.contains(name.as_str()));
    places.extend(here);
    let text = |(name, path): (String, PathBuf)| Some((name, Json::from(path.to_str()?)));
    let places: Map<String, Json> = places.into_iter().filter_map(text).collect();
    // A failure is ignored: the file only spares typing.
    let _lost = std::fs::write(git_dir.join(FILE), Json::Object(places).to_string());
}
