//! The tables: a file for each, or for each few that are one matter. What a table is stands beside what fills it.

mod about;
mod commits;
mod facts;
mod fields;
mod figures;
mod files;
mod indicators;
mod publications;
mod records;
mod steps;

use super::table::Table;

/// The tables, each before those that refer to it.
pub static TABLES: [Table; 19] = [
    about::ABOUT,
    about::DICTIONARY,
    commits::COMMITS,
    commits::CORRECTIONS,
    records::RECORDS,
    records::NAMES,
    files::LIVES,
    facts::FACTS,
    fields::FIELDS,
    files::EPISODES,
    files::VERSIONS,
    indicators::INDICATORS,
    indicators::METHODS,
    figures::FIGURES,
    figures::UNITS,
    steps::STEPS,
    steps::CAUSES,
    publications::PUBLICATIONS,
    publications::PUBLISHED_FIGURES,
];
