use sha2::{Digest, Sha256};

use crate::diagnostic::hexadecimal;
use crate::registry::is_valid_id;

/// A name as a step of a path: itself where it is an identifier, else always the same stand-in. So no name leads out of
/// the site, or has a meaning for a file system.
pub(super) fn step(name: &str) -> String {
    if is_valid_id(name) {
        return name.to_owned();
    }
    let digest = Sha256::digest(name.as_bytes());
    format!("~{}", hexadecimal(digest.get(..8).unwrap_or_default()))
}

/// The pages of an indicator's method: the default one's stand under the indicator itself.
pub(super) fn figure(indicator: &str, method: Option<&str>) -> String {
    match method {
        None => format!("indicateur/{}", step(indicator)),
        Some(method) => format!("indicateur/{}/par/{}", step(indicator), step(method)),
    }
}

/// The page of a record.
pub(super) fn record(kind: &str, id: &str) -> String {
    format!("fiche/{}/{}.html", step(kind), step(id))
}

/// The page that lists the records of a kind; its further pages are numbered from 2 on.
pub(super) fn kind(kind: &str, page: usize) -> String {
    match page {
        0 => format!("fiches/{}.html", step(kind)),
        page => format!("fiches/{}/{}.html", step(kind), page + 1),
    }
}

/// The page of what a month (`2019-03`) changed; its further pages are numbered from 2 on.
pub(super) fn month(month: &str, page: usize) -> String {
    match page {
        0 => format!("changements/{month}.html"),
        page => format!("changements/{month}-{}.html", page + 1),
    }
}

/// A text of a name's kind, cut where it is too long for a title or a list.
pub(super) fn crop(text: &str) -> String {
    const SHOWN: usize = 160;
    match text.char_indices().nth(SHOWN) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_no_identifier_leads_nowhere_else() {
        assert_eq!(step("a-dock"), "a-dock");
        for name in ["..", "../x", "a/b", "<b>", "", "Ａ", "con\u{0}"] {
            let step = step(name);
            assert!(step.starts_with('~') && step.len() == 17, "{name} → {step}");
        }
    }
}
