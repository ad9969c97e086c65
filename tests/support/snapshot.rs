//! Files of the repository that hold what the program says. `SNAPSHOTS=overwrite` writes them again, to be reviewed
//! before they are committed.

use std::path::Path;

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data, IntoData};

fn assert() -> Assert {
    Assert::new().action_env(DEFAULT_ACTION_ENV)
}

/// The difference between a file of the repository and `now`; none where they are equal, or the file was overwritten.
pub fn difference(path: &str, now: &str) -> Option<String> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    // Raw: nothing in the text is replaced by a placeholder.
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
