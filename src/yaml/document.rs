use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{Node, build, fast_path};
use crate::diagnostic::LineIndex;
use crate::i18n::Message;

/// The largest file that is read as a record, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// How deep lists and mappings may nest.
pub const MAX_DEPTH: usize = 64;

/// How many keys and values a file may hold.
pub const MAX_NODES: usize = 10_000;

/// A text, the value that was read from it, and its problems.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text; characters that are not UTF-8 are replaced.
    pub text: Arc<str>,
    /// Its value, if that could be read.
    pub root: Option<Node>,
    /// What is wrong with it, in the order of the text.
    pub problems: Vec<Problem>,
    lines: OnceLock<LineIndex>,
}

/// A place where a text breaks the rules of the YAML that records are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule that is broken.
    pub kind: ProblemKind,
    /// Where it is (in bytes).
    pub span: Range<usize>,
}

/// The ways in which a text can break the rules of the YAML that records are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// More than [`MAX_NODES`] keys and values.
    TooMany,
    /// Not YAML at all; the message says why.
    Syntax(Message),
    /// A conflict that was never resolved.
    ConflictMarker,
    /// A key that its mapping has already. The last value counts where it is read nevertheless.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first (in bytes).
        first: Range<usize>,
    },
    /// A second document.
    SeveralDocuments,
    /// Nothing but white space and comments.
    Empty,
    /// An anchor or an alias.
    Alias,
    /// A tag.
    Tag,
    /// A key that is not a scalar.
    ComplexKey,
    /// More than [`MAX_DEPTH`] lists and mappings within each other.
    TooDeep,
    /// `.inf` or `.nan`.
    NotFinite,
    /// An integer of more than 64 bits.
    TooManyDigits,
    /// A no-break space where a space is meant, which makes one text of a key and its value.
    NoBreakSpace,
}

impl ProblemKind {
    /// Whether the text can't be trusted to say anything.
    pub(crate) fn is_fatal(&self) -> bool {
        !matches!(self, ProblemKind::DuplicateKey { .. } | ProblemKind::SeveralDocuments)
    }
}

impl Document {
    /// Reads `bytes`. Never fails: what can't be read is a problem of the document.
    pub fn read(bytes: &[u8]) -> Document {
        // The fast path refuses conflict markers, so they are looked for only when it has given up.
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_BYTES);
        match text.and_then(|text| Some((text, fast_path::tree(text)?))) {
            Some((text, root)) => Document::of(text, Some(root), Vec::new()),
            None => Document::read_by_parser(bytes),
        }
    }

    /// The same by the parser alone, without the fast path: what the fast path is compared with.
    pub fn read_by_parser(bytes: &[u8]) -> Document {
        if bytes.len() > MAX_BYTES {
            return Document::too_large();
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                let text = String::from_utf8_lossy(bytes);
                let end = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                return Document::unread(&text, ProblemKind::NotUtf8, at..end);
            }
        };
        if let Some(span) = conflict_marker(text) {
            return Document::unread(text, ProblemKind::ConflictMarker, span);
        }
        let (root, problems) = build::tree(text);
        let fatal = problems.iter().any(|problem| problem.kind.is_fatal());
        Document::of(text, root.filter(|_| !fatal), problems)
    }

    fn of(text: &str, root: Option<Node>, problems: Vec<Problem>) -> Document {
        Document { text: text.into(), root, problems, lines: OnceLock::new() }
    }

    /// Where its lines begin. Computed on the first call, since most documents have no finding to place.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// A text of more than [`MAX_BYTES`], which is not read.
    pub(crate) fn too_large() -> Document {
        Document::unread("", ProblemKind::TooLarge, 0..0)
    }

    fn unread(text: &str, kind: ProblemKind, span: Range<usize>) -> Document {
        Document::of(text, None, vec![Problem { kind, span }])
    }
}

/// The first line that git leaves where a merge did not resolve a conflict. No line of a record begins
/// so: the lines of a text are indented.
fn conflict_marker(text: &str) -> Option<Range<usize>> {
    const MARKS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];
    // A single character is looked for much faster than a word.
    if !text.contains('<') && !text.contains('>') {
        return None;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if MARKS.iter().any(|mark| bare.starts_with(mark)) {
            return Some(at..at + bare.len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &[u8]) -> Vec<ProblemKind> {
        Document::read(text).problems.into_iter().map(|problem| problem.kind).collect()
    }

    #[test]
    fn the_last_of_two_equal_keys_counts_and_is_reported_at_the_second() {
        let document = Document::read("a: 1\nb: x\na: 2\n".as_bytes());
        let root = document.root.unwrap();
        assert_eq!(root.get("a").unwrap().scalar().as_deref(), Some("2"));
        assert_eq!(document.problems[0].span, 10..11);
        assert_eq!(document.problems[0].kind, ProblemKind::DuplicateKey { key: "a".into(), first: 0..1 });
    }

    #[test]
    fn what_leaves_the_subset_is_named() {
        assert_eq!(kinds(b"a: \xff"), [ProblemKind::NotUtf8]);
        assert_eq!(kinds(b""), [ProblemKind::Empty]);
        assert_eq!(kinds(b"# only a comment\n"), [ProblemKind::Empty]);
        assert_eq!(kinds(b"a: &x 1\nb: *x\n"), [ProblemKind::Alias, ProblemKind::Alias]);
        assert_eq!(kinds(b"a: !!str 1\n"), [ProblemKind::Tag]);
        assert_eq!(kinds(b"a: .inf\n"), [ProblemKind::NotFinite]);
        assert_eq!(kinds(b"a: 99999999999999999999\n"), [ProblemKind::TooManyDigits]);
        assert_eq!(kinds(b"? [a]\n: 1\n"), [ProblemKind::ComplexKey]);
        assert_eq!(kinds(b"a: 1\n---\nb: 1\n"), [ProblemKind::SeveralDocuments]);
        assert_eq!(kinds("a:\u{a0}1\n".as_bytes()), [ProblemKind::NoBreakSpace]);
        assert_eq!(kinds("b: 1\na:\u{a0}1\nc: 2\n".as_bytes()), [ProblemKind::NoBreakSpace]);
        assert_eq!(kinds("comment: voir la suite :\u{a0}un texte\n".as_bytes()), []);
        assert_eq!(kinds(b"a: 1\n>>>>>>> side\n"), [ProblemKind::ConflictMarker]);
        assert_eq!(kinds(b"<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n"), [ProblemKind::ConflictMarker]);
        assert_eq!(kinds("[".repeat(70).as_bytes()), [ProblemKind::TooDeep]);
        assert_eq!(kinds("- ".repeat(100_000).as_bytes()), [ProblemKind::TooDeep]);
        assert!(matches!(kinds(b"a: [1\n")[..], [ProblemKind::Syntax(_)]));
    }

    #[test]
    fn spans_cover_the_very_characters() {
        let text =
            "é: {à: [x, 'y z']}\r\nlist:\r\n  - k: |\r\n      block\r\n  - \"q\\u0041\"\r\nnone:\r\nlast: fin\r\n";
        let document = Document::read(text.as_bytes());
        let root = document.root.unwrap();
        let at = |pointer: &str| &text[root.find(pointer).unwrap().0.span.clone()];
        assert_eq!(at("/é/à/0"), "x");
        assert_eq!(at("/é/à/1"), "'y z'");
        assert_eq!(at("/é/à"), "[x, 'y z']");
        assert_eq!(at("/é"), "{à: [x, 'y z']}");
        assert_eq!(at("/list/1"), "\"q\\u0041\"");
        assert_eq!(at("/last"), "fin");
        assert_eq!(at("/none"), "");
        assert_eq!(&text[root.span_at("/none")], "none");
        assert_eq!(&text[root.find("/list/0/k").unwrap().1.unwrap().clone()], "k");
        assert!(at("/list/0/k").starts_with('|'), "{:?}", at("/list/0/k"));
    }

    #[test]
    fn anchors_and_tags_are_pointed_at_themselves() {
        for (text, wanted) in [
            ("a: &x 1\nb: *x\n", &["&x", "*x"][..]),
            ("a: &x\nb: 1\n", &["&x"]),
            ("a: !!python/object:os.system {b: 1}\n", &["!!python/object:os.system"]),
            ("é: # & non\n  - !<tag:x> &y 'z'\n", &["!<tag:x>", "&y"]),
        ] {
            let document = Document::read(text.as_bytes());
            let shown: Vec<_> = document.problems.iter().map(|problem| &text[problem.span.clone()]).collect();
            assert_eq!(shown, wanted, "{text}");
        }
    }
}
