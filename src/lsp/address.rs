use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands as it is in the path of an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The file that an address names; `None` for what is no file of this machine (a text that has no name yet).
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    if !rest.starts_with('/') {
        return None;
    }
    let path = percent_decode_str(rest).decode_utf8().ok()?;
    // The path of a disk: `/C:/…`.
    let disk = path.strip_prefix('/').filter(|disk| cfg!(windows) && disk.get(1..2) == Some(":"));
    Some(PathBuf::from(disk.unwrap_or(&path)))
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Uri {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path.into_owned() };
    Uri::from(format!("file://{}", utf8_percent_encode(&path, ESCAPED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_file_has_an_address_and_an_address_a_file() {
        let file = Path::new("/a b/é#%/c.yml");
        assert_eq!(uri(file).as_ref(), "file:///a%20b/%C3%A9%23%25/c.yml");
        assert_eq!(path(&uri(file)).as_deref(), Some(file));
        assert_eq!(path(&Uri::from("file:///a%3A/é")), Some(PathBuf::from("/a:/é")));
        for other in ["untitled:Untitled-1", "file://host/a", "file:", "http://a/b", "file:///%ff", ""] {
            assert_eq!(path(&Uri::from(other)), None, "{other}");
        }
    }
}
