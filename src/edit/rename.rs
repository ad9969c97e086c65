use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{add_text, replace, say};
use crate::diagnostic::{Edit, Failure, Outcome};
use crate::git::{NewTexts, Repository};
use crate::message;
use crate::registry::{Listing, Record, WAIVERS, each_reference, previous_ids, waived};
use crate::yaml::{Node, Value};

/// A record that is to go by another identifier.
pub struct Renaming<'a> {
    /// The register.
    pub listing: &'a Listing,
    /// The record as it is; its identifier may be one that no record should have (`Pix`).
    pub record: &'a Record,
    /// The identifier that it gets.
    pub new: &'a str,
    /// The file that it gets, from the top of the repository.
    pub new_path: &'a str,
}

/// What a renaming changes.
pub struct Renamed {
    /// The files, the record's own among them.
    pub texts: NewTexts,
    /// What they said when they were read.
    pub read: NewTexts,
    /// How many mentions of the record are mended in each of the files, the record's own under its new name.
    pub mended: BTreeMap<String, usize>,
}

impl Renaming<'_> {
    /// What must change in the register.
    ///
    /// # Errors
    ///
    /// Where a file can't be read, can't be changed in place, or is no YAML and seems to name the record.
    pub fn changes(&self, repository: &Repository) -> Outcome<Renamed> {
        let own = self.own()?;
        let mut renamed = Renamed { texts: NewTexts::new(), read: NewTexts::new(), mended: BTreeMap::new() };
        let is_other = |path: &str| path != self.record.path;
        let others = self.listing.read_each(
            repository,
            |name| is_other(name.path()),
            |record| {
                let mended = self.mended(&record);
                Ok((!matches!(mended, Ok((0, _)))).then_some((record.path, record.document.text, mended?)))
            },
        )?;
        let found = others.into_iter().collect::<Outcome<Vec<_>>>()?;
        for (path, read, (count, text)) in found.into_iter().flatten() {
            renamed.read.insert(path.clone(), Some(read));
            renamed.mended.insert(path.clone(), count);
            renamed.texts.insert(path, Some(Arc::from(text)));
        }
        if own.0 > 0 {
            renamed.mended.insert(self.new_path.to_owned(), own.0);
        }
        renamed.read.insert(self.record.path.clone(), Some(Arc::clone(&self.record.document.text)));
        if self.record.path != self.new_path {
            renamed.texts.insert(self.record.path.clone(), None);
        }
        renamed.texts.insert(self.new_path.to_owned(), Some(Arc::from(own.1)));
        Ok(renamed)
    }

    /// The definitions of indicators that count only records that name this one, by their files. They are
    /// left alone, since past states of the register have the old identifier.
    ///
    /// # Errors
    ///
    /// Where the definition of an indicator can't be read.
    pub fn counted_by(&self, repository: &Repository) -> Outcome<Vec<String>> {
        let manifest = &self.listing.manifest;
        let target = manifest.kinds.get(self.record.kind).map(|kind| kind.name.as_str());
        let references = manifest.kinds.iter().flat_map(|kind| &kind.references);
        let fields: BTreeSet<&str> = references
            .filter(|(_, referred)| Some(referred.as_str()) == target)
            .filter_map(|(path, _)| path.split('/').next())
            .collect();
        let names_it = |value: &Node| value.as_text() == Some(&self.record.id);
        let is_named =
            |value: &Node| names_it(value) || value.as_list().is_some_and(|items| items.iter().any(names_it));
        let definitions = manifest.kind_at(INDICATORS);
        let found = self.listing.read_each(
            repository,
            |name| Some(name.kind) == definitions,
            |record| {
                let methods = record.document.root.as_ref().and_then(|root| root.get("methods")?.as_list());
                let filters = methods
                    .unwrap_or_default()
                    .iter()
                    .flat_map(|method| [method.get("where"), method.get("share").and_then(|share| share.get("where"))]);
                let mut entries = filters.flatten().flat_map(|filter| filter.as_map().unwrap_or_default());
                let counts = entries.any(|entry| fields.contains(entry.key.as_str()) && is_named(&entry.value));
                counts.then_some(record.path)
            },
        )?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The text of the record under its new name: it lists the old one.
    fn own(&self) -> Outcome<(usize, String)> {
        let text = &self.record.document.text;
        let root = self.record.document.root.as_ref().filter(|root| root.as_map().is_some());
        let root = root.filter(|_| self.record.document.problems.is_empty()).ok_or_else(|| {
            let failure = Failure::new(message!("edit-unreadable", path = &self.record.path));
            failure.help(message!("doctor-schema-unreadable-help"))
        })?;
        let mut edits = self.mentions(self.record, root).ok_or_else(|| unknown_style(self.record))?;
        let count = edits.len();
        let is_listed = previous_ids(self.record).any(|(_, id)| id == self.record.id);
        if !is_listed {
            let added = add_text(text, root, "previous_ids", &self.record.id);
            edits.push(added.ok_or_else(|| unknown_style(self.record))?.into());
        }
        Ok((count, replace(text, &edits).ok_or_else(|| unknown_style(self.record))?))
    }

    /// The text of another record in which the mentions of this one are mended, and how many they are.
    fn mended(&self, record: &Record) -> Outcome<(usize, String)> {
        let text = &record.document.text;
        let Some(root) = &record.document.root else {
            return match self.may_be_named_in(text) {
                true => {
                    let failure = message!("rename-unreadable", path = &record.path, id = &self.record.id);
                    Err(Failure::new(failure).help(message!("rename-unreadable-help")))
                }
                false => Ok((0, String::new())),
            };
        };
        let edits = self.mentions(record, root).ok_or_else(|| unknown_style(record))?;
        Ok((edits.len(), replace(text, &edits).ok_or_else(|| unknown_style(record))?))
    }

    /// Where a record names the one that is renamed, and what it must say there. `None` where that can't be written.
    fn mentions(&self, record: &Record, root: &Node) -> Option<Vec<Edit>> {
        let text = &record.document.text;
        let manifest = &self.listing.manifest;
        let target = manifest.kinds.get(self.record.kind)?;
        let kind = manifest.kinds.get(record.kind)?;
        let mut edits = Vec::new();
        for (path, _) in kind.references.iter().filter(|(_, referred)| **referred == target.name) {
            each_reference(root, path, |_, node| {
                if node.as_text() == Some(&self.record.id) {
                    edits.push(say(text, &node.span, self.new));
                }
            });
        }
        if kind.name == WAIVERS {
            // A waiver names the record or its file.
            let key = format!("{}/{}", target.name, self.new);
            for node in waived(root) {
                let named = match &node.value {
                    Value::Text(named) if *named == self.record.key => Some(key.as_str()),
                    Value::Text(named) if *named == self.record.path => Some(self.new_path),
                    _ => None,
                };
                edits.extend(named.map(|named| say(text, &node.span, named)));
            }
        }
        edits.into_iter().collect()
    }

    /// Whether a text that can't be read holds the identifier as a word.
    fn may_be_named_in(&self, text: &str) -> bool {
        let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        text.match_indices(&self.record.id).any(|(at, word)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(is_inside) && !after.is_some_and(is_inside)
        })
    }
}

/// The kind of the definitions of indicators.
const INDICATORS: &str = "indicator";

fn unknown_style(record: &Record) -> Failure {
    Failure::new(message!("edit-unknown-style", path = &record.path)).help(message!("edit-unknown-style-help"))
}
