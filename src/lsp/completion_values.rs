use std::collections::BTreeSet;

use gen_lsp_types::CompletionItemKind;

use super::completion::Offer;
use super::cursor::{Cursor, pattern};
use super::meaning::meaning;
use super::record_summary;
use super::session::OpenPlace;
use crate::check;
use crate::git::Origin;
use crate::lifecycle::{Lifecycle, Move, Timeline};
use crate::message;
use crate::registry::{Listing, WAIVERS, nearest_valid_id};
use crate::render;
use crate::schema::Outline;
use crate::yaml::Document;

/// The field of the names of phases.
const PHASE: &str = "phases/*/name";

/// The values that may be written at a place.
pub(super) fn values(place: &OpenPlace<'_>, cursor: &Cursor, outline: &Outline<'_>) -> Vec<Offer> {
    let OpenPlace { workspace, record, .. } = place;
    let path = pattern(&cursor.steps);
    let kind = workspace.kind(record.kind).map_or("", |kind| kind.name.as_str());
    if let Some(target) = workspace.referred(record.kind, &path) {
        return records(place, |kind| kind == target, false);
    }
    match (kind, path.as_str()) {
        (WAIVERS, "waivers/*/record") => records(place, |kind| kind != record.kind, true),
        (WAIVERS, "waivers/*/rule") => rules(place),
        (_, "previous_ids") => former(place),
        _ => match workspace.lifecycle(record.kind).filter(|_| path == PHASE) {
            Some(lifecycle) => phases(place, cursor, outline, lifecycle),
            None => listed(outline),
        },
    }
}

/// The records of the kinds that `wanted` asks for, found by identifier and by name.
fn records(place: &OpenPlace<'_>, wanted: impl Fn(usize) -> bool, with_kind: bool) -> Vec<Offer> {
    let OpenPlace { workspace, client, .. } = place;
    let records = workspace.shown.records.values().filter(|record| wanted(record.kind));
    let offers = records.enumerate().map(|(rank, record)| {
        let title = record_summary::title(record, &client.words);
        Offer {
            text: if with_kind { record.key.clone() } else { record.id.clone() },
            // Found by its name with accents, and without.
            found_by: title.map(|title| format!("{title} {}", nearest_valid_id(title).unwrap_or_default())),
            detail: title.map(str::to_owned),
            meaning: Some(record_summary::standing(workspace, record, &client.words)),
            rank,
            kind: Some(CompletionItemKind::Reference),
            ..Offer::default()
        }
    });
    offers.collect()
}

fn rules(place: &OpenPlace<'_>) -> Vec<Offer> {
    let offer = |(rank, rule): (usize, &&'static crate::diagnostic::Rule)| Offer {
        text: rule.code.to_owned(),
        detail: Some(rule.slug.to_owned()),
        found_by: Some(rule.slug.to_owned()),
        meaning: Some(rule.summary(place.client.words.lang()).to_owned()),
        rank,
        kind: Some(CompletionItemKind::EnumMember),
        ..Offer::default()
    };
    check::rules().iter().enumerate().map(offer).collect()
}

/// The identifiers that records of the kind had at the last commit, and that none has now: the record may have been
/// one of them.
fn former(place: &OpenPlace<'_>) -> Vec<Offer> {
    let OpenPlace { workspace, record, .. } = place;
    let Some(kind) = workspace.kind(record.kind) else { return Vec::new() };
    let before = || {
        let head = workspace.repository.head().ok()??;
        Listing::read_kinds(&workspace.repository, Origin::Commit(head), |name| name == kind.name).ok()
    };
    let now: BTreeSet<&str> = workspace.of_kind(record.kind).map(|record| record.id.as_str()).collect();
    let names = before().map(|before| before.names).unwrap_or_default();
    let gone = names.into_iter().map(|name| name.id).filter(|id| !now.contains(id.as_str()));
    gone.enumerate()
        .map(|(rank, text)| Offer { text, rank, kind: Some(CompletionItemKind::Value), ..Offer::default() })
        .collect()
}

/// The phases: first those that may follow the one before, then those that rarely do, then the others, marked.
fn phases(place: &OpenPlace<'_>, cursor: &Cursor, outline: &Outline<'_>, lifecycle: &Lifecycle) -> Vec<Offer> {
    let words = &place.client.words;
    let before = phase_before(place, cursor, lifecycle);
    let offers = lifecycle.phases.iter().enumerate().map(|(at, phase)| {
        let label = render::label(&phase.label, words);
        let said = before.as_deref().map(|before| (before, lifecycle.judge(before, &phase.name)));
        let (rank, is_struck, note) = match said {
            Some((before, _)) if before == phase.name => (3000, true, message!("lsp-phase-same", phase = label)),
            Some((before, Move::Illegal | Move::AfterTerminal)) => {
                (2000, true, message!("lsp-phase-not-after", phase = label, before = before))
            }
            Some((before, Move::Unusual)) => {
                (1000, false, message!("lsp-phase-rarely-after", phase = label, before = before))
            }
            Some((_, Move::Plausible)) | None => (0, false, message!("lsp-phase", phase = label)),
        };
        Offer {
            text: phase.name.clone(),
            detail: Some(words.say(&note)),
            meaning: meaning(outline, &phase.name).map(str::to_owned),
            rank: rank + at,
            is_struck,
            kind: Some(CompletionItemKind::EnumMember),
            ..Offer::default()
        }
    });
    offers.collect()
}

/// The last phase that the record names before the item that is being written. What stands before an item is YAML,
/// even where the item is not yet.
fn phase_before(place: &OpenPlace<'_>, cursor: &Cursor, lifecycle: &Lifecycle) -> Option<String> {
    let text = place.record.document.text.get(..cursor.item?)?;
    let text = text.trim_end_matches([' ', '-']);
    let root = Document::read(text.as_bytes()).root?;
    let mut phases = Timeline::read(&root, Some(lifecycle))?.phases;
    phases.sort_by_key(|phase| phase.at);
    // An unknown phase has no successors to offer.
    phases.into_iter().map(|phase| phase.name).rfind(|name| lifecycle.phase(name).is_some())
}

/// The values that the schema lists.
fn listed(outline: &Outline<'_>) -> Vec<Offer> {
    let is_yes_or_no = outline.allowed().is_empty() && outline.takes("boolean") && !outline.takes("string");
    let values: Vec<String> = match is_yes_or_no {
        true => ["true", "false"].map(str::to_owned).to_vec(),
        false => outline.allowed().into_iter().filter_map(|value| crate::edit::scalar(value).ok()).collect(),
    };
    let offer = |(rank, text): (usize, String)| Offer {
        meaning: meaning(outline, &text).map(str::to_owned),
        text,
        rank,
        kind: Some(CompletionItemKind::EnumMember),
        ..Offer::default()
    };
    values.into_iter().enumerate().map(offer).collect()
}
