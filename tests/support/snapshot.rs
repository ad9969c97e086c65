//! Files of the repository that hold what the program says. `SNAPSHOTS=overwrite` writes them anew, to be read again
//! before they are committed.

use std::path::Path;

use snapbox::assert::DEFAULT_ACTION_ENV;
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
