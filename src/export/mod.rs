//! The register and its history as tables for other tools: CSV, JSON Lines, Parquet and SQLite, all out of one
//! declaration. The only room that knows Parquet.

mod lines;
mod measured;
mod package;
mod parquet;
mod sqlite;
mod stock;
mod table;
mod tables;
mod value;
mod write;

pub use sqlite::{create_table, is_export};
pub use table::{Bilingual, Column, Kind, Reference, Table};
pub use tables::TABLES;
pub use write::{Written, export};

use std::collections::BTreeMap;

use crate::change::Correction;
use crate::indicator::{Catalogue, Publication};
use crate::timeline::{History, Point, WalkConfig};

/// The version of the tables: it changes when a table or a column is removed or means something else.
pub(crate) const FORMAT: u32 = 1;

/// The name and version of the program, as the tables state it.
const TOOL: &str = concat!("greffe ", env!("CARGO_PKG_VERSION"));

/// What an export is made of.
pub struct Source<'a> {
    /// All of the history, up to the moment of the export.
    pub history: &'a History,
    /// The definitions that it was read by.
    pub config: &'a WalkConfig,
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The published figures.
    pub publications: &'a [Publication],
    /// The moment: the last commit of the history, and the day up to which facts that take effect count.
    pub now: &'a Point,
    /// What commits (by their places on the mainline) say that they correct.
    pub corrections: &'a BTreeMap<usize, Vec<Correction>>,
}

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A CSV file per table, described by a Frictionless `datapackage.json`.
    Csv,
    /// A JSON Lines file per table.
    Jsonl,
    /// A Parquet file per table.
    Parquet,
    /// One SQLite file.
    Sqlite,
}

impl Format {
    /// What the names of its files end in, without the dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Parquet => "parquet",
            Format::Sqlite => "sqlite",
        }
    }
}
