use serde_json::Value;

use crate::check::Context;
use crate::check::context::Named;
use crate::check::nearest::nearest;
use crate::diagnostic::{Finding, Rule};
use crate::i18n::Message;
use crate::lifecycle::Lifecycle;
use crate::message;
use crate::registry::{Kind, Record};
use crate::yaml::{Node, pointer_push};

/// An indicator counts a kind, a phase, an event or a field that does not exist, or gives a share of a method
/// that does not.
pub(super) static RULE: Rule = rule!("D015", "unknown-name-in-indicator", Error);

pub(super) fn check(context: &Context<'_>, record: &Record, root: &Node) -> Vec<Finding> {
    let manifest = &context.listing.manifest;
    let mut names = Names { document: context.document(record), root, findings: Vec::new() };
    let methods = root.get("methods").and_then(Node::as_list).unwrap_or_default();
    for (at, method) in methods.iter().enumerate() {
        let pointer = format!("/methods/{at}");
        if let Some(base) = method.get("share").and_then(|share| share.get("of")).and_then(Node::as_text) {
            names.of_share(context, base, method, methods, &pointer);
            continue;
        }
        let Some(counts) = method.get("counts").and_then(Node::as_text) else { continue };
        match kind(context, counts) {
            Some((at, kind)) => names.of_method(context, at, kind, method, &pointer),
            None => {
                let kinds: Vec<&str> = manifest.kinds.iter().map(|kind| kind.name.as_str()).collect();
                names.unknown(&format!("{pointer}/counts"), counts, message!("D015-kind", name = counts), &kinds);
            }
        }
    }
    names.findings
}

/// The kind of this name, with its place in the manifest.
fn kind<'c>(context: &'c Context<'_>, name: &str) -> Option<(usize, &'c Kind)> {
    let manifest = &context.listing.manifest;
    manifest.kind_at(name).and_then(|at| Some((at, manifest.kinds.get(at)?)))
}

/// The names in a definition that are being looked up.
struct Names<'a> {
    document: Named<'a>,
    root: &'a Node,
    findings: Vec<Finding>,
}

impl Names<'_> {
    fn of_method(&mut self, context: &Context<'_>, at: usize, kind: &Kind, method: &Node, pointer: &str) {
        let schema = context.schema_text(at);
        // A share may say for itself what it is a share of.
        let share = method.get("share");
        let (facts, of) = match share.and_then(|share| share.get("of")) {
            None => (method.get("when"), "when"),
            of => (of, "share/of"),
        };
        let when = |word: &str| {
            let pointer = format!("{pointer}/{of}/{word}");
            facts.and_then(|facts| facts.get(word)).map_or_else(Vec::new, |node| texts(node, &pointer))
        };
        let mut phases = when("enters");
        phases.extend(when("leaves"));
        match (&kind.lifecycle, context.lifecycle(at)) {
            (_, Some(lifecycle)) => self.phases(lifecycle, kind, &phases),
            // A lifecycle that can't be used is reported by itself.
            (Some(_), None) => {}
            (None, None) => self.listed(kind, "phases", schema, &phases),
        }
        self.listed(kind, "events", schema, &when("event"));
        self.filter(kind, schema, method.get("where"), &format!("{pointer}/where"));
        self.filter(kind, schema, share.and_then(|share| share.get("where")), &format!("{pointer}/share/where"));
    }

    /// A share of what the method `base` counts.
    fn of_share(&mut self, context: &Context<'_>, base: &str, share: &Node, methods: &[Node], pointer: &str) {
        let id = |method: &Node| method.get("id").and_then(Node::as_text).map(str::to_owned);
        let is_base = |method: &&Node| id(method).as_deref() == Some(base);
        let counting = || methods.iter().filter(|method| method.get("share").is_none());
        if let Some(counted) = counting().find(is_base) {
            let counts = counted.get("counts").and_then(Node::as_text);
            // An unknown kind is reported where the method names it.
            let Some((at, kind)) = counts.and_then(|name| kind(context, name)) else { return };
            let filter = share.get("share").and_then(|share| share.get("where"));
            return self.filter(kind, context.schema_text(at), filter, &format!("{pointer}/share/where"));
        }
        let known: Vec<String> = counting().filter_map(id).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let pointer = format!("{pointer}/share/of");
        match methods.iter().any(|method| is_base(&method)) {
            true => {
                let help = match known.is_empty() {
                    true => message!("D015-share-help-none"),
                    false => message!("D015-share-help", known = known.join(", ")),
                };
                self.find(&pointer, message!("D015-share", name = base), help);
            }
            false => self.unknown(&pointer, base, message!("D015-method", name = base), &known),
        }
    }

    /// The fields that a filter of records of this kind looks at.
    fn filter(&mut self, kind: &Kind, schema: &Value, filter: Option<&Node>, pointer: &str) {
        let filter = filter.and_then(Node::as_map).unwrap_or_default();
        let Some(fields) = fields(schema).filter(|_| !filter.is_empty()) else { return };
        for entry in filter.iter().filter(|entry| !fields.contains(&entry.key.as_str())) {
            let message = message!("D015-field", name = &entry.key, kind = &kind.name);
            self.unknown(&pointer_push(pointer, &entry.key), &entry.key, message, &fields);
        }
    }

    fn phases(&mut self, lifecycle: &Lifecycle, kind: &Kind, named: &[(String, &str)]) {
        let known: Vec<&str> = lifecycle.phases.iter().map(|phase| phase.name.as_str()).collect();
        for (pointer, name) in named.iter().filter(|(_, name)| !known.contains(name)) {
            match lifecycle.retired(name) {
                Some(retired) => {
                    let reads: Vec<&str> = retired.reads.iter().map(|reading| reading.phase.as_str()).collect();
                    let help = message!("D015-retired-help", reads = reads.join(", "));
                    self.find(pointer, message!("D015-retired", name = *name), help);
                }
                None => {
                    let message = message!("D015-phase", name = *name, kind = &kind.name);
                    self.unknown(pointer, name, message, &known);
                }
            }
        }
    }

    /// Names of phases or events, by what the schema of the kind lists.
    fn listed(&mut self, kind: &Kind, list: &str, schema: &Value, named: &[(String, &str)]) {
        let Some(known) = listed(schema, list) else { return };
        for (pointer, name) in named.iter().filter(|(_, name)| !known.contains(name)) {
            let message = match list {
                "phases" => message!("D015-phase", name = *name, kind = &kind.name),
                _ => message!("D015-event", name = *name, kind = &kind.name),
            };
            self.unknown(pointer, name, message, &known);
        }
    }

    fn unknown(&mut self, pointer: &str, name: &str, message: Message, known: &[&str]) {
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => message!("D015-help-near", near = near),
            None if known.is_empty() => message!("D015-help-none"),
            None => message!("D015-help", known = known.join(", ")),
        };
        self.find(pointer, message, help);
    }

    fn find(&mut self, pointer: &str, message: Message, help: Message) {
        // For a field of a filter, the key is shown, since the name is the key.
        let span = match pointer.contains("/where/") {
            true => self.root.key_span_at(pointer),
            false => self.root.span_at(pointer),
        };
        let finding = Finding::new(&RULE, self.document.place(span), message, help);
        self.findings.push(finding.about(self.document.record, pointer));
    }
}

/// The texts of a node that is one or a list of them, each with its pointer.
fn texts<'n>(node: &'n Node, pointer: &str) -> Vec<(String, &'n str)> {
    match node.as_list() {
        None => node.as_text().map(|text| (pointer.to_owned(), text)).into_iter().collect(),
        Some(items) => {
            let texts = items.iter().enumerate();
            texts.filter_map(|(at, item)| Some((format!("{pointer}/{at}"), item.as_text()?))).collect()
        }
    }
}

/// The fields that a schema lets a record have; `None` where it lets it have any.
fn fields(schema: &Value) -> Option<Vec<&str>> {
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let fields = schema.get("properties")?.as_object()?;
    (is_closed && schema.get("patternProperties").is_none()).then(|| fields.keys().map(String::as_str).collect())
}

/// The names that a schema lets the items of a list of phases or events have; `None` where it does not
/// say.
fn listed<'s>(schema: &'s Value, list: &str) -> Option<Vec<&'s str>> {
    if !fields(schema)?.contains(&list) {
        return Some(Vec::new());
    }
    let names = schema.pointer(&format!("/properties/{list}/items/properties/name/enum"))?.as_array()?;
    Some(names.iter().filter_map(Value::as_str).collect())
}
