use std::sync::Arc;

use rayon::prelude::*;

use super::context::Named;
use super::{document, shape};
use crate::diagnostic::Finding;
use crate::lifecycle::Lifecycle;
use crate::registry::{DEFAULT_SCHEMA, Definitions, Kind, MANIFEST, Manifest};
use crate::schema::Schema;
use crate::yaml::Document;

/// The compiled definitions of a register, for the kinds that were asked for.
#[derive(Clone)]
pub(super) struct Compiled {
    /// Whether the manifest can be read: where it can't, there is nothing else.
    pub readable: bool,
    /// By kind, the schema (`None` where it can't be used).
    pub schemas: Vec<Option<Arc<Schema>>>,
    /// By kind, the lifecycle.
    pub lifecycles: Vec<Option<Lifecycle>>,
    /// What is wrong with the definitions.
    pub findings: Vec<Finding>,
}

impl Compiled {
    /// Compiles the definitions of the kinds that `wanted` asks for, by their place in the manifest: compiling takes
    /// time.
    pub(super) fn of(
        definitions: &Definitions,
        manifest: &Manifest,
        wanted: impl Fn(usize) -> bool + Sync,
    ) -> Compiled {
        let (readable, of_kinds) = rayon::join(
            || {
                let mut findings = Vec::new();
                let readable = definition(definitions, MANIFEST, "manifest.schema.json", &mut findings).is_some();
                (readable, findings)
            },
            || -> Vec<_> {
                let kinds = manifest.kinds.par_iter().enumerate();
                kinds
                    .map(|(at, kind)| if wanted(at) { of_kind(definitions, kind) } else { Default::default() })
                    .collect()
            },
        );
        let (readable, findings) = readable;
        let mut compiled = Compiled { readable, schemas: Vec::new(), lifecycles: Vec::new(), findings };
        if !readable {
            return compiled;
        }
        let findings = &mut compiled.findings;
        for ((schema, of_schema), (lifecycle, of_lifecycle)) in of_kinds {
            compiled.schemas.push(schema.map(Arc::new));
            compiled.lifecycles.push(lifecycle);
            findings.extend(of_schema);
            // Two kinds may share a lifecycle: its findings are reported once.
            let known = |found: &Finding| findings.iter().any(|finding| finding.place.path == found.place.path);
            if !of_lifecycle.first().is_some_and(known) {
                findings.extend(of_lifecycle);
            }
        }
        compiled
    }
}

/// What a definition gives, and what is wrong with it.
type Found<T> = (Option<T>, Vec<Finding>);

fn of_kind(definitions: &Definitions, kind: &Kind) -> (Found<Schema>, Found<Lifecycle>) {
    let (mut of_schema, mut of_lifecycle) = (Vec::new(), Vec::new());
    let schema = schema(definitions, kind, &mut of_schema);
    let lifecycle = lifecycle(definitions, kind, &mut of_lifecycle);
    ((schema, of_schema), (lifecycle, of_lifecycle))
}

/// Reads a YAML definition and checks it against the tool's own schema for it.
fn definition(definitions: &Definitions, name: &str, schema: &str, findings: &mut Vec<Finding>) -> Option<Document> {
    let file = definitions.file(name)?;
    let document = Document::read(file.text.as_ref()?.as_bytes());
    findings.extend(document::findings(&file.path, None, &document));
    let root = document.root.as_ref()?;
    let named = Named { path: &file.path, document: &document, record: None };
    let (_, own) = DEFAULT_SCHEMA.iter().find(|(name, _)| *name == schema)?;
    let schema = Schema::compile(own).ok()?;
    let wrong = shape::findings(&named, root, &schema, &[]);
    let readable = wrong.is_empty();
    findings.extend(wrong);
    readable.then_some(document)
}

fn schema(definitions: &Definitions, kind: &Kind, findings: &mut Vec<Finding>) -> Option<Schema> {
    let Some(file) = definitions.file(&kind.schema) else {
        findings.extend(document::missing(definitions, &kind.schema));
        return None;
    };
    let text = file.text.as_ref()?;
    match Schema::compile(text) {
        Ok(schema) => Some(schema),
        Err(cause) => {
            findings.extend(document::unusable(file, cause));
            None
        }
    }
}

fn lifecycle(definitions: &Definitions, kind: &Kind, findings: &mut Vec<Finding>) -> Option<Lifecycle> {
    let name = format!("lifecycles/{}.yml", kind.lifecycle.as_ref()?);
    if definitions.file(&name).is_none() {
        findings.extend(document::missing(definitions, &name));
        return None;
    }
    let document = definition(definitions, &name, "lifecycle.schema.json", findings);
    let document = document?;
    let root = document.root.as_ref()?;
    let lifecycle = Lifecycle::read(root).ok()?;
    if let Some(file) = definitions.file(&name) {
        let named = Named { path: &file.path, document: &document, record: None };
        findings.extend(document::unknown_phases(&named, root, &lifecycle));
    }
    Some(lifecycle)
}
