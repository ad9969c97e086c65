use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionItemTextEdit,
    CompletionList, Documentation, TextEdit,
};

use super::completion_values::values;
use super::cursor::{Cursor, PathStep, Written};
use super::session::OpenPlace;
use crate::message;
use crate::schema::Outline;

/// A completion that is offered.
#[derive(Debug, Default)]
pub(super) struct Offer {
    /// The text that it inserts.
    pub text: String,
    /// Its label (the name of a record), shown beside the text.
    pub detail: Option<String>,
    /// Its documentation.
    pub meaning: Option<String>,
    /// Further text that the editor matches against what is typed: a record's name finds its identifier.
    pub found_by: Option<String>,
    /// Its place in the list: lower ranks come first.
    pub rank: usize,
    /// Whether it is shown as deprecated, since it is unlikely to be right.
    pub is_struck: bool,
    /// Its kind, by which the editor chooses an icon.
    pub kind: Option<CompletionItemKind>,
}

/// The completions at a place. The text need not be valid YAML, since it is being typed.
pub(super) fn complete(place: &OpenPlace<'_>) -> Option<CompletionList> {
    let text = &place.record.document.text;
    let cursor = Cursor::at(text, place.byte)?;
    let schema = Outline::of(place.workspace.schema(place.record.kind));
    let numbers: Vec<String> = cursor.steps.iter().map(step).collect();
    let outline = schema.find(numbers.iter().map(String::as_str))?;
    let items = match cursor.written {
        Written::Value => of_values(place, &cursor, &outline, ""),
        Written::Field | Written::Either => {
            let mut offers = of_fields(place, &cursor, &outline, "");
            if cursor.written == Written::Either {
                offers.extend(of_values(place, &cursor, &outline, ""));
            } else if let Some(items) = outline.items().filter(|_| cursor.beside.is_empty()) {
                // The value may be a list that has no item so far: offer its first one.
                let mut inside = cursor.clone();
                inside.steps.push(PathStep::Item(0));
                offers.extend(of_fields(place, &inside, &items, "- "));
                offers.extend(of_values(place, &inside, &items, "- "));
            }
            offers
        }
    };
    Some(CompletionList { is_incomplete: false, items, ..CompletionList::default() })
}

pub(super) fn step(step: &PathStep) -> String {
    match step {
        PathStep::Field(name) => name.clone(),
        PathStep::Item(at) => at.to_string(),
    }
}

/// The fields that the mapping lacks.
fn of_fields(place: &OpenPlace<'_>, cursor: &Cursor, outline: &Outline<'_>, lead: &str) -> Vec<CompletionItem> {
    let required = outline.required();
    let words = &place.client.words;
    let fields = outline.fields().into_iter().filter(|name| !cursor.beside.iter().any(|there| there == name));
    let offers = fields.enumerate().filter_map(|(at, name)| {
        let field = outline.field(name)?;
        let is_required = required.contains(&name);
        let title = field.title().unwrap_or_default();
        let holds_more = !field.takes("string") && (field.takes("array") || field.takes("object"));
        let colon = match (cursor.has_colon, holds_more) {
            (true, _) => "",
            (false, true) => ":",
            (false, false) => ": ",
        };
        let offer = Offer {
            text: format!("{lead}{name}"),
            detail: Some(match is_required {
                true => words.say(&message!("lsp-required", title = title)),
                false => title.to_owned(),
            }),
            meaning: field.description().map(str::to_owned),
            rank: if is_required { at } else { 1000 + at },
            kind: Some(CompletionItemKind::Property),
            ..Offer::default()
        };
        Some(item(place, cursor, offer, colon))
    });
    offers.collect()
}

fn of_values(place: &OpenPlace<'_>, cursor: &Cursor, outline: &Outline<'_>, lead: &str) -> Vec<CompletionItem> {
    let offers = values(place, cursor, outline).into_iter().map(|mut offer| {
        offer.text = format!("{lead}{}", offer.text);
        item(place, cursor, offer, "")
    });
    offers.collect()
}

fn item(place: &OpenPlace<'_>, cursor: &Cursor, offer: Offer, end: &str) -> CompletionItem {
    let document = &place.record.document;
    let range = place.client.encoding.range(&document.text, place.lines, cursor.word.clone());
    let space = if cursor.lacks_space { " " } else { "" };
    let new_text = format!("{space}{}{end}", offer.text);
    let filter_text = offer.found_by.map(|found_by| format!("{} {found_by}", offer.text));
    let detail = offer.detail.filter(|detail| !detail.is_empty());
    CompletionItem {
        label_details: detail
            .as_ref()
            .map(|detail| CompletionItemLabelDetails { detail: None, description: Some(detail.clone()) }),
        detail,
        label: offer.text,
        kind: offer.kind,
        tags: offer.is_struck.then(|| vec![CompletionItemTag::Deprecated]),
        documentation: offer.meaning.map(Documentation::String),
        sort_text: Some(format!("{:05}", offer.rank)),
        filter_text,
        text_edit: Some(CompletionItemTextEdit::from(TextEdit { range, new_text })),
        ..CompletionItem::default()
    }
}
