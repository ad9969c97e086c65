use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use crate::check::Context;
use crate::check::context::previous_ids;
use crate::diagnostic::{Finding, Place, Rule, Severity};
use crate::message;
use crate::registry::{Record, Register, Unread};

/// An identifier, or a previous one, stands for two records; letters that differ in case only
/// count as the same, since some file systems can't tell them apart.
pub(super) static RULE: Rule = Rule { code: "R002", slug: "id-used-twice", severity: Severity::Error };

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let register = context.register;
    let twice: HashSet<(usize, &str)> = context.twice().collect();
    let mut firsts: HashMap<(usize, &str), Owner<'_>> = HashMap::new();
    for owner in owners(register).filter(|owner| twice.contains(&owner.name())) {
        let first = *firsts.entry(owner.name()).or_insert(owner);
        if let (Owner::Read(record), true) = (owner, first.path() != owner.path()) {
            let document = context.document(record);
            let start = record.document.root.as_ref().map_or(0..0, |root| root.key_span_at(""));
            let message = message!("R002-message", id = &record.id);
            let finding = Finding::new(&RULE, document.place(start), message, message!("R002-help"));
            findings.push(first.explain(context, finding.about(document.record, "")));
        }
    }
    // A current identifier comes before a previous one.
    let mut claims: HashMap<(usize, String), Owner<'_>> = HashMap::new();
    let current: LazyCell<HashMap<(usize, &str), Owner<'_>>, _> =
        LazyCell::new(|| owners(register).map(|owner| (owner.name(), owner)).collect());
    for record in &register.records {
        for (at, id) in previous_ids(record) {
            let name = id.to_lowercase();
            let holder = context.has(record.kind, &name).then(|| current.get(&(record.kind, name.as_str()))).flatten();
            let first = match holder {
                Some(holder) => *holder,
                None => *claims.entry((record.kind, name)).or_insert(Owner::Read(record)),
            };
            let (Some(root), true) = (&record.document.root, !first.is(record)) else { continue };
            let pointer = format!("/previous_ids/{at}");
            let document = context.document(record);
            let message = message!("R002-previous", id = id, other = first.key(context));
            let finding =
                Finding::new(&RULE, document.place(root.span_at(&pointer)), message, message!("R002-previous-help"));
            findings.push(first.explain(context, finding.about(document.record, pointer)));
        }
    }
    findings
}

/// All records that are there, in the order of their paths.
fn owners(register: &Register) -> impl Iterator<Item = Owner<'_>> {
    let mut read = register.records.iter().map(Owner::Read).peekable();
    let mut unread = register.unread.iter().map(Owner::Unread).peekable();
    std::iter::from_fn(move || match (read.peek(), unread.peek()) {
        (Some(one), Some(other)) if one.path() > other.path() => unread.next(),
        (Some(_), _) => read.next(),
        (None, _) => unread.next(),
    })
}

/// The record that an identifier stands for first.
#[derive(Clone, Copy)]
enum Owner<'r> {
    Read(&'r Record),
    Unread(&'r Unread),
}

impl<'r> Owner<'r> {
    fn path(self) -> &'r str {
        match self {
            Owner::Read(record) => &record.path,
            Owner::Unread(unread) => &unread.path,
        }
    }

    fn name(self) -> (usize, &'r str) {
        match self {
            Owner::Read(record) => (record.kind, &record.id),
            Owner::Unread(unread) => (unread.kind, &unread.id),
        }
    }

    /// Whether it is of the same name as `record`.
    fn is(self, record: &Record) -> bool {
        self.name() == (record.kind, &record.id)
    }

    fn key(self, context: &Context<'_>) -> String {
        match self {
            Owner::Read(owner) => owner.key.clone(),
            Owner::Unread(owner) => {
                let kind = context.register.manifest.kinds.get(owner.kind).map(|kind| kind.name.as_str());
                format!("{}/{}", kind.unwrap_or_default(), owner.id)
            }
        }
    }

    /// Shows the beginning of the owner beside a finding.
    fn explain(self, context: &Context<'_>, finding: Finding) -> Finding {
        let place = match self {
            Owner::Read(owner) => {
                let start = owner.document.root.as_ref().map_or(0..0, |root| root.key_span_at(""));
                context.document(owner).place(start)
            }
            Owner::Unread(owner) => Place::new(&owner.path, &"".into(), 0..0),
        };
        finding.see(message!("R002-other"), place)
    }
}
