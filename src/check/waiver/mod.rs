//! Family W: waivers, which silence one finding of one record until a date.

use std::collections::HashMap;

use super::Context;
use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::PartialDate;
use crate::message;
use crate::registry::{Record, waived};
use crate::yaml::Node;

/// The day up to which a waiver holds has passed.
static EXPIRED: Rule = rule!("W001", "expired-waiver", Warning);
/// A waiver silences nothing.
static UNUSED: Rule = rule!("W002", "unused-waiver", Warning);
/// A waiver does not say why.
static WITHOUT_REASON: Rule = rule!("W003", "waiver-without-reason", Error);

pub(super) static RULES: [&Rule; 3] = [&EXPIRED, &UNUSED, &WITHOUT_REASON];

pub(super) use crate::registry::WAIVERS as KIND;

/// One waiver of `registry/waivers.yml`.
struct Waiver<'r> {
    file: &'r Record,
    at: usize,
    rule: &'r str,
    record: &'r str,
    has_reason: bool,
    until: PartialDate,
}

impl Waiver<'_> {
    fn finding(&self, context: &Context<'_>, rule: &'static Rule, field: &str) -> Option<Finding> {
        let root = self.file.document.root.as_ref()?;
        let pointer = format!("/waivers/{}/{field}", self.at);
        let document = context.document(self.file);
        let until = self.until.to_string();
        let (message, help) = match rule.code {
            "W001" => (message!("W001-message", until = until), message!("W001-help", rule = self.rule)),
            "W002" => (message!("W002-message", rule = self.rule, record = self.record), message!("W002-help")),
            _ => (message!("W003-message"), message!("W003-help")),
        };
        Some(Finding::new(rule, document.place(root.span_at(&pointer)), message, help).about(document.record, pointer))
    }
}

/// Takes away the findings that a waiver silences, and adds those about the waivers themselves. Gives
/// those that were silenced.
pub(super) fn apply(context: &Context<'_>, kept: &[Record], findings: &mut Vec<Finding>) -> Vec<Finding> {
    let waivers = waivers(context, kept);
    let mut used = vec![false; waivers.len()];
    let mut about: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, waiver) in waivers.iter().enumerate() {
        about.entry((waiver.rule, waiver.record)).or_default().push(at);
    }
    let is_silenced = |finding: &mut Finding| {
        let mut silenced = false;
        // A waiver names the record or its file.
        for named in finding.record.iter().chain([&finding.place.path]) {
            for at in about.get(&(finding.rule.code, named.as_str())).into_iter().flatten() {
                if let (Some(waiver), Some(used)) = (waivers.get(*at), used.get_mut(*at)) {
                    *used = true;
                    silenced |= waiver.has_reason && !is_expired(context, waiver);
                }
            }
        }
        silenced
    };
    let silenced = findings.extract_if(.., is_silenced).collect();
    for (waiver, used) in waivers.iter().zip(used) {
        if !waiver.has_reason {
            findings.extend(waiver.finding(context, &WITHOUT_REASON, "reason"));
        } else if !used && (!needs_base(waiver.rule) || is_expired(context, waiver)) {
            findings.extend(waiver.finding(context, &UNUSED, "rule"));
        } else if used && is_expired(context, waiver) {
            findings.extend(waiver.finding(context, &EXPIRED, "until"));
        }
    }
    silenced
}

/// Whether a rule is about a change. Its findings exist only while that change is checked, so a waiver that silences
/// nothing afterwards is not useless.
fn needs_base(rule: &str) -> bool {
    rule.starts_with(['T', 'F', 'K'])
}

fn is_expired(context: &Context<'_>, waiver: &Waiver<'_>) -> bool {
    context.today.is_some_and(|today| waiver.until.last_day() < today)
}

/// The records that the waivers of a file are about, as it names them.
pub(super) fn records(file: &Record) -> impl Iterator<Item = &str> {
    file.document.root.iter().flat_map(waived).filter_map(Node::as_text)
}

/// The rules that the waivers of a file silence.
pub(super) fn rules(file: &Record) -> impl Iterator<Item = &str> {
    nodes(file).iter().filter_map(|node| node.get("rule")?.as_text())
}

/// The waivers of a file that silence something: the rule, the record (as it names it), and until when each holds.
pub(super) fn in_force(file: &Record) -> impl Iterator<Item = (&str, &str, PartialDate)> {
    let waivers = nodes(file).iter().enumerate().filter_map(move |(at, node)| waiver(file, at, node));
    waivers.filter(|waiver| waiver.has_reason).map(|waiver| (waiver.rule, waiver.record, waiver.until))
}

fn nodes(file: &Record) -> &[Node] {
    let list = file.document.root.as_ref().and_then(|root| root.get("waivers")?.as_list());
    list.unwrap_or_default()
}

/// The waivers that can be read; the schema reports those that can't.
fn waivers<'r>(context: &Context<'_>, kept: &'r [Record]) -> Vec<Waiver<'r>> {
    let kind = context.listing.manifest.kind_at(KIND);
    let files = kept.iter().filter(|record| Some(record.kind) == kind);
    files.flat_map(|file| nodes(file).iter().enumerate().filter_map(move |(at, node)| waiver(file, at, node))).collect()
}

fn waiver<'r>(file: &'r Record, at: usize, node: &'r Node) -> Option<Waiver<'r>> {
    Some(Waiver {
        file,
        at,
        rule: node.get("rule")?.as_text()?,
        record: node.get("record")?.as_text()?,
        has_reason: !node.get("reason")?.as_text()?.trim().is_empty(),
        until: PartialDate::parse(&node.get("until")?.scalar()?)?,
    })
}
