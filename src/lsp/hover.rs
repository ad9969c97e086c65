use gen_lsp_types::{Hover, MarkupContent, MarkupKind, Range};

use super::completion::step;
use super::cursor::pattern;
use super::markup::Markup;
use super::meaning::meaning;
use super::node_at::NodeAt;
use super::record_summary;
use super::references::named_at;
use super::session::OpenPlace;
use crate::edit;
use crate::message;
use crate::registry::Record;
use crate::render;
use crate::schema::Outline;

/// What the editor shows for a place: a record, a field or a value.
pub(super) fn hover(place: &OpenPlace<'_>) -> Option<Hover> {
    let document = &place.record.document;
    let Some(spot) = NodeAt::at(document.root.as_ref(), &document.text, place.byte) else {
        // Above the first field, the record itself is shown.
        let above = document.text.get(..place.byte)?;
        let is_above = above.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
        return is_above.then(|| shown(place, portray(place, place.record), None));
    };
    let range = place.client.encoding.range(&document.text, place.lines, spot.span.clone());
    let of_record = named_at(place, &spot).map(|record| portray(place, record));
    Some(shown(place, of_record.or_else(|| of_field(place, &spot))?, Some(range)))
}

const fn ink(place: &OpenPlace<'_>) -> Markup {
    Markup { is_markdown: place.client.reads_markdown }
}

fn shown(place: &OpenPlace<'_>, value: String, range: Option<Range>) -> Hover {
    let kind = if place.client.reads_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Hover { contents: MarkupContent { kind, value }.into(), range }
}

/// A record: its title, its name, what it is, and its file.
fn portray(place: &OpenPlace<'_>, record: &Record) -> String {
    let (ink, words) = (ink(place), &place.client.words);
    let title = record_summary::title(record, words).unwrap_or(&record.id);
    let standing = record_summary::standing(place.workspace, record, words);
    let (title, key) = (ink.bold(title), ink.code(&record.key));
    format!("{title} ({key})\n\n{}\n\n{}", ink.text(&standing), ink.code(&record.path))
}

/// A field, and what its value means.
fn of_field(place: &OpenPlace<'_>, spot: &NodeAt) -> Option<String> {
    let OpenPlace { client, workspace, record, .. } = place;
    let (ink, words) = (ink(place), &client.words);
    let schema = Outline::of(workspace.schema(record.kind));
    let steps: Vec<String> = spot.steps.iter().map(step).collect();
    let outline = schema.find(steps.iter().map(String::as_str))?;
    let mut parts = Vec::new();
    if let Some(said) = spot.said.as_ref().filter(|_| !spot.is_name) {
        let lifecycle = workspace.lifecycle(record.kind).filter(|_| pattern(&spot.steps) == "phases/*/name");
        let phase = lifecycle.and_then(|lifecycle| lifecycle.phase(said));
        let called = match phase {
            Some(phase) => Some(format!("{} ({})", ink.bold(&render::label(&phase.label, words)), ink.code(said))),
            None => meaning(&outline, said).map(|_| ink.code(said)),
        };
        parts.extend(called.map(|called| match meaning(&outline, said) {
            Some(meaning) => words.say(&message!("lsp-meaning", name = called, meaning = ink.text(meaning))),
            None => called,
        }));
        if let Some(phase) = phase.filter(|phase| !phase.to.is_empty()) {
            parts.push(ink.text(&words.say(&message!("lsp-phase-next", phases = phase.to.join(", ")))));
        }
    }
    let name = steps.iter().rev().find(|step| step.parse::<usize>().is_err())?;
    parts.push(match outline.title() {
        Some(title) => format!("{} ({})", ink.bold(title), ink.code(name)),
        None => ink.code(name),
    });
    parts.extend(outline.description().map(|said| ink.text(said)));
    let examples = outline.examples().into_iter().filter(|example| !example.is_array() && !example.is_object());
    let examples: Vec<String> = examples.filter_map(|one| edit::scalar(one).ok()).map(|one| ink.code(&one)).collect();
    if !examples.is_empty() {
        parts.push(words.say(&message!("lsp-examples", examples = examples.join(", "))));
    }
    if spot.steps.len() == 1 && name == "name" {
        parts.push(portray(place, record));
    }
    Some(parts.join("\n\n"))
}
