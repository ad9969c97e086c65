use std::ops::Range;

use crate::i18n::Message;

/// A range of a text, and the text that replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The range, in bytes.
    pub span: Range<usize>,
    /// The replacement.
    pub text: String,
}

/// Edits that make a finding go away, for the text that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: Message,
    /// What it changes in the text of the finding's file.
    pub edits: Vec<Edit>,
    /// Whether it may be made unasked: only one text is possible. Otherwise a person must choose.
    pub is_safe: bool,
}

impl Fix {
    /// A fix of one edit.
    pub fn new(title: Message, edit: Edit, is_safe: bool) -> Fix {
        Fix { title, edits: vec![edit], is_safe }
    }
}
