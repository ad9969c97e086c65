use crate::diagnostic::{Finding, LineIndex, Place, Rule};
use crate::message;
use crate::registry::{DefinitionFile, Definitions, Listing, MANIFEST};
use crate::schema::{BadSchema, SchemaCause, SchemaPlace};
use crate::yaml::{Document, pointer_push};

/// A schema or a lifecycle can't be used, or names what does not exist.
pub(super) static RULE: Rule = rule!("D014", "bad-definition", Error);

/// The finding that a schema can't be used, and why (in its reader's words).
pub(in crate::check) fn unusable(file: &DefinitionFile, BadSchema { cause, at }: BadSchema) -> Option<Finding> {
    let text = file.text.as_ref()?;
    let span = match at {
        SchemaPlace::Position(line, column) => {
            let at = (LineIndex::new(text).start(line) + column.saturating_sub(1)).min(text.len());
            at..at
        }
        // JSON is YAML too, and our tree knows its places.
        SchemaPlace::Pointer(pointer) => {
            Document::read(text.as_bytes()).root.map_or(0..0, |root| root.key_span_at(&pointer))
        }
    };
    let (message, help) = match cause {
        SchemaCause::Said(cause) => (message!("D014-message", cause = cause), message!("D014-help")),
        SchemaCause::TooHeavy => (message!("D014-heavy"), message!("D014-heavy-help")),
    };
    Some(Finding::new(&RULE, Place::new(&file.path, text, span), message, help))
}

/// What the manifest names that does not exist: kinds that fields refer to, rules whose severity is set.
pub(in crate::check) fn unknown_names(listing: &Listing) -> Vec<Finding> {
    let Some(file) = listing.definitions.file(MANIFEST) else { return Vec::new() };
    let document = listing.definitions.document(MANIFEST);
    let (Some(document), Some(text)) = (document, &file.text) else { return Vec::new() };
    let Some(root) = &document.root else { return Vec::new() };
    let mut unknown = Vec::new();
    for kind in &listing.manifest.kinds {
        for (field, target) in &kind.references {
            if listing.manifest.kind(target).is_none() {
                let references = pointer_push(&format!("/kinds/{}", kind.name), "references");
                unknown.push((pointer_push(&references, field), target));
            }
        }
    }
    let codes = crate::check::rules();
    for code in listing.manifest.severities.keys().filter(|code| !codes.iter().any(|rule| rule.code == *code)) {
        unknown.push((pointer_push("/severities", code), code));
    }
    unknown
        .into_iter()
        .map(|(pointer, name)| {
            let place = Place::new(&file.path, text, root.span_at(&pointer));
            let message = message!("D014-unknown-name", name = name);
            Finding::new(&RULE, place, message, message!("D014-unknown-name-help")).about(None, pointer)
        })
        .collect()
}

/// The finding that the manifest names a file that is not there.
pub(in crate::check) fn missing(definitions: &Definitions, name: &str) -> Option<Finding> {
    let file = definitions.file(MANIFEST)?;
    let text = file.text.as_ref()?;
    let at = text.find(name.rsplit('/').next()?.trim_end_matches(".yml")).unwrap_or(0);
    let end = text.get(at..)?.find(['\n', '\r']).map_or(text.len(), |length| at + length);
    let message = message!("D014-missing", name = format!("schema/{name}"));
    Some(Finding::new(&RULE, Place::new(&file.path, text, at..end), message, message!("D014-missing-help")))
}
