//! Family D: what a file must be before it can be read as a record.

use crate::diagnostic::{Finding, Place, Rule, Severity};
use crate::git::Mode;
use crate::message;
use crate::registry::Listing;
use crate::words::Message;
use crate::yaml::{Document, MAX_BYTES, MAX_DEPTH, MAX_NODES, Problem, ProblemKind};

const fn rule(code: &'static str, slug: &'static str) -> Rule {
    Rule { code, slug, severity: Severity::Error }
}

static NOT_UTF8: Rule = rule("D001", "not-utf8");
static YAML_ERROR: Rule = rule("D002", "yaml-error");
static DUPLICATE_KEY: Rule = rule("D003", "duplicate-key");
static SEVERAL_DOCUMENTS: Rule = rule("D004", "several-documents");
static ALIAS: Rule = rule("D005", "alias");
static TOO_DEEP: Rule = rule("D006", "too-deep");
static TOO_LARGE: Rule = rule("D007", "too-large");
static NOT_REGULAR: Rule = rule("D008", "not-a-regular-file");
static CONFLICT_MARKER: Rule = rule("D009", "conflict-marker");
static EMPTY: Rule = rule("D010", "empty-file");
static TAG: Rule = rule("D011", "yaml-tag");
static BAD_NUMBER: Rule = rule("D012", "bad-number");
static NO_BREAK_SPACE: Rule = rule("D013", "no-break-space");
/// A schema or a lifecycle can't be used.
pub(super) static BAD_DEFINITION: Rule = rule("D014", "bad-definition");

pub(super) static RULES: [&Rule; 14] = [
    &NOT_UTF8,
    &YAML_ERROR,
    &DUPLICATE_KEY,
    &SEVERAL_DOCUMENTS,
    &ALIAS,
    &TOO_DEEP,
    &TOO_LARGE,
    &NOT_REGULAR,
    &CONFLICT_MARKER,
    &EMPTY,
    &TAG,
    &BAD_NUMBER,
    &NO_BREAK_SPACE,
    &BAD_DEFINITION,
];

/// What is wrong with a document as YAML.
pub(super) fn findings(path: &str, record: Option<&str>, document: &Document) -> Vec<Finding> {
    document.problems.iter().map(|problem| finding(path, record, document, problem)).collect()
}

fn finding(path: &str, record: Option<&str>, document: &Document, problem: &Problem) -> Finding {
    let (rule, message, help): (&'static Rule, Message, Message) = match &problem.kind {
        ProblemKind::NotUtf8 => (&NOT_UTF8, message!("D001-message"), message!("D001-help")),
        ProblemKind::Syntax(why) => (&YAML_ERROR, message!("D002-message", why = why.clone()), message!("D002-help")),
        ProblemKind::DuplicateKey { key, .. } => {
            (&DUPLICATE_KEY, message!("D003-message", key = key), message!("D003-help", key = key))
        }
        ProblemKind::SeveralDocuments => (&SEVERAL_DOCUMENTS, message!("D004-message"), message!("D004-help")),
        ProblemKind::Alias => (&ALIAS, message!("D005-message"), message!("D005-help")),
        ProblemKind::TooDeep => (&TOO_DEEP, message!("D006-message", limit = MAX_DEPTH), message!("D006-help")),
        ProblemKind::TooLarge => (&TOO_LARGE, message!("D007-message", limit = MAX_BYTES >> 20), message!("D007-help")),
        ProblemKind::TooMany => (&TOO_LARGE, message!("D007-nodes", limit = MAX_NODES), message!("D007-help")),
        ProblemKind::ConflictMarker => (&CONFLICT_MARKER, message!("D009-message"), message!("D009-help")),
        ProblemKind::Empty => (&EMPTY, message!("D010-message"), message!("D010-help")),
        ProblemKind::Tag => (&TAG, message!("D011-message"), message!("D011-help")),
        ProblemKind::ComplexKey => {
            (&YAML_ERROR, message!("D002-message", why = message!("yaml-complex-key")), message!("D002-help"))
        }
        ProblemKind::NotFinite => (&BAD_NUMBER, message!("D012-not-finite"), message!("D012-not-finite-help")),
        ProblemKind::TooManyDigits => (&BAD_NUMBER, message!("D012-digits"), message!("D012-digits-help")),
        ProblemKind::NoBreakSpace => (&NO_BREAK_SPACE, message!("D013-message"), message!("D013-help")),
    };
    let place = |span| Place::within(path, &document.text, document.lines(), span);
    let mut finding = Finding::new(rule, place(problem.span.clone()), message, help).about(record, "");
    if let ProblemKind::DuplicateKey { first, .. } = &problem.kind {
        finding = finding.see(message!("D003-first"), place(first.clone()));
    }
    finding
}

/// Definitions that are too large to be read.
pub(super) fn too_large(listing: &Listing) -> Vec<Finding> {
    let unread = listing.definitions.files().filter(|(_, file)| file.mode == Mode::Regular && file.text.is_none());
    unread.flat_map(|(_, file)| findings(&file.path, None, &Document::too_large())).collect()
}

/// Links and submodules where records or definitions should be.
pub(super) fn not_regular(listing: &Listing) -> Vec<Finding> {
    let definitions =
        listing.definitions.files().filter(|(_, file)| file.mode != Mode::Regular).map(|(_, file)| &file.path);
    let strays = listing.strays.iter().filter(|stray| stray.mode != Mode::Regular).map(|stray| &stray.path);
    definitions
        .chain(strays)
        .map(|path| {
            let place = Place::new(path, &"".into(), 0..0);
            Finding::new(&NOT_REGULAR, place, message!("D008-message", path = path), message!("D008-help"))
        })
        .collect()
}
