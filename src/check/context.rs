use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::{document, shape};
use crate::diagnostic::{Finding, LineIndex, Place};
use crate::lifecycle::{Date, Lifecycle};
use crate::message;
use crate::registry::{Definitions, Kind, MANIFEST, Record, Register};
use crate::shape::Schema;
use crate::yaml::{Document, pointer_push};

/// What the rules look at beside the record at hand.
pub struct Context<'r> {
    /// The register.
    pub register: &'r Register,
    /// The day from which dates are in the future.
    pub today: Option<Date>,
    /// By kind, the schema (`None` where it can't be used).
    schemas: Vec<Option<Schema>>,
    /// By kind, the lifecycle.
    lifecycles: Vec<Option<Lifecycle>>,
    /// By kind, the identifiers that are there, in order.
    ids: Vec<Vec<&'r str>>,
    /// Records by their previous identifiers.
    previous: HashMap<(usize, String), &'r Record>,
}

/// A document as the rules name places in it.
pub struct Named<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub text: &'a Arc<str>,
    /// Where its lines begin.
    pub lines: &'a LineIndex,
    /// The record that it is, as `kind/id`.
    pub record: Option<&'a str>,
}

impl Named<'_> {
    /// The place of `span` (in bytes).
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::within(self.path, self.text, self.lines, span)
    }
}

impl<'r> Context<'r> {
    /// Compiles what the rules need, and says what is wrong with the definitions. Without a
    /// readable manifest there is no context: nothing else can be judged.
    pub fn new(register: &'r Register, today: Option<Date>) -> (Option<Context<'r>>, Vec<Finding>) {
        let definitions = &register.definitions;
        let mut findings = document::not_regular(register);
        findings.extend(document::too_large(register));
        let manifest_readable = definition(definitions, MANIFEST, "manifest.schema.json", &mut findings).is_some();
        if !manifest_readable {
            return (None, findings);
        }
        findings.extend(unknown_names(register));
        let mut schemas = Vec::new();
        let mut lifecycles = Vec::new();
        for (at, kind) in register.manifest.kinds.iter().enumerate() {
            // A definition that nothing of what was read needs is left alone.
            let needed = register.unread.is_empty() || register.records.iter().any(|record| record.kind == at);
            schemas.push(if needed { schema(definitions, kind, &mut findings) } else { None });
            lifecycles.push(if needed { lifecycle(definitions, kind, &mut findings) } else { None });
        }
        let mut ids = vec![Vec::new(); register.manifest.kinds.len()];
        for (kind, id, _) in register.names() {
            if let Some(of_kind) = ids.get_mut(kind) {
                of_kind.push(id);
            }
        }
        for of_kind in &mut ids {
            // They come in the order of their paths, which is nearly theirs: a sort that sees it.
            of_kind.sort();
        }
        let mut previous = HashMap::new();
        for record in &register.records {
            for (_, id) in previous_ids(record) {
                previous.entry((record.kind, id.to_owned())).or_insert(record);
            }
        }
        (Some(Context { register, today, schemas, lifecycles, ids, previous }), findings)
    }

    /// The document of a record.
    pub fn document<'a>(&self, record: &'a Record) -> Named<'a> {
        let Record { path, key, document, .. } = record;
        Named { path, text: &document.text, lines: &document.lines, record: Some(key) }
    }

    /// The schema of a kind.
    pub fn schema(&self, kind: usize) -> Option<&Schema> {
        self.schemas.get(kind)?.as_ref()
    }

    /// The lifecycle of a kind.
    pub fn lifecycle(&self, kind: usize) -> Option<&Lifecycle> {
        self.lifecycles.get(kind)?.as_ref()
    }

    /// The identifiers that stand for two records of a kind, with that kind, in order.
    pub fn twice(&self) -> impl Iterator<Item = (usize, &'r str)> {
        self.ids.iter().enumerate().flat_map(|(kind, ids)| {
            let pairs = ids.iter().zip(ids.iter().skip(1));
            pairs.filter(|(one, next)| one == next).map(move |(id, _)| (kind, *id))
        })
    }

    /// Whether there is a record of this kind and identifier, readable or not.
    pub fn has(&self, kind: usize, id: &str) -> bool {
        self.ids.get(kind).is_some_and(|ids| ids.binary_search(&id).is_ok())
    }

    /// The record of this kind that was once called `id`.
    pub fn once_called(&self, kind: usize, id: &str) -> Option<&'r Record> {
        self.previous.get(&(kind, id.to_owned())).copied()
    }

    /// The identifiers of a kind, in order.
    pub fn ids(&self, kind: usize) -> impl Iterator<Item = &'r str> {
        self.ids.get(kind).into_iter().flatten().copied()
    }
}

/// The identifiers that a record says it had before, with their places in its list.
pub fn previous_ids(record: &Record) -> impl Iterator<Item = (usize, &str)> {
    let list = record.document.root.as_ref().and_then(|root| root.get("previous_ids")?.as_list());
    list.unwrap_or_default().iter().enumerate().filter_map(|(at, id)| Some((at, id.as_text()?)))
}

/// Reads a YAML definition and checks it against the tool's own schema for it.
fn definition(definitions: &Definitions, name: &str, schema: &str, findings: &mut Vec<Finding>) -> Option<Document> {
    let file = definitions.file(name)?;
    let document = Document::read(file.text.as_ref()?.as_bytes());
    findings.extend(document::findings(&file.path, None, &document));
    let root = document.root.as_ref()?;
    let named = Named { path: &file.path, text: &document.text, lines: &document.lines, record: None };
    let own = Definitions::embedded();
    let text = own.file(schema).and_then(|file| file.text.clone())?;
    let schema = Schema::compile(&text).ok()?;
    let wrong = shape::findings(&named, root, &schema, &[]);
    let readable = wrong.is_empty();
    findings.extend(wrong);
    readable.then_some(document)
}

fn schema(definitions: &Definitions, kind: &Kind, findings: &mut Vec<Finding>) -> Option<Schema> {
    let Some(file) = definitions.file(&kind.schema) else {
        findings.extend(missing(definitions, &kind.schema));
        return None;
    };
    let text = file.text.as_ref()?;
    match Schema::compile(text) {
        Ok(schema) => Some(schema),
        Err(cause) => {
            let place = Place::new(&file.path, text, 0..text.lines().next().unwrap_or_default().len());
            let message = message!("D014-message", cause = cause);
            findings.push(Finding::new(&document::BAD_DEFINITION, place, message, message!("D014-help")));
            None
        }
    }
}

fn lifecycle(definitions: &Definitions, kind: &Kind, findings: &mut Vec<Finding>) -> Option<Lifecycle> {
    let name = format!("lifecycles/{}.yml", kind.lifecycle.as_ref()?);
    if definitions.file(&name).is_none() {
        findings.extend(missing(definitions, &name));
        return None;
    }
    let path = format!("schema/{name}");
    // Two kinds may share a lifecycle: its findings are reported once.
    let mut found = Vec::new();
    let document = definition(definitions, &name, "lifecycle.schema.json", &mut found);
    if !findings.iter().any(|finding| finding.place.path == path) {
        findings.extend(found);
    }
    Lifecycle::read(document?.root.as_ref()?).ok()
}

/// What the manifest names that does not exist: kinds that fields refer to, rules whose severity is set.
fn unknown_names(register: &Register) -> Vec<Finding> {
    let Some(file) = register.definitions.file(MANIFEST) else { return Vec::new() };
    let document = register.definitions.document(MANIFEST);
    let (Some(document), Some(text)) = (document, &file.text) else { return Vec::new() };
    let Some(root) = &document.root else { return Vec::new() };
    let mut unknown = Vec::new();
    for kind in &register.manifest.kinds {
        for (field, target) in &kind.references {
            if register.manifest.kind(target).is_none() {
                let references = pointer_push(&format!("/kinds/{}", kind.name), "references");
                unknown.push((pointer_push(&references, field), target));
            }
        }
    }
    let codes = super::rules();
    for code in register.manifest.severities.keys().filter(|code| !codes.iter().any(|rule| rule.code == *code)) {
        unknown.push((pointer_push("/severities", code), code));
    }
    unknown
        .into_iter()
        .map(|(pointer, name)| {
            let place = Place::new(&file.path, text, root.span_at(&pointer));
            let message = message!("D014-unknown-name", name = name);
            Finding::new(&document::BAD_DEFINITION, place, message, message!("D014-unknown-name-help"))
                .about(None, pointer)
        })
        .collect()
}

/// The finding that the manifest names a file that is not there.
fn missing(definitions: &Definitions, name: &str) -> Option<Finding> {
    let file = definitions.file(MANIFEST)?;
    let text = file.text.as_ref()?;
    let at = text.find(name.rsplit('/').next()?.trim_end_matches(".yml")).unwrap_or(0);
    let end = text.get(at..)?.find(['\n', '\r']).map_or(text.len(), |length| at + length);
    let message = message!("D014-missing", name = format!("schema/{name}"));
    Some(Finding::new(
        &document::BAD_DEFINITION,
        Place::new(&file.path, text, at..end),
        message,
        message!("D014-missing-help"),
    ))
}
