use super::workspace_state::WorkspaceState;
use crate::i18n::Words;
use crate::lifecycle::Timeline;
use crate::message;
use crate::registry::{Record, TITLES};
use crate::render;
use crate::yaml::Node;

/// The title of a record: its name or label, if it has one.
pub(super) fn title<'r>(record: &'r Record, words: &Words) -> Option<&'r str> {
    let root = record.document.root.as_ref()?;
    let said = |field: &&str| {
        let node = root.get(field)?;
        node.as_text().or_else(|| node.get(words.lang().code()).and_then(Node::as_text))
    };
    TITLES.iter().find_map(said)
}

/// What a record is, in a line: its kind, and the phase that it is in.
pub(super) fn standing(workspace: &WorkspaceState, record: &Record, words: &Words) -> String {
    let kind = workspace.kind(record.kind).map_or_else(String::new, |kind| render::label(&kind.label, words));
    let phase = workspace.lifecycle(record.kind).and_then(|lifecycle| {
        let timeline = Timeline::read(record.document.root.as_ref()?, Some(lifecycle))?;
        let last = timeline.phases.last()?;
        let name =
            lifecycle.phase(&last.name).map_or_else(|| last.name.clone(), |phase| render::label(&phase.label, words));
        Some(match last.start {
            Some(start) => words.say(&message!("lsp-phase-since", phase = name, date = start.to_string())),
            None => name,
        })
    });
    match phase {
        Some(phase) => words.say(&message!("lsp-standing", kind = kind, phase = phase)),
        None => kind,
    }
}
