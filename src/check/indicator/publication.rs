use std::collections::HashMap;

use crate::check::Context;
use crate::check::nearest::nearest;
use crate::diagnostic::{Finding, Rule};
use crate::message;
use crate::registry::Record;
use crate::yaml::Node;

/// A publication names a method that its indicator does not have.
pub(super) static RULE: Rule = rule!("D017", "unknown-method-in-publication", Error);

/// `kept` are the records that others are compared with: the indicators and the publications are among them.
pub(super) fn methods(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    let indicators: HashMap<&str, Vec<&str>> = kept
        .iter()
        .filter(|record| super::is_one(context, record))
        .filter_map(|record| Some((record.id.as_str(), ids(record.document.root.as_ref()?)?)))
        .collect();
    let publications = kept.iter().filter(|record| super::is_publication(context, record));
    publications.flat_map(|record| of_publication(context, record, &indicators)).collect()
}

fn of_publication(context: &Context<'_>, record: &Record, indicators: &HashMap<&str, Vec<&str>>) -> Vec<Finding> {
    let document = context.document(record);
    let Some(root) = &record.document.root else { return Vec::new() };
    let figures = root.get("figures").and_then(Node::as_list).unwrap_or_default();
    let mut findings = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let text = |key: &str| figure.get(key).and_then(Node::as_text);
        let (Some(indicator), Some(method)) = (text("indicator"), text("method")) else { continue };
        // An indicator that is absent or unreadable has a finding of its own.
        let Some(known) = indicators.get(indicator).filter(|known| !known.contains(&method)) else { continue };
        let help = match nearest(method, known.iter().copied()) {
            Some(near) => message!("D017-help-near", near = near),
            None => message!("D017-help", known = known.join(", ")),
        };
        let pointer = format!("/figures/{at}/method");
        let message = message!("D017-message", name = method, indicator = indicator);
        let finding = Finding::new(&RULE, document.place(root.span_at(&pointer)), message, help);
        findings.push(finding.about(document.record, pointer));
    }
    findings
}

/// The identifiers of an indicator's methods; `None` where it lists none.
fn ids(root: &Node) -> Option<Vec<&str>> {
    let methods = root.get("methods").and_then(Node::as_list)?.iter();
    let ids: Vec<&str> = methods.filter_map(|method| method.get("id")?.as_text()).collect();
    (!ids.is_empty()).then_some(ids)
}
