use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use gen_lsp_types::Uri;
use serde_json::Value;

use super::address;
use super::diagnostics::OpenFiles;
use crate::check::EditedRegister;
use crate::diagnostic::Outcome;
use crate::git::{NewTexts, Origin, Repository};
use crate::lifecycle::Lifecycle;
use crate::registry::{Kind, Listing, REGISTRY_FOLDER, Record, SCHEMA_FOLDER};
use crate::timeline::WalkConfig;

/// A register that the editor works on: its working tree with the unsaved texts. Files that did not change are not
/// read again.
pub(super) struct WorkspaceState {
    pub repository: Repository,
    /// The top of its working tree.
    pub top: PathBuf,
    /// The register with the unsaved texts.
    pub shown: EditedRegister,
    /// Its files that are open: their addresses as the editor writes them, and their versions.
    pub open: OpenFiles,
    /// How many states of it were queued to be checked.
    pub turn: u64,
    config: WalkConfig,
    /// By kind, what its schema says.
    schemas: Vec<Value>,
    /// The listing of the files on disk; `None` where it must be made again.
    on_disk: Option<Listing>,
    /// What each record was read from.
    sources: HashMap<String, ReadFrom>,
}

/// What a record was read from: it says the same as long as this stays the same.
#[derive(Clone, PartialEq)]
enum ReadFrom {
    Unsaved(Arc<str>),
    Disk(SystemTime, u64),
    /// The file's date is unknown: it is read each time.
    Unknown,
}

impl WorkspaceState {
    /// The register whose working tree holds `path`: a repository that has a folder `registry/`. `None` where there is
    /// none.
    pub(super) fn find(path: &Path) -> Option<WorkspaceState> {
        let mut folder = if path.is_dir() { path } else { path.parent()? };
        // The folder of a new file that was never saved may not exist.
        while !folder.is_dir() {
            folder = folder.parent()?;
        }
        let repository = Repository::above(folder).ok()?;
        let top = repository.worktree()?;
        if !top.join(REGISTRY_FOLDER).is_dir() {
            return None;
        }
        // Where it can't be finished, any command says so.
        let _finished = repository.finish_interrupted();
        let listing = Arc::new(Listing::read(&repository, Origin::Worktree).ok()?);
        let shown = EditedRegister { listing, records: Arc::default(), unsaved: NewTexts::new() };
        let config = WalkConfig::new(&shown.listing.definitions, shown.listing.manifest.clone());
        let schemas = schemas(&shown.listing);
        Some(WorkspaceState {
            repository,
            top,
            shown,
            open: OpenFiles::new(),
            turn: 0,
            config,
            schemas,
            on_disk: None,
            sources: HashMap::new(),
        })
    }

    /// A file as a path from the top; `None` where it is none of the register's.
    pub(super) fn inside(&self, path: &Path) -> Option<String> {
        let (mut folder, mut below) = (path.parent()?, PathBuf::from(path.file_name()?));
        while !folder.is_dir() {
            below = Path::new(folder.file_name()?).join(below);
            folder = folder.parent()?;
        }
        let inside = self.repository.relative(folder, &below)?;
        let is_ours = [REGISTRY_FOLDER, SCHEMA_FOLDER]
            .iter()
            .any(|top| inside.strip_prefix(top).is_some_and(|rest| rest.starts_with('/')));
        is_ours.then_some(inside)
    }

    /// Makes the next [`WorkspaceState::refresh`] list the files on disk again.
    pub(super) fn look_again(&mut self) {
        self.on_disk = None;
    }

    /// Applies the unsaved texts. Where it fails, what is shown stays as it was.
    ///
    /// # Errors
    ///
    /// Where the working tree can't be read.
    pub(super) fn refresh(&mut self, unsaved: NewTexts) -> Outcome<()> {
        let is_new = self.on_disk.is_none();
        let redefines = |texts: &NewTexts| texts.keys().any(|path| path.starts_with(SCHEMA_FOLDER));
        let listing = match self.on_disk.take() {
            Some(listing) if !redefines(&unsaved) && !redefines(&self.shown.unsaved) => {
                let with = listing.with(&unsaved);
                self.on_disk = Some(listing);
                with
            }
            _ if redefines(&unsaved) => Listing::read_unsaved(&self.repository, &unsaved)?,
            _ => {
                let listing = Listing::read(&self.repository, Origin::Worktree)?;
                let with = listing.with(&unsaved);
                self.on_disk = Some(listing);
                with
            }
        };
        let sources: HashMap<String, ReadFrom> = listing
            .names
            .iter()
            .map(|name| (name.path().to_owned(), self.source(name.path(), &unsaved, is_new)))
            .collect();
        let mut records = BTreeMap::new();
        for name in &listing.names {
            let path = name.path();
            let is_same = self.sources.get(path) == sources.get(path) && sources.get(path) != Some(&ReadFrom::Unknown);
            let known = self.shown.records.get(path).filter(|known| is_same && known.key == listing.key(name));
            records.extend(known.map(|known| (path.to_owned(), Arc::clone(known))));
        }
        let read = listing.read_each(&self.repository, |name| !records.contains_key(name.path()), Arc::new);
        let read = read.inspect_err(|_| self.on_disk = None)?;
        records.extend(read.into_iter().map(|record| (record.path.clone(), record)));
        if !self.shown.listing.definitions.say_the_same(&listing.definitions) {
            self.config = WalkConfig::new(&listing.definitions, listing.manifest.clone());
            self.schemas = schemas(&listing);
        }
        self.sources = sources;
        self.shown = EditedRegister { listing: Arc::new(listing), records: Arc::new(records), unsaved };
        Ok(())
    }

    fn source(&self, path: &str, unsaved: &NewTexts, is_new: bool) -> ReadFrom {
        if let Some(text) = unsaved.get(path).and_then(Option::as_ref) {
            return ReadFrom::Unsaved(Arc::clone(text));
        }
        match self.sources.get(path) {
            Some(known @ ReadFrom::Disk(..)) if !is_new => known.clone(),
            _ => {
                let found = std::fs::metadata(self.top.join(path));
                let source = found.and_then(|found| Ok(ReadFrom::Disk(found.modified()?, found.len())));
                source.unwrap_or(ReadFrom::Unknown)
            }
        }
    }

    /// The address of a file of the register: as the editor writes it, where it is open.
    pub(super) fn uri(&self, path: &str) -> Uri {
        self.open.get(path).map_or_else(|| address::uri(&self.top.join(path)), |(uri, _)| uri.clone())
    }

    /// The record whose file this is.
    pub(super) fn record(&self, path: &str) -> Option<&Arc<Record>> {
        self.shown.records.get(path)
    }

    /// The record of a kind that bears an identifier.
    pub(super) fn find_record(&self, kind: usize, id: &str) -> Option<&Arc<Record>> {
        self.shown.records.values().find(|record| record.kind == kind && record.id == id)
    }

    /// The record that is named as `kind/id`, or by its file.
    pub(super) fn find_named(&self, named: &str) -> Option<&Arc<Record>> {
        self.shown.records.values().find(|record| record.key == named || record.path == named)
    }

    /// The records of a kind, in the order of their paths.
    pub(super) fn of_kind(&self, kind: usize) -> impl Iterator<Item = &Arc<Record>> {
        self.shown.records.values().filter(move |record| record.kind == kind)
    }

    /// What the manifest says of a kind.
    pub(super) fn kind(&self, kind: usize) -> Option<&Kind> {
        self.shown.listing.manifest.kinds.get(kind)
    }

    /// The kind that the field at a path of the manifest refers to.
    pub(super) fn referred(&self, kind: usize, pattern: &str) -> Option<usize> {
        let target = self.kind(kind)?.references.get(pattern)?;
        self.shown.listing.manifest.kind_at(target)
    }

    /// The lifecycle of a kind.
    pub(super) fn lifecycle(&self, kind: usize) -> Option<&Lifecycle> {
        self.config.lifecycle(kind)
    }

    /// What the schema of a kind says; `null` where it can't be read.
    pub(super) fn schema(&self, kind: usize) -> &Value {
        self.schemas.get(kind).unwrap_or(&Value::Null)
    }
}

fn schemas(listing: &Listing) -> Vec<Value> {
    let schema = |kind: &Kind| {
        let text = listing.definitions.file(&kind.schema)?.text.as_ref()?;
        serde_json::from_str(text).ok()
    };
    listing.manifest.kinds.iter().map(|kind| schema(kind).unwrap_or_default()).collect()
}
