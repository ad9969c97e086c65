//! Any text is taken or refused as a manifest, a lifecycle, an indicator and a schema, and what is
//! taken can be used.
#![no_main]

use std::sync::LazyLock;

use greffe::indicator::Indicator;
use greffe::lifecycle::{Lifecycle, Timeline};
use greffe::registry::{Definitions, Manifest};
use greffe::schema::Schema;
use greffe::yaml::Document;
use libfuzzer_sys::fuzz_target;

static SHIPPED: LazyLock<Lifecycle> = LazyLock::new(|| {
    let document = Definitions::embedded().document("lifecycles/startup.yml").expect("it is shipped");
    Lifecycle::read(&document.root.expect("it can be read")).expect("it is a lifecycle")
});

fuzz_target!(|text: &str| {
    let schema = Schema::compile(text);
    let document = Document::read(text.as_bytes());
    let Some(root) = &document.root else { return };
    if let Ok(schema) = &schema {
        assert_eq!(schema.violations(root).is_empty(), schema.accepts(root));
    }
    if let Ok(manifest) = Manifest::read(root) {
        for path in ["registry/startups/pix.yml", "registry/x.yml", "schema/registry.yml", "registry/a/b/../c"] {
            manifest.place(path);
        }
    }
    if let Ok(lifecycle) = Lifecycle::read(root) {
        Timeline::read(root, Some(&lifecycle));
        for from in lifecycle.retired_names() {
            lifecycle.may_repeat(from);
            lifecycle.judge(from, "abandon");
        }
    }
    Timeline::read(root, Some(&SHIPPED));
    Indicator::read("essai", root);
});
