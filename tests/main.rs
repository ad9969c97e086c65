//! The integration tests, in one program: each module is one of what was promised, and `cargo test --test all hooks::`
//! runs one of them alone.
//!
//! They run at the same time, in one process: none may change the folder that it is in, or its environment. What needs
//! that starts a process of its own (`support`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../benches/support/generate/mod.rs"]
mod generate;
mod support;

mod at_once;
mod catalogue;
mod docs;
mod doctor;
mod edit;
mod export;
mod figures;
mod fix;
#[cfg(unix)]
mod forges;
mod formats;
mod generated;
#[cfg(unix)]
mod guides;
mod history;
mod history_properties;
mod hooks;
mod hooks_install;
mod hostile;
mod import;
mod independent_count;
mod index;
mod init;
mod interrupted;
mod knowledge;
mod lost_output;
mod lsp;
mod manual;
mod new;
mod no_register;
mod order;
mod rename;
mod review;
mod rules;
mod schema;
mod signatures;
mod site;
mod statement;
mod surroundings;
mod validate;
mod versions;
mod waivers;
mod yaml_reader;

/// A file that no line above names would not be tried at all.
#[test]
fn every_suite_is_part_of_this_program() {
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for item in std::fs::read_dir(top).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_suite = path.extension().is_some_and(|ending| ending == "rs") || path.join("mod.rs").exists();
        assert!(!is_suite || name == "main" || include_str!("main.rs").contains(&format!("\nmod {name};")), "{name}");
    }
}
