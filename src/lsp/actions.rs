use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, Diagnostic, TextEdit};

use super::diagnostics::range;
use super::initialize::Client;
use super::workspace::{FileEdit, difference, workspace_edit};
use super::workspace_state::WorkspaceState;
use crate::check;
use crate::diagnostic::{Edit, Finding, Fix, LineIndex, Outcome};
use crate::edit;
use crate::i18n::Arg;
use crate::message;
use crate::render;

/// The quick fixes of the findings in a range of a file; and, where the client asks for it, one action that makes all
/// safe fixes of the file.
///
/// # Errors
///
/// Where all fixes are asked for, and the register can't be read.
pub(super) fn actions(
    params: &CodeActionParams,
    workspace: &WorkspaceState,
    path: &str,
    findings: &[Finding],
    client: &Client,
) -> Outcome<Vec<CodeAction>> {
    // Asking for a kind asks for its sub-kinds as well (`source.fixAll`: `source.fixAll.greffe`).
    let wants = |kind: &str| {
        let asked = |only: &CodeActionKind| {
            let only = only.to_string();
            only.is_empty() || kind == only || kind.strip_prefix(&only).is_some_and(|rest| rest.starts_with('.'))
        };
        params.context.only.as_ref().map(|only| only.iter().any(asked))
    };
    let mut actions = Vec::new();
    if wants("quickfix").unwrap_or(true) {
        let here = |finding: &&Finding| {
            let stretch = range(&finding.place, client);
            finding.place.path == path && stretch.start <= params.range.end && stretch.end >= params.range.start
        };
        let fixes = findings.iter().filter(here).filter_map(|finding| Some((finding, fix(finding)?)));
        actions.extend(fixes.map(|(finding, fix)| quick_fix(params, workspace, path, finding, &fix, client)));
    }
    // Only on demand: to see that the fixes cause no new finding, all records must be checked.
    if wants(FIX_ALL) == Some(true) {
        actions.extend(fix_all(workspace, path, client)?);
    }
    Ok(actions)
}

/// The kind of the action that makes all safe fixes; its suffix keeps it apart from those of other servers.
pub(super) const FIX_ALL: &str = "source.fixAll.greffe";

fn quick_fix(
    params: &CodeActionParams,
    workspace: &WorkspaceState,
    path: &str,
    finding: &Finding,
    fix: &Fix,
    client: &Client,
) -> CodeAction {
    let fingerprint = finding.fingerprint();
    let is_it = |diagnostic: &&Diagnostic| {
        diagnostic.data.as_ref().and_then(|data| data.get("fingerprint")?.as_str()) == Some(fingerprint.as_str())
    };
    let diagnostics: Vec<Diagnostic> = params.context.diagnostics.iter().filter(is_it).cloned().collect();
    let text = &*finding.place.text;
    let lines = LineIndex::new(text);
    let edit = |edit: &Edit| TextEdit {
        range: client.encoding.range(text, &lines, edit.span.clone()),
        new_text: edit.text.clone(),
    };
    let edits = vec![FileEdit::Change(path.to_owned(), fix.edits.iter().map(edit).collect())];
    CodeAction {
        title: render::visible(&client.words.say(&fix.title)),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        is_preferred: Some(fix.is_safe),
        edit: Some(workspace_edit(workspace, edits, client)),
        ..CodeAction::default()
    }
}

fn fix_all(workspace: &WorkspaceState, path: &str, client: &Client) -> Outcome<Option<CodeAction>> {
    let today = check::day_of_head(&workspace.repository)?;
    let mended = check::apply_fixes(&workspace.repository, &workspace.shown.listing, today, |other| other == path)?;
    let text = mended.texts.get(path).and_then(Option::as_ref);
    let edit = text.and_then(|text| difference(&workspace.record(path)?.document.text, text, client));
    Ok(edit.map(|edit| CodeAction {
        title: client.words.say(&message!("lsp-fix-all", count = mended.fixes)),
        kind: Some(CodeActionKind::from(FIX_ALL.to_owned())),
        edit: Some(workspace_edit(workspace, vec![FileEdit::Change(path.to_owned(), vec![edit])], client)),
        ..CodeAction::default()
    }))
}

/// The fix of a finding: its own, else one that writes the name that its help suggests.
fn fix(finding: &Finding) -> Option<Fix> {
    if finding.fix.is_some() {
        return finding.fix.clone();
    }
    let (_, near) = finding.help.args.iter().find(|(name, _)| *name == "near")?;
    // The word at the place is a name in a definition, or in what was published.
    let (Arg::Text(near), "D015-help-near" | "D017-help-near") = (near, finding.help.id) else { return None };
    let span = finding.place.start.byte..finding.place.end.byte;
    let edit = edit::say(&finding.place.text, &span, near)?;
    Some(Fix::new(message!("fix-write", new = near), edit, false))
}
