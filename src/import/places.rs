use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

/// Where the sources lie on this machine, in the register's git directory: a path is nobody else's
/// business. Should the file be lost, the sources are asked for again.
const FILE: &str = "greffe-sources.json";

/// Where each source lies.
pub(super) fn read(git_dir: &Path) -> BTreeMap<String, PathBuf> {
    let text = std::fs::read_to_string(git_dir.join(FILE)).unwrap_or_default();
    let places: Map<String, Json> = serde_json::from_str(&text).unwrap_or_default();
    let place = |(name, path): (String, Json)| Some((name, PathBuf::from(path.as_str()?)));
    places.into_iter().filter_map(place).collect()
}

/// Remembers where sources lie, beside those `known` that were remembered before.
pub(super) fn write(git_dir: &Path, here: BTreeMap<String, PathBuf>, known: &BTreeSet<&str>) {
    let mut places = read(git_dir);
    places.retain(|name, _| known.contains(name.as_str()));
    places.extend(here);
    let text = |(name, path): (String, PathBuf)| Some((name, Json::from(path.to_str()?)));
    let places: Map<String, Json> = places.into_iter().filter_map(text).collect();
    // It is only there to spare typing.
    let _lost = std::fs::write(git_dir.join(FILE), Json::Object(places).to_string());
}
