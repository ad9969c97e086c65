use crate::i18n::Message;
use crate::message;
use crate::yaml::{Document, MAX_BYTES, MAX_DEPTH, MAX_NODES, ProblemKind};

/// The two parts of a Markdown page.
pub(super) struct SourcePage {
    /// What stands between the two lines `---`.
    pub head: Document,
    /// Whether anything but white space follows.
    pub has_prose: bool,
}

/// Takes a page apart; `None` where it does not begin with front matter.
pub(super) fn read(bytes: &[u8]) -> Option<SourcePage> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let first = lines.next().filter(|line| is_fence(line))?;
    let mut end = first.len();
    for line in lines {
        if is_fence(line) {
            let head = bytes.get(first.len()..end).unwrap_or_default();
            let rest = bytes.get(end + line.len()..).unwrap_or_default();
            return Some(SourcePage { head: Document::read(head), has_prose: !rest.trim_ascii().is_empty() });
        }
        end += line.len();
    }
    None
}

fn is_fence(line: &[u8]) -> bool {
    line.trim_ascii_end() == b"---"
}

/// The reason why a document can't be used at all, if there is one.
pub(super) fn fatal(document: &Document) -> Option<Message> {
    let problem = document.problems.iter().find(|problem| problem.kind.is_fatal())?;
    Some(match &problem.kind {
        ProblemKind::NotUtf8 => message!("D001-message"),
        ProblemKind::Syntax(why) => message!("D002-message", why = why.clone()),
        ProblemKind::DuplicateKey { key, .. } => message!("D003-message", key = key),
        ProblemKind::SeveralDocuments => message!("D004-message"),
        ProblemKind::Alias => message!("D005-message"),
        ProblemKind::TooDeep => message!("D006-message", limit = MAX_DEPTH),
        ProblemKind::TooLarge => message!("D007-message", limit = MAX_BYTES >> 20),
        ProblemKind::TooMany => message!("D007-nodes", limit = MAX_NODES),
        ProblemKind::ConflictMarker => message!("D009-message"),
        ProblemKind::Empty => message!("D010-message"),
        ProblemKind::Tag => message!("D011-message"),
        ProblemKind::ComplexKey => message!("D002-message", why = message!("yaml-complex-key")),
        ProblemKind::NotFinite => message!("D012-not-finite"),
        ProblemKind::TooManyDigits => message!("D012-digits"),
        ProblemKind::NoBreakSpace => message!("D013-message"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_in_all_its_shapes() {
        for text in
            ["---\na: 1\n---\n", "---\na: 1\n---", "\u{feff}---\r\na: 1\r\n---\r\n\r\n", "--- \na: 1\n---\t\n  \n"]
        {
            let page = read(text.as_bytes()).unwrap();
            assert_eq!(page.head.root.unwrap().get("a").unwrap().scalar().as_deref(), Some("1"), "{text:?}");
            assert!(!page.has_prose, "{text:?}");
        }
        assert!(read(b"---\na: 1\n---\nprose").unwrap().has_prose);
        for text in ["", "a: 1\n", "---\na: 1\n", "\n---\na: 1\n---\n"] {
            assert!(read(text.as_bytes()).is_none(), "{text:?}");
        }
    }
}
