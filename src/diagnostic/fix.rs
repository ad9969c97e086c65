use std::ops::Range;

use crate::i18n::Message;

/// A stretch of a text (in bytes), and what is to stand there in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub span: Range<usize>,
    /// What.
    pub text: String,
}

/// A way to mend what a finding is about, which a program can carry out on the text that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: Message,
    /// What it changes in the text of the finding's file.
    pub edits: Vec<Edit>,
    /// Whether the text can mean nothing else. A fix that is not safe is for a person to choose.
    pub is_safe: bool,
}

impl Fix {
    /// A fix of one edit.
    pub fn new(title: Message, edit: Edit, is_safe: bool) -> Fix {
        Fix { title, edits: vec![edit], is_safe }
    }
}
