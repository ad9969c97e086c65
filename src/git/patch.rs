use std::path::Path;

/// What differs between two texts of the file `path`, as git shows it to people; empty where nothing does.
pub fn patch(path: &str, old: &str, new: &str) -> String {
    let name = Some(Path::new(path));
    let made = git2::Patch::from_buffers(old.as_bytes(), name, new.as_bytes(), name, None);
    let text = made.and_then(|mut patch| patch.to_buf().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    text.unwrap_or_default()
}
