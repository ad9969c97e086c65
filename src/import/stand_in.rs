use super::RecordKind;
use super::record::{Fields, Name};

/// The identifier of what a source leaves unsaid.
pub(super) const UNKNOWN: &str = "inconnu";

/// The text that marks a record that stands in for an absent page, so that a later import recognises it.
const COMMENT: &str = "Fiche posée par l’import : la source nomme cette entité sans lui donner de fiche.";

/// The fields of a record that stands in for `name`, which others name and the source has no page
/// for. `said` is what those others say of it.
pub(super) fn fields(name: &Name, said: Option<&Fields>) -> Fields {
    let (kind, id) = name;
    let mut fields = said.cloned().unwrap_or_default();
    let unknown = match kind {
        RecordKind::Incubator => "Incubateur que la source ne dit pas",
        _ => "Organisation que la source ne dit pas",
    };
    if !fields.contains_key("name") {
        let label = if id == UNKNOWN { unknown } else { id };
        fields.insert("name".to_owned(), label.into());
    }
    if *kind == RecordKind::Organisation && !fields.contains_key("type") {
        fields.insert("type".to_owned(), "autre".into());
    }
    fields.insert("comment".to_owned(), COMMENT.into());
    fields
}

/// Whether these are the fields of a record that stands in.
pub(super) fn is_one(fields: &Fields) -> bool {
    fields.get("comment").and_then(serde_json::Value::as_str) == Some(COMMENT)
}
