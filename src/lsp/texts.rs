use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{TextDocumentContentChangeEvent as Event, Uri};

use super::encoding::Encoding;
use crate::diagnostic::LineIndex;

/// A text that is open in the editor.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// Its address, as the editor writes it.
    pub uri: Uri,
    /// Its version, as the editor counts.
    pub version: i32,
    /// Its present text, unsaved changes included.
    pub text: Arc<str>,
}

impl Open {
    /// Applies the changes that the editor sends, in order.
    pub(super) fn change(&mut self, version: i32, changes: Vec<Event>, encoding: Encoding) {
        self.version = version;
        for change in changes {
            match change {
                Event::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text.into(),
                Event::TextDocumentContentChangePartial(part) => {
                    let lines = LineIndex::new(&self.text);
                    let start = encoding.byte(&self.text, &lines, part.range.start);
                    let end = encoding.byte(&self.text, &lines, part.range.end).max(start);
                    let before = self.text.get(..start).unwrap_or_default();
                    let after = self.text.get(end..).unwrap_or_default();
                    self.text = [before, &part.text, after].concat().into();
                }
            }
        }
    }
}

/// The texts that are open, by their files.
#[derive(Default)]
pub(super) struct Texts(BTreeMap<PathBuf, Open>);

impl Texts {
    pub(super) fn open(&mut self, path: PathBuf, open: Open) {
        self.0.insert(path, open);
    }

    pub(super) fn close(&mut self, path: &Path) {
        self.0.remove(path);
    }

    pub(super) fn get_mut(&mut self, path: &Path) -> Option<&mut Open> {
        self.0.get_mut(path)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &Open)> {
        self.0.iter().map(|(path, open)| (path.as_path(), open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::{Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> Event {
        let position = |(line, character)| Position { line, character };
        #[allow(deprecated)]
        Event::TextDocumentContentChangePartial(TextDocumentContentChangePartial {
            range: Range { start: position(from), end: position(to) },
            range_length: None,
            text: text.to_owned(),
        })
    }

    #[test]
    fn changes_are_taken_over_one_after_the_other_in_any_encoding() {
        let text = "nom: 🙂é\r\nfin: x\r\n";
        for (encoding, end) in [(Encoding::Utf16, 8), (Encoding::Utf8, 11), (Encoding::Utf32, 7)] {
            let mut open = Open { uri: Uri::from("file:///a"), version: 1, text: text.into() };
            let changes =
                vec![part((0, end), (0, end), "à"), part((1, 5), (1, 6), "y\r\nz"), part((9, 0), (9, 9), "w")];
            open.change(2, changes, encoding);
            assert_eq!(&*open.text, "nom: 🙂éà\r\nfin: y\r\nz\r\nw", "{encoding:?}");
            let whole = TextDocumentContentChangeWholeDocument { text: "a".to_owned() };
            open.change(3, vec![Event::TextDocumentContentChangeWholeDocument(whole)], encoding);
            assert_eq!((&*open.text, open.version), ("a", 3));
        }
    }

    #[test]
    fn a_change_that_ends_before_it_begins_takes_nothing_away() {
        let mut open = Open { uri: Uri::from("file:///a"), version: 1, text: "abc".into() };
        open.change(2, vec![part((0, 2), (0, 1), "-")], Encoding::Utf16);
        assert_eq!(&*open.text, "ab-c");
    }
}
