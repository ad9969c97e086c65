use serde_json::Value as Json;

use crate::registry::DEFAULT_SCHEMA;

/// A kind of record that beta.gouv.fr keeps, and that is brought over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// A startup.
    Startup,
    /// An incubator.
    Incubator,
    /// An organisation.
    Organisation,
}

/// The folders of the source that hold records, those of its first years included.
const FOLDERS: [(&str, RecordKind); 6] = [
    ("content/_startups", RecordKind::Startup),
    ("content/_incubators", RecordKind::Incubator),
    ("content/_organisations", RecordKind::Organisation),
    ("_startup", RecordKind::Startup),
    ("_startups", RecordKind::Startup),
    ("_incubator", RecordKind::Incubator),
];

impl RecordKind {
    /// All of them.
    pub const ALL: [RecordKind; 3] = [RecordKind::Startup, RecordKind::Incubator, RecordKind::Organisation];

    /// The kind's name, as the manifest has it.
    pub const fn name(self) -> &'static str {
        match self {
            RecordKind::Startup => "startup",
            RecordKind::Incubator => "incubator",
            RecordKind::Organisation => "organisation",
        }
    }

    /// The folder of the register that its records go to.
    pub const fn folder(self) -> &'static str {
        match self {
            RecordKind::Startup => "registry/startups",
            RecordKind::Incubator => "registry/incubators",
            RecordKind::Organisation => "registry/organisations",
        }
    }

    /// The kind whose folder holds the source's file `path`.
    pub(super) fn of(path: &str) -> Option<RecordKind> {
        let below = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        FOLDERS.iter().find(|(folder, _)| below(folder)).map(|(_, kind)| *kind)
    }

    /// The schema that its records follow.
    pub(super) fn schema(self) -> Json {
        let file = format!("{}.schema.json", self.name());
        let text = DEFAULT_SCHEMA.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// The folders of the source that hold records.
pub(super) fn folders() -> Vec<&'static str> {
    FOLDERS.iter().map(|(folder, _)| *folder).collect()
}

/// The name of the record in the source's file `path`, if the file is named as a record is.
pub(super) fn stem(path: &str) -> Option<&str> {
    path.rsplit('/').next().unwrap_or(path).strip_suffix(".md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_schema_with_fields() {
        for kind in RecordKind::ALL {
            assert!(kind.schema().pointer("/properties/name").is_some(), "{}", kind.name());
        }
    }
}
