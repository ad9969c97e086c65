use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{Entry, MAX_DEPTH, MAX_NODES, Node, Problem, ProblemKind, Value, scalar, syntax};

/// Reads the first document of `text` into a tree, and gives the problems of the text.
pub(super) fn tree(text: &str) -> (Option<Node>, Vec<Problem>) {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        // As the prescribed reader reads such a last line.
        block_scalar_eof_without_line_feed: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder { text, has_no_break_space: text.contains('\u{a0}'), ..Builder::default() };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => builder.event(event, bytes(&span)),
            Err(error) => {
                builder.error(text, &error);
                break;
            }
        }
        if builder.stopped {
            break;
        }
    }
    // A file with only a `---` line holds a null document, and is as empty as one without any line.
    let is_blank =
        |root: &Node| root.is_null() && text.get(root.span.clone()).is_none_or(|said| said.trim().is_empty());
    if builder.problems.is_empty() && builder.root.as_ref().is_none_or(is_blank) {
        builder.problem(ProblemKind::Empty, 0..0);
    }
    builder.problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    (builder.root, builder.problems)
}

/// A parser of text always knows its byte offsets.
fn bytes(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    has_no_break_space: bool,
    /// Where the last node or key ended.
    last_end: usize,
    root: Option<Node>,
    open: Vec<Open>,
    documents: usize,
    nodes: usize,
    problems: Vec<Problem>,
    stopped: bool,
}

/// A list or mapping whose end the parser has not reported so far.
struct Open {
    start: usize,
    end: usize,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, known: KeyIndex, key: Option<(String, Range<usize>)> },
}

/// From how many keys on they are looked up by their hash; with fewer, comparing them is faster.
const MANY: usize = 16;

/// Where each key of a mapping of [`MANY`] keys or more stands; empty below.
#[derive(Default)]
struct KeyIndex(HashMap<String, usize>);

impl KeyIndex {
    fn find(&self, entries: &[Entry], key: &str) -> Option<usize> {
        match entries.len() < MANY {
            true => entries.iter().position(|entry| entry.key == key),
            false => self.0.get(key).copied(),
        }
    }

    /// Takes note of the last entry.
    fn note(&mut self, entries: &[Entry]) {
        let from = match entries.len() {
            ..MANY => return,
            MANY => 0,
            more => more - 1,
        };
        self.0.extend(entries.iter().enumerate().skip(from).map(|(at, entry)| (entry.key.clone(), at)));
    }
}

impl Builder<'_> {
    fn problem(&mut self, kind: ProblemKind, span: Range<usize>) {
        self.problems.push(Problem { kind, span });
    }

    fn error(&mut self, text: &str, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
        let (kind, span) = syntax::explain(text, error.kind(), at);
        // A no-break space may be known already as what led to the error.
        if !self.problems.contains(&Problem { kind: kind.clone(), span: span.clone() }) {
            self.problem(kind, span);
        }
        self.stopped = true;
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if event.is_node() {
            self.nodes += 1;
            if self.nodes > MAX_NODES {
                // Other problems of so large a text would make as long a list.
                self.problems.clear();
                self.problem(ProblemKind::TooMany, span);
                self.stopped = true;
                return;
            }
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.problem(ProblemKind::SeveralDocuments, span);
                    self.stopped = true;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.problem(ProblemKind::Alias, span.clone());
                self.value(Node { span, value: Value::Null });
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.properties(anchor, tag.is_some(), &span);
                self.scalar(&text, style, span);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.properties(anchor, tag.is_some(), &span);
                self.begin(OpenKind::List(Vec::new()), span);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.properties(anchor, tag.is_some(), &span);
                let kind = OpenKind::Map { entries: Vec::new(), known: KeyIndex::default(), key: None };
                self.begin(kind, span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.finish(span),
            _ => {}
        }
    }

    fn properties(&mut self, anchor: usize, tagged: bool, span: &Range<usize>) {
        if anchor != 0 {
            self.problem(ProblemKind::Alias, self.property('&', span));
        }
        if tagged {
            self.problem(ProblemKind::Tag, self.property('!', span));
        }
    }

    /// The anchor or tag that stands before a node, from its sign to the next space.
    fn property(&self, sign: char, node: &Range<usize>) -> Range<usize> {
        let Some(start) = self.mark(self.last_end..node.start, &[sign]) else { return node.clone() };
        let rest = self.text.get(start..node.start.max(start)).unwrap_or_default();
        start..start + rest.find(char::is_whitespace).unwrap_or(rest.len())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Range<usize>) {
        if self.has_no_break_space
            && style == ScalarStyle::Plain
            && let Some((prefix, _)) = text.split_once(":\u{a0}")
            && syntax::is_field_name(prefix)
        {
            let space = span.start + prefix.len() + 1;
            self.problem(ProblemKind::NoBreakSpace, space..space + '\u{a0}'.len_utf8());
        }
        let span = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_scalar(span),
            _ => span,
        };
        self.last_end = span.end;
        // The parser gives "~" for an empty value; an empty key is an empty text.
        let text = if style == ScalarStyle::Plain && span.is_empty() { "" } else { text };
        if let Some(Open { kind: OpenKind::Map { key: key @ None, .. }, .. }) = self.open.last_mut() {
            *key = Some((text.to_owned(), span));
            return;
        }
        let value = match style {
            ScalarStyle::Plain => scalar::resolve(text),
            _ => Ok(Value::Text(text.to_owned())),
        };
        let value = value.unwrap_or_else(|kind| {
            self.problem(kind, span.clone());
            Value::Null
        });
        self.value(Node { span, value });
    }

    /// The parser gives the lines of a block scalar, and the indentation after it: this gives the
    /// scalar from its `|` or `>` to the end of its last line.
    fn block_scalar(&self, span: Range<usize>) -> Range<usize> {
        let start = self.mark(self.last_end..span.start, &['|', '>']).unwrap_or(span.start);
        let lines = self.text.get(span.clone()).unwrap_or_default();
        let bare = lines.trim_end_matches(' ');
        let end = if bare.ends_with(['\n', '\r']) { span.start + bare.len() } else { span.end };
        start..end.max(start)
    }

    /// Where the first of `marks` stands in a stretch of the text that holds marks and comments only.
    fn mark(&self, stretch: Range<usize>, marks: &[char]) -> Option<usize> {
        let mut at = stretch.start;
        for line in self.text.get(stretch)?.split_inclusive(['\n', '\r']) {
            let code = line.split('#').next().unwrap_or_default();
            if let Some(mark) = code.find(marks) {
                return Some(at + mark);
            }
            at += line.len();
        }
        None
    }

    fn begin(&mut self, kind: OpenKind, span: Range<usize>) {
        if self.open.len() >= MAX_DEPTH {
            self.problem(ProblemKind::TooDeep, span);
            self.stopped = true;
            return;
        }
        if let Some(Open { kind: OpenKind::Map { key: None, .. }, .. }) = self.open.last() {
            self.problem(ProblemKind::ComplexKey, span);
            self.stopped = true;
            return;
        }
        let start = match (&kind, self.open.last()) {
            // The parser gives a list that is indented no deeper than its key after its first dash.
            (OpenKind::List(_), Some(Open { kind: OpenKind::Map { key: Some((_, key)), .. }, .. }))
                if span.is_empty() =>
            {
                self.mark(key.end..span.start, &['-']).unwrap_or(span.start)
            }
            _ => span.start,
        };
        self.open.push(Open { start, end: span.end, kind });
    }

    fn finish(&mut self, span: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        // A block collection has no closing mark: it ends where its last node does.
        let end = if span.is_empty() { open.end } else { span.end };
        let (start, value) = match open.kind {
            OpenKind::List(items) => (open.start, Value::List(items)),
            OpenKind::Map { entries, .. } => (open.start, Value::Map(entries)),
        };
        self.value(Node { span: start..end.max(start), value });
    }

    fn value(&mut self, node: Node) {
        let text = self.text;
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        open.end = open.end.max(node.span.end);
        match &mut open.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map { entries, known, key } => {
                // Only an alias can stand here without a key; it is a problem already.
                let Some((name, key_span)) = key.take() else {
                    *key = Some((String::new(), node.span));
                    return;
                };
                open.end = open.end.max(key_span.end);
                if node.span.is_empty() {
                    open.end = open.end.max(after_colon(text, key_span.end));
                }
                let entry = Entry { key: name, key_span, value: node };
                if let Some(earlier) = known.find(entries, &entry.key).and_then(|at| entries.get_mut(at)) {
                    let kind = ProblemKind::DuplicateKey { key: entry.key.clone(), first: earlier.key_span.clone() };
                    let span = entry.key_span.clone();
                    *earlier = entry;
                    self.problem(kind, span);
                } else {
                    entries.push(entry);
                    known.note(entries);
                }
            }
        }
    }
}

/// Where the colon ends that stands after a key, which ends at `key`: it is all that shows an empty value.
fn after_colon(text: &str, key: usize) -> usize {
    let rest = text.get(key..).unwrap_or_default();
    let bare = rest.trim_start_matches([' ', '\t', '\r', '\n']);
    if bare.starts_with(':') { key + rest.len() - bare.len() + 1 } else { key }
}
