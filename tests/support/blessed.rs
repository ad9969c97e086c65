//! Files of the repository that are made from the program.

use std::fs;
use std::path::Path;

/// Holds a file, by its path from the top of the repository, to this text. `GREFFE_BLESS=1` writes it instead, to be
/// looked at before it is committed.
pub fn blessed(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("GREFFE_BLESS").is_some() {
        fs::write(&file, text).unwrap();
    }
    let present = fs::read_to_string(&file).unwrap_or_default();
    let pairs = present.lines().zip(text.lines()).enumerate();
    let first = pairs.into_iter().find(|(_, (is, should))| is != should);
    assert!(
        present == text,
        "{path} is not up to date (GREFFE_BLESS=1 writes it); the first line that differs: {first:?}"
    );
}
