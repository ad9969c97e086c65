use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle::PartialDate;
use crate::registry::Register;
use crate::yaml::Node;

/// A document that states figures: `registry/publications/*.yml`.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Its identifier: the file's name without `.yml`.
    pub id: String,
    /// What people call it (`RAP 2020`).
    pub name: String,
    /// What it is: `pap` or `rap`.
    pub kind: Option<String>,
    /// The budget year that it is about.
    pub year: i32,
    /// When it was published, as precisely as that is known.
    pub published: Option<PartialDate>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// A published figure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Figure {
    /// The indicator, by identifier.
    pub indicator: String,
    /// The year that it is about.
    pub year: i32,
    /// What it is.
    pub kind: FigureKind,
    /// The number, or why there is none.
    pub value: PublishedValue,
    /// The method that the document used, where it says so.
    pub method: Option<String>,
}

/// What a published figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// Réalisation: what happened.
    Actual,
    /// Prévision: what the PAP expected.
    Forecast,
    /// Prévision actualisée: what was expected later.
    Updated,
    /// Cible: what is aimed at.
    Target,
}

/// The value of a published figure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum PublishedValue {
    /// A number.
    Number(i64),
    /// `nd` (non déterminé) or `na` (non applicable).
    None(String),
}

impl FigureKind {
    /// The word for it in definitions and data.
    pub const fn word(self) -> &'static str {
        match self {
            FigureKind::Actual => "actual",
            FigureKind::Forecast => "forecast",
            FigureKind::Updated => "updated",
            FigureKind::Target => "target",
        }
    }
}

#[derive(Deserialize)]
struct PublicationText {
    name: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    year: i32,
    published: Option<serde_json::Value>,
    figures: Vec<Figure>,
}

impl Publication {
    /// Reads the publication `id` from the root of its document; `None` where the document does not define one.
    pub fn read(id: &str, root: &Node) -> Option<Publication> {
        let text: PublicationText = serde_json::from_value(root.to_json()).ok()?;
        let published = text.published.and_then(|date| {
            // A year alone is a number in YAML.
            PartialDate::parse(&date.as_str().map_or_else(|| date.to_string(), str::to_owned))
        });
        Some(Publication {
            id: id.to_owned(),
            name: text.name,
            kind: text.kind,
            year: text.year,
            published,
            figures: text.figures,
        })
    }

    /// The publications of a register, by budget year, then identifier.
    pub fn all(register: &Register) -> Vec<Publication> {
        let kind = register.manifest.kind_at("publication");
        let records = register.records.iter().filter(|record| Some(record.kind) == kind);
        let mut found: Vec<Publication> =
            records.filter_map(|record| Publication::read(&record.id, record.document.root.as_ref()?)).collect();
        found.sort_by(|a, b| (a.year, &a.id).cmp(&(b.year, &b.id)));
        found
    }

    /// The paths, from the top of the repository, of the publications that can't be read: `validate` says why.
    pub(crate) fn unusable(register: &Register) -> Vec<&str> {
        let kind = register.manifest.kind_at("publication");
        let records = register.records.iter().filter(|record| Some(record.kind) == kind);
        let is_read = |root: &Node| Publication::read("", root).is_some();
        let unread = records.filter(|record| !record.document.root.as_ref().is_some_and(is_read));
        unread.map(|record| record.path.as_str()).collect()
    }

    /// What happened in `year` according to the latest of these publications that says so.
    pub(crate) fn latest_actual(all: &[Publication], indicator: &str, year: i32) -> Option<i64> {
        let figures = all.iter().rev().flat_map(|publication| &publication.figures);
        figures
            .filter(|figure| figure.kind == FigureKind::Actual && figure.indicator == indicator && figure.year == year)
            .find_map(|figure| match figure.value {
                PublishedValue::Number(number) => Some(number),
                PublishedValue::None(_) => None,
            })
    }
}
