mod comments;
mod piece;

pub use comments::comments;

use std::ops::Range;

use crate::schema::Outline;
use crate::yaml::{Document, Entry, Node, Value};

/// Why a text can't be put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disorder {
    /// It is not the YAML that records are written in.
    Unreadable,
    /// It is written in a way in which its fields can't be moved without harm.
    UnknownStyle,
}

/// The text with the fields of each mapping in the schema's order, those that it does not know behind them. A field
/// takes along what stands in its line, and the comments above it; all else stays byte for byte. The result
/// is read back: it has the same values and comments, or it is not given.
///
/// # Errors
///
/// [`Disorder`]: the text can't be read, or its style is one in which fields can't be moved safely.
pub fn in_order(text: &str, outline: &Outline<'_>) -> Result<String, Disorder> {
    let document = Document::read(text.as_bytes());
    let Some(root) = document.root.filter(|_| document.problems.is_empty()) else {
        return Err(Disorder::Unreadable);
    };
    // A lone carriage return ends a line as well, but is too rare to be worth handling.
    if text.replace("\r\n", "").contains('\r') {
        return Err(Disorder::UnknownStyle);
    }
    let writer = Writer { text };
    let mut made = String::with_capacity(text.len() + 2);
    writer.node(&root, Some(outline), 0..text.len(), &mut made).ok_or(Disorder::UnknownStyle)?;
    if made == text {
        return Ok(made);
    }
    let read = Document::read(made.as_bytes());
    let same = read.problems.is_empty()
        && read
            .root
            .is_some_and(|read| read.to_json() == root.to_json() && comments(&made, &read) == comments(text, &root));
    if same { Ok(made) } else { Err(Disorder::UnknownStyle) }
}

/// Writes the fields of a text in order.
struct Writer<'t> {
    text: &'t str,
}

impl Writer<'_> {
    /// Writes the stretch `area`, which holds a node and maybe comments around it, in order. `None` where it can't.
    fn node(&self, node: &Node, outline: Option<&Outline<'_>>, area: Range<usize>, made: &mut String) -> Option<()> {
        let is_flow = || self.text.get(node.span.start..).is_some_and(|rest| rest.starts_with(['{', '[']));
        match &node.value {
            Value::List(items) if is_flow() => self.each(items.iter().map(|item| (item, None)), outline, area, made),
            Value::List(items) => self.list(items, outline, area, made),
            Value::Map(entries) if is_flow() => self.flow(entries, outline, area, made),
            Value::Map(entries) if !entries.is_empty() => self.block(entries, outline, area, made),
            _ => self.copy(area, made),
        }
    }

    fn copy(&self, area: Range<usize>, made: &mut String) -> Option<()> {
        made.push_str(self.text.get(area)?);
        Some(())
    }

    /// Writes a stretch in which each of these nodes stays in its place: items of a list, or values of fields.
    fn each<'n>(
        &self,
        nodes: impl Iterator<Item = (&'n Node, Option<&'n str>)>,
        outline: Option<&Outline<'_>>,
        area: Range<usize>,
        made: &mut String,
    ) -> Option<()> {
        let mut from = area.start;
        for (node, field) in nodes {
            let outline = outline.and_then(|outline| match field {
                Some(field) => outline.field(field),
                None => outline.items(),
            });
            let span = node.span.start.max(from)..node.span.end.max(from);
            self.copy(from..span.start, made)?;
            self.node(node, outline.as_ref(), span.clone(), made)?;
            from = span.end;
        }
        self.copy(from..area.end, made)
    }

    /// A list by dashes: an item has the lines from its dash to the next one's.
    fn list(&self, items: &[Node], outline: Option<&Outline<'_>>, area: Range<usize>, made: &mut String) -> Option<()> {
        let items_outline = outline.and_then(Outline::items);
        let mut from = area.start;
        for (at, item) in items.iter().enumerate() {
            let begin = self.line_start(item.span.start).max(from);
            self.copy(from..begin, made)?;
            let next = items.get(at + 1).map(|next| self.line_start(next.span.start));
            let end = next.unwrap_or(area.end).min(area.end).max(item.span.end);
            self.node(item, items_outline.as_ref(), begin..end, made)?;
            from = end;
        }
        self.copy(from..area.end, made)
    }

    /// A mapping between braces: the fields change places, and what stands between them stays.
    fn flow(
        &self,
        entries: &[Entry],
        outline: Option<&Outline<'_>>,
        area: Range<usize>,
        made: &mut String,
    ) -> Option<()> {
        let values = || entries.iter().map(|entry| (&entry.value, Some(entry.key.as_str())));
        let order = order(entries, outline);
        let is_ordered = order.iter().enumerate().all(|(at, entry)| at == *entry);
        let slots: Option<Vec<Range<usize>>> = (!is_ordered).then(|| self.slots(entries)).flatten();
        let Some(slots) = slots else { return self.each(values(), outline, area, made) };
        let mut from = area.start;
        for (slot, at) in slots.iter().zip(order) {
            let (entry, own) = (entries.get(at)?, slots.get(at)?);
            self.copy(from..slot.start, made)?;
            let below = outline.and_then(|outline| outline.field(&entry.key));
            let value = &entry.value.span;
            let value = value.start.clamp(own.start, own.end)..value.end.clamp(own.start, own.end);
            self.copy(own.start..value.start, made)?;
            self.node(&entry.value, below.as_ref(), value.clone(), made)?;
            self.copy(value.end..own.end, made)?;
            from = slot.end;
        }
        self.copy(from..area.end, made)
    }

    /// Where the fields of a mapping between braces stand. `None` where more than commas is between them.
    fn slots(&self, entries: &[Entry]) -> Option<Vec<Range<usize>>> {
        let mut slots = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let end = entry.value.span.end.max(entry.key_span.end);
            let next = entries.get(at + 1).map(|next| next.key_span.start);
            let gap = match next {
                Some(next) => self.text.get(end..next)?,
                None => self.text.get(end..)?.split(['}', '#']).next()?,
            };
            let between = gap.split(',').next().unwrap_or_default();
            let is_known = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ':');
            let middle = self.text.get(entry.key_span.end..entry.value.span.start.max(entry.key_span.end))?;
            if !gap.chars().all(is_known) || !middle.chars().all(is_known) || middle.contains(',') {
                return None;
            }
            slots.push(entry.key_span.start..end + between.trim_end().len());
        }
        Some(slots)
    }

    /// A mapping by indentation: each field moves with its lines.
    fn block(
        &self,
        entries: &[Entry],
        outline: Option<&Outline<'_>>,
        area: Range<usize>,
        made: &mut String,
    ) -> Option<()> {
        let order = order(entries, outline);
        let pieces = self.pieces(entries, &area)?;
        let first = pieces.first()?;
        let prefix = self.text.get(self.line_start(first.body.start)..first.body.start)?;
        let is_ordered = order.iter().enumerate().all(|(at, entry)| at == *entry);
        let is_movable =
            matches!(prefix.trim(), "" | "-") && !prefix.contains('\t') && self.have_lines_of_their_own(&pieces);
        if !is_ordered && !is_movable {
            return None;
        }
        let footer = pieces.last()?.body.end..area.end;
        self.copy(area.start..first.lead.start, made)?;
        let indent = " ".repeat(prefix.chars().count());
        // What is written of the last line may lack its end.
        let last_end = self.text.get(..footer.start).is_some_and(|before| before.ends_with('\n'));
        let line_end = super::place::line_end(self.text);
        for (place, at) in order.iter().enumerate() {
            let piece = pieces.get(*at)?;
            if *at > 0 || place > 0 {
                match (place, prefix.split_once('-')) {
                    // Comments that come to stand above an item are indented as its dash is.
                    (0, Some((above, _))) => {
                        for line in self.text.get(piece.lead.clone())?.split_inclusive('\n') {
                            let bare = line.trim_start_matches(' ');
                            made.push_str(if bare.starts_with('#') { above } else { "" });
                            made.push_str(bare);
                        }
                    }
                    _ => self.copy(piece.lead.clone(), made)?,
                }
                made.push_str(if place == 0 { prefix } else { &indent });
            } else {
                self.copy(piece.lead.start..piece.body.start, made)?;
            }
            let below = outline.and_then(|outline| outline.field(&piece.entry.key));
            let value = self.value_start(piece);
            self.copy(piece.body.start..value, made)?;
            self.node(&piece.entry.value, below.as_ref(), value..piece.body.end, made)?;
            let is_last = place + 1 == pieces.len();
            match (made.ends_with('\n'), is_last && !last_end) {
                (false, false) => made.push_str(line_end),
                (true, true) if !is_ordered => made.truncate(made.trim_end_matches(['\r', '\n']).len()),
                _ => {}
            }
        }
        self.copy(footer, made)
    }
}

/// The places of the fields of a mapping, in the order in which they should come.
fn order(entries: &[Entry], outline: Option<&Outline<'_>>) -> Vec<usize> {
    let fields = outline.map(Outline::fields).unwrap_or_default();
    let rank = |at: &usize| {
        let key = entries.get(*at).map(|entry| entry.key.as_str());
        fields.iter().position(|field| Some(*field) == key).unwrap_or(fields.len())
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(rank);
    order
}
