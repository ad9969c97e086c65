use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::label;
use crate::i18n::{Message, Words};
use crate::message;
use crate::schema::Labels;
use crate::timeline::FieldChange;

/// A change of a record's field in JSON.
#[derive(Serialize, JsonSchema)]
pub(super) struct FieldJson<'a> {
    /// The field, as the record writes it.
    field: &'a str,
    /// Its values until then: one of a scalar, several of a list, none where it was absent; in alphabetical order.
    before: Vec<&'a str>,
    /// Its values from then on, likewise.
    after: Vec<&'a str>,
}

impl<'a> FieldJson<'a> {
    pub(super) fn of(change: &FieldChange<'a>) -> FieldJson<'a> {
        let list = |values: &BTreeSet<&'a str>| values.iter().copied().collect();
        FieldJson { field: change.field, before: list(&change.before), after: list(&change.after) }
    }
}

/// What became of a field of a record of this kind: of a list, what came and what went.
pub(super) fn field_line(kind: &str, change: &FieldChange<'_>, labels: &Labels, words: &Words) -> Message {
    let field = label(&labels.of_field(kind, change.field), words);
    let (before, after) = (&change.before, &change.after);
    let list = |values: &BTreeSet<&str>| values.iter().copied().collect::<Vec<_>>().join(", ");
    match (before.is_empty(), after.is_empty()) {
        (true, _) => message!("field-set", field = field, after = list(after)),
        (false, true) => message!("field-dropped", field = field, before = list(before)),
        (false, false) if before.len() > 1 || after.len() > 1 => {
            let came = after.difference(before).map(|value| format!("+ {value}"));
            let went = before.difference(after).map(|value| format!("- {value}"));
            message!("field-items", field = field, items = came.chain(went).collect::<Vec<_>>().join(", "))
        }
        (false, false) => message!("field-revised", field = field, before = list(before), after = list(after)),
    }
}
