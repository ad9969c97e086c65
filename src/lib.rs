//! Greffe keeps a public register in git, guards it, and reads its history back.
//!
//! Data goes one way through the rooms of this house. An outside library that does one job is known to the room that
//! does it; those that are used everywhere (serde, rayon, sha2) are the exception.
//!
//! - `git bytes → documents → records → checks → findings → formats`
//! - `commits → versions → facts → figures → answers`

pub mod change;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod folder;
pub mod git;
pub mod i18n;
pub mod import;
pub mod index;
pub mod indicator;
pub mod lifecycle;
pub mod lsp;
pub mod query;
pub mod registry;
pub mod render;
pub mod review;
pub mod schema;
pub mod site;
pub mod statement;
pub mod timeline;
pub mod yaml;
