use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, Diagnostic, TextEdit, WorkspaceEdit};

use super::desk::Desk;
use super::diagnostics::range;
use super::greeting::Client;
use super::workspace::{FileEdit, workspace_edit};
use crate::diagnostic::Finding;
use crate::message;
use crate::words::Arg;

/// The fixes that may be asked for in a stretch of a file.
pub(super) fn actions(
    params: &CodeActionParams,
    desk: &Desk,
    path: &str,
    findings: &[Finding],
    client: &Client,
) -> Vec<CodeAction> {
    let only = params.context.only.as_deref();
    if only.is_some_and(|only| !only.contains(&CodeActionKind::QuickFix) && !only.contains(&CodeActionKind::Empty)) {
        return Vec::new();
    }
    let (from, to) = (params.range.start, params.range.end);
    let here = findings.iter().filter(|finding| finding.place.path == path);
    let mut actions = Vec::new();
    for finding in here {
        let stretch = range(&finding.place, client);
        if stretch.start > to || stretch.end < from {
            continue;
        }
        if let Some(near) = meant(finding) {
            let edit = TextEdit { range: stretch, new_text: near.to_owned() };
            let edit = workspace_edit(desk, vec![FileEdit::Change(path.to_owned(), vec![edit])], client);
            actions.push(action(params, finding, message!("lsp-replace", by = near), edit, client));
        }
    }
    actions
}

fn action(
    params: &CodeActionParams,
    finding: &Finding,
    title: crate::words::Message,
    edit: WorkspaceEdit,
    client: &Client,
) -> CodeAction {
    let fingerprint = finding.fingerprint();
    let is_it = |diagnostic: &&Diagnostic| {
        diagnostic.data.as_ref().and_then(|data| data.get("fingerprint")?.as_str()) == Some(fingerprint.as_str())
    };
    let diagnostics: Vec<Diagnostic> = params.context.diagnostics.iter().filter(is_it).cloned().collect();
    CodeAction {
        title: crate::render::visible(&client.words.say(&title)),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        is_preferred: Some(true),
        edit: Some(edit),
        ..CodeAction::default()
    }
}

/// What a finding says was likely meant in the place of what it is about.
fn meant(finding: &Finding) -> Option<&str> {
    let name = match finding.help.id {
        "R001-help-near" | "S002-help-near" | "S004-help-near" | "D015-help-near" | "D017-help-near" => "near",
        "R001-help-renamed" => "new",
        "R001-help-code" => "id",
        _ => return None,
    };
    let (_, arg) = finding.help.args.iter().find(|(known, _)| *known == name)?;
    match arg {
        Arg::Text(text) => Some(text),
        Arg::Number(_) | Arg::Message(_) => None,
    }
}
