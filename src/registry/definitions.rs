use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{DEFAULT_SCHEMA, SCHEMA_FOLDER};
use crate::diagnostic::Outcome;
use crate::git::{Mode, NewTexts, Origin, Repository, Snapshot};
use crate::yaml::{Document, MAX_BYTES};

/// The name of the manifest under `schema/`.
pub(crate) const MANIFEST: &str = "registry.yml";

/// The files under `schema/`, by their path below it: the register's own, or the defaults where
/// it has no manifest.
#[derive(Clone, Debug)]
pub struct Definitions {
    files: BTreeMap<String, DefinitionFile>,
    are_embedded: bool,
}

/// One file under `schema/`.
#[derive(Clone, Debug)]
pub struct DefinitionFile {
    /// Its path from the top of the repository.
    pub path: String,
    /// Whether it is a regular file, or something else.
    pub mode: Mode,
    /// Its text; `None` for what is no regular file, or a file over [`MAX_BYTES`], which is not read.
    pub text: Option<Arc<str>>,
}

impl Definitions {
    /// The defaults that are part of the tool.
    pub fn embedded() -> Definitions {
        let file = |name: &str, text: &str| DefinitionFile {
            path: format!("{SCHEMA_FOLDER}/{name}"),
            mode: Mode::Regular,
            text: Some(text.into()),
        };
        Definitions {
            files: DEFAULT_SCHEMA.iter().map(|(name, text)| ((*name).to_owned(), file(name, text))).collect(),
            are_embedded: true,
        }
    }

    /// The files under `schema/` of a snapshot, or the defaults where it has no manifest there.
    ///
    /// The schemas (`.json`) are most of the bytes: without `schemas`, they are left out.
    ///
    /// # Errors
    ///
    /// Where one of the files can't be read.
    pub fn load(repository: &Repository, snapshot: &Snapshot, schemas: bool) -> Outcome<Definitions> {
        let prefix = format!("{SCHEMA_FOLDER}/");
        let is_wanted = |path: &str| path.starts_with(&prefix) && (schemas || !path.ends_with(".json"));
        let files: Vec<_> = snapshot.files.iter().filter(|file| is_wanted(&file.path)).collect();
        let manifest = format!("{SCHEMA_FOLDER}/{MANIFEST}");
        if !files.iter().any(|file| file.path == manifest) {
            return Ok(Definitions::embedded());
        }
        let (regular, other): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.mode == Mode::Regular);
        let read: Vec<_> = regular.iter().map(|file| (*file, ())).collect();
        let texts = Snapshot::read(repository, &read, MAX_BYTES, |(), bytes| -> Option<Arc<str>> {
            bytes.map(|bytes| String::from_utf8_lossy(bytes).into())
        })?;
        let name = |path: &str| path.strip_prefix(&prefix).unwrap_or(path).to_owned();
        let mut loaded = BTreeMap::new();
        for (file, text) in regular.iter().zip(texts) {
            loaded.insert(name(&file.path), DefinitionFile { path: file.path.clone(), mode: file.mode, text });
        }
        for file in other {
            loaded.insert(name(&file.path), DefinitionFile { path: file.path.clone(), mode: file.mode, text: None });
        }
        Ok(Definitions { files: loaded, are_embedded: false })
    }

    /// The definitions as they would be with these texts, by path from the top of the repository (`None`: without the
    /// file).
    #[must_use]
    pub fn with(&self, files: &NewTexts) -> Definitions {
        let prefix = format!("{SCHEMA_FOLDER}/");
        let ours = || files.iter().filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?, path, text)));
        let mut definitions = self.clone();
        if self.are_embedded {
            // The defaults stand in for what is not there.
            match ours().any(|(name, _, text)| name == MANIFEST && text.is_some()) {
                false => return definitions,
                true => definitions = Definitions { files: BTreeMap::new(), are_embedded: false },
            }
        }
        for (name, path, text) in ours() {
            match text {
                None => _ = definitions.files.remove(name),
                Some(text) => {
                    let text = Some(Arc::clone(text)).filter(|text| text.len() <= MAX_BYTES);
                    let file = DefinitionFile { path: path.clone(), mode: Mode::Regular, text };
                    definitions.files.insert(name.to_owned(), file);
                }
            }
        }
        definitions
    }

    /// All files under `schema/` of a working tree, an index or a commit, or the defaults where it has no
    /// manifest there.
    ///
    /// # Errors
    ///
    /// Where `origin`, or one of the files, can't be read.
    pub fn of(repository: &Repository, origin: Origin) -> Outcome<Definitions> {
        let snapshot = Snapshot::take_few(repository, origin, SCHEMA_FOLDER)?;
        Definitions::load(repository, &snapshot, true)
    }

    /// Whether these are the defaults of the tool, since the register has none of its own.
    pub(crate) const fn are_embedded(&self) -> bool {
        self.are_embedded
    }

    /// The files, by name, that differ from the defaults of this tool, or that only one of the two has. How lines
    /// end makes no difference: git may change that on its way to a working tree.
    pub fn differing(&self) -> Vec<&str> {
        let text = |name: &str| Some(self.file(name)?.text.as_ref()?.replace("\r\n", "\n"));
        let default = |name: &str| DEFAULT_SCHEMA.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        let defaults = DEFAULT_SCHEMA.iter().map(|(name, _)| *name);
        let names: BTreeSet<&str> = defaults.chain(self.files().map(|(name, _)| name)).collect();
        names.into_iter().filter(|name| text(name).as_deref() != default(name)).collect()
    }

    /// Whether both have the same files with the same texts.
    pub(crate) fn say_the_same(&self, other: &Definitions) -> bool {
        let is_same = |(one, other): (&DefinitionFile, &DefinitionFile)| {
            (&one.path, one.mode, &one.text) == (&other.path, other.mode, &other.text)
        };
        self.are_embedded == other.are_embedded
            && self.files.len() == other.files.len()
            && self.files.values().zip(other.files.values()).all(is_same)
    }

    /// The file `name` (below `schema/`).
    pub fn file(&self, name: &str) -> Option<&DefinitionFile> {
        self.files.get(name)
    }

    /// All files, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &DefinitionFile)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// The YAML document `name` (below `schema/`), if there is such a file.
    pub fn document(&self, name: &str) -> Option<Document> {
        let text = self.file(name)?.text.as_ref()?;
        Some(Document::read(text.as_bytes()))
    }
}
