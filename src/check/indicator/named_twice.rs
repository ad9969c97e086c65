use std::collections::HashMap;

use super::is_one;
use crate::check::Context;
use crate::diagnostic::{Finding, Place, Rule};
use crate::message;
use crate::registry::Record;
use crate::yaml::Node;

/// Two methods of an indicator have one identifier, or two indicators one code.
pub(super) static RULE: Rule = rule!("D016", "indicator-named-twice", Error);

/// Methods of an indicator that bear the identifier of an earlier one.
pub(super) fn methods(context: &Context<'_>, record: &Record, root: &Node) -> Vec<Finding> {
    let document = context.document(record);
    let methods = root.get("methods").and_then(Node::as_list).unwrap_or_default();
    let mut firsts: HashMap<&str, Place> = HashMap::new();
    let mut findings = Vec::new();
    for (at, id) in methods.iter().enumerate().filter_map(|(at, method)| Some((at, method.get("id")?.as_text()?))) {
        let pointer = format!("/methods/{at}/id");
        let place = document.place(root.span_at(&pointer));
        match firsts.get(id) {
            None => drop(firsts.insert(id, place)),
            Some(first) => {
                let message = message!("D016-method", id = id);
                let finding = Finding::new(&RULE, place, message, message!("D016-method-help"));
                findings.push(finding.about(document.record, pointer).see(message!("D016-first"), first.clone()));
            }
        }
    }
    findings
}

/// Indicators that bear the code of an earlier one, in the order of the paths.
pub(super) fn codes(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    let mut firsts: HashMap<String, (Place, &str)> = HashMap::new();
    let mut findings = Vec::new();
    for record in kept.iter().filter(|record| is_one(context, record)) {
        let Some(root) = &record.document.root else { continue };
        let Some(code) = root.get("code").and_then(Node::scalar) else { continue };
        let document = context.document(record);
        let place = document.place(root.span_at("/code"));
        match firsts.get(&code) {
            None => drop(firsts.insert(code, (place, &record.key))),
            Some((first, other)) => {
                let message = message!("D016-code", code = &code, other = *other);
                let finding = Finding::new(&RULE, place, message, message!("D016-code-help"));
                findings.push(finding.about(document.record, "/code").see(message!("D016-first"), first.clone()));
            }
        }
    }
    findings
}
