use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, PublishDiagnosticsParams,
    Uri,
};
use serde_json::json;

use super::address;
use super::initialize::Client;
use crate::diagnostic::{Finding, LineIndex, Place, Severity};
use crate::render;

/// The diagnostics last sent for each file: only files whose diagnostics differ are sent again.
#[derive(Default)]
pub(super) struct SentDiagnostics(BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>);

/// A file that is open: its URI as the editor writes it, and the version that was checked.
pub(super) type OpenFiles = BTreeMap<String, (Uri, i32)>;

impl SentDiagnostics {
    /// The diagnostics to send for the files of a register, whose paths are below `top`: for those whose diagnostics
    /// differ from the last ones sent, and those that are open in another version.
    pub(super) fn news(
        &mut self,
        top: &Path,
        findings: &[Finding],
        open: &OpenFiles,
        rules_url: Option<&str>,
        client: &Client,
    ) -> Vec<PublishDiagnosticsParams> {
        let uri = |path: &str| open.get(path).map_or_else(|| address::uri(&top.join(path)), |(uri, _)| uri.clone());
        let mut now: BTreeMap<Uri2, (Option<i32>, Vec<Diagnostic>)> = BTreeMap::new();
        for (uri, version) in open.values() {
            now.insert(uri.as_ref().to_owned(), (Some(*version), Vec::new()));
        }
        for finding in findings {
            let diagnostic = diagnostic(finding, rules_url, client, &uri);
            let (_, said) = now.entry(uri(&finding.place.path).as_ref().to_owned()).or_default();
            said.push(diagnostic);
        }
        let gone: Vec<String> = self.0.keys().filter(|uri| !now.contains_key(*uri)).cloned().collect();
        let differs = |uri: &String, said: &(Option<i32>, Vec<Diagnostic>)| self.0.get(uri) != Some(said);
        let mut news: Vec<PublishDiagnosticsParams> = now
            .iter()
            .filter(|(uri, said)| differs(uri, said))
            .map(|(uri, (version, said))| params(uri, *version, said.clone()))
            .collect();
        news.extend(gone.iter().map(|uri| params(uri, None, Vec::new())));
        self.0 = now;
        news
    }
}

type Uri2 = String;

fn params(uri: &str, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams { uri: Uri::from(uri), version, diagnostics }
}

fn diagnostic(finding: &Finding, rules_url: Option<&str>, client: &Client, uri: &impl Fn(&str) -> Uri) -> Diagnostic {
    let words = &client.words;
    let location = |place: &Place| Location { uri: uri(&place.path), range: range(place, client) };
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: location(&related.place),
        message: render::visible(&words.say(&related.message)),
    });
    let related: Vec<_> = related.collect();
    let href = rules_url.map(|base| Uri::from(format!("{base}{}.md", finding.rule.code)));
    Diagnostic {
        range: range(&finding.place, client),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Advice => DiagnosticSeverity::Information,
        }),
        code: Some(finding.rule.code.to_owned().into()),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some("greffe".to_owned()),
        message: render::message_and_help(finding, words).into(),
        tags: None,
        related_information: (client.shows_related && !related.is_empty()).then_some(related),
        data: Some(json!({"fingerprint": finding.fingerprint()})),
    }
}

/// The stretch of a place, as the client counts.
pub(super) fn range(place: &Place, client: &Client) -> gen_lsp_types::Range {
    let lines = LineIndex::new(&place.text);
    client.encoding.range(&place.text, &lines, place.start.byte..place.end.byte)
}
