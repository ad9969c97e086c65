use serde::Serialize;
use serde_json::Value as Json;

use crate::registry::DEFAULT_SCHEMA;

/// A kind of record that is brought over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// A startup.
    Startup,
    /// An incubator.
    Incubator,
    /// An organisation.
    Organisation,
    /// An intrapreneur.
    Intrapreneur,
    /// A promotion of EIG.
    Promotion,
    /// A challenge.
    Defi,
    /// An EIG.
    Eig,
    /// A shared component. No source has any, but records may name some.
    Component,
}

impl RecordKind {
    /// All of them.
    pub const ALL: [RecordKind; 8] = [
        RecordKind::Startup,
        RecordKind::Incubator,
        RecordKind::Organisation,
        RecordKind::Intrapreneur,
        RecordKind::Promotion,
        RecordKind::Defi,
        RecordKind::Eig,
        RecordKind::Component,
    ];

    /// The kind's name, as the manifest has it.
    pub const fn name(self) -> &'static str {
        match self {
            RecordKind::Startup => "startup",
            RecordKind::Incubator => "incubator",
            RecordKind::Organisation => "organisation",
            RecordKind::Intrapreneur => "intrapreneur",
            RecordKind::Promotion => "promotion",
            RecordKind::Defi => "defi",
            RecordKind::Eig => "eig",
            RecordKind::Component => "component",
        }
    }

    /// The folder of the register that its records go to.
    pub const fn folder(self) -> &'static str {
        match self {
            RecordKind::Startup => "registry/startups",
            RecordKind::Incubator => "registry/incubators",
            RecordKind::Organisation => "registry/organisations",
            RecordKind::Intrapreneur => "registry/intrapreneurs",
            RecordKind::Promotion => "registry/promotions",
            RecordKind::Defi => "registry/defis",
            RecordKind::Eig => "registry/eig",
            RecordKind::Component => "registry/components",
        }
    }

    /// Whether its records are about one person each.
    pub(crate) const fn is_person(self) -> bool {
        matches!(self, RecordKind::Intrapreneur | RecordKind::Eig)
    }

    /// Whether a record of this kind may be made where others name one that the source lacks. Startups and people count
    /// in figures: none is made up.
    pub(super) const fn may_stand_in(self) -> bool {
        matches!(self, RecordKind::Incubator | RecordKind::Organisation)
    }

    /// The schema that its records follow, as text.
    pub(super) fn schema_text(self) -> &'static str {
        let file = format!("{}.schema.json", self.name());
        DEFAULT_SCHEMA.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text)
    }

    /// The schema that its records follow.
    pub(super) fn schema(self) -> Json {
        serde_json::from_str(self.schema_text()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_schema_with_fields() {
        for kind in RecordKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert!(kind.schema().pointer("/properties/previous_ids").is_some(), "{}", kind.name());
        }
    }
}
