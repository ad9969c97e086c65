use std::collections::BTreeMap;

use serde::Deserialize;

use super::{MANIFEST, Placement, REGISTRY_FOLDER, SCHEMA_FOLDER, is_valid_id};
use crate::diagnostic::{Outcome, Severity};
use crate::git::{Comparison, MainlineConfig, Oid, Repository};
use crate::lifecycle::Zone;
use crate::yaml::{Document, MAX_BYTES, Node};

/// `schema/registry.yml`: the kinds of records, where they live, and what they refer to.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The kinds, in the order of their names.
    pub kinds: Vec<Kind>,
    /// Severities set for this register, by rule code; `None` silences the rule.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The URL below which the pages of the rules are, with its final `/`.
    pub rules_url: Option<String>,
    /// The merges that the mainline follows on their second parent, by their full hashes.
    pub mainline_second_parent: Vec<String>,
    /// The folders of the repository in which the register was before `registry/`, oldest first; `.` is the top of the
    /// repository.
    pub paths: Vec<String>,
    /// The name of the register's time zone; UTC where there is none.
    pub timezone: Option<String>,
    /// When commits with a wrong date were made: by full hash, a day or an instant (RFC 3339).
    pub known_dates: BTreeMap<String, String>,
    /// How many days a commit may be dated before it is pushed.
    pub known_tolerance: u32,
    /// The addresses under which forges commit, beside those that are well known.
    pub forges: Vec<String>,
}

/// How many days a commit may be dated before it is pushed, where the manifest does not say.
const KNOWN_TOLERANCE: u32 = 7;

/// A kind of record.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Kind {
    /// Its name (`startup`).
    pub name: String,
    /// Its name for readers.
    pub label: Label,
    /// Its folder under `registry/`, for kinds of one file per record.
    pub folder: Option<String>,
    /// Its file under `registry/`, for kinds whose records are all in one file.
    pub file: Option<String>,
    /// The file under `schema/` with the JSON Schema of its records.
    pub schema: String,
    /// The lifecycle that its phases follow, by name.
    pub lifecycle: Option<String>,
    /// The fields that hold identifiers of other records: a path of keys (`*` for the items
    /// of a list), and the kind referred to.
    pub references: BTreeMap<String, String>,
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize, schemars::JsonSchema)]
pub struct Label {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

#[derive(Deserialize)]
struct ManifestText {
    kinds: BTreeMap<String, KindText>,
    #[serde(default)]
    severities: BTreeMap<String, String>,
    rules_url: Option<String>,
    #[serde(default)]
    mainline_second_parent: Vec<String>,
    #[serde(default)]
    paths: Vec<String>,
    timezone: Option<String>,
    #[serde(default)]
    known_dates: BTreeMap<String, String>,
    known_tolerance: Option<u32>,
    #[serde(default)]
    forges: Vec<String>,
}

#[derive(Deserialize)]
struct KindText {
    label: Label,
    folder: Option<String>,
    file: Option<String>,
    schema: String,
    lifecycle: Option<String>,
    #[serde(default)]
    references: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the manifest from its document.
    ///
    /// # Errors
    ///
    /// Where the document is no manifest, in the words of serde.
    pub fn read(root: &Node) -> Result<Manifest, String> {
        let text: ManifestText = serde_json::from_value(root.to_json()).map_err(|error| error.to_string())?;
        let kinds = text.kinds.into_iter().map(|(name, kind)| Kind {
            name,
            label: kind.label,
            folder: kind.folder,
            file: kind.file,
            schema: kind.schema,
            lifecycle: kind.lifecycle,
            references: kind.references,
        });
        let severity = |word: String| match word.as_str() {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "advice" => Some(Severity::Advice),
            _ => None,
        };
        Ok(Manifest {
            kinds: kinds.collect(),
            severities: text.severities.into_iter().map(|(code, word)| (code, severity(word))).collect(),
            rules_url: text.rules_url,
            mainline_second_parent: text.mainline_second_parent,
            paths: text.paths,
            timezone: text.timezone,
            known_dates: text.known_dates,
            known_tolerance: text.known_tolerance.unwrap_or(KNOWN_TOLERANCE),
            forges: text.forges,
        })
    }

    /// The manifest of a commit; where it has none, or none that can be read, one that says nothing.
    ///
    /// # Errors
    ///
    /// Where the commit or its manifest can't be read from the repository.
    pub fn at(repository: &Repository, commit: Oid) -> Outcome<Manifest> {
        let path = format!("{SCHEMA_FOLDER}/{MANIFEST}");
        let blob = Comparison::new(repository).blob_at(repository.tree_of(commit)?, &path)?;
        let bytes = blob.map(|blob| repository.blob_within(blob, MAX_BYTES)).transpose()?.flatten();
        let document = bytes.map(|bytes| Document::read(&bytes));
        let read = document.and_then(|document| Manifest::read(document.root.as_ref()?).ok());
        Ok(read.unwrap_or_default())
    }

    /// The register's time zone: that of the manifest, else UTC. A name that no zone has is a finding, and read as UTC.
    pub fn zone(&self) -> Zone {
        self.timezone.as_deref().and_then(Zone::named).unwrap_or_default()
    }

    /// What the manifest says of the mainline, as far as it can be read.
    pub fn mainline(&self) -> MainlineConfig {
        let zone = self.zone();
        let date = |(oid, at): (&String, &String)| Some((Oid::from_str(oid).ok()?, zone.moment(at)?));
        MainlineConfig {
            second_parents: self.mainline_second_parent.iter().filter_map(|oid| Oid::from_str(oid).ok()).collect(),
            known_dates: self.known_dates.iter().filter_map(date).collect(),
            forges: self.forges.iter().map(|address| address.to_lowercase()).collect(),
        }
    }

    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// The place of a kind among [`Manifest::kinds`].
    pub(crate) fn kind_at(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.name == name)
    }

    /// What a file at `path` (from the top of the repository) is, by its path alone.
    pub fn place(&self, path: &str) -> Placement {
        self.place_among(path, &[])
    }

    /// The same, where kinds may stand in `former` folders too (each with its kind): those that they had in earlier
    /// manifests.
    pub(crate) fn place_among(&self, path: &str, former: &[(String, usize)]) -> Placement {
        let Some(below) = path.strip_prefix(REGISTRY_FOLDER).and_then(|rest| rest.strip_prefix('/')) else {
            return Placement::Other;
        };
        let name = below.rsplit('/').next().unwrap_or(below);
        if name.starts_with('.') || name == "README.md" {
            return Placement::Other;
        }
        let owner = self.kinds.iter().enumerate().find(|(_, kind)| match (&kind.folder, &kind.file) {
            (Some(folder), _) => below.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/')),
            (None, Some(file)) => below == file,
            (None, None) => false,
        });
        let is_below = |folder: &str| below.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let former = || former.iter().find(|(folder, _)| is_below(folder)).map(|(_, kind)| *kind);
        let Some(kind) = owner.map(|(kind, _)| kind).or_else(former) else { return Placement::Misplaced };
        match name.strip_suffix(".yml") {
            Some(id) if is_valid_id(id) => Placement::Record { kind, id: id.to_owned() },
            _ => Placement::BadName { kind },
        }
    }
}
