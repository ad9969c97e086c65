use std::path::Path;
use std::sync::Arc;

use super::output::Output;
use super::validate::today;
use super::{dry_run, interrupted};
use crate::check::{self, nearest};
use crate::diagnostic::{Failure, Outcome};
use crate::edit::{self, Insertion};
use crate::git::{EditLock, NewTexts, Origin, Repository};
use crate::lifecycle::{Date, Lifecycle, PartialDate};
use crate::message;
use crate::registry::{Kind, Listing, Name};
use crate::yaml::{Document, Node};

/// A record of the working tree that is about to be changed in place.
pub(super) struct Edited {
    pub repository: Repository,
    pub listing: Listing,
    name: Name,
    document: Document,
    root: Node,
    lock: EditLock,
}

/// Reads a date as precise as it is known (`2024`, `2024-03`, `2024-03-15`), as `--on` takes it.
///
/// # Errors
///
/// With the text itself, where it is no such date.
pub(super) fn parse_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| text.to_owned())
}

/// Finds the record that people name by `kind/id`, by identifier, or by the path of its file from `directory`.
///
/// # Errors
///
/// Where no record has that name, or several have.
pub(super) fn find<'l>(
    repository: &Repository,
    listing: &'l Listing,
    directory: &Path,
    asked: &str,
) -> Outcome<&'l Name> {
    let file = repository.relative(directory, Path::new(asked));
    let is_meant =
        |name: &&Name| name.id == asked || listing.key(name) == asked || Some(name.path()) == file.as_deref();
    let found: Vec<&Name> = listing.names.iter().filter(is_meant).collect();
    match found.as_slice() {
        [] => {
            let keys: Vec<String> = listing.names.iter().map(|name| listing.key(name)).collect();
            let ids = listing.names.iter().map(|name| name.id.as_str());
            let near = nearest(asked, ids.chain(keys.iter().map(String::as_str)));
            let help = near.map_or_else(|| message!("unknown-record-help"), |near| message!("usage-near", near = near));
            Err(Failure::new(message!("edit-unknown-record", name = asked)).help(help))
        }
        [name] => Ok(*name),
        several => {
            let keys = several.iter().map(|name| format!("{} ({})", listing.key(name), name.path()));
            let keys = keys.collect::<Vec<_>>().join(", ");
            let failure = Failure::new(message!("edit-several-records", name = asked, records = keys));
            Err(failure.help(message!("unknown-record-help")))
        }
    }
}

impl Edited {
    /// Opens the record that people name as in [`find`], and takes the right to change it. A change that had been
    /// interrupted is finished first, and noted on stderr.
    ///
    /// # Errors
    ///
    /// Where no record or several have that name, its file is no mapping of YAML, or another process keeps the right.
    pub(super) fn open(directory: &Path, asked: &str, output: &Output) -> Outcome<Edited> {
        let repository = Repository::discover(directory)?;
        let lock = interrupted::hold(&repository, output)?;
        let listing = Listing::read(&repository, Origin::Worktree)?;
        listing.refuse_none(&repository, &Origin::Worktree)?;
        let name = find(&repository, &listing, directory, asked)?.clone();
        let is_meant = |other: &Name| other.path() == name.path();
        let read = listing.read_each(&repository, is_meant, |record| record.document)?;
        let unreadable = || {
            let failure = Failure::new(message!("edit-unreadable", path = name.path()));
            failure.help(message!("doctor-schema-unreadable-help"))
        };
        let document = read.into_iter().next().ok_or_else(unreadable)?;
        let root = document.root.clone().filter(|root| root.as_map().is_some()).ok_or_else(unreadable)?;
        Ok(Edited { repository, listing, name, document, root, lock })
    }

    pub(super) fn text(&self) -> &str {
        &self.document.text
    }

    pub(super) const fn root(&self) -> &Node {
        &self.root
    }

    /// `kind/id`.
    pub(super) fn key(&self) -> String {
        self.listing.key(&self.name)
    }

    pub(super) fn path(&self) -> &str {
        self.name.path()
    }

    /// The lifecycle of the record's kind.
    ///
    /// # Errors
    ///
    /// Where the kind has none, or it can't be read.
    pub(super) fn lifecycle(&self) -> Outcome<Lifecycle> {
        let kind: Option<&Kind> = self.listing.manifest.kinds.get(self.name.kind);
        let file = kind.and_then(|kind| Some(format!("lifecycles/{}.yml", kind.lifecycle.as_ref()?)));
        let document = file.and_then(|file| self.listing.definitions.document(&file));
        let read = document.and_then(|document| Lifecycle::read(document.root.as_ref()?).ok());
        read.ok_or_else(|| {
            let failure = Failure::new(message!("advance-no-lifecycle", record = self.key()));
            failure.help(message!("advance-no-lifecycle-help"))
        })
    }

    /// The failure for a record whose YAML style does not allow the change in place.
    pub(super) fn unknown_style(&self) -> Failure {
        Failure::new(message!("edit-unknown-style", path = self.path())).help(message!("edit-unknown-style-help"))
    }

    /// The text with the insertions, which must then read as `wanted`.
    ///
    /// # Errors
    ///
    /// Where it reads otherwise: the style of the record does not allow the change in place.
    pub(super) fn with(&self, insertions: Vec<Insertion>, wanted: &serde_json::Value) -> Outcome<String> {
        edit::apply(self.text(), insertions, wanted).ok_or_else(|| self.unknown_style())
    }

    /// Writes the new text, and notes on stderr the new findings that are no errors. `asked` is the day from which a
    /// date is in the future; by default, that of the last commit.
    ///
    /// # Errors
    ///
    /// Where the text has an error that the old one has not (the failure gives the rule's reason), or can't be written.
    pub(super) fn write(&self, text: &str, asked: Option<Date>, output: &Output) -> Outcome<()> {
        let today = today(&self.repository, asked)?;
        let mut findings = check::text(&self.listing, &self.name, text, today);
        check::subtract(&mut findings, &check::text(&self.listing, &self.name, self.text(), today));
        dry_run::refuse_errors(&findings, output)?;
        let texts = |text: Arc<str>| NewTexts::from([(self.path().to_owned(), Some(text))]);
        self.repository.change_files(&self.lock, &texts(text.into()), &texts(Arc::clone(&self.document.text)))
    }
}

/// What a record says once an item is added to its list `name`.
pub(super) fn with_item(mut record: serde_json::Value, name: &str, item: serde_json::Value) -> serde_json::Value {
    if let Some(record) = record.as_object_mut() {
        let list = record.entry(name).or_insert(serde_json::Value::Null);
        match list.as_array_mut() {
            Some(items) => items.push(item),
            None => *list = serde_json::Value::Array(vec![item]),
        }
    }
    record
}

/// A date as YAML reads it back: a year is a number, unless it stands in quotes.
pub(super) fn date_json(date: &str, is_quoted: bool) -> serde_json::Value {
    match date.parse::<i64>() {
        Ok(year) if !is_quoted => year.into(),
        _ => date.into(),
    }
}

/// Whether the field `name` of a mapping stands in quotes.
pub(super) fn is_quoted(text: &str, map: Option<&Node>, name: &str) -> bool {
    let start = map.and_then(|map| map.get(name)).map(|node| node.span.start);
    start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(['"', '\'']))
}
