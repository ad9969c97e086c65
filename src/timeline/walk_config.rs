use std::collections::{BTreeMap, BTreeSet};

use crate::git::{MainlineConfig, Oid};
use crate::lifecycle::{Lifecycle, Zone};
use crate::registry::{Definitions, Kind, Manifest};

/// What the walk needs to know of the register's definitions.
#[derive(Clone, Debug)]
pub struct WalkConfig {
    /// The manifest.
    pub manifest: Manifest,
    /// By kind, the lifecycle.
    lifecycles: Vec<Option<Lifecycle>>,
    /// By kind, the fields that tell one record from another: texts of its own, not chosen from a list nor naming
    /// another record.
    identifying: Vec<BTreeSet<String>>,
    /// What the register says of its mainline.
    mainline: MainlineConfig,
    /// The register's time zone.
    zone: Zone,
}

impl WalkConfig {
    /// Takes from the definitions what the walk needs.
    pub fn new(definitions: &Definitions, manifest: Manifest) -> WalkConfig {
        let lifecycle = |name: &String| {
            let document = definitions.document(&format!("lifecycles/{name}.yml"))?;
            Lifecycle::read(document.root.as_ref()?).ok()
        };
        let lifecycles = manifest.kinds.iter().map(|kind| kind.lifecycle.as_ref().and_then(lifecycle)).collect();
        let (mainline, zone) = (manifest.mainline(), manifest.zone());
        let identifying = manifest.kinds.iter().map(|kind| identifying(definitions, kind)).collect();
        WalkConfig { manifest, lifecycles, identifying, mainline, zone }
    }

    /// The fields that tell one record of a kind from another.
    pub(crate) fn identifying(&self, kind: usize) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.identifying.get(kind).unwrap_or(&NONE)
    }

    /// The lifecycle of a kind.
    pub fn lifecycle(&self, kind: usize) -> Option<&Lifecycle> {
        self.lifecycles.get(kind)?.as_ref()
    }

    /// What the register says of its mainline.
    pub fn mainline(&self) -> &MainlineConfig {
        &self.mainline
    }

    /// The register's time zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// A text that changes whenever the walk would lead to another history: all that the configuration holds, as
    /// JSON.
    pub fn signature(&self) -> String {
        let WalkConfig { manifest, lifecycles, identifying, mainline, zone } = self;
        let MainlineConfig { second_parents, known_dates, forges } = mainline;
        let merges: Vec<String> = second_parents.iter().map(Oid::to_string).collect();
        let dates: BTreeMap<String, i64> = known_dates.iter().map(|(oid, at)| (oid.to_string(), *at)).collect();
        let mainline = serde_json::json!([merges, dates, forges, zone.name()]);
        serde_json::json!([manifest.kinds, manifest.paths, lifecycles, identifying, mainline]).to_string()
    }
}

/// The properties of a kind's schema that are texts, but for those that are chosen from a list, are dates, or name
/// another record.
fn identifying(definitions: &Definitions, kind: &Kind) -> BTreeSet<String> {
    let text = definitions.file(&kind.schema).and_then(|file| file.text.as_ref());
    let schema: serde_json::Value = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let Some(properties) = schema.get("properties").and_then(serde_json::Value::as_object) else {
        return BTreeSet::new();
    };
    let is_free_text = |property: &serde_json::Value| {
        let is = |key: &str, word: &str| property.get(key).and_then(serde_json::Value::as_str) == Some(word);
        is("type", "string")
            && !is("format", "date")
            && !is("format", "record-id")
            && property.get("enum").is_none()
            && property.get("const").is_none()
    };
    let identifies = |name: &str, property: &serde_json::Value| {
        let is_text = is_free_text(property) || property.get("items").is_some_and(is_free_text);
        let refers = kind.references.keys().any(|path| path.split('/').next() == Some(name));
        is_text && !refers && !matches!(name, "previous_ids" | "not_previous")
    };
    properties.iter().filter(|(name, property)| identifies(name, property)).map(|(name, _)| name.clone()).collect()
}
