//! Files of the repository that hold what the program says. `SNAPSHOTS=overwrite` writes them anew, to be read again
//! before they are committed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::assert::{Action, DEFAULT_ACTION_ENV};
use snapbox::data::DataFormat;
use snapbox::{Assert, Data, IntoData};

fn assert() -> Assert {
    Assert::new().action_env(DEFAULT_ACTION_ENV)
}

/// What a file of the repository says that differs from `now`; none where it is so, or is so now.
pub fn difference(path: &str, now: &str) -> Option<String> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    // Raw: no text of ours stands for another one.
    let kept = Data::read_from(&kept, Some(DataFormat::Text)).raw();
    assert().try_eq(Some(&"now"), now.into_data(), kept).err().map(|error| error.to_string())
}

/// Fails where a file of the repository does not say `now`.
#[track_caller]
pub fn holds(path: &str, now: &str) {
    if let Some(difference) = difference(path, now) {
        panic!("{difference}");
    }
}

/// Fails where a folder of the repository holds other files than these.
#[track_caller]
pub fn folder_holds(folder: &str, files: &BTreeMap<PathBuf, String>) {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let held = files_below(&top);
    let stale: Vec<&PathBuf> = held.iter().filter(|path| !files.contains_key(*path)).collect();
    if assert().selected_action() == Action::Overwrite {
        stale.iter().for_each(|path| fs::remove_file(top.join(path)).unwrap());
    } else {
        assert!(stale.is_empty(), "in {folder}, but no longer made: {stale:?}");
    }
    let path = |below: &PathBuf| Path::new(folder).join(below).to_str().unwrap().to_owned();
    let wrong: Vec<String> = files.iter().filter_map(|(below, text)| difference(&path(below), text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of a folder and of all that are in it, from its top.
pub fn files_below(top: &Path) -> BTreeSet<PathBuf> {
    fn add(folder: &Path, top: &Path, found: &mut BTreeSet<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => add(&path, top, found),
                false => _ = found.insert(path.strip_prefix(top).unwrap().to_owned()),
            }
        }
    }
    let mut found = BTreeSet::new();
    add(top, top, &mut found);
    found
}
