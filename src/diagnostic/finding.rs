use std::ops::Range;
use std::sync::Arc;

use super::{Fix, LineIndex, Position, Rule, Severity};
use crate::i18n::Message;

/// One thing that a rule found in a register, always at a place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: &'static Rule,
    /// Its severity: that of the rule, unless the register sets another.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
    /// The range of the file to show.
    pub place: Place,
    /// The record that it is about, as `kind/id`.
    pub record: Option<String>,
    /// The JSON pointer (RFC 6901) of the node that it is about; empty for the whole document.
    pub pointer: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// The edits that would make it go away, where a program can make them.
    pub fix: Option<Fix>,
}

/// A range of a file's text.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file, from the top of the repository, with `/` between folders.
    pub path: String,
    /// Where the range begins.
    pub start: Position,
    /// Where it ends (the first character that is no longer part of it).
    pub end: Position,
    /// The file's text, to quote from.
    pub text: Arc<str>,
}

/// A place that helps to understand a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// What to see there.
    pub message: Message,
    /// The range to show.
    pub place: Place,
}

impl Place {
    /// The range `span` (in bytes) of the file `path`, whose text is `text`.
    pub fn new(path: &str, text: &Arc<str>, span: Range<usize>) -> Place {
        Place::within(path, text, &LineIndex::new(text), span)
    }

    /// The same, with the line index of the text, so that it is not computed again.
    pub fn within(path: &str, text: &Arc<str>, lines: &LineIndex, span: Range<usize>) -> Place {
        Place {
            path: path.to_owned(),
            start: lines.position(text, span.start),
            end: lines.position(text, span.end.max(span.start)),
            text: Arc::clone(text),
        }
    }

    /// The text of the range.
    pub fn quoted(&self) -> &str {
        self.text.get(self.start.byte..self.end.byte).unwrap_or_default()
    }
}

impl Finding {
    /// A finding of `rule` at `place`, with the rule's own severity.
    pub fn new(rule: &'static Rule, place: Place, message: Message, help: Message) -> Finding {
        Finding {
            rule,
            severity: rule.severity,
            message,
            help,
            place,
            record: None,
            pointer: String::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// The same finding, about the node at `pointer` of a record (`kind/id`).
    #[must_use]
    pub fn about(mut self, record: Option<&str>, pointer: impl Into<String>) -> Finding {
        self.record = record.map(str::to_owned);
        self.pointer = pointer.into();
        self
    }

    /// The same finding with a related place.
    #[must_use]
    pub fn see(mut self, message: Message, place: Place) -> Finding {
        self.related.push(Related { message, place });
        self
    }

    /// The same finding with a fix, if there is one.
    #[must_use]
    pub(crate) fn mended_by(mut self, fix: Option<Fix>) -> Finding {
        self.fix = fix;
        self
    }

    /// What identifies the finding from one version of the file to the next: a hash of the rule,
    /// the record (or the path), the pointer and the characters, never of the line. 32 hexadecimal
    /// digits: the first half of a SHA-256.
    pub fn fingerprint(&self) -> String {
        let of = self.record.as_deref().unwrap_or(&self.place.path);
        super::fingerprint::fingerprint(&[self.rule.code, of, &self.pointer, self.place.quoted()])
    }

    /// The key by which findings are sorted: path, start and end (in bytes), code of the rule, JSON pointer.
    pub fn order(&self) -> (&str, usize, usize, &str, &str) {
        (&self.place.path, self.place.start.byte, self.place.end.byte, self.rule.code, &self.pointer)
    }
}
