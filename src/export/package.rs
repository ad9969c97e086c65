use serde_json::{Map, Value, json};

use super::table::{Column, Kind, Reference, Table};
use super::{FORMAT, TOOL};
use crate::render::to_json;

/// The name of the description.
pub(super) const NAME: &str = "datapackage.json";

/// A file of the package.
pub(super) struct Resource {
    pub table: &'static Table,
    /// Its length in bytes, and its SHA-256 in hexadecimal.
    pub length: u64,
    pub sha256: String,
}

/// The description of a package of files: a Frictionless Data Package, with the schema of each table. `commit` is the
/// last one known.
pub(super) fn package(resources: &[Resource], commit: Option<String>) -> String {
    to_json(&json!({
        "profile": "data-package",
        "name": "greffe",
        "title": "Registre du programme 352 : fiches, faits, chiffres",
        "title_en": "The register of programme 352: records, facts, figures",
        "version": commit,
        "format_version": FORMAT,
        "tool": TOOL,
        "resources": resources.iter().map(resource).collect::<Vec<_>>(),
    }))
}

fn resource(resource: &Resource) -> Value {
    let table = resource.table;
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "description": table.what.fr,
        "description_en": table.what.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": resource.length,
        "hash": format!("sha256:{}", resource.sha256),
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"" },
        "schema": schema(table),
    })
}

fn schema(table: &Table) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.key,
    });
    if let (false, Some(schema)) = (table.references.is_empty(), schema.as_object_mut()) {
        let keys: Vec<Value> = table.references.iter().map(|reference| foreign_key(table, reference)).collect();
        schema.insert("foreignKeys".to_owned(), keys.into());
    }
    schema
}

fn field(column: &Column) -> Value {
    let mut constraints = Map::new();
    if !column.optional {
        constraints.insert("required".to_owned(), true.into());
    }
    if !column.values.is_empty() {
        constraints.insert("enum".to_owned(), json!(column.values));
    }
    let mut field = json!({
        "name": column.name,
        "type": column.kind.word(),
        "description": column.what.fr,
        "description_en": column.what.en,
    });
    let Some(more) = field.as_object_mut() else { return field };
    if let Some(unit) = column.unit {
        more.insert("unit".to_owned(), unit.fr.into());
        more.insert("unit_en".to_owned(), unit.en.into());
    }
    if column.kind == Kind::Instant {
        more.insert("format".to_owned(), "%Y-%m-%dT%H:%M:%SZ".into());
    }
    if !constraints.is_empty() {
        more.insert("constraints".to_owned(), constraints.into());
    }
    field
}

fn foreign_key(table: &Table, reference: &Reference) -> Value {
    // A table that refers to itself is named by nothing.
    let other = if reference.table == table.name { "" } else { reference.table };
    let key = Table::named(reference.table).map(|table| table.key).unwrap_or_default();
    json!({ "fields": reference.columns, "reference": { "resource": other, "fields": key } })
}
