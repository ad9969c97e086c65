use std::path::Path;

use clap::Args;

use super::args::{AnswerArgs, FormatArg};
use super::hooks::{self, State};
use super::output::Output;
use super::{CLEAN, FINDINGS};
use crate::diagnostic::Outcome;
use crate::git::{GitProgram, OLDEST_GIT, Oid, Origin, Repository, Signatures, Verdict, Voucher};
use crate::i18n::Message;
use crate::index::{self, Kept};
use crate::lifecycle::rfc3339;
use crate::message;
use crate::registry::{Listing, MANIFEST, Manifest, SCHEMA_FOLDER};
use crate::render::{self, CheckUp, Health};
use crate::statement::MainlineAt;

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    answer: AnswerArgs,
    #[arg(long)]
    signatures: bool,
}

/// `greffe doctor`: whether the clone, its hooks, the schema and the index are in order, and what to do where not.
pub(super) fn run(directory: &Path, args: &DoctorArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let head = repository.head()?;
    let mut checks = vec![git(GitProgram::find()), clone(&repository)];
    if let Some((head, branch)) = repository.unborn_head()? {
        let found = message!("doctor-unborn-head", head = head);
        checks.push(todo("head", found, message!("unborn-head-help", branch = branch)));
    }
    for hook in hooks::standing(&repository)? {
        checks.push(self::hook(&hook));
    }
    checks.push(schema(&repository, head)?);
    checks.push(index(&repository, head));
    checks.extend(clocks(&repository));
    checks.extend(match (args.signatures, head) {
        (true, Some(tip)) => verified(&repository, tip)?,
        _ => signed(&repository),
    });
    output.answer(&match args.answer.format {
        FormatArg::Json => render::doctor_json(&checks, &output.words),
        FormatArg::Human => render::doctor(&checks, &output.words, output.style),
    });
    let healthy = checks.iter().all(|check| check.health != Health::Todo);
    Ok(if healthy { CLEAN } else { FINDINGS })
}

const fn good(subject: &'static str, found: Message) -> CheckUp {
    CheckUp { subject, health: Health::Good, found, advice: None }
}

const fn note(subject: &'static str, found: Message, advice: Message) -> CheckUp {
    CheckUp { subject, health: Health::Note, found, advice: Some(advice) }
}

const fn todo(subject: &'static str, found: Message, advice: Message) -> CheckUp {
    CheckUp { subject, health: Health::Todo, found, advice: Some(advice) }
}

fn git(program: Option<GitProgram>) -> CheckUp {
    let (major, minor) = OLDEST_GIT;
    let oldest = format!("{major}.{minor}");
    match program {
        None => todo("git", message!("doctor-no-git"), message!("doctor-git-help", oldest = oldest)),
        Some(git) if git.is_too_old => {
            let found = message!("doctor-old-git", version = git.version);
            todo("git", found, message!("doctor-git-help", oldest = oldest))
        }
        Some(git) => good("git", message!("doctor-git", version = git.version)),
    }
}

fn clone(repository: &Repository) -> CheckUp {
    match repository.is_shallow() {
        true => todo("clone", message!("doctor-shallow"), message!("shallow-clone-help")),
        false => good("clone", message!("doctor-whole")),
    }
}

fn hook(hook: &hooks::Standing) -> CheckUp {
    let path = hook.path.display().to_string();
    let install = message!("doctor-hook-help");
    match hook.state {
        State::Absent => todo(hook.name, message!("doctor-hook-absent"), install),
        State::Outdated => todo(hook.name, message!("doctor-hook-outdated", path = path), install),
        State::Installed if !hook.is_run => todo(hook.name, message!("doctor-hook-not-run", path = path), install),
        State::Installed => good(hook.name, message!("doctor-hook", path = path)),
        // A hook of someone else's may call Greffe through a framework, which can't be seen from here.
        State::Foreign => {
            let help = message!("doctor-hook-foreign-help", line = hook.line);
            note(hook.name, message!("doctor-hook-foreign", path = path), help)
        }
    }
}

fn schema(repository: &Repository, head: Option<Oid>) -> Outcome<CheckUp> {
    let origin = match (repository.is_bare(), head) {
        (false, _) => Origin::Worktree,
        (true, Some(head)) => Origin::Commit(head),
        (true, None) => return Ok(good("schema", message!("doctor-no-commit"))),
    };
    let listing = Listing::read(repository, origin.clone())?;
    if let Err(none) = listing.refuse_none(repository, &origin) {
        return Ok(CheckUp { subject: "schema", health: Health::Todo, found: none.message, advice: none.help });
    }
    let definitions = &listing.definitions;
    let manifest = format!("{SCHEMA_FOLDER}/{MANIFEST}");
    let unreadable = |path: String| {
        todo("schema", message!("doctor-schema-unreadable", path = path), message!("doctor-schema-unreadable-help"))
    };
    let Some(document) = definitions.document(MANIFEST) else { return Ok(unreadable(manifest)) };
    let Some(read) = document.root.as_ref().and_then(|root| Manifest::read(root).ok()) else {
        return Ok(unreadable(manifest));
    };
    if let Some(kind) = read.kinds.iter().find(|kind| definitions.file(&kind.schema).is_none()) {
        return Ok(unreadable(format!("{SCHEMA_FOLDER}/{}", kind.schema)));
    }
    let version = document.root.as_ref().and_then(|root| root.get("version")?.scalar()).unwrap_or_default();
    let tool = env!("CARGO_PKG_VERSION");
    let differing = definitions.differing();
    Ok(match differing.len() {
        _ if definitions.are_embedded() => {
            note("schema", message!("doctor-schema-none", tool = tool), message!("doctor-schema-none-help"))
        }
        0 => good("schema", message!("doctor-schema", version = version, tool = tool)),
        count => note(
            "schema",
            message!("doctor-schema-own", version = version, tool = tool, count = count),
            message!("doctor-schema-own-help", files = differing.join(", ")),
        ),
    })
}

/// The commits that the index knows to be from a clock set wrong, if there are any.
fn clocks(repository: &Repository) -> Option<CheckUp> {
    let ahead = index::wrong_clocks(&index::path(repository));
    let commit = ahead.first()?;
    let (said, oid) = (rfc3339(commit.committed_at), commit.oid.to_string());
    let found = message!("doctor-clock", count = ahead.len(), commit = oid, said = said, known = commit.day);
    Some(note("clock", found, message!("doctor-clock-help", file = MANIFEST)))
}

/// How many commits the index knows to be signed, if there are any: nobody verified them.
fn signed(repository: &Repository) -> Option<CheckUp> {
    let (signed, commits) = index::signed(&index::path(repository)).filter(|(signed, _)| *signed > 0)?;
    let found = message!("doctor-signed", signed = signed, commits = commits);
    Some(note("signatures", found, message!("doctor-signed-help")))
}

/// What git says of the signatures of the mainline.
fn verified(repository: &Repository, tip: Oid) -> Outcome<Option<CheckUp>> {
    repository.refuse_shallow()?;
    let commits = MainlineAt::read(repository, tip)?.commits;
    let signed: Vec<Oid> =
        commits.iter().filter(|commit| commit.voucher != Voucher::Nobody).map(|commit| commit.oid).collect();
    let unsigned = commits.len() - signed.len();
    if signed.is_empty() {
        return Ok(Some(note("signatures", message!("doctor-unsigned"), message!("doctor-unsigned-help"))));
    }
    let signatures = repository.verify_signatures(&signed)?;
    let found = message!("doctor-signatures", told = told(&signatures), unsigned = unsigned);
    Ok(Some(match signatures.bad().next() {
        Some(bad) => todo("signatures", found, message!("doctor-signatures-bad", commit = bad.to_string())),
        None if signatures.count(Verdict::Good) == signed.len() => good("signatures", found),
        None => note("signatures", found, message!("doctor-signatures-help")),
    }))
}

/// How many signatures have each verdict.
pub(super) fn told(signatures: &Signatures) -> Message {
    let count = |verdict| signatures.count(verdict);
    message!(
        "signatures-told",
        signed = signatures.verdicts.len(),
        good = count(Verdict::Good),
        untrusted = count(Verdict::Untrusted),
        expired = count(Verdict::Expired),
        bad = count(Verdict::Bad),
        unverified = count(Verdict::Unverified)
    )
}

fn index(repository: &Repository, head: Option<Oid>) -> CheckUp {
    let Some(tip) = head else { return good("index", message!("doctor-no-commit")) };
    if repository.is_shallow() {
        return todo("index", message!("doctor-index-shallow"), message!("shallow-clone-help"));
    }
    let standing = index::status(repository, tip);
    let path = standing.path.display().to_string();
    if let Some(cause) = standing.hindrance {
        let found = message!("doctor-index-unwritable", path = &path, cause = cause);
        return todo("index", found, message!("doctor-index-unwritable-help"));
    }
    let build = message!("doctor-index-help");
    match standing.kept {
        Kept::Fresh => good("index", message!("doctor-index", path = path)),
        Kept::Nothing => note("index", message!("doctor-index-absent"), build),
        Kept::Unusable => note("index", message!("doctor-index-unusable", path = path), build),
        Kept::Until(commit) => {
            let commit = commit.to_string().chars().take(10).collect::<String>();
            note("index", message!("doctor-index-behind", commit = commit), build)
        }
    }
}
